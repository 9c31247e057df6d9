"""The layout of the hour sheet, said once for who writes it and who reads it.

Rows and columns count from 0, as everywhere in ``schrijven``. A reader finds the grid by its headers and the
identity by its labels; the addresses are only where they stand in an untouched sheet.
"""

from __future__ import annotations

from datetime import date

VERSIE = 1
"""Of the template. A sheet of a later version than the program knows is refused."""

MERK = f"ViA-urenstaat {VERSIE}"
"""What stands beside the label Sjabloon."""

BLAD = "Urenstaat"
BLAD_TOELICHTING = "Toelichting"
BLAD_LIJSTEN = "Lijsten"

LABEL_GEMEENTE = "Gemeente"
LABEL_CODE = "CBS-code"
LABEL_JAAR = "Jaar"
LABEL_SJABLOON = "Sjabloon"
LABEL_NIHIL = "Geen uren geleverd"
"""Answered with ja: the sheet is a nil return and its grid must be empty."""

IDENTITEIT = (LABEL_GEMEENTE, LABEL_CODE, LABEL_JAAR, LABEL_SJABLOON, LABEL_NIHIL)
IDENTITEIT_RIJ = 3
"""The row of the first label; label in column A, value in column B."""

MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

KOP_MEDEWERKER = "Medewerker"
KOP_ROL = "Rol"
KOP_THEMA = "Thema"
KOP_SCHAAL = "Schaal"
KOP_AFREKENJAAR = "Afrekenjaar"
KOP_TOTAAL = "Totaal"
KOP_OPMERKING = "Opmerking"
KOPPEN = (
    KOP_MEDEWERKER,
    KOP_ROL,
    KOP_THEMA,
    KOP_SCHAAL,
    *MAANDEN,
    KOP_TOTAAL,
    KOP_AFREKENJAAR,
    KOP_OPMERKING,
)
"""The headers of the grid, from column A. Afrekenjaar is blank, or a later year for hours that arrive late."""

KOPRIJ = 15
RIJEN = 40
"""The grid is fixed: a header row, and this many rows under it."""

MEDEWERKERS = 10
MEDEWERKER_RIJ = 3
MEDEWERKER_KOL = 2
KOPPEN_MEDEWERKERS = (KOP_MEDEWERKER, "Aanstelling uren per week")
"""The block with each medewerker's aanstelling: header at (MEDEWERKER_RIJ, MEDEWERKER_KOL), ten rows under it."""

ONDERTEKENAARS = ("medewerker", "leidinggevende")
"""Who signs: roles, never names. One block for each, under the grid: label, akkoord (ja), datum."""
LABEL_AKKOORD = {rol: f"Akkoord {rol}" for rol in ONDERTEKENAARS}
LABEL_DATUM = {rol: f"Datum {rol}" for rol in ONDERTEKENAARS}
ONDERTEKEN_RIJ = KOPRIJ + RIJEN + 3
"""The row of the first signature line: ``Akkoord medewerker`` | ja, then ``Datum medewerker`` | date, and so on."""
LABEL_OPMERKINGEN = "Opmerkingen bij deze urenstaat"
OPMERKINGEN_KOL = 4
"""The remarks: this label beside the heading of the signatures, and one large merged cell under it."""

VOLTIJD_H = 3600
"""Hours of a full working week (CAO Gemeenten), in hundredths."""

AANSTELLING_MAX_H = 4000
"""The largest aanstelling that may be typed: 40 hours a week, in hundredths."""

MEDEWERKER_MAX = 20
"""Characters in the code of a medewerker."""

OPMERKING_MAX = 250
"""Characters in a remark at a row."""

LATER_MAX = 5
"""How many years after its own a line may be settled at the latest."""


def bestandsnaam(kort: str, jaar: int, code: str, naam: str) -> str:
    """The file name of an hour sheet; ``kort`` and ``naam`` are already fit for one.

    >>> bestandsnaam("JP", 2024, "GM0828", "Oss")
    'JP_urenstaat_2024_GM0828_Oss.xlsx'
    """
    return f"{kort}_urenstaat_{jaar}_{code}_{naam}.xlsx"


def laatste_datum(jaar: int) -> date:
    """The last day that may stand under a signature of an hour sheet of this year."""
    return date(jaar + LATER_MAX, 12, 31)
