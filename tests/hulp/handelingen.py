"""A handeling on inputs that are in no file: what it changes, and the regeling that it gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from via_xl.lezen.master import Master
from via_xl.regeling.model import Regeling
from via_xl.wijzigen.handeling import Handeling
from via_xl.wijzigen.wijziging import Wijziging


def wijzig(
    handeling: Handeling, regeling: Regeling, *, bestand: str = "m.xlsx", heden: date | None = None, **opgaven: Any
) -> Wijziging:
    """What is changed in a master of these inputs that shows 2024."""
    return handeling.werk_uit(Master(Path(bestand), regeling, 2024, None, {}), heden, **opgaven)


def na(handeling: Handeling, regeling: Regeling, **alles: Any) -> Regeling:
    """The inputs with the change in them."""
    return wijzig(handeling, regeling, **alles).toegepast(regeling)
