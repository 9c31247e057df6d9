from __future__ import annotations

from dataclasses import replace

import pytest
from hulp.bevindingen import regels
from hulp.kleine_master import REGELING

from via_xl.controle.nog_niet import controleer
from via_xl.model import BijdrageKarakter, MeerkostenDrager


def test_een_vaste_bijdrage_kan_nog_niet_en_de_bevinding_zegt_wat_wel_kan() -> None:
    jaren = (replace(REGELING.jaren[0], bijdrage_karakter=BijdrageKarakter.VAST),)
    assert regels(controleer, jaren=jaren) == [
        "fout m.xlsx Jaren!D4: bijdrage karakter vast kan nog niet worden verrekend. Vul werkelijk in."
    ]


@pytest.mark.parametrize("drager", [MeerkostenDrager.CENTRUMGEMEENTE, MeerkostenDrager.LEVERANCIERS])
def test_een_andere_meerkosten_drager_dan_inwoners_kan_nog_niet(drager: MeerkostenDrager) -> None:
    assert regels(controleer, jaren=(replace(REGELING.jaren[0], meerkosten_drager=drager),)) == [
        f"fout m.xlsx Jaren!F4: meerkosten drager {drager} kan nog niet worden verrekend. Vul inwoners in."
    ]


def test_overige_kosten_kunnen_nog_niet_meetellen() -> None:
    assert regels(controleer, overige_kosten=(replace(REGELING.overige_kosten[0], telt_mee=True),)) == [
        'fout m.xlsx Voorschotten!D4: overige kosten "procesbegeleiding" kunnen nog niet meetellen in de verrekening. '
        "Vul nee in."
    ]


def test_de_standaardkeuzes_kunnen_alle() -> None:
    assert regels(controleer) == []
