from __future__ import annotations

import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest
import xlsxwriter
from hulp.runs import SCRIPT, inhoud, kleine_master, mappen, regiomaster, via_xl

from via_xl import __version__
from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.opdrachten import cli

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
SLEUTELS = [
    *(
        "jaar",
        "invoerhash",
        "ketenwaarde",
        "kosten",
        "vergoeding",
        "te_verdelen",
        "status",
        "map",
        "bewijs",
        "gemeenten",
    ),
]
PER_GEMEENTE = [
    "code",
    "naam",
    "inwoners",
    "uren",
    "kosten",
    "overige_kosten",
    "btw",
    "bijdrage",
    "voorschot",
    "saldo",
    "verrekend",
    "begroot",
    "bestand",
]
ENGELS = re.compile(
    r"\b(usage|options|arguments|commands|required|show this|error|missing|invalid|no such|try)\b", re.I
)

Scherm = pytest.CaptureFixture[str]


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return kleine_master(tmp_path)


# The outcome


def test_json_is_one_object_with_the_documented_keys_and_amounts_as_texts(tmp_path: Path) -> None:
    klaar = via_xl("jaarrun", regiomaster(tmp_path), "--jaar", 2024, "--uit", tmp_path / "uit", "--json")
    assert (klaar.returncode, klaar.stderr) == (0, "")
    uit = json.loads(klaar.stdout)
    assert list(uit) == SLEUTELS
    assert (uit["jaar"], uit["status"], uit["map"]) == (2024, "concept", str(tmp_path / "uit" / "2024" / "v1"))
    assert re.fullmatch(r"[0-9a-f]{64}", uit["invoerhash"])
    assert [list(g) for g in uit["gemeenten"]] == [PER_GEMEENTE] * 10
    assert len({g["code"] for g in uit["gemeenten"]}) == 10
    for g in uit["gemeenten"]:
        assert isinstance(g["inwoners"], int)
        assert (Path(uit["map"]) / g["bestand"]).is_file()
        assert all(re.fullmatch(r"-?\d+\.\d\d", g[bedrag]) for bedrag in PER_GEMEENTE[3:12])
        saldo = Decimal(g["bijdrage"]) - Decimal(g["kosten"]) - Decimal(g["voorschot"])
        assert Decimal(g["saldo"]) == saldo

    def som(veld: str) -> Decimal:
        return sum((Decimal(g[veld]) for g in uit["gemeenten"]), Decimal(0))

    assert som("kosten") == Decimal(uit["kosten"])
    assert som("bijdrage") == Decimal(uit["te_verdelen"])
    assert Decimal(uit["kosten"]) - Decimal(uit["vergoeding"]) == Decimal(uit["te_verdelen"])
    assert som("saldo") + som("voorschot") + Decimal(uit["vergoeding"]) == 0
    bewijs = json.loads((Path(uit["map"]) / "manifest.json").read_text("utf-8"))["bewijs"]
    assert uit["bewijs"].items() <= bewijs.items()
    assert 0 < bewijs["met_gedeelde_formule"] < bewijs["formulecellen"]
    assert re.fullmatch(
        r"([A-Z]+\d+:[A-Z]+\d+ ?)+",
        next(waar for pad, waar in bewijs["waar_gedeeld"].items() if pad.startswith("bron/"))["Uren"],
    )


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_a_gemeente_that_the_plan_gives_no_amount_has_no_begroot_in_json(master: Path, capsys: Scherm) -> None:
    assert cli.main(["jaarrun", str(master), "--json", "--tijden"]) == 0
    gedrukt, tijden = capsys.readouterr()
    uit = json.loads(gedrukt)
    assert [regel.split()[0] for regel in tijden.splitlines()][-2:] == ["Uitkomst", "Samen"]
    assert {g["naam"]: g["begroot"] for g in uit["gemeenten"]} == {
        "'s-Hertogenbosch": None,
        "Boekel": "5518.00",
        "Oss": None,
    }


