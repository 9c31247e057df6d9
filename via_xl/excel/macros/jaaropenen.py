"""Open the next year in the master that is open: last year's rows are added as ``te bevestigen``, nothing else changes."""

from __future__ import annotations

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import BewijsFout, Ernst, InvoerFout
from via_xl.excel.bijschrijven import Bijschrijven
from via_xl.excel.macros.gedeeld import aantal
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.records import als_rij
from via_xl.excel.toestand import eis_master, eis_wijzigbaar
from via_xl.lezen.master import lees_open_master
from via_xl.regeling.tabellen import LOGBOEK
from via_xl.rekenen.jaaropbouw import wat_ontbreekt
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.wijzigen.jaaropenen import NIET_OVERGENOMEN, OVERGENOMEN, met_jaar, overgenomen


def voer_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Add the year after the last one, and say what it still lacks."""
    eis_master(boek)
    eis_wijzigbaar(boek)
    voortgang("Invoer lezen", 0, 2)
    master = lees_open_master(boek)
    oud = master.regeling
    if not oud.jaren:
        raise InvoerFout(f"{boek.naam}: tabel tblJaren is leeg. Vul eerst een jaar in.")
    jaar = max(rij.jaar for rij in oud.jaren) + 1
    nieuw = met_jaar(oud, jaar, boek.naam)
    voortgang("Rijen bijschrijven", 1, 2)
    with Bijschrijven(boek) as wijziging:
        for tabel in (*OVERGENOMEN, LOGBOEK):
            erbij = getattr(nieuw, tabel.attribuut)[len(getattr(oud, tabel.attribuut)) :]
            wijziging.voeg_toe(tabel.naam, [als_rij(tabel, record) for record in erbij])
        if lees_open_master(boek).regeling != nieuw:
            raise BewijsFout(
                f"Teruggelezen staat er in {boek.naam} iets anders dan is overgenomen; er is niets gewijzigd."
            )
    rijen = aantal(sum(overgenomen(oud, nieuw).values()), "rij", "rijen")
    regels = [
        f"Jaar {jaar} is geopend: {rijen} overgenomen uit {jaar - 1}, alle te bevestigen.",
        NIET_OVERGENOMEN,
        *(f"• {wat}" for wat in wat_ontbreekt(nieuw, jaar)),
        f"Kies {jaar} op blad Start om te zien wat er nog ontbreekt. Bewaar de master; op Bijdrage staat {jaar} na "
        "via-xl master vernieuw.",
    ]
    return Macrouitkomst("\n".join(regels), Ernst.WAARSCHUWING if wat_ontbreekt(nieuw, jaar) else None)
