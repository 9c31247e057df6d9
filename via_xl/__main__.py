"""``python -m via_xl``."""

from via_xl.opdrachten.cli import start

start()
