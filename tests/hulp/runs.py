"""Whole runs for the tests: masters to run on, the command in a process of its own, and what a folder holds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hulp.gedeeld import gedeeld
from hulp.kleine_map import schrijf_map
from hulp.kleine_master import REGELING
from via_xl.regeling.model import Regeling
from via_xl.wijzigen.mastermaken import maak_masterbestand

GEGEVENS = Path(__file__).parents[2] / "workbooks" / "gegevens"

SCRIPT = [sys.executable, "-c", "from via_xl.opdrachten.cli import start; start()"]
"""The installed command, wherever it is."""


def regiomaster(map: Path, jaar: int = 2024) -> Path:
    """The master of the ten gemeenten, as ``via_master.xlsx``; built once."""

    def maak(kast: Path) -> Path:
        maak_masterbestand(GEGEVENS, kast / "regio.xlsx", jaar)
        return kast / "regio.xlsx"

    map.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(gedeeld("regiomaster", jaar, maak), map / "via_master.xlsx"))


def kleine_master(map: Path, regeling: Regeling = REGELING) -> Path:
    """The master of a region of three gemeenten, as ``master.xlsx``; of each region built once."""

    def maak(kast: Path) -> Path:
        maak_masterbestand(schrijf_map(kast / "csv", regeling), kast / "master.xlsx", 2024)
        return kast / "master.xlsx"

    map.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(gedeeld("kleine-master", regeling, maak), map / "master.xlsx"))


def via_xl(*argumenten: object, **opties: Any) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with what it wrote."""
    return subprocess.run(
        [*SCRIPT, *map(str, argumenten)], capture_output=True, encoding="utf-8", timeout=120, check=False, **opties
    )


def start_via_xl(*argumenten: object) -> subprocess.Popen[str]:
    """The command in a process of its own, which is still running; it is past its own imports."""
    script = (
        "import sys; from via_xl.opdrachten.cli import start; print('begonnen', file=sys.stderr, flush=True); start()"
    )
    proces = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, argumenten)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert proces.stderr
    assert proces.stderr.readline() == "begonnen\n"
    return proces


def inhoud(map: Path) -> dict[str, bytes]:
    """Every file in a folder with its bytes, but for the lock that a run leaves."""
    if not map.exists():
        return {}
    return {
        pad.relative_to(map).as_posix(): pad.read_bytes()
        for pad in sorted(map.rglob("*"))
        if pad.is_file() and pad.name != ".via-xl.lock"
    }


def mappen(jaarmap: Path) -> list[str]:
    """The folders in the folder of a year, half ones as well."""
    return sorted(pad.name for pad in jaarmap.iterdir() if pad.is_dir())
