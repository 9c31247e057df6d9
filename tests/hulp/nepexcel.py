# ruff: noqa: N802, N803, N815 - the members are named as Excel and pywin32 name them
"""A stand-in for Excel on Windows, so that xlwings' own Windows engine and UDF conversion run unchanged anywhere.

It is the COM object model over openpyxl workbooks, as far as the product uses it, and strict: what isn't here fails at
once. Faithful where it matters: one cell gives a scalar and more give tuples of tuples; a date arrives as VT_DATE, a cell
with a money format as VT_CY, an error as its scode; a text that looks like a number, a date, a formula or an apostrophe
is taken for one; writing below a table doesn't make it grow; a protected sheet refuses a locked cell.

Formulas give the results that the file has cached; ``Application.Calculate`` recalculates with IronCalc.
"""

from __future__ import annotations

import atexit
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet as Openpyxlblad

from hulp.nep_pywin32 import RANGE_IID, CDispatch, Tijd, ctypes_van_windows, excel_fout, in_plaats_van, kaal, modules

FOUTCODES = {
    "#NULL!": -2146826288,
    "#DIV/0!": -2146826281,
    "#VALUE!": -2146826273,
    "#REF!": -2146826265,
    "#NAME?": -2146826259,
    "#NUM!": -2146826252,
    "#N/A": -2146826246,
    "#GETTING_DATA": -2146826245,
    "#SPILL!": -2146826243,
    "#CALC!": -2146826238,
}
RIJEN, KOLOMMEN = 1_048_576, 16_384
_GELD = re.compile(r'\[\$[^\]-][^\]]*\]|"€"|€|\$(?!\])')
_GETAL = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?%?\Z", re.IGNORECASE)
_DAG = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)\Z|(\d\d?)[-/](\d\d?)[-/](\d{4})\Z")
_CEL = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)\Z")
_KOLOMDEEL = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})\Z")
_BESCHERMD = "De cel of grafiek die u wilt wijzigen, bevindt zich op een beveiligd blad."
_VERSE = ("xlwings",)


class Com(CDispatch):
    """A COM object. A member that isn't here fails, also when it is set (xlwings would wait for it for ever)."""

    _schrijfbaar: frozenset[str] = frozenset()

    def __init__(self, app: Toepassing) -> None:
        self.__dict__["_app"] = app

    def __setattr__(self, naam: str, waarde: Any) -> None:
        if naam.startswith("_"):
            self.__dict__[naam] = waarde
            return
        if naam not in self._schrijfbaar:
            raise TypeError(f"De proef kent geen {type(self).__name__}.{naam} om te zetten.")
        self._app._verander(f"{type(self).__name__}.{naam}")
        getattr(self, f"_zet_{naam}")(kaal(waarde))

    @property
    def Application(self) -> Toepassing:
        return self._app


class Toepassing(Com):
    """Excel.Application."""

    _schrijfbaar = frozenset(
        ("StatusBar", "ScreenUpdating", "Calculation", "EnableEvents", "DisplayAlerts", "Interactive", "Visible")
    )
    _ZELF = frozenset(("StatusBar",))

    def __init__(self, nep: Nepexcel, hwnd: int) -> None:
        super().__init__(self)
        self._nep = nep
        self._pid = hwnd + 7
        self._hwnd = hwnd
        self._veranderingen: list[str] = []
        self._breek_bij: int | None = None
        self._boeken: list[Werkboek] = []
        self._beveiligd: list[Werkboek] = []
        self._stand: dict[str, Any] = {
            "StatusBar": False,
            "ScreenUpdating": True,
            "Calculation": -4105,
            "EnableEvents": True,
            "DisplayAlerts": True,
            "Interactive": True,
            "Visible": True,
        }
        self._statusregels: list[Any] = []
        self._vult_door = True
        self._rekent_na_schrijven = False

    def __getattr__(self, naam: str) -> Any:
        if naam.startswith("_zet_"):
            return lambda waarde: self._zet_stand(naam.removeprefix("_zet_"), waarde)
        if naam in self.__dict__.get("_stand", {}):
            return self._stand[naam]
        raise AttributeError(naam)

    def _zet_stand(self, naam: str, waarde: Any) -> None:
        self._stand[naam] = waarde
        if naam == "StatusBar":
            self._statusregels.append(waarde)

    def _verander(self, wat: str) -> None:
        """Every change passes here; ``_breek_bij`` n makes the n-th fail, as when Excel is stopped halfway."""
        self._veranderingen.append(wat)
        if self._breek_bij is not None and len(self._veranderingen) == self._breek_bij:
            raise excel_fout(f"De proef laat {wat} mislukken.")

    Name = "Microsoft Excel"
    Version = "16.0"
    Path = "C:\\Office"

    @property
    def Hwnd(self) -> int:
        return self._hwnd

    @property
    def Workbooks(self) -> Verzameling:
        return Verzameling(self, self._boeken, "Name")

    @property
    def ProtectedViewWindows(self) -> Verzameling:
        return Verzameling(self, [Venster(self, boek) for boek in self._beveiligd], "Caption")

    @property
    def ActiveWorkbook(self) -> Werkboek | None:
        return self._boeken[-1] if self._boeken else None

    def Calculate(self) -> None:
        self._verander("Application.Calculate")
        for boek in self._boeken:
            boek._herreken()

    def CalculateFull(self) -> None:
        self.Calculate()

    def Run(self, macro: str, *_args: Any) -> None:
        self._nep.gestart.append(macro)

    UserName = "Jan"

    def FileDialog(self, soort: int) -> Mapkiezer:
        assert soort == 4
        return Mapkiezer(self)


