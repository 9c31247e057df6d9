"""Read the filled hour sheets of a folder and add them to the open master: all or nothing for each sheet, and for the book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, BewijsFout, Ernst, InvoerFout, fouten
from via_xl.basis.geld import uren_nl
from via_xl.controle import controleer
from via_xl.controle.jaarstand import eis_zonder_fouten
from via_xl.excel.bijschrijven import Bijschrijven
from via_xl.excel.macro import bericht
from via_xl.excel.macros.gedeeld import aantal, heeft_tabel, schrijf_bevindingen
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.records import schrijf_bij
from via_xl.excel.toestand import eis_master, eis_wijzigbaar
from via_xl.lezen.master import lees_open_master
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.urenstaat.inbrengen import Inbreng, Staatgevolg, breng_in
from via_xl.urenstaat.lees import GelezenUrenstaat, lees_urenstaten
from via_xl.wijzigen.urenstaatlezen import met_logregels

_NIEUW = (Staatgevolg.NIEUW, Staatgevolg.VERVANGT)


def voer_uit(boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Read the sheets, bring in what is right, and say what became of each."""
    if not gekozen:
        raise InvoerFout("Er is geen map gekozen; er is niets gedaan.")
    eis_master(boek)
    eis_wijzigbaar(boek)
    master = lees_open_master(boek)
    eis_zonder_fouten(boek.naam, controleer(master.regeling), geteld=False)
    staten = lees_urenstaten([Path(gekozen)], master.regeling, master.jaar, voortgang=voortgang)
    regeling, gevolgen = breng_in(master.regeling, staten, date.today())
    geweigerd = [b for staat in staten if staat.fout for b in fouten(staat.bevindingen)]
    iets_nieuws = any(gevolg.gevolg in _NIEUW for gevolg in gevolgen)
    if iets_nieuws:
        mis = controleer(regeling)
        if fouten(mis):
            raise InvoerFout(f"Met deze urenstaten bevat {boek.naam} fouten; er is niets gewijzigd.", mis)
        regeling = met_logregels(master, regeling, gevolgen)
    voortgang("Rijen bijschrijven", len(staten), len(staten))
    noteren = bool(geweigerd) and heeft_tabel(boek)
    with Bijschrijven(boek) as wijziging:
        if iets_nieuws:
            schrijf_bij(wijziging, master.regeling, regeling)
        if noteren:
            schrijf_bevindingen(wijziging, geweigerd, boek.naam)
        if iets_nieuws and lees_open_master(boek).regeling != regeling:
            raise BewijsFout(
                f"Teruggelezen staat er in {boek.naam} iets anders dan is ingelezen; er is niets gewijzigd."
            )
    return _uitkomst(gekozen, staten, gevolgen, geweigerd, noteren=noteren)


def _uitkomst(
    urenmap: str,
    staten: Sequence[GelezenUrenstaat],
    gevolgen: Sequence[Inbreng],
    geweigerd: list[Bevinding],
    *,
    noteren: bool,
) -> Macrouitkomst:
    telling = Counter(gevolg.gevolg for gevolg in gevolgen)
    delen = ", ".join(f"{telling[gevolg]} {gevolg}" for gevolg in Staatgevolg if telling[gevolg])
    nieuw = [gevolg for gevolg in gevolgen if gevolg.gevolg in _NIEUW]
    regels = [f"{aantal(len(staten), 'bestand', 'bestanden')} gelezen uit {urenmap}: {delen}."]
    if nieuw:
        weg = sum(gevolg.vervallen for gevolg in nieuw)
        eerder = f"; {aantal(weg, 'eerdere regel is', 'eerdere regels zijn')} vervallen" if weg else ""
        uren = uren_nl(sum(gevolg.uren_h for gevolg in nieuw))
        rijen = aantal(sum(gevolg.regels for gevolg in nieuw), "regel", "regels")
        regels.append(f"Bijgeschreven op blad Uren: {rijen}, {uren} uur{eerder}. Bewaar de master.")
    else:
        regels.append("De master heeft er geen uren bij gekregen.")
    let_op = sum(b.ernst is Ernst.WAARSCHUWING for staat in staten if not staat.fout for b in staat.bevindingen)
    if let_op and nieuw:
        regels.append(f"{aantal(let_op, 'waarschuwing staat', 'waarschuwingen staan')} op blad Aandachtspunten.")
    if geweigerd:
        waar = "Alles staat op blad Controles. " if noteren else ""
        regels.append(f"Geweigerd is wat een fout bevat. {waar}De eerste:")
        return Macrouitkomst(bericht("\n".join(regels), [_met_bestand(b) for b in geweigerd]), Ernst.FOUT)
    return Macrouitkomst("\n".join(regels), Ernst.WAARSCHUWING if let_op and nieuw else None)


def _met_bestand(b: Bevinding) -> Bevinding:
    return Bevinding("", " ".join(filter(None, (b.bestand, b.blad))), b.cel, b.wat, b.doen, b.ernst)
