"""What is done with the folder of a version, chosen or the newest: documents and drafts beside it, checks, differences.

The open workbook plays no part in it, but for the year of which the newest is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout, NietsTeDoen
from via_xl.basis.geld import euro_nl
from via_xl.basis.macrovraag import JA_NEE, antwoorden
from via_xl.basis.opsomming import met_getal
from via_xl.basis.publiceren import afrekeningenmap, vrije_naam
from via_xl.basis.schijffout import reden
from via_xl.controle.jaarstand import NIETS_GEMAAKT, kies_jaar
from via_xl.excel.macro import bericht
from via_xl.excel.macros.gedeeld import als_bestand, concepten, eis, open_in_windows
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import lees_open_master
from via_xl.schrijven.macros import HERINNEREN, VERZENDEN, Macrouitkomst
from via_xl.versie.versiemap import open_versiemap
from via_xl.wijzigen.gezegd import lees_dag

if TYPE_CHECKING:
    from via_xl.versie.verifieren import Verificatie
    from via_xl.verzenden.verzend import Verzending

_VERSIE = re.compile(r"v(\d+)\Z")


def akkoordstuk(_boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Make the documents of the chosen folder. The open workbook plays no part."""
    from via_xl.versie.akkoordstuk import schrijf_akkoordstukken

    versiemap = Path(gekozen)
    voortgang("Stukken maken", 0, 1)
    verslag = schrijf_akkoordstukken(versiemap)
    regels = [
        f"Gemaakt: {met_getal(len(verslag.bestanden), 'stuk', 'stukken')} in {verslag.map}",
        f"Het kenmerk is {verslag.kenmerk}. Volgende stap: {verslag.tekenen} met de knop Akkoord.",
    ]
    if verslag.belemmeringen:
        regels += ["Er ontbreekt ook nog:", *(f"• {rij.wat}" for rij in verslag.belemmeringen)]
    return Macrouitkomst("\n".join(regels), Ernst.WAARSCHUWING if verslag.belemmeringen else None)


