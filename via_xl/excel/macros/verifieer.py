"""Prove a version folder again, from the ribbon: the one message says what is wrong and where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.excel.macro import bericht
from via_xl.excel.macros.gedeeld import aantal
from via_xl.excel.openboek import OpenBoek
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.versie.verifieren import Controleoordeel, Verificatie, verifieer


def voer_uit(_boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Every check of the chosen folder. The open workbook plays no part; the folder holds its own master."""
    verificatie = verifieer(Path(gekozen), voortgang=voortgang)
    niet = [u.controle.titel for u in verificatie.uitslagen if u.oordeel is Controleoordeel.NIET]
    rest = f" Niet gedaan: {'; '.join(niet)}." if niet else ""
    if verificatie.in_orde:
        return Macrouitkomst(_goed(verificatie, rest), Ernst.WAARSCHUWING if verificatie.bevindingen else None)
    mis = sum(u.oordeel is Controleoordeel.MIS for u in verificatie.uitslagen)
    zin = f"{gekozen} is NIET IN ORDE, volgens {mis} van de {len(verificatie.uitslagen)} controles.{rest}"
    return Macrouitkomst(bericht(zin, _met_bestand(verificatie)), Ernst.FOUT)


def _goed(verificatie: Verificatie, rest: str) -> str:
    gedaan = sum(u.oordeel is Controleoordeel.GOED for u in verificatie.uitslagen)
    zin = f"{verificatie.titel}: {aantal(gedaan, 'controle', 'controles')} gedaan, alles is in orde.{rest}"
    return bericht(zin, _met_bestand(verificatie))


def _met_bestand(verificatie: Verificatie) -> list[Bevinding]:
    """The findings, each once, with the file in front of the sheet: a folder has many files."""
    uniek = dict.fromkeys(verificatie.bevindingen)
    return [replace(b, blad=" ".join(filter(None, (b.bestand, b.blad)))) for b in uniek]
