"""Approvals and reactions are recorded rightly.

One that isn't would make a settlement definitive, or hold it up, without anybody meaning it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.datum import datum_nl
from via_xl.regeling.model import Reactie, Reactieoordeel, Record, Regeling

_HASH = re.compile(r"[0-9a-f]{64}")


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each row of tblAkkoord and tblReacties that can't be right."""
    jaren = {rij.jaar for rij in regeling.jaren}
    for akkoord in regeling.akkoorden:
        yield from _jaar(akkoord, akkoord.jaar, jaren)
        for veld, doen in (
            ("invoerhash", "Neem de invoerhash over van het getekende stuk, of gebruik via-xl akkoord noteer."),
            ("sha256", "Gebruik via-xl akkoord noteer, dat de SHA-256 van het getekende bestand berekent."),
        ):
            if not _HASH.fullmatch(getattr(akkoord, veld)):
                wat = "is geen SHA-256: 64 cijfers en letters van a tot en met f."
                yield Bevinding.op(akkoord.plek, veld, wat, doen)
    for reactie in regeling.reacties:
        yield from _jaar(reactie, reactie.jaar, jaren)
        yield from _afhandeling(reactie)


def _jaar(rij: Record, jaar: int, jaren: set[int]) -> Iterator[Bevinding]:
    if jaar not in jaren:
        wat = f"{jaar} staat niet in tblJaren."
        yield Bevinding.op(rij.plek, "jaar", wat, "Verbeter het jaar van afrekening.")


def _afhandeling(reactie: Reactie) -> Iterator[Bevinding]:
    if reactie.afgehandeld is None:
        return
    if reactie.oordeel is not Reactieoordeel.BEZWAAR:
        wat = "is ingevuld bij een akkoord; alleen een bezwaar wordt afgehandeld."
        yield Bevinding.op(reactie.plek, "afgehandeld", wat, "Maak de cel leeg.")
    elif reactie.afgehandeld < reactie.op:
        wat = f"{datum_nl(reactie.afgehandeld)} ligt voor de dag waarop het bezwaar kwam ({datum_nl(reactie.op)})."
        yield Bevinding.op(reactie.plek, "afgehandeld", wat, "Verbeter een van beide dagen.")
