"""A report on a master: read, calculated, and written as a workbook of its own with live formulas, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from via_xl import __version__
from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.basis.publiceren import vrije_naam
from via_xl.basis.vingerafdruk import sha256
from via_xl.controle.jaarstand import NIETS_GEMAAKT, kies_jaar, stel_vast
from via_xl.lezen.master import lees_master
from via_xl.regeling.regio import Regio
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.rapport import ONDERDELEN, maak_rapport
from via_xl.schrijven.rapport.voorblad import Herkomst
from via_xl.wijzigen.mastermaken import zet_neer
from via_xl.wijzigen.vervangen import eis_nieuw

ALLES = "alles"
TITELS: Mapping[str, str] = {
    "bijdrage": "Bijdrage volgens {tabel}",
    "capaciteit": "Capaciteit",
    "prognose": "Prognose",
    "jaareinde": "Opgave jaarrekening",
    "themas": "Thema's",
    "duvo-pok": "Budget DUVO en POK",
    "lezingen": "Uitgangspunten en lezingen",
    ALLES: "Alle rapporten",
}
"""What can be asked for, and what its workbook is called: texts for :meth:`via_xl.regeling.regio.Regio.zin`."""


class Rapportverslag(Struct, frozen=True):
    """The workbook that was made, and of which year."""

    pad: Path
    jaar: int


def maak_masterrapport(
    masterpad: Path,
    soort: str,
    jaar: int | None = None,
    uit: Path | None = None,
    voortgang: Voortgang = lambda *_: None,
    op: date | None = None,
) -> Rapportverslag:
    """Write a report (a name of :data:`TITELS`) on a year, by default beside the master and of the year chosen in it.

    The master is only read. ``op`` is the day that the report gives for itself, by default today.

    Raises:
        InvoerFout: the master can't be read or holds errors, the year isn't there or can't be settled, or ``uit`` exists.
        BewijsFout: the report doesn't recalculate to what the engine says.
    """
    voortgang("Master lezen", 0, 3)
    master = lees_master(masterpad)
    gekozen = kies_jaar(master, jaar)
    onderdelen: Sequence[str] = tuple(ONDERDELEN) if soort == ALLES else (soort,)
    naam = standaardnaam(master.regeling.regio, soort, gekozen)
    doel = eis_werkboek(uit or vrije_naam(masterpad.resolve().parent / naam))
    voortgang("Controleren en rekenen", 1, 3)
    jaarstand = stel_vast(master, gekozen, NIETS_GEMAAKT)
    herkomst = Herkomst(
        masternaam=masterpad.name,
        masterdatum=date.fromtimestamp(masterpad.stat().st_mtime),
        master_sha=sha256(masterpad),
        invoerhash=jaarstand.invoerhash,
        programma=f"ViA-XL {__version__}",
        op=op or date.today(),
    )
    regeling = jaarstand.regeling
    titel = regeling.regio.zin(TITELS[soort])
    stand = Stand(regeling, jaarstand.uitkomst, regeling.centrumgemeente.code, titel)
    voortgang("Schrijven en narekenen", 2, 3)
    zet_neer(maak_rapport(stand, onderdelen, herkomst), doel)
    return Rapportverslag(doel, gekozen)


def standaardnaam(regio: Regio, soort: str, jaar: int) -> str:
    """What a report of a year is called: hour lines are in each, so that it says that it stays inside wherever it lies or goes."""
    return f"{bestandsnaam(regio.kort)}_{soort.replace('-', '_')}_{jaar}_intern.xlsx"


def eis_werkboek(doel: Path) -> Path:
    """The path itself, when a workbook can be made there.

    Raises:
        InvoerFout: its name doesn't end on .xlsx, or something is there.
    """
    if doel.suffix.lower() != ".xlsx":
        raise InvoerFout(f"{doel.name}: een rapport is een werkmap; kies bij --uit een naam op .xlsx.")
    eis_nieuw(doel)
    return doel
