"""ViA-XL: the yearly settlement of a regional working group, as workbooks that prove themselves.

In Python ``via_xl.open_master("via_master.xlsx").jaar(2024)`` is a year as pandas frames: :mod:`via_xl.vragen.inzage`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:  # a child that only recalculates would pay for it
    from typing import Any

__version__ = "0.1.0"

_INZAGE = ("open_master", "in_euro")


def __getattr__(naam: str) -> Any:
    """The Python interface, imported when it is used: with pandas it takes as long as half a run."""
    if naam in _INZAGE:
        from importlib import import_module

        return getattr(import_module("via_xl.vragen.inzage"), naam)
    raise AttributeError(f"module {__name__!r} has no attribute {naam!r}")
