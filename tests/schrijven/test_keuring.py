"""Excel finds nothing to repair in any workbook, and the linter nothing that breaks a rule."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hulp import validator
from hulp.gemaakt import Gemaakt

from via_xl.bewijs.linter import lint


@pytest.mark.motoren
def test_the_schema_validator_accepts_every_workbook(run_2024: Gemaakt, varianten_tien: dict[str, Gemaakt]) -> None:
    bestanden = [*run_2024.alle, *(pad for variant in varianten_tien.values() for pad in variant.enkele)]
    with ThreadPoolExecutor(2) as twee:
        uitkomsten = list(twee.map(validator.fouten, bestanden))
    gevonden = {pad.name: fouten for pad, fouten in zip(bestanden, uitkomsten, strict=True) if fouten}
    assert gevonden == {}


def test_the_linter_finds_no_error_and_no_warning_in_any_workbook(
    run_2024: Gemaakt, varianten: dict[str, Gemaakt]
) -> None:
    bestanden = [pad for gemaakt in (run_2024, *varianten.values()) for pad in gemaakt.alle]
    assert [bevinding.regel() for pad in bestanden for bevinding in lint(pad)] == []
