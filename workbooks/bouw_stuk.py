"""Build the template of our Word documents: A4, Dutch, styles by name, one light table style, header and footer.

    python workbooks/bouw_stuk.py

It starts from python-docx's own template, of which everything goes that isn't used or that names another program. Who
wants another look changes it here; :mod:`via_xl.schrijven.stuk` fills it in.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from via_xl.schrijven.stijl import BLAUW, GRIJS, LETTER, LICHTBLAUW, LIJN
from via_xl.schrijven.stuk import (
    BREEDTE_CM,
    KADERSTIJL,
    KADERTEKST,
    SJABLOON,
    TABELKOP,
    TABELSTIJL,
    TABELTEKST,
    TOELICHTING,
    verpak,
)

_EIGEN_STIJLEN = frozenset(
    ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "List Number", "Header", "Footer")
)
_STANDAARD = frozenset(("Default Paragraph Font", "Normal Table", "No List"))
_WEG = ("stylesWithEffects", "customXml", "thumbnail", "webSettings")
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>ViA-XL</Application></Properties>"
)


def bouw(doel: Path) -> None:
    """Write the template."""
    doc = Document()
    _kaal(doc)
    _stijlen(doc)
    _pagina(doc)
    stroom = BytesIO()
    doc.save(stroom)
    verpak(stroom, doel)


def _pagina(doc: Any) -> None:
    """A4 with a header and a footer, in which a text and the date come, and the number of the page."""
    deel = doc.sections[0]
    deel.page_width, deel.page_height = Cm(21), Cm(29.7)
    deel.left_margin = deel.right_margin = Cm(2)
    deel.top_margin, deel.bottom_margin = Cm(2.3), Cm(2)
    deel.header_distance = deel.footer_distance = Cm(1)
    for alinea in (deel.header.paragraphs[0], deel.footer.paragraphs[0]):
        alinea.paragraph_format.tab_stops.add_tab_stop(Cm(BREEDTE_CM), WD_TAB_ALIGNMENT.RIGHT)
        alinea.add_run("…")
    voet = deel.footer.paragraphs[0]
    voet.add_run("\tPagina ")
    _veld(voet, "PAGE")
    voet.add_run(" van ")
    _veld(voet, "NUMPAGES")


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


if __name__ == "__main__":
    bouw(SJABLOON)
