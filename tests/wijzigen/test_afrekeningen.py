"""The versions of a settlement in the master: registered by the run, found again in the folders, and known from then on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import REGELING
from hulp.stukken import leg_neer
from hulp.versies import rijp
from msgspec.structs import replace
from typer.testing import CliRunner

from via_xl.basis.bevinding import InvoerFout
from via_xl.bewijs.keten import KETEN
from via_xl.bewijs.verificatie import master_nu
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.jaarrun import jaarrun
from via_xl.lezen.master import lees_master
from via_xl.lezen.werkmap import Werkmap
from via_xl.opdrachten.cli import app
from via_xl.regeling.model import Status, Versiestand
from via_xl.rekenen.jaarstappen import UITGEVRAAGD
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.afrekeningen import BIJWERKEN, registreer, registreer_versie, werk_bij
from via_xl.wijzigen.bestand import doe


@pytest.fixture
def master(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOGNAME", "fin-1")
    monkeypatch.setattr("via_xl.basis.wie.instellingenbestand", lambda: tmp_path / "geen.json")
    pad = tmp_path / "via_master.xlsx"
    klaar = rijp(replace(REGELING, afrekeningen=()))
    maak_master(klaar, 2024).bewaar(pad)
    leg_neer(tmp_path, klaar)
    return pad


def test_a_run_is_registered_with_its_status_hash_folder_and_who(master: Path) -> None:
    voor = lees_master(master).regeling
    verslag = jaarrun(master, 2024)
    assert registreer(master, verslag.map.parent) == ""
    na = lees_master(master).regeling
    (rij,) = na.afrekeningen
    assert (rij.jaar, rij.versie, rij.soort, rij.map) == (2024, 1, Versiestand.CONCEPT, "afrekeningen/2024/v1")
    assert rij.invoerhash == verslag.invoerhash
    assert (rij.op, rij.door, rij.ketenwaarde) == (date.today(), "fin-1", verslag.ketenwaarde)
    (regel,) = na.logboek[len(voor.logboek) :]
    assert (regel.wat, regel.wie) == ("afrekening geregistreerd", "fin-1")


def test_a_folder_with_another_ketenwaarde_than_the_master_knows_is_told(master: Path) -> None:
    verslag = jaarrun(master, 2024)
    registreer(master, verslag.map.parent)
    versie = Versie(verslag.map, master)
    assert list(master_nu.controleer(versie)) == []
    (verslag.map / KETEN).write_bytes(replace(versie.schakel, vorige=(("versie 0", ""),)).als_bestand())
    (zin,) = [tekst for tekst in werk_bij(lees_master(master), date.today()).verhaal.scherm if "LET OP" in str(tekst)]
    assert "een andere dan die van versie 1 van 2024 hier; die map is vervangen of opnieuw gemaakt" in str(zin)
    (bevinding,) = master_nu.controleer(Versie(verslag.map, master))
    assert bevinding.regel().startswith("via_master.xlsx Akkoorden!L6: van versie 1 staat hier een andere ketenwaarde")


def test_what_the_run_read_of_the_master_is_not_read_again(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    verslag, gelezen = jaarrun(master, 2024), []
    echt = Werkmap.rijen

    def rijen(werkmap: Werkmap, blad: str, *anders: Any) -> Any:
        gelezen.append(blad)
        return echt(werkmap, blad, *anders)

    monkeypatch.setattr(Werkmap, "rijen", rijen)
    assert registreer(master, verslag.map.parent, eerder=verslag.master) == ""
    assert "Uren" not in gelezen
    assert "Akkoorden" in gelezen
    assert lees_master(master).regeling.afrekeningen


def test_what_lies_in_the_folders_and_was_not_registered_is_added_once(master: Path) -> None:
    jaarrun(master, 2024)
    jaarrun(master, 2024, definitief=True)
    gedaan = doe(BIJWERKEN, master)
    assert [(r.versie, str(r.soort)) for r in lees_master(master).regeling.afrekeningen] == [
        (1, "concept"),
        (2, "definitief"),
    ]
    assert len(gedaan.als_json()["geregistreerd"]) == 2
    bytes_na = master.read_bytes()
    assert doe(BIJWERKEN, master).master is None
    assert master.read_bytes() == bytes_na


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_drafts_and_a_payment_list_beside_a_version_are_noted(master: Path) -> None:
    map_v1 = jaarrun(master, 2024, definitief=True).map
    registreer(master, map_v1.parent)
    (map_v1.parent / "verzending-v1").mkdir()
    (map_v1.parent / "verzending-v1" / "verzendregister.csv").write_text("x")
    (map_v1.parent / "ViA_betaallijst_2024_v1.xlsx").write_text("x")
    assert registreer_versie(map_v1) == ""
    (rij,) = lees_master(master).regeling.afrekeningen
    assert rij.verzonden == rij.betaallijst == date.today()
    assert rij.betaald is None


def test_a_master_that_is_open_is_left_alone_and_that_is_said(master: Path) -> None:
    verslag = jaarrun(master, 2024)
    (master.parent / f"~${master.name}").write_text("")
    voor = master.read_bytes()
    assert "master werk-bij" in registreer(master, verslag.map.parent)
    assert master.read_bytes() == voor


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("inhoud", ["", "[]", "{}", '{"jaar": "x"}', '{"jaar": 2024, "versie": 1, "status": "?"}'])
def test_a_folder_without_a_manifest_of_a_version_is_no_version(master: Path, inhoud: str) -> None:
    vreemd = master.parent / "afrekeningen" / "2024" / "v7"
    vreemd.mkdir(parents=True)
    (vreemd / "manifest.json").write_text(inhoud)
    assert doe(BIJWERKEN, master).master is None


def test_a_settled_year_is_not_settled_once_more_by_accident(master: Path) -> None:
    verslag = jaarrun(master, 2024, definitief=True)
    registreer(master, verslag.map.parent)
    with pytest.raises(InvoerFout, match=r"al definitief afgerekend, met versie 1.*--herziening"):
        jaarrun(master, 2024)
    elders = master.parent / "elders"
    with pytest.raises(InvoerFout, match=r"al definitief"):
        jaarrun(master, 2024, elders)
    assert not list(elders.glob("*/v*"))
    assert jaarrun(master, 2024, herziening=True).versie == 2


def test_a_year_without_hours_is_settled_only_when_that_is_meant(tmp_path: Path) -> None:
    pad = tmp_path / "leeg.xlsx"
    for over, gevolg in (
        ({"voorschotten": (), "kosten": ()}, "dan is elk bedrag nul"),
        ({}, "dan worden alleen andere kosten, voorschotten en eerdere herzieningen verrekend"),
    ):
        maak_master(replace(REGELING, uren=(), **over), 2024).bewaar(pad)
        with pytest.raises(InvoerFout, match=rf"geen enkele urenregel die meetelt; {gevolg}.*--zonder-uren"):
            jaarrun(pad, 2024)
    assert not (tmp_path / "afrekeningen" / "2024" / "v1").exists()
    assert jaarrun(pad, 2024, zonder_uren=True).uitkomst.kosten_ct == 0


def test_stand_tells_the_steps_and_what_is_next(master: Path) -> None:
    uit = CliRunner().invoke(app, ["stand", str(master), "--json"])
    assert uit.exit_code == 0, uit.output
    beeld = json.loads(uit.stdout)
    assert len(beeld["stappen"]) == 12
    eerste = next(stap for stap in beeld["stappen"] if stap["nog"])
    assert beeld["volgende_stap"] == eerste["stap"]
    scherm = CliRunner().invoke(app, ["stand", str(master)]).stdout
    assert f"Volgende stap: {eerste['stap']}" in scherm


def test_stand_says_the_worst_of_the_checks_as_start_does(tmp_path: Path) -> None:
    niet_vast = rijp(REGELING)
    los = replace(niet_vast, uren=tuple(replace(rij, status=Status.TE_BEVESTIGEN) for rij in niet_vast.uren))
    for nummer, (regeling, zegt) in enumerate(((niet_vast, "OK"), (los, "LET OP"))):
        boek = maak_master(regeling, 2024)
        boek.bewaar(pad := tmp_path / f"{nummer}.xlsx")
        assert boek.vlag.split(",")[0] == zegt
        daarna = "." if zegt == "OK" else ". Nog niet waar: "
        assert f"Controles: {zegt}{daarna}" in CliRunner().invoke(app, ["stand", str(pad)]).stdout
        beeld = json.loads(CliRunner().invoke(app, ["stand", str(pad), "--json"]).stdout)
        assert (beeld["controles"], bool(beeld["let_op"])) == (zegt, zegt != "OK")
        stap = beeld["stappen"][5]
        assert (stap["stand"], stap["nog"], stap["welke"]) == (zegt, 0, ["1 controle op LET OP"] * (zegt != "OK"))


def test_making_hour_sheets_is_noted_so_that_start_knows(master: Path, tmp_path: Path) -> None:
    uit = CliRunner().invoke(app, ["urenstaat", "maak", str(master), "--jaar", "2024", "--uit", str(tmp_path / "u")])
    assert uit.exit_code == 0, uit.output
    assert lees_master(master).regeling.logboek[-1].wat == UITGEVRAAGD


def test_the_name_for_the_logboek_is_set_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from via_xl.basis import wie

    monkeypatch.setattr("via_xl.basis.wie.instellingenbestand", lambda: tmp_path / "diep" / "instellingen.json")
    assert CliRunner().invoke(app, ["instellen", "--naam", " FIN-2 "]).exit_code == 0
    assert wie.wie() == "FIN-2"
    with pytest.raises(InvoerFout):
        wie.stel_in(" ")
    (tmp_path / "diep" / "instellingen.json").write_text("{geen json")
    monkeypatch.setenv("LOGNAME", "inlog")
    assert wie.wie() == "inlog"
