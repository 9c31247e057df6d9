"""A good hour sheet changed at random, and what a person sees in it, worked out apart from the program.

The oracle reads with openpyxl and knows the look of a handful of formats, each written out by hand.
"""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from xml.sax.saxutils import escape

from hypothesis import strategies as st
from msgspec import Struct
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from urenstaat.slechte_staten import EERSTE, TOTAALRIJ, goed_boek

from via_xl.urenstaat import sjabloon

BLADDEEL = "xl/worksheets/sheet1.xml"


def _decimalen(aantal: int) -> Callable[[float], str]:
    return lambda getal: str(Decimal(repr(getal)).quantize(Decimal(1).scaleb(-aantal), ROUND_HALF_UP))


FORMATEN: dict[str, Callable[[float], str]] = {
    "General": lambda getal: f"{getal:.10g}",
    "0": _decimalen(0),
    "0.0": _decimalen(1),
    "0.00": _decimalen(2),
    "0.000": _decimalen(3),
    "#,##0.00": _decimalen(2),
    '0.00" uur"': _decimalen(2),
    "#,##0.00_);[Red]\\(#,##0.00\\)": _decimalen(2),
    "0%": lambda getal: f"{getal:.0%}",
    "d-m-yyyy": lambda _: "een datum",
    "h:mm": lambda _: "een tijd",
    "0,": lambda getal: f"{getal / 1000:.0f} (duizend)",
    ";;;": lambda _: "",
    "@": lambda getal: f"tekst {getal}",
    '"1"0.00': lambda getal: f"1{getal:.2f}",
    "0.00E+00": lambda getal: f"{getal:.2E}",
}
"""How a number looks in each format, with a dot for the decimals; only digits and a dot is a number to a person."""

_GETAL = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")


def ziet(getal: float, formaat: str) -> Decimal | None:
    """The number that a person sees, or None when what is seen is no plain number."""
    while formaat.startswith('""'):  # a word of no letters
        formaat = formaat[2:]
    tekst = FORMATEN[formaat](getal)
    return Decimal(tekst) if _GETAL.match(tekst) else None


@functools.cache
def basis() -> tuple[dict[str, bytes], dict[str, int]]:
    """The parts of a good sheet, with a style added for each format; and the number of each style."""
    uit = io.BytesIO()
    goed_boek().bewaar(uit)
    with zipfile.ZipFile(uit) as pakket:
        delen = {naam: pakket.read(naam) for naam in pakket.namelist()}
    stijlen = delen["xl/styles.xml"].decode()
    cellxfs = re.search(r'<cellXfs count="(\d+)">(.*?)</cellXfs>', stijlen, re.DOTALL)
    assert cellxfs
    eerste = int(cellxfs[1])
    formaten = "".join(
        f'<numFmt numFmtId="{900 + plek}" formatCode="{escape(formaat, {chr(34): "&quot;"})}"/>'
        for plek, formaat in enumerate(FORMATEN)
    )
    xfs = "".join(
        f'<xf numFmtId="{900 + plek}" fontId="0" fillId="0" borderId="0" xfId="0"/>' for plek in range(len(FORMATEN))
    )
    stijlen = stijlen.replace(cellxfs[0], f'<cellXfs count="{eerste + len(FORMATEN)}">{cellxfs[2]}{xfs}</cellXfs>')
    assert re.search(r"<numFmts", stijlen)
    stijlen = re.sub(r"</numFmts>", lambda _: f"{formaten}</numFmts>", stijlen)
    delen["xl/styles.xml"] = stijlen.encode()
    return delen, {formaat: eerste + plek for plek, formaat in enumerate(FORMATEN)}


class Cel(Struct, frozen=True):
    """Another content for a cell: its type, XML inside, and the format of its style ("" keeps the style)."""

    adres: str
    soort: str
    inhoud: str
    formaat: str = ""


class Vervang(Struct, frozen=True):
    """A text in a part replaced, where it is there."""

    deel: str
    oud: str
    nieuw: str


class Bytes(Struct, frozen=True):
    """The bytes of the file itself changed: one of them, or cut off."""

    plek: float
    waarde: int
    kap: bool


class ZonderTotalen(Struct, frozen=True):
    """The totals have no cached result, as after a save by another program."""


Mutatie = Cel | Vervang | Bytes | ZonderTotalen

