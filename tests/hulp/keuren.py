"""What a workbook is held against, and how it is opened for its values: in `make test` and by other programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

Keuring = Callable[[Path], list[str]]
"""What is found in a workbook; the fixture ``keur`` gives our own linter and, of the motoren, the schema validator."""

Heropener = Callable[[Path], Workbook]
"""Opens a workbook for its values; the fixture ``heropen`` gives what is cached and, of the motoren, LibreOffice's."""


def motor(soort: type) -> object:
    """A second engine as a parameter."""
    return pytest.param(soort, marks=pytest.mark.motoren)
