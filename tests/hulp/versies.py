"""Versions of one year after each other: a master that changes, and the run on each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, uren
from via_xl.jaarrun import jaarrun
from via_xl.model import Regeling, Urenregel
from via_xl.schrijven.master import maak_master

LATER = replace(
    REGELING,
    uren=(
        uren(HB, 725),
        uren(OSS, 11550, medewerker="1001"),
        uren(OSS, 2575, medewerker="1002"),
        uren(BOEKEL, 175),
        uren(OSS, 9900, geldig=False),
    ),
)
"""The small region with other hours: Oss' line moved from November to March and a second medewerker, Boekel's line longer."""


def versies(map_: Path, *inhouden: Regeling, jaar: int = 2024) -> list[Path]:
    """A run on one master that holds these inputs in turn; gives the version folders."""
    map_.mkdir(parents=True, exist_ok=True)
    master = map_ / "via_master.xlsx"
    mappen = []
    for inhoud in inhouden:
        maak_master(inhoud, jaar).bewaar(master)
        mappen.append(jaarrun(master, jaar).map)
    return mappen


def anders(regeling: Regeling, keuze: dict[int, dict[str, Any]]) -> Regeling:
    """The region with fields of these hour lines changed, by their place."""
    regels: list[Urenregel] = [replace(r, **keuze.get(nummer, {})) for nummer, r in enumerate(regeling.uren)]
    return replace(regeling, uren=tuple(regels))


@contextmanager
def definitief() -> Iterator[None]:
    """Inside the context nothing keeps a settlement a concept."""
    with pytest.MonkeyPatch.context() as even:
        for module in ("via_xl.jaarrun", "via_xl.rekenen.vaststelling"):
            even.setattr(f"{module}.redenen_concept", lambda *_: ())
        yield
