"""The reader of xlsx files that everything here uses: for masters, for hour sheets, for workbooks that are checked.

It gives what the file literally holds: sheets, defined names, tables, number formats, and of each cell its type, text,
style and formula. It calculates nothing and opens no link to another file. Call :mod:`via_xl.lezen.pakket` first: that
refuses a file that is too large, and XML with a document type, whose entities could be expanded without end.
"""

from __future__ import annotations

import posixpath
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time
from functools import cached_property
from hashlib import sha256
from math import inf
from os import SEEK_CUR
from pathlib import Path
from typing import IO, Any, NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from zipfile import BadZipFile, ZipFile

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.datum import moment_van
from via_xl.basis.kolommen import kolomletter, kolomnummer, letters_van
from via_xl.lezen.getalopmaak import ALGEMEEN, INGEBOUWD, is_datum, is_duur
from via_xl.lezen.waarden import Foutwaarde

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ONLEESBAAR = (ValueError, TypeError, LookupError, AttributeError, OSError, ParseError, BadZipFile, OverflowError)
"""What is raised on a package whose parts contradict each other."""

STUK = 2**18
"""How much of a sheet is parsed at a time."""

ONBEKEND = "?;?;?;?;?"
"""A number format that the file names by a number that says nothing here: no format at all."""

TE_GROOT = "#GETAL! (te groot)"
"""What stands for a number in a cell that no cell can hold."""

LAATSTE_RIJ = 1_048_576
_MEESTE_LETTERS = 3
_MEESTE_CIJFERS = 17
HOOFDDEEL = "xl/workbook.xml"
_LENGTES, _LENGTES_VANAF = struct.Struct("<2H"), 26
"""In the local header of a part, how long the name and what is added to it are; its data lies behind those (APPNOTE 4.3.7)."""
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PAKKETREL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_RIJ, _CEL, _WAARDE, _FORMULE, _TEKST = f"{NS}row", f"{NS}c", f"{NS}v", f"{NS}f", f"{NS}is"
_GEGEVENS, _UITBREIDING = f"{NS}sheetData", f"{NS}extLst"
_ONTSNAPT = re.compile(r"_x([0-9A-Fa-f]{4})_")
_IN_CEL = frozenset((_WAARDE, _FORMULE, _TEKST, _UITBREIDING))
_SOORTEN = frozenset(("n", "s", "str", "inlineStr", "b", "e", "d"))
_WAARHEDEN = {"1": True, "true": True, "0": False, "false": False}
_GETAL = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*", re.ASCII)
_CIJFERREEKS = re.compile(r"\s*\d{1,9}\s*", re.ASCII)
_EEN_CEL = re.compile(r"(?:'((?:[^']|'')+)'|([^'!,=]+))!\$?([A-Z]{1,3})\$?([0-9]+)(?=,|\Z)")
_ADRES = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})\Z")


class Relatie(NamedTuple):
    """A link from one part of the package to another, or with ``extern`` to something outside it.

    ``soort`` is the last word of its type (``worksheet``, ``table``), ``doel`` the name of the part, or the outside address.
    """

    nummer: str
    soort: str
    doel: str
    extern: bool


class Bladdeel(NamedTuple):
    """A sheet: its name, its state (``visible``, ``hidden`` or ``veryHidden``), its kind (``worksheet`` or another), its part."""

    naam: str
    staat: str
    soort: str
    deel: str


class Naamdeel(NamedTuple):
    """A defined name and the reference it stands for; ``blad`` is the sheet it is limited to, "" for the whole workbook."""

    naam: str
    blad: str
    doel: str
    verborgen: bool


class Celstijl(NamedTuple):
    """How a cell looks: its number format, and its font and fill as elements of the file's XML."""

    formaat: str
    letter: Element | None
    vulling: Element | None
    verborgen: bool
    """Whether its formula is hidden once the sheet is protected."""

    uitlijning: Element | None = None


