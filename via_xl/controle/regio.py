"""What a region says of itself is under a key that the program knows, and fit for a file name, a header and a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.regeling.model import Regeling
from via_xl.regeling.regio import ONDERWERPEN, PASSAGE, WOORDEN

_SLEUTELS = (*WOORDEN, *(f"{PASSAGE}{onderwerp}" for onderwerp in ONDERWERPEN))
_GEWOON = re.compile(r"[A-Za-zÀ-ÿ0-9]+([ -][A-Za-zÀ-ÿ0-9]+)*")
_KOP = re.compile(r"[A-Za-zÀ-ÿ0-9]+( [A-Za-zÀ-ÿ0-9]+)*")
_MAP = re.compile(r"\w[\w .-]*(/\w[\w .-]*)*")
_LANGST = 12
"""Of the short name: with year, code and version it must fit in the 35 characters of a payment reference."""


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each row of tblRegio that can't be used."""
    for rij in regeling.regiogegevens:
        sleutel = rij.sleutel.strip().casefold()
        if sleutel not in _SLEUTELS:
            wat = f'"{rij.sleutel}" is geen gegeven van een regio.'
            yield Bevinding.op(rij.plek, "sleutel", wat, f"Kies uit: {', '.join(_SLEUTELS)}.")
        elif wat := wat_mankeert(sleutel, rij.gegeven):
            yield Bevinding.op(
                rij.plek, "gegeven", f'{sleutel}: "{rij.gegeven}" {wat}.', "Kies een andere schrijfwijze."
            )


def wat_mankeert(sleutel: str, gegeven: str) -> str:
    """Why a region can't say this under a key, as the end of a sentence; "" when it can.

    >>> wat_mankeert("kort", "JP"), wat_mankeert("document", "Plan 2.0")
    ('', 'bevat meer dan letters, cijfers en spaties')
    """
    tekst = gegeven.strip()
    if any(teken in tekst for teken in '"{}\n'):
        return "bevat een aanhalingsteken, accolade of nieuwe regel"
    if sleutel == "kort" and (len(tekst) > _LANGST or not _GEWOON.fullmatch(tekst)):
        return f"is geen korte naam van letters, cijfers en streepjes, hoogstens {_LANGST} tekens"
    if sleutel == "document" and not _KOP.fullmatch(tekst):
        return "bevat meer dan letters, cijfers en spaties"
    if sleutel == "uren.bron" and tekst and not _MAP.fullmatch(tekst):
        return "is geen naam van een map naast de master, zoals uren of uren/2024"
    if sleutel == "factuur" and tekst.casefold() not in ("", "ja", "nee"):
        return "is geen ja of nee"
    return ""
