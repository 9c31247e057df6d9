"""``python -m via_xl``."""

from via_xl.cli import start

start()
