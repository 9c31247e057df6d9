"""The input tables, said once: which columns, of what kind, under which header, in which CSV file and sheet.

The CSV reader, the master reader, the master writer, the checks and the input hash all walk this list, so
an input column exists in one place. Headers hold letters, digits, spaces, € and % only: anything else needs
escaping in a structured reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from via_xl.regeling import model
from via_xl.regeling.model import (
    Akkoordrol,
    Besluitsoort,
    BijdrageKarakter,
    MeerkostenDrager,
    Oordeel,
    Reactieoordeel,
    Record,
    Stap,
    Status,
    Taak,
    Verdeelsleutel,
)


class Kolomsoort(Enum):
    """The kind of a column: how a CSV text or a cell becomes the record's value."""

    TEKST = "tekst"
    CODE = "CBS-code"  # or a known name of the gemeente
    GEHEEL = "geheel getal"
    JAAR = "jaartal"
    BEDRAG = "bedrag"  # euros outside, cents inside
    UREN = "uren"  # hours outside, hundredths inside
    PERCENTAGE = "percentage"  # per cent in CSV, a fraction in a cell, basispunten inside
    DATUM = "datum"
    MAAND = "maand"  # YYYY-MM in CSV, a date in a cell, the first day inside
    JANEE = "ja of nee"
    KEUZE = "keuze"


VERPLICHT = object()


@dataclass(frozen=True, slots=True)
class Invoerkolom:
    """A column of an input table.

    ``standaard`` is the value of a blank (``VERPLICHT``: a blank is an error). ``minimum`` and ``maximum``
    are in the unit of the record (cents, hundredths, basispunten). ``synoniemen`` are other words for a
    choice. ``in_hash`` is False for what the settlement never uses.
    """

    veld: str
    kop: str
    csv: str
    soort: Kolomsoort
    standaard: Any = VERPLICHT
    keuzes: type | tuple[str, ...] = ()
    synoniemen: Mapping[str, str] = field(default_factory=dict)
    minimum: int | None = None
    maximum: int | None = None
    uitleg: str = ""
    breedte: int = 12
    in_hash: bool = True

    @property
    def verplicht(self) -> bool:
        """Whether a blank is an error."""
        return self.standaard is VERPLICHT

    @property
    def keuzelijst(self) -> tuple[str, ...]:
        """The words that may be chosen, in order."""
        if isinstance(self.keuzes, type):
            return tuple(str(keuze) for keuze in self.keuzes)  # type: ignore[attr-defined]
        return self.keuzes


@dataclass(frozen=True, slots=True)
class Invoertabel:
    """An input table: its name in Excel, its sheet, its CSV file, its record and its columns.

    ``attribuut`` is the field of :class:`via_xl.regeling.model.Regeling`; ``sleutel`` names the fields of which the
    combination may occur once (empty: duplicates are possible and mean something).
    """

    naam: str
    blad: str
    csv: str
    attribuut: str
    record: type[Record]
    kolommen: tuple[Invoerkolom, ...]
    sleutel: tuple[str, ...] = ()
    csv_verplicht: bool = True

    def kolom(self, veld: str) -> Invoerkolom:
        """The column of a field. Raises KeyError."""
        for kolom in self.kolommen:
            if kolom.veld == veld:
                return kolom
        raise KeyError(veld)


MAX_BEDRAG_CT = 10**11
"""A single amount above a billion euros is a typing error, and beyond exact spreadsheet arithmetic."""

MAX_UREN_H = 10**7


def _code(veld: str = "code", kop: str = "Code", **rest: Any) -> Invoerkolom:
    uitleg = "CBS-code van de gemeente, bijvoorbeeld GM0755."
    return Invoerkolom(veld, kop, rest.pop("csv", veld), Kolomsoort.CODE, uitleg=uitleg, breedte=10, **rest)


def _jaar(veld: str, kop: str, **rest: Any) -> Invoerkolom:
    return Invoerkolom(veld, kop, veld, Kolomsoort.JAAR, minimum=2000, maximum=2100, breedte=11, **rest)


