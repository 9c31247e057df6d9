"""Rule 23: nothing under a table that can grow, and nothing of another table in its columns.

An input table grows at its end, by whoever types or adds a row; what stands there is then in the way.
"""

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.kolommen import kolomletter
from via_xl.bewijs.linter.boek import Lintboek

REGEL = 23


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """The first cell under each input table that holds something."""
    for naam in boek.invoertabellen:
        kader = boek.tabellen[naam].kader
        eronder = (
            cel
            for cel in boek.cellen[kader.blad]
            if cel.rij > kader.rij2 and kader.kolom1 <= cel.kolom <= kader.kolom2 and cel.waarde not in (None, "")
        )
        cel = next(eronder, None)
        if cel is not None:
            yield boek.meld(
                REGEL,
                kader.blad,
                f"{kolomletter(cel.kolom - 1)}{cel.rij}",
                f"hier staat iets onder {boek.tabellen[naam].naam}; die tabel kan dan niet groeien.",
                "Zet het naast of boven de tabel.",
            )
