"""Reads an hour sheet that came back: of each cell its value, its number format and whether a formula made it.

It comes from outside and may hold anything. So this runs in a child process with limits on memory and time
(:mod:`via_xl.basis.kindproces`), after :mod:`via_xl.lezen.pakket` refused files that are too large. No formula is
calculated, only its stored result is read, and no link is opened. Beside the cells it reads only what decides what a person
sees: hidden rows, columns and sheets, merged cells, conditional formats.
"""

from __future__ import annotations

import io
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from xml.etree.ElementTree import Element

from msgspec import Struct, field
from msgspec.structs import replace

from via_xl.basis.kolommen import kolomletter, kolomnummer
from via_xl.basis.onzichtbaar import zonder_onzichtbaar
from via_xl.lezen.bedekking import MAX_KOL, MAX_RIJ, Gebied, Maten, vakken
from via_xl.lezen.getalopmaak import ALGEMEEN
from via_xl.lezen.kleuren import Kleur
from via_xl.lezen.xlsx import NS, ONLEESBAAR, Bladdeel, Xlsx, celelementen, waar
from via_xl.lezen.zicht import Bladzicht, Kijkcel, Wisseling, Zicht

MAX_CELLEN = 100_000
"""Cells in the whole workbook, blank ones included. An hour sheet has some 2,000."""

MAX_BLADEN = 50

_CEL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ADRES = re.compile(r"[A-Z]{1,3}([1-9][0-9]{0,6})\Z")
_GETAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\Z")
_DATUM = "dd-mm-yyyy"
"""The number format given to a date that the file writes as a text (type d), since such a cell may have none."""

_DRAAD = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"

_BUITEN = {
    "xl/externallinks/": "koppelingen naar andere werkmappen",
    "xl/connections.xml": "gegevensverbindingen",
    "xl/embeddings/": "ingesloten bestanden",
    "xl/activex/": "ActiveX-onderdelen",
    "xl/querytables/": "query's",
}
"""Parts of a workbook that reach outside it or are a program: how their names begin, and what to call them."""


class Onleesbaar(Exception):
    """An hour sheet that can't be read. ``wat`` says what is wrong and ``doen`` what the sender should do, both in Dutch."""

    def __init__(self, wat: str, doen: str) -> None:
        super().__init__(wat)
        self.wat = wat
        self.doen = doen


_OPNIEUW = "Open het in Excel, laat Excel het herstellen en sla het op."


def _kapot(waarom: str) -> Onleesbaar:
    return Onleesbaar(f"is geen gave Excel-werkmap: {waarom}.", _OPNIEUW)


class Celsoort(StrEnum):
    """The kind of value in a cell."""

    GETAL = "getal"
    TEKST = "tekst"
    LOGISCH = "logisch"
    FOUTWAARDE = "foutwaarde"
    ONBEREKEND = "onberekend"
    """A formula whose result is not stored in the file: the program that saved it did not calculate."""


class Staatcel(Struct, frozen=True):
    """A cell that is not blank. ``rij`` and ``kol`` count from 0, ``formaat`` is its number format."""

    rij: int
    kol: int
    soort: Celsoort
    waarde: Decimal | str | bool
    formaat: str
    formule: bool = False
    onleesbaar: str = ""
    """Why nobody can read it, in a few Dutch words."""

    vulling: Kleur | None = None
    """The colour behind it; None when that of its table counts."""

    stijl: int = 0
    """The number of its style."""

    @property
    def adres(self) -> str:
        """Where it stands, as people write it: ``E17``."""
        return f"{kolomletter(self.kol)}{self.rij + 1}"

    @property
    def leeg(self) -> bool:
        """Whether it looks blank: it holds only spaces, typed or as the result of a formula."""
        return isinstance(self.waarde, str) and self.soort is Celsoort.TEKST and not self.waarde.strip()

    @property
    def tekst(self) -> str:
        """Its text, without spaces around it and with single ones inside; "" when it holds no text."""
        return " ".join(self.waarde.split()) if isinstance(self.waarde, str) and self.soort is Celsoort.TEKST else ""


