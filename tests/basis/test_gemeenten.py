from functools import cache
from pathlib import Path

import pytest

from via_xl.basis.gemeenten import is_code, normaliseer, zelfde_in_formule
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.regeling.model import Regeling

GEGEVENS = Path(__file__).parents[2] / "workbooks" / "gegevens"


@cache
def regeling() -> Regeling:
    gelezen, bevindingen = lees_gegevensmap(GEGEVENS)
    assert gelezen is not None, bevindingen
    return gelezen


@pytest.mark.parametrize("code", ["GM0755", "GM0796", "GM1991"])
def test_a_cbs_code_is_gm_and_four_digits(code: str) -> None:
    assert is_code(code)


@pytest.mark.parametrize(
    "tekst", ["", "GM", "gm0755", "GM755", "GM07555", " GM0755", "GM0755 ", "GM0755\n", "0755", "Boekel"]
)
def test_anything_else_is_no_cbs_code(tekst: str) -> None:
    assert not is_code(tekst)


@pytest.mark.parametrize(
    "geschreven",
    [
        "'s-Hertogenbosch",
        "’s-Hertogenbosch",
        "‘s-Hertogenbosch",
        "`s-Hertogenbosch",
        "s-Hertogenbosch",
        "'s Hertogenbosch",
        "'S-HERTOGENBOSCH",
        "  's-Hertogenbosch ",
        "'s–Hertogenbosch",
        "'s‑Hertogenbosch",
        "s\u00a0Hertogenbosch",
        "Gemeente 's-Hertogenbosch",
    ],
)
def test_the_centrumgemeente_is_recognised_however_its_apostrophe_and_dash_are_typed(geschreven: str) -> None:
    assert normaliseer(geschreven) == "s hertogenbosch"


@pytest.mark.parametrize(
    "geschreven",
    ["Sint-Michielsgestel", "Sint Michielsgestel", "St. Michielsgestel", "St Michielsgestel", "st.-michielsgestel"],
)
def test_sint_may_be_written_short(geschreven: str) -> None:
    assert normaliseer(geschreven) == "sint michielsgestel"


@pytest.mark.parametrize(("een", "ander"), [("Boekel", "Boxtel"), ("Oss", "Os"), ("Stein", "Sint ein")])
def test_different_gemeenten_stay_different(een: str, ander: str) -> None:
    assert normaliseer(een) != normaliseer(ander)


def test_accents_do_not_matter() -> None:
    assert normaliseer("Súdwest-Fryslân") == normaliseer("Sudwest Fryslan")


def test_every_gemeente_is_known_under_its_official_name() -> None:
    namen = {(naam.naam, naam.code) for naam in regeling().namen}
    assert {(gemeente.naam, gemeente.code) for gemeente in regeling().gemeenten} <= namen
    assert len(regeling().gemeenten) == 10


@pytest.mark.parametrize("vergelijking", [normaliseer, zelfde_in_formule])
def test_no_spelling_means_two_gemeenten(vergelijking) -> None:  # type: ignore[no-untyped-def]
    codes: dict[str, str] = {}
    for naam in regeling().namen:
        assert codes.setdefault(vergelijking(naam.naam), naam.code) == naam.code


def test_every_spelling_is_listed_once_as_a_formula_compares_them() -> None:
    vormen = [zelfde_in_formule(naam.naam) for naam in regeling().namen]
    assert len(vormen) == len(set(vormen))


@pytest.mark.parametrize(
    ("naam", "code"),
    [
        ("Den Bosch", "GM0796"),
        ("s Hertogenbosch", "GM0796"),
        ("'s-Hertogenbosch", "GM0796"),
        ("St. Michielsgestel", "GM0845"),
        ("Land van Cuijk", "GM1982"),
    ],
)
def test_a_spelling_that_people_use_leads_to_its_code(naam: str, code: str) -> None:
    assert {rij.code for rij in regeling().namen if normaliseer(rij.naam) == normaliseer(naam)} == {code}


def test_a_formula_compares_without_case_and_outer_blanks_only() -> None:
    assert zelfde_in_formule(" BOEKEL ") == zelfde_in_formule("boekel")
    assert zelfde_in_formule("Den  Bosch") != zelfde_in_formule("Den Bosch")
