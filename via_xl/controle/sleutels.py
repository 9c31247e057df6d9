"""Every key occurs once: a second row with the same key would be added up by one formula and ignored by another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.datum import datum_nl
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.regeling.model import Record, Regeling
from via_xl.regeling.tabellen import TABELLEN


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each row whose key stands in an earlier row of its table; texts compare as in a spreadsheet."""
    for tabel in TABELLEN:
        eerste: dict[tuple[Any, ...], Record] = {}
        for rij in getattr(regeling, tabel.attribuut) if tabel.sleutel else ():
            waarden = tuple(getattr(rij, veld) for veld in tabel.sleutel)
            sleutel = tuple(zelfde_in_formule(w) if isinstance(w, str) else w for w in waarden)
            eerder = eerste.setdefault(sleutel, rij)
            if eerder is not rij:
                getoond = " · ".join(_tekst(waarde) for waarde in waarden)
                yield Bevinding.op(
                    rij.plek,
                    tabel.sleutel[0],
                    f"{getoond} staat al in {eerder.plek.cel(tabel.sleutel[0])} van {tabel.naam}.",
                    "Laat één van beide rijen staan.",
                )


def _tekst(waarde: Any) -> str:
    if waarde is None:
        return "leeg"
    return datum_nl(waarde) if hasattr(waarde, "year") else str(waarde)
