"""What another choice would cost each gemeente, from the saved master, as a workbook beside it."""

from __future__ import annotations

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.geld import euro_nl
from via_xl.excel.macros.gedeeld import vrije_naam
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.toestand import eis_master, eis_op_schijf, eis_schrijfbare_map
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.vragen.scenario import bereken_scenario

_HERINDELING = "herindeling "


def voer_uit(boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Compare as asked: choices with semicolons between them. The open book stays as it is."""
    eis_op_schijf(boek)
    eis_master(boek)
    eis_schrijfbare_map(boek.pad.parent)
    if not boek.com.Saved:
        raise InvoerFout(
            f"{boek.naam} heeft wijzigingen die nog niet bewaard zijn, en een scenario leest het bestand; er is niets gemaakt. "
            "Bewaar de master en probeer het opnieuw."
        )
    voortgang("Scenario berekenen", 0, 1)
    keuzes = [deel.strip() for deel in gekozen.split(";") if deel.strip()]
    samen = [k[len(_HERINDELING) :].strip() for k in keuzes if k.casefold().startswith(_HERINDELING)]
    stel = [k for k in keuzes if not k.casefold().startswith(_HERINDELING)]
    doel = vrije_naam(boek.pad.parent / "ViA_scenario.xlsx")
    uitkomst = bereken_scenario(boek.pad, stel, (), doel, samen)
    regels = [f"Gemaakt en nagerekend: {doel}. De master is niet gewijzigd."]
    for jaar in uitkomst.jaren:
        anders = [f"{rij.naam} {euro_nl(rij.verschil_ct)}" for rij in jaar.regels if rij.verschil_ct]
        regels.append(f"{jaar.jaar}: {'; '.join(anders) or 'geen verschil'}.")
    regels += [f"{jaar} is niet te berekenen: {reden}." for jaar, reden in uitkomst.zonder.items()]
    return Macrouitkomst("\n".join(regels))
