"""A cell in words: "bijdrage Boekel". From the table it stands in, or from the texts beside and above it."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from via_xl.basis.kolommen import kolomletter
from via_xl.bewijs.herkomst.werkboek import Herkomstboek, Plek
from via_xl.bewijs.linter.verwijzing import Gebied, Tabelvorm
from via_xl.lezen.getalopmaak import toon_in_zin

_NIETSZEGGEND = frozenset(("waarde", "value", "bedrag", "wat", "gegeven", "naam", "gemeente"))
_EENHEID = re.compile(r"\s*(?:€|%|\(€\)|\(%\))$")
VOLGNUMMER = "Nr"
"""The header of a column with which the program numbers the rows of its tables."""

_HELE_NAAM = ("Gegeven", "Gemeente", "Naam", "Omschrijving", "Schrijfwijze", "Bestand")
"""Columns of which one value names the row."""

_CODES = ("Code", "CBS code", "Code in jaar")
_NADER = {"Medewerker": "", "Maand": "", "Schaal": "schaal ", "Van": "vanaf ", "Jaar": "", "Peiljaar": ""}
"""Columns that tell rows of one name apart, with the word before their value."""

_NADER_HOOGSTENS = 2
_VER = 60
"""How many columns a label may stand to the left."""

_LANG = 90


class Labels:
    """Labels of the cells of one workbook."""

    def __init__(self, werkboek: Herkomstboek) -> None:
        self.werkboek = werkboek

    def van(self, plek: Plek) -> str:
        """What the cell says, without its value."""
        tabel = self.werkboek.tabel_op(plek)
        label = self._in_tabel(tabel, plek) if tabel else self._los(plek)
        return kort(label or f"cel {kolomletter(plek[2] - 1)}{plek[1]}")

    def in_rij(self, plek: Plek, rij: Gebied) -> str:
        """The label without the name of its row, for a sentence about another cell of the same row of a table."""
        tabel = self.werkboek.tabel_op(plek)
        anders = self.werkboek.tabel_op((rij.blad, rij.rij1, rij.kolom1))
        if tabel is None or tabel is not anders or plek[1] != rij.rij1:
            return self.van(plek)
        return in_een_zin(self.kop_in_tabel(plek))

    def van_gebied(self, gebied: Gebied) -> str:
        """What a range holds: the header of a table's column, or what stands above it."""
        tabel = self._tabel_van(gebied)
        if tabel is not None:
            eerste, laatste = gebied.kolom1 - tabel.kader.kolom1, gebied.kolom2 - tabel.kader.kolom1
            koppen = tabel.kolommen[eerste : laatste + 1]
            return kort(" en ".join(in_een_zin(kop) for kop in koppen[:3]) + (" …" if len(koppen) > 3 else ""))
        boven = self._boven((gebied.blad, gebied.rij1, gebied.kolom1)) if gebied.vorm[1] == 1 else ""
        return kort(in_een_zin(boven) if boven else f"cellen {gebied.adres}")

    def naam_van(self, gebied: Gebied) -> str:
        """How a range is written: ``tblUren[Kosten €]`` when it is the column of a table, else ``Blad!B2:B9``."""
        tabel = self._tabel_van(gebied)
        if tabel is not None and gebied.vorm[1] == 1:
            kop = tabel.kolommen[gebied.kolom1 - tabel.kader.kolom1]
            if gebied == tabel.kolom(kop):
                return f"{tabel.naam}[{kop}]"
        if tabel is not None and gebied in (tabel.kader, tabel.gegevens):
            return tabel.naam
        return f"{bladnaam(gebied.blad)}!{gebied.adres}"

    def kop_van(self, gebied: Gebied) -> str:
        """The header over a column of criteria."""
        tabel = self._tabel_van(gebied)
        if tabel is not None:
            return tabel.kolommen[gebied.kolom1 - tabel.kader.kolom1]
        return self._boven((gebied.blad, gebied.rij1, gebied.kolom1)) or gebied.adres

    def kop_in_tabel(self, plek: Plek) -> str:
        """The header of the column of the table in which a cell stands; empty outside tables."""
        tabel = self.werkboek.tabel_op(plek)
        return tabel.kolommen[plek[2] - tabel.kader.kolom1] if tabel else ""

    def is_kolom(self, gebied: Gebied) -> bool:
        """Whether the range lies in the column of a table."""
        return gebied.vorm[1] == 1 and self._tabel_van(gebied) is not None

    def _tabel_van(self, gebied: Gebied) -> Tabelvorm | None:
        for tabel in self.werkboek.boek.tabellen_op(gebied.blad):
            kader = tabel.kader
            if (
                kader.rij1 <= gebied.rij1 <= gebied.rij2 <= kader.rij2
                and kader.kolom1 <= gebied.kolom1 <= gebied.kolom2 <= kader.kolom2
            ):
                return tabel
        return None

    def _in_tabel(self, tabel: Tabelvorm, plek: Plek) -> str:
        kop = tabel.kolommen[plek[2] - tabel.kader.kolom1]
        rij = self._rij(tabel, plek, kop)
        if kop.casefold() in _NIETSZEGGEND and rij:
            return rij
        return f"{in_een_zin(kop)} {rij}".strip()

    def _rij(self, tabel: Tabelvorm, plek: Plek, eigen: str) -> str:
        """What tells this row from the others: a name, and a month, year or scale when there is one."""

        def tekst(kop: str) -> str:
            gebied = tabel.kolom(kop)
            return self.werkboek.toon((plek[0], plek[1], gebied.kolom1)).strip() if gebied else ""

        delen = [tekst(kop) for kop in _HELE_NAAM if kop != eigen][:6]
        naam = next((deel for deel in delen if deel), "")
        if naam and tabel.kolom("Gegeven"):
            return naam
        if not naam:
            code = next((tekst(kop) for kop in _CODES if kop != eigen and tekst(kop)), "")
            naam = self.gemeenten.get(code, code)
        nader = [f"{woord}{tekst(kop)}" for kop, woord in _NADER.items() if kop != eigen and tekst(kop)]
        nader = nader[:_NADER_HOOGSTENS]
        if not naam and not nader:
            eerste = next((kop for kop in tabel.kolommen if kop != eigen and tekst(kop)), "")
            naam = tekst(eerste) if eerste else ""
        return " ".join(deel for deel in (naam, *nader) if deel)

    @cached_property
    def gemeenten(self) -> dict[str, str]:
        """The name of a code, from every table that has both."""
        uit: dict[str, str] = {}
        for tabel in self.werkboek.boek.tabellen.values():
            codes = next((gebied for kop in _CODES if (gebied := tabel.kolom(kop))), None)
            namen = tabel.kolom("Gemeente") or tabel.kolom("Naam")
            if codes is None or namen is None:
                continue
            for plek in self.werkboek.plekken(codes):
                code, naam = self.werkboek.waarde(plek), self.werkboek.waarde((plek[0], plek[1], namen.kolom1))
                if isinstance(code, str) and isinstance(naam, str) and naam:
                    uit.setdefault(code, naam)
        return uit

    def _los(self, plek: Plek) -> str:
        """The label of a cell outside a table: the text to its left, and the header above it where that says more."""
        blad, rij, kolom = plek
        links = ""
        for verder in range(kolom - 1, max(0, kolom - _VER), -1):
            links = self._tekst((blad, rij, verder))
            if links:
                break
        boven = self._boven(plek)
        if links and boven and boven.casefold() not in _NIETSZEGGEND:
            return f"{in_een_zin(links)}: {in_een_zin(boven)}"
        if not links and not boven and isinstance(self.werkboek.waarde(plek), str):
            return f"tekst in {kolomletter(kolom - 1)}{rij}"
        return in_een_zin(links or boven)

    def _boven(self, plek: Plek) -> str:
        """The bold text at the top of the filled cells above, or the header of the table that ends just above."""
        blad, rij, kolom = plek
        for tabel in self.werkboek.boek.tabellen_op(blad):
            kader = tabel.kader
            if kader.kolom1 <= kolom <= kader.kolom2 and kader.rij2 < rij <= kader.rij2 + 3:
                return tabel.kolommen[kolom - kader.kolom1]
        for hoger in range(rij - 1, max(0, rij - 2_000), -1):
            cel = self.werkboek.cel((blad, hoger, kolom))
            if cel is None or cel.inhoud is None:
                return ""
            if isinstance(cel.inhoud, str) and cel.formule is None and self.werkboek.is_vet(cel):
                return cel.inhoud.strip()
        return ""

    def _tekst(self, plek: Plek) -> str:
        waarde = self.werkboek.waarde(plek)
        return waarde.strip() if isinstance(waarde, str) and not waarde.startswith("#") else ""


