"""The CSV folder of a region, to be spoilt in one place by a test."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from hulp.kleine_master import REGELING
from via_xl.basis.geld import bedrag_tekst
from via_xl.regeling.kolom import Invoerkolom, Kolomsoort
from via_xl.regeling.model import Regeling
from via_xl.regeling.tabellen import TABELLEN


def naar_tekst(waarde: Any, kolom: Invoerkolom) -> str:
    """A value of a record as a CSV holds it."""
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


def schrijf_map(map: Path, regeling: Regeling = REGELING) -> Path:
    """Write every table of a region."""
    map.mkdir(parents=True, exist_ok=True)
    for tabel in TABELLEN:
        with (map / tabel.csv).open("w", encoding="utf-8", newline="") as bestand:
            rijen = csv.writer(bestand, lineterminator="\n")
            rijen.writerow(kolom.csv for kolom in tabel.kolommen)
            for record in getattr(regeling, tabel.attribuut):
                rijen.writerow(naar_tekst(getattr(record, kolom.veld), kolom) for kolom in tabel.kolommen)
    return map


def vervang(map: Path, bestand: str, oud: str, nieuw: str) -> None:
    """Replace a text in a file once; the text must be there."""
    pad = map / bestand
    inhoud = pad.read_text(encoding="utf-8")
    assert oud in inhoud
    pad.write_text(inhoud.replace(oud, nieuw, 1), encoding="utf-8")
