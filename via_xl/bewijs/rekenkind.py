"""The child process of :mod:`via_xl.bewijs.naast`: it holds workbooks in IronCalc, and imports little else.

A request is what is asked, of which workbook, and with what; the answers come in the same order. A child whose run died
finds its pipe closed and stops.

Of large workbooks there is one at a time: what is held is let go before the next is loaded, and loaded again where more is
asked of it, which seldom happens.
"""

from __future__ import annotations

import gc
import pickle
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

from via_xl.basis.bevinding import GebruikersFout
from via_xl.bewijs.rekenmachine import Formulekolom, IronCalc, Vertaald

_STUK = 5_000
"""From so many cells on a piece is sent."""

_GROOT = 100_000
"""From so many formula cells on a workbook is large: some twelve thousand hour lines."""


class Celstroom(NamedTuple):
    """The fingerprint of the file, which ranges share a formula, what was typed in tables, and the columns of formula cells in pieces.

    Of a hundred thousand hour lines there are a million cells.
    """

    vingerafdruk: str
    vertaald: Vertaald
    getypt: Mapping[tuple[str, str], Any]
    stukken: Iterator[list[tuple[Any, ...]]]


class Rekenwerk:
    """The workbooks that are in hand, by their path."""

    def __init__(self) -> None:
        self._machines: dict[Path, IronCalc] = {}
        self._gezet: dict[Path, dict[str, float]] = defaultdict(dict)

    def open(self, pad: Path, behalve: Collection[str]) -> Celstroom:
        """Every formula cell of a workbook that was judged, recalculated, and what was typed in its tables but in these.

        More may be asked of it.
        """
        machine = self._machine(pad)
        return _herrekend(machine, machine.getypt(behalve))

    def eens(self, pad: Path) -> Celstroom:
        """The same, of a workbook that was just made and of which nothing more will be asked."""
        self._laat_los()
        machine = IronCalc(pad)
        machine.herreken()
        return _herrekend(machine)

    def herreken(self, pad: Path) -> Celstroom:
        """Every formula cell of a workbook, recalculated."""
        machine = self._machine(pad)
        machine.herreken()
        return _herrekend(machine)

    def zet_naam(self, pad: Path, naam: str, getal: float) -> None:
        """Put a number in the cell of a defined name."""
        self._machine(pad).zet_naam(naam, getal)
        self._gezet[pad][naam] = getal

    def inhoud(self, pad: Path, blad: str, cel: str) -> Any:
        """What a cell gives."""
        return self._machine(pad).inhoud(blad, cel)

    def vergeet(self) -> None:
        """Let go of every workbook."""
        self._machines.clear()
        self._gezet.clear()

    def _machine(self, pad: Path) -> IronCalc:
        """The workbook, recalculated; anew where it was let go."""
        if pad not in self._machines:
            machine = IronCalc(pad)
            for naam, getal in self._gezet[pad].items():
                machine.zet_naam(naam, getal)
            machine.herreken()
            self._machines[pad] = machine
        return self._machines[pad]

    def _laat_los(self) -> None:
        """Let go of the large workbooks."""
        groot = [pad for pad, machine in self._machines.items() if machine.aantal >= _GROOT]
        for pad in groot:
            del self._machines[pad]
        if groot:
            _geef_geheugen_terug()


def _herrekend(machine: IronCalc, getypt: Mapping[tuple[str, str], Any] | None = None) -> Celstroom:
    return Celstroom(machine.vingerafdruk, machine.vertaald, getypt or {}, _in_stukken(machine.formulekolommen()))


def _in_stukken(kolommen: Iterable[Formulekolom]) -> Iterator[list[tuple[Any, ...]]]:
    stuk: list[tuple[Any, ...]] = []
    cellen = 0
    for kolom in kolommen:
        stuk.append(tuple(kolom))
        cellen += len(kolom.herrekend)
        if cellen >= _STUK:
            yield stuk
            stuk, cellen = [], 0
    if stuk:
        yield stuk


def _geef_geheugen_terug() -> None:
    """What was freed goes back to the system where the system can take it, so that it isn't counted twice."""
    from ctypes import CDLL

    with suppress(AttributeError, OSError, TypeError):  # only the C library of Linux has it
        CDLL(None).malloc_trim(0)


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
    """What is sent: an answer, and whether pieces follow; then those, each packed, and an empty one.

    The run unpacks a piece when it comes to it: a million cells that wait take room, and packed a sixth of it.
    """
    if isinstance(inhoud, Celstroom):
        yield goed, (inhoud.vingerafdruk, inhoud.vertaald, inhoud.getypt), True
        aantal = 0
        for stuk in inhoud.stukken:
            aantal += sum(len(herrekend) for *_, herrekend in stuk)
            yield pickle.dumps(stuk, pickle.HIGHEST_PROTOCOL)
        yield b""
        if aantal >= _GROOT:
            _geef_geheugen_terug()
    else:
        yield goed, inhoud, False


if __name__ == "__main__":
    gc.disable()  # cells have no cycles
    try:
        bedien(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        sys.exit(1)
