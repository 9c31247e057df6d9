"""Who bears what lies above the voorstelgrens, and what a fixed bijdrage does: worked by hand, and always closing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rekenen.regios import CODES, JAAR, regio, regios, uren

from via_xl.regeling.model import Begrotingsregel, BijdrageKarakter, MeerkostenDrager, Regeling, Verdeelsleutel
from via_xl.rekenen.verrekening import Verrekening, verreken

HB, BOEKEL, OSS = "GM0796", "GM0755", "GM0828"
INWONERS = {HB: 150_000, BOEKEL: 10_000, OSS: 40_000}
# 100 hours of 's-Hertogenbosch and 300 of Oss at € 75,00: K = € 30.000, V = € 15.000, R = € 15.000.
UREN = (uren(HB, 10_000), uren(OSS, 30_000))


def bijdragen(**keuzes: object) -> list[int]:
    """The bijdragen of 's-Hertogenbosch, Boekel and Oss in cents."""
    return [rij.bijdrage_ct for rij in verreken(regio(INWONERS, UREN, **keuzes), JAAR).gemeenten]  # type: ignore[arg-type]


def test_within_the_limit_the_drager_makes_no_difference() -> None:
    gewoon = [1_125_000, 75_000, 300_000]
    for drager in MeerkostenDrager:
        assert bijdragen(grens_ct=1_500_000, drager=drager) == gewoon
        assert bijdragen(grens_ct=None, drager=drager) == gewoon


def test_inwoners_bear_all_of_it_by_one_key_to_the_cent() -> None:
    assert bijdragen(grens_ct=1_000_001) == [1_125_000, 75_000, 300_000]


def test_the_centrumgemeente_bears_all_above_the_limit() -> None:
    # € 10.000 by inwoners: 7.500 · 500 · 2.000; € 5.000 above it for the centrumgemeente.
    keuzes = {"grens_ct": 1_000_000, "drager": MeerkostenDrager.CENTRUMGEMEENTE}
    assert bijdragen(**keuzes) == [1_250_000, 50_000, 200_000]


def test_the_leveranciers_bear_what_is_above_the_limit_by_their_cost() -> None:
    # € 5.000 by cost 7.500 : 22.500, so 1.250 and 3.750.
    keuzes = {"grens_ct": 1_000_000, "drager": MeerkostenDrager.LEVERANCIERS}
    assert bijdragen(**keuzes) == [875_000, 50_000, 575_000]


def test_under_the_key_kosten_what_is_borne_apart_first_comes_off_the_own_cost() -> None:
    # V + M = € 20.000 off the cost by cost: 7.500 − 5.000 and 22.500 − 15.000; then € 5.000 by inwoners.
    keuzes = {"grens_ct": 1_000_000, "sleutel": Verdeelsleutel.KOSTEN}
    assert bijdragen(**keuzes) == [250_000 + 375_000, 25_000, 750_000 + 100_000]


def test_under_the_key_kosten_the_leveranciers_bear_it_by_one_key() -> None:
    keuzes = {"sleutel": Verdeelsleutel.KOSTEN, "drager": MeerkostenDrager.LEVERANCIERS}
    assert bijdragen(grens_ct=1_000_001, **keuzes) == bijdragen(grens_ct=None, **keuzes) == [375_000, 0, 1_125_000]


def test_a_fixed_bijdrage_is_as_printed_and_the_centrumgemeente_bears_the_rest_whoever_bears_meerkosten() -> None:
    for drager in MeerkostenDrager:
        keuzes = {"karakter": BijdrageKarakter.VAST, "begroot": {HB: 1, BOEKEL: 60_000, OSS: 250_000}, "grens_ct": 0}
        assert bijdragen(drager=drager, **keuzes) == [1_500_000 - 310_000, 60_000, 250_000]


def test_what_the_others_pay_too_much_when_fixed_is_for_the_centrumgemeente() -> None:
    assert bijdragen(karakter=BijdrageKarakter.VAST, begroot={BOEKEL: 900_000, OSS: 900_000})[0] == -300_000


def test_the_limit_is_the_budgeted_total_when_none_is_given_and_blank_is_no_zero() -> None:
    keuzes = {"drager": MeerkostenDrager.CENTRUMGEMEENTE}
    assert bijdragen(begroot={BOEKEL: 1_000_000}, **keuzes) == [1_250_000, 50_000, 200_000]
    assert bijdragen(grens_ct=0, **keuzes) == [1_500_000, 0, 0]


@pytest.mark.parametrize(
    ("keuzes", "tekst"),
    [
        ({}, "naar inwoners"),
        ({"karakter": BijdrageKarakter.VAST}, "vaste bijdragen, de centrumgemeente draagt de rest"),
        (
            {"grens_ct": 1_000_000, "drager": MeerkostenDrager.LEVERANCIERS},
            "naar inwoners; € 5.000,00 boven de voorstelgrens voor de leveranciers",
        ),
    ],
)
def test_how_it_is_shared_is_said_in_words(keuzes: dict[str, object], tekst: str) -> None:
    assert verreken(regio(INWONERS, UREN, **keuzes), JAAR).hoe == tekst  # type: ignore[arg-type]


@st.composite
def gesplitst(draw: st.DrawFn) -> Regeling:
    """Any region with any drager, limit, karakter and printed amounts."""
    regeling = draw(regios())
    (jaar,) = regeling.jaren
    anders = replace(
        jaar,
        bijdrage_karakter=draw(st.sampled_from(list(BijdrageKarakter))),
        meerkosten_drager=draw(st.sampled_from(list(MeerkostenDrager))),
        voorstelgrens_ct=draw(st.one_of(st.none(), st.integers(0, 5_000_000))),
    )
    bedragen = draw(st.dictionaries(st.sampled_from(CODES), st.integers(0, 9_000_000)))
    begroting = tuple(
        Begrotingsregel(bron="", code=g.code, jaar=JAAR, bedrag_ct=bedragen[g.code])
        for g in regeling.gemeenten
        if g.code in bedragen
    )
    return replace(regeling, jaren=(anders,), begroting=begroting)


def _delen(uitkomst: Verrekening) -> int:
    return sum(rij.meerkosten.bedrag_ct for rij in uitkomst.gemeenten)


@given(gesplitst())
def test_whatever_is_chosen_the_bijdragen_add_to_r_and_the_settlement_closes(regeling: Regeling) -> None:
    uitkomst = verreken(regeling, JAAR)
    assert sum(rij.zonder_btw_ct for rij in uitkomst.gemeenten) == uitkomst.te_verdelen_ct
    assert uitkomst.sluitcontrole_ct == 0
    assert _delen(uitkomst) == uitkomst.meerkosten_ct == uitkomst.te_verdelen_ct - uitkomst.binnen_ct
    assert 0 <= uitkomst.meerkosten_ct <= uitkomst.te_verdelen_ct
    if uitkomst.voorstelgrens_ct is not None and uitkomst.meerkosten_ct:
        assert uitkomst.binnen_ct == uitkomst.voorstelgrens_ct
    if not uitkomst.vast:
        # The key kosten counts whole euros, so what comes off a small cost may be cents more than that cost.
        minste = -50 if uitkomst.verdeelsleutel is Verdeelsleutel.KOSTEN else 0
        assert all(rij.bijdrage_ct >= minste for rij in uitkomst.gemeenten)
