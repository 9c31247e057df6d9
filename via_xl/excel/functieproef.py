"""Every function once, on a scratch sheet: what Excel gives must be what Python gives for the same cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct

import udfs
from via_xl.schrijven.boek import Adres, Boek
from via_xl.schrijven.raster import Waarde

BLAD = "Proef"
Rijen = tuple[tuple[Waarde, ...], ...]

_MAART, _APRIL = date(2024, 3, 1), date(2024, 4, 1)
BLOKKEN: dict[str, Rijen] = {
    "schaal": ((11,),),
    "dag": ((_MAART,),),
    "jaar": ((2024,),),
    "bedrag": ((600_000.01,),),
    "code": (("GM0755",),),
    "tarieven": ((11, date(2024, 1, 1), date(2024, 9, 30), 75.21), (11, date(2024, 10, 1), date(2024, 12, 31), 76.15)),
    "uren": ((11, _MAART, 7.5), (11, _APRIL, 2)),
    "pok": ((2024, 0.5, 250_000),),
    "inwoners": (("GM0755", 11_030), ("GM0796", 156_538), ("GM0828", 93_307)),
    "bijdragen": ((300.5,), (200.25,)),
    "kosten": ((100.25,), (250,)),
    "voorschotten": ((0,), (10,)),
    "schrijfwijze": (("den bosch",),),
    "namen": (("'s-Hertogenbosch", "GM0796"), ("Den Bosch", "GM0796"), ("Oss", "GM0828")),
    "tabel": (("Jaar", "Vergoeding %", "Maximum €", "Bron", "Brondatum", "Status"), ("veel", 0.5, 310_000, "", "", "")),
}
"""The cells of the scratch sheet, a block under each name."""

AANROEPEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("VIA_UURTARIEF", ("schaal", "dag", "tarieven")),
    ("VIA_KOSTEN", ("uren", "tarieven")),
    ("VIA_VERGOEDING", ("jaar", "bedrag", "pok")),
    ("VIA_AANDEEL", ("inwoners",)),
    ("VIA_VERDEEL", ("bedrag", "inwoners")),
    ("VIA_BIJDRAGE", ("code", "bedrag", "inwoners")),
    ("VIA_SALDO", ("bijdragen", "kosten", "voorschotten")),
    ("VIA_CONTROLE", ("tabel",)),
    ("VIA_GEMEENTE", ("schrijfwijze", "namen")),
)
"""Each function with the blocks that it is given."""


class Functieproef(Struct, frozen=True):
    """A formula for one cell, and what Python says that it must give."""

    functie: str
    formule: str
    verwacht: Any


def proefboek() -> Boek:
    """The scratch sheet, with the blocks and without a formula."""
    boek = Boek("ViA-XL, zelftest", ingevuld=True)
    breedtes = {kol: 14.0 for rijen in BLOKKEN.values() for kol in range(len(rijen[0]))}
    blad = boek.blad(BLAD, beschermd=False, breedtes=breedtes)
    for naam, plek in _plaatsen().items():
        for r, rij in enumerate(BLOKKEN[naam]):
            for k, waarde in enumerate(rij):
                if waarde != "":
                    blad.zet(
                        plek.rij + r, plek.kol + k, waarde, f"kaal.{'datum' if isinstance(waarde, date) else 'tekst'}"
                    )
    return boek


def proeven() -> Iterator[Functieproef]:
    """A formula for each element of what each function gives."""
    plaatsen = _plaatsen()
    for functie, namen in AANROEPEN:
        bereiken = ",".join(_bereik(plaatsen[naam], BLOKKEN[naam]) for naam in namen)
        uitkomst = getattr(udfs, functie)(
            *([[cel if cel != "" else None for cel in rij] for rij in BLOKKEN[naam]] for naam in namen)
        )
        if not isinstance(uitkomst, list):
            yield Functieproef(functie, f"={functie}({bereiken})", uitkomst)
            continue
        for r, rij in enumerate(uitkomst, start=1):
            for k, verwacht in enumerate(rij, start=1):
                yield Functieproef(functie, f"=INDEX({functie}({bereiken}),{r},{k})", verwacht)


def _plaatsen() -> dict[str, Adres]:
    """Where each block begins: below each other, with a blank row between them."""
    rij, uit = 0, {}
    for naam, rijen in BLOKKEN.items():
        uit[naam] = Adres(BLAD, rij, 0)
        rij += len(rijen) + 1
    return uit


def _bereik(van: Adres, rijen: Rijen) -> str:
    tot = Adres(BLAD, van.rij + len(rijen) - 1, van.kol + len(rijen[0]) - 1)
    return ":".join(str(plek).partition("!")[2] for plek in (van, tot))
