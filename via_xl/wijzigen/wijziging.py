"""A change of a master as a value: rows to add to and cells to set in its input tables, and what is told of it.

Who carries it out (a file that is written, a book that is open) needs nothing else: each row and each cell names its
table, and a cell the row as it was read, with its place in the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from via_xl import __version__
from via_xl.basis.bevinding import Bevinding
from via_xl.basis.verhaal import STIL, Verhaal
from via_xl.basis.wie import wie
from via_xl.regeling.kolom import Invoertabel
from via_xl.regeling.model import Logregel, Record, Regeling
from via_xl.regeling.tabellen import LOGBOEK, TABELLEN
from via_xl.rekenen.invoerhash import invoerhash


class Celwijziging(Struct, frozen=True):
    """Another value of a field of a row, which is the record as it was read."""

    tabel: Invoertabel
    rij: Record
    veld: str
    waarde: Any


class Stukken(Protocol):
    """Files that belong to a change: written before it, and given their names once it is carried out."""

    def schrijf(self) -> None:
        """Write them where nobody sees them yet."""

    def publiceer(self) -> object:
        """Give them their names."""

    def trek_in(self) -> None:
        """Take them back after all."""


class Wijziging(Struct, frozen=True):
    """What is added to and set in a master. ``wat`` and ``log`` (the year and a remark) are its lines in the Logboek.

    ``geweigerd`` is what was not brought in and why; ``bijlage`` makes files beside the master, both or neither.
    """

    wat: str
    log: Sequence[tuple[int | None, str]]
    rijen: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    cellen: Sequence[Celwijziging] = ()
    verhaal: Verhaal = STIL
    geweigerd: Sequence[Bevinding] = ()
    bijlage: AbstractContextManager[Stukken] | None = None

    @property
    def leeg(self) -> bool:
        """Whether nothing changes."""
        return not (self.rijen or self.cellen)

    @property
    def tabellen(self) -> frozenset[str]:
        """The names of the tables that get another content."""
        return frozenset((*self.rijen, *(cel.tabel.naam for cel in self.cellen)))

    @staticmethod
    def tussen(oud: Regeling, nieuw: Regeling) -> tuple[dict[str, Sequence[Record]], list[Celwijziging]]:
        """The rows and cells that bring one regeling to another, which only added records and changed earlier ones.

        Raises:
            ValueError: a row is gone.
        """
        rijen: dict[str, Sequence[Record]] = {}
        cellen: list[Celwijziging] = []
        for tabel in TABELLEN:
            was, wordt = getattr(oud, tabel.attribuut), getattr(nieuw, tabel.attribuut)
            if len(wordt) < len(was):
                raise ValueError("Er is een rij verdwenen.")
            for eerder, nu in zip(was, wordt, strict=False):
                if eerder != nu:
                    anders = (kolom.veld for kolom in tabel.kolommen)
                    cellen += [
                        Celwijziging(tabel, eerder, veld, getattr(nu, veld))
                        for veld in anders
                        if getattr(nu, veld) != getattr(eerder, veld)
                    ]
            if len(wordt) > len(was):
                rijen[tabel.naam] = wordt[len(was) :]
        return rijen, cellen

    def toegepast(self, regeling: Regeling) -> Regeling:
        """The regeling that is meant: this one with the rows at the end of their tables, and the cells set."""
        gezet: dict[int, dict[str, Any]] = {}
        for cel in self.cellen:
            gezet.setdefault(id(cel.rij), {})[cel.veld] = cel.waarde
        nieuw: dict[str, tuple[Record, ...]] = {}
        geraakt = self.tabellen
        for tabel in (tabel for tabel in TABELLEN if tabel.naam in geraakt):
            huidig: tuple[Record, ...] = getattr(regeling, tabel.attribuut)
            erbij = self.rijen.get(tabel.naam, ())
            nieuw[tabel.attribuut] = (*(replace(r, **gezet[id(r)]) if id(r) in gezet else r for r in huidig), *erbij)
        return replace(regeling, **nieuw)

    def gelogd(self, regeling: Regeling, heden: date) -> Wijziging:
        """The same change with its lines in the Logboek among the rows; the hash is that of the regeling it gives."""
        nieuw = self.toegepast(regeling)
        bekend = {rij.jaar for rij in nieuw.jaren}
        regels = [
            Logregel(
                wanneer=heden,
                wie=wie(),
                wat=self.wat,
                jaar=jaar,
                versie=f"ViA-XL {__version__}",
                invoerhash=invoerhash(nieuw, jaar) if jaar in bekend else "",
                opmerking=opmerking,
            )
            for jaar, opmerking in self.log
        ]
        return replace(self, log=(), rijen={**self.rijen, LOGBOEK.naam: regels})
