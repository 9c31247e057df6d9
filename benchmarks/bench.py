"""How long the yearly run takes, as ratios that hold on any machine: ``make bench``.

Three questions, each answered with medians of interleaved repetitions, every measurement in a process of its own:

a. The yearly run of ten gemeenten, start-up and proof included, against LibreOffice headless that only
   recalculates and saves the same eleven workbooks in one process. Target: at least 3 times faster.
b. The run at 1, 10 and 100 times the hour lines: time and peak memory per 1,000 lines must not grow.
   The lines are repeated under other medewerkers with the hours divided, so that the amounts stay exact.
   100 times takes minutes; ``--snel`` leaves it out.
c. ``via-xl --help`` against ``python -c pass``. Target: at most 0.25 s more.

LibreOffice is needed (``tests/gereedschap/installeer.sh`` says how); Linux or macOS, for the peak memory.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

WORTEL = Path(__file__).parents[1]
GEGEVENS = WORTEL / "workbooks" / "gegevens"
JAAR = "2024"
VIA_XL = [sys.executable, "-m", "via_xl"]

sys.path.insert(0, str(WORTEL / "tests"))
from hulp import libreoffice  # noqa: E402 - the tests' own LibreOffice


def meet(opdracht: list[str]) -> tuple[float, float]:
    """Seconds and peak memory (MB) of a command in a process of its own.

    Raises:
        RuntimeError: the command failed.
    """
    begin = time.perf_counter()
    with subprocess.Popen(opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as proces:
        assert proces.stderr  # noqa: S101 - it was asked for
        fout = proces.stderr.read().decode(errors="replace")
        _, status, gebruik = os.wait4(proces.pid, 0)
        proces.returncode = os.waitstatus_to_exitcode(status)
    seconden = time.perf_counter() - begin
    if proces.returncode:
        raise RuntimeError(f"{' '.join(opdracht)}: {fout}")
    return seconden, gebruik.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def afgewisseld(keren: int, *metingen: Callable[[], float]) -> list[float]:
    """The median of each measurement; they take turns, so that a busy moment hits them alike."""
    uitkomsten: list[list[float]] = [[] for _ in metingen]
    for _ in range(keren):
        for uitkomst, meting in zip(uitkomsten, metingen, strict=True):
            uitkomst.append(meting())
    return [statistics.median(uitkomst) for uitkomst in uitkomsten]


def maak_master(werkmap: Path, keer: int) -> tuple[Path, int]:
    """A master of the region with ``keer`` times the hour lines; gives how many lines that is."""
    gegevens = werkmap / f"gegevens_{keer}"
    shutil.copytree(GEGEVENS, gegevens)
    with (GEGEVENS / "uren.csv").open(encoding="utf-8", newline="") as bron:
        lezer = csv.DictReader(bron)
        koppen = list(lezer.fieldnames or ())
        rijen = list(lezer)
    with (gegevens / "uren.csv").open("w", encoding="utf-8", newline="") as doel:
        schrijver = csv.DictWriter(doel, koppen, lineterminator="\n")
        schrijver.writeheader()
        for rij in rijen:
            uren = f"{max(0.01, float(rij['uren']) / keer):.2f}"
            for nummer in range(keer):
                schrijver.writerow(rij | {"medewerker": f"{rij['medewerker']}-{nummer}", "uren": uren})
    master = werkmap / f"master_{keer}.xlsx"
    meet([*VIA_XL, "master", "maak", "--gegevens", str(gegevens), "--uit", str(master), "--jaar", JAAR])
    return master, len(rijen) * keer


def tegen_libreoffice(werkmap: Path, master: Path, keren: int) -> None:
    """Question a."""

    def run() -> float:
        return meet([*VIA_XL, "jaarrun", str(master), "--jaar", JAAR, "--uit", str(werkmap / "uit")])[0]

    run()
    werkboeken = sorted((werkmap / "uit" / JAAR / "v1").glob("ViA_*.xlsx"))

    def herbereken() -> float:
        begin = time.perf_counter()
        libreoffice.herbereken(werkboeken, werkmap / "libreoffice")
        return time.perf_counter() - begin

    herbereken()  # the first time LibreOffice makes its profile
    van_ons, van_libreoffice = afgewisseld(keren, run, herbereken)
    print(f"a. De jaarrun van tien gemeenten ({len(werkboeken)} werkboeken, met bewijs)")
    print(f"   via-xl jaarrun              {van_ons:8.2f} s")
    print(f"   LibreOffice, alleen opslaan {van_libreoffice:8.2f} s")
    print(f"   verhouding                  {van_libreoffice / van_ons:8.1f} keer sneller   (doel: minstens 3,0)")


def naar_omvang(werkmap: Path, omvangen: list[int], keren: int) -> None:
    """Question b."""
    print("b. De jaarrun naar het aantal urenregels")
    print(
        f"   {'keer':>5} {'regels':>8} {'s':>8} {'MB':>8} {'s per 1.000':>12} {'MB per 1.000':>13}   verhouding tot 1 keer"
    )
    eerste: tuple[float, float] | None = None
    for keer in omvangen:
        master, regels = maak_master(werkmap, keer)
        opdracht = [*VIA_XL, "jaarrun", str(master), "--jaar", JAAR, "--uit", str(werkmap / f"uit_{keer}")]
        metingen = [meet(opdracht) for _ in range(keren if keer < 100 else 1)]
        seconden = statistics.median(tijd for tijd, _ in metingen)
        mb = statistics.median(geheugen for _, geheugen in metingen)
        per = (seconden / regels * 1000, mb / regels * 1000)
        eerste = eerste or per
        verhouding = f"{per[0] / eerste[0]:.2f} tijd, {per[1] / eerste[1]:.2f} geheugen"
        print(f"   {keer:>5} {regels:>8} {seconden:>8.2f} {mb:>8.0f} {per[0]:>12.3f} {per[1]:>13.1f}   {verhouding}")
        shutil.rmtree(werkmap / f"uit_{keer}")


def opstarten(keren: int) -> None:
    """Question c."""
    hulp, niets = afgewisseld(
        keren,
        lambda: meet([*VIA_XL, "--help"])[0],
        lambda: meet([sys.executable, "-c", "pass"])[0],
    )
    print("c. Opstarten")
    print(f"   via-xl --help  {hulp:6.3f} s")
    print(f"   python -c pass {niets:6.3f} s")
    print(f"   verschil       {hulp - niets:6.3f} s, {hulp / niets:.1f} keer   (doel: hoogstens 0,250 s)")


def main() -> None:
    """All three, in one run."""
    vraag = argparse.ArgumentParser(description="De snelheid van de jaarrun, als verhoudingen.")
    vraag.add_argument("--snel", action="store_true", help="zonder 100 keer de urenregels")
    vraag.add_argument("--keren", type=int, default=5, help="herhalingen per meting (5)")
    gekozen = vraag.parse_args()
    with tempfile.TemporaryDirectory(prefix="via-xl-bench-") as tijdelijk:
        werkmap = Path(tijdelijk)
        master, _ = maak_master(werkmap / "a", 1)
        tegen_libreoffice(werkmap, master, gekozen.keren)
        naar_omvang(werkmap, [1, 10] if gekozen.snel else [1, 10, 100], gekozen.keren)
        opstarten(3 * gekozen.keren)


if __name__ == "__main__":
    main()
