"""The inputs of a regeling: typed records, one class a table, exactly as the engine takes them.

Amounts end in ``_ct`` (eurocent), hours in ``_h`` (hundredths of an hour), percentages in ``_bp``
(basispunten); see :mod:`via_xl.basis.geld`. Where a record was read stands in ``plek``, which takes no part in
comparison: the same rows from CSV, from a master file or from an open book are equal.

Which table and column each field comes from is said once, in :mod:`via_xl.regeling.tabellen`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from via_xl.basis.bevinding import NERGENS, Plek


class Verdeelsleutel(StrEnum):
    """What the amount to share is divided by (Koersplan 8 and 8.1: inwoners, or three readings of "inzet")."""

    INWONERS = "inwoners"
    KOSTEN = "kosten"
    UREN = "uren"
    CAPACITEIT = "capaciteit"


class BijdrageKarakter(StrEnum):
    """Whether the printed amounts of 8.1 are estimates (``werkelijk``) or fixed (``vast``)."""

    WERKELIJK = "werkelijk"
    VAST = "vast"


class MeerkostenDrager(StrEnum):
    """Who bears the part of the amount to share above ``voorstelgrens_eur`` (Koersplan 8.4 names nobody)."""

    INWONERS = "inwoners"
    CENTRUMGEMEENTE = "centrumgemeente"
    LEVERANCIERS = "leveranciers"


class Besluitsoort(StrEnum):
    """What a voorstel is about (Koersplan 6.4 and 8.4)."""

    MEERKOSTEN = "meerkosten"
    PARAMETERS = "parameters"
    BEGROTING = "begroting"
    OVERIG = "overig"


class Stap(StrEnum):
    """The steps of the decision cycle, in order (Koersplan 6.4; a raad only where one is needed)."""

    WERKGROEP = "werkgroep"
    STUURGROEP = "stuurgroep"
    CONTACTFUNCTIONARISSEN = "contactfunctionarissen"
    AMBTELIJK = "ambtelijk opdrachtgevers"
    REGIODAG = "regiodag"
    COLLEGE = "college"
    RAAD = "raad"


class Oordeel(StrEnum):
    """How a step of the decision cycle ended; a blank one is still to come."""

    INBRENG = "inbreng gegeven"
    RIJP = "voldoende rijp"
    AKKOORD = "akkoord"
    TERUG = "terug"
    AFGEWEZEN = "afgewezen"


class Taak(StrEnum):
    """The two kinds of capacity of table 8.3."""

    BELEID = "beleid"
    ONDERSTEUNING = "ondersteuning"


class Status(StrEnum):
    """How firm an input is. Only ``vastgesteld`` counts for a definitive settlement."""

    VASTGESTELD = "vastgesteld"
    TE_BEVESTIGEN = "te bevestigen"
    ONBEVESTIGD = "onbevestigd"
    VOORBEELD = "voorbeeld"


class Editie(StrEnum):
    """The two editions of one master; the value is the suffix of the file. Both hold the same inputs."""

    ZONDER_MACROS = ".xlsx"
    MET_MACROS = ".xlsm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every input row has: source document, its date, status, and the place where it was read."""

    bron: str
    datum: date | None = None
    status: Status = Status.TE_BEVESTIGEN
    plek: Plek = field(default=NERGENS, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemeente(Record):
    """A gemeente of the region. ``van``/``tot`` bound its existence (mergers); blank is unbounded."""

    code: str
    naam: str
    organisatie: str
    centrumgemeente: bool
    contactfunctionaris: str = ""
    e_mail: str = ""
    van: date | None = None
    tot: date | None = None
    opvolger: str = ""

    def bestaat_in(self, jaar: int) -> bool:
        """Whether the gemeente takes part in this year (it exists on some day of it)."""
        return (self.van is None or self.van.year <= jaar) and (self.tot is None or self.tot.year >= jaar)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naam(Record):
    """A spelling under which a gemeente is known."""

    code: str
    naam: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaar(Record):
    """The parameters of a year. ``begrote_kosten_ct`` is the plan's cost of the working group (8.1).

    ``besluit`` is the number of the besluit that set them. ``voltijd_h`` (a week) and ``productieve_uren_h`` (a year of
    a full-time medewerker) turn the hours a week of 8.3 into hours a year; without the latter nothing is planned.
    """

    jaar: int
    peiljaar: int
    verdeelsleutel: Verdeelsleutel
    bijdrage_karakter: BijdrageKarakter = BijdrageKarakter.WERKELIJK
    voorstelgrens_ct: int | None = None
    meerkosten_drager: MeerkostenDrager = MeerkostenDrager.INWONERS
    duvo_pok_budget_ct: int | None = None
    begrote_kosten_ct: int | None = None
    reactietermijn: date | None = None
    besluit: str = ""
    voltijd_h: int = 3600
    productieve_uren_h: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inwoners(Record):
    """Inwoners of a gemeente on 1 January of the peiljaar (CBS)."""

    code: str
    peiljaar: int
    inwoners: int


@dataclass(frozen=True, slots=True, kw_only=True)
class POK(Record):
    """The national reimbursement of the staff cost in a year: a share, with a maximum (Koersplan 8)."""

    jaar: int
    vergoeding_bp: int
    maximum_ct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tarief(Record):
    """An hourly rate of a CAO schaal, valid from ``van`` up to and including ``tot``.

    ``uurtarief_ct`` overrides the derivation from salary, IKB, werkgeverslasten and productive hours.
    """

    schaal: int
    van: date
    tot: date
    maandsalaris_ct: int | None = None
    ikb_bp: int | None = None
    werkgeverslasten_bp: int | None = None
    productieve_uren_h: int | None = None
    uurtarief_ct: int | None = None

    def geldt_op(self, dag: date) -> bool:
        """Whether this rate holds on a day."""
        return self.van <= dag <= self.tot


@dataclass(frozen=True, slots=True, kw_only=True)
class Urenregel(Record):
    """Hours of one medewerker on one thema in one month. ``maand`` is its first day."""

    code: str
    medewerker: str
    rol: str
    thema: str
    schaal: int
    maand: date
    uren_h: int
    afrekenjaar: int
    geldig: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Urenstaat(Record):
    """An hour sheet that was read in, or a nil return (no lines). A corrected one makes its predecessor ``vervallen``.

    ``sha256`` is of the file; the two dates are when medewerker and leidinggevende agreed, None for not signed.
    """

    code: str
    jaar: int
    bestand: str
    sha256: str
    gelezen_op: date
    regels: int
    uren_h: int
    akkoord_medewerker: date | None = None
    akkoord_leidinggevende: date | None = None
    geldig: bool = True

    @property
    def getekend(self) -> bool:
        """Whether both agreed."""
        return self.akkoord_medewerker is not None and self.akkoord_leidinggevende is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aandachtspunt(Record):
    """A warning about an hour sheet that came in: it stays open until someone settles it."""

    code: str
    jaar: int
    bestand: str
    plaats: str
    wat: str
    doen: str
    afgehandeld: bool = False
    toelichting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begrotingsregel(Record):
    """The printed percentage and amount of table 8.1 for a gemeente and year."""

    code: str
    jaar: int
    percentage_bp: int | None = None
    bedrag_ct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Capaciteit(Record):
    """The hours a week that a gemeente supplies (table 8.3); a week is implied, the plan gives no unit."""

    code: str
    uren_per_week_h: int
    van: date | None = None
    tot: date | None = None

    def geldt_op(self, dag: date) -> bool:
        """Whether this row holds on a day."""
        return (self.van is None or self.van <= dag) and (self.tot is None or dag <= self.tot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorschot(Record):
    """An advance that a gemeente paid for a year."""

    code: str
    jaar: int
    bedrag_ct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverigeKosten(Record):
    """Costs other than hours, kept apart (Koersplan 8.3 and 5.2); ``telt_mee`` is nee by default."""

    jaar: int
    omschrijving: str
    bedrag_ct: int
    telt_mee: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Thema(Record):
    """A theme hours can be booked on (Koersplan 4.2)."""

    thema: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rol(Record):
    """A role in which hours are delivered, and the part of the formatie it works for (None: not said)."""

    rol: str
    taak: Taak | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatie(Record):
    """The hours a week that the koersplan asks for a taak (8.3: 176 and 36), whoever supplies them."""

    taak: Taak
    uren_per_week_h: int
    van: date | None = None
    tot: date | None = None

    def geldt_op(self, dag: date) -> bool:
        """Whether this row holds on a day."""
        return (self.van is None or self.van <= dag) and (self.tot is None or dag <= self.tot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Besteding(Record):
    """What was budgeted for and spent on a post of the DUVO and POK budget (7.1, 8.1); None is not known yet."""

    jaar: int
    post: str
    begroot_ct: int | None = None
    besteed_ct: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Besluit(Record):
    """A voorstel and what it would set (6.4, 8.4). ``jaar`` is the settlement it is about, ``bedrag_ct`` the R it was made for.

    ``nodig``: the settlement of the year stays a concept until it is taken. ``ingetrokken`` is when it was withdrawn.
    """

    nummer: str
    jaar: int
    onderwerp: str
    soort: Besluitsoort = Besluitsoort.OVERIG
    bedrag_ct: int | None = None
    voorstelgrens_ct: int | None = None
    meerkosten_drager: MeerkostenDrager | None = None
    nodig: bool = True
    ingetrokken: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Besluitstap(Record):
    """A step of a besluit in the cycle of 6.4. ``code`` is the gemeente of a college or raad, "" for the others.

    ``oordeel`` None: still to come.
    """

    besluit: str
    stap: Stap
    code: str = ""
    gepland: date | None = None
    gehouden: date | None = None
    oordeel: Oordeel | None = None
    opmerking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agendapunt(Record):
    """A date in the year: a meeting of the werkgroep, or a step of one of the three rounds (6.4)."""

    jaar: int
    dag: date
    stap: Stap
    ronde: int | None = None
    omschrijving: str = ""


class Akkoordrol(StrEnum):
    """In which role someone approves a settlement (Koersplan 5.2 and 6.4)."""

    CONTACTFUNCTIONARIS = "contactfunctionaris"
    OPDRACHTGEVER = "ambtelijk opdrachtgever"
    FINANCIEN = "financieel adviseur"


class Reactieoordeel(StrEnum):
    """What a gemeente says of the settlement that it was sent."""

    AKKOORD = "akkoord"
    BEZWAAR = "bezwaar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Akkoord(Record):
    """An approval of a whole settlement, on behalf of a gemeente, for one input hash and no other.

    ``door`` is the code of who signed, never a name. ``bestand`` and ``sha256`` are the signed file.
    """

    jaar: int
    code: str
    rol: Akkoordrol
    door: str
    invoerhash: str
    op: date
    bestand: str
    sha256: str
    opmerking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reactie(Record):
    """What a gemeente said of a version that it was sent. ``afgehandeld`` is when its bezwaar was settled; None is still open."""

    jaar: int
    code: str
    versie: int
    oordeel: Reactieoordeel
    op: date
    afgehandeld: date | None = None
    opmerking: str = ""

    @property
    def open(self) -> bool:
        """Whether it is a bezwaar that nobody settled."""
        return self.oordeel is Reactieoordeel.BEZWAAR and self.afgehandeld is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Logregel(Record):
    """What was done to a master, by which version, on which input. ``wanneer`` is None for the build itself."""

    bron: str = ""
    wanneer: date | None = None
    wat: str
    jaar: int | None = None
    versie: str = ""
    invoerhash: str = ""
    opmerking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regeling:
    """All inputs of a region, every year of them: what CSV folder and master both say."""

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
    overige_kosten: tuple[OverigeKosten, ...] = ()
    formatie: tuple[Formatie, ...] = ()
    bestedingen: tuple[Besteding, ...] = ()
    besluiten: tuple[Besluit, ...] = ()
    besluitstappen: tuple[Besluitstap, ...] = ()
    kalender: tuple[Agendapunt, ...] = ()
    akkoorden: tuple[Akkoord, ...] = ()
    reacties: tuple[Reactie, ...] = ()
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
    def centrumgemeente(self) -> Gemeente:
        """The gemeente that settles (exactly one, which :mod:`via_xl.controle` guards)."""
        return next(gemeente for gemeente in self.gemeenten if gemeente.centrumgemeente)