class Staatblad(Struct):
    """A sheet: its cells by row and column (from 0), and what hides cells or makes them look otherwise."""

    naam: str
    zichtbaar: bool = True
    werkblad: bool = True
    cellen: dict[tuple[int, int], Staatcel] = field(default_factory=dict)
    verborgen_rijen: set[int] = field(default_factory=set)
    verborgen_kolommen: set[int] = field(default_factory=set)
    rijen_standaard_verborgen: bool = False
    buiten_bereik: tuple[int, int] = (0, 0)
    """How many rows at the top and columns at the left nobody can scroll to."""

    samengevoegd: list[Gebied] = field(default_factory=list)
    wisselingen: list[Wisseling] | None = field(default_factory=list)
    """What conditional formats hide or show otherwise; None when there are too many of them to look at."""

    bedekt: list[Gebied] = field(default_factory=list)
    """The rectangles over which a shape, a picture or a text box lies."""

    opmerkingen: list[tuple[str, str]] = field(default_factory=list)
    """The remarks at cells, notes and threads, each with its address and its text."""

    _woorden: dict[str, list[Staatcel]] | None = None

    def met_tekst(self, tekst: str) -> list[Staatcel]:
        """The cells with this text; capitals, double spaces and a colon at the end make no difference."""
        if self._woorden is None:
            self._woorden = {}
            for cel in self.cellen.values():
                if cel.soort is Celsoort.TEKST:
                    self._woorden.setdefault(cel.tekst.rstrip(" :").casefold(), []).append(cel)
        return self._woorden.get(tekst.casefold(), [])


class Staatboek(Struct):
    """An hour sheet as it was read.

    ``datum1904``: its dates count from 1904. ``macros``: it has macros. ``extern``: what reaches outside it, in Dutch.
    """

    bladen: list[Staatblad] = field(default_factory=list)
    datum1904: bool = False
    macros: bool = False
    extern: list[str] = field(default_factory=list)

    def dag(self, nummer: Decimal) -> date | None:
        """The date that a number means in this workbook, which counts days from 1900 or from 1904; None when there is none."""
        try:
            dagen = int(nummer)
            if self.datum1904:
                return date(1904, 1, 1) + timedelta(days=dagen)
            return date(1899, 12, 30 if dagen > 59 else 31) + timedelta(days=dagen) if dagen > 0 else None
        except (OverflowError, ValueError):
            return None


def lees_werkboek(inhoud: bytes) -> Staatboek:
    """Read all sheets of a workbook from the bytes of its file.

    Raises:
        Onleesbaar: it has too many cells or sheets, or its parts don't fit together.
    """
    try:
        with Xlsx(io.BytesIO(inhoud)) as bestand:
            return _Lezer(bestand).lees()
    except ONLEESBAAR as fout:
        raise Onleesbaar("is geen gave Excel-werkmap; de onderdelen kloppen niet met elkaar.", _OPNIEUW) from fout


