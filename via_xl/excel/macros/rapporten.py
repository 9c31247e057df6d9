"""Reports from the saved master, as workbooks beside it; nothing is changed, and no file is overwritten."""

from __future__ import annotations

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.geld import euro_nl
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.basis.macrovraag import NOG_EEN, antwoorden
from via_xl.basis.publiceren import vrije_naam
from via_xl.controle.jaarstand import NIETS_GEMAAKT, kies_jaar
from via_xl.excel.macros.gedeeld import eis
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import lees_open_master
from via_xl.schrijven.macros import SCENARIO, Macrouitkomst
from via_xl.wijzigen.jaareindebrief import MAP

_HERINDELING = "herindeling "


def scenario(boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """What another choice would cost each gemeente: the answers to the one question that is repeated."""
    from via_xl.vragen.scenario import bereken_scenario

    eis(boek, bewaard="een scenario leest het bestand")
    voortgang("Scenario berekenen", 0, 1)
    [gezegd] = antwoorden((SCENARIO,), gekozen, NIETS_GEMAAKT)
    keuzes = [deel.strip() for deel in gezegd.split(NOG_EEN) if deel.strip()]
    samen = [k[len(_HERINDELING) :].strip() for k in keuzes if k.casefold().startswith(_HERINDELING)]
    stel = [k for k in keuzes if not k.casefold().startswith(_HERINDELING)]
    kort = bestandsnaam(lees_open_master(boek).regeling.regio.kort)
    doel = vrije_naam(boek.pad.parent / f"{kort}_scenario.xlsx")
    uitkomst = bereken_scenario(boek.bestand, stel, (), doel, samen)
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
    voortgang("Open werkmap lezen", 0, 3)
    master = lees_open_master(boek)
    jaar = kies_jaar(master)
    doel = vrije_naam(boek.pad.parent / standaardnaam(master.regeling.regio, jaar))
    verslag = maak_verantwoording(boek.bestand, jaar, doel, voortgang)
    regels = [f"De jaarverantwoording van {jaar} is gemaakt en nagerekend: {verslag.pad}."]
    if verslag.redenen:
        regels.append(f"Zij is nog CONCEPT: {'; '.join(verslag.redenen)}.")
    return Macrouitkomst("\n".join(regels))


def begroting(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """The letters about the budget of the last year of the master: the one that was opened."""
    from via_xl.vragen.begrotingsbrief import schrijf_begrotingsbrieven

    eis(boek, bewaard="de brieven lezen het bestand")
    voortgang("Brieven maken", 0, 1)
    jaar = max((rij.jaar for rij in lees_open_master(boek).regeling.jaren), default=None)
    verslag = schrijf_begrotingsbrieven(boek.bestand, jaar, boek.pad.parent / MAP)
    return Macrouitkomst(
        f"{len(verslag.bestanden)} brieven over de begroting van {verslag.stof.jaar} staan in {verslag.map}. De master is niet "
        "gewijzigd."
    )


def bijdrage(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """The plan table of all years, printed and calculated."""
    return _rapport(boek, "bijdrage", voortgang)


def capaciteit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """What was asked, promised and delivered in the year on Start."""
    return _rapport(boek, "capaciteit", voortgang)


def prognose(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Where the year on Start will end."""
    return _rapport(boek, "prognose", voortgang)


def jaareinde(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """What each gemeente enters in its jaarrekening of the year on Start."""
    return _rapport(boek, "jaareinde", voortgang)


def themas(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Hours and cost per thema in the year on Start."""
    return _rapport(boek, "themas", voortgang)


def duvo_pok(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """The DUVO and POK budget of the year on Start."""
    return _rapport(boek, "duvo-pok", voortgang)


def lezingen(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """What is open, and what each reading costs in the year on Start."""
    return _rapport(boek, "lezingen", voortgang)


def alles(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """All of these in one workbook."""
    return _rapport(boek, "alles", voortgang)


def _rapport(boek: OpenBoek, soort: str, voortgang: Voortgang) -> Macrouitkomst:
    from via_xl.vragen.rapport import maak_masterrapport, standaardnaam

    eis(boek, bewaard="een rapport leest het bestand")
    voortgang("Open werkmap lezen", 0, 3)
    master = lees_open_master(boek)
    jaar = kies_jaar(master)
    doel = vrije_naam(boek.pad.parent / standaardnaam(master.regeling.regio, soort, jaar))
    verslag = maak_masterrapport(boek.bestand, soort, jaar, doel, voortgang)
    return Macrouitkomst(
        f"Het rapport van {jaar} is gemaakt en nagerekend: {verslag.pad}. De master is niet gewijzigd."
    )
