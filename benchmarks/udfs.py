"""How long the functions of a cell take, as a ratio that holds on any machine: ``make bench``.

``VIA_KOSTEN`` over 10,000 hour lines in one call, against the same lines in 10,000 calls of one line each. Both go through
xlwings' own classic conversion, with a stand-in for pywin32 (so without the way between Excel and Python, of which there is
one for every call: in Excel the difference is larger). Target: one call at least 50 times as fast.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path
from typing import Any

WORTEL = Path(__file__).parents[1]
HIER = Path(__file__).resolve().parent  # this file is called udfs as well
sys.path[:] = [str(WORTEL), str(WORTEL / "tests"), *(pad for pad in sys.path if Path(pad).resolve() != HIER)]

from hulp.bereik import Rijen, bereiken  # noqa: E402
from hulp.gemaakt import regeling  # noqa: E402
from hulp.udf_gevallen import Bereik  # noqa: E402
from hulp.udf_omzetting import Roep, als_com, installeer  # noqa: E402

KOLOMMEN = ("Schaal", "Maand", "Uren")


def regels(tabel: Rijen, aantal: int) -> list[tuple[Any, ...]]:
    """So many hour lines of the region, over and over."""
    plekken = [tabel[0].index(kop) for kop in KOLOMMEN]
    eigen = [tuple(rij[plek] for plek in plekken) for rij in tabel[1:]]
    return [eigen[nummer % len(eigen)] for nummer in range(aantal)]


def tijd_in_een_keer(roep: Roep, lijnen: list[tuple[Any, ...]], tarieven: Any) -> tuple[float, list[Any]]:
    """Seconds for one call, and the costs."""
    uren = als_com(Bereik(tuple(lijnen)))
    begin = time.perf_counter()
    kosten = roep("VIA_KOSTEN", (uren, tarieven))
    return time.perf_counter() - begin, [rij[0] for rij in kosten]


def tijd_per_regel(roep: Roep, lijnen: list[tuple[Any, ...]], tarieven: Any) -> tuple[float, list[Any]]:
    """Seconds for a call a line, and the costs."""
    uren = [als_com(Bereik((lijn,))) for lijn in lijnen]
    begin = time.perf_counter()
    kosten = [roep("VIA_KOSTEN", (lijn, tarieven)) for lijn in uren]
    return time.perf_counter() - begin, kosten


def main() -> None:
    """The two times and their ratio."""
    vraag = argparse.ArgumentParser(description="De snelheid van de functies van een cel, als verhouding.")
    vraag.add_argument("--aantal", type=int, default=10_000, help="urenregels (10000)")
    vraag.add_argument("--keren", type=int, default=3, help="herhalingen van de ene aanroep (3)")
    gekozen = vraag.parse_args()
    tabellen = bereiken(regeling())
    roep = installeer()
    tarieven = als_com(Bereik(tuple(tuple(rij) for rij in tabellen["tblTarieven"])))
    lijnen = regels(tabellen["tblUren"], gekozen.aantal)
    tijd_in_een_keer(roep, lijnen[:2], tarieven)  # the import is not what is measured
    samen = []
    for _ in range(gekozen.keren):
        tijd, kosten = tijd_in_een_keer(roep, lijnen, tarieven)
        samen.append(tijd)
    apart, dezelfde = tijd_per_regel(roep, lijnen, tarieven)
    if kosten != dezelfde or not all(isinstance(bedrag, float) for bedrag in kosten):
        raise RuntimeError("de twee manieren geven niet dezelfde kosten")
    een = statistics.median(samen)
    print(f"e. VIA_KOSTEN over {gekozen.aantal} urenregels")
    print(f"   in één aanroep                  {een:8.2f} s")
    print(f"   {gekozen.aantal} aanroepen van één regel    {apart:8.2f} s")
    print(f"   verhouding                      {apart / een:8.0f} keer   (doel: ten minste 50)")


if __name__ == "__main__":
    main()
