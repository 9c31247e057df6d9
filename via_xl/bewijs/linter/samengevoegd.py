"""Rule 20: no merged cells in tables.

A merged cell holds one value for several rows: sorting fails, and every row but the first counts as blank.
"""

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek
from via_xl.bewijs.linter.verwijzing import Gebied

REGEL = 20


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """One finding for each merged range that touches a table."""
    for blad in boek.bladen:
        for bereik in blad.merged_cells.ranges:
            vak = Gebied(blad.title, bereik.min_row, bereik.min_col, bereik.max_row, bereik.max_col)
            for tabel in boek.tabellen_op(blad.title):
                if vak.raakt(tabel.kader):
                    wat = f"samengevoegde cellen in {tabel.naam}."
                    yield boek.meld(REGEL, blad.title, vak.adres, wat, "Hef de samenvoeging op en vul elke cel.")
