"""Every gemeente that takes part in a year has inwoners at its peiljaar: a blank is not 0."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.regeling.model import Regeling
from via_xl.rekenen.opvolging import telt_inwoners


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each gemeente without inwoners at a peiljaar, at the first year that needs them."""
    bekend = {(rij.code, rij.peiljaar) for rij in regeling.inwoners}
    for jaar in regeling.jaren:
        nodig = telt_inwoners(regeling.gemeenten, jaar.jaar, jaar.peiljaar)
        for gemeente in regeling.gemeenten:
            sleutel = (gemeente.code, jaar.peiljaar)
            if gemeente.code in nodig and sleutel not in bekend:
                bekend.add(sleutel)
                yield Bevinding.op(
                    jaar.plek,
                    "peiljaar",
                    f"van {gemeente.naam} ({gemeente.code}) ontbreken de inwoners van peiljaar {jaar.peiljaar}, "
                    f"nodig voor {jaar.jaar}.",
                    "Vul ze in bij tblInwoners of kies een ander peiljaar.",
                )
