"""IronCalc beside the run: in a process of its own, so that the proof costs the run hardly any time.

What is asked is done in turn while the run goes on; the run waits only where it needs an answer. Ctrl-C is answered by the
run, which ends the child.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any, NoReturn

import via_xl
from via_xl.basis.bevinding import BewijsFout, GebruikersFout, InvoerFout
from via_xl.basis.maat import Ruw as Waarde
from via_xl.bewijs.rekenmachine import Formulekolom, Machine, Vertaald
from via_xl.regeling.tabellen import TABELLEN

_INVOER = frozenset(tabel.naam for tabel in TABELLEN)
"""The tables of which the run has read what was typed in them."""

_SOORTEN: dict[int, type[GebruikersFout]] = {soort.exitcode: soort for soort in (InvoerFout, BewijsFout)}


class Rekenkind:
    """The child, from when it starts. As a context manager: leaving ends it, finished or not."""

    def __init__(self) -> None:
        paden = [str(Path(via_xl.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
        self._kind = subprocess.Popen(
            [sys.executable, "-m", "via_xl.bewijs.rekenkind"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paden)), "PYTHONIOENCODING": "utf-8"},
            **_eigen_groep(),
        )
        self._gevraagd = 0
        self._wachtrij: SimpleQueue[tuple[bool, Any] | None] = SimpleQueue()
        self._gekomen: list[tuple[bool, Any]] = []
        Thread(target=self._luister, daemon=True).start()

    def __enter__(self) -> Rekenkind:
        return self

    @property
    def leeft(self) -> bool:
        """Whether the process is still there."""
        return self._kind.poll() is None

    def open(self, pad: Path) -> Naast:
        """Have a master recalculated that was judged as a package, of which more may be asked."""
        return Naast(self, pad, "open", _INVOER)

    def eens(self, pad: Path) -> Naast:
        """Have a workbook recalculated, for its formula cells only."""
        return Naast(self, pad, "eens")

    def vergeet(self) -> None:
        """Have it let go of every workbook. What was asked of those must have been answered."""
        self.antwoord(self.vraag("vergeet"))

    def vraag(self, wat: str, *gegeven: object) -> int:
        """Ask something; gives the number under which its answer will come."""
        if self._kind.stdin is None:
            raise RuntimeError
        try:
            pickle.dump((wat, *gegeven), self._kind.stdin)
            self._kind.stdin.flush()
        except OSError:
            self._gestorven()
        self._gevraagd += 1
        return self._gevraagd - 1

    def antwoord(self, nummer: int) -> Any:
        """Wait for an answer, which is given once.

        Raises:
            GebruikersFout: what the child ran into.
            BewijsFout: the child died.
            RuntimeError: the child failed for a reason of the program's own.
        """
        while len(self._gekomen) <= nummer:
            gekomen = self._wachtrij.get()
            if gekomen is None:
                self._gestorven()
            self._gekomen.append(gekomen)
        goed, inhoud = self._gekomen[nummer]
        self._gekomen[nummer] = (True, None)
        if not goed:
            exitcode, bericht = inhoud
            raise _SOORTEN[exitcode](bericht)
        return inhoud

    def _luister(self) -> None:
        """In a thread: take every answer as it comes, so that the child never waits for the run."""
        try:
            while True:
                goed, inhoud, in_stukken = self._lees()
                self._wachtrij.put((goed, (*inhoud, deque(iter(self._lees, b""))) if in_stukken else inhoud))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self._wachtrij.put(None)

    def _lees(self) -> Any:
        return pickle.load(self._kind.stdout)  # type: ignore[arg-type]  # noqa: S301 - from our own child

    def _gestorven(self) -> NoReturn:
        self._kind.wait()
        fouten = self._kind.stderr.read() if self._kind.stderr else b""
        if fouten:
            raise RuntimeError(fouten.decode(errors="replace"))
        raise BewijsFout(
            "Het narekenen is afgebroken, waarschijnlijk door te weinig geheugen; er is niets gepubliceerd. Sluit andere "
            "programma's en probeer opnieuw."
        )

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self._kind.kill()
        self._kind.wait()


class Naast(Machine):
    """A workbook in the child: its formula cells are given once, and with them what else is known of its file."""

    def __init__(self, kind: Rekenkind, pad: Path, wat: str, *verder: object) -> None:
        self.pad = pad
        self._kind = kind
        self._vers = True
        self._cellen: int | None = kind.vraag(wat, pad, *verder)
        self._getypt: Mapping[tuple[str, str], Waarde] = {}
        self.vertaald: Vertaald = ()
        self.vingerafdruk = ""

    def herreken(self) -> None:
        """Recalculate everything: the child did when it opened the workbook."""
        if not self._vers:
            self._cellen = self._kind.vraag("herreken", self.pad)
        self._vers = False

    def zet_naam(self, naam: str, getal: float) -> None:
        """Put a number in the cell of a defined name."""
        self._getypt = {}
        self._kind.antwoord(self._kind.vraag("zet_naam", self.pad, naam, getal))

    def inhoud(self, blad: str, cel: str) -> Waarde:
        """What a cell gives; None when it is empty or there is no such sheet."""
        if (blad, cel) in self._getypt:
            return self._getypt[blad, cel]
        waarde: Waarde = self._kind.antwoord(self._kind.vraag("inhoud", self.pad, blad, cel))
        return waarde

    def formulekolommen(self) -> Iterator[Formulekolom]:
        """Its formula cells by column, with what they gave before and give now."""
        if self._cellen is None:
            return
        self.vingerafdruk, self.vertaald, self._getypt, stukken = self._kind.antwoord(self._cellen)
        self._cellen = None
        while stukken:
            yield from map(Formulekolom._make, pickle.loads(stukken.popleft()))  # noqa: S301 - from our own child


class Vast:
    """One child for one run after another, as a context manager for each; a run that fails takes it along.

    A start is a twentieth of a run. The child ends when this process does: its pipe is closed.
    """

    def __init__(self) -> None:
        self._kind: Rekenkind | None = None

    @contextmanager
    def __call__(self) -> Iterator[Rekenkind]:
        """The child, with nothing in hand."""
        kind = self._kind if self._kind is not None and self._kind.leeft else Rekenkind()
        self._kind = None
        with ExitStack() as bij_fout:
            bij_fout.enter_context(kind)
            yield kind
            kind.vergeet()
            bij_fout.pop_all()
        self._kind = kind


def _eigen_groep() -> dict[str, Any]:
    """The options that keep Ctrl-C away from the child, and a window off the screen."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
