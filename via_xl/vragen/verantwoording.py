"""The jaarverantwoording of a year: a master read, calculated, and written as one regional report, on one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from via_xl import __version__
from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import BewijsFout, InvoerFout, fouten
from via_xl.basis.vingerafdruk import sha256
from via_xl.controle import controleer
from via_xl.lezen.master import Master, lees_master
from via_xl.regeling.model import Regeling
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.vaststelling import redenen_concept
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import Verrekening, verreken
from via_xl.schrijven.taal import controleblad
from via_xl.schrijven.verantwoording import maak_verantwoordingsboek
from via_xl.schrijven.verantwoording.controles import controles
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof
from via_xl.wijzigen.mastermaken import eis_nieuw, eis_verrekenbaar, zet_neer


@dataclass(frozen=True)
class Verantwoordingsverslag:
    """What was made, of which year, and why it is still a concept."""

    pad: Path
    jaar: int
    redenen: tuple[str, ...]


def maak_verantwoording(
    masterpad: Path,
    jaar: int | None = None,
    uit: Path | None = None,
    voortgang: Voortgang = lambda *_: None,
    op: date | None = None,
) -> Verantwoordingsverslag:
    """Write the jaarverantwoording of a year, by default beside the master; ``jaar`` defaults to the one chosen in it.

    The master is only read. ``op`` is the day that the report gives for itself, by default today.

    Raises:
        InvoerFout: the master can't be read or holds errors, the year isn't there or can't be settled, or ``uit`` exists.
        BewijsFout: the report doesn't recalculate to what the engine says, or its tables don't fit together.
    """
    voortgang("Master lezen", 0, 3)
    master = lees_master(masterpad)
    gekozen = master.kies_jaar(jaar)
    doel = uit or masterpad.resolve().parent / standaardnaam(gekozen)
    if doel.suffix.lower() != ".xlsx":
        raise InvoerFout(f"{doel.name}: een jaarverantwoording is een werkboek; kies bij --uit een naam op .xlsx.")
    eis_nieuw(doel)
    voortgang("Controleren en rekenen", 1, 3)
    bevindingen = tuple(controleer(master.regeling))
    if aantal := len(fouten(bevindingen)):
        raise InvoerFout(
            f"{masterpad.name} bevat {aantal} fout{'en' if aantal > 1 else ''}; er is niets gemaakt.", bevindingen
        )
    eis_verrekenbaar(masterpad.name, master.regeling, gekozen)
    stof = verzamel(master, gekozen, op or date.today())
    mis = [controle.wat for controle in controles(stof) if controle.uitkomst == controleblad.FOUT]
    if mis:
        raise BewijsFout(f"De tabellen sluiten niet op elkaar aan; er is niets gemaakt. {'; '.join(mis)}.")
    voortgang("Schrijven en narekenen", 2, 3)
    zet_neer(maak_verantwoordingsboek(stof), doel)
    return Verantwoordingsverslag(doel, gekozen, stof.redenen)


def standaardnaam(jaar: int) -> str:
    """What the report of a year is called."""
    return f"ViA_jaarverantwoording_{jaar}.xlsx"


def verzamel(master: Master, jaar: int, op: date) -> Verantwoordingsstof:
    """Everything the report tells, of a master without errors."""
    regeling = master.regeling
    uitkomst = verreken(regeling, jaar)
    jaren, overgeslagen = _jaren(regeling, jaar)
    return Verantwoordingsstof(
        op=op,
        regeling=regeling,
        uitkomst=uitkomst,
        jaren=jaren,
        overgeslagen=overgeslagen,
        redenen=redenen_concept(regeling, uitkomst),
        invoerhash=invoerhash(regeling, jaar),
        programma=f"ViA-XL {__version__}",
        masternaam=master.pad.name,
        masterdatum=date.fromtimestamp(master.pad.stat().st_mtime),
        master_sha=sha256(master.pad),
    )


def _jaren(regeling: Regeling, jaar: int) -> tuple[tuple[Verrekening, ...], tuple[int, ...]]:
    """The settlement of the year and of every year with hours, and the years of which that can't be made."""
    met_uren = {regel.afrekenjaar for regel in regeling.uren if regel.geldig}
    gedaan: list[Verrekening] = []
    niet: list[int] = []
    for ander in sorted({rij.jaar for rij in regeling.jaren} & (met_uren | {jaar})):
        try:
            gedaan.append(verreken(regeling, ander))
        except LegeSleutel:
            niet.append(ander)
    return tuple(gedaan), tuple(niet)
