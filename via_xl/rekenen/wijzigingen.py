"""Two settlements of one year beside each other: what changed per gemeente, and why (versions of a run).

Amounts end in ``_ct`` (eurocent), hours in ``_h`` (hundredths of an hour); a :class:`Paar` in such a field holds two of
them. What stands in ``regels`` and ``tarieven`` of a gemeente is its own only: to another gemeente nothing of it may be
shown but what K, V and R became.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from via_xl.basis.geld import euro_nl, getal_nl, procent_nl, uren_nl
from via_xl.basis.schaal import Schaal, schaalvolgorde
from via_xl.regeling.model import PokJaar, Regeling, Verdeelsleutel
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.meenemen import NIETS, Doorgeschoven, meegenomen
from via_xl.rekenen.verrekening import GemeenteUitkomst, Kostenregel, Verrekening, saldo_ct

DEFINITIEF = "definitief"
_MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


class Regelgevolg(StrEnum):
    """What became of an hour line between two versions of a settlement."""

    ERBIJ = "erbij"
    VERVALLEN = "vervallen"
    GEWIJZIGD = "gewijzigd"


class Eenheid(StrEnum):
    """The unit of a value: ``euro`` is in cents, ``procent`` in basispunten, ``uren per week`` in hundredths."""

    EURO = "euro"
    PROCENT = "procent"
    UREN = "uren per week"
    INWONERS = "inwoners"
    JAAR = "jaar"
    TEKST = "keuze"


class Paar(Struct, frozen=True):
    """A whole number in the previous version and in this one; its unit is in the name of the field that holds it."""

    vorig: int
    nu: int

    @property
    def verschil(self) -> int:
        """This version − the previous one."""
        return self.nu - self.vorig


class Afgerekend(Struct, frozen=True):
    """A version of a settlement: its inputs, its outcome, its number, ``concept`` or ``definitief``, and its input hash."""

    regeling: Regeling
    uitkomst: Verrekening
    versie: int
    status: str
    invoerhash: str

    @property
    def definitief(self) -> bool:
        """Whether it was settled, so that a later version settles only the difference."""
        return self.status == DEFINITIEF


class Urenwijziging(Struct, frozen=True):
    """Hours of one medewerker on one thema in one month that are more, fewer, new or gone, with their cost."""

    gevolg: Regelgevolg
    medewerker: str
    rol: str
    thema: str
    schaal: Schaal
    maand: date
    uren_h: Paar
    kosten_ct: Paar


class Tariefwijziging(Struct, frozen=True):
    """Another rate for hours that stayed: of a schaal, from ``van`` up to and including ``tot`` (first days of months).

    ``uren_h`` are the hours it holds for; ``kosten_ct`` what those cost.
    """

    schaal: Schaal
    van: date
    tot: date
    uurtarief_ct: Paar
    uren_h: int
    kosten_ct: Paar


class Gegevenwijziging(Struct, frozen=True):
    """An input that isn't an amount of the settlement and has another value now; None is a blank."""

    wat: str
    eenheid: Eenheid
    vorig: int | str | None
    nu: int | str | None

    def regel(self) -> str:
        """The change in a few Dutch words: "peiljaar inwoners: 2022 → 2023"."""
        return f"{self.wat}: {_toon(self.vorig, self.eenheid)} → {_toon(self.nu, self.eenheid)}"


