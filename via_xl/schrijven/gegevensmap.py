"""The CSV folder of a region, written: one file a table, as :mod:`via_xl.lezen.gegevensmap` reads it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from via_xl.basis.geld import bedrag_tekst
from via_xl.regeling.kolom import Invoerkolom, Invoertabel, Kolomsoort
from via_xl.regeling.model import Regeling
from via_xl.regeling.tabellen import TABELLEN


def schrijf_gegevensmap(map: Path, regeling: Regeling, tabellen: Iterable[Invoertabel] = TABELLEN) -> None:
    """Write the file of each of these tables into a folder that is there; a table without rows is its header row.

    Raises:
        OSError: a file can't be written.
    """
    for tabel in tabellen:
        with (map / tabel.csv).open("w", encoding="utf-8", newline="") as bestand:
            rijen = csv.writer(bestand, lineterminator="\n")
            rijen.writerow(kolom.csv for kolom in tabel.kolommen)
            for record in getattr(regeling, tabel.attribuut):
                rijen.writerow(als_csv(getattr(record, kolom.veld), kolom) for kolom in tabel.kolommen)


def als_csv(waarde: Any, kolom: Invoerkolom) -> str:
    """A value of a record as the field of a CSV: dot decimals, ISO dates, percentages in per cent.

    >>> from via_xl.regeling.tabellen import POK, UREN
    >>> als_csv(725, UREN.kolom("uren_h")), als_csv(5000, POK.kolom("vergoeding_bp"))
    ('7.25', '50.00')
    """
    if waarde is None:
        return ""
    if kolom.keuzes:
        return kolom.woord(waarde)
    match kolom.soort:
        case Kolomsoort.BEDRAG | Kolomsoort.UREN | Kolomsoort.PERCENTAGE:
            return bedrag_tekst(waarde)
        case Kolomsoort.MAAND:
            return f"{waarde:%Y-%m}"
        case _:
            return str(waarde)
