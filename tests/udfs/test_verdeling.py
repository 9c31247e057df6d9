from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hulp.bereik import bereiken, kolommen
from hulp.gemaakt import regeling
from hypothesis import given
from hypothesis import strategies as st

from udfs import VIA_AANDEEL, VIA_BIJDRAGE, VIA_VERDEEL
from via_xl.basis.geld import euro
from via_xl.rekenen.verdeling import verdeel
from via_xl.rekenen.verrekening import verreken

MET_CODES = [["GM0828", 3.0], ["GM0755", 3.0], ["GM0865", 1.0]]
TABEL = [
    ["Gemeente", "CBS code", "Code", "Inwoners"],
    ["Oss", "GM0828", "Oss", 3.0],
    ["’s-Hertogenbosch", "GM0755", "Den Bosch", 3.0],
    ["Vught", "GM0865", "GM0865", 1.0],
]
SLEUTEL = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(lambda n: sum(n) > 0)
BEDRAG = st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("inwoners", "uitkomst"),
    [
        pytest.param([[3.0], [3.0], [1.0]], [[0.04], [0.04], [0.02]], id="one column"),
        pytest.param([[1.0], [1.0], [1.0]], [[0.04], [0.03], [0.03]], id="equal remainders are served from the top"),
        pytest.param([[3.0, 3.0, 1.0]], [[0.04, 0.04, 0.02]], id="one row"),
        pytest.param([[1.0, 1.0, 1.0]], [[0.04, 0.03, 0.03]], id="one row, from the left"),
        pytest.param([[3.0, 1.0]], [[0.08, 0.02]], id="a row of two"),
        pytest.param(MET_CODES, [[0.04], [0.04], [0.02]], id="codes beside it"),
        pytest.param(
            [["GM0828", 1.0], ["GM0865", 1.0], ["gm0755", 1.0]],
            [[0.03], [0.03], [0.04]],
            id="equal remainders go by CBS code",
        ),
        pytest.param(TABEL, [["Bedrag €"], [0.04], [0.04], [0.02]], id="a table"),
        pytest.param([["inwoners"], [3.0], [7.0]], [["Bedrag €"], [0.03], [0.07]], id="a column with its header"),
        pytest.param([["Code", "Sleutel"], ["GM0828", 5.0]], [["Bedrag €"], [0.1]], id="another key"),
        pytest.param(5.0, [[0.1]], id="one cell"),
        pytest.param([[0.0], [5.0]], [[0.0], [0.1]], id="nobody bears nothing"),
        pytest.param([[1.0], [None], [1.0], [""], [" "]], [[0.05], [""], [0.05], [""], [""]], id="blank lines"),
        pytest.param([[1.0, None, 1.0]], [[0.05, "", 0.05]], id="a blank in a row"),
        pytest.param([*MET_CODES, [None, None]], [[0.04], [0.04], [0.02], [""]], id="a blank line below codes"),
        pytest.param([[Decimal("3")], [7]], [[0.03], [0.07]], id="numbers with a money format"),
    ],
)
def test_ten_cents_are_shared_by_largest_remainder_in_the_shape_of_the_column(inwoners: Any, uitkomst: Any) -> None:
    assert VIA_VERDEEL(0.1, inwoners) == uitkomst


FOUT = [
    pytest.param([[3.0], ["7"]], "#VALUE!", id="a number as text"),
    pytest.param([[3.0], ["7,5"]], "#VALUE!", id="Dutch decimal text"),
    pytest.param([[3.0], [True]], "#VALUE!", id="a logical value"),
    pytest.param([[3.0], [datetime(2024, 1, 1)]], "#VALUE!", id="a date"),
    pytest.param([[3.0], ["#N/A"]], "#N/A", id="#N/A stays #N/A"),
    pytest.param([[3.0], ["#NUM!"]], "#NUM!", id="#NUM! stays #NUM!"),
    pytest.param([[3.0], ["#DIV/0!"]], "#VALUE!", id="another error value"),
    pytest.param([[3.0], [-2146826243]], "#VALUE!", id="a newer error value"),
    pytest.param([[3.0], [-1.0]], "#NUM!", id="below 0"),
    pytest.param([[3.0], [1.5]], "#NUM!", id="half an inwoner"),
    pytest.param([[0.0], [0.0]], "#NUM!", id="nobody"),
    pytest.param([["Aantal"], [3.0]], "#VALUE!", id="an unknown header"),
    pytest.param([["GM0828", 3.0], ["GM0828", 1.0]], "#NUM!", id="a code twice"),
    pytest.param([["GM0828", 3.0], ["gm0828", 1.0]], "#NUM!", id="a code twice, in other letters"),
    pytest.param([["GM0828", 3.0], ["Vught", 1.0]], "#VALUE!", id="a name for a code"),
    pytest.param([["GM0828", 3.0], [755.0, 1.0]], "#VALUE!", id="a number for a code"),
    pytest.param([["GM0828", 3.0], ["#N/A", 1.0]], "#N/A", id="an error for a code"),
    pytest.param([["GM0828", 3.0], ["GM0755", None]], "#VALUE!", id="a code without inwoners"),
    pytest.param([["GM0828", 3.0], [None, 3.0]], "#VALUE!", id="inwoners without a code"),
    pytest.param([[3.0, 3.0], [1.0, 1.0]], "#VALUE!", id="two columns of numbers"),
    pytest.param([["GM0828", 2022.0, 3.0]], "#VALUE!", id="three columns without headers"),
    pytest.param([["Code", "Peiljaar"], ["GM0828", 2022.0]], "#VALUE!", id="no column with inwoners"),
    pytest.param([["Gemeente", "Inwoners"], ["Oss", 3.0]], "#VALUE!", id="a table without codes"),
    pytest.param([["Code", "Inwoners", "Inwoners"], ["GM0828", 3.0, 3.0]], "#VALUE!", id="a header twice"),
]


