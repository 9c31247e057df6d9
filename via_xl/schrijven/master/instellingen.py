"""The sheet with the settings of xlwings, which the VBA reads: a key in column A, its value in column B.

Only in the edition with macros. What differs from one PC to the next (where Python is) does not stand here but in
the user's own file, which ``via-xl excel installeer`` writes. Texts only: VBA turns a real TRUE into a Dutch word.
"""

from __future__ import annotations

from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import VLAG, F, Stapel, Tabkleur, Vak

PROJECT = "via_xl"
"""The project name in the VBA of xlwings: it names this sheet and the user's own file with settings."""

BLAD = f"{PROJECT}.conf"

INSTELLINGEN: tuple[tuple[str, str, str], ...] = (
    ("ADD_WORKBOOK_TO_PYTHONPATH", "false", "Python zoekt niet in de map van deze werkmap: daar kan van alles staan."),
    ("UDF MODULES", "udfs", "De module met de VIA-functies."),
)

_UITLEG = (
    "Instellingen van xlwings voor de macro's en de VIA-functies; hier hoeft u niets te veranderen.",
    "Waar Python staat, legt 'via-xl excel installeer' per gebruiker vast.",
)


def zet(boek: Boek, vlag: str | None, kopregel: str) -> None:
    """Add the sheet, with the overall flag where there is one. The VBA reads column A from its first cell."""
    s = Stapel(boek.blad(BLAD, kleur=str(Tabkleur.HERKOMST), kopregel=kopregel), 0)
    for sleutel, waarde, uitleg in INSTELLINGEN:
        s.vakken({0: Vak(sleutel), 1: Vak(waarde), 2: Vak(uitleg, opmaak="uitleg")})
    s.wit()
    for uitleg in _UITLEG:
        s.vakken({2: Vak(uitleg, opmaak="uitleg")})
    s.wit()
    if vlag is not None:
        s.vakken({2: Vak(F(f'"Controles: "&{VLAG}', f"Controles: {vlag}"), opmaak="vlag")})
    s.breed({0: 36, 1: 22, 2: 90})
