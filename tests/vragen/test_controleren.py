"""``via-xl controleer``: any workbook, of anyone; findings with their place, and never a traceback."""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hulp import openbaar
from hulp.gemaakt import LEVERT, LEVERT_NIET, Gemaakt, regeling
from hulp.proefboek import Proefboek, maak
from urenstaat.slechte_staten import GEVALLEN

from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout
from via_xl.basis.kindproces import Kind
from via_xl.lezen.master import lees_master
from via_xl.opdrachten import cli
from via_xl.regeling.model import Editie, Regio
from via_xl.schrijven.bevindingenrapport import maak_rapport
from via_xl.schrijven.master import maak_master
from via_xl.urenstaat.gelezen import GelezenUrenstaat
from via_xl.vragen import controleren
from via_xl.vragen.controleren import Controleverslag, controleer_in, controleer_werkboek, controlekind
from via_xl.vragen.urenstaatmaken import maak_urenstaat

Scherm = pytest.CaptureFixture[str]
STEEKPROEF = 4


@pytest.fixture(scope="module")
def kind() -> Iterator[Kind]:
    with controlekind() as kind:
        yield kind


# Ours: nothing to remark, not even strictly; what the outcome asks to look at says nothing against the workbook


def eis_alleen_late_uren(verslag: Controleverslag) -> None:
    """Of the example only that its hours of 2023 are settled by the POK of 2023, with what that comes to."""
    assert (verslag.bevindingen, verslag.aantal_fouten) == (verslag.over_uitkomst, 0)
    assert {(bevinding.ernst, bevinding.blad) for bevinding in verslag.bevindingen} == {(Ernst.WAARSCHUWING, "Uren")}
    assert all("uit 2023" in bevinding.wat for bevinding in verslag.bevindingen)
    assert any("64,75 uur uit 2023" in bevinding.wat for bevinding in verslag.bevindingen)


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("editie", Editie)
def test_both_editions_of_the_master_pass_strictly(editie: Editie, tmp_path: Path, kind: Kind) -> None:
    pad = tmp_path / f"via_master{editie}"
    maak_master(regeling(), 2024, editie=editie).bewaar(pad)
    verslag = controleer_in(kind, pad, streng=True)
    assert (verslag.met_invoer, verslag.jaar) == (True, 2024)
    eis_alleen_late_uren(verslag)


def test_the_workbooks_of_a_run_pass_strictly(run_2024: Gemaakt, kind: Kind) -> None:
    for pad in (run_2024.bestanden[LEVERT], run_2024.bestanden[LEVERT_NIET]):
        verslag = controleer_in(kind, pad, streng=True)
        assert (verslag.bevindingen, verslag.met_invoer, verslag.jaar) == ((), False, None)
    eis_alleen_late_uren(controleer_in(kind, run_2024.regio, streng=True))


def test_what_a_run_made_is_no_master(run_2024: Gemaakt) -> None:
    for pad in (run_2024.regio, run_2024.bestanden[LEVERT]):
        with pytest.raises(InvoerFout, match=r"is een werkmap van een afrekening en geen master.*map bron ernaast"):
            lees_master(pad)


def test_hour_sheets_and_the_report_of_findings_pass_strictly(tmp_path: Path, kind: Kind) -> None:
    pad = tmp_path / "urenstaat.xlsx"
    maak_urenstaat(regeling(), "GM0828", 2024).bewaar(pad)
    assert controleer_in(kind, pad, streng=True).bevindingen == ()
    gevonden = Bevinding(pad.name, "Urenstaat", "E17", "een", "Doe iets.", Ernst.WAARSCHUWING)
    rapport = tmp_path / "rapport.xlsx"
    maak_rapport(
        [GelezenUrenstaat(pad, pad.name, "ab", "GM0828", 2024, bevindingen=(gevonden,))], tmp_path, Regio()
    ).bewaar(rapport)
    assert controleer_in(kind, rapport, streng=True).bevindingen == ()


# What a user did


def eigen_werk(proef: Proefboek) -> None:
    proef.schrijf("Start!C9", "=Jaar*1.21")
    proef.bladen["Inwoners"].write_string("C3", "1.234,56")


def test_what_is_found_has_its_place_and_strictly_a_warning_is_an_error(tmp_path: Path, kind: Kind) -> None:
    pad = maak(tmp_path / "boek.xlsx", lambda proef: proef.schrijf("Start!C9", "=Jaar*1.21"))
    (bevinding,) = controleer_in(kind, pad).bevindingen
    assert (bevinding.blad, bevinding.cel, bevinding.ernst) == ("Start", "C9", Ernst.WAARSCHUWING)
    (bevinding,) = controleer_in(kind, pad, streng=True).bevindingen
    assert bevinding.ernst is Ernst.FOUT


