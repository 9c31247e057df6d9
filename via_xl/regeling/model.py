"""The inputs of a region: typed records, one class a table, exactly as the engine takes them, and the columns they fill.

Amounts end in ``_ct`` (eurocent), hours in ``_h`` (hundredths of an hour), percentages in ``_bp`` (basispunten); see
:mod:`via_xl.basis.geld`. How a field says its column stands in :mod:`via_xl.regeling.kolom`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from msgspec import Struct

from via_xl.basis.bevinding import NERGENS, Plek
from via_xl.basis.schaal import Schaal
from via_xl.regeling.keuzes import (
    Akkoordrol,
    Besluitsoort,
    Bewijsonderwerp,
    BijdrageKarakter,
    Boekkant,
    Boekpost,
    BtwPositie,
    Editie,
    Jaareindeantwoord,
    Maandpatroon,
    MeerkostenDrager,
    Oordeel,
    Openpunt,
    PokJaar,
    Reactieoordeel,
    Stap,
    Status,
    Taak,
    Verdeelsleutel,
    Versiestand,
    VoorstelToets,
)
from via_xl.regeling.kolom import CODE, JAAR, MAX_BEDRAG_CT, Kolomsoort, kolom, tabel
from via_xl.regeling.regio import Regio, regio_van

__all__ = [
    "POK",
    "Aandachtspunt",
    "Afrekening",
    "Agendapunt",
    "Akkoord",
    "Akkoordrol",
    "Begrotingsregel",
    "Besluit",
    "Besluitsoort",
    "Besluitstap",
    "Besteding",
    "Bewijsonderwerp",
    "Bewijsstuk",
    "BijdrageKarakter",
    "Boekkant",
    "Boekpost",
    "BtwPositie",
    "Capaciteit",
    "Editie",
    "Formatie",
    "Gemeente",
    "Grootboekregel",
    "Inwoners",
    "Jaar",
    "Jaareinde",
    "Jaareindeantwoord",
    "Kostenpost",
    "Logregel",
    "Maandpatroon",
    "MeerkostenDrager",
    "Naam",
    "Oordeel",
    "Openpunt",
    "PokJaar",
    "Reactie",
    "Reactieoordeel",
    "Record",
    "Regeling",
    "Regio",
    "Regiogegeven",
    "Registerpunt",
    "Rol",
    "Stap",
    "Status",
    "Taak",
    "Tarief",
    "Thema",
    "Urenregel",
    "Urenstaat",
    "Verdeelsleutel",
    "Verrekend",
    "Versiestand",
    "Voorschot",
    "VoorstelToets",
]
"""What is not of this module and is found here as well: the words to choose from."""

_UITLEG_STATUS = "Alleen wat is vastgesteld telt mee voor een definitieve afrekening."


def _bron(breedte: int) -> Mapping[str, Any]:
    """The column of the source, so wide."""
    return kolom("Bron", standaard="", uitleg="Document waaruit de waarde komt.", breedte=breedte, alinea=True)


class Record(Struct, frozen=True, kw_only=True):
    """What every input row has: source document, its date, status, and the place where it was read.

    ``plek`` takes no part in comparison: the same rows from CSV, from a master file or from an open book are equal.
    """

    bron: Annotated[str, _bron(29)]
    datum: Annotated[date | None, kolom("Brondatum", uitleg="Datum van dat document.")] = None
    status: Annotated[Status, kolom("Status", breedte=14, uitleg=_UITLEG_STATUS)] = Status.TE_BEVESTIGEN
    plek: Plek = NERGENS


# --- Who takes part -----------------------------------------------------------------------------------------


@tabel("tblGemeenten", "Gemeenten", sleutel=("code",), csv_verplicht=True)
class Gemeente(Record, frozen=True, kw_only=True):
    """A gemeente of the region. ``van``/``tot`` bound its existence (mergers); blank is unbounded.

    ``opvolger`` is the CBS code of the gemeente that it went into, from the day after ``tot`` on.
    """

    code: Annotated[str, kolom("Code", soort=Kolomsoort.CODE, lijst="")]
    naam: Annotated[str, kolom("Naam", breedte=22)]
    organisatie: Annotated[str, kolom("Organisatie", standaard="", breedte=28, in_hash=False)]
    centrumgemeente: Annotated[bool, kolom("Centrumgemeente", breedte=17)]
    contactfunctionaris: Annotated[
        str,
        kolom("Contactfunctionaris", breedte=42, in_hash=False, uitleg="Functie, geen persoonsnaam. Leeg: vacature."),
    ] = ""
    e_mail: Annotated[str, kolom("Email", breedte=44, in_hash=False)] = ""
    van: Annotated[date | None, kolom("Van")] = None
    tot: Annotated[date | None, kolom("Tot")] = None
    opvolger: Annotated[str, kolom("Opvolger", breedte=11)] = ""
    iban: Annotated[
        str, kolom("IBAN", breedte=24, in_hash=False, uitleg="De rekening waarop deze gemeente ontvangt.")
    ] = ""
    rekeninghouder: Annotated[str, kolom("Ten name van", breedte=28, in_hash=False, uitleg="Leeg: de organisatie.")] = (
        ""
    )

    def bestaat_in(self, jaar: int) -> bool:
        """Whether the gemeente takes part in this year: it exists on 31 December."""
        dag = date(jaar, 12, 31)
        return (self.van is None or self.van <= dag) and (self.tot is None or self.tot >= dag)

    def besluit_in(self, jaar: int) -> bool:
        """Whether its college has a say in the besluiten of this year: it exists on some day of it."""
        return (self.van is None or self.van.year <= jaar) and (self.tot is None or self.tot.year >= jaar)


@tabel("tblNamen", "Lijsten", sleutel=("naam",), in_hash=False)
class Naam(Record, frozen=True, kw_only=True):
    """A spelling under which a gemeente is known."""

    naam: Annotated[str, kolom("Schrijfwijze", breedte=22)]
    code: Annotated[str, CODE]
    status: Annotated[Status, kolom("Status", standaard=Status.VASTGESTELD, breedte=14, uitleg=_UITLEG_STATUS)] = (
        Status.TE_BEVESTIGEN
    )


@tabel("tblInwoners", "Inwoners", sleutel=("code", "peiljaar"), csv_verplicht=True)
class Inwoners(Record, frozen=True, kw_only=True):
    """Inwoners of a gemeente on 1 January of the peiljaar (CBS)."""

    code: Annotated[str, CODE]
    peiljaar: Annotated[int, kolom("Peiljaar", soort=Kolomsoort.JAAR)]
    inwoners: Annotated[int, kolom("Inwoners", minimum=0, maximum=10**8)]


# --- What holds of a year -----------------------------------------------------------------------------------


@tabel("tblBegroting", "Begroting", sleutel=("code", "jaar"), csv_verplicht=True)
class Begrotingsregel(Record, frozen=True, kw_only=True):
    """The printed percentage and amount of the plan table for a gemeente and year."""

    code: Annotated[str, CODE]
    jaar: Annotated[int, JAAR]
    percentage_bp: Annotated[int | None, kolom("Percentage gedrukt %", csv="percentage_gedrukt")] = None
    bedrag_ct: Annotated[int, kolom("Bedrag gedrukt €")]


def _inzet(geval: str) -> Mapping[str, Any]:
    return kolom(
        f"Prognose {geval} %",
        maximum=30_000,
        breedte=11,
        in_hash=False,
        uitleg=f"Deel van de capaciteit dat in de maanden zonder uren wordt geleverd, als het {geval} uitvalt.",
    )


@tabel("tblJaren", "Jaren", sleutel=("jaar",), csv_verplicht=True)
class Jaar(Record, frozen=True, kw_only=True):
    """The parameters of a year. ``begrote_kosten_ct`` is the plan's cost of the working group.

    Where that was calculated, the three fields after it say what of it are other costs, and what an index added to the staff
    and to those; ``overig_buiten_pok_bp`` says of which part of the other costs POK reimburses nothing, where that is known. ``besluit`` is the number of the besluit that set them. ``voltijd_h`` (a week) and ``productieve_uren_h`` (a year of
    a full-time medewerker) turn the hours a week of the plan into hours a year; without the latter nothing is planned.
    The fields ``prognose_`` are the assumptions of :mod:`via_xl.rekenen.prognose`.
    """

    jaar: Annotated[int, JAAR]
    peiljaar: Annotated[int, kolom("Peiljaar inwoners", soort=Kolomsoort.JAAR)]
    verdeelsleutel: Annotated[
        Verdeelsleutel, kolom("Verdeelsleutel", breedte=15, uitleg="Waarnaar het te verdelen bedrag wordt verdeeld.")
    ]
    bijdrage_karakter: Annotated[BijdrageKarakter, kolom("Bijdrage karakter", breedte=17)] = BijdrageKarakter.WERKELIJK
    voorstelgrens_ct: Annotated[
        int | None,
        kolom(
            "Voorstelgrens €",
            uitleg="Boven dit te verdelen bedrag is een voorstel nodig{bij verrekening}. Leeg: het begrote totaal.",
        ),
    ] = None
    meerkosten_drager: Annotated[MeerkostenDrager, kolom("Meerkosten drager", breedte=18)] = MeerkostenDrager.INWONERS
    voorstel_toets: Annotated[
        VoorstelToets,
        kolom(
            "Voorstel toets",
            breedte=13,
            uitleg="Wat boven {het document} uitkomt als er een voorstel nodig is: het bedrag van de regio, of de bijdrage van een gemeente.",
        ),
    ] = VoorstelToets.REGIO
    pok_jaar: Annotated[
        PokJaar,
        kolom(
            "POK van late uren",
            breedte=13,
            uitleg="Van welk jaar de POK late uren vergoedt: het jaar waarin zij zijn geleverd, of dat waarin zij worden afgerekend.",
        ),
    ] = PokJaar.LEVERJAAR
    btw_positie: Annotated[
        BtwPositie,
        kolom(
            "Btw positie",
            breedte=22,
            uitleg="Alleen bij belast en een last komt er btw bij wat een gemeente draagt.",
        ),
    ] = BtwPositie.GEMENE_REKENING
    btw_bp: Annotated[
        int | None,
        kolom("Btw tarief %", breedte=10, uitleg="Het algemene tarief (Wet op de omzetbelasting 1968, artikel 9)."),
    ] = None
    drempel_herziening_ct: Annotated[
        int,
        kolom(
            "Drempel herziening €",
            in_hash=False,
            uitleg="Is elk verschil van een herziening kleiner, dan mag zij mee met de volgende afrekening.",
        ),
    ] = 0
    begrote_kosten_ct: Annotated[int | None, kolom("Begrote kosten €")] = None
    begrote_overige_ct: Annotated[
        int | None, kolom("Waarvan overig €", in_hash=False, uitleg="Andere kosten dan uren, met hun index.")
    ] = None
    begrote_index_ct: Annotated[
        int | None,
        kolom(
            "Index personeel €", minimum=-MAX_BEDRAG_CT, in_hash=False, uitleg="Wat de index bij het personeel doet."
        ),
    ] = None
    begrote_index_overige_ct: Annotated[
        int | None,
        kolom(
            "Index overig €", minimum=-MAX_BEDRAG_CT, in_hash=False, uitleg="Wat de index bij de andere kosten doet."
        ),
    ] = None
    overig_buiten_pok_bp: Annotated[
        int | None,
        kolom(
            "Overig buiten POK %",
            breedte=11,
            in_hash=False,
            uitleg="Deel van Waarvan overig € waarvan POK niets vergoedt. Leeg: zoals van de andere kosten van het jaar ervoor.",
        ),
    ] = None
    duvo_pok_budget_ct: Annotated[int | None, kolom("Budget DUVO en POK €")] = None
    reactietermijn: Annotated[date | None, kolom("Reactie voor", uitleg="Akkoord of bezwaar vóór deze dag.")] = None
    besluit: Annotated[
        str,
        kolom(
            "Besluit",
            breedte=14,
            in_hash=False,
            uitleg="Nummer in tblBesluiten van het besluit dat deze keuzes vaststelde.",
        ),
    ] = ""
    voltijd_h: Annotated[
        int,
        kolom(
            "Voltijd uren per week",
            csv="voltijd_uren_per_week",
            minimum=1,
            maximum=16_800,
            breedte=13,
            in_hash=False,
            uitleg="CAO Gemeenten: 36 uur.",
        ),
    ] = 3600
    productieve_uren_h: Annotated[
        int | None,
        kolom(
            "Productieve uren voltijd",
            minimum=1,
            breedte=14,
            in_hash=False,
            uitleg="Per jaar, voor de planning van de capaciteit. Leeg: geen planning.",
        ),
    ] = None
    prognose_patroon: Annotated[
        Maandpatroon,
        kolom(
            "Prognose patroon",
            breedte=13,
            in_hash=False,
            uitleg="Hoe de productieve uren over de maanden vallen: zoals de uren van vorig jaar, of elke maand gelijk.",
        ),
    ] = Maandpatroon.VORIG_JAAR
    prognose_laag_bp: Annotated[int, _inzet("laag")] = 9_000
    prognose_verwacht_bp: Annotated[int, _inzet("verwacht")] = 10_000
    prognose_hoog_bp: Annotated[int, _inzet("hoog")] = 11_000

    def grens_ct(self, begroting: Iterable[Begrotingsregel]) -> int | None:
        """The voorstelgrens: where it is blank the budgeted total of the year, None without either."""
        begroot = [rij.bedrag_ct for rij in begroting if rij.jaar == self.jaar]
        return self.voorstelgrens_ct if self.voorstelgrens_ct is not None else sum(begroot) if begroot else None


@tabel("tblPOK", "POK", sleutel=("jaar",), csv_verplicht=True)
class POK(Record, frozen=True, kw_only=True):
    """The national reimbursement of the staff cost in a year: a share, with a maximum."""

    jaar: Annotated[int, JAAR]
    vergoeding_bp: Annotated[int, kolom("Vergoeding %")]
    maximum_ct: Annotated[int, kolom("Maximum €")]


@tabel("tblCapaciteit", "Begroting", sleutel=("code", "van"), csv_verplicht=True)
class Capaciteit(Record, frozen=True, kw_only=True):
    """The hours a week that a gemeente supplies; a week is implied, the plan gives no unit."""

    code: Annotated[str, CODE]
    uren_per_week_h: Annotated[int, kolom("Uren per week", maximum=100_000, breedte=11)]
    van: Annotated[date | None, kolom("Van")] = None
    tot: Annotated[date | None, kolom("Tot")] = None
    bron: Annotated[str, _bron(32)]

    def geldt_op(self, dag: date) -> bool:
        """Whether this row holds on a day."""
        return (self.van is None or self.van <= dag) and (self.tot is None or dag <= self.tot)


@tabel("tblFormatie", "Begroting", sleutel=("taak", "van"), in_hash=False)
class Formatie(Record, frozen=True, kw_only=True):
    """The hours a week that the plan asks for a taak, whoever supplies them."""

    taak: Annotated[Taak, kolom("Taak", breedte=14)]
    uren_per_week_h: Annotated[int, kolom("Uren per week", maximum=100_000, breedte=11)]
    van: Annotated[date | None, kolom("Van")] = None
    tot: Annotated[date | None, kolom("Tot")] = None
    bron: Annotated[str, _bron(32)]

    def geldt_op(self, dag: date) -> bool:
        """Whether this row holds on a day."""
        return (self.van is None or self.van <= dag) and (self.tot is None or dag <= self.tot)


# --- What an hour costs -------------------------------------------------------------------------------------


def _dag_voor_volgend_tarief(tarief: "Tarief", alle: Sequence["Tarief"]) -> date:
    begin = [rij.van for rij in alle if rij.schaal == tarief.schaal and rij.van > tarief.van]
    if not begin:
        wat = f"is leeg, en schaal {tarief.schaal} heeft geen later tarief dat het einde bepaalt."
        raise LookupError(wat, "Vul de laatste dag in.")
    return min(begin) - timedelta(days=1)


@tabel("tblTarieven", "Tarieven", sleutel=("schaal", "van"), csv_verplicht=True)
class Tarief(Record, frozen=True, kw_only=True):
    """An hourly rate of a CAO schaal, valid from ``van`` up to and including ``tot``.

    ``uurtarief_ct`` overrides the derivation from salary, IKB, werkgeverslasten and productive hours.
    """

    schaal: Annotated[Schaal, kolom("Schaal", soort=Kolomsoort.SCHAAL)]
    van: Annotated[date, kolom("Van")]
    tot: Annotated[
        date,
        kolom(
            "Tot",
            uitleg="Tot en met. Verplicht: een lege einddatum telt in een formule als 0.",
            uit_tabel=_dag_voor_volgend_tarief,
        ),
    ]
    maandsalaris_ct: Annotated[int | None, kolom("Maandsalaris €")] = None
    ikb_bp: Annotated[int | None, kolom("IKB %")] = None
    werkgeverslasten_bp: Annotated[int | None, kolom("Werkgeverslasten %", breedte=16)] = None
    productieve_uren_h: Annotated[int | None, kolom("Productieve uren per jaar", minimum=1, breedte=14)] = None
    uurtarief_ct: Annotated[
        int | None,
        kolom("Vast uurtarief €", uitleg="Alleen invullen als het uurtarief niet uit het salaris wordt afgeleid."),
    ] = None
    bron: Annotated[str, _bron(104)]

    def geldt_op(self, dag: date) -> bool:
        """Whether this rate holds on a day."""
        return self.van <= dag <= self.tot


# --- What was delivered -------------------------------------------------------------------------------------


_GELDIG = kolom(
    "Geldig",
    soort=Kolomsoort.KEUZE,
    keuzes={"ja": True, "vervallen": False},
    synoniemen={"nee": "vervallen"},
    breedte=10,
)
"""Whether a row counts: nothing is deleted, what is replaced becomes vervallen."""


@tabel("tblUren", "Uren", csv_verplicht=True)
class Urenregel(Record, frozen=True, kw_only=True):
    """Hours of one medewerker on one thema in one month. ``maand`` is its first day.

    A row may be the sum of several lines (``regels``); ``afronding_ct`` is then what rounding the cost of each line gives more
    than rounding that of their sum.
    """

    code: Annotated[str, CODE]
    medewerker: Annotated[str, kolom("Medewerker", breedte=12, uitleg="Een code, nooit een naam.")]
    rol: Annotated[str, kolom("Rol", breedte=14, lijst="Lijst_rollen")]
    thema: Annotated[str, kolom("Thema", breedte=30, lijst="Lijst_themas")]
    schaal: Annotated[Schaal, kolom("Schaal", soort=Kolomsoort.SCHAAL)]
    maand: Annotated[date, kolom("Maand", soort=Kolomsoort.MAAND, breedte=11, uitleg="De eerste dag van de maand.")]
    uren_h: Annotated[int, kolom("Uren", breedte=10)]
    afrekenjaar: Annotated[
        int,
        kolom(
            "Afrekenjaar",
            soort=Kolomsoort.JAAR,
            standaard=None,
            uit_rij=lambda rij: rij["maand"].year,
            leeg="het jaar van de maand",
            lijst="Lijst_jaren",
            uitleg="Leeg: het jaar van de maand.",
        ),
    ]
    geldig: Annotated[bool, _GELDIG] = True
    regels: Annotated[
        int,
        kolom(
            "Regels",
            minimum=1,
            maximum=10**6,
            breedte=9,
            zelden=True,
            uitleg="Van hoeveel regels deze rij de som is. Leeg: 1.",
        ),
    ] = 1
    afronding_ct: Annotated[
        int,
        kolom(
            "Afronding €",
            minimum=-MAX_BEDRAG_CT,
            breedte=12,
            zelden=True,
            uitleg="Alleen bij een som van regels: wat afronden per regel meer geeft dan afronden van de som.",
        ),
    ] = 0
    bron: Annotated[str, kolom("Bron", standaard="", breedte=40)]
    datum: Annotated[date | None, kolom("Brondatum")] = None
    status: Annotated[Status, kolom("Status", breedte=14)] = Status.TE_BEVESTIGEN


@tabel("tblThemas", "Lijsten", sleutel=("thema",), in_hash=False, woorden_uit="uren")
class Thema(Record, frozen=True, kw_only=True):
    """A theme hours can be booked on."""

    thema: Annotated[str, kolom("Thema", breedte=34)]


@tabel("tblRollen", "Lijsten", sleutel=("rol",), in_hash=False, woorden_uit="uren")
class Rol(Record, frozen=True, kw_only=True):
    """A role in which hours are delivered, and the part of the formatie it works for (None: not said)."""

    rol: Annotated[str, kolom("Rol", breedte=22)]
    taak: Annotated[Taak | None, kolom("Taak", breedte=15, in_hash=False)] = None


@tabel("tblUrenstaten", "Urenstaten", in_hash=False)
class Urenstaat(Record, frozen=True, kw_only=True):
    """An hour sheet that was read in, or a nil return (no lines). A corrected one makes its predecessor ``vervallen``.

    ``sha256`` is of the file; the two dates are when medewerker and leidinggevende agreed, None for not signed.
    """

    code: Annotated[str, CODE]
    jaar: Annotated[int, JAAR]
    bestand: Annotated[str, kolom("Bestand", breedte=50)]
    sha256: Annotated[str, kolom("SHA256", breedte=24)]
    gelezen_op: Annotated[date, kolom("Gelezen op")]
    regels: Annotated[int, kolom("Regels", minimum=0, maximum=10**6, breedte=9)]
    uren_h: Annotated[int, kolom("Uren", breedte=11)]
    akkoord_medewerker: Annotated[
        date | None, kolom("Akkoord medewerker", uitleg="De dag waarop is getekend. Leeg: niet getekend.")
    ] = None
    akkoord_leidinggevende: Annotated[
        date | None, kolom("Akkoord leidinggevende", uitleg="De dag waarop is getekend.")
    ] = None
    geldig: Annotated[bool, _GELDIG] = True

    @property
    def getekend(self) -> bool:
        """Whether both agreed."""
        return self.akkoord_medewerker is not None and self.akkoord_leidinggevende is not None


@tabel("tblAandachtspunten", "Urenstaten", in_hash=False)
class Aandachtspunt(Record, frozen=True, kw_only=True):
    """A warning about an hour sheet that came in: it stays open until someone settles it."""

    code: Annotated[str, CODE]
    jaar: Annotated[int, JAAR]
    bestand: Annotated[str, kolom("Bestand", breedte=34)]
    plaats: Annotated[str, kolom("Plaats", standaard="", breedte=14)]
    wat: Annotated[str, kolom("Wat", breedte=44, alinea=True)]
    doen: Annotated[str, kolom("Wat te doen", standaard="", breedte=42, alinea=True)]
    afgehandeld: Annotated[
        bool, kolom("Afgehandeld", breedte=13, uitleg="Zet op ja als dit is bekeken, met een toelichting.")
    ] = False
    toelichting: Annotated[str, kolom("Toelichting", breedte=30)] = ""


# --- Money beside the hours ---------------------------------------------------------------------------------


@tabel("tblVoorschotten", "Voorschotten")
class Voorschot(Record, frozen=True, kw_only=True):
    """An advance that a gemeente paid for a year."""

    code: Annotated[str, CODE]
    jaar: Annotated[int, JAAR]
    bedrag_ct: Annotated[int, kolom("Voorschot €", minimum=-MAX_BEDRAG_CT)]


@tabel("tblKosten", "Voorschotten", voorheen=("tblOverigeKosten", "overige_kosten.csv"))
class Kostenpost(Record, frozen=True, kw_only=True):
    """A cost other than hours, of the year in which it was made; ``code`` is the gemeente that paid it ("": not said).

    ``telt_mee``: it is settled. ``pok``: POK reimburses its part of it, as of hours. ``btw``: the btw on it is a burden for
    who paid it, and counts beside the amount.
    """

    jaar: Annotated[int, JAAR]
    omschrijving: Annotated[str, kolom("Omschrijving", breedte=40)]
    code: Annotated[
        str,
        kolom(
            "Code",
            soort=Kolomsoort.CODE,
            uitleg="De gemeente die betaalde. Mag leeg zijn als de kosten niet meetellen.",
        ),
    ] = ""
    bedrag_ct: Annotated[int, kolom("Bedrag €", minimum=-MAX_BEDRAG_CT, uitleg="Zonder btw.")]
    factuur: Annotated[str, kolom("Factuur", breedte=16, uitleg="Nummer of kenmerk van de factuur.")] = ""
    pok: Annotated[bool, kolom("POK", breedte=8, uitleg="Ja: POK vergoedt er een deel van, zoals van uren.")] = False
    telt_mee: Annotated[bool, kolom("Telt mee", breedte=10, uitleg="Ja: deze kosten worden met de uren verrekend.")] = (
        False
    )
    btw: Annotated[
        bool,
        kolom(
            "Btw",
            breedte=8,
            uitleg="Ja: de btw erop is een last en komt bij het bedrag. Nee: geen btw, of terug te vragen.",
        ),
    ] = False


@tabel("tblVerrekend", "Voorschotten", sleutel=("code", "uit_jaar", "herziet"))
class Verrekend(Record, frozen=True, kw_only=True):
    """The small difference of a herziening, settled with the settlement of a later year (``jaar``) instead of by itself.

    It is of a herziening of ``uit_jaar``, of the version ``herziet`` that was definitief. Above 0 the gemeente pays it.
    """

    code: Annotated[str, CODE]
    jaar: Annotated[int, JAAR]
    bedrag_ct: Annotated[
        int, kolom("Verrekend €", minimum=-MAX_BEDRAG_CT, uitleg="Boven nul: de gemeente betaalt dit erbij.")
    ]
    uit_jaar: Annotated[
        int, kolom("Uit jaar", soort=Kolomsoort.JAAR, uitleg="Het jaar waarvan de herziening het verschil gaf.")
    ]
    herziet: Annotated[
        int, kolom("Herziet versie", minimum=1, maximum=999, breedte=10, uitleg="De versie die werd herzien.")
    ]


@tabel("tblBestedingen", "Voorschotten", sleutel=("jaar", "post"), in_hash=False)
class Besteding(Record, frozen=True, kw_only=True):
    """What was budgeted for and spent on a post of the DUVO and POK budget; None is not known yet."""

    jaar: Annotated[int, JAAR]
    post: Annotated[str, kolom("Post", breedte=34)]
    begroot_ct: Annotated[int | None, kolom("Begroot €", uitleg="Leeg: niet bekend. 0 is nul euro.")] = None
    besteed_ct: Annotated[int | None, kolom("Besteed €", uitleg="Leeg: niet bekend. 0 is nul euro.")] = None


# --- What the gemeenten decide ------------------------------------------------------------------------------


@tabel("tblBesluiten", "Besluiten", sleutel=("nummer",), in_hash=False)
class Besluit(Record, frozen=True, kw_only=True):
    """A voorstel and what it would set. ``jaar`` is the settlement it is about, ``bedrag_ct`` the R it was made for.

    ``nodig``: the settlement of the year stays a concept until it is taken. ``ingetrokken`` is when it was withdrawn.
    """

    nummer: Annotated[str, kolom("Nummer", breedte=14, uitleg="Bijvoorbeeld V2024-1.")]
    jaar: Annotated[int, JAAR]
    onderwerp: Annotated[str, kolom("Onderwerp", breedte=32)]
    soort: Annotated[Besluitsoort, kolom("Soort", breedte=13)] = Besluitsoort.OVERIG
    bedrag_ct: Annotated[int | None, kolom("Te verdelen €", uitleg="Waarvoor het voorstel is gedaan.")] = None
    voorstelgrens_ct: Annotated[int | None, kolom("Nieuwe grens €")] = None
    meerkosten_drager: Annotated[MeerkostenDrager | None, kolom("Meerkosten drager", breedte=18)] = None
    nodig: Annotated[
        bool,
        kolom(
            "Nodig voor afrekening",
            breedte=13,
            uitleg="Ja: de afrekening van dat jaar blijft concept tot het besluit is genomen.",
        ),
    ] = True
    ingetrokken: Annotated[date | None, kolom("Ingetrokken op")] = None


@tabel("tblBesluitstappen", "Besluiten", sleutel=("besluit", "stap", "code"), in_hash=False)
class Besluitstap(Record, frozen=True, kw_only=True):
    """A step of a besluit in the decision cycle. ``code`` is the gemeente of a college or raad, "" for the others.

    ``oordeel`` None: still to come.
    """

    besluit: Annotated[str, kolom("Besluit", breedte=14)]
    stap: Annotated[Stap, kolom("Stap", breedte=25)]
    code: Annotated[str, kolom("Gemeentecode", breedte=14, uitleg="De CBS-code, alleen bij een college of raad.")] = ""
    gepland: Annotated[date | None, kolom("Gepland")] = None
    gehouden: Annotated[date | None, kolom("Gehouden")] = None
    oordeel: Annotated[Oordeel | None, kolom("Oordeel", breedte=16)] = None
    opmerking: Annotated[str, kolom("Opmerking", breedte=40)] = ""


@tabel("tblKalender", "Besluiten", in_hash=False)
class Agendapunt(Record, frozen=True, kw_only=True):
    """A date in the year: a meeting of the werkgroep, or a step of one of the three rounds."""

    jaar: Annotated[int, JAAR]
    dag: Annotated[date, kolom("Dag")]
    stap: Annotated[Stap, kolom("Stap", breedte=25)]
    ronde: Annotated[int | None, kolom("Ronde", minimum=1, maximum=12, breedte=9)] = None
    omschrijving: Annotated[str, kolom("Omschrijving", breedte=50)] = ""


# --- What is recorded of a settlement -----------------------------------------------------------------------


@tabel("tblAkkoord", "Akkoorden", csv="akkoord.csv", sleutel=("jaar", "code", "door", "invoerhash"), in_hash=False)
class Akkoord(Record, frozen=True, kw_only=True):
    """An approval of a whole settlement, on behalf of a gemeente, for one input hash and no other.

    ``door`` is the code of who signed, never a name. ``bestand`` and ``sha256`` are the signed file.
    """

    jaar: Annotated[int, JAAR]
    code: Annotated[str, CODE]
    rol: Annotated[Akkoordrol, kolom("Rol", breedte=23)]
    door: Annotated[str, kolom("Door", uitleg="De code van wie tekende, nooit een naam.")]
    invoerhash: Annotated[
        str,
        kolom(
            "Invoerhash",
            breedte=24,
            uitleg="Waarvoor het akkoord geldt. Het vervalt zodra de invoer van het jaar verandert.",
        ),
    ]
    op: Annotated[date, kolom("Getekend op")]
    bestand: Annotated[str, kolom("Bestand", breedte=26, uitleg="Het getekende stuk.")]
    sha256: Annotated[str, kolom("SHA256", breedte=24)]
    opmerking: Annotated[str, kolom("Opmerking", breedte=26)] = ""


@tabel("tblReacties", "Akkoorden", in_hash=False)
class Reactie(Record, frozen=True, kw_only=True):
    """What a gemeente said of a version that it was sent. ``afgehandeld`` is when its bezwaar was settled; None is still open."""

    jaar: Annotated[int, JAAR]
    code: Annotated[str, CODE]
    versie: Annotated[int, kolom("Versie", minimum=1, maximum=999, breedte=9)]
    oordeel: Annotated[Reactieoordeel, kolom("Reactie", csv="reactie")]
    op: Annotated[date, kolom("Ontvangen op")]
    afgehandeld: Annotated[
        date | None, kolom("Afgehandeld op", uitleg="De dag waarop een bezwaar is afgehandeld. Leeg: nog open.")
    ] = None
    opmerking: Annotated[str, kolom("Opmerking", breedte=40)] = ""

    @property
    def open(self) -> bool:
        """Whether it is a bezwaar that nobody settled."""
        return self.oordeel is Reactieoordeel.BEZWAAR and self.afgehandeld is None


@tabel("tblJaareinde", "Akkoorden", csv="jaareinde.csv", sleutel=("jaar", "code", "op"), in_hash=False)
class Jaareinde(Record, frozen=True, kw_only=True):
    """What a gemeente was given, before the settlement, to enter in its jaarrekening, and what it did with that.

    ``saldo_ct`` is the bijdrage less the cost of its inzet and the voorschot: above 0 it has still to pay. ``geboekt_ct`` is
    what it entered when that was another amount.
    """

    jaar: Annotated[int, JAAR]
    code: Annotated[str, CODE]
    op: Annotated[date, kolom("Opgegeven op")]
    kosten_ct: Annotated[int, kolom("Kosten €")]
    bijdrage_ct: Annotated[int, kolom("Bijdrage €", minimum=-MAX_BEDRAG_CT)]
    voorschot_ct: Annotated[int, kolom("Voorschot €", minimum=-MAX_BEDRAG_CT)]
    saldo_ct: Annotated[
        int,
        kolom("Op te nemen €", minimum=-MAX_BEDRAG_CT, uitleg="Boven nul nog te betalen, onder nul nog te ontvangen."),
    ]
    invoerhash: Annotated[str, kolom("Invoerhash", breedte=24)]
    antwoord: Annotated[Jaareindeantwoord | None, kolom("Antwoord", breedte=14)] = None
    geboekt_ct: Annotated[
        int | None, kolom("Geboekt €", minimum=-MAX_BEDRAG_CT, uitleg="Alleen als de gemeente een ander bedrag opnam.")
    ] = None
    beantwoord: Annotated[date | None, kolom("Beantwoord op")] = None
    opmerking: Annotated[str, kolom("Opmerking", breedte=40)] = ""

    @property
    def opgenomen_ct(self) -> int:
        """What stands in the jaarrekening of the gemeente, as far as is known: what it was given, unless it said otherwise."""
        return self.saldo_ct if self.geboekt_ct is None else self.geboekt_ct


@tabel("tblAfrekeningen", "Akkoorden", sleutel=("jaar", "versie"), in_hash=False)
class Afrekening(Record, frozen=True, kw_only=True):
    """A version of a settlement that was made, and what became of it: sent, its payment list made, and paid.

    ``map`` is its folder, from that of the master where it lies in there. It needs no source: the folder is it.
    """

    jaar: Annotated[int, JAAR]
    versie: Annotated[int, kolom("Versie", minimum=1, maximum=999, breedte=9)]
    soort: Annotated[Versiestand, kolom("Soort", breedte=11)]
    invoerhash: Annotated[str, kolom("Invoerhash", breedte=24)]
    op: Annotated[date, kolom("Gemaakt op")]
    door: Annotated[str, kolom("Gemaakt door", breedte=18)] = ""
    map: Annotated[str, kolom("Map", breedte=30)] = ""
    verzonden: Annotated[
        date | None, kolom("Verzonden op", uitleg="De dag waarop de concept-e-mails zijn gemaakt.")
    ] = None
    betaallijst: Annotated[date | None, kolom("Betaallijst op")] = None
    betaald: Annotated[date | None, kolom("Betaald op", uitleg="De dag waarop alles is betaald en ontvangen.")] = None
    opmerking: Annotated[str, kolom("Opmerking", breedte=40)] = ""
    ketenwaarde: Annotated[
        str, kolom("Ketenwaarde", breedte=24, uitleg="Wat deze versie met al wat eraan voorafging vastlegt.")
    ] = ""
    bron: str = ""
    datum: date | None = None
    status: Status = Status.TE_BEVESTIGEN


@tabel("tblBewijsstukken", "Bewijsstukken", in_hash=False)
class Bewijsstuk(Record, frozen=True, kw_only=True):
    """A document that proves an input, kept beside the master; ``code`` is the gemeente that it is of, "" for the region.

    ``sha256`` is of the file as it was recorded ("": nobody did).
    """

    onderwerp: Annotated[
        Bewijsonderwerp,
        kolom(
            "Onderwerp",
            synoniemen={"pok": "pok-beschikking", "beschikking": "pok-beschikking"},
            breedte=18,
            uitleg="Waarvan dit het bewijs is.",
        ),
    ]
    code: Annotated[
        str, kolom("Code", soort=Kolomsoort.CODE, uitleg="De gemeente waarover het gaat. Leeg: de regio.")
    ] = ""
    jaar: Annotated[int, JAAR]
    bestand: Annotated[str, kolom("Bestand", breedte=44, uitleg="De plaats, vanaf de map van de master.")]
    sha256: Annotated[str, kolom("SHA256", breedte=24)] = ""
    bewaren_tot: Annotated[date | None, kolom("Bewaren tot", breedte=13)] = None
    opmerking: Annotated[str, kolom("Opmerking", breedte=40)] = ""


@tabel("tblLogboek", "Logboek", in_hash=False)
class Logregel(Record, frozen=True, kw_only=True):
    """What was done to a master, by which version, on which input. ``wanneer`` is None for the build itself.

    The log has no column for a source: it is one.
    """

    wanneer: Annotated[date | None, kolom("Wanneer")] = None
    wie: Annotated[str, kolom("Wie", breedte=18)] = ""
    wat: Annotated[str, kolom("Wat", breedte=32)]
    jaar: Annotated[int | None, JAAR] = None
    versie: Annotated[str, kolom("Versie", breedte=16)] = ""
    invoerhash: Annotated[str, kolom("Invoerhash", breedte=24)] = ""
    opmerking: Annotated[str, kolom("Opmerking", breedte=80, alinea=True)] = ""
    bron: str = ""
    datum: date | None = None
    status: Status = Status.TE_BEVESTIGEN


# --- The region itself --------------------------------------------------------------------------------------


@tabel("tblRegio", "Lijsten", csv="regio.csv", sleutel=("sleutel",), in_hash=False)
class Regiogegeven(Record, frozen=True, kw_only=True):
    """What the region calls something, or where its document treats a subject; see :mod:`via_xl.regeling.regio`."""

    sleutel: Annotated[str, kolom("Sleutel", breedte=24)]
    gegeven: Annotated[str, kolom("Gegeven", breedte=34)]
    bron: Annotated[str, kolom("Bron", breedte=24, alinea=True)] = ""
    status: Annotated[Status, kolom("Status", breedte=14, uitleg=_UITLEG_STATUS)] = Status.VASTGESTELD


@tabel("tblOpenPunten", "Lijsten", sleutel=("punt",), in_hash=False)
class Registerpunt(Record, frozen=True, kw_only=True):
    """A point on which the region's document is wrong or open: where it stands, what is the matter, how it can be read."""

    punt: Annotated[Openpunt, kolom("Punt", breedte=14)]
    passage: Annotated[str, kolom("Passage", breedte=24, alinea=True)] = ""
    wat: Annotated[str, kolom("Wat er is", csv="wat", breedte=42, alinea=True)]
    lezingen: Annotated[str, kolom("Lezingen", breedte=34, alinea=True)] = ""
    bron: Annotated[str, kolom("Bron", breedte=24, alinea=True)] = ""
    status: Annotated[Status, kolom("Status", breedte=14, uitleg=_UITLEG_STATUS)] = Status.VASTGESTELD


