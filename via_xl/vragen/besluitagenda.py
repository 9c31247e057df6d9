"""The dates of a master as a calendar file (.ics) for Outlook and the like: tblKalender, and the planned steps of besluiten.

The same dates always give the same file: an event is known by what it is, not by when the file was made, so that a date
that moved replaces the old one where the agenda knows that event already.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.basis.publiceren import vrije_naam, zet_bytes
from via_xl.controle import controleer
from via_xl.controle.jaarstand import NIETS_GEMAAKT, eis_zonder_fouten
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Regeling, Status
from via_xl.regeling.regio import Regio
from via_xl.rekenen.besluiten import Besluitstand, voortgang
from via_xl.wijzigen.vervangen import eis_nieuw

if TYPE_CHECKING:
    from icalendar import Event

_LOPEND = (Besluitstand.OPEN, Besluitstand.TERUG)
_PRODUCT = "-//ViA-XL//Besluitkalender//NL"


class Afspraak(Struct, frozen=True):
    """A day in the agenda: ``kenmerk`` says what it is (never when), ``gemaakt`` is the date of its source, if any."""

    dag: date
    titel: str
    tekst: str
    kenmerk: tuple[str, ...]
    gemaakt: date | None
    vast: bool


class Agenda(Struct, frozen=True):
    """Where the calendar file is, and the days in it, in order."""

    pad: Path
    afspraken: tuple[Afspraak, ...]

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``; days in ISO form."""
        dagen = [{"dag": a.dag.isoformat(), "titel": a.titel, "tekst": a.tekst} for a in self.afspraken]
        return {"bestand": str(self.pad), "afspraken": dagen}


def maak_agenda(masterpad: Path, jaar: int | None = None, uit: Path | None = None) -> Agenda:
    """Write the dates of a master, or those in one calendar year, as .ics; by default beside it. The master is only read.

    Raises:
        InvoerFout: the master can't be read or holds errors, there is no date, or ``uit`` exists or can't be written.
    """
    if uit is not None:
        eis_ics(uit)
    master = lees_master(masterpad)
    doel = uit or vrije_naam(masterpad.resolve().parent / standaardnaam(master.regeling.regio, jaar))
    eis_ics(doel)
    gevonden = haal_afspraken(master.regeling, jaar, masterpad.name)
    zet_bytes(als_ics(gevonden, master.regeling.regio), doel)
    return Agenda(doel, gevonden)


def standaardnaam(regio: Regio, jaar: int | None) -> str:
    """What the file is called.

    >>> standaardnaam(Regio({"kort": "JP"}), 2026), standaardnaam(Regio({"kort": "JP"}), None)
    ('JP_agenda_2026.ics', 'JP_agenda.ics')
    """
    naam = f"{bestandsnaam(regio.kort)}_agenda"
    return f"{naam}.ics" if jaar is None else f"{naam}_{jaar}.ics"


def eis_ics(doel: Path) -> None:
    """A name on .ics of a file that isn't there yet.

    Raises:
        InvoerFout: it is another name, or it exists.
    """
    if doel.suffix.lower() != ".ics":
        raise InvoerFout(f"{doel.name}: een agenda is een .ics-bestand; kies bij --uit een naam op .ics.")
    eis_nieuw(doel)


def haal_afspraken(regeling: Regeling, jaar: int | None, bestand: str) -> tuple[Afspraak, ...]:
    """The dates of tblKalender and the planned steps of the besluiten under way, those in one calendar year or all.

    Raises:
        InvoerFout: the regeling holds errors, or there is no date.
    """
    eis_zonder_fouten(bestand, controleer(regeling), NIETS_GEMAAKT)
    alle = sorted((*_uit_kalender(regeling), *_uit_besluiten(regeling)), key=lambda a: (a.dag, a.titel, a.kenmerk))
    gekozen = tuple(afspraak for afspraak in alle if jaar in (None, afspraak.dag.year))
    if not gekozen:
        waarvan = f" in {jaar}" if jaar is not None else ""
        maak = f'via-xl besluit kalender "{bestand}" --jaar {jaar or "JAAR"}'
        raise InvoerFout(
            f"{bestand}: er staan geen data{waarvan} in tblKalender, en geen geplande stappen van lopende voorstellen; er is "
            f"niets gemaakt. Vul ze in, of laat data voorstellen met: {maak}"
        )
    return gekozen


