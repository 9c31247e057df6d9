"""Options of commands that several of them have, as they are typed."""

from __future__ import annotations

from datetime import date

from via_xl.basis.bevinding import InvoerFout
from via_xl.lezen.waarden import WaardeFout, uit_tekst
from via_xl.regeling.tabellen import KALENDER


def lees_dag(optie: str, tekst: str | None) -> date | None:
    """A day; None when the option isn't there.

    >>> lees_dag("--vervaldatum", "2026-12-31")
    datetime.date(2026, 12, 31)

    Raises:
        InvoerFout: it is no day, written as 2026-12-31.
    """
    if tekst is None:
        return None
    if not tekst.strip():
        raise InvoerFout(
            f"{optie} is leeg. Geef een datum op als 2024-12-31, of laat de optie weg. Er is niets gedaan."
        )
    try:
        gelezen = uit_tekst(tekst, KALENDER.kolom("dag"))
    except WaardeFout as fout:
        raise InvoerFout(f"{optie} {tekst}: {fout.wat} {fout.doen} Er is niets gedaan.") from fout
    dag: date = gelezen
    return dag
