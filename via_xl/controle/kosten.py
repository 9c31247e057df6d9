"""Other costs than hours stay out of the settlement: an ignored choice would be a wrong amount.

The plan settles actual hours and says of no other cost who bore it or by which key it would be shared.
"""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.regeling.model import Regeling


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each row of the other costs that is marked to count in the settlement."""
    for kosten in regeling.kosten:
        if kosten.telt_mee:
            wat = (
                f'overige kosten "{kosten.omschrijving}" kunnen niet meetellen: afgerekend worden alleen uren{regeling.regio.volgens("verrekening")}, '
                "en wie deze kosten droeg is niet bekend."
            )
            yield Bevinding.op(kosten.plek, "telt_mee", wat, "Vul nee in; ze staan dan wel op blad DUVO en POK.")
