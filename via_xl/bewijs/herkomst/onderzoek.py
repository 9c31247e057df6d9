"""The work of the child process: one workbook, one cell, one tree."""

from __future__ import annotations

from pathlib import Path

from via_xl.basis.bevinding import GebruikersFout
from via_xl.bewijs.herkomst.boom import Boom
from via_xl.bewijs.herkomst.bouwer import bouw
from via_xl.bewijs.herkomst.plaats import eis_blad, vind
from via_xl.bewijs.herkomst.werkboek import Herkomstboek, bladnamen

Vraag = tuple[Path, str, int, int, bool]


def onderzoek(_vast: None, vraag: Vraag) -> Boom | str:
    """The tree, or the message why there is none."""
    pad, cel, diepte, uitvouwen, met_master = vraag
    try:
        eis_blad(cel, pad.name, bladnamen(pad))
        werkboek = Herkomstboek(pad)
        return bouw(werkboek, vind(werkboek, cel), diepte, uitvouwen, met_master=met_master)
    except GebruikersFout as fout:
        return fout.bericht
