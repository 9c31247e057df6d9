"""The look of a Word document: A4, Dutch, styles by name, one light table style, and the same parts for the same input.

It starts from python-docx's own template, of which everything goes that isn't used or that names another program.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from via_xl.schrijven.stijl import BLAUW, GRIJS, LETTER, LICHTBLAUW, LIJN

TABELSTIJL = "ViA tabel"
KADERSTIJL = "ViA kader"
TOELICHTING = "Toelichting"
TABELTEKST, TABELKOP, KADERTEKST = "Tabeltekst", "Tabelkop", "Kadertekst"
"""Names of one word, which python-docx also makes their id: looking that up for every cell takes half of the time."""

BREEDTE_CM = 17.0
"""What A4 leaves between the margins."""

_HEEL = 14
"""A table of at most so many rows stays on one page."""

_MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_EIGEN_STIJLEN = frozenset(
    ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "List Number", "Header", "Footer")
)
_STANDAARD = frozenset(("Default Paragraph Font", "Normal Table", "No List"))
_WEG = ("stylesWithEffects", "customXml", "thumbnail", "webSettings")
_HARD = "\u00a0"
"""A space at which no line breaks."""

_BEDRAG = re.compile(r"(?:[−+] )?€ [\d.]+,\d\d\Z")
_ZIP_DATUM = (1980, 1, 1, 0, 0, 0)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>ViA-XL</Application></Properties>"
)


def dag_voluit(dag: date) -> str:
    """A day in words: ``dag_voluit(date(2026, 1, 8)) == '8 januari 2026'``."""
    return f"{dag.day} {_MAANDEN[dag.month - 1]} {dag.year}"


class Stuk:
    """A document under construction. ``op`` is its date: also that of the properties, so nothing tells when it was made."""

    def __init__(self, titel: str, onderwerp: str, kopregel: str, op: date) -> None:
        self._doc: Any = Document(BytesIO(_sjabloon()))
        self._op = op
        self._na_tabel = False
        self._pagina(kopregel)
        eigenschappen = self._doc.core_properties
        eigenschappen.title, eigenschappen.subject = titel, onderwerp
        eigenschappen.author = eigenschappen.last_modified_by = "ViA-XL"
        eigenschappen.comments, eigenschappen.language = "", "nl-NL"
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
        with zipfile.ZipFile(stroom) as los, zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as pakket:
            for naam in los.namelist():
                deel = zipfile.ZipInfo(naam, _ZIP_DATUM)
                deel.compress_type = zipfile.ZIP_DEFLATED
                pakket.writestr(deel, los.read(naam))

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

    def _pagina(self, kopregel: str) -> None:
        deel = self._doc.sections[0]
        deel.page_width, deel.page_height = Cm(21), Cm(29.7)
        deel.left_margin = deel.right_margin = Cm(2)
        deel.top_margin, deel.bottom_margin = Cm(2.3), Cm(2)
        deel.header_distance = deel.footer_distance = Cm(1)
        for alinea, links in ((deel.header.paragraphs[0], kopregel), (deel.footer.paragraphs[0], dag_voluit(self._op))):
            tabs = alinea.paragraph_format.tab_stops
            tabs.add_tab_stop(Cm(BREEDTE_CM), WD_TAB_ALIGNMENT.RIGHT)
            alinea.add_run(links)
        voet = deel.footer.paragraphs[0]
        voet.add_run("\tPagina ")
        _veld(voet, "PAGE")
        voet.add_run(" van ")
        _veld(voet, "NUMPAGES")


def _vast(tekst: str) -> str:
    """The text in which an amount doesn't break between its sign and its digits."""
    return re.sub(r"([−+]) (?=€)", rf"\1{_HARD}", tekst).replace("€ ", f"€{_HARD}")


def _is_bedrag(tekst: str) -> bool:
    return _BEDRAG.match(tekst) is not None


def _zet(ouder: Any, naam: str) -> None:
    ouder.append(OxmlElement(naam))


def _veld(alinea: Any, opdracht: str) -> None:
    """A field that the program calculates; until then it says 1."""
    for soort in ("begin", "instr", "separate", "tekst", "end"):
        run = alinea.add_run("1" if soort == "tekst" else "")
        if soort == "instr":
            deel = OxmlElement("w:instrText")
            deel.set(qn("xml:space"), "preserve")
            deel.text = f" {opdracht} "
            run._r.append(deel)
        elif soort != "tekst":
            deel = OxmlElement("w:fldChar")
            deel.set(qn("w:fldCharType"), soort)
            run._r.append(deel)


def _uiterlijk(tabel: Any, *, laatste: bool) -> None:
    """Which of the conditions of the table style hold."""
    uiterlijk = tabel._tbl.tblPr.find(qn("w:tblLook"))
    for naam, waarde in (("firstRow", "1"), ("lastRow", str(int(laatste))), ("firstColumn", "0"), ("noVBand", "1")):
        uiterlijk.set(qn(f"w:{naam}"), waarde)
    uiterlijk.set(qn("w:val"), "0460" if laatste else "0420")


@cache
def _sjabloon() -> bytes:
    """The template with our styles and no more, made once: reading python-docx's own takes most of the time."""
    doc = Document()
    _kaal(doc)
    _stijlen(doc)
    stroom = BytesIO()
    doc.save(stroom)
    return stroom.getvalue()


