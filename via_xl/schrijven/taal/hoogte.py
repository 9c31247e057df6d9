"""How high a row is with text that runs on; no program does it for us."""

from __future__ import annotations

import textwrap
from math import ceil

from via_xl.schrijven.boek import REGELHOOGTE

HOOGSTE_RIJ = 409.0
"""The points a row can be high."""


def geteld(*teksten: tuple[str, float]) -> float:
    """The points a row takes with texts in columns of these widths, by the number of their letters."""
    return REGELHOOGTE * max((ceil(len(tekst) / breedte) for tekst, breedte in teksten if tekst), default=1)


def hoogte(tekst: str, breedte: float) -> float:
    """The points a text takes in a column of this width, broken between words and within long ones."""
    regels = max(1, len(textwrap.wrap(tekst.replace("/", "/ ").replace("!", "! "), max(4, int(breedte * 1.1) - 2))))
    return min(HOOGSTE_RIJ, REGELHOOGTE * regels + 2)
