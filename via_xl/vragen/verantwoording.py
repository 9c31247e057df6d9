"""The jaarverantwoording of a year: a master read, calculated, and written as one regional report, on one page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from via_xl import __version__
from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import BewijsFout
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.basis.publiceren import vrije_naam
from via_xl.basis.vingerafdruk import delen_van, sha256
from via_xl.bewijs.personen import eis_niemand_van_anderen
from via_xl.controle.jaarstand import NIETS_GEMAAKT, Jaarstand, kies_jaar, stel_vast
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Regeling
from via_xl.regeling.regio import Regio
from via_xl.rekenen.afrekeningen import is_afgerekend
from via_xl.rekenen.samengenomen import GENOEG_PERSONEN
from via_xl.rekenen.vaststelling import redenen_concept, redenen_voor
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import Verrekening, verreken
from via_xl.schrijven.taal import controleblad
from via_xl.schrijven.verantwoording import maak_verantwoordingsboek
from via_xl.schrijven.verantwoording.controles import controles
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof
from via_xl.vragen.rapport import eis_werkboek
from via_xl.wijzigen.mastermaken import zet_neer


class Verantwoordingsverslag(Struct, frozen=True):
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
    minstens: int = GENOEG_PERSONEN,
) -> Verantwoordingsverslag:
    """Write the jaarverantwoording of a year, by default beside the master; ``jaar`` defaults to the one chosen in it.

    Hours of gemeenten with fewer people than ``minstens`` are shown together. The master is only read. ``op`` is the day that the report gives for itself, by default today.

    Raises:
        InvoerFout: the master can't be read or holds errors, the year isn't there or can't be settled, ``uit`` exists, or a person
            is named in it.
        BewijsFout: the report doesn't recalculate to what the engine says, or its tables don't fit together.
    """
    voortgang("Master lezen", 0, 3)
    master = lees_master(masterpad)
    gekozen = kies_jaar(master, jaar)
    doel = eis_werkboek(uit or vrije_naam(masterpad.resolve().parent / standaardnaam(master.regeling.regio, gekozen)))
    voortgang("Controleren en rekenen", 1, 3)
    stof = verzamel(stel_vast(master, gekozen, NIETS_GEMAAKT), op or date.today(), minstens)
    mis = [controle.wat for controle in controles(stof) if controle.uitkomst == controleblad.FOUT]
    if mis:
        raise BewijsFout(f"De tabellen sluiten niet op elkaar aan; er is niets gemaakt. {'; '.join(mis)}.")
    voortgang("Schrijven en narekenen", 2, 3)

    def eis_niemand(pad: Path) -> None:
        eis_niemand_van_anderen(stof.regeling, stof.jaar, (), {doel.name: delen_van(pad)}, "er is niets gemaakt")

    zet_neer(maak_verantwoordingsboek(stof), doel, erna=eis_niemand)
    return Verantwoordingsverslag(doel, gekozen, stof.redenen)


def standaardnaam(regio: Regio, jaar: int) -> str:
    """What the report of a year is called."""
    return f"{bestandsnaam(regio.kort)}_jaarverantwoording_{jaar}.xlsx"


def verzamel(stand: Jaarstand, op: date, minstens: int = GENOEG_PERSONEN) -> Verantwoordingsstof:
    """Everything the report tells of a year."""
    regeling, pad = stand.regeling, stand.master.pad
    redenen = redenen_concept(regeling, stand.uitkomst, op, definitief=is_afgerekend(regeling, stand.jaar))
    jaren, overgeslagen = _jaren(regeling, stand.jaar)
    return Verantwoordingsstof(
        op=op,
        regeling=regeling,
        uitkomst=stand.uitkomst,
        jaren=jaren,
        overgeslagen=overgeslagen,
        redenen=redenen_voor(redenen, None),
        invoerhash=stand.invoerhash,
        programma=f"ViA-XL {__version__}",
        masternaam=pad.name,
        masterdatum=date.fromtimestamp(pad.stat().st_mtime),
        master_sha=sha256(pad),
        minstens=minstens,
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
