"""The settlement of one year: from hour lines to what each gemeente pays or receives.

Everything is a whole number; the order of gemeenten and of lines makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct, field

from via_xl.basis.geld import CENT, euro_nl, rond_half_op
from via_xl.regeling.model import (
    BijdrageKarakter,
    BtwPositie,
    Gemeente,
    Kostenpost,
    MeerkostenDrager,
    Regeling,
    Tarief,
    Urenregel,
    Verdeelsleutel,
    VoorstelToets,
)
from via_xl.regeling.regio import Regio
from via_xl.rekenen.kosten import btw_ct, post_ct, urenregel_ct
from via_xl.rekenen.meenemen import verrekend_ct
from via_xl.rekenen.opvolging import Houders, houders
from via_xl.rekenen.pokjaren import Pokjaren
from via_xl.rekenen.tarief import Tarieven, uurtarief_ct
from via_xl.rekenen.verdeling import Deel, LegeSleutel, rondes, verdeel, zonder_sleutel
from via_xl.rekenen.vergoeding import Vergoedingsjaar


class Kostenregel(Struct, frozen=True):
    """An hour line with the tarief that holds for it, the hourly rate that gives, and what the line costs (cents).

    ``code`` is the gemeente for which it is settled: of a gemeente that is no more its opvolger.
    """

    regel: Urenregel
    tarief: Tarief
    uurtarief_ct: int
    kosten_ct: int
    code: str


class Overigeregel(Struct, frozen=True):
    """A cost other than hours that is settled, and what it comes to in cents.

    ``code`` is the gemeente for which it is settled: who paid it, or of one that is no more its opvolger.
    """

    post: Kostenpost
    kosten_ct: int
    code: str


class GemeenteUitkomst(Struct, frozen=True):
    """What one gemeente brought in, bears and settles, in cents and hundredths of an hour.

    ``inwoners`` is None for a gemeente that does not take part in the year. ``kosten_ct`` is what its hours cost and what
    else it paid; ``overig_ct`` is the latter. ``deel`` is what the key shares out to it, ``meerkosten`` its part of what
    lies above the voorstelgrens and is borne apart from the key, ``btw_ct`` the btw over both where that is a burden;
    ``bijdrage_ct`` is all of it together. ``begroot_ct`` is the amount that the plan prints, None when it prints none.
    ``verrekend_ct`` is what is settled along of an earlier herziening (:mod:`via_xl.rekenen.meenemen`), no part of the saldo.
    """

    gemeente: Gemeente
    inwoners: int | None
    capaciteit_h: int
    uren_h: int
    kosten_ct: int
    overig_ct: int
    deel: Deel
    meerkosten: Deel
    btw_ct: int
    bijdrage_ct: int
    voorschot_ct: int
    begroot_ct: int | None
    verrekend_ct: int = 0

    @property
    def code(self) -> str:
        """The CBS code."""
        return self.gemeente.code

    @property
    def naam(self) -> str:
        """The official name."""
        return self.gemeente.naam

    @property
    def urenkosten_ct(self) -> int:
        """What its hours cost, in cents."""
        return self.kosten_ct - self.overig_ct

    @property
    def zonder_btw_ct(self) -> int:
        """The bijdrage in cents without the btw in it."""
        return self.bijdrage_ct - self.btw_ct

    @property
    def ontvangt_stuk(self) -> bool:
        """Whether it gets a settlement: it takes part in the year, or has an amount in it all the same."""
        bedragen = (self.kosten_ct, self.bijdrage_ct, self.voorschot_ct, self.verrekend_ct)
        return self.inwoners is not None or any((self.uren_h, *bedragen))

    @property
    def boven_begroot_ct(self) -> int:
        """The part of the bijdrage without btw above what the plan prints, also without; in cents, 0 where it prints nothing."""
        return 0 if self.begroot_ct is None else max(0, self.zonder_btw_ct - self.begroot_ct)

    @property
    def saldo_ct(self) -> int:
        """Bijdrage − kosten − voorschot, in cents. Above 0 the gemeente pays, below 0 it receives."""
        return saldo_ct(self.bijdrage_ct, self.kosten_ct, self.voorschot_ct)

    @property
    def te_betalen_ct(self) -> int:
        """What it pays, in cents: the saldo with what is settled along. Below 0 it receives."""
        return self.saldo_ct + self.verrekend_ct


class Verrekening(Struct, frozen=True):
    """The settlement of a year: the regional amounts, the choices it was made with, and a row per gemeente.

    K is ``kosten_ct``, V ``vergoeding_ct`` and R ``te_verdelen_ct``, all in cents. ``vergoedingen`` is what V is made of, by
    the year of the POK, its own first. ``meerkosten_ct`` is the part of R above the voorstelgrens that is borne apart
    from the key. Gemeenten, hour lines and other costs stand in the order of the input.
    """

    jaar: int
    peiljaar: int
    verdeelsleutel: Verdeelsleutel
    karakter: BijdrageKarakter
    drager: MeerkostenDrager
    kosten_ct: int
    vergoedingen: tuple[Vergoedingsjaar, ...]
    btw_positie: BtwPositie
    btw_bp: int | None
    voorstelgrens_ct: int | None
    meerkosten_ct: int
    gemeenten: tuple[GemeenteUitkomst, ...]
    regels: tuple[Kostenregel, ...]
    overige: tuple[Overigeregel, ...]
    regio: Regio = field(default_factory=Regio)
    """Whose settlement it is: what texts about it call things."""
    toets: VoorstelToets = VoorstelToets.REGIO
    """What is held against the plan to see whether a voorstel is due."""

    @property
    def van_jaar(self) -> Vergoedingsjaar:
        """What the POK of the year itself reimburses."""
        return self.vergoedingen[0]

    @property
    def laat(self) -> tuple[Vergoedingsjaar, ...]:
        """What the POK of other years reimburses of hours that came late."""
        return self.vergoedingen[1:]

    @property
    def vergoeding_bp(self) -> int:
        """The percentage of the year's own POK, in basispunten."""
        return self.van_jaar.vergoeding_bp

    @property
    def maximum_ct(self) -> int:
        """The maximum of the year's own POK, in cents."""
        return self.van_jaar.maximum_ct

    @property
    def vergoeding_ct(self) -> int:
        """V in cents: what POK reimburses, by whatever year."""
        return sum(deel.vergoeding_ct for deel in self.vergoedingen)

    @property
    def vergoedbaar_ct(self) -> int:
        """The part of K in cents of which POK reimburses a part."""
        return sum(deel.kosten_ct for deel in self.vergoedingen)

    @property
    def overig_ct(self) -> int:
        """The part of K in cents that are other costs than hours."""
        return sum(rij.overig_ct for rij in self.gemeenten)

    @property
    def btw_ct(self) -> int:
        """The btw in all bijdragen together, in cents: what the centrumgemeente pays to the tax office."""
        return sum(rij.btw_ct for rij in self.gemeenten)

    @property
    def verrekend_ct(self) -> int:
        """What all gemeenten together pay along of earlier herzieningen, in cents; it stands apart from the saldi."""
        return sum(rij.verrekend_ct for rij in self.gemeenten)

    @property
    def met_verrekend(self) -> bool:
        """Whether anybody settles something along of an earlier herziening."""
        return any(rij.verrekend_ct for rij in self.gemeenten)

    @property
    def waarvan_laat(self) -> str:
        """What of V is of late hours by the POK of other years, in Dutch words for behind V; "" for nothing."""
        delen = [
            f"{euro_nl(deel.vergoeding_ct)} uit de POK van {deel.jaar}" for deel in self.laat if deel.vergoeding_ct
        ]
        return f"; waarvan {' en '.join(delen)} voor late uren" if delen else ""

    @property
    def btw_is_last(self) -> bool:
        """Whether btw is a burden for who bears the bijdrage."""
        return self.btw_positie is BtwPositie.LAST

    @property
    def btw_over_bijdrage_bp(self) -> int:
        """The rate of the btw that comes over a bijdrage, in basispunten: nothing where it is no burden."""
        return self.btw_bp or 0 if self.btw_is_last else 0

    @property
    def te_verdelen_ct(self) -> int:
        """R = K − V, in cents: what is left to share among the gemeenten."""
        return self.kosten_ct - self.vergoeding_ct

    @property
    def binnen_ct(self) -> int:
        """The part of R in cents that is borne by the key: all of it, less what is borne apart."""
        return self.te_verdelen_ct - self.meerkosten_ct

    @property
    def volgens_sleutel_ct(self) -> int:
        """The amount in cents that the steps of the key share out; 0 when R is 0 or bijdragen are fixed.

        It is ``binnen_ct``; only under the key ``kosten`` it is the rest of K, since there everyone bears the own cost
        less a share of that.
        """
        if self.vast:
            return 0
        return volgens_sleutel_ct(self.kosten_ct, self.te_verdelen_ct, self.meerkosten_ct, self.verdeelsleutel)

    @property
    def sleutel_totaal(self) -> int:
        """N = Σ n_g: the key of all gemeenten, added up, in the unit of the key."""
        return sum(rij.deel.sleutel for rij in self.gemeenten)

    @property
    def rondes(self) -> tuple[int, int]:
        """The whole cents for every 1 of the key, and the cents that these leave over of what the key shares out."""
        return rondes(self.volgens_sleutel_ct, self.sleutel_totaal)

    @property
    def meer_rondes(self) -> tuple[int, int]:
        """The same of the meerkosten, over the key by which they are borne."""
        return rondes(self.meerkosten_ct, self.meerkosten_totaal)

    @property
    def vast(self) -> bool:
        """Whether everyone bears the printed amount and the centrumgemeente the rest."""
        return self.karakter is BijdrageKarakter.VAST

    @property
    def hoe(self) -> str:
        """How R is shared, in a few Dutch words."""
        if self.vast:
            return "vaste bijdragen, de centrumgemeente draagt de rest"
        naar = f"naar {self.verdeelsleutel}"
        if self.meerkosten_ct == 0:
            return naar
        dragers = {
            MeerkostenDrager.INWONERS: "naar inwoners",
            MeerkostenDrager.CENTRUMGEMEENTE: "voor de centrumgemeente",
            MeerkostenDrager.LEVERANCIERS: "voor de leveranciers",
        }
        return f"{naar}; {euro_nl(self.meerkosten_ct)} boven de voorstelgrens {dragers[self.drager]}"

    @property
    def meerkosten_totaal(self) -> int:
        """The key by which the meerkosten are borne, added up over all gemeenten."""
        return sum(rij.meerkosten.sleutel for rij in self.gemeenten)

    @property
    def sluitcontrole_ct(self) -> int:
        """The closing check in cents: Σ saldo + Σ voorschot + V − btw. It is 0 in every right settlement."""
        return sum(rij.saldo_ct + rij.voorschot_ct for rij in self.gemeenten) + self.vergoeding_ct - self.btw_ct

    @property
    def boven_begroot(self) -> tuple[GemeenteUitkomst, ...]:
        """The gemeenten that bear more than the plan prints for them."""
        return tuple(rij for rij in self.gemeenten if rij.boven_begroot_ct)

    @property
    def voorstel_nodig(self) -> bool:
        """Whether a voorstel is due: R is above the voorstelgrens, or a bijdrage above what the plan prints, as the year says."""
        if self.toets is VoorstelToets.GEMEENTE:
            return bool(self.boven_begroot)
        return boven_grens_ct(self.te_verdelen_ct, self.voorstelgrens_ct) > 0

    @property
    def met_stuk(self) -> tuple[GemeenteUitkomst, ...]:
        """The gemeenten that get a settlement, in the order of the input."""
        return tuple(rij for rij in self.gemeenten if rij.ontvangt_stuk)

    def van(self, code: str) -> GemeenteUitkomst:
        """The row of a gemeente. Raises KeyError when the code is unknown."""
        for rij in self.gemeenten:
            if rij.code == code:
                return rij
        raise KeyError(code)


