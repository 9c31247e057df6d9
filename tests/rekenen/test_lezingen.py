"""The readings of the koersplan: each gives what the settlement itself gives when the year is changed accordingly."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hulp.gemaakt import regeling
from hulp.kleine_master import BOEKEL, REGELING

from via_xl.model import Regeling
from via_xl.rekenen.lezingen import LEZINGEN, Lezing, Lezinguitkomst, lezinguitkomsten
from via_xl.rekenen.plan import koersplan_ct
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import verreken


def _gewijzigd(regio: Regeling, jaar: int, lezing: Lezing) -> Regeling:
    """The region with the choice of a reading written into its year."""
    laatste = max(rij.peiljaar for rij in regio.inwoners)
    keuze: dict[str, Any] = {
        "verdeelsleutel": lezing.sleutel,
        "bijdrage_karakter": lezing.karakter,
        "meerkosten_drager": lezing.drager,
        "peiljaar": laatste if lezing.laatste_peiljaar else None,
    }
    anders = {veld: waarde for veld, waarde in keuze.items() if waarde is not None}
    return replace(regio, jaren=tuple(replace(rij, **anders) if rij.jaar == jaar else rij for rij in regio.jaren))


def _grens(regio: Regeling, ct: int) -> Regeling:
    return replace(regio, jaren=tuple(replace(rij, voorstelgrens_ct=ct) for rij in regio.jaren))


@pytest.mark.parametrize("jaar", [2023, 2024, 2025, 2026])
@pytest.mark.parametrize("grens_ct", [None, 10_000_001], ids=["grens van het jaar", "ver boven de grens"])
@pytest.mark.parametrize("lezing", [lezing for lezing in LEZINGEN if not lezing.gedrukt], ids=lambda rij: rij.naam)
def test_a_reading_is_the_settlement_of_the_changed_year(lezing: Lezing, jaar: int, grens_ct: int | None) -> None:
    regio = regeling() if grens_ct is None else _grens(regeling(), grens_ct)
    berekend = Lezinguitkomst(regio, verreken(regio, jaar), lezing)
    if not berekend.te_berekenen:
        pytest.fail(f"{lezing.naam} is niet te berekenen, en de gegevens van de regio zijn compleet")
    anders = verreken(_gewijzigd(regio, jaar, lezing), jaar)
    assert {r.code: berekend.bijdrage_ct(r) for r in berekend.nu.gemeenten} == {
        r.code: r.bijdrage_ct for r in anders.gemeenten
    }


def test_the_bearers_differ_when_much_lies_above_the_limit() -> None:
    regio = _grens(regeling(), 10_000_001)
    uit = {r.lezing.naam: r for r in lezinguitkomsten(regio, verreken(regio, 2024))}
    bedragen = {naam: tuple(r.bijdrage_ct(g) for g in r.nu.gemeenten) for naam, r in uit.items()}
    dragers = ("Drager inwoners", "Drager centrumgemeente", "Drager leveranciers")
    assert len({bedragen[naam] for naam in dragers}) == 3
    assert bedragen["In werking"] == bedragen["Sleutel inwoners"] == bedragen["Karakter werkelijk"]


def test_the_printed_percentages_share_more_than_there_is() -> None:
    uit = verreken(regeling(), 2024)
    gedrukt = lezinguitkomsten(regeling(), uit)[-1]
    assert gedrukt.lezing.gedrukt
    per = {r.naam: gedrukt.bijdrage_ct(r) for r in uit.gemeenten}
    assert per["Meierijstad"] == koersplan_ct(1355, uit.te_verdelen_ct)
    assert sum(ct or 0 for ct in per.values()) == pytest.approx(uit.te_verdelen_ct * 1.002, abs=10)


def test_without_an_input_that_a_reading_needs_there_is_no_outcome_and_the_others_stay() -> None:
    uit = verreken(REGELING, 2024)
    per = {r.lezing.naam: r for r in lezinguitkomsten(REGELING, uit)}
    boekel = uit.van(BOEKEL)
    assert per["Karakter vast"].bijdrage_ct(boekel) is None  # only Boekel has a printed amount
    assert per["Gedrukt percentage"].bijdrage_ct(boekel) is None
    assert per["Sleutel inwoners"].bijdrage_ct(boekel) == boekel.bijdrage_ct
    assert [naam for naam, r in per.items() if r.zonder_bedrag(boekel)] == []


def test_a_key_that_adds_to_nothing_has_no_outcome_where_the_settlement_refuses_it() -> None:
    zonder = replace(REGELING, capaciteit=())
    (lezing,) = (r for r in LEZINGEN if r.naam == "Sleutel capaciteit")
    assert not Lezinguitkomst(zonder, verreken(zonder, 2024), lezing).te_berekenen
    with pytest.raises(LegeSleutel):
        verreken(_gewijzigd(zonder, 2024, lezing), 2024)