class Mapkiezer(Com):
    """The window in which the user chooses a folder."""

    _schrijfbaar = frozenset(("Title",))

    def _zet_Title(self, titel: str) -> None:
        self._app._nep.gevraagd.append(titel)

    def Show(self) -> int:
        return -1 if self._app._nep.kiest_map else 0

    def SelectedItems(self, nummer: int) -> str:
        assert nummer == 1
        return str(self._app._nep.kiest_map)


class Venster(Com):
    """A window of Protected View."""

    def __init__(self, app: Toepassing, boek: Werkboek) -> None:
        super().__init__(app)
        self._boek = boek

    @property
    def Workbook(self) -> Werkboek:
        return self._boek

    @property
    def Caption(self) -> str:
        return self._boek.Name


class Boekvenster(Com):
    """The window of a workbook, with the cell that the user selected in it (None on a chart sheet)."""

    def __init__(self, app: Toepassing, boek: Werkboek) -> None:
        super().__init__(app)
        self._boek = boek

    @property
    def Caption(self) -> str:
        return self._boek.Name

    @property
    def ActiveCell(self) -> Any:
        if self._boek._gekozen is None:
            return None
        blad, cel = self._boek._gekozen
        return self._boek.Worksheets(blad).Range(cel)


class Verzameling(Com):
    """A collection: counted from 1, or by name whatever its case."""

    def __init__(self, app: Toepassing, leden: list[Any], naamveld: str = "Name") -> None:
        super().__init__(app)
        self._leden = leden
        self._naamveld = naamveld

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self._leden))

    def __call__(self, wie: Any) -> Any:
        return self.Item(wie)

    @property
    def Count(self) -> int:
        return len(self._leden)

    def Item(self, wie: Any) -> Any:
        wie = kaal(wie)
        if isinstance(wie, str):
            for lid in self._leden:
                if getattr(lid, self._naamveld).casefold() == wie.casefold():
                    return lid
        elif 1 <= int(wie) <= len(self._leden):
            return self._leden[int(wie) - 1]
        raise excel_fout("Het subscript valt buiten het bereik.", -2147352565)


class _Lezer(ExcelReader):
    """openpyxl's reader without its dates: a number stays the number that the file holds."""

    def read_worksheets(self) -> None:
        self.wb._date_formats = set()
        self.wb._timedelta_formats = set()
        super().read_worksheets()


def _laad(pad: Path, *, uitkomsten: bool) -> Any:
    met_vba = pad.suffix.lower() == ".xlsm" and not uitkomsten
    with pad.open("rb") as stroom:
        lezer = _Lezer(stroom, keep_vba=met_vba, data_only=uitkomsten, keep_links=False)
        lezer.read()
        return lezer.wb


class Werkboek(Com):
    """Excel.Workbook, over the file that it was opened from."""

    _schrijfbaar = frozenset(("Saved", "AutoSaveOn"))

    def __init__(self, app: Toepassing, pad: Path, volledig: str | None = None) -> None:
        super().__init__(app)
        self._pad = pad
        self._volledig = volledig if volledig is not None else str(pad)
        self._wb = _laad(pad, uitkomsten=False)
        gecached = _laad(pad, uitkomsten=True)
        self._bladen = [Blad(self, ws, gecached[ws.title]) for ws in self._wb.worksheets]
        self._opgeslagen = True
        self._alleen_lezen = False
        self._nieuw = False
        self._automatisch = False
        self._wie = ["Jan"]
        self._geraakt = False
        self._gekozen: tuple[str, str] | None = (self._bladen[0].Name, "A1")

    @property
    def _epoch(self) -> Any:
        return self._wb.epoch

    @property
    def Parent(self) -> Toepassing:
        return self._app

    @property
    def FullName(self) -> str:
        return self.Name if self._nieuw else self._volledig

    @property
    def Name(self) -> str:
        return self._pad.stem if self._nieuw else re.split(r"[\\/]", self._volledig)[-1]

    @property
    def Path(self) -> str:
        return "" if self._nieuw else self._volledig[: -len(self.Name) - 1]

    @property
    def ReadOnly(self) -> bool:
        return self._alleen_lezen

    @property
    def Saved(self) -> bool:
        return self._opgeslagen

    def _zet_Saved(self, waarde: bool) -> None:
        self._opgeslagen = bool(waarde)

    @property
    def AutoSaveOn(self) -> bool:
        return self._automatisch

    def _zet_AutoSaveOn(self, waarde: bool) -> None:
        self._automatisch = bool(waarde)

    @property
    def UserStatus(self) -> tuple[tuple[str, Any, int], ...]:
        return tuple((wie, datetime(2025, 1, 1, tzinfo=UTC), 2) for wie in self._wie)

    @property
    def Date1904(self) -> bool:
        return bool(self._wb.epoch == CALENDAR_MAC_1904)

    @property
    def FileFormat(self) -> int:
        return 52 if self._pad.suffix.lower() == ".xlsm" else 51

    @property
    def HasVBProject(self) -> bool:
        return self._pad.suffix.lower() == ".xlsm"

    @property
    def Worksheets(self) -> Verzameling:
        return Verzameling(self._app, self._bladen)

    @property
    def Sheets(self) -> Verzameling:
        return self.Worksheets

    @property
    def ActiveSheet(self) -> Blad:
        return self._bladen[0]

    @property
    def Windows(self) -> Verzameling:
        return Verzameling(self._app, [Boekvenster(self._app, self)], "Caption")

    @property
    def Names(self) -> Verzameling:
        namen = [Naam(self, naam, definitie.attr_text) for naam, definitie in self._wb.defined_names.items()]
        for blad in self._bladen:
            namen += [Naam(self, f"{blad.Name}!{n}", d.attr_text) for n, d in blad._ws.defined_names.items()]
        return Verzameling(self._app, namen)

    def Save(self) -> None:
        self._app._verander("Workbook.Save")
        if any(blad._nieuwe_formules for blad in self._bladen):  # Excel has calculated them by then
            self._herreken()
        if self._geraakt:
            self._wb.save(self._pad)
        self._opgeslagen = True

    def SaveCopyAs(self, pad: str) -> None:
        doel = Path(kaal(pad))
        if self._geraakt:
            self._wb.save(doel)
        else:
            doel.write_bytes(self._pad.read_bytes())

    def Close(self, SaveChanges: bool = False) -> None:
        if SaveChanges:
            self.Save()
        self._app._boeken.remove(self)

    def Activate(self) -> None:
        self._app._boeken.remove(self)
        self._app._boeken.append(self)

    def _gewijzigd(self) -> None:
        self._opgeslagen = False
        self._geraakt = True

    def _herreken(self) -> None:
        """New results for every formula, from an engine that is neither ours nor openpyxl's."""
        from via_xl.bewijs.rekenmachine import IronCalc

        with tempfile.TemporaryDirectory() as tijdelijk:
            kopie = Path(tijdelijk) / "boek.xlsx"
            vba, self._wb.vba_archive = self._wb.vba_archive, None
            try:
                self._wb.save(kopie)
            finally:
                self._wb.vba_archive = vba
            machine = IronCalc(kopie)
            machine.herreken()
            for blad in self._bladen:
                blad._nieuwe_formules = False
            per_blad = {blad._ws.title: blad for blad in self._bladen}
            for cel in machine.formulecellen():
                delen = _CEL.match(cel.cel)
                assert delen is not None
                plek = int(delen[2]), _kolomnummer(delen[1])
                per_blad[cel.blad]._uitkomsten[plek] = "" if cel.herrekend is None else cel.herrekend


