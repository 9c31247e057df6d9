"""How long a command that changes the master takes, as ratios that hold on any machine: ``make bench``.

Each command in a process of its own, on the master of the region: it reads, changes, writes, reads back and proves what it
changed. Beside it Python's bare start, and unpacking and packing the same file in a process of its own. Seconds are of the
processor (user and system), so that what else the machine does counts as little as it can. Target: two seconds more than
the bare start.

Linux or macOS, for the time of a child process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

WORTEL = Path(__file__).parents[1]
GEGEVENS = WORTEL / "workbooks" / "gegevens"
VIA_XL = (sys.executable, "-m", "via_xl")

PAK = """
import io, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as oud:
    delen = {naam: oud.read(naam) for naam in oud.namelist()}
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as nieuw:
    for naam, inhoud in delen.items():
        nieuw.writestr(naam, inhoud)
"""
KAAL = (sys.executable, "-c", "pass")
OPDRACHTEN = {
    "reactie": ("reactie", "MASTER", "--gemeente", "Oss", "--reactie", "akkoord", "--versie", "1"),
    "besluit kalender": ("besluit", "kalender", "MASTER", "2026"),
    "jaar open": ("jaar", "open", "MASTER", "2027", "--ja"),
}


def meet(opdracht: tuple[str, ...], master: Path) -> float:
    """Seconds of the processor for one command on a fresh copy of the master."""
    with tempfile.TemporaryDirectory(prefix="via-xl-bench-") as tijdelijk:
        kopie = Path(shutil.copy(master, tijdelijk))
        argumenten = [str(kopie) if deel == "MASTER" else deel for deel in opdracht]
        voor = os.times()
        subprocess.run(argumenten, check=True, capture_output=True, cwd=WORTEL)
        na = os.times()
    return na.children_user + na.children_system - voor.children_user - voor.children_system


def main() -> None:
    """The times and their ratios."""
    vraag = argparse.ArgumentParser(description="De snelheid van een opdracht die de master wijzigt, als verhouding.")
    vraag.add_argument("--keren", type=int, default=5, help="herhalingen (5)")
    gekozen = vraag.parse_args()
    with tempfile.TemporaryDirectory(prefix="via-xl-bench-") as tijdelijk:
        master = Path(tijdelijk) / "master.xlsx"
        maak = (*VIA_XL, "master", "maak", "--gegevens", str(GEGEVENS), "--uit", str(master), "--jaar", "2024")
        subprocess.run(maak, check=True, capture_output=True, cwd=WORTEL)
        pakken = (sys.executable, "-c", PAK, "MASTER")
        metingen = [KAAL, pakken, *((*VIA_XL, *opdracht) for opdracht in OPDRACHTEN.values())]
        rondes = [[meet(meting, master) for meting in metingen] for _ in range(gekozen.keren)]
    kaal, pak, *onze = (statistics.median(kolom) for kolom in zip(*rondes, strict=True))
    print("g. een opdracht die de master wijzigt, met teruglezen en bewijs (processortijd)")
    print(f"   Python, alleen starten            {kaal:6.2f} s")
    print(f"   het bestand uitpakken en inpakken {pak:6.2f} s")
    for naam, tijd in zip(OPDRACHTEN, onze, strict=True):
        print(
            f"   {naam:33} {tijd:6.2f} s   {tijd - kaal:5.2f} s meer dan starten (doel: hoogstens 2,00), "
            f"{tijd / kaal:5.1f} keer starten, {tijd / pak:5.1f} keer pakken"
        )


if __name__ == "__main__":
    main()
