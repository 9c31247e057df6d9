"""The forecast: what is delivered stays, what is missing comes from the capacity, and the settlement of both is the settlement."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
from hulp.gemaakt import regeling as hele_regio
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, tarief, uren
from msgspec.structs import replace

from via_xl.regeling.model import Capaciteit, Maandpatroon, Regeling, Urenstaat, VoorstelToets
from via_xl.rekenen.prognose import PEIL, Prognose, Prognosegeval, Prognoseoordeel, prognose
from via_xl.rekenen.verrekening import verreken

LAAG, VERWACHT, HOOG = Prognosegeval
JAAR = replace(REGELING.jaren[0], productieve_uren_h=140_000)


def klein(**anders: Any) -> Regeling:
    """The small region with a plan for 2024: only Oss promises hours, 18 a week, which is 700 a year."""
    capaciteit = (Capaciteit(code=OSS, uren_per_week_h=1800, bron="8.3"),)
    basis: dict[str, Any] = {"jaren": (JAAR,), "capaciteit": capaciteit, "urenstaten": (), "uren": (uren(OSS, 1000),)}
    return replace(REGELING, **basis | anders)


def van(regeling: Regeling, jaar: int = 2024) -> Prognose:
    return prognose(regeling, verreken(regeling, jaar))


def maand(p: Prognose, code: str, nr: int) -> Any:
    return p.van(code)[nr - 1]


@cache
def tot_en_met(maanden: int, jaar: int = 2025) -> Regeling:
    """The shipped region as it is when the hours of that many months of the year are in, and none of a later year."""
    regio = hele_regio()
    weg = [r for r in regio.uren if r.maand.year > jaar or (r.maand.year == jaar and r.maand.month > maanden)]
    return replace(regio, uren=tuple(rij for rij in regio.uren if rij not in weg))


def test_the_shipped_2025_warns_with_the_hours_until_august() -> None:
    p = van(tot_en_met(8), 2025)
    assert p.nu.te_verdelen_ct == 19_609_237  # nothing wrong, if this were all
    assert p.boven_ct(LAAG) == p.boven_ct(VERWACHT) == 0
    assert p.uitkomsten[HOOG].te_verdelen_ct > 31_062_000
    assert p.oordeel is Prognoseoordeel.MISSCHIEN
    assert (p.maanden_te_gaan, p.patroon) == (6 * 4, Maandpatroon.VORIG_JAAR)


def test_held_against_each_gemeente_a_bijdrage_above_its_own_amount_is_enough() -> None:
    augustus = tot_en_met(8)
    krap = tuple(
        replace(rij, bedrag_ct=540_000) if (rij.code, rij.jaar) == (BOEKEL, 2025) else rij for rij in augustus.begroting
    )
    jaren = tuple(replace(rij, voorstel_toets=VoorstelToets.GEMEENTE) for rij in augustus.jaren)
    p = van(replace(augustus, begroting=krap, jaren=jaren), 2025)
    assert (p.boven_ct(VERWACHT), p.oordeel) == (0, Prognoseoordeel.BOVEN)
    assert [p.boven_begroot(geval) for geval in Prognosegeval] == [0, 1, 10]


def test_with_october_the_expected_year_is_over_the_limit_and_with_december_it_is_the_settlement() -> None:
    assert van(tot_en_met(10), 2025).oordeel is Prognoseoordeel.BOVEN
    heel = van(tot_en_met(12), 2025)
    assert {uit.te_verdelen_ct for uit in heel.uitkomsten.values()} == {heel.nu.te_verdelen_ct}
    assert heel.nu.te_verdelen_ct > 31_062_000
    assert (heel.maanden_te_gaan, heel.uren_te_gaan_h(HOOG)) == (0, 0)


@pytest.mark.parametrize("maanden", range(13))
def test_the_forecast_of_every_month_comes_within_a_twentieth_of_the_real_2025(maanden: int) -> None:
    p = van(tot_en_met(maanden), 2025)
    assert abs(p.verwacht.kosten_ct - 62_775_345) * 20 < 62_775_345
    laag, verwacht, hoog = (uit.kosten_ct for uit in p.uitkomsten.values())
    assert (laag < verwacht < hoog) if maanden < 12 else laag == verwacht == hoog


def test_a_month_without_hours_takes_a_twelfth_of_the_productive_hours_where_the_year_before_says_nothing() -> None:
    p = van(klein())
    assert p.patroon is Maandpatroon.GELIJK
    april = maand(p, OSS, 4)
    assert (april.capaciteit_h, april.volledig_h, april.te_gaan_h) == (1800, 5833, 5833)  # 700 / 12 = 58,33
    assert [april.uren_h(bp) for bp in p.inzet_bp.values()] == [5250, 5833, 6416]
    assert [(rij.volledig_h, rij.te_gaan_h) for rij in p.van(OSS)[:3]] == [(5833, 0)] * 3  # until March it has hours


def test_what_a_gemeente_brings_in_is_rounded_once_over_its_months() -> None:
    p = van(klein())
    oss = p.gemeenten[2]
    assert oss.te_gaan_h == 9 * 5833 == 52_497
    assert list(oss.uren_h.values()) == [47_247, 52_497, 57_747]  # 90, 100 and 110 % of 524,97: not nine times 64,16
    assert maand(p, OSS, 4).uren_h(p.inzet_bp[HOOG]) * 9 == 57_744
    op_peil_h = 52_065  # 6 months at 75,21 / 76,15 and 3 at 76,15: 524,97 hours cost what 520,65 cost in December
    assert oss.volledig_ct == 3_964_750 == round(op_peil_h * 76.15)
    assert list(oss.kosten_ct.values()) == [3_568_275, 3_964_750, 4_361_225]
    assert p.kosten_te_gaan_ct(HOOG) == 4_361_225


def test_the_months_of_the_year_before_are_the_pattern_when_each_has_hours() -> None:
    vorig = tuple(uren(HB, 100 * nr, maand=date(2023, nr, 1), afrekenjaar=2023) for nr in range(1, 13))
    oude = (tarief(date(2023, 1, 1), date(2023, 12, 31)), *REGELING.tarieven)
    p = van(klein(uren=(uren(OSS, 1000), *vorig), tarieven=oude))
    assert p.patroon is Maandpatroon.VORIG_JAAR
    assert maand(p, OSS, 12).volledig_h == 10_769  # 700 × 12 / 78 = 107,69
    gelijk = van(
        klein(uren=(uren(OSS, 1000), *vorig), tarieven=oude, jaren=(replace(JAAR, prognose_patroon="gelijk"),))
    )
    assert maand(gelijk, OSS, 12).volledig_h == 5833
    gat = van(klein(uren=(uren(OSS, 1000), *vorig[1:]), tarieven=oude))
    assert gat.patroon is Maandpatroon.GELIJK


def test_a_month_to_come_has_the_rates_known_for_it() -> None:
    p = van(klein())
    assert p.peilen == (987_656,) * 9 + (PEIL,) * 3  # 75,21 / 76,15
    assert p.gemeenten[2].prijs_ct == 7615  # schaal 11 at the end of the year
    assert [maand(p, OSS, nr).tarief_ct for nr in (4, 9, 10, 12)] == [7521, 7521, 7615, 7615]


def test_the_last_known_rate_counts_where_no_other_is_known() -> None:
    p = van(klein(tarieven=(tarief(date(2024, 1, 1), date(2024, 6, 30)),)))
    assert [maand(p, OSS, nr).tarief_ct for nr in (4, 12)] == [7521, 7521]


def test_a_schaal_of_a_part_of_the_year_does_not_raise_the_others() -> None:
    erbij = tarief(date(2024, 10, 1), date(2024, 12, 31), schaal=14, uurtarief_ct=99_900)
    p = van(klein(tarieven=(*REGELING.tarieven, erbij)))
    assert [maand(p, OSS, nr).tarief_ct for nr in (4, 12)] == [7521, 7615]


def test_who_delivered_nothing_yet_costs_what_it_cost_last_year_and_else_what_everyone_does() -> None:
    cap = tuple(Capaciteit(code=code, uren_per_week_h=1800, bron="") for code in (OSS, BOEKEL))
    duur = tarief(date(2023, 1, 1), date(2024, 12, 31), schaal=14, uurtarief_ct=10_000)
    vorig = uren(BOEKEL, 100, maand=date(2023, 5, 1), afrekenjaar=2023, schaal=14)
    p = van(klein(capaciteit=cap, uren=(uren(OSS, 1000), vorig), tarieven=(*REGELING.tarieven, duur)))
    # 75,21 with both schalen at (75,21 + 100) / (76,15 + 100) of the end of the year; (1000 × 75,61 + 100 × 100) / 1100
    assert [rij.prijs_ct for rij in p.gemeenten] == [7783, 10_000, 7561]
    assert maand(p, BOEKEL, 1).te_gaan_h > 0


def test_capacity_counts_in_the_months_on_whose_last_day_it_holds() -> None:
    cap = (
        Capaciteit(code=OSS, uren_per_week_h=1800, tot=date(2024, 6, 29), bron=""),
        Capaciteit(code=OSS, uren_per_week_h=900, van=date(2024, 9, 2), bron=""),
    )
    p = van(klein(capaciteit=cap))
    assert [rij.capaciteit_h for rij in p.van(OSS)] == [1800] * 5 + [0] * 3 + [900] * 4


def test_a_signed_hour_sheet_that_was_read_after_the_year_closes_it() -> None:
    staat = Urenstaat(
        code=OSS,
        jaar=2024,
        bestand="oss.xlsx",
        sha256="ab" * 32,
        gelezen_op=date(2025, 1, 9),
        regels=1,
        uren_h=1000,
        akkoord_medewerker=date(2025, 1, 6),
        akkoord_leidinggevende=date(2025, 1, 7),
        bron="",
    )
    assert van(klein(urenstaten=(staat,))).maanden_te_gaan == 0
    assert not van(klein(urenstaten=(staat,))).niets_te_ramen
    twee = (uren(OSS, 1000), uren(BOEKEL, 1000))
    assert van(klein(urenstaten=(staat,), uren=twee)).niets_te_ramen
    for niet in (
        {"gelezen_op": date(2024, 12, 31)},
        {"akkoord_leidinggevende": None},
        {"geldig": False},
        {"jaar": 2023},
    ):
        assert van(klein(urenstaten=(replace(staat, **niet),))).maanden_te_gaan == 9


def test_without_capacity_and_hours_of_december_there_is_nothing_to_forecast_by() -> None:
    assert van(klein(capaciteit=())).niets_te_ramen
    assert van(klein(capaciteit=(), uren=())).niets_te_ramen
    assert not van(klein()).niets_te_ramen
    assert not van(klein(capaciteit=(), uren=(uren(OSS, 1000, maand=date(2024, 12, 1)),))).niets_te_ramen


def test_without_productive_hours_nothing_is_to_come_and_it_says_so() -> None:
    p = van(klein(jaren=REGELING.jaren))
    assert (p.oordeel, p.uren_te_gaan_h(HOOG)) == (Prognoseoordeel.GEEN_PLAN, 0)
    assert p.verwacht.te_verdelen_ct == p.nu.te_verdelen_ct


def test_without_any_hours_there_is_no_rate_and_it_says_so() -> None:
    p = van(klein(uren=()))
    assert (p.oordeel, p.kosten_te_gaan_ct(HOOG), p.maanden_te_gaan) == (Prognoseoordeel.GEEN_PRIJS, 0, 12)


def test_a_key_of_nothing_leaves_r_known_and_nobody_with_a_bijdrage() -> None:
    leeg = tuple(replace(rij, inwoners=0) for rij in REGELING.inwoners)
    oude = (tarief(date(2023, 1, 1), date(2023, 12, 31)), *REGELING.tarieven)
    vorig = uren(OSS, 100, maand=date(2023, 5, 1), afrekenjaar=2023)
    p = van(klein(inwoners=leeg, uren=(vorig,), tarieven=oude))
    assert p.zonder_verdeling == frozenset(Prognosegeval)
    assert (p.verwacht.kosten_ct > 0, p.bijdrage_ct(VERWACHT, OSS)) == (True, None)


def test_the_bijdragen_add_up_to_what_is_to_be_shared() -> None:
    p = van(tot_en_met(5), 2025)
    for geval, uit in p.uitkomsten.items():
        assert sum(p.bijdrage_ct(geval, rij.code) or 0 for rij in uit.gemeenten) == uit.te_verdelen_ct
        assert uit.kosten_ct == p.nu.kosten_ct + p.kosten_te_gaan_ct(geval)
