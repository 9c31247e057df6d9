"""The year in twelve steps: of each whether it is done, how many are missing and which, and what to do. The first that isn't is next.

The sheet Start says the same in formulas. Only here it is known which day it is, so only here a term can be over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from via_xl.regeling.model import Afrekening, Regeling, Versiestand
from via_xl.rekenen import jaaropbouw as opbouw
from via_xl.rekenen.afrekeningen import definitieve, laatste
from via_xl.rekenen.vaststelling import (
    getekende_staten,
    moet_staat_inleveren,
    open_aandachtspunten,
    vaststellingen,
)
from via_xl.rekenen.verrekening import Verrekening

UITGEVRAAGD = "urenstaten gemaakt"
"""What the Logboek says when the hour sheets of a year were made."""


class Stapstand(StrEnum):
    """Whether a step is done."""

    KLAAR = "OK"
    TE_DOEN = "te doen"


class Jaarstap(Struct, frozen=True):
    """A step of the year: how many are still ``open`` and which, what to do about it, and on which sheet.

    ``opdracht`` is the command that does it, "" where one types in the sheet.
    """

    nr: int
    naam: str
    open: int
    welke: tuple[str, ...]
    doen: str
    blad: str
    opdracht: str = ""

    @property
    def stand(self) -> Stapstand:
        """Whether it is done."""
        return Stapstand.TE_DOEN if self.open else Stapstand.KLAAR


STAPPEN: tuple[tuple[str, str, str, str], ...] = (
    ("Jaar geopend", "vul aan wat het jaar nog mist en zet het op vastgesteld", "Jaren", "jaar open"),
    ("Inwoners", "vul de inwoners van het peiljaar in en zet ze op vastgesteld", "Inwoners", ""),
    ("Tarieven vastgesteld", "vul de tarieven van elke maand in en zet ze op vastgesteld", "Tarieven", ""),
    ("Uren uitgevraagd", "maak de lege urenstaten en stuur ze rond", "Urenstaten", "urenstaat maak"),
    (
        "Urenstaten binnen en getekend",
        "lees de urenstaten in en handel de aandachtspunten af",
        "Urenstaten",
        "urenstaat lees",
    ),
    ("Controles", "los op wat op FOUT staat, en bekijk wat op LET OP staat", "Controles", "controleer"),
    ("Proefafrekening", "maak een concept en kijk het na", "Akkoorden", "jaarrun"),
    ("Verzonden", "maak van het concept de berichten en verstuur ze", "Akkoorden", "verzend"),
    ("Reacties", "leg elke reactie vast en handel elk bezwaar af", "Akkoorden", "reactie"),
    ("Akkoorden", "laat twee gemeenten het stuk tekenen", "Akkoorden", "akkoord"),
    ("Definitief", "reken het jaar definitief af", "Akkoorden", "jaarrun --definitief"),
    ("Betaald", "maak de betaallijst en vul in wanneer alles is betaald", "Akkoorden", "betaallijst"),
)
"""Name, what to do, on which sheet, and with which command: the same for every year."""

OPENSTAP, CONTROLESTAP = 1, 6
"""The numbers of the step that asks whether the year is complete, and of the one that asks what the checks say."""

HERZIENINGEN = {
    "jaarrun": "jaarrun --herziening",
    "jaarrun --definitief": "jaarrun --herziening --definitief",
}
"""The commands of steps that are others once a year was settled."""

VASTGESTELD = {
    1: (
        "gemeenten",
        "parameters van het jaar",
        "POK-vergoeding",
        "begroting",
        "capaciteit",
        "voorschotten",
        "verschillen uit een herziening",
    ),
    2: ("inwoners",),
    3: ("tarieven van urenregels",),
    5: ("urenregels",),
}
"""Of which kinds of input a step wants every row vastgesteld, by its number."""

OPBOUW = {
    1: (opbouw.POK, opbouw.BEGROTING, opbouw.KOSTEN, opbouw.REACTIETERMIJN, opbouw.CAPACITEIT),
    2: (opbouw.INWONERS,),
    3: (opbouw.TARIEVEN,),
}
"""Which subjects of :mod:`via_xl.rekenen.jaaropbouw` a step wants complete."""


def jaarstappen(
    regeling: Regeling, uitkomst: Verrekening, fouten: int = 0, vandaag: date | None = None
) -> tuple[Jaarstap, ...]:
    """The twelve steps of a year; ``fouten`` is how many checks say FOUT.

    ``vandaag`` is the day on which it is asked: from the reaction term on who is silent agrees. None: nobody says which
    day it is, so the term is never over (as on Start).
    """
    welke = dict(enumerate(_welke(regeling, uitkomst, fouten, vandaag), start=1))
    afgerekend = definitieve(regeling, uitkomst.jaar) is not None
    return tuple(
        Jaarstap(nr, naam, sum(welke[nr].values()), tuple(welke[nr]), doen, blad, _opdracht(opdracht, afgerekend))
        for nr, (naam, doen, blad, opdracht) in enumerate(STAPPEN, start=1)
    )


def _opdracht(opdracht: str, afgerekend: bool) -> str:
    return HERZIENINGEN.get(opdracht, opdracht) if afgerekend else opdracht


def volgende(stappen: tuple[Jaarstap, ...]) -> Jaarstap | None:
    """The first step that isn't done; None when the year is finished."""
    return next((stap for stap in stappen if stap.open), None)


