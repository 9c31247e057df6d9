"""Rule 4: no functions that give another answer tomorrow, or hide where a value comes from.

OFFSET and INDIRECT break Trace Precedents, NOW, TODAY and RAND make the same file differ from day to day, CELL and
INFO depend on the computer, and the rest fetch data from elsewhere.

FAST 4.01-03 forbids OFFSET and INDIRECT; the others are ours, since the same input must give the same workbook.
"""

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek
from via_xl.bewijs.linter.formule import FormuleFout, functies, kale_functienaam, ontleed

REGEL = 4
_WISSELT = ("OFFSET", "INDIRECT", "NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "CELL", "INFO")
_ELDERS = ("WEBSERVICE", "RTD", "CALL", "REGISTER.ID")
VERBODEN = frozenset((*_WISSELT, *_ELDERS))


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """Formulas and names with such a function."""
    doen = "Zet de waarde als invoer met bron in een cel, of verwijs rechtstreeks naar de cellen."
    for groep in boek.groepen:
        if fout := _verboden(groep.eerste.formule):
            wat = f"de formule gebruikt {', '.join(fout)}."
            yield boek.meld_formule(REGEL, groep, wat, doen)
    for naam in boek.gedefinieerde_namen:
        if fout := _verboden("=" + naam.doel):
            yield boek.meld(REGEL, naam.blad, naam.naam, f"de naam gebruikt {', '.join(fout)}.", doen)


def _verboden(formule: str) -> list[str]:
    try:
        return sorted({kale_functienaam(functie.naam) for functie in functies(ontleed(formule))} & VERBODEN)
    except FormuleFout:
        return []
