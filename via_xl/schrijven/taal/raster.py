"""A raster: rows and columns that are no table, with as many rows as there is room for, which all stay where they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

from via_xl.basis.kolommen import kolomletter
from via_xl.schrijven.boek import Blad, Gebied
from via_xl.schrijven.taal.cel import Aanzien, in_formulecel, stijl
from via_xl.schrijven.taal.tabel import Tabelveld
from via_xl.schrijven.taal.volgorde import Geschreven, volgende

R = TypeVar("R")

_DEZE_RIJ = re.compile(r"\[@([^\]]+)\]")


@dataclass(frozen=True)
class Raster(Generic[R]):
    """Records, the record of a free row, and columns that are each said once.

    In a formula ``[@Kop]`` is the cell of its row, elsewhere ``{naam Kop}`` all cells of a column and ``{naam Kop los}``
    the same without dollars. ``samen`` gives a name to neighbouring columns, from one header to another: ``{naam uren}``.

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
    _gezegd: int = field(default_factory=volgende)

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

    def schrijf(self, blad: Blad, rij: int, kol: int) -> Iterator[Geschreven]:
        """What is to be put on a sheet: all of it at once."""
        yield Geschreven(self._gezegd, partial(self._schrijf, blad, rij, kol))

    def _schrijf(self, blad: Blad, rij: int, kol: int) -> None:
        plaatsen = {veld.kop: plaats for plaats, veld in enumerate(self.velden, start=kol)}
        eerste, laatste = rij + 1, rij + len(self.alle)
        if self.kophoogte:
            blad.hoogtes[rij] = self.kophoogte
        for veld in self.velden:
            plaats = plaatsen[veld.kop]
            blad.zet(rij, plaats, veld.kop, "kop")
            blad.breedtes[plaats] = max(blad.breedtes.get(plaats, 0), veld.breedte)
            for wat, vast in (("", True), (" los", False)):
                plek = Gebied(blad.naam, eerste, plaats, laatste, plaats, vast)
                blad.noem(f"{self.naam} {veld.kop}{wat}", plek)
        for nummer, record in enumerate(self.alle, start=eerste):
            self._rij(blad, nummer, plaatsen, record)
        if self.totaal:
            self._totalen(blad, laatste + 1, plaatsen)
        for naam, (van, tot) in self.samen.items():
            blad.noem(f"{self.naam} {naam}", Gebied(blad.naam, eerste, plaatsen[van], laatste, plaatsen[tot]))
            plek = Gebied(blad.naam, laatste + 1, plaatsen[van], laatste + 1, plaatsen[tot])
            blad.noem(f"{self.naam}.totaal {naam}", plek)

    def _rij(self, blad: Blad, rij: int, plaatsen: Mapping[str, int], record: R) -> None:
        for veld in self.velden:
            [ruw] = veld.ruw([record])
            plaats, opmaak = plaatsen[veld.kop], stijl(veld.aanzien, veld.maat)
            if veld.formule:
                formule = _DEZE_RIJ.sub(lambda kop: f"{kolomletter(plaatsen[kop[1]])}{rij + 1}", veld.formule)
                cel = blad.formule(rij, plaats, formule, in_formulecel(veld.maat, ruw), opmaak)
            else:
                cel = blad.zet(rij, plaats, veld.maat.in_cel(ruw), opmaak)
            if self.noemt is not None and self.noemt[0] == veld.kop:
                blad.noem(self.noemt[1](record), cel)
        if self.hoogte is not None and (hoog := self.hoogte(record)):
            blad.hoogtes[rij] = hoog

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
