"""What the user typed, read: days, choices and gemeenten, in the words of the sheets or what says enough of them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.geld import CENT, getypt_getal, op_schaal, procent_nl
from via_xl.basis.macrovraag import Antwoordsoort, Macrovraag
from via_xl.lezen.rijen import Namenlijst
from via_xl.lezen.waarden import WaardeFout, uit_getypt
from via_xl.regeling.kolom import Invoerkolom, Invoertabel
from via_xl.regeling.model import Regeling
from via_xl.regeling.tabellen import GEMEENTEN, KALENDER

_UITERSTE_BP = 5_000

_Woord = TypeVar("_Woord", bound=StrEnum)


def uit_kolom(tabel: Invoertabel, veld: str) -> str:
    """The choices of a question of a macro: what this column of the open workbook holds.

    >>> uit_kolom(GEMEENTEN, "naam")
    'tblGemeenten[Naam]'
    """
    return f"{tabel.naam}[{tabel.kolom(veld).kop}]"


def vraag_gemeente(tekst: str, *, verplicht: bool = True, bij: tuple[int, tuple[str, ...]] | None = None) -> Macrovraag:
    """A question of a macro that is answered with a gemeente of the region."""
    return Macrovraag(tekst, uit=uit_kolom(GEMEENTEN, "naam"), verplicht=verplicht, bij=bij)


def vraag_dag(tekst: str, *, verplicht: bool = True) -> Macrovraag:
    """A question of a macro that is answered with a day."""
    return Macrovraag(f"{tekst} Bijvoorbeeld 31-12-2026.", Antwoordsoort.DAG, verplicht=verplicht)


def lees_dag(optie: str, tekst: str | None) -> date | None:
    """A day; None when the option isn't there.

    >>> lees_dag("--vervaldatum", "31-12-2026") == lees_dag("--vervaldatum", "2026-12-31")
    True

    Raises:
        InvoerFout: it is no day, written as 31-12-2026 or 2026-12-31.
    """
    if tekst is None:
        return None
    if not tekst.strip():
        raise InvoerFout(f"{optie} is leeg. Typ een datum als 31-12-2026, of laat de optie weg. Er is niets gedaan.")
    try:
        gelezen = uit_getypt(tekst, KALENDER.kolom("dag"))
    except WaardeFout as fout:
        raise InvoerFout(f"{optie}: {fout.wat} {fout.doen} Er is niets gedaan.") from fout
    dag: date = gelezen
    return dag


def lees_keuze(tekst: str, kolom: Invoerkolom) -> Any:
    """The value of a column as it is typed; of a choice also one word of it that says enough ("ambtelijk").

    Raises:
        WaardeFout: it is none.
    """
    woord = tekst.strip().casefold()
    voluit = [keuze for keuze in kolom.keuzelijst if woord in keuze.split()]
    return uit_getypt(voluit[0] if len(voluit) == 1 else tekst, kolom)


def lees_gemeente(tekst: str, regeling: Regeling) -> str:
    """The code of a gemeente of the region, however it is spelled.

    Raises:
        WaardeFout: it is none.
    """
    code = Namenlijst(regeling.gemeenten, regeling.namen).herken_ruim(tekst.strip())
    if all(gemeente.code != code for gemeente in regeling.gemeenten):
        raise WaardeFout(f"{code} staat niet in tblGemeenten.", "Geef een gemeente van de regio op.")
    return code


def lees_procent(optie: str, tekst: str | None) -> int | None:
    """A percentage in basispunten, with a comma or a dot for the decimals; None when nothing is said.

    >>> lees_procent("--index-personeel", "3,5"), lees_procent("--index-personeel", "-0.25 %")
    (350, -25)

    Raises:
        InvoerFout: it is no percentage of at most two decimals, or an unlikely one.
    """
    kaal = (tekst or "").strip()
    if not kaal:
        return None
    getal = getypt_getal(kaal)
    bp = None if getal is None else op_schaal(getal, CENT)
    if bp is None or not -_UITERSTE_BP <= bp <= _UITERSTE_BP:
        raise InvoerFout(
            f"{optie} {kaal} is geen percentage tussen −{procent_nl(_UITERSTE_BP)} en {procent_nl(_UITERSTE_BP)}. Geef bijvoorbeeld "
            "3,5 op. Er is niets gedaan."
        )
    return bp


def lees_woord(optie: str, tekst: str | None, woorden: type[_Woord]) -> _Woord | None:
    """One of the words of a choice; None when nothing is said.

    Raises:
        InvoerFout: it is none of them.
    """
    kaal = (tekst or "").strip().casefold()
    if not kaal:
        return None
    try:
        return woorden(kaal)
    except ValueError as fout:
        keuzes = ", ".join(str(woord) for woord in woorden)
        raise InvoerFout(f'{optie} "{kaal}" is hier geen keuze. Kies uit: {keuzes}. Er is niets gedaan.') from fout
