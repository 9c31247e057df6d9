"""A master made anew from its own inputs: in the other edition, or in the layout of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.controle import controleer
from via_xl.controle.jaarstand import eis_verrekenbaar, eis_zonder_fouten
from via_xl.lezen.indeling import editie_van
from via_xl.lezen.master import Master, lees_master
from via_xl.regeling.model import Regeling
from via_xl.regeling.tabellen import INDELING, LOGBOEK, TABELLEN
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.mastermaken import (
    eis_herbouwbaar,
    getoond_jaar,
    herbouw,
    zet_neer,
)
from via_xl.wijzigen.vervangen import eis_nieuw
from via_xl.wijzigen.wijziging import Wijziging


@dataclass(frozen=True)
class Omzetting:
    """The new master, how many input rows it holds, where the old one is kept, and what to look at."""

    master: Path
    rijen: int
    reserve: Path | None = None
    waarschuwingen: tuple[Bevinding, ...] = ()


def zet_om(pad: Path, uit: Path) -> Omzetting:
    """Make the other edition of a master at ``uit``; the old one stays as it is.

    Raises:
        InvoerFout: there is nothing to convert, something of the user's would be lost, or a file can't be used.
        BewijsFout: the new workbook doesn't recalculate to what the engine says, or doesn't read back.
    """
    editie = editie_van(uit)
    if editie is editie_van(pad):
        raise InvoerFout(
            f"{pad.name} is al een {editie}-werkboek; er is niets om te zetten. Kies bij --uit de andere editie: .xlsx "
            "(zonder macro's) of .xlsm (met macro's)."
        )
    eis_nieuw(uit)
    master = lees_master(pad)
    jaar = getoond_jaar(master.jaar, master.regeling)
    _eis_goed(master, jaar)
    eis_herbouwbaar(master)
    regeling = _met_log(master, jaar, "master omgezet", f"uit {pad.name}")
    zet_neer(maak_master(regeling, jaar, master.afrekening_code, editie), uit, regeling)
    return Omzetting(uit, _aantal_rijen(regeling), waarschuwingen=master.bevindingen)


def vernieuw(pad: Path, uit: Path | None = None) -> Omzetting:
    """Make a master of an older layout or version anew; without ``uit`` in its own place, with a dated backup.

    What the older layout lacks gets its default, and what may be of the earlier program but may be the user's is
    named: both are warnings.

    Raises:
        InvoerFout: something of the user's would be lost, or a file can't be used.
        BewijsFout: the new workbook doesn't recalculate to what the engine says, or doesn't read back.
    """
    master = lees_master(pad, vergeef_ouderdom=True)
    jaar = getoond_jaar(master.jaar, master.regeling)
    _eis_goed(master, jaar)
    misschien_eigen = eis_herbouwbaar(master, vergeef_ouderdom=True)
    van = f"van indeling {master.indeling} naar {INDELING}" if master.indeling < INDELING else f"indeling {INDELING}"
    regeling = _met_log(master, jaar, "master vernieuwd", van)
    reserve = herbouw(master, regeling, uit)
    return Omzetting(uit or pad, _aantal_rijen(regeling), reserve, (*master.bevindingen, *misschien_eigen))


def _eis_goed(master: Master, jaar: int) -> None:
    """Refuse a master with errors in its inputs: of those no workbook can be proven.

    Raises:
        InvoerFout: with everything that is wrong.
    """
    eis_zonder_fouten(master.pad.name, controleer(master.regeling), geteld=False)
    eis_verrekenbaar(master.pad.name, master.regeling, jaar)


def _aantal_rijen(regeling: Regeling) -> int:
    """How many input rows there are, the log aside."""
    return sum(len(getattr(regeling, tabel.attribuut)) for tabel in TABELLEN if tabel is not LOGBOEK)


def _met_log(master: Master, jaar: int, wat: str, opmerking: str) -> Regeling:
    return Wijziging(wat, [(jaar, opmerking)]).gelogd(master.regeling, date.today()).toegepast(master.regeling)
