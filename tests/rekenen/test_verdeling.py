from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rekenen.regios import CODES

from via_xl.rekenen.verdeling import EXACT_GRENS, LegeSleutel, rondes, verdeel

BEDRAG = st.one_of(st.integers(0, 10**9), st.integers(0, EXACT_GRENS - 1))
"""Amounts of any size: up to € 1.000 and up to a thousand billion."""
SLEUTEL = st.one_of(
    st.dictionaries(st.sampled_from(CODES), st.integers(0, 10**6), min_size=1),
    st.dictionaries(st.sampled_from(CODES), st.integers(0, 3 * 10**6), min_size=1),
)
SLEUTEL_NIET_LEEG = SLEUTEL.filter(lambda sleutel: sum(sleutel.values()) > 0)


def bedragen(bedrag_ct: int, sleutel: dict[str, int]) -> dict[str, int]:
    return {code: deel.bedrag_ct for code, deel in verdeel(bedrag_ct, sleutel).items()}


@given(BEDRAG, SLEUTEL_NIET_LEEG)
def test_the_shares_of_all_gemeenten_add_to_the_amount_to_the_cent(bedrag: int, sleutel: dict[str, int]) -> None:
    assert sum(bedragen(bedrag, sleutel).values()) == bedrag


@given(BEDRAG, SLEUTEL_NIET_LEEG)
def test_no_gemeente_is_a_cent_or_more_from_its_exact_share(bedrag: int, sleutel: dict[str, int]) -> None:
    som = sum(sleutel.values())
    for code, ct in bedragen(bedrag, sleutel).items():
        assert abs(ct - Fraction(bedrag * sleutel[code], som)) < 1


@given(BEDRAG, SLEUTEL_NIET_LEEG, st.randoms(use_true_random=False))
def test_the_order_of_the_gemeenten_never_moves_a_cent(bedrag: int, sleutel: dict[str, int], kans: Random) -> None:
    geschud = list(sleutel.items())
    kans.shuffle(geschud)
    assert verdeel(bedrag, dict(geschud)) == verdeel(bedrag, sleutel)


@given(BEDRAG, SLEUTEL_NIET_LEEG)
def test_of_two_gemeenten_the_one_with_more_inwoners_never_pays_less(bedrag: int, sleutel: dict[str, int]) -> None:
    uit = bedragen(bedrag, sleutel)
    for code, n in sleutel.items():
        assert all(uit[code] >= uit[ander] for ander, m in sleutel.items() if n > m)


@given(BEDRAG, SLEUTEL_NIET_LEEG, st.data(), st.integers(1, 10**5))
def test_a_gemeente_that_grows_while_the_others_stay_never_pays_less(
    bedrag: int,
    sleutel: dict[str, int],
    data: st.DataObject,
    groei: int,
) -> None:
    code = data.draw(st.sampled_from(sorted(sleutel)))
    gegroeid = sleutel | {code: sleutel[code] + groei}
    assert bedragen(bedrag, gegroeid)[code] >= bedragen(bedrag, sleutel)[code]


@given(BEDRAG, SLEUTEL_NIET_LEEG)
def test_every_step_of_the_calculation_can_be_checked_by_hand(bedrag: int, sleutel: dict[str, int]) -> None:
    delen = verdeel(bedrag, sleutel)
    som = sum(sleutel.values())
    restcenten = bedrag - sum(deel.afgekapt for deel in delen.values())
    heel, over = rondes(bedrag, som)
    assert bedrag == heel * som + over
    assert sorted(deel.rang for deel in delen.values()) == list(range(1, len(sleutel) + 1))
    for code, deel in delen.items():
        assert deel.code == code
        assert deel.sleutel == sleutel[code]
        assert deel.product == over * sleutel[code]
        assert bedrag * sleutel[code] == deel.afgekapt * som + deel.rest
        assert deel.product - deel.rest == (deel.afgekapt - heel * sleutel[code]) * som
        assert 0 <= deel.rest < som
        assert deel.cent == (1 if deel.rang <= restcenten else 0)
        assert deel.bedrag_ct == deel.afgekapt + deel.cent
    op_rang = sorted(delen.values(), key=lambda deel: deel.rang)
    for hoger, lager in pairwise(op_rang):
        assert (-hoger.rest, hoger.code) < (-lager.rest, lager.code)


