from __future__ import annotations

import errno
import os
import zipfile
from pathlib import Path

import pytest
from hulp.kleine_map import schrijf_map, vervang
from hulp.kleine_master import REGELING
from hulp.runs import inhoud
from msgspec.structs import replace

from via_xl.basis.bevinding import BewijsFout, InvoerFout
from via_xl.basis.vingerafdruk import vingerafdruk
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Verdeelsleutel
from via_xl.schrijven.boek import Boek
from via_xl.wijzigen.mastermaken import maak_masterbestand


@pytest.fixture
def gegevens(tmp_path: Path) -> Path:
    return schrijf_map(tmp_path / "gegevens")


def test_a_master_made_twice_from_one_folder_is_the_same(gegevens: Path, tmp_path: Path) -> None:
    eerste, tweede = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    assert maak_masterbestand(gegevens, eerste) == maak_masterbestand(gegevens, tweede) == 2024
    assert vingerafdruk(eerste) == vingerafdruk(tweede)


def test_a_master_shows_the_year_that_is_asked_or_the_last_one_with_hours(tmp_path: Path) -> None:
    gevraagd = replace(REGELING.jaren[0], jaar=2025)
    regeling = replace(
        REGELING, jaren=(*REGELING.jaren, gevraagd), pok=(*REGELING.pok, replace(REGELING.pok[0], jaar=2025))
    )
    gegevens = schrijf_map(tmp_path / "gegevens", regeling)
    assert maak_masterbestand(gegevens, tmp_path / "a.xlsx") == 2024
    assert maak_masterbestand(gegevens, tmp_path / "b.xlsx", 2025) == 2025
    assert lees_master(tmp_path / "b.xlsx").jaar == 2025


def test_an_existing_master_is_never_overwritten(gegevens: Path, tmp_path: Path) -> None:
    (tmp_path / "m.xlsx").write_bytes(b"van de regio")
    with pytest.raises(InvoerFout, match="bestaat al en wordt niet overschreven"):
        maak_masterbestand(gegevens, tmp_path / "m.xlsx")
    assert (tmp_path / "m.xlsx").read_bytes() == b"van de regio"


@pytest.mark.parametrize("naam", ["m.xlsb", "m.xls", "m"])
def test_a_master_is_an_xlsx_or_an_xlsm(naam: str, gegevens: Path, tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match=r"een naam die op \.xlsx eindigt"):
        maak_masterbestand(gegevens, tmp_path / naam)


def test_a_master_with_macros_is_made_by_its_name_and_holds_the_same(gegevens: Path, tmp_path: Path) -> None:
    maak_masterbestand(gegevens, tmp_path / "met.XLSM")
    maak_masterbestand(gegevens, tmp_path / "zonder.xlsx")
    assert lees_master(tmp_path / "met.XLSM").regeling == lees_master(tmp_path / "zonder.xlsx").regeling
    with zipfile.ZipFile(tmp_path / "met.XLSM") as pakket:
        assert "xl/vbaProject.bin" in pakket.namelist()


def test_errors_in_the_folder_are_gathered_and_nothing_is_made(gegevens: Path, tmp_path: Path) -> None:
    vervang(gegevens, "inwoners.csv", "156538", "veel")
    vervang(gegevens, "uren.csv", "7.25", "-7.25")
    with pytest.raises(InvoerFout, match=r"bevat 2 fouten; er is niets gemaakt\.") as fout:
        maak_masterbestand(gegevens, tmp_path / "m.xlsx")
    assert {bevinding.blad for bevinding in fout.value.bevindingen} == {"inwoners.csv", "uren.csv"}
    assert not (tmp_path / "m.xlsx").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match="nergens"):
        maak_masterbestand(tmp_path / "nergens", tmp_path / "m.xlsx")


def test_an_unknown_year_names_the_years_there_are(gegevens: Path, tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match=r"Jaar 1999 staat niet in .*jaren\.csv; daar staan 2024\."):
        maak_masterbestand(gegevens, tmp_path / "m.xlsx", 1999)


def test_a_key_that_adds_to_zero_is_refused_at_its_cell(tmp_path: Path) -> None:
    jaar = replace(REGELING.jaren[0], verdeelsleutel=Verdeelsleutel.CAPACITEIT)
    gegevens = schrijf_map(tmp_path / "gegevens", replace(REGELING, jaren=(jaar,), capaciteit=()))
    with pytest.raises(InvoerFout, match="2024 kan niet worden verrekend") as fout:
        maak_masterbestand(gegevens, tmp_path / "m.xlsx")
    (bevinding,) = fout.value.bevindingen
    assert (bevinding.blad, bevinding.cel) == ("jaren.csv", "rij 2, kolom verdeelsleutel")
    assert "tblCapaciteit" in bevinding.doen


def test_a_master_that_does_not_recalculate_is_not_made(
    gegevens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bewaar = Boek.bewaar

    def bewaar_en_bederf(boek: Boek, doel: Path) -> None:
        blad = boek.vind("Verrekening")
        plek = next(plek for plek, cel in blad.cellen.items() if cel.formule and cel.formule.startswith("ROUND"))
        goed = blad.cellen[plek]
        blad.cellen[plek] = replace(goed, formule="1+1")
        bewaar(boek, doel)
        blad.cellen[plek] = goed

    monkeypatch.setattr(Boek, "bewaar", bewaar_en_bederf)
    voor = inhoud(tmp_path)
    with pytest.raises(BewijsFout, match=r"er is niets gemaakt\.\n.*!"):
        maak_masterbestand(gegevens, tmp_path / "m.xlsx")
    assert inhoud(tmp_path) == voor


def test_a_place_that_cannot_be_written_leaves_nothing(
    gegevens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InvoerFout, match=r"kan niet worden gemaakt \(het pad bestaat niet\)\. Kies bij --uit"):
        maak_masterbestand(gegevens, tmp_path / "geen map" / "m.xlsx")

    def vol(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("pathlib.Path.replace", vol)
    voor = inhoud(tmp_path)
    with pytest.raises(InvoerFout, match=r"kan niet worden gemaakt \(de schijf is vol\)"):
        maak_masterbestand(gegevens, tmp_path / "m.xlsx")
    assert inhoud(tmp_path) == voor
