"""The part of the master that settles: the inputs, Verrekening and Controles, small enough to recalculate by the hundred."""

from __future__ import annotations

from rekenen.regios import JAAR

from via_xl.regeling.model import Regeling
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import controles, invoer, verrekening
from via_xl.schrijven.master.invoer import LIJSTEN
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.start import JAAR as NAAM_JAAR
from via_xl.schrijven.taal import controleblad


def verrekenboek(regeling: Regeling) -> Boek:
    """The workbook of a region, made by the very functions that make the master."""
    stand = Stand(regeling, verreken(regeling, JAAR), regeling.centrumgemeente.code)
    boek = Boek("Proef")
    boek.naam(NAAM_JAAR, boek.blad("Jaar").zet(0, 0, JAAR, "invoer.jaar"))
    for naam, verwijzing in LIJSTEN.items():
        boek.naam(naam, verwijzing)
    for blad in invoer.BLADEN:
        invoer.zet(boek, blad, stand)
    verrekening.zet(boek, stand)
    controleblad.zet(boek, controles.controles(stand), controles.UITLEG, "Controles")
    return boek
