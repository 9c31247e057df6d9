"""A master workbook on disk: built from a folder of CSV files, or rebuilt from the inputs of another master."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from via_xl.basis.bevinding import BewijsFout, InvoerFout
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.controle import controleer
from via_xl.controle.jaarstand import NIETS_GEMAAKT, eis_toonbaar, eis_zonder_fouten
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.lezen.indeling import editie_van
from via_xl.lezen.master import Master, lees_master
from via_xl.regeling.model import Regeling
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.vervangen import eis_nieuw, eis_zelfde_editie, plaats_nieuw, vervang

Erna = Callable[[Path], None]
"""What is done with the file of a new master once it is proven, before it is put in its place."""


def maak_masterbestand(gegevens: Path, uit: Path, jaar: int | None = None) -> int:
    """Build the master, prove it, and put it at ``uit``; gives the year it shows.

    ``jaar`` defaults to the last year for which there are hours, or else the first year. An existing file
    is never overwritten.

    Raises:
        InvoerFout: the folder holds errors, or ``uit`` can't be made.
        BewijsFout: the workbook doesn't recalculate to what the engine says.
    """
    editie = editie_van(uit)
    eis_nieuw(uit)
    regeling, bevindingen = lees_gegevensmap(gegevens)
    if regeling is not None:
        bevindingen = (*bevindingen, *controleer(regeling))
    eis_zonder_fouten(str(gegevens), bevindingen, NIETS_GEMAAKT)
    if regeling is None:
        raise TypeError("een map die niet te lezen is, heeft bevindingen")
    met_uren = {rij.afrekenjaar for rij in regeling.uren}
    bekend = [rij.jaar for rij in regeling.jaren]
    gekozen = jaar if jaar is not None else max(met_uren & set(bekend), default=min(bekend, default=0))
    if gekozen not in bekend:
        lijst = ", ".join(str(ander) for ander in bekend)
        raise InvoerFout(f"Jaar {gekozen} staat niet in {gegevens / 'jaren.csv'}; daar staan {lijst}.")
    eis_toonbaar(str(gegevens), regeling, gekozen)
    zet_neer(maak_master(regeling, gekozen, editie=editie), uit)
    return gekozen


def herbouw(
    master: Master, regeling: Regeling, uit: Path | None = None, mee: Callable[[Boek], Erna] = lambda _: _niets
) -> Path | None:
    """Put a master of these inputs at ``uit``, in the same edition; gives where the old one is kept.

    Without ``uit`` the new master takes the old one's name, and the old one stays beside it as a dated backup. ``mee`` is
    asked, before anything is written, what must be done with the new file once it is proven: there the user's work is put in.

    Raises:
        InvoerFout: the inputs can't be calculated with, or ``uit`` can't be written.
        BewijsFout: the new workbook doesn't recalculate to what the engine says, or doesn't read back.
    """
    editie = editie_van(master.pad)
    elders = uit is not None and uit.resolve() != master.pad.resolve()
    if uit is not None and elders:
        eis_zelfde_editie(master, uit)
        eis_nieuw(uit)
    jaar = getoond_jaar(master.jaar, regeling)
    eis_toonbaar(master.pad.name, regeling, jaar)
    boek = maak_master(regeling, jaar, master.afrekening_code, editie)
    erna = mee(boek)
    if uit is not None and elders:
        zet_neer(boek, uit, regeling, erna)
        return None
    return vervang(master, partial(_schrijf_bewezen, boek, regeling, erna))


def getoond_jaar(gekozen: int | None, regeling: Regeling) -> int:
    """The year that a rebuilt master shows: the chosen one, or else the last there is."""
    return gekozen if gekozen is not None else max(rij.jaar for rij in regeling.jaren)


def _niets(_doel: Path) -> None:
    """Nothing is done with the new file."""


def zet_neer(boek: Boek, uit: Path, regeling: Regeling | None = None, erna: Erna = _niets) -> None:
    """Write a workbook, prove it, and put it at ``uit``, where nothing is yet, by one rename.

    With ``regeling`` it must read back as that. ``erna`` gets the file once it is proven.

    Raises:
        InvoerFout: ``uit`` can't be written, or there is something by now.
        BewijsFout: the workbook doesn't recalculate to what the engine says, or doesn't read back.
    """
    plaats_nieuw(uit, partial(_schrijf_bewezen, boek, regeling, erna))


def _schrijf_bewezen(boek: Boek, regeling: Regeling | None, erna: Erna, doel: Path) -> None:
    """Write a workbook, recalculate it and read it back."""
    boek.bewaar(doel)
    _, verschillen = vergelijk(doel, boek.verwacht())
    if verschillen:
        regels = "\n".join(f"  {verschil.regel()}" for verschil in verschillen[:20])
        raise BewijsFout(f"Het narekenen klopt niet; er is niets gemaakt.\n{regels}")
    if regeling is not None and lees_master(doel).regeling != regeling:
        raise BewijsFout("Teruggelezen heeft de nieuwe master andere invoer; er is niets gemaakt.")
    erna(doel)
