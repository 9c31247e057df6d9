"""The budget of a year to come: what the working group will cost, what POK reimburses of that, and each gemeente's share.

The cost of the staff is the formatie (hours a week), as productive hours of a year, at the rates that are known for that
year; or what last year comes to. Other costs are those of last year. Each has an index of its own. What is left after POK is
shared by largest remainder over the key of the year, so never by a printed percentage.

Nothing is guessed: what can't be calculated raises :class:`NietTeBegroten` with the reason, in Dutch.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from via_xl.basis.geld import GEHEEL_BP, UUR, getal_nl, rond_half_op, uren_nl
from via_xl.basis.schaal import Schaal, schaalvolgorde
from via_xl.regeling.model import Jaar, Regeling, Taak, Tarief, Urenregel, Verdeelsleutel
from via_xl.rekenen.capaciteit import MAANDEN, formatie_h, geleverd, jaaruren_h, taak_van_rol
from via_xl.rekenen.kosten import regelkosten_ct
from via_xl.rekenen.opvolging import houders, telt_inwoners
from via_xl.rekenen.plan import begroot_buiten_pok, begroot_te_verdelen_ct, buiten_pok, gedrukt_van, inwoners_van
from via_xl.rekenen.prognose import prognose
from via_xl.rekenen.tarief import maandeinde, uurtarief_ct
from via_xl.rekenen.verdeling import LegeSleutel, verdeel
from via_xl.rekenen.verrekening import capaciteit_h, overige_regels, verreken


class NietTeBegroten(ValueError):
    """Something that the budget needs isn't known; the message says what, as the end of a Dutch sentence."""


class Kostenbron(StrEnum):
    """Where the cost of the staff comes from."""

    FORMATIE = "formatie"
    VORIG_JAAR = "vorig-jaar"


class Voorschotwijze(StrEnum):
    """How much of the budgeted bijdrage is asked in advance, and whether at once."""

    GEEN = "geen"
    GEHEEL = "geheel"
    HELFT = "helft"
    TERMIJNEN = "termijnen"


class Index(Struct, frozen=True):
    """How much dearer a year is than the one before, in basispunten, of staff and of other costs."""

    personeel_bp: int = 0
    overig_bp: int = 0


class Schaaldeel(Struct, frozen=True):
    """The hours of a schaal by which a taak is priced, and what an hour of it costs in the year to come."""

    schaal: Schaal
    uren_h: int
    tarief_ct: int


class Taakraming(Struct, frozen=True):
    """What a taak of the formatie costs: its productive hours of the year at the mean rate of the schalen it is done in.

    ``uit_jaar`` is the year of the hours that say in which schalen; None when the officer said so.
    """

    taak: Taak
    per_week_h: int
    uren_h: int
    schalen: tuple[Schaaldeel, ...]
    uit_jaar: int | None

    @property
    def tarief_ct(self) -> int:
        """The mean rate, weighed by the hours of each schaal."""
        uren = sum(deel.uren_h for deel in self.schalen)
        return rond_half_op(sum(deel.uren_h * deel.tarief_ct for deel in self.schalen), uren)

    @property
    def kosten_ct(self) -> int:
        """Hours × rate."""
        return regelkosten_ct(self.uren_h, self.tarief_ct)


class Raming(Struct, frozen=True):
    """The budgeted cost of a year in cents, before and after the index of each kind.

    ``taken`` is what the staff cost is made of; empty when it is that of last year, of which ``nog_te_leveren_ct`` is a
    forecast. ``late_uren_ct`` is what last year's settlement holds of hours of earlier years: that is no part of it.
    """

    bron: Kostenbron
    taken: tuple[Taakraming, ...]
    personeel_ct: int
    overig_ct: int
    index: Index
    nog_te_leveren_ct: int = 0
    late_uren_ct: int = 0

    @property
    def index_personeel_ct(self) -> int:
        """What the index adds to the staff cost."""
        return rond_half_op(self.personeel_ct * self.index.personeel_bp, GEHEEL_BP)

    @property
    def index_overig_ct(self) -> int:
        """What the index adds to the other costs."""
        return rond_half_op(self.overig_ct * self.index.overig_bp, GEHEEL_BP)

    @property
    def index_ct(self) -> int:
        """What both add."""
        return self.index_personeel_ct + self.index_overig_ct

    @property
    def overig_met_index_ct(self) -> int:
        """The other costs of the year."""
        return self.overig_ct + self.index_overig_ct

    @property
    def kosten_ct(self) -> int:
        """The budgeted cost of the year: all of it."""
        return self.personeel_ct + self.overig_ct + self.index_ct


