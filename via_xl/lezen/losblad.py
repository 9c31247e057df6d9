"""A table that is no part of ours: a CSV, or a sheet of a workbook. Only its values, row by row; what they mean is asked elsewhere.

A workbook from outside is judged first, and then read in a child process under a limit of time and memory.
"""

from __future__ import annotations

import hashlib
import io
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.kindproces import Kind, KindGestopt
from via_xl.basis.kolommen import kolomletter
from via_xl.lezen.pakket import MB, Grenzen, PakketFout, lees_pakket
from via_xl.lezen.tekstbestand import lees_csv
from via_xl.lezen.xlsx import ONLEESBAAR, Xlsx

GRENZEN = Grenzen(
    pakket=20 * MB,
    delen=1_000,
    uitgepakt=128 * MB,
    blad=32 * MB,
    deel=32 * MB,
    teksten=32 * MB,
    te_groot="Zet alleen de tabel in een nieuwe werkmap.",
)
"""What a workbook with a loose table may be."""

MEESTE_RIJEN, MEESTE_KOLOMMEN = 5_000, 200
"""Of each sheet no more is read: a table of rates has some hundred rows."""

_MEESTE_BYTES = 5_000_000
_FUNCTIE = "via_xl.lezen.losblad:lees_bladen"


class Losblad(Struct, frozen=True):
    """A sheet (of a CSV: ``naam`` is ""), with the values of the cells that aren't blank by row (from 1) and column (from 0)."""

    naam: str
    cellen: dict[int, dict[int, Any]]

    def plaats(self, rij: int, kolom: int) -> str:
        """Where a cell stands: ``C7``, or in a CSV the row."""
        return f"{kolomletter(kolom)}{rij}" if self.naam else f"rij {rij}"


class Losbestand(Struct, frozen=True):
    """A file with loose tables: its visible sheets in their order, and what tells it apart from another of its name."""

    naam: str
    kenmerk: str
    bladen: tuple[Losblad, ...]


def lees_los(pad: Path, gevolg: str) -> Losbestand:
    """The sheets of a workbook, or the one of a CSV. ``gevolg`` says in a refusal what was not done.

    Raises:
        InvoerFout: the file can't be read.
    """
    if pad.suffix.casefold() in (".csv", ".txt", ".tsv"):
        csv = lees_csv(pad, _MEESTE_BYTES, gevolg)
        rijen = ((nummer, velden) for nummer, velden in islice(csv.rijen(), MEESTE_RIJEN))
        cellen = {
            nummer: {k: veld.strip() for k, veld in enumerate(velden) if veld.strip()} for nummer, velden in rijen
        }
        return Losbestand(pad.name, _kenmerk(csv.inhoud), (Losblad("", cellen),))
    try:
        inhoud = lees_pakket(pad, GRENZEN)
        with Kind(_FUNCTIE, None) as kind:
            bladen: tuple[Losblad, ...] | None = kind.vraag(inhoud)
    except PakketFout as fout:
        raise InvoerFout(f"{fout.bericht.rstrip('.')}; {gevolg}.") from fout
    except KindGestopt as fout:
        raise InvoerFout(f"{pad.name}: {fout.uitleg('het lezen')} Er is niets gewijzigd.") from fout
    if bladen is None:
        raise InvoerFout(
            f"{pad.name} kan niet als Excel-werkmap worden gelezen; {gevolg}. Open het in Excel en sla het opnieuw op."
        )
    return Losbestand(pad.name, _kenmerk(inhoud), bladen)


def lees_bladen(_vast: None, inhoud: bytes) -> tuple[Losblad, ...] | None:
    """What the child process does: the visible sheets of a workbook, or None when its parts don't fit together."""
    try:
        with Xlsx(io.BytesIO(inhoud)) as boek:
            zichtbaar = (blad for blad in boek.werkbladen if blad.staat == "visible")
            return tuple(Losblad(blad.naam, _cellen(boek, blad)) for blad in zichtbaar)
    except ONLEESBAAR:
        return None


def _cellen(boek: Xlsx, blad: Any) -> dict[int, dict[int, Any]]:
    uit: dict[int, dict[int, Any]] = {}
    for cel in boek.cellen(islice(boek.stroom(blad).rijen(), MEESTE_RIJEN)):
        if cel.kolom <= MEESTE_KOLOMMEN and cel.waarde is not None:
            uit.setdefault(cel.rij, {})[cel.kolom - 1] = cel.waarde
    return uit


def _kenmerk(inhoud: bytes) -> str:
    return hashlib.sha256(inhoud).hexdigest()[:12]
