"""Whether a person can read what a cell shows: not in the colour of the cell itself, and not in letters of a dot."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from via_xl.lezen.xlsx import NS, Celstijl

_KLEINST = 5.0
"""Points: smaller letters nobody reads on paper or on a screen."""

_DICHTBIJ = 48
"""Two colours that differ less than this in red, green and blue together can't be told apart."""

_WIT, _ZWART = (255, 255, 255), (0, 0, 0)
_THEMA = {0: _WIT, 1: _ZWART}
"""The two colours of a theme that are always these: background and text."""

_PALET = {0: _ZWART, 1: _WIT, 8: _ZWART, 9: _WIT, 64: _ZWART, 65: _WIT}
_WIT_FORMAAT = re.compile(r"\[(?:white|wit|colou?r\s*2)\]", re.IGNORECASE)

Kleur = tuple[int, int, int]


def waarom_onleesbaar(stijl: Celstijl) -> str:
    """Why a cell of this style can't be read, in a few Dutch words; "" when it can."""
    achter = vulkleur(stijl.vulling)
    if stijl.letter is not None:
        maat = stijl.letter.find(f"{NS}sz")
        punten = 11.0 if maat is None else float(maat.get("val", 11))
        if punten < _KLEINST:
            return f"staat er in letters van {punten:g} punt".replace(".", ",")
        voor = kleur(stijl.letter.find(f"{NS}color"))
        if voor is not None and achter is not None and zelfde(voor, achter):
            return "staat er in de kleur van de cel zelf"
    if _WIT_FORMAAT.search(stijl.formaat) and achter is not None and zelfde(_WIT, achter):
        return "staat er door de getalopmaak in wit"
    return ""


def verdwijnt(dxf: Element) -> bool:
    """Whether a conditional format makes what stands in a cell unreadable, or shows it with another number format."""
    if any(kind.tag.endswith("}numFmt") for kind in dxf):
        return True
    letter = next((kind for kind in dxf if kind.tag.endswith("}font")), None)
    vulling = next((kind for kind in dxf if kind.tag.endswith("}fill")), None)
    voor = None if letter is None else kleur(next((k for k in letter if k.tag.endswith("}color")), None))
    achter = vulkleur(vulling, met_rand=True)
    return voor is not None and achter is not None and zelfde(voor, achter)


def vulkleur(vulling: Element | None, *, met_rand: bool = False) -> Kleur | None:
    """The colour behind a cell; None when it can't be told. ``met_rand``: of a conditional format, which names it otherwise."""
    if vulling is None or not len(vulling):
        return _WIT
    vulling = vulling[0]
    patroon = vulling.get("patternType", "solid" if met_rand else "none")
    if patroon == "none":
        return _WIT if vulling.tag.endswith("}patternFill") else None
    if patroon != "solid":
        return None
    soort = "bgColor" if met_rand else "fgColor"
    return kleur(next((kind for kind in vulling if kind.tag.endswith(f"}}{soort}")), None))


def kleur(element: Element | None) -> Kleur | None:
    """Red, green and blue; None when the file leaves it to the theme or the program."""
    if element is None:
        return None
    if rgb := element.get("rgb"):
        return int(rgb[-6:-4], 16), int(rgb[-4:-2], 16), int(rgb[-2:], 16)
    if element.get("tint", "0") not in ("0", "0.0"):
        return None
    if thema := element.get("theme"):
        return _THEMA.get(int(thema))
    palet = element.get("indexed")
    return None if palet is None else _PALET.get(int(palet))


def zelfde(een: Kleur, ander: Kleur) -> bool:
    """Whether two colours can't be told apart."""
    return sum(abs(a - b) for a, b in zip(een, ander, strict=True)) < _DICHTBIJ
