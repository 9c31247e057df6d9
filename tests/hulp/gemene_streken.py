"""A hundred ways to forge a version folder: of each kind one on each workbook it can be done to, and on the folder itself.

The forger knows the format: the package stays one that a spreadsheet program opens, and looks as if the program made it.
"""

from __future__ import annotations

import json
import re
import shutil
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from hulp.kleine_master import bewerk_deel
from via_xl.bewijs.verificatie.versie import MANIFEST, VERSLAG

BLAD, STIJLEN, TEKSTEN, WERKMAP = (
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
)
INHOUD, BLADRELS = "[Content_Types].xml", "xl/worksheets/_rels/sheet1.xml.rels"
GRAFIEK, TEKENING = "xl/charts/chart1.xml", "xl/drawings/drawing1.xml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKKET = "http://schemas.openxmlformats.org/package/2006/relationships"
_OP_BLAD = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_VORM = "http://schemas.openxmlformats.org/drawingml/2006/main"


class Streek(Struct, frozen=True):
    """A forgery: its kind, the file that a finding must name, and what it does to that workbook or to the folder."""

    soort: str
    bestand: str
    op: Callable[[Path], object]
    in_map: bool = False

    def doe(self, versiemap: Path) -> None:
        """Do it to a version folder."""
        self.op(versiemap if self.in_map else versiemap / self.bestand)

    def __str__(self) -> str:
        return f"{self.soort}: {self.bestand}"


# --- in a part of a workbook


def _vervang(deel: str, oud: str, nieuw: str, aantal: int = 1) -> Callable[[Path], None]:
    def doe(pad: Path) -> None:
        bewerk_deel(pad, deel, lambda xml: re.sub(oud, nieuw, xml.decode(), count=aantal).encode())

    return doe


def _voeg_toe(pad: Path, deel: str, inhoud: bytes) -> None:
    with zipfile.ZipFile(pad, "a", zipfile.ZIP_DEFLATED) as pakket:
        pakket.writestr(_kop(deel), inhoud)


def _kop(deel: str) -> zipfile.ZipInfo:
    kop = zipfile.ZipInfo(deel)
    kop.compress_type, kop.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return kop


def _samen(*stappen: Callable[[Path], None]) -> Callable[[Path], None]:
    def doe(pad: Path) -> None:
        for stap in stappen:
            stap(pad)

    return doe


def _deel(naam: str, soort: str, inhoud: str) -> Callable[[Path], None]:
    """A part that the package says it has."""
    rij = f'<Override PartName="/{naam}" ContentType="{soort}"/></Types>'
    return _samen(_vervang(INHOUD, "</Types>", rij), lambda pad: _voeg_toe(pad, naam, inhoud.encode()))


def _relatie(bron: str, soort: str, doel: str, buiten: str = "", nummer: int = 99) -> Callable[[Path], None]:
    """A relation of a part, in its list of relations or in one that comes with it."""

    def doe(pad: Path) -> None:
        with zipfile.ZipFile(pad) as pakket:
            er_al = bron in pakket.namelist()
        if not er_al:
            _voeg_toe(pad, bron, f'<Relationships xmlns="{_PAKKET}"></Relationships>'.encode())
        rij = f'<Relationship Id="rId{nummer}" Type="{_REL}/{soort}" Target="{doel}"{buiten}/></Relationships>'
        _vervang(bron, "</Relationships>", rij)(pad)

    return doe


def _stijl(xf: str, letter: str = "") -> Callable[[Path], None]:
    """The first amount of the sheet in a style of its own."""

    def doe(pad: Path) -> None:
        with zipfile.ZipFile(pad) as pakket:
            stijlen = pakket.read(STIJLEN).decode()
        nummer = len(re.findall(r"<xf ", stijlen.partition("<cellXfs")[2].partition("</cellXfs>")[0]))
        if letter:
            _vervang(STIJLEN, "</fonts>", f"<font>{letter}</font></fonts>")(pad)
        _vervang(STIJLEN, "</cellXfs>", f"{xf.format(letter=stijlen.count('<font>'))}</cellXfs>")(pad)
        _vervang(BLAD, r'(<c r="[A-Z]+\d+" s=")\d+("><f>)', rf"\g<1>{nummer}\g<2>")(pad)

    return doe


