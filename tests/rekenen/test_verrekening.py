from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rekenen.regios import CODES, JAAR, regio, regios, uren, uurtarief

from via_xl.basis.geld import rond_half_op
from via_xl.regeling.model import Begrotingsregel, BtwPositie, Capaciteit, Jaar, PokJaar, Regeling, Verdeelsleutel
from via_xl.rekenen.kosten import regelkosten_ct
from via_xl.rekenen.tarief import Tarieven
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import Verrekening, capaciteit_h, kostenregels, verreken, voorstelgrens_ct

NIET_KOSTEN = (Verdeelsleutel.INWONERS, Verdeelsleutel.UREN, Verdeelsleutel.CAPACITEIT)
ALLE_SLEUTELS = pytest.mark.parametrize("sleutel", list(Verdeelsleutel))


def bijdragen(uitkomst: Verrekening) -> dict[str, int]:
    return {rij.code: rij.zonder_btw_ct for rij in uitkomst.gemeenten}


def onafhankelijke_sleutel(regeling: Regeling) -> dict[str, int]:
    """The key of the year, added up from the input in the plainest way."""
    soort = regeling.jaar(JAAR).verdeelsleutel
    som: Counter[str] = Counter({rij.code: 0 for rij in regeling.gemeenten})
    if soort is Verdeelsleutel.INWONERS:
        som.update({rij.code: rij.inwoners for rij in regeling.inwoners})
    elif soort is Verdeelsleutel.CAPACITEIT:
        som.update({rij.code: rij.uren_per_week_h for rij in regeling.capaciteit})
    elif soort is Verdeelsleutel.UREN:
        for regel in regeling.uren:
            som[regel.code] += regel.uren_h if regel.geldig and regel.afrekenjaar == JAAR else 0
    else:
        som.update(onafhankelijke_kosten(regeling))
        som = Counter({code: rond_half_op(ct, 100) for code, ct in som.items()})
    return dict(som)


