"""The cells of an incoming workbook as they are: value, number format, and whether a formula made it.

Runs in the child process (:mod:`via_xl.basis.kindproces`), on bytes that :mod:`via_xl.lezen.pakket` judged.
Nothing is evaluated, followed or resolved: of a formula only the cached result is read, of the rest of the package
only what can change what a person sees.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, XMLParser
from zipfile import ZipFile

from via_xl.basis.kolommen import kolomletter, kolomnummer
from via_xl.urenstaat.cellen_zien import ALGEMEEN

MAX_CELLEN = 100_000
"""Cells in the whole workbook, blank ones included. An hour sheet has some 2,000."""

MAX_BLADEN = 50
MAX_RIJ, MAX_KOL = 1_048_576, 16_384

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PAKKETREL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CEL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ADRES = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
_GETAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\Z")
_ONTSNAPT = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DUN = 2.0
"""A row lower than this many points, or a column narrower than a quarter of a character, shows nothing."""

_INGEBOUWD = {
    0: ALGEMEEN, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "d-m-yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "d-m-yyyy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)", 41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""The formats that a file names by number only. Money (5 to 8, 42, 44) shows the money of the reader's computer."""


class Onleesbaar(Exception):
    """The workbook can't be read: what is wrong and what to do, in Dutch."""

    def __init__(self, wat: str, doen: str) -> None:
        super().__init__(wat)
        self.wat = wat
        self.doen = doen


_OPNIEUW = "Open het in Excel, laat Excel het herstellen en sla het op."


def _kapot(waarom: str) -> Onleesbaar:
    return Onleesbaar(f"is geen gave Excel-werkmap: {waarom}.", _OPNIEUW)


class Celsoort(StrEnum):
    """What a cell holds."""

    GETAL = "getal"
    TEKST = "tekst"
    LOGISCH = "logisch"
    FOUTWAARDE = "foutwaarde"
    ONBEREKEND = "onberekend"
    """A formula without a cached result."""


@dataclass(frozen=True, slots=True)
class Staatcel:
    """A cell that is not blank; rows and columns count from 0."""

    rij: int
    kol: int
    soort: Celsoort
    waarde: Decimal | str | bool
    formaat: str
    formule: bool = False

    @property
    def adres(self) -> str:
        """``E17``."""
        return f"{kolomletter(self.kol)}{self.rij + 1}"

    @property
    def leeg(self) -> bool:
        """Whether nothing is seen: a text of blanks only, also as the result of a formula."""
        return isinstance(self.waarde, str) and self.soort is Celsoort.TEKST and not self.waarde.strip()

    @property
    def tekst(self) -> str:
        """The text without blanks around and double ones in it; "" when it is no text."""
        return " ".join(self.waarde.split()) if isinstance(self.waarde, str) and self.soort is Celsoort.TEKST else ""


Gebied = tuple[int, int, int, int]


@dataclass(slots=True)
class Staatblad:
    """A sheet: its cells, and what keeps a person from seeing them."""

    naam: str
    zichtbaar: bool = True
    werkblad: bool = True
    cellen: dict[tuple[int, int], Staatcel] = field(default_factory=dict)
    verborgen_rijen: set[int] = field(default_factory=set)
    verborgen_kolommen: list[tuple[int, int]] = field(default_factory=list)
    rijen_standaard_verborgen: bool = False
    samengevoegd: list[Gebied] = field(default_factory=list)
    wisselende_opmaak: list[Gebied] = field(default_factory=list)
    """Where a conditional format has a number format of its own."""

    _woorden: dict[str, list[Staatcel]] | None = None

    def met_tekst(self, tekst: str) -> list[Staatcel]:
        """The cells that say this, whatever the case and with or without a colon."""
        if self._woorden is None:
            self._woorden = {}
            for cel in self.cellen.values():
                if cel.soort is Celsoort.TEKST:
                    self._woorden.setdefault(cel.tekst.rstrip(" :").casefold(), []).append(cel)
        return self._woorden.get(tekst.casefold(), [])

    def kolom_verborgen(self, kol: int) -> bool:
        """Whether a column is hidden."""
        return any(eerste <= kol <= laatste for eerste, laatste in self.verborgen_kolommen)