class Naam(Com):
    """Excel.Name."""

    def __init__(self, boek: Werkboek, naam: str, verwijzing: str) -> None:
        super().__init__(boek._app)
        self._boek = boek
        self._naam = naam
        self._verwijzing = verwijzing

    @property
    def Name(self) -> str:
        return self._naam

    @property
    def RefersTo(self) -> str:
        return f"={self._verwijzing}"

    @property
    def RefersToRange(self) -> Bereik:
        blad, _, adres = self._verwijzing.rpartition("!")
        try:
            return self._boek.Worksheets(blad.strip("'").replace("''", "'")).Range(adres)
        except Exception as fout:
            raise excel_fout("De naam verwijst niet naar een bereik.") from fout


_TOESTAAN = {
    "AllowFormattingCells": "formatCells",
    "AllowFormattingColumns": "formatColumns",
    "AllowFormattingRows": "formatRows",
    "AllowInsertingColumns": "insertColumns",
    "AllowInsertingRows": "insertRows",
    "AllowInsertingHyperlinks": "insertHyperlinks",
    "AllowDeletingColumns": "deleteColumns",
    "AllowDeletingRows": "deleteRows",
    "AllowSorting": "sort",
    "AllowFiltering": "autoFilter",
    "AllowUsingPivotTables": "pivotTables",
}
"""Excel's arguments of Protect and what the file calls them (where True forbids)."""


class Bescherming(Com):
    """Excel.Protection: what a protected sheet still allows."""

    def __init__(self, blad: Blad) -> None:
        super().__init__(blad._app)
        self._blad = blad

    def __getattr__(self, naam: str) -> Any:
        if naam in _TOESTAAN:
            return not getattr(self._blad._ws.protection, _TOESTAAN[naam])
        raise AttributeError(naam)


