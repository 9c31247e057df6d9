"""Start: the year in twelve steps is live, says the same as the rekenkern, and what is next is the first that isn't done."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.gemaakt import met_uren_van
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, tarief
from hulp.lang import meest_lang
from hulp.libreoffice import LibreOffice
from hulp.openvba import OpenVba
from hulp.versies import rijp
from msgspec.structs import replace

from via_xl.bewijs.linter import lint
from via_xl.bewijs.rekenmachine import IronCalc
from via_xl.bewijs.vergelijken import gelijk, vergelijk
from via_xl.regeling.model import Afrekening, Editie, Reactie, Reactieoordeel, Regeling, Versiestand
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.jaaropbouw import jaaropbouw
from via_xl.rekenen.jaarstappen import STAPPEN, jaarstappen, volgende
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.macros import MACROS
from via_xl.schrijven.master import maak_master
from via_xl.schrijven.master.start import KLAAR, LATER, NU

RANDEN = (
    tarief(date(2023, 3, 15), date(2024, 2, 29), schaal=8),
    tarief(date(2024, 5, 31), date(2024, 9, 29), schaal=8),
    tarief(date(2025, 3, 1), date(2025, 12, 31), schaal=8),
    tarief(date(2022, 1, 1), date(2023, 12, 31), schaal=9),
    tarief(date(2024, 10, 15), date(2025, 6, 30), schaal="10A"),
    tarief(date(2025, 1, 1), date(2025, 6, 30), schaal=12),
)
KLAARGEZET = rijp(REGELING)


def versie(nummer: int, soort: Versiestand = Versiestand.CONCEPT, **anders: Any) -> Afrekening:
    basis: dict[str, Any] = {"jaar": 2024, "op": date(2025, 4, 1), "invoerhash": invoerhash(KLAARGEZET, 2024)}
    return Afrekening(versie=nummer, soort=soort, **basis | anders)


def antwoord(code: str, op_versie: int, oordeel: Reactieoordeel = Reactieoordeel.AKKOORD) -> Reactie:
    return Reactie(jaar=2024, code=code, versie=op_versie, oordeel=oordeel, op=date(2025, 5, 1), bron="mail")


REGIOS: dict[str, Regeling] = {
    "klein": REGELING,
    "tarieven over de rand": replace(REGELING, tarieven=(*REGELING.tarieven, *RANDEN)),
    "niets ingevuld": replace(
        REGELING, tarieven=(), uren=(), capaciteit=(), begroting=(), urenstaten=(), aandachtspunten=()
    ),
    "verzonden, één zweeg en één had bezwaar": replace(
        KLAARGEZET,
        afrekeningen=(versie(1, invoerhash="0" * 64), versie(2, verzonden=date(2025, 4, 2))),
        reacties=(antwoord(OSS, 1), antwoord(HB, 2), antwoord(BOEKEL, 2, Reactieoordeel.BEZWAAR)),
    ),
    "definitief en betaald": replace(
        KLAARGEZET, afrekeningen=(versie(3, Versiestand.DEFINITIEF, betaald=date(2025, 7, 1)), versie(1))
    ),
    "na definitief een herziening, nog concept": replace(
        KLAARGEZET,
        afrekeningen=(versie(3, Versiestand.DEFINITIEF, betaald=date(2025, 7, 1)), versie(4, invoerhash="0" * 64)),
    ),
}


def cel(boek: Boek, naam: str) -> Any:
    plek = boek.vind("Start").namen[naam]
    return boek.vind("Start").cellen[plek.rij, plek.kol].waarde


@pytest.mark.motoren
@pytest.mark.parametrize("naam", meest_lang(REGIOS, "tarieven over de rand", "verzonden, één zweeg en één had bezwaar"))
def test_every_engine_gives_the_value_of_the_rekenkern(naam: str, tmp_path: Path) -> None:
    boek = maak_master(REGIOS[naam], 2024)
    pad = tmp_path / "m.xlsx"
    boek.bewaar(pad)
    for machine in (LibreOffice(pad), OpenVba(pad)):
        _, verschillen = vergelijk(pad, boek.verwacht(), machine)
        assert [v.regel() for v in verschillen if v.blad in ("Start", "Tarieven", "Akkoorden")] == []


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("naam", REGIOS)
def test_the_steps_and_what_the_year_lacks_are_what_the_rekenkern_says(naam: str, tmp_path: Path) -> None:
    regeling = REGIOS[naam]
    boek = maak_master(regeling, 2024)
    pad = tmp_path / "m.xlsx"
    boek.bewaar(pad)
    _, verschillen = vergelijk(pad, boek.verwacht())
    assert [v.regel() for v in verschillen if v.blad in ("Start", "Tarieven", "Akkoorden")] == []
    assert [bevinding.regel() for bevinding in lint(pad) if bevinding.blad in ("Start", "Tarieven", "Akkoorden")] == []
    stappen = jaarstappen(regeling, verreken(regeling, 2024), boek.fouten)
    volgt = volgende(stappen)
    for stap in stappen:
        assert cel(boek, f"stap {stap.nr} nog") == stap.open, stap
        assert (cel(boek, f"stap {stap.nr} opdracht") or "") == (f"via-xl {stap.opdracht}" if stap.opdracht else "")
        assert cel(boek, f"stap {stap.nr} stand") == (KLAAR if not stap.open else NU if stap is volgt else LATER), stap
    assert cel(boek, "volgende") == (f"{volgt.nr}. {volgt.naam}" if volgt else "alles is gedaan")
    for deel in jaaropbouw(regeling, 2024):
        assert cel(boek, f"mist {deel.onderwerp}") == deel.ontbreekt, deel


def test_a_year_that_was_settled_and_paid_has_nothing_left() -> None:
    stappen = jaarstappen(REGIOS["definitief en betaald"], verreken(REGIOS["definitief en betaald"], 2024))
    assert [stap.naam for stap in stappen if stap.open and stap.nr > 6] == []


def test_a_concept_after_the_definitief_version_opens_the_steps_again() -> None:
    regeling = REGIOS["na definitief een herziening, nog concept"]
    stappen = jaarstappen(regeling, verreken(regeling, 2024))
    assert [stap.nr for stap in stappen if stap.open and stap.nr > 6] == [8, 9, 10, 11, 12]
    assert [stappen[nr].opdracht for nr in (6, 10)] == ["jaarrun --herziening", "jaarrun --herziening --definitief"]
    eerste = jaarstappen(KLAARGEZET, verreken(KLAARGEZET, 2024))
    assert [eerste[nr].opdracht for nr in (6, 10)] == ["jaarrun", "jaarrun --definitief"]


def test_silence_agrees_only_after_the_term_of_the_version_that_was_sent() -> None:
    """Of the three one agreed, one objects, one says nothing; the term is 1-6-2025."""
    regeling = REGIOS["verzonden, één zweeg en één had bezwaar"]
    uitkomst = verreken(regeling, 2024)

    def wie(vandaag: date | None, anders: Regeling = regeling) -> tuple[str, ...]:
        return jaarstappen(anders, uitkomst, vandaag=vandaag)[8].welke

    assert wie(None) == wie(date(2025, 5, 31)) == ("Boekel", "Oss")
    assert wie(date(2025, 6, 1)) == ("Boekel",)
    te_laat = replace(regeling, afrekeningen=(versie(2, verzonden=date(2025, 6, 5)),))
    assert wie(date(2025, 6, 6), te_laat) == ("Boekel", "Oss")
    niet_verzonden = replace(regeling, afrekeningen=(versie(2),))
    assert wie(date(2025, 6, 6), niet_verzonden) == ("Boekel", "Oss")


def test_another_year_shows_what_that_year_lacks(tmp_path: Path) -> None:
    regio = met_uren_van(2024)
    pad = tmp_path / "m.xlsx"
    boek = maak_master(regio, 2024)
    boek.bewaar(pad)
    machine, plekken = IronCalc(pad), boek.vind("Start").namen
    for jaar in (2023, 2026):
        machine.zet_naam("Jaar", jaar)
        machine.herreken()
        for deel in jaaropbouw(regio, jaar):
            assert gelijk(machine.inhoud("Start", plekken[f"mist {deel.onderwerp}"].cel), deel.ontbreekt), (jaar, deel)
        mis = int(machine.inhoud("Controles", boek.vind("Controles").namen["aantal FOUT"].cel) or 0)
        for stap in jaarstappen(regio, verreken(regio, jaar), mis):
            assert gelijk(machine.inhoud("Start", plekken[f"stap {stap.nr} nog"].cel), stap.open), (jaar, stap)


def test_the_flag_says_the_worst_of_three() -> None:
    boek = maak_master(REGELING, 2024)
    assert boek.vlag == "LET OP, zie blad Controles"
    assert boek.fouten == 0
    getoond = {cel.waarde for blad in boek.bladen for cel in blad.cellen.values() if cel.stijl == "vlag"}
    assert getoond == {f"Controles: {boek.vlag}"}


def test_nothing_on_start_is_text_of_the_build() -> None:
    teksten = [str(c.waarde) for c in maak_master(REGELING, 2024).vind("Start").cellen.values() if not c.formule]
    assert not [tekst for tekst in teksten if "CONCEPT" in tekst or "2025" in tekst or "niet vastgesteld" in tekst]
    assert len(STAPPEN) == 12


def test_each_step_has_its_button_in_its_own_row_or_a_link_where_no_macro_does_it() -> None:
    blad = maak_master(REGELING, 2024, editie=Editie.MET_MACROS).vind("Start")
    knoppen = {(knop.rij, knop.kol): knop.macro for knop in blad.knoppen}
    macros = {macro.stap: macro.sub for macro in MACROS if macro.stap}
    assert len(macros) >= 8
    for nr, (*_, naar, _) in enumerate(STAPPEN, start=1):
        plek = (blad.namen[f"stap {nr} doen"].rij, 6)
        assert knoppen.get(plek) == macros.get(nr), nr
        assert blad.links.get(plek) == (None if nr in macros else naar), nr


def test_without_macros_there_are_no_buttons_and_the_sheet_of_each_step_is_a_link() -> None:
    blad = maak_master(REGELING, 2024).vind("Start")
    assert blad.knoppen == []
    assert {blad.links[blad.namen[f"stap {nr} doen"].rij, 4] for nr in range(1, 13)} == {stap[2] for stap in STAPPEN}
