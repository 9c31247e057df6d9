"""The comparison workbook of a scenario: per year what each gemeente bears now, under the scenario, and the difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from via_xl import __version__
from via_xl.basis.geld import euro
from via_xl.regeling.regio import Regio
from via_xl.rekenen.scenario import Jaarvergelijking
from via_xl.schrijven.boek import Adres, Blad, Boek, TabelKolom
from via_xl.schrijven.opmaak import kop, staafgrafiek
from via_xl.schrijven.taal import controleblad
from via_xl.schrijven.taal.controleblad import Controle, f

BLAD = "Vergelijking"
_BREEDTES = {0: 34, 1: 13, 2: 18, 3: 18, 4: 18}
_GRAFIEKRIJEN = 19


def maak_scenarioboek(
    gesteld: Sequence[str], jaren: Sequence[Jaarvergelijking], zonder: Mapping[int, str], invoerhash: str, master: str
) -> Boek:
    """The workbook; the amounts are the engine's, the differences and totals formulas."""
    titel = f"{jaren[0].nu.regio.kort if jaren else Regio().kort} scenario"
    boek = Boek(titel)
    blad = boek.blad(BLAD, kleur="#548235", kopregel=f"{titel} · {BLAD}")
    uitleg = "Wat elke gemeente nu bijdraagt, wat zij in het scenario bijdraagt, en het verschil. Een vergelijking, geen besluit."
    kop(blad, "Scenario: wat een andere keuze kost", uitleg, vlag="OK")
    blad.breedtes |= _BREEDTES
    blad.zet(4, 0, "Wat anders is dan in de master", "kopje")
    for nummer, stelling in enumerate(gesteld):
        blad.zet(5 + nummer, 0, stelling, "vet")
    rij = 6 + len(gesteld)
    for jaar, reden in zonder.items():
        blad.zet(rij, 0, f"{jaar} is niet te vergelijken: {reden}.", "uitleg")
        rij += 1
    controles: list[Controle] = []
    eerste = rij + 1
    for jaarvergelijking in jaren:
        if rij + 1 > eerste:
            blad.nieuwe_pagina_na.append(rij)
        rij = _jaar(blad, rij + 1, jaarvergelijking, controles)
    controleblad.zet(boek, controles, "Of alles sluit op wat er te verdelen is.", f"{titel} · Controles")
    _herkomst(boek, jaren, invoerhash, master, titel)
    return boek


def _jaar(blad: Blad, rij: int, jaar: Jaarvergelijking, controles: list[Controle]) -> int:
    """A year: the table, its totals, what is shared, and the chart. Gives the next free row."""
    regels = jaar.regels
    tabelnaam = f"tblScenario{jaar.jaar}"
    blad.zet(rij, 0, f"Bijdrage {jaar.jaar}", "kopje")
    blad.zet(rij + 1, 0, f"Nu: {jaar.nu.hoe}. Scenario: {jaar.scenario.hoe}.", "uitleg")
    kolommen = [
        TabelKolom("Gemeente", [r.naam for r in regels], "werk.tekst", None, 34),
        TabelKolom("Code", [r.code for r in regels], "werk.tekst", None, 13),
        TabelKolom("Nu €", [euro(r.nu_ct) for r in regels], "invoer.euro", None, 18),
        TabelKolom("Scenario €", [euro(r.scenario_ct) for r in regels], "invoer.euro", None, 18),
        TabelKolom(
            "Verschil €",
            [euro(r.verschil_ct) for r in regels],
            "uitkomst.euro",
            "=ROUND([@Scenario €]-[@Nu €],2)",
            18,
        ),
    ]
    tabel = blad.tabel(tabelnaam, rij + 2, 0, kolommen)
    totaalrij = rij + 4 + len(regels)
    blad.zet(totaalrij, 0, "Totaal", "slot")
    blad.zet(totaalrij, 1, None, "slot")
    totalen: list[Adres] = []
    sommen = (sum(r.nu_ct for r in regels), sum(r.scenario_ct for r in regels), sum(r.verschil_ct for r in regels))
    for nummer, (kolom, som) in enumerate(zip(("Nu €", "Scenario €", "Verschil €"), sommen, strict=True)):
        formule = f"=ROUND(SUM({tabelnaam}[{kolom}]),2)"
        totalen.append(blad.formule(totaalrij, 2 + nummer, formule, euro(som), "slot.euro"))
    blad.zet(totaalrij + 1, 0, "Te verdelen (R) volgens de rekenkern", "werk.tekst")
    blad.zet(totaalrij + 1, 1, None, "werk.tekst")
    for nummer, verrekening in enumerate((jaar.nu, jaar.scenario)):
        te_verdelen = euro(verrekening.te_verdelen_ct)
        adres = blad.zet(totaalrij + 1, 2 + nummer, te_verdelen, "invoer.euro")
        controles.append(
            Controle(
                f"Bijdragen {jaar.jaar} tellen op tot R, {('nu', 'scenario')[nummer]}",
                f(str(adres), te_verdelen),
                f(str(totalen[nummer]), te_verdelen),
                BLAD,
                stijl="euro",
            )
        )
    eerste, laatste = tabel.rij + 1, tabel.rij + len(regels)
    blad.aanvullingen.append(
        staafgrafiek(
            f"Bijdrage {jaar.jaar} per gemeente: nu en in het scenario",
            (BLAD, eerste, 0, laatste, 0),
            [("Nu", (BLAD, eerste, 2, laatste, 2)), ("Scenario", (BLAD, eerste, 3, laatste, 3))],
            (totaalrij + 3, 0),
            breedte=760,
            hoogte=330,
        )
    )
    return totaalrij + 3 + _GRAFIEKRIJEN


def _herkomst(boek: Boek, jaren: Sequence[Jaarvergelijking], invoerhash: str, master: str, titel: str) -> None:
    blad = boek.blad("Herkomst", kleur="#7F7F7F", kopregel=f"{titel} · Herkomst")
    kop(blad, "Herkomst", "Waaruit dit is berekend. De bedragen komen van de rekenkern.", vlag="OK")
    blad.breedtes |= {0: 30, 1: 90}
    regels = [("Programma, versie", f"ViA-XL {__version__}"), ("Master", master)]
    regels += [
        (f"Invoerhash {jaar.jaar}, nu", jaarhash) for jaar, jaarhash in zip(jaren, invoerhash.split(), strict=True)
    ]
    for nummer, (wat, waarde) in enumerate(regels):
        blad.zet(4 + nummer, 0, wat, "vet")
        blad.zet(4 + nummer, 1, waarde)
