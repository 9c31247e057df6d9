"""Rule 21: no value typed over the formula of a calculated column.

Input sheets are not protected, so this is what guards their formulas: one amount typed over a formula no longer
follows its inputs, and looks exactly like the others.
"""

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.kolommen import kolomletter
from via_xl.bewijs.linter.boek import Lintboek
from via_xl.bewijs.linter.verwijzing import Gebied, Tabelvorm
from via_xl.lezen.getalopmaak import toon_in_zin
from via_xl.lezen.xlsx import Bladcel

REGEL = 21


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """Each cell of a calculated column that holds no formula."""
    for tabel in boek.tabellen.values():
        schema = boek.invoertabellen.get(tabel.naam.casefold())
        invoer = {kolom.kop for kolom in schema.kolommen} if schema else set()
        for kop in tabel.kolommen:
            vak = tabel.kolom(kop)
            if vak is not None and kop not in invoer:
                yield from _kolom(boek, tabel, kop, vak)


def _kolom(boek: Lintboek, tabel: Tabelvorm, kop: str, vak: Gebied) -> Iterator[Bevinding]:
    rijen = range(vak.rij1, vak.rij2 + 1)
    zonder = [rij for rij in rijen if (vak.blad, rij, vak.kolom1) not in boek.formules]
    # A re-save by LibreOffice drops the column formula: then a column with mostly formulas is a calculated one.
    if kop not in tabel.formules and len(zonder) * 2 >= len(rijen):
        return
    for rij in zonder:
        cel = boek.cel(vak.blad, rij, vak.kolom1)
        inhoud = "de formule is gewist" if cel is None else f"de waarde {_getoond(boek, cel)} is over de formule getypt"
        yield boek.meld(
            REGEL,
            vak.blad,
            f"{kolomletter(vak.kolom1 - 1)}{rij}",
            f"{inhoud} in de berekende kolom {kop} van {tabel.naam}.",
            "Kopieer de formule uit een andere rij van de kolom; zet een afwijkende waarde in de invoer.",
            ernst=boek.ernst(tabel.naam),
        )


def _getoond(boek: Lintboek, cel: Bladcel) -> str:
    """What the cell shows, as running text has it."""
    return toon_in_zin(cel.waarde, boek.formaat(cel)) or "(leeg)"
