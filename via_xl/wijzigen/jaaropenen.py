"""A next year in the master: last year's rows copied as ``te bevestigen``, and what the year then still lacks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from via_xl.basis.bevinding import Ernst, InvoerFout
from via_xl.basis.verhaal import MASTER, Verhaal
from via_xl.lezen.master import Master
from via_xl.regeling.model import Besteding, Jaar, Record, Regeling, Status
from via_xl.regeling.tabellen import BEGROTING, BESTEDINGEN, JAREN, POK
from via_xl.rekenen.jaaropbouw import wat_ontbreekt
from via_xl.rekenen.opvolging import houders
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.wijziging import Wijziging

NIET_OVERGENOMEN = (
    "Niet overgenomen: tarieven (die hebben een eigen bron nodig), voorschotten, uren en het nummer van een besluit."
)
_EERDER = re.compile(r"overgenomen uit \d{4}(: )?")


def open_jaar(
    master: Master,
    _heden: date,
    jaar: Annotated[int, Opgave("Het nieuwe jaar: dat na het laatste van de master.", "JAAR")],
) -> Wijziging:
    """A year more: the rows of the last one of its parameters, POK, budget and posts; the rest needs a source of its own.

    Amounts of posts stay blank, ``besluit`` is blank, and the reactietermijn is a year later. A gemeente that is no
    more gets no budget, unless it counts as its opvolger's.

    Raises:
        InvoerFout: the year is there already, or isn't the next one.
    """
    regeling = master.regeling
    vorig = _vorig(regeling, jaar, master.pad.name)
    doen_mee = {gemeente.code for gemeente in regeling.gemeenten if gemeente.bestaat_in(jaar)}
    voor = houders(regeling.gemeenten, jaar)

    def mee(rij: Any) -> Record:
        anders: dict[str, Any] = {}
        if isinstance(rij, Jaar):
            anders = {"besluit": "", "reactietermijn": _jaar_later(rij.reactietermijn)}
        elif isinstance(rij, Besteding):
            anders = {"begroot_ct": None, "besteed_ct": None}
        bron = _EERDER.sub("", rij.bron, count=1)
        nieuw = f"overgenomen uit {vorig}{': ' if bron else ''}{bron}"
        overgenomen: Record = replace(rij, jaar=jaar, bron=nieuw, status=Status.TE_BEVESTIGEN, **anders)
        return overgenomen

    rijen = {
        tabel.naam: [
            mee(rij)
            for rij in getattr(regeling, tabel.attribuut)
            if rij.jaar == vorig and (tabel is not BEGROTING or voor[rij.code] in doen_mee)
        ]
        for tabel in (JAREN, POK, BEGROTING, BESTEDINGEN)
    }
    wijziging = Wijziging("jaar geopend", [(jaar, f"overgenomen uit {vorig}")], rijen)
    return replace(wijziging, verhaal=_verhaal(jaar, vorig, rijen, wijziging.toegepast(regeling)))


def _verhaal(jaar: int, vorig: int, rijen: dict[str, list[Record]], nieuw: Regeling) -> Verhaal:
    aantallen = {tabel: len(erbij) for tabel, erbij in rijen.items()}
    som = sum(aantallen.values())
    per_tabel = ", ".join(f"{aantal} in {tabel}" for tabel, aantal in aantallen.items() if aantal)
    mist = wat_ontbreekt(nieuw, jaar)
    punten = [f"• {wat}" for wat in mist]
    return Verhaal(
        [
            f"{jaar} is geopend in {MASTER}",
            f"Overgenomen uit {vorig}, alle te bevestigen: {per_tabel}.",
            NIET_OVERGENOMEN,
            *([f"Wat {jaar} nog mist:", *punten] if punten else []),
        ],
        [
            f"Jaar {jaar} is geopend: {som} {'rij' if som == 1 else 'rijen'} overgenomen uit {vorig}, alle te bevestigen.",
            NIET_OVERGENOMEN,
            *punten,
            f"Kies {jaar} op blad Start om te zien wat er nog ontbreekt. Bewaar de master; op Bijdrage staat {jaar} na "
            "via-xl master vernieuw.",
        ],
        {"jaar": jaar, "overgenomen_uit": vorig, "rijen": aantallen, "ontbreekt": list(mist)},
        Ernst.WAARSCHUWING if mist else None,
    )


def _vorig(regeling: Regeling, jaar: int, bestand: str) -> int:
    """The last year there is, which must be the one before ``jaar``."""
    bekend = sorted(rij.jaar for rij in regeling.jaren)
    if not bekend:
        raise InvoerFout(f"{bestand}: tblJaren is leeg, dus er is geen jaar om over te nemen. Vul eerst een jaar in.")
    if jaar in bekend:
        raise InvoerFout(f"{bestand}: {jaar} staat al in tblJaren; er is niets gewijzigd.")
    laatste = bekend[-1]
    if jaar < laatste:
        raise InvoerFout(
            f"{bestand}: {jaar} ligt vóór het laatste jaar ({laatste}); er is niets gewijzigd. Een ouder jaar voegt u zelf "
            "toe aan Jaren, POK en Begroting, met zijn eigen bron."
        )
    if jaar > laatste + 1:
        raise InvoerFout(
            f"{bestand}: na {laatste} volgt {laatste + 1}, niet {jaar}; er is niets gewijzigd. Open eerst {laatste + 1}: elk "
            "jaar neemt over van het jaar ervoor."
        )
    return laatste


def _jaar_later(dag: date | None) -> date | None:
    """The same day a year later; 29 February becomes 28 February."""
    if dag is None:
        return None
    schrikkeldag = (dag.month, dag.day) == (2, 29)
    return dag.replace(year=dag.year + 1, day=28 if schrikkeldag else dag.day)


def _volgend(master: Master) -> dict[str, Any]:
    return {"jaar": max((rij.jaar for rij in master.regeling.jaren), default=0) + 1}


JAAR_OPENEN = Handeling(
    open_jaar,
    """Voeg een jaar toe: de rijen van het jaar ervoor, te bevestigen, en wat er dan nog ontbreekt.

    Tarieven en voorschotten worden niet overgenomen, en bedragen van posten blijven leeg.
    """,
    "via-xl jaar open via_master.xlsx 2027",
    gegeven=_volgend,
)
