"""A signed approval and the answer of a gemeente into the master that is open: rows are added to Akkoorden, nothing else."""

from __future__ import annotations

from datetime import date

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import BewijsFout, Ernst, InvoerFout
from via_xl.controle.jaarstand import kies_jaar
from via_xl.excel.bijschrijven import Bijschrijven
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.records import als_rij
from via_xl.excel.toestand import eis_master, eis_op_schijf, eis_wijzigbaar
from via_xl.lezen.master import Master, lees_open_master
from via_xl.regeling.model import Regeling
from via_xl.regeling.tabellen import AKKOORD, LOGBOEK, REACTIES
from via_xl.rekenen.vaststelling import belemmeringen
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.wijzigen.akkoord import AFGEHANDELD, Akkoordopgave, Reactieopgave, met_akkoord, met_reactie


def akkoord(boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Record an approval: "gemeente; rol; code; kenmerk; bestand", the file beside the master."""
    master = _master(boek, voortgang)
    delen = _delen(gekozen, 5, "gemeente; rol; code van wie tekende; kenmerk; naam van het getekende stuk")
    gemeente, rol, door, kenmerk, bestand = delen
    opgave = Akkoordopgave(gemeente, rol, door, kenmerk, boek.pad.parent / bestand)
    nieuw, jaar, zin = met_akkoord(master, opgave, date.today())
    _schrijf_bij(boek, master, nieuw)
    return _uitkomst(nieuw, jaar, zin)


def reactie(boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Record an answer: "gemeente; akkoord of bezwaar; versie", and of a bezwaar also what it is about."""
    master = _master(boek, voortgang)
    gemeente, wat, versie, *opmerking = _delen(gekozen, 3, "gemeente; akkoord of bezwaar; versie; opmerking", meer=1)
    if wat.casefold() == AFGEHANDELD:
        raise InvoerFout(
            f"Vul op blad {REACTIES.blad} bij het bezwaar de kolom Afgehandeld op in, met een opmerking; er is niets gewijzigd."
        )
    nummer = int(versie) if versie.isascii() and versie.isdigit() else None
    opgave = Reactieopgave(gemeente, wat, nummer, opmerking="".join(opmerking))
    nieuw, jaar, zin = met_reactie(master, opgave, date.today())
    _schrijf_bij(boek, master, nieuw)
    return _uitkomst(nieuw, jaar, zin)


def _master(boek: OpenBoek, voortgang: Voortgang) -> Master:
    eis_op_schijf(boek)
    eis_master(boek)
    eis_wijzigbaar(boek)
    voortgang("Invoer lezen", 0, 2)
    master = lees_open_master(boek)
    kies_jaar(master)
    return master


def _delen(tekst: str, minst: int, wat: str, meer: int = 0) -> list[str]:
    delen = [deel.strip() for deel in tekst.split(";", minst + meer - 1)]
    if not minst <= len(delen) <= minst + meer:
        raise InvoerFout(f'"{tekst}" is niet te lezen; er is niets gewijzigd. Typ, met puntkomma\'s ertussen: {wat}.')
    return delen


def _schrijf_bij(boek: OpenBoek, master: Master, nieuw: Regeling) -> None:
    """The rows that came with it into the open book, read back."""
    with Bijschrijven(boek) as wijziging:
        for tabel in (AKKOORD, REACTIES, LOGBOEK):
            erbij = getattr(nieuw, tabel.attribuut)[len(getattr(master.regeling, tabel.attribuut)) :]
            wijziging.voeg_toe(tabel.naam, [als_rij(tabel, record) for record in erbij])
        if lees_open_master(boek).regeling != nieuw:
            raise BewijsFout(
                f"Teruggelezen staat er in {boek.naam} iets anders dan is vastgelegd; er is niets gewijzigd."
            )


def _uitkomst(regeling: Regeling, jaar: int, zin: str) -> Macrouitkomst:
    mist = belemmeringen(regeling, verreken(regeling, jaar), date.today())
    regels = [f"Vastgelegd: {zin}. Bewaar de master."]
    if mist:
        regels += ["Voor een definitieve afrekening is nog nodig:", *(f"• {rij.wat}" for rij in mist)]
    else:
        regels.append("Er ontbreekt niets meer: Definitief maken is mogelijk.")
    return Macrouitkomst("\n".join(regels), Ernst.WAARSCHUWING if mist else None)
