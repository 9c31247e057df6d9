"""Where the bijdrage is fixed every gemeente needs its printed amount: a missing one would silently be nothing."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.regeling.model import BijdrageKarakter, Regeling
from via_xl.rekenen.opvolging import houders


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each year with fixed bijdragen that names the gemeenten without a printed amount."""
    for jaar in regeling.jaren:
        if jaar.bijdrage_karakter is not BijdrageKarakter.VAST:
            continue
        voor = houders(regeling.gemeenten, jaar.jaar)
        begroot = {voor[rij.code] for rij in regeling.begroting if rij.jaar == jaar.jaar}
        zonder = [
            gemeente.naam
            for gemeente in regeling.gemeenten
            if gemeente.bestaat_in(jaar.jaar) and not gemeente.centrumgemeente and gemeente.code not in begroot
        ]
        if zonder:
            wat = f"de bijdrage van {jaar.jaar} is vast, maar tblBegroting heeft geen bedrag voor {', '.join(zonder)}."
            doen = "Vul het bedrag in (desnoods 0), of kies werkelijk."
            yield Bevinding.op(jaar.plek, "bijdrage_karakter", wat, doen)
