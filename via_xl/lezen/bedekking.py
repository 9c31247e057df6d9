"""What lies over the cells of a sheet: pictures, text boxes, charts, buttons, and remarks that stand open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from xml.etree.ElementTree import Element

from msgspec import Struct

from via_xl.lezen.xlsx import NS, Bladdeel, Xlsx, gebied, waar

Gebied = tuple[int, int, int, int]
"""A rectangle of cells: first row, first column, last row, last column, each counted from 0 and included."""

MAX_RIJ, MAX_KOL = 1_048_576, 16_384

_TEKENING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_KLASSIEK = re.compile(rb"<(?:\w+:)?ClientData\b.*?</(?:\w+:)?ClientData>", re.DOTALL)
_ANKER = re.compile(rb"<(?:\w+:)?Anchor>([^<]*)<")
_OPEN = re.compile(rb"<(?:\w+:)?Visible\s*(?:/>|>\s*(?!f))", re.IGNORECASE)
_PUNT, _TEKENBREED = 12_700, 66_675
"""In the measure of drawings (EMU): a point, and a character of the width of a column (seven dots)."""

_MEESTE_ANKERS, _MEESTE_DELEN = 1000, 2000
"""Of more drawings than this, and of one over more rows or columns, isn't gone into where they end: they lie over all."""

_HOOG, _BREED = 15.0, 9.14
"""Points and characters of a row and a column of which the file says nothing."""


class Maten(Struct, frozen=True):
    """The sizes of a sheet: heights in points by row, widths in characters by range of columns, both from 0, and the usual."""

    hoogten: Mapping[int, float]
    breedten: tuple[tuple[int, int, float], ...]
    """By their first column."""

    hoogte: float = _HOOG
    breedte: float = _BREED

    def breed(self, kol: int) -> float:
        """The width of a column, 0 when it is hidden."""
        plek = bisect_right(self.breedten, kol, key=lambda deel: deel[0]) - 1
        if plek >= 0 and kol <= self.breedten[plek][1]:
            return self.breedten[plek][2]
        return self.breedte

    def hoog(self, rij: int) -> float:
        """The height of a row."""
        return self.hoogten.get(rij, self.hoogte)

    @classmethod
    def van(cls, rest: Element, hoogten: Mapping[int, float]) -> Maten:
        """Those of a sheet, of which ``rest`` is what it holds besides its rows."""
        breedten = sorted(
            (
                int(kolom.attrib["min"]) - 1,
                int(kolom.attrib["max"]) - 1,
                0.0 if waar(kolom.get("hidden")) else float(kolom.get("width", _BREED)),
            )
            for kolom in rest.iterfind(f"{NS}cols/{NS}col")
        )
        opmaak = rest.find(f"{NS}sheetFormatPr")
        if opmaak is None:
            return cls(hoogten, tuple(breedten))
        hoogte = 0.0 if waar(opmaak.get("zeroHeight")) else float(opmaak.get("defaultRowHeight", _HOOG))
        return cls(hoogten, tuple(breedten), hoogte, float(opmaak.get("defaultColWidth", _BREED)))


def bedekt(boek: Xlsx, deel: Bladdeel, maten: Maten) -> list[Gebied]:
    """The rectangles over which something lies; of what has no place that can be told, the whole sheet."""
    uit: list[Gebied] = []
    for relatie in boek.relaties(deel.deel):
        if relatie.extern or relatie.doel not in boek:
            continue
        if relatie.soort == "drawing":
            ankers = _ankers(boek.boom(relatie.doel))
            uit += [_vak(anker, maten) for anker in islice(ankers, _MEESTE_ANKERS)]
            uit += [(0, 0, MAX_RIJ, MAX_KOL) for _ in islice(ankers, 1)]
        elif relatie.soort == "vmlDrawing":
            uit += _klassiek(boek.bytes(relatie.doel))
    return uit


def _ankers(tekening: Element) -> Iterator[Element]:
    """The anchors of a drawing, also those that are written for newer programs."""
    for kind in tekening:
        if kind.tag.startswith(_TEKENING):
            yield kind
        else:
            anders = [
                anker for anker in kind.iter() if anker.tag.startswith(_TEKENING) and anker.tag.endswith("Anchor")
            ]
            yield from anders or [kind]


