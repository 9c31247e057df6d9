"""Rule 18: the sheets form a flow, not a circle.

When two sheets calculate from each other nobody can read the workbook from left to right, even if no single cell
is circular. The chosen year and the overall flag are shown everywhere and do not count.

FAST 2.01-04 lets calculation flow from top to bottom and from left to right within a sheet; this is that, for sheets.
"""

from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import NAAM_JAAR, NAAM_OVERALL, Lintboek
from via_xl.bewijs.linter.formule import verwijzingen

REGEL = 18


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """The first circle of sheets, with a cell for each step."""
    overal = [boek.verwijzing(naam, boek.bladen[0].naam).gebied for naam in (NAAM_JAAR, NAAM_OVERALL)]
    stappen: dict[tuple[str, str], str] = {}
    bronnen: defaultdict[str, set[str]] = defaultdict(set)
    for groep in boek.groepen:
        cel = groep.eerste
        for tekst in verwijzingen(cel.delen):
            gebied = boek.verwijzing(tekst, cel.blad).gebied
            if gebied is not None and gebied.blad != cel.blad and gebied not in overal:
                bronnen[cel.blad].add(gebied.blad)
                stappen.setdefault((cel.blad, gebied.blad), cel.adres)
    try:
        TopologicalSorter({blad: sorted(naar) for blad, naar in bronnen.items()}).prepare()
    except CycleError as fout:
        kring = list(reversed(fout.args[1]))
        keten = ", ".join(f"{van}!{stappen[van, naar]} verwijst naar {naar}" for van, naar in pairwise(kring))
        doen = "Verplaats een van deze berekeningen, zodat de bladen één kant op rekenen."
        yield boek.meld(REGEL, kring[0], stappen[kring[0], kring[1]], f"de bladen rekenen in een kring: {keten}.", doen)
