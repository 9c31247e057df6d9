"""How long things take, as ratios that hold on any machine: ``make bench``.

Four questions, each answered with medians of interleaved repetitions, every measurement in a process of its own:

a. The yearly run of ten gemeenten, start-up and proof included, against LibreOffice headless that only recalculates and saves the
   same eleven workbooks in one process. Target: at least 5 times faster.
b. The run at 1, 10 and 100 times the hour lines: the time per line, and the peak memory of all processes together. Targets: from 10
   times on the same per line within 20 %, and at 100 times at most 40 s and 1,5 GB. The lines are repeated under other medewerkers
   with the hours divided, so that the amounts stay exact. 100 times takes a minute; ``--snel`` leaves it out.
c. ``via-xl --help`` against ``python -c pass``, and a command with a parameter against that. Targets: 0,07 s and 0,05 s more.
d. What people wait for, each against Python that starts, and unpacks, parses and packs the same files. Target: at most 3 s.

Wall time is what one waits; processor time, of all processes together, says more on a busy machine. Both are given.
LibreOffice is needed for a (``tests/gereedschap/installeer.sh`` says how); Linux or macOS.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import psutil

WORTEL = Path(__file__).parents[1]
GEGEVENS = WORTEL / "workbooks" / "gegevens"
STATEN = WORTEL / "workbooks" / "voorbeeld-urenstaten"
JAAR = "2024"
VIA_XL = [sys.executable, "-m", "via_xl"]
NIETS = [sys.executable, "-c", "pass"]
UIT_EN_IN = """
import io, sys, zipfile
from xml.etree.ElementTree import fromstring
for pad in sys.argv[1:]:
    with zipfile.ZipFile(pad) as bron, zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as doel:
        for naam in bron.namelist():
            inhoud = bron.read(naam)
            if naam.endswith((".xml", ".rels")):
                fromstring(inhoud)
            doel.writestr(naam, inhoud)
