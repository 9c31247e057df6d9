"""Amounts and hours in a master that nobody sees, or that are shown as another number: told, and never a reason to refuse.

The master is the officer's: a filter, a group that is folded, a colour is theirs to choose. But what counts may not be
silent when it is not seen, so each column says it once, with the first cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from xml.etree.ElementTree import Element

from msgspec import Struct, field

from via_xl.basis.kolommen import kolomletter, kolomnummer
from via_xl.lezen.bedekking import Maten
from via_xl.lezen.getalopmaak import getoond_getal, toon, toont_alles
from via_xl.lezen.voorwaarden import Celwaarde
from via_xl.lezen.xlsx import NS, Bladdeel, Xlsx, celelementen, rijnummer, waar
from via_xl.lezen.zicht import Bladzicht, Kijkcel, Zicht
from via_xl.regeling.kolom import Kolomsoort

_GELIJK = Decimal("0.000000001")
_LAAGST = 6.0

DECIMALEN = {Kolomsoort.BEDRAG: 2, Kolomsoort.UREN: 2, Kolomsoort.PERCENTAGE: 4, Kolomsoort.GEHEEL: 0}
"""The kinds of columns that a settlement counts with, and how many decimals of them."""

Getallenkolommen = Mapping[str, Kolomsoort]
"""The letters of columns with numbers that count, and of which kind those are."""


class Ongezien(Struct, frozen=True):
    """A number that is not seen as it is: in which column, in which row (from 1) first, and what is the matter, in Dutch."""

    kolom: str
    rij: int
    wat: str


class Blik(Struct):
    """What the reading of a sheet met on its way: each number once, with the row where it first stands, and rows out of sight."""

    getallen: dict[tuple[frozenset[str], str, int, str], list[int]] = field(default_factory=dict)
    """By the columns that were asked for in its row, its column, its style and its text in the file: its first row, how often."""

    verborgen: list[int] = field(default_factory=list)
    rest: Element | None = None
    """What the sheet holds besides its rows."""

    def rij(self, nummer: int, rij: Element) -> None:
        """Take note of a row that nobody sees; one that is folded away under a plus sign is no secret."""
        hoogte = rij.get("ht")
        laag = hoogte is not None and float(hoogte) < _LAAGST
        if (laag or waar(rij.get("hidden"))) and rij.get("outlineLevel", "0") == "0":
            self.verborgen.append(nummer)


class Masterzicht:
    """Judges what was met on a sheet of a master."""

    def __init__(self, boek: Xlsx) -> None:
        self._boek = boek
        self._zicht = Zicht(boek)

    def ongezien(self, deel: Bladdeel, blik: Blik, kolommen: Getallenkolommen, rijen: range) -> Iterator[Ongezien]:
        """What is not seen of the numbers in these columns and rows (from 1): of each column each kind once."""
        if blik.rest is None or not kolommen:
            return
        blad = Bladzicht(self._zicht, deel, blik.rest, Maten.van(blik.rest, {}))
        yield from self._rijen_en_kolommen(blad, deel, blik, kolommen, rijen)
        cellen = [
            (letters, aantal, Kijkcel(rij - 1, kolomnummer(letters), stijl, Decimal(tekst)))
            for (_, letters, stijl, tekst), (rij, aantal) in blik.getallen.items()
            if letters in kolommen and rij in rijen
        ]
        yield from self._in_de_cel(blad, cellen, kolommen)
        yield from self._erover(blad, deel, {cel.stijl for _, _, cel in cellen}, kolommen, rijen)

    def _in_de_cel(
        self, blad: Bladzicht, cellen: Iterable[tuple[str, int, Kijkcel]], kolommen: Getallenkolommen
    ) -> Iterator[Ongezien]:
        """What the cells themselves hide: of each column each reason once, with the first cell and how many there are."""
        eerste: dict[tuple[str, str], tuple[Kijkcel, str]] = {}
        samen: Counter[tuple[str, str]] = Counter()
        for letters, aantal, cel in cellen:
            gebrek = blad.gebrek(cel)
            wat = f"{_nl(cel.getal)} {gebrek}" if gebrek else self._opmaak(cel, kolommen[letters])
            if wat:
                eerste.setdefault((letters, gebrek), (cel, wat))
                samen[letters, gebrek] += aantal
        for sleutel, (cel, wat) in eerste.items():
            meer = f" (en nog {samen[sleutel] - 1} cellen)" if samen[sleutel] > 1 else ""
            yield Ongezien(sleutel[0], cel.rij + 1, f"{wat}{meer}; {_nl(cel.getal)} telt")

    def _opmaak(self, cel: Kijkcel, soort: Kolomsoort) -> str:
        """How the number format shows another number than the one that counts."""
        getal, formaat = cel.getal, self._zicht.stijl(cel.stijl).beeld.formaat
        if getal is None or toont_alles(formaat, DECIMALEN[soort]):
            return ""
        getoond, tekst = getoond_getal(getal, formaat), toon(float(getal), formaat)
        als_deel = "%" in tekst and soort is not Kolomsoort.PERCENTAGE
        if getoond is not None and abs(getoond - getal) <= _GELIJK and not als_deel:
            return ""
        if getoond is None:
            return f'de opmaak "{formaat[:40]}" toont {_nl(getal)} niet, of als iets anders'
        return f"de opmaak toont {tekst} waar {_nl(getal)} staat"

    def _rijen_en_kolommen(
        self, blad: Bladzicht, deel: Bladdeel, blik: Blik, kolommen: Getallenkolommen, rijen: range
    ) -> Iterator[Ongezien]:
        for letters in kolommen:
            if blad.kolom_verborgen(kolomnummer(letters)):
                yield Ongezien(letters, rijen.start, "deze kolom is verborgen; wat erin staat telt mee")
        boven, links = blad.buiten_bereik
        if boven >= rijen.start or any(kolomnummer(letters) < links for letters in kolommen):
            yield Ongezien(
                "", rijen.start, "deze tabel ligt deels buiten bereik: het blad is vastgezet nadat zij was weggeschoven"
            )
        getallen = any(letters in kolommen for _, letters, _, _ in blik.getallen)
        weg = [rij for rij in blik.verborgen if rij in rijen]
        if weg and getallen and not self._gefilterd(blad, deel):
            meer = f", en nog {len(weg) - 1} rijen," if len(weg) > 2 else " en nog een rij" if len(weg) == 2 else ""
            zijn = "is" if len(weg) == 1 else "zijn"
            yield Ongezien("", weg[0], f"rij {weg[0]}{meer} {zijn} verborgen zonder filter; wat erin staat telt mee")

    def _gefilterd(self, blad: Bladzicht, deel: Bladdeel) -> bool:
        """Whether somebody chose which rows of the sheet to see; a filter hides those of a table beside it too."""
        tabellen = (tabel for tabel in self._boek.tabellen if tabel.blad == deel.naam)
        return any(tabel.gefilterd for tabel in tabellen) or blad.rest.find(f"{NS}autoFilter/*") is not None

    def _erover(
        self, blad: Bladzicht, deel: Bladdeel, stijlen: Iterable[int], kolommen: Getallenkolommen, rijen: range
    ) -> Iterator[Ongezien]:
        """What a conditional format or something that lies over the cells does: for that they are looked at one by one."""
        nummers = [kolomnummer(letters) for letters in kolommen]
        verdacht = blad.kan_verbergen(stijlen, nummers, rijen.start - 1, rijen.stop - 2)
        over = [
            (boven, links, onder, rechts)
            for boven, links, onder, rechts in blad.bedekt
            if boven <= rijen.stop - 2 and onder >= rijen.start - 1 and any(links <= nr <= rechts for nr in nummers)
        ]
        if not (verdacht or over):
            return
        cellen, inhoud = self._cellen(deel, frozenset(kolommen), rijen)
        wisselingen = blad.wisselingen(cellen, inhoud) if verdacht else []
        if wisselingen is None:
            wat = "er is te veel voorwaardelijke opmaak om na te gaan of alles te zien is"
            yield Ongezien("", rijen.start, wat)
        for wisseling in wisselingen or ():
            meer = f" (en nog {wisseling.aantal - 1} cellen)" if wisseling.aantal > 1 else ""
            wat = f"{_nl(wisseling.cel.getal)} {wisseling.waarom} door voorwaardelijke opmaak{meer}; {_nl(wisseling.cel.getal)} telt"
            yield Ongezien(kolomletter(wisseling.cel.kol), wisseling.cel.rij + 1, wat)
        if over and (bedekt := blad.bedekte(cellen)):
            meer = f" (en over nog {len(bedekt) - 1} getallen)" if len(bedekt) > 1 else ""
            wat = f"over {_nl(bedekt[0].getal)} ligt een afbeelding, tekstvak of grafiek{meer}; {_nl(bedekt[0].getal)} telt"
            yield Ongezien(kolomletter(bedekt[0].kol), bedekt[0].rij + 1, wat)

    def _cellen(
        self, deel: Bladdeel, kolommen: frozenset[str], rijen: range
    ) -> tuple[list[Kijkcel], dict[tuple[int, int], Celwaarde]]:
        """The numbers that count, and what all cells of these rows hold."""
        cellen: list[Kijkcel] = []
        inhoud: dict[tuple[int, int], Celwaarde] = {}
        nummer = 0
        for rij in self._boek.stroom(deel).rijen():
            nummer = rijnummer(rij, nummer)
            if nummer not in rijen:
                continue
            for letters, element in celelementen(rij):
                ruw = self._boek.ruw(element)
                if not ruw.tekst or ruw.soort == "e":
                    continue
                waarde: Celwaarde = ruw.tekst
                if ruw.soort == "n":
                    waarde = Decimal(repr(self._boek.waarde(ruw, -1)))
                elif ruw.soort == "b":
                    waarde = bool(self._boek.waarde(ruw, -1))
                plek = nummer - 1, kolomnummer(letters)
                inhoud[plek] = waarde
                if letters in kolommen and ruw.formule is None and isinstance(waarde, Decimal):
                    cellen.append(Kijkcel(*plek, int(element.get("s", 0)), waarde))
        return cellen, inhoud


def _nl(getal: Decimal | None) -> str:
    return "" if getal is None else toon(float(getal))