_KOLOMMEN = [get_column_letter(kol + 1) for kol in range(len(sjabloon.KOPPEN) + 1)]
_ADRES = st.builds(
    lambda letter, rij: f"{letter}{rij}", st.sampled_from(_KOLOMMEN), st.sampled_from([EERSTE, EERSTE + 1, EERSTE + 2])
)
_UREN_ADRES = st.builds(
    lambda letter, rij: f"{letter}{rij}", st.sampled_from(_KOLOMMEN[4:16]), st.sampled_from([EERSTE, EERSTE + 1])
)
_ANDER_ADRES = st.sampled_from(
    [
        "B4",
        "B5",
        "B6",
        "B7",
        "B8",
        "C5",
        "D5",
        "C6",
        "A57",
        "Q17",
        "Q57",
        "E57",
        "B59",
        "B60",
        "E16",
        "A16",
        "G61",
        "U17",
    ]
)
_GETAL_TEKST = st.one_of(
    st.sampled_from(
        ["0", "7.5", "7.25", "7.255", "7.4999999", "7.4999999999999996", "50", "-8", "745", "1E+300", "0.1"]
    ),
    st.integers(0, 20000).map(lambda h: repr(h / 100)),
    st.floats(0, 200, allow_nan=False).map(repr),
    st.sampled_from(["NaN", "INF", "1_000", "", " ", "1,5", "0x10", "1e999"]),
)
_TEKST = st.one_of(
    st.sampled_from(
        ["7,5", "8 uur", "7:30", "#N/A", "Totaal", "OS-01", "=1+1", "", " ", "ja", "nee", "2024", "GM0755"]
    ),
    st.text(st.characters(exclude_categories=["C"]), max_size=12),
)


def _inhoud(soort: str, waarde: str, formule: bool) -> str:
    kern = f"<is><t>{escape(waarde)}</t></is>" if soort == "inlineStr" else f"<v>{escape(waarde)}</v>"
    return f"<f>1+1</f>{kern}" if formule and soort != "inlineStr" else kern


_CEL = st.one_of(
    st.builds(
        lambda adres, waarde, formaat, formule: Cel(adres, "n", _inhoud("n", waarde, formule), formaat),
        st.one_of(_UREN_ADRES, _UREN_ADRES, _ADRES, _ANDER_ADRES),
        _GETAL_TEKST,
        st.sampled_from(["", *FORMATEN]),
        st.booleans(),
    ),
    st.builds(
        lambda adres, soort, waarde, formaat, formule: Cel(adres, soort, _inhoud(soort, waarde, formule), formaat),
        st.one_of(_UREN_ADRES, _ADRES, _ANDER_ADRES),
        st.sampled_from(["str", "inlineStr", "e", "b", "s", "d", "vreemd"]),
        st.one_of(_TEKST, _GETAL_TEKST, st.sampled_from(["1", "0", "#REF!", "2024-05-01", "9999"])),
        st.sampled_from(["", *FORMATEN]),
        st.booleans(),
    ),
)
_ANDERS = st.sampled_from(
    [
        Vervang("xl/workbook.xml", '<sheet name="Urenstaat" sheetId="1" r:id="rId1"/>', ""),
        Vervang("xl/workbook.xml", 'name="Urenstaat"', 'name="urenstaat"'),
        Vervang("xl/workbook.xml", 'name="Urenstaat"', 'name="Blad1"'),
        Vervang("xl/workbook.xml", 'name="Lijsten"', 'name="Extra"'),
        Vervang("xl/workbook.xml", "<workbookPr", '<workbookPr date1904="1"'),
        Vervang("xl/workbook.xml", 'sheetId="1"', 'sheetId="1" state="hidden"'),
        Vervang("xl/workbook.xml", 'r:id="rId1"', 'r:id="rId77"'),
        Vervang("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/sheet2.xml"),
        Vervang("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/weg.xml"),
        Vervang(BLADDEEL, '<row r="17"', '<row hidden="1" r="17"'),
        Vervang(BLADDEEL, '<row r="17"', '<row r="16"'),
        Vervang(BLADDEEL, '<row r="17"', '<row r="x"'),
        Vervang(BLADDEEL, "</sheetData>", "</sheetData><bestaatniet/>"),
        Vervang(BLADDEEL, '<mergeCell ref="', '<mergeCell ref="E17:F18"/><mergeCell ref="'),
        Vervang(BLADDEEL, "<cols>", '<cols><col min="7" max="7" width="0" hidden="1"/>'),
        Vervang(BLADDEEL, "</worksheet>", ""),
        Vervang(BLADDEEL, "<row ", "<r0w "),
        Vervang("xl/sharedStrings.xml", "<si>", "<si><t>x</t></si><si>"),
        Vervang("xl/sharedStrings.xml", "<sst", "<!DOCTYPE a><sst"),
        Vervang("xl/styles.xml", "<cellXfs", "<weg"),
        Vervang("xl/styles.xml", 'formatCode="', 'formatCode="&quot;'),
        Vervang("[Content_Types].xml", "sheet.main", "template.main"),
        ZonderTotalen(),
        ZonderTotalen(),
        ZonderTotalen(),
    ]
)
_BYTES = st.builds(Bytes, st.floats(0, 1, exclude_max=True), st.integers(1, 255), st.booleans())
_ENKEL = st.one_of(_CEL, _CEL, _CEL, _CEL, _ANDERS, _ANDERS, _BYTES)
_AANNEMELIJK = st.builds(
    lambda adres, getal, formaat, formule: Cel(adres, "n", _inhoud("n", getal, formule), formaat),
    _UREN_ADRES,
    st.one_of(
        st.integers(0, 20000).map(lambda h: repr(h / 100)),
        st.floats(0, 200, allow_nan=False).map(lambda getal: repr(round(getal, 4))),
        st.sampled_from(["7.4999999", "7.4999999999999996", "7.995", "0", "7.005"]),
    ),
    st.sampled_from(["", "General", "0", "0.0", "0.00", "0.000", "#,##0.00", '0.00" uur"']),
    st.booleans(),
)
MUTATIES: st.SearchStrategy[list[Mutatie]] = st.one_of(
    st.lists(_ENKEL, min_size=1, max_size=4),
    st.lists(_CEL, min_size=1, max_size=3).map(lambda cellen: [ZonderTotalen(), *cellen]),
    st.lists(_AANNEMELIJK, min_size=1, max_size=3).map(lambda cellen: [ZonderTotalen(), *cellen]),
)


