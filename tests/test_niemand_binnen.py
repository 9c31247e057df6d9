"""Nobody in: a text from outside never becomes a formula, a link, a path or a page code; and nothing private is left behind."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import zipfile
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import BOEKEL, OSS, REGELING
from hulp.lang import meest_lang
from hulp.runs import SCRIPT
from hulp.stukken import leg_neer
from hulp.versies import akkoorden, rijp
from msgspec import Struct
from msgspec.structs import fields, replace
from openpyxl import load_workbook

from via_xl.basis.foutlog import LOGBESTAND
from via_xl.jaarrun import jaarrun
from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.kolom import Kolomsoort
from via_xl.regeling.model import Editie, Record, Regeling
from via_xl.regeling.tabellen import TABELLEN
from via_xl.schrijven.master import maak_master
from via_xl.versie.betaallijst import schrijf_betaallijst
from via_xl.versie.dossier import maak_dossier
from via_xl.versie.verschil import schrijf_verschil
from via_xl.versie.versiemap import open_versiemap
from via_xl.verzenden.verzend import Verzendkeuzes, verzend
from via_xl.vragen.scenario import bereken_scenario
from via_xl.vragen.urenstaatmaken import maak_urenstaten
from via_xl.vragen.verantwoording import maak_verantwoording

MERK = "KWAAD"
"""Stands in every text from outside."""

_BEGIN = "=+-@"
_VRIJ = {
    (tabel.attribuut, kolom.veld)
    for tabel in TABELLEN
    for kolom in tabel.kolommen
    if kolom.soort is Kolomsoort.TEKST
    and kolom.veld not in ("invoerhash", "sha256", "e_mail", "code", "versie")
    and (tabel.attribuut, kolom.veld)
    not in (("regiogegevens", "sleutel"), ("uitgangspunten", "punt"))  # words to choose
}


def kwaad(tekst: str) -> str:
    """The same text as somebody who means harm would write it; equal texts stay equal.

    Every formula begins it starts with: ``=``, ``+``, ``-`` and ``@``; ``&F`` is a code in a page header.
    """
    return f"{_BEGIN[len(tekst) % 4]}{MERK}|'/c calc'!A0&F<b>{tekst}" if tekst else ""


def bedorven(regeling: Regeling) -> Regeling:
    """The region in which every free text is such a one."""

    def rij(attribuut: str, record: Record) -> Record:
        if getattr(record, "sleutel", "") in ("kort", "document"):
            return record  # a rule keeps them to letters and digits: they stand in file names and headers
        anders = {
            veld.name: kwaad(getattr(record, veld.name))
            for veld in fields(record)
            if (attribuut, veld.name) in _VRIJ and isinstance(getattr(record, veld.name), str)
        }
        return replace(record, **anders)

    velden: dict[str, Any] = {
        tabel.attribuut: tuple(rij(tabel.attribuut, record) for record in getattr(regeling, tabel.attribuut))
        for tabel in TABELLEN
    }
    adressen = tuple(replace(rij, e_mail="via@regio.example") for rij in velden["gemeenten"])
    return replace(regeling, **velden | {"gemeenten": adressen})


class Alles(Struct, frozen=True):
    """Everything that the program makes of such a region."""

    werkboeken: tuple[Path, ...]
    csv: tuple[Path, ...]


@pytest.fixture(scope="module")
def alles(tmp_path_factory: pytest.TempPathFactory) -> Alles:
    regiomap = tmp_path_factory.mktemp("kwaad") / "regio"
    regiomap.mkdir()
    eerste = bedorven(rijp(REGELING))
    eerste = replace(eerste, akkoorden=akkoorden(eerste))
    later = replace(eerste, uren=(replace(eerste.uren[0], uren_h=999), *eerste.uren[1:]))
    later = replace(later, akkoorden=akkoorden(later))
    master = regiomap / "via_master.xlsx"
    maak_master(eerste, 2024, editie=Editie.MET_MACROS).bewaar(regiomap / "met_macros.xlsm")
    versies = []
    for inhoud in (eerste, later):
        master.unlink(missing_ok=True)
        maak_master(inhoud, 2024).bewaar(master)
        leg_neer(regiomap, inhoud)
        assert lees_master(master).regeling == inhoud
        versies.append(jaarrun(master, 2024, definitief=True, herziening=True).map)
    v1, v2 = versies
    with pytest.MonkeyPatch.context() as even:
        even.setattr("via_xl.bewijs.libreoffice.programma", lambda: None)
        verzend(v2, Verzendkeuzes())
    schrijf_betaallijst(v2)
    schrijf_verschil(open_versiemap(v1), open_versiemap(v2), regiomap / "verschil.xlsx")
    maak_dossier(v2, regiomap / "dossier.xlsx")
    maak_verantwoording(master, 2024, regiomap / "verantwoording.xlsx")
    bereken_scenario(master, ["verdeelsleutel.2024=uren"], uit=regiomap / "scenario.xlsx")
    maak_urenstaten(master, 2024, regiomap / "staten")
    boeken = sorted(regiomap.rglob("*.xls[xm]"))
    return Alles(tuple(boeken), tuple(sorted(regiomap.rglob("*.csv"))))


@pytest.mark.lang(een_op=1)  # a run or more, with a sister in every run
def test_everything_that_the_program_makes_is_looked_at(alles: Alles) -> None:
    namen = {re.sub(r"\d.*", "", pad.stem) for pad in alles.werkboeken}
    assert {"via_master", "met_macros", "ViA_afrekening_", "ViA_regio_", "ViA_betaallijst_"} <= namen
    assert {"verschil", "dossier", "verantwoording", "scenario", "ViA_urenstaat_"} <= namen
    assert {pad.name for pad in alles.csv} == {
        *(
            "ViA_betaallijst_2024_v2.csv",
            "ViA_betaallijst_2024_v2.journaal.csv",
            "ViA_wachtwoorden_2024.csv",
            "verzendregister.csv",
        ),
    }
    assert sum(MERK in _xml(pad) for pad in alles.werkboeken) == len(alles.werkboeken)


def _xml(pad: Path) -> str:
    with zipfile.ZipFile(pad) as pakket:
        return "\n".join(pakket.read(naam).decode("utf-8", "replace") for naam in pakket.namelist())


@pytest.mark.lang(een_op=1)  # a run or more, with a sister in every run
def test_no_text_from_outside_is_a_formula_a_link_or_a_name_in_any_workbook(alles: Alles) -> None:
    for pad in alles.werkboeken:
        with zipfile.ZipFile(pad) as pakket:
            for naam in pakket.namelist():
                xml = pakket.read(naam).decode("utf-8", "replace")
                if naam.endswith(".rels"):
                    assert MERK not in xml, (pad.name, naam)
                    assert "hyperlink" not in xml, (pad.name, naam)
                for formule in re.findall(r"<(?:\w+:)?(?:f|formula\d?|definedName)\b[^>]*>([^<]*)<", xml):
                    assert MERK not in formule, (pad.name, naam, formule)


def test_every_cell_with_such_a_text_is_a_text(alles: Alles) -> None:
    gezien = 0
    for pad in alles.werkboeken:
        for blad in load_workbook(pad).worksheets:
            for rij in blad.iter_rows():
                for cel in rij:
                    if isinstance(cel.value, str) and MERK in cel.value and not cel.value.startswith('="'):
                        assert cel.data_type == "s", (pad.name, blad.title, cel.coordinate)
                        gezien += 1
    assert gezien > 500


def test_a_page_header_shows_the_text_and_obeys_no_code_in_it(alles: Alles) -> None:
    gezien = 0
    for pad in alles.werkboeken:
        for kop in re.findall(r"<odd(?:Header|Footer)>([^<]*)<", _xml(pad)):
            if MERK in kop:
                assert "A0&&F<b>" in unescape(kop), (pad.name, kop)
                gezien += 1
    assert gezien > 3


def test_no_field_of_a_csv_begins_as_a_formula(alles: Alles) -> None:
    for pad in alles.csv:
        rijen = list(csv.reader(io.StringIO(pad.read_text("utf-8-sig")), delimiter=";"))
        velden = [veld for rij in rijen for veld in rij if MERK in veld]
        assert velden, pad.name
        assert [veld for veld in velden if not veld.startswith(("'", "ViA_"))] == []


def test_the_page_of_a_herkomst_shows_such_a_text_and_runs_nothing_of_it(alles: Alles, tmp_path: Path) -> None:
    (boekel,) = [pad for pad in alles.werkboeken if BOEKEL in pad.name and "v2_def" in pad.name]
    pagina = tmp_path / "herkomst.html"
    assert main(["herkomst", str(boekel), "Afrekening!E6", "--html", "--uit", str(pagina)]) in (0, 1)
    html = pagina.read_text("utf-8")
    assert MERK in html
    assert "&F<b>" not in html


# Names that try to leave the folder


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
@pytest.mark.parametrize(
    "naam",
    meest_lang(
        ["../../weg", "..\\..\\weg", "/etc/weg", "C:\\weg", "a/../../weg", "con", "weg\u202egpj.exe"],
        "../../weg",
    ),
)
def test_a_name_of_a_gemeente_leads_no_file_out_of_its_folder(
    naam: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("via_xl.bewijs.libreoffice.programma", lambda: None)

    def anders(rijen: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(rij, naam=naam) if rij.code == OSS and rij.naam == "Oss" else rij for rij in rijen)

    regeling = replace(REGELING, gemeenten=anders(REGELING.gemeenten), namen=anders(REGELING.namen))
    gemeenten = tuple(replace(rij, e_mail="via@regio.example") for rij in regeling.gemeenten)
    regiomap = tmp_path / "diep" / "regio"
    regiomap.mkdir(parents=True)
    maak_master(replace(regeling, gemeenten=gemeenten), 2024).bewaar(regiomap / "via_master.xlsx")
    v1 = jaarrun(regiomap / "via_master.xlsx", 2024).map
    verzend(v1, Verzendkeuzes(antwoord_voor=date(2099, 1, 31)))
    maak_urenstaten(regiomap / "via_master.xlsx", 2024, regiomap / "staten")
    assert [pad.name for pad in tmp_path.iterdir()] == ["diep"]
    assert [pad.name for pad in (tmp_path / "diep").iterdir()] == ["regio"]
    jaarmap = regiomap / "afrekeningen/2024"
    assert {pad.parent for pad in jaarmap.rglob("*GM0828*")} == {v1}
    assert all(re.fullmatch(r"[\w.-]+", pad.name) for pad in jaarmap.rglob("*")), "plain names only"


@pytest.mark.lang(een_op=40)  # a run, a dispatch and a verification
def test_a_manifest_that_names_files_outside_its_folder_reads_none_of_them(tmp_path: Path) -> None:
    maak_master(REGELING, 2024).bewaar(tmp_path / "via_master.xlsx")
    v1 = jaarrun(tmp_path / "via_master.xlsx", 2024).map
    geheim = tmp_path / "geheim.xlsx"
    geheim.write_bytes(b"van een ander")
    manifest = json.loads((v1 / "manifest.json").read_text("utf-8"))
    manifest["bestanden"].append({"bestand": "../../../geheim.xlsx", "bytes": 13, "sha256": "0" * 64})
    (v1 / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    voor = geheim.stat().st_atime_ns
    assert main(["verifieer", str(v1)]) == 1
    assert geheim.stat().st_atime_ns == voor


# Nothing private is left behind


@pytest.mark.lang(een_op=40)  # a run, a dispatch and a verification
@pytest.mark.skipif(os.name == "nt", reason="rechten van POSIX")
def test_temporary_files_are_removed_and_nobody_else_can_read_them(tmp_path: Path) -> None:
    tijdelijk, regiomap = tmp_path / "tmp", tmp_path / "regio"
    tijdelijk.mkdir()
    regiomap.mkdir()
    gemeenten = tuple(replace(rij, e_mail="via@regio.example") for rij in REGELING.gemeenten)
    maak_master(replace(REGELING, gemeenten=gemeenten), 2024).bewaar(regiomap / "via_master.xlsx")
    omgeving = os.environ | {"TMPDIR": str(tijdelijk)}
    for argumenten in (
        ["jaarrun", "via_master.xlsx"],
        ["controleer", "via_master.xlsx"],
        ["verzend", "afrekeningen/2024/v1", "--antwoord-voor", "2099-01-31"],
        ["verifieer", "afrekeningen/2024/v1"],
    ):
        klaar = subprocess.run(
            [*SCRIPT, *argumenten], cwd=regiomap, env=omgeving, capture_output=True, encoding="utf-8", check=False
        )
        assert klaar.returncode in (0, 1), klaar.stderr
        assert [pad.name for pad in tijdelijk.iterdir() if not pad.name.startswith("lu")] == [], argumenten
    jaarmap = regiomap / "afrekeningen/2024"
    assert (jaarmap / "verzending-v1").stat().st_mode & 0o077 == 0
    assert (jaarmap / "ViA_wachtwoorden_2024.csv").stat().st_mode & 0o077 == 0


def test_no_password_is_in_an_error_text_or_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gemeenten = tuple(replace(rij, e_mail="via@regio.example") for rij in REGELING.gemeenten)
    maak_master(replace(REGELING, gemeenten=gemeenten), 2024).bewaar(tmp_path / "via_master.xlsx")
    v1 = jaarrun(tmp_path / "via_master.xlsx", 2024).map
    monkeypatch.setattr("via_xl.bewijs.libreoffice.programma", lambda: None)
    monkeypatch.setattr("via_xl.verzenden.verzendregister.wachtwoord", lambda: "zeer-geheim-woord")

    def stuk(*_: object) -> None:
        raise RuntimeError("stuk")

    monkeypatch.setattr("via_xl.verzenden.verzendregister.publiceer", stuk)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["verzend", str(v1), "--antwoord-voor", "2099-01-31"]) == 1
    gezegd = capsys.readouterr()
    log = tmp_path / LOGBESTAND
    assert gezegd.err.startswith("Er ging iets mis wat het programma niet verwachtte.")
    assert str(log) in gezegd.err
    assert "RuntimeError: stuk" in log.read_text("utf-8")
    for tekst in (log.read_text("utf-8"), gezegd.out, gezegd.err, (v1 / "manifest.json").read_text("utf-8")):
        assert "zeer-geheim" not in tekst
    assert not (v1.parent / "verzending-v1").exists()
