"""Where each voorstel in the open master stands, and who still has to decide. Changes nothing."""

from __future__ import annotations

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Ernst, NietsTeDoen
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.toestand import eis_master
from via_xl.lezen.master import lees_open_master
from via_xl.rekenen.besluiten import Besluitstand
from via_xl.rekenen.kalender import dag_nl
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.vragen.besluitstand import stand_van


def voer_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Tell it of every year, from the open book, saved or not."""
    eis_master(boek)
    voortgang("Invoer lezen", 0, 1)
    stand = stand_van(lees_open_master(boek).regeling, boek.naam)
    if not stand.besluiten:
        raise NietsTeDoen(f"Op blad Besluiten van {boek.naam} staat geen voorstel.")
    regels = []
    for rij in stand.besluiten:
        volgende = f"; volgende stap: {rij.volgende}" if rij.volgende is not None else ""
        gepland = f" op {dag_nl(rij.gepland)}" if rij.gepland is not None else ""
        regels.append(f"{rij.besluit.nummer} ({rij.besluit.onderwerp}): {rij.stand}{volgende}{gepland}.")
        if rij.nog:
            regels.append(f"   Nog te besluiten: {', '.join(stand.namen[code] for code in rij.nog)}.")
    onbeslist = any(rij.stand in (Besluitstand.OPEN, Besluitstand.TERUG) for rij in stand.besluiten)
    return Macrouitkomst("\n".join(regels), Ernst.WAARSCHUWING if onbeslist else None)
