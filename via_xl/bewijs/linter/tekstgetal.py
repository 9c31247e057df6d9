"""Rule 15: a number is a number, not a text that looks like one.

SUM and SUMIFS skip a text without a word, so the total is too low and nothing shows it. Codes, headers and
columns of text (a source "2024") are text on purpose.
"""

import re
from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter.boek import Lintboek
from via_xl.lezen.xlsx import Bladcel
from via_xl.regeling.kolom import Kolomsoort

REGEL = 15
_GETAL = re.compile(r"[-+−]?\s*(€\s*)?[-+−]?\s*(\d{1,15}|\d{1,3}([. ]\d{3})+)([.,]\d+)?\s*%?")
_CODEKOPPEN = ("code", "medewerker", "referentie", "versie", "grootboekrekening", "kostenplaats", "taakveld", "iv3")


def controleer(boek: Lintboek) -> Iterator[Bevinding]:
    """One finding for each such cell."""
    for blad, cellen in boek.cellen.items():
        for cel in cellen:
            tekst = cel.waarde if isinstance(cel.waarde, str) and cel.formule is None else ""
            if _GETAL.fullmatch(tekst.strip()) and not _mag(boek, blad, cel):
                ernst = boek.ernst_op(blad, cel)
                wat = f"het getal „{tekst}” staat als tekst in de cel en telt niet mee."
                yield boek.meld(
                    REGEL, blad, cel.adres, wat, "Typ het getal opnieuw in een cel met getalnotatie.", ernst=ernst
                )


def _mag(boek: Lintboek, blad: str, cel: Bladcel) -> bool:
    """Whether the cell is text on purpose: a header, or in a column of codes or texts."""
    for tabel in boek.tabellen_op(blad):
        kader = tabel.kader
        if not (kader.rij1 <= cel.rij <= kader.rij2 and kader.kolom1 <= cel.kolom <= kader.kolom2):
            continue
        if cel.rij < tabel.gegevens.rij1:
            return True
        kop = tabel.kolommen[cel.kolom - kader.kolom1]
        schema = boek.invoertabellen.get(tabel.naam.casefold())
        soorten = {kolom.kop: kolom.soort for kolom in schema.kolommen} if schema else {}
        return soorten.get(kop) in (Kolomsoort.TEKST, Kolomsoort.CODE) or any(
            deel in kop.casefold() for deel in _CODEKOPPEN
        )
    return False
