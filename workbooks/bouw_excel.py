"""Build everything of the Excel side that is kept in the repo, the same on every platform.

    python workbooks/bouw_excel.py

From the UDFs and the register of macros the generated VBA and the ribbon; from those texts and the VBA of xlwings the
two VBA projects (``via_xl/excel/vba/*.bin``); and from those ``via_master.xlsm`` and ``via_xl.xlam``. Needs pyOpenVBA,
which comes with the extra ``test``.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from pathlib import Path

import xlwings
from pyopenvba import ExcelFile
from pyopenvba.cfb import CFB
from pyopenvba.vba import compress, parse_vba_project, serialize_dir_stream, write_back_modules

from via_xl.excel.bouwen import BESTAND, NAMENLIJST, VBA, addin, bouw_addin
from via_xl.excel.vbatekst import gemaakte_teksten
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.regeling.model import Editie
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import VBA as MASTERVBA
from via_xl.schrijven.master import maak_master
from via_xl.schrijven.master.instellingen import PROJECT
from via_xl.wijzigen.mastermaken import maak_masterbestand

HIER = Path(__file__).parent
GEGEVENS = HIER / "gegevens"
BRON = HIER.parent / "via_xl" / "excel" / "vba"
JAAR = 2024

GEMEEN = (
    *("modViaStart", "modViaVragen", "modViaVenster", "modViaBereik", "modViaServer"),
    *("modViaUdfs", "modViaUdfHelp", "modViaMacros"),
)
LINT = "modViaLint"
WERKBOEK = "ThisWorkbook"
NIETS_GECOMPILEERD = bytes.fromhex("CC61FFFF000000")
GEEN_COOKIE = 0xFFFF


def modules(*, invoegtoepassing: bool) -> dict[str, str]:
    """The VBA modules of the master or of the add-in: name and text, with the line ends of VBA."""
    namen = (*GEMEEN, LINT) if invoegtoepassing else GEMEEN
    teksten = {"xlwings": xlwings_tekst(invoegtoepassing=invoegtoepassing)}
    teksten |= {naam: (BRON / f"{naam}.bas").read_text("utf-8") for naam in namen}
    teksten[WERKBOEK] = (BRON / f"{WERKBOEK}.cls").read_text("utf-8")
    return {naam: "\r\n".join(tekst.splitlines()) + "\r\n" for naam, tekst in teksten.items()}


def xlwings_tekst(*, invoegtoepassing: bool) -> str:
    """The VBA of xlwings as its package brings it, with our project name: so it has settings of its own.

    Its own subs stay out of the list of macros. The add-in takes the variant that works on the active workbook.
    """
    naam = "xlwings_custom_addin.bas" if invoegtoepassing else "xlwings.bas"
    tekst = Path(xlwings.__file__).with_name(naam).read_text("cp1252")
    tekst, aantal = re.subn(r'(PROJECT_NAME As String = )"\w+"', rf'\1"{PROJECT}"', tekst)
    kop, regeleinde, rest = tekst.partition("\n")
    if aantal != 1 or not kop.startswith("Attribute VB_Name"):
        raise ValueError(f"{naam} is anders dan verwacht")
    return f"{kop}{regeleinde}Option Private Module\n{rest}"


def vba_project(boek: Boek, teksten: dict[str, str]) -> bytes:
    """The VBA project of a workbook: a document module for it and for each sheet, and these modules."""
    from msgspec.structs import replace

    with tempfile.TemporaryDirectory() as tijdelijk:
        pad = Path(tijdelijk) / "leeg.xlsm"
        kaal = replace(boek, vba=None)
        kaal.bewaar(pad)
        with ExcelFile(pad) as bestand:
            bestand.add_vba_project()
            project = bestand.vba_project()
            for naam, tekst in teksten.items():
                if naam != WERKBOEK:
                    project.add_module(naam, tekst)
            kop = bestand.get_module(WERKBOEK)
            bestand.set_module(WERKBOEK, kop + teksten[WERKBOEK] if kop.startswith("Attribute") else teksten[WERKBOEK])
            bestand.save()
        with ExcelFile(pad) as klaar:
            return zonder_gecompileerd(klaar.vba_project_bytes())


def zonder_gecompileerd(container: bytes) -> bytes:
    """A VBA project with nothing compiled in it, as MS-OVBA (1.6, 2.3.4.1) wants it from who isn't Office.

    Else Excel may run what the template had compiled in the place of our text.
    """
    cfb = CFB.from_bytes(container)
    project = parse_vba_project(cfb)
    project.project_cookie = GEEN_COOKIE
    for module in project.modules:
        module.cookie, module.dirty = GEEN_COOKIE, True  # dirty is written anew, from its text alone
    write_back_modules(cfb, project)
    cfb.write_stream_in_storage("VBA", "dir", compress(serialize_dir_stream(project)))
    cfb.write_stream_in_storage("VBA", "_VBA_PROJECT", NIETS_GECOMPILEERD)
    return cfb.to_bytes()


def schrijf_teksten() -> None:
    """The generated VBA, the ribbon and the names that the add-in knows."""
    for naam, tekst in gemaakte_teksten().items():
        (BRON / naam).write_text(tekst, encoding="utf-8", newline="\n")
    (BRON / NAMENLIJST).write_text(namenlijst(), encoding="utf-8", newline="\n")


def namenlijst() -> str:
    """The spellings of the region's gemeenten, the official name of each first."""
    regeling, _ = lees_gegevensmap(GEGEVENS)
    if regeling is None:
        raise ValueError(f"{GEGEVENS} bevat fouten")
    uit = io.StringIO()
    schrijver = csv.writer(uit, lineterminator="\n")
    schrijver.writerow(("naam", "code"))
    for gemeente in regeling.gemeenten:
        namen = [gemeente.naam, *(rij.naam for rij in regeling.namen if rij.code == gemeente.code)]
        schrijver.writerows((naam, gemeente.code) for naam in dict.fromkeys(namen))
    return uit.getvalue()


def main() -> None:
    """Build all of it."""
    schrijf_teksten()
    regeling, _ = lees_gegevensmap(GEGEVENS)
    if regeling is None:
        raise ValueError(f"{GEGEVENS} bevat fouten")
    for pad in (BRON / VBA, BRON / Path(MASTERVBA).name):
        pad.touch()  # the workbooks are first made to know their sheets
    master = maak_master(regeling, JAAR, editie=Editie.MET_MACROS)
    (BRON / Path(MASTERVBA).name).write_bytes(vba_project(master, modules(invoegtoepassing=False)))
    (BRON / VBA).write_bytes(vba_project(addin(), modules(invoegtoepassing=True)))
    bouw_addin(HIER / BESTAND)
    for editie in Editie:
        doel = HIER / f"via_master{editie}"
        doel.unlink(missing_ok=True)
        maak_masterbestand(GEGEVENS, doel, JAAR)
        print(f"Gemaakt: {doel}")
    print(f"Gemaakt: {HIER / BESTAND}")


if __name__ == "__main__":
    main()