def _bedrag(veld: str, kop: str, csv: str, **rest: Any) -> Invoerkolom:
    grenzen = {"minimum": 0, "maximum": MAX_BEDRAG_CT} | rest
    return Invoerkolom(veld, kop, csv, Kolomsoort.BEDRAG, breedte=15, **grenzen)


def _percentage(veld: str, kop: str, csv: str, **rest: Any) -> Invoerkolom:
    return Invoerkolom(veld, kop, csv, Kolomsoort.PERCENTAGE, minimum=0, maximum=10_000, breedte=13, **rest)


def _datum(veld: str, kop: str, standaard: Any = None, **rest: Any) -> Invoerkolom:
    return Invoerkolom(veld, kop, veld, Kolomsoort.DATUM, standaard, breedte=12, **rest)


def _geldig() -> Invoerkolom:
    """Whether a row counts: nothing is deleted, what is replaced becomes vervallen."""
    return Invoerkolom(
        "geldig",
        "Geldig",
        "geldig",
        Kolomsoort.KEUZE,
        "ja",
        keuzes=("ja", "vervallen"),
        synoniemen={"nee": "vervallen"},
        breedte=10,
    )


def _herkomst(status: Status = Status.TE_BEVESTIGEN) -> tuple[Invoerkolom, Invoerkolom, Invoerkolom]:
    """Source, date and status: at the right end of every input table."""
    return (
        Invoerkolom(
            "bron", "Bron", "bron", Kolomsoort.TEKST, "", uitleg="Document waaruit de waarde komt.", breedte=48
        ),
        _datum("datum", "Brondatum", uitleg="Datum van dat document."),
        Invoerkolom(
            "status",
            "Status",
            "status",
            Kolomsoort.KEUZE,
            status,
            keuzes=Status,
            uitleg="Alleen wat is vastgesteld telt mee voor een definitieve afrekening.",
            breedte=15,
        ),
    )


GEMEENTEN = Invoertabel(
    "tblGemeenten",
    "Gemeenten",
    "gemeenten.csv",
    "gemeenten",
    model.Gemeente,
    (
        _code(),
        Invoerkolom("naam", "Naam", "naam", Kolomsoort.TEKST, breedte=22),
        Invoerkolom("organisatie", "Organisatie", "organisatie", Kolomsoort.TEKST, "", breedte=28, in_hash=False),
        Invoerkolom("centrumgemeente", "Centrumgemeente", "centrumgemeente", Kolomsoort.JANEE, breedte=17),
        Invoerkolom(
            "contactfunctionaris",
            "Contactfunctionaris",
            "contactfunctionaris",
            Kolomsoort.TEKST,
            "",
            breedte=42,
            in_hash=False,
            uitleg="Functie, geen persoonsnaam. Leeg: vacature.",
        ),
        Invoerkolom("e_mail", "Email", "e_mail", Kolomsoort.TEKST, "", breedte=44, in_hash=False),
        _datum("van", "Van"),
        _datum("tot", "Tot"),
        Invoerkolom("opvolger", "Opvolger", "opvolger", Kolomsoort.TEKST, "", breedte=11),
        *_herkomst(),
    ),
    sleutel=("code",),
)

NAMEN = Invoertabel(
    "tblNamen",
    "Lijsten",
    "namen.csv",
    "namen",
    model.Naam,
    (
        Invoerkolom("naam", "Schrijfwijze", "naam", Kolomsoort.TEKST, breedte=22),
        _code(),
        *_herkomst(Status.VASTGESTELD),
    ),
    sleutel=("naam",),
    csv_verplicht=False,
)

THEMAS = Invoertabel(
    "tblThemas",
    "Lijsten",
    "themas.csv",
    "themas",
    model.Thema,
    (Invoerkolom("thema", "Thema", "thema", Kolomsoort.TEKST, breedte=34), *_herkomst()),
    sleutel=("thema",),
    csv_verplicht=False,
)

