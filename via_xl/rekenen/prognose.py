"""Where a year that isn't over will end: K, V, R and each bijdrage, low, expected and high.

What is delivered counts as it is, and so do other costs than hours: only those that are known. For each month that a gemeente has no hours of yet its capacity is taken: the hours a
week that it promised on the last day of that month, as productive hours (18 of 36 a week is 700 of 1.400 a year, never 44
weeks of 18), spread over the months as the hours of the year before were (``prognose_patroon``; or in twelve equal parts).
Of those hours it delivers the part that tblJaren says. Each costs what an hour of that gemeente cost on average so far, at the
rates known for that month: per month it is known how high the rates of all schalen together stand beside those of the end of
the year (:meth:`Tariefverloop.peil`), and by that the average is brought to the end of the year and from there to the month.

The months are added up at full capacity, and the part that is delivered is taken of that sum: what a gemeente still brings in
is rounded once, not in every month. The settlement of it is :func:`via_xl.rekenen.verrekening.verreken` and nothing else. All
in cents and hundredths of an hour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.geld import GEHEEL_BP, UUR, rond_half_op
from via_xl.basis.schaal import Schaal
from via_xl.regeling.model import (
    BijdrageKarakter,
    Jaar,
    Kostenpost,
    Maandpatroon,
    Regeling,
    Tarief,
    Urenregel,
    VoorstelToets,
)
from via_xl.rekenen.capaciteit import MAANDEN, geleverd, jaaruren_h
from via_xl.rekenen.kosten import regelkosten_ct, urenregel_ct
from via_xl.rekenen.opvolging import Houders, houders
from via_xl.rekenen.tarief import Tarieven, maandeinde, uurtarief_ct
from via_xl.rekenen.verdeling import EXACT_GRENS, LegeSleutel
from via_xl.rekenen.verrekening import (
    GemeenteUitkomst,
    Verrekening,
    boven_grens_ct,
    draagt_volgens_sleutel,
    verreken,
    volgens_sleutel_ct,
)

GELIJKE_MAANDEN = (1,) * MAANDEN
PEIL = 1_000_000
"""The rates of the end of the year: those of a month are so many millionths of them."""


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


class Uurprijs(Struct, frozen=True):
    """The hours of a gemeente in a year, what they cost, and how high the rates then stood (:meth:`Tariefverloop.peil`)."""

    uren_h: int
    kosten_ct: int
    peil: int

    @property
    def jaareinde_ct(self) -> int:
        """What such an hour costs at the end of the year; 0 without hours.

        >>> Uurprijs(1000, 75_210, 987_656).jaareinde_ct
        7615
        """
        if not self.uren_h:
            return 0
        return rond_half_op(rond_half_op(self.kosten_ct * UUR, self.uren_h) * PEIL, self.peil)


class Maandraming(Struct, frozen=True):
    """A month of a gemeente: what it delivered, and where that isn't known what its capacity comes to.

    ``te_gaan_h`` are the productive hours of that capacity, all of them; 0 where it has hours of this month or a later one, or
    its year is closed. ``volledig_h`` are the same whether they are to come or not. ``tarief_ct`` is what an hour costs.
    """

    code: str
    maand: int
    geleverd_h: int
    capaciteit_h: int
    volledig_h: int
    te_gaan_h: int
    tarief_ct: int

    def uren_h(self, inzet_bp: int) -> int:
        """The hours to come when that part of the capacity is delivered; the months of a gemeente are not added up so."""
        return rond_half_op(self.te_gaan_h * inzet_bp, GEHEEL_BP)


class Gemeenteraming(Struct, frozen=True):
    """What a gemeente will still bring in.

    An hour costs at the end of the year (``prijs_ct``) what its hours of this year cost, without those its hours of the year
    before, and without those the hours of everyone in both years. ``gesloten``: its signed hour sheet was read when the year was
    over, so no hours are to come. ``te_gaan_h`` and ``volledig_ct`` are the hours of its months to come at full capacity, and
    what those cost; ``uren_h`` and ``kosten_ct`` the part of that in each geval.
    """

    code: str
    naam: str
    dit_jaar: Uurprijs
    vorig_jaar: Uurprijs
    prijs_ct: int
    gesloten: bool
    te_gaan_h: int
    volledig_ct: int
    uren_h: Mapping[Prognosegeval, int]
    kosten_ct: Mapping[Prognosegeval, int]


class Allen(Struct, frozen=True):
    """The hours of everyone in a year and the year before, and what such an hour costs at the end of the year."""

    uren_h: int
    prijs_ct: int


class Prognose(Struct, frozen=True, dict=True):
    """The forecast of a year: its assumptions, every month of every gemeente, and the settlement it comes to in each geval.

    ``patroon`` is the one in use: without hours in every month of the year before (``vorig_h``) it is ``gelijk``.
    ``gewichten`` are the parts of January up to and including December in the hours of a year, ``peilen`` and
    ``vorige_peilen`` how high the rates of those months and of the year before stand, ``vorig_peil`` how high they stood for a
    mean hour of the year before. ``zonder_verdeling`` are the gevallen in which the key of the year adds to zero, or is beyond
    what a spreadsheet shares exactly, so that R is known and nobody's bijdrage.
    """

    nu: Verrekening
    parameters: Jaar
    vorig_h: tuple[int, ...]
    patroon: Maandpatroon
    gewichten: tuple[int, ...]
    inzet_bp: Mapping[Prognosegeval, int]
    peilen: tuple[int, ...]
    vorige_peilen: tuple[int, ...]
    vorig_peil: int
    gemeenten: tuple[Gemeenteraming, ...]
    allen: Allen
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
        return sum(rij.te_gaan_h > 0 for rij in self.maanden)

    @property
    def niets_te_ramen(self) -> bool:
        """Whether the year may not be complete, and nothing says what is to come: no capacity, and no hours of December.

        Signed hour sheets that were read when the year was over say that there are none.
        """
        geleverd_in = {(rij.code, rij.maand) for rij in self.maanden if rij.geleverd_h}
        codes, maanden = {code for code, _ in geleverd_in}, {maand for _, maand in geleverd_in}
        gesloten = bool(codes) and all(rij.gesloten for rij in self.gemeenten if rij.code in codes)
        return not self.maanden_te_gaan and MAANDEN not in maanden and not gesloten

    @property
    def zonder_raming(self) -> str:
        """What a forecast lacks, in Dutch words; "" when there is one."""
        zonder = self.oordeel in (Prognoseoordeel.GEEN_PLAN, Prognoseoordeel.GEEN_PRIJS)
        return str(self.oordeel).removeprefix("LET OP: ") if zonder else ""

    def uren_te_gaan_h(self, geval: Prognosegeval) -> int:
        """The hours that are to come."""
        return sum(rij.uren_h[geval] for rij in self.gemeenten)

    @property
    def verwacht_te_gaan_h(self) -> Mapping[str, int] | None:
        """Per CBS code the hours that are expected to come; None when the productive hours of a year aren't known."""
        return {rij.code: rij.uren_h[Prognosegeval.VERWACHT] for rij in self.gemeenten} if self.met_plan else None

    def kosten_te_gaan_ct(self, geval: Prognosegeval) -> int:
        """What those cost."""
        return sum(rij.kosten_ct[geval] for rij in self.gemeenten)

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

    def te_groot(self, geval: Prognosegeval) -> bool:
        """Whether what the key would share in a geval, or that key itself, is too large to share exactly."""
        bedrag_ct = max(self.volgens_sleutel_ct(geval), self.apart_ct(geval))
        return max(bedrag_ct, _grootste_sleutel(self.uitkomsten[geval])) >= EXACT_GRENS

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
    verloop = Tariefverloop(regeling.tarieven, jaar)
    peilen, vorige_peilen = verloop.peilen(jaar), verloop.peilen(jaar - 1)
    vorig_peil = gemiddeld_peil(vorig_h, vorige_peilen)
    inzet_bp = {geval: geval.van_jaar(parameters) for geval in Prognosegeval}
    plan = _Plan(regeling, jaar, voor, gewichten)
    dit = _uurprijzen(regeling, jaar, voor, lambda code: gemiddeld_peil(plan.geleverd_h(code), peilen))
    vorig = _uurprijzen(regeling, jaar - 1, voor, lambda _: vorig_peil)
    prijzen = {rij.code: (dit(rij.code), vorig(rij.code)) for rij in uitkomst.gemeenten}
    allen = _allen(prijs for paar in prijzen.values() for prijs in paar)
    gesloten = _gesloten(regeling, jaar, voor)
    gemeenten, maanden = [], []
    for rij in uitkomst.gemeenten:
        dicht, paar = rij.code in gesloten, prijzen[rij.code]
        prijs_ct = next((prijs.jaareinde_ct for prijs in paar if prijs.uren_h), allen.prijs_ct)
        eigen = [plan.maand(rij.code, nr, prijs_ct, peil, dicht=dicht) for nr, peil in enumerate(peilen, start=1)]
        gemeenten.append(_gemeenteraming(rij, paar, prijs_ct, eigen, peilen, inzet_bp, dicht=dicht))
        maanden += eigen
    uitkomsten, zonder = _uitkomsten(regeling, jaar, gemeenten)
    return Prognose(
        nu=uitkomst,
        parameters=parameters,
        vorig_h=vorig_h,
        patroon=patroon,
        gewichten=gewichten,
        inzet_bp=inzet_bp,
        peilen=peilen,
        vorige_peilen=vorige_peilen,
        vorig_peil=vorig_peil,
        gemeenten=tuple(gemeenten),
        allen=allen,
        maanden=tuple(maanden),
        uitkomsten=uitkomsten,
        zonder_verdeling=zonder,
    )


