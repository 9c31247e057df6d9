"""The words that may be chosen in an input column, each list in the order in which a sheet offers it."""

from __future__ import annotations

from enum import StrEnum


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


class Akkoordrol(StrEnum):
    """In which role someone approves a settlement (Koersplan 5.2 and 6.4)."""

    CONTACTFUNCTIONARIS = "contactfunctionaris"
    OPDRACHTGEVER = "ambtelijk opdrachtgever"
    FINANCIEN = "financieel adviseur"


class Reactieoordeel(StrEnum):
    """What a gemeente says of the settlement that it was sent."""

    AKKOORD = "akkoord"
    BEZWAAR = "bezwaar"


class Versiestand(StrEnum):
    """What a version of a settlement is: a concept, or definitief."""

    CONCEPT = "concept"
    DEFINITIEF = "definitief"
