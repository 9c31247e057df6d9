"""The values of a workbook, found by what they are called, so that another version of the program may have moved them.

A cell of a table is found by table, header and row; any other number or result by its sheet, the text at its left and its column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from via_xl.basis.kolommen import kolomletter
from via_xl.schrijven.stijl import eigenschappen

if TYPE_CHECKING:
    from via_xl.bewijs.linter.boek import Lintboek
    from via_xl.schrijven.boek import Boek

Sleutel = tuple[str, str, str, int]
"""``(table, header, "", row)``, or ``("", sheet, label, column)`` with a number for labels that come twice (the texts apart)."""


class Roostercel(Struct, frozen=True):
    """A value: where it stands, what it shows, whether a formula gives it, and its number format."""

    blad: str
    cel: str
    waarde: Any
    formule: bool
    opmaak: str


class _Tabel(Struct, frozen=True):
    naam: str
    koppen: tuple[str, ...]
    rij: int
    kol: int
    rijen: int


def van_boek(boek: Boek) -> dict[Sleutel, Roostercel]:
    """The values of a workbook that was made in memory."""
    uit: dict[Sleutel, Roostercel] = {}
    opmaak: dict[str, str] = {}
    for blad in boek.bladen:
        tabellen = [_Tabel(t.naam, tuple(k.kop for k in t.kolommen), t.rij + 1, t.kol, t.rijen) for t in blad.tabellen]
        cellen: dict[tuple[int, int], tuple[Any, bool, str]] = {}
        for plek, cel in blad.cellen.items():
            if cel.stijl not in opmaak:
                opmaak[cel.stijl] = eigenschappen(cel.stijl).get("num_format", "General")
            cellen[plek] = (cel.waarde, cel.formule is not None, opmaak[cel.stijl])
        _neem_op(uit, blad.naam, tabellen, cellen)
    return uit


def van_bestand(gelezen: Lintboek) -> dict[Sleutel, Roostercel]:
    """The values of a workbook that was read from a file; for a formula the stored result."""
    uit: dict[Sleutel, Roostercel] = {}
    for blad, inhoud in gelezen.cellen.items():
        tabellen = [
            _Tabel(
                vorm.naam,
                vorm.kolommen,
                vorm.gegevens.rij1 - 1,
                vorm.gegevens.kolom1 - 1,
                vorm.gegevens.rij2 - vorm.gegevens.rij1 + 1,
            )
            for vorm in gelezen.tabellen_op(blad)
        ]
        cellen = {
            (cel.rij - 1, cel.kolom - 1): (cel.waarde, cel.formule is not None, gelezen.formaat(cel)) for cel in inhoud
        }
        _neem_op(uit, blad, tabellen, cellen)
    return uit


def _neem_op(
    uit: dict[Sleutel, Roostercel],
    blad: str,
    tabellen: list[_Tabel],
    cellen: Mapping[tuple[int, int], tuple[Any, bool, str]],
) -> None:
    in_tabel = {
        (tabel.rij + index, tabel.kol + plaats): (tabel.naam, kop, "", index)
        for tabel in tabellen
        for plaats, kop in enumerate(tabel.koppen)
        for index in range(tabel.rijen)
    }
    geteld: dict[tuple[str, str, str], int] = {}
    for (rij, kol), (waarde, formule, opmaak) in sorted(cellen.items()):
        if waarde is None or waarde == "":
            continue
        sleutel: Sleutel | None = in_tabel.get((rij, kol))
        if sleutel is None:
            if isinstance(waarde, str) and not formule:
                continue
            label = next(_links(cellen, rij, kol), "")
            soort = "tekst " if isinstance(waarde, str) else ""
            nummer = geteld[blad, label, f"{soort}{kol}"] = geteld.get((blad, label, f"{soort}{kol}"), 0) + 1
            sleutel = ("", blad, f"{label}#{soort}{nummer}", kol)
        uit[sleutel] = Roostercel(blad, f"{kolomletter(kol)}{rij + 1}", waarde, formule, opmaak)


def _links(cellen: Mapping[tuple[int, int], tuple[Any, bool, str]], rij: int, kol: int) -> Iterator[str]:
    for links in range(kol - 1, -1, -1):
        waarde = cellen.get((rij, links), (None, False, ""))[0]
        if isinstance(waarde, str) and waarde:
            yield waarde
