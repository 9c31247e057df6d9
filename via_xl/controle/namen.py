"""A spelling belongs to one gemeente: the workbook's MATCH takes the first, and would book the hours there."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.gemeenten import normaliseer
from via_xl.regeling.model import Naam, Regeling


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each spelling that an earlier row of tblNamen gives to another gemeente."""
    eerste: dict[str, Naam] = {}
    for rij in regeling.namen:
        eerder = eerste.setdefault(normaliseer(rij.naam), rij)
        if eerder.code != rij.code:
            wat = f'"{rij.naam}" hoort bij {rij.code}, maar in {eerder.plek.cel("naam")} bij {eerder.code}.'
            yield Bevinding.op(rij.plek, "naam", wat, "Laat deze schrijfwijze bij één gemeente staan.")
