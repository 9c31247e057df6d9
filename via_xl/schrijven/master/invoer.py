"""The input sheets: every table of :mod:`via_xl.regeling.tabellen`, with its calculated columns at the right.

Sheets are unprotected (a table on a protected sheet cannot grow); Code cells accept a CBS code or a spelling
that stands in ``tblNamen``, which the column ``CBS code`` turns into the code for every formula.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from via_xl.basis.maat import Maat, Ruw
from via_xl.regeling import tabellen as t
from via_xl.regeling.kolom import Invoerkolom, Invoertabel, Kolomsoort
from via_xl.regeling.model import Record
from via_xl.schrijven.boek import Boek, Validatie, Waarde
from via_xl.schrijven.master.berekend import BEREKEND
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.taal import Aanzien, Stapel, Tabelveld, Tabkleur, begin_blad, geteld, keuzelijst


@dataclass(frozen=True, slots=True)
class Invoerblad:
    """An input sheet: its name, title, explanation and tables (side by side, so that each can grow down)."""

    naam: str
    titel: str
    uitleg: str
    tabellen: tuple[Invoertabel, ...]


BLADEN: tuple[Invoerblad, ...] = (
    Invoerblad(
        "Gemeenten", "Gemeenten", "Wie meedoet en wie de afrekening ontvangt. Nooit persoonsnamen.", (t.GEMEENTEN,)
    ),
    Invoerblad(
        "Lijsten",
        "Lijsten",
        "Schrijfwijzen van gemeenten, thema's (Koersplan 4.2) en rollen waaruit elders wordt gekozen.",
        (t.NAMEN, t.THEMAS, t.ROLLEN),
    ),
    Invoerblad(
        "Jaren", "Jaren", "De parameters per jaar. Wat open is in het koersplan staat hier als keuze.", (t.JAREN,)
    ),
    Invoerblad("Inwoners", "Inwoners", "Inwoners op 1 januari van het peiljaar (CBS).", (t.INWONERS,)),
    Invoerblad("POK", "POK-vergoeding", "De rijksvergoeding van de personele kosten (Koersplan 8).", (t.POK,)),
    Invoerblad(
        "Tarieven",
        "Tarieven",
        "Het uurtarief per CAO-schaal en periode: maandsalaris × 12 × (1 + IKB) × (1 + werkgeverslasten) / productieve uren.",
        (t.TARIEVEN,),
    ),
    Invoerblad(
        "Uren", "Uren", "Elke geleverde urenregel. Vervang een regel door hem op vervallen te zetten.", (t.UREN,)
    ),
    Invoerblad(
        "Urenstaten",
        "Urenstaten",
        "Het register van de ingelezen urenstaten: wanneer, hoeveel, en wie heeft getekend.",
        (t.URENSTATEN,),
    ),
    Invoerblad(
        "Aandachtspunten",
        "Aandachtspunten bij urenstaten",
        "Waarschuwingen die open blijven tot iemand ze afhandelt.",
        (t.AANDACHTSPUNTEN,),
    ),
    Invoerblad(
        "Begroting",
        "Begroting en capaciteit",
        "De gedrukte percentages en bedragen van tabel 8.1, en uit 8.3 wie capaciteit levert en hoeveel er nodig is.",
        (t.BEGROTING, t.CAPACITEIT, t.FORMATIE),
    ),
    Invoerblad(
        "Voorschotten",
        "Voorschotten en overige kosten",
        "Wat al betaald is, en kosten buiten de uren (tellen standaard niet mee).",
        (t.VOORSCHOTTEN, t.OVERIGE_KOSTEN),
    ),
    Invoerblad(
        "Bestedingen",
        "Bestedingen uit het DUVO- en POK-budget",
        "Per jaar en post (Koersplan 7.1 en 8.1). De personele kosten van de werkgroep rekent blad DUVO-POK zelf uit.",
        (t.BESTEDINGEN,),
    ),
    Invoerblad(
        "Besluiten",
        "Besluiten",
        "Voorstellen en waar elk staat in de besluitvorming van 6.4.",
        (t.BESLUITEN, t.BESLUITSTAPPEN),
    ),
    Invoerblad("Kalender", "Kalender", "De data van overleggen, rondes en regiodagen (Koersplan 6.4).", (t.KALENDER,)),
    Invoerblad(
        "Akkoorden",
        "Akkoorden en reacties",
        "Wie een afrekening goedkeurde, voor precies deze invoer, en wat elke gemeente op haar afrekening antwoordde.",
        (t.AKKOORD, t.REACTIES),
    ),
)

_TE_BREED = 400
"""So many characters of several tables are no longer legible on the width of one page: then a page a table."""
_VEEL_TE_BREED = 290
"""And of one table: then two pages, with whose row it is on both."""

_MATEN: Mapping[Kolomsoort, Maat] = {
    Kolomsoort.GEHEEL: Maat.GEHEEL,
    Kolomsoort.JAAR: Maat.JAAR,
    Kolomsoort.BEDRAG: Maat.EURO,
    Kolomsoort.UREN: Maat.UREN,
    Kolomsoort.PERCENTAGE: Maat.PROCENT,
    Kolomsoort.DATUM: Maat.DATUM,
    Kolomsoort.MAAND: Maat.MAAND,
}
"""The unit of each kind that isn't a text."""

