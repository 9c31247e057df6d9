"""Two version folders beside each other: what changed for the region, on screen, as JSON and as a workbook that is proven."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, cast

import pytest
from hulp.keuren import Heropener
from hulp.kleine_master import BOEKEL, OSS, REGELING
from hulp.runs import inhoud
from hulp.versies import LATER, versies
from openpyxl import load_workbook

from via_xl.basis.bevinding import Ernst, InvoerFout
from via_xl.bewijs.linter import lint
from via_xl.excel.macros.versies import verschil as voer_uit
from via_xl.opdrachten.cli import main
from via_xl.versie.verschil import bepaal_verschil

Scherm = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def mappen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two versions; no test changes them."""
    v1, v2 = versies(tmp_path_factory.mktemp("verschil"), REGELING, LATER)
    return v1, v2


def geweigerd(een: Path, ander: Path, uit: Path | None = None) -> str:
    with pytest.raises(InvoerFout) as fout:
        bepaal_verschil(een, ander, uit)
    return fout.value.bericht


def test_it_is_shown_per_gemeente_with_the_reasons_and_changes_nothing(
    mappen: tuple[Path, Path], capsys: Scherm
) -> None:
    voor = [inhoud(versiemap) for versiemap in mappen]
    assert main(["verschil", *map(str, mappen)]) == 0
    tekst = capsys.readouterr().out
    assert "versie 1 (concept) → versie 2 (concept)" in tekst
    assert "1 urenregel gewijzigd" in tekst
    assert "Hele regio: K + € 3.102,43; V + € 1.551,22; R + € 1.551,21." in tekst
    assert [inhoud(versiemap) for versiemap in mappen] == voor


def test_the_json_has_every_amount_before_after_and_the_difference(mappen: tuple[Path, Path], capsys: Scherm) -> None:
    assert main(["verschil", *map(str, mappen), "--json"]) == 0
    uit: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (uit["jaar"], uit["vorige"]["versie"], uit["deze"]["versie"], uit["herziening"]) == (2024, 1, 2, False)
    assert uit["kosten"] == {"vorig": "8197.88", "nu": "11300.31", "verschil": "3102.43"}
    boekel = next(rij for rij in uit["gemeenten"] if rij["code"] == BOEKEL)
    assert boekel["uren"] == {"vorig": "0.50", "nu": "1.75", "verschil": "1.25"}
    assert [(r["gevolg"], r["maand"]) for r in boekel["urenregels"]] == [("gewijzigd", "2024-03")]
    saldi = [float(rij["saldo"]["verschil"]) for rij in uit["gemeenten"]]
    assert round(sum(saldi) + float(uit["vergoeding"]["verschil"]), 2) == 0


def test_the_workbook_holds_it_keeps_the_rules_and_never_overwrites(
    heropen: Heropener, mappen: tuple[Path, Path], tmp_path: Path
) -> None:
    uit = tmp_path / "verschil.xlsx"
    verschil = bepaal_verschil(*mappen, uit)
    assert list(lint(uit)) == []
    boek = heropen(uit)
    assert boek.sheetnames == ["Wijzigingen", "Oorzaken", "Controles", "Herkomst"]
    assert boek["Controles"]["C3"].value in ("OK", "LET OP, zie blad Controles")
    rijen = {rij[1]: rij[2:5] for rij in reversed(list(boek["Wijzigingen"].iter_rows(values_only=True))) if rij[1]}
    for gemeente in verschil.vergelijking.gemeenten:
        saldo = gemeente.saldo_ct
        assert [round(100 * ct) for ct in rijen[gemeente.code]] == [saldo.vorig, saldo.nu, saldo.verschil]
    assert str(tmp_path) not in str([cel.value for rij in boek["Herkomst"].iter_rows() for cel in rij])
    assert "bestaat al" in geweigerd(*mappen, uit)
    assert "naam op .xlsx" in geweigerd(*mappen, tmp_path / "verschil.csv")


def test_the_other_way_round_is_the_same_with_the_other_sign(mappen: tuple[Path, Path]) -> None:
    heen, terug = bepaal_verschil(*mappen), bepaal_verschil(*reversed(mappen))
    for rij in heen.vergelijking.gemeenten:
        assert terug.vergelijking.van(rij.code).saldo_ct.verschil == -rij.saldo_ct.verschil


def test_what_is_no_version_or_of_another_year_is_refused(mappen: tuple[Path, Path], tmp_path: Path) -> None:
    v1, v2 = mappen
    assert "geen versiemap: manifest.json ontbreekt" in geweigerd(v1, tmp_path)
    assert "is geen map" in geweigerd(tmp_path / "weg", v2)
    assert "twee keer dezelfde map" in geweigerd(v1, v1)
    ander = Path(shutil.copytree(v2, tmp_path / "v2"))
    manifest = ander / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"jaar": 2024', '"jaar": 2025'), encoding="utf-8")
    assert "alleen versies van één jaar" in geweigerd(v1, ander)
    manifest.write_text("{", encoding="utf-8")
    assert "manifest is beschadigd" in geweigerd(v1, ander)
    shutil.copyfile(v2 / "manifest.json", manifest)
    shutil.rmtree(ander / "bron")
    assert "de master ontbreekt in bron" in geweigerd(v1, ander)
    assert main(["verschil", str(v1), str(ander)]) == 2


def test_a_folder_that_was_changed_is_compared_and_said(mappen: tuple[Path, Path], tmp_path: Path) -> None:
    v1, v2 = mappen
    ander = Path(shutil.copytree(v2, tmp_path / "v2"))
    pad = ander / "bron" / "via_master.xlsx"
    boek = load_workbook(pad)
    boek["Inwoners"]["C6"] = 1000
    boek.save(pad)
    gezegd = bepaal_verschil(v1, ander).let_op
    assert len(gezegd) >= 2
    assert "bron/via_master.xlsx: het bestand is een ander dan het manifest zegt" in gezegd[0]


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_after_a_definitief_version_it_says_that_only_the_difference_is_settled(tmp_path: Path, capsys: Scherm) -> None:
    (v1,) = versies(tmp_path, REGELING, definitief=True)
    (v2,) = versies(tmp_path, LATER)
    assert main(["verschil", str(v1), str(v2)]) == 0
    assert "Versie 1 is verrekend; alleen het verschil is nog te verrekenen." in capsys.readouterr().out


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_the_macro_compares_a_version_with_the_one_it_replaces_beside_its_folder(tmp_path: Path) -> None:
    geen_boek = cast("Any", None)
    v1, v2 = versies(tmp_path, REGELING, LATER)
    with pytest.raises(InvoerFout, match="eerste versie"):
        voer_uit(geen_boek, str(v1), lambda *_: None)
    shutil.rmtree(v1)
    uitkomst = voer_uit(geen_boek, str(v2), lambda *_: None)
    doel = v2.parent / "ViA_verschil_2024_v1_v2.xlsx"
    assert uitkomst.ernst is not Ernst.FOUT
    assert str(doel) in uitkomst.tekst
    assert "Oss: saldo − € " in uitkomst.tekst
    assert load_workbook(doel).sheetnames[0] == "Wijzigingen"
    assert "_v2_2.xlsx" in voer_uit(geen_boek, str(v2), lambda *_: None).tekst
    assert OSS not in uitkomst.tekst