def verzend(_boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Make what is not there yet, with the payment list when it is asked for, and show the folder.

    The open workbook plays no part.
    """
    from via_xl.versie.betaallijst import NA_BETAALLIJST, neem_of_schrijf
    from via_xl.verzenden.verzend import verzend as maak

    versiemap, met_lijst = antwoorden(VERZENDEN, gekozen, NIETS_GEMAAKT)
    lijst, van_lijst = neem_of_schrijf(Path(versiemap)) if met_lijst == JA_NEE[1] else (None, ())
    verzending = maak(Path(versiemap), voortgang=voortgang)
    if verzending.gemaakt or verzending.er_al:
        open_in_windows(verzending.map)
        regels = [*_verzonden(verzending)]
    elif lijst is None:
        raise NietsTeDoen("Geen enkele gemeente heeft een e-mailadres op blad Gemeenten; er is niets gemaakt.")
    else:
        regels = ["Geen enkele gemeente heeft een e-mailadres op blad Gemeenten; er is geen bericht gemaakt."]
    regels += [f"LET OP: {wat}." for wat in van_lijst]
    if lijst is not None:
        regels += [f"De betaallijst: {lijst}", f"Volgende stap: {NA_BETAALLIJST}"]
    elif verzending.definitief:
        regels.append("Volgende stap: de knop Betaallijst.")
    let_op = bool(verzending.zonder_adres or verzending.herleidbaar or van_lijst)
    return Macrouitkomst("\n".join(regels), Ernst.WAARSCHUWING if let_op else None)


def _verzonden(verzending: Verzending) -> Iterator[str]:
    """The drafts and where their passwords are; what they give away, and who has no address."""
    yield (
        f"{met_getal(len(verzending.gemaakt), 'bericht', 'berichten')} gemaakt, "
        f"{met_getal(len(verzending.er_al), 'gemeente had', 'gemeenten hadden')} er al een: {verzending.map}"
    )
    yield "Er is niets verstuurd: open elk bericht in Outlook, lees het en verstuur het."
    if verzending.wachtwoorden is not None:
        yield f"De wachtwoorden staan apart, en horen niet in een e-mail: {verzending.wachtwoorden}"
    yield from (f"LET OP: {wat}" for wat in verzending.herleidbaar)
    for naam in verzending.zonder_adres:
        yield f"LET OP: {naam} heeft geen e-mailadres; er is geen bericht gemaakt."
    if verzending.gemaakt and not verzending.met_pdf:
        yield "Zonder PDF: LibreOffice staat niet op deze computer, en Excel maakte er geen."


def herinnering(boek: OpenBoek, gekozen: str, _voortgang: Voortgang) -> Macrouitkomst:
    """A draft to each gemeente that got the chosen version and didn't answer, by the answers in the open book."""
    from via_xl.verzenden.herinneren import herinner

    eis(boek)
    versiemap, dag = antwoorden(HERINNEREN, gekozen, NIETS_GEMAAKT)
    with als_bestand(boek) as pad:
        return concepten(herinner(Path(versiemap), pad, lees_dag("De dag", dag or None)))


def pdfs(_boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """The first sheet of each settlement of the chosen folder as a PDF. The open workbook plays no part."""
    from via_xl.verzenden.pdfs import maak_pdfs

    gemaakt = maak_pdfs(Path(gekozen), voortgang)
    hoeveel = met_getal(len(gemaakt.bestanden), "PDF", "PDF's")
    return Macrouitkomst(f"{hoeveel} en {gemaakt.samen} staan in {gemaakt.map}.")


def verschil(_boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Compare the chosen folder with what it keeps of the version before. The open workbook plays no part."""
    from via_xl.versie.verschil import schrijf_verschil

    versie = open_versiemap(Path(gekozen))
    if versie.vorige is None:
        raise NietsTeDoen(f"{gekozen} is een eerste versie, of bewaart geen vorige. Er is niets om mee te vergelijken.")
    voortgang("Beide versies opnieuw berekenen", 0, 1)
    naam = f"{versie.kort}_verschil_{versie.jaar}_v{versie.vorige.nummer}_v{versie.nummer}.xlsx"
    doel = vrije_naam(versie.map.resolve().parent / naam)
    uitkomst = schrijf_verschil(versie.vorige, versie, doel)
    v = uitkomst.vergelijking
    regels = [
        f"{rij.naam}: saldo {euro_nl(rij.saldo_ct.vorig)} → {euro_nl(rij.saldo_ct.nu)}"
        for rij in v.gemeenten
        if rij.saldo_ct.verschil
    ]
    zin = f"Versie {v.nu.versie} naast versie {v.vorig.versie}: {doel}"
    tekst = "\n".join([zin, *(regels or ["Geen saldo is veranderd."]), *(f"LET OP: {w}." for w in uitkomst.let_op)])
    return Macrouitkomst(tekst, Ernst.WAARSCHUWING if uitkomst.let_op else None)


def betaallijst(_boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """The list for the ledger of the chosen folder, due on the usual day. The open workbook plays no part."""
    from via_xl.versie.betaallijst import schrijf_betaallijst

    voortgang("Versie narekenen", 0, 1)
    verslag = schrijf_betaallijst(Path(gekozen))
    regels = [f"Gemaakt en nagerekend: {verslag.werkboek}, en als CSV {verslag.csv.name}."]
    regels += [f"LET OP: {wat}" for wat in verslag.let_op]
    return Macrouitkomst("\n".join(regels), Ernst.WAARSCHUWING if verslag.let_op else None)


def dossier(_boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """The auditor's workbook of the chosen folder. The open workbook plays no part."""
    from via_xl.versie.dossier import maak_dossier

    verslag = maak_dossier(Path(gekozen), voortgang=voortgang)
    regels = [f"Het dossier is gemaakt en nagerekend: {verslag.pad}."]
    if verslag.ontbreekt or verslag.deels:
        regels.append(f"Op {verslag.ontbreekt} vragen ontbreekt het antwoord, op {verslag.deels} deels.")
    regels += [f"LET OP: {wat}." for wat in verslag.afwijkingen]
    return Macrouitkomst("\n".join(regels), Ernst.WAARSCHUWING if verslag.afwijkingen else None)


def verifieer(_boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Every check of the chosen folder. The open workbook plays no part; the folder holds its own master."""
    from via_xl.versie.verifieren import Controleoordeel, Mapoordeel
    from via_xl.versie.verifieren import verifieer as bewijs

    verificatie = bewijs(Path(gekozen), voortgang=voortgang)
    niet = [u.controle.titel for u in verificatie.uitslagen if u.oordeel is Controleoordeel.NIET]
    rest = f" Niet gedaan: {'; '.join(niet)}." if niet else ""
    if verificatie.in_orde:
        gedaan = sum(u.oordeel is Controleoordeel.GOED for u in verificatie.uitslagen)
        zin = f"{verificatie.titel}: {met_getal(gedaan, 'controle', 'controles')} gedaan, alles is in orde.{rest}"
        ernst = Ernst.WAARSCHUWING if verificatie.bevindingen else None
        return Macrouitkomst(bericht(zin, _met_bestand(verificatie)), ernst)
    if verificatie.uitkomst is Mapoordeel.ONVOLLEDIG:
        zin = f"{gekozen} is NIET VOLLEDIG NAGEGAAN. {verificatie.waarom_onvolledig}{rest}"
        return Macrouitkomst(bericht(zin, _met_bestand(verificatie)), Ernst.WAARSCHUWING)
    mis = sum(u.oordeel is Controleoordeel.MIS for u in verificatie.uitslagen)
    zin = f"{gekozen} is NIET IN ORDE, volgens {mis} van de {len(verificatie.uitslagen)} controles.{rest}"
    return Macrouitkomst(bericht(zin, _met_bestand(verificatie)), Ernst.FOUT)


def _met_bestand(verificatie: Verificatie) -> list[Bevinding]:
    """The findings, each once, with the file in front of the sheet: a folder has many files."""
    uniek = dict.fromkeys(verificatie.bevindingen)
    return [replace(b, blad=" ".join(filter(None, (b.bestand, b.blad)))) for b in uniek]


def open_map(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Show the newest version of the year, in Windows' own window where there is one."""
    eis(boek, op_schijf=True)
    voortgang("Map zoeken", 0, 1)
    jaar = kies_jaar(lees_open_master(boek))
    jaarmap = afrekeningenmap(boek.pad) / str(jaar)
    nieuwste = _nieuwste(jaarmap)
    if nieuwste is None:
        raise InvoerFout(f"Van {jaar} is er nog geen afrekening in {jaarmap}. Doe eerst een jaarrun.")
    try:
        geopend = open_in_windows(nieuwste)
    except OSError as fout:
        raise InvoerFout(f"De map {nieuwste} kan niet worden geopend ({reden(fout)}).") from fout
    if not geopend:
        return Macrouitkomst(f"De afrekeningen van {jaar} staan in {nieuwste}.")
    return Macrouitkomst(f"De map met de afrekeningen van {jaar} is geopend: {nieuwste}.")


def _nieuwste(jaarmap: Path) -> Path | None:
    try:
        versies = {int(m[1]): pad for pad in jaarmap.iterdir() if (m := _VERSIE.match(pad.name)) and pad.is_dir()}
    except OSError:
        return None
    return versies[max(versies)] if versies else None
