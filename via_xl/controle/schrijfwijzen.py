"""A code or a name is written in our own script: a look-alike of another one would be another person to a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.schrijfwijze import typ, vreemde_tekens, zuiver
from via_xl.regeling.model import Record, Regeling
from via_xl.regeling.tabellen import AKKOORD, GEMEENTEN, NAMEN, UREN

CODES = ((UREN, "medewerker"), (AKKOORD, "door"))
"""Where the code of a person stands."""

_NAMEN = ((GEMEENTEN, "naam"), (NAMEN, "naam"))


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each text with a letter of another script; of a code also with what one doesn't see. The first of each."""
    for tabel, veld in (*CODES, *_NAMEN):
        eerste: dict[str, Record] = {}
        for rij in getattr(regeling, tabel.attribuut):
            if not getattr(rij, veld).isascii():
                eerste.setdefault(getattr(rij, veld), rij)
        for tekst, rij in eerste.items():
            yield from _tekst(rij, veld, tekst, is_code=(tabel, veld) in CODES)


def _tekst(rij: Record, veld: str, tekst: str, *, is_code: bool) -> Iterator[Bevinding]:
    if waarom := waarom_vreemd(tekst):
        yield Bevinding.op(rij.plek, veld, waarom, wat_te_typen(tekst))
    elif is_code and zuiver(tekst) != tekst:
        wat = f'"{zuiver(tekst)}" staat er met een teken dat men niet ziet, of een ander streepje of cijfer dan het toetsenbord geeft.'
        yield Bevinding.op(rij.plek, veld, wat, wat_te_typen(tekst), Ernst.WAARSCHUWING)


def waarom_vreemd(tekst: str) -> str:
    """What is wrong with a code or a name that has letters of another script; "" when it has none."""
    vreemd = vreemde_tekens(tekst)
    if not vreemd:
        return ""
    tekens = ", ".join(f"{teken} (U+{ord(teken):04X})" for teken in vreemd)
    return f'"{zuiver(tekst)}" heeft een teken uit een ander schrift dat op een gewoon teken kan lijken: {tekens}.'


def wat_te_typen(tekst: str) -> str:
    """What to do about it."""
    goed = typ(tekst)
    return (
        f"Typ {goed} opnieuw, met het toetsenbord." if goed else "Typ de code opnieuw, met gewone letters en cijfers."
    )
