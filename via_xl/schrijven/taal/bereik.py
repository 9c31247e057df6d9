"""Ranges of cells by name, for charts and colours: looked up when the book is written, so they may be said before."""

from __future__ import annotations

from collections.abc import Callable

from via_xl.schrijven.boek import Blad

Plek = tuple[str, int, int, int, int]
"""A sheet, and its first row, first column, last row and last column (from 0)."""

Bereik = Callable[[], Plek]
"""Gives a range when it is needed."""


def kolom(blad: Blad, tabel: str, kop: str, van: int = 0, tot: int | None = None) -> Bereik:
    """The data rows of a column of a table on that sheet, or those from ``van`` up to ``tot``."""

    def zoek() -> Plek:
        geplaatst = next(t for t in blad.tabellen if t.naam == tabel)
        einde = geplaatst.rijen if tot is None else tot
        eerste, laatste = geplaatst.adres(blad.naam, kop, van), geplaatst.adres(blad.naam, kop, einde - 1)
        return (blad.naam, eerste.rij, eerste.kol, laatste.rij, laatste.kol)

    return zoek


def rijen(blad: Blad, eerste: str, laatste: str, *, labels: int = 0) -> Bereik:
    """The figures from one name to another, or their labels, which stand so many columns before them."""

    def zoek() -> Plek:
        van, tot = blad.namen[eerste], blad.namen[laatste]
        return (blad.naam, van.rij, van.kol - labels, tot.rij, tot.kol - labels)

    return zoek
