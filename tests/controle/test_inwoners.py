from __future__ import annotations

from datetime import date

from hulp.bevindingen import regels
from hulp.kleine_master import REGELING
from msgspec.structs import replace

from via_xl.controle.inwoners import controleer


def test_ontbrekende_inwoners_van_een_gemeente_die_meedoet_zijn_een_fout_bij_het_jaar() -> None:
    assert regels(controleer, inwoners=REGELING.inwoners[1:]) == [
        "fout m.xlsx Jaren!B4: van 's-Hertogenbosch (GM0796) ontbreken de inwoners van peiljaar 2022, nodig voor 2024. "
        "Vul ze in bij tblInwoners of kies een ander peiljaar."
    ]


def test_twee_jaren_met_hetzelfde_peiljaar_melden_een_gemeente_een_keer() -> None:
    jaren = (*REGELING.jaren, replace(REGELING.jaren[0], jaar=2025))
    assert len(regels(controleer, inwoners=REGELING.inwoners[1:], jaren=jaren)) == 1


def test_een_gemeente_die_dat_jaar_niet_bestaat_heeft_geen_inwoners_nodig() -> None:
    hb, boekel, oss = REGELING.gemeenten
    gemeenten = (hb, boekel, replace(oss, tot=date(2023, 12, 31)))
    assert regels(controleer, inwoners=REGELING.inwoners[:2], gemeenten=gemeenten) == []
