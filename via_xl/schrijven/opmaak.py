"""The older notation of a sheet, in rows and columns that are counted; :mod:`via_xl.schrijven.taal` is the one to use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from via_xl.schrijven.boek import Adres, Blad
from via_xl.schrijven.taal.bereik import Bereik, Plek
from via_xl.schrijven.taal.blad import VLAG, kop
from via_xl.schrijven.taal.cel import F
from via_xl.schrijven.taal.grafiek import Grafiek
from via_xl.schrijven.taal.keuzelijst import keuzelijst

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["VLAG", "F", "keuzelijst", "kop", "rij", "staafgrafiek"]


def rij(blad: Blad, r: int, label: str, inhoud: F, stijl: str, uitleg: str = "", kol: int = 0) -> Adres:
    """A labelled row: label, formula, explanation. Gives the address of the formula."""
    blad.zet(r, kol, label, "werk.tekst")
    adres = blad.formule(r, kol + 1, inhoud.formule, inhoud.waarde, stijl)
    if uitleg:
        blad.zet(r, kol + 2, uitleg, "uitleg.tekst")
    return adres


def staafgrafiek(
    titel: str, categorieen: Plek, reeksen: Sequence[tuple[Adres | str, Plek]], plek: tuple[int, int], **opties: Any
) -> Callable[[Workbook, Worksheet], None]:
    """A bar chart of fixed ranges; the options are those of :class:`via_xl.schrijven.taal.grafiek.Grafiek`."""

    def vast(bereik: Plek) -> Bereik:
        return lambda: bereik

    grafiek = Grafiek(titel, vast(categorieen), [(naam, vast(waarden)) for naam, waarden in reeksen], **opties)
    return grafiek.op(*plek)
