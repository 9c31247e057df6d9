"""What the open master holds of besluiten, saved or not: where each stands, and their dates as an agenda."""

from __future__ import annotations

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Ernst, NietsTeDoen
from via_xl.basis.opsomming import met_getal
from via_xl.basis.publiceren import vrije_naam, zet_bytes
from via_xl.excel.macros.gedeeld import eis
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import lees_open_master
from via_xl.rekenen.besluiten import Besluitstand
from via_xl.rekenen.kalender import dag_nl
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.vragen.besluitagenda import als_ics, haal_afspraken, standaardnaam
from via_xl.vragen.besluitstand import stand_van


def agenda(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Every date as an .ics file beside the book, for Outlook and the like. No file is overwritten."""
    eis(boek, naast=True)
    voortgang("Invoer lezen", 0, 2)
    regeling = lees_open_master(boek).regeling
    afspraken = haal_afspraken(regeling, None, boek.naam)
    voortgang("Agenda schrijven", 1, 2)
    doel = vrije_naam(boek.pad.parent / standaardnaam(regeling.regio, None))
    zet_bytes(als_ics(afspraken, regeling.regio), doel)
    dagen = met_getal(len(afspraken), "dag", "dagen")
    return Macrouitkomst(
        f"De agenda met {dagen} is gemaakt: {doel}.\nOpen het bestand om de dagen in Outlook te zetten."
    )


def stand(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Where each voorstel of every year stands, and who still has to decide."""
    eis(boek)
    voortgang("Invoer lezen", 0, 1)
    nu = stand_van(lees_open_master(boek).regeling, boek.naam)
    if not nu.besluiten:
        raise NietsTeDoen(f"Op blad Besluiten van {boek.naam} staat geen voorstel.")
    regels = []
    for rij in nu.besluiten:
        volgende = f"; volgende stap: {rij.volgende}" if rij.volgende is not None else ""
        gepland = f" op {dag_nl(rij.gepland)}" if rij.gepland is not None else ""
        regels.append(f"{rij.besluit.nummer} ({rij.besluit.onderwerp}): {rij.stand}{volgende}{gepland}.")
        if rij.nog:
            regels.append(f"   Nog te besluiten: {', '.join(nu.namen[code] for code in rij.nog)}.")
    lopend = any(rij.stand in (Besluitstand.OPEN, Besluitstand.TERUG) for rij in nu.besluiten)
    return Macrouitkomst("\n".join(regels), Ernst.WAARSCHUWING if lopend else None)
