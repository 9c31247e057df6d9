"""Check every input, the outcome of the chosen year and the formulas; the findings go into the table on Controles.

Of a workbook that is no master only what holds for every workbook, and the findings are told.
"""

from __future__ import annotations

from datetime import date

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout, fouten
from via_xl.basis.datum import datum_nl
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.opsomming import met_getal
from via_xl.controle import controleer
from via_xl.controle.jaarstand import kies_jaar, reken_na
from via_xl.excel.bijschrijven import Bijschrijven
from via_xl.excel.macro import bericht
from via_xl.excel.macros.gedeeld import als_bestand, eis, heeft_tabel, schrijf_bevindingen
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import lees_open_master
from via_xl.regeling.tabellen import NAMEN, TABELLEN
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.vragen.controleren import controleer_werkboek


def voer_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """What is wrong or to be looked at, in the message and in the workbook."""
    voortgang("Invoer lezen", 0, 4)
    master = _is_master(boek)
    if master:
        eis(boek)
    voortgang("Controleren", 1, 4)
    bevindingen = _bevindingen(boek) if master else []
    voortgang("Formules en opmaak toetsen", 2, 4)
    with als_bestand(boek) as pad:
        bevindingen += controleer_werkboek(pad).van_het_werkboek
    voortgang("Bevindingen noteren", 3, 4)
    waar = _noteer(boek, bevindingen) if master else "Deze werkmap is geen master; er is niets in geschreven."
    mis = len(fouten(bevindingen))
    if not bevindingen:
        return Macrouitkomst(f"Gecontroleerd: geen fouten en geen waarschuwingen. {waar}")
    telling = (
        f"{met_getal(mis, 'fout', 'fouten')} en {met_getal(len(bevindingen) - mis, 'waarschuwing', 'waarschuwingen')}"
    )
    volgorde = sorted(bevindingen, key=lambda b: b.ernst is not Ernst.FOUT)
    return Macrouitkomst(
        bericht(f"Gecontroleerd: {telling}. {waar}", volgorde), Ernst.FOUT if mis else Ernst.WAARSCHUWING
    )


def _is_master(boek: OpenBoek) -> bool:
    """Whether any of the input tables is there: what is then missing is a finding, not another kind of workbook."""
    invoer = {zelfde_in_formule(tabel.naam) for tabel in TABELLEN if tabel is not NAMEN}
    return any(zelfde_in_formule(plaats.naam) in invoer for plaats in boek.tabellen)


def _bevindingen(boek: OpenBoek) -> list[Bevinding]:
    try:
        master = lees_open_master(boek)
    except InvoerFout as fout:
        if not fout.bevindingen:
            raise
        return list(fout.bevindingen)
    bevindingen = [*master.bevindingen, *controleer(master.regeling)]
    if fouten(bevindingen):
        return bevindingen
    try:
        bevindingen += reken_na(master.regeling, kies_jaar(master))[1]
    except InvoerFout as fout:
        bevindingen.append(fout.als_bevinding(boek.naam, "Start"))
    return bevindingen


def _noteer(boek: OpenBoek, bevindingen: list[Bevinding]) -> str:
    """Add the findings to the workbook; gives where they are."""
    if not heeft_tabel(boek):
        return "Blad Controles van deze werkmap heeft geen tabel voor bevindingen; ze zijn alleen hier te zien."
    niets = Bevinding("", "", "", "geen fouten en geen waarschuwingen", "Er is niets te doen.", Ernst.WAARSCHUWING)
    with Bijschrijven(boek) as wijziging:
        geschreven = schrijf_bevindingen(wijziging, bevindingen or [niets], boek.naam)
    rest = len(bevindingen) - geschreven
    meer = f" (de eerste {geschreven})" if rest > 0 else ""
    return f"Genoteerd op blad Controles, met de datum van vandaag ({datum_nl(date.today())}){meer}."