def _gemeenteraming(
    rij: GemeenteUitkomst,
    prijzen: tuple[Uurprijs, Uurprijs],
    prijs_ct: int,
    maanden: Sequence[Maandraming],
    peilen: Sequence[int],
    inzet_bp: Mapping[Prognosegeval, int],
    *,
    dicht: bool,
) -> Gemeenteraming:
    """The months of a gemeente added up: at full capacity, and of that the part of each geval."""
    te_gaan_h = sum(maand.te_gaan_h for maand in maanden)
    gewogen = sum(maand.te_gaan_h * peil for maand, peil in zip(maanden, peilen, strict=True))
    volledig_ct = regelkosten_ct(rond_half_op(gewogen, PEIL), prijs_ct)
    return Gemeenteraming(
        code=rij.code,
        naam=rij.naam,
        dit_jaar=prijzen[0],
        vorig_jaar=prijzen[1],
        prijs_ct=prijs_ct,
        gesloten=dicht,
        te_gaan_h=te_gaan_h,
        volledig_ct=volledig_ct,
        uren_h={geval: rond_half_op(te_gaan_h * bp, GEHEEL_BP) for geval, bp in inzet_bp.items()},
        kosten_ct={geval: rond_half_op(volledig_ct * bp, GEHEEL_BP) for geval, bp in inzet_bp.items()},
    )