# --- cost


def raam_kosten(
    regeling: Regeling, jaar: int, bron: Kostenbron, index: Index, schalen: Mapping[Taak, Schaal] | None = None
) -> Raming:
    """The cost of ``jaar``, which is in ``jaren``; other costs are those that counted in the year before.

    ``schalen`` says of a taak in which schaal it is done; of the others the hours that were made say so.

    Raises:
        NietTeBegroten: an input is missing, or last year can't be settled.
    """
    overig = sum(rij.kosten_ct for rij in overige_regels(regeling, jaar - 1))
    if bron is Kostenbron.FORMATIE:
        taken = _taken(regeling, jaar, schalen or {})
        return Raming(bron, taken, sum(rij.kosten_ct for rij in taken), overig, index)
    kosten, te_gaan, laat = _kosten_van(regeling, jaar - 1)
    return Raming(bron, (), kosten - overig, overig, index, te_gaan, laat)


def _kosten_van(regeling: Regeling, jaar: int) -> tuple[int, int, int]:
    """What a year costs, which part of that is a forecast of hours to come, and what its settlement holds of earlier years."""
    try:
        nu = verreken(regeling, jaar)
    except (KeyError, ValueError) as fout:
        raise NietTeBegroten(f"{jaar} is nog niet af te rekenen") from fout
    straks = prognose(regeling, nu)
    verwacht = straks.verwacht
    laat = sum(rij.kosten_ct for rij in nu.regels if rij.regel.maand.year < jaar)
    if verwacht.kosten_ct - laat == 0:
        raise NietTeBegroten(f"{jaar} heeft geen uren en geen andere kosten")
    if straks.zonder_raming:
        raise NietTeBegroten(f"van {jaar} is geen raming te maken: {straks.zonder_raming}")
    if straks.niets_te_ramen:
        raise NietTeBegroten(
            f"niet alle uren van {jaar} zijn er, en zonder toegezegde capaciteit (blad Begroting) is de rest niet te ramen"
        )
    return verwacht.kosten_ct - laat, verwacht.kosten_ct - nu.kosten_ct, laat


def _taken(regeling: Regeling, jaar: int, schalen: Mapping[Taak, Schaal]) -> tuple[Taakraming, ...]:
    parameters = regeling.jaar(jaar)
    gevraagd = {taak: uren for taak, uren in formatie_h(regeling, jaar).items() if uren}
    if not gevraagd:
        raise NietTeBegroten(f"tblFormatie vraagt in {jaar} geen uren (blad Begroting)")
    if parameters.productieve_uren_h is None:
        raise NietTeBegroten(f"de productieve uren van {jaar} zijn niet ingevuld (blad Jaren)")
    return tuple(
        _taakraming(regeling, parameters, taak, per_week_h, schalen.get(taak)) for taak, per_week_h in gevraagd.items()
    )


def _taakraming(regeling: Regeling, parameters: Jaar, taak: Taak, per_week_h: int, schaal: Schaal | None) -> Taakraming:
    jaar = parameters.jaar
    uit_jaar, per_schaal = (None, {schaal: UUR}) if schaal is not None else _schalen_van(regeling, jaar, taak)
    delen = (
        Schaaldeel(welke, uren_h, jaartarief_ct(regeling.tarieven, welke, jaar))
        for welke, uren_h in sorted(per_schaal.items(), key=lambda paar: schaalvolgorde(paar[0]))
    )
    uren = jaaruren_h(per_week_h, parameters.productieve_uren_h, parameters.voltijd_h) or 0
    return Taakraming(taak, per_week_h, uren, tuple(delen), uit_jaar)