ROLLEN = Invoertabel(
    "tblRollen",
    "Lijsten",
    "rollen.csv",
    "rollen",
    model.Rol,
    (
        Invoerkolom("rol", "Rol", "rol", Kolomsoort.TEKST, breedte=22),
        Invoerkolom("taak", "Taak", "taak", Kolomsoort.KEUZE, None, keuzes=Taak, breedte=15, in_hash=False),
        *_herkomst(),
    ),
    sleutel=("rol",),
    csv_verplicht=False,
)

JAREN = Invoertabel(
    "tblJaren",
    "Jaren",
    "jaren.csv",
    "jaren",
    model.Jaar,
    (
        _jaar("jaar", "Jaar"),
        _jaar("peiljaar", "Peiljaar inwoners"),
        Invoerkolom(
            "verdeelsleutel",
            "Verdeelsleutel",
            "verdeelsleutel",
            Kolomsoort.KEUZE,
            keuzes=Verdeelsleutel,
            breedte=15,
            uitleg="Waarnaar het te verdelen bedrag wordt verdeeld.",
        ),
        Invoerkolom(
            "bijdrage_karakter",
            "Bijdrage karakter",
            "bijdrage_karakter",
            Kolomsoort.KEUZE,
            BijdrageKarakter.WERKELIJK,
            keuzes=BijdrageKarakter,
            breedte=17,
        ),
        _bedrag(
            "voorstelgrens_ct",
            "Voorstelgrens €",
            "voorstelgrens_eur",
            standaard=None,
            uitleg="Boven dit te verdelen bedrag is een voorstel nodig (8.4). Leeg: het begrote totaal.",
        ),
        Invoerkolom(
            "meerkosten_drager",
            "Meerkosten drager",
            "meerkosten_drager",
            Kolomsoort.KEUZE,
            MeerkostenDrager.INWONERS,
            keuzes=MeerkostenDrager,
            breedte=18,
        ),
        _bedrag("begrote_kosten_ct", "Begrote kosten €", "begrote_kosten_eur", standaard=None),
        _bedrag("duvo_pok_budget_ct", "Budget DUVO en POK €", "duvo_pok_budget_eur", standaard=None),
        _datum("reactietermijn", "Reactie voor", uitleg="Akkoord of bezwaar vóór deze dag."),
        Invoerkolom(
            "besluit",
            "Besluit",
            "besluit",
            Kolomsoort.TEKST,
            "",
            breedte=14,
            in_hash=False,
            uitleg="Nummer in tblBesluiten van het besluit dat deze keuzes vaststelde.",
        ),
        Invoerkolom(
            "voltijd_h",
            "Voltijd uren per week",
            "voltijd_uren_per_week",
            Kolomsoort.UREN,
            3600,
            minimum=1,
            maximum=16_800,
            breedte=13,
            in_hash=False,
            uitleg="CAO Gemeenten: 36 uur.",
        ),
        Invoerkolom(
            "productieve_uren_h",
            "Productieve uren voltijd",
            "productieve_uren",
            Kolomsoort.UREN,
            None,
            minimum=1,
            maximum=MAX_UREN_H,
            breedte=14,
            in_hash=False,
            uitleg="Per jaar, voor de planning van de capaciteit. Leeg: geen planning.",
        ),
        *_herkomst(),
    ),
    sleutel=("jaar",),
)

INWONERS = Invoertabel(
    "tblInwoners",
    "Inwoners",
    "inwoners.csv",
    "inwoners",
    model.Inwoners,
    (
        _code(),
        _jaar("peiljaar", "Peiljaar"),
        Invoerkolom("inwoners", "Inwoners", "inwoners", Kolomsoort.GEHEEL, minimum=0, maximum=10**8, breedte=12),
        *_herkomst(),
    ),
    sleutel=("code", "peiljaar"),
)

POK = Invoertabel(
    "tblPOK",
    "POK",
    "pok.csv",
    "pok",
    model.POK,
    (
        _jaar("jaar", "Jaar"),
        _percentage("vergoeding_bp", "Vergoeding %", "vergoeding_pct"),
        _bedrag("maximum_ct", "Maximum €", "maximum_eur"),
        *_herkomst(),
    ),
    sleutel=("jaar",),
)

