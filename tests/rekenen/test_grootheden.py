"""The table of figures: each has one name, and a formula that takes the figures it says go into it."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from via_xl.rekenen.grootheden import VAN_EEN_GEMEENTE, VAN_HET_JAAR, Grootheid
from via_xl.schrijven import formules

ALLE: tuple[Grootheid[Any], ...] = (*VAN_HET_JAAR, *VAN_EEN_GEMEENTE)


def test_every_figure_has_a_name_of_its_own() -> None:
    assert len({wat.naam for wat in ALLE}) == len(ALLE)


@pytest.mark.parametrize("wat", [wat for wat in ALLE if wat.uit], ids=lambda wat: wat.naam)
def test_a_formula_takes_the_figures_that_go_into_it(wat: Grootheid[Any]) -> None:
    assert set(wat.uit) <= {ander.naam for ander in ALLE}
    inspect.signature(getattr(formules, wat.formule)).bind(*wat.uit)


@pytest.mark.parametrize("wat", ALLE, ids=lambda wat: wat.naam)
def test_a_name_can_stand_in_a_formula(wat: Grootheid[Any]) -> None:
    assert wat.naam.isidentifier()
    assert not wat.formule or hasattr(formules, wat.formule)
