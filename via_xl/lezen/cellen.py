"""The cells of a sheet, a row at a time: what was entered, never what a formula once gave.

openpyxl's own read-only rows make an object of every cell and translate every shared formula; at 100,000
hour lines that is most of the time. Here only the columns asked for are decoded, with openpyxl's shared
strings, styles and date rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.workbook.workbook import Workbook

from via_xl.lezen.waarden import Formule, Foutwaarde

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CEL, _WAARDE, _FORMULE, _TEKST = f"{_NS}c", f"{_NS}v", f"{_NS}f", f"{_NS}is"
_STUKJE, _FONETISCH = f"{_NS}t", f"{_NS}rPh"
_RIJEN = f"*/{_NS}sheetData"
STUK = 2**18
_CIJFERS = "0123456789"


class Cellen:
    """Reads the cells of the sheets of one opened workbook."""

    def __init__(self, werkmap: Workbook, teksten: list[str]) -> None:
        intern: Any = werkmap
        self._teksten = teksten
        self._datumstijlen: set[int] = intern._date_formats
        self._duurstijlen: set[int] = intern._timedelta_formats
        self._epoch = intern.epoch
        self._van_getal: Callable[..., Any] = from_excel
        self._van_iso: Callable[[str], Any] = from_ISO8601

    def rijen(self, bron: IO[bytes], gevraagd: Callable[[int], frozenset[str]]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Row number and non-blank values by column letter, of the rows and columns that ``gevraagd`` names."""
        nummer = 0
        for rij in _rijelementen(bron):
            nummer = int(float(rij.get("r", nummer + 1)))
            kolommen = gevraagd(nummer)
            if kolommen:
                yield nummer, self._waarden(rij, kolommen)

    def _waarden(self, rij: Element, kolommen: frozenset[str]) -> dict[str, Any]:
        uit: dict[str, Any] = {}
        letters = ""
        for cel in rij:
            if cel.tag != _CEL:
                continue
            adres = cel.get("r")
            letters = adres.rstrip(_CIJFERS) if adres else _volgende(letters)
            if letters in kolommen:
                waarde = self._waarde(cel)
                if waarde is not None:
                    uit[letters] = waarde
        return uit

    def _waarde(self, cel: Element) -> Any:
        tekst: str | None = None
        for kind in cel:
            if kind.tag == _FORMULE:
                return Formule(kind.text or "")
            if kind.tag == _WAARDE:
                tekst = kind.text
            elif kind.tag == _TEKST:
                return _opgemaakte_tekst(kind)
        if not tekst:
            return None
        return self._volgens_soort(tekst, cel.get("t", "n"), cel)

    def _volgens_soort(self, tekst: str, soort: str, cel: Element) -> Any:
        match soort:
            case "s":
                return self._teksten[int(tekst)]
            case "n":
                return self._getal(tekst, int(cel.get("s", 0)))
            case "b":
                return tekst.strip() in ("1", "true")
            case "e":
                return Foutwaarde(tekst)
            case "d":
                return self._van_iso(tekst)
            case _:
                return tekst

    def _getal(self, tekst: str, stijl: int) -> Any:
        getal = int(tekst) if tekst.isdecimal() else float(tekst)
        if stijl not in self._datumstijlen:
            return getal
        try:
            return self._van_getal(getal, self._epoch, timedelta=stijl in self._duurstijlen)
        except (OverflowError, ValueError):
            return getal  # no day at all: the column says what is wrong with a bare number


def _rijelementen(bron: IO[bytes]) -> Iterator[Element]:
    """The rows of a sheet while it is being parsed, each forgotten as soon as it is used.

    ``iterparse`` gives an event for every cell, which costs as much as the parsing itself. Under a root of
    our own the tree can be looked at between two pieces: all rows but the last are then complete.
    """
    bouwer = TreeBuilder()
    wortel = bouwer.start("", {})
    lezer = XMLParser(target=bouwer)  # noqa: S314 - pakket.py refuses a DTD, so there are no entities
    rijen: Element | None = None
    while stuk := bron.read(STUK):
        lezer.feed(stuk)
        if rijen is None:
            rijen = wortel.find(_RIJEN)
        if rijen is not None:
            klaar = rijen[:-1]
            del rijen[:-1]
            yield from klaar
    bouwer.end("")
    lezer.close()
    if rijen is not None:
        yield from rijen


def _volgende(letters: str) -> str:
    """The column after this one, for files that leave out the addresses."""
    return get_column_letter(column_index_from_string(letters) + 1 if letters else 1)


def _opgemaakte_tekst(element: Element) -> str:
    """The text of an inline string, without the phonetic notes of Japanese."""
    delen = []
    for kind in element:
        if kind.tag == _STUKJE:
            delen.append(kind.text or "")
        elif kind.tag != _FONETISCH:
            delen.extend(stuk.text or "" for stuk in kind.iter(_STUKJE))
    return "".join(delen)