TARIEVEN = Invoertabel(
    "tblTarieven",
    "Tarieven",
    "tarieven.csv",
    "tarieven",
    model.Tarief,
    (
        Invoerkolom("schaal", "Schaal", "schaal", Kolomsoort.GEHEEL, minimum=1, maximum=30, breedte=9),
        _datum("van", "Van", VERPLICHT),
        _datum("tot", "Tot", VERPLICHT, uitleg="Tot en met. Verplicht: een lege einddatum telt in een formule als 0."),
        _bedrag("maandsalaris_ct", "Maandsalaris €", "maandsalaris_eur", standaard=None),
        _percentage("ikb_bp", "IKB %", "ikb_pct", standaard=None),
        _percentage("werkgeverslasten_bp", "Werkgeverslasten %", "werkgeverslasten_pct", standaard=None),
        Invoerkolom(
            "productieve_uren_h",
            "Productieve uren per jaar",
            "productieve_uren",
            Kolomsoort.UREN,
            None,
            minimum=1,
            maximum=MAX_UREN_H,
            breedte=14,
        ),
        _bedrag(
            "uurtarief_ct",
            "Vast uurtarief €",
            "uurtarief_eur",
            standaard=None,
            uitleg="Alleen invullen als het uurtarief niet uit het salaris wordt afgeleid.",
        ),
        *_herkomst(),
    ),
    sleutel=("schaal", "van"),
)

UREN = Invoertabel(
    "tblUren",
    "Uren",
    "uren.csv",
    "uren",
    model.Urenregel,
    (
        _code(),
        Invoerkolom(
            "medewerker", "Medewerker", "medewerker", Kolomsoort.TEKST, breedte=14, uitleg="Een code, nooit een naam."
        ),
        Invoerkolom("rol", "Rol", "rol", Kolomsoort.TEKST, breedte=16),
        Invoerkolom("thema", "Thema", "thema", Kolomsoort.TEKST, breedte=30),
        Invoerkolom("schaal", "Schaal", "schaal", Kolomsoort.GEHEEL, minimum=1, maximum=30, breedte=9),
        Invoerkolom("maand", "Maand", "maand", Kolomsoort.MAAND, breedte=11, uitleg="De eerste dag van de maand."),
        Invoerkolom("uren_h", "Uren", "uren", Kolomsoort.UREN, minimum=0, maximum=MAX_UREN_H, breedte=10),
        _jaar("afrekenjaar", "Afrekenjaar", standaard=None, uitleg="Leeg: het jaar van de maand."),
        _geldig(),
        Invoerkolom("bron", "Bron", "bron", Kolomsoort.TEKST, "", breedte=44),
        _datum("datum", "Brondatum"),
        Invoerkolom("status", "Status", "status", Kolomsoort.KEUZE, Status.TE_BEVESTIGEN, keuzes=Status, breedte=15),
    ),
)

URENSTATEN = Invoertabel(
    "tblUrenstaten",
    "Urenstaten",
    "urenstaten.csv",
    "urenstaten",
    model.Urenstaat,
    (
        _code(),
        _jaar("jaar", "Jaar"),
        Invoerkolom("bestand", "Bestand", "bestand", Kolomsoort.TEKST, breedte=50),
        Invoerkolom("sha256", "SHA256", "sha256", Kolomsoort.TEKST, breedte=24),
        _datum("gelezen_op", "Gelezen op", VERPLICHT),
        Invoerkolom("regels", "Regels", "regels", Kolomsoort.GEHEEL, minimum=0, maximum=10**6, breedte=9),
        Invoerkolom("uren_h", "Uren", "uren", Kolomsoort.UREN, minimum=0, maximum=MAX_UREN_H, breedte=11),
        _datum("akkoord_medewerker", "Akkoord medewerker", uitleg="De dag waarop is getekend. Leeg: niet getekend."),
        _datum("akkoord_leidinggevende", "Akkoord leidinggevende", uitleg="De dag waarop is getekend."),
        _geldig(),
        *_herkomst(),
    ),
    csv_verplicht=False,
)

