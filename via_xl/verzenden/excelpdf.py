"""A sheet as PDF by Excel's own export, where LibreOffice isn't: an Excel of our own opens each workbook and prints its first sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from via_xl.basis.bevinding import BewijsFout
from via_xl.basis.eigenexcel import GeenExcel, start_excel

_PDF, _KWALITEIT, _GEEN_MACROS = 0, 0, 3
"""xlTypePDF, xlQualityStandard, msoAutomationSecurityForceDisable."""
_ANDERS = "Sluit Excel en probeer het opnieuw, of installeer LibreOffice (libreoffice.org)."


class ExcelFout(BewijsFout):
    """Excel is missing, or did not do what was asked."""


def zet_om(
    werkboeken: Sequence[Path], doelmap: Path, start: Callable[[], AbstractContextManager[Any]] | None = None
) -> list[Path]:
    """The first sheet of each workbook as PDF under its own name, in the order given. Raises ExcelFout."""
    doelmap.mkdir(parents=True, exist_ok=True)
    doelen = [doelmap.absolute() / f"{werkboek.stem}.pdf" for werkboek in werkboeken]
    try:
        with (start or start_excel)() as app:
            app.api.AutomationSecurity = _GEEN_MACROS
            for werkboek, doel in zip(werkboeken, doelen, strict=True):
                boek = app.books.open(str(werkboek.absolute()), update_links=False, read_only=True)
                try:
                    boek.api.Worksheets(1).ExportAsFixedFormat(_PDF, str(doel), _KWALITEIT, True, False)
                finally:
                    boek.close()
    except GeenExcel as fout:
        raise ExcelFout(f"Excel start niet ({fout}); er is niets gemaakt. {_ANDERS}") from fout
    except Exception as fout:  # whatever COM says: of a printer that isn't there, a policy, a file that is held
        raise ExcelFout(f"Excel maakte de PDF's niet ({fout}); er is niets gemaakt. {_ANDERS}") from fout
    if weg := [doel.name for doel in doelen if not doel.is_file()]:
        raise ExcelFout(f"Excel maakte {', '.join(weg)} niet; er is niets gemaakt. {_ANDERS}")
    return doelen
