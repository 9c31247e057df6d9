from decimal import Decimal
from typing import Any

import pytest
from hulp.gemaakt import regeling
from hypothesis import given
from hypothesis import strategies as st

from udfs import VIA_SALDO
from via_xl.basis.geld import euro
from via_xl.rekenen.verrekening import verreken

CENT = st.integers(-(10**9), 10**9)


@pytest.mark.parametrize(
    ("bijdrage", "kosten", "voorschot", "uitkomst"),
    [
        (3353.57, 7500.0, 0.0, -4146.43),
        (396.43, 0.0, 100.0, 296.43),
        (Decimal("396.43"), 0, -100, 496.43),
        ([[0.3]], [[0.1]], [[0.2]], 0.0),
        pytest.param(None, "", None, "", id="three blanks"),
        pytest.param(396.43, 0.0, None, "#VALUE!", id="a blank voorschot is not 0"),
        pytest.param(None, 0.0, 0.0, "#VALUE!", id="a blank bijdrage is not 0"),
        pytest.param("396,43", 0.0, 0.0, "#VALUE!", id="Dutch decimal text"),
        pytest.param(396.43, "#N/A", 0.0, "#VALUE!", id="an error value"),
        pytest.param(396.43, True, 0.0, "#VALUE!", id="a logical value"),
        pytest.param(396.435, 0.0, 0.0, "#NUM!", id="finer than a cent"),
        pytest.param(1e10, 0.0, 0.0, "#NUM!", id="too large"),
        pytest.param([[1.0], [2.0]], 0.0, 0.0, "#VALUE!", id="a column and two amounts"),
        pytest.param([[1.0], [2.0]], [[1.0, 2.0]], [[1.0], [2.0]], "#VALUE!", id="a row between columns"),
        pytest.param([[1.0], [2.0]], [[1.0], [2.0], [3.0]], [[1.0], [2.0]], "#VALUE!", id="a longer column"),
    ],
)
def test_the_saldo_is_bijdrage_less_kosten_less_voorschot_or_an_error(
    bijdrage: Any,
    kosten: Any,
    voorschot: Any,
    uitkomst: Any,
) -> None:
    assert VIA_SALDO(bijdrage, kosten, voorschot) == uitkomst


def test_columns_give_a_column_in_which_each_row_stands_alone() -> None:
    bijdrage = [[10.0], ["7,5"], [None], [3.0], [None]]
    kosten = [[1.0], [1.0], [1.0], [0.01], [None]]
    voorschot = [[0.5], [1.0], [1.0], [0.0], [""]]
    assert VIA_SALDO(bijdrage, kosten, voorschot) == [[8.5], ["#VALUE!"], ["#VALUE!"], [2.99], [""]]


def test_a_row_gives_a_row_and_columns_with_their_headers_a_header() -> None:
    assert VIA_SALDO([[10.0, 20.0]], [[1.0, 2.0]], [[0.0, 0.0]]) == [[9.0, 18.0]]
    met_kop = VIA_SALDO([["Bijdrage €"], [10.0]], [["Kosten €"], [1.0]], [["voorschot €"], [0.0]])
    assert met_kop == [["Saldo €"], [9.0]]


def test_a_header_that_belongs_to_another_column_is_a_text_where_an_amount_belongs() -> None:
    verwisseld = VIA_SALDO([["Kosten €"], [10.0]], [["Bijdrage €"], [1.0]], [["Voorschot €"], [0.0]])
    assert verwisseld == [["#VALUE!"], [9.0]]


def test_the_saldi_of_the_region_are_those_of_the_engine() -> None:
    rijen = verreken(regeling(), 2024).gemeenten
    drie = [[[euro(getattr(rij, f"{deel}_ct"))] for rij in rijen] for deel in ("bijdrage", "kosten", "voorschot")]
    assert VIA_SALDO(*drie) == [[euro(rij.saldo_ct)] for rij in rijen]


@given(CENT, CENT, CENT)
def test_the_saldo_of_floats_is_exact_to_the_cent(bijdrage: int, kosten: int, voorschot: int) -> None:
    assert VIA_SALDO(euro(bijdrage), euro(kosten), euro(voorschot)) == euro(bijdrage - kosten - voorschot)