def saldo_ct(bijdrage_ct: int, kosten_ct: int, voorschot_ct: int) -> int:
    """What a gemeente still has to pay, in cents: bijdrage − kosten − voorschot. Below 0 it receives.

    >>> saldo_ct(335357, 750000, 0)
    -414643
    """
    return bijdrage_ct - kosten_ct - voorschot_ct


def kostenregels(
    regels: tuple[Urenregel, ...], tarieven: Tarieven, voor: Houders | None = None
) -> tuple[Kostenregel, ...]:
    """The hour lines, each with the rate that holds for it and what it costs; ``voor`` says for whom it is settled.

    Raises:
        ValueError: a line for which not exactly one rate holds.
    """
    per_tarief: dict[int, int] = {}
    voor = Houders() if voor is None else voor
    uit: list[Kostenregel] = []
    for regel in regels:
        geldend = tarieven.voor(regel.schaal, regel.maand)
        if len(geldend) != 1:
            raise ValueError(f"{len(geldend)} tarieven voor schaal {regel.schaal} in {regel.maand:%Y-%m}")
        tarief = geldend[0]
        ct = per_tarief.get(id(tarief))
        if ct is None:
            ct = per_tarief[id(tarief)] = uurtarief_ct(tarief)
        uit.append(Kostenregel(regel, tarief, ct, urenregel_ct(regel, ct), voor[regel.code]))
    return tuple(uit)


