"""README.md works as it is printed: every command in it, in its order, in a copy of what git keeps.

What needs another program or minutes is left out: the installing itself, ``make test``, and LibreOffice, without which each of
them works as well.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hulp.statline import Download
from hulp.stukken import getekend

from via_xl.lezen.gegevensmap import lees_gegevensmap

WORTEL = Path(__file__).parent.parent
BLOK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OVER = ("make test",)
"""What is tested elsewhere."""

GEWEIGERD = {
    "via-xl jaarrun via_master.xlsx --definitief": "niet definitief",
    "via-xl betaallijst": "is een concept",
}
"""What the examples can't have: nothing in them is vastgesteld. Each says so."""

CAO = "Schaal;Maximum;Ingangsdatum\n" + "".join(
    f"{schaal};{4700 + 500 * (schaal - 8)};1-1-2026\n" for schaal in range(8, 15)
)


def opdrachten() -> list[str]:
    """Every line of the blocks of commands, without the remark behind it."""
    regels = [
        regel
        for blok in BLOK.findall((WORTEL / "README.md").read_text(encoding="utf-8"))
        for regel in blok.splitlines()
    ]
    kaal = (regel.partition("#")[0].strip() for regel in regels)
    return [regel for regel in kaal if regel and not regel.startswith(OVER)]


def kopie(doel: Path) -> Path:
    """What git keeps, with the program installed as ``make`` would; gives the folder."""
    bestanden = subprocess.run(["git", "ls-files", "-z"], cwd=WORTEL, capture_output=True, text=True, check=True).stdout
    for naam in filter(None, bestanden.split("\0")):
        if not naam.startswith("tests/") and (WORTEL / naam).exists():
            (doel / naam).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(WORTEL / naam, doel / naam)
    bin = doel / ".venv/bin"
    bin.mkdir(parents=True)
    (bin / "via-xl").write_text(f'#!/bin/sh\nPYTHONPATH="{doel}" exec "{sys.executable}" -P -m via_xl "$@"\n')
    (bin / "via-xl").chmod(0o755)
    (bin / "activate").write_text(f'PATH="{bin}:$PATH"\n')
    (doel / ".venv/.klaar-basis").touch()
    return doel


def gereedschap(doel: Path) -> Path:
    """A folder with the few programs that the commands need, and no other."""
    doel.mkdir()
    for naam in ("bash", "sh", "make", "cp", "mkdir", "touch", "git"):
        (doel / naam).symlink_to(shutil.which(naam) or naam)
    return doel


def leg_klaar(werkmap: Path) -> None:
    """The files that a reader has from elsewhere: a download of CBS, a table of the CAO and answers."""
    regeling, _ = lees_gegevensmap(WORTEL / "workbooks/gegevens")
    assert regeling is not None
    Download({(rij.code, 2025): str(rij.inwoners + 100) for rij in regeling.inwoners}).schrijf(werkmap / "CBS.csv")
    (werkmap / "CAO_2026.csv").write_text(CAO)
    (werkmap / "reacties.csv").write_text("gemeente;reactie;versie\nVught;akkoord;2\n")


class Scherm:
    """A shell in the copy: the folder and the path that a command leaves are those of the next."""

    def __init__(self, wortel: Path, tijdelijk: Path) -> None:
        self.waar = wortel
        pad = gereedschap(tijdelijk / "bin")
        self._omgeving = {"PATH": str(pad), "HOME": str(tijdelijk), "COLUMNS": "120", "LANG": "C.UTF-8"}

    def typ(self, opdracht: str) -> tuple[int, str]:
        """Run a command; gives its exit code and all that it said, on one line."""
        script = f'{opdracht}\ncode=$?\nprintf "@@%s@@%s" "$PATH" "$PWD"\nexit $code\n'
        gedaan = subprocess.run(
            ["bash", "-c", script],
            cwd=self.waar,
            env=self._omgeving,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        gezegd, self._omgeving["PATH"], waar = gedaan.stdout.rsplit("@@", 2)
        self.waar = Path(waar)
        return gedaan.returncode, " ".join(re.sub("[│┃]", " ", f"{gezegd} {gedaan.stderr}").split())


@pytest.mark.lang(een_op=1)
def test_every_command_of_the_readme_works_as_printed_and_changes_nothing_that_git_keeps(tmp_path: Path) -> None:
    wortel = kopie(tmp_path / "via-xl")
    scherm, kenmerk = Scherm(wortel, tmp_path), ""
    voor = {pad: pad.read_bytes() for pad in (wortel / "workbooks").rglob("*") if pad.is_file()}
    for opdracht in opdrachten():
        code, gezegd = scherm.typ(opdracht.replace("KENMERK", kenmerk))
        if "met --ja erachter" in gezegd:  # where nobody can be asked
            code, gezegd = scherm.typ(f"{opdracht} --ja")
        weigert = next((zin for begin, zin in GEWEIGERD.items() if opdracht.startswith(begin)), None)
        assert (code == 0) == (weigert is None), f"{opdracht}: {code}\n{gezegd}"
        assert weigert is None or weigert in gezegd, f"{opdracht}\n{gezegd}"
        if gevonden := re.search(r"Kenmerk ([0-9a-f]{12})", gezegd):
            kenmerk = gevonden[1]
            (versie,) = scherm.waar.glob("afrekeningen/2024/v2/manifest.json")
            jaarhash = json.loads(versie.read_text("utf-8"))["invoerhash"]
            (scherm.waar / "akkoord_oss.pdf").write_bytes(getekend(jaarhash, "GM0828"))
        if opdracht.startswith(". .venv"):
            leg_klaar(scherm.waar)
    assert scherm.waar == wortel / "mijn-regeling"
    assert {pad: pad.read_bytes() for pad in (wortel / "workbooks").rglob("*") if pad.is_file()} == voor
