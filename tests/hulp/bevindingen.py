"""A region read from a master, so that findings name real cells, and its findings as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from hulp.kleine_master import REGELING
from via_xl.basis.bevinding import Bevinding, Plek
from via_xl.regeling.model import Regeling
from via_xl.regeling.tabellen import TABELLEN


def met_plekken(regeling: Regeling = REGELING) -> Regeling:
    """The region with each row in row 4, 5, … of its sheet, its columns lettered in order."""
    tabellen: dict[str, Any] = {}
    for tabel in TABELLEN:
        letters = {kolom.veld: chr(ord("A") + plaats) for plaats, kolom in enumerate(tabel.kolommen)}
        tabellen[tabel.attribuut] = tuple(
            replace(record, plek=Plek("m.xlsx", tabel.blad, rij, letters))
            for rij, record in enumerate(getattr(regeling, tabel.attribuut), start=4)
        )
    return Regeling(**tabellen)


def regels(controleer: Callable[[Regeling], Iterator[Bevinding]], **anders: Any) -> list[str]:
    """The findings of one rule on the small region with other rows, with their seriousness in front."""
    bevindingen = controleer(met_plekken(replace(REGELING, **anders)))
    return [f"{bevinding.ernst} {bevinding.regel()}" for bevinding in bevindingen]
