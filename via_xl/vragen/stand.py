"""Where a year stands: its twelve steps as Start shows them, and what today adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from via_xl.basis.bevinding import fouten
from via_xl.controle import controleer
from via_xl.controle.jaarstand import eis_verrekenbaar, kies_jaar
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Afrekening
from via_xl.rekenen.afrekeningen import laatste
from via_xl.rekenen.jaarstappen import Jaarstap, jaarstappen, volgende


@dataclass(frozen=True)
class Jaarbeeld:
    """The steps of a year, the first that isn't done (None: the year is finished), and its last version."""

    jaar: int
    stappen: tuple[Jaarstap, ...]
    volgende: Jaarstap | None
    versie: Afrekening | None

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``."""
        return {
            "jaar": self.jaar,
            "volgende_stap": None if self.volgende is None else self.volgende.naam,
            "laatste_versie": None if self.versie is None else self.versie.versie,
            "stappen": [
                {
                    "nr": stap.nr,
                    "stap": stap.naam,
                    "stand": str(stap.stand),
                    "nog": stap.open,
                    "welke": list(stap.welke),
                    "doen": stap.doen,
                    "blad": stap.blad,
                    "opdracht": stap.opdracht and f"via-xl {stap.opdracht}",
                }
                for stap in self.stappen
            ],
        }


def bepaal_stand(masterpad: Path, jaar: int | None = None, vandaag: date | None = None) -> Jaarbeeld:
    """Where a year stands today; ``jaar`` defaults to the one chosen in the master.

    Raises:
        InvoerFout: the master can't be read, the year isn't there, or it can't be settled.
    """
    master = lees_master(masterpad)
    gekozen = kies_jaar(master, jaar)
    uitkomst, over_uitkomst = eis_verrekenbaar(masterpad.name, master.regeling, gekozen)
    mis = len(fouten((*controleer(master.regeling), *over_uitkomst)))
    stappen = jaarstappen(master.regeling, uitkomst, mis, vandaag or date.today())
    return Jaarbeeld(gekozen, stappen, volgende(stappen), laatste(master.regeling, gekozen))
