"""A table: records, and columns that are each said once. The style follows from role and unit, the total from the column."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial
from itertools import repeat
from typing import Generic, NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.maat import Maat, Ruw
from via_xl.schrijven.boek import REGELHOOGTE, Blad, Tabel, TabelKolom, Validatie
from via_xl.schrijven.raster import Kolomwaarden, Waarde
from via_xl.schrijven.taal.cel import Aanzien, F, Vak, in_formulecel, stijl
from via_xl.schrijven.taal.hoogte import hoogte

R = TypeVar("R")

_DEZE_RIJ = re.compile(r"\[@([^\]]+)\]")
SMAL = 12.0
"""The width of a column of which nothing is said."""


class Bestandsplek(NamedTuple):
    """A place in another file: its path, best from where the workbook will lie, its sheet and its cells."""

    bestand: str
    blad: str
    cel: str


class Tabelveld(Struct, Generic[R], frozen=True):
    """A column of a table of records ``R``: its header, its unit, what the engine has, and the formula of its cells.

    ``waarde`` gives the value of a record, as the engine counts it (:class:`via_xl.basis.maat.Maat`); None numbers the
    rows. ``formule`` is without ``=`` and names columns as ``[@Kop]``, cells as ``{naam}``. ``totaal``: it is added up
    under the table. ``per_rij``: the unit is another one in every row. ``leeg`` is what the row of a table without records
    holds, as a cell does; by default nothing. ``erbuiten``: the line of the totals does not run on under it.
    ``link`` gives the place in another file to which its cell leads, or None. ``waarden`` are those of its cells where they are
    there already (:meth:`eens`).
    """

    kop: str
    maat: Maat
    waarde: Callable[[R], Ruw] | None
    formule: str = ""
    breedte: float = SMAL
    aanzien: Aanzien = Aanzien.WERK
    totaal: bool = False
    validatie: Validatie | None = None
    per_rij: Callable[[R], Maat] | None = None
    leeg: Ruw = None
    erbuiten: bool = False
    link: Callable[[R], Bestandsplek | None] | None = None
    waarden: Sequence[Waarde] | None = None

    def eens(self, rijen: Sequence[R]) -> Tabelveld[R]:
        """The column for many tables of the same records: its values are calculated once."""
        return replace(self, waarden=Kolomwaarden(len(rijen), partial(self._in_cel, rijen)))

    def ruw(self, rijen: Sequence[R]) -> list[Ruw]:
        """The values of the column as the engine has them."""
        return list(range(1, len(rijen) + 1)) if self.waarde is None else [self.waarde(rij) for rij in rijen]

    def kolom(self, rijen: Sequence[R]) -> TabelKolom:
        """The column as a sheet holds it."""
        waarden = self.waarden
        if waarden is None:
            geen = not rijen and self.leeg is not None
            waarden = [self.leeg] if geen else Kolomwaarden(len(rijen), partial(self._in_cel, rijen))
        opmaak = stijl(self.aanzien, self.maat)
        return TabelKolom(self.kop, waarden, opmaak, self.formule or None, self.breedte, self.validatie)

    def _in_cel(self, rijen: Sequence[R]) -> list[Waarde]:
        in_cel = in_formulecel if self.formule else Maat.in_cel
        maten = [self.per_rij(rij) for rij in rijen] if self.per_rij else repeat(self.maat)
        return [in_cel(maat, ruw) for maat, ruw in zip(maten, self.ruw(rijen), strict=False)]

    def vak(self, naam: str, rij: R) -> Vak:
        """Its cell of a record that stands apart; ``[@Kop]`` in the formula is the cell ``{naam Kop}``."""
        [ruw] = self.ruw([rij])
        formule = _DEZE_RIJ.sub(rf"{{{naam} \1}}", self.formule)
        return Vak(F(formule, ruw) if formule else ruw, self.maat, stijl(self.aanzien, self.maat), f"{naam} {self.kop}")


def werk(
    kop: str, maat: Maat, waarde: Callable[[R], Ruw], formule: str = "", *, breedte: float = SMAL, totaal: bool = False
) -> Tabelveld[R]:
    """A column with a step of the calculation."""
    return Tabelveld(kop, maat, waarde, formule, breedte, Aanzien.WERK, totaal)


def uitkomst(
    kop: str, maat: Maat, waarde: Callable[[R], Ruw], formule: str = "", *, breedte: float = SMAL, totaal: bool = False
) -> Tabelveld[R]:
    """A column with what it comes to."""
    return Tabelveld(kop, maat, waarde, formule, breedte, Aanzien.UITKOMST, totaal)


def invoer(
    kop: str,
    maat: Maat,
    waarde: Callable[[R], Ruw],
    *,
    breedte: float = SMAL,
    totaal: bool = False,
    validatie: Validatie | None = None,
) -> Tabelveld[R]:
    """A column with values that come from elsewhere, or are typed."""
    return Tabelveld(kop, maat, waarde, "", breedte, Aanzien.INVOER, totaal, validatie)


def ingevouwen(velden: Sequence[Tabelveld[R]], stappen: Collection[str]) -> list[Tabelveld[R]]:
    """The columns without these steps: the formula of each stands in those of the columns that use it.

    A step is said before what uses it, and no formula may refer to its whole column.

    >>> velden = [werk("Half", Maat.EURO, int, "[@Bedrag]/2"), uitkomst("Naar boven", Maat.EURO, int, "ROUND([@Half],0)")]
    >>> [(veld.kop, veld.formule) for veld in ingevouwen(velden, {"Half"})]
    [('Naar boven', 'ROUND(([@Bedrag]/2),0)')]
    """
    weg: dict[str, str] = {}

    def voluit(gevonden: re.Match[str]) -> str:
        return f"({weg[gevonden[1]]})" if gevonden[1] in weg else gevonden[0]

    uit = []
    for veld in velden:
        formule = _DEZE_RIJ.sub(voluit, veld.formule)
        if veld.kop in stappen:
            weg[veld.kop] = formule
        else:
            uit.append(replace(veld, formule=formule))
    return uit


def volgnummer(kop: str = "Nr", *, breedte: float = SMAL) -> Tabelveld[R]:
    """The number of each row."""
    return Tabelveld(kop, Maat.NR, None, breedte=breedte)


class Tabelopgave(Struct, Generic[R], frozen=True):
    """A table as it is said: its name, its records and columns; ``noemt`` gives the names of the cells of a column.

    ``rijnaam`` gives the name of a whole row, or "": its cells are then ``{naam Kop}``. ``kophoogte`` in points, 0 is
    that of one line; ``doorlopend``: the rows are as high as their running text takes, ``rijhoogte``: as high as it says.
    """

    naam: str
    rijen: Sequence[R]
    velden: Sequence[Tabelveld[R]]
    kophoogte: float = 0
    noemt: tuple[str, Callable[[R], str]] | None = None
    rijnaam: Callable[[R], str] | None = None
    doorlopend: bool = False
    rijhoogte: Callable[[R], float] | None = None

    @property
    def aantal(self) -> int:
        """The data rows: at least one, that is blank."""
        return max(1, len(self.rijen))

    @property
    def met_totalen(self) -> bool:
        """Whether a column is added up."""
        return any(veld.totaal for veld in self.velden)

    @property
    def hoog(self) -> int:
        """How many rows it takes, with its totals."""
        return 1 + self.aantal + 2 * self.met_totalen

    def schrijf(self, blad: Blad, rij: int, kol: int) -> None:
        """Put it on a sheet, with its header at (rij, kol)."""
        tabel = blad.tabel(self.naam, rij, kol, [veld.kolom(self.rijen) for veld in self.velden])
        for plaats, veld in enumerate(self.velden, start=kol):
            blad.breedtes[plaats] = max(blad.breedtes[plaats], veld.breedte)
            self._per_cel(blad, rij + 1, plaats, veld)
        self._hoogtes(blad, rij, kol)
        self._namen(blad, tabel)
        if self.met_totalen:
            self._totalen(blad, rij + self.aantal + 2, kol)

    def _per_cel(self, blad: Blad, eerste: int, kol: int, veld: Tabelveld[R]) -> None:
        """The cells of a column that each have a unit of their own, or lead somewhere."""
        if veld.per_rij is None and veld.link is None:
            return
        for rij, record in enumerate(self.rijen, start=eerste):
            cel = blad.cellen[rij, kol]
            if veld.per_rij is not None:
                blad.cellen[rij, kol] = replace(cel, stijl=stijl(veld.aanzien, veld.per_rij(record)))
            if veld.link is not None and (doel := veld.link(record)) is not None:
                blad.link_naar_bestand(rij, kol, str(cel.waarde), *doel)

    def _hoogtes(self, blad: Blad, rij: int, kol: int) -> None:
        if self.kophoogte:
            blad.hoogtes[rij] = self.kophoogte
        if self.doorlopend:
            lopend = [plaats for plaats, veld in enumerate(self.velden, start=kol) if veld.maat is Maat.ALINEA]
            for nummer in range(rij + 1, rij + 1 + self.aantal):
                hoogtes = [hoogte(str(blad.cellen[nummer, k].waarde or ""), blad.breedtes[k]) for k in lopend]
                blad.hoogtes[nummer] = max(hoogtes) if hoogtes and self.rijen else REGELHOOGTE
        if self.rijhoogte is not None:
            for nummer, record in enumerate(self.rijen, start=rij + 1):
                blad.hoogtes[nummer] = max(blad.hoogtes.get(nummer, 0), self.rijhoogte(record))

    def _namen(self, blad: Blad, tabel: Tabel) -> None:
        for nummer, record in enumerate(self.rijen):
            if self.noemt is not None:
                kop, naam = self.noemt
                blad.noem(naam(record), tabel.adres(blad.naam, kop, nummer))
            if self.rijnaam is not None and (rijnaam := self.rijnaam(record)):
                for veld in self.velden:
                    blad.noem(f"{rijnaam} {veld.kop}", tabel.adres(blad.naam, veld.kop, nummer))

    def _totalen(self, blad: Blad, rij: int, kol: int) -> None:
        """The totals, a blank row below the table, so that it stays one block; each is named ``tblX Kop``."""
        blad.zet(rij, kol, "Totaal", "slot")
        for plaats, veld in enumerate(self.velden[1:], start=kol + 1):
            if not veld.totaal:
                if veld.erbuiten:
                    continue
                blad.zet(rij, plaats, None, "slot")
                continue
            som = sum(int(ruw or 0) for ruw in veld.ruw(self.rijen) if not isinstance(ruw, str | date))
            formule = f"ROUND(SUM({self.naam}[{veld.kop}]),2)"
            cel = blad.formule(rij, plaats, formule, in_formulecel(veld.maat, som), stijl(Aanzien.SLOT, veld.maat))
            blad.noem(f"{self.naam} {veld.kop}", cel)
