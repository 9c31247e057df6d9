"""Inwoners of CBS into a master: what is shown, asked and written, in each form in which a download comes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hulp.handelingen import na, wijzig
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from hulp.statline import Download
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.lezen.master import lees_master
from via_xl.opdrachten import handelingen, scherm
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Afrekening, Status, Versiestand
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.inwonerslezen import INWONERS_LEZEN
from via_xl.wijzigen.mastermaken import zet_neer

CIJFERS = {(HB, 2024): "160783", (BOEKEL, 2024): "11345", (OSS, 2024): "94741"}
ANDERS = {(HB, 2022): "156538", (BOEKEL, 2022): "12000", (OSS, 2022): "93307"}


@pytest.fixture(scope="module")
def gebouwd(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    pad = tmp_path_factory.mktemp("master") / "m.xlsx"
    zet_neer(maak_master(REGELING, 2024), pad)
    return pad.read_bytes()


@pytest.fixture
def master(gebouwd: bytes, tmp_path: Path) -> Path:
    pad = tmp_path / "via_master.xlsx"
    pad.write_bytes(gebouwd)
    return pad


def van(pad: Path, jaar: int) -> dict[str, int]:
    return {rij.code: rij.inwoners for rij in lees_master(pad).regeling.inwoners if rij.peiljaar == jaar}


# --- the handed downloads, each made here, through both commands


EERDER = {(code, 2021): tekst for (code, _), tekst in CIJFERS.items()}
REGIOS = {("NL01", 2024): "17942942", **CIJFERS}
GEVALLEN = {
    "03759 with names": Download(CIJFERS, "03759ned", "namen"),
    "37230 with names": Download(CIJFERS, vorm="namen"),
    "laid out as on the site": Download(CIJFERS, vorm="tabelindeling", voet="Bron: CBS"),
    "codes with a footer": Download(CIJFERS, vorm="namen", namen={c: c for c, _ in CIJFERS}, voet="Bron: CBS"),
    "provisional": Download(CIJFERS, vorm="namen", merken={2024: "*"}),
    "saved by Excel with sep=": Download(REGIOS, sep=True),
    "another year too": Download({**EERDER, **CIJFERS}),
    "an earlier year without a new gemeente": Download({**REGIOS, **EERDER, (OSS, 2021): "       ."}),
    "an abolished gemeente": Download({**REGIOS, ("GM0786", 2024): "       .", ("GM1685", 2024): "       ."}),
    "provisional beside definite": Download({**EERDER, **CIJFERS}, vorm="namen", merken={2024: "*"}),
    "70072 by region": Download(REGIOS, "70072ned", "namen", "cp1252"),
    "UTF-16 with tabs": Download(CIJFERS, "70072ned", "namen", "utf-16", "\t"),
}


@pytest.mark.lang(vlug=3, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("download", GEVALLEN.values(), ids=GEVALLEN)
def test_a_download_comes_in_and_settles_in_a_scenario(
    download: Download, master: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cbs = download.schrijf(master.with_name("cbs.csv"))
    assert main(["scenario", str(master), "--inwoners", str(cbs), "--stel", "peiljaar=2024", "--jaar", "2024"]) == 0
    assert ("2024: voorlopig cijfer" in " ".join(capsys.readouterr().out.split())) is bool(download.merken)
    assert main(["inwoners", "lees", str(cbs), "--in", str(master), "--peiljaar", "2024", "--ja"]) == 0
    assert van(master, 2024) == {HB: 160_783, BOEKEL: 11_345, OSS: 94_741}
    bronnen = [rij.bron for rij in lees_master(master).regeling.inwoners if rij.peiljaar == 2024]
    assert all(("voorlopig cijfer" in bron) is bool(download.merken) and "CBS StatLine" in bron for bron in bronnen)


def test_a_scenario_by_a_year_that_nobody_uses_says_what_to_add(
    master: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cbs = Download(CIJFERS).schrijf(master.with_name("cbs.csv"))
    assert main(["scenario", str(master), "--inwoners", str(cbs), "--jaar", "2024"]) == 2
    assert "Voeg toe: --stel peiljaar=2024" in capsys.readouterr().err


# --- shown, asked, done


def test_it_shows_what_would_change_and_changes_nothing_unasked(
    master: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    was = master.read_bytes()
    cbs = Download(ANDERS).schrijf(master.with_name("cbs.csv"))
    assert main(["inwoners", "lees", str(cbs), "--in", str(master)]) == 0
    uit = capsys.readouterr().out
    assert "1 van 3 gemeenten nieuw of anders" in uit
    assert "Peiljaar 2022 geldt voor 2024" in uit
    for stuk in ("11.030", "12.000", "970", "Bijdrage over 2024", "Te verdelen", "Er is niets gewijzigd."):
        assert stuk in uit, stuk
    assert master.read_bytes() == was
    assert len(list(master.parent.iterdir())) == 2


@pytest.mark.parametrize(("antwoord", "komt"), [("ja", 12_000), ("nee", 11_030)])
def test_the_user_is_asked_and_decides(
    antwoord: str, komt: int, master: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gevraagd: list[str] = []

    def prompt(_vraag: str, **_: object) -> str:
        gevraagd.append(capsys.readouterr().out)
        return antwoord

    monkeypatch.setattr(scherm.sys, "stdin", type("S", (), {"isatty": lambda _: True})())
    monkeypatch.setattr(scherm.sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(scherm.typer, "prompt", prompt)
    cbs = Download(ANDERS).schrijf(master.with_name("cbs.csv"))
    handelingen.opdracht_van(INWONERS_LEZEN)(
        van_master=master, download=cbs, peiljaar=None, naar_master=None, zonder_vragen=False, als_json=False
    )
    assert "12.000" in gevraagd[0], "what would change is seen before the question"
    assert van(master, 2022)[BOEKEL] == komt


def test_another_number_takes_its_source_along_and_the_same_one_keeps_its_own(master: Path) -> None:
    cbs = Download(ANDERS).schrijf(master.with_name("cbs.csv"))
    assert main(["inwoners", "lees", str(cbs), "--in", str(master), "--ja"]) == 0
    hb, boekel, _ = lees_master(master).regeling.inwoners
    assert hb == REGELING.inwoners[0]
    assert boekel.bron.startswith("CBS StatLine 37230ned, cbs.csv, SHA-256 ")
    assert (boekel.inwoners, boekel.datum, boekel.status) == (12_000, date.today(), Status.TE_BEVESTIGEN)
    [regel] = lees_master(master).regeling.logboek[-1:]
    assert (regel.wat, regel.jaar, regel.opmerking) == (
        "inwoners ingelezen",
        2024,
        "3 gemeenten, peiljaar 2022, uit cbs.csv",
    )
    assert bewijs_master(lees_master(master), 2024).verschillen == ()


def test_the_same_file_again_changes_nothing(master: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cbs = Download(CIJFERS).schrijf(master.with_name("cbs.csv"))
    for _ in range(2):
        assert main(["inwoners", "lees", str(cbs), "--in", str(master), "--ja"]) == 0
    assert "Peiljaar 2024 staat al zo in de master; er is niets gewijzigd." in capsys.readouterr().out
    assert len(lees_master(master).regeling.logboek) == len(REGELING.logboek) + 1


@pytest.mark.parametrize("peiljaar", [None, 0, -3, 2024])
def test_a_file_with_nothing_but_a_year_0000_is_refused_with_its_rows(peiljaar: int | None, tmp_path: Path) -> None:
    pad = tmp_path / "cbs.csv"
    rijen = "".join(f"{code};0000JJ00;{aantal}\n" for (code, _), aantal in CIJFERS.items())
    pad.write_text(f"RegioS;Perioden;BevolkingAanHetBeginVanDePeriode_1\n{rijen}", "utf-8")
    with pytest.raises(InvoerFout) as fout:
        na(INWONERS_LEZEN, REGELING, download=pad, peiljaar=peiljaar)
    assert fout.value.bericht.startswith("cbs.csv bevat 3 fouten")
    assert "over 0" not in fout.value.bericht
    assert [b.cel for b in fout.value.bevindingen] == ["rij 2", "rij 3", "rij 4"]
    assert {b.wat for b in fout.value.bevindingen} == {'"0000JJ00" is geen periode van 1900 tot en met 2100.'}


def test_json_says_what_was_and_what_becomes_and_asks_for_ja(master: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cbs = Download(ANDERS).schrijf(master.with_name("cbs.csv"))
    was = master.read_bytes()
    assert main(["inwoners", "lees", str(cbs), "--in", str(master), "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    assert (uit["tabel"], uit["peiljaar"], uit["master"]) == ("37230ned", 2022, None)
    assert {"code": BOEKEL, "was": 11_030, "wordt": 12_000} in uit["gemeenten"]
    assert master.read_bytes() == was
    assert main(["inwoners", "lees", str(cbs), "--in", str(master), "--json", "--ja"]) == 0
    assert json.loads(capsys.readouterr().out)["master"] == str(master)
    assert van(master, 2022)[BOEKEL] == 12_000


def test_without_a_peiljaar_the_last_one_is_taken_and_the_others_are_named(tmp_path: Path) -> None:
    cbs = Download({**EERDER, **CIJFERS}).schrijf(tmp_path / "cbs.csv")
    uit = na(INWONERS_LEZEN, REGELING, download=cbs)
    assert {rij.peiljaar for rij in uit.inwoners} == {2022, 2024}
    vraag = wijzig(INWONERS_LEZEN, REGELING, download=cbs).verhaal.vraag
    assert "Het bestand heeft ook 2021; dat blijft buiten beschouwing (--peiljaar)." in vraag
    assert "Nog geen jaar rekent met peiljaar 2024; dat kiest u op blad Jaren." in vraag
    assert [rij.jaar for rij in uit.logboek[-1:]] == [None]


def test_a_year_that_was_settled_asks_for_a_herziening(tmp_path: Path) -> None:
    definitief = Afrekening(
        jaar=2024, versie=2, soort=Versiestand.DEFINITIEF, invoerhash="ab" * 32, op=date(2025, 5, 1), map="v2", bron=""
    )
    regio = replace(REGELING, afrekeningen=(definitief,))
    cbs = Download(ANDERS).schrijf(tmp_path / "cbs.csv")
    vraag = wijzig(INWONERS_LEZEN, regio, download=cbs).verhaal.vraag
    assert "2024 is al definitief afgerekend: deze wijziging vraagt om een herziening." in vraag
    assert not any("herziening" in regel for regel in wijzig(INWONERS_LEZEN, REGELING, download=cbs).verhaal.vraag)


def test_a_file_without_any_figure_is_refused(tmp_path: Path) -> None:
    cbs = Download({(HB, 2024): "."}).schrijf(tmp_path / "cbs.csv")
    with pytest.raises(InvoerFout, match="geen cijfers van een 1 januari"):
        na(INWONERS_LEZEN, REGELING, download=cbs)
    with pytest.raises(InvoerFout, match="wel van geen enkel jaar"):
        na(INWONERS_LEZEN, REGELING, download=cbs, peiljaar=2024)
