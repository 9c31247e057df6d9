"""Where a year that isn't over will end: K, V, R and each bijdrage, low, expected and high.

What is delivered counts as it is, and so do other costs than hours: only those that are known. For each month that a gemeente has no hours of yet its capacity is taken: the hours a
week that it promised on the last day of that month, as productive hours (18 of 36 a week is 700 of 1.400 a year, never 44
weeks of 18), spread over the months as the hours of the year before were (``prognose_patroon``; or in twelve equal parts).
Of those hours it delivers the part that tblJaren says, and each costs what the hours of that gemeente cost at the schalen
in which they were made so far, at the rates known for that month.

The settlement of that is :func:`via_xl.rekenen.verrekening.verreken` and nothing else: each month to come is an hour line
with a rate of its own. All in cents and hundredths of an hour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from via_xl.basis.geld import GEHEEL_BP, UUR, rond_half_op
from via_xl.basis.schaal import Schaal
from via_xl.regeling.model import BijdrageKarakter, Jaar, Maandpatroon, Regeling, Tarief, Urenregel, VoorstelToets
from via_xl.rekenen.capaciteit import MAANDEN, geleverd, jaaruren_h
from via_xl.rekenen.kosten import regelkosten_ct
from via_xl.rekenen.opvolging import Houders, houders
from via_xl.rekenen.tarief import maandeinde, uurtarief_ct
from via_xl.rekenen.verdeling import EXACT_GRENS, LegeSleutel
from via_xl.rekenen.verrekening import (
    Verrekening,
    boven_grens_ct,
    draagt_volgens_sleutel,
    verreken,
    volgens_sleutel_ct,
)

GELIJKE_MAANDEN = (1,) * MAANDEN


class Prognosegeval(StrEnum):
    """How the months to come may turn out."""

    LAAG = "laag"
    VERWACHT = "verwacht"
    HOOG = "hoog"

    def van_jaar(self, parameters: Jaar) -> int:
        """The part of the capacity that is then delivered, in basispunten."""
        return {
            Prognosegeval.LAAG: parameters.prognose_laag_bp,
            Prognosegeval.VERWACHT: parameters.prognose_verwacht_bp,
            Prognosegeval.HOOG: parameters.prognose_hoog_bp,
        }[self]


class Prognoseoordeel(StrEnum):
    """What a forecast says of the limit above which a voorstel is due."""

    GEEN_PLAN = "LET OP: vul op Jaren de productieve uren in"
    GEEN_PRIJS = "LET OP: er zijn nog geen uren om een uurtarief aan te ontlenen"
    BOVEN = "LET OP: voorstel nodig"
    MISSCHIEN = "LET OP: bij hoge inzet is een voorstel nodig"
    BINNEN = "OK"


@dataclass(frozen=True, slots=True)
class Prijspeil:
    """The rates known for a month, beside those of the end of the year: both added up over the schalen that have one then.

    The last known rate of a schaal counts as long as no other is known.
    """

    nu_ct: int
    jaareinde_ct: int

    def tarief_ct(self, op_jaareinde_ct: int) -> int:
        """What an hour costs in this month that at the end of the year costs so much.

        >>> Prijspeil(7500, 7650).tarief_ct(8160), Prijspeil(0, 0).tarief_ct(8160)
        (8000, 8160)
        """
        return rond_half_op(op_jaareinde_ct * self.nu_ct, self.jaareinde_ct) if self.jaareinde_ct else op_jaareinde_ct


@dataclass(frozen=True, slots=True)
class Uurprijs:
    """Hours, and what they cost at the rates of the end of the year."""

    uren_h: int
    kosten_ct: int

    @property
    def gemiddeld_ct(self) -> int:
        """The mean cost of an hour; 0 without hours."""
        return rond_half_op(self.kosten_ct * UUR, self.uren_h) if self.uren_h else 0


@dataclass(frozen=True, slots=True)
class Gemeenteraming:
    """What the hours to come of a gemeente cost: by the hours of this year, of the year before, or of all gemeenten.

    ``prijs`` is the one that counts: its own hours of this year, without those its own of the year before, and without
    those the hours of everyone in both years. ``gesloten``: its signed hour sheet was read when the year was over, so no
    hours are to come.
    """

    code: str
    naam: str
    dit_jaar: Uurprijs
    vorig_jaar: Uurprijs
    prijs: Uurprijs
    gesloten: bool


@dataclass(frozen=True, slots=True)
class Maandraming:
    """A month of a gemeente: what it delivered, and where that isn't known what it will deliver, in each geval.

    ``bekend``: it has hours of this month or a later one, or its year is closed. ``volledig_h`` are the productive hours
    of its capacity in this month.
    """

    code: str
    maand: int
    geleverd_h: int
    bekend: bool
    capaciteit_h: int
    volledig_h: int
    tarief_ct: int
    uren_h: Mapping[Prognosegeval, int]

    @property
    def te_gaan(self) -> bool:
        """Whether hours of this month are to come."""
        return self.volledig_h > 0 and not self.bekend

    def kosten_ct(self, geval: Prognosegeval) -> int:
        """What the hours to come cost."""
        return regelkosten_ct(self.uren_h[geval], self.tarief_ct)


@dataclass(frozen=True)
class Prognose:
    """The forecast of a year: its assumptions, every month of every gemeente, and the settlement it comes to in each geval.

    ``patroon`` is the one in use: without hours in every month of the year before (``vorig_h``) it is ``gelijk``.
    ``gewichten`` are the parts of January up to and including December in the hours of a year. ``allen`` are the hours of
    everyone, of this year and the year before. ``zonder_verdeling`` are the gevallen in which the key of the year adds to
    zero, or is beyond what a spreadsheet shares exactly, so that R is known and nobody's bijdrage.
    """

    nu: Verrekening
    parameters: Jaar
    vorig_h: tuple[int, ...]
    patroon: Maandpatroon
    gewichten: tuple[int, ...]
    inzet_bp: Mapping[Prognosegeval, int]
    prijspeil: tuple[Prijspeil, ...]
    gemeenten: tuple[Gemeenteraming, ...]
    allen: Uurprijs
    maanden: tuple[Maandraming, ...]
    uitkomsten: Mapping[Prognosegeval, Verrekening]
    zonder_verdeling: frozenset[Prognosegeval]

    @property
    def jaar(self) -> int:
        """The year that is forecast."""
        return self.nu.jaar

    @property
    def met_plan(self) -> bool:
        """Whether the productive hours of a year are known: without them nothing is to come."""
        return self.parameters.productieve_uren_h is not None

    def van(self, code: str) -> tuple[Maandraming, ...]:
        """The months of a gemeente."""
        return self._per_code[code]

    @cached_property
    def _per_code(self) -> dict[str, tuple[Maandraming, ...]]:
        return {
            rij.code: tuple(self.maanden[nr : nr + MAANDEN]) for nr, rij in enumerate(self.maanden) if rij.maand == 1
        }

    @property
    def verwacht(self) -> Verrekening:
        """The settlement that is expected."""
        return self.uitkomsten[Prognosegeval.VERWACHT]

    @cached_property
    def maanden_te_gaan(self) -> int:
        """How many months of gemeenten there are of which hours are to come."""
        return sum(rij.te_gaan for rij in self.maanden)

    def uren_te_gaan_h(self, geval: Prognosegeval) -> int:
        """The hours that are to come."""
        return sum(rij.uren_h[geval] for rij in self.maanden)

    def kosten_te_gaan_ct(self, geval: Prognosegeval) -> int:
        """What those cost."""
        return sum(rij.kosten_ct(geval) for rij in self.maanden)

    def boven_ct(self, geval: Prognosegeval) -> int:
        """The part of R above the voorstelgrens, in cents."""
        uit = self.uitkomsten[geval]
        return boven_grens_ct(uit.te_verdelen_ct, uit.voorstelgrens_ct)

    def apart_ct(self, geval: Prognosegeval) -> int:
        """The part of R that is borne apart from the key, were it only for the choices of the year."""
        samen = draagt_volgens_sleutel(self.nu.verdeelsleutel, self.nu.drager)
        return 0 if self.nu.vast or samen else self.boven_ct(geval)

    def volgens_sleutel_ct(self, geval: Prognosegeval) -> int:
        """What the key shares out, were it only for the choices of the year."""
        uit = self.uitkomsten[geval]
        if self.nu.vast:
            return 0
        return volgens_sleutel_ct(uit.kosten_ct, uit.te_verdelen_ct, self.apart_ct(geval), uit.verdeelsleutel)

    def jaaruren_h(self, per_week_h: int) -> int | None:
        """The productive hours a year of so many hours a week; None when those of a full-time year aren't known."""
        return jaaruren_h(per_week_h, self.parameters.productieve_uren_h, self.parameters.voltijd_h)

    def te_groot(self, geval: Prognosegeval) -> int:
        """What of a geval is too large to share exactly: how many keys, and whether the amount is."""
        keer = zip(*sleutels(self.uitkomsten[geval]), strict=True)
        bedrag_ct = max(self.volgens_sleutel_ct(geval), self.apart_ct(geval))
        return sum(is_te_groot(*deze) for deze in keer) + (bedrag_ct >= EXACT_GRENS)

    def bijdrage_ct(self, geval: Prognosegeval, code: str) -> int | None:
        """The bijdrage of a gemeente; None where R can't be shared."""
        return None if geval in self.zonder_verdeling else self.uitkomsten[geval].van(code).bijdrage_ct

    def boven_begroot(self, geval: Prognosegeval) -> int:
        """How many gemeenten bear more than the plan prints for them; 0 where R can't be shared."""
        return 0 if geval in self.zonder_verdeling else len(self.uitkomsten[geval].boven_begroot)

    def voorstel_nodig(self, geval: Prognosegeval) -> bool:
        """Whether a voorstel is then due, by what the year holds against the plan."""
        if self.nu.toets is VoorstelToets.GEMEENTE:
            return self.boven_begroot(geval) > 0
        return self.boven_ct(geval) > 0

    @property
    def oordeel(self) -> Prognoseoordeel:
        """Whether a voorstel will be due."""
        if not self.met_plan:
            return Prognoseoordeel.GEEN_PLAN
        if self.maanden_te_gaan and not self.allen.uren_h:
            return Prognoseoordeel.GEEN_PRIJS
        if self.voorstel_nodig(Prognosegeval.VERWACHT):
            return Prognoseoordeel.BOVEN
        return Prognoseoordeel.MISSCHIEN if self.voorstel_nodig(Prognosegeval.HOOG) else Prognoseoordeel.BINNEN


