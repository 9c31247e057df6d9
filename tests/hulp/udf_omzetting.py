"""The functions through xlwings' own classic conversion, as on Windows: ``python -m hulp.udf_omzetting`` prints what comes back.

pywin32 is replaced by what the conversion touches of it, and a range by its values as COM gives them. That is for a process
of its own: nothing of it may stay behind in the tests.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

from hulp.udf_gevallen import GEVALLEN, Bereik, Geld

RANGE_IID = "{00020846-0000-0000-C000-000000000046}"
FOUTEN = {
    "#N/A": -2146826246,
    "#NUM!": -2146826252,
    "#VALUE!": -2146826273,
    "#REF!": -2146826265,
    "#DIV/0!": -2146826281,
}

Roep = Callable[[str, tuple[Any, ...]], Any]


_WERKBLAD = MagicMock()
"""The sheet, its book and its Excel: there, and never looked at."""


class Tijd(datetime):
    """A date as pywin32 hands it over: with a time zone, which means nothing."""


class Bereikobject:
    """A range: what xlwings asks of it in a call."""

    def __init__(self, waarden: tuple[tuple[Any, ...], ...]) -> None:
        self.Value = waarden if len(waarden) > 1 or len(waarden[0]) > 1 else waarden[0][0]
        self.Rows = SimpleNamespace(Count=len(waarden))
        self.Columns = SimpleNamespace(Count=len(waarden[0]))
        self.Row = self.Column = 1
        self.Worksheet = _WERKBLAD
        soort = SimpleNamespace(GetTypeAttr=lambda: SimpleNamespace(iid=RANGE_IID))
        self._oleobj_ = SimpleNamespace(GetTypeInfo=lambda: soort)


def _com_waarde(cel: Any) -> Any:
    if isinstance(cel, Geld):
        return Decimal(str(cel.bedrag))
    if isinstance(cel, datetime):
        return Tijd(cel.year, cel.month, cel.day, tzinfo=UTC)
    return FOUTEN.get(cel, cel) if isinstance(cel, str) else cel


def als_com(argument: Any) -> Any:
    """An argument as the VBA passes it on: a range as an object, all else as it is."""
    if isinstance(argument, Bereik):
        return Bereikobject(tuple(tuple(_com_waarde(cel) for cel in rij) for rij in argument.rijen))
    return _com_waarde(argument)


def installeer() -> Roep:
    """Put the stand-in in place and give what the VBA calls: the function's name and its arguments, to the answer."""
    for naam in ("win32api", "win32con", "win32gui", "win32process", "win32event", "win32timezone"):
        sys.modules[naam] = MagicMock()
    klassen = {naam: type(naam, (), {}) for naam in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass")}
    client = _module("win32com.client", Dispatch=lambda ding: ding, DispatchEx=None, gencache=MagicMock(), **klassen)
    util = _module("win32com.server.util", wrap=lambda ding: ding, unwrap=None)
    dispatcher, policy = _module("win32com.server.dispatcher"), _module("win32com.server.policy")
    policy.__dict__["DesignatedWrapPolicy"] = policy.__dict__["DefaultPolicy"] = object
    server = _module("win32com.server", util=util, dispatcher=dispatcher, policy=policy)
    _module("win32com", client=client, server=server)
    _module("pywintypes", TimeType=Tijd, com_error=OSError, error=OSError, IID=str)
    sys.modules["pythoncom"] = MagicMock(__file__="pythoncom")
    ctypes.windll = ctypes.oledll = ctypes.PyDLL = MagicMock()  # type: ignore[misc, assignment, attr-defined]

    import xlwings
    from xlwings import _xlwindows
    from xlwings import udfs as klassiek
    from xlwings.com_server import XLPython

    xlwings.engines.add(xlwings.Engine(impl=_xlwindows.engine))
    xlwings.engines.active = xlwings.engines["excel"]
    xlwings.func, xlwings.arg, xlwings.ret = klassiek.xlfunc, klassiek.xlarg, klassiek.xlret
    server_object, aanroeper = XLPython(), als_com(Bereik(((None,),)))

    def roep(functie: str, argumenten: tuple[Any, ...]) -> Any:
        return server_object.CallUDF("udfs", functie, argumenten, None, aanroeper)

    return roep


def _module(naam: str, **inhoud: Any) -> ModuleType:
    module = sys.modules[naam] = ModuleType(naam)
    module.__dict__.update(inhoud)
    return module


def main() -> None:
    """Every call, and what the wizard is told."""
    roep = installeer()
    uit = {geval.naam: roep(geval.functie, tuple(als_com(deel) for deel in geval.argumenten)) for geval in GEVALLEN}
    import udfs

    verteld = {
        naam: {
            "category": getattr(udfs, naam).__xlfunc__["category"],
            "volatile": getattr(udfs, naam).__xlfunc__["volatile"],
            "call_in_wizard": getattr(udfs, naam).__xlfunc__["call_in_wizard"],
            "args": [(arg["name"], arg["doc"]) for arg in getattr(udfs, naam).__xlfunc__["args"]],
        }
        for naam in udfs.UDFS
    }
    print(json.dumps({"uitkomsten": uit, "verteld": verteld}, allow_nan=False))


if __name__ == "__main__":
    main()
