"""Rule 11: the unit stands in the header.

A column of euros has "€" in its header and a column of percentages "%", so that nobody has to guess from a
number format, which a CSV, a screen reader and a pivot table do not show. A table in which every row has a unit of
its own says it in a column ``Eenheid``.

FAST 2.01-01 gives every line a unit, in a column of its own so that the question is always asked.
"""

from collections import Counter
from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek

REGEL = 11
KOP_EENHEID = "eenheid"
"""The column (in any case) that holds the unit of each row."""


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """One finding for each column whose number format shows a unit that the header lacks."""
    tellingen: dict[tuple[str, int], Counter[str]] = {}
    for blad, cellen in boek.cellen.items():
        for cel in cellen:
            tabel = boek.tabel_op(blad, cel.rij, cel.kolom)
            if tabel is not None:
                telling = tellingen.setdefault((tabel.naam, cel.kolom - tabel.kader.kolom1), Counter())
                telling[_eenheid(boek.formaat(cel))] += 1
    for (naam, volgnummer), telling in tellingen.items():
        tabel = boek.tabellen[naam.casefold()]
        if tabel.kolom(KOP_EENHEID) is not None:
            continue
        kop = tabel.kolommen[volgnummer]
        vak = tabel.kolom(kop)
        for eenheid in telling:
            if eenheid and eenheid not in kop and vak is not None:
                wat = f"kolom {kop} van {naam} toont {eenheid}, maar de kop noemt die eenheid niet."
                yield boek.meld(REGEL, vak.blad, vak.adres, wat, f"Zet {eenheid} in de kop van de kolom.")


def _eenheid(notatie: str) -> str:
    """The unit a number format shows: "€", "%" or none."""
    if "€" in notatie:
        return "€"
    return "%" if "%" in notatie else ""