def capaciteit_h(regeling: Regeling, jaar: int) -> dict[str, int]:
    """The hours a week each gemeente supplies on 31 December of the year, with those of who went into it."""
    voor = houders(regeling.gemeenten, jaar)
    som: dict[str, int] = defaultdict(int)
    for rij in regeling.capaciteit:
        if rij.geldt_op(date(jaar, 12, 31)):
            som[voor[rij.code]] += rij.uren_per_week_h
    return dict(som)


def voorstelgrens_ct(regeling: Regeling, jaar: int) -> int | None:
    """The amount in cents above which R needs a voorstel; None when there is no such limit.

    It is the parameter of the year, or else the budgeted total of the year.
    """
    return regeling.jaar(jaar).grens_ct(regeling.begroting)


def boven_grens_ct(te_verdelen_ct: int, grens_ct: int | None) -> int:
    """The part of R above the voorstelgrens, in cents; 0 when R isn't above it or there is no limit (None).

    >>> boven_grens_ct(32000000, 31062000), boven_grens_ct(30000000, 31062000), boven_grens_ct(32000000, None)
    (938000, 0, 0)
    """
    return 0 if grens_ct is None else max(0, te_verdelen_ct - grens_ct)


def draagt_volgens_sleutel(sleutel: Verdeelsleutel, drager: MeerkostenDrager) -> bool:
    """Whether the meerkosten are borne by the key that shares the rest: then R is shared in one go, to the cent.

    >>> draagt_volgens_sleutel(Verdeelsleutel.INWONERS, MeerkostenDrager.INWONERS)
    True
    """
    return (sleutel, drager) in (
        (Verdeelsleutel.INWONERS, MeerkostenDrager.INWONERS),
        (Verdeelsleutel.KOSTEN, MeerkostenDrager.LEVERANCIERS),
    )


