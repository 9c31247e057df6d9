"""A next year in the master: last year's rows copied as ``te bevestigen``, and what the year then still lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from via_xl import __version__
from via_xl.basis.bevinding import InvoerFout, fouten
from via_xl.controle import controleer
from via_xl.lezen.master import lees_master
from via_xl.regeling.kolom import Invoertabel
from via_xl.regeling.model import Logregel, Regeling, Status
from via_xl.regeling.tabellen import BEGROTING, BESTEDINGEN, JAREN, POK
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.jaaropbouw import wat_ontbreekt
from via_xl.wijzigen.mastermaken import vernieuw_master

OVERGENOMEN: tuple[Invoertabel, ...] = (JAREN, POK, BEGROTING, BESTEDINGEN)
"""The tables of which the rows of the last year are copied; rates, advances and hours need a source of their own."""

NIET_OVERGENOMEN = (
    "Niet overgenomen: tarieven (die hebben een eigen bron nodig), voorschotten, uren en het nummer van een besluit."
)
_EERDER = re.compile(r"overgenomen uit \d{4}(: )?")


@dataclass(frozen=True, slots=True)
class Opening:
    """A year that was opened: from which one, how many rows of which table, what it lacks, and where the master is."""

    jaar: int
    uit_jaar: int
    rijen: dict[str, int]
    ontbreekt: tuple[str, ...]
    master: Path
    reserve: Path | None

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``."""
        return {
            "jaar": self.jaar,
            "overgenomen_uit": self.uit_jaar,
            "rijen": self.rijen,
            "ontbreekt": list(self.ontbreekt),
            "master": str(self.master),
            "reservekopie": None if self.reserve is None else str(self.reserve),
        }


def open_jaar(masterpad: Path, jaar: int, uit: Path | None = None) -> Opening:
    """Add a year to a master, which is rebuilt from its inputs; the old one stays as a dated backup.

    Raises:
        InvoerFout: the master can't be read, holds errors or work of the user's that a rebuild would lose; or it
            isn't the year after its last one.
    """
    master = lees_master(masterpad)
    regeling = met_jaar(master.regeling, jaar, masterpad.name)
    reserve = vernieuw_master(master, regeling, uit)
    return Opening(
        jaar, jaar - 1, overgenomen(master.regeling, regeling), wat_ontbreekt(regeling, jaar), uit or masterpad, reserve
    )


def met_jaar(regeling: Regeling, jaar: int, bestand: str) -> Regeling:
    """The regeling with a year more, its rows at the end of their tables, and a line in the log.

    Amounts of posts stay blank, ``besluit`` is blank, and the reactietermijn is a year later. A gemeente that is no
    more gets no budget.

    Raises:
        InvoerFout: the regeling holds errors, before or after; the year is there already, or isn't the next one.
    """
    _eis_zonder_fouten(regeling, bestand)
    vorig = _vorig(regeling, jaar, bestand)
    doen_mee = {gemeente.code for gemeente in regeling.gemeenten if gemeente.bestaat_in(jaar)}

    def mee(rij: Any, **anders: Any) -> Any:
        bron = _EERDER.sub("", rij.bron, count=1)
        nieuw = f"overgenomen uit {vorig}{': ' if bron else ''}{bron}"
        return replace(rij, jaar=jaar, bron=nieuw, status=Status.TE_BEVESTIGEN, **anders)

    def van_vorig(rijen: Iterable[Any]) -> list[Any]:
        return [rij for rij in rijen if rij.jaar == vorig]

    nieuw = replace(
        regeling,
        jaren=(
            *regeling.jaren,
            *(
                mee(rij, besluit="", reactietermijn=_jaar_later(rij.reactietermijn))
                for rij in van_vorig(regeling.jaren)
            ),
        ),
        pok=(*regeling.pok, *map(mee, van_vorig(regeling.pok))),
        begroting=(
            *regeling.begroting,
            *(mee(rij) for rij in van_vorig(regeling.begroting) if rij.code in doen_mee),
        ),
        bestedingen=(
            *regeling.bestedingen,
            *(mee(rij, begroot_ct=None, besteed_ct=None) for rij in van_vorig(regeling.bestedingen)),
        ),
    )
    _eis_zonder_fouten(nieuw, f"{bestand}, met {jaar} erbij,")
    regel = Logregel(
        wanneer=date.today(),
        wat="jaar geopend",
        jaar=jaar,
        versie=f"ViA-XL {__version__}",
        invoerhash=invoerhash(nieuw, jaar),
        opmerking=f"overgenomen uit {vorig}",
    )
    return replace(nieuw, logboek=(*regeling.logboek, regel))


def overgenomen(oud: Regeling, nieuw: Regeling) -> dict[str, int]:
    """How many rows each table has more."""
    return {t.naam: len(getattr(nieuw, t.attribuut)) - len(getattr(oud, t.attribuut)) for t in OVERGENOMEN}


def _vorig(regeling: Regeling, jaar: int, bestand: str) -> int:
    """The last year there is, which must be the one before ``jaar``."""
    bekend = sorted(rij.jaar for rij in regeling.jaren)
    if not bekend:
        raise InvoerFout(f"{bestand}: tblJaren is leeg, dus er is geen jaar om over te nemen. Vul eerst een jaar in.")
    if jaar in bekend:
        raise InvoerFout(f"{bestand}: {jaar} staat al in tblJaren; er is niets gewijzigd.")
    laatste = bekend[-1]
    if jaar < laatste:
        raise InvoerFout(
            f"{bestand}: {jaar} ligt vóór het laatste jaar ({laatste}); er is niets gewijzigd. Een ouder jaar voegt u zelf "
            "toe aan Jaren, POK en Begroting, met zijn eigen bron."
        )
    if jaar > laatste + 1:
        raise InvoerFout(
            f"{bestand}: na {laatste} volgt {laatste + 1}, niet {jaar}; er is niets gewijzigd. Open eerst {laatste + 1}: elk "
            "jaar neemt over van het jaar ervoor."
        )
    return laatste


def _jaar_later(dag: date | None) -> date | None:
    """The same day a year later; 29 February becomes 28 February."""
    if dag is None:
        return None
    schrikkeldag = (dag.month, dag.day) == (2, 29)
    return dag.replace(year=dag.year + 1, day=28 if schrikkeldag else dag.day)


def _eis_zonder_fouten(regeling: Regeling, wat: str) -> None:
    bevindingen = controleer(regeling)
    if fouten(bevindingen):
        raise InvoerFout(f"{wat} bevat fouten; er is niets gewijzigd.", bevindingen)
