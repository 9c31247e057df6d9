"""Exact amounts: eurocenten, hundredths and basispunten as whole numbers, and how they are read and shown.

Everything in the engine is an ``int``:

========================  ====================  =========================
quantity                  unit                  suffix of the name
========================  ====================  =========================
money                     eurocent              ``_ct``
hours, hours a week       hundredth of an hour  ``_h``
percentages               basispunt (0,01 %)    ``_bp``
========================  ====================  =========================

A workbook holds euros, hours and fractions; :func:`euro`, :func:`uren` and :func:`fractie` make the
float nearest to the exact decimal, which is what a spreadsheet stores for the typed number.
"""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

CENT = 100
UUR = 100
GEHEEL_BP = 10_000


def rond_half_op(teller: int, noemer: int) -> int:
    """``teller / noemer`` rounded to a whole number, halves away from zero (as Excel's ROUND).

    >>> rond_half_op(5, 2), rond_half_op(-5, 2), rond_half_op(7, 3)
    (3, -3, 2)

    Raises:
        ZeroDivisionError: when ``noemer`` is 0.
    """
    if noemer < 0:
        teller, noemer = -teller, -noemer
    helft = (2 * abs(teller) + noemer) // (2 * noemer)
    return helft if teller >= 0 else -helft


def verschil(van: int | None, af: int | None) -> int | None:
    """``van − af``, in the unit of both; None when either of them isn't known."""
    return None if van is None or af is None else van - af


def euro(ct: int) -> float:
    """Cents as the euro amount a cell holds: ``euro(537419) == 5374.19``."""
    return ct / CENT


def uren(honderdsten: int) -> float:
    """Hundredths as the hours a cell holds: ``uren(725) == 7.25``."""
    return honderdsten / UUR


def fractie(bp: int) -> float:
    """Basispunten as the fraction a cell with a percentage format holds: ``fractie(1705) == 0.1705``."""
    return bp / GEHEEL_BP


def bedrag_tekst(ct: int) -> str:
    """Cents with two decimals and a dot, for JSON and CSV: ``bedrag_tekst(-605) == '-6.05'``."""
    teken = "-" if ct < 0 else ""
    return f"{teken}{abs(ct) // CENT}.{abs(ct) % CENT:02d}"


def uren_tekst(honderdsten: int) -> str:
    """Hundredths of an hour with two decimals and a dot, for JSON and CSV."""
    return bedrag_tekst(honderdsten)


def getal_nl(waarde: int, decimalen: int = 0) -> str:
    """A whole number of units of ``10**-decimalen`` the Dutch way: ``getal_nl(123456, 2) == '1.234,56'``."""
    teken = "−" if waarde < 0 else ""
    geheel, rest = divmod(abs(waarde), 10**decimalen)
    tekst = f"{geheel:,}".replace(",", ".")
    return f"{teken}{tekst},{rest:0{decimalen}d}" if decimalen else f"{teken}{tekst}"


def euro_nl(ct: int) -> str:
    """Cents for a Dutch reader: ``euro_nl(123456) == '€ 1.234,56'``; negative amounts start with a minus sign."""
    tekst = getal_nl(abs(ct), 2)
    return f"− € {tekst}" if ct < 0 else f"€ {tekst}"


def uren_nl(honderdsten: int) -> str:
    """Hundredths of an hour for a Dutch reader: ``uren_nl(70000) == '700,00'``."""
    return getal_nl(honderdsten, 2)


def procent_nl(bp: int) -> str:
    """Basispunten for a Dutch reader, without needless decimals: ``procent_nl(5000) == '50 %'``."""
    tekst = getal_nl(bp, 2)
    return f"{tekst.removesuffix(',00')} %"


def op_schaal(waarde: Decimal, schaal: int) -> int | None:
    """A value in whole parts of ``1/schaal``, or None when it is finer than that.

    What a binary float adds (less than a millionth of such a part) is not "finer": a cell that stores 7,249999999999999
    holds 7,25, which is 725 hundredths:

    >>> op_schaal(Decimal("7.25"), 100), op_schaal(Decimal("7.255"), 100)
    (725, None)
    """
    precies = waarde * schaal
    afgerond = precies.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return int(afgerond) if abs(precies - afgerond) < Decimal("0.000001") else None


_MET_KOMMA = re.compile(r"[-−]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,4})?", re.ASCII)
_MET_PUNT = re.compile(r"[-−]?\d+\.\d{1,2}", re.ASCII)
_EENHEDEN = ("€", "%", "uur")
_LANGSTE_GETAL = 24


def getypt_getal(tekst: str) -> Decimal | None:
    """The number in a text as people type one: a comma for the decimals, or a dot with one or two behind it.

    A dot with three digits behind it is one of thousands: nothing here is finer than a hundredth. The unit may stand with it.

    >>> [str(getypt_getal(tekst)) for tekst in ("-1.234,56", "1234.5", "− € 1.234", "2,5 %", "7,25 uur", "1,234.56", "1e3")]
    ['-1234.56', '1234.5', '-1234', '2.5', '7.25', 'None', 'None']
    """
    kaal = "".join(tekst.split())
    for eenheid in _EENHEDEN:
        kaal = kaal.replace(eenheid, "", 1)
    kaal = kaal.replace("−", "-")
    if len(kaal) > _LANGSTE_GETAL:
        return None
    if _MET_KOMMA.fullmatch(kaal):
        return Decimal(kaal.replace(".", "").replace(",", "."))
    return Decimal(kaal) if _MET_PUNT.fullmatch(kaal) else None


def decimaal(tekst: str) -> Decimal | None:
    """The number in a text that has a dot for the decimals and nothing else (``-1234.5``), or None."""
    kaal = tekst.strip()
    if not kaal or not all(teken.isascii() and (teken.isdigit() or teken in "-.") for teken in kaal):
        return None
    try:
        return Decimal(kaal)
    except InvalidOperation:
        return None
