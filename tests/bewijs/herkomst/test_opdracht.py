"""The command: its outputs, and a clear Dutch message with exit code 2 for whatever can't be."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest
import xlsxwriter
from hulp.bomen import maak
from hulp.gemaakt import LEVERT, Gemaakt
from hulp.proefboek import vervang
from hulp.runs import via_xl

from via_xl.basis.bevinding import InvoerFout
from via_xl.bewijs import herkomst as kamer
from via_xl.bewijs.herkomst.onderzoek import onderzoek
from via_xl.opdrachten import cli

Scherm = pytest.CaptureFixture[str]


@pytest.fixture
def afrekening(run_2024: Gemaakt) -> Path:
    return run_2024.bestanden[LEVERT]


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_on_screen_stands_the_tree_with_values_formulas_and_sources(afrekening: Path) -> None:
    klaar = via_xl("herkomst", afrekening, "Berekening!C21")
    assert (klaar.returncode, klaar.stderr) == (0, "")
    for tekst in (
        "saldo (min: uw gemeente ontvangt): -€ 162.440,41  [Berekening!C21]",
        "=AFRONDEN($C$17-$C$19-$C$20;2)",
        "=ROUND($C$17-$C$19-$C$20,2)",
        "kosten: 88 regels, € 235.617,64  [tblUwUren[Kosten €]] …",
        "bron van 88: VOORBEELD urenstaat 's-Hertogenbosch 2024 · status voorbeeld",
        "inwoners 's-Hertogenbosch 2022: 156.538  [bron/via_master.xlsx Inwoners!C6]",
        "bron: CBS via Koersplan 8.1 (voetnoot 17) · status vastgesteld",
        "zie hierboven",
        "stuur haar niet door aan een gemeente",
    ):
        assert tekst in klaar.stdout


def test_json_is_the_same_tree_as_one_object(afrekening: Path) -> None:
    klaar = via_xl("herkomst", afrekening, "Berekening!C21", "--json", "--zonder-master")
    assert (klaar.returncode, klaar.stderr) == (0, "")
    uit = json.loads(klaar.stdout)
    direct = onderzoek(None, (afrekening, "Berekening!C21", kamer.DIEPST, kamer.UITGEKLAPT, False))
    assert not isinstance(direct, str)
    assert uit == json.loads(json.dumps(direct.als_json()))
    assert (uit["cel"], uit["waarde"], uit["boom"]["ruw"]) == ("Berekening!C21", "-€ 162.440,41", -162440.41)


@pytest.mark.lang(een_op=16)  # the trees of a page and a workbook
def test_page_and_workbook_are_written_where_asked_or_named_after_the_cell(
    afrekening: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Scherm
) -> None:
    monkeypatch.chdir(tmp_path)
    for optie, soort in (("--html", ".html"), ("--xlsx", ".xlsx")):
        assert cli.main(["herkomst", str(afrekening), "'Uren'!$B$5", optie, "--diepte", "2"]) == 0
        assert (tmp_path / f"herkomst_{afrekening.stem}_Uren_B5{soort}").stat().st_size > 1000
        doel = tmp_path / f"eigen{soort}"
        assert cli.main(["herkomst", str(afrekening), "Uren!B5", optie, "--uit", str(doel), "--diepte", "1"]) == 0
        assert doel.exists()
        assert f"Gemaakt: eigen{soort}" in capsys.readouterr().out.replace("\n", "")


def test_an_output_that_exists_is_never_overwritten(afrekening: Path, tmp_path: Path, capsys: Scherm) -> None:
    doel = tmp_path / "er_al.html"
    doel.write_text("van mij")
    assert cli.main(["herkomst", str(afrekening), "Uren!B5", "--html", "--uit", str(doel)]) == 2
    assert "bestaat al en wordt niet overschreven" in capsys.readouterr().err.replace("\n", " ")
    assert doel.read_text() == "van mij"


FOUTEN = {
    "Afrekning!E5": "is geen blad Afrekning; bedoelt u: Afrekening",
    "Xyz!A1": "is geen blad Xyz; wel: Afrekening, Berekening, Uren",
    "Afrekening!E6": "is leeg. Gevulde cellen dichtbij: E5",
    "Afrekening!ZZ900": "is leeg. Ook eromheen is alles leeg.",
    "Afrekening!XFE1": "is geen cel: XFE1. Schrijf de plaats als Blad!Cel",
    "Afrekening!": "is geen cel: het adres ontbreekt",
    "Afrekening!B1:C2": "is een bereik. Geef één cel op, bijvoorbeeld 'Afrekening!B1'",
    "tblUwUren[Uren]": "is een bereik. Geef één cel op, bijvoorbeeld 'Uren!F10'",
    "E5": "is geen plaats: het blad ontbreekt",
    "Onbekend": "is geen plaats: het blad ontbreekt",
    "": "is geen plaats: het blad ontbreekt",
}


@pytest.mark.parametrize(("cel", "bericht"), FOUTEN.items())
def test_a_place_that_is_none_is_met_with_what_is_near(afrekening: Path, cel: str, bericht: str) -> None:
    uit = onderzoek(None, (afrekening, cel, 1, 0, True))
    assert isinstance(uit, str)
    assert bericht in uit


def test_every_mistake_is_exit_code_2_with_a_message_and_no_traceback(
    afrekening: Path, tmp_path: Path, capsys: Scherm
) -> None:
    (tmp_path / "tekst.xlsx").write_text("a;b")
    (tmp_path / "kapot.xlsx").write_bytes(afrekening.read_bytes()[:3000])
    kring = maak(tmp_path / "kring.xlsx", {"A!A1": "=A2", "A!A2": "=A1"})
    gevallen = {
        (str(tmp_path / "weg.xlsx"), "A!A1"): "weg.xlsx bestaat niet",
        (str(tmp_path), "A!A1"): "is een map. Geef de werkmap zelf op",
        (str(tmp_path / "tekst.xlsx"), "A!A1"): "is een tekstbestand (CSV)",
        (str(tmp_path / "kapot.xlsx"), "A!A1"): "is beschadigd of niet compleet",
        (str(kring), "A!A1"): "A!A1 hangt van een kring van cellen af",
        (str(afrekening), "Weg!A1"): "is geen blad Weg",
        (str(afrekening), "'Weg!A1'"): "is geen blad Weg; ",  # cmd leaves single quotes where they are
        (str(afrekening), "Uren!B5", "--diepte", "-1"): "hoort een aantal van 0 of meer",
        (str(afrekening), "Uren!B5", "--diepte", "x"): "hoort een heel getal",
        (str(afrekening), "Uren!B5", "--json", "--html"): "Kies één van --json, --html en --xlsx",
        (str(afrekening), "Uren!B5", "--uit", "x.html"): "Bij --uit hoort --html of --xlsx",
        (str(afrekening), "Uren!B5", "--html", "--uit", "x.txt"): "moet op .html eindigen",
        (str(afrekening), "Uren!B5", "--xlsx", "--uit", str(tmp_path / "weg" / "x.xlsx")): "weg bestaat niet",
        (str(afrekening),): "Er ontbreekt een verplicht gegeven: CEL",
    }
    for argumenten, bericht in gevallen.items():
        assert cli.main(["herkomst", *argumenten]) == 2, argumenten
        uit, fout = capsys.readouterr()
        assert uit == "" or ("--json" in argumenten and json.loads(uit)["fout"])
        assert bericht in re.sub(r"\s+", " ", fout), argumenten


def test_a_name_is_a_place_too_and_so_is_a_cell_of_the_only_sheet(afrekening: Path, tmp_path: Path) -> None:
    uit = onderzoek(None, (afrekening, "alles_in_orde", 0, 0, True))
    assert not isinstance(uit, str)
    assert uit.wortel.adres == "Controles!C3"
    los = onderzoek(None, (maak(tmp_path / "a.xlsx", {"Een blad!B2": 7}), "$b$2", 0, 0, True))
    assert not isinstance(los, str)
    assert (los.wortel.adres, los.wortel.waarde) == ("'Een blad'!B2", "7")


def test_a_workbook_that_exhausts_its_reader_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pad = tmp_path / "a.xlsx"
    boek = xlsxwriter.Workbook(str(pad))
    blad = boek.add_worksheet("A")
    for rij, kolom in itertools.product(range(30_000), range(8)):
        blad.write_number(rij, kolom, rij)
    boek.close()
    for geheugen, tijd, bericht in ((kamer.GEHEUGEN, 0.05, "duurt te lang"), (2**26, 60.0, "te zwaar of beschadigd")):
        monkeypatch.setattr(kamer, "GEHEUGEN", geheugen)
        monkeypatch.setattr(kamer, "TIJD", tijd)
        with pytest.raises(InvoerFout, match=bericht):
            kamer.herkomst(pad, "A!A1")


def test_a_range_that_is_declared_over_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    blad = "xl/worksheets/sheet1.xml"
    pad = maak(tmp_path / "a.xlsx", {"A!A1": 7})
    vervang(
        pad, blad, "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert kamer.herkomst(pad, "A!A1").wortel.waarde == "7"
