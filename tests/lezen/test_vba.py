"""The text of VBA modules, read without Excel, beside what olevba reads."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import VBA_Parser

from via_xl.lezen.vba import VbaFout, modules, werk

VBA = Path(__file__).parents[2] / "via_xl" / "excel" / "vba"


def _van_xlwings(naam: str) -> bytes:
    """A project that Excel itself saved."""
    spec = find_spec("xlwings")
    assert spec is not None
    assert spec.origin is not None
    with zipfile.ZipFile(Path(spec.origin).parent / naam) as pakket:
        return pakket.read("xl/vbaProject.bin")


PROJECTEN = {
    "our master": (VBA / "master.bin").read_bytes,
    "our add-in": (VBA / "addin.bin").read_bytes,
    "a workbook saved by Excel": lambda: _van_xlwings("quickstart_standalone.xlsm"),
    "a large add-in saved by Excel": lambda: _van_xlwings("addin/xlwings.xlam"),
}


@pytest.mark.parametrize("project", PROJECTEN)
def test_every_module_reads_as_olevba_reads_it(project: str) -> None:
    inhoud = PROJECTEN[project]()
    gevonden = {
        stroom.split("/")[-1]: tekst.replace("\r\n", "\n")
        for _, stroom, _, tekst in VBA_Parser("x.bin", data=inhoud).extract_all_macros()
    }
    assert len(gevonden) > 3
    assert {naam: tekst.replace("\r\n", "\n") for naam, tekst in modules(inhoud).items()} == gevonden


def test_what_the_editor_changes_is_no_work_and_everything_else_is() -> None:
    tekst = 'Attribute VB_Name = "M"\r\nSub Hallo()\r\n    MsgBox "x"\r\nEnd Sub\r\n'
    assert werk(tekst) == werk('sub  hallo()\n\nmsgbox "x"\nEND SUB')
    assert werk(tekst) != werk(tekst.replace('"x"', '"y"'))
    assert werk('Attribute VB_Name = "Blad1"\r\nAttribute VB_Base = "0{0}"\r\n\r\n') == ""


@pytest.mark.parametrize("inhoud", [b"", b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1"), bytes(4096)])
def test_what_is_no_project_is_said_to_be_none(inhoud: bytes) -> None:
    with pytest.raises(VbaFout):
        modules(inhoud)


@given(st.data())
def test_a_damaged_project_never_gives_another_error(data: st.DataObject) -> None:
    goed = (VBA / "master.bin").read_bytes()
    plek = data.draw(st.integers(0, len(goed) - 1))
    kapot = bytearray(goed[: data.draw(st.sampled_from([plek + 1, len(goed)]))])
    kapot[plek] = data.draw(st.integers(0, 255))
    with suppress(VbaFout):
        assert isinstance(modules(bytes(kapot)), dict)
