"""How a sheet goes on paper: letters of at least seven points, on the paper that takes the fewest pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, inf
from typing import NamedTuple

from via_xl.schrijven.boek import A3, A4, Blad
from via_xl.schrijven.taal.hoogte import hoogte

_KLEINSTE = 7 / 10
"""The least scale: a letter of the workbook is ten points."""
KLEINSTE_SCHAAL = 70
"""The same in per cent."""
_BLADEN = {A4: (842, 595), A3: (1191, 842)}
"""The points of a sheet of paper, the long side and the short one."""
_MARGE = (72, 108)
"""The points that the margins take, of the width and of the height."""
_TEKEN, _RAND = 56 / 10, 4
"""The points of a character of a column's width, and what a column takes beside them."""
_ZONDER_BREEDTE, _ZONDER_HOOGTE = 8.43, 15
_VLAG = 34
"""The width that the overall flag takes at its longest."""


class Tabelplek(NamedTuple):
    """The columns of a table on its sheet: the first, the last that is printed, and the last."""

    eerste: int
    gedrukt: int
    laatste: int


class _Vel(NamedTuple):
    """A sheet of paper: its size, whether it lies on its side, and the points between its margins."""

    papier: int
    liggend: bool

    @property
    def maten(self) -> tuple[int, int]:
        lang, kort = _BLADEN[self.papier]
        breed, hoog = (lang, kort) if self.liggend else (kort, lang)
        return breed - _MARGE[0], hoog - _MARGE[1]


_VELLEN = (_Vel(A4, True), _Vel(A4, False), _Vel(A3, True), _Vel(A3, False))
"""From the one that is liked best."""

Deel = tuple[int, int]
"""Columns that are printed on pages of their own: the first and the last."""


def past(blad: Blad, eerste: int, laatste: int, papier: int, *, liggend: bool = True, paginas: int = 1) -> bool:
    """Whether these columns are legible on so many pages beside each other."""
    return _punten(blad, (eerste, laatste)) * _KLEINSTE <= _Vel(papier, liggend).maten[0] * paginas


def verdeel_tabellen(blad: Blad, tabellen: Sequence[Tabelplek]) -> None:
    """Print tables that stand beside each other on as few pages as can be, never one over two pages if that can be helped.

    The steps at the end of the last table of a page stay out of it.
    """
    if len(tabellen) == 1 and not past(blad, tabellen[0].eerste, tabellen[0].gedrukt, A3):
        blad.paginas, blad.titelkolommen = (2, 0), (0, _herhaald(blad))
    blad.afdrukkolommen = _leg_op(blad, lambda vel: _delen(blad, tabellen, vel))


def _herhaald(blad: Blad) -> int:
    """The last of the first columns that stand on both pages: so many that the flag is whole there too."""
    tot = 1
    while sum(blad.breedtes.get(kol, _ZONDER_BREEDTE) for kol in range(tot + 1)) < _VLAG:
        tot += 1
    return tot


def _delen(blad: Blad, tabellen: Sequence[Tabelplek], vel: _Vel) -> list[Deel]:
    delen: list[Deel] = []
    for tabel in tabellen:
        if delen and past(blad, delen[-1][0], tabel.gedrukt, vel.papier, liggend=vel.liggend):
            delen[-1] = (delen[-1][0], tabel.gedrukt)
        else:
            delen.append((tabel.eerste, tabel.gedrukt))
    return delen