def _uitkomsten(
    regeling: Regeling, jaar: int, gemeenten: Sequence[Gemeenteraming]
) -> tuple[dict[Prognosegeval, Verrekening], frozenset[Prognosegeval]]:
    """The settlement in each geval, and in which of them there is nothing to share by."""
    uitkomsten, zonder = {}, set()
    for geval in Prognosegeval:
        straks = met_wat_komt(regeling, jaar, gemeenten, geval)
        uit = _verdeeld(straks, jaar)
        if uit is None:
            zonder.add(geval)
        uitkomsten[geval] = uit or verreken(_zonder_sleutel(straks, jaar), jaar)
    return uitkomsten, frozenset(zonder)


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
    """The rates of a year as far as they are known: per schaal the last one, and how high others stand beside it."""

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

    def peil(self, dag: date) -> int:
        """How high the rates of a day stand, in millionths of what those schalen cost at the end of the year.

        Of a schaal that counts which has a rate that day; the last known rate counts as long as no other is known. Where none
        has a rate it is that of the end of the year.
        """
        geldend = [
            (ct, self.laatste_ct[rij.schaal])
            for rij, ct in self._rijen
            if rij.van <= dag and (dag <= rij.tot or self.is_laatste(rij))
        ]
        jaareinde_ct = sum(laatste for _, laatste in geldend)
        return max(1, rond_half_op(sum(nu for nu, _ in geldend) * PEIL, jaareinde_ct)) if jaareinde_ct else PEIL

    def peilen(self, jaar: int) -> tuple[int, ...]:
        """That of the last day of each month of a year."""
        return tuple(self.peil(maandeinde(date(jaar, maand, 1))) for maand in range(1, MAANDEN + 1))


def _gesloten(regeling: Regeling, jaar: int, voor: Houders) -> frozenset[str]:
    """Of whom a signed hour sheet was read when the year was over."""
    return frozenset(
        voor[staat.code]
        for staat in regeling.urenstaten
        if staat.jaar == jaar and staat.geldig and staat.getekend and staat.gelezen_op.year > jaar
    )


def gemiddeld_peil(uren_h: Sequence[int], peilen: Sequence[int]) -> int:
    """How high the rates stood for a mean hour, of hours and rates by month; those of the end of the year without hours."""
    if not any(uren_h):
        return PEIL
    return rond_half_op(sum(uren * peil for uren, peil in zip(uren_h, peilen, strict=True)), sum(uren_h))