AANDACHTSPUNTEN = Invoertabel(
    "tblAandachtspunten",
    "Aandachtspunten",
    "aandachtspunten.csv",
    "aandachtspunten",
    model.Aandachtspunt,
    (
        _code(),
        _jaar("jaar", "Jaar"),
        Invoerkolom("bestand", "Bestand", "bestand", Kolomsoort.TEKST, breedte=50),
        Invoerkolom("plaats", "Plaats", "plaats", Kolomsoort.TEKST, "", breedte=18),
        Invoerkolom("wat", "Wat", "wat", Kolomsoort.TEKST, breedte=60),
        Invoerkolom("doen", "Wat te doen", "doen", Kolomsoort.TEKST, "", breedte=50),
        Invoerkolom(
            "afgehandeld",
            "Afgehandeld",
            "afgehandeld",
            Kolomsoort.JANEE,
            False,
            breedte=13,
            uitleg="Zet op ja als dit is bekeken, met een toelichting.",
        ),
        Invoerkolom("toelichting", "Toelichting", "toelichting", Kolomsoort.TEKST, "", breedte=40),
        *_herkomst(),
    ),
    csv_verplicht=False,
)

BEGROTING = Invoertabel(
    "tblBegroting",
    "Begroting",
    "begroting.csv",
    "begroting",
    model.Begrotingsregel,
    (
        _code(),
        _jaar("jaar", "Jaar"),
        _percentage("percentage_bp", "Percentage gedrukt %", "percentage_gedrukt", standaard=None),
        _bedrag("bedrag_ct", "Bedrag gedrukt €", "bedrag_eur"),
        *_herkomst(),
    ),
    sleutel=("code", "jaar"),
)

CAPACITEIT = Invoertabel(
    "tblCapaciteit",
    "Begroting",
    "capaciteit.csv",
    "capaciteit",
    model.Capaciteit,
    (
        _code(),
        Invoerkolom(
            "uren_per_week_h",
            "Uren per week",
            "uren_per_week",
            Kolomsoort.UREN,
            minimum=0,
            maximum=100_000,
            breedte=13,
        ),
        _datum("van", "Van"),
        _datum("tot", "Tot"),
        *_herkomst(),
    ),
    sleutel=("code", "van"),
)

VOORSCHOTTEN = Invoertabel(
    "tblVoorschotten",
    "Voorschotten",
    "voorschotten.csv",
    "voorschotten",
    model.Voorschot,
    (
        _code(),
        _jaar("jaar", "Jaar"),
        _bedrag("bedrag_ct", "Voorschot €", "bedrag_eur", minimum=-MAX_BEDRAG_CT),
        *_herkomst(),
    ),
    csv_verplicht=False,
)

OVERIGE_KOSTEN = Invoertabel(
    "tblOverigeKosten",
    "Voorschotten",
    "overige_kosten.csv",
    "overige_kosten",
    model.OverigeKosten,
    (
        _jaar("jaar", "Jaar"),
        Invoerkolom("omschrijving", "Omschrijving", "omschrijving", Kolomsoort.TEKST, breedte=40),
        _bedrag("bedrag_ct", "Bedrag €", "bedrag_eur", minimum=-MAX_BEDRAG_CT),
        Invoerkolom("telt_mee", "Telt mee", "telt_mee", Kolomsoort.JANEE, False, breedte=10),
        *_herkomst(),
    ),
    csv_verplicht=False,
)

FORMATIE = Invoertabel(
    "tblFormatie",
    "Begroting",
    "formatie.csv",
    "formatie",
    model.Formatie,
    (
        Invoerkolom("taak", "Taak", "taak", Kolomsoort.KEUZE, keuzes=Taak, breedte=15),
        Invoerkolom(
            "uren_per_week_h",
            "Uren per week",
            "uren_per_week",
            Kolomsoort.UREN,
            minimum=0,
            maximum=100_000,
            breedte=13,
        ),
        _datum("van", "Van"),
        _datum("tot", "Tot"),
        *_herkomst(),
    ),
    sleutel=("taak", "van"),
    csv_verplicht=False,
)