def _welke(regeling: Regeling, uitkomst: Verrekening, fouten: int, vandaag: date | None) -> Iterator[dict[str, int]]:
    """Per step what is missing, and how many of it.

    A year is settled when its last version is definitief: a concept after that is a herziening that is still open.
    """
    jaar = uitkomst.jaar
    for nr in (1, 2, 3):
        yield _invoer(regeling, uitkomst, nr)
    yield {} if uitgevraagd(regeling, jaar) else {"urenstaten": 1}
    yield _urenstaten(regeling, uitkomst)
    yield {"controles op FOUT": fouten} if fouten else {}
    versie = laatste(regeling, jaar)
    klaar = versie is not None and versie.soort is Versiestand.DEFINITIEF
    yield {} if versie else {"versie": 1}
    yield {} if klaar or (versie and versie.verzonden) else {"verzending": 1}
    yield {} if klaar else dict.fromkeys(reacties_open(regeling, uitkomst, versie, vandaag), 1)
    mist = 0 if klaar else max(0, 2 - len(akkoorden_van(regeling, uitkomst, versie)))
    yield {"akkoord van een gemeente": mist} if mist else {}
    yield {} if klaar else {"definitieve versie": 1}
    yield {} if versie and versie.betaald else {"betaling": 1}


def _invoer(regeling: Regeling, uitkomst: Verrekening, nr: int) -> dict[str, int]:
    delen = {
        d.naam: d.ontbreekt
        for d in opbouw.jaaropbouw(regeling, uitkomst.jaar)
        if d.onderwerp in OPBOUW[nr] and d.ontbreekt
    }
    return delen | _niet_vastgesteld(regeling, uitkomst, nr)


def _niet_vastgesteld(regeling: Regeling, uitkomst: Verrekening, nr: int) -> dict[str, int]:
    return {
        f"niet vastgesteld: {soort.onderwerp}": soort.gebruikt - soort.vastgesteld
        for soort in vaststellingen(regeling, uitkomst)
        if soort.onderwerp in VASTGESTELD[nr] and not soort.compleet
    }


def _urenstaten(regeling: Regeling, uitkomst: Verrekening) -> dict[str, int]:
    getekend = getekende_staten(regeling, uitkomst.jaar)
    mist = {rij.naam: 1 for rij in uitkomst.gemeenten if moet_staat_inleveren(rij) and rij.code not in getekend}
    punten = open_aandachtspunten(regeling, uitkomst.jaar)
    return mist | ({"aandachtspunten": punten} if punten else {}) | _niet_vastgesteld(regeling, uitkomst, 5)


def uitgevraagd(regeling: Regeling, jaar: int) -> bool:
    """Whether the hour sheets of a year were made, or are already coming in."""
    gemaakt = any(rij.jaar == jaar and rij.wat == UITGEVRAAGD for rij in regeling.logboek)
    return gemaakt or any(rij.jaar == jaar for rij in regeling.urenstaten)


def reacties_open(
    regeling: Regeling, uitkomst: Verrekening, versie: Afrekening | None, vandaag: date | None = None
) -> tuple[str, ...]:
    """Which gemeenten didn't answer on a version, as long as the term runs, and whose bezwaar is still open.

    A term that was over before the version was sent is none of this version.
    """
    jaar = uitkomst.jaar
    van_jaar = [rij for rij in regeling.reacties if rij.jaar == jaar]
    geantwoord = {rij.code for rij in van_jaar if versie is not None and rij.versie == versie.versie}
    bezwaar = {rij.code for rij in van_jaar if rij.open}
    termijn = regeling.jaar(jaar).reactietermijn
    verzonden = versie.verzonden if versie is not None else None
    voorbij = None not in (vandaag, termijn, verzonden) and verzonden < termijn <= vandaag  # type: ignore[operator]
    return tuple(
        rij.naam
        for rij in uitkomst.gemeenten
        if rij.code in bezwaar or (rij.ontvangt_stuk and rij.code not in geantwoord and not voorbij)
    )


def akkoorden_van(regeling: Regeling, uitkomst: Verrekening, versie: Afrekening | None) -> frozenset[str]:
    """The gemeenten (CBS codes) that approved the input of a version."""
    mee = {rij.code for rij in uitkomst.gemeenten}
    return frozenset(
        rij.code
        for rij in regeling.akkoorden
        if versie is not None and rij.jaar == uitkomst.jaar and rij.invoerhash == versie.invoerhash and rij.code in mee
    )
