"""The tables of a region as the cells that Excel hands to a function: headers and rows, dates as datetime."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from via_xl.regeling.kolom import Invoertabel
from via_xl.regeling.model import Record, Regeling
from via_xl.regeling.tabellen import TABELLEN
from via_xl.schrijven.master.invoer import celwaarde

Rijen = list[list[Any]]


def bereik(tabel: Invoertabel, records: Iterable[Record]) -> Rijen:
    """``tblX[#Alles]`` with these records."""
    koppen: list[Any] = [kolom.kop for kolom in tabel.kolommen]
    return [koppen, *([_cel(celwaarde(k, getattr(rij, k.veld))) for k in tabel.kolommen] for rij in records)]


def bereiken(regeling: Regeling) -> dict[str, Rijen]:
    """Every input table of a region, by its name."""
    return {tabel.naam: bereik(tabel, getattr(regeling, tabel.attribuut)) for tabel in TABELLEN}


def kolommen(rijen: Rijen, *koppen: str) -> Rijen:
    """These columns of a table, without the header row."""
    plekken = [rijen[0].index(kop) for kop in koppen]
    return [[rij[plek] for plek in plekken] for rij in rijen[1:]]


def kolom(rijen: Rijen, kop: str) -> list[Any]:
    """The values of one column."""
    return [cel for (cel,) in kolommen(rijen, kop)]


def _cel(waarde: Any) -> Any:
    if isinstance(waarde, date):
        return datetime(waarde.year, waarde.month, waarde.day)
    return float(waarde) if isinstance(waarde, int) else waarde
