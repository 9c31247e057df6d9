import pytest
from hypothesis import given
from hypothesis import strategies as st

from via_xl.rekenen.vergoeding import vergoeding_ct

KOSTEN = st.integers(0, 10**10)
PERCENTAGE = st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("kosten_ct", "vergoeding_bp", "maximum_ct", "verwacht_ct"),
    [
        pytest.param(55_000_000, 10_000, 62_000_000, 55_000_000, id="2023 pays everything"),
        pytest.param(62_000_001, 10_000, 62_000_000, 62_000_000, id="2023 pays at most 620.000"),
        pytest.param(60_000_000, 5000, 31_000_000, 30_000_000, id="2024 pays half"),
        pytest.param(62_000_000, 5000, 31_000_000, 31_000_000, id="2025 pays half of 620.000, just the maximum"),
        pytest.param(62_000_002, 5000, 31_000_000, 31_000_000, id="2025 pays at most 310.000"),
        pytest.param(62_000_000, 0, 0, 0, id="2026 pays nothing"),
        pytest.param(101, 5000, 31_000_000, 51, id="half a cent goes up"),
        pytest.param(0, 5000, 31_000_000, 0, id="no cost, no reimbursement"),
    ],
)
def test_pok_pays_its_percentage_of_the_cost_up_to_the_maximum(
    kosten_ct: int,
    vergoeding_bp: int,
    maximum_ct: int,
    verwacht_ct: int,
) -> None:
    assert vergoeding_ct(kosten_ct, vergoeding_bp, maximum_ct) == verwacht_ct


@given(KOSTEN, PERCENTAGE, KOSTEN)
def test_pok_never_pays_more_than_the_cost_or_the_maximum(kosten: int, bp: int, maximum: int) -> None:
    assert 0 <= vergoeding_ct(kosten, bp, maximum) <= min(kosten, maximum)


@given(KOSTEN, PERCENTAGE)
def test_below_the_maximum_pok_is_at_most_half_a_cent_from_the_exact_percentage(kosten: int, bp: int) -> None:
    verschil = vergoeding_ct(kosten, bp, 10**12) * 10_000 - kosten * bp
    assert -5000 < verschil <= 5000


@given(KOSTEN, KOSTEN, PERCENTAGE, KOSTEN)
def test_more_cost_never_means_less_reimbursement(kosten: int, meer: int, bp: int, maximum: int) -> None:
    assert vergoeding_ct(kosten + meer, bp, maximum) >= vergoeding_ct(kosten, bp, maximum)
