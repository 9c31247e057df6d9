"""The edition and the layout of a master: which a file has, what an older one lacks, and the offer to renew it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import getal_nl
from via_xl.regeling.kolom import Invoerkolom, Invoertabel, Kolomsoort
from via_xl.regeling.model import Editie
from via_xl.regeling.tabellen import INDELING, INDELINGNAAM, NAMEN


def editie_van(pad: Path) -> Editie:
    """The edition that the ending of a file name asks for.

    Raises:
        InvoerFout: the name ends otherwise.
    """
    try:
        return Editie(pad.suffix.lower())
    except ValueError as fout:
        raise InvoerFout(
            f"{pad.name}: een master heeft een naam die op .xlsx eindigt, of met macro's op .xlsm."
        ) from fout


def indeling_van(bestand: str, waarde: Any) -> int:
    """The layout number that stands in a master (``waarde``, of file ``bestand``); 1 when nothing stands there.

    Raises:
        InvoerFout: it is newer than the program's, or no layout number.
    """
    if waarde is None or waarde == "":
        return 1
    if isinstance(waarde, bool) or not isinstance(waarde, int | float) or waarde != int(waarde) or waarde < 1:
        wat = f'{bestand}: in de cel met de naam {INDELINGNAAM} (blad Logboek) staat "{waarde}"; dat is geen indeling.'
        raise InvoerFout(f"{wat} Zet de inhoud van die cel terug, of neem een reservekopie.")
    if waarde > INDELING:
        raise InvoerFout(
            f"{bestand} is gemaakt met een nieuwere versie van ViA-XL (indeling {int(waarde)}; dit programma kent "
            f"indeling {INDELING}). Werk het programma bij."
        )
    return int(waarde)


def aanbod(pad: Path, indeling: int) -> str:
    """The Dutch sentence that says a master is of an older layout, and which command renews it.

    >>> print(aanbod(Path("via_master.xlsx"), 1).replace(str(INDELING), "…"))
    De master is van een oudere indeling (1, nu …). Vernieuw hem met: via-xl master vernieuw "via_master.xlsx"
    """
    wat = f"De master is van een oudere indeling ({indeling}, nu {INDELING})."
    return f'{wat} Vernieuw hem met: via-xl master vernieuw "{pad}"'


def ingevuld(wat: Invoerkolom | Invoertabel) -> str:
    """What is filled in for a column or a table that an older layout doesn't have yet, in Dutch, for the warning about it."""
    if isinstance(wat, Invoertabel):
        return "tabel met de officiële namen gemaakt" if wat is NAMEN else "lege tabel gemaakt"
    waarde = wat.standaard
    if wat.leeg:
        return f"ingevuld: {wat.leeg}"
    if waarde is None or waarde == "":
        return "leeg gelaten"
    if wat.keuzes:
        return f'ingevuld: "{wat.woord(waarde)}"'
    if wat.soort in (Kolomsoort.BEDRAG, Kolomsoort.UREN, Kolomsoort.PERCENTAGE):
        return f"ingevuld: {getal_nl(waarde, 2)}"
    return f'ingevuld: "{datum_nl(waarde)}"' if isinstance(waarde, date | datetime) else f'ingevuld: "{waarde}"'
