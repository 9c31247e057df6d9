"""The file of a master, opened for reading: its tables, its defined names, and the rows of its sheets.

Turning the text of a cell into a value is most of the work in a master with 100,000 hour lines. So the reader says per row
which columns it needs, and only those are turned into values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.kolommen import kolomletter
from via_xl.lezen.masterzicht import Blik, Getallenkolommen, Masterzicht, Ongezien
from via_xl.lezen.tabelplaats import Tabelplaats
from via_xl.lezen.waarden import Formule
from via_xl.lezen.xlsx import ONLEESBAAR, Tabeldeel, Xlsx, celelementen, losse_cellen, rijnummer


class Werkmap:
    """A workbook opened for reading: use it with ``with``, which closes the file.

    Raises:
        InvoerFout: the file is no workbook that can be read.
    """

    def __init__(self, pad: Path) -> None:
        self._pad = pad
        try:
            self._boek = Xlsx(pad)
            self._delen = {blad.naam: blad for blad in self._boek.werkbladen}
            if not all(blad.deel in self._boek for blad in self._boek.werkbladen):
                raise KeyError(self._boek.werkbladen)  # a sheet that isn't there
            self._blikken: dict[str, Blik] = {}
            self.tabellen: tuple[Tabelplaats, ...] = tuple(map(_plaats, self._boek.tabellen))
            self._namen = self._boek.namen
        except ONLEESBAAR as fout:
            raise onleesbaar(pad) from fout

    def __enter__(self) -> Werkmap:
        return self

    def __exit__(self, *_: object) -> None:
        self._boek.__exit__()

    def stempel(self, blad: str) -> tuple[object, ...]:
        """What only a sheet of the same content has, in a workbook that says the same of its texts, formats and days."""
        try:
            return (self._boek.stempel(self._delen[blad].deel), *self._boek.gedeeld)
        except ONLEESBAAR as fout:
            raise onleesbaar(self._pad) from fout

    def rijen(self, blad: str, gevraagd: Callable[[int], frozenset[str]]) -> Iterator[tuple[int, dict[str, Any]]]:
        """The rows of a sheet from top to bottom, each as its number (from 1) and its values by column letter.

        ``gevraagd`` is asked for each row number which column letters are wanted; a row for which it gives none is skipped.
        Blank cells are left out. A cell with a formula gives a ``Formule``, never the result that the file stores with it.

        Raises:
            InvoerFout: the sheet can't be read.
        """
        try:
            boek, nummer = self._boek, 0
            blik = self._blikken[blad] = Blik()
            stroom = boek.stroom(self._delen[blad])
            for rij in stroom.rijen():
                nummer = rijnummer(rij, nummer)
                if kolommen := gevraagd(nummer):
                    blik.rij(nummer, rij)
                    uit: dict[str, Any] = {}
                    for letters, cel in celelementen(rij, kolommen):
                        ruw = boek.ruw(cel)
                        if ruw.formule is not None:
                            uit[letters] = Formule(ruw.formule.text or "")
                        elif ruw.tekst:
                            stijl = int(cel.get("s", 0))
                            uit[letters] = boek.waarde(ruw, stijl)
                            if ruw.soort == "n":
                                blik.getallen.setdefault((kolommen, letters, stijl, ruw.tekst), [nummer, 0])[1] += 1
                    yield nummer, uit
            blik.rest = stroom.rest()
        except ONLEESBAAR as fout:
            raise onleesbaar(self._pad) from fout

    def ongezien(self, blad: str, kolommen: Getallenkolommen, rijen: range) -> list[Ongezien]:
        """What is not seen, or seen as another number, of the numbers in these columns and rows (from 1).

        Ask for the rows of the sheet first: it is judged by what was met there. How somebody dressed a master never refuses it,
        so of colours and shapes that can't be followed only that is said.
        """
        blik = self._blikken.get(blad, Blik())
        try:
            return list(self._zicht.ongezien(self._delen[blad], blik, kolommen, rijen))
        except ONLEESBAAR:
            return [Ongezien("", rijen.start, "of alles in deze tabel te zien is, kon niet worden nagegaan")]

    @cached_property
    def _zicht(self) -> Masterzicht:
        return Masterzicht(self._boek)

    def cel_van_naam(self, naam: str) -> tuple[str, str, int] | None:
        """The sheet, column letter and row (from 1) of the cell that a defined name refers to.

        None when there is no such name in the workbook, or when it refers to anything but a single cell.
        """
        for bekend in self._namen:
            if not bekend.blad and zelfde_in_formule(bekend.naam) == zelfde_in_formule(naam):
                for cel in losse_cellen(bekend.doel):
                    if cel[0] in self._delen:
                        return cel
        return None

    def cel(self, blad: str, kolom: str, rij: int) -> Any:
        """What was typed into a cell: a value, a ``Formule`` for a formula, or None for a blank cell.

        Raises:
            InvoerFout: the sheet can't be read.
        """
        letters = frozenset((kolom,))
        niets: frozenset[str] = frozenset()
        rijen = self.rijen(blad, lambda nummer: letters if nummer == rij else niets)
        _, waarden = next(rijen, (rij, {}))
        return waarden.get(kolom)


def onleesbaar(pad: Path) -> InvoerFout:
    """The error to raise for a workbook whose parts don't fit together, so that it can't be read."""
    wat = "kan niet als Excel-werkmap worden gelezen; de onderdelen kloppen niet met elkaar."
    return InvoerFout(f"{pad.name} {wat} Open het in Excel, laat Excel het herstellen en sla het op.")


def _plaats(tabel: Tabeldeel) -> Tabelplaats:
    boven, links, onder, _ = tabel.kader
    return Tabelplaats(
        naam=tabel.naam,
        blad=tabel.blad,
        kop=boven if tabel.kopregels else 0,
        eerste=boven + tabel.kopregels,
        laatste=onder - tabel.totaalregels,
        kolommen={kop: kolomletter(links - 1 + plaats) for plaats, kop in enumerate(tabel.kolommen)},
        totaal=tabel.totaalregels > 0,
    )
