from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hulp.bevindingen import regels
from hulp.kleine_master import OSS, REGELING
from msgspec.structs import replace

from via_xl.controle.besluiten import controleer
from via_xl.regeling.model import Besluitstap, Oordeel, Stap

BESLUIT = REGELING.besluiten[0]


def stap(soort: Stap, dag: date | None = None, oordeel: Oordeel | None = None, **anders: Any) -> Besluitstap:
    velden: dict[str, Any] = {"besluit": BESLUIT.nummer, "bron": ""}
    return Besluitstap(stap=soort, gehouden=dag, oordeel=oordeel, **velden | anders)


def bij(*stappen: Besluitstap, **anders: Any) -> list[str]:
    return regels(controleer, besluitstappen=stappen, **anders)


def test_een_cyclus_op_volgorde_heeft_geen_bevindingen() -> None:
    assert regels(controleer) == []
    assert (
        bij(
            stap(Stap.WERKGROEP, date(2024, 3, 1), Oordeel.AKKOORD),
            stap(Stap.AMBTELIJK, date(2024, 4, 1), Oordeel.RIJP),
            stap(Stap.COLLEGE, date(2024, 6, 1), Oordeel.AKKOORD, code=OSS),
            stap(Stap.RAAD, code=OSS),
        )
        == []
    )


@pytest.mark.parametrize(
    ("fout", "cel", "wat"),
    [
        (stap(Stap.WERKGROEP, besluit="V9"), "A4", "besluit V9 staat niet in tblBesluiten."),
        (stap(Stap.COLLEGE), "C4", 'bij een college hoort een gemeente; "" staat niet in tblGemeenten.'),
        (stap(Stap.RAAD, code="GM9999"), "C4", '"GM9999" staat niet in tblGemeenten.'),
        (stap(Stap.REGIODAG, code=OSS), "C4", "bij de stap regiodag hoort geen gemeente."),
        (stap(Stap.WERKGROEP, oordeel=Oordeel.AKKOORD), "E4", "is leeg, maar er is een oordeel."),
        (stap(Stap.WERKGROEP, date(2024, 3, 1)), "F4", "is leeg, maar er staat wel op welke dag de stap is gehouden."),
        (stap(Stap.REGIODAG, date(2024, 3, 1), Oordeel.RIJP), "F4", "is een oordeel van de ambtelijk opdrachtgevers"),
        (stap(Stap.WERKGROEP, date(2024, 1, 31), Oordeel.AKKOORD), "E4", "ligt voor de dag van het voorstel"),
    ],
)
def test_wat_niet_klopt_wordt_genoemd_waar_het_staat(fout: Besluitstap, cel: str, wat: str) -> None:
    (regel,) = bij(fout)
    assert regel.startswith(f"fout m.xlsx Besluiten!{cel}: ")
    assert wat in regel


def test_na_het_intrekken_wordt_niets_meer_beoordeeld() -> None:
    weg = (replace(BESLUIT, ingetrokken=date(2024, 3, 1)),)
    (regel,) = bij(stap(Stap.WERKGROEP, date(2024, 3, 2), Oordeel.AKKOORD), besluiten=weg)
    assert "ligt na de dag waarop het voorstel is ingetrokken" in regel


def test_een_latere_stap_op_een_eerdere_dag_is_een_waarschuwing() -> None:
    (regel,) = bij(
        stap(Stap.STUURGROEP, date(2024, 5, 1), Oordeel.INBRENG),
        stap(Stap.REGIODAG, date(2024, 4, 1), Oordeel.AKKOORD),
    )
    assert regel.startswith("waarschuwing m.xlsx Besluiten!E5: 1-4-2024 ligt voor de stap stuurgroep")


@pytest.mark.parametrize("nummer", ["V9", "V2025-1"])
def test_een_jaar_noemt_een_besluit_van_dat_jaar(nummer: str) -> None:
    jaren = (replace(REGELING.jaren[0], besluit=nummer),)
    ander = (BESLUIT, replace(BESLUIT, nummer="V2025-1", jaar=2025))
    (regel,) = regels(controleer, jaren=jaren, besluiten=ander)
    assert f"besluit {nummer} staat niet bij 2024 in tblBesluiten." in regel
    goed = (replace(REGELING.jaren[0], besluit=BESLUIT.nummer),)
    assert regels(controleer, jaren=goed, besluiten=ander) == []
