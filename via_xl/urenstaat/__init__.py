"""The hour sheet: what goes out to a gemeente blank and comes back filled.

``sjabloon`` says its layout once; ``maak`` writes it; ``lees`` reads it back; ``inbrengen`` puts what was read
into the model.
"""
