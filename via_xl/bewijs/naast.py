"""The proof of the master beside the run: in a process of its own, so that it costs the run hardly any time.

The child reads the master itself: its path and the year go in, the proof comes out as JSON. Ctrl-C is answered
by the run, which ends the child; a child whose run died finds its pipe closed and stops.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

import via_xl
from via_xl.basis.bevinding import BewijsFout, GebruikersFout, InvoerFout
from via_xl.bewijs.masterbewijs import Masterbewijs, bewijs_master
from via_xl.bewijs.vergelijken import Celverschil
from via_xl.lezen.master import lees_master

_SOORTEN: dict[int, type[GebruikersFout]] = {soort.exitcode: soort for soort in (InvoerFout, BewijsFout)}


class ProefNaast:
    """The proof of a master, under way. As a context manager: leaving ends the child, finished or not."""

    def __init__(self, masterpad: Path, jaar: int | None) -> None:
        paden = [str(Path(via_xl.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
        opdracht = [sys.executable, "-m", __name__, str(masterpad), *([] if jaar is None else [str(jaar)])]
        self._kind = subprocess.Popen(  # noqa: S603 - our own module, with a path as argument
            opdracht,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paden)), "PYTHONIOENCODING": "utf-8"},
            **_eigen_groep(),
        )

    def __enter__(self) -> ProefNaast:
        return self

    def uitkomst(self) -> Masterbewijs:
        """Wait for the proof.

        Raises:
            GebruikersFout: what the child ran into.
            BewijsFout: the child died.
            RuntimeError: the child failed for a reason of the program's own.
        """
        uit, fouten = self._kind.communicate()
        if self._kind.returncode == 0:
            return _lees(json.loads(uit))
        if fouten:
            raise RuntimeError(fouten.decode(errors="replace"))
        raise BewijsFout(
            "Het narekenen van de master is afgebroken, waarschijnlijk door te weinig geheugen; er is niets "
            "gepubliceerd. Sluit andere programma's en probeer opnieuw."
        )

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self._kind.kill()
        self._kind.communicate()


def _eigen_groep() -> dict[str, Any]:
    """The options that keep Ctrl-C away from the child, and a window off the screen."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _lees(antwoord: dict[str, Any]) -> Masterbewijs:
    if "exitcode" in antwoord:
        raise _SOORTEN[antwoord["exitcode"]](antwoord["bericht"])
    verschillen = tuple(Celverschil(**verschil) for verschil in antwoord["verschillen"])
    return Masterbewijs(antwoord["vergeleken"], verschillen, antwoord["eigen_formules"], antwoord["udfs"])


def _bewijs(masterpad: Path, jaar: int | None) -> dict[str, Any]:
    """In the child: read and prove."""
    try:
        master = lees_master(masterpad)
        gekozen = jaar if jaar is not None else master.jaar
        return asdict(bewijs_master(master, gekozen if gekozen is not None else master.regeling.jaren[0].jaar))
    except GebruikersFout as fout:
        return {"exitcode": fout.exitcode, "bericht": fout.bericht}


if __name__ == "__main__":
    _antwoord = _bewijs(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
    print(json.dumps(_antwoord, default=date.isoformat))
