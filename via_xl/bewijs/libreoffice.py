"""LibreOffice as a second engine of the proof, where it is on the PC: nothing needs it, and nothing of it is changed.

It opens each workbook hidden, in a profile of its own, recalculates every cell on loading and saves a copy, of which
the values are read. A list of workbooks goes through one process, since starting costs more than calculating. In that
profile macros are off and nothing is fetched from elsewhere. The files must have been judged before
(:mod:`via_xl.lezen.pakket`): what it saves is read here.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from via_xl.basis.bevinding import BewijsFout
from via_xl.basis.datum import serienummer_van
from via_xl.basis.tijdelijk import Tijdelijkemap
from via_xl.bewijs.rekenmachine import Formulecel, Machine
from via_xl.lezen.xlsx import ONLEESBAAR, Bladcel, Xlsx, losse_cellen
from via_xl.schrijven.raster import Waarde

TIJD = 60.0
"""Seconds LibreOffice may take, apart from what each workbook gets."""

TIJD_PER_BOEK = 60.0
"""Seconds more for each workbook; a master takes some five, one of 10,000 hour lines some fifteen."""

_PLAATSEN = {
    "win32": tuple(
        Path(os.environ.get(variabele, r"C:\Program Files")) / "LibreOffice" / "program" / "soffice.com"
        for variabele in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")
    ),
    "darwin": (Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),),
}
"""Where it is installed on systems that don't put it on the PATH. On Windows soffice.exe does not wait; .com does."""

