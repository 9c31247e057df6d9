"""One macro as Excel starts it: the Python command itself, in a process of its own, against the stand-in.

``python -m hulp.macro_draaien BOEK KOPIE OPDRACHT CEL`` selects the cell ("Blad!B8", or none), runs the command, saves the book under KOPIE and prints as JSON
what a user would have seen.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from hulp.nepexcel import nep_excel

STAND = ("StatusBar", "ScreenUpdating", "Calculation", "EnableEvents", "DisplayAlerts")


def draai(boek: Path, kopie: Path, opdracht: str, cel: str) -> dict[str, Any]:
    """What happened."""
    with nep_excel() as nep:
        werkboek = nep.open(boek)
        if cel:
            blad, _, adres = cel.partition("!")
            werkboek._gekozen = blad, adres
        voor = {naam: nep.app._stand[naam] for naam in STAND}
        sys.argv = ["-c", f"--wb={boek.name}", "--from_xl=1", "--app=C:\\Office\\Microsoft Excel", "--hwnd=100"]
        exec(opdracht, {})  # noqa: S102 - the command that the VBA makes
        werkboek.SaveCopyAs(str(kopie))
        return {
            "meldingen": [tekst for _, tekst, _ in nep.meldingen],
            "titels": [titel for *_, titel in nep.meldingen],
            "stand_terug": voor == {naam: nep.app._stand[naam] for naam in STAND},
            "voortgang": [regel for regel in nep.app._statusregels if isinstance(regel, str)],
            "bewaard": bool(werkboek.Saved),
            "vragen": nep.vragen,
        }


if __name__ == "__main__":
    print(json.dumps(draai(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:5])))
