"""The dates of the chosen year into the master that is open: rows are added to Kalender, nothing else changes."""

from __future__ import annotations

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import BewijsFout
from via_xl.controle.jaarstand import kies_jaar
from via_xl.excel.bijschrijven import Bijschrijven
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.records import als_rij
from via_xl.excel.toestand import eis_master, eis_wijzigbaar
from via_xl.lezen.master import lees_open_master
from via_xl.regeling.model import Stap
from via_xl.regeling.tabellen import KALENDER, LOGBOEK
from via_xl.rekenen.kalender import dag_nl
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.wijzigen.besluitkalender import met_kalender


def voer_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Propose the dates of the year on Start, where that has none yet."""
    eis_master(boek)
    eis_wijzigbaar(boek)
    voortgang("Invoer lezen", 0, 2)
    master = lees_open_master(boek)
    jaar = kies_jaar(master)
    oud = master.regeling
    nieuw = met_kalender(oud, jaar, boek.naam)
    punten = nieuw.kalender[len(oud.kalender) :]
    voortgang("Rijen bijschrijven", 1, 2)
    with Bijschrijven(boek) as wijziging:
        wijziging.voeg_toe(KALENDER.naam, [als_rij(KALENDER, punt) for punt in punten])
        regels = nieuw.logboek[len(oud.logboek) :]
        wijziging.voeg_toe(LOGBOEK.naam, [als_rij(LOGBOEK, regel) for regel in regels])
        if lees_open_master(boek).regeling != nieuw:
            raise BewijsFout(
                f"Teruggelezen staat er in {boek.naam} iets anders dan is voorgesteld; er is niets gewijzigd."
            )
    regiodagen = ", ".join(dag_nl(punt.dag) for punt in punten if punt.stap is Stap.REGIODAG)
    return Macrouitkomst(
        f"Voor {jaar} zijn {len(punten)} data voorgesteld op blad {KALENDER.blad}, alle te bevestigen. Regiodagen: "
        f"{regiodagen}.\nWijzig daar wat anders moet, en bewaar de master."
    )
