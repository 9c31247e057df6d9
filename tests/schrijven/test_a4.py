"""The settlement on one A4: what its lines are called under each arrangement, and what it says first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import BOEKEL, HB, REGELING
from hulp.versies import versies
from openpyxl import load_workbook

from via_xl.regeling.model import Begrotingsregel, BijdrageKarakter, MeerkostenDrager, Regeling, Verdeelsleutel
from via_xl.schrijven.a4 import richting

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
