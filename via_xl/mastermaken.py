"""From a folder of CSV files to a master workbook on disk."""

from __future__ import annotations

from pathlib import Path

from via_xl.bevinding import BewijsFout, InvoerFout, fouten
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.controle import controleer
from via_xl.controle.lege_sleutel import lege_sleutel
from via_xl.controle.uitkomst import controleer_uitkomst
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import verreken
from via_xl.schijffout import reden
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
    boek = maak_master(regeling, gekozen)
    tijdelijk = uit.with_name(f".{uit.name}.in-aanmaak")
    try:
        boek.bewaar(tijdelijk)
        _, verschillen = vergelijk(tijdelijk, boek.verwachtingen())
        if verschillen:
            regels = "\n".join(f"  {verschil.regel()}" for verschil in verschillen[:20])
            raise BewijsFout(f"Het narekenen klopt niet; er is niets gemaakt.\n{regels}")
        tijdelijk.replace(uit)
    except OSError as fout:
        raise InvoerFout(f"{uit} kan niet worden gemaakt ({reden(fout)}). Kies bij --uit een andere plaats.") from fout
    finally:
        tijdelijk.unlink(missing_ok=True)
    return gekozen