class Gemeentewijziging(Struct, frozen=True):
    """Every amount of one gemeente in both versions, and what changed in its own inputs.

    A gemeente that one of the versions does not have settled nothing in it. ``sleutel`` counts in the unit of the key
    of its version. ``overig_ct`` is the part of ``kosten_ct`` that are other costs than hours, ``meerkosten_ct`` the part of
    ``bijdrage_ct`` that is borne apart from the key.
    """

    code: str
    naam: str
    uren_h: Paar
    kosten_ct: Paar
    overig_ct: Paar
    sleutel: Paar
    meerkosten_ct: Paar
    bijdrage_ct: Paar
    voorschot_ct: Paar
    verrekend_ct: Paar
    regels: tuple[Urenwijziging, ...]
    tarieven: tuple[Tariefwijziging, ...]
    gegevens: tuple[Gegevenwijziging, ...]

    @property
    def saldo_ct(self) -> Paar:
        """Bijdrage − kosten − voorschot, in both versions."""
        return Paar(
            saldo_ct(self.bijdrage_ct.vorig, self.kosten_ct.vorig, self.voorschot_ct.vorig),
            saldo_ct(self.bijdrage_ct.nu, self.kosten_ct.nu, self.voorschot_ct.nu),
        )

    @property
    def met_verrekend(self) -> bool:
        """Whether either version settles something along of an earlier herziening."""
        return any((self.verrekend_ct.vorig, self.verrekend_ct.nu))

    @property
    def te_betalen_ct(self) -> Paar:
        """The saldo with what is settled along, in both versions."""
        saldo, mee = self.saldo_ct, self.verrekend_ct
        return Paar(saldo.vorig + mee.vorig, saldo.nu + mee.nu)

    @property
    def eigen_redenen(self) -> tuple[str, ...]:
        """What changed in its own inputs, in short Dutch sentences."""
        uit = []
        for gevolg in Regelgevolg:
            regels = [regel for regel in self.regels if regel.gevolg is gevolg]
            if regels:
                aantal = f"{len(regels)} urenregel{'s' if len(regels) > 1 else ''}"
                uit.append(f"{aantal} {gevolg} ({_uren(sum(r.uren_h.verschil for r in regels))})")
        for tarief in self.tarieven:
            van, tot = maand_nl(tarief.van), maand_nl(tarief.tot)
            wanneer = van if van == tot else f"{van} t/m {tot}"
            uurtarief = f"{euro_nl(tarief.uurtarief_ct.vorig)} → {euro_nl(tarief.uurtarief_ct.nu)}"
            uit.append(f"uurtarief schaal {tarief.schaal}, {wanneer}: {uurtarief}")
        uit += [gegeven.regel() for gegeven in self.gegevens]
        if self.voorschot_ct.verschil:
            uit.append(f"voorschot: {euro_nl(self.voorschot_ct.vorig)} → {euro_nl(self.voorschot_ct.nu)}")
        if self.verrekend_ct.verschil:
            paar = self.verrekend_ct
            uit.append(f"{g.VERREKEND.in_zin}: {euro_nl(paar.vorig)} → {euro_nl(paar.nu)}")
        return tuple(uit)


