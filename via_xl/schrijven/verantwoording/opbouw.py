"""What the sheets of a jaarverantwoording have in common: the heading, the flag and the stamp of a concept."""

from __future__ import annotations

from via_xl.schrijven.boek import Blad, Boek
from via_xl.schrijven.taal import Stapel, Tabkleur, begin_blad, controleblad
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof


def begin(boek: Boek, stof: Verantwoordingsstof, naam: str, titel: str, uitleg: str) -> Stapel:
    """A sheet with its heading, and the stack for what stands below that; it prints on one page."""
    s = begin_blad(
        boek,
        naam,
        kleur=Tabkleur.UITKOMST,
        kopregel=f"{stof.kopregel} · {titel}",
        titel=f"{titel} · {stof.regeling.regio.kort} {stof.jaar}",
        uitleg=uitleg,
        vlag=None,
    )
    s.blad.paginas = (1, 1)
    return s


def stempel(blad: Blad, stof: Verantwoordingsstof, vlag: str) -> None:
    """The overall flag, and CONCEPT or DEFINITIEF."""
    controleblad.stempel(blad, stof.stand, vlag, concept=bool(stof.redenen))
