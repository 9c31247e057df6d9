"""How a function says that there is no answer: the error value that the cell gets."""

from __future__ import annotations

from enum import StrEnum


class Excelfout(StrEnum):
    """The error values a function gives, as the texts that the VBA turns into CVErr."""

    WAARDE = "#VALUE!"
    NIET_GEVONDEN = "#N/A"
    GETAL = "#NUM!"


class Uitval(Exception):
    """There is no answer: ``fout`` stands in the element, or in the cell when there is but one."""

    def __init__(self, fout: Excelfout) -> None:
        super().__init__(str(fout))
        self.fout = fout
