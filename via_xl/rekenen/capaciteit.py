"""Capacity of a year: planned against delivered hours, what is missing, and where the year is going by the forecast.

Delivered are the valid hours of the twelve months of the year, whatever year they are settled in. All in hundredths of
an hour; None is not known, which is not 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct

from via_xl.basis.geld import rond_half_op, verschil
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.regeling.model import Regeling, Rol, Taak, Urenregel
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.verrekening import Verrekening

MAANDEN = 12


def jaaruren_h(per_week_h: int, productief_h: int | None, voltijd_h: int) -> int | None:
    """The productive hours a year of so many hours a week; None when the productive hours of a year aren't known.

    18 of 36 hours a week, of 1.400 productive hours a year, is 700 hours:

    >>> jaaruren_h(1800, 140000, 3600), jaaruren_h(1800, None, 3600)
    (70000, None)
    """
    return None if productief_h is None else rond_half_op(per_week_h * productief_h, voltijd_h)


def weekuren_h(per_jaar_h: int | None, productief_h: int | None, voltijd_h: int) -> int | None:
    """The hours a week that so many hours a year come to: :func:`jaaruren_h` the other way round.

    None when the hours of the year or the productive hours aren't known, or the latter are 0.

    >>> weekuren_h(70000, 140000, 3600), weekuren_h(70000, 0, 3600)
    (1800, None)
    """
    return rond_half_op(per_jaar_h * voltijd_h, productief_h) if per_jaar_h is not None and productief_h else None


def naar_rato_h(deel_h: int, geheel_h: int, wordt_h: int | None) -> int | None:
    """A part of hours when the whole becomes ``wordt_h``; None when that isn't known, or of no hours.

    Of 350 hours 70 were for ondersteuning. When the year ends at 700 that makes 140:

    >>> naar_rato_h(7000, 35000, 70000), naar_rato_h(0, 0, 70000), naar_rato_h(7000, 35000, None)
    (14000, None, None)
    """
    return rond_half_op(deel_h * wordt_h, geheel_h) if geheel_h and wordt_h is not None else None


class Gemeentecapaciteit(Struct, frozen=True):
    """The hours that a gemeente delivered in a year, beside the capacity it promised.

    ``per_week_h`` is that capacity a week and ``gepland_h`` a year; ``maanden_h`` are the hours of January up to and
    including December. ``te_gaan_h`` is what it will still deliver by the forecast (None: not known). ``afgerekend_h`` and
    ``kosten_ct`` are the hours and the cost in the settlement of the year: ``eerder_h`` of those hours belong to months
    of another year, and ``later_h`` of the hours of this year are settled in another one.
    """

    code: str
    naam: str
    per_week_h: int
    gepland_h: int | None
    maanden_h: tuple[int, ...]
    te_gaan_h: int | None
    afgerekend_h: int
    eerder_h: int
    later_h: int
    kosten_ct: int

    @property
    def geleverd_h(self) -> int:
        """The hours delivered in the twelve months of the year."""
        return sum(self.maanden_h)

    @property
    def prognose_h(self) -> int | None:
        """The forecast for the whole year: what it delivered, and what is to come; None when that isn't known."""
        return None if self.te_gaan_h is None else self.geleverd_h + self.te_gaan_h

    @property
    def verschil_h(self) -> int | None:
        """How far the forecast lies above the planned hours (negative: below); None when either isn't known."""
        return verschil(self.prognose_h, self.gepland_h)

    @property
    def meer_h(self) -> int:
        """The delivered hours above the productive hours of the capacity, never negative.

        An hour costs a productive hour, so that someone who books more than those is paid for more than they cost.
        """
        return 0 if self.gepland_h is None else max(0, self.geleverd_h - self.gepland_h)

    @property
    def effect_ct(self) -> int:
        """The cost of ``meer_h`` in cents, at the mean rate of the settled hours of this gemeente; 0 without any."""
        return rond_half_op(self.meer_h * self.kosten_ct, self.afgerekend_h) if self.afgerekend_h else 0


class Rolcapaciteit(Struct, frozen=True):
    """The hours that were delivered in a rol, per month, and the taak that the rol works for.

    ``taak`` is None when tblRollen names no taak for the rol.
    """

    rol: str
    taak: Taak | None
    maanden_h: tuple[int, ...]

    @property
    def geleverd_h(self) -> int:
        """The hours delivered in this rol in the twelve months of the year."""
        return sum(self.maanden_h)


