"""Where an Excel table stands in a workbook: sheet, rows, and column letters by header."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.gemeenten import zelfde_in_formule


class Tabelplaats(Struct, frozen=True):
    """A table: its header row ``kop`` (0 when it is switched off) and its data rows ``eerste`` to ``laatste``.

    ``kolommen`` maps each header, as it stands in the file, to its column letter. ``totaal`` says whether a
    totals row follows; it is no data.
    """

    naam: str
    blad: str
    kop: int
    eerste: int
    laatste: int
    kolommen: Mapping[str, str]
    totaal: bool = False

    def kolom(self, kop: str) -> str | None:
        """The column letter of a header, however its letters and spaces were typed."""
        gezocht = kop_vorm(kop)
        return next((letter for naam, letter in self.kolommen.items() if kop_vorm(naam) == gezocht), None)

    def tot_rij(self, laatste: int) -> Tabelplaats:
        """The same table, grown to this last row."""
        return replace(self, laatste=laatste)

    def bevat(self, rij: int, letters: Collection[str]) -> bool:
        """Whether the table has a header or data cell in this row, in one of these columns."""
        return (self.kop or self.eerste) <= rij <= self.laatste and any(k in letters for k in self.kolommen.values())


@lru_cache(maxsize=4096)
def kop_vorm(kop: str) -> str:
    """The form in which headers are compared: without case and with single spaces.

    >>> kop_vorm(" Uren  per WEEK") == kop_vorm("Uren per week")
    True
    """
    return zelfde_in_formule(" ".join(kop.split()))