class Blad(Com):
    """Excel.Worksheet."""

    def __init__(self, boek: Werkboek, ws: Openpyxlblad, gecached: Openpyxlblad) -> None:
        super().__init__(boek._app)
        self._boek = boek
        self._ws = ws
        self._uitkomsten: dict[tuple[int, int], Any] = {}
        self._nieuwe_formules = False
        for plek, cel in ws._cells.items():
            if cel.data_type == "f":
                self._uitkomsten[plek] = _uit_bestand(gecached._cells.get(plek))

    @property
    def Parent(self) -> Werkboek:
        return self._boek

    @property
    def Name(self) -> str:
        return str(self._ws.title)

    @property
    def CodeName(self) -> str:
        return str(self._ws.sheet_properties.codeName or "")

    @property
    def Index(self) -> int:
        return self._boek._bladen.index(self) + 1

    @property
    def Visible(self) -> int:
        return -1 if self._ws.sheet_state == "visible" else 0

    @property
    def Names(self) -> Verzameling:
        return Verzameling(self._app, [])

    def Activate(self) -> None:
        """Nothing to be seen."""

    @property
    def UsedRange(self) -> Bereik:
        plekken = self._ws._cells
        if not plekken:
            return Bereik(self, 1, 1, 1, 1)
        rijen, kolommen = [rij for rij, _ in plekken], [kol for _, kol in plekken]
        boven, links = min(rijen), min(kolommen)
        return Bereik(self, boven, links, max(rijen) - boven + 1, max(kolommen) - links + 1)

    @property
    def Cells(self) -> Bereik:
        return Bereik(self, 1, 1, RIJEN, KOLOMMEN)

    @property
    def Rows(self) -> Bereik:
        return self.Cells

    @property
    def Columns(self) -> Bereik:
        return self.Cells

    @property
    def ListObjects(self) -> Verzameling:
        return Verzameling(self._app, [Lijst(self, tabel) for tabel in self._ws.tables.values()])

    def Range(self, van: Any, tot: Any = None) -> Bereik:
        eerste = self._bereik(kaal(van))
        if tot is None:
            return eerste
        tweede = self._bereik(kaal(tot))
        boven, links = min(eerste._rij, tweede._rij), min(eerste._kol, tweede._kol)
        onder = max(eerste._rij + eerste._hoog, tweede._rij + tweede._hoog)
        rechts = max(eerste._kol + eerste._breed, tweede._kol + tweede._breed)
        return Bereik(self, boven, links, onder - boven, rechts - links)

    def _bereik(self, wat: Any) -> Bereik:
        if isinstance(wat, Bereik):
            return wat
        for blad in self._boek._bladen:
            for tabel in blad._ws.tables.values():
                naam, _, deel = wat.partition("[")
                if naam.casefold() == tabel.displayName.casefold():
                    lijst = Lijst(blad, tabel)
                    return lijst.Range if deel == "#All]" else lijst._kolom(deel[:-1]) if deel else lijst.DataBodyRange
        for naam in self._boek.Names:
            if naam.Name.casefold() == wat.casefold():
                return naam.RefersToRange
        delen = wat.split(":")
        if _KOLOMDEEL.match(wat):
            links, rechts = (_kolomnummer(deel.strip("$")) for deel in delen)
            return Bereik(self, 1, links, RIJEN, rechts - links + 1)
        if not all(_CEL.match(deel) for deel in delen):
            raise excel_fout(f"De methode Range van _Worksheet is mislukt ({wat}).")
        links, boven, rechts, onder = range_boundaries(wat.replace("$", ""))
        return Bereik(self, boven, links, onder - boven + 1, rechts - links + 1)

    # --- protection

    @property
    def ProtectContents(self) -> bool:
        return bool(self._ws.protection.sheet)

    @property
    def ProtectDrawingObjects(self) -> bool:
        return bool(self._ws.protection.sheet and self._ws.protection.objects)

    @property
    def ProtectScenarios(self) -> bool:
        return bool(self._ws.protection.sheet and self._ws.protection.scenarios)

    @property
    def EnableSelection(self) -> int:
        return 0

    @property
    def Protection(self) -> Bescherming:
        return Bescherming(self)

    def Unprotect(self, Password: Any = None) -> None:
        self._app._verander("Worksheet.Unprotect")
        if self._ws.protection.password and not Password:
            raise excel_fout("Het wachtwoord dat u hebt opgegeven, is niet juist.")
        self._ws.protection.sheet = False
        self._boek._gewijzigd()

    def Protect(
        self,
        Password: Any = None,
        DrawingObjects: bool = True,
        Contents: bool = True,
        Scenarios: bool = True,
        UserInterfaceOnly: bool = False,  # noqa: ARG002 - it is not kept in the file
        *toestaan: bool,
    ) -> None:
        self._app._verander("Worksheet.Protect")
        if Password:
            raise AssertionError("Een blad krijgt nooit een wachtwoord.")
        slot = self._ws.protection
        slot.sheet, slot.objects, slot.scenarios = Contents, DrawingObjects, Scenarios
        for nummer, veld in enumerate(_TOESTAAN.values()):
            setattr(slot, veld, not (toestaan[nummer] if nummer < len(toestaan) else False))
        self._boek._gewijzigd()

    # --- one cell

    def _ruw(self, plek: tuple[int, int]) -> Any:
        """What a cell gives: None, text, bool, float, or the text of an error within a :class:`_Fout`."""
        cel = self._ws._cells.get(plek)
        if cel is None or cel.value is None:
            return None
        if cel.data_type == "f":
            uitkomst = self._uitkomsten.get(plek, 0.0)
            return _Fout(uitkomst) if isinstance(uitkomst, str) and uitkomst in FOUTCODES else uitkomst
        return _uit_bestand(cel)

    def _waarde(self, plek: tuple[int, int]) -> Any:
        ruw = self._waarde2(plek)
        if not isinstance(ruw, float):
            return ruw
        opmaak = self._ws._cells[plek].number_format
        if is_date_format(opmaak):
            try:
                return _tijd(ruw, self._boek._epoch)
            except (OverflowError, ValueError):
                return ruw
        if _GELD.search(opmaak):
            return Decimal(repr(ruw)).quantize(Decimal("0.0001"))
        return ruw

    def _waarde2(self, plek: tuple[int, int]) -> Any:
        ruw = self._ruw(plek)
        if isinstance(ruw, _Fout):
            return FOUTCODES.get(str(ruw), FOUTCODES["#VALUE!"])
        if isinstance(ruw, bool | str) or ruw is None:
            return ruw
        return float(to_excel(ruw, self._boek._epoch) if isinstance(ruw, date) else ruw)

    def _formule(self, plek: tuple[int, int]) -> str:
        cel = self._ws._cells.get(plek)
        if cel is None or cel.value is None:
            return ""
        if cel.data_type == "f":
            return str(cel.value.text if isinstance(cel.value, ArrayFormula) else cel.value)
        ruw = self._ruw(plek)
        if isinstance(ruw, bool):
            return "TRUE" if ruw else "FALSE"
        if isinstance(ruw, str):
            return str(ruw)
        getal = self._waarde2(plek)
        return str(int(getal)) if float(getal).is_integer() else repr(getal)

    def _zet(self, plek: tuple[int, int], waarde: Any) -> None:
        """Put a value in a cell as Excel takes it from another program."""
        self._uitkomsten.pop(plek, None)
        if waarde is None or waarde == "":
            cel = self._ws._cells.get(plek)
            if cel is not None:
                cel.value = None
            return
        cel = self._ws.cell(*plek)
        if isinstance(waarde, datetime):
            cel.value = to_excel(waarde.replace(tzinfo=None), self._boek._epoch)
            if cel.number_format == "General":
                cel.number_format = "m/d/yyyy"
            return
        if isinstance(waarde, date) or not isinstance(waarde, str | bool | int | float | Decimal):
            raise TypeError(f"Objects of type '{type(waarde).__name__}' can not be converted to a COM VARIANT")
        if isinstance(waarde, Decimal):
            waarde = float(waarde)
        if isinstance(waarde, str) and (cel.number_format != "@" or waarde.startswith("'")):
            self._typ(cel, plek, waarde)
        elif isinstance(waarde, str):
            _zet_tekst(cel, waarde)
        else:
            cel.value = waarde

    def _typ(self, cel: Cell, plek: tuple[int, int], tekst: str) -> None:
        """What Excel makes of a text: the formula, number, date or logical value that it looks like."""
        if tekst.startswith("'"):
            _zet_tekst(cel, tekst[1:])
            cel.style  # noqa: B018 - the quote prefix itself is no content
        elif tekst.startswith("="):
            cel.value = tekst
            cel.data_type = "f"
            self._uitkomsten[plek] = 0.0
            self._nieuwe_formules = True
        elif tekst.upper() in ("TRUE", "FALSE", "WAAR", "ONWAAR"):
            cel.value = tekst.upper() in ("TRUE", "WAAR")
        elif tekst in FOUTCODES:
            cel.value = tekst
            cel.data_type = "e"
        elif _GETAL.match(tekst.strip()):
            procent = tekst.strip().endswith("%")
            cel.value = float(tekst.strip().rstrip("%").replace(",", ".")) / (100 if procent else 1)
        elif dag := _DAG.match(tekst.strip()):
            jaar, maand, dagnr = (int(d) for d in (dag[1] or dag[6], dag[2] or dag[5], dag[3] or dag[4]))
            self._zet(plek, datetime(jaar, maand, dagnr))
        elif tekst[0] in "+-@":
            raise excel_fout("Door de toepassing of door object gedefinieerde fout.")
        else:
            _zet_tekst(cel, tekst)


