"""What sheets have in common: the heading with the overall flag, labelled rows, choices and charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from via_xl.schrijven.boek import Adres, Blad, Validatie, Waarde

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

VLAG = "Alles_in_orde"
"""The defined name of the overall flag; every sheet shows it."""

TABELRIJ = 4
"""The row (from 0) of a table's header on a sheet with one heading."""


@dataclass(frozen=True, slots=True)
class F:
    """A formula and the value the engine gives it."""

    formule: str
    waarde: Waarde


def kop(blad: Blad, titel: str | F, uitleg: str, *, vlag: str | None, vlag_rij: int = 2) -> None:
    """Title, one sentence of explanation, and the overall flag (its value, or None on the sheet that has it)."""
    if isinstance(titel, F):
        blad.formule(0, 0, titel.formule, titel.waarde, "titel")
    else:
        blad.zet(0, 0, titel, "titel")
    blad.hoogtes[0] = 24
    blad.zet(1, 0, uitleg, "uitleg")
    if vlag is not None:
        blad.formule(vlag_rij, 0, f'="Controles: "&{VLAG}', f"Controles: {vlag}", "vlag")


def rij(blad: Blad, r: int, label: str, inhoud: F, stijl: str, uitleg: str = "", kol: int = 0) -> Adres:
    """A labelled row: label, formula, explanation. Gives the address of the formula."""
    blad.zet(r, kol, label, "werk.tekst")
    adres = blad.formule(r, kol + 1, inhoud.formule, inhoud.waarde, stijl)
    if uitleg:
        blad.zet(r, kol + 2, uitleg, "uitleg.tekst")
    return adres


def keuzelijst(bron: str | Sequence[str], uitleg: str = "") -> Validatie:
    """A dropdown over a defined name (``=Lijst_codes``) or a fixed list of words."""
    opties: dict[str, Any] = {
        "validate": "list",
        "source": bron if isinstance(bron, str) else list(bron),
        "error_title": "Kies uit de lijst",
        "error_message": "Deze waarde staat niet in de lijst. Kies een waarde uit de keuzelijst.",
    }
    if uitleg:
        opties["input_message"] = uitleg
    return Validatie(opties)


def staafgrafiek(
    titel: str,
    categorieen: tuple[str, int, int, int, int],
    reeksen: Sequence[tuple[Adres | str, tuple[str, int, int, int, int]]],
    plek: tuple[int, int],
    *,
    gestapeld: bool = False,
    liggend: bool = False,
    breedte: int = 720,
    hoogte: int = 300,
    eenheid: str = "euro",
    vanaf_nul: bool = True,
    van_boven: bool = False,
) -> Callable[[Workbook, Worksheet], None]:
    """A bar chart with title, axis and legend; ranges are (sheet, first row, first col, last row, last col).

    The fills differ in lightness, so that they can be told apart in grey print. ``vanaf_nul`` False lets the axis go
    below zero, where an amount can. ``van_boven``: lying bars in the order of the table, each with its name.
    """
    vullingen = ("#1F4E78", "#9DC3E6", "#548235", "#F4B183", "#7F7F7F")

    def aanvulling(werkboek: Workbook, ws: Worksheet) -> None:
        opties: dict[str, Any] = {"type": "bar" if liggend else "column"}
        if gestapeld:
            opties["subtype"] = "stacked"
        grafiek = werkboek.add_chart(opties)
        for nummer, (naam, waarden) in enumerate(reeksen):
            reeks: dict[str, Any] = {
                "name": [naam.blad, naam.rij, naam.kol] if isinstance(naam, Adres) else naam,
                "categories": list(categorieen),
                "values": list(waarden),
                "fill": {"color": vullingen[nummer % len(vullingen)]},
                "border": {"color": "#404040", "width": 0.5},
                "gap": 60,
            }
            if len(reeksen) == 1:
                reeks["data_labels"] = {"value": True, "num_format": "#,##0", "font": {"size": 8}}
            grafiek.add_series(reeks)
        grafiek.set_title({"name": titel, "name_font": {"size": 11, "color": "#1F4E78"}, "overlay": False})
        getallen = {"num_format": "#,##0", "num_font": {"size": 8}, "major_gridlines": {"visible": True}}
        waarde_as = {
            **getallen,
            **({"min": 0} if vanaf_nul else {}),
            "name": eenheid,
            "name_font": {"size": 8, "bold": False},
        }
        namen_as: dict[str, Any] = {"num_font": {"size": 8}, "label_position": "low"}
        if van_boven:  # crossing: the values stay at the bottom
            namen_as |= {"reverse": True, "interval_unit": 1, "crossing": "max"}
        grafiek.set_y_axis(namen_as if liggend else waarde_as)
        grafiek.set_x_axis(waarde_as if liggend else namen_as)
        if len(reeksen) > 1:
            grafiek.set_legend({"position": "bottom", "font": {"size": 8}})
        else:
            grafiek.set_legend({"none": True})
        grafiek.set_size({"width": breedte, "height": hoogte})
        ws.insert_chart(plek[0], plek[1], grafiek, {"description": titel, "object_position": 2})

    return aanvulling
