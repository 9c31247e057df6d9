"""XlsxWriter's worksheet, with the cells of our sheets written by the thousand: the same bytes in a quarter of the time.

Its own way takes a call for each cell when it is put down and a dozen when it becomes XML: a search for newer functions (the
dialect has none), for signs to escape in every attribute, for what kind of cell it is. Here a cell is what it will be in the
file at once, but for its style, which gets its number when the workbook is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from math import isfinite
from operator import itemgetter
from typing import Any, NamedTuple

from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

from via_xl.basis.datum import serienummer
from via_xl.basis.kolommen import kolomletter
from via_xl.schrijven.raster import Cel, Celraster, Kolomcellen, Kolomwaarden, Waarde

_FOUTEN = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
_LANG = 16_000
"""A longer text XlsxWriter cuts off where Excel would."""
_LANGE_KOLOM = 5_000
"""Rows from which the cells of a column are not all made before the first is written."""
_SPANNE = 16
"""For so many rows together a sheet says from where to where they are filled."""


class Dialectblad(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet whose table holds, besides XlsxWriter's own cells, pairs of a format and the rest of the XML of a cell."""

    _cellen: Celraster
    _lang: list[_Langekolom]

    def vul(self, cellen: Celraster, formaat: Callable[[str], Any]) -> None:
        """Put down all cells of a sheet.

        Raises:
            ValueError: there is no such cell, or a number is none.
        """
        self._cellen = cellen
        self._lang = []
        for rij, kol in cellen.hoeken() if cellen else ():
            if self._check_dimensions(rij, kol):
                raise ValueError(f"geen cel: rij {rij}, kolom {kol}")
        for deel in cellen.delen():
            if isinstance(deel, Kolomcellen):
                self._vul_kolom(deel, formaat)
            else:
                self._vul_cel(*deel[0], deel[1], formaat)

    def _vul_cel(self, rij: int, kol: int, cel: Cel, formaat: Callable[[str], Any]) -> None:
        if cel.matrix is not None:
            self._matrix(rij, kol, cel, formaat(cel.stijl))
        elif type(cel.waarde) is str and len(cel.waarde) > _LANG:
            self.write_string(rij, kol, cel.waarde, formaat(cel.stijl))
        else:
            self.table[rij][kol] = (formaat(cel.stijl), self._staart(cel.formule, cel.waarde))

    def _vul_kolom(self, kolom: Kolomcellen, formaat: Callable[[str], Any]) -> None:
        """Of a long column only the texts become what they are in the file here, since they are numbered; the rest with its row."""
        kort = kolom.aantal < _LANGE_KOLOM
        teksten = [waarde for waarde in kolom.waarden if isinstance(waarde, str) and waarde]
        te_lang = max(map(len, teksten), default=0) > _LANG
        if kolom.anders or te_lang:
            for (rij, kol), cel in kolom.cellen():
                self._vul_cel(rij, kol, cel, formaat)
            return
        opmaak = formaat(kolom.stijl)
        if kort:
            klaar = self._staarten(kolom, {}) if kolom.formule is None else self._uitkomsten(kolom)
            for rij, staart in zip(kolom.rijen, klaar, strict=True):
                self.table[rij][kolom.kol] = (opmaak, staart)
            return
        staarten: dict[str, str] = {}
        if kolom.formule is None:
            staarten = {tekst: self._staart(None, tekst) for tekst in dict.fromkeys(teksten)}
            self.str_table.count += len(teksten) - len(staarten)  # how often a text stands on a sheet
        self._lang.append(_Langekolom(kolom, opmaak, self._staarten(kolom, staarten)))

    def _uitkomsten(self, kolom: Kolomcellen) -> Sequence[str]:
        """What follows the style in each cell of a column with a formula; kept with its values where other sheets have those too."""
        formule, waarden = kolom.formule or "", kolom.waarden
        gehouden = waarden.geschreven if isinstance(waarden, Kolomwaarden) else {}
        if formule not in gehouden:
            gehouden[formule] = list(self._staarten(kolom, {}))
        return gehouden[formule]

    def _staarten(self, kolom: Kolomcellen, teksten: Mapping[str, str]) -> Iterator[str]:
        """What follows the style in each cell of a column, from top to bottom; of these texts it is known."""
        for waarde in kolom.alle_waarden():
            kant_en_klaar = teksten.get(waarde) if isinstance(waarde, str) else None
            yield kant_en_klaar or self._staart(kolom.formule, waarde)

    def _matrix(self, rij: int, kol: int, cel: Cel, formaat: Any) -> None:
        rijen, kolommen = cel.matrix or (1, 1)
        schrijf = self.write_dynamic_array_formula if cel.matrix == (1, 1) else self.write_array_formula
        schrijf(rij, kol, rij + rijen - 1, kol + kolommen - 1, cel.formule, formaat, cel.waarde)

    def _staart(self, formule: str | None, waarde: Waarde) -> str:
        """What follows the style in the XML of a cell."""
        if isinstance(waarde, date):
            waarde = serienummer(waarde)
        if formule is not None:
            soort, tekst = _uitkomst(waarde)
            return f"{soort}><f>{_formuletekst(formule)}</f><v>{tekst}</v></c>"
        if waarde is None or waarde == "":
            return "/>"
        if isinstance(waarde, str):
            return f' t="s"><v>{self.str_table._get_shared_string_index(waarde)}</v></c>'
        if isinstance(waarde, bool):
            return f' t="b"><v>{int(waarde)}</v></c>'
        if not isfinite(waarde):
            raise ValueError(f"geen getal: {waarde}")
        return f"><v>{waarde:.16G}</v></c>"

    def _write_formula(
        self, row: int, col: int, formula: str, cell_format: Any = None, value: Any = 0
    ) -> int:  # XlsxWriter's own signature
        if self._check_dimensions(row, col):
            raise ValueError(f"geen cel: rij {row}, kolom {col}")
        self.table[row][col] = CellFormulaTuple(formula, cell_format, value)
        return 0

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")

    def _get_range_data(self, row_start: int, col_start: int, row_end: int, col_end: int) -> list[Any]:
        """What a chart keeps of the cells it shows."""
        gegevens: list[Any] = []
        for rij in range(row_start, row_end + 1):
            for kol in range(col_start, col_end + 1):
                cel = self.table.get(rij, {}).get(kol)
                if type(cel) is tuple or (cel is None and (rij, kol) in self._cellen):
                    gegevens.append(_voor_grafiek(self._cellen[rij, kol]))
                else:
                    gegevens += super()._get_range_data(rij, kol, rij, kol)
        return gegevens

    def _calculate_spans(self) -> None:
        spannen: dict[int, tuple[int, int]] = {}
        for rij, cellen in self.table.items():
            if cellen:
                eerste, laatste = spannen.get(rij // _SPANNE, (self.xls_colmax, 0))
                spannen[rij // _SPANNE] = min(eerste, *cellen), max(laatste, *cellen)
        for kolom in (lang.kolom for lang in self._lang):
            for deel in range(kolom.rijen[0] // _SPANNE, kolom.rijen[-1] // _SPANNE + 1):
                eerste, laatste = spannen.get(deel, (self.xls_colmax, 0))
                spannen[deel] = min(eerste, kolom.kol), max(laatste, kolom.kol)
        self.row_spans = {deel: f"{eerste + 1}:{laatste + 1}" for deel, (eerste, laatste) in spannen.items()}

    def _write_rows(self) -> None:
        self._calculate_spans()
        gevuld = {rij for rij, cellen in self.table.items() if cellen}.union(*(lang.kolom.rijen for lang in self._lang))
        wisselt = {rij for lang in self._lang for rij in (lang.kolom.rijen[0], lang.kolom.rijen[-1] + 1)}
        lopend: list[tuple[int, str, str, Callable[[], str]]] = []
        for rij in sorted(gevuld.union(wisselt, self.row_info, self.comments)):
            if rij in wisselt:
                lopend = [lang.lopend() for lang in self._lang if rij in lang.kolom.rijen]
                lopend.sort(key=itemgetter(0))
            nummer, los = rij + 1, self.table.get(rij)
            if not los and not lopend:
                if rij in self.row_info or rij in self.comments:
                    self._write_empty_row(rij, self.row_spans.get(rij // _SPANNE), self.row_info.get(rij))
                continue
            self._write_row(rij, self.row_spans.get(rij // _SPANNE), self.row_info.get(rij))
            if los:
                self._write_cells(rij, los, {kol: f"{voor}{nummer}{na}{geef()}" for kol, voor, na, geef in lopend})
            else:  # the row of a hundred thousand
                self.fh.write("".join([f"{voor}{nummer}{na}{geef()}" for _, voor, na, geef in lopend]))
            self.fh.write("</row>")

    def _write_cells(self, rij: int, los: Mapping[int, Any], lang: Mapping[int, str]) -> None:
        """The cells of a row, those of long columns among them."""
        nummer = rij + 1
        klaar: list[str] = []
        for kol in sorted(los.keys() | lang.keys()) if lang else sorted(los):
            if kol in lang:
                klaar.append(lang[kol])
            elif type(cel := los[kol]) is tuple:
                formaat, staart = cel
                klaar.append(f'<c r="{kolomletter(kol)}{nummer}" {_stijl(formaat)}{staart}')
            else:
                self.fh.write("".join(klaar))
                klaar.clear()
                self._write_cell(rij, kol, cel)
        self.fh.write("".join(klaar))


class _Langekolom(NamedTuple):
    """A column of which the cells become what they are in the file when their row is written."""

    kolom: Kolomcellen
    formaat: Any
    staarten: Iterator[str]

    def lopend(self) -> tuple[int, str, str, Callable[[], str]]:
        """Its number, what stands before and after the number of the row, and what gives the rest of the next cell."""
        kol = self.kolom.kol
        return kol, f'<c r="{kolomletter(kol)}', f'" {_stijl(self.formaat)}', self.staarten.__next__


def _stijl(formaat: Any) -> str:
    nummer = formaat.xf_index  # which most have by now
    return f's="{formaat._get_xf_index() if nummer is None else nummer}"'


def _voor_grafiek(cel: Cel) -> Any:
    waarde = serienummer(cel.waarde) if isinstance(cel.waarde, date) else cel.waarde
    if waarde is None or isinstance(waarde, str):
        return waarde or ""
    return waarde if cel.formule is not None else f"{waarde:.16g}"


def _uitkomst(waarde: Waarde) -> tuple[str, Any]:
    """The type and the text of the result that is stored with a formula; an empty text is a text, as Excel has it."""
    if waarde is None or waarde == "":
        return ' t="str"', ""
    if isinstance(waarde, bool):
        return ' t="b"', int(waarde)
    if isinstance(waarde, str):
        return (' t="e"' if waarde in _FOUTEN else ' t="str"'), _ontsnapt(waarde)
    return "", waarde


@cache
def _formuletekst(formule: str) -> str:
    return _ontsnapt(formule.removeprefix("="))


def _ontsnapt(tekst: str) -> str:
    return tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
