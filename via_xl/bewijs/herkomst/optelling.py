"""The count of a number of cells and, where adding them up has a meaning, their total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from via_xl.basis.opsomming import met_getal
from via_xl.bewijs.herkomst.werkboek import Herkomstboek, Plek
from via_xl.lezen.getalopmaak import ALGEMEEN, is_datum, toon_in_zin, vijftien_cijfers

_ZONDER_TOTAAL = ("0", "@")
"""Number formats of years, scales and codes: their sum says nothing."""

_MEERVOUD = {"regel": "regels", "cel": "cellen"}


class Optelling(Struct, frozen=True):
    """``tekst`` as a reader sees it: "412 regels, € 603.112,40"; ``totaal`` is None without numbers to add."""

    tekst: str
    totaal: int | float | None = None
    formaat: str = ALGEMEEN


def tel(werkboek: Herkomstboek, plekken: Sequence[Plek], eenheid: str, *, totaal: bool = True) -> Optelling:
    """Count cells and add them up; ``eenheid`` is regel or cel."""
    tekst = met_getal(len(plekken), eenheid, _MEERVOUD[eenheid])
    getallen = [(plek, nummer) for plek in plekken if (nummer := _telbaar(werkboek, plek)) is not None]
    if not totaal or not getallen:
        return Optelling(tekst)
    som = sum((vijftien_cijfers(nummer) for _, nummer in getallen), Decimal())
    formaat = werkboek.formaat(getallen[0][0])
    uit = int(som) if som == som.to_integral_value() else float(som)
    return Optelling(f"{tekst}, {toon_in_zin(uit, formaat)}", uit, formaat)


def _telbaar(werkboek: Herkomstboek, plek: Plek) -> float | int | None:
    """The number in a cell when it can be added to others: not a date, year or code."""
    formaat = werkboek.formaat(plek)
    return None if formaat in _ZONDER_TOTAAL or is_datum(formaat) else werkboek.getal(plek)
