"""What a year still lacks: every subject is missed when it isn't there, and none when it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hulp.kleine_master import BOEKEL, OSS, REGELING, tarief
from msgspec.structs import replace

from via_xl.regeling.model import Begrotingsregel, Besteding, Regeling
from via_xl.rekenen.jaaropbouw import jaaropbouw, maanden_in, wat_ontbreekt

COMPLEET = replace(
    REGELING,
    jaren=(replace(REGELING.jaren[0], begrote_kosten_ct=1, duvo_pok_budget_ct=0, reactietermijn=date(2025, 6, 1)),),
    begroting=tuple(
        Begrotingsregel(code=gemeente.code, jaar=2024, bedrag_ct=0, bron="8.1") for gemeente in REGELING.gemeenten
    ),
    bestedingen=(Besteding(jaar=2024, post="CSG", besteed_ct=0, bron="rekening"),),
)


def met_jaar(**anders: Any) -> dict[str, Any]:
    return {"jaren": (replace(COMPLEET.jaren[0], **anders),)}


def ontbreekt(regio: Regeling) -> dict[str, tuple[int, int]]:
    return {deel.naam: (deel.gevonden, deel.verwacht) for deel in jaaropbouw(regio, 2024) if deel.ontbreekt}


def test_a_year_with_everything_lacks_nothing() -> None:
    assert ontbreekt(COMPLEET) == {}
    assert wat_ontbreekt(COMPLEET, 2024) == ()


@pytest.mark.parametrize(
    ("anders", "mist"),
    [
        ({"pok": ()}, {"POK-vergoeding": (0, 1)}),
        ({"inwoners": REGELING.inwoners[1:]}, {"inwoners van het peiljaar": (2, 3)}),
        (met_jaar(peiljaar=2023), {"inwoners van het peiljaar": (0, 3)}),
        ({"begroting": COMPLEET.begroting[:1]}, {"begroting van 8.1": (1, 3)}),
        (met_jaar(begrote_kosten_ct=None), {"begrote kosten van de werkgroep": (0, 1)}),
        (met_jaar(reactietermijn=None), {"reactietermijn": (0, 1)}),
        ({"tarieven": REGELING.tarieven[:1]}, {"tarieven, schalen × maanden": (9, 12)}),
        ({"tarieven": ()}, {"tarieven, schalen × maanden": (0, 12)}),
        (
            {"tarieven": (*REGELING.tarieven, tarief(date(2023, 1, 1), date(2023, 12, 31), schaal=8))},
            {"tarieven, schalen × maanden": (12, 24)},
        ),
        ({"tarieven": (*REGELING.tarieven, tarief(date(2024, 10, 1), date(2025, 12, 31), schaal=8))}, {}),
        (
            {"tarieven": (*REGELING.tarieven, tarief(date(2024, 9, 15), date(2024, 10, 31), schaal=8))},
            {"tarieven, schalen × maanden": (14, 16)},
        ),
        ({"tarieven": (tarief(date(2025, 1, 1), date(2025, 12, 31)),)}, {"tarieven, schalen × maanden": (0, 12)}),
        ({"capaciteit": ()}, {"capaciteit van 8.3": (0, 1)}),
        (met_jaar(duvo_pok_budget_ct=None), {"budget DUVO en POK": (0, 1)}),
        ({"bestedingen": ()}, {"bestedingen per post": (0, 1)}),
        (
            {"bestedingen": (*COMPLEET.bestedingen, Besteding(jaar=2024, post="Veilig Thuis", begroot_ct=5, bron=""))},
            {"bestedingen per post": (1, 2)},
        ),
    ],
)
def test_what_is_not_there_is_missed_and_nothing_else(anders: dict[str, Any], mist: dict[str, tuple[int, int]]) -> None:
    assert ontbreekt(replace(COMPLEET, **anders)) == mist


def test_a_gemeente_that_is_no_more_is_not_expected() -> None:
    gemeenten = tuple(replace(g, tot=date(2023, 12, 31)) if g.code == OSS else g for g in COMPLEET.gemeenten)
    inwoners = tuple(rij for rij in COMPLEET.inwoners if rij.code != OSS)
    assert ontbreekt(replace(COMPLEET, gemeenten=gemeenten, inwoners=inwoners)) == {}


def test_of_one_that_went_into_another_the_inwoners_of_an_older_peiljaar_are_expected() -> None:
    gemeenten = tuple(
        replace(g, tot=date(2023, 12, 31), opvolger=BOEKEL) if g.code == OSS else g for g in COMPLEET.gemeenten
    )
    assert ontbreekt(replace(COMPLEET, gemeenten=gemeenten)) == {}
    inwoners = tuple(rij for rij in COMPLEET.inwoners if rij.code != OSS)
    assert ontbreekt(replace(COMPLEET, gemeenten=gemeenten, inwoners=inwoners)) == {"inwoners van het peiljaar": (2, 3)}


@pytest.mark.parametrize(
    ("van", "tot", "maanden"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), 12),
        (date(2023, 1, 1), date(2025, 12, 31), 12),
        (date(2024, 3, 31), date(2024, 9, 29), 6),
        (date(2024, 12, 31), date(2024, 12, 31), 1),
        (date(2024, 1, 1), date(2024, 1, 30), 0),
        (date(2023, 1, 1), date(2023, 12, 31), 0),
        (date(2025, 3, 1), date(2025, 12, 31), 0),
    ],
)
def test_a_rate_holds_for_the_months_of_which_it_covers_the_last_day(van: date, tot: date, maanden: int) -> None:
    assert maanden_in(tarief(van, tot), 2024) == maanden


def test_the_sentence_says_how_much_and_where() -> None:
    assert wat_ontbreekt(replace(COMPLEET, begroting=COMPLEET.begroting[:1]), 2024) == (
        "begroting van 8.1: 1 van 3 ingevuld (blad Begroting)",
    )
