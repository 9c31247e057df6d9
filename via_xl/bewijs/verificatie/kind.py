"""The checks in a child process: whatever a file from outside does to it, the command answers."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from via_xl.bewijs.verificatie import Antwoord, doe
from via_xl.bewijs.verificatie.versie import Versie


@lru_cache(maxsize=1)
def _versie(versiemap: Path, nu: Path | None, herbouwen: bool) -> Versie:
    return Versie(versiemap, nu, herbouwen)


def beantwoord(vast: tuple[Path, Path | None, bool], opdracht: tuple[str, str]) -> Antwoord:
    """One check of one file; what was read for an earlier one is remembered."""
    return doe(_versie(*vast), *opdracht)
