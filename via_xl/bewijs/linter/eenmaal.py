"""Rule 17: each thing is calculated once.

Two cells with the same calculation will one day differ, when someone mends only one of them. A plain reference is
no calculation, and neither are titles that show the year or the overall flag. A warning, since two blocks may
share a formula by chance.

ICAEW's Twenty principles: perform a calculation once and then refer back to it.
"""

from collections import defaultdict
from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.bewijs.linter.boek import NAAM_JAAR, NAAM_OVERALL, Lintboek, Lintformule
from via_xl.bewijs.linter.formule import Operand, herschrijf, verwijzingen

REGEL = 17
_OVERAL = {NAAM_JAAR.casefold(), NAAM_OVERALL.casefold()}


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """One warning for each calculation that stands in more than one place, outside table columns."""
    plaatsen: defaultdict[str, list[Lintformule]] = defaultdict(list)
    for cel in boek.formules.values():
        if not cel.tabel and _rekent(boek, cel):
            plaatsen[_volledig(boek, cel)].append(cel)
    for cellen in plaatsen.values():
        if len(cellen) > 1:
            eerste, *rest = cellen
            elders = ", ".join(f"{cel.blad}!{cel.adres}" for cel in rest[:5])
            wat = f"dezelfde berekening staat ook in {elders}."
            doen = "Reken op één plaats en verwijs er vanuit de andere cel naar."
            yield boek.meld(REGEL, eerste.blad, eerste.adres, wat, doen, ernst=Ernst.WAARSCHUWING)


def _rekent(boek: Lintboek, cel: Lintformule) -> bool:
    delen = cel.delen
    if len(delen) <= 1 and all(isinstance(deel, Operand) for deel in delen):
        return False
    overal = [boek.verwijzing(naam, cel.blad).gebied for naam in _OVERAL]
    return any(boek.verwijzing(tekst, cel.blad).gebied not in overal for tekst in verwijzingen(delen))


def _volledig(boek: Lintboek, cel: Lintformule) -> str:
    """The formula with every reference written out with its sheet."""

    def voluit(tekst: str) -> str:
        gebied = boek.verwijzing(tekst, cel.blad).gebied
        return f"{gebied.blad}!{gebied.adres}" if gebied else tekst

    return herschrijf(cel.formule, voluit)
