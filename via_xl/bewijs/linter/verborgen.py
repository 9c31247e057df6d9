"""Rule 7: nothing hidden.

What a reader can't see, they can't judge, and what is hidden is mailed all the same: hidden rows, columns, sheets,
names and formulas, cells without a visible number format, and text in the colour of its background.

EuSpRIG's horror stories hold a purchase of 179 contracts that nobody wanted, in rows that were hidden and not deleted
(Barclays and Lehman Brothers, 2008); ICAEW's preface to its Twenty principles names sheets sent with hidden columns.
"""

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from openpyxl.styles.colors import COLOR_INDEX

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.kolommen import kolomletter
from via_xl.bewijs.linter.boek import Bladvorm, Lintboek
from via_xl.lezen.getalopmaak import verbergt
from via_xl.lezen.xlsx import NS, Celstijl, waar

REGEL = 7
_WIT, _ZWART = "FFFFFF", "000000"
_THEMA = {0: _WIT, 1: _ZWART}


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """Everything hidden, one finding each."""
    for deel in boek.alle_bladen:
        if deel.staat != "visible":
            yield boek.meld(REGEL, deel.naam, "", "het blad is verborgen.", "Maak het blad zichtbaar of verwijder het.")
    for naam in boek.gedefinieerde_namen:
        if naam.verborgen:
            yield boek.meld(
                REGEL, naam.blad, naam.naam, "de naam is verborgen.", "Verwijder de naam of maak haar zichtbaar."
            )
    for blad in boek.bladen:
        yield from _rijen_en_kolommen(boek, blad)
        yield from _cellen(boek, blad)


def _rijen_en_kolommen(boek: Lintboek, blad: Bladvorm) -> Iterator[Bevinding]:
    for kolom in blad.rest.iterfind(f"{NS}cols/{NS}col"):
        if waar(kolom.get("hidden")) or float(kolom.get("width", 8)) == 0:
            letter = kolomletter(int(kolom.attrib["min"]) - 1)
            wat = f"kolom {letter} is verborgen of heeft breedte 0."
            yield boek.meld(REGEL, blad.naam, f"{letter}1", wat, "Maak de kolom zichtbaar of verwijder haar.")
    for _, groep in groupby(enumerate(blad.verborgen_rijen), lambda paar: paar[1] - paar[0]):
        rijen = [rij for _, rij in groep]
        wat = f"rij {rijen[0]} is verborgen, weggefilterd of heeft hoogte 0."
        if len(rijen) > 1:
            wat = f"rij {rijen[0]} tot en met {rijen[-1]} zijn verborgen, weggefilterd of hebben hoogte 0."
        yield boek.meld(REGEL, blad.naam, f"A{rijen[0]}", wat, "Wis het filter of maak de rij zichtbaar.")
    opmaak = blad.rest.find(f"{NS}sheetFormatPr")
    if opmaak is not None and waar(opmaak.get("zeroHeight")):
        yield boek.meld(REGEL, blad.naam, "", "alle lege rijen zijn verborgen.", "Maak de rijen zichtbaar.")


def _cellen(boek: Lintboek, blad: Bladvorm) -> Iterator[Bevinding]:
    oordelen = [_oordeel(opmaak) for opmaak in boek.opmaken]
    for cel in blad.cellen.values():
        if oordelen[cel.stijl]:
            doen = "Geef de cel een gewone opmaak of verwijder de inhoud."
            yield boek.meld(REGEL, blad.naam, cel.adres, oordelen[cel.stijl], doen)


def _oordeel(opmaak: Celstijl) -> str:
    """What keeps a cell of this style from being seen; empty when nothing does."""
    if verbergt(opmaak.formaat):
        return "de getalnotatie toont niets (;;;)."
    letter = "" if opmaak.letter is None else _kleur(opmaak.letter.find(f"{NS}color"))
    patroon = None if opmaak.vulling is None else opmaak.vulling.find(f"{NS}patternFill")
    gevuld = patroon is not None and patroon.get("patternType") == "solid"
    achter = _WIT
    if patroon is not None and gevuld:
        kleur = patroon.find(f"{NS}fgColor")
        achter = _ZWART if kleur is None else _kleur(kleur)
    if letter and letter == achter:
        return "de tekst heeft de kleur van de achtergrond."
    return "de formule is verborgen zodra het blad beveiligd is." if opmaak.verborgen else ""


def _kleur(kleur: Element | None) -> str:
    """The colour as RRGGBB, empty when it is unknown or the default."""
    if kleur is None:
        return ""
    if thema := kleur.get("theme"):
        return _THEMA.get(int(thema), "") if not float(kleur.get("tint", 0)) else ""
    if indexed := kleur.get("indexed"):
        return COLOR_INDEX[int(indexed)][-6:].upper() if int(indexed) < len(COLOR_INDEX) else ""
    return kleur.get("rgb", "")[-6:].upper()
