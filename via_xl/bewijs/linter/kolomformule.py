"""Rule 2: one formula pattern down a table column, and the table's own formula is that of the cells.

A calculated column carries its formula twice: in the cells, and in the table for the rows that come later. When
the two differ, or one row differs from the others, new rows are calculated another way than the old.
On the sheet Controles every check is a formula of its own, and in an input column an officer may
type a sum, so there only columns with a column formula count.

ICAEW's Twenty principles ask to be consistent in the use of formulae; FAST rests its review of a model on one formula
to a line (2.01-03), as the reader of a table does here.
"""

from collections import Counter
from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.bewijs.linter.boek import BLAD_CONTROLES, Lintboek, Lintformule
from via_xl.bewijs.linter.formule import herschrijf
from via_xl.bewijs.linter.verwijzing import Gebied, Tabelvorm, patroon

REGEL = 2


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """Cells that differ from their column, and columns whose table formula differs from the cells."""
    for sleutel, tabel in boek.tabellen.items():
        schema = boek.invoertabellen.get(sleutel)
        invoer = {kolom.kop for kolom in schema.kolommen} if schema else set()
        for kop in tabel.kolommen:
            vak = tabel.kolom(kop)
            los = kop in invoer or tabel.kader.blad == BLAD_CONTROLES
            if vak is None or (los and kop not in tabel.formules):
                continue
            cellen = [
                boek.formules[vak.blad, rij, vak.kolom1]
                for rij in range(vak.rij1, vak.rij2 + 1)
                if (vak.blad, rij, vak.kolom1) in boek.formules
            ]
            if cellen:
                yield from _kolom(boek, tabel, kop, vak, cellen)


def _kolom(boek: Lintboek, tabel: Tabelvorm, kop: str, vak: Gebied, cellen: list[Lintformule]) -> Iterator[Bevinding]:
    patronen = {cel.adres: _patroon(cel.formule, cel.rij, cel.kolom) for cel in cellen}
    gewoon = Counter(patronen.values()).most_common(1)[0][0]
    for cel in cellen:
        if patronen[cel.adres] != gewoon:
            yield boek.meld(
                REGEL,
                cel.blad,
                cel.adres,
                f"de formule wijkt af van die in de rest van kolom {kop} van {tabel.naam}.",
                "Kopieer de formule uit een andere rij van de kolom.",
                ernst=boek.ernst(tabel.naam),
            )
    kolomformule = tabel.formules.get(kop)
    if kolomformule is None:
        yield boek.meld(
            REGEL,
            vak.blad,
            vak.adres,
            f"kolom {kop} van {tabel.naam} heeft formules maar geen kolomformule: een nieuwe rij krijgt er geen.",
            "Typ de formule opnieuw in één cel en laat Excel de kolom vullen; in een master doet via-xl master vernieuw dat.",
            ernst=Ernst.FOUT if boek.eigen else Ernst.WAARSCHUWING,
        )
    elif kolomformule not in {cel.formule for cel in cellen} and _patroon(kolomformule, vak.rij1, vak.kolom1) != gewoon:
        yield boek.meld(
            REGEL,
            vak.blad,
            vak.adres,
            f"de kolomformule van {kop} in {tabel.naam} is niet de formule van de cellen.",
            "Typ de formule opnieuw in één cel en laat Excel de hele kolom vullen.",
            ernst=boek.ernst(tabel.naam),
        )


def _patroon(formule: str, rij: int, kolom: int) -> str:
    """The formula with its A1 references relative to the cell."""
    return herschrijf(formule, lambda tekst: patroon(tekst, rij, kolom))
