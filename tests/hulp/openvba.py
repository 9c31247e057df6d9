"""pyOpenVBA's calculator: follows Excel where IronCalc and LibreOffice are more lenient (arrays, intersection).

It trusts cached values, so they are stripped first: what it returns it has calculated itself.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

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


def bereken(bestand: Path) -> dict[tuple[str, str], Any]:
    """Calculate every formula of a workbook: the values by (sheet, "B2"). Dates are serial numbers, errors "#N/A"."""
    try:
        from pyopenvba.apps.excel import ExcelApplication
    except ImportError as fout:
        raise RuntimeError("pyOpenVBA ontbreekt: installeer het project met de extra 'test'.") from fout
    with tempfile.TemporaryDirectory(prefix="via-xl-openvba-") as tijdelijk:
        kopie = zonder_cache(bestand, Path(tijdelijk) / bestand.name)
        excel = ExcelApplication.open(str(kopie), with_vba=False)
        gevonden = {}
        for blad in load_workbook(kopie).worksheets:
            rekenblad = excel.sheet(blad.title)
            for rij in blad.iter_rows():
                for cel in rij:
                    if cel.data_type == "f":
                        gevonden[blad.title, cel.coordinate] = _waarde(rekenblad.value(cel.coordinate))
        return gevonden


def _waarde(waarde: Any) -> Any:
    fout = re.fullmatch(r"Error (\d{4})", str(waarde)) if not isinstance(waarde, str) else None
    return _FOUTEN.get(int(fout[1]), waarde) if fout else waarde
