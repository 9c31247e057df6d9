"""IronCalc in the process of the run, for when every core has a run of its own: a second process would only be in the way of one.

A workbook is read and recalculated when it is compared, so that there is one at a time, beside the master.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from via_xl.basis.maat import Ruw as Waarde
from via_xl.bewijs.rekenmachine import Formulekolom, IronCalc, Machine, Vertaald


class Rekenzelf:
    """Who recalculates the workbooks of a run, as a context manager: the run itself."""

    def __enter__(self) -> Rekenzelf:
        return self

    def open(self, pad: Path) -> Uitgesteld:
        """A master, of which more may be asked."""
        return Uitgesteld(pad)

    def eens(self, pad: Path) -> Uitgesteld:
        """A workbook, for its formula cells only."""
        return Uitgesteld(pad)

    def erbij(self) -> Rekenzelf:
        """Itself: there is no other."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""


class Uitgesteld(Machine):
    """A workbook that is read when something is asked of it. What it raises is that of IronCalc."""

    def __init__(self, pad: Path) -> None:
        self.pad = pad

    @cached_property
    def _machine(self) -> IronCalc:
        return IronCalc(self.pad)

    def herreken(self) -> None:
        """Recalculate everything."""
        self._machine.herreken()

    def zet_naam(self, naam: str, getal: float) -> None:
        """Put a number in the cell of a defined name."""
        self._machine.zet_naam(naam, getal)

    def inhoud(self, blad: str, cel: str) -> Waarde:
        """What a cell gives; None when it is empty or there is no such sheet."""
        return self._machine.inhoud(blad, cel)

    def formulekolommen(self) -> Iterator[Formulekolom]:
        """Its formula cells by column, with what they gave before and give now."""
        return self._machine.formulekolommen()

    @property
    def vertaald(self) -> Vertaald:
        """The ranges that share a formula in the copy that was read."""
        return self._machine.vertaald

    @property
    def vingerafdruk(self) -> str:
        """The fingerprint of the file."""
        return self._machine.vingerafdruk
