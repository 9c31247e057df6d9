"""The settlement on one A4: what its lines are called under each arrangement, and what it says first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import BOEKEL, HB, REGELING, tarief, uren
from hulp.versies import versies
from openpyxl import load_workbook

from via_xl.regeling.model import (
    Begrotingsregel,
    BijdrageKarakter,
    Gemeente,
    MeerkostenDrager,
    Regeling,
    Verdeelsleutel,
)
from via_xl.rekenen.vergoeding import Vergoedingsjaar
from via_xl.schrijven.a4 import richting
from via_xl.schrijven.afrekening.vergoeding import hoe_vergoed

BEGROOT = tuple(Begrotingsregel(code=g.code, jaar=2024, bedrag_ct=100_000, bron="8.1") for g in REGELING.gemeenten)


def regels(versiemap: Path, code: str) -> list[str]:
    (pad,) = versiemap.glob(f"*_{code}_*.xlsx")
    blad = load_workbook(pad, data_only=True)["Afrekening"]
    return [str(blad.cell(rij, 2).value) for rij in range(5, 20)]


def met_jaar(**keuze: Any) -> Regeling:
    return replace(REGELING, begroting=BEGROOT, jaren=(replace(REGELING.jaren[0], **keuze),))


@pytest.mark.parametrize(
    ("keuze", "code", "regel"),
    [
        ({}, BOEKEL, "Bijdrage van uw gemeente"),
        ({"verdeelsleutel": Verdeelsleutel.KOSTEN}, BOEKEL, "Bijdrage: kosten min uw deel in de vergoeding"),
        ({"bijdrage_karakter": BijdrageKarakter.VAST}, BOEKEL, "Bijdrage van uw gemeente: vast (tabel 8.1)"),
        (
            {"bijdrage_karakter": BijdrageKarakter.VAST},
            HB,
            "Bijdrage van uw gemeente: wat de vaste bedragen overlaten",
        ),
        (
            {"voorstelgrens_ct": 100_000, "meerkosten_drager": MeerkostenDrager.CENTRUMGEMEENTE},
            HB,
            "In uw bijdrage: meerkosten boven de grens (centrumgemeente)",
        ),
    ],
)
def test_the_line_of_the_bijdrage_says_how_it_is_found(
    keuze: dict[str, Any], code: str, regel: str, tmp_path: Path
) -> None:
    (v1,) = versies(tmp_path, met_jaar(**keuze))
    assert regel in regels(v1, code)


@pytest.mark.parametrize(
    ("saldo_ct", "hoe", "tekst"),
    [
        (1, "", "Uw gemeente betaalt"),
        (-1, "", "Uw gemeente ontvangt"),
        (0, "", "Niets te betalen of te ontvangen"),
        (1, "nu nog", "Uw gemeente betaalt nu nog"),
        (-1, "nu nog", "Uw gemeente ontvangt nu nog"),
        (0, "nu nog", "Nu nog niets te betalen of te ontvangen"),
    ],
)
def test_the_first_line_says_who_pays(saldo_ct: int, hoe: str, tekst: str) -> None:
    eerste = richting("A1", saldo_ct, hoe)
    assert eerste.waarde == tekst
    assert f'"{tekst}"' in eerste.formule


def test_it_is_shared_over_the_gemeenten_that_take_part(tmp_path: Path) -> None:
    over = replace(met_jaar(), gemeenten=tuple(_eindigt(rij) for rij in REGELING.gemeenten))
    (v1,) = versies(tmp_path, over)
    assert [een for een in regels(v1, HB) if "gemeenten" in een] == ["Te verdelen over de 2 gemeenten"]


def _eindigt(gemeente: Gemeente) -> Gemeente:
    return replace(gemeente, tot=date(2023, 12, 31), opvolger=HB) if gemeente.code == BOEKEL else gemeente


@pytest.mark.parametrize(
    ("eerder_ct", "kosten_ct", "hoe"),
    [
        (0, 100_00, "vergoed tegen"),
        (0, 200_00, "vergoed tegen"),
        (0, 200_02, "vergoed tot het maximum"),
        (150_00, 100_00, "vergoed tot het maximum"),
        (200_00, 100_00, "niet vergoed: maximum op"),
        (900_00, 100_00, "niet vergoed: maximum op"),
    ],
)
def test_of_late_hours_it_says_how_they_are_really_reimbursed(eerder_ct: int, kosten_ct: int, hoe: str) -> None:
    assert hoe_vergoed(Vergoedingsjaar(2023, 5_000, 100_00, kosten_ct, eerder_ct)) == hoe


def test_both_lines_of_late_hours_say_that_the_maximum_is_gone(tmp_path: Path) -> None:
    laat = uren(BOEKEL, 100, maand=date(2023, 12, 1), afrekenjaar=2024)
    op = replace(REGELING.pok[0], jaar=2023, maximum_ct=0)
    prijs = tarief(date(2023, 1, 1), date(2023, 12, 31))
    regeling = replace(
        met_jaar(), uren=(*REGELING.uren, laat), pok=(*REGELING.pok, op), tarieven=(*REGELING.tarieven, prijs)
    )
    (v1,) = versies(tmp_path, regeling)
    assert [een for een in regels(v1, BOEKEL) if "2023" in een] == [
        "Daarin: late uren uit 2023, niet vergoed: maximum op",
        "Daarin: uren uit 2023, niet vergoed: maximum op",
    ]