@pytest.mark.parametrize(("inwoners", "fout"), FOUT)
def test_a_fault_in_what_is_shared_by_is_the_whole_answer(inwoners: Any, fout: str) -> None:
    assert VIA_VERDEEL(0.1, inwoners) == fout
    assert VIA_AANDEEL(inwoners) == fout


@pytest.mark.parametrize("inwoners", [None, "", [], [[]], [[None], [""]]])
def test_an_amount_with_no_line_to_share_it_is_an_error_and_without_an_amount_all_is_blank(inwoners: Any) -> None:
    assert VIA_VERDEEL(0.1, inwoners) == "#NUM!"
    leeg = [[""]] * (2 if inwoners and len(inwoners) == 2 else 1)
    assert VIA_VERDEEL(0.0, inwoners) == leeg
    assert VIA_AANDEEL(inwoners) == leeg


@pytest.mark.parametrize(
    ("bedrag", "fout"),
    [
        pytest.param(None, "#VALUE!", id="a blank is not 0"),
        pytest.param("310.000,00", "#VALUE!", id="Dutch decimal text"),
        pytest.param("#N/A", "#VALUE!", id="an error value"),
        pytest.param([[1.0], [2.0]], "#VALUE!", id="a column"),
        pytest.param([[1.0, 2.0]], "#VALUE!", id="a row"),
        pytest.param(-0.01, "#NUM!", id="below 0"),
        pytest.param(0.001, "#NUM!", id="finer than a cent"),
        pytest.param(1e12, "#NUM!", id="too large"),
    ],
)
def test_an_amount_that_can_not_be_shared_is_an_error(bedrag: Any, fout: str) -> None:
    assert VIA_VERDEEL(bedrag, MET_CODES) == fout
    assert VIA_BIJDRAGE("GM0828", bedrag, MET_CODES) == fout


def test_an_amount_of_nothing_is_nothing_for_everyone_also_when_nobody_lives_there() -> None:
    assert VIA_VERDEEL(0.0, [[0.0], [0.0]]) == [[0.0], [0.0]]


def test_the_share_is_inwoners_over_their_sum_in_the_shape_of_the_column() -> None:
    assert VIA_AANDEEL([[1.0], [None], [3.0]]) == [[0.25], [""], [0.75]]
    assert VIA_AANDEEL([[1.0, 3.0]]) == [[0.25, 0.75]]
    assert VIA_AANDEEL(8.0) == [[1.0]]
    assert VIA_AANDEEL([["Code", "Inwoners"], ["GM0828", 1.0], ["GM0755", 1.0]]) == [["Aandeel %"], [0.5], [0.5]]


