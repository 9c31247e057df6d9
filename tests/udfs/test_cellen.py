from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from udfs.cellen import BEDRAG, BEDRAG_MET_TEKEN, enkel, geen_fout, lees, rooster
from udfs.fouten import Excelfout, Uitval
from via_xl.lezen.waarden import Foutwaarde
from via_xl.regeling.tabellen import INWONERS, TARIEVEN, UREN

AANTAL = INWONERS.kolom("inwoners")
MAAND = UREN.kolom("maand")
VAN = TARIEVEN.kolom("van")


@pytest.mark.parametrize(
    ("cellen", "rijen"),
    [
        (7.5, [[7.5]]),
        ("Oss", [["Oss"]]),
        (None, [[None]]),
        ([], [[None]]),
        ([[]], [[None]]),
        ((1.0, 2.0), [[1.0, 2.0]]),
        (((1.0,), (2.0,)), [[1.0], [2.0]]),
        ([[1.0, "  "], ["", None]], [[1.0, None], [None, None]]),
        ([[Decimal("1234.56")]], [[1234.56]]),
        ([[True, datetime(2024, 3, 1)]], [[True, datetime(2024, 3, 1)]]),
    ],
)
def test_a_value_a_row_or_rows_become_rows_with_blanks_and_money_made_plain(cellen: Any, rijen: Any) -> None:
    assert rooster(cellen) == rijen


@pytest.mark.parametrize("fout", ["#N/A", " #REF! ", "#SPILL!", -2146826281, -2146826243, -2146826246])
def test_an_error_value_is_recognised_as_text_and_as_the_number_that_com_has_for_it(fout: Any) -> None:
    assert isinstance(rooster([[fout]])[0][0], Foutwaarde)


def test_an_ordinary_number_below_zero_is_no_error_value() -> None:
    assert rooster([[-2146826246.0, -5]]) == [[-2146826246.0, -5]]


def test_rows_of_different_lengths_are_refused() -> None:
    with pytest.raises(Uitval) as uitval:
        rooster([[1.0], [1.0, 2.0]])
    assert uitval.value.fout is Excelfout.WAARDE


@pytest.mark.parametrize("cellen", [[[1.0, 2.0]], [[1.0], [2.0]], (1.0, 2.0)])
def test_a_range_where_one_cell_belongs_is_refused_and_never_its_first_cell(cellen: Any) -> None:
    with pytest.raises(Uitval) as uitval:
        enkel(cellen)
    assert uitval.value.fout is Excelfout.WAARDE


@pytest.mark.parametrize(
    ("cel", "kolom", "waarde"),
    [
        (156538.0, AANTAL, 156538),
        (7.25, UREN.kolom("uren_h"), 725),
        (0.1 + 0.2, BEDRAG, 30),
        (-12.5, BEDRAG_MET_TEKEN, -1250),
        (datetime(2024, 3, 1), MAAND, date(2024, 3, 1)),
        (45352.0, MAAND, date(2024, 3, 1)),
        (45352, MAAND, date(2024, 3, 1)),
        (61.0, VAN, date(1900, 3, 1)),
        (2958465.0, VAN, date(9999, 12, 31)),
    ],
)
def test_a_cell_is_read_in_the_unit_of_the_engine_and_a_serial_number_is_a_date(
    cel: Any,
    kolom: Any,
    waarde: Any,
) -> None:
    assert lees(cel, kolom) == waarde


@pytest.mark.parametrize(
    ("cel", "kolom", "fout"),
    [
        pytest.param(None, AANTAL, "#VALUE!", id="a blank is not 0"),
        pytest.param("7,5", BEDRAG, "#VALUE!", id="Dutch decimal text"),
        pytest.param("7.5", BEDRAG, "#VALUE!", id="decimal text"),
        pytest.param(True, BEDRAG, "#VALUE!", id="a logical value"),
        pytest.param(datetime(2024, 3, 1), BEDRAG, "#VALUE!", id="a date where an amount belongs"),
        pytest.param(Foutwaarde("#N/A"), BEDRAG, "#VALUE!", id="an error value"),
        pytest.param(-1.0, BEDRAG, "#NUM!", id="below 0"),
        pytest.param(0.001, BEDRAG, "#NUM!", id="finer than a cent"),
        pytest.param(1e12, BEDRAG, "#NUM!", id="too large"),
        pytest.param(1.5, AANTAL, "#NUM!", id="not whole"),
        pytest.param("1-3-2024", MAAND, "#VALUE!", id="a typed date"),
        pytest.param(datetime(2024, 3, 2), MAAND, "#VALUE!", id="not the first of the month"),
        pytest.param(45352.5, VAN, "#VALUE!", id="a date with a time"),
        pytest.param(60.0, VAN, "#VALUE!", id="the day that Excel counts and that was not"),
        pytest.param(-1.0, VAN, "#VALUE!", id="a number that is no date"),
        pytest.param(2024.0, MAAND, "#VALUE!", id="a year where a date belongs"),
    ],
)
def test_what_a_cell_may_not_hold_is_the_error_that_fits(cel: Any, kolom: Any, fout: str) -> None:
    with pytest.raises(Uitval) as uitval:
        lees(cel, kolom)
    assert uitval.value.fout == fout


@pytest.mark.parametrize(("cel", "fout"), [("#N/A", "#N/A"), ("#NUM!", "#NUM!"), ("#DIV/0!", "#VALUE!")])
def test_an_error_value_in_a_column_that_is_shared_stays_that_error_where_it_can(cel: str, fout: str) -> None:
    with pytest.raises(Uitval) as uitval:
        geen_fout(Foutwaarde(cel))
    assert uitval.value.fout == fout
    assert geen_fout(5.0) == 5.0
