"""The .xlsm and the .xlam are sound packages that hold exactly the project's VBA, and the repo holds what the build gives."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import olefile
import pytest
from hulp import validator
from hulp.gemaakt import GEGEVENS
from hulp.vba import VBA, WERKBOEKEN, bouw
from oletools.olevba import VBA_Parser, decompress_stream

from via_xl.basis.vingerafdruk import vingerafdruk
from via_xl.bewijs.linter import lint
from via_xl.excel import bouwen
from via_xl.schrijven.boek import Boek
from via_xl.wijzigen.mastermaken import maak_masterbestand

OPNIEUW = "voer python workbooks/bouw_excel.py uit"


@pytest.fixture(params=["xlsm", "xlam"])
def pakket(request: pytest.FixtureRequest) -> Path:
    pad: Path = request.getfixturevalue(request.param)
    return pad


def _is_addin(pad: Path) -> bool:
    return pad.suffix == ".xlam"


def _delen(pad: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pad) as pakket:
        return {naam: pakket.read(naam) for naam in pakket.namelist()}


def _modules(pad: Path) -> dict[str, str]:
    """Module name → text, as olevba takes it out."""
    gelezen = VBA_Parser(str(pad))
    return {Path(naam).stem: tekst for _, _, naam, tekst in gelezen.extract_macros()}


# --- the text -----------------------------------------------------------------------------------------------


def test_olevba_takes_out_every_module_as_it_stands_in_the_source(pakket: Path) -> None:
    modules = _modules(pakket)
    for naam, tekst in bouw().modules(invoegtoepassing=_is_addin(pakket)).items():
        gevonden = modules.pop(naam)
        code = gevonden[gevonden.index("Option Explicit") :] if naam == "ThisWorkbook" else gevonden
        assert code == tekst, naam
    assert all(re.fullmatch(r"Sheet\d+", naam) for naam in modules)
    assert all("Option" not in tekst and "Sub " not in tekst for tekst in modules.values())


def test_the_add_in_has_the_ribbon_and_the_master_has_not(xlsm: Path, xlam: Path) -> None:
    assert "modViaLint" in _modules(xlam)
    assert "modViaLint" not in _modules(xlsm)
    assert _delen(xlam)["customUI/customUI14.xml"] == (VBA / "customUI14.xml").read_bytes()
    assert not [naam for naam in _delen(xlsm) if naam.startswith("customUI")]


def _records(map_stroom: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of the stream dir, by their number (MS-OVBA 2.3.4.2)."""
    delen, plaats = bytes(decompress_stream(bytearray(map_stroom))), 0
    while plaats + 6 <= len(delen):
        nummer, lengte = struct.unpack_from("<HI", delen, plaats)
        lengte = 6 if nummer == 0x09 else lengte  # PROJECTVERSION says four, and has two more
        yield nummer, delen[plaats + 6 : plaats + 6 + lengte]
        plaats += 6 + lengte


def test_nothing_compiled_stands_in_the_project(pakket: Path) -> None:
    ole = olefile.OleFileIO(_delen(pakket)["xl/vbaProject.bin"])
    assert ole.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("CC61FFFF000000")
    stromen = {pad[-1] for pad in ole.listdir()}
    assert not {naam for naam in stromen if naam.startswith("__SRP_")}
    records = list(_records(ole.openstream("VBA/dir").read()))
    namen = [inhoud.decode("cp1252") for nummer, inhoud in records if nummer == 0x1A]
    assert set(namen) == stromen - {"PROJECT", "PROJECTwm", "_VBA_PROJECT", "dir"}
    assert [inhoud for nummer, inhoud in records if nummer == 0x31] == [bytes(4)] * len(namen)
    assert {inhoud for nummer, inhoud in records if nummer in (0x13, 0x2C)} == {b"\xff\xff"}
    for naam in namen:
        tekst = bytes(decompress_stream(bytearray(ole.openstream(f"VBA/{naam}").read())))
        assert tekst.startswith(f'Attribute VB_Name = "{naam}"'.encode("cp1252"))


# --- the package --------------------------------------------------------------------------------------------


