"""Stored results of a master that are out of date: how that is told, and how a version remembers which they were.

A master is saved without recalculation when Excel calculates by hand, or when another program changed a cell. No amount
hangs on it. The manifest says how many there were and which, so that a result that is forged later is found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.geld import getal_nl
from via_xl.bewijs.vergelijken import Celverschil

HERBEREKEN = "Laat Excel herberekenen: open de master, druk op Ctrl+Alt+F9 en bewaar hem."


def waarschuwing(verouderd: Sequence[Celverschil], doen: str = HERBEREKEN) -> tuple[Bevinding, ...]:
    """One warning about all of them, at the place of the first; none when there are none."""
    if not verouderd:
        return ()
    eerste = verouderd[0]
    hier = f"opgeslagen is {eerste.getoond(eerste.gecached)}, de formule geeft {eerste.getoond(eerste.herrekend)}"
    if len(verouderd) == 1:
        wat = f"deze opgeslagen uitkomst is verouderd: {hier}."
    else:
        wat = f"{getal_nl(len(verouderd))} opgeslagen uitkomsten zijn verouderd. De eerste is deze: {hier}."
    wat += " Er is met de invoer gerekend, en de bedragen kloppen."
    return (Bevinding(eerste.bestand, eerste.blad, eerste.cel, wat, doen, Ernst.WAARSCHUWING),)


def kenmerk_verouderd(verouderd: Sequence[Celverschil]) -> dict[str, Any]:
    """How many, and a SHA-256 of each cell with what is stored in it; nothing when there are none."""
    if not verouderd:
        return {}
    cellen = sorted(json.dumps([v.blad, v.cel, v.gecached], ensure_ascii=False) for v in verouderd)
    return {"aantal": len(cellen), "sha256": hashlib.sha256("\n".join(cellen).encode()).hexdigest()}
