"""Small helpers of the rules: how a group of rows is named in a finding."""

from __future__ import annotations

from via_xl.basis.opsomming import met_getal


def aantal_urenregels(aantal: int) -> str:
    """``1 urenregel`` or ``12 urenregels``."""
    return met_getal(aantal, "urenregel", "urenregels")
