"""Small helpers of the rules: how a group of rows and a month are named in a finding."""

from __future__ import annotations

from datetime import date


def aantal_urenregels(aantal: int) -> str:
    """``1 urenregel`` or ``12 urenregels``."""
    return "1 urenregel" if aantal == 1 else f"{aantal} urenregels"


def datum_nl(dag: date) -> str:
    """A date for a Dutch reader: ``datum_nl(date(2024, 3, 1)) == '1-3-2024'``."""
    return datum_nl(dag)
