"""Every valid hour line has exactly one rate, on the last day of its month: none would make the hours free."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.datum import datum_nl
from via_xl.basis.opsomming import met_getal
from via_xl.basis.schaal import Schaal
from via_xl.regeling.model import Regeling, Urenregel
from via_xl.rekenen.tarief import Tarieven, maandeinde


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each schaal and month without exactly one rate, at the first hour line that needs it."""
    tarieven = Tarieven(regeling.tarieven)
    groepen: dict[tuple[Schaal, date], list[Urenregel]] = {}
    for regel in regeling.uren:
        if regel.geldig and len(tarieven.voor(regel.schaal, regel.maand)) != 1:
            groepen.setdefault((regel.schaal, regel.maand), []).append(regel)
    for (schaal, maand), regels in groepen.items():
        aantal = len(tarieven.voor(schaal, maand))
        geldt = f"gelden {aantal} tarieven" if aantal else "geldt geen tarief"
        yield Bevinding.op(
            regels[0].plek,
            "schaal",
            f"voor schaal {schaal} {geldt} op {datum_nl(maandeinde(maand))} ({met_getal(len(regels), 'urenregel', 'urenregels')}).",
            "Zorg in tblTarieven voor precies één tarief dat die dag geldt, of verbeter de schaal of de maand.",
        )
