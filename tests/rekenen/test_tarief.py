from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rekenen.regios import uurtarief

from via_xl.regeling.model import Tarief
from via_xl.rekenen.tarief import Tarieven, maandeinde, uurtarief_ct


def afgeleid(maandsalaris_ct: int, ikb_bp: int = 1705, lasten_bp: int = 2500, productief_h: int = 140_000) -> Tarief:
    return Tarief(
        bron="",
        schaal=11,
        van=date(2024, 1, 1),
        tot=date(2024, 12, 31),
        maandsalaris_ct=maandsalaris_ct,
        ikb_bp=ikb_bp,
        werkgeverslasten_bp=lasten_bp,
        productieve_uren_h=productief_h,
    )


@pytest.mark.parametrize(
    ("maandsalaris_ct", "verwacht_ct"),
    # 5.997 × 12 × 1,1705 × 1,25 / 1.400 = 75,21036 and 6.072 × 12 × 1,1705 × 1,25 / 1.400 = 76,15096
    [(599_700, 7521), (607_200, 7615), (0, 0)],
)
def test_the_uurtarief_is_a_year_of_salary_with_ikb_and_werkgeverslasten_over_the_productive_hours(
    maandsalaris_ct: int,
    verwacht_ct: int,
) -> None:
    assert uurtarief_ct(afgeleid(maandsalaris_ct)) == verwacht_ct


@given(st.integers(0, 2_000_000), st.integers(0, 10_000), st.integers(0, 10_000), st.integers(1, 300_000))
def test_the_uurtarief_is_rounded_once_at_the_end_and_half_a_cent_goes_up(
    salaris: int,
    ikb: int,
    lasten: int,
    productief: int,
) -> None:
    exact = Fraction(salaris * 12) * (1 + Fraction(ikb, 10_000)) * (1 + Fraction(lasten, 10_000))
    exact /= Fraction(productief, 100)
    verschil = uurtarief_ct(afgeleid(salaris, ikb, lasten, productief)) - exact
    assert -Fraction(1, 2) < verschil <= Fraction(1, 2)


def test_an_uurtarief_that_the_officer_entered_goes_before_the_derivation() -> None:
    rij = Tarief(
        bron="",
        schaal=11,
        van=date(2024, 1, 1),
        tot=date(2024, 12, 31),
        maandsalaris_ct=599_700,
        ikb_bp=1705,
        werkgeverslasten_bp=2500,
        productieve_uren_h=140_000,
        uurtarief_ct=8000,
    )
    assert uurtarief_ct(rij) == 8000


@pytest.mark.parametrize("ontbreekt", ["maandsalaris_ct", "ikb_bp", "werkgeverslasten_bp", "productieve_uren_h"])
def test_a_tarief_that_lacks_a_part_of_the_derivation_is_refused_and_not_zero(ontbreekt: str) -> None:
    delen = {"maandsalaris_ct": 599_700, "ikb_bp": 1705, "werkgeverslasten_bp": 2500, "productieve_uren_h": 140_000}
    rij = Tarief(bron="", schaal=11, van=date(2024, 1, 1), tot=date(2024, 12, 31), **(delen | {ontbreekt: None}))
    with pytest.raises(ValueError, match="niet af te leiden"):
        uurtarief_ct(rij)


@pytest.mark.parametrize(
    ("maand", "dag"),
    [
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2023, 2, 1), date(2023, 2, 28)),
        (date(2024, 12, 1), date(2024, 12, 31)),
        (date(2024, 4, 30), date(2024, 4, 30)),
    ],
)
def test_the_last_day_of_a_month_knows_leap_years(maand: date, dag: date) -> None:
    assert maandeinde(maand) == dag


CAO_RIJEN = (
    uurtarief(11, 7180, date(2023, 1, 2), date(2023, 12, 31)),
    uurtarief(11, 7521, date(2024, 1, 1), date(2024, 9, 30)),
    uurtarief(11, 7615, date(2024, 10, 1), date(2025, 3, 31)),
    uurtarief(11, 7767, date(2025, 4, 15), date(2025, 8, 31)),
    uurtarief(12, 8600, date(2024, 1, 1), date(2024, 12, 31)),
)
CAO = Tarieven(CAO_RIJEN)


@pytest.mark.parametrize(
    ("maand", "verwacht_ct"),
    [
        pytest.param(date(2023, 1, 1), 7180, id="the CAO step of 2 January counts for the whole of January"),
        pytest.param(date(2024, 9, 1), 7521, id="the month before a step has the old rate"),
        pytest.param(date(2024, 10, 1), 7615, id="a step on the first counts from that month"),
        pytest.param(date(2025, 3, 1), 7615, id="a rate runs up to and including its last day"),
        pytest.param(date(2025, 4, 1), 7767, id="a step in the middle of a month counts for that month"),
    ],
)
def test_an_hour_costs_the_rate_of_the_last_day_of_its_month(maand: date, verwacht_ct: int) -> None:
    assert [rij.uurtarief_ct for rij in CAO.voor(11, maand)] == [verwacht_ct]


@pytest.mark.parametrize(
    ("schaal", "maand"),
    [(11, date(2022, 12, 1)), (11, date(2025, 9, 1)), (10, date(2024, 3, 1)), (12, date(2025, 1, 1))],
)
def test_a_month_without_a_rate_has_none_and_never_the_nearest(schaal: int, maand: date) -> None:
    assert CAO.voor(schaal, maand) == ()


def test_overlapping_rates_are_all_given_so_that_a_check_can_name_them() -> None:
    dubbel = Tarieven([uurtarief(11, 7000), uurtarief(11, 7100, date(2024, 5, 1), date(2024, 6, 30))])
    assert [rij.uurtarief_ct for rij in dubbel.voor(11, date(2024, 4, 1))] == [7000]
    assert [rij.uurtarief_ct for rij in dubbel.voor(11, date(2024, 5, 1))] == [7000, 7100]


@given(st.permutations(CAO_RIJEN), st.sampled_from((11, 12)), st.dates(date(2022, 12, 1), date(2025, 12, 31)))
def test_the_order_of_the_rates_makes_no_difference(volgorde: list[Tarief], schaal: int, dag: date) -> None:
    maand = dag.replace(day=1)
    assert Tarieven(volgorde).voor(schaal, maand) == CAO.voor(schaal, maand)
