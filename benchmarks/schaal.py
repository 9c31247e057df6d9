"""What one machine can hold, and what a country would cost: the measured figures of ``docs/schaal.md``.

Each row is one yearly run, in a process of its own: processor time of all its processes together (which other work on the
machine hardly changes), elapsed time, peak memory of all of them together, and the size of the version folder. From the row of ten
gemeenten follows a country: so many runs, at so many seconds, megabytes and workbooks. ``--groot`` takes minutes.
"""

from __future__ import annotations

import argparse
import csv
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import psutil
from msgspec import Struct

WORTEL = Path(__file__).parents[1]
GEGEVENS = WORTEL / "workbooks" / "gegevens"
VIA_XL = [sys.executable, "-m", "via_xl"]
JAAR = 2024
NEDERLAND = {"gemeenten": 342, "regio's": 35, "regelingen per regio": 12, "jaren": 5, "versies per jaar": 3}
"""A national run: twelve regelingen a region, each settled in three versions (two concepts and the definitief one)."""


class Meting(Struct, frozen=True):
    """A run that was measured; ``bytes`` and ``werkboeken`` are of the version folder."""

    gemeenten: int
    regels: int
    processor_s: float
    verstreken_s: float
    piek_mb: float
    bytes: int
    werkboeken: int

    @property
    def rij(self) -> str:
        """As a row of a table in Markdown."""
        delen = (
            f"{self.gemeenten}",
            f"{self.regels:,}".replace(",", "."),
            f"{self.processor_s:.1f}".replace(".", ","),
            f"{self.verstreken_s:.1f}".replace(".", ","),
            f"{self.piek_mb:.0f}",
            f"{self.bytes / 2**20:.1f}".replace(".", ","),
            f"{self.werkboeken}",
        )
        return f"| {' | '.join(delen)} |"


def maak_gegevens(doel: Path, gemeenten: int, regels: int) -> None:
    """A folder of a region of so many gemeenten that together book so many hour lines in one year, with the rates of our own."""
    doel.mkdir(parents=True)
    for naam in ("jaren", "pok", "tarieven", "themas", "rollen", "regio"):
        shutil.copyfile(GEGEVENS / f"{naam}.csv", doel / f"{naam}.csv")
    codes = [f"GM{nummer:04}" for nummer in range(1, gemeenten + 1)]
    themas = _kolom("themas.csv", "thema")
    wie = [(code, f"Gemeente {code[2:]}", "", "nee" if nr else "ja", "voorbeeld") for nr, code in enumerate(codes)]
    inwoners = [(code, 2022, 5_000 + 7_919 * nr % 95_000, "voorbeeld") for nr, code in enumerate(codes)]
    uren = (
        (
            codes[nr % gemeenten],
            f"M{nr // gemeenten // 12:05}",
            "kernlid",
            themas[nr % len(themas)],
            9 + nr % 4,
            f"{JAAR}-{nr // gemeenten % 12 + 1:02}",
            f"{1 + nr % 29}.25",
            "voorbeeld",
        )
        for nr in range(regels)
    )
    _schrijf(doel / "gemeenten.csv", "code,naam,organisatie,centrumgemeente,bron", wie)
    _schrijf(doel / "inwoners.csv", "code,peiljaar,inwoners,bron", inwoners)
    _schrijf(doel / "begroting.csv", "code,jaar,bedrag_eur,bron", [(code, JAAR, 1000, "voorbeeld") for code in codes])
    _schrijf(doel / "capaciteit.csv", "code,uren_per_week,bron", [(code, 18, "voorbeeld") for code in codes])
    _schrijf(doel / "uren.csv", "code,medewerker,rol,thema,schaal,maand,uren,bron", uren)


