"""Where a workbook lies on this PC: Excel calls one in a synced folder of OneDrive or SharePoint by its address on the web."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote


def plaats_op_schijf(volledige_naam: str) -> Path | None:
    """The file of a workbook with this full name, as xlwings finds it; None when it is on the web only."""
    if "://" not in volledige_naam:
        return Path(volledige_naam)
    from xlwings.utils import fullname_url_to_local_path

    for adres in dict.fromkeys((volledige_naam, unquote(volledige_naam))):
        with suppress(Exception):  # not found, found twice, or an address of another kind: each by an error of its own
            return Path(fullname_url_to_local_path(adres))
    return None
