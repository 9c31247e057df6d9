# ruff: noqa: N801, N802 - the members are named as Excel and pywin32 name them
"""A stand-in for pywin32 and for the Windows calls of ctypes: just what xlwings asks of them.

Only modules are made here; the Excel behind them is in :mod:`hulp.nepexcel`.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import ModuleType, SimpleNamespace
from typing import Any

RANGE_IID = "{00020846-0000-0000-C000-000000000046}"
DISP_E_EXCEPTION = -2147352567
DISP_E_UNKNOWNNAME = -2147352570
EXCEL_FOUT = -2146827284


class error(Exception):
    """pywintypes.error."""


class com_error(Exception):
    """pywintypes.com_error: four arguments, also by name."""

    def __init__(self, hresult: int, strerror: str = "", excepinfo: Any = None, argerror: Any = None) -> None:
        super().__init__(hresult, strerror, excepinfo, argerror)
        self.hresult = hresult
        self.strerror = strerror
        self.excepinfo = excepinfo
        self.argerror = argerror


def excel_fout(tekst: str, scode: int = EXCEL_FOUT) -> com_error:
    """The error with which Excel refuses a call."""
    bron = (0, "Microsoft Excel", tekst, "xlmain11.chm", 0, scode)
    return com_error(DISP_E_EXCEPTION, "Exception occurred.", bron, None)


class Tijd(datetime):
    """pywintypes.datetime: how a VT_DATE arrives, always with a time zone."""


class IID(str):
    """A GUID; equal whatever its case."""

    def __new__(cls, tekst: str) -> IID:
        return super().__new__(cls, tekst.upper())


class _Ole:
    """The ``_oleobj_`` of a COM object: who it is, and that it has no such member."""

    def __init__(self, iid: str) -> None:
        self._iid = IID(iid)

    def GetIDsOfNames(self, _locale: int, naam: str) -> int:
        raise com_error(DISP_E_UNKNOWNNAME, f"Unknown name: {naam}")

    def GetTypeInfo(self) -> Any:
        return SimpleNamespace(
            GetTypeAttr=lambda: SimpleNamespace(iid=self._iid),
            GetDocumentation=lambda _nummer: ("Range", None, 0, None),
        )


class CDispatch:
    """The base of every COM object: what has no such member fails, as in pywin32, and never waits for it."""

    _iid = "{00000000-0000-0000-0000-000000000000}"

    @property
    def _oleobj_(self) -> _Ole:
        return _Ole(self._iid)


class DispatchBaseClass:
    """Never used: xlwings asks whether an object is one."""


class CoClassBaseClass:
    """Never used: xlwings asks whether an object is one."""


class PyIDispatch:
    """The type of a raw COM pointer; the stand-in hands over the objects themselves."""


def kaal(waarde: Any) -> Any:
    """The object within xlwings' wrapper that tries again when Excel is busy."""
    while "_inner" in getattr(waarde, "__dict__", {}):
        waarde = waarde.__dict__["_inner"]
    return waarde


class _MetKopie(ModuleType):
    """A module that gives a do-nothing function for what it doesn't define."""

    def __getattr__(self, naam: str) -> Any:
        if naam.startswith("__"):
            raise AttributeError(naam)
        return lambda *_args, **_rest: 0


def _module(naam: str, **inhoud: Any) -> ModuleType:
    module = _MetKopie(naam)
    module.__dict__.update(inhoud)
    return module


Vensters = Callable[[], dict[int, Any]]
"""The running instances of Excel by window handle, the foreground one first."""


