"""LibreOffice in the tests: the one that listens (``hulp.luisterend``). It is required: without it the tests fail.

What the product starts itself, a LibreOffice a call, is tested where its adapter is (``tests/bewijs/test_machines.py``).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from hulp.luisterend import vraag
from via_xl.bewijs import libreoffice as adapter
from via_xl.bewijs.libreoffice import LibreOfficeFout, waarden

_XLSX, _PDF = "Calc MS Excel 2007 XML", "calc_pdf_Export"


def herbereken(bestanden: Iterable[Path], doelmap: Path) -> list[Path]:
    """Recalculate workbooks and save them again as xlsx in ``doelmap``, in the order given. Raises LibreOfficeFout."""
    return _zet_om(bestanden, doelmap, _XLSX, ".xlsx")


def to_pdf(bestanden: Iterable[Path], doelmap: Path) -> list[Path]:
    """Recalculate workbooks and print them to PDF in ``doelmap``, in the order given."""
    return _zet_om(bestanden, doelmap, _PDF, ".pdf")


def _zet_om(bestanden: Iterable[Path], doelmap: Path, uitvoerfilter: str, achtervoegsel: str) -> list[Path]:
    if adapter.programma() is None:
        raise LibreOfficeFout("LibreOffice staat niet op deze computer.")
    doelmap.mkdir(parents=True, exist_ok=True)
    doelen = []
    for volgnummer, bestand in enumerate(bestanden):
        doel = doelmap / f"{volgnummer:03d}_{bestand.stem}{achtervoegsel}"
        with tempfile.TemporaryDirectory(prefix="via-xl-om-") as tijdelijk:  # it leaves a lock beside what it opens
            bron = Path(shutil.copyfile(bestand, Path(tijdelijk) / bestand.name))
            try:
                vraag(wat="zet_om", bron=str(bron), doel=str(doel.resolve()), filter=uitvoerfilter)
            except LibreOfficeFout as fout:
                raise LibreOfficeFout(f"LibreOffice maakte {doel.name} van {bestand.name} niet: {fout}") from fout
        doelen.append(doel)
    return doelen


class LibreOffice(adapter.LibreOffice):
    """A workbook in the LibreOffice that listens, as :class:`via_xl.bewijs.rekenmachine.Machine`."""

    def herreken(self) -> None:
        """Recalculate everything, unless that was just done."""
        if not self._klaar:
            assert not self._gezet, "numbers are put in by the product's adapter only"
            with tempfile.TemporaryDirectory(prefix="via-xl-") as tijdelijk:
                (doel,) = herbereken([self.pad], Path(tijdelijk))
                self._neem_op(doel)


__all__ = ["LibreOffice", "LibreOfficeFout", "herbereken", "to_pdf", "waarden"]
