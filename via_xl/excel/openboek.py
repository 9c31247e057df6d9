"""The workbook that is open in Excel, as a source to read a master from: what a file reader gives, the open book gives.

What Excel shows in a cell is never taken: numbers come as Excel stores them (``Value2``), ``Value`` only says which of
them are dates, and ``Formula`` which cells are calculated. Whole blocks are asked at once, since every question to
Excel costs about as much as reading a thousand cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from via_xl.basis.datum import moment_van
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.kolommen import kolomletter, kolomnummer
from via_xl.basis.tijdelijk import Tijdelijkemap
from via_xl.excel.synchroon import plaats_op_schijf
from via_xl.lezen.masterzicht import Getallenkolommen, Ongezien
from via_xl.lezen.tabelplaats import Tabelplaats
from via_xl.lezen.waarden import Formule, Foutwaarde
from via_xl.lezen.xlsx import losse_cellen

if TYPE_CHECKING:
    from xlwings import Book

_FOUTEN = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2050: "#CALC!",
}
_FOUTNUL = -2146828288
"""Excel gives an error value as a whole number: this, plus the number that VBA knows it by."""

_GEHEEL_TOT = 1e15
_HOEKEN = re.compile(r"\$([A-Z]+)\$([0-9]+)(?::\$([A-Z]+)\$([0-9]+))?")

Blok = list[tuple[Any, ...]]
"""Rows of a rectangle of cells."""


def foutwaarde(nummer: int) -> str:
    """The text of an error value that Excel gave as a number.

    >>> foutwaarde(-2146826246)
    '#N/A'
    """
    return _FOUTEN.get(nummer - _FOUTNUL, "#UNKNOWN!")


def als_blok(waarden: Any) -> Blok:
    """What Excel gives for a rectangle, as rows: for one cell that is the bare value."""
    return list(waarden) if isinstance(waarden, tuple) else [(waarden,)]


class OpenBoek:
    """A workbook open in Excel; the same members as :class:`via_xl.lezen.werkmap.Werkmap` to read from.

    ``boek`` is xlwings' own object, ``com`` is Excel's. Nothing is remembered of the cells: the user may go on typing.
    ``op_schijf`` is its file on this PC, None for one that is on the web only; ``pad`` is where it is said to lie, with what
    belongs to it and what is made of it beside it, and ``bestand`` what is read of it.
    """

    def __init__(self, boek: Book) -> None:
        self.boek = boek
        self.com: Any = boek.api
        self.volledige_naam: str = self.com.FullName
        self.naam: str = self.com.Name
        self.op_schijf = plaats_op_schijf(self.volledige_naam)
        self.pad = self.op_schijf or Path(self.naam)
        self._kopie: Path | None = None
        self._werkmap: Tijdelijkemap | None = None

    @property
    def bestand(self) -> Path:
        """What is read of it: its own file, or the private copy of a book that is on the web only."""
        return self._kopie or self.pad

    def leg_neer(self, map: Path) -> None:
        """Work on as if it lay in this folder, with a private copy of what is open now as its file, until :meth:`ruim_op`."""
        self._werkmap = Tijdelijkemap()
        kopie = self._werkmap.pad / self.naam
        self.com.SaveCopyAs(str(kopie))
        self._kopie = kopie
        self.op_schijf = self.pad = map / self.naam

    def ruim_op(self) -> None:
        """Take the copy away, if one was made."""
        if self._werkmap is not None:
            self._werkmap.ruim_op()

    @property
    def tabellen(self) -> tuple[Tabelplaats, ...]:
        """Every table of every sheet, in the order of the sheets."""
        bladen = [(blad, blad.Name) for blad in self.com.Worksheets]  # asked once a sheet, not once a table
        return tuple(_plaats_op(blad, naam, lijst) for blad, naam in bladen for lijst in blad.ListObjects)

    def lijst(self, naam: str) -> Any:
        """Excel's ListObject of a table.

        Raises:
            KeyError: there is none of this name.
        """
        for blad in self.com.Worksheets:
            for lijst in blad.ListObjects:
                if zelfde_in_formule(lijst.Name) == zelfde_in_formule(naam):
                    return lijst
        raise KeyError(naam)

    def rijen(self, blad: str, gevraagd: Callable[[int], frozenset[str]]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Row number and values by column letter, of the rows and columns of a sheet that ``gevraagd`` names.

        The first row is asked apart: mostly it is the header, after which fewer columns are wanted.
        """
        ws = self.com.Worksheets(blad)
        _, boven, _, onder = hoeken(ws.UsedRange)
        rijen = [rij for rij in range(boven, onder + 1) if gevraagd(rij)]
        for stuk in (rijen[:1], rijen[1:]):
            letters = sorted({kolomnummer(letter) for rij in stuk for letter in gevraagd(rij)})
            if not letters:
                continue
            begin = kolomletter(letters[0])
            adres = f"{begin}{stuk[0]}:{kolomletter(letters[-1])}{stuk[-1]}"
            blok = self._waarden(ws.Range(adres))
            for rij in stuk:
                waarden = blok[rij - stuk[0]]
                uit: dict[str, Any] = {}
                for letter in gevraagd(rij):
                    waarde = waarden[kolomnummer(letter) - letters[0]]
                    if waarde is not None:
                        uit[letter] = waarde
                yield rij, uit

    def ongezien(self, blad: str, kolommen: Getallenkolommen, rijen: range) -> list[Ongezien]:  # noqa: ARG002
        """Nothing: how cells look is told when the file is read, and asking Excel for each of them takes too long."""
        return []

    def cel_van_naam(self, naam: str) -> tuple[str, str, int] | None:
        """Sheet, column letter and row of the one cell that a defined name refers to, or None."""
        for bekend in self.com.Names:
            if zelfde_in_formule(bekend.Name) != zelfde_in_formule(naam):
                continue
            bladen = self.bladnamen
            for cel in losse_cellen(bekend.RefersTo):
                if cel[0] in bladen:
                    return cel
        return None

    def cel(self, blad: str, kolom: str, rij: int) -> Any:
        """What was entered in one cell."""
        return self._waarden(self.com.Worksheets(blad).Range(f"{kolom}{rij}"))[0][0]

    @property
    def bladnamen(self) -> tuple[str, ...]:
        """The names of the sheets, in order."""
        return tuple(blad.Name for blad in self.com.Worksheets)

    def _waarden(self, bereik: Any) -> Blok:
        """What was entered in each cell of a rectangle, as a file reader would give it."""
        formules, waarden, kaal = als_blok(bereik.Formula), als_blok(bereik.Value), als_blok(bereik.Value2)
        return [tuple(map(self._invoer, *rij)) for rij in zip(formules, waarden, kaal, strict=True)]

    def _invoer(self, formule: Any, waarde: Any, kaal: Any) -> Any:
        if kaal is None:
            return None
        soort = type(kaal)
        if type(formule) is str and formule[:1] == "=" and formule != kaal:
            return Formule(formule[1:])
        if soort is float:
            if isinstance(waarde, datetime):
                return self._dag(kaal)
            return int(kaal) if kaal.is_integer() and abs(kaal) < _GEHEEL_TOT else kaal
        if soort is int:
            return Foutwaarde(foutwaarde(kaal))
        return kaal

    @cached_property
    def _dag(self) -> Callable[[float], Any]:
        """Serial number to date, as the file reader does it; each day once."""
        vanaf_1904 = bool(self.com.Date1904)
        eerder: dict[float, Any] = {}

        def dag(getal: float) -> Any:
            if getal not in eerder:
                try:
                    eerder[getal] = moment_van(getal, vanaf_1904=vanaf_1904)
                except (OverflowError, ValueError):
                    eerder[getal] = getal
            return eerder[getal]

        return dag