class Vergelijking(Struct, frozen=True):
    """A settlement beside an earlier one of the same year.

    ``gemeenten`` has a row for everyone of either, those of the later version first and in its order.
    """

    vorig: Afgerekend
    nu: Afgerekend
    kosten_ct: Paar
    vergoeding_ct: Paar
    te_verdelen_ct: Paar
    meerkosten_ct: Paar
    btw_ct: Paar
    sleutel_totaal: Paar
    parameters: tuple[Gegevenwijziging, ...]
    gemeenten: tuple[Gemeentewijziging, ...]

    @property
    def jaar(self) -> int:
        """The year that both settle."""
        return self.nu.uitkomst.jaar

    @property
    def herziening(self) -> bool:
        """Whether only the difference is to be settled: the earlier version was definitief."""
        return self.vorig.definitief

    @property
    def zelfde_sleutel(self) -> bool:
        """Whether both are shared by one key, so that its sums can be compared."""
        return self.vorig.uitkomst.verdeelsleutel is self.nu.uitkomst.verdeelsleutel

    @property
    def gelijk(self) -> bool:
        """Whether no gemeente has other hours, cost, bijdrage or voorschot than in the earlier version."""
        return not any(
            paar.verschil
            for rij in self.gemeenten
            for paar in (rij.kosten_ct, rij.bijdrage_ct, rij.voorschot_ct, rij.verrekend_ct, rij.uren_h)
        )

    @property
    def meegenomen(self) -> Doorgeschoven:
        """What of this herziening is settled with a later year; nothing of any other version."""
        return meegenomen(self.nu.regeling, self.jaar, self.vorig.versie) if self.herziening else NIETS

    def nu_nog_ct(self, code: str) -> int:
        """What of a herziening a gemeente has now still to pay: the difference, less what is carried to a later year."""
        return self.van(code).te_betalen_ct.verschil - self.meegenomen.van(code)

    @property
    def redenen(self) -> tuple[str, ...]:
        """What changed for the region, in short Dutch sentences: of the inputs, and what K, V and R became."""
        bedragen = (("K", self.kosten_ct), ("V", self.vergoeding_ct), ("R", self.te_verdelen_ct))
        uit = [parameter.regel() for parameter in self.parameters]
        if self.zelfde_sleutel and self.sleutel_totaal.verschil:
            som = f"{getal_nl(self.sleutel_totaal.vorig)} → {getal_nl(self.sleutel_totaal.nu)}"
            uit.append(f"som van de sleutel ({self.nu.uitkomst.verdeelsleutel}): {som}")
        uit += [f"{letter} {_euro(paar.verschil)}" for letter, paar in bedragen if paar.verschil]
        return tuple(uit)

    def van(self, code: str) -> Gemeentewijziging:
        """The row of a gemeente. Raises KeyError when neither version has it."""
        for rij in self.gemeenten:
            if rij.code == code:
                return rij
        raise KeyError(code)


def vergelijk(vorig: Afgerekend, nu: Afgerekend) -> Vergelijking:
    """What changed from one version of a settlement to a later one.

    Oss delivered 100 hours at € 75,00 and later 120; Boekel none. K and R rise, and so does what Boekel pays:

    >>> from msgspec.structs import replace
    >>> from via_xl.regeling.model import *
    >>> from via_xl.rekenen.verrekening import verreken
    >>> region = Regeling(
    ...     gemeenten=(Gemeente(bron="", code="GM0828", naam="Oss", organisatie="", centrumgemeente=True),
    ...                Gemeente(bron="", code="GM0755", naam="Boekel", organisatie="", centrumgemeente=False)),
    ...     jaren=(Jaar(bron="", jaar=2024, peiljaar=2022, verdeelsleutel=Verdeelsleutel.INWONERS),),
    ...     inwoners=(Inwoners(bron="", code="GM0828", peiljaar=2022, inwoners=90000),
    ...               Inwoners(bron="", code="GM0755", peiljaar=2022, inwoners=10000)),
    ...     pok=(POK(bron="", jaar=2024, vergoeding_bp=5000, maximum_ct=31000000),),
    ...     tarieven=(Tarief(bron="", schaal=11, van=date(2024, 1, 1), tot=date(2024, 12, 31), uurtarief_ct=7500),),
    ...     uren=(Urenregel(bron="", code="GM0828", medewerker="M1", rol="kernlid", thema="Preventie", schaal=11,
    ...                     maand=date(2024, 3, 1), uren_h=10000, afrekenjaar=2024),))
    >>> more = replace(region, uren=(replace(region.uren[0], uren_h=12000),))
    >>> v1, v2 = (Afgerekend(r, verreken(r, 2024), n, "concept", "") for n, r in enumerate((region, more), start=1))
    >>> outcome = vergelijk(v1, v2)
    >>> [(row.naam, row.saldo_ct.vorig, row.saldo_ct.nu, row.saldo_ct.verschil) for row in outcome.gemeenten]
    [('Oss', -412500, -495000, -82500), ('Boekel', 37500, 45000, 7500)]
    >>> outcome.van("GM0828").eigen_redenen, outcome.van("GM0755").eigen_redenen, outcome.redenen
    (('1 urenregel gewijzigd (+ 20,00 uren)',), (), ('K + € 1.500,00', 'V + € 750,00', 'R + € 750,00'))

    Raises:
        ValueError: they are of different years.
    """
    toen, uit = vorig.uitkomst, nu.uitkomst
    if toen.jaar != uit.jaar:
        raise ValueError(f"{toen.jaar} en {uit.jaar} zijn niet te vergelijken")
    codes = dict.fromkeys((*(r.code for r in uit.gemeenten), *(r.code for r in toen.gemeenten)))
    return Vergelijking(
        vorig=vorig,
        nu=nu,
        kosten_ct=Paar(toen.kosten_ct, uit.kosten_ct),
        vergoeding_ct=Paar(toen.vergoeding_ct, uit.vergoeding_ct),
        te_verdelen_ct=Paar(toen.te_verdelen_ct, uit.te_verdelen_ct),
        meerkosten_ct=Paar(toen.meerkosten_ct, uit.meerkosten_ct),
        btw_ct=Paar(toen.btw_ct, uit.btw_ct),
        sleutel_totaal=Paar(toen.sleutel_totaal, uit.sleutel_totaal),
        parameters=tuple(_parameters(vorig, nu)),
        gemeenten=tuple(_gemeente(toen, uit, code) for code in codes),
    )


