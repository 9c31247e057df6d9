"""The input sheets: every table of :mod:`via_xl.regeling.tabellen`, with its calculated columns at the right.

Sheets are unprotected (a table on a protected sheet cannot grow); Code cells accept a CBS code or a spelling
that stands in ``tblNamen``, which the column ``CBS code`` turns into the code for every formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from via_xl.regeling import tabellen as t
from via_xl.regeling.kolom import Invoerkolom, Invoertabel, Kolomsoort
from via_xl.regeling.model import Record
from via_xl.schrijven.boek import Boek, TabelKolom, Validatie, Waarde
from via_xl.schrijven.master.berekend import BEREKEND
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.opmaak import TABELRIJ, keuzelijst, kop


@dataclass(frozen=True, slots=True)
class Invoerblad:
    """An input sheet: its name, title, explanation and tables (side by side, so that each can grow down).

    ``paginas`` is how many pages beside each other it prints on, 0 for as many as its width asks.
    ``uitleg`` is a text for :meth:`via_xl.regeling.regio.Regio.zin`.
    """

    naam: str
    titel: str
    uitleg: str
    tabellen: tuple[Invoertabel, ...]
    paginas: int = 0


BLADEN: tuple[Invoerblad, ...] = (
    Invoerblad(
        "Gemeenten", "Gemeenten", "Wie meedoet en wie de afrekening ontvangt. Nooit persoonsnamen.", (t.GEMEENTEN,)
    ),
    Invoerblad(
        "Lijsten",
        "Lijsten",
        "Schrijfwijzen van gemeenten, thema's{volgens themas} en rollen waaruit elders wordt gekozen.",
        (t.NAMEN, t.THEMAS, t.ROLLEN, t.REGIO, t.UITGANGSPUNTEN),
        paginas=2,
    ),
    Invoerblad(
        "Jaren", "Jaren", "De parameters per jaar. Wat open is in {het document} staat hier als keuze.", (t.JAREN,)
    ),
    Invoerblad("Inwoners", "Inwoners", "Inwoners op 1 januari van het peiljaar (CBS).", (t.INWONERS,)),
    Invoerblad("POK", "POK-vergoeding", "De rijksvergoeding van de personele kosten{volgens verdeling}.", (t.POK,)),
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
        "De gedrukte percentages en bedragen van {tabel}, en uit {capaciteit} wie capaciteit levert en hoeveel er nodig is.",
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
        "Per jaar en post{volgens budget begroting}. De personele kosten van de werkgroep rekent blad DUVO-POK zelf uit.",
        (t.BESTEDINGEN,),
    ),
    Invoerblad(
        "Besluiten",
        "Besluiten",
        "Voorstellen en waar elk staat in de besluitvorming van {besluitvorming}.",
        (t.BESLUITEN, t.BESLUITSTAPPEN),
    ),
    Invoerblad(
        "Kalender", "Kalender", "De data van overleggen, rondes en regiodagen{volgens besluitvorming}.", (t.KALENDER,)
    ),
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

_STIJL: Mapping[Kolomsoort, str] = {
    Kolomsoort.GEHEEL: "geheel",
    Kolomsoort.JAAR: "jaar",
    Kolomsoort.BEDRAG: "euro",
    Kolomsoort.UREN: "uren",
    Kolomsoort.PERCENTAGE: "procent",
    Kolomsoort.DATUM: "datum",
    Kolomsoort.MAAND: "maand",
}
"""The number format of each kind that isn't a text."""

LIJSTEN: dict[str, str] = {
    "Lijst_codes": "tblGemeenten[Code]",
    "Lijst_jaren": "tblJaren[Jaar]",
    "Lijst_themas": "tblThemas[Thema]",
    "Lijst_rollen": "tblRollen[Rol]",
}
"""Defined names behind the dropdowns: a dropdown cannot take a structured reference itself."""


def stijl_van(kolom: Invoerkolom) -> str:
    """The number format of a column, by the name it has in :mod:`via_xl.schrijven.stijl`."""
    return _STIJL.get(kolom.soort, "tekst")


def celwaarde(kolom: Invoerkolom, waarde: Any) -> Waarde:
    """The value of a record's field as a cell holds it: euros, hours, fractions, ja/nee."""
    if waarde is None or waarde == "":
        return None
    if isinstance(waarde, bool):
        return kolom.woord(waarde)
    if kolom.soort.schaal > 1:
        return int(waarde) / kolom.soort.schaal
    return waarde if isinstance(waarde, (int, date)) else str(waarde)


def als_rij(tabel: Invoertabel, record: Record) -> dict[str, Waarde]:
    """A record as a row of its table: header → what the cell holds."""
    return {kolom.kop: celwaarde(kolom, getattr(record, kolom.veld)) for kolom in tabel.kolommen}


def _validatie(uitleg: str, kolom: Invoerkolom) -> Validatie | None:
    """What may be typed: out of a list, out of the words, within the limits; or only a word of explanation."""
    if kolom.lijst:
        return Validatie(keuzelijst(f"={kolom.lijst}", uitleg).opties | {"error_type": "warning"})
    if kolom.keuzes:
        return keuzelijst(kolom.keuzelijst, uitleg)
    bericht = {"input_message": uitleg} if uitleg else {}
    opties = (_grenzen(kolom) or ({"validate": "any"} if uitleg else {})) | bericht
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
    blad = boek.blad(invoerblad.naam, beschermd=False, kleur="#F2C94C", kopregel=f"{stand.naam} · {invoerblad.titel}")
    kop(
        blad,
        invoerblad.titel,
        f"{stand.regio.zin(invoerblad.uitleg)} Geel is invoer; wit wordt berekend.",
        vlag=stand.vlag,
    )
    kol = 0
    for tabel in invoerblad.tabellen:
        rijen = getattr(stand.regeling, tabel.attribuut)
        kolommen = [
            TabelKolom(
                kolom.kop,
                [celwaarde(kolom, getattr(rij, kolom.veld)) for rij in rijen],
                f"invoer.{'alinea' if kolom.alinea else stijl_van(kolom)}",
                breedte=kolom.breedte,
                validatie=_validatie(stand.regio.zin(kolom.uitleg), kolom),
            )
            for kolom in tabel.kolommen
        ]
        alineas = [kolom for kolom in tabel.kolommen if kolom.alinea]
        for nummer, rij in enumerate(rijen if alineas else (), start=TABELRIJ + 1):
            blad.laat_doorlopen(nummer, [(getattr(rij, kolom.veld), kolom.breedte) for kolom in alineas])
        kolommen += [kolom.kolom(stand, rijen) for kolom in BEREKEND.get(tabel.naam, ())]
        blad.tabel(tabel.naam, TABELRIJ, kol, kolommen)
        blad.breedtes.setdefault(kol + len(kolommen), 3)
        kol += len(kolommen) + 1
    breedte = sum(blad.breedtes.values())
    aantal = len(invoerblad.tabellen)
    if invoerblad.paginas:
        blad.paginas = (invoerblad.paginas, 0)
    elif aantal > 1 and breedte > _TE_BREED:
        blad.paginas = (aantal, 0)
    elif aantal == 1 and breedte > _VEEL_TE_BREED:
        blad.paginas, blad.titelkolommen = (2, 0), (0, 1)
    blad.hoogtes[TABELRIJ] = 30
    blad.bevroren = (TABELRIJ + 1, 1 if len(invoerblad.tabellen) == 1 else 0)
    blad.titelrijen = (TABELRIJ, TABELRIJ)
