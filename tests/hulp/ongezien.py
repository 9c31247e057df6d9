"""Ways in which a number that counts is not seen, or is seen as another: each done alone to a cell of a package in memory.

And ways of dressing a cell that hide nothing, which nobody may make a remark about.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from msgspec import Struct

from via_xl.basis.kolommen import kolomnummer

STIJLEN, THEMA, SOORTEN = "xl/styles.xml", "xl/theme/theme1.xml", "[Content_Types].xml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TEKENING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


class Pakket(Struct):
    """A workbook of which one cell is dressed: ``blad`` is the part of its sheet, ``cel`` its address."""

    delen: dict[str, str]
    blad: str
    cel: str

    @classmethod
    def van(cls, inhoud: bytes, blad: str, cel: str, getal: str) -> Pakket:
        """The parts of a package, with another number in the cell."""
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            uit = cls({naam: pakket.read(naam).decode() for naam in pakket.namelist()}, blad, cel)
        uit.in_blad(rf'(<c r="{cel}"[^>/]*)(?:/>|>.*?</c>)', rf"\g<1>><v>{getal}</v></c>")
        return uit

    def als_bytes(self) -> bytes:
        """The package."""
        uit = io.BytesIO()
        with zipfile.ZipFile(uit, "w") as pakket:
            for naam, inhoud in self.delen.items():
                pakket.writestr(naam, inhoud)
        return uit.getvalue()

    @property
    def rij(self) -> int:
        """The row of the cell, from 1."""
        return int(re.sub(r"\D", "", self.cel))

    @property
    def kolom(self) -> int:
        """The column of the cell, from 1."""
        return kolomnummer(re.sub(r"\d", "", self.cel)) + 1

    def vervang(self, deel: str, oud: str, nieuw: str) -> None:
        """Replace once, in a part; it must be there."""
        self.delen[deel], aantal = re.subn(oud, nieuw, self.delen[deel], count=1, flags=re.DOTALL)
        assert aantal, (deel, oud)

    def in_blad(self, oud: str, nieuw: str) -> None:
        """Replace once in the sheet."""
        self.vervang(self.blad, oud, nieuw)

    def erbij(self, element: str) -> None:
        """An element where the format wants it: before the page margins."""
        self.in_blad("<pageMargins", f"{element}<pageMargins")

    def stijl(self, letter: str = "", vulling: str = "", formaat: str = "0.00", uitlijning: str = "") -> None:
        """Give the cell a style of its own: elements of a font, a fill, a number format, attributes of the alignment."""
        nummers = {}
        for soort, element in (("font", letter or '<sz val="10"/>'), ("fill", vulling or "<patternFill/>")):
            lijst = re.search(rf"<{soort}s[ >].*?</{soort}s>", self.delen[STIJLEN], re.DOTALL)
            nummers[soort] = 0 if lijst is None else len(re.findall(rf"<{soort}>", lijst[0]))
            self.vervang(STIJLEN, rf"</{soort}s>", rf"<{soort}>{element}</{soort}></{soort}s>")
        code = formaat.replace("&", "&amp;").replace('"', "&quot;").replace("\\", "\\\\")
        self.vervang(STIJLEN, "</numFmts>", f'<numFmt numFmtId="199" formatCode="{code}"/></numFmts>')
        xfs = re.search(r"<cellXfs.*?</cellXfs>", self.delen[STIJLEN], re.DOTALL)
        nummer = 0 if xfs is None else len(re.findall(r"<xf ", xfs[0]))
        xf = f'<xf numFmtId="{0 if formaat == "General" else 199}" fontId="{nummers["font"]}" fillId="{nummers["fill"]}" borderId="0" xfId="0"'
        self.vervang(STIJLEN, "</cellXfs>", f"{xf}><alignment {uitlijning}/></xf></cellXfs>")
        self.in_blad(rf'<c r="{self.cel}"(?: s="\d+")?', f'<c r="{self.cel}" s="{nummer}"')

    def voorwaarde(self, regel: str, dxf: str = "", sqref: str = "") -> None:
        """A conditional format over the cell and what is right and below; ``regel`` is the rule from its type on."""
        if "<dxfs" not in self.delen[STIJLEN] or "<dxfs/>" in self.delen[STIJLEN]:
            raise ValueError(STIJLEN)
        self.delen[STIJLEN] = re.sub(r'<dxfs count="0"/>', "<dxfs></dxfs>", self.delen[STIJLEN])
        nummer = self.delen[STIJLEN].count("<dxf>")
        attribuut = ""
        if dxf:
            self.vervang(STIJLEN, "</dxfs>", f"<dxf>{dxf}</dxf></dxfs>")
            attribuut = f' dxfId="{nummer}"'
        letters = re.sub(r"\d", "", self.cel)
        waar = sqref or f"{self.cel}:{letters}{self.rij + 3}"
        plek = self.delen[self.blad].count("<cfRule") + 1
        self.erbij(
            f'<conditionalFormatting sqref="{waar}"><cfRule{attribuut} priority="{plek}" {regel}</cfRule></conditionalFormatting>'
        )

    def maat_van_rij(self, attributen: str) -> None:
        """Attributes of the row."""
        self.in_blad(
            rf'<row r="{self.rij}"([^>]*?)(?: ht="[^"]*" customHeight="1")?>',
            rf'<row r="{self.rij}"\g<1> {attributen}>',
        )

    def maat_van_kolom(self, attributen: str) -> None:
        """The attributes of the column, in place of what was said of all of them."""
        kolom = f'<cols><col min="{self.kolom}" max="{self.kolom}" {attributen}/></cols>'
        if "<cols>" in self.delen[self.blad]:
            self.in_blad("<cols>.*?</cols>", kolom)
        else:
            self.in_blad("<sheetData>", f"{kolom}<sheetData>")

    def relatie(self, soort: str, doel: str, inhoud: str) -> None:
        """A part that the sheet refers to."""
        rels = self.blad.replace("worksheets/", "worksheets/_rels/") + ".rels"
        leeg = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        self.delen.setdefault(rels, leeg)
        rij = f'<Relationship Id="rId99" Type="{_REL}/{soort}" Target="../{doel}"/></Relationships>'
        self.vervang(rels, "</Relationships>", rij)
        self.delen[f"xl/{doel}"] = inhoud

    def tekening(self, anker: str) -> None:
        """Something that lies over the sheet."""
        wortel = (
            f'<x:wsDr xmlns:x="{_TEKENING}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        )
        self.relatie("drawing", "drawings/drawing99.xml", f"{wortel}{anker}</x:wsDr>")

    def klassiek(self, soort: str, meer: str = "", rij: int | None = None) -> None:
        """Something drawn in the old way: a button, a remark."""
        boven = self.rij - 1 if rij is None else rij
        anker = f"{self.kolom - 1}, 3, {boven}, 2, {self.kolom}, 9, {boven + 1}, 8"
        vml = f'<xml><v:shape><x:ClientData ObjectType="{soort}"><x:Anchor>{anker}</x:Anchor>{meer}</x:ClientData></v:shape></xml>'
        self.relatie("vmlDrawing", "drawings/vmlDrawing99.vml", vml)


Doe = Callable[[Pakket], object]


class Ongezien(Struct, frozen=True):
    """A kind: what it is called, what it does, what is said of it on an hour sheet, and in a master ("": nothing)."""

    soort: str
    doe: Doe
    staat: str
    master: str

    def __str__(self) -> str:
        return self.soort


def _kleur(kleur: str, vulling: str = "") -> Doe:
    return lambda p: p.stijl(f'<sz val="10"/><color {kleur}/>', vulling)


def _vol(kleur: str) -> str:
    return f'<patternFill patternType="solid"><fgColor {kleur}/></patternFill>'


def _samen(*stappen: Doe) -> Doe:
    return lambda p: [stap(p) for stap in stappen]


def _formaat(formaat: str) -> Doe:
    return lambda p: p.stijl(formaat=formaat)


def _thema_wit(p: Pakket) -> None:
    p.vervang(THEMA, r'<a:accent1><a:srgbClr val="\w+"/>', '<a:accent1><a:srgbClr val="FFFFFF"/>')


def _eigen_palet(p: Pakket) -> None:
    kleuren = "".join(f'<rgbColor rgb="00{"FFFFFF" if nummer == 20 else "000000"}"/>' for nummer in range(64))
    p.vervang(STIJLEN, "</styleSheet>", f"<colors><indexedColors>{kleuren}</indexedColors></colors></styleSheet>")


def _vak(p: Pakket, soort: str = "twoCellAnchor", rijen: int = 1) -> str:
    """An anchor over the cell, in one of the three ways."""

    def hoek(naam: str, kolom: int, rij: int) -> str:
        return f"<x:{naam}><x:col>{kolom}</x:col><x:colOff>9</x:colOff><x:row>{rij}</x:row><x:rowOff>9</x:rowOff></x:{naam}>"

    match soort:
        case "twoCellAnchor":
            binnen = hoek("from", p.kolom - 1, p.rij - 1) + hoek("to", p.kolom - 1, p.rij - 1 + rijen)
        case "oneCellAnchor":
            binnen = f'{hoek("from", p.kolom - 1, p.rij - 3)}<x:ext cx="300000" cy="900000"/>'
        case _:
            binnen = '<x:pos x="0" y="0"/><x:ext cx="90000000" cy="90000000"/>'
    return f"<x:{soort}>{binnen}<x:sp/></x:{soort}>"


def _tekening(soort: str) -> Doe:
    return lambda p: p.tekening(_vak(p, soort))


def _voor_nieuwer(p: Pakket) -> None:
    p.tekening(
        f'<mc:AlternateContent><mc:Choice Requires="y">{_vak(p)}</mc:Choice><mc:Fallback/></mc:AlternateContent>'
    )


def _nieuwere_voorwaarde(p: Pakket) -> None:
    p.in_blad(
        "</worksheet>",
        f'<extLst><ext xmlns:x14="{_X14}"><x14:conditionalFormattings><x14:conditionalFormatting '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="expression" priority="1"><xm:f>TRUE</xm:f>'
        f'<x14:dxf><font><color rgb="FFFFFFFF"/></font><fill>{_dxf_vol("FFFFFFFF")}</fill></x14:dxf></x14:cfRule>'
        f"<xm:sqref>{p.cel}</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>",
    )


def _dxf_vol(kleur: str) -> str:
    return f'<patternFill><bgColor rgb="{kleur}"/></patternFill>'


def _dxf(letter: str = "", vulling: str = "", formaat: str = "") -> str:
    uit = f'<font><color rgb="FF{letter}"/></font>' if letter else ""
    uit += f'<numFmt numFmtId="198" formatCode="{formaat}"/>' if formaat else ""
    return uit + (f"<fill>{_dxf_vol(f'FF{vulling}')}</fill>" if vulling else "")


def _als(formule: str, dxf: str) -> Doe:
    return lambda p: p.voorwaarde(f'type="expression"><formula>{formule.replace("CEL", p.cel)}</formula>', dxf)


def _celwaarde(bewerking: str, grens: str, dxf: str) -> Doe:
    return lambda p: p.voorwaarde(f'type="cellIs" operator="{bewerking}"><formula>{grens}</formula>', dxf)


_BALK = 'type="dataBar"><dataBar{}><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar>'
_SCHAAL = 'type="colorScale"><colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FF{}"/><color rgb="FFFFFFFF"/></colorScale>'
_ICOON = 'type="iconSet"><iconSet iconSet="3Arrows"{}><cfvo type="percent" val="0"/></iconSet>'
_WIT = _dxf("FFFFFF", "FFFFFF")
_VERDWENEN, _LIGT = "staat er in de kleur van de cel zelf", "ligt een tekstvak of afbeelding"
_ERVOOR = "voorwaardelijke opmaak verandert"
_MISSCHIEN = "als de voorwaarde geldt: dat is niet na te gaan"

ONGEZIEN: list[Ongezien] = [
    Ongezien(soort, doe, staat, master)
    for soort, doe, staat, master in (
        ("wit op wit", _kleur('rgb="FFFFFFFF"'), _VERDWENEN, _VERDWENEN),
        ("bijna wit", _kleur('rgb="FFFDFDFD"'), _VERDWENEN, _VERDWENEN),
        ("geel op wit", _kleur('rgb="FFFFFF00"'), _VERDWENEN, _VERDWENEN),
        ("wit uit het thema", _kleur('theme="0"'), _VERDWENEN, _VERDWENEN),
        ("wit door de tint", _kleur('theme="1" tint="0.99"'), _VERDWENEN, _VERDWENEN),
        ("wit door een eigen thema", _samen(_kleur('theme="4"'), _thema_wit), _VERDWENEN, _VERDWENEN),
        ("wit als nummer", _kleur('indexed="9"'), _VERDWENEN, _VERDWENEN),
        ("wit uit een eigen palet", _samen(_kleur('indexed="20"'), _eigen_palet), _VERDWENEN, _VERDWENEN),
        ("de kleur van de vulling", _kleur('theme="5" tint="0.4"', _vol('theme="5" tint="0.4"')), _VERDWENEN, _VERDWENEN),
        ("zwart op zwart", _samen(lambda p: p.stijl(vulling=_vol('rgb="FF000000"'))), _VERDWENEN, _VERDWENEN),
        ("vulling zonder kleur", lambda p: p.stijl(vulling='<patternFill patternType="solid"/>'), _VERDWENEN, _VERDWENEN),
        (
            "patroon",
            lambda p: p.stijl(vulling='<patternFill patternType="darkGray"><fgColor rgb="FF111111"/></patternFill>'),
            _VERDWENEN,
            _VERDWENEN,
        ),
        (
            "verloop",
            _kleur('rgb="FFFFFFFF"', '<gradientFill><stop position="0"><color rgb="FFFFFFFF"/></stop></gradientFill>'),
            _VERDWENEN,
            _VERDWENEN,
        ),
        ("letter van 1 punt", lambda p: p.stijl('<sz val="1"/>'), "in letters van 1 punt", "in letters van 1 punt"),
        ("plaatjes", lambda p: p.stijl('<sz val="10"/><name val="Wingdings 2"/>'), "staat er in plaatjes", "staat er in plaatjes"),
        ("doorgehaald", lambda p: p.stijl('<strike/><sz val="10"/>'), "is doorgehaald", "is doorgehaald"),
        ("herhaald", lambda p: p.stijl(uitlijning='horizontal="fill"'), "staat er herhaald", "staat er herhaald"),
        ("wit door de notatie", _formaat("[White]0.00"), "door de getalopmaak in wit", "door de getalopmaak in wit"),
        ("kleur 2", _formaat("[Color2]0.00;0.00"), "door de getalopmaak in wit", "door de getalopmaak in wit"),
        ("geel door de notatie", _formaat("[yellow]0.00"), "door de getalopmaak", "door de getalopmaak"),
        ("niets", _formaat(";;;"), "toont niets, maar bevat 33,75", "toont 33,75 niet"),
        ("een ander getal", _formaat('"1,00"'), "toont iets anders", "toont 1,00 waar 33,75 staat"),
        ("een cijfer ervoor", _formaat('"1"0.00'), "toont iets anders", "toont 133,75 waar 33,75 staat"),
        ("hele uren", _formaat("0"), "toont 34, maar bevat 33,75", "toont 34 waar 33,75 staat"),
        ("duizendtallen", _formaat("0.00,"), "toont duizendtallen", "toont 0,03 waar 33,75 staat"),
        ("procenten", _formaat("0%"), "toont een percentage (3375 %)", "toont 3375% waar 33,75 staat"),
        ("breuk", _formaat("# ?/?"), "toont iets anders", "toont 33,75 niet"),
        ("onder een voorwaarde", _formaat('[>9]"1,00";0.00'), "toont iets anders", "toont 33,75 niet"),
        ("rij verborgen", lambda p: p.maat_van_rij('hidden="1"'), "verborgen of weggefilterd", "verborgen zonder filter"),
        ("platte rij", lambda p: p.maat_van_rij('ht="2" customHeight="1"'), "verborgen of weggefilterd", "verborgen zonder filter"),
        ("lage rij", lambda p: (p.stijl('<sz val="24"/>'), p.maat_van_rij('ht="9"')), "past niet in de hoogte van de rij (9 punt)", ""),
        ("kolom verborgen", lambda p: p.maat_van_kolom('hidden="1" width="9"'), "is verborgen en er staat iets in", "deze kolom is verborgen"),
        ("kolom van niets", lambda p: p.maat_van_kolom('width="0.3"'), "is verborgen en er staat iets in", "deze kolom is verborgen"),
        ("hekjes", lambda p: (p.stijl(), p.maat_van_kolom('width="2"')), "te zien zijn hekjes", ""),
        ("afgerond door de breedte", lambda p: (p.stijl(formaat="General"), p.maat_van_kolom('width="3.2"')), "te zien is 34", ""),
        (
            "gekrompen",
            lambda p: (p.stijl(uitlijning='shrinkToFit="1"'), p.maat_van_kolom('width="1"')),
            "krimpt tot letters van",
            "",
        ),
        (
            "buiten bereik",
            lambda p: p.in_blad(
                "<sheetViews>.*?</sheetViews>|(?=<sheetFormatPr)",
                f'<sheetViews><sheetView workbookViewId="0" topLeftCell="A{p.rij + 1}"><pane ySplit="2" '
                f'topLeftCell="A{p.rij + 3}" state="frozen"/></sheetView></sheetViews>',
            ),
            "is niet te bereiken",
            "buiten bereik",
        ),
        ("altijd wit", _als("TRUE", _WIT), _ERVOOR, "door voorwaardelijke opmaak"),
        ("wit bij een vergelijking", _als("AND(CEL>1,NOT(ISBLANK(CEL)))", _WIT), _ERVOOR, "door voorwaardelijke opmaak"),
        ("wit boven een grens", _celwaarde("greaterThan", "30", _WIT), _ERVOOR, "door voorwaardelijke opmaak"),
        ("wit als het niet na te gaan is", _als("MONTH(TODAY())>0", _WIT), _MISSCHIEN, _MISSCHIEN),
        ("zwarte vulling", _samen(lambda p: p.stijl(), _als("TRUE", _dxf(vulling="000000"))), _ERVOOR, "door voorwaardelijke opmaak"),
        ("een ander getal bij een voorwaarde", _als("TRUE", _dxf(formaat="&quot;5,00&quot;")), "staat er als 5,00", "staat er als 5,00"),
        ("niets bij een voorwaarde", _als("TRUE", _dxf(formaat=";;;")), "is niet of anders te zien", "is niet of anders te zien"),
        ("voorwaarde van een nieuwer programma", _nieuwere_voorwaarde, _ERVOOR, "door voorwaardelijke opmaak"),
        ("twee voorwaarden samen", _samen(_als("TRUE", _dxf("1F4E78")), _als("TRUE", _dxf(vulling="1F4E78"))), _ERVOOR, "door voorwaardelijke opmaak"),
        ("alleen een balk", lambda p: p.voorwaarde(_BALK.format(' showValue="0"')), "is niet te zien", "is niet te zien"),
        ("alleen een plaatje", lambda p: p.voorwaarde(_ICOON.format(' showValue="0"')), "is niet te zien", "is niet te zien"),
        ("kleurenschaal van zwart",
            lambda p: (p.stijl(), p.voorwaarde(_SCHAAL.format("000000"))),
            _ERVOOR, "door voorwaardelijke opmaak"),
        ("tekstvak", _tekening("twoCellAnchor"), _LIGT, "ligt een afbeelding"),
        ("afbeelding aan een cel", _tekening("oneCellAnchor"), _LIGT, "ligt een afbeelding"),
        ("afbeelding op het blad", _tekening("absoluteAnchor"), _LIGT, "ligt een afbeelding"),
        ("vorm voor een nieuwer programma", _voor_nieuwer, _LIGT, "ligt een afbeelding"),
        ("open opmerking", lambda p: p.klassiek("Note", "<x:Visible/>"), _LIGT, "ligt een afbeelding"),
        ("knop", lambda p: p.klassiek("Button"), _LIGT, "ligt een afbeelding"),
    )
]  # fmt: skip

GEWOON: dict[str, Doe] = {
    "wit op donker": _kleur('rgb="FFFFFFFF"', _vol('theme="3"')),
    "rood uit het palet": _kleur('indexed="10"'),
    "licht patroon": lambda p: p.stijl(vulling='<patternFill patternType="gray125"/>'),
    "verloop naar licht": lambda p: p.stijl(
        vulling='<gradientFill><stop position="0"><color rgb="FFFFFFFF"/></stop><stop position="1"><color theme="4"/></stop></gradientFill>'
    ),
    "vet rood bij een grens": _celwaarde("greaterThan", "1", _dxf("FFFFFF", "C00000")),
    "groene letter": _als("TRUE", _dxf("1E6B2E")),
    "wit boven een grens die niet is gehaald": _celwaarde("greaterThan", "900", _WIT),
    "wit als een andere cel iets zegt": _als('$ZZ$1="ja"', _WIT),
    "ander formaat, zelfde getal": _als("TRUE", _dxf(formaat="#,##0.00")),
    "balk met getal": lambda p: p.voorwaarde(_BALK.format("")),
    "plaatje met getal": lambda p: p.voorwaarde(_ICOON.format("")),
    "kleurenschaal": lambda p: p.voorwaarde(_SCHAAL.format("63BE7B")),
    "donker met witte letter": _samen(_als("TRUE", _dxf(vulling="1F4E78")), _als("TRUE", _dxf("FFFFFF"))),
    "dichte opmerking": lambda p: p.klassiek("Note"),
    "knop elders": lambda p: p.klassiek("Button", rij=p.rij + 60),
    "duizendtalteken": _formaat("#,##0.00"),
    "met eenheid": _formaat('0.00" uur"'),
    "boekhouder": _formaat('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '),
    "hoge rij": lambda p: p.maat_van_rij('ht="40" customHeight="1"'),
    "voorwaarde over een miljoen rijen": lambda p: p.voorwaarde(
        'type="expression"><formula>MONTH(TODAY())=13</formula>', _dxf("FFFFFF", "C00000"), "A1:XFD1048576"
    ),
}
