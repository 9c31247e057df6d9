"""Dates: how a workbook holds them, and how a Dutch reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
MAANDEN_KORT = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
"""With what the name of a month begins; what follows may be anything ("maart", "mrt" is not one)."""
_CIJFERDAG = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_WOORDDAG = re.compile(rf"(\d{{1,2}})\s+({'|'.join(MAANDEN_KORT)})[a-z]*\s+(\d{{4}})", re.ASCII | re.IGNORECASE)
_ISODAG = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUL_1900, _NUL_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_MILLISECONDEN = 86_400_000


def datum_nl(dag: date) -> str:
    """A date in running text, on screen, in documents and in messages: ``datum_nl(date(2024, 3, 1)) == '1-3-2024'``."""
    return f"{dag.day}-{dag.month}-{dag.year}"


def moment_nl(moment: datetime) -> str:
    """A date with its time, in running text: ``moment_nl(datetime(2024, 3, 1, 9, 5)) == '1-3-2024 09:05'``."""
    return f"{datum_nl(moment)} {moment:%H:%M}"


def dag_van(tekst: str) -> date | None:
    """The day that a text is, as people write one; None when it is none, or more than that.

    >>> [str(dag_van(dag)) for dag in ("2026-01-01", "1-1-2026", "1/1/2026", "1 januari 2026", "31-2-2026", "1-1-26")]
    ['2026-01-01', '2026-01-01', '2026-01-01', '2026-01-01', 'None', 'None']
    """
    kaal = tekst.strip()
    heel = any(vorm.fullmatch(kaal) for vorm in (_CIJFERDAG, _WOORDDAG, _ISODAG))
    return next(dagen_in(kaal), None) if heel else None


def dagen_in(tekst: str) -> Iterator[date]:
    """Every day that is named in a text, as people write one."""
    for d, m, j in _CIJFERDAG.findall(tekst):
        yield from _bestaande(int(j), int(m), int(d))
    for d, woord, j in _WOORDDAG.findall(tekst):
        yield from _bestaande(int(j), MAANDEN_KORT.index(woord.casefold()) + 1, int(d))
    for j, m, d in _ISODAG.findall(tekst):
        yield from _bestaande(int(j), int(m), int(d))


def _bestaande(jaar: int, maand: int, dag: int) -> Iterator[date]:
    try:
        yield date(jaar, maand, dag)
    except ValueError:
        return


def datum_in_cel(dag: date) -> str:
    """A date in a field of a CSV, as the cells of a sheet show one: ``datum_in_cel(date(2024, 3, 1)) == '01-03-2024'``."""
    return f"{dag:%d-%m-%Y}"


def serienummer(dag: date) -> int:
    """The number with which a workbook holds a date (1900 system): ``serienummer(date(2024, 1, 1)) == 45292``."""
    return (dag - _NUL_1900.date()).days


def serienummer_van(moment: date | time | timedelta) -> float:
    """The number with which a workbook holds a date, a time or a duration (1900 system): days, and the part of a day.

    Excel takes 1900 for a leap year: of its first sixty days the number is one lower than counting gives.
    """
    if isinstance(moment, time):
        moment = timedelta(
            hours=moment.hour, minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond
        )
    if not isinstance(moment, timedelta):
        moment = datetime(moment.year, moment.month, moment.day) if not isinstance(moment, datetime) else moment
        moment = moment.replace(tzinfo=None) - _NUL_1900
        if timedelta(0) < moment <= timedelta(60):
            moment -= timedelta(1)
    return moment / timedelta(1)


def moment_van(getal: float, *, vanaf_1904: bool = False, duur: bool = False) -> datetime | time | timedelta:
    """What a number means in a cell that shows a date: a day, or below 1 a time; with ``duur`` so many days.

    Raises:
        OverflowError: there is no such day.
        ValueError: the number is none, or there is no such day.
    """
    if duur:
        return timedelta(milliseconds=round(getal * _MILLISECONDEN))
    dagen, deel = divmod(getal, 1)
    rest = timedelta(milliseconds=round(deel * _MILLISECONDEN))
    if 0 <= getal < 1 and not rest.days:
        return (datetime.min + rest).time()
    if 0 < getal < 60 and not vanaf_1904:
        dagen += 1
    return (_NUL_1904 if vanaf_1904 else _NUL_1900) + timedelta(days=dagen) + rest