BESTEDINGEN = Invoertabel(
    "tblBestedingen",
    "Bestedingen",
    "bestedingen.csv",
    "bestedingen",
    model.Besteding,
    (
        _jaar("jaar", "Jaar"),
        Invoerkolom("post", "Post", "post", Kolomsoort.TEKST, breedte=34),
        _bedrag("begroot_ct", "Begroot €", "begroot_eur", standaard=None, uitleg="Leeg: niet bekend. 0 is nul euro."),
        _bedrag("besteed_ct", "Besteed €", "besteed_eur", standaard=None, uitleg="Leeg: niet bekend. 0 is nul euro."),
        *_herkomst(),
    ),
    sleutel=("jaar", "post"),
    csv_verplicht=False,
)

BESLUITEN = Invoertabel(
    "tblBesluiten",
    "Besluiten",
    "besluiten.csv",
    "besluiten",
    model.Besluit,
    (
        Invoerkolom("nummer", "Nummer", "nummer", Kolomsoort.TEKST, breedte=14, uitleg="Bijvoorbeeld V2024-1."),
        _jaar("jaar", "Jaar"),
        Invoerkolom("onderwerp", "Onderwerp", "onderwerp", Kolomsoort.TEKST, breedte=40),
        Invoerkolom("soort", "Soort", "soort", Kolomsoort.KEUZE, Besluitsoort.OVERIG, keuzes=Besluitsoort, breedte=13),
        _bedrag("bedrag_ct", "Te verdelen €", "bedrag_eur", standaard=None, uitleg="Waarvoor het voorstel is gedaan."),
        _bedrag("voorstelgrens_ct", "Nieuwe grens €", "voorstelgrens_eur", standaard=None),
        Invoerkolom(
            "meerkosten_drager",
            "Meerkosten drager",
            "meerkosten_drager",
            Kolomsoort.KEUZE,
            None,
            keuzes=MeerkostenDrager,
            breedte=18,
        ),
        Invoerkolom(
            "nodig",
            "Nodig voor afrekening",
            "nodig",
            Kolomsoort.JANEE,
            True,
            breedte=13,
            uitleg="Ja: de afrekening van dat jaar blijft concept tot het besluit is genomen.",
        ),
        _datum("ingetrokken", "Ingetrokken op"),
        *_herkomst(),
    ),
    sleutel=("nummer",),
    csv_verplicht=False,
)

BESLUITSTAPPEN = Invoertabel(
    "tblBesluitstappen",
    "Besluiten",
    "besluitstappen.csv",
    "besluitstappen",
    model.Besluitstap,
    (
        Invoerkolom("besluit", "Besluit", "besluit", Kolomsoort.TEKST, breedte=14),
        Invoerkolom("stap", "Stap", "stap", Kolomsoort.KEUZE, keuzes=Stap, breedte=25),
        Invoerkolom(
            "code",
            "Gemeentecode",
            "code",
            Kolomsoort.TEKST,
            "",
            breedte=14,
            uitleg="De CBS-code, alleen bij een college of raad.",
        ),
        _datum("gepland", "Gepland"),
        _datum("gehouden", "Gehouden"),
        Invoerkolom("oordeel", "Oordeel", "oordeel", Kolomsoort.KEUZE, None, keuzes=Oordeel, breedte=16),
        Invoerkolom("opmerking", "Opmerking", "opmerking", Kolomsoort.TEKST, "", breedte=40),
        *_herkomst(),
    ),
    sleutel=("besluit", "stap", "code"),
    csv_verplicht=False,
)

KALENDER = Invoertabel(
    "tblKalender",
    "Kalender",
    "kalender.csv",
    "kalender",
    model.Agendapunt,
    (
        _jaar("jaar", "Jaar"),
        _datum("dag", "Dag", VERPLICHT),
        Invoerkolom("stap", "Stap", "stap", Kolomsoort.KEUZE, keuzes=Stap, breedte=25),
        Invoerkolom("ronde", "Ronde", "ronde", Kolomsoort.GEHEEL, None, minimum=1, maximum=12, breedte=9),
        Invoerkolom("omschrijving", "Omschrijving", "omschrijving", Kolomsoort.TEKST, "", breedte=50),
        *_herkomst(),
    ),
    csv_verplicht=False,
)

