"""An Excel of our own on Windows: started unseen, and gone afterwards whatever happened."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any


class GeenExcel(Exception):
    """There is no Excel on this PC, or it doesn't start; the text says what it or Windows said, or is empty."""


def is_er() -> bool:
    """Whether Excel is installed here, without starting it."""
    if sys.platform != "win32":
        return False
    register: Any = import_module("winreg")
    try:
        with register.OpenKey(register.HKEY_CLASSES_ROOT, r"Excel.Application\CLSID"):
            return True
    except OSError:
        return False


@contextmanager
def start_excel() -> Iterator[Any]:
    """The application, as xlwings gives it. Raises GeenExcel."""
    if sys.platform != "win32":
        raise GeenExcel
    try:
        app = import_module("xlwings").App(visible=False, add_book=False)
    except Exception as fout:  # whatever COM says when there is nothing to start
        raise GeenExcel(str(fout)) from fout
    try:
        app.display_alerts = False
        yield app
    finally:
        with suppress(Exception):
            app.quit()
        with suppress(Exception):  # gone already, when it listened
            app.kill()
