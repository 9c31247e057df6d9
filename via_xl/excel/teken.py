"""What the self-test lets Excel start: a sign of life, which the VBA that started it reads back.

``python -c "import via_xl.excel.teken as t; t.schrijf(…)"`` is the whole command, as that of a macro is.
"""

from __future__ import annotations

from pathlib import Path

from via_xl import PROGRAMMA
from via_xl.excel.macro import uit_hex


def schrijf(bestand: str, teken: str) -> None:
    """Put a sign, and which program this is, in a file; both texts come as a macro's (:func:`~via_xl.excel.macro.uit_hex`)."""
    Path(uit_hex(bestand)).write_text(antwoord(uit_hex(teken)), encoding="ascii")


def antwoord(teken: str) -> str:
    """What must come back of a sign."""
    return f"{teken} {PROGRAMMA}"
