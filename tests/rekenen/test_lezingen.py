"""The readings of the koersplan: each gives what the settlement itself gives when the year is changed accordingly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hulp.gemaakt import regeling
from hulp.kleine_master import BOEKEL, REGELING
from msgspec.structs import replace

from via_xl.regeling.model import BtwPositie, Regeling, Tarief, Urenregel, Verdeelsleutel
from via_xl.rekenen.capaciteit import capaciteit
from via_xl.rekenen.kostenlezingen import Kostenlezing
from via_xl.rekenen.lezingen import (
    LEZINGEN,
    Lezing,
    Lezinguitkomst,
    grootste_verschil_ct,
    lezinguitkomsten,
    verschil_ct,
)
from via_xl.rekenen.plan import naar_percentage_ct
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import GemeenteUitkomst, verreken


def _gewijzigd(regio: Regeling, jaar: int, lezing: Lezing) -> Regeling:
    """The region with the choice of a reading written into its year."""
    laatste = max(rij.peiljaar for rij in regio.inwoners)
    keuze: dict[str, Any] = {
        "verdeelsleutel": lezing.sleutel,
        "bijdrage_karakter": lezing.karakter,
        "meerkosten_drager": lezing.drager,
        "peiljaar": laatste if lezing.laatste_peiljaar else None,
        "pok_jaar": lezing.pok_jaar,
        "btw_positie": lezing.btw,
    }
    if lezing.kosten is not Kostenlezing.NU:
        return _andere_kosten(regio, jaar, lezing)
    anders = {veld: waarde for veld, waarde in keuze.items() if waarde is not None}
    return replace(regio, jaren=tuple(replace(rij, **anders) if rij.jaar == jaar else rij for rij in regio.jaren))


def _met_kosten(regio: Regeling, jaar: int, kosten_ct: Callable[[GemeenteUitkomst], int]) -> Regeling:
    """The region in which each gemeente's own hours of the year are one hour, at a rate that makes that its whole cost.

    Hours of other years stay as they are: what came late keeps its own POK.
    """
    nu = verreken(regio, jaar)
    laat = {rij.code: 0 for rij in nu.gemeenten}
    for een in nu.regels:
        laat[een.code] += een.kosten_ct if een.regel.maand.year != jaar else 0
    rijen = enumerate(nu.gemeenten, start=50)
    per = {nr: (rij.code, kosten_ct(rij) - laat[rij.code]) for nr, rij in rijen if kosten_ct(rij)}
    blijven = tuple(een for een in regio.uren if een.afrekenjaar < jaar or een.maand.year < jaar == een.afrekenjaar)
    uren = tuple(
        Urenregel(
            code=code,
            medewerker=f"M{nr}",
            rol="kernlid",
            thema="Preventie",
            schaal=nr,
            maand=date(jaar, 1, 1),
            uren_h=100,
            afrekenjaar=jaar,
            bron="",
        )
        for nr, (code, _) in per.items()
    )
    tarieven = tuple(
        Tarief(schaal=nr, van=date(jaar, 1, 1), tot=date(jaar, 12, 31), uurtarief_ct=ct, bron="")
        for nr, (_, ct) in per.items()
    )
    return replace(regio, uren=(*blijven, *uren), tarieven=(*regio.tarieven, *tarieven))


def _andere_kosten(regio: Regeling, jaar: int, lezing: Lezing) -> Regeling:
    """The region in which the hours of the year cost what a reading says, said without the reading."""
    if lezing.kosten is Kostenlezing.JAAREINDE:
        laatste = [rij for rij in regio.tarieven if rij.van <= date(jaar, 12, 31) <= rij.tot]
        altijd = tuple(replace(rij, van=date(2000, 1, 1), tot=date(2100, 12, 31)) for rij in laatste)
        op_jaareinde = verreken(replace(regio, tarieven=altijd), jaar)
        return _met_kosten(regio, jaar, lambda r: op_jaareinde.van(r.code).kosten_ct)
    if lezing.kosten is Kostenlezing.LEVERJAAR:
        return replace(regio, uren=tuple(replace(regel, afrekenjaar=regel.maand.year) for regel in regio.uren))
    meer_ct = {rij.code: rij.effect_ct for rij in capaciteit(regio, verreken(regio, jaar)).gemeenten}
    keer = {
        Kostenlezing.FORMATIE: Fraction(212, 183),
        Kostenlezing.OPSLAG: 1 + Fraction(1, 100),
        Kostenlezing.PRODUCTIEF: Fraction(1),
    }[lezing.kosten]
    eraf = meer_ct if lezing.kosten is Kostenlezing.PRODUCTIEF else {}
    return _met_kosten(regio, jaar, lambda r: floor(r.kosten_ct * keer + Fraction(1, 2)) - eraf.get(r.code, 0))


def _grens(regio: Regeling, ct: int) -> Regeling:
    return replace(regio, jaren=tuple(replace(rij, voorstelgrens_ct=ct) for rij in regio.jaren))


@pytest.mark.parametrize("jaar", [2023, 2024, 2025, 2026])
@pytest.mark.parametrize("grens_ct", [None, 10_000_001], ids=["grens van het jaar", "ver boven de grens"])
@pytest.mark.parametrize("lezing", [lezing for lezing in LEZINGEN if not lezing.gedrukt], ids=lambda rij: rij.naam)
def test_a_reading_is_the_settlement_of_the_changed_year(lezing: Lezing, jaar: int, grens_ct: int | None) -> None:
    regio = regeling() if grens_ct is None else _grens(regeling(), grens_ct)
    berekend = Lezinguitkomst(regio, verreken(regio, jaar), lezing)
    if not berekend.te_berekenen:
        pytest.fail(f"{lezing.naam} is niet te berekenen, en de gegevens van de regio zijn compleet")
    anders = verreken(_gewijzigd(regio, jaar, lezing), jaar)
    assert (berekend.totaal_ct, berekend.vergoeding_ct) == (anders.kosten_ct, anders.vergoeding_ct)
    assert {r.code: (berekend.bijdrage_ct(r), berekend.betaalt_ct(r)) for r in berekend.nu.gemeenten} == {
        r.code: (r.bijdrage_ct, r.saldo_ct) for r in anders.gemeenten
    }


def test_the_bearers_differ_when_much_lies_above_the_limit() -> None:
    regio = _grens(regeling(), 10_000_001)
    uit = {r.lezing.naam: r for r in lezinguitkomsten(regio, verreken(regio, 2024))}
    bedragen = {naam: tuple(r.bijdrage_ct(g) for g in r.nu.gemeenten) for naam, r in uit.items()}
    dragers = ("Drager inwoners", "Drager centrumgemeente", "Drager leveranciers")
    assert len({bedragen[naam] for naam in dragers}) == 3
    assert bedragen["In werking"] == bedragen["Sleutel inwoners"] == bedragen["Karakter werkelijk"]


def test_the_printed_percentages_share_more_than_there_is() -> None:
    uit = verreken(regeling(), 2024)
    (gedrukt,) = (r for r in lezinguitkomsten(regeling(), uit) if r.lezing.gedrukt)
    per = {r.naam: gedrukt.bijdrage_ct(r) for r in uit.gemeenten}
    assert per["Meierijstad"] == naar_percentage_ct(1355, uit.te_verdelen_ct)
    assert sum(ct or 0 for ct in per.values()) == pytest.approx(uit.te_verdelen_ct * 1.002, abs=10)


def test_without_an_input_that_a_reading_needs_there_is_no_outcome_and_the_others_stay() -> None:
    uit = verreken(REGELING, 2024)
    per = {r.lezing.naam: r for r in lezinguitkomsten(REGELING, uit)}
    boekel = uit.van(BOEKEL)
    assert per["Karakter vast"].bijdrage_ct(boekel) is None  # only Boekel has a printed amount
    assert per["Gedrukt percentage"].bijdrage_ct(boekel) is None
    assert per["Sleutel inwoners"].bijdrage_ct(boekel) == boekel.bijdrage_ct
    assert [naam for naam, r in per.items() if r.zonder_bedrag(boekel)] == []


def test_a_key_that_adds_to_nothing_has_no_outcome_where_the_settlement_refuses_it() -> None:
    zonder = replace(REGELING, capaciteit=())
    (lezing,) = (r for r in LEZINGEN if r.naam == "Sleutel capaciteit")
    assert not Lezinguitkomst(zonder, verreken(zonder, 2024), lezing).te_berekenen
    with pytest.raises(LegeSleutel):
        verreken(_gewijzigd(zonder, 2024, lezing), 2024)


def _per_naam(regio: Regeling, jaar: int) -> dict[str, Lezinguitkomst]:
    return {r.lezing.naam: r for r in lezinguitkomsten(regio, verreken(regio, jaar))}


def test_a_percent_on_every_rate_costs_who_supplies_none_and_is_paid_to_who_does() -> None:
    per = _per_naam(regeling(), 2026)  # POK pays nothing: the percent is shared by inwoners
    hoger, nu = per["Tarief 1 % hoger"], per["In werking"]
    verschil = {r.naam: verschil_ct(hoger, nu, r) for r in nu.nu.gemeenten}
    assert sum(ct or 0 for ct in verschil.values()) == 0
    zonder = [r for r in nu.nu.gemeenten if r.kosten_ct == 0]
    assert zonder
    assert all((verschil[r.naam] or 0) > 0 for r in zonder)
    assert grootste_verschil_ct(list(per.values()), lambda lezing: lezing.naam == "Tarief 1 % hoger") == max(
        abs(ct or 0) for ct in verschil.values()
    )


def test_without_a_rate_at_the_end_of_the_year_there_is_no_one_rate() -> None:
    kort = tuple(replace(rij, tot=min(rij.tot, date(2024, 11, 30))) for rij in REGELING.tarieven)
    zonder = replace(REGELING, tarieven=kort, uren=tuple(r for r in REGELING.uren if r.maand < date(2024, 12, 1)))
    assert zonder.uren
    per = _per_naam(zonder, 2024)
    assert not per["Eén tarief per jaar"].te_berekenen
    assert per["In werking"].te_berekenen


def test_without_capacity_there_is_no_full_formatie_and_without_productive_hours_no_excess() -> None:
    zonder = replace(
        REGELING, capaciteit=(), jaren=tuple(replace(rij, productieve_uren_h=None) for rij in REGELING.jaren)
    )
    per = _per_naam(zonder, 2024)
    assert [naam for naam in ("Volle formatie", "Productieve uren", "Tarief 1 % hoger") if per[naam].te_berekenen] == [
        "Tarief 1 % hoger"
    ]


def test_what_a_spreadsheet_can_not_share_exactly_has_no_outcome() -> None:
    per = _per_naam(regeling(), 2024)
    assert not any(r.te_groot(g) for r in per.values() for g in r.nu.gemeenten)
    duur = replace(regeling(), tarieven=tuple(replace(r, uurtarief_ct=9_000_000) for r in regeling().tarieven))
    per = _per_naam(duur, 2024)
    groot = {naam for naam, r in per.items() if any(r.te_groot(g) for g in r.nu.gemeenten)}
    assert {"Sleutel kosten", "Drager leveranciers"} <= groot
    assert not {"In werking", "Tarief 1 % hoger"} & groot
    assert all(not per[naam].te_berekenen for naam in groot)
    assert per["In werking"].sleutel is Verdeelsleutel.INWONERS


def test_an_amount_above_a_thousand_billion_has_no_outcome_whatever_the_key() -> None:
    duur = replace(regeling(), tarieven=tuple(replace(r, uurtarief_ct=10**11) for r in regeling().tarieven))
    per = _per_naam(duur, 2024)
    assert per["In werking"].bedrag_te_groot
    assert not per["In werking"].te_berekenen


@pytest.mark.parametrize(("btw_bp", "berekend"), [(None, False), (0, True), (2100, True)])
def test_a_burden_of_0_percent_is_a_rate_and_none_at_all_is_not(btw_bp: int | None, berekend: bool) -> None:
    last = replace(REGELING.jaren[0], btw_positie=BtwPositie.LAST, btw_bp=btw_bp)
    nu = _per_naam(replace(REGELING, jaren=(last,)), 2024)["In werking"]
    assert (nu.zonder_btw_tarief, nu.te_berekenen) == (not berekend, berekend)
