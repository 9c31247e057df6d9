"""Rule 20: no merged cells in tables.

A merged cell holds one value for several rows: sorting fails, and every row but the first counts as blank.
"""

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek
from via_xl.bewijs.linter.verwijzing import a1
from via_xl.lezen.xlsx import NS

REGEL = 20


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """One finding for each merged range that touches a table."""
    for blad in boek.bladen:
        for samen in blad.rest.iterfind(f"{NS}mergeCells/{NS}mergeCell"):
            vak = a1(samen.get("ref", ""), blad.naam)
            for tabel in boek.tabellen_op(blad.naam) if vak else ():
                if vak and vak.raakt(tabel.kader):
                    wat = f"samengevoegde cellen in {tabel.naam}."
                    doen = "Hef de samenvoeging op en vul elke cel."
                    yield boek.meld(REGEL, blad.naam, vak.adres, wat, doen, ernst=boek.ernst(tabel.naam))
