"""The origin of an amount: the tree of precedents of a cell, down to the inputs and the documents they rest on."""

from __future__ import annotations

from pathlib import Path

from via_xl.bevinding import InvoerFout
from via_xl.bewijs.herkomst.boom import Boom
from via_xl.kindproces import Kind, KindGestopt
from via_xl.lezen.pakket import controleer_pakket

GEHEUGEN = 6 * 1024 * 2**20
"""Address space of the child; the master of the region needs a tenth of it."""

TIJD = 300.0
"""Seconds a tree may take; that of the region takes three."""

INGEKLAPT, UITGEKLAPT = 0, 500
"""Cells in a range that is unfolded: none on screen, where it would be in the way; many where it can be folded."""


def herkomst(pad: Path, cel: str, *, diepte: int, uitvouwen: int, met_master: bool = True) -> Boom:
    """The tree of a cell of a workbook, made in a child process: whatever a file from outside does, this goes on.

    Raises:
        InvoerFout: the file, the sheet or the cell is not there, is blank, or leads in a circle.
    """
    controleer_pakket(pad)
    try:
        with Kind("via_xl.bewijs.herkomst.onderzoek:onderzoek", None, geheugen=GEHEUGEN, tijd=TIJD) as kind:
            antwoord = kind.vraag((pad, cel, diepte, uitvouwen, met_master))
    except KindGestopt as fout:
        wat = "kost te veel tijd" if fout.te_lang else "is niet te lezen"
        raise InvoerFout(
            f"{pad.name} {wat}. Open het in Excel, sla het op als Excel-werkmap (.xlsx) en probeer het opnieuw."
        ) from fout
    if isinstance(antwoord, Boom):
        return antwoord
    raise InvoerFout(antwoord)