class _Lezer:
    def __init__(self, bestand: Xlsx) -> None:
        self._bestand = bestand
        self._over = MAX_CELLEN
        self._nul = date(1904, 1, 1) if bestand.vanaf_1904 else date(1899, 12, 30)
        self._zicht = Zicht(bestand)

    def lees(self) -> Staatboek:
        bestand = self._bestand
        boek = Staatboek(datum1904=bestand.vanaf_1904, macros="xl/vbaProject.bin" in bestand, extern=self._buiten())
        if len(bestand.bladen) > MAX_BLADEN:
            wat = f"heeft {len(bestand.bladen)} bladen; hoogstens {MAX_BLADEN} mag."
            raise Onleesbaar(wat, "Haal de andere bladen weg.")
        for deel in bestand.bladen:
            blad = Staatblad(deel.naam, deel.staat == "visible", deel.soort == "worksheet")
            if blad.werkblad:
                self._lees_blad(blad, deel)
            boek.bladen.append(blad)
        if not boek.bladen:
            raise _kapot("er zijn geen bladen")
        return boek

    def _buiten(self) -> list[str]:
        """What reaches outside the workbook or is a program, in Dutch words, each once. Nothing of it is opened."""
        delen = self._bestand.delen
        uit = {wat for begin, wat in _BUITEN.items() if any(deel.startswith(begin) for deel in delen)}
        rels = (deel for deel in delen if deel.startswith("xl/worksheets/") and deel.endswith(".rels"))
        bladen = (deel.replace("_rels/", "").removesuffix(".rels") for deel in rels)
        if any(r.extern and r.soort != "hyperlink" for blad in bladen for r in self._bestand.relaties(blad)):
            uit.add("verwijzingen naar buiten")
        return sorted(uit)

    def _lees_blad(self, blad: Staatblad, deel: Bladdeel) -> None:
        aantal = sum(1 for _ in _CEL.finditer(self._bestand.bytes(deel.deel)))
        if aantal > self._over:
            raise Onleesbaar(f"heeft meer dan {MAX_CELLEN} cellen.", "Haal weg wat niet bij de urenstaat hoort.")
        self._over -= aantal
        stroom = self._bestand.stroom(deel)
        nummer, hoogten = -1, dict[int, float]()
        for rij in stroom.rijen():
            if rij.tag == f"{NS}row":
                nummer = self._lees_rij(blad, rij, nummer)
                if rij.get("ht") is not None:
                    hoogten[nummer] = float(rij.attrib["ht"])
        self._kijk(blad, deel, stroom.rest(), hoogten)

    def _kijk(self, blad: Staatblad, deel: Bladdeel, rest: Element, hoogten: dict[int, float]) -> None:
        """What a person sees of the cells that were read; ``rest`` is what the sheet holds besides its rows."""
        for merge in rest.iterfind(f"{NS}mergeCells/{NS}mergeCell"):
            blad.samengevoegd += vakken(merge.get("ref", ""))
        zicht = Bladzicht(self._zicht, deel, rest, Maten.van(rest, hoogten), tuple(blad.samengevoegd))
        blad.buiten_bereik = zicht.buiten_bereik
        blad.rijen_standaard_verborgen = zicht.rij_verborgen(MAX_RIJ)
        for rij in {rij for rij, _ in blad.cellen} | blad.verborgen_rijen:
            if zicht.rij_verborgen(rij, verborgen=rij in blad.verborgen_rijen):
                blad.verborgen_rijen.add(rij)
        blad.verborgen_kolommen = {kol for kol in {kol for _, kol in blad.cellen} if zicht.kolom_verborgen(kol)}
        kijkcellen = []
        for plek, cel in blad.cellen.items():
            waarde = None if cel.soort in (Celsoort.FOUTWAARDE, Celsoort.ONBEREKEND) or cel.leeg else cel.waarde
            kijkcel = Kijkcel(cel.rij, cel.kol, cel.stijl, waarde)
            if waarom := "" if cel.leeg else zicht.waarom(kijkcel):
                blad.cellen[plek] = replace(cel, onleesbaar=waarom)
            if waarde is not None:
                kijkcellen.append(kijkcel)
        inhoud = {(cel.rij, cel.kol): cel.waarde for cel in kijkcellen}
        blad.wisselingen = zicht.wisselingen(kijkcellen, inhoud)
        blad.bedekt = zicht.bedekt
        blad.opmerkingen = self._opmerkingen(deel)

    def _opmerkingen(self, deel: Bladdeel) -> list[tuple[str, str]]:
        """The text of each remark, of a thread all that was said; the note that stands in for a thread is left out."""
        draden: dict[str, list[str]] = {}
        notities: dict[str, str] = {}
        for relatie in self._bestand.relaties(deel.deel):
            if relatie.doel not in self._bestand:
                continue
            if relatie.soort == "threadedComment":
                for opmerking in self._bestand.boom(relatie.doel).iter(f"{_DRAAD}threadedComment"):
                    tekst = opmerking.findtext(f"{_DRAAD}text", "")
                    draden.setdefault(opmerking.get("ref", ""), []).append(tekst)
            elif relatie.soort == "comments":
                for opmerking in self._bestand.boom(relatie.doel).iter(f"{NS}comment"):
                    tekst = "".join(opmerking.itertext())
                    notities[opmerking.get("ref", "")] = tekst
        alle = notities | {adres: " / ".join(teksten) for adres, teksten in draden.items()}
        return [(adres, " ".join(zonder_onzichtbaar(tekst).split())) for adres, tekst in alle.items()]

    def _lees_rij(self, blad: Staatblad, rij: Element, vorige: int) -> int:
        nummer = int(rij.get("r", vorige + 2)) - 1
        if not vorige < nummer < MAX_RIJ:
            raise _kapot(f"de rijen van blad {blad.naam} staan niet op volgorde")
        if waar(rij.get("hidden")):
            blad.verborgen_rijen.add(nummer)
        vorige_kol = -1
        for letters, element in celelementen(rij):
            adres = element.get("r")
            delen = _ADRES.match(adres) if adres is not None else None
            if adres is not None and (delen is None or int(delen[1]) - 1 != nummer):
                raise _kapot(f"blad {blad.naam} heeft een cel op een onmogelijke plaats")
            kol = kolomnummer(letters)
            if not vorige_kol < kol < MAX_KOL:
                raise _kapot(f"blad {blad.naam} heeft een cel dubbel")
            vorige_kol = kol
            cel = self._cel(nummer, kol, element) if len(element) else None
            if cel is not None:
                blad.cellen[nummer, kol] = cel
        return nummer

    def _cel(self, rij: int, kol: int, element: Element) -> Staatcel | None:
        soort, tekst, formule_element = self._bestand.ruw(element)
        formule = formule_element is not None
        if not tekst and not (formule and soort in ("str", "inlineStr") and tekst is not None):
            return Staatcel(rij, kol, Celsoort.ONBEREKEND, "", ALGEMEEN, formule=True) if formule else None
        wat, waarde, formaat = self._ontleed(f"{kolomletter(kol)}{rij + 1}", soort, tekst or "")
        stijl = int(element.get("s", 0))
        achter = self._zicht.stijl(stijl).beeld.achter
        return Staatcel(
            rij, kol, wat, waarde, formaat or self._bestand.formaat(stijl), formule, vulling=achter[0], stijl=stijl
        )

    def _ontleed(self, adres: str, soort: str, tekst: str) -> tuple[Celsoort, Decimal | str | bool, str]:
        """The kind and value of a cell from its type and text in the file, and a number format.

        That format is "" when the one of the cell's style counts.
        """
        match soort:
            case "n":
                return Celsoort.GETAL, _getal(tekst), ""
            case "s" | "str" | "inlineStr":
                return Celsoort.TEKST, zonder_onzichtbaar(tekst), ""
            case "b":
                if tekst.strip() not in ("0", "1", "true", "false"):
                    raise _kapot(f"cel {adres} is waar noch onwaar")
                return Celsoort.LOGISCH, waar(tekst.strip()), ""
            case "e":
                return Celsoort.FOUTWAARDE, tekst.strip(), ""
            case "d":
                dag = datetime.fromisoformat(tekst.strip().removesuffix("Z")).date()
                return Celsoort.GETAL, Decimal((dag - self._nul).days), _DATUM
            case _:
                raise _kapot(f"cel {adres} heeft een onbekende soort")


def _getal(tekst: str) -> Decimal:
    """The number in a text of the file, rounded to fifteen digits: a spreadsheet keeps and shows no more."""
    kaal = tekst.strip()
    if not _GETAL.match(kaal):
        raise ValueError(kaal)
    getal = float(kaal)
    if getal in (float("inf"), float("-inf")):
        raise ValueError(kaal)
    return Decimal(f"{getal:.15g}")
