from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from via_xl.basis.schaal import HOOGSTE_SCHAAL, Schaal, schaalcode, schaalvolgorde

CODES = st.builds(
    lambda getal, letter: f"{getal}{letter}" if letter else getal,
    st.integers(1, HOOGSTE_SCHAAL),
    st.sampled_from(("", "A", "B", "Z")),
)


@pytest.mark.parametrize("tekst", ["10", " 10", "10 ", "010"[1:], "\u00a010", "schaal 10", "Schaal 10 "])
def test_a_number_is_the_same_code_however_it_is_spelled(tekst: str) -> None:
    assert schaalcode(tekst) == 10


@pytest.mark.parametrize("tekst", ["10A", "10a", "10 a", " 10\u00a0A ", "SCHAAL 10 a"])
def test_so_is_a_number_with_a_letter(tekst: str) -> None:
    assert schaalcode(tekst) == "10A"


@pytest.mark.parametrize(
    "tekst", ["", "A", "A10", "10AB", "10.5", "10,5", "1E5", "0", "-10", "31", "99A", "JAN1", "10-11", "*", "1?"]
)
def test_anything_else_is_no_schaal(tekst: str) -> None:
    assert schaalcode(tekst) is None


@given(CODES)
def test_a_code_is_read_as_itself(code: Schaal) -> None:
    assert schaalcode(str(code)) == code
    assert schaalcode(f" {str(code).lower()} ") == code


@given(st.randoms(use_true_random=False))
def test_codes_stand_in_their_natural_order(kans: Random) -> None:
    volgorde: list[Schaal] = [8, 9, 10, "10A", 11, "11A", 12]
    geschud = list(volgorde)
    kans.shuffle(geschud)
    assert sorted(geschud, key=schaalvolgorde) == volgorde
