"""Commands as a document prints them, and a shell to type them in: a copy of what git keeps, with the program on the path."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

WORTEL = Path(__file__).parents[2]
BLOK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OVER = ("make test",)
"""What is tested elsewhere."""


def opdrachten(pad: Path) -> list[str]:
    """Every line of the blocks of commands in a document, without the remark behind it."""
    regels = [regel for blok in BLOK.findall(pad.read_text(encoding="utf-8")) for regel in blok.splitlines()]
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
