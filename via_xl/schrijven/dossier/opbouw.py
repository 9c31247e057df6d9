"""What the sheets of a dossier have in common: heading, stamp, and the colours of a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from via_xl.schrijven.boek import Blad, Boek
from via_xl.schrijven.dossier.stof import Dossierstof
from via_xl.schrijven.stijl import FOUT_OPMAAK, GOED_OPMAAK, LET_OP_OPMAAK
from via_xl.schrijven.taal import Stapel, Tabkleur, begin_blad, controleblad, kolom

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

AANWEZIG, DEELS, ONTBREEKT, NIET_NODIG = "aanwezig", "deels", "ontbreekt", "niet van toepassing"
"""Verdicts on a question: is the answer there, in part, not at all, or is there nothing to answer."""
KOPHOOGTE = 28
"""The points of a table's header."""


def begin(boek: Boek, stof: Dossierstof, naam: str, uitleg: str) -> Stapel:
    """A sheet with its heading, and the stack for what stands below that."""
    kopregel = f"{stof.kopregel} · {naam}"
    return begin_blad(boek, naam, kleur=Tabkleur.REKENEN, kopregel=kopregel, uitleg=uitleg, vlag=None)


def stempel(blad: Blad, stand: str, vlag: str, kol: int) -> None:
    """The overall flag, and CONCEPT or DEFINITIEF."""
    controleblad.stempel(blad, stand, vlag, concept=stand.startswith("CONCEPT"), kol=kol)


def kleur_oordeel(s: Stapel, tabel: str) -> None:
    """Colours for the verdicts in the column Oordeel of a table."""

    def aanvulling(werkboek: Workbook, ws: Worksheet) -> None:
        for woord, opmaak in ((ONTBREEKT, FOUT_OPMAAK), (DEELS, LET_OP_OPMAAK), (AANWEZIG, GOED_OPMAAK)):
            opties = {"type": "cell", "criteria": "==", "value": f'"{woord}"', "format": werkboek.add_format(opmaak)}
            ws.conditional_format(*kolom(s.blad, tabel, "Oordeel")()[1:], opties)

    s.blad.aanvullingen.append(aanvulling)
