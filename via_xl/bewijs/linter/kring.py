"""Rule 6: calculation is automatic and no cell depends on itself.

A circular reference gives 0 or an amount that depends on how often was calculated; manual calculation shows old
amounts as if they were new.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek, Lintformule
from via_xl.bewijs.linter.formule import gelezen_verwijzingen
from via_xl.bewijs.linter.verwijzing import Gebied
from via_xl.lezen.xlsx import NS, waar

REGEL = 6
Cel = tuple[str, int, int]


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """The settings of the calculation, and the first circle found."""
    gevonden = boek.werkmap.find(f"{NS}calcPr")
    instelling = {} if gevonden is None else gevonden.attrib  # a file without them: Excel's own, all in order
    if instelling.get("calcMode", "auto") != "auto":
        doen = "Kies Formules, Berekeningsopties, Automatisch en sla op."
        yield boek.meld(REGEL, "", "", "de berekening staat niet op automatisch.", doen)
    if waar(instelling.get("iterate")):
        doen = "Zet Bestand, Opties, Formules, Iteratieve berekening uit."
        yield boek.meld(REGEL, "", "", "iteratieve berekening staat aan: dat verbergt kringverwijzingen.", doen)
    if not waar(instelling.get("fullPrecision", "1")):
        doen = "Zet Bestand, Opties, Geavanceerd, Precisie instellen zoals weergegeven uit."
        yield boek.meld(REGEL, "", "", "er wordt gerekend met de weergegeven precisie.", doen)
    kring = zoek_kring(boek)
    if kring:
        keten = " → ".join(f"{cel.blad}!{cel.adres}" for cel in (*kring[:6], kring[0]))
        wat = f"kringverwijzing: {keten}."
        yield boek.meld(
            REGEL, kring[0].blad, kring[0].adres, wat, "Laat een van deze cellen niet naar de volgende verwijzen."
        )


def zoek_kring(boek: Lintboek) -> list[Lintformule]:
    """The cells of one circle, each referring to the next; empty when there is none.

    A range is one node of its own, shared by every formula that uses it, and a longer one with the same beginning (a
    running total) holds the shorter one: the work grows with the number of cells and not with cells times the length of
    the ranges.
    """
    per_kolom: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for blad, rij, kolom in sorted(boek.formules):
        per_kolom[blad, kolom].append(rij)
    kolommen: defaultdict[str, list[int]] = defaultdict(list)
    for blad, kolom in sorted(per_kolom):
        kolommen[blad].append(kolom)
    sorteerder: TopologicalSorter[Cel | Gebied] = TopologicalSorter()
    bereiken: set[Gebied] = set()
    for cel in boek.formules.values():
        for tekst in dict.fromkeys(gelezen_verwijzingen(cel.delen)):
            gevonden = boek.verwijzing(tekst, cel.blad)
            gebied = gevonden.gebied
            if gebied is None:
                continue
            if gevonden.deze_rij or gebied.enkel:
                rij = cel.rij if gevonden.deze_rij else gebied.rij1
                if (gebied.blad, rij, gebied.kolom1) in boek.formules:
                    sorteerder.add((cel.blad, cel.rij, cel.kolom), (gebied.blad, rij, gebied.kolom1))
            else:
                bereiken.add(gebied)
                sorteerder.add((cel.blad, cel.rij, cel.kolom), gebied)
    korter: Gebied | None = None
    for gebied in sorted(bereiken, key=_van_kort_naar_lang):
        begin = gebied.rij1
        if korter is not None and _van_kort_naar_lang(korter)[:-1] == _van_kort_naar_lang(gebied)[:-1]:
            begin = korter.rij2 + 1
            sorteerder.add(gebied, korter)
        for kolom in _tussen(kolommen[gebied.blad], gebied.kolom1, gebied.kolom2):
            rijen = _tussen(per_kolom[gebied.blad, kolom], begin, gebied.rij2)
            sorteerder.add(gebied, *((gebied.blad, rij, kolom) for rij in rijen))
        korter = gebied
    try:
        sorteerder.prepare()
    except CycleError as fout:
        # graphlib lists each node before the one that depends on it, and the first again at the end.
        knopen = reversed(fout.args[1][:-1])
        return [boek.formules[knoop] for knoop in knopen if not isinstance(knoop, Gebied)]
    return []


def _van_kort_naar_lang(gebied: Gebied) -> tuple[str, int, int, int, int]:
    """Ranges with the same beginning after each other, the shortest one first."""
    return gebied.blad, gebied.kolom1, gebied.kolom2, gebied.rij1, gebied.rij2


def _tussen(gesorteerd: list[int], laagst: int, hoogst: int) -> list[int]:
    return gesorteerd[bisect_left(gesorteerd, laagst) : bisect_right(gesorteerd, hoogst)]
