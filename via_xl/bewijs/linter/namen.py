"""Rule 21, names: a defined name or table never looks like a cell, in any language of Excel.

Dutch Excel writes R1C1 as R1K1, so ``K`` and ``R`` are a column and a row there, and ``JAN2024`` is a cell
everywhere. Excel renames such names on opening, or calls the file damaged.
"""

import re
from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek
from via_xl.bewijs.linter.verwijzing import a1

REGEL = 21
_R1C1 = re.compile(r"[RCK][0-9]*|R[0-9]*[CK][0-9]*", re.IGNORECASE)
_NAAM = re.compile(r"(?:[^\W\d]|\\)[\w.\\?]*")


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """One finding for each name that can be read as a cell, or holds characters a name may not have."""
    namen = [(naam.blad, naam.naam) for naam in boek.gedefinieerde_namen]
    namen += [(tabel.kader.blad, tabel.naam) for tabel in boek.tabellen.values()]
    for blad, naam in namen:
        if lijkt_op_cel(naam):
            wat = f"de naam {naam} kan ook een cel, rij of kolom zijn."
            yield boek.meld(REGEL, blad, naam, wat, "Kies een langere naam.")
        elif _NAAM.fullmatch(naam) is None:
            wat = f"de naam {naam} heeft tekens die niet in een naam mogen."
            yield boek.meld(REGEL, blad, naam, wat, "Gebruik alleen letters, cijfers, _, \\ en punt.")


def lijkt_op_cel(naam: str) -> bool:
    """Whether Excel reads the name as a cell, a row or a column.

    >>> [naam for naam in ("K", "r", "R1K1", "C3", "JAN2024", "Jaar", "Kosten", "tblPOK") if lijkt_op_cel(naam)]
    ['K', 'r', 'R1K1', 'C3', 'JAN2024']
    """
    return a1(naam, "") is not None or _R1C1.fullmatch(naam) is not None
