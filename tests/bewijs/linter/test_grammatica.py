"""Valid Excel is no fault: of every construct of the grammar nothing is called wrong, and nothing untrue is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hulp.grammatica import EXTERN, GRAMMATICA, boek_met

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.bewijs.linter import lint
from via_xl.bewijs.linter.boek import Lintboek

_ONWAAR = re.compile(
    r"is niet te lezen|geen bekende naam|die niet bestaat|zonder tabelnaam|is verdwenen|kringverwijzing"
)
"""What is never true of a formula of which everything it names exists."""


def _bevindingen(pad: Path) -> list[Bevinding]:
    return [b for b in lint(pad, eigen=False) if b.ernst is Ernst.FOUT or _ONWAAR.search(b.wat)]


@pytest.mark.parametrize("soort", GRAMMATICA)
def test_valid_excel_is_no_fault(tmp_path: Path, soort: str) -> None:
    boek = boek_met(tmp_path / "a.xlsx", *GRAMMATICA[soort])
    gelezen = Lintboek.lees(boek, eigen=False).formules
    assert len(gelezen) == 2 * len(GRAMMATICA[soort])
    assert _bevindingen(boek) == []


@pytest.mark.parametrize("formule", EXTERN)
def test_another_workbook_is_named_as_that_and_as_nothing_else(tmp_path: Path, formule: str) -> None:
    bevindingen = _bevindingen(boek_met(tmp_path / "a.xlsx", formule))
    assert [(bevinding.blad, bevinding.cel) for bevinding in bevindingen] == [("Blad1", "H40"), ("Blad1", "J61")]
    assert all("[regel 3] de formule verwijst naar een ander bestand" in bevinding.wat for bevinding in bevindingen)


@pytest.mark.parametrize(
    ("formule", "wat"),
    [
        ("Weg+1", "Weg is geen bekende naam, tabel of cel"),
        ("Weg!A1", "noemt een blad dat niet bestaat (Weg)"),
        ("SUM(tblX[Weg])", "noemt een kolom die niet bestaat (Weg in tblX)"),
        ("SUM(INDEX(A1:A5,1):Weg)", "Weg is geen bekende naam, tabel of cel"),
        ("IF(A1=1,#REF!,0)", "de formule bevat #VERW!: een verwijzing is verdwenen"),
        ("IF(A1=1,#N/A,0)", "de formule noemt de foutwaarde #N/B"),
        ("SUM(H40:H41)", "kringverwijzing: Blad1!H40"),
        ("SUM(A1:INDEX(H40:H42,2))", "kringverwijzing: Blad1!H40"),
        ("SUM(A1", "de formule is niet te lezen"),
    ],
)
def test_what_is_wrong_is_still_said(tmp_path: Path, formule: str, wat: str) -> None:
    assert any(wat in bevinding.wat for bevinding in lint(boek_met(tmp_path / "a.xlsx", formule), eigen=False))
