"""Going back to the last copy of a master: what it undoes is said, nothing is lost, and it can be undone itself."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import excelize
import pytest
from hulp.kleine_master import REGELING
from hulp.lang import eerste_vlug
from hulp.runs import inhoud, kleine_master, start_tot

from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.basis.vingerafdruk import sha256
from via_xl.lezen.master import lees_master
from via_xl.opdrachten import cli
from via_xl.wijzigen.akkoord import REACTIE
from via_xl.wijzigen.bestand import doe
from via_xl.wijzigen.terug import bekijk, kopieen_van, zet_terug
from via_xl.wijzigen.vervangen import BEWAARD, bewaarde

Scherm = pytest.CaptureFixture[str]


def reactie(pad: Path, gemeente: str = "Boekel") -> None:
    doe(REACTIE, pad, gemeente=gemeente, reactie="akkoord", versie=1, jaar=2024)


def van_de_officer(pad: Path, werk: Callable[[Any], object]) -> None:
    """What an officer makes in the master with another program."""
    boek = excelize.open_file(str(pad))
    werk(boek)
    assert boek.save() is None
    boek.close()


@pytest.fixture
def master(tmp_path: Path) -> Path:
    """A master in which one command noted a reaction."""
    pad = kleine_master(tmp_path)
    reactie(pad)
    return pad


def test_it_says_which_rows_and_lines_of_the_logboek_go_and_puts_the_copy_back(master: Path, capsys: Scherm) -> None:
    (kopie,) = bewaarde(master)
    toen, nu = kopie.read_bytes(), master.read_bytes()
    assert cli.main(["terug", str(master), "--ja"]) == 0
    uit = capsys.readouterr().out
    assert "Akkoorden (tblReacties): rij 7 verdwijnt: 2024 · GM0755 · 1 · akkoord" in uit
    assert "Uit het Logboek verdwijnt:" in uit
    assert "akkoord van Boekel op versie 1" in uit
    assert "Ongedaan maken" in uit
    assert "hele bestand" not in uit
    assert master.read_bytes() == toen
    nieuwste, oude = bewaarde(master)
    assert (nieuwste.read_bytes(), oude) == (nu, kopie)
    assert cli.main(["terug", str(master), "--ja"]) == 0
    assert "deze rij komt terug" in capsys.readouterr().out
    assert master.read_bytes() == nu


def test_without_a_screen_and_without_yes_it_only_shows(master: Path, capsys: Scherm) -> None:
    voor = inhoud(master.parent)
    assert cli.main(["terug", str(master)]) == 0
    uit = capsys.readouterr().out
    assert f'Er is niets gewijzigd. Terugzetten: via-xl terug "{master}" --ja' in uit
    assert cli.main(["terug", str(master), "--json"]) == 0
    gezegd = json.loads(capsys.readouterr().out)
    assert (gezegd["teruggezet"], len(gezegd["logboek"]), gezegd["elders"]) == (False, 1, [])
    assert inhoud(master.parent) == voor


@pytest.mark.parametrize(("antwoord", "terug"), [("ja", True), ("nee", False), ("", False)])
def test_on_a_screen_it_asks(
    antwoord: str, terug: bool, master: Path, monkeypatch: pytest.MonkeyPatch, capsys: Scherm
) -> None:
    nu = master.read_bytes()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("via_xl.opdrachten.inrichten.typer.prompt", lambda *_, **__: antwoord)
    assert cli.main(["terug", str(master)]) == 0
    assert (master.read_bytes() != nu) is terug
    assert ("Er is niets gewijzigd" in capsys.readouterr().out) is not terug


def test_what_the_officer_made_since_is_named_and_refuses_nothing(master: Path) -> None:
    def werk(boek: Any) -> None:
        boek.set_cell_value("Uren", "G6", 8.0)
        boek.set_cell_value("Inwoners", "C6", "onbekend")
        boek.set_cell_value("Jaren", "Z3", "let op")
        boek.new_sheet("Eigen")
        boek.set_defined_name(excelize.DefinedName(name="MijnBereik", refers_to="Start!$A$1"))
        boek.add_comment(
            "Logboek", excelize.Comment(cell="A6", author="ik", paragraph=[excelize.RichTextRun(text="navragen")])
        )

    van_de_officer(master, werk)
    with pytest.raises(InvoerFout):
        lees_master(master)
    zetting = bekijk(master)
    blik = zetting.blik
    assert "Uren (tblUren): G6 Uren: 8,00 wordt weer 7,25" in blik.tabellen
    assert "Inwoners (tblInwoners): C6 Inwoners: onbekend wordt weer 156.538" in blik.tabellen
    assert {"Jaren: cel Z3", "Eigen: het blad verdwijnt", "de naam MijnBereik verdwijnt"} <= set(blik.elders)
    (bij_bladen,) = (regel for regel in blik.elders if regel.startswith("grafieken, tekeningen of opmerkingen op"))
    assert "Logboek" in bij_bladen
    nu = master.read_bytes()
    reserve = zet_terug(zetting).reserve
    assert reserve is not None
    assert reserve.read_bytes() == nu
    assert lees_master(master).regeling == REGELING


def test_a_column_of_the_officer_is_one_line_and_a_changed_row_in_the_middle_is_cells(tmp_path: Path) -> None:
    pad = kleine_master(tmp_path)
    reactie(pad, "Boekel")
    reactie(pad, "Oss")
    shutil.copyfile(pad, tmp_path / "master.2099-01-01.xlsx")
    van_de_officer(pad, lambda boek: boek.set_cell_value("Uren", "L7", "andere bron"))
    assert bekijk(pad).blik.tabellen == ("Uren (tblUren): L7 Bron: andere bron wordt weer urenstaat 2024",)
    assert bekijk(pad).blik.logboek == ()


def test_a_master_that_is_no_workbook_any_more_can_be_put_back(master: Path) -> None:
    master.write_bytes(b"half geschreven")
    zetting = bekijk(master)
    assert "Wat er verandert, is niet te zeggen." in list(zetting.regels())[1]
    assert zet_terug(zetting).reserve is not None
    assert len(lees_master(master).regeling.uren) == 4


def test_a_copy_that_is_no_workbook_is_not_put_back(master: Path) -> None:
    (kopie,) = bewaarde(master)
    kopie.write_bytes(b"half geschreven")
    with pytest.raises(InvoerFout):
        bekijk(master)


def test_without_copies_it_says_so(tmp_path: Path, capsys: Scherm) -> None:
    pad = kleine_master(tmp_path)
    with pytest.raises(NietsTeDoen, match="geen eerdere kopie"):
        bekijk(pad)
    assert cli.main(["terug", str(pad), "--lijst"]) == 0
    assert "geen eerdere kopie" in capsys.readouterr().out
    assert [p.name for p in tmp_path.iterdir()] == ["master.xlsx"]


def test_a_master_that_is_gone_names_the_copy_and_nothing_is_made(master: Path) -> None:
    master.unlink()
    voor = inhoud(master.parent)
    with pytest.raises(InvoerFout, match=rf"De laatste kopie ernaast is {bewaarde(master)[0].name}"):
        bekijk(master)
    assert inhoud(master.parent) == voor


def test_the_list_is_the_last_first_and_another_copy_can_be_chosen(master: Path, capsys: Scherm) -> None:
    reactie(master, "Oss")
    tweede, eerste = bewaarde(master)
    assert cli.main(["terug", str(master), "--lijst", "--json"]) == 0
    gezegd = json.loads(capsys.readouterr().out)
    assert [rij["bestand"] for rij in gezegd["kopieen"]] == [tweede.name, eerste.name]
    toen = eerste.read_bytes()
    assert cli.main(["terug", str(master), "--kopie", eerste.name, "--ja"]) == 0
    assert master.read_bytes() == toen
    assert [kopie.gelijk for kopie in kopieen_van(master).kopieen] == [False, False, True]
    with pytest.raises(NietsTeDoen, match="al gelijk"):
        bekijk(master, eerste.name)
    with pytest.raises(InvoerFout, match="geen kopie van"):
        bekijk(master, "master.xlsx")


def test_a_copy_that_is_what_the_master_is_is_passed_over(master: Path) -> None:
    """A command that was killed between the copy and the rename leaves one."""
    (kopie,) = bewaarde(master)
    shutil.copyfile(master, master.with_name("master.2099-01-01.xlsx"))
    assert bekijk(master).kopie.pad == kopie


@pytest.mark.parametrize("wie", ["master", "kopie"])
def test_what_was_changed_since_it_was_shown_is_left_as_it_is(wie: str, master: Path) -> None:
    zetting = bekijk(master)
    pad = master if wie == "master" else zetting.kopie.pad
    pad.write_bytes(pad.read_bytes() + b"\0")
    voor = inhoud(master.parent)
    with pytest.raises(InvoerFout, match="intussen"):
        zet_terug(zetting)
    assert inhoud(master.parent) == voor


def test_a_master_that_is_open_is_left_as_it_is(master: Path) -> None:
    zetting = bekijk(master)
    (master.parent / f"~${master.name}").touch()
    voor = inhoud(master.parent)
    with pytest.raises(InvoerFout, match="staat open in een ander programma"):
        zet_terug(zetting)
    assert inhoud(master.parent) == voor


def test_no_more_than_ten_copies_stay(master: Path) -> None:
    for nummer in range(1, BEWAARD + 2):
        shutil.copyfile(bewaarde(master)[-1], master.with_name(f"master.2020-01-{nummer:02}.xlsx"))
    zet_terug(bekijk(master))
    assert len(bewaarde(master)) == BEWAARD


def test_a_link_stays_one(tmp_path: Path) -> None:
    echt = kleine_master(tmp_path / "elders")
    reactie(echt)
    toen = bewaarde(echt)[0].read_bytes()
    pad = tmp_path / "master.xlsx"
    pad.symlink_to(echt)
    zet_terug(bekijk(pad))
    assert (pad.is_symlink(), echt.read_bytes()) == (True, toen)


@pytest.mark.skipif(os.name == "nt", reason="signalen van POSIX")
@pytest.mark.parametrize(
    "punt", eerste_vlug(["os.rename 1", "half geschreven 1", "os.fsync 1", "os.rename 2", "einde 1"])
)
def test_killed_at_any_moment_it_loses_nothing_and_the_next_works(punt: str, master: Path) -> None:
    (kopie,) = bewaarde(master)
    nu, toen = sha256(master), sha256(kopie)
    start_tot(punt, master.parent, "terug", str(master), "--ja").kill()
    sommen = {sha256(pad) for pad in (master, *bewaarde(master))}
    assert sommen == {nu, toen}
    assert sha256(master) in (nu, toen)
    klaar = sha256(master) == toen
    assert cli.main(["terug", str(master), "--ja"]) == 0
    assert sha256(master) == (nu if klaar else toen)
    assert {sha256(pad) for pad in (master, *bewaarde(master))} == {nu, toen}
    assert [pad.name for pad in master.parent.iterdir() if pad.name.startswith(".")] == []
