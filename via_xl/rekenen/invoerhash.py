"""The input hash: the SHA-256 of exactly what a year's settlement is calculated from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from via_xl.regeling.kolom import Invoerkolom, Invoertabel
from via_xl.regeling.model import Record, Regeling
from via_xl.regeling.tabellen import TABELLEN
from via_xl.rekenen.gebruikt import beperk

AKKOORDCODE = re.compile(r"GM\d{4}-[0-9A-F]{5}-[0-9A-F]{5}")
"""What the code of a document to sign looks like."""


def invoerhash(regeling: Regeling, jaar: int) -> str:
    """SHA-256 (hex) of the canonical rows that ``jaar`` uses; the order of the rows makes no difference.

    Where a row was read plays no part, nor do contacts, spellings, other years, the file, or the log.

    Raises:
        KeyError: the year has no row in ``jaren``.
    """
    canoniek: dict[str, list[str]] = {tabel.naam: [] for tabel in TABELLEN if tabel.in_hash}
    for tabel, _, rij in gebruikte_rijen(regeling, jaar):
        canoniek[tabel.naam].append(rij)
    for rijen in canoniek.values():
        rijen.sort()
    tekst = json.dumps({"jaar": jaar, "tabellen": canoniek}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


def gebruikte_rijen(regeling: Regeling, jaar: int) -> Iterator[tuple[Invoertabel, Record, str]]:
    """Each row that ``jaar`` is calculated from: its table, the record, and the canonical text that is hashed for it.

    Raises:
        KeyError: the year has no row in ``jaren``.
    """
    gebruikt = beperk(regeling, jaar)
    for tabel in TABELLEN:
        if tabel.in_hash:
            altijd = [kolom.veld for kolom in tabel.kolommen if kolom.in_hash and not kolom.zelden]
            zelden = [kolom for kolom in tabel.kolommen if kolom.in_hash and kolom.zelden]
            for rij in getattr(gebruikt, tabel.attribuut):
                yield tabel, rij, _rij(rij, altijd, zelden)


def _rij(rij: Record, altijd: list[str], zelden: list[Invoerkolom]) -> str:
    """The values of the columns that are always hashed; behind them, by name, those that few rows use."""
    waarden = [_waarde(getattr(rij, veld)) for veld in altijd]
    erbij = {k.veld: _waarde(getattr(rij, k.veld)) for k in zelden if getattr(rij, k.veld) != k.standaard}
    return json.dumps([*waarden, erbij] if erbij else waarden, ensure_ascii=False, separators=(",", ":"))


def _waarde(waarde: Any) -> Any:
    return waarde.isoformat() if isinstance(waarde, date) else waarde


def kenmerk(volledige_hash: str) -> str:
    """The short form of an input hash, by which people know it: its first twelve characters.

    It stands on the document that is signed, and in what is recorded about it.

    >>> kenmerk("0123456789abcdef" * 4)
    '0123456789ab'
    """
    return volledige_hash[:12]


def akkoordcode(volledige_hash: str, gemeente: str) -> str:
    """The code of the document on which a gemeente approves exactly this input: on paper and in its properties.

    >>> akkoordcode("0" * 64, "GM0828")
    'GM0828-D95D2-9516D'
    """
    som = hashlib.sha256(f"akkoord {volledige_hash} {gemeente}".encode()).hexdigest().upper()
    return f"{gemeente}-{som[:5]}-{som[5:10]}"
