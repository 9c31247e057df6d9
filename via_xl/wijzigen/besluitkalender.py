"""The dates of a year into the master: proposed by :mod:`via_xl.rekenen.kalender`, to be edited there by hand (6.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from via_xl import __version__
from via_xl.basis.bevinding import InvoerFout, NietsTeDoen, fouten
from via_xl.controle import controleer
from via_xl.controle.woorden import datum_nl
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Agendapunt, Logregel, Regeling
from via_xl.regeling.tabellen import KALENDER
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.kalender import jaarkalender, uiterste_eerste
from via_xl.wijzigen.mastermaken import vernieuw_master

WAT = "kalender voorgesteld"


@dataclass(frozen=True, slots=True)
class Kalender:
    """The dates that were added for a year, in order, and where the master is."""

    jaar: int
    punten: tuple[Agendapunt, ...]
    master: Path
    reserve: Path | None

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``; days in ISO form, null for what belongs to no round."""
        return {
            "jaar": self.jaar,
            "data": [
                {"dag": p.dag.isoformat(), "stap": str(p.stap), "ronde": p.ronde, "omschrijving": p.omschrijving}
                for p in self.punten
            ],
            "master": str(self.master),
            "reservekopie": None if self.reserve is None else str(self.reserve),
        }


def stel_kalender_voor(masterpad: Path, jaar: int, eerste: date | None = None, uit: Path | None = None) -> Kalender:
    """Add the dates of a year to a master, which is rebuilt from its inputs; the old one stays as a dated backup.

    Raises:
        InvoerFout: the master can't be read, holds errors or work of the user's that a rebuild would lose; the year has
            dates already; or ``eerste`` can't be the first meeting.
    """
    master = lees_master(masterpad)
    regeling = met_kalender(master.regeling, jaar, masterpad.name, eerste)
    reserve = vernieuw_master(master, regeling, uit)
    return Kalender(jaar, regeling.kalender[len(master.regeling.kalender) :], uit or masterpad, reserve)


def met_kalender(regeling: Regeling, jaar: int, bestand: str, eerste: date | None = None) -> Regeling:
    """The regeling with the dates of a year more, at the end of tblKalender, and a line in the log.

    Raises:
        InvoerFout: the regeling holds errors, the year has dates already, or ``eerste`` can't be the first meeting.
    """
    bevindingen = controleer(regeling)
    if fouten(bevindingen):
        raise InvoerFout(f"{bestand} bevat fouten; er is niets gewijzigd.", bevindingen)
    kolom = KALENDER.kolom("jaar")
    if not (kolom.minimum or 0) <= jaar <= (kolom.maximum or jaar):
        raise InvoerFout(
            f"{jaar} is geen jaartal van {kolom.minimum} tot en met {kolom.maximum}; er is niets gewijzigd."
        )
    aanwezig = sum(punt.jaar == jaar for punt in regeling.kalender)
    if aanwezig:
        data = "datum" if aanwezig == 1 else "data"
        raise NietsTeDoen(
            f"{bestand}: {jaar} heeft al {aanwezig} {data} in tblKalender; er is niets gewijzigd. Wijzig ze op blad "
            f"{KALENDER.blad}, of verwijder daar de rijen van {jaar} en probeer het opnieuw."
        )
    try:
        punten = jaarkalender(jaar, eerste)
    except ValueError as fout:
        raise InvoerFout(
            f"{datum_nl(eerste or date(jaar, 1, 1))} kan niet het eerste overleg van de werkgroep zijn; er is niets gewijzigd. "
            f"Kies een maandag tot en met vrijdag van 1-1-{jaar} tot en met {datum_nl(uiterste_eerste(jaar))}: dan passen er "
            "dertien in het jaar, om de vier weken (Koersplan 6.4)."
        ) from fout
    nieuw = replace(regeling, kalender=(*regeling.kalender, *punten))
    getoond = jaar if any(rij.jaar == jaar for rij in regeling.jaren) else None
    regel = Logregel(
        wanneer=date.today(),
        wat=WAT,
        jaar=jaar,
        versie=f"ViA-XL {__version__}",
        invoerhash=invoerhash(nieuw, getoond) if getoond is not None else "",
        opmerking=f"{len(punten)} data, te bevestigen",
    )
    return replace(nieuw, logboek=(*regeling.logboek, regel))
