"""The number of a bank account: whether its check digits are right (ISO 13616), and how a person reads it."""

from __future__ import annotations

import re

_VORM = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_NEDERLANDS = re.compile(r"NL[0-9]{2}[A-Z]{4}[0-9]{10}")


def kaal(tekst: str) -> str:
    """The number without what people put between: spaces, dots and dashes; in capitals."""
    return re.sub(r"[\s.-]", "", tekst).upper()


def klopt(tekst: str) -> bool:
    """Whether it is the number of an account: its form, and its two check digits.

    >>> klopt("NL91 ABNA 0417 1643 00"), klopt("NL92 ABNA 0417 1643 00"), klopt("")
    (True, False, False)
    """
    nummer = kaal(tekst)
    vorm = _NEDERLANDS if nummer.startswith("NL") else _VORM
    if not vorm.fullmatch(nummer):
        return False
    return int("".join(str(int(teken, 36)) for teken in nummer[4:] + nummer[:4])) % 97 == 1


def in_groepen(tekst: str) -> str:
    """The number in groups of four, as it is printed: ``NL91 ABNA 0417 1643 00``."""
    nummer = kaal(tekst)
    return " ".join(nummer[plaats : plaats + 4] for plaats in range(0, len(nummer), 4))