def als_ics(afspraken: tuple[Afspraak, ...], regio: Regio) -> bytes:
    """The calendar file (RFC 5545): all-day events that leave the day free, lines ending in CRLF."""
    from icalendar import Calendar

    agenda = Calendar()
    agenda.add("prodid", _PRODUCT)
    agenda.add("version", "2.0")
    agenda.add("method", "PUBLISH")
    agenda.add("x-wr-calname", f"{regio.kort} besluitvorming")
    vaker = Counter(afspraak.kenmerk for afspraak in afspraken)
    for afspraak in afspraken:
        agenda.add_component(_gebeurtenis(afspraak, enig=vaker[afspraak.kenmerk] == 1))
    inhoud: bytes = agenda.to_ical()
    return inhoud


def _uit_kalender(regeling: Regeling) -> list[Afspraak]:
    return [
        Afspraak(
            punt.dag,
            f"{regeling.regio.kort} {punt.stap}" + (f" (ronde {punt.ronde})" if punt.ronde is not None else ""),
            _tekst(punt.omschrijving, punt.status, punt.bron),
            ("kalender", str(punt.jaar), str(punt.stap), str(punt.ronde or ""), punt.omschrijving),
            punt.datum,
            punt.status is Status.VASTGESTELD,
        )
        for punt in regeling.kalender
    ]


def _uit_besluiten(regeling: Regeling) -> list[Afspraak]:
    lopend = {b.nummer: b for b in regeling.besluiten if voortgang(regeling, b).stand in _LOPEND}
    return [
        Afspraak(
            stap.gepland,
            f"{regeling.regio.kort} {besluit.nummer}: {stap.stap}"
            + (f" {regeling.naam_van(stap.code)}" if stap.code else ""),
            _tekst(f"{besluit.onderwerp}. {stap.opmerking}".removesuffix(" "), stap.status, stap.bron),
            ("besluit", besluit.nummer, str(stap.stap), stap.code),
            stap.datum,
            stap.status is Status.VASTGESTELD,
        )
        for stap in regeling.besluitstappen
        if (besluit := lopend.get(stap.besluit)) is not None and stap.gepland is not None and stap.oordeel is None
    ]


def _tekst(wat: str, status: Status, bron: str) -> str:
    return "\n".join(regel for regel in (wat, f"Status: {status}", f"Bron: {bron}" if bron else "") if regel)


def _gebeurtenis(afspraak: Afspraak, *, enig: bool) -> Event:
    """The event. DTSTAMP is the date of the source, or else 1 January of the year: never the clock."""
    from icalendar import Event

    kenmerk = afspraak.kenmerk if enig else (*afspraak.kenmerk, afspraak.dag.isoformat())
    uid = hashlib.sha256("\x1f".join(kenmerk).encode()).hexdigest()[:32]
    gebeurtenis = Event()
    gebeurtenis.add("uid", f"{uid}@via-xl.example")
    gebeurtenis.add("dtstamp", datetime.combine(afspraak.gemaakt or date(afspraak.dag.year, 1, 1), time(0), UTC))
    gebeurtenis.add("dtstart", afspraak.dag)
    gebeurtenis.add("dtend", afspraak.dag + timedelta(days=1))
    gebeurtenis.add("summary", afspraak.titel)
    gebeurtenis.add("description", afspraak.tekst)
    gebeurtenis.add("status", "CONFIRMED" if afspraak.vast else "TENTATIVE")
    gebeurtenis.add("transp", "TRANSPARENT")
    return gebeurtenis
