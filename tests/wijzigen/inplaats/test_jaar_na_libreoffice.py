"""A whole year on a master that another program edited and LibreOffice saved: every command works on it as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hulp.officierswerk import door_libreoffice, met_excelize
from hulp.statline import Download
from hulp.stukken import getekend, leg_neer
from hulp.versies import rijp

from via_xl.bewijs import libreoffice
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Regeling
from via_xl.rekenen.invoerhash import invoerhash, kenmerk
from via_xl.schrijven.master import maak_master

GEGEVENS = Path(__file__).parents[3] / "workbooks/gegevens"
STATEN = GEGEVENS.parent / "voorbeeld-urenstaten"
AKKOORD = ["akkoord", "noteer", "M", "--rol", "opdrachtgever", "--kenmerk", "KENMERK"]
V1, V2, V3 = (f"afrekeningen/2024/v{nummer}" for nummer in (1, 2, 3))

JAAR = [
    ["stand", "M"],
    ["urenstaat", "maak", "M", "--jaar", "2024", "--uit", "leeg"],
    ["urenstaat", "lees", str(STATEN), "--in", "M", "--jaar", "2024"],
    ["terug", "M", "--ja"],
    ["jaarrun", "M", "--jaar", "2024"],
    ["verzend", V1, "--antwoord-voor", "31-12-2090"],
    ["reactie", "M", "--gemeente", "Oss", "--gemeente", "Boekel", "--reactie", "akkoord", "--versie", "1"],
    ["akkoord", "stuk", V1],
    [*AKKOORD, "--gemeente", "Oss", "--door", "AO-2", "--bestand", "GM0828.pdf"],
    [*AKKOORD, "--gemeente", "Boekel", "--door", "AO-7", "--bestand", "GM0755.pdf"],
    ["jaarrun", "M", "--jaar", "2024", "--definitief"],
    ["betaallijst", V2],
    ["rapport", "dossier", V2],
    ["rapport", "verschil", V1, V2],
    ["rapport", "alles", "M", "--jaar", "2024"],
    ["rapport", "verantwoording", "M", "--jaar", "2024"],
    ["jaar", "open", "M", "2027", "--voorschot", "helft", "--ja"],
    ["brief", "begroting", "M", "--jaar", "2027"],
    ["brief", "jaareinde", "M", "--jaar", "2025"],
    ["brief", "antwoord", "M", "--gemeente", "Oss", "--jaar", "2025", "--bedrag", "-1.234,56"],
    ["inwoners", "lees", "cbs.csv", "--in", "M", "--peiljaar", "2025", "--ja"],
    ["tarieven", "lees", "cao.csv", "--in", "M", "--vanaf", "1-1-2026", "--ja"],
    ["besluit", "kalender", "M", "2027"],
    ["besluit", "agenda", "M"],
    ["voorstel", "M", "--jaar", "2025"],
    ["besluit", "stand", "M"],
    ["scenario", "M", "--stel", "verdeelsleutel.2026=kosten", "--jaar", "2026"],
    ["jaarrun", "M", "--jaar", "2024", "--herziening"],
    ["verifieer", V3, "--master", "M"],
    ["controleer", "M"],
    ["master", "werk-bij", "M"],
    ["master", "vernieuw", "M", "--toch"],
    ["controleer", "M", "--streng"],
    ["master", "zet-om", "M", "--uit", "ander.xlsm", "--toch"],
    ["stand", "ander.xlsm"],
]
"""The commands of a year, M for the master; each ends well."""


def _regeling() -> Regeling:
    regeling, bevindingen = lees_gegevensmap(GEGEVENS)
    assert regeling is not None, bevindingen
    return rijp(regeling)


@pytest.fixture
def werkmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    regeling = _regeling()
    pad = tmp_path / "via_master.xlsx"
    maak_master(regeling, 2024).bewaar(pad)
    leg_neer(tmp_path, regeling)
    met_excelize(lambda boek: boek.set_cell_value("Uren", "AZ3", "van mij"), lambda _: True).maak(pad)
    door_libreoffice(pad)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(libreoffice, "programma", lambda: None)
    Download({(rij.code, 2025): str(rij.inwoners + 100) for rij in regeling.inwoners}).schrijf(tmp_path / "cbs.csv")
    schalen = sorted({rij.schaal for rij in regeling.tarieven}, key=str)
    (tmp_path / "cao.csv").write_text("Schaal;Maximum\n" + "".join(f"{schaal};5.997,50\n" for schaal in schalen))
    return tmp_path


@pytest.mark.motoren
@pytest.mark.lang(een_op=0)  # two minutes, of a whole year
def test_every_command_of_a_year_works_on_a_master_that_libreoffice_saved(
    werkmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for opdracht in JAAR:
        jaarhash = invoerhash(lees_master(werkmap / "via_master.xlsx").regeling, 2024)
        hier = kenmerk(jaarhash)
        for gemeente in ("GM0755", "GM0828"):
            (werkmap / f"{gemeente}.pdf").write_bytes(getekend(jaarhash, gemeente))
        argumenten = [{"M": "via_master.xlsx", "KENMERK": hier}.get(deel, deel) for deel in opdracht]
        code = main(argumenten)
        gezegd = capsys.readouterr()
        assert code == 0, f"{opdracht}: {code}\n{gezegd.out}{gezegd.err}"
        assert not re.search(r"niet verwachtte", gezegd.err), opdracht
    na = lees_master(werkmap / "via_master.xlsx").regeling
    assert [rij.versie for rij in na.afrekeningen] == [1, 2, 3]
    assert {rij.code for rij in na.reacties} == {"GM0828", "GM0755"} < {rij.code for rij in na.akkoorden}
    assert max(rij.jaar for rij in na.jaren) == 2027