@given(BEDRAG, SLEUTEL_NIET_LEEG)
def test_no_step_is_larger_than_the_key_makes_it_whatever_the_amount(bedrag: int, sleutel: dict[str, int]) -> None:
    som, hoogste = sum(sleutel.values()), max(sleutel.values())
    for deel in verdeel(bedrag, sleutel).values():
        assert deel.product < som * hoogste < EXACT_GRENS
        assert deel.afgekapt <= bedrag
        assert float(deel.product) == deel.product
        assert float(deel.product) // float(som) == deel.product // som


def test_an_ordinary_bill_over_sixty_gemeenten_with_a_large_city() -> None:
    """It was refused: 129.035.568 cents times 896.000 inwoners is more than a spreadsheet multiplies exactly."""
    sleutel = {f"GM{nummer:04}": 11_000 + 977 * nummer for nummer in range(59)} | {"GM0363": 896_000}
    delen = verdeel(129_035_568, sleutel)
    assert sum(deel.bedrag_ct for deel in delen.values()) == 129_035_568
    assert max(deel.product for deel in delen.values()) < EXACT_GRENS < 129_035_568 * 896_000
    assert delen["GM0363"].bedrag_ct == round(Fraction(129_035_568 * 896_000, sum(sleutel.values())))


@given(BEDRAG, SLEUTEL_NIET_LEEG)
def test_the_rounding_cents_go_to_the_largest_remainders(bedrag: int, sleutel: dict[str, int]) -> None:
    delen = verdeel(bedrag, sleutel).values()
    met = [deel.rest for deel in delen if deel.cent]
    zonder = [deel.rest for deel in delen if not deel.cent]
    assert not met or not zonder or min(met) >= max(zonder)
    assert all(rest > 0 for rest in met), "a gemeente without inwoners or with a whole share never gets a cent"


@given(BEDRAG, st.sets(st.sampled_from(CODES), min_size=1), st.integers(1, 10**6))
def test_with_equal_inwoners_the_lowest_codes_pay_the_cents_that_are_left(bedrag: int, codes: set[str], n: int) -> None:
    heel, over = divmod(bedrag, len(codes))
    verwacht = {code: heel + (plaats < over) for plaats, code in enumerate(sorted(codes))}
    assert bedragen(bedrag, dict.fromkeys(codes, n)) == verwacht


@given(BEDRAG, st.integers(1, 10**6))
def test_a_single_gemeente_pays_everything(bedrag: int, n: int) -> None:
    assert bedragen(bedrag, {"GM0755": n}) == {"GM0755": bedrag}


@given(SLEUTEL)
def test_nothing_to_share_is_nothing_for_everyone_also_with_an_empty_key(sleutel: dict[str, int]) -> None:
    assert bedragen(0, sleutel) == dict.fromkeys(sleutel, 0)


@given(SLEUTEL_NIET_LEEG)
def test_a_single_cent_goes_to_the_gemeente_with_most_inwoners(sleutel: dict[str, int]) -> None:
    meeste = max(sleutel.values())
    ontvanger = min(code for code, n in sleutel.items() if n == meeste)
    assert bedragen(1, sleutel) == {code: int(code == ontvanger) for code in sleutel}


@given(BEDRAG.filter(bool), st.sets(st.sampled_from(CODES)))
def test_an_amount_with_a_key_of_zero_is_an_error(bedrag: int, codes: set[str]) -> None:
    with pytest.raises(LegeSleutel, match="telt op tot 0"):
        verdeel(bedrag, dict.fromkeys(codes, 0))


@pytest.mark.parametrize(("bedrag", "sleutel"), [(-1, {"GM0755": 1}), (1, {"GM0755": 2, "GM0828": -1})])
def test_a_negative_amount_or_key_is_refused(bedrag: int, sleutel: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="nul of meer"):
        verdeel(bedrag, sleutel)
