"""Every workbook keeps the rules of what we publish, warnings included.

What the program itself makes of the kept inputs (a source that is called "8", say) is no sign of a change: a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.tijdelijk import Tijdelijkemap
from via_xl.bewijs.linter import beoordeel_boek
from via_xl.bewijs.linter.boek import Lintboek
from via_xl.bewijs.verificatie.versie import MEESTE, NietMogelijk, Versie


def controleer(versie: Versie, naam: str) -> Iterator[Bevinding]:
    """What the linter finds in a workbook.

    When another version of the program made it, most rules only give a warning, since the rule may be newer; see ``_ernst``.
    """
    gevonden = beoordeel_boek(versie.gelezen(naam))
    if not gevonden:
        return
    nieuw = _van_nieuw(versie, naam)
    uit_de_invoer = None if nieuw is None else {_kern(bevinding) for bevinding in nieuw}
    uit = [replace(b, bestand=naam, ernst=_ernst(versie, b, uit_de_invoer)) for b in gevonden]
    uit.sort(key=lambda bevinding: bevinding.ernst is not Ernst.FOUT)
    yield from islice(uit, MEESTE)


def _kern(bevinding: Bevinding) -> tuple[str, str, str]:
    return bevinding.blad, bevinding.cel, bevinding.wat


def _ernst(versie: Versie, bevinding: Bevinding, uit_de_invoer: set[tuple[str, str, str]] | None) -> Ernst:
    """Error or warning. A finding that the workbook made again has too comes from the inputs: a warning.

    ``uit_de_invoer`` holds those findings; None when the inputs can't be read, which another check reports.
    """
    if bevinding.ernst is Ernst.WAARSCHUWING or (uit_de_invoer is not None and _kern(bevinding) in uit_de_invoer):
        return Ernst.WAARSCHUWING
    # Hidden things, links outside and errors were never right, in no version of the program.
    altijd = bevinding.wat.startswith(("[regel 3]", "[regel 5]", "[regel 7]"))
    zeker = versie.zelfde_programma and uit_de_invoer is not None
    return Ernst.FOUT if altijd or zeker else Ernst.WAARSCHUWING


def _van_nieuw(versie: Versie, naam: str) -> tuple[Bevinding, ...] | None:
    """What the linter finds in the workbook as the program makes it of the kept inputs; None when those can't be had."""
    try:
        _, boek = versie.vergelijkbaar().per_naam[naam]
    except NietMogelijk:
        return None
    except KeyError:
        return ()
    with Tijdelijkemap() as tijdelijk:
        pad = tijdelijk / naam
        boek.bewaar(pad)
        return beoordeel_boek(Lintboek.lees(pad))
