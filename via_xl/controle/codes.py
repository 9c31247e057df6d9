"""Every CBS code that is used is a gemeente of the region: the rows of another code would fall out of every total."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.controle.woorden import aantal_urenregels
from via_xl.regeling.kolom import Kolomsoort
from via_xl.regeling.model import Record, Regeling
from via_xl.regeling.tabellen import GEMEENTEN, TABELLEN, UREN


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each unknown code in each table, at the first row that has it and with the number of such rows."""
    bekend = {gemeente.code for gemeente in regeling.gemeenten}
    for tabel in TABELLEN:
        if tabel is GEMEENTEN or not any(kolom.soort is Kolomsoort.CODE for kolom in tabel.kolommen):
            continue
        onbekend: dict[str, list[Record]] = {}
        for rij in getattr(regeling, tabel.attribuut):
            if rij.code not in bekend:
                onbekend.setdefault(rij.code, []).append(rij)
        for code, rijen in onbekend.items():
            aantal = aantal_urenregels(len(rijen)) if tabel is UREN else f"{len(rijen)} x"
            yield Bevinding.op(
                rijen[0].plek,
                "code",
                f"{code} staat niet in tblGemeenten ({aantal} in {tabel.naam}).",
                "Verbeter de code of voeg de gemeente toe aan tblGemeenten.",
            )