def test_the_screen_shows_who_pays_and_ends_with_where_the_workbooks_lie_and_what_is_next(
    master: Path, capsys: Scherm
) -> None:
    assert cli.main(["jaarrun", str(master)]) == 0
    uit, fout = capsys.readouterr()
    assert fout == ""
    assert re.search(r"Boekel +│ +0,50 │ +€ 37,61 │ +€ 173,31 │ +│ +€ 864,30 │", uit)
    assert re.search(r"'s-Hertogenbosch │ +7,25 │ +€ 545,27 │ +€ 2\.459,57 │ +€ 1\.914,30 │ +│", uit)
    assert re.search(r"Totaal +│", uit)
    assert "CONCEPT" in uit
    v1 = master.parent / "afrekeningen" / "2024" / "v1"
    *_, waar, volgende = uit.splitlines()
    assert waar == f"3 afrekeningen en de regionale werkmap, nagerekend, in {v1}"
    assert volgende.startswith(f'Volgende stap: stuur dit concept rond met via-xl verzend "{v1}", of laat')


@pytest.mark.parametrize(
    ("opdracht", "zegt"),
    [
        (["jaarrun", "weg.xlsx"], "weg.xlsx bestaat niet."),
        (["stand", "weg.xlsx"], "weg.xlsx bestaat niet."),
        (["jaarruns", "."], "Geen master gevonden in ."),
        (["jaarrun"], "Er ontbreekt een verplicht gegeven: MASTER."),
    ],
)
def test_a_refusal_with_json_is_one_object_and_the_text(
    opdracht: list[str], zegt: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Scherm
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main([*opdracht, "--json"]) == 2
    uit, fout = capsys.readouterr()
    assert zegt in fout
    antwoord = json.loads(uit)
    assert (antwoord["fout"].startswith(zegt), antwoord["bevindingen"]) == (True, [])


def test_the_findings_of_a_refusal_are_in_its_json() -> None:
    fout = InvoerFout("m.xlsx bevat 1 fout.", [Bevinding("m.xlsx", "Uren", "C4", "is leeg.", "Vul het in.")])
    assert json.loads(json.dumps(fout.als_json())) == {
        "fout": "m.xlsx bevat 1 fout.",
        "bevindingen": [
            {
                "bestand": "m.xlsx",
                "blad": "Uren",
                "cel": "C4",
                "wat": "is leeg.",
                "doen": "Vul het in.",
                "ernst": "fout",
            }
        ],
    }


def test_master_maak_builds_a_master_that_runs(tmp_path: Path, capsys: Scherm) -> None:
    gegevens = Path(__file__).parents[2] / "workbooks" / "gegevens"
    pad = tmp_path / "nieuw.xlsx"
    assert cli.main(["master", "maak", "--gegevens", str(gegevens), "--uit", str(pad), "--jaar", "2025"]) == 0
    gemaakt, volgende = capsys.readouterr().out.splitlines()
    assert gemaakt == f"Gemaakt: {pad} (jaar 2025)."
    assert volgende.endswith(f'via-xl controleer "{pad}"')
    assert cli.main(["jaarrun", str(pad)]) == 0
    assert mappen(tmp_path / "afrekeningen") == ["2025"]


# Bad input: a sentence that names the file, exit code 2, nothing left behind


def wachtwoord(pad: Path) -> None:
    doel = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(pad.read_bytes())).encrypt("geheim", doel)
    pad.write_bytes(doel.getvalue())


def zonder_tabellen(pad: Path) -> None:
    boek = xlsxwriter.Workbook(str(pad))
    boek.add_worksheet().write("A1", "geen tabel")
    boek.close()


def een_map(pad: Path) -> None:
    pad.unlink()
    pad.mkdir()


SLECHT: dict[str, tuple[Callable[[Path], object], str]] = {
    "no zip": (lambda pad: pad.write_bytes(bytes(range(256)) * 8), "is geen Excel-werkmap. Geef een .xlsx"),
    "truncated": (lambda pad: pad.write_bytes(pad.read_bytes()[:9000]), "is beschadigd of niet compleet. Haal"),
    "the end cut off": (lambda pad: pad.write_bytes(pad.read_bytes()[:-30]), "is beschadigd of niet compleet. Haal"),
    "password": (wachtwoord, "is met een wachtwoord beveiligd. Open het in Excel, haal het wachtwoord weg"),
    "an .xls": (
        lambda pad: pad.write_bytes(OLE + bytes(1016) + "Workbook".encode("utf-16-le") + bytes(512)),
        "is een oud Excel-bestand (.xls), ook al heet het anders. Open het in Excel",
    ),
    "no tables": (zonder_tabellen, "bevat geen enkele tabel van de verrekening. Geef de master op"),
    "zero bytes": (
        lambda pad: pad.write_bytes(b""),
        "is leeg (0 bytes). Wacht tot het is gedownload of gesynchroniseerd. Haal het bestand opnieuw op",
    ),
    "missing": (Path.unlink, "bestaat niet. Kijk de naam en de map na"),
    "a folder": (een_map, "is geen bestand. Geef de master zelf op"),
}


