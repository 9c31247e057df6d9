"""A bar chart: its title, what stands along its axis, and its series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from via_xl.schrijven.boek import Adres
from via_xl.schrijven.taal.bereik import Bereik

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_VULLINGEN = ("#1F4E78", "#9DC3E6", "#548235", "#F4B183", "#7F7F7F")
"""They differ in lightness, so that they can be told apart in grey print."""


class Grafiek(Struct, frozen=True):
    """A bar chart with title, axis and legend; a series has a name (or the cell that holds it) and its values.

    ``vanaf_nul`` False lets the axis go below zero, where an amount can. ``van_boven``: lying bars in the order of the
    table, each with its name. The size is in pixels, that of its letters (``letter``) in points.
    """

    titel: str
    namen: Bereik
    reeksen: Sequence[tuple[Adres | str, Bereik]]
    gestapeld: bool = False
    liggend: bool = False
    breedte: int = 720
    hoogte: int = 300
    eenheid: str = "euro"
    vanaf_nul: bool = True
    van_boven: bool = False
    letter: int = 8

    def op(self, rij: int, kol: int) -> Callable[[Workbook, Worksheet], None]:
        """What puts the chart on a sheet, its upper left corner in that cell."""

        def aanvulling(werkboek: Workbook, ws: Worksheet) -> None:
            opties = {"description": self.titel, "object_position": 2}
            ws.insert_chart(rij, kol, self._teken(werkboek), opties)

        return aanvulling

    def _teken(self, werkboek: Workbook) -> Any:
        opties: dict[str, Any] = {"type": "bar" if self.liggend else "column"}
        if self.gestapeld:
            opties["subtype"] = "stacked"
        grafiek = werkboek.add_chart(opties)
        for nummer, (naam, waarden) in enumerate(self.reeksen):
            reeks: dict[str, Any] = {
                "name": [naam.blad, naam.rij, naam.kol] if isinstance(naam, Adres) else naam,
                "categories": list(self.namen()),
                "values": list(waarden()),
                "fill": {"color": _VULLINGEN[nummer % len(_VULLINGEN)]},
                "border": {"color": "#404040", "width": 0.5},
                "gap": 60,
            }
            if len(self.reeksen) == 1:
                reeks["data_labels"] = {"value": True, "num_format": "#,##0", "font": {"size": self.letter}}
            grafiek.add_series(reeks)
        grafiek.set_title({"name": self.titel, "name_font": {"size": 11, "color": "#1F4E78"}, "overlay": False})
        getallen = {"num_format": "#,##0", "num_font": {"size": self.letter}, "major_gridlines": {"visible": True}}
        waarde_as = {
            **getallen,
            **({"min": 0} if self.vanaf_nul else {}),
            "name": self.eenheid,
            "name_font": {"size": self.letter, "bold": False},
        }
        namen_as: dict[str, Any] = {"num_font": {"size": self.letter}, "label_position": "low"}
        if self.van_boven:  # crossing: the values stay at the bottom
            namen_as |= {"reverse": True, "interval_unit": 1, "crossing": "max"}
        grafiek.set_y_axis(namen_as if self.liggend else waarde_as)
        grafiek.set_x_axis(waarde_as if self.liggend else namen_as)
        if len(self.reeksen) > 1:
            grafiek.set_legend({"position": "bottom", "font": {"size": self.letter}})
        else:
            grafiek.set_legend({"none": True})
        grafiek.set_size({"width": self.breedte, "height": self.hoogte})
        return grafiek
