"""A sheet with its heading: title, one sentence of explanation, and the overall flag."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.schrijven.boek import Adres, Blad, Boek
from via_xl.schrijven.taal.blok import BEGIN
from via_xl.schrijven.taal.cel import F, Tabkleur, van_formule
from via_xl.schrijven.taal.stapel import Stapel

VLAG = "Alles_in_orde"
"""The defined name of the overall flag; every sheet shows it."""


def toon_vlag(blad: Blad, vlag: str, rij: int = 2) -> None:
    """Show the overall flag, of which this is the value."""
    blad.formule(rij, 0, f'"Controles: "&{VLAG}', f"Controles: {vlag}", "vlag")


def kop(blad: Blad, titel: str | F, uitleg: str, *, vlag: str | None, vlag_rij: int = 2) -> None:
    """Title, one sentence of explanation, and the overall flag (its value, or None on the sheet that has it)."""
    if isinstance(titel, F):
        blad.formule(0, 0, titel.formule, titel.waarde, "titel")
    else:
        blad.zet(0, 0, titel, "titel")
    blad.hoogtes[0] = 24
    blad.zet(1, 0, uitleg, "uitleg")
    if vlag is not None:
        toon_vlag(blad, vlag, vlag_rij)


def naast_vlag(blad: Blad, inhoud: str | int | F, opmaak: str = "vet", kol: int = 3) -> Adres:
    """Say beside the flag how things stand: concept or definitief, and of which version. Gives the cell."""
    if isinstance(inhoud, F):
        return blad.formule(2, kol, inhoud.formule, van_formule(Maat.TEKST, inhoud.waarde), opmaak)
    return blad.zet(2, kol, inhoud, opmaak)


def begin_blad(
    boek: Boek,
    naam: str,
    *,
    kleur: Tabkleur | None,
    kopregel: str,
    uitleg: str,
    titel: str | F = "",
    vlag: str | None = "OK",
    begin: int = BEGIN,
    beschermd: bool = True,
) -> Stapel:
    """Add a sheet with its heading; gives the stack for what stands below that.

    Args:
        boek: the workbook.
        naam: the name of the sheet, and its title unless that is another.
        kleur: what it is for.
        kopregel: the header of its printed pages.
        uitleg: the sentence under the title.
        titel: its title, also as a formula.
        vlag: the value of the overall flag; None on a sheet that doesn't show it.
        begin: the row (from 0) at which the stack begins.
        beschermd: whether only inputs may be changed; a table on such a sheet cannot grow.
    """
    blad = boek.blad(naam, kleur=str(kleur or ""), kopregel=kopregel, beschermd=beschermd)
    kop(blad, titel or naam, uitleg, vlag=vlag)
    return Stapel(blad, begin)
