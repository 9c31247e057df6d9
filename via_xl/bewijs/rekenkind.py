"""The child process of :mod:`via_xl.bewijs.naast`: it holds workbooks in IronCalc, and imports little else.

A request is a path, what is asked of that workbook, and with what; the answers come in the same order. A child whose run died
finds its pipe closed and stops.
"""

from __future__ import annotations

import gc
import pickle
import sys
from pathlib import Path
from typing import IO, Any

from via_xl.basis.bevinding import GebruikersFout
from via_xl.bewijs.rekenmachine import IronCalc
from via_xl.lezen.pakket import controleer_pakket


class Rekenwerk:
    """The workbooks that are in hand, by their path."""

    def __init__(self) -> None:
        self._machines: dict[Path, IronCalc] = {}

    def open(self, pad: Path) -> Any:
        """A workbook recalculated: which ranges share a formula, and every formula cell. More may be asked of it."""
        controleer_pakket(pad)
        self._machines[pad] = IronCalc(pad)
        return self._machines[pad].vertaald, self.herreken(pad)

    def eens(self, pad: Path) -> Any:
        """The same, of a workbook that was just made and of which nothing more will be asked."""
        machine = IronCalc(pad)
        return machine.vertaald, _herrekend(machine)

    def herreken(self, pad: Path) -> list[tuple[Any, ...]]:
        """Every formula cell of a workbook, recalculated."""
        return _herrekend(self._machines[pad])

    def zet_naam(self, pad: Path, naam: str, getal: float) -> None:
        """Put a number in the cell of a defined name."""
        self._machines[pad].zet_naam(naam, getal)

    def inhoud(self, pad: Path, blad: str, cel: str) -> Any:
        """What a cell gives."""
        return self._machines[pad].inhoud(blad, cel)


def _herrekend(machine: IronCalc) -> list[tuple[Any, ...]]:
    machine.herreken()
    return [tuple(cel) for cel in machine.formulecellen()]


def bedien(vragen: IO[bytes], antwoorden: IO[bytes]) -> None:
    """Answer until no more is asked; what a user did wrong is an answer too."""
    werk = Rekenwerk()
    while True:
        try:
            wat, *gegeven = pickle.load(vragen)  # noqa: S301 - from the run that started this process
        except EOFError:
            return
        try:
            antwoord = (True, getattr(werk, wat)(*gegeven))
        except GebruikersFout as fout:
            antwoord = (False, (fout.exitcode, fout.bericht))
        pickle.dump(antwoord, antwoorden, pickle.HIGHEST_PROTOCOL)
        antwoorden.flush()


if __name__ == "__main__":
    gc.disable()  # cells have no cycles
    try:
        bedien(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        sys.exit(1)
