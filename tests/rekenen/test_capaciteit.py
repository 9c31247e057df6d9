"""Capacity: planned from hours a week, delivered by month, what the forecast makes of that, and what is too much."""

from __future__ import annotations

from datetime import date

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, tarief, uren
from msgspec.structs import replace

from via_xl.regeling.model import Capaciteit, Formatie, Regeling, Rol, Taak
from via_xl.rekenen.capaciteit import Capaciteitsbeeld, Gemeentecapaciteit, capaciteit, jaaruren_h
from via_xl.rekenen.prognose import prognose
from via_xl.rekenen.verrekening import verreken

JAAR = replace(REGELING.jaren[0], productieve_uren_h=140_000)
ROLLEN = (
    Rol(rol="kernlid", taak=Taak.BELEID, bron="5.2"),
    Rol(rol="ondersteuner", taak=Taak.ONDERSTEUNING, bron="8.3"),
    Rol(rol="gast", bron=""),
)
FORMATIE = (
    Formatie(taak=Taak.BELEID, uren_per_week_h=17_600, bron="8.3"),
    Formatie(taak=Taak.ONDERSTEUNING, uren_per_week_h=3600, bron="8.3"),
    Formatie(taak=Taak.ONDERSTEUNING, uren_per_week_h=9999, tot=date(2023, 12, 31), bron="oud"),
)


def beeld(regeling: Regeling) -> Capaciteitsbeeld:
    uitkomst = verreken(regeling, 2024)
    return capaciteit(regeling, uitkomst, prognose(regeling, uitkomst).verwacht_te_gaan_h)


def regio(**anders: object) -> Regeling:
    return replace(REGELING, **{"jaren": (JAAR,), "rollen": ROLLEN, "formatie": FORMATIE, **anders})  # type: ignore[arg-type]


def van(capaciteit: Capaciteitsbeeld, code: str) -> Gemeentecapaciteit:
    return next(g for g in capaciteit.gemeenten if g.code == code)


def test_the_plan_is_the_capacity_times_the_productive_hours_of_a_full_time_week() -> None:
    assert van(beeld(regio()), OSS).gepland_h == 93_333  # 24 / 36 × 1.400 = 933,33
    assert van(beeld(regio(jaren=(replace(JAAR, voltijd_h=4000),))), OSS).gepland_h == 84_000
    assert jaaruren_h(1, 1800, 3600) == 1  # half a hundredth goes up
    assert van(beeld(regio()), HB).gepland_h == 0


def test_without_productive_hours_nothing_is_planned_and_nothing_is_too_much() -> None:
    leeg = beeld(regio(jaren=REGELING.jaren))
    assert (leeg.gepland_h, leeg.tempo_h, leeg.meer_h) == (None, None, 0)
    assert (van(leeg, OSS).verschil_h, leeg.prognose_h, leeg.taakprognose_h(Taak.BELEID)) == (None, None, None)


def test_delivered_are_the_valid_hours_of_the_months_of_the_year_wherever_they_are_settled() -> None:
    laat = uren(OSS, 500, maand=date(2024, 12, 1), afrekenjaar=2025)
    eerder = uren(OSS, 300, maand=date(2023, 12, 1), afrekenjaar=2024)
    weg = uren(OSS, 9000, geldig=False)
    tarieven = (tarief(date(2023, 1, 1), date(2023, 12, 31)), *REGELING.tarieven)
    pok = (*REGELING.pok, replace(REGELING.pok[0], jaar=2023))
    oss = van(beeld(regio(tarieven=tarieven, pok=pok, uren=(uren(OSS, 1000), laat, eerder, weg))), OSS)
    assert oss.geleverd_h == 1500
    assert (oss.afgerekend_h, oss.eerder_h, oss.later_h) == (1300, 300, 500)
    assert oss.geleverd_h == oss.afgerekend_h - oss.eerder_h + oss.later_h
    assert (oss.maanden_h[2], oss.maanden_h[11]) == (1000, 500)


def test_the_forecast_is_what_was_delivered_and_the_capacity_of_the_months_that_have_no_hours_yet() -> None:
    """By hand: Oss delivered until March, so that nine twelfths of its 933,33 productive hours are to come.

    Those are nine times 933,33 / 12 = 77,78 hours, so 700,02; others promised none. Of the 11,00 hours so far 1,00 was for
    ondersteuning: of 711,02 that makes 64,64.
    """
    tot_mei = beeld(regio(uren=(uren(OSS, 1000), uren(HB, 100, maand=date(2024, 5, 1), rol="ondersteuner"))))
    assert tot_mei.maanden == 5
    assert van(tot_mei, OSS).prognose_h == 1000 + 70_002
    assert van(tot_mei, HB).prognose_h == 100
    assert tot_mei.prognose_h == 71_102
    assert tot_mei.taakprognose_h(Taak.ONDERSTEUNING) == 6464
    nul = beeld(regio(uren=(uren(OSS, 0),)))
    assert (nul.maanden, nul.prognose_h, nul.taakprognose_h(Taak.BELEID)) == (0, 12 * 7778, None)


def test_more_than_the_productive_hours_is_too_much_and_costs_the_mean_rate() -> None:
    krap = regio(capaciteit=(Capaciteit(code=BOEKEL, uren_per_week_h=100, bron="8.3"),), uren=(uren(BOEKEL, 4000),))
    boekel = van(beeld(krap), BOEKEL)
    assert boekel.gepland_h == 3889
    assert boekel.meer_h == 111
    assert boekel.effect_ct == round(111 * boekel.kosten_ct / 4000)
    assert beeld(krap).effect_ct == boekel.effect_ct > 0


def test_the_formatie_of_the_last_day_of_the_year_leaves_a_vacancy() -> None:
    geheel = beeld(regio())
    assert (geheel.formatie_totaal_h, geheel.capaciteit_h, geheel.vacature_h) == (21_200, 2400, 18_800)
    niets = beeld(regio(formatie=()))
    assert (niets.formatie_totaal_h, niets.vacature_h) == (None, None)


def test_hours_go_to_the_taak_of_their_rol_and_those_of_no_known_taak_are_kept_apart() -> None:
    regels = (
        uren(OSS, 100),
        uren(OSS, 20, rol="Ondersteuner"),
        uren(OSS, 3, rol="gast"),
        uren(OSS, 4, rol="onbekende rol"),
    )
    verdeeld = beeld(regio(uren=regels))
    assert [verdeeld.taak_h(taak) for taak in (*Taak, None)] == [100, 20, 7]
    assert sum(verdeeld.rol_onbekend_h) == 4
    assert sum(rol.geleverd_h for rol in verdeeld.rollen) + 4 == verdeeld.geleverd_h


@pytest.mark.parametrize("voltijd_h", [3600, 4000])
def test_the_pace_is_in_hours_a_week(voltijd_h: int) -> None:
    vol = beeld(regio(jaren=(replace(JAAR, voltijd_h=voltijd_h),), uren=(uren(OSS, 70_000, maand=date(2024, 12, 1)),)))
    assert vol.tempo_h == voltijd_h // 2
    assert vol.taaktempo_h(Taak.BELEID) == voltijd_h // 2