def prognose(regeling: Regeling, uitkomst: Verrekening) -> Prognose:
    """The forecast of the year that ``uitkomst`` settles as far as it is known.

    Raises:
        KeyError: the year isn't in ``jaren`` or ``pok``.
    """
    jaar = uitkomst.jaar
    parameters = regeling.jaar(jaar)
    voor = houders(regeling.gemeenten, jaar)
    vorig_h = uren_per_maand_h(regeling, jaar - 1)
    patroon, gewichten = maandgewichten(parameters, vorig_h)
    laatste = Tariefverloop(regeling.tarieven, jaar)
    peilen = tuple(laatste.prijspeil(maand) for maand in range(1, MAANDEN + 1))
    gemeenten, allen = _ramingen(regeling, uitkomst, voor, laatste.laatste_ct)
    inzet_bp = {geval: geval.van_jaar(parameters) for geval in Prognosegeval}
    plan = _Plan(regeling, jaar, voor, gewichten)
    maanden = tuple(rij for gemeente in gemeenten for rij in _maanden(plan, gemeente, peilen, inzet_bp))
    uitkomsten, zonder = {}, set()
    for geval in Prognosegeval:
        straks = met_wat_komt(regeling, jaar, maanden, geval)
        uit = _verdeeld(straks, jaar)
        if uit is None:
            zonder.add(geval)
        uitkomsten[geval] = uit or verreken(_zonder_sleutel(straks, jaar), jaar)
    return Prognose(
        nu=uitkomst,
        parameters=parameters,
        vorig_h=vorig_h,
        patroon=patroon,
        gewichten=gewichten,
        inzet_bp=inzet_bp,
        prijspeil=peilen,
        gemeenten=gemeenten,
        allen=allen,
        maanden=maanden,
        uitkomsten=uitkomsten,
        zonder_verdeling=frozenset(zonder),
    )


