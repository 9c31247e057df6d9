"""The child process of :mod:`via_xl.bewijs.naast`: it holds workbooks in IronCalc, and imports little else.

A request is what is asked, of which workbook, and with what; the answers come in the same order. A child whose run died
finds its pipe closed and stops.
"""

from __future__ import annotations

import gc
import pickle
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from via_xl.basis.bevinding import GebruikersFout
from via_xl.bewijs.rekenmachine import IronCalc, Vertaald
from via_xl.lezen.pakket import controleer_pakket

_STUK = 5_000
"""Cells in a piece."""


class Celstroom(NamedTuple):
    """Which ranges share a formula, and the formula cells in pieces: of a hundred thousand hour lines there are a million."""

    vertaald: Vertaald
    stukken: Iterator[list[tuple[Any, ...]]]


class Rekenwerk:
    """The workbooks that are in hand, by their path."""

    def __init__(self) -> None:
        self._machines: dict[Path, IronCalc] = {}

    def open(self, pad: Path) -> Celstroom:
        """Every formula cell of a workbook, recalculated. More may be asked of it."""
        controleer_pakket(pad)
        self._machines[pad] = IronCalc(pad)
        return self.herreken(pad)

    def eens(self, pad: Path) -> Celstroom:
        """The same, of a workbook that was just made and of which nothing more will be asked."""
        return _herrekend(IronCalc(pad))

    def herreken(self, pad: Path) -> Celstroom:
        """Every formula cell of a workbook, recalculated."""
        return _herrekend(self._machines[pad])

    def zet_naam(self, pad: Path, naam: str, getal: float) -> None:
        """Put a number in the cell of a defined name."""
        self._machines[pad].zet_naam(naam, getal)

    def inhoud(self, pad: Path, blad: str, cel: str) -> Any:
        """What a cell gives."""
        return self._machines[pad].inhoud(blad, cel)


def _herrekend(machine: IronCalc) -> Celstroom:
    machine.herreken()
    cellen = map(tuple, machine.formulecellen())
    return Celstroom(machine.vertaald, iter(lambda: list(islice(cellen, _STUK)), []))


def bedien(vragen: IO[bytes], antwoorden: IO[bytes]) -> None:
    """Answer until no more is asked; what a user did wrong is an answer too."""
    werk = Rekenwerk()
    while True:
        try:
            wat, *gegeven = pickle.load(vragen)  # noqa: S301 - from the run that started this process
        except EOFError:
            return
        try:
            antwoord: tuple[bool, Any] = (True, getattr(werk, wat)(*gegeven))
        except GebruikersFout as fout:
            antwoord = (False, (fout.exitcode, fout.bericht))
        for deel in _in_delen(*antwoord):
            pickle.dump(deel, antwoorden, pickle.HIGHEST_PROTOCOL)
        antwoorden.flush()


def _in_delen(goed: bool, inhoud: Any) -> Iterator[Any]:
    """What is sent: an answer, and whether pieces follow; then those, and an empty one."""
    if isinstance(inhoud, Celstroom):
        yield goed, inhoud.vertaald, True
        yield from inhoud.stukken
        yield []
    else:
        yield goed, inhoud, False


if __name__ == "__main__":
    gc.disable()  # cells have no cycles
    try:
        bedien(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        sys.exit(1)
