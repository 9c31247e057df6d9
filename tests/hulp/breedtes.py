"""Which numbers and dates of a workbook would show as #####: each as Dutch Excel shows it, in its letter, against its column.

Arial has the widths of Liberation Sans, which is what is measured with. A column as wide as n digits has room for n of them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.ttLib import TTFont
from lxml import etree

from via_xl.lezen.getalopmaak import ALGEMEEN, INGEBOUWD, toon

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LETTERS = Path("/usr/share/fonts/truetype/liberation")
_BEELDPUNT, _CIJFER, _RAND = 96 / 72, 7, 5
"""The pixels of a point, of a digit of the workbook's letter, and what a column keeps beside what is in it."""
_GEEN_BREEDTE = 9.14
_INSPRINGING = 3 * _CIJFER * 0.5


class Letter(NamedTuple):
    """The letter of a cell: its size in points, and whether it is bold."""

    punten: float
    vet: bool


class Opmaak(NamedTuple):
    """What decides what a cell shows of a number, and how wide."""

    formaat: str
    letter: Letter
    insprong: int


@cache
def _maten(vet: bool) -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    letter = TTFont(_LETTERS / f"LiberationSans-{'Bold' if vet else 'Regular'}.ttf")
    return letter.getBestCmap(), letter["hmtx"].metrics, letter["head"].unitsPerEm


@cache
def beeldpunten(tekst: str, letter: Letter) -> float:
    """How many pixels a text is wide at 96 dots an inch."""
    tekens, maten, em = _maten(letter.vet)
    return sum(maten[tekens[ord(teken)]][0] for teken in tekst) / em * letter.punten * _BEELDPUNT


def te_smal(pad: Path) -> list[str]:
    """The cells of a workbook whose number or date doesn't fit: sheet, cell, what it shows, and what it misses in digits."""
    with zipfile.ZipFile(pad) as pakket:
        opmaken = list(_opmaken(etree.fromstring(pakket.read("xl/styles.xml"))))
        bladen = etree.fromstring(pakket.read("xl/workbook.xml")).findall(f".//{_NS}sheet")
        return [
            f"{blad.get('name')}!{regel}"
            for nummer, blad in enumerate(bladen, 1)
            for regel in _van_blad(etree.fromstring(pakket.read(f"xl/worksheets/sheet{nummer}.xml")), opmaken)
        ]


def _opmaken(stijlen: Any) -> Iterator[Opmaak]:
    formaten = {int(f.get("numFmtId")): f.get("formatCode") for f in stijlen.iter(f"{_NS}numFmt")}
    letters = [
        Letter(float(f.find(f"{_NS}sz").get("val")), f.find(f"{_NS}b") is not None) for f in stijlen.find(f"{_NS}fonts")
    ]
    for xf in stijlen.find(f"{_NS}cellXfs"):
        soort = int(xf.get("numFmtId"))
        plaats = xf.find(f"{_NS}alignment")
        insprong = int(plaats.get("indent", 0)) if plaats is not None else 0
        formaat = formaten[soort] if soort in formaten else INGEBOUWD[soort]
        yield Opmaak(formaat, letters[int(xf.get("fontId"))], insprong)


def _van_blad(blad: Any, opmaken: list[Opmaak]) -> Iterator[str]:
    breedtes = {
        kol: float(col.get("width"))
        for col in blad.iter(f"{_NS}col")
        for kol in range(int(col.get("min")), int(col.get("max")) + 1)
    }
    samen = {m.get("ref").partition(":")[0]: m.get("ref").partition(":")[2] for m in blad.iter(f"{_NS}mergeCell")}
    for cel in blad.iter(f"{_NS}c"):
        waarde = cel.find(f"{_NS}v")
        if waarde is None or not waarde.text or cel.get("t", "n") != "n":
            continue
        plek, opmaak = cel.get("r"), opmaken[int(cel.get("s", 0))]
        kolommen = range(_kolom(plek), _kolom(samen.get(plek, plek)) + 1)
        ruimte = sum(round(breedtes.get(kol, _GEEN_BREEDTE) * _CIJFER) for kol in kolommen)
        tekst = _getoond(float(waarde.text), opmaak.formaat)
        nodig = beeldpunten(tekst, opmaak.letter) + _RAND + opmaak.insprong * _INSPRINGING
        if nodig > ruimte:
            yield f"{plek} {tekst!r}: {(nodig - ruimte) / _CIJFER:.1f}"


def _getoond(getal: float, formaat: str) -> str:
    """As Dutch Excel shows it; under General decimals make way for a narrow column, the whole part doesn't."""
    if formaat == ALGEMEEN:
        return toon(int(getal))
    return toon(int(getal) if getal == int(getal) else getal, formaat)


def _kolom(plek: str) -> int:
    nummer = 0
    for teken in plek:
        if teken.isalpha():
            nummer = nummer * 26 + ord(teken) - 64
    return nummer
