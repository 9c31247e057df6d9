"""The lines of a table: its columns found by header, or in a fixed order when there are no headers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from udfs.cellen import Cellen, leeg, met_datum, rooster
from udfs.fouten import Excelfout, Uitval
from via_xl.basis.bevinding import NERGENS
from via_xl.lezen.rijen import Rijlezer
from via_xl.lezen.tabelplaats import kop_vorm
from via_xl.lezen.waarden import uit_cel
from via_xl.regeling.kolom import Invoerkolom, Invoertabel


class Kop(Struct, frozen=True):
    """A header row, in the form in which headers are compared."""

    vormen: tuple[str, ...]

    @staticmethod
    def van(rij: Sequence[Any]) -> Kop:
        """The header row that this row may be."""
        return Kop(tuple(kop_vorm(cel) if isinstance(cel, str) else "" for cel in rij))

    def heeft(self, *koppen: str) -> bool:
        """Whether one of these headers stands in it."""
        return any(kop_vorm(kop) in self.vormen for kop in koppen)

    def plek(self, *koppen: str) -> int:
        """The place of the column under the first of these headers that is there.

        Raises:
            Uitval: none is there, or there are two columns under it.
        """
        for kop in map(kop_vorm, koppen):
            if self.vormen.count(kop) == 1:
                return self.vormen.index(kop)
            if kop in self.vormen:
                break
        raise Uitval(Excelfout.WAARDE)


def lijnen(cellen: Cellen, *kolommen: tuple[str, ...]) -> tuple[bool, list[tuple[Any, ...]]]:
    """Whether there is a header row, and of each line below it the cells of these columns (each with its headers).

    Without a header row the columns must be exactly these, in this order.

    >>> lijnen([["Uren", "Bron", "SCHAAL"], [7.5, "staat", 11.0]], ("Schaal",), ("Uren",))
    (True, [(11.0, 7.5)])
    >>> lijnen([[11.0, 7.5]], ("Schaal",), ("Uren",))
    (False, [(11.0, 7.5)])

    Raises:
        Uitval: a column is missing or there twice, or without headers there are more or fewer columns.
    """
    rijen = rooster(cellen)
    kop = Kop.van(rijen[0])
    if any(kop.heeft(*koppen) for koppen in kolommen):
        plekken = [kop.plek(*koppen) for koppen in kolommen]
        return True, [tuple(rij[plek] for plek in plekken) for rij in rijen[1:]]
    if len(rijen[0]) != len(kolommen):
        raise Uitval(Excelfout.WAARDE)
    return False, [tuple(rij) for rij in rijen]


def records(tabel: Invoertabel, kolommen: Sequence[Invoerkolom], regels: Iterable[tuple[Any, ...]]) -> list[Any]:
    """The records of lines that hold these columns, read as the master is; blank lines give none.

    Raises:
        Uitval: a line can't be read, so that no answer from this table can be trusted (VIA_CONTROLE says which).
    """
    lezer = Rijlezer(tabel, kolommen, uit_cel, lambda tekst: tekst, met_kop=False)
    uit = [lezer.lees(_ruw(kolommen, regel), NERGENS) for regel in regels if not leeg(regel)]
    if lezer.bevindingen:
        raise Uitval(Excelfout.WAARDE)
    return uit


def _ruw(kolommen: Sequence[Invoerkolom], regel: tuple[Any, ...]) -> dict[str, Any]:
    return {kolom.veld: met_datum(cel, kolom) for kolom, cel in zip(kolommen, regel, strict=True)}
