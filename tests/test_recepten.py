"""What CONTRIBUTING.md says is true: its recipes are carried out from its own text, and every path it names exists.

A block with ``--- path`` on top is a change of that file, one with ``# path`` a new file. They are carried out in a copy of
the tree, in the order of the text.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

WORTEL = Path(__file__).parent.parent
TEKST = (WORTEL / "CONTRIBUTING.md").read_text(encoding="utf-8")
LEESMIJ = (WORTEL / "README.md").read_text(encoding="utf-8")

BLOK = re.compile(r"^```(?P<taal>diff|python)\n(?:---|#) (?P<pad>\S+)\n(?P<inhoud>.*?)^```$", re.MULTILINE | re.DOTALL)

NODIG = ("via_xl", "udfs", "workbooks/gegevens", "tests/hulp", "tests/controle", "tests/regeling", "tests/lezen")
LOS = ("pyproject.toml", "tests/conftest.py", "tests/test_huis.py", "tests/udfs/test_controle.py")
HUIS = (
    "tests/test_huis.py",
    "tests/regeling/test_kolommen.py",
    "tests/controle/test_controle.py",
    "tests/controle/test_creditnotas.py",
    "tests/udfs/test_controle.py::test_every_rule_of_the_engine_is_applied_here_or_needs_another_table",
    "via_xl/lezen/indeling.py",
)
"""What holds a column and a rule against the rest of the house."""


def gewijzigd(tekst: str, blok: str) -> str:
    """A text with a change carried out; what the change says of it must be there, in one place."""
    regels = blok.splitlines(keepends=True)
    assert {regel[0] for regel in regels} <= set(" +-"), blok
    oud, nieuw = ("".join(regel[1:] for regel in regels if regel[0] in soorten) for soorten in (" -", " +"))
    assert tekst.count(oud) == 1, f"this is not in the file, or more than once:\n{oud}"
    return tekst.replace(oud, nieuw)


def volg(wortel: Path) -> list[str]:
    """Carry out every block of the recipes; gives the files that were changed or made."""
    paden = []
    for blok in BLOK.finditer(TEKST):
        doel = wortel / blok["pad"]
        assert doel.exists() == (blok["taal"] == "diff"), blok["pad"]
        oud = doel.read_text(encoding="utf-8") if doel.exists() else ""
        doel.write_text(gewijzigd(oud, blok["inhoud"]) if oud else blok["inhoud"], encoding="utf-8")
        paden.append(blok["pad"])
    return paden


def draai(wortel: Path, *argumenten: str) -> subprocess.CompletedProcess[str]:
    """Python in the copy, on the code of the copy alone."""
    omgeving = {**os.environ, "PYTHONPATH": str(wortel), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", *argumenten],
        cwd=wortel,
        env=omgeving,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def kopie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree in which the recipes were followed."""
    wortel = tmp_path_factory.mktemp("recepten")
    for map in NODIG:
        shutil.copytree(WORTEL / map, wortel / map, ignore=shutil.ignore_patterns("__pycache__"))
    for bestand in LOS:
        (wortel / bestand).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(WORTEL / bestand, wortel / bestand)
    assert len(set(volg(wortel))) == 6
    return wortel


def maak(wortel: Path, rij: str) -> subprocess.CompletedProcess[str]:
    """Build the master of the region, of which the data get one row of other costs."""
    koppen = "jaar,omschrijving,bedrag_eur,telt_mee,op_factuur,bron,datum,status"
    (wortel / "m.xlsx").unlink(missing_ok=True)
    shutil.copytree(wortel / "workbooks" / "gegevens", wortel / "invoer", dirs_exist_ok=True)
    (wortel / "invoer" / "kosten.csv").write_text(f"{koppen}\n{rij}\n", encoding="utf-8")
    return draai(wortel, "via_xl", "master", "maak", "--gegevens", "invoer", "--uit", "m.xlsx", "--jaar", "2024")


