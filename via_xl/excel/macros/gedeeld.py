"""What several macros do: the inputs without an error, and findings into the table of the workbook."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from via_xl.basis.bevinding import Bevinding
from via_xl.excel.bijschrijven import Bijschrijven, Waarde
from via_xl.excel.openboek import OpenBoek
from via_xl.schrijven.master.bevindingen import TABEL

MEESTE = 1000
"""How many findings go into the workbook at once."""


@contextmanager
def als_bestand(boek: OpenBoek) -> Iterator[Path]:
    """What is open now as a file: its own when that is saved, else a private copy that goes when it has been read."""
    if boek.com.Saved and boek.com.Path and "://" not in boek.volledige_naam:
        yield boek.pad
        return
    with tempfile.TemporaryDirectory(prefix="via-xl-", ignore_cleanup_errors=True) as tijdelijk:
        kopie = Path(tijdelijk) / (boek.naam if "." in boek.naam else f"{boek.naam}.xlsx")
        boek.com.SaveCopyAs(str(kopie))
        yield kopie


def open_in_windows(pad: Path) -> bool:
    """Show a file or folder with the program that Windows has for it; False elsewhere.

    Raises:
        OSError: there is no program for it.
    """
    toon: Callable[[Path], None] | None = getattr(os, "startfile", None)
    if toon is None:
        return False
    toon(pad)
    return True


def vrije_naam(pad: Path) -> Path:
    """The name itself, or the first with a number that is free: a macro has nobody to ask for another."""
    nummer = 1
    doel = pad
    while doel.exists():
        nummer += 1
        doel = pad.with_stem(f"{pad.stem}_{nummer}")
    return doel


def heeft_tabel(boek: OpenBoek) -> bool:
    """Whether the workbook has the table of findings: only the edition with macros has."""
    return any(plaats.naam == TABEL for plaats in boek.tabellen)


def schrijf_bevindingen(wijziging: Bijschrijven, bevindingen: Iterable[Bevinding], bestand: str) -> int:
    """Add findings to the table, at most :data:`MEESTE`; gives how many. ``bestand`` needs no mention."""
    rijen: list[dict[str, Waarde]] = [
        {
            "Gecontroleerd op": date.today(),
            "Wat": b.wat,
            "Blad": b.blad if b.bestand in ("", bestand) else " ".join(filter(None, (b.bestand, b.blad))),
            "Cel": b.cel,
            "Ernst": str(b.ernst),
            "Wat te doen": b.doen,
        }
        for b in list(bevindingen)[:MEESTE]
    ]
    wijziging.voeg_toe(TABEL, rijen)
    return len(rijen)


def aantal(hoeveel: int, een: str, meer: str) -> str:
    """A number with its noun.

    >>> aantal(1, "fout", "fouten"), aantal(0, "fout", "fouten")
    ('1 fout', '0 fouten')
    """
    return f"{hoeveel} {een if hoeveel == 1 else meer}"
