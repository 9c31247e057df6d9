"""References resolved to the cells they mean: A1, ranges, other sheets, structured references, defined names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from via_xl.basis.kolommen import kolomletter, kolomnummer

MAX_RIJ = 1_048_576
MAX_KOLOM = 16_384
ALLES = "[#all]"
"""A whole table with its headers, which only a function of our own takes."""

_A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6}))?")
_KOLOMMEN = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_RIJEN = re.compile(r"\$?([1-9][0-9]{0,6}):\$?([1-9][0-9]{0,6})")
_STRUCTUUR = re.compile(r"([^\W\d][\w.]*)?\[(.*)\]", re.DOTALL)
_KOLOM = re.compile(r"[^\[\]#@'\",;:]+")
_DEZE_RIJ = re.compile(r"\[#This Row\],\[([^\[\]#@'\",;:]+)\]", re.IGNORECASE)


class Gebied(Struct, frozen=True):
    """A rectangle of cells on one sheet, bounds included."""

    blad: str
    rij1: int
    kolom1: int
    rij2: int
    kolom2: int

    @property
    def enkel(self) -> bool:
        """Whether it is one cell."""
        return self.rij1 == self.rij2 and self.kolom1 == self.kolom2

    @property
    def vorm(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rij2 - self.rij1 + 1, self.kolom2 - self.kolom1 + 1

    @property
    def adres(self) -> str:
        """The rectangle as ``B2:C9``."""
        begin = f"{kolomletter(self.kolom1 - 1)}{self.rij1}"
        return begin if self.enkel else f"{begin}:{kolomletter(self.kolom2 - 1)}{self.rij2}"

    def raakt(self, ander: Gebied) -> bool:
        """Whether the two share a cell."""
        return (
            self.blad == ander.blad
            and self.rij1 <= ander.rij2
            and ander.rij1 <= self.rij2
            and self.kolom1 <= ander.kolom2
            and ander.kolom1 <= self.kolom2
        )


class Tabelvorm(Struct, frozen=True):
    """An Excel table as it stands in the file; ``formules`` maps a header to its calculatedColumnFormula."""

    naam: str
    kader: Gebied
    kolommen: tuple[str, ...]
    formules: Mapping[str, str]
    kopregels: int = 1
    totaalregels: int = 0

    @property
    def gegevens(self) -> Gebied:
        """The data rows."""
        kader = self.kader
        return Gebied(
            kader.blad, kader.rij1 + self.kopregels, kader.kolom1, kader.rij2 - self.totaalregels, kader.kolom2
        )

    def kolom(self, kop: str) -> Gebied | None:
        """The data cells of a column, None when there is no such column."""
        for volgnummer, bestaand in enumerate(self.kolommen):
            if bestaand.casefold() == kop.casefold():
                nummer = self.kader.kolom1 + volgnummer
                return Gebied(self.kader.blad, self.gegevens.rij1, nummer, self.gegevens.rij2, nummer)
        return None


class Verwijzing(Struct, frozen=True):
    """What a reference means: cells, or the reason why not (``fout``, in Dutch). ``naam`` is the defined name used."""

    gebied: Gebied | None = None
    fout: str = ""
    deze_rij: bool = False
    naam: str = ""


class Context(Struct, frozen=True):
    """What references are looked up in: sheets, tables and defined names, by casefolded name."""

    bladen: Mapping[str, str]
    tabellen: Mapping[str, Tabelvorm]
    namen: Mapping[tuple[str, str], str]

    def los_op(self, tekst: str, blad: str, diepte: int = 0) -> Verwijzing:
        """What ``tekst`` means in a formula on ``blad``; of ``[#This Row]`` the whole column, with ``deze_rij``."""
        if is_extern(tekst):
            return Verwijzing(fout="verwijst naar een ander bestand")
        if "@" in tekst:
            return Verwijzing(fout="gebruikt @; schrijf tblX[[#This Row],[Kolom]]")
        if tekst.endswith("#"):
            return Verwijzing(fout="is een overloop (#), die niet elk programma kent")
        if "[" in tekst:
            return self._structuur(tekst)
        if self._over_bladen(tekst):
            return Verwijzing(fout="telt over een reeks bladen, wat niet elk programma doet; noem elk blad apart")
        if (":" in tekst and tekst.count("!") > 1) or tekst.count(":") > 1:
            return self._reeks(tekst, blad)
        if "!" in tekst:
            bladdeel, tekst = tekst.rsplit("!", 1)
            gevonden = self.bladen.get(bladdeel.strip("'").replace("''", "'").casefold())
            if gevonden is None:
                return Verwijzing(fout=f"noemt een blad dat niet bestaat ({bladdeel})")
            blad = gevonden
        gebied = a1(tekst, blad)
        if gebied is not None:
            return Verwijzing(gebied)
        return self._naam(tekst, blad, diepte)

    def _over_bladen(self, tekst: str) -> bool:
        """Whether it runs over several sheets that exist: ``Jan:Mrt!A1``, ``'Jan 24:Mrt 24'!A1``."""
        genoemd = tekst.rpartition("!")[0].strip("'").replace("''", "'").casefold().split(":")
        return len(genoemd) == 2 and all(blad in self.bladen for blad in genoemd)

    def _reeks(self, tekst: str, blad: str) -> Verwijzing:
        """The range operator between more than two cells, or with the sheet said twice: the smallest range around all."""
        delen = [a1(deel.rpartition("!")[2], "") for deel in tekst.split(":")]
        genoemd = {deel.rpartition("!")[0] for deel in tekst.split(":") if "!" in deel}
        gaaf = [gebied for gebied in delen if gebied is not None]
        if len(gaaf) < len(delen) or len(genoemd) > 1:
            return Verwijzing(fout="is geen bekende naam, tabel of cel")
        hoeken = (
            f"{kolomletter(min(g.kolom1 for g in gaaf) - 1)}{min(g.rij1 for g in gaaf)}",
            f"{kolomletter(max(g.kolom2 for g in gaaf) - 1)}{max(g.rij2 for g in gaaf)}",
        )
        voor = f"{genoemd.pop()}!" if genoemd else ""
        return self.los_op(voor + ":".join(hoeken), blad)

    def _structuur(self, tekst: str) -> Verwijzing:
        delen = _STRUCTUUR.fullmatch(tekst)
        if delen is None or delen[1] is None:
            return Verwijzing(fout="is een verwijzing zonder tabelnaam; schrijf tblX[[#This Row],[Kolom]]")
        tabel = self.tabellen.get(delen[1].casefold())
        if tabel is None:
            return Verwijzing(fout=f"noemt een tabel die niet bestaat ({delen[1]})")
        if f"[{delen[2].casefold()}]" == ALLES:
            return Verwijzing(tabel.kader)
        rij = _DEZE_RIJ.fullmatch(delen[2])
        kop = rij[1] if rij else delen[2]
        if _KOLOM.fullmatch(kop) is None:
            return Verwijzing(fout="heeft een vorm die niet elk programma leest; alleen tblX[Kolom] en "
                              "tblX[[#This Row],[Kolom]] mogen")  # fmt: skip
        gebied = tabel.kolom(kop)
        if gebied is None:
            return Verwijzing(fout=f"noemt een kolom die niet bestaat ({kop} in {tabel.naam})")
        return Verwijzing(gebied, deze_rij=rij is not None)

    def _naam(self, tekst: str, blad: str, diepte: int) -> Verwijzing:
        if tekst.casefold() in self.tabellen:
            return Verwijzing(fout="is een tabelnaam zonder kolom; noem de kolom: tblX[Kolom]")
        doel = self.namen.get((blad.casefold(), tekst.casefold())) or self.namen.get(("", tekst.casefold()))
        if doel is None:
            return Verwijzing(fout="is geen bekende naam, tabel of cel")
        if diepte > 5:
            return Verwijzing(fout="is een naam die naar zichzelf verwijst")
        gevonden = self.los_op(doel.removeprefix("="), blad, diepte + 1)
        if gevonden.fout:
            return Verwijzing(fout=f"is een naam die niet voor een cel, bereik of tabelkolom staat ({doel})")
        return Verwijzing(gevonden.gebied, naam=tekst)


def is_extern(tekst: str) -> bool:
    """Whether a reference leaves the workbook: another file, by number or by name, or DDE.

    >>> [is_extern(tekst) for tekst in ("[1]Blad!A1", "'[x.xlsx]Blad'!A1", "tblX[Kolom]", "x|'c'!A1")]
    [True, True, False, True]
    """
    if "|" in tekst and "[" not in tekst.split("|", 1)[0]:
        return True
    kop = tekst.rsplit("!", 1)[0] if "!" in tekst else ""
    return "[" in kop or "://" in kop or "\\" in kop


def a1(tekst: str, blad: str) -> Gebied | None:
    """The cells of ``B2``, ``$B$2:C9``, ``A:C`` or ``1:3``; None for anything else."""
    if treffer := _A1.fullmatch(tekst):
        letters, rij, letters2, rij2 = treffer.groups()
        begin = kolomnummer(letters.upper()) + 1, int(rij)
        eind = (kolomnummer(letters2.upper()) + 1, int(rij2)) if letters2 else begin
    elif treffer := _KOLOMMEN.fullmatch(tekst):
        begin = kolomnummer(treffer[1].upper()) + 1, 1
        eind = kolomnummer(treffer[2].upper()) + 1, MAX_RIJ
    elif treffer := _RIJEN.fullmatch(tekst):
        begin, eind = (1, int(treffer[1])), (MAX_KOLOM, int(treffer[2]))
    else:
        return None
    kolom1, kolom2 = sorted((begin[0], eind[0]))
    rij1, rij2 = sorted((begin[1], eind[1]))
    if kolom2 > MAX_KOLOM or rij2 > MAX_RIJ:
        return None
    return Gebied(blad, rij1, kolom1, rij2, kolom2)


_RELATIEF = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})")


def patroon(tekst: str, rij: int, kolom: int) -> str:
    """A reference relative to the cell it stands in, so that a formula copied down has one pattern.

    >>> patroon("$A2", 2, 3), patroon("$A3", 3, 3), patroon("tblX[Kolom]", 3, 3)
    ('K1R[0]', 'K1R[0]', 'tblX[Kolom]')
    """
    bladdeel, uitroep, adres = tekst.rpartition("!")
    if a1(adres, "") is None:
        return tekst

    def relatief(treffer: re.Match[str]) -> str:
        vaste_kolom, letters, vaste_rij, nummer = treffer.groups()
        k, r = kolomnummer(letters.upper()) + 1, int(nummer)
        kolomdeel = f"K{k}" if vaste_kolom else f"K[{k - kolom}]"
        rijdeel = f"R{r}" if vaste_rij else f"R[{r - rij}]"
        return kolomdeel + rijdeel

    return f"{bladdeel}{uitroep}{_RELATIEF.sub(relatief, adres)}"