def _uurprijzen(
    regeling: Regeling, jaar: int, voor: Houders, peil_van: Callable[[str], int]
) -> Callable[[str], Uurprijs]:
    """Per gemeente what it delivered in a year; ``peil_van`` says how high the rates then stood."""
    tarieven = Tarieven(regeling.tarieven)
    uren_h: dict[str, int] = defaultdict(int)
    kosten_ct: dict[str, int] = defaultdict(int)
    for regel in geleverd(regeling, jaar):
        code = voor[regel.code]
        uren_h[code] += regel.uren_h
        kosten_ct[code] += urenregel_ct(regel, tarieven.som_ct(regel.schaal, regel.maand))
    return lambda code: Uurprijs(uren_h.get(code, 0), kosten_ct.get(code, 0), peil_van(code))


def _allen(prijzen: Iterable[Uurprijs]) -> Allen:
    """Everyone's hours, and their mean price."""
    uren_h = keer = 0
    for prijs in prijzen:
        uren_h += prijs.uren_h
        keer += prijs.uren_h * prijs.jaareinde_ct
    return Allen(uren_h, rond_half_op(keer, uren_h) if uren_h else 0)


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

    def geleverd_h(self, code: str) -> tuple[int, ...]:
        """The hours that a gemeente delivered, of January up to and including December."""
        return tuple(self._geleverd_h[code, maand] for maand in range(1, MAANDEN + 1))

    def maand(self, code: str, maand: int, prijs_ct: int, peil: int, *, dicht: bool) -> Maandraming:
        """A month of a gemeente; ``dicht``: none of its hours are to come."""
        bekend = dicht or any(self._geleverd_h[code, later] for later in range(maand, MAANDEN + 1))
        volledig_h = self.volledig_h(code, maand)
        return Maandraming(
            code=code,
            maand=maand,
            geleverd_h=self._geleverd_h[code, maand],
            capaciteit_h=self._per_week_h[code, maand],
            volledig_h=volledig_h,
            te_gaan_h=0 if bekend else volledig_h,
            tarief_ct=rond_half_op(prijs_ct * peil, PEIL),
        )

    def volledig_h(self, code: str, maand: int) -> int:
        """The productive hours of those in that month; 0 when the productive hours of a year aren't known."""
        per_week_h = self._per_week_h[code, maand]
        per_jaar_h = jaaruren_h(per_week_h, self._parameters.productieve_uren_h, self._parameters.voltijd_h) or 0
        return rond_half_op(per_jaar_h * self._gewichten[maand - 1], sum(self._gewichten))


def met_wat_komt(regeling: Regeling, jaar: int, gemeenten: Iterable[Gemeenteraming], geval: Prognosegeval) -> Regeling:
    """The regeling as if the hours to come had come.

    Of each gemeente one line with those hours, at no rate, and what they cost as one amount, of which POK reimburses its part
    as it does of hours.
    """
    begin, eind, schaal = date(jaar, 1, 1), date(jaar, 12, 31), "prognose"
    regels, kosten = [], []
    for rij in gemeenten:
        regels.append(
            Urenregel(
                bron=schaal,
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
        kosten.append(
            Kostenpost(
                bron=schaal,
                jaar=jaar,
                omschrijving=schaal,
                code=rij.code,
                bedrag_ct=rij.kosten_ct[geval],
                pok=True,
                telt_mee=True,
            )
        )
    niets = Tarief(bron=schaal, schaal=schaal, van=begin, tot=eind, uurtarief_ct=0)
    return replace(
        regeling,
        uren=(*regeling.uren, *regels),
        tarieven=(*regeling.tarieven, niets),
        kosten=(*regeling.kosten, *kosten),
    )


def _verdeeld(regeling: Regeling, jaar: int) -> Verrekening | None:
    """The settlement of a year; None where its key adds to zero or is too large."""
    try:
        uit = verreken(regeling, jaar)
    except LegeSleutel:
        return None
    return None if max(uit.volgens_sleutel_ct, uit.meerkosten_ct, _grootste_sleutel(uit)) >= EXACT_GRENS else uit


def _grootste_sleutel(uit: Verrekening) -> int:
    """The largest key × all keys together, of what the key shares and of the meerkosten."""
    sleutel = max(rij.deel.sleutel for rij in uit.gemeenten) * uit.sleutel_totaal
    return max(sleutel, max(rij.meerkosten.sleutel for rij in uit.gemeenten) * uit.meerkosten_totaal)


def _zonder_sleutel(regeling: Regeling, jaar: int) -> Regeling:
    """The regeling with a fixed bijdrage in a year, which needs no key."""
    jaren = tuple(
        replace(rij, bijdrage_karakter=BijdrageKarakter.VAST) if rij.jaar == jaar else rij for rij in regeling.jaren
    )
    return replace(regeling, jaren=jaren)
