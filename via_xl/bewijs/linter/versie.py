"""Rule 19: the workbook says with which version of the program, and from which input, it was made.

Without the input hash nobody can tell whether two settlements rest on the same figures. A cell "Invoerhash" with
the 64 hexadecimal characters beside or below it (or in the same cell), and on that sheet a cell that names the versie.
A report of findings is no settlement: its input is the files it lists, each with its SHA-256.

ICAEW's Twenty principles ask for a sheet that documents the workbook, and for version control.
"""

import re
from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek

REGEL = 19
_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_LABEL = "invoerhash"


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """One finding when no sheet has both."""
    if boek.is_rapport:
        return
    bladen = {blad for blad in boek.cellen if _heeft_hash(boek, blad)}
    if not bladen:
        wat = "geen enkel blad noemt de invoerhash."
        yield boek.meld(REGEL, "", "", wat, "Maak de werkmap opnieuw met het programma.")
    elif not any("versie" in str(cel.inhoud).casefold() for blad in bladen for cel in boek.cellen[blad]):
        wat = "het blad met de invoerhash noemt de versie van het programma niet."
        yield boek.meld(REGEL, min(bladen), "", wat, "Maak de werkmap opnieuw met het programma.")


def _heeft_hash(boek: Lintboek, blad: str) -> bool:
    teksten = {(cel.rij, cel.kolom): str(cel.inhoud) for cel in boek.cellen[blad]}
    for (rij, kolom), tekst in teksten.items():
        if _LABEL in tekst.casefold():
            buren = (tekst, teksten.get((rij, kolom + 1), ""), teksten.get((rij + 1, kolom), ""))
            if any(_HASH.search(buur) for buur in buren):
                return True
    return False
