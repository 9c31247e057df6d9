"""Where the year of the open master stands, and its blank hour sheets."""

from __future__ import annotations

from datetime import date

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Ernst, InvoerFout
from via_xl.basis.macrovraag import JA_NEE, antwoorden
from via_xl.basis.opsomming import met_getal
from via_xl.controle.jaarstand import NIETS_GEMAAKT, kies_jaar
from via_xl.excel.bijschrijven import Bijschrijven
from via_xl.excel.inboek import schrijf
from via_xl.excel.macros.gedeeld import als_bestand, concepten, eis
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import Master, lees_open_master
from via_xl.rekenen.jaarstappen import UITGEVRAAGD
from via_xl.schrijven.macros import UITVRAGEN, Macrouitkomst
from via_xl.wijzigen.gezegd import lees_dag
from via_xl.wijzigen.wijziging import Wijziging

_GENOTEERD = "Er is een regel bijgekomen in het Logboek; bewaar de master."


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
    paden = maak_urenstaten(boek.bestand, jaar, uit, voortgang=voortgang)
    gemaakt = f"{met_getal(len(paden), 'lege urenstaat staat', 'lege urenstaten staan')} in {uit}"
    _noteer(boek, master, jaar, f"{met_getal(len(paden), 'urenstaat', 'urenstaten')} in {uit.name}")
    return Macrouitkomst(f"{gemaakt}. {_GENOTEERD}")


def urenstaten_versturen(boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """A draft to each recipient with her blank hour sheet, or a reminder to who sent none back, with a line about it."""
    from via_xl.verzenden.urenstaten import verzend_urenstaten
    from via_xl.vragen.urenstaatmaken import leverende_codes, maak_urenstaten

    eis(boek, wijzigbaar=True, bewaard="de urenstaten komen uit het bestand")
    tekst, ja = antwoorden(UITVRAGEN, gekozen, NIETS_GEMAAKT)
    dag, herinnering = lees_dag("De dag", tekst), ja == JA_NEE[1]
    if dag is None:
        raise InvoerFout(f"Er is geen dag genoemd; {NIETS_GEMAAKT}.")
    master = lees_open_master(boek)
    jaar = kies_jaar(master)
    uit = boek.pad.parent / f"urenstaten {jaar}"
    codes = leverende_codes(master.regeling, jaar, None, boek.naam)
    paden = maak_urenstaten(boek.bestand, jaar, uit, voortgang=voortgang)
    uitvraag = verzend_urenstaten(
        boek.bestand, jaar, dict(zip(codes, paden, strict=True)), dag, herinnering=herinnering
    )
    if not uitvraag.gemaakt:
        return concepten(uitvraag)
    wat = ("herinnering", "herinneringen") if herinnering else ("bericht", "berichten")
    _noteer(boek, master, jaar, f"{met_getal(len(uitvraag.gemaakt), *wat)} in {uitvraag.map.name}")
    return concepten(uitvraag, _GENOTEERD)


def _noteer(boek: OpenBoek, master: Master, jaar: int, wat: str) -> None:
    """A line in the Logboek of the open book that hour sheets were asked."""
    wijziging = Wijziging(UITGEVRAAGD, [(jaar, wat)])
    with Bijschrijven(boek) as bij:
        schrijf(bij, wijziging.gelogd(master.regeling, date.today()))