LIJSTEN: dict[str, str] = {
    "Lijst_codes": "tblGemeenten[Code]",
    "Lijst_jaren": "tblJaren[Jaar]",
    "Lijst_themas": "tblThemas[Thema]",
    "Lijst_rollen": "tblRollen[Rol]",
}
"""Defined names behind the dropdowns: a dropdown cannot take a structured reference itself."""


def maat_van(kolom: Invoerkolom) -> Maat:
    """The unit of a column."""
    return _MATEN.get(kolom.soort, Maat.TEKST)


def celwaarde(kolom: Invoerkolom, waarde: Any) -> Waarde:
    """The value of a record's field as a cell holds it: euros, hours, fractions, ja/nee."""
    if waarde is None or waarde == "":
        return None
    if isinstance(waarde, bool):
        return kolom.woord(waarde)
    if kolom.soort.schaal > 1:
        return int(waarde) / kolom.soort.schaal
    return waarde if isinstance(waarde, (int, date)) else str(waarde)


def veld_van(kolom: Invoerkolom, aanzien: Aanzien) -> Tabelveld[Any]:
    """The column of an input table as a sheet holds it."""

    def waarde(record: Record) -> Ruw:
        ruw = getattr(record, kolom.veld)
        if isinstance(ruw, bool):
            return kolom.woord(ruw)
        return None if ruw == "" else ruw if isinstance(ruw, int | date | None) else str(ruw)

    maat = Maat.ALINEA if kolom.alinea and aanzien is Aanzien.INVOER else maat_van(kolom)
    regel = _validatie(kolom) if aanzien is Aanzien.INVOER else None
    return Tabelveld(kolom.kop, maat, waarde, "", kolom.breedte, aanzien, validatie=regel)


def als_rij(tabel: Invoertabel, record: Record) -> dict[str, Waarde]:
    """A record as a row of its table: header → what the cell holds."""
    return {kolom.kop: celwaarde(kolom, getattr(record, kolom.veld)) for kolom in tabel.kolommen}


def _validatie(kolom: Invoerkolom) -> Validatie | None:
    """What may be typed: out of a list, out of the words, within the limits; or only a word of explanation."""
    if kolom.lijst:
        return Validatie(keuzelijst(f"={kolom.lijst}", kolom.uitleg).opties | {"error_type": "warning"})
    if kolom.keuzes:
        return keuzelijst(kolom.keuzelijst, kolom.uitleg)
    uitleg = {"input_message": kolom.uitleg} if kolom.uitleg else {}
    opties = (_grenzen(kolom) or ({"validate": "any"} if uitleg else {})) | uitleg
    return Validatie(opties) if opties else None


def _grenzen(kolom: Invoerkolom) -> dict[str, Any]:
    """The limits of a date or a number; none for a text, or a number without."""
    if kolom.soort in (Kolomsoort.DATUM, Kolomsoort.MAAND):
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2000, 1, 1),
            "maximum": date(2100, 12, 31),
            "error_title": "Geen datum",
            "error_message": "Vul een datum in tussen 1-1-2000 en 31-12-2100.",
        }
    schaal = kolom.soort.schaal
    if not schaal or kolom.minimum is None or kolom.maximum is None:
        return {}
    return {
        "validate": "integer" if schaal == 1 else "decimal",
        "criteria": "between",
        "minimum": kolom.minimum if schaal == 1 else kolom.minimum / schaal,
        "maximum": kolom.maximum if schaal == 1 else kolom.maximum / schaal,
        "error_title": "Geen geldig getal",
        "error_message": f"Vul bij {kolom.kop} een {kolom.soort.woord} in binnen de grenzen.",
    }


def zet(boek: Boek, invoerblad: Invoerblad, stand: Stand) -> None:
    """Add an input sheet with its tables."""
    s = begin_blad(
        boek,
        invoerblad.naam,
        kleur=Tabkleur.INVOER,
        kopregel=f"{stand.naam} · {invoerblad.titel}",
        titel=invoerblad.titel,
        uitleg=f"{invoerblad.uitleg} Geel is invoer; wit wordt berekend.",
        vlag=stand.vlag,
        beschermd=False,
    )
    aantal, kol = len(invoerblad.tabellen), 0
    for tabel in invoerblad.tabellen:
        naast = Stapel(s.blad, kol=kol)
        velden = [veld_van(kolom, Aanzien.INVOER) for kolom in tabel.kolommen]
        velden += [kolom.veld(stand) for kolom in BEREKEND.get(tabel.naam, ())]
        naast.tabel(
            tabel.naam,
            getattr(stand.regeling, tabel.attribuut),
            velden,
            kophoogte=30,
            bevries=True,
            bevries_kolommen=int(aantal == 1),
            rijhoogte=_rijhoogte(tabel),
        )
        naast.leg()
        kol += len(velden) + 1
        naast.breed({kol - 1: 3})
    breedte = sum(s.blad.breedtes.values())
    if aantal > 1 and breedte > _TE_BREED:
        s.blad.paginas = (aantal, 0)
    elif aantal == 1 and breedte > _VEEL_TE_BREED:
        s.blad.paginas, s.blad.titelkolommen = (2, 0), (0, 1)


def _rijhoogte(tabel: Invoertabel) -> Callable[[Record], float] | None:
    """The height of a row of a table with texts that run on."""
    alineas = [kolom for kolom in tabel.kolommen if kolom.alinea]
    if not alineas:
        return None
    return lambda record: geteld(*((getattr(record, kolom.veld), kolom.breedte) for kolom in alineas))