class Hoeken(NamedTuple):
    """A rectangle of cells: first row, first column, last row, last column, each counted from 1 and included."""

    rij1: int
    kolom1: int
    rij2: int
    kolom2: int

    @property
    def adres(self) -> str:
        """``B2:C9``."""
        return f"{kolomletter(self.kolom1 - 1)}{self.rij1}:{kolomletter(self.kolom2 - 1)}{self.rij2}"


class Tabeldeel(Struct, frozen=True):
    """A table of a sheet.

    ``kader`` is all of it with its header and totals rows, ``kolommen`` its headers from left to right, ``formules`` the
    formula of each calculated column by its header. ``kopregels`` and ``totaalregels`` say how many such rows it has.
    """

    naam: str
    blad: str
    kader: Hoeken
    kolommen: tuple[str, ...]
    formules: dict[str, str]
    kopregels: int
    totaalregels: int
    gefilterd: bool = False
    """Whether a filter is on: then rows are out of sight because somebody chose so."""

    stijl: str = ""
    """The style of the table, which can give its cells a colour of their own."""


class Ruwecel(NamedTuple):
    """A cell as the file writes it, before it becomes a value.

    ``soort`` is the letter that the file uses for its type: n number, s shared string, str text of a formula, inlineStr
    text, b boolean, e error, d date. ``tekst`` is None when the cell has none, ``formule`` when it has no formula.
    """

    soort: str
    tekst: str | None
    formule: Element | None


class Bladcel(Struct):
    """A cell that is not blank, as a value.

    ``waarde`` is what was typed, or for a formula the result that the file stores with it. ``formule`` begins with "=";
    it is None for a typed value. ``matrix`` is the range that an array formula fills.
    """

    rij: int
    kolom: int
    waarde: Any
    formule: str | None
    stijl: int
    matrix: str | None = None
    berekend: bool = True
    """False for a formula of which the file holds no result, because the program that saved it didn't calculate."""

    @property
    def adres(self) -> str:
        """``B2``."""
        return f"{kolomletter(self.kolom - 1)}{self.rij}"

    @property
    def inhoud(self) -> Any:
        """What was entered: the formula, or else the value."""
        return self.waarde if self.formule is None else self.formule


class Bladstroom:
    """A sheet that is parsed while it is read, so that it never stands in memory as a whole.

    Take :meth:`rijen` first: each row is thrown away once the next one is asked for. Then :meth:`rest` has all that is not a
    row. The file is fed to the parser in pieces, and after each piece all rows but the last are complete. (``iterparse``
    would do the same, but its event for every cell costs as much time as the parsing.)
    """

    def __init__(self, bron: IO[bytes]) -> None:
        self._bron = bron
        self._bouwer = TreeBuilder()
        self._wortel = self._bouwer.start("", {})
        self._gelezen = False

    def rijen(self) -> Iterator[Element]:
        """The XML elements of the rows, from top to bottom. The file is closed after the last one, or when the caller stops."""
        yield from _gaandeweg(self._bron, self._bouwer, lambda: self._wortel.find(f"*/{_GEGEVENS}"))
        self._gelezen = True

    def rest(self) -> Element:
        """The XML of the sheet without its rows: its merged cells, validation and so on. Read all rows first.

        Raises:
            ValueError: not all rows were read yet, or the sheet has a second block of rows, which Excel would not show.
        """
        blad = self._wortel[0] if self._gelezen else None
        if blad is None or len(blad.findall(_GEGEVENS)) > 1:
            raise ValueError(_GEGEVENS)
        return blad


