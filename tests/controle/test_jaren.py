from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hulp.bevindingen import regels
from hulp.kleine_master import HB, REGELING, uren

from via_xl.controle.jaren import controleer

IN_2025 = {
    "begroting": replace(REGELING.begroting[0], jaar=2025),
    "voorschotten": replace(REGELING.voorschotten[0], jaar=2025),
    "uren": uren(HB, 100, afrekenjaar=2025),
}


def test_een_jaar_zonder_rij_in_tblpok_is_een_fout() -> None:
    assert regels(controleer, pok=()) == [
        "fout m.xlsx Jaren!A4: jaar 2024 wordt gebruikt, maar heeft geen rij in tblPOK. "
        "Voeg 2024 toe aan tblPOK of verbeter het jaartal."
    ]


def test_een_jaar_zonder_rij_in_tbljaren_is_een_fout() -> None:
    assert regels(controleer, jaren=()) == [
        "fout m.xlsx POK!A4: jaar 2024 wordt gebruikt, maar heeft geen rij in tblJaren. "
        "Voeg 2024 toe aan tblJaren of verbeter het jaartal."
    ]


@pytest.mark.parametrize(
    ("tabel", "cel"), [("begroting", "Begroting!B5"), ("voorschotten", "Voorschotten!B5"), ("uren", "Uren!H8")]
)
def test_een_jaar_dat_alleen_elders_wordt_gebruikt_mist_beide_rijen(tabel: str, cel: str) -> None:
    rijen: Any = (*getattr(REGELING, tabel), IN_2025[tabel])
    assert [regel.split(": jaar")[0] for regel in regels(controleer, **{tabel: rijen})] == [f"fout m.xlsx {cel}"] * 2


def test_een_vervallen_urenregel_gebruikt_geen_jaar() -> None:
    assert regels(controleer, uren=(uren(HB, 100, afrekenjaar=2025, geldig=False),)) == []


def test_the_pok_of_the_year_to_come_may_be_known_before_that_year_is_there() -> None:
    assert regels(controleer, pok=(*REGELING.pok, replace(REGELING.pok[0], jaar=2025))) == []
    assert len(regels(controleer, pok=(*REGELING.pok, replace(REGELING.pok[0], jaar=2026)))) == 1
