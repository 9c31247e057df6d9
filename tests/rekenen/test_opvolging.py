"""A gemeente that ends: from the first 31 December on which it is no more, all that is its is its opvolger's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hulp.gemaakt import met_uren_van

from via_xl.basis.bevinding import fouten
from via_xl.controle import controleer
from via_xl.regeling.model import Gemeente, Naam, Regeling, Voorschot
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.verrekening import verreken

BOEKEL, MEIERIJSTAD, BOXTEL, MICHIELSGESTEL, NIEUW = "GM0755", "GM1948", "GM0757", "GM0845", "GM9990"


def met(regeling: Regeling, einden: dict[str, tuple[date, str]], *erbij: Gemeente) -> Regeling:
    """The regeling in which these gemeenten end on a day and go into another, which ``erbij`` may add."""
    gemeenten = tuple(
        replace(g, tot=einden[g.code][0], opvolger=einden[g.code][1]) if g.code in einden else g
        for g in (*regeling.gemeenten, *erbij)
    )
    namen = tuple(Naam(code=g.code, naam=g.naam, bron="test") for g in erbij)
    return replace(regeling, gemeenten=gemeenten, namen=(*regeling.namen, *namen))


def nieuwe(code: str, van: date, naam: str = "Dommeldal") -> Gemeente:
    """A gemeente that begins."""
    return Gemeente(code=code, naam=naam, organisatie="", centrumgemeente=False, van=van, bron="test")


@pytest.fixture(scope="module")
def regeling() -> Regeling:
    """The region's own data, with hours in 2024 and an advance of Boekel."""
    basis = met_uren_van(2024)
    voorschot = Voorschot(code=BOEKEL, jaar=2024, bedrag_ct=12_345, bron="test")
    return replace(basis, voorschotten=(*basis.voorschotten, voorschot))


def test_absorbed_before_the_year_everything_adds_up(regeling: Regeling) -> None:
    voor, na = (verreken(r, 2024) for r in (regeling, met(regeling, {BOEKEL: (date(2023, 12, 31), MEIERIJSTAD)})))
    samen = [voor.van(code) for code in (BOEKEL, MEIERIJSTAD)]
    ons = na.van(MEIERIJSTAD)
    assert ons.inwoners == sum(rij.inwoners or 0 for rij in samen)
    assert (ons.kosten_ct, ons.uren_h, ons.voorschot_ct, ons.begroot_ct, ons.capaciteit_h) == (
        sum(rij.kosten_ct for rij in samen),
        sum(rij.uren_h for rij in samen),
        12_345,
        sum(rij.begroot_ct or 0 for rij in samen),
        sum(rij.capaciteit_h for rij in samen),
    )
    assert na.van(BOEKEL).inwoners is None
    assert not na.van(BOEKEL).ontvangt_stuk
    assert (na.kosten_ct, na.vergoeding_ct, na.sluitcontrole_ct) == (voor.kosten_ct, voor.vergoeding_ct, 0)
    assert {rij.regel.code for rij in na.regels if rij.code == MEIERIJSTAD} == {BOEKEL, MEIERIJSTAD}


@pytest.mark.parametrize(
    ("tot", "zelf"), [(date(2024, 12, 31), True), (date(2024, 12, 30), False), (date(2024, 6, 30), False)]
)
def test_the_last_day_of_the_year_decides(regeling: Regeling, tot: date, zelf: bool) -> None:
    na = verreken(met(regeling, {BOEKEL: (tot, MEIERIJSTAD)}), 2024)
    assert (na.van(BOEKEL).inwoners is not None) is zelf
    assert (na.van(BOEKEL).kosten_ct > 0) is zelf


