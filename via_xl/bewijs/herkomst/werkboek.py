"""The workbook that is looked into: formulas and structure through the linter's reader, and the values beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from via_xl.bewijs.linter.boek import Lintboek, Lintformule
from via_xl.bewijs.linter.verwijzing import Gebied, Tabelvorm, Verwijzing, a1, is_extern
from via_xl.lezen.getalopmaak import ALGEMEEN, Inhoud, getal_van, is_datum, toon_in_zin
from via_xl.lezen.pakket import controleer_pakket
from via_xl.lezen.werkmap import onleesbaar
from via_xl.lezen.xlsx import NS, ONLEESBAAR, Bladcel, Xlsx, waar

Plek = tuple[str, int, int]
"""Sheet, row and column of a cell, as the linter counts them: from 1."""

_MATRIX_HOOGSTENS = 100_000
_STRUCTUUR = re.compile(r"([^\W\d][\w.]*)(?:\[(.*)\])?", re.DOTALL)
_STUK = re.compile(r"\[((?:[^\[\]']|'.)*)\]")
_ZONDER_GEGEVENS = frozenset(("#headers", "#totals"))


def bladnamen(pad: Path) -> list[str]:
    """The sheets with cells of a workbook, without reading any of them.

    Raises:
        InvoerFout: the file is not a workbook that can be read.
    """
    try:
        with Xlsx(pad) as boek:
            return [blad.naam for blad in boek.werkbladen]
    except ONLEESBAAR as fout:
        raise onleesbaar(pad) from fout


class Herkomstboek:
    """A workbook that is only read.

    Raises:
        InvoerFout: the file is not a workbook that can be read.
    """

    def __init__(self, pad: Path) -> None:
        self.pad = pad
        self.zonder_kring: set[Plek | Gebied] = set()
        """Cells and ranges of which is known that they lead into no circle."""
        controleer_pakket(pad)
        try:
            self.boek = Lintboek.lees(pad)
            _ = self.boek.formules, self.boek.context, self._plekken
        except ONLEESBAAR as fout:
            raise onleesbaar(pad) from fout

    @cached_property
    def bladen(self) -> dict[str, str]:
        """The name of each sheet by its casefolded name."""
        return dict(self.boek.context.bladen)

    def cel(self, plek: Plek) -> Bladcel | None:
        """What was entered in a cell; None when there is nothing."""
        return self.boek.cel(*plek)

    def waarde(self, plek: Plek) -> Inhoud:
        """The value of a cell, of a formula the cached one; None when it is blank or was never calculated."""
        cel = self.boek.cel(*plek)
        waarde: Inhoud = None if cel is None else cel.waarde
        return waarde

    def berekend(self, plek: Plek) -> bool:
        """Whether the file holds the result of a cell; a typed value is its own."""
        cel = self.boek.cel(*plek)
        return cel is None or cel.berekend

    def formaat(self, plek: Plek) -> str:
        """The number format of a cell."""
        cel = self.boek.cel(*plek)
        return ALGEMEEN if cel is None else self.boek.formaat(cel)

    def toon(self, plek: Plek) -> str:
        """The value as a Dutch reader sees it."""
        return toon_in_zin(self.waarde(plek), self.formaat(plek))

    def getal(self, plek: Plek) -> float | int | None:
        """The number in a cell, of a date its serial number."""
        return getal_van(self.waarde(plek))

    def is_datum(self, plek: Plek) -> bool:
        """Whether a number in this cell is shown as a date."""
        return is_datum(self.formaat(plek))

    def is_vet(self, cel: Bladcel) -> bool:
        """Whether what stands in a cell is bold."""
        letter = self.boek.opmaken[cel.stijl].letter
        vet = None if letter is None else letter.find(f"{NS}b")
        return vet is not None and waar(vet.get("val", "1"))

    def formule(self, plek: Plek) -> Lintformule | None:
        """The formula of a cell, also where it only shows part of an array."""
        return self.boek.formules.get(plek) or self._in_matrix.get(plek)

    def leeg(self, plek: Plek) -> bool:
        """Whether nothing at all was entered."""
        return self.cel(plek) is None and self.formule(plek) is None

    def plekken(self, gebied: Gebied) -> list[Plek]:
        """The filled cells of a rectangle, row by row."""
        uit: list[Plek] = []
        kolommen = self._kolommen[gebied.blad]
        for kolom in kolommen[bisect_left(kolommen, gebied.kolom1) : bisect_right(kolommen, gebied.kolom2)]:
            rijen = self._plekken[gebied.blad][kolom]
            uit += [(gebied.blad, rij, kolom) for rij in _tussen(rijen, gebied.rij1, gebied.rij2)]
        return sorted(uit)

    def rijen(self, gebied: Gebied) -> int:
        """How many rows of a rectangle can hold something: a whole column ends with the last filled row."""
        laatste = max((rijen[-1] for rijen in self._plekken[gebied.blad].values()), default=0)
        return max(0, min(gebied.rij2, laatste) - gebied.rij1 + 1)

    def tabel_op(self, plek: Plek) -> Tabelvorm | None:
        """The table of which the data rows hold the cell."""
        return self.boek.tabel_op(*plek)

    def verwijzing(self, tekst: str, blad: str) -> Verwijzing:
        """What a reference on a sheet means; also in the forms that only Excel writes."""
        gevonden = self.boek.verwijzing(tekst, blad)
        if gevonden.gebied is None and not is_extern(tekst):
            return self._ruimer(tekst.removesuffix("#"), blad) or gevonden
        return gevonden

    def _ruimer(self, tekst: str, blad: str) -> Verwijzing | None:
        """Several columns of a table, its headers, its totals; and the cell in which a spill (A1#) begins."""
        if "[" not in tekst and tekst.casefold() not in self.boek.tabellen:
            gevonden = self.boek.verwijzing(tekst, blad)
            return gevonden if gevonden.gebied is not None else None
        delen = _STRUCTUUR.fullmatch(tekst)
        tabel = self.boek.tabellen.get(delen[1].casefold()) if delen else None
        if delen is None or tabel is None:
            return None
        stukken = [stuk.replace("'", "") for stuk in _STUK.findall(delen[2] or "")] or [delen[2] or ""]
        bijzonder = {stuk.casefold() for stuk in stukken if stuk.startswith("#")}
        koppen = [stuk for stuk in stukken if stuk and not stuk.startswith("#")]
        kolommen = [tabel.kolom(kop) for kop in koppen]
        if any(kolom is None for kolom in kolommen):
            return None
        links = min((kolom.kolom1 for kolom in kolommen if kolom), default=tabel.kader.kolom1)
        rechts = max((kolom.kolom2 for kolom in kolommen if kolom), default=tabel.kader.kolom2)
        vak = tabel.kader if bijzonder & {"#all", *_ZONDER_GEGEVENS} else tabel.gegevens
        rij1, rij2 = vak.rij1, vak.rij2
        if bijzonder == {"#headers"}:
            rij2 = rij1
        elif bijzonder == {"#totals"}:
            rij1 = rij2
        return Verwijzing(Gebied(vak.blad, rij1, links, rij2, rechts), deze_rij="#this row" in bijzonder)

    @cached_property
    def _plekken(self) -> dict[str, dict[int, list[int]]]:
        """The filled rows of each column of each sheet."""
        uit: dict[str, dict[int, list[int]]] = {}
        for blad, cellen in self.boek.cellen.items():
            kolommen: defaultdict[int, list[int]] = defaultdict(list)
            for cel in cellen:
                kolommen[cel.kolom].append(cel.rij)
            uit[blad] = {kolom: sorted(rijen) for kolom, rijen in kolommen.items()}
        return uit

    @cached_property
    def _kolommen(self) -> dict[str, list[int]]:
        return {blad: sorted(kolommen) for blad, kolommen in self._plekken.items()}

    @cached_property
    def _in_matrix(self) -> dict[Plek, Lintformule]:
        return dict(self._matrices())

    def _matrices(self) -> Iterator[tuple[Plek, Lintformule]]:
        for plek, formule in self.boek.formules.items():
            cel = self.cel(plek) if formule.matrix else None
            vak = a1(cel.matrix or "", plek[0]) if cel is not None else None
            if vak is not None and vak.vorm[0] * vak.vorm[1] <= _MATRIX_HOOGSTENS:
                for rij in range(vak.rij1, vak.rij2 + 1):
                    for kolom in range(vak.kolom1, vak.kolom2 + 1):
                        yield (plek[0], rij, kolom), formule


def _tussen(gesorteerd: list[int], laagst: int, hoogst: int) -> list[int]:
    return gesorteerd[bisect_left(gesorteerd, laagst) : bisect_right(gesorteerd, hoogst)]