def onafhankelijke_kosten(regeling: Regeling) -> dict[str, int]:
    """The cost of each gemeente, line by line in fractions, with the rate looked up by walking all of them."""
    som = {rij.code: 0 for rij in regeling.gemeenten}
    for regel in regeling.uren:
        if not regel.geldig or regel.afrekenjaar != JAAR:
            continue
        volgende = date(regel.maand.year + regel.maand.month // 12, regel.maand.month % 12 + 1, 1)
        (ct,) = (
            rij.uurtarief_ct
            for rij in regeling.tarieven
            if rij.schaal == regel.schaal and rij.van < volgende <= rij.tot + timedelta(days=1)
        )
        assert ct is not None
        som[regel.code] += int(Fraction(regel.uren_h * ct, 100) + Fraction(1, 2)) + regel.afronding_ct
    for een in regeling.kosten:
        if een.telt_mee and een.jaar == JAAR:
            som[een.code] += een.bedrag_ct + (half_op(Fraction(een.bedrag_ct * 21, 100)) if een.btw else 0)
    return som


def half_op(waarde: Fraction) -> int:
    """To a whole number, a half upwards."""
    return floor(waarde + Fraction(1, 2))


@given(regios())
def test_the_bijdragen_of_all_gemeenten_add_to_what_is_to_be_shared_to_the_cent(regeling: Regeling) -> None:
    uitkomst = verreken(regeling, JAAR)
    assert sum(bijdragen(uitkomst).values()) == uitkomst.te_verdelen_ct == uitkomst.kosten_ct - uitkomst.vergoeding_ct


@given(regios())
def test_saldi_voorschotten_and_the_reimbursement_close_at_zero(regeling: Regeling) -> None:
    uitkomst = verreken(regeling, JAAR)
    saldi = sum(rij.saldo_ct for rij in uitkomst.gemeenten)
    voorschotten = sum(rij.bedrag_ct for rij in regeling.voorschotten)
    btw = sum(rij.btw_ct for rij in uitkomst.gemeenten)
    assert saldi + voorschotten + uitkomst.vergoeding_ct - btw == 0 == uitkomst.sluitcontrole_ct


@given(regios(NIET_KOSTEN))
def test_no_bijdrage_is_a_cent_or_more_from_the_exact_share(regeling: Regeling) -> None:
    uitkomst = verreken(regeling, JAAR)
    sleutel = onafhankelijke_sleutel(regeling)
    for code, bijdrage in bijdragen(uitkomst).items():
        exact = Fraction(uitkomst.te_verdelen_ct * sleutel[code], sum(sleutel.values()))
        assert abs(bijdrage - exact) < 1


@given(regios((Verdeelsleutel.KOSTEN,)))
def test_under_kosten_no_part_of_the_reimbursement_is_a_cent_or_more_from_the_exact_share(regeling: Regeling) -> None:
    uitkomst = verreken(regeling, JAAR)
    sleutel = onafhankelijke_sleutel(regeling)
    for rij in uitkomst.gemeenten:
        if uitkomst.te_verdelen_ct == 0:
            assert rij.bijdrage_ct == 0
            continue
        deel_van_v = rij.kosten_ct - rij.zonder_btw_ct
        assert abs(deel_van_v - Fraction(uitkomst.vergoeding_ct * sleutel[rij.code], sum(sleutel.values()))) < 1


@given(regios())
def test_cost_is_what_every_valid_line_of_the_year_costs_and_nothing_else(regeling: Regeling) -> None:
    uitkomst = verreken(regeling, JAAR)
    verwacht = onafhankelijke_kosten(regeling)
    assert {rij.code: rij.kosten_ct for rij in uitkomst.gemeenten} == verwacht
    assert uitkomst.kosten_ct == sum(verwacht.values())
    assert uitkomst.kosten_ct == sum(regel.kosten_ct for regel in (*uitkomst.regels, *uitkomst.overige))


@given(regios())
def test_pok_reimburses_what_each_year_has_left_of_it(regeling: Regeling) -> None:
    """V worked in the plainest way: all of a year's POK until now, less all of it before, for every year apart."""
    uitkomst = verreken(regeling, JAAR)
    regels = onafhankelijke_pok(regeling)
    naar_levering = regeling.jaar(JAAR).pok_jaar is PokJaar.LEVERJAAR
    vergoed = 0
    for rij in regeling.pok:
        nu = sum(ct for lever, af, ct in regels if af == JAAR and rij.jaar == (lever if naar_levering else JAAR))
        eerder = sum(ct for lever, af, ct in regels if af < JAAR and lever == rij.jaar)
        tot_nu, al = (
            min(half_op(Fraction(rij.vergoeding_bp * k, 10_000)), rij.maximum_ct) for k in (eerder + nu, eerder)
        )
        vergoed += tot_nu - al
    assert uitkomst.vergoeding_ct == vergoed
    assert 0 <= uitkomst.te_verdelen_ct == uitkomst.kosten_ct - vergoed


def onafhankelijke_pok(regeling: Regeling) -> list[tuple[int, int, int]]:
    """Of all that POK reimburses a part of: the year of delivery, that of settlement, and the cost."""
    regels = [
        (regel.maand.year, regel.afrekenjaar, kosten.kosten_ct)
        for regel in regeling.uren
        if regel.geldig
        for kosten in kostenregels((regel,), Tarieven(regeling.tarieven))
    ]
    posten = [een for een in regeling.kosten if een.telt_mee and een.pok]
    btw = {een: half_op(Fraction(een.bedrag_ct * 21, 100)) if een.btw and een.jaar == JAAR else 0 for een in posten}
    return regels + [(een.jaar, een.jaar, een.bedrag_ct + btw[een]) for een in posten]


@given(regios())
def test_btw_that_is_a_burden_is_borne_by_who_bears_the_bijdrage_and_brings_a_supplier_nothing(
    regeling: Regeling,
) -> None:
    uitkomst = verreken(regeling, JAAR)
    jaren = (replace(regeling.jaren[0], btw_positie=BtwPositie.COMPENSABEL),)
    zonder = verreken(replace(regeling, jaren=jaren), JAAR)
    for rij in uitkomst.gemeenten:
        ander = zonder.van(rij.code)
        assert (rij.kosten_ct, rij.zonder_btw_ct) == (ander.kosten_ct, ander.bijdrage_ct)
        assert rij.btw_ct == (half_op(Fraction(rij.zonder_btw_ct * 21, 100)) if uitkomst.btw_is_last else 0)
        assert rij.saldo_ct == ander.saldo_ct + rij.btw_ct
    assert zonder.btw_ct == 0


@given(regios(), st.randoms(use_true_random=False))
def test_any_order_of_gemeenten_and_lines_gives_every_gemeente_the_same(regeling: Regeling, kans: Any) -> None:
    def geschud(rijen: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(kans.sample(rijen, len(rijen)))

    anders = replace(
        regeling,
        gemeenten=geschud(regeling.gemeenten),
        inwoners=geschud(regeling.inwoners),
        tarieven=geschud(regeling.tarieven),
        uren=geschud(regeling.uren),
        kosten=geschud(regeling.kosten),
        capaciteit=geschud(regeling.capaciteit),
        voorschotten=geschud(regeling.voorschotten),
    )
    voor, na = verreken(regeling, JAAR), verreken(anders, JAAR)
    assert {rij.code: rij for rij in voor.gemeenten} == {rij.code: rij for rij in na.gemeenten}
    assert [rij.code for rij in na.gemeenten] == [rij.code for rij in anders.gemeenten]


@given(regios((Verdeelsleutel.INWONERS,)))
def test_of_two_gemeenten_in_one_settlement_more_inwoners_never_means_less_bijdrage(regeling: Regeling) -> None:
    op_inwoners = sorted(verreken(regeling, JAAR).gemeenten, key=lambda rij: rij.inwoners or 0)
    for minder, meer in pairwise(op_inwoners):
        if minder.inwoners != meer.inwoners:
            assert minder.bijdrage_ct <= meer.bijdrage_ct


@given(regios((Verdeelsleutel.KOSTEN,)))
def test_under_kosten_without_reimbursement_everyone_bears_exactly_their_own_cost(regeling: Regeling) -> None:
    pok = tuple(replace(rij, vergoeding_bp=0) for rij in regeling.pok)
    for rij in verreken(replace(regeling, pok=pok, voorschotten=()), JAAR).gemeenten:
        assert (rij.zonder_btw_ct, rij.saldo_ct) == (rij.kosten_ct, rij.btw_ct)


@given(regios())
def test_a_vervallen_line_and_a_line_of_another_year_change_nothing(regeling: Regeling) -> None:
    code = regeling.gemeenten[0].code
    erbij = (uren(code, 5000, geldig=False), uren(code, 5000, afrekenjaar=JAAR + 1), uren(code, 0))
    anders = replace(regeling, uren=regeling.uren + erbij)
    assert verreken(anders, JAAR).gemeenten == verreken(regeling, JAAR).gemeenten


@given(regios(), st.integers(1, 10**7))
def test_a_voorschot_moves_only_the_saldo_of_the_gemeente_that_paid_it(regeling: Regeling, bedrag: int) -> None:
    code = regeling.gemeenten[-1].code
    zonder = replace(regeling, voorschotten=())
    met = regio({code: 1}, voorschotten=((code, bedrag),)).voorschotten
    voor, na = verreken(zonder, JAAR), verreken(replace(zonder, voorschotten=met), JAAR)
    assert bijdragen(voor) == bijdragen(na)
    for rij in voor.gemeenten:
        assert na.van(rij.code).saldo_ct == rij.saldo_ct - (bedrag if rij.code == code else 0)


@ALLE_SLEUTELS
def test_without_cost_nobody_pays_and_nobody_receives(sleutel: Verdeelsleutel) -> None:
    uitkomst = verreken(regio({"GM0755": 11_030, "GM0828": 93_307}, sleutel=sleutel), JAAR)
    assert (uitkomst.kosten_ct, uitkomst.vergoeding_ct, uitkomst.te_verdelen_ct) == (0, 0, 0)
    assert [(rij.bijdrage_ct, rij.saldo_ct) for rij in uitkomst.gemeenten] == [(0, 0), (0, 0)]


@ALLE_SLEUTELS
def test_when_pok_pays_everything_as_in_2023_suppliers_receive_their_cost_and_the_others_nothing(
    sleutel: Verdeelsleutel,
) -> None:
    regeling = regio(
        {"GM0755": 11_030, "GM0828": 93_307},
        (uren("GM0828", 10_000),),
        sleutel=sleutel,
        vergoeding_bp=10_000,
        maximum_ct=62_000_000,
    )
    uitkomst = verreken(regeling, JAAR)
    assert uitkomst.te_verdelen_ct == 0
    assert bijdragen(uitkomst) == {"GM0755": 0, "GM0828": 0}
    assert (uitkomst.van("GM0755").saldo_ct, uitkomst.van("GM0828").saldo_ct) == (0, -750_000)
    assert [rij.deel.bedrag_ct for rij in uitkomst.gemeenten] == [0, 0], "the steps that are shown share nothing either"


@ALLE_SLEUTELS
@given(uren_h=st.integers(100, 100_000), bp=st.integers(0, 10_000), inwoners=st.integers(1, 200_000))
def test_a_single_gemeente_bears_all_that_pok_does_not_pay_under_every_key(
    sleutel: Verdeelsleutel,
    uren_h: int,
    bp: int,
    inwoners: int,
) -> None:
    regeling = regio(
        {"GM0755": inwoners}, (uren("GM0755", uren_h),), sleutel=sleutel, vergoeding_bp=bp, capaciteit={"GM0755": 1800}
    )
    uitkomst = verreken(regeling, JAAR)
    (rij,) = uitkomst.gemeenten
    assert rij.bijdrage_ct == uitkomst.te_verdelen_ct
    assert rij.saldo_ct == -uitkomst.vergoeding_ct


@given(st.permutations(CODES), st.integers(1, 10**5), st.integers(1, 200_000))
def test_with_equal_inwoners_nobody_pays_a_cent_more_than_another_and_low_codes_go_first(
    codes: list[str],
    uren_h: int,
    inwoners: int,
) -> None:
    uitkomst = verreken(regio(dict.fromkeys(codes, inwoners), (uren(codes[0], uren_h),)), JAAR)
    op_code = [ct for _, ct in sorted(bijdragen(uitkomst).items())]
    assert op_code == sorted(op_code, reverse=True)
    assert op_code[0] - op_code[-1] <= 1


def test_one_cent_to_share_is_paid_by_the_gemeente_with_most_inwoners() -> None:
    # 0,02 hours at € 0,50 is one cent; POK pays half a cent, rounded up to that cent, unless it pays nothing.
    regeling = regio(
        {"GM0755": 11_030, "GM0828": 93_307, "GM0865": 31_783},
        (uren("GM0755", 2),),
        vergoeding_bp=0,
        tarieven=(uurtarief(11, 50),),
    )
    uitkomst = verreken(regeling, JAAR)
    assert uitkomst.te_verdelen_ct == 1
    assert bijdragen(uitkomst) == {"GM0755": 0, "GM0828": 1, "GM0865": 0}


@pytest.mark.parametrize("sleutel", [Verdeelsleutel.INWONERS, Verdeelsleutel.CAPACITEIT])
def test_a_key_of_zero_with_an_amount_to_share_is_an_error(sleutel: Verdeelsleutel) -> None:
    regeling = regio({"GM0755": 0, "GM0828": 0}, (uren("GM0828", 10_000),), sleutel=sleutel)
    with pytest.raises(LegeSleutel):
        verreken(regeling, JAAR)


def test_a_key_of_zero_is_no_error_when_pok_pays_everything() -> None:
    regeling = regio({"GM0755": 0, "GM0828": 0}, (uren("GM0828", 10_000),), vergoeding_bp=10_000)
    assert bijdragen(verreken(regeling, JAAR)) == {"GM0755": 0, "GM0828": 0}


def test_half_a_cent_of_a_line_goes_up() -> None:
    assert [regelkosten_ct(750, 7451), regelkosten_ct(749, 7451), regelkosten_ct(0, 7451)] == [55_883, 55_808, 0]


def test_a_row_that_sums_lines_costs_what_they_cost_apart() -> None:
    # Twice 0,50 hour at € 75,01 is € 75,02, of which a cent is rounding: 1,00 hour is € 75,01.
    los = regio({"GM0755": 1, "GM0828": 1}, (uren("GM0828", 50),) * 2, tarieven=(uurtarief(11, 7501),))
    som = replace(los, uren=(replace(uren("GM0828", 100), regels=2, afronding_ct=1),))
    een, ander = verreken(los, JAAR), verreken(som, JAAR)
    assert een.kosten_ct == ander.kosten_ct == 7502
    assert bijdragen(een) == bijdragen(ander)
    assert een.vergoeding_ct == ander.vergoeding_ct


def test_each_line_is_rounded_on_its_own_and_not_the_total() -> None:
    # Twice 0,50 hour at € 75,01 is twice € 37,505: two lines of € 37,51, not € 75,01.
    regeling = regio({"GM0755": 1}, (uren("GM0755", 50), uren("GM0755", 50)), tarieven=(uurtarief(11, 7501),))
    assert verreken(regeling, JAAR).kosten_ct == 7502


def test_a_late_hour_costs_the_rate_of_its_own_month_in_the_year_of_settlement() -> None:
    tarieven = (
        uurtarief(11, 7180, date(2023, 1, 2), date(2023, 12, 31)),
        uurtarief(11, 7521, date(2024, 1, 1), date(2024, 12, 31)),
    )
    laat = uren("GM0755", 1000, maand=date(2023, 12, 1), afrekenjaar=2024)
    assert verreken(regio({"GM0755": 1}, (laat,), tarieven=tarieven), 2024).kosten_ct == 71_800


@pytest.mark.parametrize(
    ("tarieven", "aantal"),
    [((), 0), ((uurtarief(11, 7000), uurtarief(11, 7100)), 2), ((uurtarief(12, 7000),), 0)],
)
def test_an_hour_without_exactly_one_rate_stops_the_settlement(tarieven: tuple[Any, ...], aantal: int) -> None:
    with pytest.raises(ValueError, match=f"^{aantal} tarieven voor schaal 11 in 2024-03$"):
        verreken(regio({"GM0755": 1}, (uren("GM0755", 100),), tarieven=tarieven), JAAR)


def test_a_rate_is_not_asked_for_a_vervallen_line() -> None:
    assert verreken(regio({"GM0755": 1}, (uren("GM0755", 100, schaal=3, geldig=False),)), JAAR).kosten_ct == 0


def test_a_year_without_parameters_or_pok_is_refused_and_not_zero() -> None:
    regeling = regio({"GM0755": 1})
    for onvolledig in (replace(regeling, jaren=()), replace(regeling, pok=()), replace(regeling, inwoners=())):
        with pytest.raises(KeyError):
            verreken(onvolledig, JAAR)


def test_inwoners_are_those_of_the_peiljaar_of_the_year() -> None:
    regeling = regio({"GM0755": 1, "GM0828": 1}, (uren("GM0828", 10_000),), vergoeding_bp=0)
    later = tuple(replace(rij, peiljaar=2024, inwoners=n) for rij, n in zip(regeling.inwoners, (1, 3), strict=True))
    jaren = (replace(regeling.jaren[0], peiljaar=2024),)
    assert bijdragen(verreken(replace(regeling, inwoners=regeling.inwoners + later), JAAR))["GM0755"] == 375_000
    anders = replace(regeling, inwoners=regeling.inwoners + later, jaren=jaren)
    assert bijdragen(verreken(anders, JAAR)) == {"GM0755": 187_500, "GM0828": 562_500}


def test_a_gemeente_that_has_merged_away_has_no_inwoners_and_pays_no_bijdrage() -> None:
    regeling = regio({"GM0755": 5, "GM0828": 5}, (uren("GM0828", 10_000),))
    weg = replace(regeling.gemeenten[0], tot=date(2023, 12, 31), opvolger="GM0828")
    uitkomst = verreken(replace(regeling, gemeenten=(weg, regeling.gemeenten[1])), JAAR)
    assert (uitkomst.van("GM0755").inwoners, uitkomst.van("GM0755").bijdrage_ct) == (None, 0)
    assert uitkomst.van("GM0828").bijdrage_ct == uitkomst.te_verdelen_ct


def test_capaciteit_is_what_holds_on_31_december() -> None:
    rijen = (
        Capaciteit(bron="", code="GM0828", uren_per_week_h=2000, tot=date(2024, 6, 30)),
        Capaciteit(bron="", code="GM0828", uren_per_week_h=2400, van=date(2024, 7, 1)),
        Capaciteit(bron="", code="GM0755", uren_per_week_h=1800, van=date(2025, 1, 1)),
    )
    regeling = Regeling(capaciteit=rijen)
    assert capaciteit_h(regeling, 2023) == {"GM0828": 2000}
    assert capaciteit_h(regeling, 2024) == {"GM0828": 2400}
    assert capaciteit_h(regeling, 2025) == {"GM0828": 2400, "GM0755": 1800}


def test_the_voorstelgrens_is_the_parameter_and_else_the_budgeted_total() -> None:
    jaar = Jaar(bron="", jaar=JAAR, peiljaar=2022, verdeelsleutel=Verdeelsleutel.INWONERS)
    begroting = tuple(
        Begrotingsregel(bron="", code=code, jaar=wanneer, bedrag_ct=ct)
        for code, wanneer, ct in (("GM0755", JAAR, 551_800), ("GM0828", JAAR, 4_674_800), ("GM0828", JAAR + 1, 1))
    )
    assert voorstelgrens_ct(Regeling(jaren=(jaar,)), JAAR) is None
    assert voorstelgrens_ct(Regeling(jaren=(jaar,), begroting=begroting), JAAR) == 5_226_600
    vast = replace(jaar, voorstelgrens_ct=31_000_000)
    assert voorstelgrens_ct(Regeling(jaren=(vast,), begroting=begroting), JAAR) == 31_000_000
    nul = replace(jaar, voorstelgrens_ct=0)
    assert voorstelgrens_ct(Regeling(jaren=(nul,), begroting=begroting), JAAR) == 0


@given(regios())
def test_the_steps_share_what_the_key_shares_and_nothing_when_pok_pays_everything(regeling: Regeling) -> None:
    uitkomst = verreken(regeling, JAAR)
    naar_kosten = uitkomst.verdeelsleutel is Verdeelsleutel.KOSTEN
    verwacht = uitkomst.vergoeding_ct if naar_kosten else uitkomst.te_verdelen_ct
    assert uitkomst.volgens_sleutel_ct == (verwacht if uitkomst.te_verdelen_ct else 0)
    assert sum(rij.deel.bedrag_ct for rij in uitkomst.gemeenten) == uitkomst.volgens_sleutel_ct
    assert uitkomst.sleutel_totaal == sum(onafhankelijke_sleutel(regeling).values())


def test_a_voorschot_and_a_budget_count_in_their_own_year_only() -> None:
    regeling = regio({"GM0755": 1}, voorschotten=(("GM0755", 5000),))
    volgend = tuple(replace(rij, jaar=JAAR + 1, bedrag_ct=700) for rij in regeling.voorschotten)
    begroting = tuple(
        Begrotingsregel(bron="", code="GM0755", jaar=jaar, bedrag_ct=ct)
        for jaar, ct in ((JAAR, 551_800), (JAAR + 1, 1))
    )
    anders = replace(regeling, voorschotten=regeling.voorschotten + volgend, begroting=begroting)
    rij = verreken(anders, JAAR).van("GM0755")
    assert (rij.voorschot_ct, rij.begroot_ct) == (5000, 551_800)
    assert verreken(regeling, JAAR).van("GM0755").begroot_ct is None


def test_the_row_of_an_unknown_gemeente_is_an_error() -> None:
    with pytest.raises(KeyError):
        verreken(regio({"GM0755": 1}), JAAR).van("GM0828")
