"""How long the runs of many regions take together: ``via-xl jaarruns`` against as many ``via-xl jaarrun`` in turn.

Every region is a copy of the region's own master in a folder of its own. Target: at most 60 % of the time on two cores.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORTEL = Path(__file__).parents[1]
VIA_XL = [sys.executable, "-m", "via_xl"]
MASTER = WORTEL / "workbooks" / "via_master.xlsx"


def duur(*opdrachten: list[str]) -> float:
    """Seconds of these commands, one after the other. Raises CalledProcessError when one fails."""
    begin = time.perf_counter()
    for opdracht in opdrachten:
        subprocess.run(opdracht, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=WORTEL)
    return time.perf_counter() - begin


def verse_regios(werkmap: Path, aantal: int) -> list[Path]:
    """So many masters, each as it was."""
    shutil.rmtree(werkmap, ignore_errors=True)
    paden = [werkmap / f"regio{nummer:03}" / "via_master.xlsx" for nummer in range(aantal)]
    for pad in paden:
        pad.parent.mkdir(parents=True)
        shutil.copyfile(MASTER, pad)
    return paden


def main() -> None:
    """The two in turns, and a second time without a change."""
    vraag = argparse.ArgumentParser(description="Veel regio's: jaarruns tegen even zoveel losse jaarruns.")
    vraag.add_argument("--regios", type=int, default=35, help="hoeveel regio's (35)")
    vraag.add_argument("--keren", type=int, default=3, help="herhalingen (3)")
    gekozen = vraag.parse_args()
    los, samen, nogmaals = [], [], []
    with tempfile.TemporaryDirectory(prefix="via-xl-bench-") as tijdelijk:
        werkmap = Path(tijdelijk) / "regios"
        for _ in range(gekozen.keren):
            masters = verse_regios(werkmap, gekozen.regios)
            los.append(duur(*([*VIA_XL, "jaarrun", str(master)] for master in masters)))
            verse_regios(werkmap, gekozen.regios)
            samen.append(duur([*VIA_XL, "jaarruns", str(werkmap)]))
            nogmaals.append(duur([*VIA_XL, "jaarruns", str(werkmap)]))
    verhouding = statistics.median(een / ander for een, ander in zip(samen, los, strict=True))
    print(f"{gekozen.regios} regio's van tien gemeenten, op {os.cpu_count()} kernen")
    print(f"   na elkaar, elk een opdracht {statistics.median(los):8.1f} s")
    print(f"   via-xl jaarruns             {statistics.median(samen):8.1f} s")
    print(f"   verhouding                  {100 * verhouding:8.0f} %   (doel: hoogstens 60 %)")
    print(f"   nogmaals, niets gewijzigd   {statistics.median(nogmaals):8.1f} s")


if __name__ == "__main__":
    main()
