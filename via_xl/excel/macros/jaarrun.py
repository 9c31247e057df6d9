"""The yearly run on the master that is open: what the run reads from disk must be what the user sees."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Ernst, GebruikersFout, InvoerFout
from via_xl.basis.geld import euro_nl
from via_xl.basis.opsomming import met_getal
from via_xl.bewijs.verouderd import HERBEREKEN
from via_xl.controle.jaarstand import kies_jaar
from via_xl.excel.bijschrijven import Bijschrijven
from via_xl.excel.inboek import schrijf
from via_xl.excel.macros.gedeeld import eis
from via_xl.excel.openboek import OpenBoek
from via_xl.jaarrun import AlAfgerekend, jaarrun
from via_xl.lezen.master import Master, lees_master, lees_open_master
from via_xl.rekenen.afrekeningen import definitieve, laatste
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.schrijven.runverslag import Verslag
from via_xl.versie.vervolg import Vervolg, vervolg
from via_xl.wijzigen.afrekeningen import werk_bij


def voer_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Settle the chosen year from the saved master as a concept, and note it in the Logboek."""
    return _draai(boek, voortgang, definitief=False)


def definitief(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Settle the chosen year for good, or say everything that it still lacks; of a year that is, a herziening that was begun."""
    return _draai(boek, voortgang, definitief=True)


def herziening(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Settle again a year that was settled for good: a concept of what would be settled besides."""
    return _draai(boek, voortgang, definitief=False, herziening=True)


def _draai(boek: OpenBoek, voortgang: Voortgang, *, definitief: bool, herziening: bool = False) -> Macrouitkomst:
    eis(boek, bladen=True, wijzigbaar=True, naast=True)
    voortgang("Open werkmap en bestand vergelijken", 0, 3)
    master = lees_open_master(boek)
    jaar = kies_jaar(master)
    _eis_bewaard(boek, master)
    herziening = herziening or (definitief and _herziening_loopt(master, jaar))
    try:
        verslag = jaarrun(
            boek.bestand,
            jaar,
            voortgang=voortgang,
            plek=boek.pad,
            geopend_is_goed=True,
            definitief=definitief,
            herziening=herziening,
        )
    except AlAfgerekend as fout:
        raise InvoerFout(
            f"{jaar} is al definitief afgerekend, met versie {fout.versie}; er is niets gemaakt. Moet dat anders, gebruik dan de "
            "knop Herziening: die versie blijft, en alleen het verschil wordt nog verrekend."
        ) from fout
    mislukt = _noteer(boek, master, verslag)
    return _uitkomst(verslag, vervolg(verslag, boek.pad, herziening=herziening), mislukt=mislukt)


def _herziening_loopt(master: Master, jaar: int) -> bool:
    """Whether the last version that the master knows of is the concept of a herziening."""
    bekend, vast = laatste(master.regeling, jaar), definitieve(master.regeling, jaar)
    return bekend is not None and vast is not None and bekend.versie > vast.versie


def _eis_bewaard(boek: OpenBoek, master: Master) -> None:
    """Refuse when the file holds other inputs than the open book. A changed layout or another sheet is no input."""
    bestand = lees_master(boek.bestand)
    if (bestand.regeling, bestand.jaar) == (master.regeling, master.jaar):
        return
    if boek.com.Saved:
        raise InvoerFout(
            f"{boek.naam} is op schijf gewijzigd nadat Excel het opende; er is niets gedaan. Sluit de werkmap en open die "
            "opnieuw."
        )
    raise InvoerFout(
        f"{boek.naam} heeft wijzigingen die nog niet bewaard zijn, en de jaarrun leest het bestand; er is niets gedaan. "
        "Bewaar de master en probeer het opnieuw."
    )


def _noteer(boek: OpenBoek, master: Master, verslag: Verslag) -> str:
    """Register the version and add a line to the Logboek; gives why not. The run stands, also when it can't be noted."""
    uitkomst = verslag.uitkomst
    log = [(uitkomst.jaar, f"v{verslag.versie} {verslag.status}, {verslag.map}")]
    try:
        bekend = werk_bij(master, date.today(), verslag.map.parent)
        wijziging = replace(bekend, wat="jaarrun", log=log)
        with Bijschrijven(boek) as bij:
            schrijf(bij, wijziging.gelogd(master.regeling, date.today()))
    except GebruikersFout as fout:
        return fout.bericht
    except Exception as fout:  # whatever Excel says: what was published is not undone by it
        return str(fout)
    return ""


def _uitkomst(verslag: Verslag, verder: Vervolg, *, mislukt: str) -> Macrouitkomst:
    uit = verslag.uitkomst
    regels = [
        f"Jaar {uit.jaar} is afgerekend: versie {verslag.versie}, {verslag.status}.",
        f"Kosten {euro_nl(uit.kosten_ct)}, vergoeding {euro_nl(uit.vergoeding_ct)}, te verdelen "
        f"{euro_nl(uit.te_verdelen_ct)}.",
        f"{met_getal(len(verslag.bestanden) + 1, 'werkmap staat', 'werkmappen staan')}, nagerekend, in {verslag.map}.",
    ]
    if verslag.redenen:
        regels.append(f"Nog niet definitief: {'; '.join(verslag.redenen)}.")
    if verslag.verouderd:
        regels.append(f"In de master zijn opgeslagen uitkomsten verouderd. {HERBEREKEN}")
    if verslag.waarschuwingen:
        punten = met_getal(len(verslag.waarschuwingen), "punt om te bekijken staat", "punten om te bekijken staan")
        regels.append(f"{punten} in runverslag.txt.")
    if mislukt:
        regels.append(f"De run is goed, maar in het Logboek kon geen regel worden bijgeschreven: {mislukt}")
    else:
        regels.append("Er is een regel bijgekomen in het Logboek; bewaar de master.")
    regels += verder.knoppen()
    let_op = bool(verslag.waarschuwingen or mislukt or verder.zonder_stukken)
    return Macrouitkomst("\n".join(regels), Ernst.WAARSCHUWING if let_op else None)