def uren_per_maand_h(regeling: Regeling, jaar: int) -> tuple[int, ...]:
    """The hours that all gemeenten together delivered in a year, of January up to and including December."""
    som = [0] * MAANDEN
    for regel in geleverd(regeling, jaar):
        som[regel.maand.month - 1] += regel.uren_h
    return tuple(som)


def maandgewichten(parameters: Jaar, vorig_h: tuple[int, ...]) -> tuple[Maandpatroon, tuple[int, ...]]:
    """The part of each month in the hours of a year, and how it was found.

    The parts are the hours that were delivered in those months of the year before (``vorig_h``). Where one of them has none
    that says nothing, and each month counts as much.
    """
    if parameters.prognose_patroon is Maandpatroon.VORIG_JAAR and all(vorig_h):
        return Maandpatroon.VORIG_JAAR, vorig_h
    return Maandpatroon.GELIJK, GELIJKE_MAANDEN


class Tariefverloop:
    """The rates of a year as far as they are known: per schaal the last one, and how high each month stands beside it."""

    def __init__(self, tarieven: Iterable[Tarief], jaar: int) -> None:
        self._jaar = jaar
        self._rijen = [(rij, uurtarief_ct(rij)) for rij in tarieven if rij.van <= date(jaar, 12, 31)]
        self._laatste: dict[Schaal, date] = {}
        for rij, _ in self._rijen:
            self._laatste[rij.schaal] = max(rij.van, self._laatste.get(rij.schaal, rij.van))
        self.laatste_ct: dict[Schaal, int] = defaultdict(int)
        """Per schaal the last rate that began in the year or before."""
        for rij, ct in self._rijen:
            self.laatste_ct[rij.schaal] += ct * self.is_laatste(rij)

    def is_laatste(self, rij: Tarief) -> bool:
        """Whether no rate of that schaal is known that begins later in the year."""
        return self._laatste.get(rij.schaal) == rij.van

    def prijspeil(self, maand: int) -> Prijspeil:
        """The rates that hold on the last day of a month, and what those schalen cost at the end of the year."""
        dag = maandeinde(date(self._jaar, maand, 1))
        geldend = [
            (ct, self.laatste_ct[rij.schaal])
            for rij, ct in self._rijen
            if rij.van <= dag and (dag <= rij.tot or self.is_laatste(rij))
        ]
        return Prijspeil(sum(nu for nu, _ in geldend), sum(laatste for _, laatste in geldend))


