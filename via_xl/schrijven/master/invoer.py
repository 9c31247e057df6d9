"""The input sheets: every table of :mod:`via_xl.regeling.tabellen`, with its calculated columns at the right.

Sheets are unprotected (a table on a protected sheet cannot grow); Code cells accept a CBS code or a spelling
that stands in ``tblNamen``, which the column ``CBS code`` turns into the code for every formula.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import zip_longest
from typing import Any

from msgspec import Struct

from via_xl.basis.kolommen import kolomletter
from via_xl.basis.maat import Maat, Ruw
from via_xl.basis.schaal import HOOGSTE_SCHAAL
from via_xl.regeling import tabellen as t
from via_xl.regeling.kolom import Invoerkolom, Invoertabel, Kolomsoort
from via_xl.regeling.model import Record
from via_xl.regeling.regio import Regio
from via_xl.schrijven.boek import Blad, Boek, Validatie
from via_xl.schrijven.master.berekend import BEREKEND, Berekend, Berekening
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.raster import Waarde
from via_xl.schrijven.taal import Aanzien, Stapel, Tabelveld, Tabkleur, begin_blad, geteld, keuzelijst
from via_xl.schrijven.taal.bladspiegel import Tabelplek, begin_uitleg, verdeel_tabellen
from via_xl.schrijven.taal.blok import BEGIN


class Invoerblad(Struct, frozen=True):
    """An input sheet: its name, title, explanation and tables (side by side, so that each can grow down).

    ``gedrukt`` is the column that holds the chosen year in the rows that are printed: of a master in a program that calculates what
    is, of a report those of its own year.
    ``uitleg`` is a text for :meth:`via_xl.regeling.regio.Regio.zin`. ``kopjes`` stand above tables that stand side by side: on
    paper each may be on a page of its own.
    """

    naam: str
    titel: str
    uitleg: str
    tabellen: tuple[Invoertabel, ...]
    gedrukt: str = ""
    kopjes: tuple[str, ...] = ()


JAREN = Invoerblad(
    "Jaren", "Jaren", "De parameters per jaar. Wat open is in {het document} staat hier als keuze.", (t.JAREN,)
)
POK = Invoerblad("POK", "POK-vergoeding", "De rijksvergoeding van de personele kosten{volgens verdeling}.", (t.POK,))
INWONERS = Invoerblad("Inwoners", "Inwoners", "Inwoners op 1 januari van het peiljaar (CBS).", (t.INWONERS,))
TARIEVEN = Invoerblad(
    "Tarieven",
    "Tarieven",
    "Het uurtarief per CAO-schaal en periode: maandsalaris × 12 × (1 + IKB) × (1 + werkgeverslasten) / productieve uren.",
    (t.TARIEVEN,),
)
UREN = Invoerblad(
    "Uren",
    "Uren",
    "Elke geleverde urenregel. Vervang een regel door hem op vervallen te zetten.",
    (t.UREN,),
    gedrukt="Jaar van afrekening",
)
URENSTATEN = Invoerblad(
    "Urenstaten",
    "Urenstaten en aandachtspunten",
    "Welke urenstaten zijn ingelezen en wie tekende; daarnaast de waarschuwingen die open blijven tot iemand ze afhandelt.",
    (t.URENSTATEN, t.AANDACHTSPUNTEN),
    kopjes=("Urenstaten", "Aandachtspunten"),
)
KOSTEN = Invoerblad(
    "Voorschotten",
    "Voorschotten, overige kosten en bestedingen",
    "Wat al betaald is, kosten buiten de uren (alleen met Telt mee op ja verrekend), wat van een herziening met een later jaar "
    "wordt verrekend, en wat uit het DUVO- en POK-budget is besteed{volgens budget begroting}.",
    (t.VOORSCHOTTEN, t.KOSTEN, t.VERREKEND, t.BESTEDINGEN),
    kopjes=("Voorschotten", "Overige kosten", "Later verrekend", "Bestedingen"),
)
BEGROTING = Invoerblad(
    "Begroting",
    "Begroting en capaciteit",
    "De gedrukte percentages en bedragen van {tabel}, daarnaast nagerekend, en uit {capaciteit} wie capaciteit levert en hoeveel "
    "er nodig is.",
    (t.BEGROTING, t.CAPACITEIT, t.FORMATIE),
    kopjes=("Begroting", "Capaciteit", "Formatie"),
)
GEMEENTEN = Invoerblad(
    "Gemeenten", "Gemeenten", "Wie meedoet en wie de afrekening ontvangt. Nooit persoonsnamen.", (t.GEMEENTEN,)
)
LIJSTEN_BLAD = Invoerblad(
    "Lijsten",
    "Lijsten",
    "Schrijfwijzen van gemeenten, thema's{volgens themas} en rollen waaruit elders wordt gekozen; en op welke "
    "grootboekrekening elke post van de betaallijst komt.",
    (t.NAMEN, t.THEMAS, t.ROLLEN, t.REGIO, t.UITGANGSPUNTEN, t.GROOTBOEK),
    kopjes=("Schrijfwijzen", "Thema's", "Rollen", "De regio", "Uitgangspunten", "Grootboek"),
)
BESLUITEN = Invoerblad(
    "Besluiten",
    "Besluiten en kalender",
    "Voorstellen, waar elk staat in de besluitvorming van {besluitvorming}, en de data van overleggen, rondes en regiodagen.",
    (t.BESLUITEN, t.BESLUITSTAPPEN, t.KALENDER),
    kopjes=("Besluiten", "Stappen van een besluit", "Kalender"),
)
AKKOORDEN = Invoerblad(
    "Akkoorden",
    "Afrekeningen, akkoorden en reacties",
    "Elke versie die is gemaakt, verzonden en betaald; wie haar goedkeurde, voor precies die invoer; wat elke gemeente "
    "antwoordde; en wat zij voor haar jaarrekening kreeg opgegeven.",
    (t.AFREKENINGEN, t.AKKOORD, t.REACTIES, t.JAAREINDE),
    kopjes=("Afrekeningen", "Akkoorden", "Reacties", "Opgaven voor de jaarrekening"),
)
BEWIJSSTUKKEN = Invoerblad(
    "Bewijsstukken",
    "Bewijsstukken",
    "Welk document wat bewijst, van welke gemeente en over welk jaar, met de vingerafdruk van het bestand en tot wanneer het "
    "wordt bewaard.",
    (t.BEWIJSSTUKKEN,),
)

_EXCEL_DRUKT = "Excel drukt de regels van het gekozen jaar af."

EERST = (JAREN, POK, INWONERS, TARIEVEN, UREN, URENSTATEN, KOSTEN)
"""What is filled in for a year, in the order of the work."""
LATER = (BEGROTING, GEMEENTEN, LIJSTEN_BLAD, BESLUITEN, AKKOORDEN, BEWIJSSTUKKEN)
"""What is seldom filled in, and what happened."""
BLADEN = (*EERST, *LATER)
"""Every input sheet."""

_MATEN: Mapping[Kolomsoort, Maat] = {
    Kolomsoort.GEHEEL: Maat.GEHEEL,
    Kolomsoort.JAAR: Maat.JAAR,
    Kolomsoort.BEDRAG: Maat.EURO,
    Kolomsoort.UREN: Maat.UREN,
    Kolomsoort.PERCENTAGE: Maat.PROCENT,
    Kolomsoort.SCHAAL: Maat.SCHAAL,
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
    if waarde is None or waarde == "" or (kolom.zelden and waarde == kolom.standaard):
        return None
    if isinstance(waarde, bool):
        return kolom.woord(waarde)
    if kolom.soort.schaal > 1:
        return int(waarde) / kolom.soort.schaal
    return waarde if isinstance(waarde, (int, date)) else str(waarde)


def veld_van(kolom: Invoerkolom, aanzien: Aanzien, regio: Regio) -> Tabelveld[Any]:
    """The column of an input table as a sheet holds it."""

    def waarde(record: Record) -> Ruw:
        ruw = getattr(record, kolom.veld)
        if isinstance(ruw, bool):
            return kolom.woord(ruw)
        if ruw == "" or (kolom.zelden and ruw == kolom.standaard):
            return None
        return ruw if isinstance(ruw, int | date | None) else str(ruw)

    maat = Maat.ALINEA if kolom.alinea else maat_van(kolom)
    regel = _validatie(regio.zin(kolom.uitleg), kolom) if aanzien is Aanzien.INVOER else None
    return Tabelveld(kolom.kop, maat, waarde, "", kolom.breedte, aanzien, validatie=regel)


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
    if kolom.soort is Kolomsoort.SCHAAL:
        return {
            "validate": "length",
            "criteria": "between",
            "minimum": 1,
            "maximum": 3,
            "error_title": "Geen schaal",
            "error_message": f"Vul een getal van 1 tot en met {HOOGSTE_SCHAAL} in, zo nodig met een letter erachter: 10A.",
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
        "error_message": f"Vul bij {kolom.kop} {kolom.soort.gevraagd} in, binnen de grenzen.",
    }


def _hulp_achteraan(kolommen: Sequence[Berekend[Any]]) -> tuple[list[Berekend[Any]], list[Berekend[Any]]]:
    """The calculated columns that one looks for, and the steps behind them."""
    return [k for k in kolommen if not k.hulp], [k for k in kolommen if k.hulp]


def zet(
    boek: Boek, invoerblad: Invoerblad, stand: Stand, berekend: Berekening = BEREKEND, *, van_jaar: bool = False
) -> None:
    """Add an input sheet with its tables; ``berekend`` are the calculated columns of each, by its name.

    ``van_jaar``: what is printed of a sheet of which only a year is, is that of the year the book is made for.
    """
    gedrukt = ""
    if invoerblad.gedrukt:
        wat = f"Afgedrukt worden de regels van {stand.jaar}." if van_jaar else _EXCEL_DRUKT
        gedrukt = f" {wat}"
    s = begin_blad(
        boek,
        invoerblad.naam,
        kleur=Tabkleur.INVOER,
        kopregel=f"{stand.naam} · {invoerblad.titel}",
        titel=invoerblad.titel,
        uitleg=f"{stand.regio.zin(invoerblad.uitleg)}{gedrukt} Geel is invoer; wit wordt berekend.",
        vlag=stand.vlag,
        beschermd=False,
    )
    plekken, kol = [], 0
    for tabel, kopje in zip_longest(invoerblad.tabellen, invoerblad.kopjes):
        if kopje:
            s.blad.zet(BEGIN - 1, kol, kopje, "kopje")
        naast = Stapel(s.blad, kol=kol)
        velden = [veld_van(kolom, Aanzien.INVOER, stand.regio) for kolom in tabel.kolommen]
        ervoor, hulp = _hulp_achteraan(berekend.get(tabel.naam, ()))
        velden += [kolom.veld(stand) for kolom in (*ervoor, *hulp)]
        plekken.append(Tabelplek(kol, kol + len(velden) - len(hulp) - 1, kol + len(velden) - 1))
        s.blad.hulpkolommen |= set(range(plekken[-1].gedrukt + 1, plekken[-1].laatste + 1))
        naast.tabel(
            tabel.naam,
            getattr(stand.regeling, tabel.attribuut),
            velden,
            kophoogte=30,
            bevries=True,
            bevries_kolommen=int(len(invoerblad.tabellen) == 1),
            rijhoogte=rijhoogte(tabel),
        )
        naast.leg()
        kol += len(velden) + 1
        naast.breed({kol - 1: 3})
    verdeel_tabellen(s.blad, plekken)
    begin_uitleg(s.blad)
    if invoerblad.gedrukt:
        druk_af = partial(_druk_jaar_af, jaar=stand.jaar) if van_jaar else _druk_af
        druk_af(s.blad, invoerblad)


def _druk_jaar_af(blad: Blad, invoerblad: Invoerblad, jaar: int) -> None:
    """Print from the first through the last row of this year, under the heading."""
    [(eerste, laatste)], [tabel] = blad.afdrukkolommen, blad.tabellen
    [jaren] = [kolom.waarden for kolom in tabel.kolommen if kolom.kop == invoerblad.gedrukt]
    rijen = [rij for rij, waarde in enumerate(jaren, start=tabel.rij + 1) if waarde == jaar] or [tabel.rij + 1]
    blad.afdrukkolommen, blad.afdrukvlakken = [], [(rijen[0], eerste, rijen[-1], laatste)]
    blad.titelrijen = (0, tabel.rij)


def _druk_af(blad: Blad, invoerblad: Invoerblad) -> None:
    """Print from the first through the last row of the chosen year."""
    [(eerste, laatste)] = blad.afdrukkolommen
    (tabel,) = invoerblad.tabellen
    van, tot = (f"{blad.naam}!${kolomletter(k)}:${kolomletter(k)}" for k in (eerste, laatste))
    kop, telt = f"ROW({tabel.naam}[#Headers])", f"{tabel.naam}[{invoerblad.gedrukt}]"
    blad.afdrukformule = f"INDEX({van},{kop}+IFERROR(MATCH(Jaar,{telt},0),1)):INDEX({tot},MAX({kop}+1,SUMPRODUCT(MAX(({telt}=Jaar)*ROW({telt})))))"
    blad.titelrijen = (0, blad.tabellen[0].rij)


def rijhoogte(tabel: Invoertabel) -> Callable[[Record], float] | None:
    """The height of a row of a table with texts that run on."""
    alineas = [kolom for kolom in tabel.kolommen if kolom.alinea]
    if not alineas:
        return None
    return lambda record: geteld(*((getattr(record, kolom.veld), kolom.breedte) for kolom in alineas))