class Capaciteitsbeeld(Struct, frozen=True):
    """The capacity of a year: planned, delivered and forecast, per gemeente and per rol.

    ``productief_h`` are the productive hours of a full-time year (None: not known) and ``voltijd_h`` the hours of a
    full-time week. ``maanden`` is the number of the last month with any hours, so how much of the year is known.
    ``rol_onbekend_h`` are the hours per month in a rol that isn't in tblRollen. ``formatie_h`` holds, for the taken of
    tblFormatie, how many hours a week are asked for.
    """

    jaar: int
    productief_h: int | None
    voltijd_h: int
    maanden: int
    gemeenten: tuple[Gemeentecapaciteit, ...]
    rollen: tuple[Rolcapaciteit, ...]
    rol_onbekend_h: tuple[int, ...]
    formatie_h: dict[Taak, int]

    @property
    def maanden_h(self) -> tuple[int, ...]:
        """The hours that all gemeenten together delivered, for January up to and including December."""
        return tuple(sum(g.maanden_h[nr] for g in self.gemeenten) for nr in range(MAANDEN))

    @property
    def geleverd_h(self) -> int:
        """The hours that all gemeenten together delivered in the year."""
        return sum(self.maanden_h)

    @property
    def capaciteit_h(self) -> int:
        """The hours a week that all gemeenten together supply."""
        return sum(g.per_week_h for g in self.gemeenten)

    @property
    def formatie_totaal_h(self) -> int | None:
        """The hours a week that are asked for; None when nothing is asked."""
        return sum(self.formatie_h.values()) if self.formatie_h else None

    @property
    def vacature_h(self) -> int | None:
        """The hours a week that are asked for and that nobody supplies; None when nothing is asked."""
        return verschil(self.formatie_totaal_h, self.capaciteit_h)

    @property
    def gepland_h(self) -> int | None:
        """The planned hours of all gemeenten in the year; None when the productive hours of a year aren't known."""
        if self.productief_h is None:
            return None
        return sum(g.gepland_h or 0 for g in self.gemeenten)

    @property
    def prognose_h(self) -> int | None:
        """The forecasts of all gemeenten for the whole year, added up; None when those aren't known."""
        alle = [g.prognose_h for g in self.gemeenten if g.prognose_h is not None]
        return sum(alle) if alle else None

    @property
    def tempo_h(self) -> int | None:
        """The hours a week that the forecast comes to; None when it or the productive hours of a year aren't known."""
        return weekuren_h(self.prognose_h, self.productief_h, self.voltijd_h)

    @property
    def meer_h(self) -> int:
        """The delivered hours above the productive hours of the capacity, of all gemeenten together."""
        return sum(g.meer_h for g in self.gemeenten)

    @property
    def effect_ct(self) -> int:
        """The cost of those hours in cents, each gemeente's at its own mean rate."""
        return sum(g.effect_ct for g in self.gemeenten)

    def taakformatie_h(self, *taken: Taak | None) -> int | None:
        """The hours a week that are asked for taken together; None when nothing is asked."""
        gevraagd = [self.formatie_h[taak] for taak in taken if taak in self.formatie_h]
        return sum(gevraagd) if gevraagd else None

    def taak_h(self, *taken: Taak | None) -> int:
        """The hours delivered for taken together; with None those of roles of which the taak isn't known."""
        uren_h = sum(rol.geleverd_h for rol in self.rollen if rol.taak in taken)
        return uren_h + (sum(self.rol_onbekend_h) if None in taken else 0)

    def taakprognose_h(self, *taken: Taak | None) -> int | None:
        """The forecast of those hours in the whole year, if their part stays as it is; None when that isn't known."""
        return naar_rato_h(self.taak_h(*taken), self.geleverd_h, self.prognose_h)

    def taaktempo_h(self, *taken: Taak | None) -> int | None:
        """The hours a week that this forecast comes to; None when it isn't known."""
        return weekuren_h(self.taakprognose_h(*taken), self.productief_h, self.voltijd_h)


