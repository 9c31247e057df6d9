"""A master workbook on disk: built from a folder of CSV files, or rebuilt from the inputs of another master."""

from __future__ import annotations

import os
import shutil
from datetime import date
from itertools import count
from pathlib import Path

from via_xl.bevinding import BewijsFout, InvoerFout, fouten
from via_xl.bewijs.eigen_werk import eigen_werk
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.controle import controleer
from via_xl.controle.lege_sleutel import lege_sleutel
from via_xl.controle.uitkomst import controleer_uitkomst
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.lezen.master import Master
from via_xl.model import Regeling
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import verreken
from via_xl.schijffout import reden
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import maak_master


def maak_masterbestand(gegevens: Path, uit: Path, jaar: int | None = None) -> int:
    """Build the master, prove it, and put it at ``uit``; gives the year it shows.

    ``jaar`` defaults to the last year for which there are hours, or else the first year. An existing file
    is never overwritten.

    Raises:
        InvoerFout: the folder holds errors, or ``uit`` can't be made.
        BewijsFout: the workbook doesn't recalculate to what the engine says.
    """
    if uit.suffix.lower() != ".xlsx":
        raise InvoerFout(f"{uit.name}: de master is een .xlsx-werkboek; geef bij --uit een naam die op .xlsx eindigt.")
    if uit.exists():
        raise InvoerFout(
            f"{uit} bestaat al en wordt niet overschreven. Kies een andere naam of hernoem het oude bestand."
        )
    regeling, bevindingen = lees_gegevensmap(gegevens)
    if regeling is not None:
        bevindingen = (*bevindingen, *controleer(regeling))
    if regeling is None or fouten(bevindingen):
        aantal = len(fouten(bevindingen))
        raise InvoerFout(
            f"{gegevens} bevat {aantal} fout{'en' if aantal > 1 else ''}; er is niets gemaakt.", bevindingen
        )
    met_uren = {rij.afrekenjaar for rij in regeling.uren}
    bekend = [rij.jaar for rij in regeling.jaren]
    gekozen = jaar if jaar is not None else max(met_uren & set(bekend), default=min(bekend, default=0))
    if gekozen not in bekend:
        lijst = ", ".join(str(ander) for ander in bekend)
        raise InvoerFout(f"Jaar {gekozen} staat niet in {gegevens / 'jaren.csv'}; daar staan {lijst}.")
    try:
        na_rekenen = controleer_uitkomst(regeling, verreken(regeling, gekozen))
    except LegeSleutel as fout:
        bevinding = lege_sleutel(regeling, gekozen)
        raise InvoerFout(f"{gegevens}: {gekozen} kan niet worden verrekend.", [bevinding]) from fout
    if fouten(na_rekenen):
        raise InvoerFout(f"{gegevens} levert een uitkomst die niet klopt; er is niets gemaakt.", na_rekenen)
    zet_neer(maak_master(regeling, gekozen), uit)
    return gekozen


def vernieuw_master(master: Master, regeling: Regeling, uit: Path | None = None) -> Path | None:
    """Rebuild a master with other inputs; gives where the old one is kept when it is replaced.

    Without ``uit`` the new master takes the old one's name, and the old one stays beside it as a dated backup.
    Refuses when the user made anything in the master that a rebuild would lose.

    Raises:
        InvoerFout: something of the user's would be lost, or ``uit`` can't be written.
        BewijsFout: the new workbook doesn't recalculate to what the engine says.
    """
    if master.pad.suffix.lower() != ".xlsx":
        raise InvoerFout(f"{master.pad.name} bevat macro's en wordt niet herbouwd. Gebruik de knop in Excel.")
    eigen = eigen_werk(master)
    if eigen:
        raise InvoerFout(
            f"{master.pad.name} bevat werk dat niet van het programma is en bij herbouwen verloren zou gaan; er is niets "
            "gewijzigd. Gebruik de knop in Excel, die alleen rijen toevoegt.",
            eigen,
        )
    jaar = master.jaar if master.jaar is not None else max(rij.jaar for rij in regeling.jaren)
    boek = maak_master(regeling, jaar, master.afrekening_code)
    if uit is not None and uit.resolve() != master.pad.resolve():
        if uit.exists():
            raise InvoerFout(f"{uit} bestaat al en wordt niet overschreven. Kies bij --uit een andere naam.")
        zet_neer(boek, uit)
        return None
    return _vervang(boek, master.pad)


def _vervang(boek: Boek, pad: Path) -> Path:
    """Keep the old file under a dated name of its own, then put the new one in its place by one rename."""
    vandaag = date.today().isoformat()
    namen = (f"{pad.stem}.{vandaag}{f'-{nummer}' if nummer else ''}{pad.suffix}" for nummer in count())
    reserve = next(plek for naam in namen if not (plek := pad.with_name(naam)).exists())
    kopie = pad.with_name(f".{reserve.name}.in-aanmaak")
    try:
        shutil.copy2(pad, kopie)
        kopie.replace(reserve)
    except OSError as fout:
        raise InvoerFout(f"{reserve} kan niet worden gemaakt ({reden(fout)}); er is niets gewijzigd.") from fout
    finally:
        kopie.unlink(missing_ok=True)
    try:
        zet_neer(boek, pad)
    except BaseException:
        reserve.unlink(missing_ok=True)
        raise
    return reserve


def zet_neer(boek: Boek, uit: Path) -> None:
    """Write a workbook, prove it, and put it at ``uit`` by one rename.

    Raises:
        InvoerFout: ``uit`` can't be written.
        BewijsFout: the workbook doesn't recalculate to what the engine says.
    """
    tijdelijk = uit.with_name(f".{uit.name}.in-aanmaak")
    try:
        boek.bewaar(tijdelijk)
        _, verschillen = vergelijk(tijdelijk, boek.verwachtingen())
        if verschillen:
            regels = "\n".join(f"  {verschil.regel()}" for verschil in verschillen[:20])
            raise BewijsFout(f"Het narekenen klopt niet; er is niets gemaakt.\n{regels}")
        with tijdelijk.open("rb+") as stroom:
            os.fsync(stroom.fileno())
        tijdelijk.replace(uit)
    except OSError as fout:
        raise InvoerFout(f"{uit} kan niet worden gemaakt ({reden(fout)}). Kies bij --uit een andere plaats.") from fout
    finally:
        tijdelijk.unlink(missing_ok=True)
