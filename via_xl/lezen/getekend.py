"""A signed document as it came back: what kind of file it is, whether it can be read, and which codes it carries.

A document of ours carries the code of its gemeente, on paper and in its properties; what was printed, signed and scanned is
a picture, in which no program reads it. Whose signature is on it, and whether that holds, no kind of file is asked: that is for
a person, in the program that shows it.

It comes from outside, so that a child process takes it apart, under a limit of memory and time.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from msgspec import Struct

from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.kindproces import Kind, KindGestopt
from via_xl.basis.schijffout import reden
from via_xl.basis.vingerafdruk import sha256_van
from via_xl.rekenen.invoerhash import AKKOORDCODE

_MEEST = 25 * 2**20
"""Bytes of a signed document: a scan of ten pages in colour is smaller."""

_MEESTE_BLADZIJDEN = 50
_MEEST_UITGEPAKT = 100 * 2**20
_KLEINSTE_BEELD = 4_000
"""Bytes of a picture on which one can read a page."""

_PDF, _PAKKET = b"%PDF-", b"PK\x03\x04"
_BEELDEN = (
    (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    (b"\xff\xd8\xff", b"\xff\xd9"),
    (b"II*\x00", b""),
    (b"MM\x00*", b""),
)
"""How a PNG, a JPEG and a TIFF begin and end."""

_VERSLEUTELD = b"\xd0\xcf\x11\xe0"
_BEGIN = {
    (".pdf",): (_PDF,),
    (".png", ".jpg", ".jpeg", ".tif", ".tiff"): tuple(begin for begin, _ in _BEELDEN),
    (".docx", ".xlsx", ".xlsm"): (_PAKKET, _VERSLEUTELD),
}
"""How a file begins, by the end of its name."""

_SPATIE = re.compile(r"\s+")
_ELEMENT = re.compile(rb"<[^<>]*>")
_ONDERTEKENING = re.compile(r"_xmlsignatures/[^/]+\.xml\Z")

_FUNCTIE = "via_xl.lezen.getekend:ontleed"
TIJD = 30.0
"""Seconds in which a document is read; a scan of ten pages takes one."""


class OnbruikbaarStuk(Exception):
    """A file that is no signed document; the text says why, in Dutch."""


class Getekend(Struct, frozen=True):
    """A file that can be a signed document: its hash, and the codes of documents of ours that it carries."""

    sha256: str
    codes: frozenset[str]


def stukkenkind() -> Kind:
    """The process in which documents are taken apart: it begins with the first, and ends with the block it is for."""
    return Kind(_FUNCTIE, None, tijd=TIJD)


def lees_getekend(pad: Path, kind: Kind) -> Getekend:
    """What a signed document is; ``kind`` is a :func:`stukkenkind`.

    Raises:
        OnbruikbaarStuk: it is no file, too large or too small, damaged, behind a password, or of no kind that is signed.
    """
    try:
        if not pad.is_file():
            raise OnbruikbaarStuk("is er niet")
        if pad.stat().st_size > _MEEST:
            raise OnbruikbaarStuk(f"is groter dan {_MEEST // 2**20} MB")
        inhoud = lees_gewoon(pad)
    except OSError as fout:
        raise OnbruikbaarStuk(f"kan niet worden gelezen ({reden(fout)})") from fout
    codes: frozenset[str] = frozenset()
    waarom = ""
    if inhoud.startswith((_PDF, _PAKKET)):
        try:
            codes, waarom = kind.vraag(inhoud)
        except KindGestopt as fout:
            waarom = f"is niet binnen {TIJD:.0f} seconden te lezen" if fout.te_lang else "is te zwaar om te lezen"
            waarom += ", of beschadigd; druk het opnieuw af als PDF, of scan het"
    else:
        _eis_beeld(inhoud)
    if waarom:
        raise OnbruikbaarStuk(waarom)
    return Getekend(sha256_van(inhoud), codes)


def heet_anders(naam: str, inhoud: bytes) -> bool:
    """Whether a file is certainly something else than the end of its name says.

    >>> heet_anders("schaal.PDF", b"x"), heet_anders("schaal.pdf", b"%PDF-1.7"), heet_anders("schaal.eml", b"x")
    (True, False, False)
    """
    begin = next((begin for einden, begin in _BEGIN.items() if naam.lower().endswith(einden)), ())
    return bool(begin) and not inhoud.startswith(begin)


def ontleed(_vast: None, inhoud: bytes) -> tuple[frozenset[str], str]:
    """What the child process does: the codes in a PDF or package, or why it is of no use."""
    try:
        teksten = " ".join(_van_pdf(inhoud) if inhoud.startswith(_PDF) else _van_pakket(inhoud))
    except OnbruikbaarStuk as fout:
        return frozenset(), str(fout)
    return frozenset(AKKOORDCODE.findall(_SPATIE.sub("", teksten).upper())), ""


def _eis_beeld(inhoud: bytes) -> None:
    if not any(inhoud.startswith(begin) and einde in inhoud[-64:] for begin, einde in _BEELDEN):
        raise OnbruikbaarStuk(
            "is geen PDF, geen beeld (PNG, JPEG, TIFF) en geen digitaal ondertekend document of werkmap"
        )
    if len(inhoud) < _KLEINSTE_BEELD:
        raise OnbruikbaarStuk("is een beeld waarop niets te lezen kan zijn, zo klein is het bestand")


def _van_pdf(inhoud: bytes) -> Iterator[str]:
    """The properties and the text of each page of a PDF with at least one page that isn't empty."""
    from pypdf import PdfReader

    try:
        lezer = PdfReader(BytesIO(inhoud))
        if lezer.is_encrypted:
            raise OnbruikbaarStuk("is een PDF met een wachtwoord; bewaar haar zonder")
        if not 0 < len(lezer.pages) <= _MEESTE_BLADZIJDEN:
            raise OnbruikbaarStuk(f"is een PDF zonder bladzijden of met meer dan {_MEESTE_BLADZIJDEN}")
        teksten = [str(waarde) for waarde in (lezer.metadata or {}).values()]
        gevuld = False
        for bladzijde in lezer.pages:
            vel = bladzijde.get_contents()
            gevuld = gevuld or (vel is not None and bool(vel.get_data().strip()))
            teksten.append(bladzijde.extract_text())
    except OnbruikbaarStuk:
        raise
    except Exception as fout:  # whatever a damaged PDF makes of the reader
        raise OnbruikbaarStuk("is een beschadigde PDF") from fout
    if not gevuld:
        raise OnbruikbaarStuk("is een PDF met alleen lege bladzijden")
    yield from teksten


def _van_pakket(inhoud: bytes) -> Iterator[str]:
    """The texts of a Word document or a workbook with a digital signature."""
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
            namen = pakket.namelist()
            if sum(deel.file_size for deel in pakket.infolist()) > _MEEST_UITGEPAKT:
                raise OnbruikbaarStuk("is uitgepakt te groot")
            if not any(naam in ("word/document.xml", "xl/workbook.xml") for naam in namen):
                raise OnbruikbaarStuk("is geen Word-document en geen werkmap")
            if not any(_ONDERTEKENING.match(naam) and b"SignatureValue" in pakket.read(naam) for naam in namen):
                raise OnbruikbaarStuk("is niet digitaal ondertekend; bewaar het getekende stuk als PDF")
            for naam in namen:
                if naam.endswith(".xml") and naam.startswith(("word/", "xl/", "docProps/")):
                    yield _ELEMENT.sub(b"", pakket.read(naam)).decode("utf-8", "replace")
    except OnbruikbaarStuk:
        raise
    except Exception as fout:  # whatever a damaged package makes of the reader
        raise OnbruikbaarStuk("is een beschadigd document") from fout
