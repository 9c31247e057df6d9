"""Table 8.1 of the koersplan against both methods. The printed figures stand in workbooks/gegevens/begroting.csv."""

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.regeling.model import Kostenpost, Regeling
from via_xl.rekenen.plan import (
    BuitenPok,
    Planregel,
    begroot_buiten_pok,
    begroot_te_verdelen_ct,
    naar_percentage_ct,
    percentage_bp,
    plan,
)

GEGEVENS = Path(__file__).parents[2] / "workbooks" / "gegevens"
MEIERIJSTAD = "GM1948"
TE_VERDELEN_CT = {2023: 0, 2024: 31_000_000, 2025: 31_000_000, 2026: 62_000_000}

GEDRUKT_2024 = {
    "'s-Hertogenbosch": (156_538, 2529, 78_399),
    "Land van Cuijk": (90_707, 1466, 45_446),
    "Boekel": (11_030, 178, 5_518),
    "Maashorst": (58_362, 943, 29_233),
    "Bernheze": (31_715, 512, 15_872),
    "Vught": (31_783, 514, 15_934),
    "Oss": (93_307, 1508, 46_748),
    "Meierijstad": (82_613, 1355, 42_005),
    "Boxtel": (33_129, 535, 16_585),
    "Sint-Michielsgestel": (29_731, 480, 14_880),
}
"""Table 8.1 as it is printed: inwoners, percentage in basispunten, and euros for 2024."""


@cache
def regeling() -> Regeling:
    gelezen, bevindingen = lees_gegevensmap(GEGEVENS)
    assert gelezen is not None, bevindingen
    return gelezen


@cache
def planregels() -> tuple[Planregel, ...]:
    return plan(regeling())


def van_jaar(jaar: int) -> list[Planregel]:
    return [regel for regel in planregels() if regel.jaar == jaar]


def exact_deel(regel: Planregel) -> Fraction:
    assert regel.inwoners is not None
    return Fraction(TE_VERDELEN_CT[regel.jaar] * regel.inwoners, 618_915)


def test_the_data_hold_table_8_1_as_it_is_printed() -> None:
    gevonden = {regeling().naam_van(regel.code): regel for regel in van_jaar(2024)}
    assert list(gevonden) == list(GEDRUKT_2024)
    for naam, (inwoners, _, euros) in GEDRUKT_2024.items():
        assert (gevonden[naam].inwoners, gevonden[naam].gedrukt_ct) == (inwoners, euros * 100)
    for rij in regeling().begroting:
        _, percentage, euros = GEDRUKT_2024[regeling().naam_van(rij.code)]
        keer = {2023: 0, 2024: 1, 2025: 1, 2026: 2}[rij.jaar]
        assert (rij.percentage_bp, rij.bedrag_ct) == (percentage, keer * euros * 100)


@pytest.mark.parametrize("jaar", list(TE_VERDELEN_CT))
def test_with_the_printed_percentages_method_koersplan_gives_table_8_1_to_the_euro_for_every_gemeente(
    jaar: int,
) -> None:
    regels = van_jaar(jaar)
    assert len(regels) == 10
    for regel in regels:
        assert regel.naar_gedrukt_ct == regel.gedrukt_ct, regeling().naam_van(regel.code)


@pytest.mark.parametrize("jaar", [2024, 2025, 2026])
def test_with_the_calculated_percentages_method_koersplan_gives_everything_but_meierijstad(jaar: int) -> None:
    anders = {regel.code: regel for regel in van_jaar(jaar) if regel.naar_berekend_ct != regel.gedrukt_ct}
    assert list(anders) == [MEIERIJSTAD]
    meierijstad = anders[MEIERIJSTAD]
    assert meierijstad.percentage_bp == 1335
    assert meierijstad.gedrukt_ct is not None
    assert meierijstad.naar_berekend_ct is not None
    assert meierijstad.gedrukt_ct - meierijstad.naar_berekend_ct == TE_VERDELEN_CT[jaar] * 20 // 10_000


@pytest.mark.parametrize(("jaar", "te_veel_ct"), [(2023, 0), (2024, 62_609), (2025, 62_609), (2026, 125_217)])
def test_the_printed_amount_of_meierijstad_is_above_its_exact_share(jaar: int, te_veel_ct: int) -> None:
    (regel,) = (regel for regel in van_jaar(jaar) if regel.code == MEIERIJSTAD)
    assert regel.gedrukt_ct is not None
    assert round(regel.gedrukt_ct - exact_deel(regel)) == te_veel_ct


def test_the_printed_amount_of_meierijstad_is_620_euros_above_its_calculated_percentage() -> None:
    (regel,) = (regel for regel in van_jaar(2024) if regel.code == MEIERIJSTAD)
    assert (regel.gedrukt_ct, regel.naar_berekend_ct) == (4_200_500, 4_138_500)


def test_the_printed_shares_add_to_100_20_per_cent_and_the_calculated_ones_to_100_00() -> None:
    for jaar in TE_VERDELEN_CT:
        assert sum(rij.percentage_bp or 0 for rij in regeling().begroting if rij.jaar == jaar) == 10_020
        assert sum(regel.percentage_bp or 0 for regel in van_jaar(jaar)) == 10_000


@pytest.mark.parametrize(("jaar", "totaal_ct"), [(2023, 0), (2024, 31_062_000), (2025, 31_062_000), (2026, 62_124_000)])
def test_the_printed_amounts_add_to_the_printed_totals(jaar: int, totaal_ct: int) -> None:
    assert sum(regel.gedrukt_ct or 0 for regel in van_jaar(jaar)) == totaal_ct


