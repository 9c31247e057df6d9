"""A schaal of the CAO is a code: 10 and 10A are two, and 10A comes between 10 and 11.

A code without a letter is a whole number, one with a letter a text: ``10``, ``"10A"``. That is also what a cell holds. It
was tried in IronCalc, LibreOffice and pyOpenVBA (``tests/bewijs/test_schaal.py``): with numbers and texts in one column
SUMIFS and COUNTIFS find the same rows in each, by a criterion from a cell. With texts only a "10" would be found as well,
but every "10" in a kept master would have to be typed again, and be a number that is stored as a text.

A number of one or two digits and at most one letter, no more: SUMIFS reads its criterion as if it was typed, and would
take 1E5 for a hundred thousand and JAN1 for a day.
"""

from __future__ import annotations

import re
from typing import TypeAlias

Schaal: TypeAlias = int | str
"""A code as :func:`schaalcode` gives it."""

HOOGSTE_SCHAAL = 30
"""A number above it is a typing error."""

_CODE = re.compile(r"0?([1-9][0-9]?)([A-Z]?)", re.ASCII)


def schaalcode(tekst: str) -> Schaal | None:
    """The schaal that a text names, however it is spelled; None when it names none.

    >>> [schaalcode(tekst) for tekst in ("10", " 10", "10A", "10 a", "schaal 10A", "10,5", "1E5", "31")]
    [10, 10, '10A', '10A', '10A', None, None, None]
    """
    gelezen = _CODE.fullmatch("".join(tekst.split()).upper().removeprefix("SCHAAL"))
    if gelezen is None or int(gelezen[1]) > HOOGSTE_SCHAAL:
        return None
    return f"{int(gelezen[1])}{gelezen[2]}" if gelezen[2] else int(gelezen[1])


def schaalvolgorde(schaal: Schaal) -> tuple[int, str]:
    """What codes are sorted by: the number, and then the letter.

    >>> sorted(["11A", 12, 9, "10A", 8, 11, 10], key=schaalvolgorde)
    [8, 9, 10, '10A', 11, '11A', 12]
    """
    if isinstance(schaal, int):
        return schaal, ""
    cijfers = schaal.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(cijfers), schaal[len(cijfers) :]