def _gaandeweg(bron: IO[bytes], bouwer: TreeBuilder, houder: Callable[[], Element | None]) -> Iterator[Element]:
    """The children of an element of a part, each thrown away once the next one is asked for; ``houder`` finds the element."""
    lezer = XMLParser(target=bouwer)  # noqa: S314 - pakket.py refuses a DTD, so there are no entities
    gevonden: Element | None = None
    with bron:
        while stuk := bron.read(STUK):
            lezer.feed(stuk)
            if gevonden is None:
                gevonden = houder()
            if gevonden is not None:
                klaar = gevonden[:-1]
                del gevonden[:-1]
                yield from klaar
    bouwer.end("")
    lezer.close()
    if gevonden is not None:
        yield from gevonden


class Xlsx:
    """The file of a workbook, opened for reading: use it with ``with``, which closes it.

    Every method and property may raise one of :data:`ONLEESBAAR`, when a part is missing or parts don't fit together.
    """

    def __init__(self, bron: Path | IO[bytes]) -> None:
        self._pakket = ZipFile(bron)
        self.delen = {naam.casefold(): naam for naam in self._pakket.namelist()}
        """The parts by their casefolded name: Excel finds them whatever the case."""

        if not any(r.soort == "officeDocument" and r.doel == HOOFDDEEL for r in self.relaties("")):
            raise ValueError(HOOFDDEEL)  # another part than the one that was judged to be the workbook
        self.werkmap = self.boom(HOOFDDEEL)
        eigenschappen = self.werkmap.find(f"{NS}workbookPr")
        self.vanaf_1904 = eigenschappen is not None and waar(eigenschappen.get("date1904"))
        relaties = {relatie.nummer: relatie for relatie in self.relaties(HOOFDDEEL)}
        self._bijlagen = {relatie.soort: relatie.doel for relatie in relaties.values()}
        self.bladen = tuple(
            Bladdeel(blad.attrib["name"], blad.get("state", "visible"), relatie.soort, relatie.doel)
            for blad in self.werkmap.iterfind(f"{NS}sheets/{NS}sheet")
            for relatie in (relaties[blad.attrib[f"{_REL}id"]],)
        )
        self.werkbladen = tuple(blad for blad in self.bladen if blad.soort == "worksheet")

    def __enter__(self) -> Xlsx:
        return self

    def __exit__(self, *_: object) -> None:
        self._pakket.close()

    def hernoem(self, namen: Mapping[str, str]) -> None:
        """Have sheets go by another name than the file gives them; formulas and defined names stay as they are written."""
        self.bladen = tuple(blad._replace(naam=namen.get(blad.naam, blad.naam)) for blad in self.bladen)
        self.werkbladen = tuple(blad for blad in self.bladen if blad.soort == "worksheet")
        for gelezen in ("namen", "tabellen"):
            self.__dict__.pop(gelezen, None)

    def hernoem_tabellen(self, namen: Mapping[str, str]) -> None:
        """Have tables go by another name than the file gives them; formulas stay as they are written."""
        self.__dict__["tabellen"] = tuple(
            replace(tabel, naam=namen.get(tabel.naam, tabel.naam)) for tabel in self.tabellen
        )

    # --- the parts of the package

    def __contains__(self, deel: str) -> bool:
        return deel.casefold() in self.delen

    def bytes(self, deel: str) -> bytes:
        """The content of a part of the package. Raises KeyError when there is no such part."""
        return self._pakket.read(self.delen[deel.casefold()])

    def stempel(self, deel: str) -> str:
        """What only a part of the same content has: a SHA-256 of it as it lies in the file, packed. Raises KeyError."""
        ingang, bron = self._pakket.getinfo(self.delen[deel.casefold()]), self._pakket.fp
        if bron is None:
            raise ValueError(deel)
        bron.seek(ingang.header_offset + _LENGTES_VANAF)
        bron.seek(sum(_LENGTES.unpack(bron.read(_LENGTES.size))), SEEK_CUR)
        return sha256(b"%d:" % ingang.compress_type + bron.read(ingang.compress_size)).hexdigest()

    @cached_property
    def gedeeld(self) -> tuple[object, ...]:
        """What cells are decoded by: from when days count, and the stamps of the shared texts and of the styles."""
        delen = (self._bijlagen.get(soort) for soort in ("sharedStrings", "styles"))
        return self.vanaf_1904, *(None if deel is None else self.stempel(deel) for deel in delen)

    def boom(self, deel: str) -> Element:
        """A part of the package, parsed as XML. Raises KeyError when there is no such part."""
        lezer = XMLParser()  # noqa: S314 - pakket.py refuses a DTD, so there are no entities
        lezer.feed(self.bytes(deel))
        wortel: Element = lezer.close()
        return wortel

    def relaties(self, deel: str) -> list[Relatie]:
        """The links from a part to other parts and to the outside; an empty list when it has none."""
        bovenliggend, naam = posixpath.split(deel)
        rels = posixpath.join(bovenliggend, "_rels", f"{naam}.rels")
        if rels not in self:
            return []
        uit = []
        for relatie in self.boom(rels).iter(f"{_PAKKETREL}Relationship"):
            doel, extern = relatie.get("Target", ""), relatie.get("TargetMode") == "External"
            if not extern:
                doel = unquote(doel)
                doel = doel.lstrip("/") if doel[:1] == "/" else posixpath.normpath(posixpath.join(bovenliggend, doel))
            uit.append(Relatie(relatie.attrib["Id"], relatie.get("Type", "").rpartition("/")[2], doel, extern))
        return uit

    def alle_relaties(self) -> Iterator[tuple[str, Relatie]]:
        """Every link in the package, each with the name of the part that it starts from."""
        for rels in sorted(naam for naam in self.delen.values() if naam.endswith(".rels")):
            bovenliggend, _, naam = rels.rpartition("_rels/")
            yield from ((rels, relatie) for relatie in self.relaties(bovenliggend + naam.removesuffix(".rels")))

    # --- what stands in the workbook

    @cached_property
    def namen(self) -> tuple[Naamdeel, ...]:
        """The defined names: first those of the whole workbook, then those that are limited to a sheet."""
        per_blad: list[list[Naamdeel]] = [[] for _ in range(len(self.bladen) + 1)]
        for naam in self.werkmap.iterfind(f"{NS}definedNames/{NS}definedName"):
            plaats = int(naam.get("localSheetId", -1)) + 1
            if plaats < 0:
                raise ValueError(plaats)
            blad = self.bladen[plaats - 1].naam if plaats else ""
            per_blad[plaats].append(Naamdeel(naam.attrib["name"], blad, naam.text or "", waar(naam.get("hidden"))))
        return tuple(naam for namen in per_blad for naam in namen)

    @cached_property
    def teksten(self) -> list[str]:
        """The texts that cells refer to by number (the part sharedStrings)."""
        deel = self._bijlagen.get("sharedStrings")
        if deel is None:
            return []
        bouwer = TreeBuilder()
        wortel = bouwer.start("", {})
        stroom = _gaandeweg(self._pakket.open(self.delen[deel.casefold()]), bouwer, lambda: wortel.find("*"))
        return [opgemaakt(tekst) for tekst in stroom if tekst.tag == f"{NS}si"]

    @cached_property
    def stijlen(self) -> Element:
        """The part with number formats, fonts and fills, as XML; an empty element when the file has no such part."""
        deel = self._bijlagen.get("styles")
        return Element("leeg") if deel is None else self.boom(deel)

    @cached_property
    def thema(self) -> Element | None:
        """The part with the colours of the theme, as XML; None when the file has none."""
        deel = self._bijlagen.get("theme")
        return self.boom(deel) if deel is not None and deel in self else None

    @cached_property
    def opmaken(self) -> tuple[Celstijl, ...]:
        """The styles, in the order of the numbers by which cells refer to them."""
        codes = dict(INGEBOUWD)
        for formaat in self.stijlen.iterfind(f"{NS}numFmts/{NS}numFmt"):
            codes[int(formaat.attrib["numFmtId"])] = formaat.get("formatCode", "") or ALGEMEEN
        letters, vullingen = (self.stijlen.findall(f"{NS}{soort}/*") for soort in ("fonts", "fills"))
        uit = []
        for xf in self.stijlen.iterfind(f"{NS}cellXfs/{NS}xf"):
            letter, vulling = int(xf.get("fontId", 0)), int(xf.get("fillId", 0))
            slot = xf.find(f"{NS}protection")
            uit.append(
                Celstijl(
                    codes.get(int(xf.get("numFmtId", 0)), ONBEKEND),
                    letters[letter] if letter < len(letters) else None,
                    vullingen[vulling] if vulling < len(vullingen) else None,
                    slot is not None and waar(slot.get("hidden")),
                    xf.find(f"{NS}alignment"),
                )
            )
        return tuple(uit) or (Celstijl(ALGEMEEN, None, None, verborgen=False),)

    def formaat(self, stijl: int) -> str:
        """The number format of a style, by its number. Raises IndexError when there is no such style."""
        return self.opmaken[stijl].formaat

    @cached_property
    def tabellen(self) -> tuple[Tabeldeel, ...]:
        """Every table of every sheet, in the order of the sheets."""
        return tuple(
            _tabel(blad.naam, self.boom(relatie.doel))
            for blad in self.werkbladen
            for relatie in self.relaties(blad.deel)
            if relatie.soort == "table" and relatie.doel in self
        )

    # --- its cells

    def stroom(self, blad: Bladdeel) -> Bladstroom:
        """Start reading a sheet: its rows first, then what else is in it."""
        return Bladstroom(self._pakket.open(self.delen[blad.deel.casefold()]))

    def ruw(self, cel: Element) -> Ruwecel:
        """A cell as the file writes it. For a shared or inline string ``tekst`` is the text itself, not its number.

        Raises:
            ValueError: it has two values or formulas, something else beside them, or is of a kind that doesn't exist: a
                spreadsheet shows something else than who reads on, or calls the file damaged.
        """
        soort = cel.get("t", "n")
        delen = [kind.tag for kind in cel]
        if soort not in _SOORTEN or len(set(delen)) != len(delen) or not _IN_CEL.issuperset(delen):
            raise ValueError(soort, delen)
        tekst: str | None = None
        formule: Element | None = None
        for kind in cel:
            if kind.tag == _FORMULE:
                formule = kind
            elif kind.tag == _WAARDE and soort != "inlineStr":
                if len(kind):
                    raise ValueError(_WAARDE)  # an element in a number: Excel shows something else, or nothing
                tekst = kind.text or ""
            elif kind.tag == _TEKST and soort == "inlineStr":
                tekst = opgemaakt(kind)
        if tekst:
            if soort == "s":
                tekst = self.teksten[_heel(tekst)]
            elif soort == "str":
                tekst = ontsnap(tekst)
        return Ruwecel(soort, tekst, formule)

    def waarde(self, cel: Ruwecel, stijl: int) -> Any:
        """The value of a cell: a number, a text, a bool, an error value, or None for a blank one.

        A number whose style ``stijl`` shows a date or a time becomes a date, a time or a duration.
        """
        soort, tekst, formule = cel
        if not tekst:
            return None
        match soort:
            case "n":
                try:
                    getal = _getal(tekst)
                except ValueError:
                    if formule is None:
                        raise
                    return tekst  # XlsxWriter doesn't mark the text that an array formula gives
                if getal in (inf, -inf):
                    return Foutwaarde(TE_GROOT)
                return self._moment(getal, stijl) if stijl in self._datumstijlen else getal
            case "b":
                return _WAARHEDEN[tekst.strip()]
            case "e":
                return Foutwaarde(tekst)
            case "d":
                try:
                    return datetime.fromisoformat(tekst.strip())
                except ValueError:
                    return time.fromisoformat(tekst.strip())
        return tekst

    def cellen(self, rijen: Iterator[Element]) -> Iterator[Bladcel]:
        """The cells of these rows that are not blank, as values.

        A formula that the file writes once for several cells is given to each of them, with its references shifted.
        """
        gedeeld: dict[str, Any] = {}
        nummer = 0
        for rij in rijen:
            nummer = rijnummer(rij, nummer)
            for letters, element in celelementen(rij):
                ruw, stijl = self.ruw(element), int(element.get("s", 0))
                if not 0 <= stijl < len(self.opmaken):
                    raise IndexError(stijl)
                waarde = self.waarde(ruw, stijl)
                formule, matrix = None, None
                if ruw.formule is not None:
                    formule = _formuletekst(ruw.formule, f"{letters}{nummer}", gedeeld)
                    matrix = ruw.formule.get("ref", "") if ruw.formule.get("t") in ("array", "dataTable") else None
                elif waarde is None:
                    continue
                berekend = formule is None or ruw.tekst is not None
                yield Bladcel(nummer, kolomnummer(letters) + 1, waarde, formule, stijl, matrix, berekend)

    @cached_property
    def _datumstijlen(self) -> frozenset[int]:
        return frozenset(nummer for nummer, stijl in enumerate(self.opmaken) if is_datum(stijl.formaat))

    def _moment(self, getal: float, stijl: int) -> Any:
        try:
            return moment_van(getal, vanaf_1904=self.vanaf_1904, duur=is_duur(self.formaat(stijl)))
        except (OverflowError, ValueError):
            return getal  # no day at all: who reads the cell says what is wrong with a bare number