@dataclass(slots=True)
class Staatboek:
    """What is used of an incoming workbook."""

    bladen: list[Staatblad] = field(default_factory=list)
    datum1904: bool = False
    macros: bool = False
    extern: list[str] = field(default_factory=list)

    def dag(self, nummer: Decimal) -> date | None:
        """The day of a serial number in the date system of this workbook, or None when there is no such day."""
        try:
            dagen = int(nummer)
            if self.datum1904:
                return date(1904, 1, 1) + timedelta(days=dagen)
            return date(1899, 12, 30 if dagen > 59 else 31) + timedelta(days=dagen) if dagen > 0 else None
        except (OverflowError, ValueError):
            return None


def lees_werkboek(inhoud: bytes) -> Staatboek:
    """Read all sheets.

    Raises:
        Onleesbaar: it is too large, or its parts contradict each other.
    """
    try:
        with ZipFile(io.BytesIO(inhoud)) as pakket:
            return _Lezer(pakket).lees()
    except (ParseError, KeyError, ValueError, IndexError, AttributeError, LookupError) as fout:
        raise Onleesbaar("is geen gave Excel-werkmap; de onderdelen kloppen niet met elkaar.", _OPNIEUW) from fout


class _Lezer:
    def __init__(self, pakket: ZipFile) -> None:
        self._pakket = pakket
        self._delen = {naam.casefold(): naam for naam in pakket.namelist()}
        self._over = MAX_CELLEN
        self._nul = date(1899, 12, 30)
        self._teksten: list[str] = []
        self._formaten: list[str] = [ALGEMEEN]
        self._met_formaat: set[int] = set()

    def lees(self) -> Staatboek:
        boek = Staatboek(macros="xl/vbaproject.bin" in self._delen, extern=sorted(self._buiten()))
        wortel = self._xml("xl/workbook.xml")
        eigenschappen = wortel.find(f"{_NS}workbookPr")
        boek.datum1904 = eigenschappen is not None and _waar(eigenschappen.get("date1904"))
        self._nul = date(1904, 1, 1) if boek.datum1904 else date(1899, 12, 30)
        relaties = self._relaties("xl/workbook.xml")
        self._lees_stijlen()
        self._lees_teksten()
        bladen = wortel.findall(f"{_NS}sheets/{_NS}sheet")
        if len(bladen) > MAX_BLADEN:
            raise Onleesbaar(f"heeft {len(bladen)} bladen; hoogstens {MAX_BLADEN} mag.", "Haal de andere bladen weg.")
        for element in bladen:
            soort, deel = relaties[element.attrib[f"{_REL}id"]]
            blad = Staatblad(element.attrib["name"], element.get("state", "visible") == "visible")
            blad.werkblad = soort == "worksheet"
            if blad.werkblad:
                self._lees_blad(blad, deel)
            boek.bladen.append(blad)
        if not boek.bladen:
            raise _kapot("er zijn geen bladen")
        return boek

    def _bytes(self, deel: str) -> bytes:
        return self._pakket.read(self._delen[deel.casefold()])

    def _xml(self, deel: str) -> Element:
        return _boom(self._bytes(deel))

    def _relaties(self, deel: str) -> dict[str, tuple[str, str]]:
        deelmap, naam = posixpath.split(deel)
        uit = {}
        for relatie in self._xml(f"{deelmap}/_rels/{naam}.rels").iter(f"{_PAKKETREL}Relationship"):
            doel = unquote(relatie.get("Target", ""))
            pad = doel.lstrip("/") if doel.startswith("/") else posixpath.normpath(posixpath.join(deelmap, doel))
            uit[relatie.attrib["Id"]] = (relatie.get("Type", "").rpartition("/")[2], pad)
        return uit

    def _buiten(self) -> Iterator[str]:
        """What points outside the workbook, or is a program: named once each, never opened."""
        soorten = {
            "xl/externallinks/": "koppelingen naar andere werkmappen",
            "xl/connections.xml": "gegevensverbindingen",
            "xl/embeddings/": "ingesloten bestanden",
            "xl/activex/": "ActiveX-onderdelen",
            "xl/querytables/": "query's",
        }
        for begin, wat in soorten.items():
            if any(deel.startswith(begin) for deel in self._delen):
                yield wat
        for deel in self._delen:
            if deel.endswith(".rels") and deel.startswith("xl/worksheets/"):
                for relatie in self._xml(deel).iter(f"{_PAKKETREL}Relationship"):
                    if relatie.get("TargetMode") == "External" and not relatie.get("Type", "").endswith("/hyperlink"):
                        yield "verwijzingen naar buiten"
                        return

    def _lees_stijlen(self) -> None:
        if "xl/styles.xml" not in self._delen:
            return
        wortel = self._xml("xl/styles.xml")
        codes = dict(_INGEBOUWD)
        for formaat in wortel.iterfind(f"{_NS}numFmts/{_NS}numFmt"):
            codes[int(formaat.attrib["numFmtId"])] = formaat.get("formatCode", "") or ALGEMEEN
        self._formaten = [
            codes.get(int(xf.get("numFmtId", 0)), "?;?;?;?;?") for xf in wortel.iterfind(f"{_NS}cellXfs/{_NS}xf")
        ] or [ALGEMEEN]
        for nummer, dxf in enumerate(wortel.iterfind(f"{_NS}dxfs/{_NS}dxf")):
            if dxf.find(f"{_NS}numFmt") is not None:
                self._met_formaat.add(nummer)

    def _lees_teksten(self) -> None:
        if "xl/sharedstrings.xml" in self._delen:
            self._teksten = [_opgemaakt(si) for si in self._xml("xl/sharedStrings.xml").iterfind(f"{_NS}si")]

    def _lees_blad(self, blad: Staatblad, deel: str) -> None:
        ruw = self._bytes(deel)
        aantal = sum(1 for _ in _CEL.finditer(ruw))
        if aantal > self._over:
            raise Onleesbaar(f"heeft meer dan {MAX_CELLEN} cellen.", "Haal weg wat niet bij de urenstaat hoort.")
        self._over -= aantal
        wortel = _boom(ruw)
        opmaak = wortel.find(f"{_NS}sheetFormatPr")
        blad.rijen_standaard_verborgen = opmaak is not None and (
            _waar(opmaak.get("zeroHeight")) or float(opmaak.get("defaultRowHeight", 15)) < _DUN
        )
        for kolom in wortel.iterfind(f"{_NS}cols/{_NS}col"):
            if _waar(kolom.get("hidden")) or float(kolom.get("width", 8)) < _DUN / 8:
                blad.verborgen_kolommen.append((int(kolom.attrib["min"]) - 1, int(kolom.attrib["max"]) - 1))
        self._lees_cellen(blad, wortel)
        for merge in wortel.iterfind(f"{_NS}mergeCells/{_NS}mergeCell"):
            blad.samengevoegd += _gebieden(merge.get("ref", ""))
        for opmaakregel in wortel.iterfind(f"{_NS}conditionalFormatting"):
            if any(int(r.get("dxfId", -1)) in self._met_formaat for r in opmaakregel.iterfind(f"{_NS}cfRule")):
                blad.wisselende_opmaak += _gebieden(opmaakregel.get("sqref", ""))

    def _lees_cellen(self, blad: Staatblad, wortel: Element) -> None:
        nummer = -1
        for rij in wortel.iterfind(f"{_NS}sheetData/{_NS}row"):
            vorige = nummer
            nummer = int(rij.get("r", nummer + 2)) - 1
            if not vorige < nummer < MAX_RIJ:
                raise _kapot(f"de rijen van blad {blad.naam} staan niet op volgorde")
            if _waar(rij.get("hidden")) or float(rij.get("ht", 15)) < _DUN:
                blad.verborgen_rijen.add(nummer)
            kol = -1
            for element in rij.iterfind(f"{_NS}c"):
                adres = element.get("r")
                vorige_kol, kol = kol, kol + 1
                if adres is not None:
                    delen = _ADRES.match(adres)
                    if delen is None or int(delen[2]) - 1 != nummer:
                        raise _kapot(f"blad {blad.naam} heeft een cel op een onmogelijke plaats")
                    kol = kolomnummer(delen[1])
                if not vorige_kol < kol < MAX_KOL:
                    raise _kapot(f"blad {blad.naam} heeft een cel dubbel")
                cel = self._cel(nummer, kol, element) if len(element) else None
                if cel is not None:
                    blad.cellen[nummer, kol] = cel

    def _cel(self, rij: int, kol: int, element: Element) -> Staatcel | None:
        formule = element.find(f"{_NS}f") is not None
        waarde = element.find(f"{_NS}v")
        soort = element.get("t", "n")
        if soort == "inlineStr":
            bron = element.find(f"{_NS}is")
            tekst: str | None = None if bron is None else _opgemaakt(bron)
        else:
            tekst = None if waarde is None else (waarde.text or "")
        if not tekst and not (formule and soort in ("str", "inlineStr") and tekst is not None):
            return Staatcel(rij, kol, Celsoort.ONBEREKEND, "", ALGEMEEN, formule=True) if formule else None
        stijl = int(element.get("s", 0))
        formaat = self._formaten[stijl]
        return self._ontleed(rij, kol, soort, tekst or "", formaat, formule)

    def _ontleed(self, rij: int, kol: int, soort: str, tekst: str, formaat: str, formule: bool) -> Staatcel:
        match soort:
            case "n":
                return Staatcel(rij, kol, Celsoort.GETAL, _getal(tekst), formaat, formule)
            case "s":
                return Staatcel(rij, kol, Celsoort.TEKST, self._tekst(tekst), formaat, formule)
            case "str" | "inlineStr":
                return Staatcel(
                    rij, kol, Celsoort.TEKST, _ontsnap(tekst) if soort == "str" else tekst, formaat, formule
                )
            case "b":
                if tekst.strip() not in ("0", "1", "true", "false"):
                    raise _kapot(f"cel {kolomletter(kol)}{rij + 1} is waar noch onwaar")
                return Staatcel(rij, kol, Celsoort.LOGISCH, _waar(tekst.strip()), formaat, formule)
            case "e":
                return Staatcel(rij, kol, Celsoort.FOUTWAARDE, tekst.strip(), formaat, formule)
            case "d":
                dag = datetime.fromisoformat(tekst.strip().removesuffix("Z")).date()
                return Staatcel(rij, kol, Celsoort.GETAL, Decimal((dag - self._nul).days), "d-m-yyyy", formule)
            case _:
                raise _kapot(f"cel {kolomletter(kol)}{rij + 1} heeft een onbekende soort")

    def _tekst(self, nummer: str) -> str:
        plek = int(nummer)
        if plek < 0:
            raise IndexError(nummer)
        return self._teksten[plek]