def te_verrekenen(verrekend: Verrekening | None, nu: Verrekening) -> tuple[Gemeentewijziging, ...]:
    """Per gemeente what the last definitief version settled and what this one comes to: the difference is to be settled.

    ``verrekend`` is None when nothing was settled yet: then it is all of this settlement.

    Raises:
        ValueError: they are of different years.
    """
    if verrekend is not None and verrekend.jaar != nu.jaar:
        raise ValueError(f"{verrekend.jaar} en {nu.jaar} zijn niet te vergelijken")
    eerder = () if verrekend is None else verrekend.gemeenten
    codes = dict.fromkeys((*(r.code for r in nu.gemeenten), *(r.code for r in eerder)))
    return tuple(_gemeente(verrekend, nu, code) for code in codes)


def maand_nl(maand: date) -> str:
    """A month in a few letters: ``maand_nl(date(2024, 3, 1)) == 'mrt 2024'``."""
    return f"{_MAANDEN[maand.month - 1]} {maand.year}"


def _parameters(vorig: Afgerekend, nu: Afgerekend) -> Iterator[Gegevenwijziging]:
    """The choices of the year that are others, in the order in which they work on the outcome."""
    toen, uit = vorig.uitkomst, nu.uitkomst
    paren = (
        (g.PERCENTAGE.in_zin, Eenheid.PROCENT, toen.vergoeding_bp, uit.vergoeding_bp),
        (g.MAXIMUM.in_zin, Eenheid.EURO, toen.maximum_ct, uit.maximum_ct),
        ("POK van late uren", Eenheid.TEKST, str(_pok_jaar(vorig)), str(_pok_jaar(nu))),
        (g.BTW_POSITIE.in_zin, Eenheid.TEKST, str(toen.btw_positie), str(uit.btw_positie)),
        (g.BTW_TARIEF.in_zin, Eenheid.PROCENT, toen.btw_over_bijdrage_bp, uit.btw_over_bijdrage_bp),
        (g.SLEUTEL.in_zin, Eenheid.TEKST, str(toen.verdeelsleutel), str(uit.verdeelsleutel)),
        (g.PEILJAAR.in_zin, Eenheid.JAAR, toen.peiljaar, uit.peiljaar),
        (g.KARAKTER.in_zin, Eenheid.TEKST, str(toen.karakter), str(uit.karakter)),
        (g.VOORSTELGRENS.bij(uit.regio).in_zin, Eenheid.EURO, toen.voorstelgrens_ct, uit.voorstelgrens_ct),
        (g.DRAGER.in_zin, Eenheid.TEKST, str(toen.drager), str(uit.drager)),
        (
            "centrumgemeente",
            Eenheid.TEKST,
            vorig.regeling.centrumgemeente.naam,
            nu.regeling.centrumgemeente.naam,
        ),
    )
    for wat, eenheid, was, is_nu in paren:
        if was != is_nu:
            yield Gegevenwijziging(wat, eenheid, was, is_nu)


