"""The workbooks of one version of a settlement, with the names of their files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from via_xl import PROGRAMMA
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.regeling.model import Regeling
from via_xl.rekenen.betaallijst import BETAALTERMIJN
from via_xl.rekenen.vaststelling import redenen_voor
from via_xl.rekenen.verrekening import Verrekening
from via_xl.rekenen.wijzigingen import Vergelijking
from via_xl.schrijven.afrekening import maak_afrekening
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht, Gezamenlijk
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.regio import maak_regio

REGIO = ""
"""Under what the regional workbook stands."""


class Versieboek(NamedTuple):
    """A workbook of a version: the name of its file, and what composes it when it is its turn.

    ``omvang``: the more, the larger the workbook.
    """

    naam: str
    omvang: int
    stel_op: Callable[[], Boek]


def versieboeken(
    regeling: Regeling,
    masternaam: str,
    uitkomst: Verrekening,
    versie: int,
    redenen: tuple[str, ...],
    jaarhash: str,
    wijzigingen: Vergelijking | None = None,
    *,
    gemaakt_op: date,
    programma: str = PROGRAMMA,
) -> dict[str, Versieboek]:
    """Per CBS code the workbook, not composed yet; the regional workbook under :data:`REGIO`, at the end.

    A gemeente that takes no part in the year and has no amount in it gets none.
    ``wijzigingen`` is what changed since the version that this one replaces; None for a first version. A definitief one
    (without ``redenen``) is to be paid within a term from the day of the run, ``gemaakt_op``.
    ``programma`` is how the program names itself in them: a verification makes them again as the version that made them.
    """
    betaaldag = None if redenen else gemaakt_op + BETAALTERMIJN
    status = "concept" if redenen else "definitief"
    kort = bestandsnaam(regeling.regio.kort)
    samen = Gezamenlijk(regeling, uitkomst)
    boeken: dict[str, Versieboek] = {}
    for rij in uitkomst.met_stuk:
        eigen = redenen_voor(redenen, rij.code)
        opdracht = Afrekeningopdracht(
            samen, rij.code, versie, eigen, jaarhash, masternaam, gemaakt_op, wijzigingen, betaaldag, programma
        )
        naam = f"{kort}_afrekening_{uitkomst.jaar}_{rij.code}_{bestandsnaam(rij.naam)}_v{versie}_{status}.xlsx"
        boeken[rij.code] = Versieboek(naam, len(opdracht.overige) > 0, partial(maak_afrekening, opdracht))
    naam = f"{kort}_regio_{uitkomst.jaar}_v{versie}_{status}.xlsx"
    regio = partial(maak_regio, regeling, uitkomst, versie, redenen, jaarhash, wijzigingen, programma)
    boeken[REGIO] = Versieboek(naam, 2, regio)
    return boeken
