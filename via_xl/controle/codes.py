"""Every CBS code that is used is a gemeente of the region: the rows of another code would fall out of every total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.opsomming import met_getal
from via_xl.regeling.kolom import Invoertabel, Kolomsoort
from via_xl.regeling.model import Record, Regeling
from via_xl.regeling.tabellen import GEMEENTEN, TABELLEN, UREN


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each unknown code in each table, at the first row that has it and with the number of such rows."""
    bekend = {gemeente.code for gemeente in regeling.gemeenten}
    for tabel in TABELLEN:
        for kolom in tabel.kolommen if tabel is not GEMEENTEN else ():
            if kolom.soort is Kolomsoort.CODE:
                yield from _onbekend(getattr(regeling, tabel.attribuut), tabel, kolom.veld, bekend)


def _onbekend(rijen: Iterable[Record], tabel: Invoertabel, veld: str, bekend: Set[str]) -> Iterator[Bevinding]:
    onbekend: dict[str, list[Record]] = {}
    for rij in rijen:
        code = getattr(rij, veld)
        if code and code not in bekend:
            onbekend.setdefault(code, []).append(rij)
    for code, ermee in onbekend.items():
        aantal = met_getal(len(ermee), "urenregel", "urenregels") if tabel is UREN else f"{len(ermee)} x"
        yield Bevinding.op(
            ermee[0].plek,
            veld,
            f"{code} staat niet in tblGemeenten ({aantal} in {tabel.naam}).",
            "Verbeter de code of voeg de gemeente toe aan tblGemeenten.",
        )
