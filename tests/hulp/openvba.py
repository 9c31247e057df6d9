"""pyOpenVBA's calculator: follows Excel where IronCalc and LibreOffice are more lenient (arrays, intersection).

It trusts cached values, so they are stripped first: what it returns it has calculated itself.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from via_xl.bewijs.libreoffice import als_celwaarde, waarden
from via_xl.bewijs.rekenmachine import Formulecel, Machine

toegestaan = True
"""Whether the test that runs may use it; conftest sets this by its tier."""

_CACHE = re.compile(rb"(</f>|<f\b[^>]*/>)<v>[^<]*</v>")


_FOUTEN = {2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A"}


def zonder_cache(bron: Path, doel: Path) -> Path:
    """Copy a workbook without the cached values of its formulas."""
    with zipfile.ZipFile(bron) as pakket, zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as kopie:
        for naam in pakket.namelist():
            inhoud = pakket.read(naam)
            if naam.startswith("xl/worksheets/") and naam.endswith(".xml"):
                inhoud = _CACHE.sub(rb"\1", inhoud)
            kopie.writestr(naam, inhoud)
    return doel


def bereken(bestand: Path, gezet: Mapping[str, float] | None = None) -> dict[tuple[str, str], Any]:
    """Calculate every formula of a workbook: the values by (sheet, "B2"). Dates are serial numbers, errors "#N/A".

    ``gezet`` are numbers to be put first in the cells of defined names.
    """
    assert toegestaan, "a test that uses pyOpenVBA's calculator is marked motoren"
    try:
        from pyopenvba.apps.excel import ExcelApplication
    except ImportError as fout:
        raise RuntimeError("pyOpenVBA ontbreekt: installeer het project met de extra 'test'.") from fout
    with tempfile.TemporaryDirectory(prefix="via-xl-openvba-") as tijdelijk:
        kopie = zonder_cache(bestand, Path(tijdelijk) / bestand.name)
        excel = ExcelApplication.open(str(kopie), with_vba=False)
        boek = load_workbook(kopie)
        for naam, getal in (gezet or {}).items():
            ((blad, cel),) = boek.defined_names[naam].destinations
            excel.sheet(blad).set_value(cel.replace("$", ""), getal)
        gevonden = {}
        for blad in boek.worksheets:
            rekenblad = excel.sheet(blad.title)
            for rij in blad.iter_rows():
                for cel in rij:
                    if cel.data_type == "f":
                        gevonden[blad.title, cel.coordinate] = _waarde(rekenblad.value(cel.coordinate))
        return gevonden


class OpenVba(Machine):
    """A workbook in pyOpenVBA's calculator."""

    def __init__(self, pad: Path) -> None:
        self.pad = pad
        self._gecached = waarden(pad)
        self._waarden: dict[tuple[str, str], Any] | None = None
        self._gezet: dict[str, float] = {}

    def zet_naam(self, naam: str, getal: float) -> None:
        self._gezet[naam] = getal

    def herreken(self) -> None:
        self._waarden = bereken(self.pad, self._gezet)

    def inhoud(self, blad: str, cel: str) -> Any:
        """What a cell gives."""
        return (self._waarden or {}).get((blad, cel), self._gecached.get((blad, cel)))

    def formulecellen(self) -> Iterator[Formulecel]:
        for plek, waarde in (self._waarden or {}).items():
            yield Formulecel(*plek, "", als_celwaarde(self._gecached.get(plek)), als_celwaarde(waarde))


def _waarde(waarde: Any) -> Any:
    fout = re.fullmatch(r"Error (\d{4})", str(waarde)) if not isinstance(waarde, str) else None
    return _FOUTEN.get(int(fout[1]), waarde) if fout else waarde