def verdeel_stapel(blad: Blad, sleutel: int) -> None:
    """Print a sheet of tables under each other, wider than a page, in parts that stand on pages of their own.

    The first part is all of the sheet that its page holds; then come, table by table, the columns that didn't fit, with the first
    columns up to and including ``sleutel`` and with the name of the table, so that no page holds half a text. The header of the last
    table stands on every page of it.
    """
    breed = _Vel(A3, True).maten[0] / _KLEINSTE
    laatste_rij, laatste = blad.cellen.hoeken()[1]
    grenzen, herhaald, plaats = [0], 0.0, breed
    for kol in range(laatste + 1):
        nodig = _punten(blad, (kol, kol))
        if nodig > plaats:
            herhaald = _punten(blad, (0, sleutel))
            grenzen, plaats = [*grenzen, kol], breed - herhaald
        plaats -= nodig
    delen = list(zip(grenzen, [*grenzen[1:], laatste + 1], strict=True))
    blad.papier, blad.schaal, blad.titelkolommen = A3, KLEINSTE_SCHAAL, (0, sleutel)
    blad.titelrijen = (blad.tabellen[-1].rij, blad.tabellen[-1].rij)
    blad.afdrukvlakken = [(0, 0, laatste_rij, delen[0][1] - 1)]
    for van, tot in delen[1:]:
        for tabel in blad.tabellen:
            eind = min(tot, tabel.kol + len(tabel.kolommen))
            if van < eind:
                blad.afdrukvlakken.append((tabel.rij - 1, van, tabel.rij + tabel.rijen, eind - 1))


def begin_uitleg(blad: Blad) -> None:
    """Put the sentence under the title where paper shows it whole.

    Right of the columns that stand on every page, and within what is printed with it: where it is longer it runs on over lines.
    """
    uitleg = blad.cellen[1, 0]
    if blad.titelkolommen:
        begin = blad.titelkolommen[1] + 1
        blad.zet(1, 0, None)
        blad.zet(1, begin, uitleg.waarde, uitleg.stijl)
        return
    [(eerste, laatste), *_] = blad.afdrukkolommen
    tekst, breedte = str(uitleg.waarde), sum(blad.breedtes.get(k, _ZONDER_BREEDTE) for k in range(eerste, laatste + 1))
    if len(tekst) > breedte and eerste < laatste:
        blad.alinea(1, eerste, laatste, tekst, "uitlegalinea", hoogte(tekst, breedte))


def kies_papier(blad: Blad) -> None:
    """The smallest paper on which a sheet takes the fewest pages with legible letters; what was chosen already stays.

    What fits on one page with the smallest letters is put on one.
    """
    if not blad.liggend or blad.paginas[1] or blad.afdrukkolommen or blad.afdrukvlakken:
        return
    laatste = blad.afdrukbereik[3] if blad.afdrukbereik else blad.cellen.hoeken()[1][1]
    deel = (0, laatste)
    op_een = [vel for vel in _VELLEN if _op_een(blad, deel, vel)]
    if op_een:
        blad.papier, blad.liggend = op_een[0]
        blad.paginas = (1, 1)
    else:
        _leg_op(blad, lambda _: [deel])


def _op_een(blad: Blad, deel: Deel, vel: _Vel) -> bool:
    breed, hoog = vel.maten
    return _punten(blad, deel) * _KLEINSTE <= breed and _hoogte(blad, deel) * _KLEINSTE <= hoog


def _leg_op(blad: Blad, delen_van: Callable[[_Vel], list[Deel]]) -> list[Deel]:
    """Give the sheet its paper, and what is printed on pages of their own."""
    vel = min(_VELLEN, key=lambda vel: _aantal(blad, delen_van(vel), vel))
    blad.papier, blad.liggend = vel
    return delen_van(vel)


def _aantal(blad: Blad, delen: Sequence[Deel], vel: _Vel) -> float:
    """How many pages the parts of a sheet take; without end when the letters are too small."""
    breed, hoog = vel.maten
    schaal = min(1, *(breed * blad.paginas[0] / _punten(blad, deel) for deel in delen))
    if schaal < _KLEINSTE:
        return inf
    return sum(ceil(_hoogte(blad, deel) * schaal / hoog) for deel in delen) * blad.paginas[0]


def _punten(blad: Blad, deel: Deel) -> float:
    return sum(_TEKEN * blad.breedtes.get(kol, _ZONDER_BREEDTE) + _RAND for kol in range(deel[0], deel[1] + 1))


def _hoogte(blad: Blad, deel: Deel) -> float:
    laatste = blad.cellen.laatste_rij(*deel)
    if blad.afdrukbereik:
        laatste = blad.afdrukbereik[2]
    return sum(blad.hoogtes.get(rij, _ZONDER_HOOGTE) for rij in range(laatste + 1))
