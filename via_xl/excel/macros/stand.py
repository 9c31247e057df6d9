"""Where the year of the open master stands, and its blank hour sheets."""

from __future__ import annotations

from datetime import date

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Ernst
from via_xl.controle.jaarstand import kies_jaar
from via_xl.excel.bijschrijven import Bijschrijven
from via_xl.excel.inboek import schrijf
from via_xl.excel.macros.gedeeld import aantal, als_bestand, eis
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import lees_open_master
from via_xl.rekenen.jaarstappen import UITGEVRAAGD
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.wijzigen.wijziging import Wijziging


def voer_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """The steps of the chosen year that are not done, saved or not, and the next one."""
    from via_xl.vragen.stand import bepaal_stand

    eis(boek)
    voortgang("Invoer lezen", 0, 1)
    with als_bestand(boek) as pad:
        beeld = bepaal_stand(pad)
    regels = [
        f"{stap.nr}. {stap.naam}: nog {stap.open}" + (f" ({', '.join(stap.welke)})" if stap.welke else "")
        for stap in beeld.stappen
        if stap.open
    ]
    if beeld.volgende is None:
        return Macrouitkomst(f"Van {beeld.jaar} is alles gedaan.")
    kop = f"{beeld.jaar}: nu {beeld.volgende.naam.casefold()}; {beeld.volgende.doen} (blad {beeld.volgende.blad})."
    return Macrouitkomst("\n".join((kop, "Nog te doen:", *regels)), Ernst.WAARSCHUWING)


def urenstaten_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """A blank hour sheet of the chosen year for each gemeente that delivers, in a folder beside the book, with a line about it."""
    from via_xl.vragen.urenstaatmaken import maak_urenstaten

    eis(boek, wijzigbaar=True, bewaard="de urenstaten komen uit het bestand")
    master = lees_open_master(boek)
    jaar = kies_jaar(master)
    uit = boek.pad.parent / f"urenstaten {jaar}"
    paden = maak_urenstaten(boek.pad, jaar, uit, voortgang=voortgang)
    gemaakt = f"{aantal(len(paden), 'lege urenstaat staat', 'lege urenstaten staan')} in {uit}"
    wijziging = Wijziging(UITGEVRAAGD, [(jaar, f"{len(paden)} urenstaten in {uit.name}")])
    with Bijschrijven(boek) as bij:
        schrijf(bij, wijziging.gelogd(master.regeling, date.today()))
    return Macrouitkomst(f"{gemaakt}. Er is een regel bijgekomen in het Logboek; bewaar de master.")
