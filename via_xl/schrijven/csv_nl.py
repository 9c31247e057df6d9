"""A CSV that Dutch Excel opens by a double click: semicolons, decimal commas, and no text that becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from via_xl.basis.datum import datum_in_cel
from via_xl.basis.geld import bedrag_tekst

_GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n", "|")
Veld = str | date | int | None
"""A text, a day, an amount in cents, or a blank."""


def veilig(tekst: str) -> str:
    """A text that no spreadsheet takes for a formula, whatever it begins with.

    >>> veilig("=cmd|' /C calc'!A0"), veilig("Boekel"), veilig(" +1")
    ("'=cmd|' /C calc'!A0", 'Boekel', "' +1")
    """
    return f"'{tekst}" if tekst.lstrip("'").lstrip(" \u00a0").startswith(_GEVAARLIJK) else tekst


def teruggelezen(veld: str) -> str:
    """The text that :func:`veilig` made this of, so that what is read back and written again stays what it was.

    >>> teruggelezen("'+31@oss.example"), teruggelezen("'s-Hertogenbosch"), teruggelezen(veilig("'=1"))
    ('+31@oss.example', "'s-Hertogenbosch", "'=1")
    """
    return veld[1:] if veld.startswith("'") and veilig(veld[1:]) == veld else veld


def veld(waarde: Veld) -> str:
    """A field as it stands in the file.

    >>> veld(-123456), veld(date(2026, 12, 5)), veld(None)
    ('-1234,56', '05-12-2026', '')
    """
    if waarde is None:
        return ""
    if isinstance(waarde, date):
        return datum_in_cel(waarde)
    return bedrag_tekst(waarde).replace(".", ",") if isinstance(waarde, int) else veilig(waarde)


def als_csv(koppen: Sequence[str], rijen: Iterable[Sequence[Veld]]) -> bytes:
    """The file: UTF-8 with the mark by which Excel knows it."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(koppen)
    schrijver.writerows([veld(waarde) for waarde in rij] for rij in rijen)
    return uit.getvalue().encode("utf-8-sig")


def rijen_van(inhoud: bytes) -> Iterator[list[str]]:
    """The rows of such a file, its headers first, as they stand in it.

    Raises:
        UnicodeDecodeError, csv.Error: it isn't such a file.
    """
    return csv.reader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";", strict=True)


def tabel_van(inhoud: bytes) -> tuple[set[str], list[dict[str, str]]]:
    """The headers and the rows by header, each text as it was before it was written: without rows the headers alone say what a file is.

    Raises:
        UnicodeDecodeError, csv.Error: it isn't such a file.
    """
    lezer = csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";")
    return set(lezer.fieldnames or ()), [
        {kop: teruggelezen(waarde) if isinstance(waarde, str) else waarde for kop, waarde in rij.items()}
        for rij in lezer
    ]
