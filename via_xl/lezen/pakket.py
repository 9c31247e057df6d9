"""What must hold before a workbook is opened: it is a complete, modest, unencrypted .xlsx or .xlsm.

The directory of the zip is judged first, then every part is unpacked once, in pieces: that proves its
checksum and shows a DTD. Nothing is kept.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from msgspec import Struct

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gewoon import bezwaar, lees_gewoon
from via_xl.basis.schijffout import WEBADRES, raad, reden

MB = 2**20


class Grenzen(Struct, frozen=True, kw_only=True):
    """How large a package and its parts may be, and what the message about a larger one tells its reader to do."""

    pakket: int = 200 * MB
    """The file itself. A master of 100,000 hour lines is some 10 MB."""

    delen: int = 5_000
    """Parts in the package. A master has about a hundred; every part costs time before its size is known."""

    uitgepakt: int = 1024 * MB
    """All parts together. The sheet of 100,000 hour lines is some 150 MB of XML."""

    blad: int = 1024 * MB
    """One sheet."""

    deel: int = 64 * MB
    """A part that is read into memory whole, as everything but sheets and shared strings is."""

    teksten: int = 256 * MB
    """The shared strings, which stay in memory while the sheets are read."""

    verhouding: int = 400
    """How much smaller packing may make a part of more than a megabyte. Equal hour lines reach 50; a bomb 1,000."""

    te_groot: str = "Haal weg wat niet bij de verrekening hoort."


MASTER = Grenzen()
"""What a master may be."""

_MEESTE_DIEP = 500
"""Elements in each other. No part of a workbook has a tenth of that."""

STUK = MB
"""How much is unpacked at a time."""

_BESCHADIGD = (BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, OverflowError, IndexError)
"""What zipfile raises on a package with a wrong byte in it."""

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_STERK_VERSLEUTELD = 0x1
_HOOFDDEEL = "xl/workbook.xml"
_INHOUD = "[Content_Types].xml"
_LIJKT_HOOFDDEEL = re.compile(r"xl[/\\]workbook\d*\.xml", re.IGNORECASE)
"""The workbook under another name: with another number, in capitals, or with the separator of Windows."""

_WERKMAP = (
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
)
_STRIKT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_BEWAAR = "Open het in Excel en sla het op als Excel-werkmap (.xlsx)."
_OPNIEUW = "Haal het bestand opnieuw op of neem een reservekopie."


_VRAAG = "Vraag het bestand als Excel-werkmap (.xlsx)."
_MAILBERICHT = ("is een e-mail, geen Excel-werkmap.", "Open de e-mail, sla de bijlage (.xlsx) op en geef die op.")
_MAIL = re.compile(
    rb"(?:From|Received|Return-Path|MIME-Version|Delivered-To|X-[\w-]+|Date|Subject|To): ", re.IGNORECASE
)
"""How a mail that was saved as a file begins."""

_ANDER_OFFICE: Mapping[str, tuple[str, str]] = {
    "__substg1.0_": _MAILBERICHT,
    "WordDocument": ("is een Word-document, geen Excel-werkmap.", _VRAAG),
    "PowerPoint Document": ("is een presentatie, geen Excel-werkmap.", _VRAAG),
}
"""A file of before 2007, by the name of a part of it."""

_ANDER_PAKKET: Mapping[str, tuple[str, str]] = {
    "word/": ("is een Word-document, geen Excel-werkmap.", _VRAAG),
    "ppt/": ("is een presentatie, geen Excel-werkmap.", _VRAAG),
    "Index/": (
        "is een spreadsheet van Apple Numbers, geen Excel-werkmap.",
        "Exporteer het in Numbers als Excel (.xlsx).",
    ),
}
"""A zip that another program made, by how the names of its parts begin."""


class PakketFout(InvoerFout):
    """A file that is not opened: what is wrong (``wat``) and what to do (``doen``), apart."""

    def __init__(self, bestand: str, wat: str, doen: str) -> None:
        super().__init__(f"{bestand} {wat} {doen}")
        self.wat = wat
        self.doen = doen


def controleer_pakket(pad: Path, grenzen: Grenzen = MASTER) -> None:
    """Refuse a file that isn't a complete Excel package of a modest size, readable without a password.

    Raises:
        PakketFout: with the name of the file, what is wrong with it and what to do.
    """
    _controleer_bestand(pad, grenzen)
    _controleer_zip(pad, pad, grenzen)


def lees_pakket(pad: Path, grenzen: Grenzen) -> bytes:
    """The bytes of a file that :func:`controleer_pakket` would let through.

    The file is read once, so that what is used is exactly what was judged.

    Raises:
        PakketFout: with the name of the file, what is wrong with it and what to do.
    """
    _controleer_bestand(pad, grenzen)
    try:
        inhoud = lees_gewoon(pad, grenzen.pakket + 1)
    except OSError as fout:
        raise _onleesbaar(pad, fout) from fout
    _controleer_zip(pad, io.BytesIO(inhoud), grenzen)
    return inhoud


def _controleer_zip(pad: Path, bron: Path | io.BytesIO, grenzen: Grenzen) -> None:
    try:
        with ZipFile(bron) as zip_bestand:
            _controleer_inhoudsopgave(pad, zip_bestand, grenzen)
            for deel in zip_bestand.infolist():
                _controleer_deel(pad, zip_bestand, deel)
    except _BESCHADIGD as fout:
        raise _fout(pad, "is beschadigd of niet compleet.", _OPNIEUW) from fout
    except OSError as fout:
        raise _onleesbaar(pad, fout) from fout


def _fout(pad: Path, wat: str, doen: str) -> PakketFout:
    return PakketFout(pad.name, wat, doen)


def _onleesbaar(pad: Path, fout: OSError) -> PakketFout:
    wat = reden(fout)
    return _fout(pad, f"{wat}." if wat == WEBADRES else f"is niet te lezen: {wat}.", raad(fout))


def _controleer_bestand(pad: Path, grenzen: Grenzen) -> None:
    try:
        if not pad.exists():
            if (onmogelijk := bezwaar(pad)) is not None:
                raise onmogelijk
            raise _fout(pad, "bestaat niet.", f"Kijk de naam en de map na: {pad.parent.absolute()}")
        if not pad.is_file() and not pad.is_dir():
            raise _fout(pad, "is een pijp of apparaat, geen bestand.", "Geef een .xlsx- of .xlsm-bestand op.")
        if pad.is_dir():
            raise _fout(pad, "is geen bestand.", "Geef de master zelf op, niet de map.")
        grootte = pad.stat().st_size
        if grootte == 0:
            raise _fout(pad, "is leeg (0 bytes).", f"Wacht tot het is gedownload of gesynchroniseerd. {_OPNIEUW}")
        if grootte > grenzen.pakket:
            waarom = f"het bestand is {grootte // MB} MB, hoogstens {grenzen.pakket // MB} MB mag"
            raise _te_groot(pad, waarom, grenzen)
        begin = lees_gewoon(pad, 4096)
        if begin.startswith(_OLE):
            raise _oud_of_versleuteld(pad, lees_gewoon(pad))
    except OSError as fout:
        raise _onleesbaar(pad, fout) from fout
    if not begin.startswith(b"PK"):
        raise _geen_zip(pad, begin)


def _te_groot(pad: Path, waarom: str, grenzen: Grenzen) -> PakketFout:
    return _fout(pad, f"is te groot om veilig te openen: {waarom}.", grenzen.te_groot)


def _oud_of_versleuteld(pad: Path, inhoud: bytes) -> PakketFout:
    """An OLE file: either a protected .xlsx, or the .xls of before 2007."""
    if "DRMEncryptedTransform".encode("utf-16-le") in inhoud:
        doen = (
            "Open het in Excel met uw eigen account, kies een label zonder versleuteling (Bestand, Info) en sla het op."
        )
        return _fout(pad, "is versleuteld door een gevoeligheidslabel of rechtenbeheer.", doen)
    if "EncryptedPackage".encode("utf-16-le") in inhoud:
        doen = "Open het in Excel, haal het wachtwoord weg (Bestand, Info, Werkmap beveiligen) en sla het op."
        return _fout(pad, "is met een wachtwoord beveiligd.", doen)
    if any(naam.encode("utf-16-le") in inhoud for naam in ("Workbook", "Book")):
        return _fout(pad, "is een oud Excel-bestand (.xls), ook al heet het anders.", _BEWAAR)
    for teken, (wat, doen) in _ANDER_OFFICE.items():
        if teken.encode("utf-16-le") in inhoud:
            return _fout(pad, wat, doen)
    return _fout(pad, "is geen Excel-werkmap maar een ander Office-bestand.", _BEWAAR)


def _geen_zip(pad: Path, begin: bytes) -> PakketFout:
    if not begin.strip(b"\0"):
        return _fout(pad, "bevat alleen nullen: het is niet helemaal opgeslagen of gesynchroniseerd.", _OPNIEUW)
    kaal = begin.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if kaal.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        return _fout(pad, "is een webpagina (HTML), geen Excel-werkmap.", _BEWAAR)
    if kaal.startswith(b"<?xml"):
        return _fout(pad, "is een XML-bestand, geen Excel-werkmap.", _BEWAAR)
    if begin.startswith(b"%PDF"):
        return _fout(pad, "is een PDF, geen Excel-werkmap.", _VRAAG)
    if _MAIL.match(begin):
        return _fout(pad, *_MAILBERICHT)
    if b"\0" not in begin and not re.search(rb"[\x01-\x08\x0e-\x1a\x7f]", begin):
        return _fout(pad, "is een tekstbestand (CSV), geen Excel-werkmap.", _BEWAAR)
    return _fout(pad, "is geen Excel-werkmap.", "Geef een .xlsx- of .xlsm-bestand op.")


def _controleer_inhoudsopgave(pad: Path, zip_bestand: ZipFile, grenzen: Grenzen) -> None:
    """Everything that can be said before anything is unpacked."""
    delen = zip_bestand.infolist()
    if len(delen) > grenzen.delen:
        raise _te_groot(pad, f"het heeft {len(delen)} onderdelen, hoogstens {grenzen.delen} mag", grenzen)
    totaal = sum(deel.file_size for deel in delen)
    if totaal > grenzen.uitgepakt:
        waarom = f"uitgepakt is het {totaal // MB} MB, hoogstens {grenzen.uitgepakt // MB} MB mag"
        raise _te_groot(pad, waarom, grenzen)
    for deel in delen:
        if deel.file_size > MB and deel.file_size > grenzen.verhouding * max(deel.compress_size, 1):
            waarom = f"onderdeel {deel.filename} is meer dan {grenzen.verhouding} keer samengeperst"
            raise _te_groot(pad, waarom, grenzen)
        if deel.file_size > _mag(deel.filename, grenzen):
            raise _te_groot(pad, f"onderdeel {deel.filename} is uitgepakt {deel.file_size // MB} MB", grenzen)
        if deel.flag_bits & _STERK_VERSLEUTELD:
            raise _fout(pad, "is met een wachtwoord beveiligd.", _BEWAAR)
        if deel.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _fout(pad, "is samengeperst op een manier die Excel niet kent.", _BEWAAR)
    namen = [deel.filename for deel in delen]
    if len({naam.casefold() for naam in namen}) != len(namen):
        raise _fout(pad, "bevat een onderdeel dubbel en is dus beschadigd.", _OPNIEUW)
    _controleer_soort(pad, zip_bestand, set(namen))


def _mag(naam: str, grenzen: Grenzen) -> int:
    if naam.startswith("xl/worksheets/") and naam.endswith(".xml"):
        return grenzen.blad
    return grenzen.teksten if naam.casefold() == "xl/sharedstrings.xml" else grenzen.deel


def _controleer_soort(pad: Path, zip_bestand: ZipFile, namen: set[str]) -> None:
    if "xl/workbook.bin" in namen:
        raise _fout(pad, "is een binaire Excel-werkmap (.xlsb).", _BEWAAR)
    if "mimetype" in namen and zip_bestand.read("mimetype").startswith(b"application/vnd.oasis.opendocument"):
        raise _fout(pad, "is een OpenDocument-bestand (.ods).", _BEWAAR)
    if _HOOFDDEEL not in namen and any(_LIJKT_HOOFDDEEL.fullmatch(naam) for naam in namen):
        raise _fout(pad, "is door een ander programma op een ongewone manier opgeslagen.", _BEWAAR)
    if _HOOFDDEEL in namen and _INHOUD not in namen and _INHOUD.casefold() in {naam.casefold() for naam in namen}:
        raise _fout(pad, "is door een ander programma op een ongewone manier opgeslagen.", _BEWAAR)
    if _HOOFDDEEL not in namen:
        for begin, (wat, doen) in _ANDER_PAKKET.items():
            if any(naam.startswith(begin) for naam in namen):
                raise _fout(pad, wat, doen)
        if any(naam.casefold().endswith((".xlsx", ".xlsm")) for naam in namen):
            raise _fout(pad, "is een zipbestand met Excel-werkmappen erin.", "Pak het uit en geef de werkmap zelf op.")
    if _HOOFDDEEL not in namen or _INHOUD not in namen:
        raise _fout(pad, "is een zipbestand, maar geen Excel-werkmap.", "Geef een .xlsx- of .xlsm-bestand op.")
    if not any(soort in zip_bestand.read(_INHOUD) for soort in _WERKMAP):
        raise _fout(pad, "is een sjabloon of invoegtoepassing, geen Excel-werkmap.", _BEWAAR)
    if _STRIKT in zip_bestand.read(_HOOFDDEEL):
        raise _fout(pad, 'is opgeslagen als "Strict Open XML".', "Sla het op als gewone Excel-werkmap (.xlsx).")


class _Diepte:
    """How many elements of an XML part are open at most at the end of each few kilobytes that are read of it.

    A comment counts as one that isn't closed, so that many of those ask for a closer look.
    """

    _STAP = 2**12  # so no parser meets more than its 2,048: a step opens 1,365 at most

    def __init__(self) -> None:
        self._open = 0
        self._vorige = b""

    def verdacht(self, stuk: bytes) -> bool:
        """Whether with this piece of the part there may be too many somewhere."""
        tekst = self._vorige + stuk  # a mark of two characters may lie across the seam
        begin, einde = len(self._vorige), len(tekst)
        for van in range(begin, einde, self._STAP):
            tot, samen = min(van + self._STAP, einde), max(van - 1, 0)
            self._open += (
                tekst.count(b"<", van, tot) - 2 * tekst.count(b"</", samen, tot) - tekst.count(b"/>", samen, tot)
            )
            if self._open > _MEESTE_DIEP:
                return True
        self._vorige = tekst[-1:]
        return False


def _te_diep(zip_bestand: ZipFile, deel: ZipInfo) -> bool:
    """Whether elements of an XML part are too deep in each other; one that is no XML is found by who reads it."""
    diep = hoogst = 0

    def erin(*_: object) -> None:
        nonlocal diep, hoogst
        diep += 1
        hoogst = max(hoogst, diep)

    def eruit(_: str) -> None:
        nonlocal diep
        diep -= 1

    def documenttype(*_: object) -> None:
        raise ExpatError

    lezer = ParserCreate()
    lezer.StartElementHandler, lezer.EndElementHandler, lezer.StartDoctypeDeclHandler = erin, eruit, documenttype
    with suppress(ExpatError), zip_bestand.open(deel) as stroom:
        while hoogst <= _MEESTE_DIEP and (stuk := stroom.read(STUK)):
            lezer.Parse(stuk)
    return hoogst > _MEESTE_DIEP


def _controleer_deel(pad: Path, zip_bestand: ZipFile, deel: ZipInfo) -> None:
    """Unpack a part in pieces: its checksum holds, and no XML part declares a document type.

    In XML a ``<`` in a text is always escaped, so ``<!DOCTYPE`` is never just a text; without a document
    type there are no entities. Nor are its elements so deep in each other that a parser gives up on it.
    """
    is_xml = deel.filename.casefold().endswith((".xml", ".rels", ".vml"))
    vorige = b""
    diepte = (
        None if deel.filename.casefold().endswith(".vml") else _Diepte()
    )  # HTML may stand there, that closes not everything
    with zip_bestand.open(deel) as stroom:
        while stuk := stroom.read(STUK):
            if is_xml:
                tekst = vorige + (stuk.replace(b"\0", b"") if b"\0" in stuk else stuk)  # UTF-16 then reads as ASCII
                if b"<!DOCTYPE" in tekst:
                    raise _fout(pad, f"is niet veilig te openen: {deel.filename} bevat een documenttype.", _OPNIEUW)
                if diepte is not None and diepte.verdacht(tekst[len(vorige) :]):
                    if _te_diep(zip_bestand, deel):
                        wat = f"is niet veilig te openen: {deel.filename} is duizenden elementen diep."
                        raise _fout(pad, wat, _OPNIEUW)
                    diepte = None  # the whole part was looked at
                vorige = tekst[-len(b"<!DOCTYPE") :]
