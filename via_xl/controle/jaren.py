"""A year that is used has its parameters and its POK row: without them a formula would calculate with nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from via_xl.basis.bevinding import Bevinding
from via_xl.regeling.model import Record, Regeling


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each year without a row in tblJaren or tblPOK, at the first row of any table that uses it."""
    gebruikt: dict[int, tuple[Record, str]] = {}
    rijen: Iterable[Any] = chain(regeling.jaren, regeling.pok, regeling.begroting, regeling.voorschotten)
    for rij in rijen:
        gebruikt.setdefault(rij.jaar, (rij, "jaar"))
    for regel in regeling.uren:
        if regel.geldig:
            gebruikt.setdefault(regel.afrekenjaar, (regel, "afrekenjaar"))
    for tabel, aanwezig in (
        ("tblJaren", {rij.jaar for rij in regeling.jaren}),
        ("tblPOK", {rij.jaar for rij in regeling.pok}),
    ):
        for jaar, (rij, veld) in gebruikt.items():
            if jaar not in aanwezig:
                wat = f"jaar {jaar} wordt gebruikt, maar heeft geen rij in {tabel}."
                yield Bevinding.op(rij.plek, veld, wat, f"Voeg {jaar} toe aan {tabel} of verbeter het jaartal.")
