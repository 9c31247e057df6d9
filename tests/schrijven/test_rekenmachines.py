"""IronCalc, LibreOffice and pyOpenVBA's calculator give the value of the rekenkern in every formula cell.

LibreOffice recalculates on loading; pyOpenVBA, which follows Excel where the other two are lenient, gets the files without
cached values. The masters of the other years and keys hold the hour lines of their own year only: the whole table of four
years is calculated by all three engines in the run of 2024, where pyOpenVBA takes some twelve seconds for it. Of the other
years and keys it does not calculate the regional workbook, which is the same sheets as the master's.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hulp import libreoffice, openvba
from hulp.gemaakt import LEVERT, LEVERT_NIET, VARIANTEN, Gemaakt
from openpyxl import load_workbook

from via_xl.bewijs.vergelijken import gelijk, vergelijk
from via_xl.regeling.model import Verdeelsleutel
from via_xl.schrijven.boek import Boek


def _formules(pad: Path) -> set[tuple[str, str]]:
    """Where a formula stands in the file, whatever the writer thinks it wrote."""
    return {
        (blad.title, cel.coordinate)
        for blad in load_workbook(pad)
        for rij in blad.iter_rows()
        for cel in rij
        if cel.data_type == "f"
    }


def _anders(boek: Boek, waarden: Mapping[tuple[str, str], Any]) -> list[str]:
    """Each formula cell of which the value differs from the rekenkern's."""
    uit = []
    for v in boek.verwachtingen():
        waarde = waarden.get((v.blad, v.cel))
        if isinstance(waarde, datetime.datetime):
            waarde = waarde.date()
        if not gelijk(waarde, v.waarde):
            uit.append(f"{v.blad}!{v.cel} ={v.formule}: {waarde!r}, rekenkern {v.waarde!r}")
    return uit


@pytest.fixture(scope="module")
def herberekend(
    run_2024: Gemaakt, varianten_tien: dict[str, Gemaakt], tmp_path_factory: pytest.TempPathFactory
) -> dict[Path, Path]:
    """Every workbook looked at here, recalculated and saved again by one LibreOffice."""
    bestanden = [*run_2024.alle, *(pad for variant in varianten_tien.values() for pad in variant.enkele)]
    return dict(zip(bestanden, libreoffice.herbereken(bestanden, tmp_path_factory.mktemp("lo")), strict=True))


@pytest.fixture(scope="module")
def nagerekend(run_2024: Gemaakt, varianten_tien: dict[str, Gemaakt]) -> dict[Path, dict[tuple[str, str], Any]]:
    """The values that pyOpenVBA calculates; a master takes it more than a minute, so those come apart."""
    bestanden = [
        *run_2024.bestanden.values(),
        *(pad for variant in varianten_tien.values() for pad in _afrekeningen(variant)),
    ]
    with ProcessPoolExecutor(2) as twee:
        return dict(zip(bestanden, twee.map(openvba.bereken, bestanden), strict=True))


def _afrekeningen(gemaakt: Gemaakt) -> list[Path]:
    return [pad for pad in gemaakt.enkele if pad not in (gemaakt.master, gemaakt.regio)]


def test_the_years_and_keys_are_what_they_are_named_after(varianten: dict[str, Gemaakt]) -> None:
    uit = {naam: variant.uitkomst for naam, variant in varianten.items()}
    assert uit["2023, alles vergoed"].te_verdelen_ct == 0
    assert uit["2025, het maximum knelt"].van_jaar.vergoeding_ct == uit["2025, het maximum knelt"].maximum_ct
    assert {v.verdeelsleutel for v in uit.values()} == set(Verdeelsleutel)
    assert uit["2024, meerkosten voor de leveranciers"].meerkosten_ct > 0
    assert uit["2024, vaste bijdragen"].vast
    na_herindeling = uit["2024, na een herindeling"]
    assert {rij.regel.code for rij in na_herindeling.regels if rij.code == LEVERT} == {LEVERT, "GM0755"}
    assert na_herindeling.van("GM0755").inwoners is None
    assert na_herindeling.btw_ct > 0
    assert (na_herindeling.van(LEVERT_NIET).overig_ct, na_herindeling.van(LEVERT_NIET).verrekend_ct) == (333_333, 789)
    assert {rij.post.pok for rij in na_herindeling.overige if rij.code == LEVERT} == {True, False}
    assert na_herindeling.van(LEVERT).verrekend_ct == -1_234 + 445
    assert uit["2024 naar uren"].van(LEVERT).uren_h
    assert not uit["2024 naar uren"].van(LEVERT_NIET).uren_h


