"""Rule 1: no numbers inside formulas.

A rate, a maximum or a year typed into a formula has no source and no status, and nobody finds it again. Only
0, 1, 2, 12 (months), 100 (cents) and the digits of a ROUND may stand there.

FAST 3.04-01 forbids embedded constants but universal ones, such as the 12 months of a year; ICAEW's Twenty principles
say never to embed in a formula what might change.
"""

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek
from via_xl.bewijs.linter.formule import Delen, Functie, Haakjes, Matrix, Operand, Operator

REGEL = 1
TOEGESTAAN = frozenset({0.0, 1.0, 2.0, 12.0, 100.0})
AFRONDING = frozenset({"ROUND", "ROUNDUP", "ROUNDDOWN"})
MAX_CIJFERS = 10


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """One finding for each formula with a number of its own."""
    for groep in boek.groepen:
        getallen = sorted(set(_getallen(groep.eerste.delen)))
        if getallen:
            yield boek.meld_formule(
                REGEL,
                groep,
                f"in de formule staat een vast getal: {', '.join(getallen)}.",
                "Zet het getal in een cel met bron en status en verwijs daarnaar.",
            )


def _getallen(delen: Delen) -> Iterator[str]:
    for deel in delen:
        if isinstance(deel, Operand) and deel.soort == "NUMBER" and float(deel.tekst) not in TOEGESTAAN:
            yield deel.tekst
        elif isinstance(deel, Haakjes | Matrix):
            yield from _getallen(deel.delen)
        elif isinstance(deel, Functie):
            for volgnummer, argument in enumerate(deel.argumenten):
                if not (deel.naam in AFRONDING and volgnummer == 1 and _cijfers(argument)):
                    yield from _getallen(argument)


def _cijfers(argument: Delen) -> bool:
    """Whether it is a whole number from -10 to 10: rounding digits."""
    kaal = argument[1:] if argument and isinstance(argument[0], Operator) and argument[0].tekst == "-" else argument
    return (
        len(kaal) == 1
        and isinstance(kaal[0], Operand)
        and kaal[0].soort == "NUMBER"
        and kaal[0].tekst.isdigit()
        and int(kaal[0].tekst) <= MAX_CIJFERS
    )
