"""Rule 10: every input table says, row by row, from which document a value comes, of which date, and its status.

Without them a settlement can't be definitief, and an auditor has nothing to compare with.
"""

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek
from via_xl.regeling.tabellen import AFREKENINGEN, LOGBOEK

REGEL = 10
KOLOMMEN = ("Bron", "Brondatum", "Status")


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """One finding for each input table that lacks a column."""
    for naam in boek.invoertabellen:
        tabel = boek.tabellen[naam]
        if tabel.naam in (AFREKENINGEN.naam, LOGBOEK.naam):
            continue  # history, not an input
        ontbrekend = [kop for kop in KOLOMMEN if kop not in tabel.kolommen]
        if ontbrekend:
            wat = f"{tabel.naam} heeft geen kolom {', '.join(ontbrekend)}."
            yield boek.meld(REGEL, tabel.kader.blad, tabel.kader.adres, wat, "Voeg de kolom toe.")