def volgens_sleutel_ct(kosten_ct: int, te_verdelen_ct: int, meerkosten_ct: int, sleutel: Verdeelsleutel) -> int:
    """The amount in cents that the steps of a key share out.

    It is R without the meerkosten that are borne apart. Only under the key ``kosten`` it is K less that: what is taken
    off everyone's own cost together. Of K € 620.000, R € 310.000 and € 10.000 borne apart: € 300.000, or under
    ``kosten`` € 320.000 off the cost.

    >>> [volgens_sleutel_ct(62000000, 31000000, 1000000, s) for s in (Verdeelsleutel.INWONERS, Verdeelsleutel.KOSTEN)]
    [30000000, 32000000]
    """
    if te_verdelen_ct == 0:
        return 0
    binnen = te_verdelen_ct - meerkosten_ct
    return kosten_ct - binnen if sleutel is Verdeelsleutel.KOSTEN else binnen


def wacht_op_uren(regeling: Regeling, jaar: int) -> bool:
    """Whether a year is shared by hours, and they still lie beside the master: none of them is in it."""
    if not regeling.regio.urenbron or regeling.jaar(jaar).verdeelsleutel is not Verdeelsleutel.UREN:
        return False
    return not any(regel.geldig and regel.afrekenjaar == jaar for regel in regeling.uren)


