"""A rate that starts within a month or was not renewed for a year is probably wrong, yet possible: a warning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.datum import datum_nl
from via_xl.basis.schaal import schaalvolgorde
from via_xl.regeling.model import Regeling, Tarief
from via_xl.rekenen.tarief import Tarieven, maandeinde


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """Warnings about the dates of rates.

    There is one for each rate that starts after the 2nd of a month, and one for each rate that an hour line uses more
    than a year after it began.
    """
    for tarief in regeling.tarieven:
        if tarief.van.day > 2:
            wat = f"het tarief van schaal {tarief.schaal} begint op {datum_nl(tarief.van)}, midden in een maand"
            geldt = "het geldt voor alle uren van die maand als het op de laatste dag geldt."
            yield Bevinding.op(tarief.plek, "van", f"{wat}; {geldt}", "Kijk de datum na.", Ernst.WAARSCHUWING)
    for tarief, maand in _laatst_gebruikt(regeling).values():
        einde = maandeinde(maand)
        if (tarief.van.year + 1, tarief.van.month, tarief.van.day) < (einde.year, einde.month, einde.day):
            wat = f"het tarief van schaal {tarief.schaal} vanaf {datum_nl(tarief.van)} is ouder dan 12 maanden"
            nog = f"en wordt nog gebruikt voor {maand.month}-{maand.year}."
            doen = "Kijk na of de schaal sindsdien is gewijzigd."
            yield Bevinding.op(tarief.plek, "van", f"{wat} {nog}", doen, Ernst.WAARSCHUWING)


def _laatst_gebruikt(regeling: Regeling) -> dict[int, tuple[Tarief, date]]:
    """Each rate that a valid hour line uses, with the last month in which one does."""
    tarieven = Tarieven(regeling.tarieven)
    laatste: dict[int, tuple[Tarief, date]] = {}
    gebruikt = {(regel.schaal, regel.maand) for regel in regeling.uren if regel.geldig}
    for schaal, maand in sorted(gebruikt, key=lambda wanneer: (schaalvolgorde(wanneer[0]), wanneer[1])):
        geldend = tarieven.voor(schaal, maand)
        if len(geldend) == 1:
            laatste[id(geldend[0])] = (geldend[0], maand)
    return laatste
