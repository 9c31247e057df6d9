"""A gemeente that ends: from the first 31 December on which it is no more, all that is its is its opvolger's."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hulp.gemaakt import met_uren_van
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rekenen.grote_regios import trek
from rekenen.herindelingen import NIEUW as BEGONNEN
from rekenen.herindelingen import met_herindeling
from rekenen.regios import JAAR, regios

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


def _met_de_hand(regeling: Regeling) -> Regeling:
    """The region of the year as a clerk would type it over: every row under the code that its gemeente has by then."""
    laatste = date(JAAR, 12, 31)
    per_code = {rij.code: rij for rij in regeling.gemeenten}

    def nu(code: str) -> str:
        if code not in per_code:  # a cost of which it isn't said who paid it
            return code
        rij = per_code[code]
        return nu(rij.opvolger) if rij.opvolger and rij.tot is not None and rij.tot < laatste else code

    def onder_nu(rijen: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(rij, code=nu(rij.code)) for rij in rijen)

    inwoners = Counter(dict.fromkeys(per_code, 0))
    for rij in regeling.inwoners:
        eindigt = per_code[rij.code].tot
        weg_zonder_opvolger = nu(rij.code) == rij.code and eindigt is not None and eindigt < laatste
        inwoners[nu(rij.code)] += 0 if weg_zonder_opvolger else rij.inwoners
    return replace(
        regeling,
        gemeenten=tuple(replace(rij, van=None, tot=None, opvolger="") for rij in regeling.gemeenten),
        inwoners=tuple(replace(regeling.inwoners[0], code=code, inwoners=n) for code, n in inwoners.items()),
        uren=onder_nu(regeling.uren),
        capaciteit=onder_nu(regeling.capaciteit),
        voorschotten=onder_nu(regeling.voorschotten),
        kosten=onder_nu(regeling.kosten),
        verrekend=onder_nu(regeling.verrekend),
    )


@given(regios(), st.randoms(use_true_random=False))
def test_any_merger_settles_as_if_every_row_stood_under_its_gemeente_of_the_year(
    willekeurig: Regeling, kans: Any
) -> None:
    regeling = met_herindeling(willekeurig, kans)
    uitkomst, met_de_hand = verreken(regeling, JAAR), verreken(_met_de_hand(regeling), JAAR)
    assert (uitkomst.kosten_ct, uitkomst.vergoeding_ct) == (met_de_hand.kosten_ct, met_de_hand.vergoeding_ct)
    assert uitkomst.sluitcontrole_ct == 0
    assert {
        rij.code: (rij.kosten_ct, rij.voorschot_ct, rij.bijdrage_ct, rij.saldo_ct) for rij in uitkomst.gemeenten
    } == {rij.code: (rij.kosten_ct, rij.voorschot_ct, rij.bijdrage_ct, rij.saldo_ct) for rij in met_de_hand.gemeenten}


def test_the_regions_that_the_engines_get_hold_every_kind_of_merger() -> None:
    getrokken = trek(80, 1, st.just(1), st.integers(3, 8))
    soorten = {
        (len(weg), all(rij.opvolger for rij in weg), BEGONNEN in {rij.code for rij in weg})
        for regeling in getrokken
        for weg in [[rij for rij in regeling.gemeenten if rij.tot]]
    }
    assert soorten == {(0, True, False), (1, False, False), (1, True, False), (2, True, False), (3, True, True)}