def plaats_van(lijst: Any) -> Tabelplaats:
    """Where one of Excel's ListObjects stands."""
    blad = lijst.Parent
    return _plaats_op(blad, blad.Name, lijst)


def _plaats_op(blad: Any, bladnaam: str, lijst: Any) -> Tabelplaats:
    links, boven, rechts, onder = hoeken(lijst.Range)
    met_kop, met_totaal = bool(lijst.ShowHeaders), bool(lijst.ShowTotals)
    koppen: Sequence[Any] = ()
    if met_kop:
        koppen = als_blok(blad.Range(f"{kolomletter(links)}{boven}:{kolomletter(rechts)}{boven}").Value2)[0]
    if not all(isinstance(kop, str) for kop in koppen) or not met_kop:
        koppen = [kolom.Name for kolom in lijst.ListColumns]
    return Tabelplaats(
        naam=lijst.Name,
        blad=bladnaam,
        kop=boven if met_kop else 0,
        eerste=boven + met_kop,
        laatste=onder - met_totaal,
        kolommen={kop: kolomletter(links + plaats) for plaats, kop in enumerate(koppen)},
        totaal=met_totaal,
    )


def hoeken(bereik: Any) -> tuple[int, int, int, int]:
    """First column (from 0), first row, last column and last row of a range."""
    delen = _HOEKEN.fullmatch(bereik.Address)
    if delen is None:
        raise ValueError(bereik.Address)
    links, boven = kolomnummer(delen[1]), int(delen[2])
    return links, boven, kolomnummer(delen[3]) if delen[3] else links, int(delen[4]) if delen[4] else boven
