"""Small helpers of the rules: how a group of rows is named in a finding."""

from __future__ import annotations


def aantal_urenregels(aantal: int) -> str:
    """``1 urenregel`` or ``12 urenregels``."""
    return "1 urenregel" if aantal == 1 else f"{aantal} urenregels"
