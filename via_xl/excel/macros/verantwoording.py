"""The jaarverantwoording of the chosen year, from the saved master: a report beside it for stuurgroep and regiodag."""

from __future__ import annotations

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import InvoerFout
from via_xl.controle.jaarstand import kies_jaar
from via_xl.excel.macros.gedeeld import vrije_naam
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.toestand import eis_master, eis_op_schijf, eis_schrijfbare_map
from via_xl.lezen.master import lees_open_master
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.vragen.verantwoording import maak_verantwoording, standaardnaam


def voer_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Make the report of the year on Start. Nothing is changed in the open book, and no report is overwritten."""
    eis_op_schijf(boek)
    eis_master(boek)
    eis_schrijfbare_map(boek.pad.parent)
    voortgang("Open werkboek lezen", 0, 3)
    jaar = kies_jaar(lees_open_master(boek))
    if not boek.com.Saved:
        raise InvoerFout(
            f"{boek.naam} heeft wijzigingen die nog niet bewaard zijn, en de jaarverantwoording leest het bestand; er is "
            "niets gemaakt. Bewaar de master en probeer het opnieuw."
        )
    verslag = maak_verantwoording(boek.pad, jaar, vrije_naam(boek.pad.parent / standaardnaam(jaar)), voortgang)
    regels = [f"De jaarverantwoording van {jaar} is gemaakt en nagerekend: {verslag.pad}."]
    if verslag.redenen:
        regels.append(f"Zij is nog CONCEPT: {'; '.join(verslag.redenen)}.")
    return Macrouitkomst("\n".join(regels))