_XF = '<xf numFmtId="{{f}}" fontId="{letter}" fillId="0" borderId="0" xfId="0"/>'


def _xf(formaat: int = 4, meer: str = "") -> str:
    return _XF.replace("{{f}}", str(formaat)).replace("/>", f">{meer}</xf>" if meer else "/>")


_ARIAL = '<color theme="1"/><name val="Arial"/><family val="2"/>'


def _letter(grootte: str = "10", kleur: str = 'theme="1"', naam: str = "Arial") -> str:
    return f'<sz val="{grootte}"/><color {kleur}/><name val="{naam}"/><family val="2"/>'


def _na_data(xml: str) -> Callable[[Path], None]:
    """An element where the format wants it: before the page margins."""
    return _vervang(BLAD, "<pageMargins", f"{xml}<pageMargins")


def _voorwaardelijk(dxf: str) -> Callable[[Path], None]:
    def doe(pad: Path) -> None:
        with zipfile.ZipFile(pad) as pakket:
            nummer = pakket.read(STIJLEN).decode().count("<dxf>")
        _vervang(STIJLEN, "</dxfs>", f"<dxf>{dxf}</dxf></dxfs>")(pad)
        regel = f'<cfRule type="expression" dxfId="{nummer}" priority="9"><formula>TRUE</formula></cfRule>'
        _na_data(f'<conditionalFormatting sqref="E5:E15">{regel}</conditionalFormatting>')(pad)

    return doe


_ANKER = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>3</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>6</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:to>{wat}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
)
_VAK = (
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="9" name="TextBox 1"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
    '<xdr:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r>'
    "<a:t>9.999,99</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
)
_PLAATJE = (
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="9" name="Picture 1"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
    '<a:blip r:embed="rId99" xmlns:r="' + _REL + '"/></xdr:blipFill><xdr:spPr/></xdr:pic>'
)


def _achter_tekst(tekst: str) -> Callable[[Path], None]:
    return _vervang(TEKSTEN, r"(<si><t[^>]*>[^<]{12,})</t>", rf"\g<1> {tekst}</t>")


def _getekend(wat: str) -> Callable[[Path], None]:
    """A shape over the amounts, on the drawing of the first sheet or on one that comes with it."""
    anker = _ANKER.replace("{wat}", wat)

    def doe(pad: Path) -> None:
        with zipfile.ZipFile(pad) as pakket:
            namen = pakket.namelist()
        if TEKENING not in namen:
            soort = "application/vnd.openxmlformats-officedocument.drawing+xml"
            _deel(TEKENING, soort, f'<xdr:wsDr xmlns:xdr="{_OP_BLAD}" xmlns:a="{_VORM}"></xdr:wsDr>')(pad)
            _relatie(BLADRELS, "drawing", "../drawings/drawing1.xml", nummer=98)(pad)
            _vervang(BLAD, "</worksheet>", f'<drawing xmlns:r="{_REL}" r:id="rId98"/></worksheet>')(pad)
        _vervang(TEKENING, "</xdr:wsDr>", anker)(pad)

    return doe


def _grafiek_erover(pad: Path) -> None:
    _vervang(TEKENING, r"(<xdr:from>.*?<xdr:row>)\d+", r"\g<1>4")(pad)


def _filter(pad: Path) -> None:
    with zipfile.ZipFile(pad) as pakket:
        deel = next(n for n in pakket.namelist() if "tables/" in n and b"<autoFilter" in pakket.read(n))
    kolom = '<filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn>'
    _vervang(deel, r"<autoFilter ([^>]*)/>", rf"<autoFilter \g<1>>{kolom}</autoFilter>")(pad)


def _wissel(pad: Path) -> None:
    """Who pays receives, and the other way round: in the formula and in what is stored."""

    def om(xml: bytes) -> bytes:
        tekst = xml.decode()
        return tekst.replace("betaalt", "#").replace("ontvangt", "betaalt").replace("#", "ontvangt").encode()

    bewerk_deel(pad, BLAD, om)