def _getal(tekst: str) -> int | float:
    """A number as a cell holds it: a double, of which the whole ones up to sixteen digits are whole numbers here too.

    >>> [_getal(tekst) for tekst in ("12", "-3", "1e3", "9" * 400)]
    [12, -3, 1000.0, inf]
    """
    if not _GETAL.fullmatch(tekst):
        raise ValueError(tekst)  # Python reads more as a number than a spreadsheet does: 1_000, nan, ٣
    heel = tekst.removeprefix("-").isdecimal()
    return int(tekst) if heel and len(tekst) <= _MEESTE_CIJFERS else float(tekst)


def _heel(tekst: str) -> int:
    """A whole number as a file counts with. Raises ValueError."""
    if not _CIJFERREEKS.fullmatch(tekst):
        raise ValueError(tekst)
    return int(tekst)


def rijnummer(rij: Element, vorige: int) -> int:
    """The number of a row, counted from 1. A file may leave it out; then it is the one after ``vorige``.

    Raises:
        ValueError: there is no such row.
    """
    tekst = rij.get("r")
    nummer = vorige + 1 if tekst is None else int(float(tekst))
    if not 0 < nummer <= LAATSTE_RIJ:
        raise ValueError(tekst)
    return nummer


def celelementen(rij: Element, kolommen: frozenset[str] | None = None) -> Iterator[tuple[str, Element]]:
    """The XML elements of the cells of a row, each with its column letters; with ``kolommen`` only those in these columns.

    Raises:
        ValueError: a cell has no possible address, or stands inside something else.
    """
    letters = ""
    for cel in rij:
        if cel.tag != _CEL:
            if cel.tag != _UITBREIDING:
                raise ValueError(cel.tag)  # cells inside something else: who reads on would leave them out
            continue
        adres = cel.get("r")
        # A file may leave out the address: then it is the column after the one before.
        letters = letters_van(adres) if adres else kolomletter(kolomnummer(letters) + 1 if letters else 0)
        if not (letters.isalpha() and letters.isascii() and len(letters) <= _MEESTE_LETTERS):
            raise ValueError(adres)
        if kolommen is None or letters in kolommen:
            yield letters, cel