def _vak(anker: Element, maten: Maten) -> Gebied:
    van, tot, maat = (anker.find(f"{_TEKENING}{naam}") for naam in ("from", "to", "ext"))
    if van is not None and tot is not None:
        boven, links, onder, rechts = (_plek(hoek, soort) for hoek in (van, tot) for soort in ("row", "col"))
        return boven, links, onder, rechts
    if maat is None:
        return 0, 0, MAX_RIJ, MAX_KOL
    plek = anker.find(f"{_TEKENING}pos")
    breed, hoog = int(maat.get("cx", 0)), int(maat.get("cy", 0))
    if van is not None:
        boven, links = _plek(van, "row"), _plek(van, "col")
        breed += int(van.findtext(f"{_TEKENING}colOff", "0"))
        hoog += int(van.findtext(f"{_TEKENING}rowOff", "0"))
    elif plek is not None:
        boven, links = _tot(0, int(plek.get("y", 0)), _rijen(maten)), _tot(0, int(plek.get("x", 0)), _kolommen(maten))
        breed, hoog = breed + int(plek.get("x", 0)), hoog + int(plek.get("y", 0))
        return boven, links, _tot(0, hoog, _rijen(maten)), _tot(0, breed, _kolommen(maten))
    else:
        return 0, 0, MAX_RIJ, MAX_KOL
    return boven, links, _tot(boven, hoog, _rijen(maten, boven)), _tot(links, breed, _kolommen(maten, links))


def _rijen(maten: Maten, vanaf: int = 0) -> Iterator[float]:
    return (maten.hoog(rij) * _PUNT for rij in range(vanaf, MAX_RIJ))


def _kolommen(maten: Maten, vanaf: int = 0) -> Iterator[float]:
    return (maten.breed(kol) * _TEKENBREED for kol in range(vanaf, MAX_KOL))


def _tot(eerste: int, maat: float, delen: Iterable[float]) -> int:
    """The last row or column that something of this size reaches, beginning in the first."""
    for nummer, deel in enumerate(islice(delen, _MEESTE_DELEN), start=eerste):
        maat -= deel
        if maat <= 0:
            return nummer
    return MAX_RIJ


def _plek(hoek: Element, maat: str) -> int:
    """The row or column in which a corner lies; one on the very edge of the next cell lies in the one before."""
    op_de_rand = hoek.tag == f"{_TEKENING}to" and hoek.findtext(f"{_TEKENING}{maat}Off", "0") == "0"
    return int(hoek.findtext(f"{_TEKENING}{maat}", "0")) - op_de_rand


def _klassiek(vml: bytes) -> Iterator[Gebied]:
    """Buttons, check boxes and open remarks: drawn in the old way, which is not always well-formed XML."""
    for stuk in _KLASSIEK.findall(vml):
        if b'ObjectType="Note"' in stuk and not _OPEN.search(stuk):
            continue
        anker = _ANKER.search(stuk)
        delen = [] if anker is None else [int(deel) for deel in anker[1].split(b",")]
        if len(delen) != 8:
            yield 0, 0, MAX_RIJ, MAX_KOL
            continue
        links, _, boven, _, rechts, over_rechts, onder, over_onder = delen
        yield boven, links, onder - (over_onder == 0), rechts - (over_rechts == 0)


def vakken(verwijzing: str) -> list[Gebied]:
    """The rectangles of a reference such as ``B2 C3:D9``.

    Of whole rows or columns, or a part that can't be read, the whole sheet: too much is safe here, too little is not.
    """
    uit = []
    for deel in verwijzing.split():
        rij1, kolom1, rij2, kolom2 = gebied(deel) or (1, 1, MAX_RIJ, MAX_KOL)
        uit.append((rij1 - 1, kolom1 - 1, rij2 - 1, kolom2 - 1))
    return uit


def buiten_bereik(rest: Element) -> tuple[int, int]:
    """How many rows at the top and columns at the left nobody can scroll to: the sheet was frozen after they had gone.

    ``rest`` is what the sheet holds besides its rows.
    """
    rijen = kolommen = 0
    for beeld in rest.iterfind(f"{NS}sheetViews/{NS}sheetView"):
        hoek = gebied(beeld.get("topLeftCell", "A1"))
        for ruit in beeld.iterfind(f"{NS}pane"):
            if hoek is None or not ruit.get("state", "split").startswith("frozen"):
                continue
            if float(ruit.get("ySplit", 0)):
                rijen = max(rijen, hoek.rij1 - 1)
            if float(ruit.get("xSplit", 0)):
                kolommen = max(kolommen, hoek.kolom1 - 1)
    return rijen, kolommen