@pytest.mark.parametrize("jaar", list(TE_VERDELEN_CT))
def test_method_exact_adds_to_the_amount_and_nobody_is_a_cent_from_their_share(jaar: int) -> None:
    regels = van_jaar(jaar)
    assert sum(regel.exact_ct or 0 for regel in regels) == TE_VERDELEN_CT[jaar]
    for regel in regels:
        assert regel.exact_ct is not None
        assert abs(regel.exact_ct - exact_deel(regel)) < 1


@pytest.mark.parametrize("jaar", list(TE_VERDELEN_CT))
def test_what_the_plan_leaves_to_the_gemeenten_follows_from_620_000_euros_and_pok(jaar: int) -> None:
    pok, begroot = regeling().pok_van(jaar), regeling().jaar(jaar).begrote_kosten_ct
    assert begroot == 62_000_000
    assert begroot_te_verdelen_ct(begroot, 0, pok.vergoeding_bp, pok.maximum_ct) == TE_VERDELEN_CT[jaar]


def test_below_the_maximum_the_plan_leaves_what_pok_does_not_pay() -> None:
    assert begroot_te_verdelen_ct(60_000_000, 0, 5000, 31_000_000) == 30_000_000


def test_of_other_costs_pok_leaves_out_what_it_left_out_of_those_of_the_year_before() -> None:
    """By hand, € 640.000 of which € 30.000 other costs, at 50 % and at most € 310.000.

    Of the year before € 9.000 counted, of which € 6.000 without POK: 6.000 / 9.000 × 30.000 = € 20.000 is left out.
    POK: (640.000 − 20.000) × 50 % = € 310.000, just the maximum. The gemeenten: 640.000 − 310.000 = € 330.000.
    What doesn't count (€ 5.000), and what is of another year (€ 7.000), makes no difference.
    """

    def post(bedrag_ct: int, jaar: int = 2024, *, pok: bool = False, telt_mee: bool = True) -> Kostenpost:
        return Kostenpost(
            jaar=jaar, omschrijving="", code="GM0755", bedrag_ct=bedrag_ct, pok=pok, telt_mee=telt_mee, bron=""
        )

    kosten = (post(600_000), post(300_000, pok=True), post(500_000, telt_mee=False), post(700_000, 2023))
    jaren = tuple(
        replace(rij, begrote_kosten_ct=64_000_000, begrote_overige_ct=3_000_000) if rij.jaar == 2025 else rij
        for rij in regeling().jaren
    )
    regio = replace(regeling(), kosten=kosten, jaren=jaren)
    assert begroot_buiten_pok(regio, regio.jaar(2025)) == BuitenPok(900_000, 600_000, 2_000_000, None, 2_000_000)
    van_2025 = [regel for regel in plan(regio) if regel.jaar == 2025]
    assert sum(regel.exact_ct or 0 for regel in van_2025) == 33_000_000
    assert sum(regel.vergoeding_ct or 0 for regel in van_2025) == 31_000_000
    zegt_niets = replace(regio.jaar(2025), begrote_overige_ct=None)
    assert begroot_buiten_pok(regio, zegt_niets).ct == 0
    assert begroot_buiten_pok(replace(regio, kosten=()), regio.jaar(2025)) == BuitenPok(0, 0, 0, None, 0)


def test_of_other_costs_pok_leaves_out_the_part_that_the_year_says() -> None:
    """33,33 % of € 1.000.000,05 is € 333.300,02 (333.300,016665), whatever the year before; 0 % is nothing, not unknown."""
    jaar = replace(regeling().jaar(2025), begrote_overige_ct=100_000_005)
    voor = Kostenpost(jaar=2024, omschrijving="", code="GM0755", bedrag_ct=600_000, telt_mee=True, bron="")

    def buiten(deel: int | None) -> BuitenPok:
        met = replace(jaar, overig_buiten_pok_bp=deel)
        return begroot_buiten_pok(replace(regeling(), kosten=(voor,), jaren=(met,)), met)

    assert buiten(3333) == BuitenPok(600_000, 600_000, 100_000_005, 3333, 33_330_002)
    assert buiten(0).ct == 0
    assert buiten(None).ct == 100_000_005


def test_a_percentage_has_two_decimals_and_goes_up_at_half() -> None:
    assert [percentage_bp(1, 8), percentage_bp(1, 3), percentage_bp(5, 100_000), percentage_bp(0, 7)] == [
        1250,
        3333,
        1,
        0,
    ]
    assert naar_percentage_ct(1, 5000) == 1


def test_a_year_that_lacks_an_input_has_no_amount_instead_of_zero() -> None:
    for onvolledig in (
        replace(regeling(), pok=()),
        replace(regeling(), inwoners=regeling().inwoners[1:]),
        replace(regeling(), inwoners=(replace(regeling().inwoners[0], inwoners=0), *regeling().inwoners[1:])),
        replace(regeling(), inwoners=tuple(replace(rij, inwoners=0) for rij in regeling().inwoners)),
        replace(regeling(), jaren=tuple(replace(jaar, begrote_kosten_ct=None) for jaar in regeling().jaren)),
    ):
        for regel in plan(onvolledig):
            assert (regel.naar_gedrukt_ct, regel.naar_berekend_ct, regel.exact_ct) == (None, None, None)
            assert regel.gedrukt_ct is not None


def test_a_gemeente_that_the_plan_does_not_print_has_no_printed_amount() -> None:
    zonder = plan(replace(regeling(), begroting=()))
    assert {(regel.gedrukt_ct, regel.naar_gedrukt_ct) for regel in zonder} == {(None, None)}
    assert [regel.exact_ct for regel in zonder] == [regel.exact_ct for regel in planregels()]
