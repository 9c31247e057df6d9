"""The other engines and the validator do what the tests rely on, and say so when they are missing."""

import datetime
from pathlib import Path

import pytest

from hulp import libreoffice, openvba, validator
from hulp.proefboek import Proefboek, maak, vervang


def _proef(proef: Proefboek) -> None:
    proef.schrijf("Start!C9", "=1+1", 99)  # a cached value that is wrong
    proef.schrijf("Start!C10", "=1/0")
    proef.schrijf("Start!C11", "=DATE(2024,1,31)")
    proef.schrijf("Start!C12", "=SUM((tblVerrekening[n]=11030)*1)")  # an array formula, #VALUE! in Excel


@pytest.mark.motoren
def test_libreoffice_recalculates_several_files_in_one_process(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    bronnen = [maak(tmp_path / "boek.xlsx", _proef), maak(tmp_path / "a" / "boek.xlsx")]
    eerste, tweede = libreoffice.herbereken(bronnen, tmp_path / "uit")
    waarden = libreoffice.waarden(eerste)
    assert waarden["Start", "C9"] == 2
    assert waarden["Start", "C10"] == "#DIV/0!"
    assert waarden["Start", "C11"] == datetime.datetime(2024, 1, 31)
    assert ("Start", "C9") not in libreoffice.waarden(tweede)


@pytest.mark.motoren
def test_libreoffice_prints_to_pdf(tmp_path: Path) -> None:
    (pdf,) = libreoffice.to_pdf([maak(tmp_path / "boek.xlsx")], tmp_path / "uit")
    assert pdf.read_bytes().startswith(b"%PDF")


@pytest.mark.motoren
def test_libreoffice_says_which_file_it_could_not_make(tmp_path: Path) -> None:
    (tmp_path / "stuk.xlsx").write_bytes(b"PK\x03\x04 geen werkboek")
    with pytest.raises(libreoffice.LibreOfficeFout, match=r"stuk\.xlsx"):
        libreoffice.herbereken([tmp_path / "stuk.xlsx"], tmp_path / "uit")


@pytest.mark.motoren
def test_openvba_calculates_as_excel_and_not_from_the_cache(tmp_path: Path) -> None:
    waarden = openvba.bereken(maak(tmp_path / "boek.xlsx", _proef))
    assert waarden["Start", "C9"] == 2
    assert waarden["Start", "C10"] == "#DIV/0!"
    assert waarden["Start", "C12"] == "#VALUE!"
    assert waarden["Verrekening", "D3"] == 1


@pytest.mark.motoren
def test_the_validator_accepts_a_good_workbook_and_names_what_is_wrong(tmp_path: Path) -> None:
    pad = maak(tmp_path / "boek.xlsx")
    assert validator.fouten(pad) == []
    vervang(pad, "xl/worksheets/sheet1.xml", "<sheetData>", "<onzin/><sheetData>")
    assert "onzin" in validator.fouten(pad)[0]


def test_a_missing_program_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(libreoffice.LibreOfficeFout, match="LibreOffice staat niet op deze computer"):
        libreoffice.herbereken([tmp_path / "boek.xlsx"], tmp_path)
    with pytest.raises(RuntimeError, match=r"installeer\.sh"):
        validator.fouten(tmp_path / "boek.xlsx")
