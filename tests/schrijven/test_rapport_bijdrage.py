"""The sheet Bijdrage: totals of both methods, the deviating percentage where one looks first, and who pays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hulp.gemaakt import met_uren_van, rapport, regeling
from hulp.kleine_master import BOEKEL, HB, REGELING
from hulp.lang import meest_lang
from hulp.libreoffice import LibreOffice
from hulp.openvba import OpenVba
from msgspec.structs import replace

from via_xl.bewijs.linter import lint
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.regeling.model import Regeling, Verdeelsleutel
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.rapport.bijdrage import BLAD
from via_xl.schrijven.taal.bladspiegel import past


def kolom(boek: Boek, tabel: str, kop: str) -> list[Any]:
    plaats = next(t for t in boek.vind(BLAD).tabellen if t.naam == tabel)
    return list(next(k for k in plaats.kolommen if k.kop == kop).waarden)


def kleine(**jaar: Any) -> Regeling:
    """The small region with a plan of an amount that leaves cents, and a gemeente without a printed percentage."""
    return replace(
        REGELING,
        jaren=(replace(REGELING.jaren[0], begrote_kosten_ct=1_000_001, **jaar),),
        begroting=tuple(
            replace(REGELING.begroting[0], code=code, percentage_bp=bp) for code, bp in ((HB, 6000), (BOEKEL, None))
        ),
    )


REGIOS = {
    "de regio": met_uren_van(2024),
    "centen over": kleine(),
    "geen begrote kosten": REGELING,
    "van niemand zijn er inwoners": replace(
        kleine(verdeelsleutel=Verdeelsleutel.CAPACITEIT),
        inwoners=tuple(replace(rij, inwoners=0) for rij in REGELING.inwoners),
    ),
    "een jaar telt naar inwoners die er nog niet zijn": replace(
        kleine(), jaren=(*kleine().jaren, replace(kleine().jaren[0], jaar=2025, peiljaar=2024))
    ),
    "deels buiten POK": replace(
        kleine(begrote_overige_ct=99_999),
        kosten=tuple(
            replace(REGELING.kosten[0], jaar=2023, code=code, bedrag_ct=ct, telt_mee=telt_mee, pok=pok)
            for code, ct, telt_mee, pok in (
                (HB, 33_333, True, True),
                (BOEKEL, 10_001, True, False),
                (HB, 5_000, False, False),
            )
        ),
    ),
    "een opgegeven deel buiten POK": kleine(begrote_overige_ct=99_999, overig_buiten_pok_bp=3_333),
}


@pytest.fixture(scope="module")
def boek() -> Boek:
    return rapport(regeling(), 2024, "bijdrage")


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("naam", REGIOS)
def test_ironcalc_gives_the_value_of_the_rekenkern(naam: str, tmp_path: Path) -> None:
    gemaakt = rapport(REGIOS[naam], 2024, "bijdrage")
    pad = tmp_path / "m.xlsx"
    gemaakt.bewaar(pad)
    aantal, verschillen = vergelijk(pad, gemaakt.verwacht())
    assert [verschil.regel() for verschil in verschillen] == []
    assert aantal > 100
    assert [bevinding.regel() for bevinding in lint(pad) if bevinding.blad == BLAD] == []


@pytest.mark.motoren
@pytest.mark.parametrize("naam", meest_lang(REGIOS, "centen over"))
def test_every_engine_gives_the_value_of_the_rekenkern(naam: str, tmp_path: Path) -> None:
    gemaakt = rapport(REGIOS[naam], 2024, "bijdrage")
    pad = tmp_path / "m.xlsx"
    gemaakt.bewaar(pad)
    for machine in (LibreOffice(pad), OpenVba(pad)):
        aantal, verschillen = vergelijk(pad, gemaakt.verwacht(), machine)
        assert [verschil.regel() for verschil in verschillen if verschil.blad == BLAD] == []
        assert aantal > 100


def test_the_totals_per_year_stand_beside_what_is_printed(boek: Boek) -> None:
    assert kolom(boek, "tblPlantotalen", "Jaar") == [2023, 2024, 2025, 2026]
    assert kolom(boek, "tblPlantotalen", "Som gedrukt %") == [1.002] * 4
    assert kolom(boek, "tblPlantotalen", "Som berekend %") == [1] * 4
    assert kolom(boek, "tblPlantotalen", "Bedrag gedrukt €") == [0, 310_620, 310_620, 621_240]
    assert kolom(boek, "tblPlantotalen", "Koersplan gedrukt €") == [0, 310_620, 310_620, 621_240]
    assert kolom(boek, "tblPlantotalen", "Koersplan berekend €") == [0, 310_000, 310_000, 620_000]
    assert kolom(boek, "tblPlantotalen", "Exact €") == [0, 310_000, 310_000, 620_000]
    assert kolom(boek, "tblPlantotalen", "Gedrukt min exact €") == [0, 620, 620, 1240]
    assert kolom(boek, "tblPlantotalen", "Percentages die afwijken") == [1] * 4


def test_meierijstad_is_flagged_on_top_of_the_sheet_and_in_its_rows(boek: Boek) -> None:
    bovenaan = [cel.waarde for (rij, _), cel in sorted(boek.vind(BLAD).cellen.items()) if 3 <= rij <= 8]
    assert {4, 2023, "Meierijstad", 0.1355, 0.1335, 1.002} <= set(bovenaan)
    assert "LET OP: het gedrukte percentage is niet inwoners gedeeld door totaal" in bovenaan
    wie = kolom(boek, "tblBijdrage", "Gemeente")
    gemarkeerd = [naam for naam, tekst in zip(wie, kolom(boek, "tblBijdrage", "Let op"), strict=True) if tekst]
    assert gemarkeerd == ["Meierijstad"] * 4


def test_without_a_deviation_the_sheet_says_ok_and_names_nobody() -> None:
    goed = tuple(replace(rij, percentage_bp=1335) if rij.code == "GM1948" else rij for rij in regeling().begroting)
    cellen = rapport(replace(regeling(), begroting=goed), 2024, "bijdrage").vind(BLAD).cellen
    assert cellen[3, 2].waarde == 0
    assert cellen[3, 3].waarde == "OK: elk gedrukt percentage is het berekende"
    assert [cellen[rij, 2].waarde for rij in range(4, 9)] == [""] * 5


def test_per_gemeente_pok_and_bijdrage_make_its_share_of_all_years(boek: Boek) -> None:
    pok, zelf = kolom(boek, "tblPlangemeenten", "Uit POK €"), kolom(boek, "tblPlangemeenten", "Bijdrage exact €")
    samen = kolom(boek, "tblPlangemeenten", "Samen €")
    assert sum(pok) == pytest.approx(1_240_000)
    assert sum(zelf) == pytest.approx(1_240_000)
    assert [a + b for a, b in zip(pok, zelf, strict=True)] == pytest.approx(samen)


def test_on_paper_it_is_one_page_wide_and_the_hours_are_those_of_its_year() -> None:
    gemaakt = rapport(regeling(), 2024, "bijdrage")
    blad, uren = gemaakt.vind(BLAD), gemaakt.vind("Uren")
    assert (past(blad, 0, blad.cellen.hoeken()[1][1], blad.papier), blad.paginas) == (True, (1, 0))
    [(eerste, _, laatste, _)], [tabel] = uren.afdrukvlakken, uren.tabellen
    [jaren] = [list(k.waarden) for k in tabel.kolommen if k.kop == "Jaar van afrekening"]
    begin = tabel.rij + 1
    assert uren.titelrijen == (0, tabel.rij)
    assert jaren[eerste - begin] == jaren[laatste - begin] == 2024
    assert 2024 not in {*jaren[: eerste - begin], *jaren[laatste - begin + 1 :]}
    assert (uren.afdrukkolommen, uren.afdrukformule, len(jaren) > laatste - eerste + 1) == ([], "", True)
