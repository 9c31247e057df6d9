"""A raster: rows and columns that are no table, with as many rows as there is room for, which all stay where they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from via_xl.basis.kolommen import kolomletter
from via_xl.basis.maat import Ruw
from via_xl.schrijven.boek import Adres, Blad, Celgebied
from via_xl.schrijven.taal.cel import Aanzien, F, in_formulecel, stijl, zet_formule
from via_xl.schrijven.taal.tabel import Tabelveld

R = TypeVar("R")

_DEZE_RIJ = re.compile(r"\[@(\$?)([^\]]+)\]")


class Raster(Struct, Generic[R], frozen=True):
    """Records, the record of a free row, and columns that are each said once.

    In a formula ``[@Kop]`` is the cell of its row, ``[@$Kop]`` the same with dollars, ``[@naam Kop]`` that of the record with the same number in a
    raster that stands above it; elsewhere ``{naam Kop}`` is all cells of a column and ``{naam Kop los}`` the same without dollars. ``samen`` gives a name to neighbouring columns, from one header to another: ``{naam uren}``.

    A formula that is a function of our own gives its whole column at once.

    ``totaal`` is what the row of totals is called, "" for none; its cells are ``{naam.totaal Kop}``. ``noemt`` is a column
    of which the cells have names of their own, as in a table. ``hoogte`` gives the height of a row, 0 is that of one line.
    """

    naam: str
    rijen: Sequence[R]
    velden: Sequence[Tabelveld[R]]
    vrij: tuple[int, R] | None = None
    kophoogte: float = 0
    hoogte: Callable[[R], float] | None = None
    samen: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    totaal: str = ""
    noemt: tuple[str, Callable[[R], str]] | None = None

    @property
    def alle(self) -> list[R]:
        """The records of all rows, also the free ones."""
        if self.vrij is None:
            return list(self.rijen)
        aantal, leeg = self.vrij
        return [*self.rijen, *[leeg] * (aantal - len(self.rijen))]

    @property
    def hoog(self) -> int:
        """How many rows it takes."""
        return 1 + len(self.alle) + bool(self.totaal)

    def gebied(self, blad: str, rij: int, kol: int, van: str, tot: str) -> Celgebied:
        """Where neighbouring columns stand when the raster is at that place on a sheet."""
        koppen = [veld.kop for veld in self.velden]
        eerste, laatste = (kol + koppen.index(kop) for kop in (van, tot))
        return Celgebied(blad, rij + 1, eerste, rij + len(self.alle), laatste)

    def schrijf(self, blad: Blad, rij: int, kol: int) -> None:
        """Put it on a sheet, with its headers from (rij, kol)."""
        plaatsen = {veld.kop: plaats for plaats, veld in enumerate(self.velden, start=kol)}
        eerste, laatste = rij + 1, rij + len(self.alle)
        if self.kophoogte:
            blad.hoogtes[rij] = self.kophoogte
        for veld in self.velden:
            plaats = plaatsen[veld.kop]
            blad.zet(rij, plaats, veld.kop, "kop")
            if veld.breedte:
                blad.breedtes[plaats] = max(blad.breedtes.get(plaats, 0), veld.breedte)
            plek = self.gebied(blad.naam, rij, kol, veld.kop, veld.kop)
            blad.noem(f"{self.naam} {veld.kop}", plek)
            blad.noem(f"{self.naam} {veld.kop} los", replace(plek, vast=False))
        for veld in self.velden:
            if veld.formule.startswith("VIA_"):
                opmaak = stijl(veld.aanzien, veld.maat)
                blad.udf(eerste, plaatsen[veld.kop], veld.formule, opmaak, (len(self.alle), 1))
        kolommen = [veld.ruw(self.alle) for veld in self.velden]
        for nummer, record in enumerate(self.alle):
            self._rij(blad, eerste, nummer, plaatsen, [kolom[nummer] for kolom in kolommen])
            if self.noemt is not None:
                kop, naam_van = self.noemt
                blad.noem(naam_van(record), Adres(blad.naam, eerste + nummer, plaatsen[kop]))
            if self.hoogte is not None and (hoog := self.hoogte(record)):
                blad.hoogtes[eerste + nummer] = hoog
        if self.totaal:
            self._totalen(blad, laatste + 1, plaatsen)
        for naam, (van, tot) in self.samen.items():
            blad.noem(f"{self.naam} {naam}", self.gebied(blad.naam, rij, kol, van, tot))
            plek = Celgebied(blad.naam, laatste + 1, plaatsen[van], laatste + 1, plaatsen[tot])
            blad.noem(f"{self.naam}.totaal {naam}", plek)

    def _rij(self, blad: Blad, eerste: int, nummer: int, plaatsen: Mapping[str, int], waarden: Sequence[Ruw]) -> None:
        rij = eerste + nummer

        def cel(gevonden: re.Match[str]) -> str:
            vast, kop = gevonden.groups()
            if kop in plaatsen:
                return f"{vast}{kolomletter(plaatsen[kop])}{vast}{rij + 1}"
            boven = blad.namen[kop]
            return f"{vast}{kolomletter(boven.kol)}{vast}{boven.rij + nummer + 1}"

        for veld, ruw in zip(self.velden, waarden, strict=True):
            plaats, opmaak = plaatsen[veld.kop], stijl(veld.aanzien, veld.maat)
            if not veld.formule:
                blad.zet(rij, plaats, veld.maat.in_cel(ruw), opmaak)
            elif not veld.formule.startswith("VIA_"):
                zet_formule(blad, rij, plaats, F(_DEZE_RIJ.sub(cel, veld.formule), ruw), veld.maat, opmaak)

    def _totalen(self, blad: Blad, rij: int, plaatsen: Mapping[str, int]) -> None:
        for nummer, veld in enumerate(self.velden):
            plaats = plaatsen[veld.kop]
            if not veld.totaal:
                blad.zet(rij, plaats, None if nummer else self.totaal, "uitkomst.tekst")
                continue
            som = sum(ruw for ruw in veld.ruw(self.rijen) if isinstance(ruw, int))
            formule, opmaak = f"ROUND(SUM({{{self.naam} {veld.kop} los}}),2)", stijl(Aanzien.UITKOMST, veld.maat)
            cel = blad.formule(rij, plaats, formule, in_formulecel(veld.maat, som), opmaak)
            blad.noem(f"{self.naam}.totaal {veld.kop}", cel)
