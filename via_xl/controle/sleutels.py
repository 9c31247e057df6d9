"""Every key occurs once: a second row with the same key would be added up by one formula and ignored by another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.datum import datum_nl
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.schrijfwijze import eender
from via_xl.controle.schrijfwijzen import CODES
from via_xl.regeling.model import Record, Regeling
from via_xl.regeling.tabellen import TABELLEN


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each row whose key stands in an earlier row of its table.

    Texts compare as in a spreadsheet, codes of persons however they were typed.
    """
    for tabel in TABELLEN:
        eerste: dict[tuple[Any, ...], Record] = {}
        for rij in getattr(regeling, tabel.attribuut) if tabel.sleutel else ():
            waarden = tuple(getattr(rij, veld) for veld in tabel.sleutel)
            sleutel = tuple(
                _vergelijkbaar(w, code=(tabel, veld) in CODES) for w, veld in zip(waarden, tabel.sleutel, strict=True)
            )
            eerder = eerste.setdefault(sleutel, rij)
            if eerder is not rij:
                getoond = " · ".join(_tekst(waarde) for waarde in waarden)
                yield Bevinding.op(
                    rij.plek,
                    tabel.sleutel[0],
                    f"{getoond} staat al in {eerder.plek.cel(tabel.sleutel[0])} van {tabel.naam}.",
                    "Laat één van beide rijen staan.",
                )


def _vergelijkbaar(waarde: Any, *, code: bool) -> Any:
    if not isinstance(waarde, str):
        return waarde
    return eender(waarde) if code else zelfde_in_formule(waarde)


def _tekst(waarde: Any) -> str:
    if waarde is None:
        return "leeg"
    return datum_nl(waarde) if hasattr(waarde, "year") else str(waarde)