def test_of_a_master_the_rules_of_the_workbook_and_of_its_inputs_come_together(tmp_path: Path, kind: Kind) -> None:
    boek = maak_master(regeling(), 2024)
    uren = boek.vind("Uren")
    tabel = uren.tabellen[0]
    boek.vind("Verrekening").zet(160, 1, "1.234,56")
    plek = tabel.adres("Uren", "Code", 0)
    uren.zet(plek.rij, plek.kol, "Nergenshuizen", "invoer.tekst")
    boek.bewaar(tmp_path / "master.xlsx")
    verslag = controleer_in(kind, tmp_path / "master.xlsx")
    plaatsen = [(b.blad, b.cel, b.ernst) for b in verslag.bevindingen]
    assert plaatsen == [("Uren", plek.cel, Ernst.FOUT), ("Verrekening", "B161", Ernst.WAARSCHUWING)]
    assert verslag.aantal_fouten == 1


@pytest.mark.lang(een_op=40)  # a dozen workbooks of others, each in a process
def test_of_a_master_the_outcome_is_looked_at_and_so_are_the_warnings_of_the_year(tmp_path: Path, kind: Kind) -> None:
    pad = tmp_path / "master.xlsx"
    maak_master(regeling(), 2024).bewaar(pad)
    in_2026 = controleer_in(kind, pad, 2026).bevindingen
    assert {b.ernst for b in in_2026} == {Ernst.WAARSCHUWING}
    assert any("ouder dan 12 maanden" in b.wat for b in in_2026)
    assert all("ouder dan 12 maanden" in b.wat or b.wat.startswith("2026: ") for b in in_2026)
    with pytest.raises(InvoerFout, match=r"Jaar 2019 staat niet in tabel tblJaren van master\.xlsx"):
        controleer_in(kind, pad, 2019)


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_master_without_a_table_is_still_a_master(tmp_path: Path, kind: Kind) -> None:
    boek = maak_master(regeling(), 2024)
    blad = boek.vind("POK")
    blad.tabellen.clear()
    boek.bewaar(tmp_path / "master.xlsx")
    verslag = controleer_in(kind, tmp_path / "master.xlsx")
    assert any("tabel tblPOK ontbreekt" in b.wat for b in verslag.bevindingen)


def test_a_workbook_with_macros_that_windows_blocks_is_told(tmp_path: Path, kind: Kind) -> None:
    pad = maak(tmp_path / "boek.xlsx").rename(tmp_path / "boek.xlsm")
    (tmp_path / "boek.xlsm:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n", "ascii")
    (bevinding,) = [b for b in controleer_in(kind, pad).bevindingen if "Windows" in b.wat]
    assert "Blokkering opheffen" in bevinding.doen


# The command


def test_exit_code_0_without_errors_1_with_and_2_unreadable(tmp_path: Path, capsys: Scherm) -> None:
    goed = maak(tmp_path / "goed.xlsx")
    assert cli.main(["controleer", str(goed), "--streng"]) == 0
    assert capsys.readouterr().out == "goed.xlsx: houdt zich aan alle regels.\n"
    fout = maak(tmp_path / "fout.xlsx", eigen_werk)
    assert cli.main(["controleer", str(fout)]) == 1
    uit = capsys.readouterr().out
    assert re.search(r"fout +│ +Inwoners!C3 +│", uit)
    assert re.search(r"waarschuwing +│ +Start!C9 +│", uit)
    assert uit.splitlines()[-1] == "fout.xlsx: 1 fout en 1 waarschuwing."
    (tmp_path / "stuk.xlsx").write_bytes(b"PK\x03\x04 geen werkboek")
    assert cli.main(["controleer", str(tmp_path / "stuk.xlsx")]) == 2
    uit, op_fout = capsys.readouterr()
    assert uit == ""
    assert "stuk.xlsx is beschadigd" in op_fout


def test_json_is_one_object_with_the_rule_and_the_place_of_each_finding(tmp_path: Path, capsys: Scherm) -> None:
    pad = maak(tmp_path / "fout.xlsx", eigen_werk)
    assert cli.main(["controleer", str(pad), "--json", "--streng"]) == 1
    uit = json.loads(capsys.readouterr().out)
    assert {
        sleutel: uit[sleutel] for sleutel in ("bestand", "met_invoer", "jaar", "in_orde", "fouten", "waarschuwingen")
    } == {
        "bestand": str(pad),
        "met_invoer": False,
        "jaar": None,
        "in_orde": False,
        "fouten": 2,
        "waarschuwingen": 0,
    }
    assert {(b["regel"], b["blad"], b["cel"], b["ernst"]) for b in uit["bevindingen"]} == {
        (1, "Start", "C9", "fout"),
        (15, "Inwoners", "C3", "fout"),
    }
    assert all(b["wat"] and b["doen"] and "[regel" not in b["wat"] for b in uit["bevindingen"])