def _ramingen(
    regeling: Regeling, uitkomst: Verrekening, voor: Houders, laatste_ct: Mapping[Schaal, int]
) -> tuple[tuple[Gemeenteraming, ...], Uurprijs]:
    """What an hour of each gemeente costs at the end of the year, in the order of the settlement, and of all of them."""
    jaar = uitkomst.jaar
    dit, vorig = (_uurprijzen(geleverd(regeling, welk), voor, laatste_ct) for welk in (jaar, jaar - 1))
    allen = Uurprijs(
        sum(deel(rij.code).uren_h for rij in uitkomst.gemeenten for deel in (dit, vorig)),
        sum(deel(rij.code).kosten_ct for rij in uitkomst.gemeenten for deel in (dit, vorig)),
    )
    gesloten = {
        voor[staat.code]
        for staat in regeling.urenstaten
        if staat.jaar == jaar and staat.geldig and staat.getekend and staat.gelezen_op.year > jaar
    }
    ramingen = (
        Gemeenteraming(
            code=rij.code,
            naam=rij.naam,
            dit_jaar=dit(rij.code),
            vorig_jaar=vorig(rij.code),
            prijs=next((prijs for prijs in (dit(rij.code), vorig(rij.code)) if prijs.uren_h), allen),
            gesloten=rij.code in gesloten,
        )
        for rij in uitkomst.gemeenten
    )
    return tuple(ramingen), allen


def _uurprijzen(
    regels: Iterable[Urenregel], voor: Houders, laatste_ct: Mapping[Schaal, int]
) -> Callable[[str], Uurprijs]:
    """Per gemeente its hours, each at the last rate of its schaal."""
    uren_h: dict[str, int] = defaultdict(int)
    kosten_ct: dict[str, int] = defaultdict(int)
    for regel in regels:
        code = voor[regel.code]
        uren_h[code] += regel.uren_h
        kosten_ct[code] += regelkosten_ct(regel.uren_h, laatste_ct.get(regel.schaal, 0))
    return lambda code: Uurprijs(uren_h.get(code, 0), kosten_ct.get(code, 0))


