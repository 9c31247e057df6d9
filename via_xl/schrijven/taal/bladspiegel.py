"""How a sheet goes on paper: letters of at least seven points, on the smallest paper that takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from via_xl.schrijven.boek import A3, A4, Blad

_KLEINSTE = 7 / 10
"""The least scale: a letter of the workbook is ten points."""
_BREED = {A4: 770.0, A3: 1119.0}
"""The points between the margins of a page that lies on its side."""
_TEKEN, _RAND = 56 / 10, 4
"""The points of a character of a column's width, and what a column takes beside them."""
_ZONDER_BREEDTE = 8.43


class Tabelplek(NamedTuple):
    """The columns of a table on its sheet: the first, the last that is printed, and the last."""

    eerste: int
    gedrukt: int
    laatste: int


def past(blad: Blad, eerste: int, laatste: int, papier: int, paginas: int = 1) -> bool:
    """Whether these columns are legible on so many pages beside each other."""
    punten = sum(_TEKEN * blad.breedtes.get(kol, _ZONDER_BREEDTE) + _RAND for kol in range(eerste, laatste + 1))
    return punten * _KLEINSTE <= _BREED[papier] * paginas


def verdeel_tabellen(blad: Blad, tabellen: Sequence[Tabelplek]) -> None:
    """Print tables that stand beside each other on as few pages as can be, never one over two pages if that can be helped.

    The steps at the end of the last table of a page stay out of it.
    """
    op_a4, op_a3 = (_delen(blad, tabellen, papier) for papier in (A4, A3))
    blad.afdrukkolommen = op_a4 if len(op_a4) == len(op_a3) else op_a3
    if len(tabellen) == 1 and not past(blad, *blad.afdrukkolommen[0], A3):
        blad.paginas, blad.titelkolommen = (2, 0), (0, 1)


def _delen(blad: Blad, tabellen: Sequence[Tabelplek], papier: int) -> list[tuple[int, int]]:
    delen: list[tuple[int, int]] = []
    for tabel in tabellen:
        if delen and past(blad, delen[-1][0], tabel.gedrukt, papier):
            delen[-1] = (delen[-1][0], tabel.gedrukt)
        else:
            delen.append((tabel.eerste, tabel.gedrukt))
    return delen


def kies_papier(blad: Blad) -> None:
    """Larger paper for a sheet of which the letters would be too small on A4."""
    paginas, hoog = blad.paginas
    if not blad.liggend or hoog:
        return
    delen = blad.afdrukkolommen or [(0, blad.afdrukbereik[3]) if blad.afdrukbereik else (0, blad.cellen.hoeken()[1][1])]
    if not all(past(blad, *deel, A4, paginas) for deel in delen):
        blad.papier = A3
