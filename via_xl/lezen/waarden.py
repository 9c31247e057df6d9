"""One value: the text of a CSV field or the value of a cell becomes the value of the record, or a clear error.

Nothing is guessed: a decimal comma in a CSV, a number typed as text, a date where hours belong are errors
that say what is there and what to do. A blank is never 0.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from via_xl.basis.datum import dag_van, datum_nl
from via_xl.basis.geld import GEHEEL_BP, decimaal, getypt_getal, op_schaal
from via_xl.basis.gemeenten import is_code
from via_xl.basis.schaal import HOOGSTE_SCHAAL, Schaal, schaalcode
from via_xl.regeling.kolom import GETALLEN, Invoerkolom, Kolomsoort


class WaardeFout(ValueError):
    """A value that can't be used: what is there (``wat``) and what to do (``doen``), in Dutch."""

    def __init__(self, wat: str, doen: str) -> None:
        super().__init__(wat)
        self.wat = wat
        self.doen = doen


class Formule(str):
    """A formula found in a cell, in place of a value: an input must be typed, so what the formula gives is not read."""


class Foutwaarde(str):
    """The error value of a cell: #N/A, #REF! and so on."""


FOUTWAARDEN = frozenset(
    ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
"""Also as text: some programs save an error value as the text that it shows."""

_STUURTEKEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

ONLEESBAAR_GROOT = Decimal(10) ** 15
"""From here on a double, and so a cell, no longer holds every whole number."""

_FIJNER = {
    Kolomsoort.GEHEEL: ("is geen geheel getal.", "Vul een geheel getal in."),
    Kolomsoort.JAAR: ("is geen jaartal.", "Vul een jaartal van vier cijfers in."),
    Kolomsoort.BEDRAG: ("is fijner dan een cent.", "Rond het bedrag af op twee decimalen."),
    Kolomsoort.UREN: ("is fijner dan een honderdste uur.", "Rond de uren af op twee decimalen."),
    Kolomsoort.PERCENTAGE: ("is fijner dan een basispunt (0,01 %).", "Rond het percentage af op twee decimalen."),
}
_PROCENT = GEHEEL_BP // 100
_TYP_SCHAAL = f"Vul een getal van 1 tot en met {HOOGSTE_SCHAAL} in, zo nodig met een letter erachter (10A)."

_VOORBEELD = {
    Kolomsoort.GEHEEL: "12",
    Kolomsoort.JAAR: "2027",
    Kolomsoort.BEDRAG: "1234,56",
    Kolomsoort.UREN: "7,25",
    Kolomsoort.PERCENTAGE: "2,5",
}
_KOMMAGETAL = re.compile(r"-?(\d+|\d{1,3}(\.\d{3})+),\d+\Z")
_ISO_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_ISO_MAAND = re.compile(r"\d{4}-\d{2}\Z", re.ASCII)


def uit_tekst(tekst: str, kolom: Invoerkolom) -> Any:
    """The value that the text of a CSV field gives in a column: dot decimals, ISO dates, percentages in per cent.

    >>> from via_xl.regeling.tabellen import POK, UREN
    >>> uit_tekst("7.25", UREN.kolom("uren_h")), uit_tekst("50", POK.kolom("vergoeding_bp"))
    (725, 5000)

    Raises:
        WaardeFout: the text is no value for this column.
    """
    kaal = _zonder_stuurtekens(tekst).strip()
    return _UIT_TEKST[kolom.soort](kaal, kolom) if kaal else leeg(kolom)


def uit_getypt(tekst: str, kolom: Invoerkolom) -> Any:
    """The value that a text gives in a column, as a person types it: also 1.234,56 and 31-12-2026. A blank is not given.

    >>> from via_xl.regeling.tabellen import KALENDER, POK, UREN
    >>> uit_getypt("7,25", UREN.kolom("uren_h")), uit_getypt("50 %", POK.kolom("vergoeding_bp"))
    (725, 5000)
    >>> uit_getypt("31-12-2026", KALENDER.kolom("dag"))
    datetime.date(2026, 12, 31)

    Raises:
        WaardeFout: the text is no value for this column, with an example of one.
    """
    kaal = _zonder_stuurtekens(tekst).strip()
    if kolom.soort is Kolomsoort.DATUM and kaal:
        dag = dag_van(kaal)
        if dag is None:
            raise WaardeFout(f'"{kaal}" is geen datum.', "Typ de datum als dag-maand-jaar, bijvoorbeeld 31-12-2026.")
        return dag
    if kolom.soort in GETALLEN and kaal:
        getal = getypt_getal(kaal)
        if getal is None:
            raise WaardeFout(f'"{kaal}" is geen getal.', f"Typ bijvoorbeeld {_VOORBEELD[kolom.soort]}.")
        return _op_kolomschaal(getal, kaal, kolom)
    return uit_tekst(tekst, kolom)


def _zonder_stuurtekens(tekst: str) -> str:
    """The text, if it has no character that nobody sees and no cell can hold.

    Raises:
        WaardeFout: it has one, such as a NUL.
    """
    vreemd = _STUURTEKEN.search(tekst)
    if vreemd is None:
        return tekst
    voor = tekst[max(0, vreemd.start() - 20) : vreemd.start()]
    waar = f'na "{voor}"' if voor else "aan het begin"
    raise WaardeFout(f"bevat {waar} een teken dat niet te zien is (code {ord(vreemd[0])}).", "Typ de tekst opnieuw.")


def uit_cel(waarde: Any, kolom: Invoerkolom) -> Any:
    """The value that the content of a cell gives in a column: percentages are fractions there, and dates dates.

    >>> from via_xl.regeling.tabellen import POK, UREN
    >>> uit_cel(7.25, UREN.kolom("uren_h")), uit_cel(0.5, POK.kolom("vergoeding_bp"))
    (725, 5000)

    Raises:
        WaardeFout: what the cell holds is no value for this column.
    """
    if isinstance(waarde, Formule):
        raise WaardeFout("bevat een formule; hier hoort een ingevulde waarde.", "Vul de waarde zelf in.")
    if isinstance(waarde, Foutwaarde) or (isinstance(waarde, str) and waarde.strip() in FOUTWAARDEN):
        raise WaardeFout(f"bevat de foutwaarde {waarde.strip()}.", "Vul de waarde zelf in.")
    if waarde is None or (isinstance(waarde, str) and not waarde.strip()):
        return leeg(kolom)
    return _UIT_CEL[kolom.soort](_zonder_stuurtekens(waarde) if isinstance(waarde, str) else _dubbel(waarde), kolom)


def _dubbel(waarde: Any) -> Any:
    """A number that a cell can't hold, as the nearest that it can (or infinity); anything else as it is."""
    if not isinstance(waarde, int) or abs(waarde) < ONLEESBAAR_GROOT:
        return waarde
    try:
        return float(waarde)
    except OverflowError:
        return math.inf if waarde > 0 else -math.inf


def uit_mastercel(waarde: Any, kolom: Invoerkolom) -> Any:
    """As :func:`uit_cel`, for a cell that formulas look in: a spelling that they don't find is an error.

    A schaal that is typed as "10 a" or as the text "10" is known, but SUMIFS compares what the cell holds.

    Raises:
        WaardeFout: what the cell holds is no value for this column, or not in the spelling that a formula finds.
    """
    uit = uit_cel(waarde, kolom)
    if kolom.soort is Kolomsoort.SCHAAL and isinstance(waarde, str) and waarde.upper() != uit:
        wat = "staat als tekst in de cel" if isinstance(uit, int) else f"is schaal {uit}"
        raise WaardeFout(f'"{waarde}" {wat}; de formules herkennen het zo niet.', f"Typ {uit}.")
    return uit


def leeg(kolom: Invoerkolom) -> Any:
    """The value of a blank cell or field: the default of its column.

    Raises:
        WaardeFout: the column is obligatory.
    """
    if kolom.verplicht:
        keuzes = f" ({', '.join(kolom.keuzelijst)})" if kolom.soort is Kolomsoort.KEUZE else ""
        raise WaardeFout("is leeg, maar verplicht.", f"Vul {kolom.soort.gevraagd}{keuzes} in.")
    return kolom.standaard


# --- what both sources share --------------------------------------------------------------------------------


def _op_schaal(getal: Decimal, schaal: int, getoond: str, kolom: Invoerkolom) -> int:
    if not getal.is_finite() or abs(getal) >= ONLEESBAAR_GROOT:
        raise _buiten_grens(getoond, kolom, te_klein=getal.is_signed())
    waarde = op_schaal(getal, schaal)
    if waarde is None:
        wat, doen = _FIJNER[kolom.soort]
        raise WaardeFout(f"{getoond} {wat}", doen)
    if kolom.minimum is not None and waarde < kolom.minimum:
        raise _buiten_grens(getoond, kolom, te_klein=True, negatief=waarde < 0)
    if kolom.maximum is not None and waarde > kolom.maximum:
        raise _buiten_grens(getoond, kolom, te_klein=False)
    return waarde


def _buiten_grens(getoond: str, kolom: Invoerkolom, *, te_klein: bool, negatief: bool = True) -> WaardeFout:
    if kolom.soort is Kolomsoort.JAAR:
        grenzen = f"tussen {kolom.minimum} en {kolom.maximum}"
        wat, doen = f"ligt niet {grenzen}.", f"Vul een jaartal {grenzen} in."
    elif te_klein and negatief and kolom.minimum is not None and kolom.minimum >= 0:
        wat, doen = "is negatief.", "Vul een waarde van 0 of meer in."
    elif kolom.soort is Kolomsoort.BEDRAG:
        wat, doen = "is te groot om in een spreadsheet exact te rekenen.", "Kijk het bedrag na; het is in euro's."
    elif te_klein:
        wat, doen = "is te klein.", "Vul een waarde boven 0 in."
    elif kolom.soort is Kolomsoort.PERCENTAGE:
        wat, doen = "ligt boven de 100 %.", "Vul een percentage van 0 tot en met 100 in."
    else:
        wat, doen = "is te groot.", "Kijk het getal na."
    return WaardeFout(f"{getoond} {wat}", doen)


def _maand(dag: date, getoond: str) -> date:
    if not 2000 <= dag.year <= 2100:
        raise WaardeFout(f"{getoond} ligt niet tussen 2000 en 2100.", "Kijk het jaar van de maand na.")
    return dag


def _keuze(tekst: str, kolom: Invoerkolom) -> Any:
    woord = tekst.casefold()
    woord = kolom.synoniemen.get(woord, woord)
    if woord not in kolom.keuzes:
        raise WaardeFout(f'"{tekst}" is hier geen keuze.', f"Kies uit: {', '.join(kolom.keuzelijst)}.")
    return kolom.keuzes[woord]


def _janee(tekst: str, kolom: Invoerkolom) -> Any:
    if tekst.casefold() not in kolom.keuzes:
        raise WaardeFout(f'"{tekst}" is geen ja of nee.', "Vul ja of nee in.")
    return kolom.keuzes[tekst.casefold()]


def _code(tekst: str, _kolom: Invoerkolom) -> str:
    """A CBS code in capitals, or else the text unchanged: it may be a name, which the caller looks up."""
    return tekst.upper() if is_code(tekst.upper()) else tekst


# --- CSV ----------------------------------------------------------------------------------------------------


def _tekst_uit_tekst(tekst: str, _kolom: Invoerkolom) -> str:
    return tekst


def _getal_uit_tekst(tekst: str, kolom: Invoerkolom) -> int:
    if _KOMMAGETAL.match(tekst):
        bedoeld = tekst.replace(".", "").replace(",", ".")
        raise WaardeFout(f'"{tekst}" heeft een decimale komma.', f"Schrijf {bedoeld}, met een punt.")
    getal = decimaal(tekst)
    if getal is None:
        raise WaardeFout(f'"{tekst}" is geen getal.', "Schrijf alleen cijfers, met een punt voor de decimalen.")
    return _op_kolomschaal(getal, tekst, kolom)


def _op_kolomschaal(getal: Decimal, tekst: str, kolom: Invoerkolom) -> int:
    """A number of which a percentage is in per cent, as it is written, on the scale of its column."""
    if kolom.soort is Kolomsoort.PERCENTAGE:
        return _op_schaal(getal, _PROCENT, f"{tekst.rstrip(' %')} %", kolom)
    return _op_schaal(getal, kolom.soort.schaal, tekst, kolom)


def _schaal_uit_tekst(tekst: str, _kolom: Invoerkolom) -> Schaal:
    getal = decimaal(tekst)
    code = schaalcode(tekst if getal is None or not _is_geheel(getal) else str(int(getal)))
    if code is None:
        raise WaardeFout(f'"{tekst}" is geen schaal.', _TYP_SCHAAL)
    return code


def _is_geheel(getal: Decimal) -> bool:
    return getal.is_finite() and abs(getal) < ONLEESBAAR_GROOT and getal == getal.to_integral_value()


def _datum_uit_tekst(tekst: str, _kolom: Invoerkolom) -> date:
    try:
        if _ISO_DATUM.match(tekst):
            return date.fromisoformat(tekst)
    except ValueError:
        pass
    raise WaardeFout(f'"{tekst}" is geen datum.', "Schrijf de datum als jaar-maand-dag, bijvoorbeeld 2024-01-31.")


def _maand_uit_tekst(tekst: str, _kolom: Invoerkolom) -> date:
    try:
        if _ISO_MAAND.match(tekst):
            return _maand(date.fromisoformat(f"{tekst}-01"), tekst)
    except WaardeFout:
        raise
    except ValueError:
        pass
    raise WaardeFout(f'"{tekst}" is geen maand.', "Schrijf de maand als jaar-maand, bijvoorbeeld 2024-03.")


_UIT_TEKST: dict[Kolomsoort, Callable[[str, Invoerkolom], Any]] = {
    Kolomsoort.TEKST: _tekst_uit_tekst,
    Kolomsoort.CODE: _code,
    **dict.fromkeys(GETALLEN, _getal_uit_tekst),
    Kolomsoort.SCHAAL: _schaal_uit_tekst,
    Kolomsoort.DATUM: _datum_uit_tekst,
    Kolomsoort.MAAND: _maand_uit_tekst,
    Kolomsoort.JANEE: _janee,
    Kolomsoort.KEUZE: _keuze,
}


# --- cells --------------------------------------------------------------------------------------------------


def _wat_er_staat(waarde: Any) -> str:
    """What a cell holds, in Dutch, to begin the message about it: ``"7,5" is tekst``."""
    if isinstance(waarde, bool):
        return f"{'WAAR' if waarde else 'ONWAAR'} is een logische waarde"
    if isinstance(waarde, str):
        return f'"{waarde.strip()}" is tekst'
    if isinstance(waarde, date):
        return f"{datum_nl(waarde)} is een datum"
    if isinstance(waarde, int | float):
        return f"{_nl(Decimal(repr(waarde)))} is een getal"
    from via_xl.lezen.getalopmaak import toon  # it needs this module to be loaded

    return f"{toon(waarde)} is een tijd"


def _nl(getal: Decimal) -> str:
    if not getal.is_finite():
        return "een oneindig getal"
    if abs(getal) >= ONLEESBAAR_GROOT:
        return f"{getal:.3e}".replace(".", ",")
    tekst = f"{getal:f}"
    kaal = tekst.rstrip("0").rstrip(".") if "." in tekst else tekst
    return kaal.replace(".", ",")


def _geen_rand(tekst: str, doen: str) -> str:
    """The text, if it has no space before or after it: a formula that compares it with another would not find it.

    Raises:
        WaardeFout: it has one; ``doen`` says what to do.
    """
    if tekst != tekst.strip():
        raise WaardeFout(f'"{tekst}" begint of eindigt met een spatie.', doen)
    return tekst


def _tekst_uit_cel(waarde: Any, kolom: Invoerkolom) -> str:
    if isinstance(waarde, str):
        return _geen_rand(waarde, "Haal de spatie weg.") if kolom.verplicht else waarde.strip()
    getal = isinstance(waarde, int | float) and not isinstance(waarde, bool) and abs(waarde) < float(ONLEESBAAR_GROOT)
    if getal and waarde == int(waarde):
        return str(int(waarde))
    raise WaardeFout(f"{_wat_er_staat(waarde)}, geen tekst.", "Typ de tekst opnieuw, met een ' ervoor.")


def _code_uit_cel(waarde: Any, kolom: Invoerkolom) -> str:
    if not isinstance(waarde, str):
        raise WaardeFout(f"{_wat_er_staat(waarde)}, geen gemeente.", "Vul de CBS-code in, bijvoorbeeld GM0755.")
    return _code(waarde.strip(), kolom)


def _getal_uit_cel(waarde: Any, kolom: Invoerkolom) -> int:
    if isinstance(waarde, bool) or not isinstance(waarde, int | float):
        doen = "Typ het getal opnieuw, in een cel met getalopmaak, zonder eenheid."
        raise WaardeFout(f"{_wat_er_staat(waarde)}, geen getal.", doen)
    getal = Decimal(repr(waarde))
    getoond = f"{_nl(getal * 100)} %" if kolom.soort is Kolomsoort.PERCENTAGE else _nl(getal)
    return _op_schaal(getal, kolom.soort.schaal, getoond, kolom)


def _schaal_uit_cel(waarde: Any, _kolom: Invoerkolom) -> Schaal:
    if isinstance(waarde, bool) or not isinstance(waarde, int | float | str):
        raise WaardeFout(
            f"{_wat_er_staat(waarde)}, geen schaal.", f"{_TYP_SCHAAL} Zonder spatie: anders wordt 10 a een tijd."
        )
    tekst = waarde if isinstance(waarde, str) else _nl(Decimal(repr(waarde)))
    code = schaalcode(tekst)
    if code is None:
        getoond = f'"{tekst}"' if isinstance(waarde, str) else tekst
        raise WaardeFout(f"{getoond} is geen schaal.", _TYP_SCHAAL)
    return code


def _datum_uit_cel(waarde: Any, _kolom: Invoerkolom) -> date:
    if isinstance(waarde, datetime):
        if (waarde.hour, waarde.minute, waarde.second, waarde.microsecond) != (0, 0, 0, 0):
            raise WaardeFout(f"{_wat_er_staat(waarde)} met een tijd.", "Typ alleen de datum, bijvoorbeeld 31-1-2024.")
        return waarde.date()
    if isinstance(waarde, date):
        return waarde
    if isinstance(waarde, int | float) and not isinstance(waarde, bool):
        raise WaardeFout(
            f"{_wat_er_staat(waarde)} zonder datumopmaak.", "Typ de datum opnieuw, in een cel met datumopmaak."
        )
    raise WaardeFout(f"{_wat_er_staat(waarde)}, geen datum.", "Typ de datum opnieuw, bijvoorbeeld 31-1-2024.")


def _maand_uit_cel(waarde: Any, kolom: Invoerkolom) -> date:
    dag = _datum_uit_cel(waarde, kolom)
    getoond = datum_nl(dag)
    if dag.day != 1:
        raise WaardeFout(
            f"{getoond} is niet de eerste dag van een maand.", f"Typ de eerste van de maand: 1-{dag.month}-{dag.year}."
        )
    return _maand(dag, getoond)


def _janee_uit_cel(waarde: Any, kolom: Invoerkolom) -> Any:
    if not isinstance(waarde, str):
        raise WaardeFout(f"{_wat_er_staat(waarde)}, geen ja of nee.", "Vul ja of nee in.")
    return _janee(_geen_rand(waarde, "Vul ja of nee in, zonder spatie."), kolom)


def _keuze_uit_cel(waarde: Any, kolom: Invoerkolom) -> Any:
    kies = f"Kies uit: {', '.join(kolom.keuzelijst)}."
    if not isinstance(waarde, str):
        raise WaardeFout(f"{_wat_er_staat(waarde)}, geen keuze.", kies)
    return _keuze(_geen_rand(waarde, kies), kolom)


_UIT_CEL: dict[Kolomsoort, Callable[[Any, Invoerkolom], Any]] = {
    Kolomsoort.TEKST: _tekst_uit_cel,
    Kolomsoort.CODE: _code_uit_cel,
    **dict.fromkeys(GETALLEN, _getal_uit_cel),
    Kolomsoort.SCHAAL: _schaal_uit_cel,
    Kolomsoort.DATUM: _datum_uit_cel,
    Kolomsoort.MAAND: _maand_uit_cel,
    Kolomsoort.JANEE: _janee_uit_cel,
    Kolomsoort.KEUZE: _keuze_uit_cel,
}