class _Plan:
    """What was delivered in each month of a year, and the productive hours of the capacity in it."""

    def __init__(self, regeling: Regeling, jaar: int, voor: Houders, gewichten: tuple[int, ...]) -> None:
        self._parameters = regeling.jaar(jaar)
        self._gewichten = gewichten
        self._geleverd_h: dict[tuple[str, int], int] = defaultdict(int)
        self._per_week_h: dict[tuple[str, int], int] = defaultdict(int)
        for regel in geleverd(regeling, jaar):
            self._geleverd_h[voor[regel.code], regel.maand.month] += regel.uren_h
        for maand in range(1, MAANDEN + 1):
            dag = maandeinde(date(jaar, maand, 1))
            for rij in regeling.capaciteit:
                if rij.geldt_op(dag):
                    self._per_week_h[voor[rij.code], maand] += rij.uren_per_week_h

    def geleverd_h(self, code: str) -> list[int]:
        """The hours that a gemeente delivered, of January up to and including December."""
        return [self._geleverd_h[code, maand] for maand in range(1, MAANDEN + 1)]

    def per_week_h(self, code: str, maand: int) -> int:
        """The hours a week that it promised on the last day of a month."""
        return self._per_week_h[code, maand]

    def volledig_h(self, code: str, maand: int) -> int:
        """The productive hours of those in that month; 0 when the productive hours of a year aren't known."""
        per_week_h = self._per_week_h[code, maand]
        per_jaar_h = jaaruren_h(per_week_h, self._parameters.productieve_uren_h, self._parameters.voltijd_h) or 0
        return rond_half_op(per_jaar_h * self._gewichten[maand - 1], sum(self._gewichten))


def _maanden(
    plan: _Plan, gemeente: Gemeenteraming, peilen: tuple[Prijspeil, ...], inzet_bp: Mapping[Prognosegeval, int]
) -> Iterable[Maandraming]:
    """The twelve months of a gemeente."""
    code = gemeente.code
    uren_h = plan.geleverd_h(code)
    for maand, peil in enumerate(peilen, start=1):
        bekend = gemeente.gesloten or any(uren_h[maand - 1 :])
        volledig_h = plan.volledig_h(code, maand)
        komt_h = 0 if bekend else volledig_h
        yield Maandraming(
            code=code,
            maand=maand,
            geleverd_h=uren_h[maand - 1],
            bekend=bekend,
            capaciteit_h=plan.per_week_h(code, maand),
            volledig_h=volledig_h,
            tarief_ct=peil.tarief_ct(gemeente.prijs.gemiddeld_ct),
            uren_h={geval: rond_half_op(komt_h * bp, GEHEEL_BP) for geval, bp in inzet_bp.items()},
        )


def met_wat_komt(regeling: Regeling, jaar: int, maanden: Iterable[Maandraming], geval: Prognosegeval) -> Regeling:
    """The regeling as if the hours to come had come: a line for each month, with a schaal and a rate of its own."""
    regels, tarieven = [], []
    for rij in maanden:
        if rij.uren_h[geval]:
            begin = date(jaar, rij.maand, 1)
            schaal = f"prognose {rij.code} {rij.maand}"
            regels.append(
                Urenregel(
                    bron="prognose",
                    code=rij.code,
                    medewerker="",
                    rol="",
                    thema="",
                    schaal=schaal,
                    maand=begin,
                    uren_h=rij.uren_h[geval],
                    afrekenjaar=jaar,
                )
            )
            tarieven.append(
                Tarief(bron="prognose", schaal=schaal, van=begin, tot=maandeinde(begin), uurtarief_ct=rij.tarief_ct)
            )
    return replace(regeling, uren=(*regeling.uren, *regels), tarieven=(*regeling.tarieven, *tarieven))


def _verdeeld(regeling: Regeling, jaar: int) -> Verrekening | None:
    """The settlement of a year; None where its key adds to zero or is too large."""
    try:
        uit = verreken(regeling, jaar)
    except LegeSleutel:
        return None
    te_groot = max(uit.volgens_sleutel_ct, uit.meerkosten_ct) >= EXACT_GRENS or any(map(is_te_groot, *sleutels(uit)))
    return None if te_groot else uit


def sleutels(uit: Verrekening) -> tuple[list[int], list[int]]:
    """Per gemeente its key × all keys together, of what the key shares and of the meerkosten."""
    som, meer = uit.sleutel_totaal, uit.meerkosten_totaal
    return [som * rij.deel.sleutel for rij in uit.gemeenten], [meer * rij.meerkosten.sleutel for rij in uit.gemeenten]


def is_te_groot(sleutel: int, meerkosten: int) -> bool:
    """Whether a spreadsheet can't share exactly by these (:func:`sleutels`), whatever the amount."""
    return max(sleutel, meerkosten) >= EXACT_GRENS


def _zonder_sleutel(regeling: Regeling, jaar: int) -> Regeling:
    """The regeling with a fixed bijdrage in a year, which needs no key."""
    jaren = tuple(
        replace(rij, bijdrage_karakter=BijdrageKarakter.VAST) if rij.jaar == jaar else rij for rij in regeling.jaren
    )
    return replace(regeling, jaren=jaren)
