"""Rule 7: nothing hidden.

What a reader can't see, they can't judge, and what is hidden is mailed all the same: hidden rows, columns, sheets,
names and formulas, cells without a visible number format, and text in the colour of its background.

EuSpRIG's horror stories hold a purchase of 179 contracts that nobody wanted, in rows that were hidden and not deleted
(Barclays and Lehman Brothers, 2008); ICAEW's preface to its Twenty principles names sheets sent with hidden columns.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.kolommen import kolomletter
from via_xl.bewijs.linter.boek import Bladvorm, Lintboek
from via_xl.lezen.getalopmaak import getal_van, verbergt
from via_xl.lezen.voorwaarden import Celwaarde
from via_xl.lezen.xlsx import LAATSTE_RIJ, NS, Bladcel, waar
from via_xl.lezen.zicht import Bladzicht, Kijkcel, TeVeelVakken, raakpunten

REGEL = 7


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
    zicht = Bladzicht(boek.zicht, blad.deel, blad.rest, blad.maten)
    for cel in blad.cellen.values():
        if oordeel := _oordeel(boek, zicht, cel):
            doen = "Geef de cel een gewone opmaak of verwijder de inhoud."
            yield boek.meld(REGEL, blad.naam, cel.adres, oordeel, doen)
    yield from _voorwaardelijk(boek, blad, zicht)
    yield from _zonder_ruimte(boek, blad, zicht)


def _oordeel(boek: Lintboek, zicht: Bladzicht, cel: Bladcel) -> str:
    """What keeps a cell from being seen; empty when nothing does."""
    opmaak = boek.opmaken[cel.stijl]
    if verbergt(opmaak.formaat):
        return "de getalnotatie toont niets (;;;)."
    gebrek = zicht.gebrek(_kijkcel(cel))
    if gebrek.startswith("staat er in de kleur"):
        return "de tekst heeft de kleur van de achtergrond."
    if gebrek:
        return f"de inhoud {gebrek}."
    return "de formule is verborgen zodra het blad beveiligd is." if opmaak.verborgen else ""


def _voorwaardelijk(boek: Lintboek, blad: Bladvorm, zicht: Bladzicht) -> Iterator[Bevinding]:
    """What a conditional format hides now, or shows as something else."""
    if not zicht.regels:
        return
    stijlen = {cel.stijl for cel in blad.cellen.values()}
    kolommen = {cel.kolom - 1 for cel in blad.cellen.values()}
    if not zicht.kan_verbergen(stijlen, kolommen, 0, LAATSTE_RIJ):
        return
    cellen = [_kijkcel(cel) for cel in blad.cellen.values() if cel.waarde is not None]
    doen = "Haal de voorwaardelijke opmaak weg of pas haar aan."
    wisselingen = zicht.wisselingen(cellen, {(cel.rij, cel.kol): cel.waarde for cel in cellen})
    if wisselingen is None:
        yield boek.meld(REGEL, blad.naam, "", "er is te veel voorwaardelijke opmaak om na te gaan.", doen)
    for wisseling in wisselingen or ():
        meer = f" (en nog {wisseling.aantal - 1} cellen)" if wisseling.aantal > 1 else ""
        wat = f"de inhoud {wisseling.waarom} door voorwaardelijke opmaak{meer}."
        yield boek.meld(REGEL, blad.naam, wisseling.cel.adres, wat, doen)


def _zonder_ruimte(boek: Lintboek, blad: Bladvorm, zicht: Bladzicht) -> Iterator[Bevinding]:
    """Rows with something in them that are too low to read, and cells over which something lies."""
    for rij in sorted({cel.rij for cel in blad.cellen.values()}.difference(blad.verborgen_rijen)):
        if rij - 1 in blad.maten.hoogten and zicht.rij_verborgen(rij - 1):
            wat = f"rij {rij} is zo laag dat er niets te lezen is."
            yield boek.meld(REGEL, blad.naam, f"A{rij}", wat, "Maak de rij hoger.")
    cellen = [_kijkcel(cel) for cel in blad.cellen.values() if cel.waarde not in (None, "")]
    gezegd: set[int] = set()
    try:
        for cel, nummers in raakpunten(cellen, enumerate(blad.bedekt)):
            if gezegd.isdisjoint(nummers):
                wat = "over deze cel ligt een tekstvak, afbeelding, grafiek of knop; wat erin staat is niet te zien."
                yield boek.meld(REGEL, blad.naam, cel.adres, wat, "Leg dat naast de cellen.")
            gezegd.update(nummers)
    except TeVeelVakken:
        wat = "er liggen te veel vormen over elkaar om na te gaan wat er te zien is."
        yield boek.meld(REGEL, blad.naam, "", wat, "Haal de vormen weg.")


def _kijkcel(cel: Bladcel) -> Kijkcel:
    """A cell as it is looked at; a day is a number with a format."""
    waarde: Celwaarde = None
    if isinstance(cel.waarde, bool | str):
        waarde = cel.waarde
    elif cel.waarde is not None:
        getal = getal_van(cel.waarde)
        waarde = None if getal is None else Decimal(repr(getal))
    return Kijkcel(cel.rij - 1, cel.kolom - 1, cel.stijl, waarde)
