"""What installing touches on a Windows PC: folders, Excel's part of the registry, shortcuts.

Thin wrappers around ``winreg`` and ``WScript.Shell``, which are given to them, so that a test can put others there.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec import Struct

import via_xl
from via_xl.basis.bevinding import InvoerFout

_OPTIES = r"Software\Microsoft\Office\16.0\Excel\Options"
"""Where Excel 2016 and later keep what they load at start, for this user."""

_BELEID = r"Software\Policies\Microsoft\Windows\System"
"""Where an organisation forbids a user the command prompt."""


class Excelregister:
    """The text values of Excel's own options of this user."""

    def __init__(self, winreg: Any) -> None:
        self._winreg = winreg

    def lees(self) -> dict[str, str]:
        """Every text value by its name; none where Excel was never used."""
        uit: dict[str, str] = {}
        try:
            with self._winreg.OpenKey(self._winreg.HKEY_CURRENT_USER, _OPTIES) as sleutel:
                aantal = self._winreg.QueryInfoKey(sleutel)[1]
                for nummer in range(aantal):
                    naam, waarde, soort = self._winreg.EnumValue(sleutel, nummer)
                    if soort == self._winreg.REG_SZ:
                        uit[naam] = waarde
        except FileNotFoundError:
            pass
        return uit

    def opdrachtvenster_verboden(self) -> bool:
        """Whether the organisation forbids this user ``cmd.exe`` (the policy DisableCMD), with which Excel starts Python."""
        try:
            with self._winreg.OpenKey(self._winreg.HKEY_CURRENT_USER, _BELEID) as sleutel:
                return bool(self._winreg.QueryValueEx(sleutel, "DisableCMD")[0])
        except FileNotFoundError:
            return False

    def zet(self, naam: str, waarde: str) -> None:
        """Give a value a text, whether it was there or not."""
        with self._winreg.CreateKey(self._winreg.HKEY_CURRENT_USER, _OPTIES) as sleutel:
            self._winreg.SetValueEx(sleutel, naam, 0, self._winreg.REG_SZ, waarde)

    def verwijder(self, naam: str) -> None:
        """Take a value away."""
        schrijven = self._winreg.KEY_SET_VALUE
        with self._winreg.OpenKey(self._winreg.HKEY_CURRENT_USER, _OPTIES, 0, schrijven) as sleutel:
            self._winreg.DeleteValue(sleutel, naam)


class Snelkoppeling(Struct, frozen=True):
    """What a shortcut starts."""

    doel: str
    argumenten: str
    uitleg: str


class Snelkoppelingen:
    """Makes and reads ``.lnk`` files, through Windows' own scripting object."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell

    def map(self, naam: str) -> Path:
        """One of the user's own folders, wherever Windows or OneDrive keeps it."""
        return Path(str(self._shell.SpecialFolders(naam)))

    def lees(self, pad: Path) -> Snelkoppeling | None:
        """What a shortcut starts; None when there is none."""
        if not pad.exists():
            return None
        lnk = self._shell.CreateShortcut(str(pad))
        return Snelkoppeling(str(lnk.TargetPath), str(lnk.Arguments), str(lnk.Description))

    def maak(self, pad: Path, snelkoppeling: Snelkoppeling) -> None:
        """Write a shortcut, over an older one.

        Raises:
            OSError: Windows refuses.
        """
        lnk = self._shell.CreateShortcut(str(pad))
        lnk.TargetPath = snelkoppeling.doel
        lnk.Arguments = snelkoppeling.argumenten
        lnk.Description = snelkoppeling.uitleg
        try:
            lnk.Save()
        except Exception as fout:  # pywin32's own kind, of which the module is not there on other systems
            raise OSError(errno.EACCES, "geen toegang", str(pad)) from fout


class Computer(Struct, frozen=True):
    """The PC and its user, as far as installing goes.

    ``programma`` is the installed command (``via-xl.exe``), None where there is none. ``codering`` is how VBA reads
    a text file.
    """

    gebruikersmap: Path
    invoegtoepassingen: Path
    bureaublad: Path
    opstarten: Path
    python: Path
    programma: Path | None
    pakket: Path
    register: Excelregister
    snelkoppelingen: Snelkoppelingen
    excel_draait: Callable[[], bool]
    codering: str = "mbcs"


def deze_computer() -> Computer:
    """This PC.

    Raises:
        InvoerFout: it isn't Windows.
    """
    if sys.platform != "win32":
        raise InvoerFout(
            "Dit is voor Windows met Excel; op deze computer valt er niets te installeren. De opdracht via-xl doet "
            "hier het hele jaar."
        )
    return _windows()


def _windows() -> Computer:
    client: Any = import_module("win32com.client")
    snelkoppelingen = Snelkoppelingen(client.Dispatch("WScript.Shell"))
    python = Path(sys.executable).with_name("python.exe")
    return Computer(
        gebruikersmap=Path(os.environ["USERPROFILE"]),
        invoegtoepassingen=Path(os.environ["APPDATA"]) / "Microsoft" / "AddIns",
        bureaublad=snelkoppelingen.map("Desktop"),
        opstarten=snelkoppelingen.map("Startup"),
        python=python,
        programma=_programma(python),
        pakket=Path(via_xl.__file__).parent,
        register=Excelregister(import_module("winreg")),
        snelkoppelingen=snelkoppelingen,
        excel_draait=lambda: _excel_draait(client),
    )


def _programma(python: Path) -> Path | None:
    """The command that pip put beside this Python, or where it puts it for one user."""
    import sysconfig

    mappen = [python.parent, Path(sysconfig.get_path("scripts")), Path(sysconfig.get_path("scripts", "nt_user"))]
    return next(
        (programmamap / "via-xl.exe" for programmamap in mappen if (programmamap / "via-xl.exe").is_file()), None
    )


def _excel_draait(client: Any) -> bool:
    """Whether this user has an Excel; on a shared server others may have theirs."""
    try:
        wmi = client.GetObject("winmgmts:")
        zelf = f"SELECT * FROM Win32_Process WHERE ProcessId = {os.getpid()}"  # noqa: S608 - a number of our own
        hier = [p.SessionId for p in wmi.ExecQuery(zelf)]
        excels = [p.SessionId for p in wmi.ExecQuery("SELECT * FROM Win32_Process WHERE Name = 'EXCEL.EXE'")]
    except Exception:  # a place that hides its processes: the file that Excel holds tells it too
        return False
    return any(sessie in hier for sessie in excels)