@pytest.mark.parametrize(
    ("gemeente", "inwoners", "uitkomst"),
    [
        ("GM0828", MET_CODES, 0.04),
        ("gm0865 ", MET_CODES, 0.02),
        ([["GM0865"]], TABEL, 0.02),
        ("vught", TABEL, 0.02),
        ("'s Hertogenbosch", TABEL, 0.04),
        pytest.param("GM9999", MET_CODES, "#N/A", id="an unknown code"),
        pytest.param("Boxtel", TABEL, "#N/A", id="an unknown name"),
        pytest.param("Vught", MET_CODES, "#N/A", id="a name where there are only codes"),
        pytest.param("Oss", [*TABEL, ["oss", "GM0001", "x", 1.0]], "#NUM!", id="a name that two have"),
        pytest.param(None, MET_CODES, "#VALUE!", id="a blank"),
        pytest.param(828.0, MET_CODES, "#VALUE!", id="a number"),
        pytest.param("#N/A", MET_CODES, "#VALUE!", id="an error value"),
        pytest.param([["GM0828"], ["GM0865"]], MET_CODES, "#VALUE!", id="a column"),
        pytest.param("GM0828", [[3.0], [1.0]], "#VALUE!", id="inwoners without codes"),
        pytest.param("GM0828", [["GM0828", 0.0]], "#NUM!", id="nobody to share it"),
        pytest.param("GM0828", [["GM0828", "#N/A"]], "#N/A", id="an error in the column"),
        pytest.param("GM0828", [*MET_CODES, ["GM0828", 1.0]], "#NUM!", id="a code twice"),
    ],
)
def test_the_bijdrage_of_one_gemeente_is_its_part_or_an_error(gemeente: Any, inwoners: Any, uitkomst: Any) -> None:
    assert VIA_BIJDRAGE(gemeente, 0.1, inwoners) == uitkomst


def test_a_blank_line_with_a_name_is_nobodys_bijdrage() -> None:
    assert VIA_BIJDRAGE("Boxtel", 0.1, [*TABEL, ["Boxtel", None, None, None]]) == "#N/A"


def test_the_bijdragen_of_the_region_are_those_of_the_engine_by_code_and_by_name() -> None:
    uitkomst = verreken(regeling(), 2024)
    inwoners = [rij for rij in bereiken(regeling())["tblInwoners"] if rij[1] in ("Peiljaar", 2022.0)]
    bedrag = euro(uitkomst.te_verdelen_ct)
    per_code = {rij.code: euro(rij.bijdrage_ct) for rij in uitkomst.gemeenten}
    assert VIA_VERDEEL(bedrag, inwoners) == [["Bedrag €"], *([per_code[rij[0]]] for rij in inwoners[1:])]
    tabel = [["Gemeente", "Code", "Inwoners"], *([r.naam, r.code, float(r.inwoners or 0)] for r in uitkomst.gemeenten)]
    aandelen = VIA_AANDEEL(kolommen(inwoners, "Code", "Inwoners"))
    for rij, (code, aantal), (deel,) in zip(
        uitkomst.gemeenten, kolommen(inwoners, "Code", "Inwoners"), aandelen, strict=True
    ):
        assert VIA_BIJDRAGE(rij.code, bedrag, inwoners) == euro(rij.bijdrage_ct)
        assert VIA_BIJDRAGE(rij.naam, bedrag, tabel) == euro(rij.bijdrage_ct)
        assert (code, deel) == (rij.code, aantal / uitkomst.sleutel_totaal)


def test_a_table_with_the_inwoners_of_two_years_is_refused_and_not_added_up() -> None:
    twee = [["Code", "Peiljaar", "Inwoners"], ["GM0828", 2022.0, 3.0], ["GM0828", 2023.0, 4.0]]
    assert VIA_VERDEEL(0.1, twee) == "#NUM!"


@given(BEDRAG, SLEUTEL)
def test_the_parts_of_a_column_add_to_the_amount_to_the_cent(bedrag: int, sleutel: list[int]) -> None:
    delen = VIA_VERDEEL(euro(bedrag), [[float(n)] for n in sleutel])
    assert sum(round(deel * 100) for (deel,) in delen) == bedrag


@given(BEDRAG, SLEUTEL, st.randoms(use_true_random=False))
def test_with_codes_the_order_of_the_lines_never_moves_a_cent_and_the_engine_says_the_same(
    bedrag: int,
    sleutel: list[int],
    kans: Random,
) -> None:
    per_code = {f"GM{nummer:04}": n for nummer, n in enumerate(sleutel)}
    verwacht = {code: euro(deel.bedrag_ct) for code, deel in verdeel(bedrag, per_code).items()}
    geschud = [[code, float(n)] for code, n in per_code.items()]
    kans.shuffle(geschud)
    assert VIA_VERDEEL(euro(bedrag), geschud) == [[verwacht[code]] for code, _ in geschud]
    assert VIA_BIJDRAGE(geschud[0][0], euro(bedrag), geschud) == verwacht[geschud[0][0]]


@given(SLEUTEL)
def test_the_shares_of_all_add_to_one(sleutel: list[int]) -> None:
    assert abs(sum(deel for (deel,) in VIA_AANDEEL([[float(n)] for n in sleutel])) - 1) < 1e-12
