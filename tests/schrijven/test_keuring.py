"""Excel finds nothing to repair in any workbook, and the linter nothing that breaks a rule."""

from __future__ import annotations

import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from hulp import validator
from hulp.gemaakt import Gemaakt
from lxml import etree

from via_xl.bewijs.linter import lint


@pytest.mark.motoren
def test_the_schema_validator_accepts_every_workbook(run_2024: Gemaakt, varianten_tien: dict[str, Gemaakt]) -> None:
    bestanden = [*run_2024.alle, *(pad for variant in varianten_tien.values() for pad in variant.enkele)]
    with ThreadPoolExecutor(2) as twee:
        uitkomsten = list(twee.map(validator.fouten, bestanden))
    gevonden = {pad.name: fouten for pad, fouten in zip(bestanden, uitkomsten, strict=True) if fouten}
    assert gevonden == {}


def test_only_what_is_filled_in_is_calculated_when_it_opens(run_2024: Gemaakt) -> None:
    """Who only looks at a settlement is not asked to save it: its hash stands in the manifest."""
    for pad in run_2024.alle:
        with zipfile.ZipFile(pad) as pakket:
            rekenwijze = etree.fromstring(pakket.read("xl/workbook.xml")).find("{*}calcPr").attrib
        vast = {"calcId": "191029"}
        assert dict(rekenwijze) == (vast | {"fullCalcOnLoad": "1"} if pad == run_2024.master else vast), pad.name


def test_the_linter_finds_no_error_and_no_warning_in_any_workbook(
    run_2024: Gemaakt, varianten: dict[str, Gemaakt]
) -> None:
    bestanden = [pad for gemaakt in (run_2024, *varianten.values()) for pad in gemaakt.alle]
    assert [bevinding.regel() for pad in bestanden for bevinding in lint(pad)] == []
