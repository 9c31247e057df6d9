"""Every rule is broken in at least three ways, each found where it is, and something that almost breaks it may stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from bewijs.linter.gevallen import GEVALLEN, Maak

from via_xl.bewijs.linter import REGELS
from via_xl.bewijs.linter.boek import Lintboek

PER_NAAM = {regel.__module__.rpartition(".")[2]: regel for regel in REGELS}
FOUT = [(regel, wat) for regel, gevallen in GEVALLEN.items() for wat in gevallen.fout]
BIJNA = [(regel, wat) for regel, gevallen in GEVALLEN.items() for wat in gevallen.bijna]


def gevonden(regel: str, maak: Maak, tmp_path: Path) -> set[str]:
    boek = Lintboek.lees(maak(tmp_path / "boek.xlsx"))
    return {f"{bevinding.blad}!{bevinding.cel}" for bevinding in PER_NAAM[regel](boek)}


@pytest.mark.parametrize("regel", PER_NAAM)
def test_every_rule_has_three_workbooks_that_break_it_and_one_that_almost_does(regel: str) -> None:
    gevallen = GEVALLEN[regel]
    assert len(gevallen.fout) >= 3
    assert len(gevallen.bijna) >= 1


@pytest.mark.parametrize("regel", PER_NAAM)
def test_every_rule_says_why_and_names_its_number(regel: str) -> None:
    module = __import__(PER_NAAM[regel].__module__, fromlist=["x"])
    eerste, leeg, *rest = (module.__doc__ or "").splitlines()
    assert leeg == ""
    assert len(" ".join(rest)) > 80
    assert regel == "dialect" or str(module.REGEL) in eerste


def test_the_cases_are_of_rules_that_exist() -> None:
    assert GEVALLEN.keys() == PER_NAAM.keys()


@pytest.mark.parametrize(("regel", "wat"), FOUT, ids=[f"{regel}: {wat}" for regel, wat in FOUT])
def test_breaks_the_rule(regel: str, wat: str, tmp_path: Path) -> None:
    waar, maak = GEVALLEN[regel].fout[wat]
    assert waar in gevonden(regel, maak, tmp_path)


@pytest.mark.parametrize(("regel", "wat"), BIJNA, ids=[f"{regel}: {wat}" for regel, wat in BIJNA])
def test_almost_breaks_the_rule(regel: str, wat: str, tmp_path: Path) -> None:
    assert gevonden(regel, GEVALLEN[regel].bijna[wat], tmp_path) == set()