AKKOORD = Invoertabel(
    "tblAkkoord",
    "Akkoorden",
    "akkoord.csv",
    "akkoorden",
    model.Akkoord,
    (
        _jaar("jaar", "Jaar"),
        _code(),
        Invoerkolom("rol", "Rol", "rol", Kolomsoort.KEUZE, keuzes=Akkoordrol, breedte=23),
        Invoerkolom(
            "door", "Door", "door", Kolomsoort.TEKST, breedte=12, uitleg="De code van wie tekende, nooit een naam."
        ),
        Invoerkolom(
            "invoerhash",
            "Invoerhash",
            "invoerhash",
            Kolomsoort.TEKST,
            breedte=24,
            uitleg="Waarvoor het akkoord geldt. Het vervalt zodra de invoer van het jaar verandert.",
        ),
        _datum("op", "Getekend op", VERPLICHT),
        Invoerkolom("bestand", "Bestand", "bestand", Kolomsoort.TEKST, breedte=26, uitleg="Het getekende stuk."),
        Invoerkolom("sha256", "SHA256", "sha256", Kolomsoort.TEKST, breedte=24),
        Invoerkolom("opmerking", "Opmerking", "opmerking", Kolomsoort.TEKST, "", breedte=26),
        *_herkomst(),
    ),
    sleutel=("jaar", "code", "door", "invoerhash"),
    csv_verplicht=False,
)

REACTIES = Invoertabel(
    "tblReacties",
    "Akkoorden",
    "reacties.csv",
    "reacties",
    model.Reactie,
    (
        _jaar("jaar", "Jaar"),
        _code(),
        Invoerkolom("versie", "Versie", "versie", Kolomsoort.GEHEEL, minimum=1, maximum=999, breedte=9),
        Invoerkolom("oordeel", "Reactie", "reactie", Kolomsoort.KEUZE, keuzes=Reactieoordeel, breedte=12),
        _datum("op", "Ontvangen op", VERPLICHT),
        _datum("afgehandeld", "Afgehandeld op", uitleg="De dag waarop een bezwaar is afgehandeld. Leeg: nog open."),
        Invoerkolom("opmerking", "Opmerking", "opmerking", Kolomsoort.TEKST, "", breedte=40),
        *_herkomst(),
    ),
    csv_verplicht=False,
)

LOGBOEK = Invoertabel(
    "tblLogboek",
    "Logboek",
    "logboek.csv",
    "logboek",
    model.Logregel,
    (
        _datum("wanneer", "Wanneer"),
        Invoerkolom("wat", "Wat", "wat", Kolomsoort.TEKST, breedte=32),
        _jaar("jaar", "Jaar", standaard=None),
        Invoerkolom("versie", "Versie", "versie", Kolomsoort.TEKST, "", breedte=16),
        Invoerkolom("invoerhash", "Invoerhash", "invoerhash", Kolomsoort.TEKST, "", breedte=68),
        Invoerkolom("opmerking", "Opmerking", "opmerking", Kolomsoort.TEKST, "", breedte=80),
    ),
    csv_verplicht=False,
)

TABELLEN: tuple[Invoertabel, ...] = (
    GEMEENTEN,
    NAMEN,
    THEMAS,
    ROLLEN,
    JAREN,
    INWONERS,
    POK,
    TARIEVEN,
    UREN,
    URENSTATEN,
    AANDACHTSPUNTEN,
    BEGROTING,
    CAPACITEIT,
    VOORSCHOTTEN,
    OVERIGE_KOSTEN,
    FORMATIE,
    BESTEDINGEN,
    BESLUITEN,
    BESLUITSTAPPEN,
    KALENDER,
    AKKOORD,
    REACTIES,
    LOGBOEK,
)
"""Every input table, in the order in which the sheets and the CSV files are read (names before what uses them)."""

INDELING = 3
"""The layout of the master: it goes up when a table, a column or a sheet that the program reads or makes changes."""

INDELINGNAAM = "Indeling"
"""The defined name of the cell in which a master says its own layout; one without that name has layout 1."""
