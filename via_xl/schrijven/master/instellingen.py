"""The sheet with the settings of xlwings, which the VBA reads: a key in column A, its value in column B.

Only in the edition with macros. What differs from one PC to the next (where Python is) does not stand here but in
the user's own file, which ``via-xl excel installeer`` writes. Texts only: VBA turns a real TRUE into a Dutch word.
"""

from __future__ import annotations

from via_xl.schrijven.boek import Boek
from via_xl.schrijven.opmaak import VLAG

PROJECT = "via_xl"
"""The project name in the VBA of xlwings: it names this sheet and the user's own file with settings."""

BLAD = f"{PROJECT}.conf"

INSTELLINGEN: tuple[tuple[str, str, str], ...] = (
    ("ADD_WORKBOOK_TO_PYTHONPATH", "false", "Python zoekt niet in de map van dit werkboek: daar kan van alles staan."),
    ("UDF MODULES", "udfs", "De module met de VIA-functies."),
)


def zet(boek: Boek, vlag: str | None, kopregel: str) -> None:
    """Add the sheet, with the overall flag where there is one. The VBA reads column A from its first cell."""
    blad = boek.blad(BLAD, kleur="#7F7F7F", kopregel=kopregel)
    for rij, (sleutel, waarde, uitleg) in enumerate(INSTELLINGEN):
        blad.zet(rij, 0, sleutel, "werk.tekst")
        blad.zet(rij, 1, waarde, "werk.tekst")
        blad.zet(rij, 2, uitleg, "uitleg")
    slot = len(INSTELLINGEN) + 1
    blad.zet(
        slot,
        2,
        "Instellingen van xlwings voor de macro's en de VIA-functies; hier hoeft u niets te veranderen.",
        "uitleg",
    )
    blad.zet(slot + 1, 2, "Waar Python staat, legt 'via-xl excel installeer' per gebruiker vast.", "uitleg")
    if vlag is not None:
        blad.formule(slot + 3, 2, f'="Controles: "&{VLAG}', f"Controles: {vlag}", "vlag")
        blad.vlagcel = (slot + 3, 2)
    blad.breedtes |= {0: 36, 1: 22, 2: 90}
