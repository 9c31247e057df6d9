"""The criteria of SUMIFS and its kin: what a cell must hold, and which rows meet all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from via_xl.bewijs.linter.verwijzing import Gebied
from via_xl.lezen.getalopmaak import Inhoud, getal_van, toon_in_zin, vijftien_cijfers

_VORM = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)
_TEKENS = {"<=": "≤", ">=": "≥", "<>": "is niet", "<": "<", ">": ">", "=": "="}
_DRAAI: dict[str, Callable[[Decimal | int], bool]] = {
    "<": lambda n: n < 0,
    "<=": lambda n: n <= 0,
    ">": lambda n: n > 0,
    ">=": lambda n: n >= 0,
}


class Criterium(Struct, frozen=True):
    """A condition on the cells of a range: ``waarde`` is a number, a text (with * and ?) or a logical value."""

    gebied: Gebied
    teken: str
    waarde: str | float | int | bool

    @classmethod
    def lees(cls, gebied: Gebied, inhoud: Inhoud) -> Criterium:
        """The criterion as it is given: a value, or a text that begins with an operator."""
        if isinstance(inhoud, str):
            delen = _VORM.fullmatch(inhoud)
            teken, rest = (delen[1] or "=", delen[2]) if delen else ("=", inhoud)
            return cls(gebied, teken, _als_getal(rest))
        if isinstance(inhoud, bool):
            return cls(gebied, "=", inhoud)
        nummer = getal_van(inhoud)
        return cls(gebied, "=", 0 if nummer is None else nummer)

    def voldoet(self, inhoud: Inhoud) -> bool:
        """Whether a cell meets it."""
        if self.teken in _DRAAI:
            return self._geordend(inhoud)
        return self._gelijk(inhoud) is (self.teken == "=")

    def _geordend(self, inhoud: Inhoud) -> bool:
        nummer = getal_van(inhoud)
        if isinstance(self.waarde, str):
            if not isinstance(inhoud, str):
                return False
            links, rechts = inhoud.casefold(), self.waarde.casefold()
            return _DRAAI[self.teken]((links > rechts) - (links < rechts))
        return nummer is not None and _DRAAI[self.teken](vijftien_cijfers(nummer) - vijftien_cijfers(self.waarde))

    def _gelijk(self, inhoud: Inhoud) -> bool:
        if isinstance(self.waarde, bool) or isinstance(inhoud, bool):
            return inhoud is self.waarde
        if isinstance(self.waarde, str):
            if self.waarde == "":
                return inhoud is None or inhoud == ""
            return isinstance(inhoud, str) and _patroon(self.waarde).fullmatch(inhoud) is not None
        nummer = getal_van(inhoud) if not isinstance(inhoud, str) else _als_getal(inhoud)
        return (
            isinstance(nummer, (int, float))
            and not isinstance(nummer, bool)
            and vijftien_cijfers(nummer) == vijftien_cijfers(self.waarde)
        )

    def in_woorden(self, kop: str, formaat: str) -> str:
        """``CBS code = GM0755``; a number as the column shows it."""
        waarde = self.waarde if isinstance(self.waarde, str) else toon_in_zin(self.waarde, formaat)
        if waarde == "":
            return f"{kop} is {'leeg' if self.teken == '=' else 'niet leeg'}"
        return f"{kop} {_TEKENS[self.teken]} {waarde}"


def _als_getal(tekst: str) -> str | float | int:
    """A text that reads as a number counts as that number."""
    kaal = tekst.strip()
    if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", kaal):
        return int(kaal) if re.fullmatch(r"[+-]?\d{1,15}", kaal) else float(kaal)
    return tekst


@lru_cache(maxsize=4096)
def _patroon(tekst: str) -> re.Pattern[str]:
    """A text with wildcards: * any text, ? one character, ~ makes the next one ordinary."""
    uit = ""
    plek = 0
    while plek < len(tekst):
        teken = tekst[plek]
        if teken == "~" and tekst[plek + 1 : plek + 2] in ("*", "?", "~"):
            plek += 1
            uit += re.escape(tekst[plek])
        elif teken in "*?":
            uit += ".*" if teken == "*" else "."
        else:
            uit += re.escape(teken)
        plek += 1
    return re.compile(uit, re.IGNORECASE | re.DOTALL)
