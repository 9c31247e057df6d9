"""What the user typed, read: days, choices and gemeenten, in the words of the sheets or what says enough of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from via_xl.basis.bevinding import InvoerFout
from via_xl.lezen.rijen import Namenlijst
from via_xl.lezen.waarden import WaardeFout, uit_tekst
from via_xl.regeling.kolom import Invoerkolom
from via_xl.regeling.model import Regeling
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


def lees_keuze(tekst: str, kolom: Invoerkolom) -> Any:
    """The value of a column as it is typed; of a choice also one word of it that says enough ("ambtelijk").

    Raises:
        WaardeFout: it is none.
    """
    woord = tekst.strip().casefold()
    voluit = [keuze for keuze in kolom.keuzelijst if woord in keuze.split()]
    return uit_tekst(voluit[0] if len(voluit) == 1 else tekst, kolom)


def lees_gemeente(tekst: str, regeling: Regeling) -> str:
    """The code of a gemeente of the region, however it is spelled.

    Raises:
        WaardeFout: it is none.
    """
    code = Namenlijst(regeling.gemeenten, regeling.namen).herken_ruim(tekst.strip())
    if all(gemeente.code != code for gemeente in regeling.gemeenten):
        raise WaardeFout(f"{code} staat niet in tblGemeenten.", "Geef een gemeente van de regio op.")
    return code
