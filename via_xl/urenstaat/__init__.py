"""The hour sheet as it comes back.

``sjabloon`` says its layout once for reader and writer, ``lees`` reads it in a child process, ``inbrengen`` puts
what was read into the inputs.
"""