def _schalen_van(regeling: Regeling, jaar: int, taak: Taak) -> tuple[int, dict[Schaal, int]]:
    """The schalen in which a taak was done, in the last year before ``jaar`` that has hours of it."""
    taken = taak_van_rol(regeling)
    jaren = sorted({regel.maand.year for regel in regeling.uren if regel.maand.year < jaar}, reverse=True)
    for eerder in jaren:
        uren = _per_schaal(regel for regel in geleverd(regeling, eerder) if taken(regel.rol) is taak)
        if uren:
            return eerder, uren
    raise NietTeBegroten(
        f"er zijn geen uren die zeggen in welke schaal {taak} wordt gedaan; zeg het met --schaal {taak}=8"
    )


def _per_schaal(regels: Iterable[Urenregel]) -> dict[Schaal, int]:
    uren: dict[Schaal, int] = defaultdict(int)
    for regel in regels:
        uren[regel.schaal] += regel.uren_h
    return {schaal: som for schaal, som in uren.items() if som > 0}


def jaartarief_ct(tarieven: Iterable[Tarief], schaal: Schaal, jaar: int) -> int:
    """The mean over the twelve months of a year of the rate of a schaal: in a month without one the last one before it.

    € 75,21 until 30 September and € 76,15 from then on, as far as is known: nine months and three, and 2026 at the latter.

    >>> rates = [Tarief(bron="", schaal=11, van=date(2024, 1, 1), tot=date(2024, 9, 30), uurtarief_ct=7521),
    ...          Tarief(bron="", schaal=11, van=date(2024, 10, 1), tot=date(2025, 3, 31), uurtarief_ct=7615)]
    >>> jaartarief_ct(rates, 11, 2024), jaartarief_ct(rates, 11, 2026)
    (7545, 7615)

    Raises:
        NietTeBegroten: a month has neither.
    """
    eigen = [rij for rij in tarieven if rij.schaal == schaal]
    som = 0
    for maand in range(1, MAANDEN + 1):
        begonnen = [rij for rij in eigen if rij.van <= maandeinde(date(jaar, maand, 1))]
        if not begonnen:
            raise NietTeBegroten(f"schaal {schaal} heeft voor {jaar} geen tarief (blad Tarieven)")
        som += uurtarief_ct(max(begonnen, key=lambda rij: rij.van))
    return rond_half_op(som, MAANDEN)


# --- shares


class Begrotingssleutel(Struct, frozen=True):
    """What a budget is shared by: ``naar`` says what the numbers are, in a Dutch word, and ``uitleg`` why, where that differs."""

    naar: str
    per_code: Mapping[str, int]
    uitleg: str = ""

    def aandeel(self, code: str) -> str:
        """The part of a gemeente in the whole, in Dutch words."""
        eigen, alle = self.per_code.get(code, 0), sum(self.per_code.values())
        if self.naar == "inwoners":
            return f"{getal_nl(eigen)} van {getal_nl(alle)} inwoners"
        return f"{uren_nl(eigen)} van {uren_nl(alle)} uur per week"


def begrotingssleutel(regeling: Regeling, jaar: int) -> Begrotingssleutel:
    """The key of a year, before any hour of it is made: the inwoners of its peiljaar, or the capacity that was promised.

    ``uren`` and ``kosten`` aren't known by then: the promised hours a week stand for both.

    Raises:
        NietTeBegroten: a gemeente isn't counted, or nobody promised anything.
    """
    parameters = regeling.jaar(jaar)
    codes = [rij.code for rij in regeling.gemeenten if rij.bestaat_in(jaar)]
    if parameters.verdeelsleutel is Verdeelsleutel.INWONERS:
        nodig = telt_inwoners(regeling.gemeenten, jaar, parameters.peiljaar)
        geteld = {rij.code for rij in regeling.inwoners if rij.peiljaar == parameters.peiljaar}
        mist = [regeling.naam_van(code) for code in nodig if code not in geteld]
        if mist:
            raise NietTeBegroten(f"de inwoners van {', '.join(mist)} op 1 januari {parameters.peiljaar} ontbreken")
        inwoners = inwoners_van(regeling, parameters)
        return Begrotingssleutel("inwoners", {code: inwoners.get(code, 0) for code in codes})
    capaciteit = capaciteit_h(regeling, jaar)
    if not any(capaciteit.get(code) for code in codes):
        raise NietTeBegroten(f"voor {jaar} is geen capaciteit toegezegd (blad Begroting)")
    uitleg = ""
    if parameters.verdeelsleutel is not Verdeelsleutel.CAPACITEIT:
        uitleg = (
            f"de {parameters.verdeelsleutel} van {jaar} zijn nog niet bekend; de toegezegde capaciteit staat ervoor"
        )
    return Begrotingssleutel("capaciteit", {code: capaciteit.get(code, 0) for code in codes}, uitleg)


