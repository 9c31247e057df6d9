"""A Word document: our template filled in, with the same parts for the same input.

Page, styles, header and footer stand in the template ``sjablonen/stuk.docx``, which ``workbooks/bouw_stuk.py`` makes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from via_xl.basis.datum import datum_nl

SJABLOON = Path(__file__).parents[1] / "sjablonen" / "stuk.docx"
TABELSTIJL = "ViA tabel"
KADERSTIJL = "ViA kader"
TOELICHTING = "Toelichting"
TABELTEKST, TABELKOP, KADERTEKST = "Tabeltekst", "Tabelkop", "Kadertekst"
"""Names of one word, which python-docx also makes their id: looking that up for every cell takes half of the time."""

BREEDTE_CM = 17.0
"""What A4 leaves between the margins."""

_HEEL = 14
"""A table of at most so many rows stays on one page."""

_HARD = "\u00a0"
"""A space at which no line breaks."""

_BEDRAG = re.compile(r"(?:[−+] )?€ [\d.]+,\d\d\Z")
_ZIP_DATUM = (1980, 1, 1, 0, 0, 0)


class Stuk:
    """A document under construction. ``op`` is its date: also that of the properties, so nothing tells when it was made.

    ``trefwoorden`` are keywords in the properties, which Word carries over to a PDF.
    """

    def __init__(self, titel: str, onderwerp: str, kopregel: str, op: date, trefwoorden: str = "") -> None:
        self._doc: Any = Document(str(SJABLOON))
        self._na_tabel = False
        deel = self._doc.sections[0]
        for alinea, tekst in ((deel.header.paragraphs[0], kopregel), (deel.footer.paragraphs[0], datum_nl(op))):
            alinea.runs[0].text = tekst
        eigenschappen = self._doc.core_properties
        eigenschappen.title, eigenschappen.subject = titel, onderwerp
        eigenschappen.author = eigenschappen.last_modified_by = "ViA-XL"
        eigenschappen.comments, eigenschappen.language, eigenschappen.keywords = "", "nl-NL", trefwoorden
        eigenschappen.created = eigenschappen.modified = datetime(op.year, op.month, op.day)
        self._alinea(titel, "Title")
        self._alinea(onderwerp, "Subtitle")

    # --- what a document consists of

    def kop(self, tekst: str) -> None:
        """A heading of a chapter."""
        self._alinea(tekst, "Heading 1")

    def tussenkop(self, tekst: str) -> None:
        """A heading within a chapter."""
        self._alinea(tekst, "Heading 2")

    def alinea(self, tekst: str, *, bij_volgende: bool = False) -> None:
        """A paragraph; ``bij_volgende`` keeps it on the page of what follows."""
        self._alinea(tekst, "Normal").paragraph_format.keep_with_next = bij_volgende or None

    def toelichting(self, tekst: str) -> None:
        """A small grey line under a table."""
        self._alinea(tekst, TOELICHTING)

    def punten(self, teksten: Iterable[str], *, genummerd: bool = False) -> None:
        """A list, at most one with numbers a document."""
        for tekst in teksten:
            self._alinea(tekst, "List Number" if genummerd else "List Bullet")

    def tabel(
        self, koppen: Sequence[str], rijen: Sequence[Sequence[str]], breedtes: Sequence[float], *, totaal: bool = False
    ) -> None:
        """A table whose header is repeated over pages; what holds an amount is right aligned. ``breedtes`` in cm.

        A column is right aligned when any of its cells is an amount. ``totaal``: the last row is a total.
        """
        bedragen = [any(_is_bedrag(rij[k]) for rij in rijen) for k in range(len(koppen))]
        tabel = self._nieuwe_tabel(TABELSTIJL, TABELTEKST, [koppen, *rijen], breedtes)
        for r, rij in enumerate(tabel.rows):
            _zet(rij._tr.get_or_add_trPr(), "w:cantSplit")
            if r == 0:
                _zet(rij._tr.get_or_add_trPr(), "w:tblHeader")
            for k, cel in enumerate(rij.cells):
                alinea = cel.paragraphs[0]
                if r == 0:
                    alinea._p.style = TABELKOP
                if totaal and r == len(rijen):
                    alinea.runs[0].bold = True
                if bedragen[k]:
                    alinea.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                alinea.paragraph_format.keep_with_next = (r < len(rijen) and len(rijen) <= _HEEL) or r == 0 or None
        _uiterlijk(tabel, laatste=totaal)
        self._na_tabel = True

    def kader(self, rijen: Sequence[tuple[str, str]]) -> None:
        """The heart of the document in a shaded block: what and how much, for who reads no further."""
        tabel = self._nieuwe_tabel(KADERSTIJL, KADERTEKST, rijen, (4.2, BREEDTE_CM - 4.2))
        for rij in tabel.rows:
            _zet(rij._tr.get_or_add_trPr(), "w:cantSplit")
            rij.cells[0].paragraphs[0].runs[0].bold = True
            for cel in rij.cells:
                cel.paragraphs[0].paragraph_format.keep_with_next = True
        _uiterlijk(tabel, laatste=False)
        self._na_tabel = True

    def bewaar(self, doel: Path) -> None:
        """Write the document: parts in a fixed order, with a fixed date.

        Raises:
            OSError: ``doel`` can't be written.
        """
        if self._na_tabel:  # a document may not end with a table
            self._alinea("", TOELICHTING)
        stroom = BytesIO()
        self._doc.save(stroom)
        verpak(stroom, doel)

    # --- how

    def _alinea(self, tekst: str, stijl: str) -> Any:
        """A paragraph; below a table with some room."""
        alinea = self._doc.add_paragraph(_vast(tekst), style=stijl)
        if self._na_tabel and not stijl.startswith("Heading"):
            alinea.paragraph_format.space_before = Pt(5)
        self._na_tabel = False
        return alinea

    def _nieuwe_tabel(
        self, stijl: str, tekststijl: str, rijen: Sequence[Sequence[str]], breedtes: Sequence[float]
    ) -> Any:
        tabel = self._doc.add_table(len(rijen), len(breedtes), style=stijl)
        tabel.autofit = False
        tabel.alignment = WD_TABLE_ALIGNMENT.LEFT
        for kolom, breedte in zip(tabel.columns, breedtes, strict=True):
            kolom.width = Cm(breedte)
        for rij, teksten in zip(tabel.rows, rijen, strict=True):
            for cel, tekst, breedte in zip(rij.cells, teksten, breedtes, strict=True):
                cel.width = Cm(breedte)
                cel.paragraphs[0]._p.style = tekststijl
                cel.paragraphs[0].add_run(_vast(tekst))
        return tabel


def verpak(stroom: BytesIO, doel: Path) -> None:
    """Write a package again: its parts in the same order, with a fixed date.

    Raises:
        OSError: ``doel`` can't be written.
    """
    with zipfile.ZipFile(stroom) as los, zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam in los.namelist():
            deel = zipfile.ZipInfo(naam, _ZIP_DATUM)
            deel.compress_type = zipfile.ZIP_DEFLATED
            pakket.writestr(deel, los.read(naam))


def _vast(tekst: str) -> str:
    """The text in which an amount doesn't break between its sign and its digits."""
    return re.sub(r"([−+]) (?=€)", rf"\1{_HARD}", tekst).replace("€ ", f"€{_HARD}")


def _is_bedrag(tekst: str) -> bool:
    return _BEDRAG.match(tekst) is not None


def _zet(ouder: Any, naam: str) -> None:
    ouder.append(OxmlElement(naam))


def _uiterlijk(tabel: Any, *, laatste: bool) -> None:
    """Which of the conditions of the table style hold."""
    uiterlijk = tabel._tbl.tblPr.find(qn("w:tblLook"))
    for naam, waarde in (("firstRow", "1"), ("lastRow", str(int(laatste))), ("firstColumn", "0"), ("noVBand", "1")):
        uiterlijk.set(qn(f"w:{naam}"), waarde)
    uiterlijk.set(qn("w:val"), "0460" if laatste else "0420")