def _kaal(doc: Any) -> None:
    """Drop the parts of the template that aren't used, and make its settings Dutch."""
    pakket = doc.part.package
    for rels in (pakket.rels, doc.part.rels):
        for rid in [rid for rid, rel in rels.items() if any(deel in rel.reltype + rel.target_ref for deel in _WEG)]:
            del rels[rid]
    for deel in pakket.iter_parts():
        if deel.partname == "/docProps/app.xml":
            deel._blob = _APP
    for element in doc.element.iter():
        for kenmerk in [naam for naam in element.attrib if "rsid" in str(naam)]:
            del element.attrib[kenmerk]
    instellingen = doc.settings.element
    for naam in ("w:rsids", "w:savePreviewPicture", "w:shapeDefaults"):
        for element in instellingen.findall(qn(naam)):
            instellingen.remove(element)
    for element in instellingen.findall("{http://schemas.microsoft.com/office/word/2010/wordml}docId"):
        instellingen.remove(element)
    for instelling in instellingen.iter(qn("w:compatSetting")):
        if instelling.get(qn("w:name")) == "compatibilityMode":
            instelling.set(qn("w:val"), "15")
    zoom = instellingen.find(qn("w:zoom"))
    zoom.set(qn("w:percent"), "100")
    for naam, kenmerk, waarde in (
        ("w:themeFontLang", "w:val", "nl-NL"),
        ("w:decimalSymbol", "w:val", ","),
        ("w:listSeparator", "w:val", ";"),
    ):
        instellingen.find(qn(naam)).set(qn(kenmerk), waarde)


def _stijlen(doc: Any) -> None:
    """Keep the styles that are used, in our letter and colours, and add our own."""
    stijlen = doc.styles
    standaard = stijlen.element.find(qn("w:docDefaults"))
    taal = standaard.find(f".//{qn('w:lang')}")
    taal.set(qn("w:val"), "nl-NL")
    for stijl in list(stijlen):
        if stijl.name not in _EIGEN_STIJLEN and stijl.name not in _STANDAARD:
            stijl.delete()
    for merk in list(stijlen.element.iter(qn("w:rsid"))):
        merk.getparent().remove(merk)
    blauw, grijs = RGBColor.from_string(BLAUW[1:]), RGBColor.from_string(GRIJS[1:])
    for naam, grootte, vet, kleur, voor, na in (
        ("Normal", 10, False, None, 0, 6),
        ("Title", 20, True, blauw, 0, 2),
        ("Subtitle", 11, False, grijs, 0, 12),
        ("Heading 1", 13, True, blauw, 14, 4),
        ("Heading 2", 10.5, True, blauw, 8, 3),
        ("List Bullet", 10, False, None, 0, 3),
        ("List Number", 10, False, None, 0, 4),
        ("Header", 8.5, False, grijs, 0, 0),
        ("Footer", 8.5, False, grijs, 0, 0),
    ):
        _letter(stijlen[naam], grootte, vet, kleur, voor, na)
    for naam in ("Heading 1", "Heading 2"):
        stijlen[naam].paragraph_format.keep_with_next = True
    for naam in ("Title", "Header", "Footer"):
        for rest in ("w:pBdr", "w:tabs", "w:contextualSpacing"):
            for element in stijlen[naam].element.findall(f".//{qn(rest)}"):
                element.getparent().remove(element)
    for naam in ("List Bullet", "List Number"):
        for element in stijlen[naam].element.findall(f".//{qn('w:contextualSpacing')}"):
            element.getparent().remove(element)
    for naam, grootte, vet, kleur, voor, na in (
        (TOELICHTING, 8.5, False, grijs, 2, 6),
        (TABELTEKST, 9, False, None, 1, 1),
        (TABELKOP, 9, True, RGBColor(255, 255, 255), 1, 1),
        (KADERTEKST, 10, False, None, 1, 1),
    ):
        eigen = stijlen.add_style(naam, WD_STYLE_TYPE.PARAGRAPH)
        eigen.base_style = stijlen["Normal"]
        _letter(eigen, grootte, vet, kleur, voor, na)
    stijlen.element.append(parse_xml(_tabelstijl()))
    stijlen.element.append(parse_xml(_kaderstijl()))


def _letter(stijl: Any, grootte: float, vet: bool, kleur: RGBColor | None, voor: float, na: float) -> None:
    letter = stijl.font
    letter.name, letter.size, letter.bold, letter.italic = LETTER, Pt(grootte), vet or None, None
    letter.color.rgb = kleur
    plaats = stijl.element.rPr.rFonts
    for kenmerk in list(plaats.attrib):
        del plaats.attrib[kenmerk]
    for kenmerk in ("ascii", "hAnsi", "cs", "eastAsia"):
        plaats.set(qn(f"w:{kenmerk}"), LETTER)
    for naam in ("w:spacing", "w:kern"):
        for element in stijl.element.rPr.findall(qn(naam)):
            stijl.element.rPr.remove(element)
    alinea = stijl.paragraph_format
    alinea.space_before, alinea.space_after, alinea.line_spacing = Pt(voor), Pt(na), 1.1


def _tabelstijl() -> str:
    """Lines between the rows, a blue header, a bold total: legible in print and in grey."""
    lijn, blauw, licht = LIJN[1:], BLAUW[1:], LICHTBLAUW[1:]
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ViATabel"><w:name w:val="{TABELSTIJL}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
        f'<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="{blauw}"/>'
        f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{blauw}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{lijn}"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{blauw}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="lastRow"><w:tcPr><w:tcBorders>'
        f'<w:top w:val="single" w:sz="6" w:space="0" w:color="{blauw}"/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{licht}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _kaderstijl() -> str:
    blauw, licht = BLAUW[1:], LICHTBLAUW[1:]
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ViAKader"><w:name w:val="{KADERSTIJL}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
        f'<w:tblPr><w:tblBorders><w:left w:val="single" w:sz="24" w:space="0" w:color="{blauw}"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="140" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
        '<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{licht}"/></w:tcPr></w:style>'
    )