def test_code_names_match_the_document_modules_one_to_one(pakket: Path) -> None:
    delen = _delen(pakket)
    project = olefile.OleFileIO(delen["xl/vbaProject.bin"]).openstream("PROJECT").read().decode("cp1252")
    documenten = re.findall(r"(?m)^Document=(\w+)/", project)
    bladen = sorted(naam for naam in delen if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", naam))
    codes = [re.search(rb'<workbookPr[^>]*codeName="(\w+)"', delen["xl/workbook.xml"])]
    codes += [re.search(rb'<sheetPr[^>]*codeName="(\w+)"', delen[naam]) for naam in bladen]
    assert all(codes)
    namen = [code[1].decode() for code in codes if code]
    assert sorted(namen) == sorted(documenten)
    assert len(set(namen)) == len(namen) == len(bladen) + 1


def test_the_project_has_no_reference_but_office_own(pakket: Path) -> None:
    from pyopenvba import ExcelFile

    met_xlsm = pakket.with_name(f"{pakket.stem}_lezen.xlsm")
    met_xlsm.write_bytes(pakket.read_bytes())
    with ExcelFile(met_xlsm) as bestand:
        assert {verwijzing.name.casefold() for verwijzing in bestand.references()} <= {"stdole", "office"}


def test_content_types_and_relationships_are_right(pakket: Path) -> None:
    delen = _delen(pakket)
    soorten = delen["[Content_Types].xml"].decode()
    hoofd = "addin.macroEnabled" if _is_addin(pakket) else "sheet.macroEnabled"
    assert f'PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.{hoofd}.main+xml"' in soorten
    assert 'Extension="bin" ContentType="application/vnd.ms-office.vbaProject"' in soorten
    werkboekrelaties = delen["xl/_rels/workbook.xml.rels"].decode()
    assert werkboekrelaties.count("http://schemas.microsoft.com/office/2006/relationships/vbaProject") == 1
    lint_relatie = 'Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"'
    assert delen["_rels/.rels"].decode().count(lint_relatie) == int(_is_addin(pakket))
    for naam in delen:  # every relationship leads somewhere
        if naam.endswith(".rels"):
            basis = Path(naam).parent.parent
            for doel in re.findall(r'Target="([^"]+)"(?![^>]*External)', delen[naam].decode()):
                plek = doel.lstrip("/") if doel.startswith("/") else (basis / doel).as_posix()
                assert _genormaliseerd(plek) in delen, f"{naam}: {doel}"


def _genormaliseerd(pad: str) -> str:
    delen: list[str] = []
    for deel in pad.split("/"):
        if deel == "..":
            delen.pop()
        elif deel != ".":
            delen.append(deel)
    return "/".join(delen)


@pytest.mark.motoren
def test_the_schema_validator_accepts_it(pakket: Path) -> None:
    assert validator.fouten(pakket) == []


def test_no_time_or_machine_stands_in_the_package(pakket: Path) -> None:
    with zipfile.ZipFile(pakket) as geopend:
        assert {deel.date_time for deel in geopend.infolist()} <= {(1980, 1, 1, 0, 0, 0), (2024, 1, 1, 0, 0, 0)}


def test_the_linter_finds_nothing_in_the_master_with_macros(xlsm: Path) -> None:
    assert [bevinding.regel() for bevinding in lint(xlsm)] == []


def test_each_button_on_start_calls_a_macro_of_this_workbook(xlsm: Path, masterboek: Boek) -> None:
    tekeningen = [inhoud.decode() for naam, inhoud in _delen(xlsm).items() if naam.endswith(".vml")]
    macros = {naam for tekst in tekeningen for naam in re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", tekst)}
    assert macros == {knop.macro for knop in masterboek.vind("Start").knoppen}


# --- the same each time -------------------------------------------------------------------------------------


def test_the_vba_projects_in_the_repo_are_what_their_text_gives(masterboek: Boek) -> None:
    opnieuw = bouw().vba_project(masterboek, bouw().modules(invoegtoepassing=False))
    assert opnieuw == bouwen.onderdeel("master.bin"), OPNIEUW
    opnieuw = bouw().vba_project(bouwen.addin(), bouw().modules(invoegtoepassing=True))
    assert opnieuw == bouwen.onderdeel(bouwen.VBA), OPNIEUW


def test_the_workbooks_in_the_repo_are_what_the_build_gives(tmp_path: Path, xlam: Path) -> None:
    nieuw = tmp_path / "via_master.xlsm"
    maak_masterbestand(GEGEVENS, nieuw, 2024)
    assert vingerafdruk(nieuw) == vingerafdruk(WERKBOEKEN / "via_master.xlsm"), OPNIEUW
    assert vingerafdruk(xlam) == vingerafdruk(WERKBOEKEN / bouwen.BESTAND), OPNIEUW