def test_the_file_is_not_changed_and_a_name_without_xlsx_is_read_too(tmp_path: Path) -> None:
    pad = maak(tmp_path / "boek.xlsx", eigen_werk).rename(tmp_path / "boek.bin")
    inhoud = pad.read_bytes()
    assert controleer_werkboek(pad).aantal_fouten == 1
    assert pad.read_bytes() == inhoud


# Files from outside


def _zegt(kind: Kind, pad: Path) -> str:
    """How the command answers: with a report, or with a sentence that names the file."""
    try:
        controleer_in(kind, pad, streng=True)
    except InvoerFout as fout:
        zin = fout.bericht
    else:
        return ""
    assert pad.name in zin
    assert "Traceback" not in zin
    return zin


def test_a_file_that_takes_too_much_memory_or_time_is_refused(tmp_path: Path) -> None:
    def vol(proef: Proefboek) -> None:
        for rij in range(9, 30_000):
            proef.bladen["Herkomst"].write_row(rij, 9, [rij] * 5)

    pad = maak(tmp_path / "boek.xlsx", vol)
    with (
        controlekind(geheugen=80 * 2**20) as kind,
        pytest.raises(InvoerFout, match=r"boek\.xlsx is niet gecontroleerd"),
    ):
        controleer_in(kind, pad)
    with controlekind(tijd=0.5) as kind, pytest.raises(InvoerFout, match="duurt te lang"):
        controleer_in(kind, pad)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, kind: Kind) -> None:
    pad = maak(tmp_path / "bom.xlsx")
    with zipfile.ZipFile(pad, "a", zipfile.ZIP_DEFLATED) as pakket:
        pakket.writestr("xl/worksheets/sheet9.xml", b" " * (controleren.GRENZEN.deel // 2))
    assert "te groot om veilig te openen" in _zegt(kind, pad)


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_bad_hour_sheets_are_answered(tmp_path: Path, kind: Kind) -> None:
    for nummer, geval in enumerate(GEVALLEN[::4]):
        werkmap = tmp_path / str(nummer)
        werkmap.mkdir()
        assert "is niet gecontroleerd" not in _zegt(kind, geval.maak(werkmap)), geval.naam


def test_a_workbook_with_wrong_bytes_is_answered(tmp_path: Path, kind: Kind) -> None:
    goed = maak(tmp_path / "goed.xlsx")
    with zipfile.ZipFile(goed) as pakket:
        delen = {naam: pakket.read(naam) for naam in pakket.namelist()}
    toeval = random.Random(5)  # noqa: S311 - not a secret
    for nummer in range(60):
        naam = toeval.choice([naam for naam in delen if naam.endswith(".xml")])
        inhoud_met_fout = bytearray(delen[naam])
        for _ in range(3):
            inhoud_met_fout[toeval.randrange(len(inhoud_met_fout))] = toeval.randrange(32, 127)
        pad = tmp_path / f"{nummer}.xlsx"
        with zipfile.ZipFile(pad, "w") as pakket:
            for deel, inhoud in delen.items():
                pakket.writestr(deel, bytes(inhoud_met_fout) if deel == naam else inhoud)
        assert "is niet gecontroleerd" not in _zegt(kind, pad), naam


def _openbare(aantal: int | None) -> list[Path]:
    alle = openbaar.bestanden()
    return list(alle[:: max(1, len(alle) // aantal)] if aantal else alle)


@pytest.mark.parametrize(
    "aantal",
    [
        pytest.param(STEEKPROEF, id="steekproef", marks=pytest.mark.lang(een_op=1)),
        pytest.param(None, id="alle", marks=pytest.mark.lang),
    ],
)
def test_the_spreadsheets_of_others_are_answered(aantal: int | None, kind: Kind) -> None:
    bestanden = _openbare(aantal)
    gezegd = {pad: _zegt(kind, pad) for pad in bestanden}
    assert len(bestanden) >= (aantal or 50)
    assert {pad.name: zin for pad, zin in gezegd.items() if "is niet gecontroleerd" in zin} == {}
    gelezen = [pad for pad, zin in gezegd.items() if not zin]
    assert len(gelezen) >= 0.8 * len(bestanden)