@pytest.fixture(scope="module")
def na_een_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a master and its first settlement."""
    master = kleine_master(tmp_path_factory.mktemp("run"))
    assert cli.main(["jaarrun", str(master)]) == 0
    return master


@pytest.mark.lang(vlug=3, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("geval", SLECHT)
def test_a_bad_master_is_refused(geval: str, na_een_run: Path, tmp_path: Path, capsys: Scherm) -> None:
    shutil.copytree(na_een_run.parent, tmp_path, dirs_exist_ok=True)
    master, doel = tmp_path / na_een_run.name, tmp_path / "afrekeningen"
    voor = inhoud(doel)
    assert voor
    maak, zin = SLECHT[geval]
    maak(master)

    assert cli.main(["jaarrun", str(master)]) == 2

    uit, fout = capsys.readouterr()
    assert uit == ""
    assert f"master.xlsx {zin}" in fout
    assert len(fout.splitlines()) == 1
    assert inhoud(doel) == voor
    assert mappen(doel / "2024") == ["v1"]


def test_a_bad_master_gives_no_traceback_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "master.xlsx").write_bytes(b"PK\x03\x04 geen werkboek")
    klaar = via_xl("jaarrun", tmp_path / "master.xlsx")
    assert (klaar.returncode, klaar.stdout) == (2, "")
    assert "master.xlsx is beschadigd" in klaar.stderr
    assert "Traceback" not in klaar.stderr
    assert [pad.name for pad in tmp_path.iterdir()] == ["master.xlsx"]


def test_an_unknown_year_and_a_target_that_is_no_folder_are_refused(master: Path, capsys: Scherm) -> None:
    assert cli.main(["jaarrun", str(master), "--jaar", "1999"]) == 2
    assert "Jaar 1999 staat niet in tabel tblJaren van master.xlsx; daar staan 2024." in capsys.readouterr().err
    assert cli.main(["jaarrun", str(master), "--uit", str(master)]) == 2
    assert "kan niet worden geschreven" in capsys.readouterr().err


def test_findings_are_shown_with_sheet_cell_what_and_what_to_do(tmp_path: Path, capsys: Scherm) -> None:
    from openpyxl import load_workbook

    master = kleine_master(tmp_path)
    boek = load_workbook(master)
    boek["Inwoners"]["C6"] = "veel"
    boek.save(master)
    assert cli.main(["jaarrun", str(master)]) == 2
    fout = capsys.readouterr().err
    assert "master.xlsx bevat 1 fout; er is niets mee gedaan." in fout
    assert "Inwoners!C6" in fout
    assert "veel" in fout


# Usage


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        ("weet-ik-niet", "De opdracht weet-ik-niet bestaat niet. Zie via-xl --help."),
        ("master weet-ik-niet", "De opdracht weet-ik-niet bestaat niet. Zie via-xl master --help."),
        ("--vreemd", "De optie --vreemd bestaat niet. Zie via-xl --help."),
        ("jaarrun m.xlsx --vreemd", "De optie --vreemd bestaat niet. Zie via-xl jaarrun --help."),
        ("jaarrun", "Er ontbreekt een verplicht gegeven: MASTER. Zie via-xl jaarrun --help."),
        ("master maak --uit m.xlsx", "Er ontbreekt een verplicht gegeven: --gegevens. Zie via-xl master maak --help."),
        ("jaarrun m.xlsx --jaar twee", "Bij --jaar hoort een heel getal. Zie via-xl jaarrun --help."),
        ("jaarrun m.xlsx --jaar 2024,5", "Bij --jaar hoort een heel getal. Zie via-xl jaarrun --help."),
        ("jaarrun m.xlsx --jaar", "Bij de optie --jaar hoort een waarde."),
        ("jaarrun m.xlsx --json=ja", "Bij de optie --json hoort geen waarde."),
        ("jaarrun a.xlsx b.xlsx", "Er staat te veel in de opdracht: b.xlsx. Zie via-xl jaarrun --help."),
    ],
)
def test_a_usage_error_is_one_dutch_sentence(argumenten: str, zin: str, capsys: Scherm) -> None:
    assert cli.main(argumenten.split()) == 2
    uit, fout = capsys.readouterr()
    assert uit == ""
    assert fout.startswith(zin)
    assert len(fout.splitlines()) == 1
    assert not ENGELS.search(fout)


@pytest.mark.parametrize(
    "argumenten",
    [
        ["--help"],
        ["jaarrun", "--help"],
        ["master", "--help"],
        ["master", "maak", "--help"],
        ["master", "zet-om", "--help"],
        ["master", "vernieuw", "--help"],
        ["excel", "--help"],
        ["excel", "installeer", "--help"],
        ["excel", "zelftest", "--help"],
    ],
)
def test_help_is_dutch_and_gives_an_example(argumenten: list[str], capsys: Scherm) -> None:
    assert cli.main(argumenten) == 0
    uit = capsys.readouterr().out
    assert uit.startswith("Gebruik: via-xl")
    assert "Voorbeeld: via-xl " in uit
    assert "Toon deze uitleg." in uit
    assert not ENGELS.search(uit.replace("COMMAND", "commands"))


@pytest.mark.parametrize("argumenten", [[], ["master"], ["excel"]])
def test_without_a_command_the_help_is_shown(argumenten: list[str], capsys: Scherm) -> None:
    assert cli.main(argumenten) == 2
    assert capsys.readouterr().err.startswith("Gebruik: via-xl")


def test_the_version_is_shown(capsys: Scherm) -> None:
    assert cli.main(["--versie"]) == 0
    assert capsys.readouterr().out == f"via-xl {__version__}\n"


# The window of the shortcut on which a master is dragged


def met_scherm(*argumenten: object) -> tuple[int, str]:
    """The command in a window of its own, in which someone presses Enter after the last line; gives what it showed."""
    meester, slaaf = pty.openpty()
    proces = subprocess.Popen([*SCRIPT, *map(str, argumenten)], stdin=slaaf, stdout=slaaf, stderr=slaaf)
    os.close(slaaf)
    gezien, gedrukt = b"", False
    with suppress(OSError):  # the end of a terminal
        while stuk := os.read(meester, 4096):
            gezien += stuk
            if b"Druk op Enter" in gezien and not gedrukt:
                gedrukt = True
                assert proces.poll() is None
                os.write(meester, b"\n")
    os.close(meester)
    return proces.wait(30), gezien.decode()


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    ("argumenten", "code", "zin"),
    [
        (["{master}"], 0, "3 afrekeningen en de regionale werkmap, nagerekend, in "),
        (["weg.xlsx"], 2, "weg.xlsx bestaat niet."),
        ([], 2, "Sleep een master (.xlsx of .xlsm) op deze snelkoppeling"),
        (["a.xlsx", "b.xlsx"], 2, "Er staat te veel in de opdracht: b.xlsx."),
    ],
)
def test_the_window_stays_until_enter_is_pressed(argumenten: list[str], code: int, zin: str, master: Path) -> None:
    uit, scherm = met_scherm("jaarrun", "--wacht", *(deel.format(master=master) for deel in argumenten))
    assert uit == code
    assert zin in scherm
    assert scherm.index(zin) < scherm.index("Druk op Enter om dit venster te sluiten.")


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_where_there_is_no_window_nothing_waits(master: Path) -> None:
    klaar = via_xl("jaarrun", master, "--wacht", stdin=subprocess.DEVNULL)
    assert klaar.returncode == 0
    assert "Druk op Enter" not in klaar.stdout + klaar.stderr


def test_without_the_option_the_window_does_not_wait() -> None:
    assert "Druk op Enter" not in met_scherm("jaarrun", "weg.xlsx")[1]


# Start-up


def test_starting_up_imports_nothing_heavy() -> None:
    vraag = "import sys, via_xl.opdrachten.cli; print(*sys.modules)"
    geladen = subprocess.run([sys.executable, "-c", vraag], capture_output=True, text=True, check=True).stdout.split()
    zwaar = {"openpyxl", "pandas", "numpy", "xlsxwriter", "ironcalc", "rich.progress", "pydantic", "filelock"}
    assert not zwaar.intersection(geladen)


def test_a_command_with_a_parameter_brings_no_library_that_only_checks_it() -> None:
    vraag = "import sys; from via_xl.opdrachten.cli import main; main(['jaarrun', '--help']); print(*sys.modules)"
    geladen = subprocess.run([sys.executable, "-c", vraag], capture_output=True, text=True, check=True).stdout
    assert "De master." in geladen
    assert not {"pydantic", "asyncio", "rich", "via_xl.regeling.model"}.intersection(geladen.split())
