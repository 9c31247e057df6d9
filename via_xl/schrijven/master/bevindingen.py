"""The table on Controles in which the macro Controleer puts what it finds; it starts with one blank row.

Only in the edition with macros; the command says the same on screen.
"""

from __future__ import annotations

from via_xl.schrijven.boek import Blad, TabelKolom

TABEL = "tblBevindingen"

KOLOMMEN: tuple[tuple[str, str], ...] = (
    ("Gecontroleerd op", "datum"),
    ("Wat", "alinea"),
    ("Blad", "tekst"),
    ("Cel", "tekst"),
    ("Ernst", "tekst"),
    ("Wat te doen", "alinea"),
)
"""Headers and number formats, in the order of the sheet's columns."""


def zet(blad: Blad) -> None:
    """Place the table below the checks: nothing stands under it, so that it can grow."""
    rij = blad.cellen.hoeken()[1][0] + 3
    blad.zet(rij, 0, "Bevindingen van de macro Controleer", "kopje")
    kolommen = [TabelKolom(kop, [], f"werk.{stijl}") for kop, stijl in KOLOMMEN]
    blad.tabel(TABEL, rij + 1, 0, kolommen)
    blad.hoogtes[rij + 1] = 27
