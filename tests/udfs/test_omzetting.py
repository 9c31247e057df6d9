import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hulp.udf_gevallen import GEVALLEN, ONTBREEKT, Bereik, Geval

import udfs
from udfs.register import CATEGORIE, UDFS

WORTEL = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def gedraaid() -> dict[str, Any]:
    """Every call through xlwings' classic conversion, in a process of its own."""
    paden = os.pathsep.join((str(WORTEL), str(WORTEL / "tests")))
    opdracht = [sys.executable, "-m", "hulp.udf_omzetting"]
    omgeving = os.environ | {"PYTHONPATH": paden}
    klaar = subprocess.run(opdracht, check=False, capture_output=True, text=True, env=omgeving, cwd=WORTEL)
    assert klaar.returncode == 0, klaar.stderr
    uit: dict[str, Any] = json.loads(klaar.stdout)
    return uit


def voor_vba(rijen: list[list[Any]]) -> Any:
    """What the server of xlwings makes of rows: one cell is a value, and one row a flat array (of one dimension)."""
    if len(rijen) > 1:
        return rijen
    return rijen[0] if len(rijen[0]) > 1 else rijen[0][0]


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: f"{geval.functie}, {geval.naam}")
def test_a_call_through_the_conversion_of_xlwings_gives_what_the_cell_must_show(
    gedraaid: dict[str, Any],
    geval: Geval,
) -> None:
    assert gedraaid["uitkomsten"][geval.naam] == voor_vba(geval.uitkomst)


def test_the_calls_try_every_function_with_ranges_values_and_what_is_left_out() -> None:
    assert {geval.functie for geval in GEVALLEN} == set(UDFS)
    assert len({geval.naam for geval in GEVALLEN}) == len(GEVALLEN)
    vormen = {
        (min(len(deel.rijen), 2), min(len(deel.rijen[0]), 2))
        for geval in GEVALLEN
        for deel in geval.argumenten
        if isinstance(deel, Bereik)
    }
    assert vormen == {(1, 1), (1, 2), (2, 1), (2, 2)}
    assert any(ONTBREEKT in geval.argumenten for geval in GEVALLEN)
    assert any(isinstance(deel, tuple) for geval in GEVALLEN for deel in geval.argumenten)


def test_xlwings_knows_of_each_function_its_category_and_the_help_of_its_arguments(gedraaid: dict[str, Any]) -> None:
    for naam, verteld in gedraaid["verteld"].items():
        hulp = [[argument.naam, argument.uitleg] for argument in UDFS[naam].argumenten]
        assert verteld == {"category": CATEGORIE, "volatile": False, "call_in_wizard": True, "args": hulp}
    assert set(gedraaid["verteld"]) == set(UDFS)


def test_nothing_of_the_stand_in_stays_behind_in_this_process(gedraaid: dict[str, Any]) -> None:
    assert gedraaid["uitkomsten"]
    assert not {"pywintypes", "xlwings.udfs"} & set(sys.modules)
    assert not hasattr(udfs.VIA_KOSTEN, "__xlfunc__")