def te_verdelen_ct(regeling: Regeling, jaar: int, kosten_ct: int, buiten_ct: int) -> int:
    """What POK leaves of the budgeted cost of a year, of which it reimburses nothing of ``buiten_ct``.

    Raises:
        KeyError: the year isn't in ``pok``.
    """
    pok = regeling.pok_van(jaar)
    return begroot_te_verdelen_ct(kosten_ct, buiten_ct, pok.vergoeding_bp, pok.maximum_ct)


def deel_van_elk_ct(bedrag_ct: int, sleutel: Mapping[str, int]) -> dict[str, int]:
    """Each gemeente's exact share of an amount.

    Raises:
        NietTeBegroten: there is an amount, and the key adds to zero.
    """
    try:
        return {code: deel.bedrag_ct for code, deel in verdeel(bedrag_ct, sleutel).items()}
    except LegeSleutel as fout:
        raise NietTeBegroten("de verdeelsleutel telt op tot 0") from fout


def voorschotten_ct(bijdrage_ct: int, wijze: Voorschotwijze, termijnen: int = 1) -> tuple[int, ...]:
    """What is asked in advance of a budgeted bijdrage, a part each term; the terms add up to the whole of it.

    Of € 100,00 in three terms the first is a cent more:

    >>> [voorschotten_ct(10000, wijze, 3) for wijze in Voorschotwijze]
    [(), (10000,), (5000,), (3334, 3333, 3333)]
    """
    if wijze is Voorschotwijze.GEEN or bijdrage_ct == 0:
        return ()
    if wijze is Voorschotwijze.TERMIJNEN:
        heel, rest = divmod(bijdrage_ct, termijnen)
        return tuple(heel + (nr < rest) for nr in range(termijnen))
    return (bijdrage_ct if wijze is Voorschotwijze.GEHEEL else rond_half_op(bijdrage_ct, 2),)


# --- why it differs from the year before


_GERAAMD = re.compile(r"berekend uit (?P<som>.*?); de rest overgenomen uit \d{4}", re.DOTALL)


def bron_van_raming(som: Iterable[str], overgenomen: str) -> str:
    """The source of a year whose budget was calculated: how, and where the rest of its row comes from."""
    return f"berekend uit {'; '.join(som)}; de rest {overgenomen}"


def hoe_geraamd(jaar: Jaar) -> str:
    """How the budget of a year was calculated, in the words of its source; "" for one that wasn't."""
    gevonden = _GERAAMD.match(jaar.bron)
    return gevonden["som"] if gevonden else ""


class Verschilreden(StrEnum):
    """Why a budgeted bijdrage differs from that of the year before, in the order in which the effects are taken apart."""

    AFRONDING = "het vorige bedrag was niet het exacte aandeel"
    SLEUTEL = "ander aandeel: inwoners of verdeelsleutel"
    POK = "andere vergoeding uit POK"
    INDEX = "index van lonen en prijzen"
    OVERIG = "andere kosten dan uren"
    INZET = "kosten van de inzet: uren en tarieven"
    BIJGESTELD = "het nieuwe bedrag is niet het exacte aandeel"
    ONBEKEND = "niet te herleiden: van een van beide jaren ontbreekt de raming"


