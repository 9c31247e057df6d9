"""Trees of the region's own workbooks, and small workbooks to look into."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter

from via_xl.basis.kolommen import kolomletter
from via_xl.bewijs.herkomst.boom import Boom, Knoop, Stapsoort
from via_xl.bewijs.herkomst.bouwer import bouw
from via_xl.bewijs.herkomst.plaats import vind
from via_xl.bewijs.herkomst.werkboek import Herkomstboek

CELLEN = (Stapsoort.BEREKEND, Stapsoort.INVOER, Stapsoort.LEEG)
"""Steps that are one cell with everything below it."""


@cache
def werkboek(pad: Path) -> Herkomstboek:
    """A workbook that no test changes, read once."""
    return Herkomstboek(pad)


def boom(pad: Path, cel: str, *, diepte: int = 80, uitvouwen: int = 500, met_master: bool = True) -> Boom:
    """The tree of a cell, in this process: what goes wrong is seen."""
    return bouw(werkboek(pad), vind(werkboek(pad), cel), diepte, uitvouwen, met_master=met_master)


def plaats(pad: Path, tabel: str, kop: str, sleutel: str, waarde: str) -> str:
    """The address of a column of a table in the row where another column has a value."""
    boek = werkboek(pad)
    vorm = boek.boek.tabellen[tabel.casefold()]
    rijen, doel = vorm.kolom(sleutel), vorm.kolom(kop)
    assert rijen
    assert doel
    (plek,) = (plek for plek in boek.plekken(rijen) if boek.waarde(plek) == waarde)
    return f"'{plek[0]}'!{type(doel)(plek[0], plek[1], doel.kolom1, plek[1], doel.kolom1).adres}"


def naast(pad: Path, label: str, verder: int = 1) -> str:
    """The address of the cell so many columns to the right of the one that holds a text."""
    boek = werkboek(pad)
    for blad, cellen in boek.boek.cellen.items():
        for cel in cellen:
            if cel.waarde == label:
                return f"'{blad}'!{kolomletter(cel.kolom - 1 + verder)}{cel.rij}"
    raise AssertionError(label)


def bladeren(herkomst: Boom) -> Iterator[Knoop]:
    """The steps with nothing below them, and nothing left out."""
    return (knoop for knoop in herkomst.wortel.alle() if not knoop.kinderen and knoop.soort is not Stapsoort.VERWIJZING)


def maak(pad: Path, cellen: dict[str, object], namen: dict[str, str] | None = None) -> Path:
    """A workbook of loose cells ("Blad!A1"); a text with = is a formula, a pair is a formula with its result."""
    boek = xlsxwriter.Workbook(str(pad), {"use_future_functions": True})
    bladen: dict[str, Any] = {}
    for plek, inhoud in cellen.items():
        blad, cel = plek.rsplit("!", 1)
        ws = bladen.setdefault(blad, None) or boek.add_worksheet(blad)
        bladen[blad] = ws
        if isinstance(inhoud, tuple):
            ws.write_formula(cel, inhoud[0], None, inhoud[1])
        elif isinstance(inhoud, str) and inhoud.startswith("="):
            ws.write_formula(cel, inhoud, None, 0)
        else:
            ws.write(cel, inhoud)
    for naam, doel in (namen or {}).items():
        boek.define_name(naam, doel)
    boek.close()
    return pad
