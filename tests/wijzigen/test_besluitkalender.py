"""``via-xl besluit kalender`` puts the proposed dates of a year into the master, once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hulp.handelingen import na
from hulp.kleine_master import REGELING
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Regeling
from via_xl.rekenen.kalender import jaarkalender
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.besluitkalender import KALENDER
from via_xl.wijzigen.bestand import doe
from via_xl.wijzigen.mastermaken import zet_neer


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    pad = tmp_path_factory.mktemp("kalender") / "master.xlsx"
    zet_neer(maak_master(REGELING, 2024), pad)
    return pad.read_bytes()


@pytest.fixture
def master(tmp_path: Path, gemaakt: bytes) -> Path:
    pad = tmp_path / "master.xlsx"
    pad.write_bytes(gemaakt)
    return pad


def test_the_master_gets_the_dates_of_the_year_a_line_in_the_log_and_a_backup(master: Path) -> None:
    was = master.read_bytes()
    kalender = doe(KALENDER, master, jaar=2026)
    assert kalender.reserve is not None
    assert kalender.reserve.read_bytes() == was
    nu = lees_master(master)
    assert nu.regeling.kalender == (*REGELING.kalender, *jaarkalender(2026, regio=REGELING.regio))
    assert kalender.wijziging.rijen["tblKalender"] == jaarkalender(2026, regio=REGELING.regio)
    assert (nu.regeling.logboek[-1].wat, nu.regeling.logboek[-1].jaar) == ("kalender voorgesteld", 2026)
    assert replace(nu.regeling, kalender=REGELING.kalender) == REGELING
    assert bewijs_master(nu, 2024).verschillen == ()


def test_a_year_with_dates_stays_as_it_is(master: Path, capsys: pytest.CaptureFixture[str]) -> None:
    was = master.read_bytes()
    assert main(["besluit", "kalender", str(master), "2024"]) == 2
    gezegd = " ".join(capsys.readouterr().err.split())
    assert "2024 heeft al 1 datum in tblKalender; er is niets gewijzigd. Wijzig ze op blad Besluiten" in gezegd
    assert master.read_bytes() == was
    assert [pad.name for pad in master.parent.iterdir()] == ["master.xlsx"]


@pytest.mark.parametrize(
    ("regio", "jaar", "eerste", "waarom"),
    [
        (replace(REGELING, pok=()), 2026, None, "m.xlsx bevat fouten; er is niets gewijzigd"),
        (REGELING, 1999, None, "1999 is geen jaartal van 2000 tot en met 2100"),
        (REGELING, 2026, "2026-01-10", "10-1-2026 kan niet het eerste overleg van de werkgroep zijn"),
        (REGELING, 2026, "2026-02-05", "van 1-1-2026 tot en met 29-1-2026: dan passen er dertien in het jaar"),
    ],
)
def test_what_cannot_be_is_refused(regio: Regeling, jaar: int, eerste: str | None, waarom: str) -> None:
    with pytest.raises(InvoerFout) as fout:
        na(KALENDER, regio, jaar=jaar, eerste=eerste)
    assert waarom in fout.value.bericht


def test_a_year_of_the_settlement_has_its_input_hash_in_the_log_and_another_has_none() -> None:
    zonder = replace(REGELING, kalender=())
    assert na(KALENDER, zonder, jaar=2024).logboek[-1].invoerhash
    assert na(KALENDER, zonder, jaar=2026).logboek[-1].invoerhash == ""


def test_the_command_shows_every_date_and_takes_another_first_day(
    master: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    uit = master.with_name("nieuw.xlsx")
    assert main(["besluit", "kalender", str(master), "2026", "--eerste", "13-1-2026", "--uit", str(uit)]) == 0
    gezegd = capsys.readouterr().out
    assert "di 13-1-2026" in gezegd
    assert gezegd.count("overleg ") == 13
    assert "29 data staan op blad Besluiten" in gezegd
    assert main(["besluit", "kalender", str(uit), "--jaar", "2027", "--json"]) == 0
    uitvoer = json.loads(capsys.readouterr().out)
    assert (uitvoer["jaar"], len(uitvoer["data"]), uitvoer["data"][0]["dag"]) == (2027, 29, "2027-01-14")
    assert lees_master(master).regeling == REGELING


@pytest.mark.parametrize("dag", ["13-13-2026", ""])
def test_a_day_that_is_no_date_is_refused(master: Path, dag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["besluit", "kalender", str(master), "2026", "--eerste", dag]) == 2
    assert "niets gedaan" in " ".join(capsys.readouterr().err.split())
