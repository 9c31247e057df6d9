"""The proposed dates of a year: how many, how far apart, on working days, and not in the summer."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hulp.kleine_master import REGELING
from msgspec.structs import replace

from via_xl.controle.kalender import controleer
from via_xl.regeling.model import Agendapunt, Regeling, Stap, Status
from via_xl.rekenen.kalender import (
    dag_nl,
    eerste_overleg,
    feestdag,
    is_werkdag,
    jaarkalender,
    uiterste_eerste,
    werkdag_vanaf,
)

JAREN = range(2023, 2051)


def alle_begins(jaar: int) -> list[date]:
    """Every day on which the first meeting can be."""
    aantal = (uiterste_eerste(jaar) - date(jaar, 1, 1)).days + 1
    dagen = [date(jaar, 1, 1) + timedelta(days=n) for n in range(aantal)]
    return [dag for dag in dagen if dag.weekday() < 5]


def van(punten: tuple[Agendapunt, ...], stap: Stap, ronde: int | None = None) -> list[date]:
    return [p.dag for p in punten if p.stap is stap and ronde in (None, p.ronde)]


def test_a_year_has_thirteen_meetings_three_rounds_and_four_regiodagen() -> None:
    punten = jaarkalender(2026, regio=REGELING.regio)
    assert Counter(p.stap for p in punten) == {
        Stap.WERKGROEP: 13,
        Stap.STUURGROEP: 3,
        Stap.CONTACTFUNCTIONARISSEN: 3,
        Stap.AMBTELIJK: 3,
        Stap.REGIODAG: 4,
        Stap.COLLEGE: 3,
    }
    assert [p.ronde for p in punten if p.stap is Stap.REGIODAG] == [1, 2, None, 3]
    assert {(p.jaar, p.status) for p in punten} == {(2026, Status.TE_BEVESTIGEN)}
    assert all("Koersplan 6.4" in p.bron and "voorgesteld" in p.bron for p in punten)
    assert [p.dag for p in punten] == sorted(p.dag for p in punten)
    assert jaarkalender(2026, regio=REGELING.regio) == punten


def test_the_dates_of_2026() -> None:
    punten = jaarkalender(2026)
    assert van(punten, Stap.WERKGROEP)[:3] == [date(2026, 1, 8), date(2026, 2, 5), date(2026, 3, 5)]
    assert van(punten, Stap.REGIODAG) == [date(2026, 2, 26), date(2026, 5, 21), date(2026, 9, 3), date(2026, 11, 5)]
    tweede = [(p.stap, p.dag) for p in punten if p.ronde == 2]
    assert tweede == [
        (Stap.WERKGROEP, date(2026, 4, 2)),
        (Stap.STUURGROEP, date(2026, 4, 16)),
        (Stap.CONTACTFUNCTIONARISSEN, date(2026, 4, 23)),
        (Stap.AMBTELIJK, date(2026, 5, 7)),
        (Stap.REGIODAG, date(2026, 5, 21)),
        (Stap.COLLEGE, date(2026, 7, 2)),
    ]


def test_what_falls_on_a_holiday_moves_to_the_next_working_day_and_the_next_meeting_keeps_its_rhythm() -> None:
    assert feestdag(date(2026, 5, 14)) == "Hemelvaartsdag"
    dagen = van(jaarkalender(2026, date(2026, 1, 22)), Stap.WERKGROEP)
    assert dagen[3:6] == [date(2026, 4, 16), date(2026, 5, 15), date(2026, 6, 11)]
    assert werkdag_vanaf(date(2026, 4, 3)) == date(2026, 4, 7)  # Goede Vrijdag up to and including Tweede paasdag
    assert not is_werkdag(date(2026, 4, 4))


@pytest.mark.parametrize("jaar", JAREN)
def test_from_whatever_first_day_a_year_keeps_the_rules_of_the_table_and_its_rounds_miss_the_summer(jaar: int) -> None:
    for eerste in alle_begins(jaar):
        punten = jaarkalender(jaar, eerste)
        assert not list(controleer(Regeling(kalender=punten))), eerste
        assert len(punten) == 29
        assert len(van(punten, Stap.WERKGROEP)) == 13
        rondes = [van(punten, Stap.WERKGROEP, ronde)[0] for ronde in (1, 2, 3)]
        assert rondes == sorted(set(rondes)), eerste
        in_zomer = [p for p in punten if (7, 13) <= (p.dag.month, p.dag.day) <= (8, 23)]
        assert {(p.stap, p.ronde) for p in in_zomer} <= {(Stap.WERKGROEP, None)}, eerste
        assert not set(van(punten, Stap.REGIODAG)) & set(van(punten, Stap.WERKGROEP)), eerste
        for ronde in (1, 2, 3):
            ambtelijk, dag, college = (van(punten, s, ronde)[0] for s in (Stap.AMBTELIJK, Stap.REGIODAG, Stap.COLLEGE))
            assert abs((dag - ambtelijk).days - 14) <= 5
            assert abs((college - dag).days - 42) <= 5


def test_another_weekday_is_a_choice() -> None:
    assert eerste_overleg(2026) == date(2026, 1, 8)
    assert eerste_overleg(2027) == date(2027, 1, 14)
    assert jaarkalender(2026, weekdag=0)[0].dag == date(2026, 1, 12)


@pytest.mark.parametrize("eerste", [date(2025, 12, 31), date(2026, 1, 10), date(2026, 1, 30), date(2027, 1, 8)])
def test_a_first_day_from_which_thirteen_do_not_fit_is_no_first_day(eerste: date) -> None:
    assert uiterste_eerste(2026) == date(2026, 1, 29)
    with pytest.raises(ValueError, match=str(eerste)):
        jaarkalender(2026, eerste)


def test_a_day_is_said_with_its_weekday() -> None:
    assert [dag_nl(date(2026, 1, dag)) for dag in (8, 11)] == ["do 8-1-2026", "zo 11-1-2026"]


def test_a_changed_date_is_the_users_and_stays_a_record_like_any_other() -> None:
    punt = replace(jaarkalender(2026)[0], dag=date(2026, 1, 9), status=Status.VASTGESTELD)
    assert not list(controleer(Regeling(kalender=(punt,))))
