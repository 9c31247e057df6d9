"""The inputs of a region: typed records, one class a table, exactly as the engine takes them, and the columns they fill.

Amounts end in ``_ct`` (eurocent), hours in ``_h`` (hundredths of an hour), percentages in ``_bp`` (basispunten); see
:mod:`via_xl.basis.geld`. How a field says its column stands in :mod:`via_xl.regeling.kolom`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every input row has: source document, its date, status, and the place where it was read.

    ``plek`` takes no part in comparison: the same rows from CSV, from a master file or from an open book are equal.
    """

    bron: str = field(metadata=_bron(29))
    datum: date | None = field(default=None, metadata=kolom("Brondatum", uitleg="Datum van dat document."))
    status: Status = field(default=Status.TE_BEVESTIGEN, metadata=kolom("Status", breedte=14, uitleg=_UITLEG_STATUS))
    plek: Plek = field(default=NERGENS, compare=False, repr=False)


# --- Who takes part -----------------------------------------------------------------------------------------


@tabel("tblGemeenten", "Gemeenten", sleutel=("code",), csv_verplicht=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Gemeente(Record):
    """A gemeente of the region. ``van``/``tot`` bound its existence (mergers); blank is unbounded.

    ``opvolger`` is the CBS code of the gemeente that it went into, from the day after ``tot`` on.
    """

    code: str = field(metadata=kolom("Code", soort=Kolomsoort.CODE, lijst=""))
    naam: str = field(metadata=kolom("Naam", breedte=22))
    organisatie: str = field(metadata=kolom("Organisatie", standaard="", breedte=28, in_hash=False))
    centrumgemeente: bool = field(metadata=kolom("Centrumgemeente", breedte=17))
    contactfunctionaris: str = field(
        default="",
        metadata=kolom(
            "Contactfunctionaris", breedte=42, in_hash=False, uitleg="Functie, geen persoonsnaam. Leeg: vacature."
        ),
    )
    e_mail: str = field(default="", metadata=kolom("Email", breedte=44, in_hash=False))
    van: date | None = field(default=None, metadata=kolom("Van"))
    tot: date | None = field(default=None, metadata=kolom("Tot"))
    opvolger: str = field(default="", metadata=kolom("Opvolger", breedte=11))
    iban: str = field(
        default="",
        metadata=kolom("IBAN", breedte=24, in_hash=False, uitleg="De rekening waarop deze gemeente ontvangt."),
    )
    rekeninghouder: str = field(
        default="",
        metadata=kolom("Ten name van", breedte=28, in_hash=False, uitleg="Leeg: de organisatie."),
    )

    def bestaat_in(self, jaar: int) -> bool:
        """Whether the gemeente takes part in this year: it exists on 31 December."""
        dag = date(jaar, 12, 31)
        return (self.van is None or self.van <= dag) and (self.tot is None or self.tot >= dag)

    def besluit_in(self, jaar: int) -> bool:
        """Whether its college has a say in the besluiten of this year: it exists on some day of it."""
        return (self.van is None or self.van.year <= jaar) and (self.tot is None or self.tot.year >= jaar)


@tabel("tblNamen", "Lijsten", sleutel=("naam",), in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Naam(Record):
    """A spelling under which a gemeente is known."""

    naam: str = field(metadata=kolom("Schrijfwijze", breedte=22))
    code: str = field(metadata=CODE)
    status: Status = field(
        default=Status.TE_BEVESTIGEN,
        metadata=kolom("Status", standaard=Status.VASTGESTELD, breedte=14, uitleg=_UITLEG_STATUS),
    )


@tabel("tblInwoners", "Inwoners", sleutel=("code", "peiljaar"), csv_verplicht=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Inwoners(Record):
    """Inwoners of a gemeente on 1 January of the peiljaar (CBS)."""

    code: str = field(metadata=CODE)
    peiljaar: int = field(metadata=kolom("Peiljaar", soort=Kolomsoort.JAAR))
    inwoners: int = field(metadata=kolom("Inwoners", minimum=0, maximum=10**8))


# --- What holds of a year -----------------------------------------------------------------------------------


@tabel("tblBegroting", "Begroting", sleutel=("code", "jaar"), csv_verplicht=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Begrotingsregel(Record):
    """The printed percentage and amount of the plan table for a gemeente and year."""

    code: str = field(metadata=CODE)
    jaar: int = field(metadata=JAAR)
    percentage_bp: int | None = field(default=None, metadata=kolom("Percentage gedrukt %", csv="percentage_gedrukt"))
    bedrag_ct: int = field(metadata=kolom("Bedrag gedrukt €"))


def _inzet(geval: str) -> Mapping[str, Any]:
    return kolom(
        f"Prognose {geval} %",
        maximum=30_000,
        breedte=11,
        in_hash=False,
        uitleg=f"Deel van de capaciteit dat in de maanden zonder uren wordt geleverd, als het {geval} uitvalt.",
    )


@tabel("tblJaren", "Jaren", sleutel=("jaar",), csv_verplicht=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Jaar(Record):
    """The parameters of a year. ``begrote_kosten_ct`` is the plan's cost of the working group.

    Where that was calculated, the three fields after it say what of it are other costs, and what an index added to the staff
    and to those; ``overig_buiten_pok_bp`` says of which part of the other costs POK reimburses nothing, where that is known. ``besluit`` is the number of the besluit that set them. ``voltijd_h`` (a week) and ``productieve_uren_h`` (a year of
    a full-time medewerker) turn the hours a week of the plan into hours a year; without the latter nothing is planned.
    The fields ``prognose_`` are the assumptions of :mod:`via_xl.rekenen.prognose`.
    """

    jaar: int = field(metadata=JAAR)
    peiljaar: int = field(metadata=kolom("Peiljaar inwoners", soort=Kolomsoort.JAAR))
    verdeelsleutel: Verdeelsleutel = field(
        metadata=kolom("Verdeelsleutel", breedte=15, uitleg="Waarnaar het te verdelen bedrag wordt verdeeld.")
    )
    bijdrage_karakter: BijdrageKarakter = field(
        default=BijdrageKarakter.WERKELIJK, metadata=kolom("Bijdrage karakter", breedte=17)
    )
    voorstelgrens_ct: int | None = field(
        default=None,
        metadata=kolom(
            "Voorstelgrens €",
            uitleg="Boven dit te verdelen bedrag is een voorstel nodig{bij verrekening}. Leeg: het begrote totaal.",
        ),
    )
    meerkosten_drager: MeerkostenDrager = field(
        default=MeerkostenDrager.INWONERS, metadata=kolom("Meerkosten drager", breedte=18)
    )
    voorstel_toets: VoorstelToets = field(
        default=VoorstelToets.REGIO,
        metadata=kolom(
            "Voorstel toets",
            breedte=13,
            uitleg="Wat boven {het document} uitkomt als er een voorstel nodig is: het bedrag van de regio, of de bijdrage van een gemeente.",
        ),
    )
    pok_jaar: PokJaar = field(
        default=PokJaar.LEVERJAAR,
        metadata=kolom(
            "POK van late uren",
            breedte=13,
            uitleg="Van welk jaar de POK late uren vergoedt: het jaar waarin zij zijn geleverd, of dat waarin zij worden afgerekend.",
        ),
    )
    btw_positie: BtwPositie = field(
        default=BtwPositie.GEMENE_REKENING,
        metadata=kolom(
            "Btw positie",
            breedte=22,
            uitleg="Alleen bij belast en een last komt er btw bij wat een gemeente draagt.",
        ),
    )
    btw_bp: int | None = field(
        default=None,
        metadata=kolom(
            "Btw tarief %", breedte=10, uitleg="Het algemene tarief (Wet op de omzetbelasting 1968, artikel 9)."
        ),
    )
    drempel_herziening_ct: int = field(
        default=0,
        metadata=kolom(
            "Drempel herziening €",
            in_hash=False,
            uitleg="Is elk verschil van een herziening kleiner, dan mag zij mee met de volgende afrekening.",
        ),
    )
    begrote_kosten_ct: int | None = field(default=None, metadata=kolom("Begrote kosten €"))
    begrote_overige_ct: int | None = field(
        default=None,
        metadata=kolom("Waarvan overig €", in_hash=False, uitleg="Andere kosten dan uren, met hun index."),
    )
    begrote_index_ct: int | None = field(
        default=None,
        metadata=kolom(
            "Index personeel €", minimum=-MAX_BEDRAG_CT, in_hash=False, uitleg="Wat de index bij het personeel doet."
        ),
    )
    begrote_index_overige_ct: int | None = field(
        default=None,
        metadata=kolom(
            "Index overig €", minimum=-MAX_BEDRAG_CT, in_hash=False, uitleg="Wat de index bij de andere kosten doet."
        ),
    )
    overig_buiten_pok_bp: int | None = field(
        default=None,
        metadata=kolom(
            "Overig buiten POK %",
            breedte=11,
            in_hash=False,
            uitleg="Deel van Waarvan overig € waarvan POK niets vergoedt. Leeg: zoals van de andere kosten van het jaar ervoor.",
        ),
    )
    duvo_pok_budget_ct: int | None = field(default=None, metadata=kolom("Budget DUVO en POK €"))
    reactietermijn: date | None = field(
        default=None, metadata=kolom("Reactie voor", uitleg="Akkoord of bezwaar vóór deze dag.")
    )
    besluit: str = field(
        default="",
        metadata=kolom(
            "Besluit",
            breedte=14,
            in_hash=False,
            uitleg="Nummer in tblBesluiten van het besluit dat deze keuzes vaststelde.",
        ),
    )
    voltijd_h: int = field(
        default=3600,
        metadata=kolom(
            "Voltijd uren per week",
            csv="voltijd_uren_per_week",
            minimum=1,
            maximum=16_800,
            breedte=13,
            in_hash=False,
            uitleg="CAO Gemeenten: 36 uur.",
        ),
    )
    productieve_uren_h: int | None = field(
        default=None,
        metadata=kolom(
            "Productieve uren voltijd",
            minimum=1,
            breedte=14,
            in_hash=False,
            uitleg="Per jaar, voor de planning van de capaciteit. Leeg: geen planning.",
        ),
    )
    prognose_patroon: Maandpatroon = field(
        default=Maandpatroon.VORIG_JAAR,
        metadata=kolom(
            "Prognose patroon",
            breedte=13,
            in_hash=False,
            uitleg="Hoe de productieve uren over de maanden vallen: zoals de uren van vorig jaar, of elke maand gelijk.",
        ),
    )
    prognose_laag_bp: int = field(default=9_000, metadata=_inzet("laag"))
    prognose_verwacht_bp: int = field(default=10_000, metadata=_inzet("verwacht"))
    prognose_hoog_bp: int = field(default=11_000, metadata=_inzet("hoog"))

    def grens_ct(self, begroting: Iterable[Begrotingsregel]) -> int | None:
        """The voorstelgrens: where it is blank the budgeted total of the year, None without either."""
        begroot = [rij.bedrag_ct for rij in begroting if rij.jaar == self.jaar]
        return self.voorstelgrens_ct if self.voorstelgrens_ct is not None else sum(begroot) if begroot else None


@tabel("tblPOK", "POK", sleutel=("jaar",), csv_verplicht=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class POK(Record):
    """The national reimbursement of the staff cost in a year: a share, with a maximum."""

    jaar: int = field(metadata=JAAR)
    vergoeding_bp: int = field(metadata=kolom("Vergoeding %"))
    maximum_ct: int = field(metadata=kolom("Maximum €"))


@tabel("tblCapaciteit", "Begroting", sleutel=("code", "van"), csv_verplicht=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Capaciteit(Record):
    """The hours a week that a gemeente supplies; a week is implied, the plan gives no unit."""

    code: str = field(metadata=CODE)
    uren_per_week_h: int = field(metadata=kolom("Uren per week", maximum=100_000, breedte=11))
    van: date | None = field(default=None, metadata=kolom("Van"))
    tot: date | None = field(default=None, metadata=kolom("Tot"))
    bron: str = field(metadata=_bron(32))

    def geldt_op(self, dag: date) -> bool:
        """Whether this row holds on a day."""
        return (self.van is None or self.van <= dag) and (self.tot is None or dag <= self.tot)


@tabel("tblFormatie", "Begroting", sleutel=("taak", "van"), in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Formatie(Record):
    """The hours a week that the plan asks for a taak, whoever supplies them."""

    taak: Taak = field(metadata=kolom("Taak", breedte=14))
    uren_per_week_h: int = field(metadata=kolom("Uren per week", maximum=100_000, breedte=11))
    van: date | None = field(default=None, metadata=kolom("Van"))
    tot: date | None = field(default=None, metadata=kolom("Tot"))
    bron: str = field(metadata=_bron(32))

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
@dataclass(frozen=True, slots=True, kw_only=True)
class Tarief(Record):
    """An hourly rate of a CAO schaal, valid from ``van`` up to and including ``tot``.

    ``uurtarief_ct`` overrides the derivation from salary, IKB, werkgeverslasten and productive hours.
    """

    schaal: Schaal = field(metadata=kolom("Schaal", soort=Kolomsoort.SCHAAL))
    van: date = field(metadata=kolom("Van"))
    tot: date = field(
        metadata=kolom(
            "Tot",
            uitleg="Tot en met. Verplicht: een lege einddatum telt in een formule als 0.",
            uit_tabel=_dag_voor_volgend_tarief,
        )
    )
    maandsalaris_ct: int | None = field(default=None, metadata=kolom("Maandsalaris €"))
    ikb_bp: int | None = field(default=None, metadata=kolom("IKB %"))
    werkgeverslasten_bp: int | None = field(default=None, metadata=kolom("Werkgeverslasten %", breedte=16))
    productieve_uren_h: int | None = field(
        default=None, metadata=kolom("Productieve uren per jaar", minimum=1, breedte=14)
    )
    uurtarief_ct: int | None = field(
        default=None,
        metadata=kolom(
            "Vast uurtarief €", uitleg="Alleen invullen als het uurtarief niet uit het salaris wordt afgeleid."
        ),
    )
    bron: str = field(metadata=_bron(104))

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
@dataclass(frozen=True, slots=True, kw_only=True)
class Urenregel(Record):
    """Hours of one medewerker on one thema in one month. ``maand`` is its first day.

    A row may be the sum of several lines (``regels``); ``afronding_ct`` is then what rounding the cost of each line gives more
    than rounding that of their sum.
    """

    code: str = field(metadata=CODE)
    medewerker: str = field(metadata=kolom("Medewerker", breedte=12, uitleg="Een code, nooit een naam."))
    rol: str = field(metadata=kolom("Rol", breedte=14, lijst="Lijst_rollen"))
    thema: str = field(metadata=kolom("Thema", breedte=30, lijst="Lijst_themas"))
    schaal: Schaal = field(metadata=kolom("Schaal", soort=Kolomsoort.SCHAAL))
    maand: date = field(
        metadata=kolom("Maand", soort=Kolomsoort.MAAND, breedte=11, uitleg="De eerste dag van de maand.")
    )
    uren_h: int = field(metadata=kolom("Uren", breedte=10))
    afrekenjaar: int = field(
        metadata=kolom(
            "Afrekenjaar",
            soort=Kolomsoort.JAAR,
            standaard=None,
            uit_rij=lambda rij: rij["maand"].year,
            leeg="het jaar van de maand",
            lijst="Lijst_jaren",
            uitleg="Leeg: het jaar van de maand.",
        )
    )
    geldig: bool = field(default=True, metadata=_GELDIG)
    regels: int = field(
        default=1,
        metadata=kolom(
            "Regels",
            minimum=1,
            maximum=10**6,
            breedte=9,
            zelden=True,
            uitleg="Van hoeveel regels deze rij de som is. Leeg: 1.",
        ),
    )
    afronding_ct: int = field(
        default=0,
        metadata=kolom(
            "Afronding €",
            minimum=-MAX_BEDRAG_CT,
            breedte=12,
            zelden=True,
            uitleg="Alleen bij een som van regels: wat afronden per regel meer geeft dan afronden van de som.",
        ),
    )
    bron: str = field(metadata=kolom("Bron", standaard="", breedte=40))
    datum: date | None = field(default=None, metadata=kolom("Brondatum"))
    status: Status = field(default=Status.TE_BEVESTIGEN, metadata=kolom("Status", breedte=14))


@tabel("tblThemas", "Lijsten", sleutel=("thema",), in_hash=False, woorden_uit="uren")
@dataclass(frozen=True, slots=True, kw_only=True)
class Thema(Record):
    """A theme hours can be booked on."""

    thema: str = field(metadata=kolom("Thema", breedte=34))


@tabel("tblRollen", "Lijsten", sleutel=("rol",), in_hash=False, woorden_uit="uren")
@dataclass(frozen=True, slots=True, kw_only=True)
class Rol(Record):
    """A role in which hours are delivered, and the part of the formatie it works for (None: not said)."""

    rol: str = field(metadata=kolom("Rol", breedte=22))
    taak: Taak | None = field(default=None, metadata=kolom("Taak", breedte=15, in_hash=False))


@tabel("tblUrenstaten", "Urenstaten", in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Urenstaat(Record):
    """An hour sheet that was read in, or a nil return (no lines). A corrected one makes its predecessor ``vervallen``.

    ``sha256`` is of the file; the two dates are when medewerker and leidinggevende agreed, None for not signed.
    """

    code: str = field(metadata=CODE)
    jaar: int = field(metadata=JAAR)
    bestand: str = field(metadata=kolom("Bestand", breedte=50))
    sha256: str = field(metadata=kolom("SHA256", breedte=24))
    gelezen_op: date = field(metadata=kolom("Gelezen op"))
    regels: int = field(metadata=kolom("Regels", minimum=0, maximum=10**6, breedte=9))
    uren_h: int = field(metadata=kolom("Uren", breedte=11))
    akkoord_medewerker: date | None = field(
        default=None, metadata=kolom("Akkoord medewerker", uitleg="De dag waarop is getekend. Leeg: niet getekend.")
    )
    akkoord_leidinggevende: date | None = field(
        default=None, metadata=kolom("Akkoord leidinggevende", uitleg="De dag waarop is getekend.")
    )
    geldig: bool = field(default=True, metadata=_GELDIG)

    @property
    def getekend(self) -> bool:
        """Whether both agreed."""
        return self.akkoord_medewerker is not None and self.akkoord_leidinggevende is not None


@tabel("tblAandachtspunten", "Urenstaten", in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Aandachtspunt(Record):
    """A warning about an hour sheet that came in: it stays open until someone settles it."""

    code: str = field(metadata=CODE)
    jaar: int = field(metadata=JAAR)
    bestand: str = field(metadata=kolom("Bestand", breedte=34))
    plaats: str = field(metadata=kolom("Plaats", standaard="", breedte=14))
    wat: str = field(metadata=kolom("Wat", breedte=44, alinea=True))
    doen: str = field(metadata=kolom("Wat te doen", standaard="", breedte=42, alinea=True))
    afgehandeld: bool = field(
        default=False,
        metadata=kolom("Afgehandeld", breedte=13, uitleg="Zet op ja als dit is bekeken, met een toelichting."),
    )
    toelichting: str = field(default="", metadata=kolom("Toelichting", breedte=30))


# --- Money beside the hours ---------------------------------------------------------------------------------


@tabel("tblVoorschotten", "Voorschotten")
@dataclass(frozen=True, slots=True, kw_only=True)
class Voorschot(Record):
    """An advance that a gemeente paid for a year."""

    code: str = field(metadata=CODE)
    jaar: int = field(metadata=JAAR)
    bedrag_ct: int = field(metadata=kolom("Voorschot €", minimum=-MAX_BEDRAG_CT))


@tabel("tblKosten", "Voorschotten", voorheen=("tblOverigeKosten", "overige_kosten.csv"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Kostenpost(Record):
    """A cost other than hours, of the year in which it was made; ``code`` is the gemeente that paid it ("": not said).

    ``telt_mee``: it is settled. ``pok``: POK reimburses its part of it, as of hours. ``btw``: the btw on it is a burden for
    who paid it, and counts beside the amount.
    """

    jaar: int = field(metadata=JAAR)
    omschrijving: str = field(metadata=kolom("Omschrijving", breedte=40))
    code: str = field(
        default="",
        metadata=kolom(
            "Code",
            soort=Kolomsoort.CODE,
            uitleg="De gemeente die betaalde. Mag leeg zijn als de kosten niet meetellen.",
        ),
    )
    bedrag_ct: int = field(metadata=kolom("Bedrag €", minimum=-MAX_BEDRAG_CT, uitleg="Zonder btw."))
    factuur: str = field(default="", metadata=kolom("Factuur", breedte=16, uitleg="Nummer of kenmerk van de factuur."))
    pok: bool = field(
        default=False, metadata=kolom("POK", breedte=8, uitleg="Ja: POK vergoedt er een deel van, zoals van uren.")
    )
    telt_mee: bool = field(
        default=False, metadata=kolom("Telt mee", breedte=10, uitleg="Ja: deze kosten worden met de uren verrekend.")
    )
    btw: bool = field(
        default=False,
        metadata=kolom(
            "Btw",
            breedte=8,
            uitleg="Ja: de btw erop is een last en komt bij het bedrag. Nee: geen btw, of terug te vragen.",
        ),
    )


@tabel("tblVerrekend", "Voorschotten", sleutel=("code", "uit_jaar", "herziet"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Verrekend(Record):
    """The small difference of a herziening, settled with the settlement of a later year (``jaar``) instead of by itself.

    It is of a herziening of ``uit_jaar``, of the version ``herziet`` that was definitief. Above 0 the gemeente pays it.
    """

    code: str = field(metadata=CODE)
    jaar: int = field(metadata=JAAR)
    bedrag_ct: int = field(
        metadata=kolom("Verrekend €", minimum=-MAX_BEDRAG_CT, uitleg="Boven nul: de gemeente betaalt dit erbij.")
    )
    uit_jaar: int = field(
        metadata=kolom("Uit jaar", soort=Kolomsoort.JAAR, uitleg="Het jaar waarvan de herziening het verschil gaf.")
    )
    herziet: int = field(
        metadata=kolom("Herziet versie", minimum=1, maximum=999, breedte=10, uitleg="De versie die werd herzien.")
    )


@tabel("tblBestedingen", "Voorschotten", sleutel=("jaar", "post"), in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Besteding(Record):
    """What was budgeted for and spent on a post of the DUVO and POK budget; None is not known yet."""

    jaar: int = field(metadata=JAAR)
    post: str = field(metadata=kolom("Post", breedte=34))
    begroot_ct: int | None = field(
        default=None, metadata=kolom("Begroot €", uitleg="Leeg: niet bekend. 0 is nul euro.")
    )
    besteed_ct: int | None = field(
        default=None, metadata=kolom("Besteed €", uitleg="Leeg: niet bekend. 0 is nul euro.")
    )


# --- What the gemeenten decide ------------------------------------------------------------------------------


@tabel("tblBesluiten", "Besluiten", sleutel=("nummer",), in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Besluit(Record):
    """A voorstel and what it would set. ``jaar`` is the settlement it is about, ``bedrag_ct`` the R it was made for.

    ``nodig``: the settlement of the year stays a concept until it is taken. ``ingetrokken`` is when it was withdrawn.
    """

    nummer: str = field(metadata=kolom("Nummer", breedte=14, uitleg="Bijvoorbeeld V2024-1."))
    jaar: int = field(metadata=JAAR)
    onderwerp: str = field(metadata=kolom("Onderwerp", breedte=32))
    soort: Besluitsoort = field(default=Besluitsoort.OVERIG, metadata=kolom("Soort", breedte=13))
    bedrag_ct: int | None = field(
        default=None, metadata=kolom("Te verdelen €", uitleg="Waarvoor het voorstel is gedaan.")
    )
    voorstelgrens_ct: int | None = field(default=None, metadata=kolom("Nieuwe grens €"))
    meerkosten_drager: MeerkostenDrager | None = field(default=None, metadata=kolom("Meerkosten drager", breedte=18))
    nodig: bool = field(
        default=True,
        metadata=kolom(
            "Nodig voor afrekening",
            breedte=13,
            uitleg="Ja: de afrekening van dat jaar blijft concept tot het besluit is genomen.",
        ),
    )
    ingetrokken: date | None = field(default=None, metadata=kolom("Ingetrokken op"))


@tabel("tblBesluitstappen", "Besluiten", sleutel=("besluit", "stap", "code"), in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Besluitstap(Record):
    """A step of a besluit in the decision cycle. ``code`` is the gemeente of a college or raad, "" for the others.

    ``oordeel`` None: still to come.
    """

    besluit: str = field(metadata=kolom("Besluit", breedte=14))
    stap: Stap = field(metadata=kolom("Stap", breedte=25))
    code: str = field(
        default="", metadata=kolom("Gemeentecode", breedte=14, uitleg="De CBS-code, alleen bij een college of raad.")
    )
    gepland: date | None = field(default=None, metadata=kolom("Gepland"))
    gehouden: date | None = field(default=None, metadata=kolom("Gehouden"))
    oordeel: Oordeel | None = field(default=None, metadata=kolom("Oordeel", breedte=16))
    opmerking: str = field(default="", metadata=kolom("Opmerking", breedte=40))


@tabel("tblKalender", "Besluiten", in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Agendapunt(Record):
    """A date in the year: a meeting of the werkgroep, or a step of one of the three rounds."""

    jaar: int = field(metadata=JAAR)
    dag: date = field(metadata=kolom("Dag"))
    stap: Stap = field(metadata=kolom("Stap", breedte=25))
    ronde: int | None = field(default=None, metadata=kolom("Ronde", minimum=1, maximum=12, breedte=9))
    omschrijving: str = field(default="", metadata=kolom("Omschrijving", breedte=50))


# --- What is recorded of a settlement -----------------------------------------------------------------------


@tabel("tblAkkoord", "Akkoorden", csv="akkoord.csv", sleutel=("jaar", "code", "door", "invoerhash"), in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Akkoord(Record):
    """An approval of a whole settlement, on behalf of a gemeente, for one input hash and no other.

    ``door`` is the code of who signed, never a name. ``bestand`` and ``sha256`` are the signed file.
    """

    jaar: int = field(metadata=JAAR)
    code: str = field(metadata=CODE)
    rol: Akkoordrol = field(metadata=kolom("Rol", breedte=23))
    door: str = field(metadata=kolom("Door", uitleg="De code van wie tekende, nooit een naam."))
    invoerhash: str = field(
        metadata=kolom(
            "Invoerhash",
            breedte=24,
            uitleg="Waarvoor het akkoord geldt. Het vervalt zodra de invoer van het jaar verandert.",
        )
    )
    op: date = field(metadata=kolom("Getekend op"))
    bestand: str = field(metadata=kolom("Bestand", breedte=26, uitleg="Het getekende stuk."))
    sha256: str = field(metadata=kolom("SHA256", breedte=24))
    opmerking: str = field(default="", metadata=kolom("Opmerking", breedte=26))


@tabel("tblReacties", "Akkoorden", in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Reactie(Record):
    """What a gemeente said of a version that it was sent. ``afgehandeld`` is when its bezwaar was settled; None is still open."""

    jaar: int = field(metadata=JAAR)
    code: str = field(metadata=CODE)
    versie: int = field(metadata=kolom("Versie", minimum=1, maximum=999, breedte=9))
    oordeel: Reactieoordeel = field(metadata=kolom("Reactie", csv="reactie"))
    op: date = field(metadata=kolom("Ontvangen op"))
    afgehandeld: date | None = field(
        default=None,
        metadata=kolom("Afgehandeld op", uitleg="De dag waarop een bezwaar is afgehandeld. Leeg: nog open."),
    )
    opmerking: str = field(default="", metadata=kolom("Opmerking", breedte=40))

    @property
    def open(self) -> bool:
        """Whether it is a bezwaar that nobody settled."""
        return self.oordeel is Reactieoordeel.BEZWAAR and self.afgehandeld is None


@tabel("tblJaareinde", "Akkoorden", csv="jaareinde.csv", sleutel=("jaar", "code", "op"), in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Jaareinde(Record):
    """What a gemeente was given, before the settlement, to enter in its jaarrekening, and what it did with that.

    ``saldo_ct`` is the bijdrage less the cost of its inzet and the voorschot: above 0 it has still to pay. ``geboekt_ct`` is
    what it entered when that was another amount.
    """

    jaar: int = field(metadata=JAAR)
    code: str = field(metadata=CODE)
    op: date = field(metadata=kolom("Opgegeven op"))
    kosten_ct: int = field(metadata=kolom("Kosten €"))
    bijdrage_ct: int = field(metadata=kolom("Bijdrage €", minimum=-MAX_BEDRAG_CT))
    voorschot_ct: int = field(metadata=kolom("Voorschot €", minimum=-MAX_BEDRAG_CT))
    saldo_ct: int = field(
        metadata=kolom(
            "Op te nemen €", minimum=-MAX_BEDRAG_CT, uitleg="Boven nul nog te betalen, onder nul nog te ontvangen."
        )
    )
    invoerhash: str = field(metadata=kolom("Invoerhash", breedte=24))
    antwoord: Jaareindeantwoord | None = field(default=None, metadata=kolom("Antwoord", breedte=14))
    geboekt_ct: int | None = field(
        default=None,
        metadata=kolom("Geboekt €", minimum=-MAX_BEDRAG_CT, uitleg="Alleen als de gemeente een ander bedrag opnam."),
    )
    beantwoord: date | None = field(default=None, metadata=kolom("Beantwoord op"))
    opmerking: str = field(default="", metadata=kolom("Opmerking", breedte=40))

    @property
    def opgenomen_ct(self) -> int:
        """What stands in the jaarrekening of the gemeente, as far as is known: what it was given, unless it said otherwise."""
        return self.saldo_ct if self.geboekt_ct is None else self.geboekt_ct


@tabel("tblAfrekeningen", "Akkoorden", sleutel=("jaar", "versie"), in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Afrekening(Record):
    """A version of a settlement that was made, and what became of it: sent, its payment list made, and paid.

    ``map`` is its folder, from that of the master where it lies in there. It needs no source: the folder is it.
    """

    jaar: int = field(metadata=JAAR)
    versie: int = field(metadata=kolom("Versie", minimum=1, maximum=999, breedte=9))
    soort: Versiestand = field(metadata=kolom("Soort", breedte=11))
    invoerhash: str = field(metadata=kolom("Invoerhash", breedte=24))
    op: date = field(metadata=kolom("Gemaakt op"))
    door: str = field(default="", metadata=kolom("Gemaakt door", breedte=18))
    map: str = field(default="", metadata=kolom("Map", breedte=30))
    verzonden: date | None = field(
        default=None, metadata=kolom("Verzonden op", uitleg="De dag waarop de concept-e-mails zijn gemaakt.")
    )
    betaallijst: date | None = field(default=None, metadata=kolom("Betaallijst op"))
    betaald: date | None = field(
        default=None, metadata=kolom("Betaald op", uitleg="De dag waarop alles is betaald en ontvangen.")
    )
    opmerking: str = field(default="", metadata=kolom("Opmerking", breedte=40))
    ketenwaarde: str = field(
        default="",
        metadata=kolom("Ketenwaarde", breedte=24, uitleg="Wat deze versie met al wat eraan voorafging vastlegt."),
    )
    bron: str = ""
    datum: date | None = None
    status: Status = Status.TE_BEVESTIGEN


@tabel("tblBewijsstukken", "Bewijsstukken", in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Bewijsstuk(Record):
    """A document that proves an input, kept beside the master; ``code`` is the gemeente that it is of, "" for the region.

    ``sha256`` is of the file as it was recorded ("": nobody did).
    """

    onderwerp: Bewijsonderwerp = field(metadata=kolom("Onderwerp", breedte=18, uitleg="Waarvan dit het bewijs is."))
    code: str = field(
        default="",
        metadata=kolom("Code", soort=Kolomsoort.CODE, uitleg="De gemeente waarover het gaat. Leeg: de regio."),
    )
    jaar: int = field(metadata=JAAR)
    bestand: str = field(metadata=kolom("Bestand", breedte=44, uitleg="De plaats, vanaf de map van de master."))
    sha256: str = field(default="", metadata=kolom("SHA256", breedte=24))
    bewaren_tot: date | None = field(default=None, metadata=kolom("Bewaren tot", breedte=13))
    opmerking: str = field(default="", metadata=kolom("Opmerking", breedte=40))


@tabel("tblLogboek", "Logboek", in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Logregel(Record):
    """What was done to a master, by which version, on which input. ``wanneer`` is None for the build itself.

    The log has no column for a source: it is one.
    """

    wanneer: date | None = field(default=None, metadata=kolom("Wanneer"))
    wie: str = field(default="", metadata=kolom("Wie", breedte=18))
    wat: str = field(metadata=kolom("Wat", breedte=32))
    jaar: int | None = field(default=None, metadata=JAAR)
    versie: str = field(default="", metadata=kolom("Versie", breedte=16))
    invoerhash: str = field(default="", metadata=kolom("Invoerhash", breedte=24))
    opmerking: str = field(default="", metadata=kolom("Opmerking", breedte=80, alinea=True))
    bron: str = ""
    datum: date | None = None
    status: Status = Status.TE_BEVESTIGEN


# --- The region itself --------------------------------------------------------------------------------------


@tabel("tblRegio", "Lijsten", csv="regio.csv", sleutel=("sleutel",), in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Regiogegeven(Record):
    """What the region calls something, or where its document treats a subject; see :mod:`via_xl.regeling.regio`."""

    sleutel: str = field(metadata=kolom("Sleutel", breedte=24))
    gegeven: str = field(metadata=kolom("Gegeven", breedte=34))
    bron: str = field(default="", metadata=kolom("Bron", breedte=24, alinea=True))
    status: Status = field(default=Status.VASTGESTELD, metadata=kolom("Status", breedte=14, uitleg=_UITLEG_STATUS))


@tabel("tblOpenPunten", "Lijsten", sleutel=("punt",), in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Registerpunt(Record):
    """A point on which the region's document is wrong or open: where it stands, what is the matter, how it can be read."""

    punt: Openpunt = field(metadata=kolom("Punt", breedte=14))
    passage: str = field(default="", metadata=kolom("Passage", breedte=24, alinea=True))
    wat: str = field(metadata=kolom("Wat er is", csv="wat", breedte=42, alinea=True))
    lezingen: str = field(default="", metadata=kolom("Lezingen", breedte=34, alinea=True))
    bron: str = field(default="", metadata=kolom("Bron", breedte=24, alinea=True))
    status: Status = field(default=Status.VASTGESTELD, metadata=kolom("Status", breedte=14, uitleg=_UITLEG_STATUS))


@tabel("tblGrootboek", "Lijsten", sleutel=("kant", "post"), in_hash=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Grootboekregel(Record):
    """Where a post of the settlement is booked, in the ledger of the centrumgemeente or in that of a gemeente; "": not said."""

    kant: Boekkant = field(metadata=kolom("Kant", breedte=18, uitleg="In wiens grootboek."))
    post: Boekpost = field(metadata=kolom("Post", breedte=18))
    rekening: str = field(default="", metadata=kolom("Grootboekrekening", breedte=19))
    kostenplaats: str = field(default="", metadata=kolom("Kostenplaats", breedte=15))
    taakveld: str = field(default="", metadata=kolom("Taakveld", breedte=11, uitleg="Van het BBV."))
    iv3: str = field(default="", metadata=kolom("Iv3 categorie", csv="iv3_categorie", breedte=14))
    bron: str = field(default="", metadata=_bron(29))


# --- All of it together -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Regeling:
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
    logboek: tuple[Logregel, ...] = field(default=(), compare=False)
    """History, no input: two regelingen are equal whatever was logged."""

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
