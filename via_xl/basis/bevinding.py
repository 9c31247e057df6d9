"""Findings: what is wrong, where, and what to do. Gathered and reported together, never one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict


class Ernst(StrEnum):
    """How serious a finding is: an error stops the run, a warning is shown and stays."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"


class Plek(Struct, frozen=True):
    """Where a record was read: a file, a sheet (or CSV file name), a row, and the column of each field.

    ``kolommen`` maps the field name to the column's letter ("C") in a workbook and to its header in a CSV;
    one mapping is shared by all the rows of a table.

    Any two places are equal: the same row is the same record, whether it was read from CSV, from a master or from an open book.
    """

    bestand: str
    blad: str
    rij: int
    kolommen: Mapping[str, str]

    def __eq__(self, ander: object) -> bool:
        """Whether it is a place."""
        return isinstance(ander, Plek)

    def __hash__(self) -> int:
        """The same for all."""
        return hash(Plek)

    def cel(self, veld: str | None = None) -> str:
        """The address of a field ("C12"), of the row ("rij 12") when no field is named or it has no column."""
        kolom = self.kolommen.get(veld, "") if veld else ""
        if not kolom:
            return f"rij {self.rij}"
        if self.blad.endswith(".csv"):
            return f"rij {self.rij}, kolom {kolom}"
        return f"{kolom}{self.rij}"


NERGENS = Plek("", "", 0, {})

_VOLGENDE_ZIN = re.compile(r"(?<=\.) +(?=[A-Z])")
_PROBEER = "Verbeter dit, en probeer het opnieuw."


class Bevinding(Struct, frozen=True):
    """One finding, complete enough to act on: where it is, what is wrong and what to do about that, in Dutch."""

    bestand: str
    blad: str
    cel: str
    wat: str
    doen: str
    ernst: Ernst = Ernst.FOUT

    @staticmethod
    def op(plek: Plek, veld: str | None, wat: str, doen: str, ernst: Ernst = Ernst.FOUT) -> Bevinding:
        """A finding about one field of a record (None: about its whole row), at the place where the record was read."""
        return Bevinding(plek.bestand, plek.blad, plek.cel(veld), wat, doen, ernst)

    def regel(self) -> str:
        """The whole finding as one line of Dutch text."""
        waar = "!".join(deel for deel in (self.blad, self.cel) if deel)
        return f"{self.bestand} {waar}: {self.wat} {self.doen}".strip()


def fouten(bevindingen: Iterable[Bevinding]) -> tuple[Bevinding, ...]:
    """The findings among these that stop a run: the errors, not the warnings."""
    return tuple(b for b in bevindingen if b.ernst is Ernst.FOUT)


def fouten_eerst(bevindingen: Iterable[Bevinding]) -> tuple[Bevinding, ...]:
    """The same findings with the errors before the warnings, each in the order in which they were found."""
    return tuple(sorted(bevindingen, key=lambda b: b.ernst is not Ernst.FOUT))


class GebruikersFout(Exception):
    """Something the user can mend. It is shown as a Dutch sentence with the findings, never as a traceback."""

    exitcode = 2

    def __init__(self, bericht: str, bevindingen: Iterable[Bevinding] = ()) -> None:
        super().__init__(bericht)
        self.bericht = bericht
        self.bevindingen = tuple(bevindingen)

    def als_bevinding(self, bestand: str, blad: str = "") -> Bevinding:
        """As one finding: the first sentence says what is wrong, the others what to do.

        >>> InvoerFout("Er is geen jaar gekozen. Kies een jaar op blad Start.").als_bevinding("m.xlsx").doen
        'Kies een jaar op blad Start.'
        """
        wat, *doen = _VOLGENDE_ZIN.split(self.bericht, maxsplit=1)
        return Bevinding(bestand, blad, "", wat, doen[0] if doen else _PROBEER)

    def als_json(self) -> dict[str, Any]:
        """As plain values: what another program reads instead of an outcome."""
        return {"fout": self.bericht, "bevindingen": [asdict(bevinding) for bevinding in self.bevindingen]}


class InvoerFout(GebruikersFout):
    """The input can't be used (exit code 2)."""


class NietsTeDoen(InvoerFout):
    """Nothing is wrong, but with this input there is nothing to do: not yet, or not any more (exit code 2)."""


class BewijsFout(GebruikersFout):
    """A check on the outcome or the proof failed (exit code 1): nothing is published."""

    exitcode = 1
