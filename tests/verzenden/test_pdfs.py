"""The first sheet of each settlement as PDF: of that gemeente, one page, and all of them in one file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hulp.gemaakt import gedeelde_run, variant_van_drie
from pypdf import PdfReader

from via_xl.opdrachten.cli import main

Scherm = pytest.CaptureFixture[str]


@pytest.fixture
def versie(tmp_path: Path) -> Path:
    gemaakt = gedeelde_run(variant_van_drie("2024 naar uren"), 2024)
    (map_van_versie,) = {pad.parent for pad in gemaakt.bestanden.values()}
    shutil.copytree(map_van_versie, tmp_path / "2024" / map_van_versie.name)
    return tmp_path / "2024" / map_van_versie.name


@pytest.mark.motoren
def test_each_gemeente_has_a_page_of_its_own_and_one_file_has_them_all(versie: Path, capsys: Scherm) -> None:
    assert main(["pdf", str(versie), "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    doel = Path(uit["map"])
    assert doel == versie.parent / "pdf-v1"
    assert sorted(uit["bestanden"]) == sorted(f"{pad.stem}.pdf" for pad in versie.glob("*_afrekening_*.xlsx"))
    bladzijden = []
    for naam in uit["bestanden"]:
        inhoud = (doel / naam).read_bytes()
        assert b"<pdfaid:part>2</pdfaid:part>" in inhoud
        (bladzijde,) = PdfReader(doel / naam).pages
        bladzijden.append(bladzijde.extract_text())
        assert f"({naam.split('_')[3]})" in bladzijden[-1]
    samen = PdfReader(doel / uit["samen"])
    assert [bladzijde.extract_text() for bladzijde in samen.pages] == bladzijden
    assert samen.metadata is not None
    assert samen.metadata.title == "ViA afrekeningen 2024 v1 concept"
    assert main(["pdf", str(versie)]) == 0
    assert (versie.parent / "pdf-v1_2" / uit["samen"]).is_file()


def test_without_libreoffice_it_says_what_to_do_instead(versie: Path, capsys: Scherm) -> None:
    assert main(["pdf", str(versie)]) == 2
    assert "bewaar in Excel het eerste blad" in " ".join(capsys.readouterr().err.split())
    assert [pad.name for pad in versie.parent.iterdir()] == [versie.name]
