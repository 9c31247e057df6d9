"""This PC, as far as installing goes, with stand-ins for what only Windows has."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hulp.nepwindows import OPTIES, NepShell, NepWinreg

import via_xl
from via_xl.excel import windows
from via_xl.excel.windows import Excelregister


def client(shell: NepShell, processen: list[tuple[str, int, int]]) -> Any:
    """``win32com.client`` on a PC with these processes: name, number, session."""

    class Wmi:
        def ExecQuery(self, vraag: str) -> list[Any]:  # noqa: N802
            return [
                SimpleNamespace(SessionId=sessie)
                for naam, nummer, sessie in processen
                if vraag.endswith((f"ProcessId = {nummer}", f"Name = '{naam}'"))
            ]

    return SimpleNamespace(Dispatch={"WScript.Shell": shell}.get, GetObject={"winmgmts:": Wmi()}.get)


@pytest.mark.parametrize(
    ("processen", "draait"),
    [
        ([("python.exe", os.getpid(), 1)], False),
        ([("python.exe", os.getpid(), 1), ("EXCEL.EXE", 99, 1)], True),
        ([("python.exe", os.getpid(), 1), ("EXCEL.EXE", 99, 2)], False),
    ],
    ids=["no Excel", "an Excel of this user", "an Excel of someone else on the same server"],
)
def test_this_pc_knows_its_folders_its_python_and_whether_excel_is_open(
    processen: list[tuple[str, int, int]], draait: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Scripts").mkdir()
    (tmp_path / "Scripts" / "via-xl.exe").touch()
    modules = {"win32com.client": client(NepShell(tmp_path), processen), "winreg": NepWinreg()}
    monkeypatch.setattr(windows, "import_module", modules.__getitem__)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Scripts" / "pythonw.exe"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "Jan"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
    pc = windows._windows()
    assert (pc.gebruikersmap, pc.bureaublad, pc.opstarten) == (
        tmp_path / "Jan",
        tmp_path / "Desktop",
        tmp_path / "Startup",
    )
    assert pc.invoegtoepassingen == tmp_path / "Roaming" / "Microsoft" / "AddIns"
    assert pc.python == tmp_path / "Scripts" / "python.exe"
    assert pc.programma == tmp_path / "Scripts" / "via-xl.exe"
    assert pc.pakket == Path(via_xl.__file__).parent
    assert pc.excel_draait() is draait
    assert pc.codering == "mbcs"


def test_a_place_that_hides_its_processes_is_taken_to_have_no_excel_open() -> None:
    def weiger(_: str) -> None:
        raise RuntimeError("com_error: geen toegang")

    assert windows._excel_draait(SimpleNamespace(GetObject=weiger)) is False


def test_the_registry_gives_texts_only_and_nothing_where_excel_was_never_used() -> None:
    winreg = NepWinreg()
    register = Excelregister(winreg)
    assert register.lees() == {}
    winreg.sleutels[OPTIES] = {"MenuKey": (47, winreg.REG_DWORD), "OPEN": ('"a.xlam"', winreg.REG_SZ)}
    assert register.lees() == {"OPEN": '"a.xlam"'}
