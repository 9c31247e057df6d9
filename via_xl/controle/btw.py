"""Btw that is a burden has a rate, and is not counted twice."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.regeling.model import BtwPositie, Regeling

_DOEN = "Vul op blad Jaren de kolom Btw tarief % in, met de bron ervan."


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each year and each cost of which the btw is a burden without a rate; a warning where btw can be deducted."""
    jaren = {rij.jaar: rij for rij in regeling.jaren}
    for rij in regeling.jaren:
        if rij.btw_positie is BtwPositie.LAST and rij.btw_bp is None:
            wat = f"in {rij.jaar} is de btw een last, maar er staat niet bij hoeveel zij is."
            yield Bevinding.op(rij.plek, "btw_bp", wat, _DOEN)
    for post in regeling.kosten:
        jaar = jaren.get(post.jaar)
        if jaar is None or not (post.telt_mee and post.btw):
            continue
        if jaar.btw_positie is BtwPositie.LAST:
            wat = f'de btw op "{post.omschrijving}" is in {post.jaar} af te trekken, want over de bijdragen komt btw.'
            yield Bevinding.op(
                post.plek, "btw", wat, "Zet Btw op nee, of kijk de btw positie van dat jaar na.", Ernst.WAARSCHUWING
            )
        elif jaar.btw_bp is None:
            wat = f'de btw op "{post.omschrijving}" telt mee, maar van {post.jaar} is geen btw tarief bekend.'
            yield Bevinding.op(post.plek, "btw", wat, _DOEN)
