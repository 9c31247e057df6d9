"""Calls of the functions as Excel makes them: what stands in which cells, and what must come back.

A range is written into a sheet with its formats, so that dates, amounts, blanks and errors arrive as COM hands them over.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

ONTBREEKT = -2147352572
"""What stands for an argument that was left out."""

EURO, DATUM = "[$€-413] #,##0.00", "dd-mm-yyyy"


class Geld(Struct, frozen=True):
    """An amount in a cell with a money format: COM gives it as a currency, so as Decimal."""

    bedrag: float


class Bereik(Struct, frozen=True):
    """Cells of a sheet: numbers, texts, dates (with a date format), Geld, None, and error values as ``#N/A``."""

    rijen: tuple[tuple[Any, ...], ...]


class Geval(Struct, frozen=True):
    """A call: the function, its arguments (a Bereik, or what a formula gives: a value or an array of tuples), the answer."""

    naam: str
    functie: str
    argumenten: tuple[Any, ...]
    uitkomst: list[list[Any]]


def _bereik(*rijen: tuple[Any, ...]) -> Bereik:
    return Bereik(rijen)


MAART, OKTOBER = datetime(2024, 3, 1), datetime(2024, 10, 1)
TARIEVEN = _bereik(
    ("Schaal", "Van", "Tot", "Vast uurtarief €"),
    (11.0, datetime(2024, 1, 1), datetime(2024, 9, 30), Geld(75.21)),
    (11.0, OKTOBER, datetime(2025, 3, 31), Geld(76.15)),
    (None, None, None, None),
)
UREN = _bereik(
    ("Schaal", "Maand", "Uren", "Kosten €"),
    (11.0, MAART, 7.5, Geld(564.08)),
    (None, None, None, None),
    (11.0, MAART, "7,5", None),
    (11.0, MAART, "#N/A", "#N/A"),
    (11.0, datetime(2026, 1, 1), 1.0, None),
    (11.0, OKTOBER, Geld(2.0), None),
    (None, None, None, None),
)
POK = _bereik(("Jaar", "Vergoeding %", "Maximum €"), (2024.0, 0.5, Geld(310000.0)), (2026.0, 0.0, Geld(0.0)))
NAMEN = _bereik(("Schrijfwijze", "Code"), ("'s-Hertogenbosch", "GM0796"), ("Den Bosch", "GM0796"), ("Oss", "GM0828"))
CODES = _bereik(("GM0828", 3.0), ("GM0755", 3.0), ("GM0865", 1.0))
POKTABEL = _bereik(
    ("Jaar", "Vergoeding %", "Maximum €", "Bron", "Brondatum", "Status"),
    (2024.0, 0.5, Geld(310000.0), "8.1", datetime(2024, 1, 1), "vastgesteld"),
    (2025.0, 0.5, Geld(310000.0), "8.1", None, "vastgesteld"),
)