def modules(vensters: Vensters, melding: Callable[[int, str, str, int], int]) -> dict[str, ModuleType]:
    """The modules of pywin32, over these instances of Excel; ``melding`` gets every message box, and gives what is clicked."""

    def dispatch(wie: Any, **_rest: Any) -> Any:
        wie = kaal(wie)
        if isinstance(wie, str):
            raise excel_fout("De proef start geen Excel.")
        return wie

    def messagebox(venster: int, tekst: str, titel: str, stijl: int) -> int:
        return melding(venster, tekst, titel, stijl)

    kind = {"XLDESK": 0, "EXCEL7": 0}
    client = _module(
        "win32com.client",
        CDispatch=CDispatch,
        CoClassBaseClass=CoClassBaseClass,
        DispatchBaseClass=DispatchBaseClass,
        Dispatch=dispatch,
        DispatchEx=dispatch,
        gencache=SimpleNamespace(EnsureModule=lambda *_args, **_rest: None),
    )
    policy = _module("win32com.server.policy", DefaultPolicy=object)
    util = _module("win32com.server.util", wrap=lambda obj, *_args, **_rest: obj, unwrap=_geen_verpakking)
    dispatcher = _module("win32com.server.dispatcher")
    server = _module("win32com.server", policy=policy, util=util, dispatcher=dispatcher, __path__=[])
    pythoncom = _module(
        "pythoncom",
        com_error=com_error,
        ole_error=com_error,
        IID_IDispatch=IID("{00020400-0000-0000-C000-000000000046}"),
        TypeIIDs={IID("{00020400-0000-0000-C000-000000000046}"): PyIDispatch},
        CoInitialize=lambda *_args: None,
    )
    pythoncom.__file__ = "pythoncom.dll"
    return {
        "pywintypes": _module(
            "pywintypes", com_error=com_error, error=error, TimeType=datetime, IID=IID, datetime=Tijd
        ),
        "pythoncom": pythoncom,
        "win32api": _module("win32api", MessageBox=messagebox, error=error),
        "win32con": _module(
            "win32con",
            MB_OK=0,
            MB_OKCANCEL=1,
            MB_YESNOCANCEL=3,
            MB_YESNO=4,
            MB_ICONWARNING=0x30,
            MB_ICONINFORMATION=0x40,
        ),
        "win32event": _module("win32event"),
        "win32gui": _module("win32gui", FindWindowEx=lambda ouder, _na, klasse, _titel: ouder if klasse in kind else 0),
        "win32process": _module("win32process", GetWindowThreadProcessId=lambda venster: (1, vensters()[venster]._pid)),
        "win32timezone": _module("win32timezone", TimeZoneInfo=SimpleNamespace(utc=lambda: UTC)),
        "win32com": _module("win32com", client=client, server=server, __path__=[]),
        "win32com.client": client,
        "win32com.server": server,
        "win32com.server.policy": policy,
        "win32com.server.util": util,
        "win32com.server.dispatcher": dispatcher,
    }


def _geen_verpakking(obj: Any) -> Any:
    raise com_error(DISP_E_EXCEPTION, "not a wrapped object", None, None) if obj is None else TypeError(type(obj))


@contextmanager
def ctypes_van_windows(vensters: Vensters) -> Iterator[None]:
    """``ctypes`` with windll, oledll and a PyDLL of pythoncom, for as long as this takes."""

    def eerste(_ouder: Any) -> int:
        return next(iter(vensters()), 0)

    def volgende(venster: int, _richting: int) -> int:
        rij = list(vensters())
        plaats = rij.index(venster) + 1
        return rij[plaats] if plaats < len(rij) else 0

    def toegankelijk(venster: int, _soort: int, _guid: Any, wijzer: Any) -> int:
        if venster not in vensters():
            raise OSError(f"geen venster {venster}")
        wijzer._obj.value = venster
        return 0

    def uit_wijzer(wijzer: Any, _guid: Any, _houd: bool) -> Any:
        return SimpleNamespace(Application=vensters()[wijzer.value])

    toen = {naam: getattr(ctypes, naam, None) for naam in ("windll", "oledll", "PyDLL")}
    user32 = SimpleNamespace(GetTopWindow=eerste, GetWindow=volgende, GetForegroundWindow=lambda: eerste(None))
    user32.SetForegroundWindow = user32.SetWindowPos = lambda *_args: 1
    vervangers: dict[str, Any] = {
        "windll": SimpleNamespace(user32=user32),
        "oledll": SimpleNamespace(
            ole32=SimpleNamespace(CLSIDFromString=lambda *_args: 0),
            oleacc=SimpleNamespace(AccessibleObjectFromWindow=toegankelijk),
        ),
        "PyDLL": lambda _pad: SimpleNamespace(PyCom_PyObjectFromIUnknown=uit_wijzer),
    }
    for naam, vervanger in vervangers.items():
        setattr(ctypes, naam, vervanger)
    try:
        yield
    finally:
        for naam, oud in toen.items():
            if oud is None:
                delattr(ctypes, naam)
            else:
                setattr(ctypes, naam, oud)


@contextmanager
def in_plaats_van(nieuw: dict[str, ModuleType], opnieuw: Iterable[str]) -> Iterator[None]:
    """These modules in ``sys.modules``, and the packages ``opnieuw`` out of it; afterwards all as it was."""
    pakketten = tuple(opnieuw)

    def hoort_erbij(naam: str) -> bool:
        return naam in nieuw or naam.split(".", maxsplit=1)[0] in pakketten

    toen = {naam: module for naam, module in sys.modules.items() if hoort_erbij(naam)}
    for naam in toen:
        del sys.modules[naam]
    sys.modules.update(nieuw)
    try:
        yield
    finally:
        for naam in [naam for naam in sys.modules if hoort_erbij(naam)]:
            del sys.modules[naam]
        sys.modules.update(toen)