IN_WERKBOEK: dict[str, Callable[[Path], None]] = {
    "formule en uitkomst": _vervang(BLAD, r"(<f>[^<]*)(</f><v>)(\d+)(?=\.?\d*</v>)", r"\g<1>+1000\g<2>1\g<3>"),
    "formule, zelfde uitkomst": _vervang(BLAD, r'(s="\d+"><f>[^<]*)(</f>)', r"\g<1>+0\g<2>"),
    "uitkomst": _vervang(BLAD, r'(s="\d+"><f>[^<]*</f><v>)', r"\g<1>9"),
    "overgetypt": _vervang(BLAD, r'(s="\d+">)<f>[^<]*</f>', r"\g<1>"),
    "gewist": _vervang(BLAD, r'(s="\d+")><f>[^<]*</f><v>[^<]*</v></c>', r"\g<1>/>"),
    "tekst als uitkomst": _vervang(BLAD, r'(t="str"><f>[^<]*</f><v>)', r"\g<1>x "),
    "cel als tekst erin": _vervang(
        BLAD, r'(<c r="\w+" s="\d+") t="s"><v>\d+</v>', r'\g<1> t="inlineStr"><is><t>x</t></is>'
    ),
    "woord in een tekst": _achter_tekst("anders"),
    "bedrag in een tekst": _achter_tekst("€ 9.999,99"),
    "e-mailadres in een tekst": _achter_tekst("naar dief@kwaad.example"),
    "rekeningnummer in een tekst": _achter_tekst("op NL12ABCD0123456789"),
    "kenmerk in een tekst": _achter_tekst("onder ViA-2031-GM0755-v9"),
    "webadres in een tekst": _achter_tekst("zie www.kwaad.example"),
    "opgemaakte tekst": _vervang(
        TEKSTEN, r"<si><t[^>]*>([^<]{12,})</t></si>", r'<si><r><rPr><color rgb="FFFFFFFF"/></rPr><t>\g<1></t></r></si>'
    ),
    "uitspraak bij een tekst": _vervang(
        TEKSTEN, r"(<si><t[^>]*>[^<]{12,}</t>)", r'\g<1><rPh sb="0" eb="1"><t>x</t></rPh>'
    ),
    "getalnotatie": _vervang(STIJLEN, r'formatCode="\[\$€-413\] #,##0\.00', 'formatCode="[$€-413] #,##0.00,'),
    "vast getal als notatie": _vervang(
        STIJLEN, r'formatCode="\[\$€-413\] #,##0\.00[^"]*"', 'formatCode="&quot;5,00&quot;"'
    ),
    "andere stijl": _stijl(_xf(9)),
    "wit op wit": _stijl(_xf(), _letter(kleur='rgb="FFFFFFFF"')),
    "bijna wit": _stijl(_xf(), _letter(kleur='rgb="FFFDFDFD"')),
    "wit uit het thema": _stijl(_xf(), _letter(kleur='theme="0"')),
    "letter van 1 punt": _stijl(_xf(), _letter(grootte="1")),
    "letter van tekens": _stijl(_xf(), _letter(naam="Wingdings")),
    "gedraaide tekst": _stijl(_xf(4, '<alignment textRotation="255"/>').replace("{letter}", "0")),
    "krimpende tekst": _stijl(_xf(4, '<alignment shrinkToFit="1"/>').replace("{letter}", "0")),
    "formule verborgen": _stijl(_xf(4, '<protection hidden="1"/>').replace("{letter}", "0")),
    "lettertype": _vervang(STIJLEN, '<name val="Arial"/>', '<name val="Courier"/>', 0),
    "rijhoogte": _vervang(
        BLAD, r'(<row r="5" [^>]*?)( ht="[^"]*" customHeight="1")?>', r'\g<1> ht="0.1" customHeight="1">'
    ),
    "rij verborgen": _vervang(BLAD, '<row r="5" ', '<row r="5" hidden="1" '),
    "kolom verborgen": _vervang(BLAD, '<col min="5" ', '<col hidden="1" min="5" '),
    "kolombreedte": _vervang(BLAD, r'(<col min="5" max="\d+" width=")[^"]*', r"\g<1>0.1"),
    "rijen samengevouwen": _vervang(BLAD, '<row r="5" ', '<row r="5" collapsed="1" '),
    "blad verborgen": _vervang(
        WERKMAP, r'(<sheet name="(?:Berekening|Gemeenten|Inwoners|Jaren)" )', r'\g<1>state="hidden" '
    ),
    "blad diep verborgen": _vervang(WERKMAP, r'(<sheet name="Controles" )', r'\g<1>state="veryHidden" '),
    "blad hernoemd": _vervang(WERKMAP, r'<sheet name="(Controles)"', r'<sheet name="\g<1> 2"'),
    "bladvolgorde": _vervang(WERKMAP, r"(<sheet [^>]*/>)(<sheet [^>]*/>)(?=</sheets>)", r"\g<2>\g<1>"),
    "voorwaardelijk ander getal": _voorwaardelijk('<numFmt numFmtId="199" formatCode="&quot;5,00&quot;"/>'),
    "voorwaardelijk wit": _voorwaardelijk('<font><color rgb="FFFFFFFF"/></font>'),
    "tekstvak": _getekend(_VAK),
    "afbeelding": _samen(
        _getekend(_PLAATJE),
        _relatie("xl/drawings/_rels/drawing1.xml.rels", "image", "../media/image1.png"),
        lambda pad: _voeg_toe(pad, "xl/media/image1.png", b"\x89PNG\r\n\x1a\n"),
    ),
    "opmerking": _samen(
        _deel(
            "xl/comments1.xml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
            '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>x</author></authors>'
            '<commentList><comment ref="E5" authorId="0"><text><t>Betaal op een andere rekening</t></text></comment>'
            "</commentList></comments>",
        ),
        _relatie(BLADRELS, "comments", "../comments1.xml"),
    ),
    "invoervenster": _na_data(
        '<dataValidations count="1"><dataValidation type="whole" showInputMessage="1" promptTitle="Let op" '
        'prompt="Bel eerst" sqref="E5"/></dataValidations>'
    ),
    "koppeling naar buiten": _samen(
        _relatie(BLADRELS, "hyperlink", "https://kwaad.example/betaal", ' TargetMode="External"'),
        _na_data(f'<hyperlinks><hyperlink ref="E5" xmlns:r="{_REL}" r:id="rId99"/></hyperlinks>'),
    ),
    "koppeling om te mailen": _samen(
        _relatie(BLADRELS, "hyperlink", "mailto:dief@kwaad.example", ' TargetMode="External"'),
        _na_data(f'<hyperlinks><hyperlink ref="E5" xmlns:r="{_REL}" r:id="rId99"/></hyperlinks>'),
    ),
    "koppeling binnen het werkboek": _na_data('<hyperlinks><hyperlink ref="E5" location="Controles!A1"/></hyperlinks>'),
    "kopregel van de afdruk": _vervang(BLAD, "<oddHeader>", "<oddHeader>&amp;C Voorlopig"),
    "voetregel van de afdruk": _vervang(BLAD, "<oddFooter>", "<oddFooter>&amp;C Betaal op een andere rekening"),
    "bedrag in de voetregel": _vervang(BLAD, "<oddFooter>", "<oddFooter>&amp;C Te betalen: € 9.999,99"),
    "afdrukgebied": _vervang(WERKMAP, r'(_xlnm.Print_Area" localSheetId="\d+">[^<]*?:\$)[A-Z]+', r"\g<1>B"),
    "naam van een tabel": _vervang("xl/tables/table1.xml", r'displayName="(\w+)"', r'displayName="\g<1>x"'),
    "kop van een tabel": _vervang("xl/tables/table1.xml", r'(<tableColumn id="1" name=")', r"\g<1>x"),
    "beveiliging weg": _vervang(BLAD, r"<sheetProtection[^>]*/>", ""),
    "samengevoegde cellen": _vervang(
        BLAD,
        r"(?:<mergeCells[^>]*>(.*?)</mergeCells>)?<pageMargins",
        r'<mergeCells count="2">\g<1><mergeCell ref="A2:E12"/></mergeCells><pageMargins',
    ),
    "keuze voor nieuwere programma's": _na_data(
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/>'
    ),
    "uitbreiding": _vervang(BLAD, "</worksheet>", '<extLst><ext uri="x"/></extLst></worksheet>'),
    "bladzijde-einde": _vervang(
        BLAD,
        "</headerFooter>",
        '</headerFooter><rowBreaks count="1" manualBreakCount="1"><brk id="8" max="16383" man="1"/></rowBreaks>',
    ),
    "marge van de bladzijde": _vervang(BLAD, '(<pageMargins left=")[^"]*', r"\g<1>7"),
    "schaal van de bladzijde": _vervang(BLAD, "<pageSetup ", '<pageSetup scale="10" '),
    "ander papier": _vervang(BLAD, 'paperSize="9"', 'paperSize="70"'),
    "nullen niet getoond": _vervang(BLAD, "<sheetView ", '<sheetView showZeros="0" '),
    "opent op een ander blad": _vervang(WERKMAP, "<workbookView ", '<workbookView activeTab="3" '),
    "onderwerp van het document": _vervang(
        "docProps/core.xml", "</cp:coreProperties>", "<dc:subject>x</dc:subject></cp:coreProperties>"
    ),
    "zoom": _vervang(BLAD, r"<sheetView ", '<sheetView zoomScale="10" '),
    "blad opent elders": _vervang(BLAD, r"<sheetView ", '<sheetView topLeftCell="ZZ99" '),
    "eigen XML": _samen(
        _deel("customXml/item1.xml", "application/xml", "<geheim>x</geheim>"),
        _relatie("xl/_rels/workbook.xml.rels", "customXml", "../customXml/item1.xml"),
    ),
    "eigen eigenschappen": _deel(
        "docProps/custom.xml",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    ),
    "titel van het document": _vervang("docProps/core.xml", "</dc:title>", " anders</dc:title>"),
    "maker van het document": _vervang("docProps/core.xml", "<dc:creator>ViA-XL", "<dc:creator>Iemand"),
    "ander werkboek": _samen(
        _deel(
            "xl/externalLinks/externalLink1.xml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
            '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
        ),
        _relatie("xl/_rels/workbook.xml.rels", "externalLink", "externalLinks/externalLink1.xml"),
    ),
    "macro": _samen(
        lambda pad: _voeg_toe(pad, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
        _relatie("xl/_rels/workbook.xml.rels", "vbaProject", "vbaProject.bin"),
    ),
    "thema": _vervang("xl/theme/theme1.xml", "4F81BD", "FFFFFF"),
    "opmerking in de XML": _vervang(BLAD, "<sheetData>", "<!-- geheim --><sheetData>"),
    "naamruimte": _vervang(BLAD, "<worksheet ", '<worksheet xmlns:geheim="urn:iets" '),
    "met de hand rekenen": _vervang(WERKMAP, "<calcPr ", '<calcPr calcMode="manual" '),
    "rekenen met wat er staat": _vervang(WERKMAP, "<calcPr ", '<calcPr fullPrecision="0" '),
    "dagen vanaf 1904": _vervang(WERKMAP, "<workbookPr ", '<workbookPr date1904="1" '),
    "onderdeel dat nergens bij hoort": lambda pad: _voeg_toe(pad, "xl/worksheets/sheet99.xml", b"<worksheet/>"),
}
"""What can be changed in the parts of a workbook, by kind."""

ALLEEN_REGIO: dict[str, Callable[[Path], None]] = {
    "filter in een tabel": _filter,
    "grafiek over de bedragen": _grafiek_erover,
    "grafiek, opgeslagen getal": _vervang(GRAFIEK, r"(<c:numCache>.*?<c:v>)[^<]*", r"\g<1>12345.6"),
    "grafiek, opgeslagen tekst": _vervang(GRAFIEK, r"(<c:strCache>.*?<c:v>)[^<]*", r"\g<1>Anders"),
    "grafiek, ander bereik": _vervang(GRAFIEK, r"(<c:numRef><c:f>[^<]*\$)(\d+)(:)", r"\g<1>1\g<3>"),
    "grafiek, titel": _vervang(GRAFIEK, r"<a:t>[^<]*", "<a:t>Te betalen"),
    "grafiek, as": _vervang(GRAFIEK, r'<c:min val="0"/>', '<c:max val="9"/><c:min val="0"/>'),
}
"""The workbook of a gemeente has no table to filter and no chart."""
ALLEEN_AFREKENING: dict[str, Callable[[Path], None]] = {"betaalt en ontvangt verwisseld": _wissel}


# --- in the bytes of a package


def _om_elk(pad: Path, *, ervoor: bytes = b"", erna: bytes = b"", ertussen: bytes = b"") -> None:
    """Bytes before, behind, or between the entries and the directory, with every offset right."""
    inhoud = pad.read_bytes()
    einde = inhoud.rfind(b"PK\x05\x06")
    maat, plaats = struct.unpack("<LL", inhoud[einde + 12 : einde + 20])
    delen, opgave, slot = inhoud[:plaats], bytearray(inhoud[plaats:einde]), bytearray(inhoud[einde:])
    waar = 0
    while waar < maat:
        naam, extra, opmerking = struct.unpack("<HHH", opgave[waar + 28 : waar + 34])
        (begin,) = struct.unpack("<L", opgave[waar + 42 : waar + 46])
        opgave[waar + 42 : waar + 46] = struct.pack("<L", begin + len(ervoor))
        waar += 46 + naam + extra + opmerking
    slot[16:20] = struct.pack("<L", plaats + len(ervoor) + len(ertussen))
    pad.write_bytes(ervoor + delen + ertussen + bytes(opgave) + bytes(slot) + erna)


def _herschreven(pad: Path, wijzig: Callable[[zipfile.ZipInfo], None], opmerking: bytes = b"") -> None:
    with zipfile.ZipFile(pad) as bron:
        delen = [(info.filename, bron.read(info)) for info in bron.infolist()]
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as doel:
        for nummer, (naam, inhoud) in enumerate(delen):
            kop = _kop(naam)
            if nummer == 3:
                wijzig(kop)
            doel.writestr(kop, inhoud)
        doel.comment = opmerking


def _niets(_: zipfile.ZipInfo) -> None: ...


def _zet(veld: str, waarde: object) -> Callable[[zipfile.ZipInfo], None]:
    return lambda kop: setattr(kop, veld, waarde)


def _achter_het_einde(pad: Path) -> None:
    """Behind the last packed block of a part, inside the bytes that it takes."""
    with zipfile.ZipFile(pad) as bron:
        delen = [(info.filename, bron.read(info)) for info in bron.infolist()]
    uit, opgave = b"", b""
    for nummer, (deel, inhoud) in enumerate(delen):
        pers = zlib.compressobj(6, zlib.DEFLATED, -15)
        gepakt = pers.compress(inhoud) + pers.flush() + (b"geheim" if nummer == 3 else b"")
        naam = deel.encode()
        maten = struct.pack("<LLL", zlib.crc32(inhoud), len(gepakt), len(inhoud))
        vast = struct.pack("<HHHHH", 20, 0, 8, 0, 33)
        opgave += b"PK\x01\x02" + struct.pack("<BB", 20, 3) + vast + maten
        opgave += struct.pack("<HHHHHLL", len(naam), 0, 0, 0, 0, 0o600 << 16, len(uit)) + naam
        uit += b"PK\x03\x04" + vast + maten + struct.pack("<HH", len(naam), 0) + naam + gepakt
    slot = struct.pack("<HHHHLLH", 0, 0, len(delen), len(delen), len(opgave), len(uit), 0)
    pad.write_bytes(uit + opgave + b"PK\x05\x06" + slot)


def _niet_in_de_opgave(pad: Path) -> None:
    """A whole entry that the directory doesn't name."""
    los = pad.with_suffix(".los")
    with zipfile.ZipFile(los, "w", zipfile.ZIP_DEFLATED) as pakket:
        pakket.writestr(_kop("geheim.txt"), "geheim" * 20)
    inhoud = los.read_bytes()
    los.unlink()
    _om_elk(pad, ertussen=inhoud[: inhoud.index(b"PK\x01\x02")])


def _dubbel(pad: Path) -> None:
    with zipfile.ZipFile(pad) as pakket:
        inhoud = pakket.read(BLAD)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _voeg_toe(pad, BLAD, inhoud.replace(b"<v>", b"<v>9", 1))


IN_BYTES: dict[str, Callable[[Path], object]] = {
    "bytes ervoor": partial(_om_elk, ervoor=b"geheim"),
    "bytes erna": partial(_om_elk, erna=b"geheim"),
    "bytes ertussen": partial(_om_elk, ertussen=b"geheim"),
    "bytes ervoor, plaatsen niet bijgesteld": lambda pad: pad.write_bytes(b"geheim" + pad.read_bytes()),
    "opmerking bij het archief": lambda pad: _herschreven(pad, _niets, b"geheim"),
    "opmerking bij een onderdeel": lambda pad: _herschreven(pad, _zet("comment", b"geheim")),
    "extra veld": lambda pad: _herschreven(pad, _zet("extra", struct.pack("<HH", 0x7777, 6) + b"geheim")),
    "tijd van een onderdeel": lambda pad: _herschreven(pad, _zet("date_time", (2020, 2, 2, 2, 2, 2))),
    "kenmerken van een onderdeel": lambda pad: _herschreven(pad, _zet("external_attr", 0x7E57)),
    "achter het einde van een onderdeel": _achter_het_einde,
    "onderdeel buiten de inhoudsopgave": _niet_in_de_opgave,
    "onderdeel dubbel": _dubbel,
}
"""What can be put into a package without any part changing."""


# --- in the folder


def _manifest(wijzig: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def doe(versiemap: Path) -> None:
        pad = versiemap / "manifest.json"
        manifest = json.loads(pad.read_text("utf-8"))
        wijzig(manifest)
        pad.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    return doe


def _verslag(oud: str, nieuw: str) -> Callable[[Path], None]:
    def doe(versiemap: Path) -> None:
        pad = versiemap / "runverslag.txt"
        tekst = pad.read_bytes().decode()
        assert re.search(oud, tekst)
        pad.write_bytes(re.sub(oud, nieuw, tekst, count=1).encode())

    return doe


def _erin(naam: str) -> Callable[[Path], None]:
    def doe(versiemap: Path) -> None:
        (versiemap / naam).parent.mkdir(exist_ok=True)
        (versiemap / naam).write_bytes(b"geheim")

    return doe


def _verwisseld(versiemap: Path) -> None:
    een, ander = sorted(versiemap.glob("*_afrekening_*.xlsx"))[:2]
    inhoud = een.read_bytes()
    een.write_bytes(ander.read_bytes())
    ander.write_bytes(inhoud)


_EERSTE = "ViA_afrekening_2024_GM0755_Boekel_v1_concept.xlsx"
_ERBIJ = "ViA_afrekening_2024_GM9999_Kwaad_v1_concept.xlsx"


def _een(versiemap: Path) -> Path:
    return min(versiemap.glob("*_afrekening_*.xlsx"))


IN_MAP: dict[str, tuple[str, Callable[[Path], object]]] = {
    "bestand erbij": ("brief.txt", _erin("brief.txt")),
    "bestand erbij in bron": ("bron/brief.txt", _erin("bron/brief.txt")),
    "map erbij": ("bijlagen/brief.txt", _erin("bijlagen/brief.txt")),
    "lege map erbij": ("leeg", lambda m: (m / "leeg").mkdir()),
    "bestand van Excel erbij": ("~$ViA_regio.xlsx", _erin("~$ViA_regio.xlsx")),
    "bestand van Windows erbij": ("desktop.ini", _erin("desktop.ini")),
    "werkboek erbij": (_ERBIJ, lambda m: shutil.copyfile(_een(m), m / _ERBIJ)),
    "werkboek weg": (_EERSTE, lambda m: _een(m).unlink()),
    "werkboeken verwisseld": (_EERSTE, _verwisseld),
    "werkboek hernoemd": (_EERSTE, lambda m: _een(m).rename(m / _een(m).name.replace("concept", "definitief"))),
    "totaal in het manifest": (MANIFEST, _manifest(lambda m: m["totalen"].update(kosten="1.00"))),
    "parameter in het manifest": (MANIFEST, _manifest(lambda m: m["parameters"].update(vergoeding_bp=1))),
    "status in het manifest": (MANIFEST, _manifest(lambda m: m.update(status="definitief"))),
    "jaar in het manifest": (MANIFEST, _manifest(lambda m: m.update(jaar=2025))),
    "versie in het manifest": (MANIFEST, _manifest(lambda m: m.update(versie=7))),
    "invoerhash in het manifest": (MANIFEST, _manifest(lambda m: m.update(invoerhash="ab" * 32))),
    "rekenmachine in het manifest": (MANIFEST, _manifest(lambda m: m.update(rekenmachine="Telraam 1.0"))),
    "gegeven erbij in het manifest": (MANIFEST, _manifest(lambda m: m.update(opmerking="x"))),
    "gegeven weg uit het manifest": (MANIFEST, _manifest(lambda m: m.pop("parameters"))),
    "programma in het manifest": (MANIFEST, _manifest(lambda m: m.update(programma="Ander 1.0"))),
    "bedrag in het runverslag": (VERSLAG, _verslag(r"€ \d", "€ 9")),
    "regel met een bedrag in het runverslag": (VERSLAG, _verslag(r"Invoerhash", "Betaal € 9,00\r\nInvoerhash")),
    "regel erbij in het runverslag": (VERSLAG, _verslag(r"Invoerhash", "Betaal op een andere rekening\r\nInvoerhash")),
    "woord in het runverslag": (VERSLAG, _verslag(r"Gemeente ", "Gemeinde ")),
}
"""What can be changed in the folder around the workbooks."""

ALS_VERSCHIL = {
    "formule, zelfde uitkomst": "een andere versie kan een andere formule hebben",
    "woord in een tekst": "een andere versie kan andere woorden gebruiken",
    "bladvolgorde": "een andere versie kan de bladen anders ordenen",
    "grafiek, titel": "een andere versie kan een grafiek anders noemen",
    "bladzijde-einde": "een andere versie kan een bladzijde elders afbreken, waar zij er zelf een afbreekt",
    "kopregel van de afdruk": "een andere versie kan andere woorden afdrukken",
    "naam van een tabel": "een andere versie kan een tabel anders noemen",
    "kop van een tabel": "een andere versie kan een kolom anders noemen",
    "beveiliging weg": "een andere versie kan een blad anders beveiligen",
    "titel van het document": "een andere versie kan een werkmap anders noemen",
    "rekenmachine in het manifest": "een andere versie kan met een andere rekenmachine narekenen",
    "gegeven weg uit het manifest": "een andere versie kan minder in het manifest zetten",
    "regel erbij in het runverslag": "een andere versie kan meer zeggen",
    "woord in het runverslag": "een andere versie kan andere woorden gebruiken",
}
"""Kinds that are told as a difference, and not as a forgery, when the folder claims another version; and why."""


def streken(werkboeken: Iterable[str]) -> Iterator[Streek]:
    """Every forgery: of each kind one on each of these workbooks, or one on the folder."""
    for naam in werkboeken:
        eigen = ALLEEN_REGIO if "_regio_" in naam else ALLEEN_AFREKENING
        for soort, op in {**IN_WERKBOEK, **eigen, **IN_BYTES}.items():
            yield Streek(soort, naam, op)
    for soort, (bestand, in_map) in IN_MAP.items():
        yield Streek(soort, bestand, in_map, in_map=True)
