"""A region keeps one master: a run from another one with other rows stops unless told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hulp.runs import inhoud, kleine_master, mappen
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.basis.bevinding import Ernst, InvoerFout
from via_xl.bewijs.voorganger import vergelijk_met_voorganger, voorganger
from via_xl.jaarrun import jaarrun
from via_xl.lezen.master import lees_master
from via_xl.opdrachten import cli
from via_xl.wijzigen.masteromzetten import zet_om

Scherm = pytest.CaptureFixture[str]


@pytest.fixture
def master(tmp_path: Path) -> Path:
    pad = kleine_master(tmp_path)
    jaarrun(pad)
    return pad


def kopie(master: Path, wat: Callable[[Any], object] = lambda _: None, naam: str = "kopie.xlsx") -> Path:
    """Another file of the same master, changed."""
    pad = Path(shutil.copyfile(master, master.with_name(naam)))
    boek = load_workbook(pad)
    wat(boek)
    boek.save(pad)
    return pad


def inwoners(boek: Any) -> None:
    boek["Inwoners"]["C6"] = 11031


def jaarmap(master: Path) -> Path:
    return master.parent / "afrekeningen" / "2024"


def geweigerd(pad: Path) -> InvoerFout:
    with pytest.raises(InvoerFout) as fout:
        jaarrun(pad)
    return fout.value


def test_the_manifest_says_which_master_and_which_edition_it_was(master: Path) -> None:
    manifest = json.loads((jaarmap(master) / "v1" / "manifest.json").read_text("utf-8"))
    assert manifest["master"] == {"bestand": "master.xlsx", "editie": ".xlsx"}


@pytest.mark.parametrize(("waar", "gezegd"), [("proef", True), ("afrekeningen", False)])
def test_a_series_beside_the_one_that_the_master_knows_is_said_to_be(tmp_path: Path, waar: str, gezegd: bool) -> None:
    gelezen = lees_master(kleine_master(tmp_path))
    (versie,) = gelezen.regeling.afrekeningen
    bekend = replace(versie, jaar=2024, map="afrekeningen/2024/v1")
    (tmp_path / bekend.map).mkdir(parents=True)
    hier = tmp_path / waar / "2024"
    hier.mkdir(parents=True, exist_ok=True)
    gelezen = replace(gelezen, regeling=replace(gelezen.regeling, afrekeningen=(bekend,)))
    gevonden = vergelijk_met_voorganger(gelezen, 2024, hier, andere_master=False)
    assert [b.ernst for b in gevonden] == [Ernst.WAARSCHUWING] * gezegd
    assert all(b.wat.startswith("versie 1 van 2024 staat in afrekeningen/2024/v1, en deze") for b in gevonden)


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_the_same_master_may_change_as_it_likes(master: Path) -> None:
    boek = load_workbook(master)
    inwoners(boek)
    boek.save(master)
    assert jaarrun(master).versie == 2


@pytest.mark.lang(een_op=40)  # two masters, each run
def test_another_file_with_the_same_rows_is_the_same_master(master: Path) -> None:
    assert not any("andere master" in b.wat for b in jaarrun(kopie(master)).waarschuwingen)


@pytest.mark.lang(een_op=40)  # two masters, each run
def test_the_other_edition_of_the_same_inputs_runs(master: Path) -> None:
    assert jaarrun(zet_om(master, master.with_suffix(".xlsm")).master).versie == 2


def test_the_other_edition_with_another_row_stops_with_the_cell_and_both_values(master: Path) -> None:
    met_macros = zet_om(kopie(master, inwoners), master.with_suffix(".xlsm")).master
    voor = inhoud(jaarmap(master))
    fout = geweigerd(met_macros)
    assert fout.bericht == (
        "master.xlsm is een andere master dan die van v1 (master.xlsx): 1 verschil. Er is niets gedaan. Een regio heeft één "
        "master: gebruik die, of draai opnieuw met --andere-master als deze de goede is."
    )
    (bevinding,) = fout.bevindingen
    assert bevinding.regel().startswith("master.xlsm Inwoners!C")
    assert bevinding.wat.startswith("Inwoners: 11031, in de master van v1 ")
    assert inhoud(jaarmap(master)) == voor
    assert mappen(jaarmap(master)) == ["v1"]


@pytest.mark.lang(een_op=40)  # two masters, each run
def test_told_that_it_is_right_the_run_goes_on_and_says_so(master: Path, capsys: Scherm) -> None:
    ander = kopie(master, inwoners)
    assert cli.main(["jaarrun", str(ander)]) == 2
    assert "--andere-master" in capsys.readouterr().err
    verslag = jaarrun(ander, andere_master=True)
    assert [(b.ernst, b.wat) for b in verslag.waarschuwingen if "andere master" in b.wat] == [
        (Ernst.WAARSCHUWING, "kopie.xlsx is een andere master dan die van v1 (master.xlsx): 1 verschil.")
    ]
    assert cli.main(["jaarrun", str(master), "--andere-master"]) == 0
    assert mappen(jaarmap(master)) == ["v1", "v2", "v3"]


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_hour_lines_that_are_more_or_fewer_are_listed_one_by_one(master: Path) -> None:
    def uren(boek: Any) -> None:
        blad = boek["Uren"]
        koppen = {cel.value: cel for cel in next(rij for rij in blad.iter_rows() if rij[0].value == "Code")}
        eerste = koppen["Uren"].row + 1
        blad.cell(eerste, koppen["Uren"].column, 8.5)

    bevindingen = geweigerd(kopie(master, uren)).bevindingen
    assert [(b.bestand, b.blad) for b in bevindingen] == [("kopie.xlsx", "Uren"), ("v1/bron/master.xlsx", "Uren")]
    assert "deze rij staat niet in de master van v1: Code GM0796, Medewerker M1" in bevindingen[0].wat
    assert "Uren 8,5" in bevindingen[0].wat
    assert "deze rij van v1 staat niet in kopie.xlsx" in bevindingen[1].wat
    assert "Uren 7,25" in bevindingen[1].wat


@pytest.mark.lang(een_op=40)  # two masters, each run
def test_rows_of_another_year_or_the_log_make_no_difference(master: Path) -> None:
    def buiten(boek: Any) -> None:
        boek["Gemeenten"]["E6"] = "beleidsmedewerker"  # the contact is not calculated with

    assert jaarrun(kopie(master, buiten)).versie == 2


def test_a_predecessor_that_can_not_be_read_is_said_and_stops(master: Path) -> None:
    (jaarmap(master) / "v1" / "bron" / "master.xlsx").write_bytes(b"PK kapot")
    ander = kopie(master, inwoners)
    assert "de master van v1 is niet meer te lezen" in geweigerd(ander).bericht
    assert jaarrun(ander, andere_master=True).versie == 2


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_version_without_a_manifest_or_with_an_older_one_is_known_by_its_source(master: Path) -> None:
    manifest = jaarmap(master) / "v1" / "manifest.json"
    oud = json.loads(manifest.read_text("utf-8"))
    del oud["master"]
    manifest.write_text(json.dumps(oud))
    gevonden = voorganger(jaarmap(master))
    assert gevonden is not None
    assert (gevonden.versie, gevonden.master.name, gevonden.invoerhash) == ("v1", "master.xlsx", oud["invoerhash"])
    manifest.unlink()
    gevonden = voorganger(jaarmap(master))
    assert gevonden is not None
    assert (gevonden.master.name, gevonden.invoerhash) == ("master.xlsx", "")
    shutil.rmtree(jaarmap(master) / "v1" / "bron")
    assert voorganger(jaarmap(master)) is None
    assert jaarrun(kopie(master, inwoners)).versie == 2


def test_the_newest_version_counts_by_number(master: Path) -> None:
    for nummer in (2, 10):
        shutil.copytree(jaarmap(master) / "v1", jaarmap(master) / f"v{nummer}")
    gevonden = voorganger(jaarmap(master))
    assert gevonden is not None
    assert gevonden.versie == "v10"
