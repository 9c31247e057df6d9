"""The agenda of the master that is open, as an .ics file beside it: for Outlook and the like."""

from __future__ import annotations

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.publiceren import zet_bytes
from via_xl.excel.macros.gedeeld import aantal, vrije_naam
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.toestand import eis_master, eis_op_schijf, eis_schrijfbare_map
from via_xl.lezen.master import lees_open_master
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.vragen.besluitagenda import als_ics, haal_afspraken, standaardnaam


def voer_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Write every date that the open book holds now, saved or not. No file is overwritten."""
    eis_op_schijf(boek)
    eis_master(boek)
    eis_schrijfbare_map(boek.pad.parent)
    voortgang("Invoer lezen", 0, 2)
    afspraken = haal_afspraken(lees_open_master(boek).regeling, None, boek.naam)
    voortgang("Agenda schrijven", 1, 2)
    doel = vrije_naam(boek.pad.parent / standaardnaam(None))
    zet_bytes(als_ics(afspraken), doel)
    dagen = aantal(len(afspraken), "dag", "dagen")
    return Macrouitkomst(
        f"De agenda met {dagen} is gemaakt: {doel}.\nOpen het bestand om de dagen in Outlook te zetten."
    )