def gebied(verwijzing: str) -> Hoeken | None:
    """The rectangle that a reference such as ``B2`` or ``$B$2:C9`` means; None for any other text, also for ``B:B``."""
    hoeken = [_ADRES.match(hoek) for hoek in verwijzing.split(":")]
    if len(hoeken) > 2 or not all(hoeken):
        return None
    rijen = sorted(int(hoek[2]) for hoek in hoeken if hoek)
    kolommen = sorted(kolomnummer(hoek[1]) + 1 for hoek in hoeken if hoek)
    return Hoeken(rijen[0], kolommen[0], rijen[-1], kolommen[-1])


def losse_cellen(doel: str) -> list[tuple[str, str, int]]:
    """The single cells that the reference of a defined name lists, each as sheet, column letters and row (from 1)."""
    return [
        ((delen[1] or delen[2]).replace("''", "'"), delen[3], int(delen[4]))
        for delen in _EEN_CEL.finditer(doel.removeprefix("="))
    ]


def waar(tekst: str | None) -> bool:
    """Whether an XML attribute means true: Excel writes ``1``, others ``true``; None, an absent attribute, is false."""
    return tekst in ("1", "true", "on")


def opgemaakt(element: Element) -> str:
    """The text of a cell with several fonts: its pieces joined. The reading aids of Japanese text (``rPh``) are left out."""
    delen = []
    for kind in element:
        if kind.tag == f"{NS}t":
            delen.append(kind.text or "")
        elif kind.tag == f"{NS}r":
            delen += [stuk.text or "" for stuk in kind.iterfind(f"{NS}t")]
    return ontsnap("".join(delen))


