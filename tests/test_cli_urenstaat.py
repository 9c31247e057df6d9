"""The commands for hour sheets: what they print, and with which exit code they end."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hulp.runs import via_xl

from via_xl.lezen.master import lees_master

WERKBOEKEN = Path(__file__).parents[1] / "workbooks"
STATEN = WERKBOEKEN / "voorbeeld-urenstaten"


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return Path(shutil.copy(WERKBOEKEN / "via_master.xlsx", tmp_path))


def test_one_blank_sheet_is_made_and_named(master: Path, tmp_path: Path) -> None:
    klaar = via_xl("urenstaat", "maak", master, "--jaar", "2024", "--uit", tmp_path / "uit", "--code", "GM0828")
    (gemaakt,) = (tmp_path / "uit").iterdir()
    assert (klaar.returncode, gemaakt.name) == (0, "ViA_urenstaat_2024_GM0828_Oss.xlsx")
    eerst, daarna = klaar.stdout.splitlines()
    assert eerst == f"Gemaakt: {gemaakt}"
    assert daarna.startswith("Volgende stap: ")


def test_json_tells_what_became_of_each_sheet(master: Path) -> None:
    oss = next(STATEN.glob("*Oss*"))
    klaar = via_xl("urenstaat", "lees", oss, "--in", master, "--jaar", "2024", "--json")
    assert klaar.returncode == 0, klaar.stderr
    antwoord = json.loads(klaar.stdout)
    (staat,) = antwoord["urenstaten"]
    assert (staat["bestand"], staat["code"], staat["jaar"]) == (oss.name, "GM0828", 2024)
    assert (staat["gevolg"], staat["uren"]) == ("ingelezen", "914.75")
    assert [b["wat"] for b in staat["bevindingen"]] == [
        'hier staat de opmerking "VOORBEELD: verzonnen uren, geen echte urenstaat.".',
        'hier staat de opmerking "VOORBEELD" (en nog in 3 cellen).',
    ]
    assert staat["vervallen_regels"] == len(staat["vervallen"]) > 0
    weg = staat["vervallen"][0]
    assert (weg["maand"][:4], weg["afrekenjaar"], weg["bron"]) == ("2024", 2024, "VOORBEELD urenstaat Oss 2024")
    logboek = lees_master(master).regeling.logboek[-1].opmerking
    assert f"GM0828 ({staat['vervallen_regels']} eerdere regels (" in logboek
    assert antwoord["master"] == str(master)
    assert Path(antwoord["reservekopie"]).exists()


def test_a_refused_sheet_ends_with_exit_code_2_and_leaves_the_master_alone(master: Path, tmp_path: Path) -> None:
    (tmp_path / "boekel.xlsx").write_bytes(b"geen werkboek")
    voor = master.read_bytes()
    klaar = via_xl("urenstaat", "lees", tmp_path / "boekel.xlsx", "--in", master, "--jaar", "2024")
    assert klaar.returncode == 2
    assert "geweigerd" in klaar.stdout
    assert "De master is niet gewijzigd." in klaar.stdout
    assert "Traceback" not in klaar.stderr
    assert master.read_bytes() == voor


def test_a_sheet_of_another_year_is_refused(master: Path) -> None:
    klaar = via_xl("urenstaat", "lees", next(STATEN.glob("*Oss*")), "--in", master, "--jaar", "2025")
    assert klaar.returncode == 2
    assert "geweigerd" in klaar.stdout
