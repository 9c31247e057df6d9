"""A letter of another script in a code or a name is an error at its cell; what one doesn't see is said."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hulp.kleine_master import REGELING
from hulp.versies import rijp
from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.onzichtbaar import zonder_onzichtbaar
from via_xl.basis.schrijfwijze import eender, typ, vreemde_tekens, zuiver
from via_xl.controle.schrijfwijzen import controleer
from via_xl.controle.sleutels import controleer as dubbele
from via_xl.regeling.model import Regeling

RIJP = rijp(REGELING)


def met(tabel: str, veld: str, tekst: str) -> Regeling:
    eerste, *rest = getattr(RIJP, tabel)
    return replace(RIJP, **{tabel: (replace(eerste, **{veld: tekst}), *rest)})


def bevindingen(*waar: str) -> list[Bevinding]:
    return list(controleer(met(*waar)))


def test_what_people_type_is_left_alone() -> None:
    gewoon: list[tuple[str, str, Any]] = [("uren", "medewerker", "Zoë-01"), ("gemeenten", "naam", "’s–Hertogenbosch")]
    assert [b for waar in gewoon for b in bevindingen(*waar)] == []
    assert list(controleer(RIJP)) == []


@pytest.mark.parametrize(
    ("tabel", "veld"), [("uren", "medewerker"), ("akkoorden", "door"), ("gemeenten", "naam"), ("namen", "naam")]
)
@pytest.mark.parametrize("tekst", ["ОS-01", "OS-٠1", "ꓳS-01", "ʜS-01", "OS-01★"])
def test_another_script_is_an_error_at_its_cell_with_what_to_type(tabel: str, veld: str, tekst: str) -> None:
    (fout,) = bevindingen(tabel, veld, tekst)
    assert fout.ernst is Ernst.FOUT
    assert fout.cel == getattr(RIJP, tabel)[0].plek.cel(veld)
    assert "uit een ander schrift" in fout.wat
    assert "U+" in fout.wat
    assert fout.doen.startswith(f"Typ {typ(tekst)} opnieuw" if typ(tekst) else "Typ de code opnieuw")


@pytest.mark.parametrize("tekst", ["OS\u201101", "OS-\u200b01", "ＯＳ-01", "OS\u00a001", "OS-0\U000e01001"])
def test_what_one_does_not_see_in_a_code_is_said_and_stops_nothing(tekst: str) -> None:
    (let_op,) = bevindingen("uren", "medewerker", tekst)
    assert let_op.ernst is Ernst.WAARSCHUWING
    assert "Typ OS" in let_op.doen
    assert eender(tekst) == eender("OS-01")


def test_every_letter_and_digit_that_unicode_has_is_ours_or_foreign_and_nothing_invisible_counts() -> None:
    """The kind: what is seen is an error or another code that one reads; what is not seen is the same code."""
    gezien = 0
    for punt in [*range(0x80, 0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x10800), *range(0x1D000, 0x1F800)]:
        teken = chr(punt)
        if 0xD800 <= punt < 0xE000 or teken.isspace():
            continue
        tekst = f"OS{teken}-01"
        if not zonder_onzichtbaar(teken) or unicodedata.category(teken)[0] in "PM":
            assert eender(tekst) == eender("OS-01"), hex(punt)
            gezien += 1
        elif not vreemde_tekens(tekst):
            assert all(c.isascii() or ord(c) < 0x250 or unicodedata.category(c)[0] in "PMZ" for c in zuiver(tekst)), (
                hex(punt)
            )
    assert gezien > 500


def test_one_person_approves_once_however_their_code_is_spelled() -> None:
    een = RIJP.akkoorden[0]
    (dubbel,) = dubbele(replace(RIJP, akkoorden=(replace(een, door="OS-01"), replace(een, door="os 1"))))
    assert "staat al in" in dubbel.wat
    assert list(dubbele(RIJP)) == []
