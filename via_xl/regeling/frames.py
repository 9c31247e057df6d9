"""The input tables as pandas frames: whole numbers, with the unit in the name of their column, and no float anywhere.

The columns are the fields of the record, in the order of the table: ``uren_h``, ``bedrag_ct``, ``percentage_bp``. A number
is int64, or Int64 where a blank is allowed (a blank is ``<NA>``, never a zero); a value that doesn't fit in 64 bits is an
OverflowError. A date is a day of datetime64, a schaal and a choice are their words.

Importing pandas takes longer than half a yearly run: this module is imported where frames are made, and by no run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import NoneType
from typing import Any, get_args

import pandas as pd
from msgspec.structs import fields

from via_xl.regeling.kolom import GETALLEN, Invoerkolom, Invoertabel, Kolomsoort
from via_xl.regeling.model import Record

GEHEEL, GEHEEL_OF_LEEG, DAG = "int64", "Int64", "datetime64[s]"
"""The types of columns of numbers, of numbers that may be blank, and of dates."""

_INT64 = 2**63

_TYPE_PER_SOORT: Mapping[Kolomsoort, str] = {Kolomsoort.DATUM: DAG, Kolomsoort.MAAND: DAG, Kolomsoort.JANEE: "bool"}


def frame(tabel: Invoertabel, rijen: Iterable[Record]) -> pd.DataFrame:
    """The rows of an input table as a frame.

    >>> from via_xl.regeling.model import Voorschot
    >>> from via_xl.regeling.tabellen import VOORSCHOTTEN
    >>> rows = frame(VOORSCHOTTEN, [Voorschot(code="GM0828", jaar=2024, bedrag_ct=250000, bron="besluit 12")])
    >>> rows[["code", "jaar", "bedrag_ct"]].to_dict("records"), str(rows["bedrag_ct"].dtype)
    ([{'code': 'GM0828', 'jaar': 2024, 'bedrag_ct': 250000}], 'int64')
    """
    alle = tuple(rijen)
    return pd.DataFrame(
        {
            kolom.veld: reeks((getattr(rij, kolom.veld) for rij in alle), _soort(tabel, kolom))
            for kolom in tabel.kolommen
        }
    )


def reeks(waarden: Iterable[Any], soort: str) -> pd.Series[Any]:
    """A column of one of the types above; every other type holds text.

    Raises:
        OverflowError: a whole number that 64 bits can't hold.
    """
    if soort == "str":
        return pd.Series([None if waarde is None else str(waarde) for waarde in waarden], dtype="str")
    if soort == DAG:
        return pd.Series([_dag(waarde) for waarde in waarden], dtype=DAG)
    return pd.Series(list(waarden), dtype=soort)


def eis_int64(uren: pd.DataFrame) -> None:
    """No product of an hour line (``uren_h`` × ``tarief_ct``), nor the sum of all of them, may be beyond 64 bits: numpy would go on, with another number.

    Raises:
        OverflowError: one may be.
    """
    if len(uren) and len(uren) * (int(uren["uren_h"].max()) * int(uren["tarief_ct"].max()) + 50) >= _INT64:
        raise OverflowError("de urenregels zijn samen te groot voor 64 bits")


def _dag(waarde: date | None) -> str | None:
    return None if waarde is None else waarde.isoformat()


def _soort(tabel: Invoertabel, kolom: Invoerkolom) -> str:
    veldtype = next(get_args(veld.type)[0] for veld in fields(tabel.record) if veld.name == kolom.veld)
    if kolom.soort in GETALLEN:
        return GEHEEL_OF_LEEG if NoneType in get_args(veldtype) else GEHEEL
    return "bool" if veldtype is bool else _TYPE_PER_SOORT.get(kolom.soort, "str")
