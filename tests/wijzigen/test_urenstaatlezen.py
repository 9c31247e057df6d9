"""Filled hour sheets into a master: the round trip, the backup, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.vingerafdruk import sha256
from via_xl.jaarrun import jaarrun
from via_xl.lezen.master import lees_master
from via_xl.rekenen.verrekening import verreken
from via_xl.urenstaat.inbrengen import Staatgevolg
from via_xl.wijzigen.bestand import doe
from via_xl.wijzigen.handeling import Gedaan
from via_xl.wijzigen.mastermaken import herbouw
from via_xl.wijzigen.urenstaatlezen import URENSTATEN

WERKBOEKEN = Path(__file__).parents[2] / "workbooks"
STATEN = WERKBOEKEN / "voorbeeld-urenstaten"


def lees_in(staten: list[Path], master: Path, uit: Path | None = None, **opgaven: Any) -> Gedaan:
    return doe(URENSTATEN, master, uit, bestanden=staten, **opgaven)


def gevolgen(gedaan: Gedaan) -> list[str]:
    return [staat["gevolg"] for staat in gedaan.als_json()["urenstaten"]]


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return Path(shutil.copy(WERKBOEKEN / "via_master.xlsx", tmp_path))


def bedragen(pad: Path, jaar: int = 2024) -> dict[str, tuple[int, int, int]]:
    uitkomst = verreken(lees_master(pad).regeling, jaar)
    return {rij.code: (rij.uren_h, rij.bijdrage_ct, rij.saldo_ct) for rij in uitkomst.gemeenten}


def test_the_six_example_sheets_give_the_settlement_of_the_csv_hours_to_the_cent(master: Path) -> None:
    voor = bedragen(master)
    verslag = lees_in([STATEN], master, jaar=2024)
    assert gevolgen(verslag) == [Staatgevolg.NIEUW] * 6
    assert bedragen(master) == voor
    herbouwd = lees_master(master).regeling
    assert sum(rij.geldig for rij in herbouwd.urenstaten) == 6
    nieuwe = [rij for rij in herbouwd.uren if rij.geldig and "Urenstaat!" in rij.bron]
    assert len(nieuwe) == sum(staat["regels"] for staat in verslag.als_json()["urenstaten"])
    assert herbouwd.logboek[-1].wat == "urenstaten ingelezen"
    assert {rij.wat for rij in herbouwd.logboek} == {"master gebouwd", "urenstaten ingelezen"}


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_run_with_the_sheets_gives_the_same_as_a_master_that_has_them(master: Path, tmp_path: Path) -> None:
    direct = jaarrun(master, 2024, tmp_path / "direct", urenstaten=[STATEN])
    lees_in([STATEN], master, jaar=2024)
    ingelezen = jaarrun(master, 2024, tmp_path / "ingelezen")
    assert [r.saldo_ct for r in direct.uitkomst.gemeenten] == [r.saldo_ct for r in ingelezen.uitkomst.gemeenten]
    bewaard = {pad.name: sha256(pad) for pad in (direct.map / "bron" / "urenstaten").iterdir()}
    assert bewaard == {pad.name: sha256(pad) for pad in STATEN.glob("*.xlsx")}


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_the_old_master_stays_beside_the_new_one_and_a_second_time_changes_nothing(master: Path) -> None:
    was = sha256(master)
    verslag = lees_in([STATEN], master, jaar=2024)
    assert verslag.reserve is not None
    assert sha256(verslag.reserve) == was
    nu = sha256(master)
    weer = lees_in([STATEN], master, jaar=2024)
    assert set(gevolgen(weer)) == {Staatgevolg.ONGEWIJZIGD}
    assert (weer.master, weer.reserve, sha256(master)) == (None, None, nu)


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_two_backups_on_one_day_have_names_of_their_own(master: Path) -> None:
    regeling = lees_master(master).regeling
    namen = {str(herbouw(lees_master(master), regeling)) for _ in range(3)}
    assert len(namen) == 3


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_another_name_leaves_the_master_as_it_was_and_an_existing_file_is_not_overwritten(master: Path) -> None:
    was = sha256(master)
    uit = master.with_name("nieuw.xlsx")
    verslag = lees_in([STATEN], master, uit, jaar=2024)
    assert (verslag.master, verslag.reserve, sha256(master)) == (uit, None, was)
    met_staten = sha256(uit)
    with pytest.raises(InvoerFout, match="bestaat al en wordt niet overschreven"):
        lees_in([STATEN], master, uit, jaar=2024)
    assert sha256(uit) == met_staten


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_what_the_user_made_with_a_program_that_keeps_no_results_stops_nothing_and_stays(master: Path) -> None:
    boek = openpyxl.load_workbook(master)
    boek.create_sheet("Mijn blad")
    boek["Uren"]["C3"] = "let op Oss"
    boek["Uren"]["Q10"] = "=1+1"
    boek["Verrekening"]["B12"] = 5.5
    boek["POK"]["B6"].comment = openpyxl.comments.Comment("nagevraagd", "x")
    boek.defined_names.add(openpyxl.workbook.defined_name.DefinedName("MijnNaam", attr_text="Uren!$A$1"))
    boek.save(master)
    was = sha256(master)
    verslag = lees_in([next(STATEN.glob("*Oss*"))], master, jaar=2024)
    assert sha256(verslag.reserve) == was
    na = openpyxl.load_workbook(master)
    assert "Mijn blad" in na.sheetnames
    assert (na["Uren"]["C3"].value, na["Uren"]["Q10"].value, na["Verrekening"]["B12"].value) == (
        "let op Oss",
        "=1+1",
        5.5,
    )
    assert na["POK"]["B6"].comment.text == "nagevraagd"
    assert na.defined_names["MijnNaam"].attr_text == "Uren!$A$1"
    assert [staat.code for staat in lees_master(master).regeling.urenstaten if staat.geldig] == ["GM0828"]


def test_a_bad_sheet_stays_out_and_a_good_one_comes_in(master: Path, tmp_path: Path) -> None:
    kapot = tmp_path / "staten"
    kapot.mkdir()
    shutil.copy(next(STATEN.glob("*Oss*")), kapot)
    (kapot / "boekel.xlsx").write_bytes(b"PK geen zip")
    verslag = lees_in([kapot], master, jaar=2024)
    assert gevolgen(verslag).count(Staatgevolg.GEWEIGERD) == 1
    assert verslag.wijziging.verhaal.exitcode == 2
    assert sorted(gevolgen(verslag)) == ["geweigerd", "ingelezen"]


def test_the_report_holds_the_findings_and_never_overwrites_a_file(master: Path, tmp_path: Path) -> None:
    (tmp_path / "boekel.xlsx").write_bytes(b"PK geen zip")
    rapport = tmp_path / "rapport.xlsx"
    verslag = lees_in([tmp_path / "boekel.xlsx"], master, jaar=2024, rapport=rapport)
    assert f"Bevindingen: {rapport}" in verslag.scherm()
    cellen = [cel.value for rij in openpyxl.load_workbook(rapport)["Bevindingen"].iter_rows() for cel in rij]
    assert "boekel.xlsx" in cellen
    assert verslag.als_json()["urenstaten"][0]["bevindingen"][0]["ernst"] == "fout"
    with pytest.raises(InvoerFout, match="wordt niet overschreven"):
        lees_in([tmp_path / "boekel.xlsx"], master, jaar=2024, rapport=rapport)


def test_a_run_with_a_bad_sheet_is_refused_as_a_whole(master: Path, tmp_path: Path) -> None:
    (tmp_path / "boekel.xlsx").write_bytes(b"PK geen zip")
    with pytest.raises(InvoerFout, match="urenstaten bevatten fouten"):
        jaarrun(master, 2024, tmp_path / "uit", urenstaten=[tmp_path / "boekel.xlsx"])
    assert not list((tmp_path / "uit").rglob("*.xlsx"))
