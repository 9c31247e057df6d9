"""Open the folder with the settlement workbooks of the chosen year."""

from __future__ import annotations

import re
from pathlib import Path

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.schijffout import reden
from via_xl.controle.jaarstand import kies_jaar
from via_xl.excel.macros.gedeeld import open_in_windows
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.toestand import eis_master, eis_op_schijf
from via_xl.lezen.master import lees_open_master
from via_xl.schrijven.macros import Macrouitkomst

_VERSIE = re.compile(r"v(\d+)\Z")


def voer_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Show the newest version of the year, in Windows' own window where there is one."""
    eis_op_schijf(boek)
    eis_master(boek)
    voortgang("Map zoeken", 0, 1)
    jaar = kies_jaar(lees_open_master(boek))
    jaarmap = boek.pad.parent / "afrekeningen" / str(jaar)
    nieuwste = _nieuwste(jaarmap)
    if nieuwste is None:
        raise InvoerFout(f"Van {jaar} is er nog geen afrekening in {jaarmap}. Doe eerst een jaarrun.")
    try:
        geopend = open_in_windows(nieuwste)
    except OSError as fout:
        raise InvoerFout(f"De map {nieuwste} kan niet worden geopend ({reden(fout)}).") from fout
    if not geopend:
        return Macrouitkomst(f"De afrekeningen van {jaar} staan in {nieuwste}.")
    return Macrouitkomst(f"De map met de afrekeningen van {jaar} is geopend: {nieuwste}.")


def _nieuwste(jaarmap: Path) -> Path | None:
    try:
        versies = {int(m[1]): pad for pad in jaarmap.iterdir() if (m := _VERSIE.match(pad.name)) and pad.is_dir()}
    except OSError:
        return None
    return versies[max(versies)] if versies else None
