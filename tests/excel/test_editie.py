"""The edition with macros calculates as the one without, in every engine, and says the same where nothing is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hulp import libreoffice, openvba
from hulp.gemaakt import regeling
from msgspec.structs import replace

from via_xl.bewijs.vergelijken import gelijk, vergelijk
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Editie, Regeling, Verdeelsleutel
from via_xl.schrijven.boek import NIET_GELADEN, Boek
from via_xl.schrijven.master import bevindingen, maak_master
from via_xl.schrijven.master.instellingen import BLAD as INSTELLINGEN

ERBIJ = ["Rekenhulp", INSTELLINGEN]


@pytest.fixture(scope="module")
def gewoon() -> Boek:
    return maak_master(regeling(), 2024, editie=Editie.ZONDER_MACROS)


def test_both_editions_hold_the_same_inputs(xlsm: Path, gewoon: Boek, tmp_path: Path) -> None:
    gewoon.bewaar(tmp_path / "via_master.xlsx")
    een, ander = lees_master(xlsm), lees_master(tmp_path / "via_master.xlsx")
    assert een.regeling == ander.regeling == regeling()
    assert (een.jaar, een.afrekening_code) == (ander.jaar, ander.afrekening_code)


def test_the_edition_with_macros_only_adds(masterboek: Boek, gewoon: Boek) -> None:
    assert [blad.naam for blad in masterboek.bladen if blad.naam not in ERBIJ] == [blad.naam for blad in gewoon.bladen]
    anders = [
        (blad.naam, plek)
        for blad in gewoon.bladen
        for plek, cel in blad.cellen.items()
        if blad.naam != "Start" and masterboek.vind(blad.naam).cellen[plek] != cel
    ]
    vlag = [(blad, plek) for blad, plek in anders if blad == "Controles"]
    assert anders == vlag
    assert (
        {(2, 4)} <= {plek for _, plek in vlag} <= {(2, 2), (2, 4), (2, 5)}
    )  # the flag and its counts also count the cross-checks


def test_the_edition_without_macros_has_none_of_our_functions(gewoon: Boek) -> None:
    assert not [v for v in gewoon.verwachtingen() if v.udf or "VIA_" in v.formule]
    assert gewoon.vba is None


def _anders(boek: Boek, waarden: Mapping[tuple[str, str], Any]) -> list[str]:
    """Each formula of the sheets that are more, and of the checks, that gives another value than was written."""
    bladen = (*ERBIJ, "Controles")
    return [
        f"{v.blad}!{v.cel}: {waarden.get((v.blad, v.cel))!r}, verwacht {v.waarde!r}"
        for v in boek.verwachtingen()
        if v.blad in bladen and not gelijk(waarden.get((v.blad, v.cel)), v.waarde)
    ]


def test_ironcalc_gives_what_was_written(xlsm: Path, masterboek: Boek) -> None:
    aantal, verschillen = vergelijk(xlsm, masterboek.verwacht())
    assert (aantal > 10_000, verschillen) == (True, ())


@pytest.mark.motoren
def test_libreoffice_gives_what_was_written(xlsm: Path, masterboek: Boek, tmp_path: Path) -> None:
    (opnieuw,) = libreoffice.herbereken([xlsm], tmp_path)
    assert _anders(masterboek, libreoffice.waarden(opnieuw)) == []


@pytest.mark.motoren
def test_openvba_gives_what_was_written(tmp_path: Path) -> None:
    klein = maak_master(_met_weinig_uren(), 2024, editie=Editie.MET_MACROS)
    klein.bewaar(tmp_path / "klein.xlsm")
    assert _anders(klein, openvba.bereken(tmp_path / "klein.xlsm")) == []


def _met_weinig_uren() -> Regeling:
    return replace(regeling(), uren=regeling().uren[:40])


def test_where_no_add_in_is_loaded_every_cell_says_so_and_nothing_breaks(masterboek: Boek) -> None:
    udfs = [v for v in masterboek.verwachtingen() if v.udf]
    assert len(udfs) > 20
    assert {v.waarde for v in udfs} == {NIET_GELADEN}
    assert all(v.formule.startswith("IFERROR(") for v in udfs if "VIA_" in v.formule)
    vlag = next(v for v in masterboek.verwachtingen() if v.blad == "Controles" and v.cel == "C3")
    assert vlag.waarde == masterboek.vlag == "LET OP, zie blad Controles"


def test_the_table_of_findings_stands_under_the_checks_with_nothing_below(masterboek: Boek) -> None:
    blad = masterboek.vind("Controles")
    (tabel,) = blad.tabellen
    assert tabel.naam == bevindingen.TABEL
    assert max(rij for rij, _ in blad.cellen) == tabel.rij + tabel.rijen


def test_the_settings_begin_in_the_first_cell_and_are_texts(masterboek: Boek) -> None:
    blad = masterboek.vind(INSTELLINGEN)
    sleutels = [blad.cellen[rij, 0].waarde for rij in range(2)]
    assert sleutels == ["ADD_WORKBOOK_TO_PYTHONPATH", "UDF MODULES"]
    assert [type(blad.cellen[rij, 1].waarde) for rij in range(2)] == [str, str]
    assert (2, 0) not in blad.cellen  # the VBA reads down to the first blank


def test_a_year_without_hours_and_a_key_that_is_zero_is_proven_too(tmp_path: Path) -> None:
    leeg = replace(
        regeling(),
        uren=(),
        jaren=tuple(replace(jaar, verdeelsleutel=Verdeelsleutel.UREN) for jaar in regeling().jaren),
    )
    boek = maak_master(leeg, 2026, editie=Editie.MET_MACROS)
    boek.bewaar(tmp_path / "leeg.xlsm")
    assert vergelijk(tmp_path / "leeg.xlsm", boek.verwacht())[1] == ()
