"""The sheet Herkomst of a workbook that is made beside the master: by which program, and from what."""

from __future__ import annotations

from collections.abc import Iterable

from via_xl import __version__
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import Tabkleur, begin_blad

BLAD = "Herkomst"


def zet(boek: Boek, naam: str, uitleg: str, feiten: Iterable[tuple[str, str]]) -> None:
    """Add the sheet; ``naam`` is that of the workbook, ``feiten`` what there is to say and what it says."""
    s = begin_blad(boek, BLAD, kleur=Tabkleur.HERKOMST, kopregel=f"{naam} · {BLAD}", uitleg=uitleg)
    s.breed({0: 30, 1: 90})
    s.feit("Programma, versie", f"ViA-XL {__version__}")
    for wat, inhoud in feiten:
        s.feit(wat, inhoud)
