from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from via_xl.basis.geld import (
    bedrag_tekst,
    decimaal,
    euro,
    euro_nl,
    fractie,
    getal_nl,
    op_schaal,
    procent_nl,
    rond_half_op,
    uren,
    uren_nl,
    uren_tekst,
)

CENTEN = st.integers(-(10**13), 10**13)


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**6).flatmap(lambda n: st.sampled_from((n, -n))))
def test_rounding_is_to_the_nearest_and_halves_go_away_from_zero(teller: int, noemer: int) -> None:
    twee = 2 * rond_half_op(teller, noemer) * noemer - 2 * teller
    assert abs(twee) <= abs(noemer)
    if abs(twee) == abs(noemer):
        assert abs(rond_half_op(teller, noemer)) * abs(noemer) > abs(teller)


@given(st.integers(-(10**12), 10**12), st.sampled_from((1, 2, 4, 5, 8, 100, 10_000)))
def test_rounding_is_that_of_excel(teller: int, noemer: int) -> None:
    assert rond_half_op(teller, noemer) == int((Decimal(teller) / noemer).quantize(Decimal(1), ROUND_HALF_UP))


def test_dividing_by_zero_is_an_error_and_not_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        rond_half_op(1, 0)


@given(CENTEN)
def test_the_euros_in_a_cell_read_back_as_the_same_cents(ct: int) -> None:
    assert op_schaal(Decimal(repr(euro(ct))), 100) == ct
    assert op_schaal(Decimal(repr(uren(ct))), 100) == ct
    assert op_schaal(Decimal(repr(fractie(ct))), 10_000) == ct


@given(CENTEN)
def test_a_written_amount_reads_back_as_the_same_cents(ct: int) -> None:
    geschreven = decimaal(bedrag_tekst(ct))
    assert geschreven is not None
    assert op_schaal(geschreven, 100) == ct
    assert uren_tekst(ct) == bedrag_tekst(ct)


@given(CENTEN)
def test_a_dutch_amount_has_dots_for_thousands_and_a_comma_for_cents(ct: int) -> None:
    nederlands = getal_nl(ct, 2)
    assert nederlands.replace(".", "").replace(",", ".").replace("−", "-") == bedrag_tekst(ct)
    geheel = nederlands.removeprefix("−").split(",")[0].split(".")
    assert 1 <= len(geheel[0]) <= 3
    assert all(len(groep) == 3 for groep in geheel[1:])


@pytest.mark.parametrize(
    ("gevonden", "verwacht"),
    [
        (bedrag_tekst(-5), "-0.05"),
        (bedrag_tekst(0), "0.00"),
        (bedrag_tekst(31_000_000), "310000.00"),
        (euro_nl(0), "€ 0,00"),
        (euro_nl(-4_677_581), "− € 46.775,81"),
        (euro_nl(680_000_000), "€ 6.800.000,00"),
        (uren_nl(70_000), "700,00"),
        (uren_nl(725), "7,25"),
        (getal_nl(618_915), "618.915"),
        (getal_nl(999), "999"),
        (getal_nl(-1000), "−1.000"),
        (procent_nl(5000), "50 %"),
        (procent_nl(1705), "17,05 %"),
        (procent_nl(10_020), "100,20 %"),
        (procent_nl(0), "0 %"),
    ],
)
def test_a_dutch_reader_sees_dutch_notation(gevonden: str, verwacht: str) -> None:
    assert gevonden == verwacht


@pytest.mark.parametrize(
    ("waarde", "schaal", "verwacht"),
    [
        ("7.25", 100, 725),
        ("7.249999999999999", 100, 725),
        ("7.255", 100, None),
        ("7.2501", 100, None),
        ("-0.01", 100, -1),
        ("0.1705", 10_000, 1705),
        ("0.17055", 10_000, None),
        ("310000", 100, 31_000_000),
    ],
)
def test_a_value_finer_than_its_unit_is_refused_but_what_a_float_adds_is_forgiven(
    waarde: str,
    schaal: int,
    verwacht: int | None,
) -> None:
    assert op_schaal(Decimal(waarde), schaal) == verwacht


@pytest.mark.parametrize(
    ("tekst", "verwacht"), [("0", "0"), (" -1234.50 ", "-1234.50"), ("17.05", "17.05"), ("007", "7")]
)
def test_a_number_is_written_with_a_dot_and_nothing_else(tekst: str, verwacht: str) -> None:
    assert decimaal(tekst) == Decimal(verwacht)


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        " ",
        "-",
        ".",
        "--1",
        "1-",
        "1.2.3",
        "1,5",
        "1.234,56",
        "1e5",
        "NaN",
        "Infinity",
        "+1",
        "1 000",
        "1_0",
        "€ 1",
        "٧",
        "½",
    ],
)
def test_anything_else_is_no_number_and_a_blank_is_not_zero(tekst: str) -> None:
    assert decimaal(tekst) is None
