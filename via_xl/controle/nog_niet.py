"""What the settlement doesn't calculate yet is refused: an ignored choice would be a wrong amount."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.bevinding import Bevinding
from via_xl.model import Regeling


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding on each choice that is not possible yet, with the one that is."""
    for kosten in regeling.overige_kosten:
        if kosten.telt_mee:
            wat = f'overige kosten "{kosten.omschrijving}" kunnen nog niet meetellen in de verrekening.'
            yield Bevinding.op(kosten.plek, "telt_mee", wat, "Vul nee in.")
