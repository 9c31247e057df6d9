"""Where the voorstellen of a master stand in the decision cycle. Reads only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from via_xl.controle import controleer
from via_xl.controle.jaarstand import eis_zonder_fouten
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Regeling
from via_xl.rekenen.besluiten import Voortgang, voortgang


class Besluitoverzicht(Struct, frozen=True):
    """The besluiten in their order, and the name of each gemeente by its CBS code."""

    besluiten: tuple[Voortgang, ...]
    namen: dict[str, str]

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``; days in ISO form, null where nothing is planned."""
        return {
            "besluiten": [
                {
                    "nummer": rij.besluit.nummer,
                    "jaar": rij.besluit.jaar,
                    "onderwerp": rij.besluit.onderwerp,
                    "stand": str(rij.stand),
                    "volgende_stap": None if rij.volgende is None else str(rij.volgende),
                    "gepland": None if rij.gepland is None else rij.gepland.isoformat(),
                    "nog_te_besluiten": [{"code": code, "naam": self.namen[code]} for code in rij.nog],
                }
                for rij in self.besluiten
            ]
        }


def lees_stand(masterpad: Path, jaar: int | None = None) -> Besluitoverzicht:
    """The stand of every besluit of a master, or of those about one year.

    Raises:
        InvoerFout: the master can't be read or holds errors.
    """
    return stand_van(lees_master(masterpad).regeling, masterpad.name, jaar)


def stand_van(regeling: Regeling, bestand: str, jaar: int | None = None) -> Besluitoverzicht:
    """The stand of every besluit of these inputs, or of those about one year.

    Raises:
        InvoerFout: they hold errors.
    """
    eis_zonder_fouten(bestand, controleer(regeling), "")
    rijen = [rij for rij in regeling.besluiten if jaar in (None, rij.jaar)]
    namen = {gemeente.code: gemeente.naam for gemeente in regeling.gemeenten}
    return Besluitoverzicht(tuple(voortgang(regeling, rij) for rij in rijen), namen)
