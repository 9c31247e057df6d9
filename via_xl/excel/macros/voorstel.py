"""A voorstel for what lies above the voorstelgrens of the chosen year: the documents beside the saved master, the rows in it."""

from __future__ import annotations

from datetime import date

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import BewijsFout, Ernst, InvoerFout
from via_xl.basis.geld import euro_nl
from via_xl.controle.jaarstand import kies_jaar
from via_xl.excel.bijschrijven import Bijschrijven
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.records import als_rij
from via_xl.excel.toestand import eis_master, eis_op_schijf, eis_schrijfbare_map, eis_wijzigbaar
from via_xl.lezen.master import lees_open_master
from via_xl.regeling.model import Stap
from via_xl.regeling.tabellen import BESLUITEN, BESLUITSTAPPEN, LOGBOEK
from via_xl.rekenen.kalender import dag_nl
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.wijzigen.voorstel import MAP, Opgesteld, Voorstelkeuzes, Voorstelmap, stel_op


def voer_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Make the voorstel of the year on Start, borne as tblJaren says. Documents and rows both, or neither."""
    eis_op_schijf(boek)
    eis_master(boek)
    eis_wijzigbaar(boek)
    eis_schrijfbare_map(boek.pad.parent)
    voortgang("Invoer lezen", 0, 3)
    master = lees_open_master(boek)
    jaar = kies_jaar(master)
    if not boek.com.Saved:
        raise InvoerFout(
            f"{boek.naam} heeft wijzigingen die nog niet bewaard zijn, en een voorstel noemt de invoer waarop het berust; er is "
            "niets gemaakt. Bewaar de master en probeer het opnieuw."
        )
    voorstellenmap = boek.pad.parent / MAP
    opgesteld = stel_op(master, Voorstelkeuzes(jaar), voorstellenmap, date.today())
    with Voorstelmap(voorstellenmap, opgesteld.stof) as plaats:
        voortgang("Documenten schrijven", 1, 3)
        plaats.schrijf()
        voortgang("Rijen bijschrijven", 2, 3)
        try:
            with Bijschrijven(boek) as wijziging:
                _schrijf_bij(boek, wijziging, opgesteld)
                bestanden = plaats.publiceer()
        except BaseException:
            plaats.trek_in()
            raise
    return _uitkomst(opgesteld, plaats, len(bestanden))


def _schrijf_bij(boek: OpenBoek, wijziging: Bijschrijven, opgesteld: Opgesteld) -> None:
    """The rows of the voorstel into the open book, read back."""
    oud, nieuw = opgesteld.stof.regeling, opgesteld.regeling
    for tabel in (BESLUITEN, BESLUITSTAPPEN, LOGBOEK):
        erbij = getattr(nieuw, tabel.attribuut)[len(getattr(oud, tabel.attribuut)) :]
        wijziging.voeg_toe(tabel.naam, [als_rij(tabel, record) for record in erbij])
    if lees_open_master(boek).regeling != nieuw:
        raise BewijsFout(f"Teruggelezen staat er in {boek.naam} iets anders dan is voorgesteld; er is niets gewijzigd.")


def _uitkomst(opgesteld: Opgesteld, plaats: Voorstelmap, aantal: int) -> Macrouitkomst:
    stof = opgesteld.stof
    regiodag = stof.route.get(Stap.REGIODAG)
    wanneer = f"de Regiodag is op {dag_nl(regiodag)}" if regiodag else "blad Kalender heeft geen komende ronde"
    regels = [
        f"Voorstel {stof.nummer} is gemaakt: over {stof.jaar} ligt {euro_nl(stof.cijfers.boven_ct)} boven de grens van "
        f"{euro_nl(stof.cijfers.grens_ct)}. De meerkosten {stof.draagt}.",
        f"{aantal} documenten staan in {plaats.map}.",
        f"Op blad {BESLUITEN.blad} staan het voorstel en zijn stappen; {wanneer}. Bewaar de master.",
        *opgesteld.let_op,
    ]
    return Macrouitkomst("\n".join(regels), Ernst.WAARSCHUWING if opgesteld.let_op else None)