def muteer(mutaties: list[Mutatie]) -> bytes:
    """The good sheet with these changes."""
    delen, stijlen = basis()
    delen = dict(delen)
    for mutatie in mutaties:
        match mutatie:
            case Cel():
                delen[BLADDEEL] = _zet(delen[BLADDEEL].decode(), mutatie, stijlen).encode()
            case Vervang():
                delen[mutatie.deel] = delen[mutatie.deel].replace(mutatie.oud.encode(), mutatie.nieuw.encode(), 1)
            case ZonderTotalen():
                delen[BLADDEEL] = re.sub(
                    rb"(<f>ROUND\(SUM\([^<]*</f>)<v>[^<]*</v>", lambda treffer: treffer[1], delen[BLADDEEL]
                )
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    ruw = bytearray(uit.getvalue())
    for mutatie in mutaties:
        if isinstance(mutatie, Bytes) and ruw:
            plek = int(mutatie.plek * len(ruw))
            if mutatie.kap:
                del ruw[plek:]
            else:
                ruw[plek] ^= mutatie.waarde
    return bytes(ruw)


def _zet(xml: str, cel: Cel, stijlen: dict[str, int]) -> str:
    patroon = re.compile(rf'<c r="{cel.adres}"(?: s="(\d+)")?[^>]*?(?:/>|>.*?</c>)')

    def nieuw(treffer: re.Match[str]) -> str:
        stijl = stijlen[cel.formaat] if cel.formaat else treffer[1] or 0
        return f'<c r="{cel.adres}" s="{stijl}" t="{cel.soort}">{cel.inhoud}</c>'

    return patroon.sub(nieuw, xml, count=1)


def gezien(inhoud: bytes) -> dict[str, Decimal | None]:
    """By cell of the grid what number a person sees there; None for anything else than a plain number."""
    boek = load_workbook(io.BytesIO(inhoud), data_only=True)
    blad = next(blad for blad in boek.worksheets if blad.title.casefold() == "urenstaat")
    uit: dict[str, Decimal | None] = {}
    for rij in range(EERSTE, TOTAALRIJ):
        for kol in range(5, 17):
            cel = blad.cell(rij, kol)
            waarde = cel.value
            if waarde is None or (isinstance(waarde, str) and not waarde.strip()):
                continue
            if isinstance(waarde, bool | str | datetime) or not isinstance(waarde, int | float):
                uit[cel.coordinate] = None
            else:
                uit[cel.coordinate] = ziet(float(waarde), cel.number_format)
    return uit
