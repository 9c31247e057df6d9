"""How long reading the open book takes, as a ratio that holds on any machine: ``make bench``.

The same master of 10,000 hour lines, read from its file and from the stand-in for Excel. What the stand-in needs to find its
answers is left out: they are asked before, and given from memory, so that what is measured is our own reading. What Excel
itself needs comes on top of it; that is why the number of questions is counted too. Targets: at most as long as the
file, and no more questions for ten times the lines.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

WORTEL = Path(__file__).parents[1]
HIER = Path(__file__).resolve().parent  # this file has the name of what it measures
sys.path[:] = [str(WORTEL), str(WORTEL / "tests"), *(pad for pad in sys.path if Path(pad).resolve() != HIER)]

from hulp.gemaakt import regeling  # noqa: E402
from hulp.nepexcel import Bereik, nep_excel  # noqa: E402

from via_xl.excel.openboek import OpenBoek  # noqa: E402
from via_xl.lezen.master import Master, lees_master, lees_open_master  # noqa: E402
from via_xl.schrijven.master import maak_master  # noqa: E402


def maak(pad: Path, aantal: int) -> None:
    """A master of the region with so many hour lines."""
    basis = regeling()
    lijnen = basis.uren
    uren = tuple(replace(lijnen[n % len(lijnen)], medewerker=f"M{n}", uren_h=100) for n in range(aantal))
    maak_master(replace(basis, uren=uren), 2024).bewaar(pad)


def onthoud_antwoorden() -> None:
    """Make the stand-in give each block that was asked before from memory."""
    echt = Bereik._blok
    bekend: dict[tuple[Any, ...], Any] = {}

    def blok(zelf: Bereik, een: Callable[[tuple[int, int]], Any]) -> Any:
        wat = getattr(een, "__name__", "")
        sleutel = (wat, id(zelf._blad), zelf._rij, zelf._kol, zelf._hoog, zelf._breed)
        if sleutel not in bekend:
            bekend[sleutel] = echt(zelf, een)
        return bekend[sleutel]

    Bereik._blok = blok  # type: ignore[method-assign]


def tijd(lees: Callable[[], Master]) -> float:
    """Seconds for one reading."""
    begin = time.perf_counter()
    lees()
    return time.perf_counter() - begin


def main() -> None:
    """The two times, their ratio, and the questions to Excel."""
    vraag = argparse.ArgumentParser(description="De snelheid van het lezen van het open werkboek, als verhouding.")
    vraag.add_argument("--aantal", type=int, default=10_000, help="urenregels (10000)")
    vraag.add_argument("--keren", type=int, default=5, help="herhalingen (5)")
    gekozen = vraag.parse_args()
    onthoud_antwoorden()
    vragen: list[int] = []
    with tempfile.TemporaryDirectory(prefix="via-xl-bench-") as tijdelijk, nep_excel() as nep:
        for aantal in (gekozen.aantal // 10, gekozen.aantal):
            pad = Path(tijdelijk) / f"master_{aantal}.xlsx"
            maak(pad, aantal)
            boek = OpenBoek(nep.boek(pad))
            voor = nep.vragen
            if lees_open_master(boek) != lees_master(pad):
                raise RuntimeError("open en van schijf lezen niet hetzelfde")
            vragen.append(nep.vragen - voor)
        rondes = [(tijd(lambda: lees_open_master(boek)), tijd(lambda: lees_master(pad))) for _ in range(gekozen.keren)]
    uit_excel, bestand = (statistics.median(kolom) for kolom in zip(*rondes, strict=True))
    print(f"f. {gekozen.aantal} urenregels in de master die open staat")
    print(f"   lezen uit Excel (zonder Excel zelf)  {uit_excel:8.2f} s")
    print(f"   lezen van het bestand                {bestand:8.2f} s")
    print(f"   verhouding                           {uit_excel / bestand:8.2f} keer   (doel: hoogstens 1,00)")
    print(f"   vragen aan Excel: {vragen[0]} bij {gekozen.aantal // 10} regels, {vragen[1]} bij {gekozen.aantal}")


if __name__ == "__main__":
    main()
