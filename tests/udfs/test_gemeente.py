from typing import Any

import pytest
from hulp.bereik import bereiken, kolom
from hulp.gemaakt import regeling

from udfs import VIA_GEMEENTE

NAMEN = [
    ["Schrijfwijze", "Code", "Bron"],
    ["'s-Hertogenbosch", "GM0796", "CBS"],
    ["Den Bosch", "GM0796", "gangbaar"],
    ["Oss", "GM0828", "CBS"],
    ["Buren", "GM0214", "CBS"],
    ["buren.", "GM9999", "dubbel"],
    [None, None, None],
]
ZONDER_KOP = [rij[:2] for rij in NAMEN[1:]]


@pytest.mark.parametrize("namen", [NAMEN, ZONDER_KOP], ids=["met koppen", "zonder koppen"])
@pytest.mark.parametrize(
    ("naam", "uitkomst"),
    [
        ("Oss", "Oss"),
        ("  gemeente OSS ", "Oss"),
        ("den bosch", "'s-Hertogenbosch"),
        ("‘s Hertogenbosch", "'s-Hertogenbosch"),
        ("GM0796", "'s-Hertogenbosch"),
        ("gm0828", "Oss"),
        ([["Oss"]], "Oss"),
        pytest.param("Utrecht", "#N/A", id="an unknown name"),
        pytest.param("GM0001", "#N/A", id="an unknown code"),
        pytest.param("Naam", "#N/A", id="one cell is never a header"),
        pytest.param("BUREN", "#NUM!", id="the name of two gemeenten"),
        pytest.param(None, "", id="a blank"),
        pytest.param(" ", "", id="a blank of spaces"),
        pytest.param(828.0, "#VALUE!", id="a number"),
        pytest.param(True, "#VALUE!", id="a logical value"),
        pytest.param("#N/A", "#VALUE!", id="an error value"),
    ],
)
def test_a_spelling_or_a_code_gives_the_official_name_or_an_error(namen: Any, naam: Any, uitkomst: str) -> None:
    assert VIA_GEMEENTE(naam, namen) == uitkomst


def test_a_column_gives_a_column_and_each_cell_stands_alone() -> None:
    gevraagd = [["Oss"], [None], ["Utrecht"], [5.0], ["Den Bosch"], [None], [""]]
    assert VIA_GEMEENTE(gevraagd, NAMEN) == [["Oss"], [""], ["#N/A"], ["#VALUE!"], ["'s-Hertogenbosch"], [""], [""]]


def test_a_row_gives_a_row_and_a_column_with_its_header_a_header() -> None:
    assert VIA_GEMEENTE([["Oss", "Den Bosch"]], NAMEN) == [["Oss", "'s-Hertogenbosch"]]
    assert VIA_GEMEENTE([["naam"], ["Oss"]], NAMEN) == [["Gemeente"], ["Oss"]]


def test_the_table_of_gemeenten_will_do_as_names() -> None:
    assert VIA_GEMEENTE("oss", [["Code", "Naam"], ["GM0828", "Oss"]]) == "Oss"


@pytest.mark.parametrize(
    "namen",
    [
        pytest.param("", id="blank"),
        pytest.param(None, id="nothing"),
        pytest.param([["Oss"]], id="one column"),
        pytest.param([["Schrijfwijze", "Bron"], ["Oss", "CBS"]], id="no column with codes"),
        pytest.param([["Oss", "Oss"]], id="no code"),
        pytest.param([["Oss", None]], id="a blank code"),
        pytest.param([["Oss", "GM0828"], ["#REF!", "GM0796"]], id="an error value"),
        pytest.param([["Oss", "GM0828"], [" Vught", "GM0865"]], id="a space that a formula would see"),
    ],
)
def test_names_that_can_not_all_be_read_give_no_name_at_all(namen: Any) -> None:
    assert VIA_GEMEENTE("Oss", namen) == "#VALUE!"


def test_left_out_and_not_filled_in_by_the_workbook_the_names_are_an_error() -> None:
    assert VIA_GEMEENTE("Oss") == "#VALUE!"


def test_every_spelling_of_the_region_gives_the_official_name_of_its_gemeente() -> None:
    regio = regeling()
    namen = bereiken(regio)["tblNamen"]
    gevraagd = [[naam] for naam in kolom(namen, "Schrijfwijze")]
    assert VIA_GEMEENTE(gevraagd, namen) == [[regio.naam_van(code)] for code in kolom(namen, "Code")]