def maak_uren_naast(doel: Path, gemeenten: int, regels: int) -> None:
    """A folder with so many hour lines in four files, one a quarter: four medewerkers a gemeente, on two themes."""
    doel.mkdir()
    themas = _kolom("themas.csv", "thema")[:2]
    for kwartaal in range(4):
        uren = (
            (
                f"GM{1 + nr % gemeenten:04}",
                f"M{nr // gemeenten % 4 + 1}",
                "kernlid",
                themas[nr // gemeenten // 4 % 2],
                9 + nr // gemeenten % 4,
                f"{JAAR}-{kwartaal * 3 + nr // gemeenten // 8 % 3 + 1:02}",
                f"0.{1 + nr % 97:02}",
                "rooster",
            )
            for nr in range(regels // 4)
        )
        koppen = "code,medewerker,rol,thema,schaal,maand,uren,bron"
        _schrijf(doel / f"{JAAR}-k{kwartaal + 1}.csv", koppen, uren)


def meet_uren_naast(werkmap: Path, gemeenten: int, regels: int) -> None:
    """A region with its hour lines beside the master: adding them up, and a run; prints the processor time and peak of each."""
    maak_gegevens(werkmap / "gegevens", gemeenten, 0)
    with (werkmap / "gegevens" / "regio.csv").open("a", encoding="utf-8") as doel:
        doel.write("uren.bron,uren,voorbeeld\n")
    master, uit = werkmap / "via_master.xlsx", werkmap / "uit"
    _draai(["master", "maak", "--gegevens", str(werkmap / "gegevens"), "--uit", str(master), "--jaar", str(JAAR)])
    maak_uren_naast(werkmap / "uren", gemeenten, regels)
    opdrachten = (
        ["urenstaat", "bron", str(master)],
        ["jaarrun", str(master), "--jaar", str(JAAR), "--uit", str(uit)],
    )
    for opdracht in opdrachten:
        voor, begin = _processortijd(), time.perf_counter()
        piek = _draai(opdracht)
        verstreken, processor = time.perf_counter() - begin, _processortijd() - voor
        wat = f"{opdracht[0]}: {gemeenten} gemeenten, {regels:,} urenregels naast de master".replace(",", ".")
        print(f"{wat}: processortijd {processor:.1f} s, verstreken {verstreken:.1f} s, piek {piek:.0f} MB", flush=True)


def _kolom(bestand: str, kop: str) -> list[str]:
    with (GEGEVENS / bestand).open(encoding="utf-8", newline="") as bron:
        return [rij[kop] for rij in csv.DictReader(bron)]


def _schrijf(pad: Path, koppen: str, rijen: Iterable[tuple[object, ...]]) -> None:
    with pad.open("w", encoding="utf-8", newline="") as doel:
        doel.write(f"{koppen}\n")
        csv.writer(doel, lineterminator="\n").writerows(rijen)


def _processortijd() -> float:
    gebruik = resource.getrusage(resource.RUSAGE_CHILDREN)
    return gebruik.ru_utime + gebruik.ru_stime


def _piek(proces: psutil.Popen) -> float:
    """The largest resident memory (MB) of a process and its children together, until it ends."""
    piek = 0
    while proces.poll() is None:
        samen = 0
        for een in (proces, *proces.children(recursive=True)):
            try:
                samen += een.memory_info().rss
            except psutil.Error:
                continue
        piek = max(piek, samen)
        time.sleep(0.02)
    return piek / 2**20


def meet(werkmap: Path, gemeenten: int, regels: int) -> Meting:
    """A master of such a region, and a run on it. Raises RuntimeError when one fails."""
    maak_gegevens(werkmap / "gegevens", gemeenten, regels)
    master, uit = werkmap / "via_master.xlsx", werkmap / "uit"
    _draai(["master", "maak", "--gegevens", str(werkmap / "gegevens"), "--uit", str(master), "--jaar", str(JAAR)])
    voor, begin = _processortijd(), time.perf_counter()
    piek = _draai(["jaarrun", str(master), "--jaar", str(JAAR), "--uit", str(uit)])
    verstreken, processor = time.perf_counter() - begin, _processortijd() - voor
    bestanden = [pad for pad in (uit / str(JAAR) / "v1").rglob("*") if pad.is_file()]
    werkboeken = sum(pad.suffix == ".xlsx" and "bron" not in pad.parts for pad in bestanden)
    grootte = sum(pad.stat().st_size for pad in bestanden)
    return Meting(gemeenten, regels, processor, verstreken, piek, grootte, werkboeken)


def _draai(opdracht: list[str]) -> float:
    with tempfile.TemporaryFile() as fouten:
        proces = psutil.Popen([*VIA_XL, *opdracht], stdout=fouten, stderr=fouten, cwd=WORTEL)
        piek = _piek(proces)
        if proces.returncode:
            fouten.seek(0)
            raise RuntimeError(f"{' '.join(opdracht)}: {fouten.read().decode(errors='replace')[-2000:]}")
    return piek


def nederland(een: Meting) -> None:
    """What a country comes to, at the measured figures of one run of a region."""
    runs = NEDERLAND["regio's"] * NEDERLAND["regelingen per regio"] * NEDERLAND["jaren"]
    versies = runs * NEDERLAND["versies per jaar"]
    werkboeken = NEDERLAND["gemeenten"] * NEDERLAND["regelingen per regio"] * NEDERLAND["jaren"]
    print(f"\nNederland: {NEDERLAND}")
    print(f"   afrekeningen (regio × regeling × jaar) {runs:>10}")
    print(f"   werkboeken van een definitieve versie  {werkboeken + runs:>10}")
    print(f"   processortijd van alle versies         {versies * een.processor_s / 3600:>10.1f} uur")
    print(f"   opslag van alle versies                {versies * een.bytes / 2**30:>10.1f} GiB")


def main() -> None:
    """The table, and the country that follows from its first row."""
    vraag = argparse.ArgumentParser(description="De grenzen van een computer, en een landelijke afrekening.")
    vraag.add_argument("--groot", action="store_true", help="ook tienduizenden urenregels en 342 gemeenten met uren")
    vraag.add_argument(
        "--uren-naast", action="store_true", help="alleen: een miljoen urenregels naast de master, 342 gemeenten"
    )
    gekozen = vraag.parse_args()
    if gekozen.uren_naast:
        with tempfile.TemporaryDirectory(prefix="via-xl-schaal-") as tijdelijk:
            meet_uren_naast(Path(tijdelijk), 342, 1_000_000)
        return
    omvangen = [(10, 1_000), (10, 10_000), (40, 4_000), (342, 342)]
    if gekozen.groot:
        omvangen += [(10, 30_000), (10, 100_000), (342, 3_420), (342, 34_200)]
    print("| gemeenten | urenregels | processortijd s | verstreken s | piek MB | map MiB | werkboeken |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    metingen = []
    for gemeenten, regels in omvangen:
        with tempfile.TemporaryDirectory(prefix="via-xl-schaal-") as tijdelijk:
            metingen.append(meet(Path(tijdelijk), gemeenten, regels))
        print(metingen[-1].rij, flush=True)
    nederland(metingen[0])


if __name__ == "__main__":
    main()
