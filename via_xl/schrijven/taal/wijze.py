"""The two ways in which a sheet is kept: with the tables that it comes from in the same book, or without them."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import TypeVar

from via_xl.basis.maat import Maat, Ruw
from via_xl.schrijven.taal.cel import Aanzien, F
from via_xl.schrijven.taal.tabel import SMAL, Tabelveld

R = TypeVar("R")
T = TypeVar("T")


class Wijze(Enum):
    """How a sheet is kept.

    Live: with the input tables beside it, so that everything is a formula and follows another year. Frozen: without them,
    as nobody may see the hour lines, so that only what follows from the sheet itself is a formula and the rest an input.
    """

    LEVEND = auto()
    BEVROREN = auto()

    def kies(self, levend: T, bevroren: T) -> T:
        """The one of the two that goes with it."""
        return levend if self is Wijze.LEVEND else bevroren

    def cel(self, waarde: Ruw, levend: str, bevroren: str = "") -> F | Ruw:
        """What a cell holds: the formula that goes with it, and without one the value, as an input."""
        formule = self.kies(levend, bevroren)
        return F(formule, waarde) if formule else waarde

    def elders(
        self,
        kop: str,
        maat: Maat,
        waarde: Callable[[R], Ruw],
        levend: str,
        *,
        breedte: float = SMAL,
        aanzien: Aanzien = Aanzien.WERK,
    ) -> Tabelveld[R]:
        """A column that comes from tables elsewhere: live with this formula and role, frozen an input."""
        return Tabelveld(kop, maat, waarde, self.kies(levend, ""), breedte, self.kies(aanzien, Aanzien.INVOER))
