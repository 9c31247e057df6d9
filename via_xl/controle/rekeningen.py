"""An account on which a gemeente receives has the check digits of one: a slip of the pen would pay somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis import iban
from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.regeling.model import Regeling


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A warning for each account that can't be one; the settlement and the list of payments then name none."""
    for gemeente in regeling.gemeenten:
        if gemeente.iban and not iban.klopt(gemeente.iban):
            wat = f'"{gemeente.iban}" is geen IBAN: de controlecijfers kloppen niet.'
            doen = "Neem het over van een factuur of een bankafschrift; zolang het niet klopt, staat er geen rekening op de afrekening."
            yield Bevinding.op(gemeente.plek, "iban", wat, doen, Ernst.WAARSCHUWING)