"""
"""What is the least one can do with workbooks: unpack, parse and pack them."""
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode

sys.path.insert(0, str(WORTEL / "tests"))
from hulp import libreoffice  # noqa: E402 - the tests' own LibreOffice


class Meting(NamedTuple):
    """What a command took, with all processes that it started; ``mb`` is their peak together, where that was asked."""

    seconden: float
    rekentijd: float
    mb: float = 0

    def __str__(self) -> str:
        return f"{self.seconden:7.2f} s, processor {self.rekentijd:6.2f} s"


def meet(opdracht: Sequence[object], *, geheugen: bool = False) -> Meting:
    """Run a command in a process of its own.

    Raises:
        RuntimeError: the command failed.
    """
    piek = 0
    voor, begin = _rekentijd(), time.perf_counter()
    with (
        tempfile.TemporaryFile() as fouten,
        subprocess.Popen(list(map(str, opdracht)), stdout=subprocess.DEVNULL, stderr=fouten) as proces,
    ):
        while geheugen and proces.poll() is None:
            piek = max(piek, _geheugen(proces.pid))
            time.sleep(0.02)
        proces.wait()
        seconden = time.perf_counter() - begin
        if proces.returncode:
            fouten.seek(0)
            raise RuntimeError(f"{' '.join(map(str, opdracht))}: {fouten.read().decode(errors='replace')}")
    return Meting(seconden, _rekentijd() - voor, piek / 1e6)


def _rekentijd() -> float:
    gebruik = resource.getrusage(resource.RUSAGE_CHILDREN)
    return gebruik.ru_utime + gebruik.ru_stime


def _geheugen(nummer: int) -> int:
    """The memory of a process and of those it started; what they share counts for each."""
    with suppress(psutil.Error):
        proces = psutil.Process(nummer)
        som = 0
        for een in (proces, *proces.children(recursive=True)):
            with suppress(psutil.Error):
                som += een.memory_info().rss
        return som
    return 0


def afgewisseld(keren: int, *metingen: Callable[[], Meting]) -> list[Meting]:
    """The median of each measurement; they take turns, so that a busy moment hits them alike."""
    uitkomsten: list[list[Meting]] = [[] for _ in metingen]
    for _ in range(keren):
        for uitkomst, meting in zip(uitkomsten, metingen, strict=True):
            uitkomst.append(meting())
    return [Meting(*map(statistics.median, zip(*uitkomst, strict=True))) for uitkomst in uitkomsten]


def verhouding(een: Meting, ander: Meting) -> str:
    """How many times as long the first takes."""
    return f"{een.seconden / ander.seconden:6.1f} keer, processor {een.rekentijd / ander.rekentijd:6.1f} keer"


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
    meet([*VIA_XL, "master", "maak", "--gegevens", gegevens, "--uit", master, "--jaar", JAAR])
    return master, len(rijen) * keer


def jaarrun(master: Path, uit: Path) -> list[object]:
    """The command of the yearly run."""
    return [*VIA_XL, "jaarrun", master, "--jaar", JAAR, "--uit", uit]


def tegen_libreoffice(werkmap: Path, master: Path, keren: int) -> None:
    """Question a."""
    eigen = Path(
        shutil.copy(master, werkmap)
    )  # its versions are recorded in it, and they lie elsewhere than those of question d

    def run() -> Meting:
        return meet(jaarrun(eigen, werkmap / "uit"))

    run()
    versie = werkmap / "uit" / JAAR / "v1"
    werkboeken = sorted(versie.glob("ViA_*.xlsx"))
    cellen = json.loads((versie / "manifest.json").read_text("utf-8"))["bewijs"]["formulecellen"]

    def herbereken() -> Meting:
        begin = time.perf_counter()
        libreoffice.herbereken(werkboeken, werkmap / "libreoffice")
        return Meting(time.perf_counter() - begin, 0)  # its processes are not ours to count

    herbereken()  # the first time LibreOffice makes its profile
    van_ons, van_libreoffice = afgewisseld(keren, run, herbereken)
    print(f"a. De jaarrun van tien gemeenten ({len(werkboeken)} werkboeken, {cellen} formulecellen bewezen)")
    print(f"   via-xl jaarrun              {van_ons}")
    print(f"   LibreOffice, alleen opslaan {van_libreoffice.seconden:7.2f} s")
    print(
        f"   verhouding                  {van_libreoffice.seconden / van_ons.seconden:7.1f} keer sneller   (doel: minstens 5)"
    )


def naar_omvang(werkmap: Path, omvangen: list[int], keren: int) -> None:
    """Question b."""
    print("b. De jaarrun naar het aantal urenregels (geheugen: alle processen samen)")
    print(f"   {'keer':>5} {'regels':>8} {'s':>8} {'processor':>10} {'MB':>8} {'ms per regel':>13} {'processor':>10}")
    for keer in omvangen:
        master, regels = maak_master(werkmap, keer)
        opdracht = jaarrun(master, werkmap / f"uit_{keer}")
        metingen = [meet(opdracht, geheugen=True) for _ in range(keren if keer < 100 else 1)]
        m = Meting(*map(statistics.median, zip(*metingen, strict=True)))
        print(
            f"   {keer:>5} {regels:>8} {m.seconden:>8.2f} {m.rekentijd:>10.2f} {m.mb:>8.0f} "
            f"{1000 * m.seconden / regels:>13.3f} {1000 * m.rekentijd / regels:>10.3f}"
        )
        shutil.rmtree(werkmap / f"uit_{keer}")


def opstarten(keren: int) -> None:
    """Question c."""
    met_gegeven = [*VIA_XL, "jaarrun", "--jaar", "geen jaar"]

    def getypt() -> Meting:
        """It stops at what was typed, where its work would begin."""
        voor, begin = _rekentijd(), time.perf_counter()
        subprocess.run(met_gegeven, capture_output=True, check=False)
        return Meting(time.perf_counter() - begin, _rekentijd() - voor)

    niets, hulp, gegeven = afgewisseld(keren, lambda: meet(NIETS), lambda: meet([*VIA_XL, "--help"]), getypt)
    print("c. Opstarten")
    print(f"   python -c pass             {niets}")
    print(f"   via-xl --help              {hulp}   (doel: hoogstens 0,07 s meer)")
    print(f"   een opdracht met gegevens  {gegeven}   (doel: hoogstens 0,05 s meer dan dat)")


def wachten(werkmap: Path, master: Path, keren: int) -> None:
    """Question d."""
    meet(jaarrun(master, werkmap / "afrekeningen"))
    versie = werkmap / "afrekeningen" / JAAR / "v1"
    boeken, staten = sorted(versie.rglob("*.xlsx")), sorted(STATEN.rglob("*.xlsx"))
    nummer = iter(range(10_000))

    def nieuw(einde: str = ".xlsx") -> Path:
        return werkmap / f"uit-{next(nummer)}{einde}"

    opdrachten: dict[str, tuple[Callable[[], list[object]], Sequence[Path]]] = {
        "stand": (lambda: ["stand", master], [master]),
        "controleer": (lambda: ["controleer", master], [master]),
        "herkomst": (lambda: ["herkomst", versie / boeken[0].name, "Afrekening!C12"], [boeken[0]]),
        "verifieer": (lambda: ["verifieer", versie], boeken),
        "dossier": (lambda: ["dossier", versie, "--uit", nieuw()], boeken),
        "verzend": (lambda: ["verzend", versie, "--versleuteling", "geen", "--antwoord-voor", "2099-12-31"], boeken),
        "urenstaat lees": (lambda: ["urenstaat", "lees", STATEN, "--in", master, "--uit", nieuw()], [master, *staten]),
        "jaar open": (lambda: ["jaar", "open", master, "2027", "--ja", "--uit", nieuw()], [master]),
        "reactie": (
            lambda: ["reactie", master, "--gemeente", "Oss", "--reactie", "akkoord", "--versie", 1, "--uit", nieuw()],
            [master],
        ),
    }
    print("d. Waarop men wacht, tegen uitpakken, ontleden en inpakken van dezelfde bestanden   (doel: hoogstens 3 s)")
    for naam, (opdracht, bestanden) in opdrachten.items():
        try:
            van_ons, minst = afgewisseld(
                keren,
                lambda opdracht=opdracht: meet([*VIA_XL, *opdracht()]),
                lambda bestanden=bestanden: meet([sys.executable, "-c", UIT_EN_IN, *bestanden]),
            )
        except RuntimeError as fout:
            print(f"   {naam:<16} mislukt: {fout}")
            continue
        print(f"   {naam:<16} {van_ons}   {verhouding(van_ons, minst)}")


def main() -> None:
    """All four, in one run."""
    vraag = argparse.ArgumentParser(description="De snelheid van het programma, als verhoudingen.")
    vraag.add_argument("--snel", action="store_true", help="zonder 100 keer de urenregels")
    vraag.add_argument("--keren", type=int, default=7, help="herhalingen per meting (7)")
    vraag.add_argument("--alleen", default="abcd", help="welke vragen (abcd)")
    gekozen = vraag.parse_args()
    with tempfile.TemporaryDirectory(prefix="via-xl-bench-") as tijdelijk:
        werkmap = Path(tijdelijk)
        master, _ = maak_master(werkmap / "a", 1)
        if "a" in gekozen.alleen:
            tegen_libreoffice(werkmap, master, gekozen.keren)
        if "b" in gekozen.alleen:
            naar_omvang(werkmap, [1, 10] if gekozen.snel else [1, 10, 100], 3)
        if "c" in gekozen.alleen:
            opstarten(2 * gekozen.keren)
        if "d" in gekozen.alleen:
            wachten(werkmap / "a", master, min(3, gekozen.keren))


if __name__ == "__main__":
    main()