def verklaring(regeling: Regeling, jaar: int, code: str) -> dict[Verschilreden, int]:
    """The difference of a gemeente's budgeted bijdrage with that of the year before, taken apart; it adds up exactly.

    From the old amount to the new one a step each: what the exact share was, the key of the new year, its POK, the index,
    the other costs, and the rest of the cost. Each step is a share by largest remainder, so that the steps leave nothing
    over. What is 0 is left out.

    Raises:
        KeyError: either year has no budgeted amount for the gemeente.
    """
    oud_ct, nieuw_ct = begroot_ct(regeling, jaar - 1, jaar)[code], begroot_ct(regeling, jaar, jaar)[code]
    try:
        tussen = _tussenstanden(regeling, jaar, code)
    except (KeyError, NietTeBegroten):
        stappen = {Verschilreden.ONBEKEND: nieuw_ct - oud_ct}
    else:
        standen = [oud_ct, *tussen.values(), nieuw_ct]
        redenen = [*tussen, Verschilreden.BIJGESTELD]
        stappen = {reden: na - voor for reden, (voor, na) in zip(redenen, pairwise(standen), strict=True)}
    return {reden: ct for reden, ct in stappen.items() if ct}


def _tussenstanden(regeling: Regeling, jaar: int, code: str) -> dict[Verschilreden, int]:
    """The share of a gemeente after each step."""
    vorig, nu = regeling.jaar(jaar - 1), regeling.jaar(jaar)
    if vorig.begrote_kosten_ct is None or nu.begrote_kosten_ct is None:
        raise NietTeBegroten("een van beide jaren heeft geen begrote kosten")
    was = _voor_houders(begrotingssleutel(regeling, jaar - 1).per_code, regeling, jaar)
    wordt = begrotingssleutel(regeling, jaar).per_code
    kosten, index_overig = vorig.begrote_kosten_ct, nu.begrote_index_overige_ct or 0
    index = (nu.begrote_index_ct or 0) + index_overig
    overig = (nu.begrote_overige_ct or 0) - index_overig - (vorig.begrote_overige_ct or 0)

    def aandeel(te_verdelen: int, sleutel: Mapping[str, int]) -> int:
        return deel_van_elk_ct(max(0, te_verdelen), sleutel).get(code, 0)

    def nieuw(kosten_ct: int, buiten_ct: int) -> int:
        return aandeel(te_verdelen_ct(regeling, jaar, kosten_ct, buiten_ct), wordt)

    was_buiten, buiten = (begroot_buiten_pok(regeling, welk).ct for welk in (vorig, nu))
    zonder_index = None if nu.begrote_overige_ct is None else nu.begrote_overige_ct - index_overig
    index_buiten = buiten - buiten_pok(regeling, jaar, zonder_index).ct
    eerst_ct = te_verdelen_ct(regeling, jaar - 1, kosten, was_buiten)
    return {
        Verschilreden.AFRONDING: aandeel(eerst_ct, was),
        Verschilreden.SLEUTEL: aandeel(eerst_ct, wordt),
        Verschilreden.POK: nieuw(kosten, was_buiten),
        Verschilreden.INDEX: nieuw(kosten + index, was_buiten + index_buiten),
        Verschilreden.OVERIG: nieuw(kosten + index + overig, buiten),
        Verschilreden.INZET: nieuw(nu.begrote_kosten_ct, buiten),
    }


def begroot_ct(regeling: Regeling, begroting: int, jaar: int) -> dict[str, int]:
    """Per gemeente of ``jaar`` what the budget of year ``begroting`` says that it pays, with those of who went into it."""
    gedrukt = gedrukt_van(regeling, regeling.jaar(begroting))
    return _voor_houders({code: bedrag for code, (bedrag, _) in gedrukt.items()}, regeling, jaar)


def _voor_houders(per_code: Mapping[str, int], regeling: Regeling, jaar: int) -> dict[str, int]:
    """What was of several gemeenten as of the one that they count as in a year."""
    voor, uit = houders(regeling.gemeenten, jaar), dict[str, int]()
    for code, n in per_code.items():
        uit[voor[code]] = uit.get(voor[code], 0) + n
    return uit
