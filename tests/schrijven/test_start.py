"""Start: what the chosen year still lacks is a live list, and every engine gives what the rekenkern says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hulp.gemaakt import met_uren_van
from hulp.kleine_master import REGELING, tarief
from hulp.lang import meest_lang
from hulp.libreoffice import LibreOffice
from hulp.openvba import OpenVba

from via_xl.bewijs.linter import lint
from via_xl.bewijs.rekenmachine import IronCalc
from via_xl.bewijs.vergelijken import gelijk, vergelijk
from via_xl.rekenen.jaaropbouw import jaaropbouw
from via_xl.schrijven.master import maak_master

_RIJ = 17
RANDEN = (
    tarief(date(2023, 3, 15), date(2024, 2, 29), schaal=8),
    tarief(date(2024, 5, 31), date(2024, 9, 29), schaal=8),
    tarief(date(2025, 3, 1), date(2025, 12, 31), schaal=8),
    tarief(date(2022, 1, 1), date(2023, 12, 31), schaal=9),
)
REGIOS = {
    "klein": REGELING,
    "tarieven over de rand": replace(REGELING, tarieven=(*REGELING.tarieven, *RANDEN)),
    "niets ingevuld": replace(
        REGELING, tarieven=(), uren=(), capaciteit=(), begroting=(), urenstaten=(), aandachtspunten=()
    ),
}


@pytest.mark.motoren
@pytest.mark.parametrize("naam", meest_lang(REGIOS, "tarieven over de rand"))
def test_every_engine_gives_the_value_of_the_rekenkern(naam: str, tmp_path: Path) -> None:
    boek = maak_master(REGIOS[naam], 2024)
    pad = tmp_path / "m.xlsx"
    boek.bewaar(pad)
    for machine in (LibreOffice(pad), OpenVba(pad)):
        _, verschillen = vergelijk(pad, boek.verwachtingen(), machine)
        assert [v.regel() for v in verschillen if v.blad in ("Start", "Tarieven")] == []


@pytest.mark.parametrize("naam", REGIOS)
def test_what_the_year_lacks_is_what_the_rekenkern_says(naam: str, tmp_path: Path) -> None:
    boek = maak_master(REGIOS[naam], 2024)
    pad = tmp_path / "m.xlsx"
    boek.bewaar(pad)
    _, verschillen = vergelijk(pad, boek.verwachtingen())
    assert [v.regel() for v in verschillen if v.blad in ("Start", "Tarieven")] == []
    assert [bevinding.regel() for bevinding in lint(pad) if bevinding.blad in ("Start", "Tarieven")] == []
    cellen = boek.vind("Start").cellen
    for nummer, deel in enumerate(jaaropbouw(REGIOS[naam], 2024)):
        assert cellen[_RIJ + nummer, 1].waarde == deel.ontbreekt, deel
        assert (cellen[_RIJ + nummer, 2].waarde == "OK") == (deel.ontbreekt == 0)


def test_another_year_shows_what_that_year_lacks(tmp_path: Path) -> None:
    regio = met_uren_van(2024)
    pad = tmp_path / "m.xlsx"
    maak_master(regio, 2024).bewaar(pad)
    machine = IronCalc(pad)
    for jaar in (2023, 2026):
        machine.zet_naam("Jaar", jaar)
        machine.herreken()
        for nummer, deel in enumerate(jaaropbouw(regio, jaar)):
            assert gelijk(machine.inhoud("Start", f"B{_RIJ + 1 + nummer}"), deel.ontbreekt), (jaar, deel)
