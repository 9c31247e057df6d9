"""What may be typed in the hour sheet: a rule for each column and each cell that is filled in."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from via_xl.schrijven.boek import Validatie
from via_xl.schrijven.taal import Stapel, keuzelijst
from via_xl.schrijven.urenstaat.lijsten import ROLLEN, SCHALEN, THEMAS
from via_xl.urenstaat import sjabloon
from via_xl.urenstaat.sjabloon import MAANDEN

MEDEWERKERLIJST = "Lijst_medewerkers"
"""The defined name of the codes in the block of medewerkers: the choices of the grid's first column."""

_HONDERDSTEN = "Gebruik een komma en hoogstens twee decimalen, bijvoorbeeld 7,5. Geen tekst."


def zet(s: Stapel, jaar: int) -> None:
    """The rules of the block of medewerkers and of the grid."""
    code, aanstelling = sjabloon.KOPPEN_MEDEWERKERS
    wie = "Een code, bijvoorbeeld AB-01. Nooit een naam."
    s.regel(f"medewerkers {code}", _tekst(sjabloon.MEDEWERKER_MAX, wie))
    s.regel(f"medewerkers {aanstelling}", _uren(sjabloon.AANSTELLING_MAX_H // 100))
    wie = "Kies een code die bovenaan bij Medewerker staat."
    s.regel(f"rooster {sjabloon.KOP_MEDEWERKER}", _lijst(MEDEWERKERLIJST, wie))
    s.regel(f"rooster {sjabloon.KOP_ROL}", _lijst(ROLLEN))
    s.regel(f"rooster {sjabloon.KOP_THEMA}", _lijst(THEMAS))
    s.regel(f"rooster {sjabloon.KOP_SCHAAL}", _lijst(SCHALEN))
    s.regel(f"rooster {sjabloon.KOP_AFREKENJAAR}", _later(jaar))
    s.regel(f"rooster {sjabloon.KOP_OPMERKING}", _tekst(sjabloon.OPMERKING_MAX, ""))
    for nummer, maand in enumerate(MAANDEN, start=1):
        s.regel(f"rooster {maand}", _uren(monthrange(jaar, nummer)[1] * 24))
    s.fout_als("rooster uren", "ISTEXT([@])")


def tekendatum(jaar: int) -> Validatie:
    """The day on which someone agrees."""
    return Validatie(
        {
            "validate": "date",
            "criteria": "between",
            "minimum": date(jaar, 1, 1),
            "maximum": sjabloon.laatste_datum(jaar),
            "error_title": "Geen datum",
            "error_message": f"Vul een datum in vanaf 1-1-{jaar}, bijvoorbeeld 15-1-{jaar + 1}.",
        }
    )


def _lijst(naam: str, tip: str = "") -> Validatie:
    return Validatie({**keuzelijst(f"={naam}", tip).opties, "ignore_blank": False})


def _uren(maximum: int) -> Validatie:
    return Validatie(
        {
            "validate": "custom",
            "value": f"=AND(ISNUMBER([@]),[@]>=0,[@]<={maximum},ROUND(100*[@],0)=ROUND(100*[@],6))",
            "error_title": "Geen geldig aantal uren",
            "error_message": f"Vul een getal in van 0 tot en met {maximum}. {_HONDERDSTEN}",
        }
    )


def _tekst(maximum: int, tip: str) -> Validatie:
    opties: dict[str, Any] = {
        "validate": "length",
        "criteria": "<=",
        "value": maximum,
        "input_message": tip,
        "error_title": "Te lang",
        "error_message": f"Hoogstens {maximum} tekens.",
    }
    return Validatie(opties)


def _later(jaar: int) -> Validatie:
    return Validatie(
        {
            "validate": "integer",
            "criteria": "between",
            "minimum": jaar,
            "maximum": jaar + sjabloon.LATER_MAX,
            "input_message": f"Leeg: de uren tellen in {jaar}. Alleen voor nagekomen uren een later jaar.",
            "error_title": "Geen later jaar",
            "error_message": f"Laat leeg, of vul een jaar in van {jaar} tot en met {jaar + sjabloon.LATER_MAX}.",
        }
    )