def _pok_jaar(stand: Afgerekend) -> PokJaar:
    return stand.regeling.jaar(stand.uitkomst.jaar).pok_jaar


def _gemeente(toen: Verrekening | None, uit: Verrekening, code: str) -> Gemeentewijziging:
    was = _rij(toen, code) if toen is not None else None
    is_nu = _rij(uit, code)
    rij = is_nu or was
    if rij is None:
        raise KeyError(code)

    def paar(veld: str) -> Paar:
        return Paar(*(getattr(deel, veld) if deel is not None else 0 for deel in (was, is_nu)))

    regels, tarieven = _regels(toen, uit, code)
    return Gemeentewijziging(
        code=code,
        naam=rij.naam,
        uren_h=paar("uren_h"),
        kosten_ct=paar("kosten_ct"),
        overig_ct=paar("overig_ct"),
        sleutel=Paar(was.deel.sleutel if was else 0, is_nu.deel.sleutel if is_nu else 0),
        meerkosten_ct=Paar(was.meerkosten.bedrag_ct if was else 0, is_nu.meerkosten.bedrag_ct if is_nu else 0),
        bijdrage_ct=paar("bijdrage_ct"),
        voorschot_ct=paar("voorschot_ct"),
        verrekend_ct=paar("verrekend_ct"),
        regels=regels,
        tarieven=tarieven,
        gegevens=() if toen is None else (*_gegevens(toen, uit, was, is_nu), *_overige(toen, uit, code)),
    )


def _rij(uitkomst: Verrekening, code: str) -> GemeenteUitkomst | None:
    return next((rij for rij in uitkomst.gemeenten if rij.code == code), None)


def _gegevens(
    toen: Verrekening, uit: Verrekening, was: GemeenteUitkomst | None, is_nu: GemeenteUitkomst | None
) -> Iterator[Gegevenwijziging]:
    """The public inputs of a gemeente that are others."""
    velden = [
        ("inwoners", Eenheid.INWONERS, "inwoners"),
        (f"begroot in {uit.regio.het_document}", Eenheid.EURO, "begroot_ct"),
    ]
    if Verdeelsleutel.CAPACITEIT in (toen.verdeelsleutel, uit.verdeelsleutel):
        velden.append(("capaciteit", Eenheid.UREN, "capaciteit_h"))
    for wat, eenheid, veld in velden:
        vorig, nu = (getattr(deel, veld) if deel is not None else None for deel in (was, is_nu))
        if vorig != nu:
            yield Gegevenwijziging(wat, eenheid, vorig, nu)


def _overige(toen: Verrekening, uit: Verrekening, code: str) -> Iterator[Gegevenwijziging]:
    """The other costs that a gemeente paid and that are others, or came or went."""
    was, is_nu = _per_post(toen, code), _per_post(uit, code)
    for post in dict.fromkeys((*is_nu, *was)):
        vorig, nu = was.get(post), is_nu.get(post)
        if vorig != nu:
            wat = " ".join(filter(None, post))
            yield Gegevenwijziging(f"andere kosten: {wat}", Eenheid.EURO, vorig, nu)


def _per_post(uitkomst: Verrekening, code: str) -> dict[tuple[str, str], int]:
    uit: dict[tuple[str, str], int] = defaultdict(int)
    for een in uitkomst.overige:
        if een.code == code:
            uit[een.post.omschrijving, een.post.factuur] += een.kosten_ct
    return dict(uit)


_Sleutel = tuple[date, str, str, str, Schaal]


