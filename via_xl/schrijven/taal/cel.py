"""What stands in a cell: a formula with its value, and how it looks by its role and its unit."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from via_xl.basis.datum import serienummer
from via_xl.basis.maat import Maat, Ruw
from via_xl.schrijven.boek import NIET_GELADEN, VOLGT, Adres, Blad, Validatie, Volgt
from via_xl.schrijven.raster import Waarde


class Aanzien(StrEnum):
    """The role of a cell, which decides its look: what is typed, what is calculated, what it comes to."""

    INVOER = "invoer"
    WERK = "werk"
    UITKOMST = "uitkomst"
    REGEL = "regel"
    SLOT = "slot"


class Tabkleur(StrEnum):
    """The colour of a sheet's tab, by what the sheet is for."""

    REKENEN = "#1F4E78"
    INVOER = "#F2C94C"
    UITKOMST = "#548235"
    HERKOMST = "#7F7F7F"
    CONTROLE = "#C00000"


class F(Struct, frozen=True):
    """A formula and the value the engine gives it; without one it is that of the cell to which the formula refers."""

    formule: str
    waarde: Ruw | Volgt = VOLGT


class Vak(Struct, frozen=True):
    """A cell of a row that is no block and no table: what it holds, its unit, its look and its name.

    ``opmaak`` is the name of a style; without one it is that of a step in the unit. ``tot``: it runs on to so many
    columns further than where the row begins. ``regel`` is the rule for what may be typed, ``link`` the sheet that one goes to.
    """

    inhoud: F | Ruw
    maat: Maat = Maat.TEKST
    opmaak: str = ""
    als: str = ""
    tot: int = 0
    regel: Validatie | None = None
    link: str = ""


def stijl(aanzien: Aanzien, maat: Maat) -> str:
    """The style of a cell: ``stijl(Aanzien.WERK, Maat.EURO) == "werk.euro"``."""
    return f"{aanzien}.{maat}"


def in_formulecel(maat: Maat, ruw: Ruw) -> Waarde:
    """What a formula cell holds of a value as the engine has it: a date as its number, and nothing as a blank text.

    >>> in_formulecel(Maat.EURO, None), in_formulecel(Maat.DATUM, date(2024, 1, 1))
    ('', 45292)
    """
    inhoud = maat.in_cel(ruw)
    if isinstance(inhoud, date):
        return serienummer(inhoud)
    return "" if inhoud is None else inhoud


def van_formule(maat: Maat, waarde: Ruw | Volgt) -> Waarde | Volgt:
    """The same, of a value that may be that of the cell to which the formula refers."""
    return waarde if isinstance(waarde, Volgt) else in_formulecel(maat, waarde)


def zet_formule(blad: Blad, rij: int, kol: int, inhoud: F, maat: Maat, opmaak: str) -> Adres:
    """Put a formula in a cell: one with a function of our own, one that hangs on such a cell, or any other."""
    if "VIA_" in inhoud.formule:
        return blad.udf(rij, kol, inhoud.formule, opmaak)
    waarde = van_formule(maat, inhoud.waarde)
    return blad.formule(rij, kol, inhoud.formule, waarde, opmaak, udf=waarde == NIET_GELADEN)