@tabel("tblGrootboek", "Lijsten", sleutel=("kant", "post"), in_hash=False)
class Grootboekregel(Record, frozen=True, kw_only=True):
    """Where a post of the settlement is booked, in the ledger of the centrumgemeente or in that of a gemeente; "": not said."""

    kant: Annotated[Boekkant, kolom("Kant", breedte=18, uitleg="In wiens grootboek.")]
    post: Annotated[Boekpost, kolom("Post", breedte=18)]
    rekening: Annotated[str, kolom("Grootboekrekening", breedte=19)] = ""
    kostenplaats: Annotated[str, kolom("Kostenplaats", breedte=15)] = ""
    taakveld: Annotated[str, kolom("Taakveld", breedte=11, uitleg="Van het BBV.")] = ""
    iv3: Annotated[str, kolom("Iv3 categorie", csv="iv3_categorie", breedte=14)] = ""
    bron: Annotated[str, _bron(29)] = ""


# --- All of it together -------------------------------------------------------------------------------------


class Regeling(Struct, frozen=True, kw_only=True):
    """All inputs of a region, every year of them: what CSV folder and master both say, in the order in which they are read."""

    gemeenten: tuple[Gemeente, ...] = ()
    namen: tuple[Naam, ...] = ()
    themas: tuple[Thema, ...] = ()
    rollen: tuple[Rol, ...] = ()
    jaren: tuple[Jaar, ...] = ()
    inwoners: tuple[Inwoners, ...] = ()
    pok: tuple[POK, ...] = ()
    tarieven: tuple[Tarief, ...] = ()
    uren: tuple[Urenregel, ...] = ()
    urenstaten: tuple[Urenstaat, ...] = ()
    aandachtspunten: tuple[Aandachtspunt, ...] = ()
    begroting: tuple[Begrotingsregel, ...] = ()
    capaciteit: tuple[Capaciteit, ...] = ()
    voorschotten: tuple[Voorschot, ...] = ()
    kosten: tuple[Kostenpost, ...] = ()
    verrekend: tuple[Verrekend, ...] = ()
    formatie: tuple[Formatie, ...] = ()
    bestedingen: tuple[Besteding, ...] = ()
    besluiten: tuple[Besluit, ...] = ()
    besluitstappen: tuple[Besluitstap, ...] = ()
    kalender: tuple[Agendapunt, ...] = ()
    akkoorden: tuple[Akkoord, ...] = ()
    reacties: tuple[Reactie, ...] = ()
    jaareinde: tuple[Jaareinde, ...] = ()
    afrekeningen: tuple[Afrekening, ...] = ()
    bewijsstukken: tuple[Bewijsstuk, ...] = ()
    regiogegevens: tuple[Regiogegeven, ...] = ()
    uitgangspunten: tuple[Registerpunt, ...] = ()
    grootboek: tuple[Grootboekregel, ...] = ()
    logboek: tuple[Logregel, ...] = ()
    """History, no input: two regelingen are equal whatever was logged."""

    def __eq__(self, ander: object) -> bool:
        """Whether it is a Regeling of the same inputs."""
        return isinstance(ander, Regeling) and all(
            getattr(self, veld) == getattr(ander, veld) for veld in self.__struct_fields__ if veld != "logboek"
        )

    def __hash__(self) -> int:
        """The same for equal ones; of some of the inputs only, which tell regions and years apart."""
        return hash((self.gemeenten, self.jaren, self.inwoners))

    def jaar(self, jaar: int) -> Jaar:
        """The parameters of a year. Raises KeyError when the year isn't there."""
        for rij in self.jaren:
            if rij.jaar == jaar:
                return rij
        raise KeyError(jaar)

    def pok_van(self, jaar: int) -> POK:
        """The POK row of a year. Raises KeyError when the year isn't there."""
        for rij in self.pok:
            if rij.jaar == jaar:
                return rij
        raise KeyError(jaar)

    def naam_van(self, code: str) -> str:
        """The official name of a gemeente. Raises KeyError when the code is unknown."""
        for gemeente in self.gemeenten:
            if gemeente.code == code:
                return gemeente.naam
        raise KeyError(code)

    @property
    def regio(self) -> Regio:
        """What the region calls itself and its document."""
        return regio_van(self.regiogegevens)

    @property
    def centrumgemeente(self) -> Gemeente:
        """The gemeente that settles (exactly one, which :mod:`via_xl.controle` guards)."""
        return next(gemeente for gemeente in self.gemeenten if gemeente.centrumgemeente)