def test_the_new_column_is_in_the_master(kopie: Path) -> None:
    gedaan = maak(kopie, "2024,teruggave zaal,-50.00,nee,F-7,creditnota,2024-05-01,vastgesteld")
    assert gedaan.returncode == 0, gedaan.stdout + gedaan.stderr
    boek = load_workbook(kopie / "m.xlsx")
    tabel = boek["Voorschotten"].tables["tblKosten"]
    koppen, rij, *_ = boek["Voorschotten"][tabel.ref]
    assert dict(zip((cel.value for cel in koppen), (cel.value for cel in rij), strict=True))["Op factuur"] == "F-7"


def test_the_new_rule_reports_what_it_finds(kopie: Path) -> None:
    gedaan = maak(kopie, "2024,teruggave zaal,-50.00,nee,,creditnota,2024-05-01,vastgesteld")
    assert gedaan.returncode == 2, gedaan.stdout + gedaan.stderr
    gezegd = gedaan.stdout + gedaan.stderr
    assert "invoer bevat 1 fout; er is niets gemaakt." in gezegd
    rijen = [regel.strip("│").split("│") for regel in gezegd.splitlines() if regel[:1] == "│"]
    *_, wat, doen = (" ".join(" ".join(kolom).split()) for kolom in zip(*rijen, strict=True))
    assert wat.startswith('creditnota "teruggave zaal" noemt geen factuur.')
    assert doen.startswith("Vul het nummer in van de factuur die zij verlaagt.")


@pytest.mark.lang(een_op=1)
def test_the_house_holds_with_both(kopie: Path) -> None:
    gedaan = draai(kopie, "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *HUIS)
    assert gedaan.returncode == 0, gedaan.stdout + gedaan.stderr


def test_a_recipe_that_the_house_has_outgrown_is_noticed() -> None:
    assert gewijzigd("a\nb\n", " a\n-b\n+c\n") == "a\nc\n"
    for tekst in ("a\nc\n", "a\nb\na\nb\n"):
        with pytest.raises(AssertionError, match="not in the file"):
            gewijzigd(tekst, " a\n-b\n+c\n")


NAAM = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/?)`")
ENDE = (".py", ".md", ".toml", ".csv", ".sh", ".bas", ".docx", ".txt")


def genoemd(tekst: str) -> set[str]:
    """The paths within backticks, outside the blocks of code: with a slash, or the name of a file."""
    proza = re.sub(r"^```.*?^```$", "", tekst, flags=re.MULTILINE | re.DOTALL)
    return {naam for naam in NAAM.findall(proza) if naam.partition("/")[0] in TOP or naam.endswith(ENDE)}


def op_de_kaart(tekst: str) -> set[str]:
    """The paths of the map in README.md: the first word of each line, in the folder that it is indented under."""
    blok = tekst.split("## The map of the house", 1)[1].split("```")[1]
    paden, boven = set(), [""]
    for spaties, naam in re.findall(r"^( *)([\w.-]+/?) ?", blok, re.MULTILINE):
        diepte = len(spaties) // 4
        boven[diepte + 1 :] = [boven[diepte] + naam]
        paden.add(boven[-1])
    return paden


TOP = {pad.name for pad in WORTEL.iterdir() if not pad.name.startswith(".")}


def test_every_path_that_is_named_exists() -> None:
    kaart = op_de_kaart(LEESMIJ)
    assert {"via_xl/", "via_xl/jaarrun.py", "via_xl/bewijs/linter/", "udfs/"} <= kaart
    gidsen = genoemd(TEKST)
    assert {"via_xl/regeling/model.py", "udfs/", "CHANGELOG.md"} <= gidsen
    assert [naam for naam in sorted(kaart | gidsen) if not (WORTEL / naam).exists()] == []


def test_every_test_that_is_named_is_there() -> None:
    namen = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEKST)
    assert len(namen) > 5
    assert [f"{pad}::{naam}" for pad, naam in namen if f"def {naam}(" not in (WORTEL / pad).read_text("utf-8")] == []


def test_every_room_is_on_the_map() -> None:
    kamers = {f"via_xl/{pad.parent.name}/" for pad in (WORTEL / "via_xl").glob("*/__init__.py")}
    assert kamers - op_de_kaart(LEESMIJ) == set()