def verreken(regeling: Regeling, jaar: int, *, toon_leeg: bool = False) -> Verrekening:
    """The settlement of ``jaar``. With ``toon_leeg``, for a master to show, an empty key is no error: nothing closes then.

    Two gemeenten, key inwoners, POK 50 % and at most € 310.000. Oss (93.307 inwoners) delivered 100 hours
    at € 75,00, so K = € 7.500,00, V = € 3.750,00 and R = € 3.750,00. Boekel (11.030) delivered none:
    its share is 3.750 × 11.030 / 104.337 = € 396,43, which it pays; Oss' share is € 3.353,57, and it
    receives 7.500,00 − 3.353,57 = € 4.146,43. The balance is what POK pays: 396,43 − 4.146,43 = −3.750,00.

    >>> from via_xl.regeling.model import *
    >>> region = Regeling(
    ...     gemeenten=(Gemeente(bron="", code="GM0828", naam="Oss", organisatie="", centrumgemeente=True),
    ...                Gemeente(bron="", code="GM0755", naam="Boekel", organisatie="", centrumgemeente=False)),
    ...     jaren=(Jaar(bron="", jaar=2024, peiljaar=2022, verdeelsleutel=Verdeelsleutel.INWONERS),),
    ...     inwoners=(Inwoners(bron="", code="GM0828", peiljaar=2022, inwoners=93307),
    ...               Inwoners(bron="", code="GM0755", peiljaar=2022, inwoners=11030)),
    ...     pok=(POK(bron="", jaar=2024, vergoeding_bp=5000, maximum_ct=31000000),),
    ...     tarieven=(Tarief(bron="", schaal=11, van=date(2024, 1, 1), tot=date(2024, 12, 31), uurtarief_ct=7500),),
    ...     uren=(Urenregel(bron="", code="GM0828", medewerker="M1", rol="kernlid", thema="Preventie", schaal=11,
    ...                     maand=date(2024, 3, 1), uren_h=10000, afrekenjaar=2024),))
    >>> outcome = verreken(region, 2024)
    >>> outcome.kosten_ct, outcome.vergoeding_ct, outcome.te_verdelen_ct
    (750000, 375000, 375000)
    >>> [(row.naam, row.bijdrage_ct, row.saldo_ct) for row in outcome.gemeenten]
    [('Oss', 335357, -414643), ('Boekel', 39643, 39643)]
    >>> outcome.sluitcontrole_ct
    0

    Raises:
        KeyError: the year has no row in ``jaren``, a year whose POK is used none in ``pok``, or a participating gemeente
            no inwoners.
        LegeSleutel: there is an amount to share and the key adds to zero.
        ValueError: an hour line without exactly one rate.
    """
    parameters, tarieven = regeling.jaar(jaar), Tarieven(regeling.tarieven)
    tellen_mee = tuple(regel for regel in regeling.uren if regel.geldig and regel.afrekenjaar == jaar)
    regels = kostenregels(tellen_mee, tarieven, houders(regeling.gemeenten, jaar))
    overige = overige_regels(regeling, jaar)
    inzet = _per_gemeente(regeling, jaar, regels, overige)
    kosten_ct = sum(g.kosten_ct for g in inzet)
    vergoedingen = Pokjaren(regeling).vergoedingen(jaar, tarieven)
    te_verdelen = kosten_ct - sum(deel.vergoeding_ct for deel in vergoedingen)

    sleutel, drager = parameters.verdeelsleutel, parameters.meerkosten_drager
    vast = parameters.bijdrage_karakter is BijdrageKarakter.VAST
    grens = voorstelgrens_ct(regeling, jaar)
    apart = 0 if vast or draagt_volgens_sleutel(sleutel, drager) else boven_grens_ct(te_verdelen, grens)
    te_delen = 0 if vast else volgens_sleutel_ct(kosten_ct, te_verdelen, apart, sleutel)
    per_code = _sleutel(inzet, sleutel)
    leeg = toon_leeg and not any(per_code.values())
    delen = zonder_sleutel(te_delen, per_code) if leeg else verdeel(te_delen, per_code)
    meer = verdeel(apart, _meerkostensleutel(inzet, drager))
    if te_verdelen == 0:
        bijdragen = dict.fromkeys(delen, 0)
    elif vast:
        bijdragen = _vaste_bijdragen(inzet, te_verdelen)
    else:
        bijdragen = _werkelijke_bijdragen(inzet, sleutel, delen, meer)
    tarief_bp = parameters.btw_bp if parameters.btw_positie is BtwPositie.LAST else 0
    btw = {code: btw_ct(bijdrage, tarief_bp) for code, bijdrage in bijdragen.items()}
    mee = verrekend_ct(regeling, jaar)
    return Verrekening(
        jaar=jaar,
        peiljaar=parameters.peiljaar,
        verdeelsleutel=sleutel,
        karakter=parameters.bijdrage_karakter,
        drager=drager,
        kosten_ct=kosten_ct,
        vergoedingen=vergoedingen,
        btw_positie=parameters.btw_positie,
        btw_bp=parameters.btw_bp,
        voorstelgrens_ct=grens,
        meerkosten_ct=apart,
        regio=regeling.regio,
        toets=parameters.voorstel_toets,
        gemeenten=tuple(
            GemeenteUitkomst(
                gemeente=g.gemeente,
                inwoners=g.inwoners,
                capaciteit_h=g.capaciteit_h,
                uren_h=g.uren_h,
                kosten_ct=g.kosten_ct,
                overig_ct=g.overig_ct,
                deel=delen[g.gemeente.code],
                meerkosten=meer[g.gemeente.code],
                btw_ct=btw[g.gemeente.code],
                bijdrage_ct=bijdragen[g.gemeente.code] + btw[g.gemeente.code],
                voorschot_ct=g.voorschot_ct,
                begroot_ct=g.begroot_ct,
                verrekend_ct=mee.get(g.gemeente.code, 0),
            )
            for g in inzet
        ),
        regels=regels,
        overige=overige,
    )


