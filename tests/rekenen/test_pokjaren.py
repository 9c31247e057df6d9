"""Which year's POK reimburses late hours: the example of the region in the repository, and what the choice and the maximum do."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hulp.gemaakt import regeling
from msgspec.structs import replace
from rekenen.regios import JAAR, post, regio, uren, uurtarief

from via_xl.regeling.model import BtwPositie, Jaar, PokJaar, Regeling, Verdeelsleutel
from via_xl.rekenen.gebruikt import beperk
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.vergoeding import Vergoedingsjaar
from via_xl.rekenen.verrekening import Verrekening, verreken

OSS, BOEKEL = "GM0828", "GM0755"
LAAT = date(JAAR - 1, 12, 1)
TARIEF = (uurtarief(11, 7500, van=date(2020, 1, 1)),)

NAAR_AFREKENJAAR = {
    2023: {"K": 55_877_400, "V": 55_877_400},
    2024: {"K": 58_432_959, "V": 29_216_480},
    2025: {"K": 62_775_345, "V": 31_000_000},
    2026: {"K": 60_816_596, "V": 0},
}
"""The settlements of the region in the repository with every hour on the POK of its afrekenjaar, in cents."""
ERBIJ = {2023: 0, 2024: 283_896, 2025: 135_545, 2026: 0}
"""What the POK of the year of delivery gives more: in 2024 € 2.838,96 (a half of the 64,75 hours of 2023, which is
€ 2.838,965; the half cent went up before), in 2025 what 2024 had left of its maximum for hours of 2024, and in 2026 nothing,
since 2025 had nothing left."""


@cache
def van_de_regio(jaar: int, keuze: PokJaar) -> Verrekening:
    jaren = tuple(replace(rij, pok_jaar=keuze) for rij in regeling().jaren)
    return verreken(replace(regeling(), jaren=jaren), jaar)


@pytest.mark.parametrize("jaar", NAAR_AFREKENJAAR)
def test_the_shipped_years_change_by_the_late_hours_and_by_nothing_else(jaar: int) -> None:
    toen, nu = (van_de_regio(jaar, keuze) for keuze in (PokJaar.AFREKENJAAR, PokJaar.LEVERJAAR))
    assert {"K": toen.kosten_ct, "V": toen.vergoeding_ct} == NAAR_AFREKENJAAR[jaar]
    assert nu.vergoeding_ct - toen.vergoeding_ct == toen.te_verdelen_ct - nu.te_verdelen_ct == ERBIJ[jaar]
    assert nu.kosten_ct == toen.kosten_ct
    assert [rij.kosten_ct for rij in nu.gemeenten] == [rij.kosten_ct for rij in toen.gemeenten]
    assert nu.gemeenten == verreken(regeling(), jaar).gemeenten
    if not ERBIJ[jaar]:
        assert nu.gemeenten == toen.gemeenten


def test_the_late_hours_of_the_shipped_2024_are_reimbursed_at_a_hundred_percent() -> None:
    (laat,) = van_de_regio(2024, PokJaar.LEVERJAAR).laat
    assert (laat.jaar, laat.kosten_ct, laat.vergoeding_ct, laat.vergoeding_bp) == (2023, 567_793, 567_793, 10_000)
    assert laat.eerder_ct == NAAR_AFREKENJAAR[2023]["K"]


def _regio(*regels_laat: int, al: int = 0, **anders: object) -> Regeling:
    basis: dict[str, object] = {
        "vergoeding_bp": 5000,
        "maximum_ct": 31_000_000,
        "eerder": (10_000, 100_000),
        "tarieven": TARIEF,
    } | anders
    regels = [uren(OSS, 1000), *(uren(BOEKEL, h, maand=LAAT) for h in regels_laat)]
    if al:
        regels.append(uren(OSS, al, maand=LAAT, afrekenjaar=JAAR - 1))
    return regio({OSS: 2, BOEKEL: 1}, tuple(regels), **basis)  # type: ignore[arg-type]


def test_late_hours_get_what_is_left_under_the_maximum_of_their_year() -> None:
    # 4 hours late are € 300,00; of the € 1.000,00 of that year 10 hours (€ 750,00) were settled: € 250,00 is left
    uitkomst = verreken(_regio(400, al=1000), JAAR)
    assert uitkomst.laat == (Vergoedingsjaar(JAAR - 1, 10_000, 100_000, 30_000, 75_000),)
    assert (uitkomst.van_jaar.vergoeding_ct, uitkomst.laat[0].vergoeding_ct) == (37_500, 25_000)
    assert verreken(_regio(400, al=2000), JAAR).laat[0].vergoeding_ct == 0
    assert verreken(_regio(400), JAAR).laat[0].vergoeding_ct == 30_000


def test_an_earlier_settlement_that_took_late_hours_itself_left_the_pok_of_their_year_alone() -> None:
    jaar_ervoor = Jaar(bron="", jaar=JAAR - 1, peiljaar=2022, verdeelsleutel=Verdeelsleutel.INWONERS)
    regeling = _regio(400, al=1000)
    ouder = uren(OSS, 1000, maand=date(JAAR - 2, 12, 1), afrekenjaar=JAAR - 1)
    regeling = replace(regeling, uren=(*regeling.uren, ouder), jaren=(*regeling.jaren, jaar_ervoor))
    assert verreken(regeling, JAAR).laat[0].eerder_ct == 75_000
    anders = replace(jaar_ervoor, pok_jaar=PokJaar.AFREKENJAAR)
    anders_geregeld = replace(regeling, jaren=(regeling.jaren[0], anders))
    assert verreken(anders_geregeld, JAAR).laat[0].eerder_ct == 150_000
    assert invoerhash(anders_geregeld, JAAR) != invoerhash(regeling, JAAR)


def test_by_the_year_of_settlement_all_of_it_is_of_that_year() -> None:
    uitkomst = verreken(_regio(400, al=1000, pok_jaar=PokJaar.AFREKENJAAR), JAAR)
    assert (uitkomst.laat, uitkomst.vergoeding_ct) == ((), (75_000 + 30_000) // 2)


def test_other_costs_with_pok_take_of_the_maximum_too_and_those_without_do_not() -> None:
    kosten = (post(BOEKEL, 20_000, jaar=JAAR - 1, pok=True), post(BOEKEL, 50_000, jaar=JAAR - 1))
    uitkomst = verreken(_regio(400, al=1000, kosten=kosten), JAAR)
    assert (uitkomst.laat[0].eerder_ct, uitkomst.laat[0].vergoeding_ct) == (95_000, 5_000)


def test_what_the_settlement_is_narrowed_to_settles_the_same_and_no_more_than_that_is_hashed() -> None:
    kosten = (post(BOEKEL, 20_000, jaar=JAAR - 1, pok=True), post(BOEKEL, 50_000, jaar=JAAR - 1), post(OSS, 77))
    regeling = _regio(400, al=1000, kosten=kosten, btw=BtwPositie.LAST)
    klein = beperk(regeling, JAAR)
    assert verreken(klein, JAAR) == verreken(regeling, JAAR)
    assert klein.kosten == (kosten[0], kosten[2])
    vroeger = replace(
        regeling, uren=tuple(replace(r, uren_h=r.uren_h + 100) if r.afrekenjaar < JAAR else r for r in regeling.uren)
    )
    assert invoerhash(vroeger, JAAR) != invoerhash(regeling, JAAR)
    op_tijd = _regio(al=1000)
    meer = replace(
        op_tijd, uren=tuple(replace(r, uren_h=r.uren_h + 100) if r.afrekenjaar < JAAR else r for r in op_tijd.uren)
    )
    assert invoerhash(meer, JAAR) == invoerhash(op_tijd, JAAR)
