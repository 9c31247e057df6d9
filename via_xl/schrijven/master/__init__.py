"""The master workbook: input tables, the settlement of the chosen year as live formulas, and its checks."""

from __future__ import annotations

from via_xl.model import Regeling
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven import controleblad
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import afrekening, bijdrage, controles, invoer, logboek, start, verrekening
from via_xl.schrijven.master.stand import Stand


def maak_master(regeling: Regeling, jaar: int, code: str | None = None) -> Boek:
    """The master workbook of a region, showing ``jaar`` and on the sheet Afrekening the gemeente ``code``.

    ``code`` defaults to the first gemeente that isn't the centrumgemeente. The regeling must be free of
    errors (:mod:`via_xl.controle`).
    """
    anderen = [g.code for g in regeling.gemeenten if not g.centrumgemeente] or [regeling.centrumgemeente.code]
    stand = Stand(regeling, verreken(regeling, jaar), code or anderen[0])
    boek = Boek(f"{stand.naam} · {regeling.centrumgemeente.naam}")
    begin = start.leg_aan(boek, stand)
    for blad in invoer.BLADEN:
        invoer.zet(boek, blad, stand)
    bijdrage.zet(boek, stand)
    verrekening.zet(boek, stand)
    afrekening.zet(boek, stand)
    controleblad.zet(boek, controles.controles(boek, stand), controles.UITLEG, f"{stand.naam} · Controles")
    logboek.zet(boek, stand)
    start.vul(boek, begin, stand)
    return boek
