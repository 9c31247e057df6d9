from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hulp.bereik import bereiken, kolommen
from hulp.gemaakt import regeling
from hypothesis import given
from hypothesis import strategies as st

from udfs import VIA_KOSTEN, VIA_UURTARIEF
from via_xl.basis.geld import euro
from via_xl.rekenen.kosten import regelkosten_ct
from via_xl.rekenen.tarief import Tarieven, maandeinde, uurtarief_ct
from via_xl.rekenen.verrekening import kostenregels

MAART = datetime(2024, 3, 1)
OKTOBER = datetime(2024, 10, 1)
NUL = datetime(1899, 12, 30)
TARIEVEN = [
    ["Schaal", "Van", "Tot", "Uurtarief €", "Bron"],
    [11.0, datetime(2024, 1, 1), datetime(2024, 9, 30), 75.21, "cao"],
    [11.0, OKTOBER, datetime(2025, 3, 31), 76.15, "cao"],
    [12.0, datetime(2024, 1, 1), datetime(2024, 12, 31), 86.0, "cao"],
    [12.0, datetime(2024, 5, 1), datetime(2024, 5, 31), 87.0, "dubbel"],
    [None, None, None, None, None],
]
ZONDER_KOP = [rij[:4] for rij in TARIEVEN[1:]]
REGELS = [[11.0, MAART, 7.5], [11.0, OKTOBER, 100.0], [12.0, MAART, 0.0]]
KOSTEN = [[564.08], [7615.0], [0.0]]  # 7,5 × 75,21 = 564,075
KOP = ["Schaal", "Maand", "Uren"]


@pytest.mark.parametrize("tarieven", [TARIEVEN, ZONDER_KOP], ids=["met koppen", "zonder koppen"])
@pytest.mark.parametrize(
    ("schaal", "datum", "uitkomst"),
    [
        (11.0, MAART, 75.21),
        (11.0, datetime(2024, 9, 30), 75.21),
        (11.0, OKTOBER, 76.15),
        ([[11.0]], [[45352.0]], 75.21),
        (11, 45352, 75.21),
        (Decimal("11"), MAART, 75.21),
        pytest.param(10.0, MAART, "#N/A", id="no rate for this schaal"),
        pytest.param(11.0, datetime(2025, 4, 1), "#N/A", id="no rate any more"),
        pytest.param(12.0, datetime(2024, 5, 7), "#NUM!", id="two rates"),
        pytest.param(None, MAART, "#VALUE!", id="a blank schaal"),
        pytest.param(11.0, "", "#VALUE!", id="a blank date"),
        pytest.param("elf", MAART, "#VALUE!", id="schaal in words"),
        pytest.param("11,0", MAART, "#VALUE!", id="schaal as Dutch decimal text"),
        pytest.param("#N/A", MAART, "#VALUE!", id="an error value"),
        pytest.param(11.5, MAART, "#NUM!", id="half a schaal"),
        pytest.param(11.0, "1-3-2024", "#VALUE!", id="a typed date"),
        pytest.param(11.0, datetime(2024, 3, 1, 12), "#VALUE!", id="a date with a time"),
        pytest.param(11.0, True, "#VALUE!", id="a logical value"),
        pytest.param([[11.0], [12.0]], MAART, "#VALUE!", id="a column of schalen"),
        pytest.param([[11.0, 12.0]], MAART, "#VALUE!", id="a row of schalen"),
    ],
)
def test_the_uurtarief_is_that_of_the_last_day_of_the_month_or_an_error(
    tarieven: Any,
    schaal: Any,
    datum: Any,
    uitkomst: Any,
) -> None:
    assert VIA_UURTARIEF(schaal, datum, tarieven) == uitkomst


@pytest.mark.parametrize(
    "tarieven",
    [
        pytest.param([[11.0, MAART, OKTOBER]], id="a column too few"),
        pytest.param([[11.0, MAART, OKTOBER, 75.0, 1.0]], id="a column too many"),
        pytest.param([["Schaal", "Van", "Tot"], [11.0, MAART, OKTOBER]], id="no column with a rate"),
        pytest.param([["Schaal", "Van", "Tot", "Van", "Uurtarief €"], [11.0, MAART, OKTOBER, MAART, 75.0]], id="twice"),
        pytest.param([[11.0, MAART, None, 75.0]], id="a blank Tot"),
        pytest.param([[11.0, MAART, OKTOBER, "75,00"]], id="a rate as text"),
        pytest.param([[11.0, MAART, OKTOBER, 75.0], [12.0, "#REF!", OKTOBER, 80.0]], id="an error in another row"),
        pytest.param(None, id="nothing"),
        pytest.param(75.0, id="one cell"),
    ],
)
def test_rates_that_can_not_all_be_read_give_no_rate_at_all(tarieven: Any) -> None:
    assert VIA_UURTARIEF(11.0, MAART, tarieven) == "#VALUE!"
    assert VIA_KOSTEN(REGELS, tarieven) == "#VALUE!"


