"""Rule 12: one sheet with the checks, one overall flag, and that flag on every sheet.

A reader who opens any sheet must see at once whether the whole workbook is in order. The flag is the defined name
``Alles_in_orde``, a formula on the sheet ``Controles``. A report of findings calculates nothing that could be checked.

ICAEW's Twenty principles: build in checks, controls and alerts from the outset. FAST 1.01-01 gives them sheets of their own.
"""

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import BLAD_CONTROLES, NAAM_OVERALL, Lintboek
from via_xl.bewijs.linter.formule import verwijzingen

REGEL = 12


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """The missing flag, or the sheets that do not show it."""
    if boek.is_rapport:
        return
    gebied = boek.verwijzing(NAAM_OVERALL, BLAD_CONTROLES).gebied
    if gebied is None or not gebied.enkel or gebied.blad != BLAD_CONTROLES:
        wat = f"er is geen naam {NAAM_OVERALL} die naar één cel op het blad {BLAD_CONTROLES} verwijst."
        doen = f"Geef de cel met het eindoordeel op {BLAD_CONTROLES} de naam {NAAM_OVERALL}."
        yield boek.meld(REGEL, BLAD_CONTROLES, "", wat, doen)
        return
    if (gebied.blad, gebied.rij1, gebied.kolom1) not in boek.formules:
        wat = "het eindoordeel is geen formule."
        yield boek.meld(REGEL, gebied.blad, gebied.adres, wat, "Herstel de formule van het eindoordeel.")
    tonen = {
        groep.eerste.blad
        for groep in boek.groepen
        if any(boek.verwijzing(tekst, groep.eerste.blad).gebied == gebied for tekst in verwijzingen(groep.eerste.delen))
    }
    for blad in boek.bladen:
        if blad.naam not in tonen and blad.naam != BLAD_CONTROLES:
            wat = "het blad toont het eindoordeel van Controles niet."
            yield boek.meld(REGEL, blad.naam, "", wat, f"Verwijs in een cel bovenaan naar {NAAM_OVERALL}.")
