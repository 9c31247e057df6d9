"""Where a cell of the old master is in the new one: by its table, column and row, or by what stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field

from via_xl.lezen.tabelplaats import kop_vorm
from via_xl.lezen.xlsx import Bladcel, Hoeken, Tabeldeel, Xlsx
from via_xl.regeling.model import Regeling
from via_xl.wijzigen.meenemen.beeld import INVOER, Beeld, Masker, tabel_op, vingerafdruk

Plaats = tuple[str, int, int]
"""A sheet, a row and a column, both counted from 1."""


class Bladbeeld(Struct):
    """A sheet of a master: its cells by row and column, and its tables."""

    naam: str
    cellen: Mapping[tuple[int, int], Bladcel]
    tabellen: tuple[Tabeldeel, ...]

    def tabel(self, rij: int, kolom: int) -> Tabeldeel | None:
        """The table in which a cell stands."""
        return tabel_op(self.tabellen, rij, kolom)


def bladen_van(boek: Xlsx) -> dict[str, Bladbeeld]:
    """The sheets of a workbook with their cells."""
    return {
        blad.naam: Bladbeeld(
            blad.naam,
            {(cel.rij, cel.kolom): cel for cel in boek.cellen(boek.stroom(blad).rijen())},
            tuple(tabel for tabel in boek.tabellen if tabel.blad == blad.naam),
        )
        for blad in boek.werkbladen
    }


class Verhuizing(Struct, dict=True):
    """From the places of the old master to those of the new one.

    ``was`` are the inputs as read from the old one; their rows say where they stood.
    ``vrij`` and ``eigen_kolommen`` get what is put somewhere: the cells, and the columns of the program's tables.
    """

    oud: Mapping[str, Bladbeeld]
    nieuw: Mapping[str, Bladbeeld]
    beeld: Beeld
    masker: Masker
    was: Regeling
    vrij: dict[Plaats, Plaats] = field(default_factory=dict)
    eigen_kolommen: dict[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def tabellen(self) -> dict[str, Tabeldeel]:
        """The tables of the new master by their name."""
        return {tabel.naam: tabel for blad in self.nieuw.values() for tabel in blad.tabellen}

    @cached_property
    def oude_tabellen(self) -> dict[str, Tabeldeel]:
        """The tables of the old one."""
        return {tabel.naam: tabel for blad in self.oud.values() for tabel in blad.tabellen}

    def is_van_programma(self, blad: str) -> bool:
        """Whether the program makes, or made, this sheet."""
        return blad in self.beeld.bladen

    def rijen(self, tabel: str) -> Mapping[int, int]:
        """By row of a table in the old master the row in the new one; the header goes to the header."""
        if tabel not in self._rijen:
            self._rijen[tabel] = self._bepaal_rijen(self.oude_tabellen[tabel], self.tabellen[tabel])
        return self._rijen[tabel]

    @cached_property
    def _rijen(self) -> dict[str, Mapping[int, int]]:
        return {}

    def _bepaal_rijen(self, hier: Tabeldeel, daar: Tabeldeel) -> Mapping[int, int]:
        uit = {hier.kader.rij1: daar.kader.rij1}
        if hier.naam in INVOER:
            attribuut = INVOER[hier.naam].attribuut
            was = getattr(self.was, attribuut)
            for plek, record in enumerate(was, 1):  # the program writes them in the order in which they were read
                if daar.kader.rij1 + plek <= daar.kader.rij2:
                    uit[record.plek.rij] = daar.kader.rij1 + plek
            if not was:
                uit[hier.kader.rij1 + 1] = daar.kader.rij1 + 1
        elif hier.kader.rij2 - hier.kader.rij1 == daar.kader.rij2 - daar.kader.rij1:
            uit |= {rij: rij - hier.kader.rij1 + daar.kader.rij1 for rij in range(hier.kader.rij1, hier.kader.rij2 + 1)}
        return uit

    def tabelkolom(self, tabel: str, kop: str) -> int | None:
        """The column in which a column of a table of the old master stands in the new one."""
        daar = self.tabellen.get(tabel)
        if daar is None:
            return None
        for plek, naam in enumerate(daar.kolommen):
            if kop_vorm(naam) == kop_vorm(kop):
                return daar.kader.kolom1 + plek
        return self.eigen_kolommen.get((tabel, kop_vorm(kop)))

    def cel(self, blad: str, rij: int, kolom: int) -> Plaats | None:
        """Where a cell is now; None when it is nowhere, or when that can't be said."""
        if not self.is_van_programma(blad) or (blad, rij, kolom) in self.vrij:
            return self.vrij.get((blad, rij, kolom), (blad, rij, kolom))
        hier = self.oud.get(blad)
        tabel = None if hier is None else hier.tabel(rij, kolom)
        if hier is not None and tabel is not None:
            daar = self.tabellen.get(tabel.naam)
            nieuwe_kolom = self.tabelkolom(tabel.naam, tabel.kolommen[kolom - tabel.kader.kolom1])
            nieuwe_rij = self.rijen(tabel.naam).get(rij) if daar is not None else None
            return (
                None
                if daar is None or nieuwe_kolom is None or nieuwe_rij is None
                else (daar.blad, nieuwe_rij, nieuwe_kolom)
            )
        if hier is None or blad not in self.nieuw:
            return None
        if (rij, kolom) in hier.cellen:
            return self._zelfde_inhoud(hier, self.nieuw[blad], rij, kolom)
        return self.vrije_plek(blad, rij, kolom)

    def _zelfde_inhoud(self, hier: Bladbeeld, daar: Bladbeeld, rij: int, kolom: int) -> Plaats | None:
        """The cell of a sheet with the same text or formula: in the same place, or else the only one beside the same label."""

        def vorm(blad: Bladbeeld, plek: tuple[int, int]) -> str:
            cel = blad.cellen.get(plek)
            return "" if cel is None else self.masker.vorm(cel.inhoud)

        def label(blad: Bladbeeld, regel: int) -> str:
            eerste = min((plek for plek in blad.cellen if plek[0] == regel), default=None)
            return "" if eerste is None or eerste[1] == kolom else str(blad.cellen[eerste].inhoud)

        zelf = vorm(hier, (rij, kolom))
        if vorm(daar, (rij, kolom)) == zelf and label(hier, rij) == label(daar, rij):
            return daar.naam, rij, kolom
        naast = label(hier, rij)
        if not naast:
            gelijk = [plek for plek in daar.cellen if vorm(daar, plek) == zelf]
            hoeveel = sum(vorm(hier, plek) == zelf for plek in hier.cellen)
            return (daar.naam, *gelijk[0]) if len(gelijk) == hoeveel == 1 else None
        telling = Counter(label(hier, regel) for regel in {plek[0] for plek in hier.cellen})
        rijen = [regel for regel in sorted({plek[0] for plek in daar.cellen}) if label(daar, regel) == naast]
        if telling[naast] == 1 and len(rijen) == 1 and (rijen[0], kolom) in daar.cellen:
            return daar.naam, rijen[0], kolom
        return None

    def oude_breedte(self, blad: str) -> int:
        """The last column in which the program had something on a sheet of the old master."""
        return self._breedtes[blad][0] if blad in self._breedtes else self._breedte(self.oud[blad])

    def _breedte(self, blad: Bladbeeld) -> int:
        kolommen = [
            tabel.kader.kolom1 + plek
            for tabel in blad.tabellen
            if tabel.naam in self.beeld.tabellen
            for plek, kop in enumerate(tabel.kolommen)
            if self.beeld.heeft_kolom(tabel.naam, kop)
        ]
        kolommen += [
            kolom
            for (rij, kolom), cel in blad.cellen.items()
            if blad.tabel(rij, kolom) is None
            and vingerafdruk(blad.naam, kolom, self.masker.vorm(cel.inhoud)) in self.beeld.plekken
        ]
        return max(kolommen, default=0)

    @cached_property
    def _breedtes(self) -> dict[str, tuple[int, int]]:
        return {
            naam: (self._breedte(blad), self._breedte(self.nieuw[naam]))
            for naam, blad in self.oud.items()
            if naam in self.nieuw
        }

    def ingevoegd(self, blad: str) -> frozenset[int]:
        """By how many columns the tables of the program on a sheet of the old master stand further to the right than now."""
        return frozenset(
            tabel.kader.kolom1 - self.tabellen[tabel.naam].kader.kolom1
            for tabel in self.oud[blad].tabellen
            if tabel.naam in self.tabellen and self.tabellen[tabel.naam].blad == blad
        ) - {0}

    def vrije_plek(self, blad: str, rij: int, kolom: int) -> Plaats | None:
        """The place for what stands in a free cell of a sheet of the program; None when there is none.

        Right of all that the program has there it moves along when that became wider, and stays beside its row. Elsewhere it
        stays where it is, if that is no place of the program's now.
        """
        if blad not in self.nieuw or blad not in self.oud:
            return None
        was, wordt = self._breedtes[blad]
        daar = self.nieuw[blad]
        if kolom > was:
            erbij = sum(1 for naam, _ in self.eigen_kolommen if self.tabellen[naam].blad == blad)
            eigen_hier = self._eigen_rechts(blad)
            nieuwe_rij = self._naast_rij(blad, rij)
            nieuw = kolom + max(0, wordt + erbij - was - eigen_hier)
            return None if nieuwe_rij is None else (blad, nieuwe_rij, nieuw)
        eerste = min((tabel.kader.rij1 for tabel in daar.tabellen), default=1_048_577)
        if (rij, kolom) in daar.cellen or rij >= eerste:
            return None
        return blad, rij, kolom

    def _eigen_rechts(self, blad: str) -> int:
        """How many columns right of the program's the user's own columns in tables took already."""
        was, _ = self._breedtes[blad]
        return sum(
            max(0, tabel.kader.kolom2 - was) for tabel in self.oud[blad].tabellen if tabel.naam in self.beeld.tabellen
        )

    def _naast_rij(self, blad: str, rij: int) -> int | None:
        """The row beside which something stands, by the last table of the sheet that is still on it."""
        hier = [tabel for tabel in self.oud[blad].tabellen if tabel.naam in self.beeld.tabellen]
        op_rij = [tabel for tabel in hier if tabel.kader.rij1 < rij <= tabel.kader.rij2]
        if not op_rij:
            return rij
        naast = max(op_rij, key=lambda tabel: tabel.kader.kolom2)
        daar = self.tabellen.get(naast.naam)
        return self.rijen(naast.naam).get(rij) if daar is not None and daar.blad == blad else None

    def gebied(self, blad: str, vak: Hoeken) -> tuple[str, Hoeken] | None:
        """Where a range is now; None when its cells are no range any more.

        A range that ends at the last row of a table ends there again, and one that goes on under it does so again.
        """
        hier = self.oud.get(blad)
        if not self.is_van_programma(blad) or hier is None:
            return blad, vak
        kop = self.cel(blad, vak.rij1, vak.kolom1)
        tabel = hier.tabel(vak.rij1, vak.kolom1)
        if kop is None:
            return None
        kolommen = [
            self.cel(blad, vak.rij1, kolom) for kolom in range(vak.kolom1, min(vak.kolom2, vak.kolom1 + 500) + 1)
        ]
        if any(plaats != (kop[0], kop[1], kop[2] + plek) for plek, plaats in enumerate(kolommen)):
            return None
        if vak.rij2 == vak.rij1:
            return kop[0], Hoeken(kop[1], kop[2], kop[1], kop[2] + vak.kolom2 - vak.kolom1)
        onder = None
        if tabel is not None:
            daar = self.tabellen.get(tabel.naam)
            if daar is not None and vak.rij2 >= tabel.kader.rij2:
                onder = daar.kader.rij2 + vak.rij2 - tabel.kader.rij2
        if onder is None:
            hoek = self.cel(blad, vak.rij2, vak.kolom1)
            if hoek is None or hoek[0] != kop[0] or hoek[2] != kop[2]:
                return None
            onder = hoek[1]
        return (kop[0], Hoeken(kop[1], kop[2], onder, kop[2] + vak.kolom2 - vak.kolom1)) if onder >= kop[1] else None

    def hele_kolom(self, blad: str, kolom: int) -> tuple[str, int] | None:
        """Where a whole column of a sheet is now, if one table of the program is all that stands in it."""
        hier = self.oud.get(blad)
        if not self.is_van_programma(blad) or hier is None:
            return blad, kolom
        in_kolom = [tabel for tabel in hier.tabellen if tabel.kader.kolom1 <= kolom <= tabel.kader.kolom2]
        if len(in_kolom) == 1:
            tabel = in_kolom[0]
            daar = self.tabellen.get(tabel.naam)
            nieuw = self.tabelkolom(tabel.naam, tabel.kolommen[kolom - tabel.kader.kolom1])
            return None if daar is None or nieuw is None else (daar.blad, nieuw)
        if not in_kolom and blad in self.nieuw and kolom > self._breedtes[blad][0]:
            plek = self.vrije_plek(blad, 1, kolom)
            return None if plek is None else (plek[0], plek[2])
        return None