def geleverd(regeling: Regeling, jaar: int) -> list[Urenregel]:
    """The valid hour lines of the months of a year, whatever year they are settled in."""
    return [regel for regel in regeling.uren if regel.geldig and regel.maand.year == jaar]


def capaciteit(
    regeling: Regeling, uitkomst: Verrekening, te_gaan_h: Mapping[str, int] | None = None
) -> Capaciteitsbeeld:
    """The capacity of the year that ``uitkomst`` settles: planned, delivered and forecast.

    ``te_gaan_h`` is what each gemeente will still deliver (:attr:`via_xl.rekenen.prognose.Prognose.verwacht_te_gaan_h`).

    Raises:
        KeyError: the year isn't in ``jaren``.
    """
    jaar = uitkomst.jaar
    parameters = regeling.jaar(jaar)
    regels = geleverd(regeling, jaar)
    maanden = max((regel.maand.month for regel in regels if regel.uren_h), default=0)
    voor = houders(regeling.gemeenten, jaar)
    per_code: dict[str, list[Urenregel]] = defaultdict(list)
    per_rol: dict[str, list[Urenregel]] = defaultdict(list)
    for regel in regels:
        per_code[voor[regel.code]].append(regel)
        per_rol[zelfde_in_formule(regel.rol)].append(regel)
    eerder: dict[str, int] = defaultdict(int)
    for rij in uitkomst.regels:
        if rij.regel.maand.year != jaar:
            eerder[rij.code] += rij.regel.uren_h
    gemeenten = tuple(
        Gemeentecapaciteit(
            code=rij.code,
            naam=rij.naam,
            per_week_h=rij.capaciteit_h,
            gepland_h=jaaruren_h(rij.capaciteit_h, parameters.productieve_uren_h, parameters.voltijd_h),
            maanden_h=_per_maand(per_code[rij.code]),
            te_gaan_h=None if te_gaan_h is None else te_gaan_h[rij.code],
            afgerekend_h=rij.uren_h,
            eerder_h=eerder[rij.code],
            later_h=sum(regel.uren_h for regel in per_code[rij.code] if regel.afrekenjaar != jaar),
            kosten_ct=rij.urenkosten_ct,
        )
        for rij in uitkomst.gemeenten
    )
    rollen = _rollen(regeling)
    return Capaciteitsbeeld(
        jaar=jaar,
        productief_h=parameters.productieve_uren_h,
        voltijd_h=parameters.voltijd_h,
        maanden=maanden,
        gemeenten=gemeenten,
        rollen=tuple(Rolcapaciteit(rol.rol, rol.taak, _per_maand(per_rol[sleutel])) for sleutel, rol in rollen.items()),
        rol_onbekend_h=_per_maand(regel for regel in regels if zelfde_in_formule(regel.rol) not in rollen),
        formatie_h=formatie_h(regeling, jaar),
    )


def formatie_h(regeling: Regeling, jaar: int) -> dict[Taak, int]:
    """Per taak the hours a week that are asked for on 31 December of a year, whoever supplies them."""
    laatste_dag = date(jaar, 12, 31)
    formatie: dict[Taak, int] = {}
    for eis in regeling.formatie:
        if eis.geldt_op(laatste_dag):
            formatie[eis.taak] = formatie.get(eis.taak, 0) + eis.uren_per_week_h
    return formatie


def taak_van_rol(regeling: Regeling) -> Callable[[str], Taak | None]:
    """For which taak a rol works, however it is spelled; None where tblRollen doesn't say."""
    rollen = _rollen(regeling)

    def taak(rol: str) -> Taak | None:
        gevonden = rollen.get(zelfde_in_formule(rol))
        return None if gevonden is None else gevonden.taak

    return taak


def _rollen(regeling: Regeling) -> dict[str, Rol]:
    """The rollen by how a formula spells them; of two that it takes for the same the first."""
    rollen: dict[str, Rol] = {}
    for rol in regeling.rollen:
        rollen.setdefault(zelfde_in_formule(rol.rol), rol)
    return rollen


def _per_maand(regels: Iterable[Urenregel]) -> tuple[int, ...]:
    """The hours of January up to and including December."""
    som = [0] * MAANDEN
    for regel in regels:
        som[regel.maand.month - 1] += regel.uren_h
    return tuple(som)