class _Fout(str):
    """The text of an error value, told apart from a text that reads the same."""


def _uit_bestand(cel: Any) -> Any:
    """A cell's content as the file holds it; a formula that gave nothing gave an empty text."""
    if cel is None or cel.value is None:
        return ""
    return _Fout(cel.value) if cel.data_type == "e" else cel.value


def _zet_tekst(cel: Cell, tekst: str) -> None:
    cel.value = tekst
    cel.data_type = "s"


def _tijd(getal: float, epoch: datetime) -> Tijd:
    """A serial number as VT_DATE arrives in Python."""
    nul = datetime(1904, 1, 1) if epoch == CALENDAR_MAC_1904 else datetime(1899, 12, 30)
    moment = nul + timedelta(days=int(getal), seconds=round(getal % 1 * 86_400))
    return Tijd(*moment.timetuple()[:6], tzinfo=UTC)


_STUK = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|\[(?:[^\[\]]|\[[^\[\]]*\])*\]|[^"\'\[]+')
_A1 = re.compile(r"(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([0-9]+)(?![\w(.])")
_R1C1 = re.compile(r"(?<![\w.])R(\[-?\d+\]|\d*)C(\[-?\d+\]|\d*)(?![\w(.])")


def naar_r1c1(formule: str, plek: tuple[int, int]) -> str:
    """A formula in the notation that reads the same in every row. Texts, sheet names and tables stay as they are."""
    if not formule.startswith("="):
        return formule

    def een(m: re.Match[str]) -> str:
        kol, rij = _kolomnummer(m[2]), int(m[4])
        r = f"R{rij}" if m[3] else "R" if rij == plek[0] else f"R[{rij - plek[0]}]"
        return r + (f"C{kol}" if m[1] else "C" if kol == plek[1] else f"C[{kol - plek[1]}]")

    return "".join(stuk if stuk[0] in "\"'[" else _A1.sub(een, stuk) for stuk in _STUK.findall(formule))


def van_r1c1(formule: str, plek: tuple[int, int]) -> str:
    """The formula as it stands in this cell."""
    if not formule.startswith("="):
        return formule

    def los(deel: str, hier: int) -> tuple[bool, int]:
        if deel.startswith("["):
            return False, hier + int(deel[1:-1])
        return (True, int(deel)) if deel else (False, hier)

    def een(m: re.Match[str]) -> str:
        (rij_vast, rij), (kol_vast, kol) = los(m[1], plek[0]), los(m[2], plek[1])
        return f"{'$' * kol_vast}{get_column_letter(kol)}{'$' * rij_vast}{rij}"

    delen = re.findall(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|[^"\']+', formule)
    return "".join(deel if deel[0] in "\"'" else _R1C1.sub(een, deel) for deel in delen)


def _kolomnummer(letters: str) -> int:
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + ord(letter) - 64
    return nummer


class Bereik(Com):
    """Excel.Range: one rectangle."""

    _iid = RANGE_IID
    _schrijfbaar = frozenset(("Value", "Value2", "Formula", "Formula2", "FormulaR1C1", "NumberFormat"))

    def __init__(self, blad: Blad, rij: int, kol: int, hoog: int, breed: int, *, per: str = "cel") -> None:
        super().__init__(blad._app)
        if not (rij >= 1 and kol >= 1 and hoog >= 1 and breed >= 1 and rij + hoog - 1 <= RIJEN):
            raise excel_fout("Door de toepassing of door object gedefinieerde fout.")
        self._blad = blad
        self._rij, self._kol, self._hoog, self._breed = rij, kol, hoog, breed
        self._per = per

    def __call__(self, *plek: Any) -> Bereik:
        return self.Item(*plek)

    def __iter__(self) -> Iterator[Bereik]:
        for nummer in range(1, self.Count + 1):
            yield self.Item(nummer)

    def _plekken(self) -> Iterator[tuple[int, int]]:
        for rij in range(self._rij, self._rij + self._hoog):
            for kol in range(self._kol, self._kol + self._breed):
                yield rij, kol

    # --- where

    @property
    def Worksheet(self) -> Blad:
        return self._blad

    @property
    def Parent(self) -> Blad:
        return self._blad

    @property
    def Row(self) -> int:
        return self._rij

    @property
    def Column(self) -> int:
        return self._kol

    @property
    def Count(self) -> int:
        return {"rij": self._hoog, "kolom": self._breed}.get(self._per, self._hoog * self._breed)

    @property
    def Rows(self) -> Bereik:
        return Bereik(self._blad, self._rij, self._kol, self._hoog, self._breed, per="rij")

    @property
    def Columns(self) -> Bereik:
        return Bereik(self._blad, self._rij, self._kol, self._hoog, self._breed, per="kolom")

    @property
    def Cells(self) -> Bereik:
        return Bereik(self._blad, self._rij, self._kol, self._hoog, self._breed)

    @property
    def Areas(self) -> Verzameling:
        return Verzameling(self._app, [self])

    def Item(self, rij: Any, kol: Any = None) -> Bereik:
        nummer = int(kaal(rij))
        if self._per == "rij" and kol is None:
            return Bereik(self._blad, self._rij + nummer - 1, self._kol, 1, self._breed)
        if self._per == "kolom" and kol is None:
            return Bereik(self._blad, self._rij, self._kol + nummer - 1, self._hoog, 1)
        if kol is None:
            naar_onder, naar_rechts = divmod(nummer - 1, self._breed)
            return Bereik(self._blad, self._rij + naar_onder, self._kol + naar_rechts, 1, 1)
        return Bereik(self._blad, self._rij + nummer - 1, self._kol + int(kaal(kol)) - 1, 1, 1)

    def Resize(self, hoog: Any = None, breed: Any = None) -> Bereik:
        return Bereik(self._blad, self._rij, self._kol, int(hoog or self._hoog), int(breed or self._breed))

    def Offset(self, omlaag: int = 0, opzij: int = 0) -> Bereik:
        return Bereik(self._blad, self._rij + omlaag, self._kol + opzij, self._hoog, self._breed)

    GetResize = Resize
    GetOffset = Offset

    def GetAddress(self, rij_vast: bool = True, kol_vast: bool = True, _stijl: int = 1, extern: bool = False) -> str:
        def een(rij: int, kol: int) -> str:
            return f"{'$' * bool(kol_vast)}{get_column_letter(kol)}{'$' * bool(rij_vast)}{rij}"

        eerste = een(self._rij, self._kol)
        laatste = een(self._rij + self._hoog - 1, self._kol + self._breed - 1)
        adres = eerste if (self._hoog, self._breed) == (1, 1) else f"{eerste}:{laatste}"
        return f"'[{self._blad._boek.Name}]{self._blad.Name}'!{adres}" if extern else adres

    @property
    def Address(self) -> str:
        return self.GetAddress()

    @property
    def ListObject(self) -> Lijst | None:
        for lijst in self._blad.ListObjects:
            ander = lijst.Range
            if (
                ander._rij <= self._rij < ander._rij + ander._hoog
                and ander._kol <= self._kol < ander._kol + ander._breed
            ):
                return lijst
        return None

    # --- what

    def _blok(self, een: Any) -> Any:
        if (self._hoog, self._breed) == (1, 1):
            return een((self._rij, self._kol))
        kolommen = range(self._kol, self._kol + self._breed)
        return tuple(tuple(een((rij, kol)) for kol in kolommen) for rij in range(self._rij, self._rij + self._hoog))

    @property
    def Value(self) -> Any:
        return self._blok(self._blad._waarde)

    @property
    def Value2(self) -> Any:
        return self._blok(self._blad._waarde2)

    @property
    def Formula(self) -> Any:
        return self._blok(self._blad._formule)

    Formula2 = Formula

    @property
    def FormulaR1C1(self) -> Any:
        return self._blok(lambda plek: naar_r1c1(self._blad._formule(plek), plek))

    @property
    def HasFormula(self) -> bool | None:
        soorten = {self._blad._formule(plek).startswith("=") for plek in self._plekken()}
        return soorten.pop() if len(soorten) == 1 else None

    @property
    def NumberFormat(self) -> str | None:
        soorten = {self._blad._ws.cell(*plek).number_format for plek in self._plekken()}
        return soorten.pop() if len(soorten) == 1 else None

    @property
    def Locked(self) -> bool | None:
        soorten = {self._op_slot(plek) for plek in self._plekken()}
        return soorten.pop() if len(soorten) == 1 else None

    def _op_slot(self, plek: tuple[int, int]) -> bool:
        cel = self._blad._ws._cells.get(plek)
        return True if cel is None else bool(cel.protection.locked)

    # --- change

    def _mag(self) -> None:
        if self._blad.ProtectContents and any(self._op_slot(plek) for plek in self._plekken()):
            raise excel_fout(_BESCHERMD)
        self._blad._boek._gewijzigd()

    def _zet_Value(self, waarde: Any) -> None:
        self._mag()
        rijen = waarde if isinstance(waarde, tuple | list) else None
        if rijen is not None and not (rijen and isinstance(rijen[0], tuple | list)):
            rijen = [rijen] * self._hoog
        for nr, (rij, kol) in enumerate(self._plekken()):
            r, k = divmod(nr, self._breed)
            if rijen is None:
                inhoud = waarde
            elif r < len(rijen) and k < len(rijen[r]):
                inhoud = kaal(rijen[r][k])
            else:
                inhoud = "#N/A"
            self._blad._zet((rij, kol), inhoud)

    _zet_Value2 = _zet_Value
    _zet_Formula = _zet_Value
    _zet_Formula2 = _zet_Value

    def _zet_FormulaR1C1(self, waarde: str) -> None:
        self._mag()
        for plek in self._plekken():
            self._blad._zet(plek, van_r1c1(waarde, plek))

    def _zet_NumberFormat(self, opmaak: str) -> None:
        self._mag()
        for plek in self._plekken():
            self._blad._ws.cell(*plek).number_format = opmaak

    def ClearContents(self) -> None:
        self._app._verander("Range.ClearContents")
        self._mag()
        for plek in self._plekken():
            self._blad._zet(plek, None)

    def Clear(self) -> None:
        self._app._verander("Range.Clear")
        self._mag()
        for plek in self._plekken():
            self._blad._ws._cells.pop(plek, None)
            self._blad._uitkomsten.pop(plek, None)

    def Calculate(self) -> None:
        self._app.Calculate()


class Lijst(Com):
    """Excel.ListObject: a table."""

    _schrijfbaar = frozenset(("Name",))

    def __init__(self, blad: Blad, tabel: Any) -> None:
        super().__init__(blad._app)
        self._blad = blad
        self._tabel = tabel

    @property
    def _koprijen(self) -> int:
        return 1 if self._tabel.headerRowCount is None else int(self._tabel.headerRowCount)

    @property
    def _totaalrijen(self) -> int:
        return int(self._tabel.totalsRowCount or 0)

    @property
    def Parent(self) -> Blad:
        return self._blad

    @property
    def Name(self) -> str:
        return str(self._tabel.displayName)

    def _zet_Name(self, naam: str) -> None:
        del self._blad._ws.tables[self._tabel.displayName]
        self._tabel.displayName = self._tabel.name = naam
        self._blad._ws.tables[naam] = self._tabel
        self._blad._boek._gewijzigd()

    DisplayName = Name

    @property
    def ShowHeaders(self) -> bool:
        return self._koprijen > 0

    @property
    def ShowTotals(self) -> bool:
        return self._totaalrijen > 0

    @property
    def Range(self) -> Bereik:
        return self._blad.Range(self._tabel.ref)

    @property
    def HeaderRowRange(self) -> Bereik | None:
        heel = self.Range
        return Bereik(self._blad, heel._rij, heel._kol, 1, heel._breed) if self._koprijen else None

    @property
    def DataBodyRange(self) -> Bereik | None:
        heel = self.Range
        hoog = heel._hoog - self._koprijen - self._totaalrijen
        return Bereik(self._blad, heel._rij + self._koprijen, heel._kol, hoog, heel._breed) if hoog else None

    @property
    def ListColumns(self) -> Verzameling:
        kolommen = [
            SimpleNamespace(Name=_ontsnapt(kolom.name), Index=nr)
            for nr, kolom in enumerate(self._tabel.tableColumns, start=1)
        ]
        return Verzameling(self._app, kolommen)

    def _kolom(self, kop: str) -> Bereik:
        koppen = [_ontsnapt(kolom.name) for kolom in self._tabel.tableColumns]
        inhoud = self.DataBodyRange
        if kop not in koppen or inhoud is None:
            raise excel_fout(f"De methode Range van _Worksheet is mislukt ({self.Name}[{kop}]).")
        return Bereik(self._blad, inhoud._rij, inhoud._kol + koppen.index(kop), inhoud._hoog, 1)

    def Resize(self, bereik: Any) -> None:
        self._app._verander("ListObject.Resize")
        oud, nieuw = self.Range, kaal(bereik)
        if self._blad.ProtectContents:
            raise excel_fout(_BESCHERMD)
        if (nieuw._rij, nieuw._kol, nieuw._breed) != (oud._rij, oud._kol, oud._breed) or nieuw._hoog < 2:
            raise excel_fout("De tabel moet op dezelfde rij blijven beginnen.")
        if self._totaalrijen and nieuw._hoog != oud._hoog:
            raise excel_fout("De totaalrij zit in de weg.")
        for ander in self._blad.ListObjects:
            if ander.Name != self.Name and _raakt(nieuw, ander.Range):
                raise excel_fout("Tabellen kunnen elkaar niet overlappen.")
        adres = nieuw.GetAddress(False, False)
        self._tabel.ref = adres
        if self._tabel.autoFilter is not None:
            self._tabel.autoFilter.ref = adres
        self._vul_door(oud, nieuw)
        self._blad._boek._gewijzigd()

    def _vul_door(self, oud: Bereik, nieuw: Bereik) -> None:
        """Excel gives new rows the look of the one above, and mostly the formulas of the columns."""
        onderste = oud._rij + oud._hoog - 1
        for rij in range(onderste + 1, nieuw._rij + nieuw._hoog):
            for nr, kolom in enumerate(self._tabel.tableColumns):
                kol = oud._kol + nr
                voorbeeld = self._blad._ws.cell(onderste, kol)
                cel = self._blad._ws.cell(rij, kol)
                cel._style = voorbeeld._style
                if kolom.calculatedColumnFormula is not None and self._app._vult_door and cel.value is None:
                    cel.value = f"={kolom.calculatedColumnFormula.attr_text}"
                    self._blad._nieuwe_formules = True


def _raakt(een: Bereik, ander: Bereik) -> bool:
    return (
        een._rij < ander._rij + ander._hoog
        and ander._rij < een._rij + een._hoog
        and een._kol < ander._kol + ander._breed
        and ander._kol < een._kol + een._breed
    )


def _ontsnapt(kop: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), kop)


class Nepexcel:
    """What a test has in hand: the instances of Excel, the fresh xlwings, and every message box.

    ``gevraagd`` are the questions with the buttons yes and no, which the user answers with yes while ``zegt_ja``. ``vragen`` counts
    what was asked of Excel through xlwings' wrapper: each is a call from one process to another.
    """

    def __init__(self) -> None:
        self.vensters: dict[int, Toepassing] = {}
        self.meldingen: list[tuple[int, str, str]] = []
        self.gevraagd: list[str] = []
        self.zegt_ja = True
        self.kiest_map: Path | None = None
        self.gestart: list[str] = []
        self.vragen = 0
        self._nummers = count(100, 100)
        self.app = self.start_nog_een()
        self.xw: Any = None

    def start_nog_een(self) -> Toepassing:
        """Another running instance of Excel."""
        venster = next(self._nummers)
        self.vensters[venster] = Toepassing(self, venster)
        return self.vensters[venster]

    def open(self, pad: Path, app: Toepassing | None = None, volledig: str | None = None) -> Werkboek:
        """Open a file; ``volledig`` is the FullName that Excel gives it (a SharePoint address)."""
        bij = app or self.app
        boek = Werkboek(bij, Path(pad), volledig)
        bij._boeken.append(boek)
        return boek

    def boek(self, pad: Path, app: Toepassing | None = None) -> Any:
        """Open a file, as xlwings' Book."""
        return self.als_boek(self.open(pad, app))

    def als_boek(self, werkboek: Werkboek) -> Any:
        """Xlwings' Book of an open workbook."""
        return self.xw.Book(impl=self.xw._xlwindows.Book(xl=self.xw._xlwindows.COMRetryObjectWrapper(werkboek)))


class _OpWindows(ModuleType):
    """``sys`` as it looks on Windows; all else is passed on."""

    platform = "win32"

    def __getattr__(self, naam: str) -> Any:
        return getattr(sys, naam)


def _verse_xlwings() -> Any:
    """Xlwings imported as on Windows. What it imports itself is there already, so that nothing else takes that route."""
    echt = sys.platform
    sys.platform = "win32"
    try:
        import xlwings
    finally:
        sys.platform = echt
    for naam, module in sys.modules.copy().items():  # in one go: what the collector runs may import
        if naam.split(".")[0] == "xlwings" and getattr(module, "sys", None) is sys:
            vars(module)["sys"] = _OpWindows("sys")
    return xlwings


def _tel_vragen(nep: Nepexcel) -> None:
    verpakking = nep.xw._xlwindows.COMRetryObjectWrapper
    echt = verpakking.__getattr__

    def geteld(zelf: Any, naam: str) -> Any:
        nep.vragen += 1
        return echt(zelf, naam)

    verpakking.__getattr__ = geteld


_JA_NEE, _OK, _JA, _NEE = 4, 1, 6, 7
"""A message box with the buttons yes and no, and what Windows calls the button that was clicked."""


@contextmanager
def nep_excel() -> Iterator[Nepexcel]:
    """Excel on Windows for as long as this takes; afterwards every module is as it was."""
    import asyncio  # noqa: F401 - what xlwings imports, before the platform is another
    import concurrent.futures.thread  # noqa: F401 - idem
    import subprocess  # noqa: F401 - idem

    import xlwings  # noqa: F401 - idem: numpy, pandas and so on

    nep = Nepexcel()

    def melding(venster: int, tekst: str, titel: str, stijl: int) -> int:
        if stijl & _JA_NEE:
            nep.gevraagd.append(tekst)
            return _JA if nep.zegt_ja else _NEE
        nep.meldingen.append((venster, tekst, titel))
        return _OK

    nieuw = modules(lambda: nep.vensters, melding)
    with ctypes_van_windows(lambda: nep.vensters), in_plaats_van(nieuw, _VERSE):
        nep.xw = _verse_xlwings()
        atexit.unregister(nep.xw._xlwindows.cleanup)
        _tel_vragen(nep)
        yield nep
