"""The command verantwoording: it says what it made, overwrites nothing, and refuses what it can't use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hulp.kleine_master import HB, OSS, REGELING, blokken, schrijf, uren
from hulp.runs import kleine_master
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.basis.bevinding import BewijsFout, InvoerFout
from via_xl.opdrachten.cli import main
from via_xl.schrijven.taal.controleblad import Controle, f
from via_xl.vragen import verantwoording


def test_it_ends_with_what_was_made_and_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    master = kleine_master(tmp_path)
    inhoud = master.read_bytes()
    assert main(["verantwoording", str(master)]) == 0
    gezegd = capsys.readouterr()
    assert f"{tmp_path / 'ViA_jaarverantwoording_2024.xlsx'} (jaar 2024, nog CONCEPT: " in gezegd.out
    assert gezegd.err == ""
    assert (tmp_path / "ViA_jaarverantwoording_2024.xlsx").is_file()
    assert master.read_bytes() == inhoud


def test_a_report_that_exists_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    master, doel = kleine_master(tmp_path), tmp_path / "v.xlsx"
    doel.write_text("van een ander", "utf-8")
    assert main(["verantwoording", str(master), "--uit", str(doel)]) == 2
    assert "wordt niet overschreven" in capsys.readouterr().err
    assert doel.read_text("utf-8") == "van een ander"


@pytest.mark.parametrize(
    ("opties", "zegt"),
    [
        (["--jaar", "1999"], "Jaar 1999 staat niet in tabel tblJaren van master.xlsx; daar staan 2024."),
        (["--uit", "verslag.pdf"], "verslag.pdf: een rapport is een werkmap"),
        (["--uit", "nergens/v.xlsx"], "kan niet worden gemaakt"),
    ],
)
def test_what_cannot_be_made_is_refused_with_what_to_do(
    opties: list[str], zegt: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    master = kleine_master(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["verantwoording", str(master), *opties]) == 2
    assert zegt in capsys.readouterr().err
    assert sorted(pad.name for pad in tmp_path.iterdir()) == [master.name]


def test_a_master_with_an_error_names_the_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dubbel = replace(REGELING, tarieven=(*REGELING.tarieven, REGELING.tarieven[0]))
    master = tmp_path / "fout.xlsx"
    schrijf(master, blokken(dubbel))
    assert main(["verantwoording", str(master)]) == 2
    assert "Tarieven" in capsys.readouterr().err
    assert [pad.name for pad in tmp_path.iterdir()] == ["fout.xlsx"]


def test_tables_that_do_not_fit_together_are_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mis = Controle("iets", f("1", 1), f("2", 2), "nergens")
    monkeypatch.setattr(verantwoording, "controles", lambda _: [mis])
    master = kleine_master(tmp_path)
    with pytest.raises(BewijsFout, match="sluiten niet op elkaar aan"):
        verantwoording.maak_verantwoording(master)
    assert [pad.name for pad in tmp_path.iterdir()] == [master.name]


def test_another_year_that_cannot_be_settled_is_named_and_left_out() -> None:
    jaren = (*REGELING.jaren, replace(REGELING.jaren[0], jaar=2023))
    pok = (*REGELING.pok, replace(REGELING.pok[0], jaar=2023))
    regio = replace(REGELING, jaren=jaren, pok=pok, uren=(*REGELING.uren, uren(HB, 0, afrekenjaar=2023)))
    gedaan, niet = verantwoording._jaren(regio, 2024)
    assert ([u.jaar for u in gedaan], niet) == ([2023, 2024], ())
    leeg = replace(regio, inwoners=tuple(replace(rij, inwoners=0) for rij in regio.inwoners))
    gedaan, niet = verantwoording._jaren(leeg, 2023)
    assert ([u.jaar for u in gedaan], niet) == ([2023], (2024,))


def test_the_day_of_the_report_is_the_one_given(tmp_path: Path) -> None:
    pad = verantwoording.maak_verantwoording(kleine_master(tmp_path), op=date(2026, 3, 4)).pad
    waarden = [cel.value for rij in load_workbook(pad)["Bronnen"].iter_rows() for cel in rij]
    assert any(str(waarde).startswith("2026-03-04") for waarde in waarden)


@pytest.mark.lang(een_op=10)  # a report, with a sister in every run
def test_a_report_that_would_name_a_person_is_not_made(tmp_path: Path) -> None:
    wie = tuple(replace(rij, medewerker="OS-01") if rij.code == OSS else rij for rij in REGELING.uren)
    themas = tuple(replace(rij, bron="lijst van OS 1") for rij in REGELING.themas)
    master = kleine_master(tmp_path, replace(REGELING, uren=wie, themas=themas))
    with pytest.raises(InvoerFout, match="personen van de gemeenten; er is niets gemaakt") as fout:
        verantwoording.maak_verantwoording(master)
    assert {b.wat for b in fout.value.bevindingen} == {'hierin staat "OS-01", van Oss.'}
    assert [pad.name for pad in tmp_path.iterdir()] == [master.name]