_INSTELLINGEN = (
    ("Calc/Formula/Load", "OOXMLRecalcMode", "0"),  # recalculate on loading, always
    # Over several cores a total of a column of a hundred rows or more may be asked for too soon, and is then #VALUE!.
    ("Calc/Formula/Calculation", "UseThreadedCalculationForFormulaGroups", "false"),
    ("Calc/Content/Update", "Link", "2"),  # links: never
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Misc", "FirstRun", "false"),
)
_PROFIEL = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{regels}
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nl-NL</value></prop></item>
</oor:items>
"""
_REGEL = '<item oor:path="/org.openoffice.Office.{pad}"><prop oor:name="{naam}" oor:op="fuse"><value>{waarde}</value></prop></item>'


class LibreOfficeFout(BewijsFout):
    """LibreOffice is missing, or did not do what was asked."""


def programma() -> Path | None:
    """Where LibreOffice is: on the PATH or in its usual place; None when it is not there."""
    for naam in ("soffice.com", "soffice", "libreoffice"):
        if gevonden := shutil.which(naam):
            return Path(gevonden)
    return next((pad for pad in _PLAATSEN.get(sys.platform, ()) if pad.is_file()), None)


def versie() -> str:
    """Name and version, for a report. Raises LibreOfficeFout when it is not there."""
    gezegd = _draai(["--version"]).stdout.split()
    return " ".join(gezegd[:2]) or "LibreOffice"


def herbereken(bestanden: Iterable[Path], doelmap: Path) -> list[Path]:
    """Recalculate workbooks and save them again as xlsx in ``doelmap``, in the order given. Raises LibreOfficeFout."""
    return zet_om(bestanden, doelmap, "xlsx:Calc MS Excel 2007 XML", ".xlsx")


def zet_om(bestanden: Iterable[Path], doelmap: Path, formaat: str, achtervoegsel: str) -> list[Path]:
    """Recalculate files and save each in another format, in one process. Raises LibreOfficeFout."""
    _vereist()
    doelmap.mkdir(parents=True, exist_ok=True)
    with Tijdelijkemap() as tijdelijk:
        bronnen: list[Path] = []
        namen = set()
        for volgnummer, bestand in enumerate(bestanden):
            # Its own name, which the page prints; a number before it where another file of that name would be overwritten.
            naam = f"{volgnummer:03d}_{bestand.name}" if bestand.stem.casefold() in namen else bestand.name
            namen.add(bestand.stem.casefold())
            bron = tijdelijk / str(volgnummer) / naam
            bron.parent.mkdir()
            shutil.copyfile(bestand, bron)
            bronnen.append(bron)
        if not bronnen:
            return []
        klaar = _draai(["--convert-to", formaat, "--outdir", str(doelmap), *map(str, bronnen)], len(bronnen))
        doelen = [doelmap / f"{bron.stem}{achtervoegsel}" for bron in bronnen]
        ontbrekend = [doel.name for doel in doelen if not doel.is_file()]
        if klaar.returncode or ontbrekend:
            uitleg = (klaar.stderr or klaar.stdout).strip()
            raise LibreOfficeFout(f"LibreOffice maakte {', '.join(ontbrekend) or 'niets'} niet: {uitleg}")
    return doelen


def _vereist() -> Path:
    soffice = programma()
    if soffice is None:
        raise LibreOfficeFout("LibreOffice staat niet op deze computer; er is niet mee nagerekend.")
    return soffice


def _draai(argumenten: Sequence[str], boeken: int = 0) -> subprocess.CompletedProcess[str]:
    soffice = _vereist()
    tijd = TIJD + boeken * TIJD_PER_BOEK
    vast = [str(soffice), f"-env:UserInstallation={_profiel().as_uri()}", "--headless", "--norestore"]
    try:
        return subprocess.run(  # noqa: S603 - the program that was found, with paths as arguments
            [*vast, *argumenten],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=tijd,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as fout:
        raise LibreOfficeFout(f"LibreOffice was na {tijd:.0f} seconden niet klaar.") from fout
    except OSError as fout:
        raise LibreOfficeFout(f"LibreOffice ({soffice}) is niet te starten.") from fout


@cache
def _profiel() -> Path:
    """A profile for this process of ours, removed when Python ends."""
    tijdelijk = Tijdelijkemap()
    atexit.register(tijdelijk.ruim_op)
    gebruiker = tijdelijk.pad / "user"
    gebruiker.mkdir()
    regels = "\n".join(_REGEL.format(pad=pad, naam=naam, waarde=waarde) for pad, naam, waarde in _INSTELLINGEN)
    (gebruiker / "registrymodifications.xcu").write_text(_PROFIEL.format(regels=regels), encoding="utf-8")
    return tijdelijk.pad


def waarden(bestand: Path) -> dict[tuple[str, str], Any]:
    """The value of every filled cell of a re-saved workbook, by (sheet, "B2"); dates as datetime, errors as "#N/A"."""
    return {plek: cel.waarde for plek, cel in _cellen(bestand) if cel.waarde is not None}


def _cellen(bestand: Path) -> Iterator[tuple[tuple[str, str], Bladcel]]:
    """Every cell that holds something, read in one pass."""
    with Xlsx(bestand) as boek:
        for blad in boek.werkbladen:
            yield from (((blad.naam, cel.adres), cel) for cel in boek.cellen(boek.stroom(blad).rijen()))


class LibreOffice(Machine):
    """A workbook in LibreOffice.

    Raises:
        LibreOfficeFout: it is not on this computer, or can't read or calculate the file.
    """

    def __init__(self, pad: Path) -> None:
        self.pad = pad
        self._gezet: dict[tuple[str, str], float] = {}
        self._waarden: dict[tuple[str, str], Any] = {}
        self._klaar = False
        try:
            cellen = dict(_cellen(pad))
        except ONLEESBAAR as fout:
            raise LibreOfficeFout(f"{pad.name} is niet te lezen.") from fout
        self._formules = {plek: cel.formule for plek, cel in cellen.items() if cel.formule is not None}
        self._gecached = {plek: cel.waarde for plek, cel in cellen.items() if cel.waarde is not None}

    @classmethod
    def samen(cls, paden: Sequence[Path]) -> list[LibreOffice]:
        """Several workbooks, recalculated in one process."""
        machines = [cls(pad) for pad in paden]
        with Tijdelijkemap() as tijdelijk:
            for machine, doel in zip(machines, herbereken(paden, tijdelijk), strict=True):
                machine._neem_op(doel)
        return machines

    def zet_naam(self, naam: str, getal: float) -> None:
        """Put a number in the cell of a defined name, from the next recalculation on.

        Raises:
            BewijsFout: there is no such name for one cell.
        """
        with Xlsx(self.pad) as boek:
            doelen = {bekend.naam: losse_cellen(bekend.doel) for bekend in boek.namen if not bekend.blad}
        if len(doelen.get(naam, ())) != 1:
            raise BewijsFout(f"{self.pad.name}: de naam {naam} verwijst niet naar één cel; zet die naam terug.")
        ((blad, letters, rij),) = doelen[naam]
        self._gezet[blad, f"{letters}{rij}"] = getal
        self._klaar = False

    def herreken(self) -> None:
        """Recalculate everything, unless that was just done; cached results play no part."""
        if self._klaar:
            return
        with Tijdelijkemap() as tijdelijk:
            bron = self.pad if not self._gezet else _met_getallen(self.pad, tijdelijk / self.pad.name, self._gezet)
            (doel,) = herbereken([bron], tijdelijk / "uit")
            self._neem_op(doel)

    def _neem_op(self, herrekend: Path) -> None:
        self._waarden = waarden(herrekend)
        self._klaar = True

    def inhoud(self, blad: str, cel: str) -> Waarde:
        """What a cell gives; None when it is empty or there is no such sheet."""
        return als_celwaarde((self._waarden if self._klaar else self._gecached).get((blad, cel)))

    def formulecellen(self) -> Iterator[Formulecel]:
        """Every formula cell, with what the file had cached and what it gives now."""
        for plek, formule in self._formules.items():
            yield Formulecel(
                *plek, formule, als_celwaarde(self._gecached.get(plek)), als_celwaarde(self._waarden.get(plek))
            )


def als_celwaarde(waarde: Any) -> Waarde:
    """A date or time as the number that the cell holds."""
    if isinstance(waarde, (date, time, timedelta)):
        return serienummer_van(waarde)
    gelezen: Waarde = waarde
    return gelezen


def _met_getallen(pad: Path, doel: Path, getallen: dict[tuple[str, str], float]) -> Path:
    """A copy of a workbook with other numbers in these cells; openpyxl would lose charts and buttons."""
    with Xlsx(pad) as boek:
        delen = {blad.naam: boek.delen[blad.deel.casefold()] for blad in boek.bladen}
    with zipfile.ZipFile(pad) as bron, zipfile.ZipFile(doel, "w", zipfile.ZIP_STORED) as kopie:
        for deel in bron.namelist():
            inhoud = bron.read(deel)
            for (blad, cel), getal in getallen.items():
                if delen.get(blad) == deel:
                    inhoud = _met_getal(inhoud, cel, getal)
            kopie.writestr(deel, inhoud)
    return doel


def _met_getal(xml: bytes, cel: str, getal: float) -> bytes:
    """The sheet with a number in a cell that is there; its type goes, its style stays."""
    patroon = re.compile(rb'<c r="%s"([^>]*?)(?:/>|>.*?</c>)' % cel.encode(), re.DOTALL)

    def nieuw(oud: re.Match[bytes]) -> bytes:
        opmaak = re.sub(rb'\st="[^"]*"', b"", oud[1])
        return b'<c r="%s"%s><v>%s</v></c>' % (cel.encode(), opmaak, repr(getal).encode())

    return patroon.sub(nieuw, xml, count=1)
