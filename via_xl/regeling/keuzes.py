"""The words that may be chosen in an input column, each list in the order in which a sheet offers it."""

from __future__ import annotations

from enum import StrEnum


class Verdeelsleutel(StrEnum):
    """What the amount to share is divided by (inwoners, or three readings of "inzet")."""

    INWONERS = "inwoners"
    KOSTEN = "kosten"
    UREN = "uren"
    CAPACITEIT = "capaciteit"


class BijdrageKarakter(StrEnum):
    """Whether the printed amounts are estimates (``werkelijk``) or fixed (``vast``)."""

    WERKELIJK = "werkelijk"
    VAST = "vast"


class MeerkostenDrager(StrEnum):
    """Who bears the part of the amount to share above ``voorstelgrens_eur``."""

    INWONERS = "inwoners"
    CENTRUMGEMEENTE = "centrumgemeente"
    LEVERANCIERS = "leveranciers"


class Maandpatroon(StrEnum):
    """How a forecast spreads the productive hours of a year over its months."""

    VORIG_JAAR = "vorig jaar"
    GELIJK = "gelijk"


class PokJaar(StrEnum):
    """Which year's POK reimburses hours that are settled late: that in which they were delivered, or that of the settlement."""

    LEVERJAAR = "leverjaar"
    AFREKENJAAR = "afrekenjaar"


class VoorstelToets(StrEnum):
    """What is held against the plan to see whether a voorstel is due: R of the region, or each gemeente's bijdrage."""

    REGIO = "regio"
    GEMEENTE = "gemeente"


class BtwPositie(StrEnum):
    """How the work is treated for btw; only ``LAST`` costs anything, and whoever bears the bijdrage."""

    GEMENE_REKENING = "gemene rekening"
    COMPENSABEL = "belast en compensabel"
    LAST = "belast en een last"


class Besluitsoort(StrEnum):
    """What a voorstel is about."""

    MEERKOSTEN = "meerkosten"
    PARAMETERS = "parameters"
    BEGROTING = "begroting"
    OVERIG = "overig"


class Stap(StrEnum):
    """The steps of the decision cycle, in order (a raad only where one is needed)."""

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
    """The two kinds of capacity."""

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


class Akkoordrol(StrEnum):
    """In which role someone approves a settlement."""

    CONTACTFUNCTIONARIS = "contactfunctionaris"
    OPDRACHTGEVER = "ambtelijk opdrachtgever"
    FINANCIEN = "financieel adviseur"


class Openpunt(StrEnum):
    """The points on which a region's document can be wrong or open, and that the program knows how to settle."""

    GEDRUKT = "gedrukt"
    SLEUTEL = "sleutel"
    EENHEID = "eenheid"
    MEERKOSTEN = "meerkosten"
    KARAKTER = "karakter"
    SCHAAL = "schaal"
    CAO = "cao"
    VIER_OGEN = "vier ogen"
    EIGEN_UREN = "eigen uren"
    PEILJAAR = "peiljaar"
    PRODUCTIEF = "productief"
    BTW = "btw"
    TE_LAAT = "te laat"
    VOORSTEL = "voorstel"


class Reactieoordeel(StrEnum):
    """What a gemeente says of the settlement that it was sent."""

    AKKOORD = "akkoord"
    BEZWAAR = "bezwaar"


class Jaareindeantwoord(StrEnum):
    """What a gemeente did with the amount that it was given for its jaarrekening."""

    GEBOEKT = "geboekt"
    ANDERS = "ander bedrag"


class Boekkant(StrEnum):
    """In whose ledger something is booked: that of the gemeente that settles, or that of each gemeente."""

    CENTRUMGEMEENTE = "centrumgemeente"
    GEMEENTE = "gemeente"


class Boekpost(StrEnum):
    """What of a settlement has an account of its own in a ledger."""

    BIJDRAGE = "bijdrage"
    INZET = "vergoeding inzet"
    VOORSCHOT = "voorschot"
    TE_VERREKENEN = "te verrekenen"
    ANDER_JAAR = "ander jaar"
    BTW = "btw"


class Bewijsonderwerp(StrEnum):
    """What a kept document proves."""

    SCHAAL = "schaal"
    TARIEF = "tarief"
    POK = "pok-beschikking"
    BTW = "btw"
    INWONERS = "inwoners"
    URENSTAAT = "urenstaat"
    AKKOORD = "akkoord"
    ANDERS = "anders"


class Versiestand(StrEnum):
    """What a version of a settlement is: a concept, or definitief."""

    CONCEPT = "concept"
    DEFINITIEF = "definitief"
