"""The figures of a voorstel are those of the engine under the same parameters, for the proposal and for every other choice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hulp.gemaakt import regeling
from hulp.kleine_master import REGELING
from msgspec.structs import replace

from via_xl.regeling.model import Agendapunt, BijdrageKarakter, MeerkostenDrager, Regeling, Stap, Verdeelsleutel
from via_xl.rekenen.kalender import RONDE, jaarkalender
from via_xl.rekenen.verrekening import verreken
from via_xl.rekenen.voorstel import ROUTE, Voorstelcijfers, route, voorstelcijfers, wie_draagt

GRENS = 31_062_000
"""The printed total of 2025."""


def cijfers(drager: MeerkostenDrager = MeerkostenDrager.INWONERS, grens: int = GRENS) -> Voorstelcijfers:
    return voorstelcijfers(regeling(), 2025, drager, grens)


def met(regio: Regeling, jaar: int, **keuzes: object) -> Regeling:
    jaren = tuple(replace(rij, **keuzes) if rij.jaar == jaar else rij for rij in regio.jaren)  # type: ignore[arg-type]
    return replace(regio, jaren=jaren)


def test_the_example_of_2025_by_hand() -> None:
    """K € 627.753,45; of the hours of 2025 half is more than € 310.000, and those of 2024 add € 1.355,45 of its POK; printed: € 310.620."""
    c = cijfers()
    uit = c.uitkomst
    assert (uit.kosten_ct, uit.vergoeding_ct, uit.te_verdelen_ct) == (62_775_345, 31_135_545, 31_639_800)
    assert (c.boven_ct, c.boven_bp, c.grens_was_ct) == (577_800, 186, GRENS)
    assert uit.van("GM0755").bijdrage_ct == 563869  # 31.639.800 × 11.030 / 618.915, rounded


@pytest.mark.parametrize("drager", MeerkostenDrager)
def test_the_proposal_and_every_alternative_are_what_the_engine_says(drager: MeerkostenDrager) -> None:
    c = cijfers(drager, 30_000_000)
    basis = met(regeling(), 2025, meerkosten_drager=drager, voorstelgrens_ct=30_000_000)
    verwacht = [
        basis,
        *(met(basis, 2025, meerkosten_drager=ander) for ander in MeerkostenDrager if ander is not drager),
        *(met(basis, 2025, verdeelsleutel=s) for s in Verdeelsleutel if s is not Verdeelsleutel.INWONERS),
    ]
    alle = (c.voorstel, *c.alternatieven)
    assert [a.letter for a in alle] == list("ABCDEF")
    assert [a.uitkomst for a in alle] == [verreken(regio, 2025) for regio in verwacht]
    assert c.grens_was_ct == GRENS


def test_a_choice_that_shows_a_cost_is_not_public() -> None:
    openbaar = {a.naam: a.openbaar for a in cijfers().alternatieven}
    assert openbaar == {
        "Boven de grens: de centrumgemeente": True,
        "Boven de grens: de gemeenten die inzet leveren, naar de kosten daarvan": False,
        "Verdeelsleutel kosten": False,
        "Verdeelsleutel uren": False,
        "Verdeelsleutel capaciteit": True,
    }
    leveranciers = cijfers(MeerkostenDrager.LEVERANCIERS)
    assert not leveranciers.voorstel.openbaar
    assert {a.letter for a in leveranciers.alternatieven if a.openbaar} == {"B", "C"}


def test_a_key_that_adds_to_nothing_is_named_and_not_calculated() -> None:
    zonder = replace(regeling(), capaciteit=())
    (laatste,) = [a for a in voorstelcijfers(zonder, 2025, MeerkostenDrager.INWONERS, GRENS).alternatieven if a.reden]
    assert (laatste.naam, laatste.uitkomst) == ("Verdeelsleutel capaciteit", None)
    assert laatste.reden == "de sleutel capaciteit telt op tot 0"


def test_where_the_bijdrage_is_fixed_every_alternative_is_an_actual_one() -> None:
    vast = met(regeling(), 2025, bijdrage_karakter=BijdrageKarakter.VAST)
    c = voorstelcijfers(vast, 2025, MeerkostenDrager.INWONERS, GRENS)
    assert c.uitkomst == verreken(vast, 2025)
    assert len(c.alternatieven) == 6
    assert all(a.uitkomst and not a.uitkomst.vast for a in c.alternatieven)
    assert c.alternatieven[0].uitkomst == cijfers().uitkomst
    assert wie_draagt(c.uitkomst).startswith("Ieder het gedrukte bedrag")


def test_only_who_takes_part_in_the_year_has_a_college_to_ask() -> None:
    oud = replace(REGELING.gemeenten[1], tot=date(2023, 12, 31))
    regio = replace(REGELING, gemeenten=(REGELING.gemeenten[0], oud, REGELING.gemeenten[2]), begroting=())
    c = voorstelcijfers(regio, 2024, MeerkostenDrager.INWONERS, 300_000)
    assert [rij.naam for rij in c.deelnemers] == ["'s-Hertogenbosch", "Oss"]


def test_who_bears_what_adds_to_the_amount_and_names_no_gemeente() -> None:
    namen = [gemeente.naam for gemeente in regeling().gemeenten]
    for alternatief in cijfers().alternatieven:
        assert alternatief.uitkomst is not None
        zin = wie_draagt(alternatief.uitkomst)
        assert not [naam for naam in namen if naam in zin]
        assert "€ 310.620,00" in zin
        assert "€ 5.778,00" in zin


# --- the route


def test_the_route_is_that_of_the_next_round_that_has_not_begun() -> None:
    assert set(ROUTE) == {stap for stap, _, _ in RONDE}
    regio = replace(REGELING, kalender=(*jaarkalender(2027), *jaarkalender(2026)))
    rondes = {
        nummer: {p.stap: p.dag for p in jaarkalender(2026) if p.ronde == nummer and p.stap in ROUTE}
        for nummer in (1, 2, 3)
    }
    begin = rondes[2][Stap.WERKGROEP]
    assert route(regio, date(2026, 1, 1)) == rondes[1]
    assert route(regio, begin - timedelta(days=1)) == rondes[2]
    assert route(regio, begin) == rondes[3]
    assert route(regio, date(2026, 12, 1)) == {p.stap: p.dag for p in jaarkalender(2027) if p.ronde == 1}


def test_without_a_coming_round_nothing_is_planned_and_a_step_that_it_lacks_stays_blank() -> None:
    assert route(REGELING, date(2026, 1, 1)) == dict.fromkeys(ROUTE)
    punten = (
        Agendapunt(jaar=2026, dag=date(2026, 3, 3), stap=Stap.REGIODAG, ronde=1, bron=""),
        Agendapunt(jaar=2026, dag=date(2026, 2, 2), stap=Stap.WERKGROEP, ronde=1, bron=""),
        Agendapunt(jaar=2026, dag=date(2026, 1, 9), stap=Stap.WERKGROEP, bron=""),
    )
    dagen = route(replace(REGELING, kalender=punten), date(2026, 1, 1))
    assert {stap: dag for stap, dag in dagen.items() if dag} == {
        Stap.WERKGROEP: date(2026, 2, 2),
        Stap.REGIODAG: date(2026, 3, 3),
    }