def test_no_rates_at_all_is_not_found() -> None:
    assert VIA_UURTARIEF(11.0, MAART, [TARIEVEN[0]]) == "#N/A"
    assert VIA_KOSTEN(REGELS, [TARIEVEN[0]]) == [["#N/A"]] * 3


def test_a_rate_is_derived_from_its_parts_and_a_row_without_all_of_them_has_none() -> None:
    koppen = ["Schaal", "Van", "Tot", "Maandsalaris €", "IKB %", "Werkgeverslasten %", "Productieve uren per jaar"]
    rij = [11.0, MAART, OKTOBER, Decimal("5997.00"), 0.1705, 0.25, 1400.0]
    assert VIA_UURTARIEF(11.0, MAART, [koppen, rij]) == 75.21
    assert VIA_UURTARIEF(11.0, MAART, [koppen, [*rij[:-1], None]]) == "#N/A"


def test_with_the_parts_there_the_calculated_column_of_the_master_is_not_looked_at() -> None:
    koppen = ["Schaal", "Van", "Tot", "Vast uurtarief €", "Uurtarief €"]
    assert VIA_UURTARIEF(11.0, MAART, [koppen, [11.0, MAART, OKTOBER, 80.0, "#N/A"]]) == 80.0


@pytest.mark.parametrize("spelling", ["10A", "10a", "10 a", " 10A", "schaal 10A"])
def test_a_schaal_with_a_letter_has_its_own_rate_however_it_is_spelled(spelling: str) -> None:
    tabel = [[10.0, MAART, OKTOBER, 70.0], ["10A", MAART, OKTOBER, 72.5], [11.0, MAART, OKTOBER, 75.0]]
    assert VIA_UURTARIEF(spelling, MAART, tabel) == 72.5
    assert VIA_UURTARIEF("10 ", MAART, tabel) == VIA_UURTARIEF(10.0, MAART, tabel) == 70.0
    assert VIA_KOSTEN([[spelling, MAART, 2.0], ["10B", MAART, 2.0]], tabel) == [[145.0], ["#N/A"]]


def test_dates_that_a_formula_calculated_are_dates_in_the_rates_too() -> None:
    assert VIA_UURTARIEF(11.0, MAART, [[11.0, 45292.0, 45565.0, 75.21]]) == 75.21


@pytest.mark.parametrize("tarieven", [TARIEVEN, ZONDER_KOP], ids=["met koppen", "zonder koppen"])
def test_the_cost_of_each_line_stands_beside_it_rounded_to_the_cent(tarieven: Any) -> None:
    assert VIA_KOSTEN(REGELS, tarieven) == KOSTEN


def test_with_headers_the_columns_are_found_wherever_they_are_and_the_array_has_a_header() -> None:
    tabel = [["Bron", "uren ", "MAAND", "Schaal"], *(["x", uren, maand, schaal] for schaal, maand, uren in REGELS)]
    assert VIA_KOSTEN(tabel, TARIEVEN) == [["Kosten €"], *KOSTEN]


def test_headers_without_lines_give_the_header_only() -> None:
    assert VIA_KOSTEN([KOP], TARIEVEN) == [["Kosten €"]]


def test_one_line_is_an_array_of_one() -> None:
    assert VIA_KOSTEN([[11.0, MAART, 7.5]], TARIEVEN) == [[564.08]]


def test_blank_lines_in_the_middle_and_at_the_end_of_whole_columns_stay_blank() -> None:
    leeg = [None, "", "  "]
    assert VIA_KOSTEN([KOP, REGELS[0], leeg, REGELS[1], leeg, leeg], TARIEVEN) == [
        ["Kosten €"],
        KOSTEN[0],
        [""],
        KOSTEN[1],
        [""],
        [""],
    ]