class _Stapel(Struct):
    """The lines of one medewerker, rol, thema, schaal and month in one version, added up."""

    uren_h: int = 0
    kosten_ct: int = 0
    uurtarief_ct: int = 0

    def bij(self, regel: Kostenregel) -> None:
        """Add a line; all lines of a schaal and month have one rate."""
        self.uren_h += regel.regel.uren_h
        self.kosten_ct += regel.kosten_ct
        self.uurtarief_ct = regel.uurtarief_ct


def _stapels(uitkomst: Verrekening | None, code: str) -> dict[_Sleutel, _Stapel]:
    uit: dict[_Sleutel, _Stapel] = defaultdict(_Stapel)
    for kosten in uitkomst.regels if uitkomst is not None else ():
        regel = kosten.regel
        if kosten.code == code:
            uit[regel.maand, regel.medewerker, regel.thema, regel.rol, regel.schaal].bij(kosten)
    return uit


def _regels(
    toen: Verrekening | None, uit: Verrekening, code: str
) -> tuple[tuple[Urenwijziging, ...], tuple[Tariefwijziging, ...]]:
    """The own lines that changed, and the own rates; together they account for the whole difference in cost."""
    was, is_nu = _stapels(toen, code), _stapels(uit, code)
    regels: list[Urenwijziging] = []
    zelfde_uren: dict[tuple[Schaal, int, int], list[tuple[date, _Stapel, _Stapel]]] = defaultdict(list)
    for sleutel in sorted(was.keys() | is_nu.keys(), key=lambda wie: (*wie[:4], schaalvolgorde(wie[4]))):
        vorig, nu = was.get(sleutel), is_nu.get(sleutel)
        maand, medewerker, thema, rol, schaal = sleutel
        if vorig is not None and nu is not None and vorig.uren_h == nu.uren_h:
            if vorig.kosten_ct == nu.kosten_ct:
                continue
            if vorig.uurtarief_ct != nu.uurtarief_ct:
                zelfde_uren[schaal, vorig.uurtarief_ct, nu.uurtarief_ct].append((maand, vorig, nu))
                continue
        gevolg = Regelgevolg.ERBIJ if vorig is None else Regelgevolg.VERVALLEN if nu is None else Regelgevolg.GEWIJZIGD
        vorig, nu = vorig or _Stapel(), nu or _Stapel()
        uren, kosten = Paar(vorig.uren_h, nu.uren_h), Paar(vorig.kosten_ct, nu.kosten_ct)
        regels.append(Urenwijziging(gevolg, medewerker, rol, thema, schaal, maand, uren, kosten))
    tarieven = [
        Tariefwijziging(
            schaal,
            min(maand for maand, *_ in delen),
            max(maand for maand, *_ in delen),
            Paar(vorig_ct, nu_ct),
            sum(nu.uren_h for *_, nu in delen),
            Paar(sum(vorig.kosten_ct for _, vorig, _ in delen), sum(nu.kosten_ct for *_, nu in delen)),
        )
        for (schaal, vorig_ct, nu_ct), delen in zelfde_uren.items()
    ]
    return tuple(regels), tuple(sorted(tarieven, key=lambda t: (schaalvolgorde(t.schaal), t.van)))


def _toon(waarde: int | str | None, eenheid: Eenheid) -> str:
    if waarde is None:
        return "geen"
    if isinstance(waarde, str):
        return waarde
    if eenheid is Eenheid.EURO:
        return euro_nl(waarde)
    if eenheid is Eenheid.PROCENT:
        return procent_nl(waarde)
    if eenheid is Eenheid.UREN:
        return uren_nl(waarde)
    return str(waarde) if eenheid is Eenheid.JAAR else getal_nl(waarde)


def _euro(ct: int) -> str:
    return euro_nl(ct) if ct < 0 else f"+ {euro_nl(ct)}"


def _uren(honderdsten: int) -> str:
    return f"{'−' if honderdsten < 0 else '+'} {uren_nl(abs(honderdsten))} uren"
