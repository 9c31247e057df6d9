"""Let Excel recalculate, and hold every formula of the program against the engine; the inputs against the file."""

from __future__ import annotations

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Ernst, GebruikersFout
from via_xl.basis.geld import getal_nl
from via_xl.basis.opsomming import met_getal
from via_xl.bewijs.masterbewijs import Masterbewijs, bewijs_master
from via_xl.bewijs.verouderd import waarschuwing
from via_xl.controle import controleer
from via_xl.controle.jaarstand import eis_zonder_fouten, kies_jaar
from via_xl.excel.macros.gedeeld import eis
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.rekenboek import Rekenboek
from via_xl.lezen.master import Master, lees_master, lees_open_master
from via_xl.schrijven.macros import Macrouitkomst

_EERSTE = 5


def voer_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Whether Excel, the engine and the file agree."""
    eis(boek, bladen=True)
    voortgang("Open werkmap en bestand vergelijken", 0, 3)
    master = lees_open_master(boek)
    eis_zonder_fouten(boek.naam, controleer(master.regeling), geteld=False)
    jaar = kies_jaar(master)
    bestand, zelfde = _met_bestand(boek, master)
    voortgang("Excel laten herrekenen", 1, 3)
    machine = Rekenboek(boek)
    voortgang("Vergelijken met de rekenkern", 2, 3)
    bewijs = bewijs_master(master, jaar, machine)
    regels = [_formules(bewijs, str(boek.com.Application.Version)), bestand]
    if bewijs.udfs:
        delen = ", ".join(f"{blad} ({hoeveel})" for blad, hoeveel in bewijs.udfs.items())
        regels.append(f"Niet vergeleken zijn cellen met functies VIA_: {delen}; die tellen nergens in mee.")
    if bewijs.eigen_formules:
        delen = ", ".join(f"{blad} ({hoeveel})" for blad, hoeveel in bewijs.eigen_formules.items())
        regels.append(f"Uw eigen formules zijn niet vergeleken: {delen}.")
    regels += [f"• {verschil.regel()}" for verschil in bewijs.fouten[:_EERSTE]]
    if len(bewijs.fouten) > _EERSTE:
        regels.append(f"… en nog {len(bewijs.fouten) - _EERSTE}.")
    regels += [b.regel() for b in waarschuwing(bewijs.verouderd, "Excel heeft nu alles herrekend: bewaar de master.")]
    if bewijs.fouten:
        return Macrouitkomst("\n".join(regels), Ernst.FOUT)
    return Macrouitkomst("\n".join(regels), None if zelfde and not bewijs.verouderd else Ernst.WAARSCHUWING)


def _formules(bewijs: Masterbewijs, versie: str) -> str:
    begin = f"Excel {versie} heeft alles herrekend: van {getal_nl(bewijs.vergeleken)} formules van het programma"
    if bewijs.fouten:
        return f"{begin} geeft Excel er {getal_nl(len(bewijs.fouten))} anders dan de rekenkern."
    return f"{begin} is elke uitkomst gelijk aan die van de rekenkern."


def _met_bestand(boek: OpenBoek, master: Master) -> tuple[str, bool]:
    """What the file holds beside the open book, and whether that is the same."""
    if not boek.com.Path or boek.op_schijf is None:
        return "Met het bestand is niet vergeleken: het staat niet op een schijf.", False
    try:
        bestand = lees_master(boek.bestand)
    except GebruikersFout as fout:
        return f"Met het bestand is niet vergeleken: {fout.bericht}", False
    if (bestand.regeling, bestand.jaar) == (master.regeling, master.jaar):
        rijen = sum(len(getattr(master.regeling, veld)) for veld in master.regeling.__struct_fields__)
        return f"Alle {met_getal(rijen, 'invoerrij', 'invoerrijen')} zijn in Excel en op schijf dezelfde.", True
    return "In Excel staat andere invoer dan op schijf: bewaar de master.", False