@pytest.mark.parametrize(
    ("regel", "uitkomst"),
    [
        pytest.param([11.0, MAART, None], "#VALUE!", id="no hours"),
        pytest.param([None, MAART, 7.5], "#VALUE!", id="no schaal"),
        pytest.param([11.0, None, 7.5], "#VALUE!", id="no month"),
        pytest.param([11.0, MAART, "7,5"], "#VALUE!", id="Dutch decimal text"),
        pytest.param([11.0, MAART, "7.5"], "#VALUE!", id="decimal text"),
        pytest.param([11.0, MAART, "#N/A"], "#VALUE!", id="an error value"),
        pytest.param([11.0, datetime(2024, 3, 2), 7.5], "#VALUE!", id="not the first of the month"),
        pytest.param([11.0, MAART, -7.5], "#NUM!", id="hours below 0"),
        pytest.param([11.0, MAART, 7.255], "#NUM!", id="hours finer than a hundredth"),
        pytest.param([10.0, MAART, 7.5], "#N/A", id="no rate"),
        pytest.param([12.0, datetime(2024, 5, 1), 7.5], "#NUM!", id="two rates"),
        pytest.param([11.0, 45352.0, 7.5], 564.08, id="a month that a formula calculated"),
        pytest.param([11.0, MAART, Decimal("7.50")], 564.08, id="hours with a money format"),
    ],
)
def test_a_line_with_a_fault_has_its_error_in_its_own_row_only(regel: Any, uitkomst: Any) -> None:
    assert VIA_KOSTEN([REGELS[0], regel, REGELS[1]], TARIEVEN) == [KOSTEN[0], [uitkomst], KOSTEN[1]]


def test_a_logical_value_is_not_the_number_that_an_earlier_line_had() -> None:
    uit = VIA_KOSTEN([[11.0, MAART, 1.0], [11.0, MAART, True], [11.0, MAART, 0.0], [11.0, MAART, False]], TARIEVEN)
    assert uit == [[75.21], ["#VALUE!"], [0.0], ["#VALUE!"]]


@pytest.mark.parametrize(
    "uren",
    [
        pytest.param(None, id="nothing"),
        pytest.param(7.5, id="one cell"),
        pytest.param([[7.5], [8.0]], id="one column"),
        pytest.param([[11.0, MAART, 7.5, 1.0]], id="a column too many"),
        pytest.param([["Schaal", "Maand"], [11.0, MAART]], id="a header too few"),
        pytest.param([["Schaal", "Maand", "Uren", "uren"], [11.0, MAART, 7.5, 7.5]], id="a header twice"),
    ],
)
def test_hours_of_another_shape_are_refused_as_a_whole(uren: Any) -> None:
    assert VIA_KOSTEN(uren, TARIEVEN) == "#VALUE!"


def test_a_header_that_is_not_one_is_a_faulty_line() -> None:
    assert VIA_KOSTEN([["a", "b", "c"], REGELS[0]], TARIEVEN) == [["#VALUE!"], KOSTEN[0]]


def test_the_cost_of_every_line_of_the_region_is_the_one_of_the_engine() -> None:
    regio = regeling()
    tabellen = bereiken(regio)
    verwacht = [[euro(regel.kosten_ct)] for regel in kostenregels(regio.uren, Tarieven(regio.tarieven))]
    assert VIA_KOSTEN(tabellen["tblUren"], tabellen["tblTarieven"]) == [["Kosten €"], *verwacht]
    assert VIA_KOSTEN(kolommen(tabellen["tblUren"], *KOP), tabellen["tblTarieven"]) == verwacht


def test_every_rate_of_the_region_is_found_in_each_of_its_months() -> None:
    regio = regeling()
    tarieven = Tarieven(regio.tarieven)
    cellen = bereiken(regio)["tblTarieven"]
    for schaal, maand in {(regel.schaal, regel.maand) for regel in regio.uren}:
        (rij,) = tarieven.voor(schaal, maand)
        einde = maandeinde(maand)
        dag = datetime(einde.year, einde.month, einde.day)
        assert VIA_UURTARIEF(float(schaal), dag, cellen) == euro(uurtarief_ct(rij))


@given(st.integers(0, 10**7), st.integers(0, 10**6), st.integers(0, 400))
def test_hours_times_rate_is_exact_to_the_cent_however_the_floats_fall(uren_h: int, tarief_ct: int, dagen: int) -> None:
    dag = datetime(2024, 1, 1) + timedelta(days=dagen)
    maand = dag.replace(day=1)
    tarieven = [[11.0, datetime(2024, 1, 1), datetime(2025, 12, 31), euro(tarief_ct)]]
    verwacht = [[euro(regelkosten_ct(uren_h, tarief_ct))]]
    assert VIA_KOSTEN([[11.0, maand, uren_h / 100]], tarieven) == verwacht
    assert VIA_KOSTEN([[11.0, float((maand - NUL).days), uren_h / 100]], tarieven) == verwacht