def test_two_become_a_new_one_and_that_goes_into_another(regeling: Regeling) -> None:
    samen = met(
        regeling,
        {
            BOXTEL: (date(2024, 12, 31), NIEUW),
            MICHIELSGESTEL: (date(2024, 12, 31), NIEUW),
            NIEUW: (date(2025, 12, 31), MEIERIJSTAD),
        },
        nieuwe(NIEUW, date(2025, 1, 1)),
    )
    assert fouten(controleer(samen)) == ()
    wie = [[houders(samen.gemeenten, jaar)[code] for code in (BOXTEL, NIEUW)] for jaar in (2024, 2025, 2026)]
    assert wie == [[BOXTEL, NIEUW], [NIEUW, NIEUW], [MEIERIJSTAD, MEIERIJSTAD]]
    per_jaar = [verreken(samen, jaar) for jaar in (2024, 2025, 2026)]
    assert [[uit.van(c).inwoners for c in (BOXTEL, NIEUW, MEIERIJSTAD)] for uit in per_jaar] == [
        [33_129, None, 82_613],
        [None, 33_129 + 29_731, 82_613],
        [None, None, 82_613 + 33_129 + 29_731],
    ]


def test_a_blank_opvolger_changes_no_hash_and_who_ends_without_one_keeps_its_amounts(regeling: Regeling) -> None:
    alleen = met(regeling, {BOEKEL: (date(2023, 12, 31), "")})
    assert invoerhash(met(regeling, {}), 2024) == invoerhash(regeling, 2024)
    assert fouten(controleer(alleen)) == ()
    assert any("Boekel eindigt op 31-12-2023 en heeft geen opvolger" in b.wat for b in controleer(alleen))
    boekel = verreken(alleen, 2024).van(BOEKEL)
    assert (boekel.inwoners, boekel.bijdrage_ct) == (None, 0)
    assert boekel.saldo_ct < 0
    assert boekel.ontvangt_stuk


@pytest.mark.parametrize(
    ("einden", "tekst"),
    [
        ({BOXTEL: (date(2024, 12, 31), f"{BOEKEL}+{MEIERIJSTAD}")}, "een splitsing wordt niet doorgerekend"),
        ({BOXTEL: (date(2024, 12, 31), "GM0001")}, "is geen andere gemeente"),
        ({BOXTEL: (date(2023, 6, 30), NIEUW)}, "begint pas op 1-1-2025"),
        (
            {BOXTEL: (date(2024, 12, 31), BOEKEL), BOEKEL: (date(2023, 12, 31), MEIERIJSTAD)},
            "bestond toen niet meer",
        ),
        (
            {BOXTEL: (date(2024, 12, 31), BOEKEL), BOEKEL: (date(2025, 12, 31), BOXTEL)},
            "komen terug bij",
        ),
        (
            {
                BOXTEL: (date(2024, 12, 31), BOEKEL),
                BOEKEL: (date(2025, 12, 31), MEIERIJSTAD),
                MEIERIJSTAD: (date(2026, 12, 31), MICHIELSGESTEL),
            },
            "volgen 3 gemeenten op elkaar",
        ),
        ({"GM0796": (date(2024, 12, 31), BOEKEL)}, "de centrumgemeente 's-Hertogenbosch bestaat niet meer in 2025"),
    ],
)
def test_an_opvolger_that_cannot_be_followed_is_a_located_fault(
    regeling: Regeling, einden: dict[str, tuple[date, str]], tekst: str
) -> None:
    gevonden = fouten(controleer(met(regeling, einden, nieuwe(NIEUW, date(2025, 1, 1)))))
    assert any(tekst in b.wat for b in gevonden), [b.wat for b in gevonden]


def test_inwoners_that_would_count_twice_are_a_fault(regeling: Regeling) -> None:
    samen = met(regeling, {BOXTEL: (date(2024, 12, 31), NIEUW)}, nieuwe(NIEUW, date(2025, 1, 1)))
    dubbel = replace(next(r for r in samen.inwoners if r.code == BOXTEL and r.peiljaar == 2022), code=NIEUW)
    gevonden = fouten(controleer(replace(samen, inwoners=(*samen.inwoners, dubbel))))
    assert any("dubbel bij Dommeldal" in b.wat for b in gevonden)
