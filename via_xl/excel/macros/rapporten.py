"""Reports from the saved master, as workbooks beside it; nothing is changed, and no file is overwritten."""

from __future__ import annotations

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.geld import euro_nl
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.controle.jaarstand import kies_jaar
from via_xl.excel.macros.gedeeld import eis, vrije_naam
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import lees_open_master
from via_xl.schrijven.macros import Macrouitkomst

_HERINDELING = "herindeling "


def scenario(boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """What another choice would cost each gemeente: choices with semicolons between them."""
    from via_xl.vragen.scenario import bereken_scenario

    eis(boek, bewaard="een scenario leest het bestand")
    voortgang("Scenario berekenen", 0, 1)
    keuzes = [deel.strip() for deel in gekozen.split(";") if deel.strip()]
    samen = [k[len(_HERINDELING) :].strip() for k in keuzes if k.casefold().startswith(_HERINDELING)]
    stel = [k for k in keuzes if not k.casefold().startswith(_HERINDELING)]
    kort = bestandsnaam(lees_open_master(boek).regeling.regio.kort)
    doel = vrije_naam(boek.pad.parent / f"{kort}_scenario.xlsx")
    uitkomst = bereken_scenario(boek.pad, stel, (), doel, samen)
    regels = [f"Gemaakt en nagerekend: {doel}. De master is niet gewijzigd."]
    for jaar in uitkomst.jaren:
        anders = [f"{rij.naam} {euro_nl(rij.verschil_ct)}" for rij in jaar.regels if rij.verschil_ct]
        regels.append(f"{jaar.jaar}: {'; '.join(anders) or 'geen verschil'}.")
    regels += [f"{jaar} is niet te berekenen: {reden}." for jaar, reden in uitkomst.zonder.items()]
    return Macrouitkomst("\n".join(regels))


def verantwoording(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """The jaarverantwoording of the year on Start, for stuurgroep and regiodag."""
    from via_xl.vragen.verantwoording import maak_verantwoording, standaardnaam

    eis(boek, bewaard="de jaarverantwoording leest het bestand")
    voortgang("Open werkboek lezen", 0, 3)
    jaar = kies_jaar(lees_open_master(boek))
    verslag = maak_verantwoording(
        boek.pad,
        jaar,
        vrije_naam(boek.pad.parent / standaardnaam(lees_open_master(boek).regeling.regio, jaar)),
        voortgang,
    )
    regels = [f"De jaarverantwoording van {jaar} is gemaakt en nagerekend: {verslag.pad}."]
    if verslag.redenen:
        regels.append(f"Zij is nog CONCEPT: {'; '.join(verslag.redenen)}.")
    return Macrouitkomst("\n".join(regels))