def ontsnap(tekst: str) -> str:
    """A text as the user sees it: what Excel writes as ``_x000D_``, since XML can't hold it, is the character again."""
    return _ONTSNAPT.sub(lambda code: chr(int(code[1], 16)), tekst) if "_x" in tekst else tekst


def _tabel(blad: str, tabel: Element) -> Tabeldeel:
    kader = gebied(tabel.attrib["ref"])
    kolommen = tabel.findall(f"{NS}tableColumns/{NS}tableColumn")
    if kader is None or len(kolommen) != kader.kolom2 - kader.kolom1 + 1:
        raise ValueError(tabel.attrib["ref"])
    opmaak = tabel.find(f"{NS}tableStyleInfo")
    formules = {}
    for kolom in kolommen:
        formule = kolom.find(f"{NS}calculatedColumnFormula")
        if formule is not None:
            formules[ontsnap(kolom.attrib["name"])] = "=" + (formule.text or "").removeprefix("=")
    return Tabeldeel(
        tabel.get("displayName") or tabel.attrib["name"],
        blad,
        kader,
        tuple(ontsnap(kolom.attrib["name"]) for kolom in kolommen),
        formules,
        1 if int(tabel.get("headerRowCount", 1)) else 0,
        int(tabel.get("totalsRowCount", 0)),
        tabel.find(f"{NS}autoFilter/{NS}filterColumn") is not None,
        "" if opmaak is None else opmaak.get("name", ""),
    )


def _formuletekst(formule: Element, adres: str, gedeeld: dict[str, Any]) -> str:
    """The formula of a cell, with "=" in front.

    Excel writes a formula that was dragged over several cells once; ``gedeeld`` remembers those, and the formula is
    given as it would read in this cell.
    """
    soort, tekst = formule.get("t", "normal"), "=" + (formule.text or "").removeprefix("=")
    if soort == "dataTable":
        return "=TABLE()"
    if soort == "shared":
        nummer = formule.get("si", "")
        if nummer in gedeeld:
            vertaald: str = gedeeld[nummer].translate_formula(adres)
            return vertaald
        if tekst != "=":
            from openpyxl.formula.translate import Translator  # here: a master has no shared formulas

            gedeeld[nummer] = Translator(tekst, adres)
    return tekst
