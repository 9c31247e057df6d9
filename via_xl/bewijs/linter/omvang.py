"""Rule 16: no IF deeper than two, and no formula longer than a person can read.

A step too large to follow belongs in a column of its own, with a header that says what it is.

FAST 3.03-01 (no formula longer than your thumb) and 3.03-07 (never a nested IF; we allow two, which IFERROR and a
blank result need); ICAEW's Twenty principles: keep formulae short and simple.
"""

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek
from via_xl.bewijs.linter.formule import Delen, Functie, Haakjes, Matrix

REGEL = 16
MAX_IF = 2
MAX_TEKENS = 400


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """Formulas that nest too deep or are too long."""
    doen = "Splits de formule over een hulpkolom."
    for groep in boek.groepen:
        diepte = _diepte(groep.eerste.delen)
        if diepte > MAX_IF:
            yield boek.meld_formule(REGEL, groep, f"er staan {diepte} IF's in elkaar; hoogstens {MAX_IF} mag.", doen)
        lengte = len(groep.eerste.formule)
        if lengte > MAX_TEKENS:
            wat = f"de formule is {lengte} tekens lang; hoogstens {MAX_TEKENS} mag."
            yield boek.meld_formule(REGEL, groep, wat, doen)


def _diepte(delen: Delen) -> int:
    diepste = 0
    for deel in delen:
        if isinstance(deel, Functie):
            binnen = max((_diepte(argument) for argument in deel.argumenten), default=0)
            diepste = max(diepste, binnen + (deel.naam == "IF"))
        elif isinstance(deel, Haakjes | Matrix):
            diepste = max(diepste, _diepte(deel.delen))
    return diepste