@lru_cache(maxsize=4096)
def in_een_zin(tekst: str) -> str:
    """A header or label inside a sentence: without its unit, without a capital that begins a sentence.

    >>> in_een_zin("Bijdrage €"), in_een_zin("IKB %"), in_een_zin("CBS code")
    ('bijdrage', 'IKB', 'CBS code')
    """
    kaal = _EENHEID.sub("", " ".join(tekst.split())).rstrip(":")
    woord = kaal.split(" ", 1)[0]
    return kaal if len(woord) > 1 and not woord[1:].islower() else kaal[:1].lower() + kaal[1:]


def bladnaam(blad: str) -> str:
    """A sheet's name as a formula spells it."""
    if re.fullmatch(r"[^\W\d]\w*", blad):
        return blad
    verdubbeld = blad.replace("'", "''")
    return f"'{verdubbeld}'"


def adres(plek: Plek) -> str:
    """``Blad!C5``."""
    return f"{bladnaam(plek[0])}!{kolomletter(plek[2] - 1)}{plek[1]}"


def kort(tekst: str) -> str:
    """A text that fits on a line."""
    plat = " ".join(tekst.split())
    return plat if len(plat) <= _LANG else plat[: _LANG - 1].rstrip() + "…"


def getoond(werkboek: Herkomstboek, plek: Plek) -> str:
    """The value of a cell on one line; of a formula without a result, nothing."""
    return kort(toon_in_zin(werkboek.waarde(plek), werkboek.formaat(plek)))
