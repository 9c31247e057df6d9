"""The approvals of a definitief version, held against the signed documents that it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.bewijs.akkoordbewijs import bewaarnaam, onbewezen, vanaf
from via_xl.bewijs.verificatie.versie import AKKOORDEN, BRON, NietMogelijk, Versie
from via_xl.regeling.model import Akkoord


def controleer(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """What isn't true of the approvals, at their cells of the kept master.

    A concept rests on none. A version of another program may be of before documents were kept.
    """
    if versie.status != "definitief":
        return
    if not versie.zelfde_programma and not any(naam.startswith(f"{AKKOORDEN}/") for naam in versie.bestanden):
        raise NietMogelijk("in deze map zijn de getekende stukken niet bewaard")
    try:
        stand = versie.rekening()
    except InvoerFout as fout:
        raise NietMogelijk("uit bron is de verrekening niet opnieuw te berekenen") from fout
    eerste, dag = vanaf(stand.regeling, versie.jaar, stand.invoerhash), versie.gemaakt_op.date()

    def plaats(akkoord: Akkoord) -> Path:
        return versie.map / AKKOORDEN / bewaarnaam(akkoord)

    for onwaar in onbewezen(stand.regeling, stand.uitkomst, plaats, eerste, dag):
        yield replace(onwaar, bestand=f"{BRON}/{onwaar.bestand}")
