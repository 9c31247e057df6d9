"""The DUVO and POK budget of a year: what is known is added up, and what isn't is counted, never taken for nothing."""

from __future__ import annotations

import pytest
from hulp.kleine_master import REGELING
from msgspec.structs import replace

from via_xl.regeling.model import Besteding, Kostenpost
from via_xl.rekenen.duvo_pok import Budgetpost, duvo_pok, postnamen


def besteding(post: str, begroot: int | None = None, besteed: int | None = None, jaar: int = 2024) -> Besteding:
    return Besteding(jaar=jaar, post=post, begroot_ct=begroot, besteed_ct=besteed, bron="rekening")


MET_BUDGET = replace(
    REGELING,
    jaren=(replace(REGELING.jaren[0], duvo_pok_budget_ct=100_000),),
    kosten=(),
    bestedingen=(
        besteding("Veilig Thuis", 60_000, 50_000),
        besteding("CSG", 20_000),
        besteding("Mensenhandel", 0, 0),
        besteding("Plegeraanpak", 7, 9, jaar=2023),
    ),
)


def test_what_is_left_is_the_budget_less_the_posts_the_staff_and_other_costs() -> None:
    kosten = (
        Kostenpost(jaar=2024, omschrijving="begeleiding", bedrag_ct=1_500, bron="factuur"),
        Kostenpost(jaar=2025, omschrijving="later", bedrag_ct=9_000, bron="factuur"),
    )
    uit = duvo_pok(replace(MET_BUDGET, kosten=kosten), 2024, 30_000)
    assert (uit.begroot_ct, uit.besteed_ct, uit.personeel_ct, uit.overige_ct) == (80_000, 50_000, 30_000, 1_500)
    assert (uit.bekend_ct, uit.over_ct) == (81_500, 18_500)


def test_a_blank_amount_is_unknown_and_a_zero_is_not() -> None:
    uit = duvo_pok(MET_BUDGET, 2024, 0)
    assert uit.posten[1:3] == (Budgetpost("CSG", 1, 20_000, None), Budgetpost("Mensenhandel", 1, 0, 0))
    assert [post.onbekend for post in uit.posten] == [False, True, False, False]
    assert (uit.gemeld, uit.onbekend) == (2, 1)


def test_every_post_of_any_year_has_a_row_and_another_year_does_not_count() -> None:
    uit = duvo_pok(MET_BUDGET, 2024, 0)
    assert [post.naam for post in uit.posten] == ["Veilig Thuis", "CSG", "Mensenhandel", "Plegeraanpak"]
    assert uit.posten[3] == Budgetpost("Plegeraanpak", 0, None, None)
    assert not uit.posten[3].onbekend


def test_without_a_budget_nothing_is_left_over_or_short() -> None:
    assert duvo_pok(REGELING, 2024, 5).over_ct is None
    assert (duvo_pok(REGELING, 2024, 5).begroot_ct, duvo_pok(REGELING, 2024, 5).besteed_ct) == (400_000_000, None)
    assert duvo_pok(MET_BUDGET, 2024, 50_001).over_ct == -1


def test_a_post_in_other_capitals_is_the_same_post_as_a_formula_sees_it() -> None:
    regio = replace(MET_BUDGET, bestedingen=(besteding("CSG", 1, 2, jaar=2023), besteding("csg", 3, 4)))
    assert postnamen(regio) == ("CSG",)
    assert duvo_pok(regio, 2024, 0).posten == (Budgetpost("CSG", 1, 3, 4),)


def test_a_year_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        duvo_pok(MET_BUDGET, 2023, 0)
