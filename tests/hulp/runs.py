"""Whole runs for the tests: masters to run on, the command in a process of its own, and what a folder holds."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from msgspec import Struct

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
        [*SCRIPT, *map(str, argumenten)], capture_output=True, encoding="utf-8", check=False, **opties
    )


class Gehalteerd(Struct, frozen=True):
    """A command in a process group of its own, and where it halted: at the point that was asked for, or "" when it ended."""

    proces: subprocess.Popen[str]
    punten: tuple[str, ...]

    def kill(self) -> tuple[str, str]:
        """Kill it with all its children; what it had written."""
        os.killpg(self.proces.pid, signal.SIGKILL)
        return self.proces.communicate()

    def sein(self, sein: signal.Signals) -> tuple[str, str]:
        """Send it a signal, and let it end; what it wrote."""
        self.proces.send_signal(sein)
        return self.proces.communicate()


def start_tot(punt: str, werkmap: Path, *argumenten: object, **opties: Any) -> Gehalteerd:
    """The command in a process of its own, halted at a named point in ``werkmap`` (see :mod:`hulp.op_punt`)."""
    hoort, meldt = os.pipe()
    opdracht = [sys.executable, str(Path(__file__).with_name("op_punt.py")), punt, str(werkmap), str(meldt)]
    proces = subprocess.Popen(
        [*opdracht, *map(str, argumenten)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        pass_fds=(meldt,),
        start_new_session=True,
        **opties,
    )
    os.close(meldt)
    with os.fdopen(hoort, encoding="utf-8") as meldingen:
        if punt == "*":
            return Gehalteerd(proces, tuple(meldingen.read().splitlines()))
        regel = meldingen.readline().rstrip("\n")
        assert regel == punt, f"the command ended before {punt}: {proces.communicate()}"
        return Gehalteerd(proces, (regel,))


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
