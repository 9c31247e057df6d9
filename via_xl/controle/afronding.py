"""What was rounded of a sum of hour lines is at most half a cent a line: nothing else can be hidden in it."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.geld import euro_nl
from via_xl.regeling.model import Regeling


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each row whose rounding is more than half a cent for each line with hours that it can be the sum of.

    Of one line there is nothing to round apart, and of a line without hours neither: a line has a hundredth of an hour at least.
    """
    for regel in regeling.uren:
        regels = min(regel.regels, regel.uren_h)
        if 2 * abs(regel.afronding_ct) > regels:
            wat = f"{euro_nl(regel.afronding_ct)} afronding is meer dan een halve cent per regel ({regel.regels} in deze rij)."
            doen = "Verbeter het bedrag, of maak de cel leeg; van één regel wordt niets apart afgerond."
            yield Bevinding.op(regel.plek, "afronding_ct", wat, doen)
