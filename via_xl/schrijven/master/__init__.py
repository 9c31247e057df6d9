"""The master workbook: input tables, the settlement of the chosen year as live formulas, and its checks."""

from __future__ import annotations

from importlib.resources import files

from via_xl.regeling.model import Editie, Regeling
from via_xl.rekenen.verrekening import Verrekening, verreken, wacht_op_uren
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import (
    afrekening,
    bevindingen,
    controles,
    instellingen,
    invoer,
    logboek,
    prognose,
    rekenhulp,
    start,
    verrekening,
)
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.taal import controleblad
from via_xl.schrijven.taal.bladspiegel import kies_papier
from via_xl.schrijven.taal.controleblad import Controle

VBA = "excel/vba/master.bin"
"""The VBA project of the master, within the package: built from the text beside it by ``workbooks/bouw_excel.py``."""


def maak_master(regeling: Regeling, jaar: int, code: str | None = None, editie: Editie = Editie.ZONDER_MACROS) -> Boek:
    """The master workbook of a region, showing ``jaar`` and on the sheet Afrekening the gemeente ``code``.

    ``code`` defaults to the first gemeente that isn't the centrumgemeente. The regeling must be free of
    errors (:mod:`via_xl.controle`). Of a year that waits for the hours beside the master the sheets show that it doesn't
    close. The edition with macros holds the same inputs and formulas, and beside them buttons, our own functions at work,
    the settings of xlwings and a table for what the macro Controleer finds.
    """
    met_macros = editie is Editie.MET_MACROS
    anderen = [g.code for g in regeling.gemeenten if not g.centrumgemeente] or [regeling.centrumgemeente.code]
    stand = Stand(regeling, verreken(regeling, jaar, toon_leeg=wacht_op_uren(regeling, jaar)), code or anderen[0])
    boek = Boek(f"{stand.naam} · {regeling.centrumgemeente.naam}", ingevuld=True)
    begin = start.leg_aan(boek, stand)
    for blad in invoer.EERST:
        invoer.zet(boek, blad, stand)
    verrekening.zet(boek, stand)
    termijn = afrekening.zet(boek, stand)
    prognose.zet(boek, stand)
    for blad in invoer.LATER:
        invoer.zet(boek, blad, stand)
    if met_macros:
        rekenhulp.zet(boek, stand)
    alle = [*gewone_controles(stand), *(rekenhulp.controles(stand) if met_macros else ())]
    controlewerkblad = controleblad.zet(boek, alle, controles.UITLEG, f"{stand.naam} · Controles", na=afrekening.BLAD)
    if met_macros:
        bevindingen.zet(controlewerkblad)
    logboek.zet(boek, stand)
    if met_macros:
        instellingen.zet(boek, stand.vlag, f"{stand.naam} · Instellingen")
        boek.vba = files("via_xl").joinpath(VBA).read_bytes()
    start.vul(boek, begin, stand, termijn, alle, met_macros=met_macros)
    for werkblad in boek.leg().bladen:
        kies_papier(werkblad)
    return boek.klaar()


def gewone_controles(stand: Stand) -> list[Controle]:
    """The checks of the sheet Controles that a master without macros has too."""
    return [
        *controles.controles(stand),
        *controles.besluitvorming(stand),
        *controles.lijsten(stand),
        *prognose.controles(stand),
    ]


def let_op_van(regeling: Regeling, uitkomst: Verrekening) -> tuple[str, ...]:
    """Which checks of a year say LET OP on the sheet Controles, in its order."""
    stand = Stand(regeling, uitkomst, regeling.centrumgemeente.code)
    return tuple(rij.wat for rij in gewone_controles(stand) if rij.let_op and not rij.klopt)
