"""Hours of gemeenten that are shown together, because so few people made them that they say what one person worked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from via_xl.basis.schrijfwijze import eender
from via_xl.regeling.model import Regeling
from via_xl.rekenen.capaciteit import (
    Capaciteitsbeeld,
    Gemeentecapaciteit,
    geleverd,
    jaaruren_h,
)
from via_xl.rekenen.opvolging import houders

GENOEG_PERSONEN = 3
"""Of fewer people than this the hours of a gemeente are not shown apart, unless asked otherwise."""


def neem_samen(regeling: Regeling, beeld: Capaciteitsbeeld, minstens: int = GENOEG_PERSONEN) -> Capaciteitsbeeld:
    """The same capacity, with in its last row together the gemeenten of which fewer than ``minstens`` people have hours.

    When those are still of fewer people together, the gemeente of the fewest people after them joins them. A gemeente
    without hours stays: its capacity is what the plan prints.
    """
    mensen = _mensen(regeling, beeld)
    samen = {code for code, wie in mensen.items() if len(wie) < minstens}
    while samen and samen != mensen.keys() and len(frozenset().union(*(mensen[code] for code in samen))) < minstens:
        samen.add(min(mensen.keys() - samen, key=lambda code: (len(mensen[code]), code)))
    if not samen:
        return beeld
    weg = [rij for rij in beeld.gemeenten if rij.code in samen]
    klein = max(len(mensen[code]) for code in samen) < minstens
    aantal = "1 gemeente" if len(weg) == 1 else f"{len(weg)} gemeenten"
    naam = f"{aantal} met minder dan {minstens} medewerkers" if klein else f"{aantal} samen"
    blijft = (rij for rij in beeld.gemeenten if rij.code not in samen)
    return replace(beeld, gemeenten=(*blijft, _som(beeld, weg, naam)))


def _mensen(regeling: Regeling, beeld: Capaciteitsbeeld) -> dict[str, set[str]]:
    """By CBS code who delivered hours in the year; a gemeente without hours is not in it."""
    voor = houders(regeling.gemeenten, beeld.jaar)
    mensen: dict[str, set[str]] = {rij.code: set() for rij in beeld.gemeenten if rij.geleverd_h}
    for regel in geleverd(regeling, beeld.jaar):
        code = voor[regel.code]
        if code in mensen and regel.uren_h:
            mensen[code].add(eender(regel.medewerker))
    return mensen


def _som(beeld: Capaciteitsbeeld, rijen: Sequence[Gemeentecapaciteit], naam: str) -> Gemeentecapaciteit:
    per_week_h = sum(rij.per_week_h for rij in rijen)
    te_gaan = [rij.te_gaan_h for rij in rijen if rij.te_gaan_h is not None]

    return Gemeentecapaciteit(
        code="",
        naam=naam,
        per_week_h=per_week_h,
        gepland_h=jaaruren_h(per_week_h, beeld.productief_h, beeld.voltijd_h),
        maanden_h=tuple(sum(maand) for maand in zip(*(rij.maanden_h for rij in rijen), strict=True)),
        te_gaan_h=sum(te_gaan) if te_gaan else None,
        afgerekend_h=sum(rij.afgerekend_h for rij in rijen),
        eerder_h=sum(rij.eerder_h for rij in rijen),
        later_h=sum(rij.later_h for rij in rijen),
        kosten_ct=sum(rij.kosten_ct for rij in rijen),
    )