GEVALLEN: tuple[Geval, ...] = (
    Geval("dates and money in cells", "VIA_UURTARIEF", (_bereik((11.0,)), _bereik((MAART,)), TARIEVEN), [[75.21]]),
    Geval("a typed number and a date that a formula calculated", "VIA_UURTARIEF", (11.0, 45566.0, TARIEVEN), [[76.15]]),
    Geval("a year without a rate", "VIA_UURTARIEF", (11.0, 46023.0, TARIEVEN), [["#N/A"]]),
    Geval("an error for a schaal", "VIA_UURTARIEF", (_bereik(("#DIV/0!",)), MAART, TARIEVEN), [["#VALUE!"]]),
    Geval("an error that a formula gave", "VIA_UURTARIEF", (-2146826246, 45566.0, TARIEVEN), [["#VALUE!"]]),
    Geval("a schaal left out", "VIA_UURTARIEF", (ONTBREEKT, 45566.0, TARIEVEN), [["#VALUE!"]]),
    Geval("an empty cell for a date", "VIA_UURTARIEF", (11.0, _bereik((None,)), TARIEVEN), [["#VALUE!"]]),
    Geval(
        "a table of hours with every kind of line",
        "VIA_KOSTEN",
        (UREN, TARIEVEN),
        [["Kosten €"], [564.08], [""], ["#VALUE!"], ["#VALUE!"], ["#N/A"], [152.3], [""]],
    ),
    Geval(
        "sums of lines, with what was rounded of each",
        "VIA_KOSTEN",
        (
            _bereik(
                ("Schaal", "Maand", "Uren", "Afronding €"),
                (11.0, MAART, 7.5, Geld(-0.08)),
                (11.0, MAART, 7.5, None),
                (11.0, MAART, 7.5, "veel"),
            ),
            TARIEVEN,
        ),
        [["Kosten €"], [564.0], [564.08], ["#VALUE!"]],
    ),
    Geval("one line", "VIA_KOSTEN", (_bereik((11.0, MAART, 7.5)), TARIEVEN), [[564.08]]),
    Geval("an array of one line", "VIA_KOSTEN", ((11.0, 45352.0, 7.5), TARIEVEN), [[564.08]]),
    Geval(
        "arrays instead of ranges",
        "VIA_KOSTEN",
        (((11.0, 45352.0, 7.5), (11.0, 45352.0, "7,5")), ((11.0, 45292.0, 45565.0, 75.21),)),
        [[564.08], ["#VALUE!"]],
    ),
    Geval("one empty cell for the hours", "VIA_KOSTEN", (_bereik((None,)), TARIEVEN), [["#VALUE!"]]),
    Geval("hours with nothing in them", "VIA_KOSTEN", (_bereik((None,) * 3, (None,) * 3), TARIEVEN), [[""], [""]]),
    Geval("the cost as money", "VIA_VERGOEDING", (2024.0, _bereik((Geld(603112.4),)), POK), [[301556.2]]),
    Geval("a cost that a formula gave as a currency", "VIA_VERGOEDING", (2024.0, Geld(640000.0), POK), [[310000.0]]),
    Geval("a year that is a whole number in VBA", "VIA_VERGOEDING", (2024, 100, POK), [[50.0]]),
    Geval("a logical value for the cost", "VIA_VERGOEDING", (2024.0, True, POK), [["#VALUE!"]]),
    Geval("no row for the year", "VIA_VERGOEDING", (2023.0, 1.0, POK), [["#N/A"]]),
    Geval(
        "a column with its header",
        "VIA_AANDEEL",
        (_bereik(("Inwoners",), (1.0,), (None,), (3.0,)),),
        [["Aandeel %"], [0.25], [""], [0.75]],
    ),
    Geval("one cell", "VIA_AANDEEL", (_bereik((5.0,)),), [[1.0]]),
    Geval("an empty cell", "VIA_AANDEEL", (_bereik((None,)),), [[""]]),
    Geval("a row of cells", "VIA_AANDEEL", (_bereik((1.0, 3.0)),), [[0.25, 0.75]]),
    Geval("an error in the column", "VIA_AANDEEL", (_bereik((1.0,), ("#N/A",)),), [["#N/A"]]),
    Geval("a column of codes", "VIA_VERDEEL", (_bereik((Geld(0.1),)), CODES), [[0.04], [0.04], [0.02]]),
    Geval("a row", "VIA_VERDEEL", (0.1, _bereik((1.0, 1.0, 1.0))), [[0.04, 0.03, 0.03]]),
    Geval("an array that is a row", "VIA_VERDEEL", (0.1, (1.0, 1.0, 1.0)), [[0.04, 0.03, 0.03]]),
    Geval("an array that is a column", "VIA_VERDEEL", (0.1, ((1.0,), (1.0,), (None,))), [[0.05], [0.05], [""]]),
    Geval("an error inside an array", "VIA_VERDEEL", (0.1, ((1.0,), (-2146826252,))), [["#NUM!"]]),
    Geval("an error that xlwings does not know", "VIA_VERDEEL", (0.1, ((1.0,), (-2146826243,))), [["#VALUE!"]]),
    Geval("an amount as text", "VIA_VERDEEL", ("310.000,00", CODES), [["#VALUE!"]]),
    Geval("a code in a cell", "VIA_BIJDRAGE", (_bereik(("GM0865",)), 0.1, CODES), [[0.02]]),
    Geval("an unknown code", "VIA_BIJDRAGE", ("GM9999", 0.1, CODES), [["#N/A"]]),
    Geval("three cells with money", "VIA_SALDO", (_bereik((Geld(396.43),)), _bereik((Geld(0.0),)), 100.0), [[296.43]]),
    Geval(
        "three columns",
        "VIA_SALDO",
        (
            _bereik(("Bijdrage €",), (Geld(10.0),), (None,), (1.0,)),
            _bereik(("Kosten €",), (Geld(12.5),), (None,), (None,)),
            _bereik(("Voorschot €",), (0.0,), (None,), ("#REF!",)),
        ),
        [["Saldo €"], [-2.5], [""], ["#VALUE!"]],
    ),
    Geval("a voorschot left out", "VIA_SALDO", (1.0, 1.0, ONTBREEKT), [["#VALUE!"]]),
    Geval("a table without findings", "VIA_CONTROLE", (POKTABEL,), [["Geen bevindingen", "", "", ""]]),
    Geval(
        "a table with a finding",
        "VIA_CONTROLE",
        (Bereik((*POKTABEL.rijen, (2024.0, 0.5, Geld(1.0), "b", None, None))),),
        [[3, "Jaar", "2024 staat al in rij 1, kolom Jaar van tblPOK.", "Laat één van beide rijen staan."]],
    ),
    Geval(
        "an error in an input table",
        "VIA_CONTROLE",
        (Bereik((*POKTABEL.rijen, (2026.0, 0.0, "#REF!", "b", None, None))),),
        [[3, "Maximum €", "bevat de foutwaarde #REF!.", "Vul de waarde zelf in."]],
    ),
    Geval("one cell for a table", "VIA_CONTROLE", (_bereik(("Jaar",)),), [["#VALUE!"]]),
    Geval("a name in a cell", "VIA_GEMEENTE", (_bereik(("den bosch",)), NAMEN), [["'s-Hertogenbosch"]]),
    Geval(
        "a column of names", "VIA_GEMEENTE", (_bereik(("OSS",), (None,), ("Rome",)), NAMEN), [["Oss"], [""], ["#N/A"]]
    ),
    Geval("an empty cell for a name", "VIA_GEMEENTE", (_bereik((None,)), NAMEN), [[""]]),
    Geval("the names left out", "VIA_GEMEENTE", ("Oss", ONTBREEKT), [["#VALUE!"]]),
)
