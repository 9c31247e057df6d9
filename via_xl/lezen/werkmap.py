"""An opened workbook: its tables, its defined names and the rows of its sheets. openpyxl stays behind this door.

Import this module only where a workbook is really read: openpyxl takes as long as the rest of the start-up.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.table import Table
from openpyxl.xml.functions import fromstring

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.lezen.cellen import Cellen
from via_xl.lezen.tabelplaats import Tabelplaats

_TABELRELATIE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/table"
_ONTSNAPT = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ONLEESBAAR = (ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, SyntaxError, BadZipFile)
"""What openpyxl raises on a package whose parts contradict each other; bad XML is a SyntaxError, from lxml or not."""


class Werkmap:
    """A workbook opened for reading; closes the file when used with ``with``."""

    def __init__(self, pad: Path) -> None:
        self._pad = pad
        self._bestand = pad.open("rb")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # features openpyxl would not save; nothing is saved here
                # A file, not a path: openpyxl judges a path by its extension.
                self._werkmap: Workbook = load_workbook(self._bestand, read_only=True, keep_links=False)
            intern: Any = self._werkmap
            self._archief: ZipFile = intern._archive
            bladen: list[Any] = list(self._werkmap.worksheets)
            self._delen: dict[str, str] = {blad.title: blad._worksheet_path for blad in bladen}
            teksten: list[str] = bladen[0]._shared_strings if bladen else []
            self._cellen = Cellen(self._werkmap, teksten)
            self.tabellen: tuple[Tabelplaats, ...] = tuple(self._zoek_tabellen())
        except _ONLEESBAAR as fout:
            self._bestand.close()
            raise self._fout() from fout

    def __enter__(self) -> Werkmap:
        return self

    def __exit__(self, *_: object) -> None:
        self._bestand.close()

    def rijen(self, blad: str, gevraagd: Callable[[int], frozenset[str]]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Row number and values by column letter, of the rows and columns of a sheet that ``gevraagd`` names.

        Raises:
            InvoerFout: the sheet can't be read.
        """
        try:
            with self._archief.open(self._delen[blad]) as bron:
                yield from self._cellen.rijen(bron, gevraagd)
        except _ONLEESBAAR as fout:
            raise self._fout() from fout

    def cel_van_naam(self, naam: str) -> tuple[str, str, int] | None:
        """Sheet, column letter and row of the one cell that a defined name refers to, or None."""
        for bekend, definitie in self._werkmap.defined_names.items():
            if zelfde_in_formule(bekend) != zelfde_in_formule(naam):
                continue
            for blad, adres in definitie.destinations:
                delen = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]+)", adres)
                if delen and blad in self._delen:
                    return blad, delen[1], int(delen[2])
        return None

    def cel(self, blad: str, kolom: str, rij: int) -> Any:
        """What was entered in one cell."""
        letters = frozenset((kolom,))
        niets: frozenset[str] = frozenset()
        rijen = self.rijen(blad, lambda nummer: letters if nummer == rij else niets)
        _, waarden = next(rijen, (rij, {}))
        return waarden.get(kolom)

    def _fout(self) -> InvoerFout:
        wat = "kan niet als Excel-werkmap worden gelezen; de onderdelen kloppen niet met elkaar."
        return InvoerFout(f"{self._pad.name} {wat} Open het in Excel, laat Excel het herstellen en sla het op.")

    def _zoek_tabellen(self) -> Iterator[Tabelplaats]:
        """Every table of every sheet, in the order of the sheets, through the relationships of the package."""
        aanwezig = set(self._archief.namelist())
        for blad, deel in self._delen.items():
            relaties = get_rels_path(deel)  # type: ignore[no-untyped-call]
            if relaties not in aanwezig:
                continue
            for relatie in get_dependents(self._archief, relaties):
                if relatie.Type == _TABELRELATIE and relatie.target in aanwezig:
                    yield _plaats(blad, self._archief.read(relatie.target))


def _plaats(blad: str, xml: bytes) -> Tabelplaats:
    boom: Any = fromstring(xml)
    tabel: Any = Table.from_tree(boom)
    grenzen: Any = range_boundaries(tabel.ref)
    links, boven, _, onder = grenzen
    koprijen = 1 if tabel.headerRowCount is None else int(tabel.headerRowCount)
    totaalrijen = int(tabel.totalsRowCount or 0)
    koppen = [_ONTSNAPT.sub(lambda m: chr(int(m[1], 16)), kolom.name) for kolom in tabel.tableColumns]
    return Tabelplaats(
        naam=tabel.displayName or tabel.name,
        blad=blad,
        kop=boven if koprijen else 0,
        eerste=boven + koprijen,
        laatste=onder - totaalrijen,
        kolommen={kop: get_column_letter(links + plaats) for plaats, kop in enumerate(koppen)},
        totaal=totaalrijen > 0,
    )