def overige_regels(regeling: Regeling, jaar: int) -> tuple[Overigeregel, ...]:
    """The other costs than hours that the settlement of ``jaar`` settles, each with what it comes to."""
    voor = houders(regeling.gemeenten, jaar)
    return tuple(
        Overigeregel(post, post_ct(post, regeling), voor[post.code])
        for post in regeling.kosten
        if post.telt_mee and post.jaar == jaar
    )


class _Inzet(Struct, frozen=True):
    """What is known of a gemeente before anything is shared: hundredths of hours (``_h``) and cents (``_ct``).

    ``inwoners`` is None for a gemeente that does not take part in the year, ``begroot_ct`` where nothing is printed.
    """

    gemeente: Gemeente
    inwoners: int | None
    capaciteit_h: int
    uren_h: int
    kosten_ct: int
    overig_ct: int
    voorschot_ct: int
    begroot_ct: int | None


def _per_gemeente(
    regeling: Regeling, jaar: int, regels: Iterable[Kostenregel], overige: Iterable[Overigeregel]
) -> list[_Inzet]:
    """The inputs of the year, the cost of the hour lines and other costs, added up per gemeente, in the order of the input.

    Raises:
        KeyError: the year is unknown, or a participating gemeente has no inwoners.
    """
    peiljaar = regeling.jaar(jaar).peiljaar
    voor = houders(regeling.gemeenten, jaar)
    inwoners: dict[str, int] = {}
    for geteld in regeling.inwoners:
        if geteld.peiljaar == peiljaar:
            inwoners[voor[geteld.code]] = inwoners.get(voor[geteld.code], 0) + geteld.inwoners
    begroot: dict[str, int] = {}
    for gedrukt in regeling.begroting:
        if gedrukt.jaar == jaar:
            begroot[voor[gedrukt.code]] = begroot.get(voor[gedrukt.code], 0) + gedrukt.bedrag_ct
    capaciteit = capaciteit_h(regeling, jaar)
    kosten: dict[str, int] = defaultdict(int)
    uren: dict[str, int] = defaultdict(int)
    for regel in regels:
        kosten[regel.code] += regel.kosten_ct
        uren[regel.code] += regel.regel.uren_h
    overig: dict[str, int] = defaultdict(int)
    for een in overige:
        overig[een.code] += een.kosten_ct
    voorschot: dict[str, int] = defaultdict(int)
    for rij in regeling.voorschotten:
        if rij.jaar == jaar:
            voorschot[voor[rij.code]] += rij.bedrag_ct
    return [
        _Inzet(
            gemeente=gemeente,
            inwoners=inwoners[gemeente.code] if gemeente.bestaat_in(jaar) else None,
            capaciteit_h=capaciteit.get(gemeente.code, 0),
            uren_h=uren[gemeente.code],
            kosten_ct=kosten[gemeente.code] + overig[gemeente.code],
            overig_ct=overig[gemeente.code],
            voorschot_ct=voorschot[gemeente.code],
            begroot_ct=begroot.get(gemeente.code),
        )
        for gemeente in regeling.gemeenten
    ]


