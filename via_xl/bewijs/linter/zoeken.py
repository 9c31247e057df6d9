"""Rule 14: lookups find exactly what was asked.

An approximate MATCH or VLOOKUP returns a neighbour when the code is missing or the table is not sorted: a wrong
amount without any error. LOOKUP can't search exactly at all.
"""

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek
from via_xl.bewijs.linter.formule import Delen, Functie, Operand, functies

REGEL = 14
_PLAATS = {"MATCH": 2, "VLOOKUP": 3, "HLOOKUP": 3}


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """One finding for each formula with a lookup that is not exact."""
    for groep in boek.groepen:
        fout = sorted({functie.naam for functie in functies(groep.eerste.delen) if not _exact(functie)})
        if fout:
            wat = f"{', '.join(fout)} zoekt niet exact."
            yield boek.meld_formule(REGEL, groep, wat, "Zoek met MATCH(…;…;0).")


def _exact(functie: Functie) -> bool:
    if functie.naam == "LOOKUP":
        return False
    plaats = _PLAATS.get(functie.naam)
    return plaats is None or (len(functie.argumenten) > plaats and _is_nul(functie.argumenten[plaats]))


def _is_nul(argument: Delen) -> bool:
    return len(argument) == 1 and isinstance(argument[0], Operand) and argument[0].tekst.upper() in ("0", "FALSE")
