"""Who pays the working group over the years of the plan (8.2), and which printed percentage isn't the calculated one."""

from __future__ import annotations

import pytest
from hulp.gemaakt import regeling
from msgspec.structs import replace

from via_xl.rekenen.plan import meerjarig, plan

MEIERIJSTAD = "GM1948"


@pytest.mark.parametrize(("jaar", "vergoeding_ct"), [(2023, 62_000_000), (2024, 31_000_000), (2026, 0)])
def test_the_shares_in_the_reimbursement_add_to_it_and_with_the_bijdragen_to_the_cost(
    jaar: int, vergoeding_ct: int
) -> None:
    regels = [regel for regel in plan(regeling()) if regel.jaar == jaar]
    assert sum(regel.vergoeding_ct or 0 for regel in regels) == vergoeding_ct
    assert sum((regel.vergoeding_ct or 0) + (regel.exact_ct or 0) for regel in regels) == 62_000_000
    totaal = sum(regel.inwoners or 0 for regel in regels)
    for regel in regels:
        assert abs((regel.vergoeding_ct or 0) * totaal - vergoeding_ct * (regel.inwoners or 0)) < totaal


def test_over_four_years_pok_and_the_gemeenten_pay_half_each() -> None:
    alle = meerjarig(plan(regeling()))
    assert list(alle) == [gemeente.code for gemeente in regeling().gemeenten]
    assert sum(rij.vergoeding_ct for rij in alle.values()) == sum(rij.exact_ct for rij in alle.values()) == 124_000_000
    assert sum(rij.samen_ct for rij in alle.values()) == 4 * 62_000_000
    assert sum(rij.gedrukt_ct for rij in alle.values()) == 2 * 31_062_000 + 62_124_000
    assert alle[MEIERIJSTAD].gedrukt_ct - alle[MEIERIJSTAD].exact_ct == 250_435


def test_only_meierijstad_is_printed_with_another_percentage_than_the_calculated_one() -> None:
    anders = {(r.code, r.jaar): r.afwijking_bp for r in plan(regeling()) if r.afwijking_bp}
    assert anders == {(MEIERIJSTAD, jaar): 20 for jaar in (2023, 2024, 2025, 2026)}


def test_what_is_not_printed_or_not_calculable_does_not_deviate() -> None:
    niet_gedrukt = replace(regeling(), begroting=())
    geen_inwoners = replace(regeling(), inwoners=regeling().inwoners[1:])
    for regio in (niet_gedrukt, geen_inwoners):
        assert {regel.afwijking_bp for regel in plan(regio)} == {None}


def test_a_year_without_pok_or_cost_has_no_shares_and_adds_nothing() -> None:
    zonder = plan(replace(regeling(), pok=tuple(rij for rij in regeling().pok if rij.jaar != 2023)))
    assert {regel.vergoeding_ct for regel in zonder if regel.jaar == 2023} == {None}
    assert sum(rij.vergoeding_ct for rij in meerjarig(zonder).values()) == 62_000_000
