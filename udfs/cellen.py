"""What a function is given: cells as xlwings hands them over become rows of values, and a value the engine's own.

A blank arrives as None, a date as datetime (as a serial number when a formula calculated it), an amount in a cell with a
money format as Decimal, an error value as its text, and one of the newer errors (#SPILL!, #CALC!) as a bare number.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from udfs.fouten import Excelfout, Uitval
from via_xl.lezen.waarden import FOUTWAARDEN, Foutwaarde, WaardeFout, uit_cel
from via_xl.regeling.kolom import MAX_BEDRAG_CT, Invoerkolom, Kolomsoort

Cellen: TypeAlias = Any
"""The cells of an argument. No other hint will do: xlwings converts by the hint."""

Uitkomst: TypeAlias = Any
"""A value, or rows of values: numbers and texts, and of the texts only those of :class:`Excelfout` for an error."""

BEDRAG = Invoerkolom("bedrag_ct", "Bedrag €", "", Kolomsoort.BEDRAG, minimum=0, maximum=MAX_BEDRAG_CT)
"""An amount of 0 or more, in euros outside and cents inside."""

BEDRAG_MET_TEKEN = Invoerkolom(
    "bedrag_ct", "Bedrag €", "", Kolomsoort.BEDRAG, minimum=-MAX_BEDRAG_CT, maximum=MAX_BEDRAG_CT
)
"""An amount that may be below 0."""

_COM_FOUTEN = range(-2146826288, -2146826188)
"""The numbers of Excel's error values; those that xlwings knows come as texts."""

_DAG_NUL = datetime(1899, 12, 30)
_DAGEN = range(61, 2958466)
"""Serial numbers of 1 March 1900 up to 31 December 9999 (before, Excel counts a day that was not)."""

_MET_NAAM = {str(fout): fout for fout in Excelfout}

_DATUMS = (Kolomsoort.DATUM, Kolomsoort.MAAND)
_GETALLEN = (
    Kolomsoort.GEHEEL,
    Kolomsoort.SCHAAL,
    Kolomsoort.JAAR,
    Kolomsoort.BEDRAG,
    Kolomsoort.UREN,
    Kolomsoort.PERCENTAGE,
)


def rooster(cellen: Cellen) -> list[list[Any]]:
    """The rows of an argument, each cell blank (None), a number, a text, a logical value, a date or a Foutwaarde.

    One value is one cell, a flat list is one row, no cells at all are one blank cell. Texts of blanks only are blank.

    >>> rooster(7.5), rooster((1.0, "")), rooster([[Decimal("12.50")], ["#N/A"]])
    ([[7.5]], [[1.0, None]], [[12.5], ['#N/A']])

    Raises:
        Uitval: the rows are not of one length.
    """
    if not isinstance(cellen, list | tuple):
        return [[_cel(cellen)]]
    if not all(isinstance(rij, list | tuple) for rij in cellen):
        return [[_cel(cel) for cel in cellen]]
    rijen = [[_cel(cel) for cel in rij] for rij in cellen]
    if len({len(rij) for rij in rijen}) > 1:
        raise Uitval(Excelfout.WAARDE)
    return rijen if rijen and rijen[0] else [[None]]


def _cel(cel: Any) -> Any:
    if cel is None or type(cel) is float:
        return cel
    if isinstance(cel, str):
        kaal = cel.strip()
        return Foutwaarde(kaal) if kaal in FOUTWAARDEN else cel if kaal else None
    if isinstance(cel, Decimal):
        return float(cel)
    if isinstance(cel, int) and not isinstance(cel, bool) and cel in _COM_FOUTEN:
        return Foutwaarde(Excelfout.WAARDE)
    return cel


def enkel(cellen: Cellen) -> Any:
    """The one cell of an argument that is a value and no range.

    Raises:
        Uitval: there are more cells.
    """
    rijen = rooster(cellen)
    if len(rijen) != 1 or len(rijen[0]) != 1:
        raise Uitval(Excelfout.WAARDE)
    return rijen[0][0]


def leeg(rij: list[Any] | tuple[Any, ...]) -> bool:
    """Whether every cell of a row is blank."""
    return all(cel is None for cel in rij)


def lees(cel: Any, kolom: Invoerkolom) -> Any:
    """What a cell holds, in the unit of the engine, under the rules by which the master is read.

    Only a serial number is a date here: a date that a formula calculated has no format.

    >>> from via_xl.regeling.tabellen import UREN
    >>> lees(7.25, UREN.kolom("uren_h")), lees(45292.0, UREN.kolom("maand"))
    (725, datetime.date(2024, 1, 1))

    Raises:
        Uitval: #NUM! for a number that can't be, #VALUE! for all else (also a number that is no date).
    """
    try:
        return uit_cel(met_datum(cel, kolom), kolom)
    except WaardeFout as fout:
        raise Uitval(Excelfout.GETAL if is_getal(cel) and kolom.soort in _GETALLEN else Excelfout.WAARDE) from fout


def is_getal(cel: Any) -> bool:
    """Whether a cell holds a number."""
    return isinstance(cel, int | float) and not isinstance(cel, bool)


def met_datum(cel: Any, kolom: Invoerkolom) -> Any:
    """The cell, a serial number in a column of dates as its date and time (in a workbook that counts from 1900)."""
    if kolom.soort in _DATUMS and is_getal(cel) and _DAGEN.start <= cel < _DAGEN.stop:
        return _DAG_NUL + timedelta(days=cel)
    return cel


def geen_fout(cel: Any) -> Any:
    """The cell of a column that is added or shared; an error value in it is the whole answer.

    Raises:
        Uitval: the cell holds an error value.
    """
    if isinstance(cel, Foutwaarde):
        raise Uitval(_MET_NAAM.get(str(cel), Excelfout.WAARDE))
    return cel