def _sleutel(inzet: Iterable[_Inzet], sleutel: Verdeelsleutel) -> dict[str, int]:
    """The key n_g of each gemeente: inwoners, whole euros of cost, or hundredths of hours (a year, or a week)."""
    match sleutel:
        case Verdeelsleutel.INWONERS:
            return {g.gemeente.code: g.inwoners or 0 for g in inzet}
        case Verdeelsleutel.KOSTEN:
            return {g.gemeente.code: rond_half_op(g.kosten_ct, CENT) for g in inzet}
        case Verdeelsleutel.UREN:
            return {g.gemeente.code: g.uren_h for g in inzet}
        case Verdeelsleutel.CAPACITEIT:
            return {g.gemeente.code: g.capaciteit_h for g in inzet}


def _meerkostensleutel(inzet: Iterable[_Inzet], drager: MeerkostenDrager) -> dict[str, int]:
    """The key by which the meerkosten are borne; by the centrumgemeente: 1 for her, 0 for the others."""
    match drager:
        case MeerkostenDrager.INWONERS:
            return _sleutel(inzet, Verdeelsleutel.INWONERS)
        case MeerkostenDrager.CENTRUMGEMEENTE:
            return {g.gemeente.code: int(g.gemeente.centrumgemeente) for g in inzet}
        case MeerkostenDrager.LEVERANCIERS:
            return _sleutel(inzet, Verdeelsleutel.KOSTEN)


def _vaste_bijdragen(inzet: Iterable[_Inzet], te_verdelen_ct: int) -> dict[str, int]:
    """Everyone bears the printed amount (nothing when there is none), the centrumgemeente what that leaves of R."""
    gedrukt = {g.gemeente.code: g.begroot_ct or 0 for g in inzet if not g.gemeente.centrumgemeente}
    rest = te_verdelen_ct - sum(gedrukt.values())
    return {g.gemeente.code: gedrukt.get(g.gemeente.code, rest) for g in inzet}


def _werkelijke_bijdragen(
    inzet: Iterable[_Inzet], sleutel: Verdeelsleutel, delen: Mapping[str, Deel], meer: Mapping[str, Deel]
) -> dict[str, int]:
    """Everyone bears a share by the key (under ``kosten`` the own cost less it), and a share of the meerkosten."""
    uit = {}
    for g in inzet:
        deel = delen[g.gemeente.code].bedrag_ct
        binnen = g.kosten_ct - deel if sleutel is Verdeelsleutel.KOSTEN else deel
        uit[g.gemeente.code] = binnen + meer[g.gemeente.code].bedrag_ct
    return uit


__all__ = [
    "GemeenteUitkomst",
    "Kostenregel",
    "LegeSleutel",
    "Overigeregel",
    "Verrekening",
    "boven_grens_ct",
    "capaciteit_h",
    "draagt_volgens_sleutel",
    "kostenregels",
    "overige_regels",
    "saldo_ct",
    "verreken",
    "volgens_sleutel_ct",
    "voorstelgrens_ct",
    "wacht_op_uren",
]
