"""The settlement calculated a third time, in pandas: on whatever region it gives what the rekenkern gives, to the cent."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rekenen.grote_regios import grote_regios
from rekenen.regios import JAAR, gemeente, regio, regios, som, uren, uurtarief

from via_xl.bewijs.groepsrekening import groepsrekening
from via_xl.regeling.model import Regeling
from via_xl.rekenen.verrekening import verreken


def eis_gelijk(regeling: Regeling) -> None:
    """Every figure of every gemeente, and those of the region."""
    derde, uitkomst = groepsrekening(regeling, JAAR), verreken(regeling, JAAR)
    assert derde.gemeenten.to_dict("index") == {
        rij.code: {veld: getattr(rij, veld) for veld in derde.gemeenten} for rij in uitkomst.gemeenten
    }
    for veld in ("kosten_ct", "vergoeding_ct", "te_verdelen_ct", "meerkosten_ct"):
        assert getattr(derde, veld) == getattr(uitkomst, veld), veld


@settings(max_examples=settings.default.max_examples // 5)
@given(regios())
def test_of_any_region_every_figure_is_that_of_the_rekenkern(regeling: Regeling) -> None:
    eis_gelijk(regeling)


@pytest.mark.lang(een_op=1)
@given(grote_regios(st.integers(1, 2_000)))
def test_of_regions_at_the_edge_too_with_mergers_limits_and_fixed_bijdragen(regeling: Regeling) -> None:
    eis_gelijk(regeling)


def test_who_went_into_another_counts_with_it_through_two_mergers() -> None:
    eerst, nu = date(JAAR - 1, 6, 30), date(JAAR, 6, 30)
    basis = regio({"GM0796": 500, "GM0755": 30, "GM0828": 90}, (uren("GM0755", 1000), uren("GM0828", 300)))
    over = {"GM0755": (eerst, "GM0828"), "GM0828": (nu, "GM1991")}
    gemeenten = tuple(
        replace(rij, tot=over[rij.code][0], opvolger=over[rij.code][1]) if rij.code in over else rij
        for rij in (*basis.gemeenten, gemeente("GM1991"))
    )
    na = replace(basis, gemeenten=gemeenten)
    eis_gelijk(na)
    assert groepsrekening(na, JAAR).gemeenten["uren_h"].to_dict() == {
        "GM0796": 0,
        "GM0755": 0,
        "GM0828": 0,
        "GM1991": 1300,
    }


def test_what_was_rounded_of_each_line_of_a_sum_counts() -> None:
    met = regio({"GM0796": 500, "GM0755": 30}, (som(uren("GM0755", 1000), 7),))
    eis_gelijk(met)
    assert groepsrekening(met, JAAR).kosten_ct == 75_007


def test_a_line_without_exactly_one_rate_is_no_line_of_nothing() -> None:
    with pytest.raises(ValueError, match="0 tarieven voor schaal 12 in 2024-03"):
        groepsrekening(regio({"GM0796": 1}, (uren("GM0796", 100, schaal=12),)), JAAR)
    dubbel = (uurtarief(11, 7500), uurtarief(11, 7600))
    with pytest.raises(ValueError, match="2 tarieven voor schaal 11"):
        groepsrekening(regio({"GM0796": 1}, (uren("GM0796", 100),), tarieven=dubbel), JAAR)


def test_what_64_bits_can_not_hold_is_refused_and_does_not_become_another_number() -> None:
    groot = regio({"GM0796": 1}, (uren("GM0796", 10**10), uren("GM0796", 10**10)), tarieven=(uurtarief(11, 10**9),))
    with pytest.raises(OverflowError, match="64 bits"):
        groepsrekening(groot, JAAR)
    te_groot = regio({"GM0796": 1}, (uren("GM0796", 2**63),))
    with pytest.raises(OverflowError):
        groepsrekening(te_groot, JAAR)
