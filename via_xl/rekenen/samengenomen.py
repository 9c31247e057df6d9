"""Hours that are shown together, because so few people made them that they say what one person worked.

Of every way in which hours are divided (over gemeenten, taken and months; over themes see :mod:`via_xl.rekenen.themas`) each
part that is shown is of enough people, and so is what is left when the others are taken from the total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from via_xl.basis.opsomming import met_getal
from via_xl.basis.schrijfwijze import eender
from via_xl.regeling.model import Regeling, Taak, Urenregel
from via_xl.rekenen.capaciteit import (
    MAANDEN,
    Capaciteitsbeeld,
    Gemeentecapaciteit,
    geleverd,
    jaaruren_h,
    taak_van_rol,
)
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.verrekening import Verrekening

K = TypeVar("K")

GENOEG_PERSONEN = 3
"""Of fewer people than this hours are not shown apart, unless asked otherwise."""


def te_klein(delen: Collection[K], genoeg: Callable[[Collection[K]], bool], rang: Callable[[K], Any]) -> set[K]:
    """The parts of a whole to show together: those that are not enough alone, and the next in ``rang`` while those are not.

    Without the last step a single small part is the total less the others:

    >>> te_klein([1, 4, 5], lambda delen: sum(delen) >= 3, int)
    {1, 4}
    """
    samen = {deel for deel in delen if not genoeg([deel])}
    while samen and len(samen) < len(delen) and not genoeg(samen):
        samen.add(min((deel for deel in delen if deel not in samen), key=rang))
    return samen


def mensen(regels: Iterable[Urenregel]) -> frozenset[str]:
    """Who made these hours."""
    return frozenset(eender(regel.medewerker) for regel in regels if regel.uren_h)


def neem_samen(regeling: Regeling, beeld: Capaciteitsbeeld, minstens: int = GENOEG_PERSONEN) -> Capaciteitsbeeld:
    """The same capacity, with in its last row together the gemeenten of which fewer than ``minstens`` people have hours.

    When those are still of fewer people together, the gemeente of the fewest people after them joins them. A gemeente
    without hours stays: its capacity is what the plan prints.
    """
    wie = _per_gemeente(regeling, beeld)
    samen = te_klein(wie, _genoeg(wie, minstens), lambda code: (len(wie[code]), code))
    if not samen:
        return beeld
    weg = [rij for rij in beeld.gemeenten if rij.code in samen]
    klein = max(len(wie[code]) for code in samen) < minstens
    aantal = met_getal(len(weg), "gemeente", "gemeenten")
    naam = f"{aantal} met minder dan {minstens} medewerkers" if klein else f"{aantal} samen"
    blijft = (rij for rij in beeld.gemeenten if rij.code not in samen)
    return replace(beeld, gemeenten=(*blijft, _som(beeld, weg, naam)))


def taakgroepen(regeling: Regeling, beeld: Capaciteitsbeeld, minstens: int) -> tuple[tuple[Taak | None, ...], ...]:
    """The taken as their hours may be shown, None being that it isn't known: of fewer people than ``minstens`` together.

    A taak without hours stays: what is asked for it is what the plan prints.
    """
    taak = taak_van_rol(regeling)
    per_taak: dict[Taak | None, list[Urenregel]] = defaultdict(list)
    for regel in geleverd(regeling, beeld.jaar):
        per_taak[taak(regel.rol)].append(regel)
    wie = {soort: mensen(per_taak[soort]) for soort in (*Taak, None) if mensen(per_taak[soort])}
    samen = te_klein(wie, _genoeg(wie, minstens), lambda soort: (beeld.taak_h(soort), str(soort)))
    apart = [(soort,) for soort in (*Taak, None) if soort not in samen and (soort or soort in wie)]
    return (*apart, *([tuple(soort for soort in wie if soort in samen)] if samen else []))


def maandgroepen(regeling: Regeling, jaar: int, minstens: int) -> tuple[range, ...]:
    """The months of a year (from 0) as their hours may be shown: one of fewer people than ``minstens`` with those after it."""
    per_maand: list[list[Urenregel]] = [[] for _ in range(MAANDEN)]
    for regel in geleverd(regeling, jaar):
        per_maand[regel.maand.month - 1].append(regel)
    wie = dict(enumerate(map(mensen, per_maand)))
    genoeg = _genoeg(wie, minstens)
    groepen: list[range] = []
    begin, einde = 0, max((nr + 1 for nr in wie if wie[nr]), default=0)
    for maand in range(einde):
        nu = range(begin, maand + 1)
        if genoeg(nu) or not any(wie[nr] for nr in nu):
            groepen.append(nu)
            begin = maand + 1
    if begin < einde:
        while groepen and not genoeg(range(begin, einde)):
            begin = groepen.pop().start
        groepen.append(range(begin, einde))
    return (*groepen, *(range(nr, nr + 1) for nr in range(einde, MAANDEN)))


def zegt_uren(regeling: Regeling, uitkomst: Verrekening, minstens: int) -> bool:
    """Whether the settled hours of a year may be shown beside its cost and its delivered hours.

    Not when they are of too few people, and not when those are who make the difference with the delivered hours: late hours
    of one person, of which the cost is in the settlement too, say what that person earns.
    """
    nu = [rij.regel for rij in uitkomst.regels]
    elders = [regel for regel in geleverd(regeling, uitkomst.jaar) if regel.afrekenjaar != uitkomst.jaar]
    anders = [*(regel for regel in nu if regel.maand.year != uitkomst.jaar), *elders]
    return all(not wie or len(wie) >= minstens for wie in (mensen(nu), mensen(anders)))


def _genoeg(wie: Mapping[K, frozenset[str]], minstens: int) -> Callable[[Collection[K]], bool]:
    return lambda delen: len(frozenset().union(*(wie[deel] for deel in delen))) >= minstens


def _per_gemeente(regeling: Regeling, beeld: Capaciteitsbeeld) -> dict[str, frozenset[str]]:
    """By CBS code who delivered hours in the year; a gemeente without hours is not in it."""
    voor = houders(regeling.gemeenten, beeld.jaar)
    per_code: dict[str, list[Urenregel]] = defaultdict(list)
    for regel in geleverd(regeling, beeld.jaar):
        per_code[voor[regel.code]].append(regel)
    return {rij.code: mensen(per_code[rij.code]) for rij in beeld.gemeenten if rij.geleverd_h}


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
