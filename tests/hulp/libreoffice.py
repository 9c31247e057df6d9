"""LibreOffice: recalculates workbooks and makes PDFs, without touching anyone's own settings.

One process does a whole list of files, since starting costs more than converting. The private profile makes it
recalculate every xlsx on loading and show numbers the Dutch way. LibreOffice is required: without it the tests fail.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

TIJD = 300
"""Seconds a list of files may take."""

_PROFIEL = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nl-NL</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse">
<value>false</value></prop></item>
</oor:items>
"""


class LibreOfficeFout(RuntimeError):
    """LibreOffice is missing, or did not do what was asked."""


def programma() -> str:
    """The path of soffice. Raises LibreOfficeFout when it is not installed."""
    gevonden = shutil.which("soffice") or shutil.which("libreoffice")
    if gevonden is None:
        raise LibreOfficeFout("LibreOffice ontbreekt: voer tests/gereedschap/installeer.sh uit.")
    return gevonden


@cache
def _profiel() -> tempfile.TemporaryDirectory[str]:
    """A profile for this test run, removed when Python ends."""
    map_ = tempfile.TemporaryDirectory(prefix="via-xl-libreoffice-")
    gebruiker = Path(map_.name) / "user"
    gebruiker.mkdir()
    (gebruiker / "registrymodifications.xcu").write_text(_PROFIEL, encoding="utf-8")
    return map_


def herbereken(bestanden: Iterable[Path], doelmap: Path) -> list[Path]:
    """Recalculate workbooks and save them again as xlsx in ``doelmap``, in the order given."""
    return _zet_om(bestanden, doelmap, "xlsx:Calc MS Excel 2007 XML", ".xlsx")


def to_pdf(bestanden: Iterable[Path], doelmap: Path) -> list[Path]:
    """Recalculate workbooks and print them to PDF in ``doelmap``, in the order given."""
    return _zet_om(bestanden, doelmap, "pdf", ".pdf")


def waarden(bestand: Path) -> dict[tuple[str, str], Any]:
    """The value of every filled cell of a re-saved workbook, by (sheet, "B2"); dates as datetime, errors as "#N/A"."""
    boek = load_workbook(bestand, data_only=True)
    return {
        (blad.title, cel.coordinate): cel.value
        for blad in boek.worksheets
        for rij in blad.iter_rows()
        for cel in rij
        if cel.value is not None
    }


def _zet_om(bestanden: Iterable[Path], doelmap: Path, formaat: str, achtervoegsel: str) -> list[Path]:
    soffice = programma()
    doelmap.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="via-xl-om-") as tijdelijk:
        bronnen = []
        # Numbered copies: two files of one name in different folders do not overwrite each other.
        for volgnummer, bestand in enumerate(bestanden):
            bron = Path(tijdelijk) / f"{volgnummer:03d}_{bestand.name}"
            shutil.copyfile(bestand, bron)
            bronnen.append(bron)
        if not bronnen:
            return []
        opdracht = [soffice, f"-env:UserInstallation={Path(_profiel().name).as_uri()}", "--headless", "--norestore"]
        opdracht += ["--convert-to", formaat, "--outdir", str(doelmap), *map(str, bronnen)]
        try:
            klaar = subprocess.run(opdracht, capture_output=True, text=True, timeout=TIJD, check=False)
        except subprocess.TimeoutExpired as fout:
            raise LibreOfficeFout(f"LibreOffice was na {TIJD} seconden niet klaar.") from fout
        doelen = [doelmap / f"{bron.stem}{achtervoegsel}" for bron in bronnen]
    ontbrekend = [doel.name for doel in doelen if not doel.is_file()]
    if klaar.returncode or ontbrekend:
        uitleg = (klaar.stderr or klaar.stdout).strip()
        raise LibreOfficeFout(f"LibreOffice maakte {', '.join(ontbrekend) or 'niets'} niet: {uitleg}")
    return doelen