def _boom(xml: bytes) -> Element:
    lezer = XMLParser()  # noqa: S314 - pakket.py refuses a DTD, so there are no entities
    lezer.feed(xml)
    wortel: Element = lezer.close()
    return wortel


def _waar(tekst: str | None) -> bool:
    return tekst in ("1", "true", "on")


def _getal(tekst: str) -> Decimal:
    """The number as the spreadsheet has it: a double, of which people see fifteen digits."""
    kaal = tekst.strip()
    if not _GETAL.match(kaal):
        raise ValueError(kaal)
    getal = float(kaal)
    if getal in (float("inf"), float("-inf")):
        raise ValueError(kaal)
    return Decimal(f"{getal:.15g}")


def _opgemaakt(element: Element) -> str:
    """A text of pieces in different fonts, without the phonetic notes of Japanese."""
    delen = []
    for kind in element:
        if kind.tag == f"{_NS}t":
            delen.append(kind.text or "")
        elif kind.tag == f"{_NS}r":
            delen += [stuk.text or "" for stuk in kind.iterfind(f"{_NS}t")]
    return _ontsnap("".join(delen))


def _ontsnap(tekst: str) -> str:
    return _ONTSNAPT.sub(lambda code: chr(int(code[1], 16)), tekst) if "_x" in tekst else tekst


def _gebieden(verwijzing: str) -> list[Gebied]:
    uit = []
    for deel in verwijzing.replace("$", "").split():
        hoeken = [_ADRES.match(hoek) for hoek in deel.split(":")]
        if not all(hoeken):
            uit.append((0, 0, MAX_RIJ - 1, MAX_KOL - 1))  # whole rows or columns: everything, to be safe
            continue
        rijen = sorted(int(hoek[2]) - 1 for hoek in hoeken if hoek)
        kolommen = sorted(kolomnummer(hoek[1]) for hoek in hoeken if hoek)
        uit.append((rijen[0], kolommen[0], rijen[-1], kolommen[-1]))
    return uit
