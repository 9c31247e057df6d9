"""Runs the checks in a child process: when a harmful file makes that crash or hang, the command itself goes on."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from via_xl.bewijs.verificatie import Antwoord, doe
from via_xl.bewijs.verificatie.versie import Versie


@lru_cache(maxsize=1)
def _versie(versiemap: Path, nu: Path | None, herbouwen: bool, gegeven: str) -> Versie:
    return Versie(versiemap, nu, herbouwen, gegeven)


def beantwoord(vast: tuple[Path, Path | None, bool, str], opdracht: tuple[str, str]) -> Antwoord:
    """Do one check of one file. The version folder is read once and kept for the checks that follow."""
    return doe(_versie(*vast), *opdracht)
