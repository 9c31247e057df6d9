"""How long reading hour sheets takes, as a ratio that holds on any machine: ``make bench``.

A thousand hour sheets of 12 months × 20 rows, read and checked, against openpyxl that merely opens the same files and
reads the same cells. Target: at most 1.5 times as long; both cores may be used. And: memory of the program and of its
child processes must not grow with the number of sheets.

Linux or macOS, for the peak memory.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

WORTEL = Path(__file__).parents[1]
GEGEVENS = WORTEL / "workbooks" / "gegevens"
JAAR = 2024
RIJEN = 20

LEES = """
import resource, sys, time
from pathlib import Path
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.urenstaat.lees import lees_een_voor_een
regeling = lees_gegevensmap(Path(sys.argv[1]))[0]
begin = time.perf_counter()
uren_h = fouten = 0
for staat in lees_een_voor_een([Path(sys.argv[2])], regeling, int(sys.argv[3])):
    uren_h += staat.uren_h
    fouten += staat.fout
assert not fouten
tijd = time.perf_counter() - begin
eigen, kind = (resource.getrusage(wie).ru_maxrss for wie in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(tijd, uren_h, eigen, kind)
"""

OPENPYXL = """
import resource, sys, time
from pathlib import Path
from openpyxl import load_workbook
begin = time.perf_counter()
uren_h = 0
for pad in sorted(Path(sys.argv[2]).glob("*.xlsx")):
    boek = load_workbook(pad, read_only=True, data_only=True)
    for rij in boek["Urenstaat"].iter_rows(min_row=17, max_row=36, min_col=1, max_col=19, values_only=True):
        uren_h += sum(round(waarde * 100) for waarde in rij[4:16] if waarde is not None)
    boek.close()
tijd = time.perf_counter() - begin
print(tijd, uren_h, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, 0)
"""


def maak(urenmap: Path, aantal: int) -> None:
    """So many different sheets of the region's supplying gemeenten, 20 rows full of hours."""
    from via_xl.lezen.gegevensmap import lees_gegevensmap
    from via_xl.schrijven.urenstaat import Inhoud, Roosterrij
    from via_xl.vragen.urenstaatmaken import leverende_codes, maak_urenstaat

    regeling = lees_gegevensmap(GEGEVENS)[0]
    assert regeling  # noqa: S101 - the region's own data
    codes = leverende_codes(regeling, JAAR)
    themas = [rij.thema for rij in regeling.themas]
    kans = random.Random(1)  # noqa: S311 - the same sheets each time
    urenmap.mkdir()
    for nummer in range(aantal):
        rijen = tuple(
            Roosterrij(
                f"M-{rij // 5}",
                "kernlid",
                themas[rij % 5],
                11,
                tuple(kans.randrange(25, 1600, 25) for _ in range(12)),
            )
            for rij in range(RIJEN)
        )
        akkoord = {"medewerker": date(2025, 1, 10), "leidinggevende": date(2025, 1, 12)}
        inhoud = Inhoud(tuple((f"M-{wie}", 3600) for wie in range(4)), rijen, akkoord=akkoord)
        maak_urenstaat(regeling, codes[nummer % len(codes)], JAAR, inhoud).bewaar(urenmap / f"staat {nummer:04}.xlsx")


def meet(script: str, urenmap: Path) -> tuple[float, int, float, float]:
    """Seconds, hundredths of hours, and the peak memory (MB) of the process and of its largest child."""
    opdracht = [sys.executable, "-c", script, str(GEGEVENS), str(urenmap), str(JAAR)]
    tijd, uren_h, eigen, kind = subprocess.run(opdracht, check=True, capture_output=True, text=True).stdout.split()
    mb = 2**20 if sys.platform == "darwin" else 2**10
    return float(tijd), int(uren_h), int(eigen) / mb, int(kind) / mb


def afgewisseld(keren: int, *metingen: Callable[[], tuple[float, int, float, float]]) -> list[float]:
    """The median time of each measurement; they take turns, and must read the same hours."""
    uitkomsten = [[meting() for meting in metingen] for _ in range(keren)]
    if len({uren_h for ronde in uitkomsten for _, uren_h, _, _ in ronde}) != 1:
        raise RuntimeError("de metingen lezen niet dezelfde uren")
    return [statistics.median(ronde[plek][0] for ronde in uitkomsten) for plek in range(len(metingen))]


def main() -> None:
    """The time and the memory."""
    vraag = argparse.ArgumentParser(description="De snelheid van het lezen van urenstaten, als verhouding.")
    vraag.add_argument("--aantal", type=int, default=1000, help="urenstaten (1000)")
    vraag.add_argument("--keren", type=int, default=3, help="herhalingen (3)")
    gekozen = vraag.parse_args()
    with tempfile.TemporaryDirectory(prefix="via-xl-bench-") as tijdelijk:
        veel, weinig = Path(tijdelijk) / "veel", Path(tijdelijk) / "weinig"
        maak(veel, gekozen.aantal)
        maak(weinig, max(1, gekozen.aantal // 10))
        van_ons, van_openpyxl = afgewisseld(gekozen.keren, lambda: meet(LEES, veel), lambda: meet(OPENPYXL, veel))
        print(f"d. {gekozen.aantal} urenstaten van 12 maanden × {RIJEN} regels")
        print(f"   lezen en controleren            {van_ons:8.2f} s")
        print(f"   openpyxl, openen en cellen lezen {van_openpyxl:7.2f} s")
        print(f"   verhouding                      {van_ons / van_openpyxl:8.2f} keer   (doel: hoogstens 1,50)")
        for urenmap in (weinig, veel):
            _, _, eigen, kind = meet(LEES, urenmap)
            aantal = sum(1 for _ in urenmap.iterdir())
            print(f"   geheugen bij {aantal:5} staten: {eigen:6.0f} MB, en per kindproces hoogstens {kind:.0f} MB")


if __name__ == "__main__":
    main()