def test_every_formula_in_the_file_has_a_value_of_the_rekenkern(
    run_2024: Gemaakt, varianten: dict[str, Gemaakt]
) -> None:
    for gemaakt in (run_2024, *varianten.values()):
        for pad in gemaakt.enkele:
            assert _formules(pad) == {(v.blad, v.cel) for v in gemaakt.boek(pad).verwachtingen()}, pad.name


def test_ironcalc_gives_the_value_of_the_rekenkern_in_every_cell(
    run_2024: Gemaakt, varianten: dict[str, Gemaakt]
) -> None:
    for pad in run_2024.alle:
        aantal, verschillen = vergelijk(pad, run_2024.boek(pad).verwacht())
        assert (aantal > 100, verschillen) == (True, ()), pad.name
    for variant in varianten.values():
        for pad in variant.enkele:
            assert vergelijk(pad, variant.boek(pad).verwacht())[1] == (), pad.name


@pytest.mark.motoren
def test_libreoffice_gives_the_value_of_the_rekenkern_in_the_run_of_2024(
    run_2024: Gemaakt, herberekend: dict[Path, Path]
) -> None:
    for pad in run_2024.alle:
        assert _anders(run_2024.boek(pad), libreoffice.waarden(herberekend[pad])) == [], pad.name


@pytest.mark.motoren
@pytest.mark.parametrize("naam", VARIANTEN)
def test_libreoffice_gives_the_value_of_the_rekenkern_in_other_years_and_keys(
    naam: str, varianten_tien: dict[str, Gemaakt], herberekend: dict[Path, Path]
) -> None:
    for pad in varianten_tien[naam].enkele:
        assert _anders(varianten_tien[naam].boek(pad), libreoffice.waarden(herberekend[pad])) == [], pad.name


@pytest.mark.motoren
def test_openvba_gives_the_value_of_the_rekenkern_in_the_run_of_2024(
    run_2024: Gemaakt, nagerekend: dict[Path, dict[tuple[str, str], Any]]
) -> None:
    for pad in run_2024.bestanden.values():
        assert _anders(run_2024.boek(pad), nagerekend[pad]) == [], pad.name


@pytest.mark.lang
def test_openvba_gives_the_value_of_the_rekenkern_in_the_master_and_the_region_of_2024(run_2024: Gemaakt) -> None:
    for pad in (run_2024.master, run_2024.regio):
        assert _anders(run_2024.boek(pad), openvba.bereken(pad)) == [], pad.name


@pytest.mark.motoren
@pytest.mark.parametrize("naam", VARIANTEN)
def test_openvba_gives_the_value_of_the_rekenkern_in_other_years_and_keys(
    naam: str, varianten_tien: dict[str, Gemaakt], nagerekend: dict[Path, dict[tuple[str, str], Any]]
) -> None:
    for pad in _afrekeningen(varianten_tien[naam]):
        assert _anders(varianten_tien[naam].boek(pad), nagerekend[pad]) == [], pad.name


@pytest.mark.lang
@pytest.mark.parametrize("naam", VARIANTEN)
def test_openvba_gives_the_value_of_the_rekenkern_in_the_master_of_other_years_and_keys(
    naam: str, varianten_tien: dict[str, Gemaakt]
) -> None:
    variant = varianten_tien[naam]
    assert _anders(variant.boek(variant.master), openvba.bereken(variant.master)) == []


@pytest.mark.motoren
def test_a_value_that_no_engine_gives_is_seen(
    run_2024: Gemaakt, herberekend: dict[Path, Path], nagerekend: dict[Path, dict[tuple[str, str], Any]]
) -> None:
    pad = run_2024.bestanden[LEVERT]
    boek = run_2024.boek(pad)
    for waarden in (libreoffice.waarden(herberekend[pad]), nagerekend[pad]):
        assert _anders(boek, waarden | {("Afrekening", "E5"): 12.34})[0].startswith("Afrekening!E5 ")
        assert len(_anders(boek, {})) > 100
