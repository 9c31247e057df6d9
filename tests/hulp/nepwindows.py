"""Stand-ins for what installing uses of Windows: the registry module ``winreg`` and the object ``WScript.Shell``."""

from __future__ import annotations

import json
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from via_xl.excel.windows import Computer, Excelregister, Snelkoppelingen

OPTIES = r"Software\Microsoft\Office\16.0\Excel\Options"
BELEID = r"Software\Policies\Microsoft\Windows\System"
DLLS = tuple(f"xlwings{bits}-{version('xlwings')}.dll" for bits in (32, 64))


class NepWinreg(Struct):
    """A registry of one user: per key the values with their kind."""

    HKEY_CURRENT_USER: str = "HKCU"
    REG_SZ: int = 1
    REG_DWORD: int = 4
    KEY_SET_VALUE: int = 2
    KEY_READ: int = 0x20019
    sleutels: dict[str, dict[str, tuple[Any, int]]] = field(default_factory=dict)

    @contextmanager
    def OpenKey(self, wortel: str, pad: str, gereserveerd: int = 0, toegang: int = 0x20019) -> Any:  # noqa: N802
        assert (wortel, gereserveerd) == ("HKCU", 0)
        if pad not in self.sleutels:
            raise FileNotFoundError(2, "bestaat niet", pad)
        yield pad, toegang

    @contextmanager
    def CreateKey(self, wortel: str, pad: str) -> Any:  # noqa: N802
        assert wortel == "HKCU"
        self.sleutels.setdefault(pad, {})
        yield pad, self.KEY_SET_VALUE

    def QueryInfoKey(self, sleutel: Any) -> tuple[int, int, int]:  # noqa: N802
        return 0, len(self.sleutels[sleutel[0]]), 0

    def EnumValue(self, sleutel: Any, nummer: int) -> tuple[str, Any, int]:  # noqa: N802
        naam, (waarde, soort) = list(self.sleutels[sleutel[0]].items())[nummer]
        return naam, waarde, soort

    def QueryValueEx(self, sleutel: Any, naam: str) -> tuple[Any, int]:  # noqa: N802
        if naam not in self.sleutels[sleutel[0]]:
            raise FileNotFoundError(2, "bestaat niet", naam)
        return self.sleutels[sleutel[0]][naam]

    def SetValueEx(self, sleutel: Any, naam: str, gereserveerd: int, soort: int, waarde: Any) -> None:  # noqa: N802
        assert (gereserveerd, sleutel[1]) == (0, self.KEY_SET_VALUE)
        self.sleutels[sleutel[0]][naam] = (waarde, soort)

    def DeleteValue(self, sleutel: Any, naam: str) -> None:  # noqa: N802
        assert sleutel[1] == self.KEY_SET_VALUE
        del self.sleutels[sleutel[0]][naam]


class _Lnk:
    def __init__(self, pad: Path) -> None:
        self._pad = pad
        was = json.loads(pad.read_text("utf-8")) if pad.exists() else {}
        self.TargetPath = was.get("doel", "")
        self.Arguments = was.get("argumenten", "")
        self.Description = was.get("uitleg", "")

    def Save(self) -> None:  # noqa: N802
        inhoud = {"doel": self.TargetPath, "argumenten": self.Arguments, "uitleg": self.Description}
        self._pad.write_text(json.dumps(inhoud), "utf-8")


class NepShell(Struct):
    """Shortcuts as JSON, and the user's folders."""

    map: Path

    def SpecialFolders(self, naam: str) -> str:  # noqa: N802
        return str(self.map / naam)

    def CreateShortcut(self, pad: str) -> _Lnk:  # noqa: N802
        assert pad.endswith(".lnk")
        return _Lnk(Path(pad))


def computer(
    schijf: Path, winreg: NepWinreg, *, excel_draait: bool = False, programma: bool = True, dlls: str = "Python311"
) -> Computer:
    """A PC on which nothing is installed; ``dlls`` is the folder in which pip put those of xlwings."""
    shell = NepShell(schijf)
    snelkoppelingen = Snelkoppelingen(shell)
    python = schijf / "Python311" / "python.exe"
    for naam in ("Desktop", "Startup", dlls):
        (schijf / naam).mkdir(parents=True, exist_ok=True)
    for dll in DLLS:
        (schijf / dlls / dll).touch()
    return Computer(
        gebruikersmap=schijf / "Jan",
        invoegtoepassingen=schijf / "Jan" / "AppData" / "Roaming" / "Microsoft" / "AddIns",
        bureaublad=snelkoppelingen.map("Desktop"),
        opstarten=snelkoppelingen.map("Startup"),
        python=python,
        programma=python.parent / "Scripts" / "via-xl.exe" if programma else None,
        pakket=python.parent / "Lib" / "site-packages" / "via_xl",
        register=Excelregister(winreg),
        snelkoppelingen=snelkoppelingen,
        excel_draait=lambda: excel_draait,
        codering="cp1252",
    )
