"""The comparison workbook of a scenario: per year what each gemeente bears now, under the scenario, and the difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from via_xl.basis.maat import Maat
from via_xl.regeling.regio import Regio
from via_xl.rekenen.scenario import Jaarvergelijking, Verschilregel
from via_xl.schrijven import herkomstblad
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import (
    Grafiek,
    Namen,
    Stapel,
    Tabelveld,
    Tabkleur,
    Vak,
    begin_blad,
    controleblad,
    invoer,
    kolom,
    uitkomst,
    werk,
)
from via_xl.schrijven.taal.controleblad import Controle, controle

BLAD = "Vergelijking"
_NAMEN = Namen(BLAD)


def maak_scenarioboek(
    gesteld: Sequence[str], jaren: Sequence[Jaarvergelijking], zonder: Mapping[int, str], invoerhash: str, master: str
) -> Boek:
    """The workbook; the amounts are the engine's, the differences and totals formulas."""
    titel = f"{jaren[0].nu.regio.kort if jaren else Regio().kort} scenario"
    boek = Boek(titel)
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.UITKOMST,
        kopregel=f"{titel} · {BLAD}",
        titel="Scenario: wat een andere keuze kost",
        uitleg="Wat elke gemeente nu bijdraagt, wat zij in het scenario bijdraagt, en het verschil. Een vergelijking, geen besluit.",
    )
    s.blad.liggend = False  # a year with its chart is one page
    s.kopje("Wat anders is dan in de master")
    for stelling in gesteld:
        s.tekst(stelling, "vet")
    s.wit()
    for jaar, reden in zonder.items():
        s.uitleg(f"{jaar} is niet te vergelijken: {reden}.")
    for nummer, jaarvergelijking in enumerate(jaren):
        if nummer:
            s.nieuwe_pagina()
        s.wit()
        _jaar(s, jaarvergelijking)
    controles = [regel for jaarvergelijking in jaren for regel in _controles(jaarvergelijking.jaar)]
    controleblad.zet(boek, controles, "Of alles sluit op wat er te verdelen is.", f"{titel} · Controles")
    hashes = zip(jaren, invoerhash.split(), strict=True)
    feiten = [("Master", master), *((f"Invoerhash {jaar.jaar}, nu", jaarhash) for jaar, jaarhash in hashes)]
    herkomstblad.zet(boek, titel, "Waaruit dit is berekend. De bedragen komen van de rekenkern.", feiten)
    return boek.klaar()


def _jaar(s: Stapel, jaar: Jaarvergelijking) -> None:
    """A year: the table with its totals, what is shared, and the chart of it."""
    tabel = _tabel(jaar.jaar)
    s.kopje(f"Bijdrage {jaar.jaar}")
    s.uitleg(f"Nu: {jaar.nu.hoe}. Scenario: {jaar.scenario.hoe}.")
    s.tabel(tabel, jaar.regels, _kolommen())
    s.vakken(
        {
            0: Vak("Te verdelen (R) volgens de rekenkern"),
            1: Vak(None),
            2: Vak(jaar.nu.te_verdelen_ct, Maat.EURO, "invoer.euro", f"Nu {jaar.jaar}"),
            3: Vak(jaar.scenario.te_verdelen_ct, Maat.EURO, "invoer.euro", f"Scenario {jaar.jaar}"),
        }
    )
    if not any(rij.nu_ct or rij.scenario_ct for rij in jaar.regels):
        return  # a chart of nothing
    s.wit()
    grafiek = Grafiek(
        f"Bijdrage {jaar.jaar} per gemeente: nu en in het scenario",
        kolom(s.blad, tabel, "Gemeente"),
        [(wat, kolom(s.blad, tabel, f"{wat} €")) for wat in ("Nu", "Scenario")],
        breedte=760,
        hoogte=330,
    )
    s.grafiek(grafiek, 19)


def _tabel(jaar: int) -> str:
    return f"tblScenario{jaar}"


def _kolommen() -> list[Tabelveld[Verschilregel]]:
    verschil = "ROUND([@Scenario €]-[@Nu €],2)"
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, breedte=34),
        werk("Code", Maat.TEKST, lambda r: r.code, breedte=13),
        invoer("Nu €", Maat.EURO, lambda r: r.nu_ct, breedte=18, totaal=True),
        invoer("Scenario €", Maat.EURO, lambda r: r.scenario_ct, breedte=18, totaal=True),
        uitkomst("Verschil €", Maat.EURO, lambda r: r.verschil_ct, verschil, breedte=18, totaal=True),
    ]


def _controles(jaar: int) -> Iterator[Controle]:
    for wat in ("Nu", "Scenario"):
        yield controle(
            f"Bijdragen {jaar} tellen op tot R, {wat.lower()}",
            Maat.EURO,
            verwacht=_NAMEN[f"{wat} {jaar}"],
            gevonden=_NAMEN[f"{_tabel(jaar)} {wat} €"],
            waar=BLAD,
        )
