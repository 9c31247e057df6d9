"""The settlement on one A4: what its lines are called under each arrangement, and what it says first."""

from __future__ import annotations

from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, tarief, uren
from hulp.versies import versies
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.regeling.model import (
    Begrotingsregel,
    BijdrageKarakter,
    Gemeente,
    MeerkostenDrager,
    Regeling,
    Verdeelsleutel,
)
from via_xl.rekenen.betaallijst import BETAALTERMIJN
from via_xl.rekenen.vergoeding import Vergoedingsjaar
from via_xl.schrijven.a4 import richting
from via_xl.schrijven.afrekening import _titel
from via_xl.schrijven.afrekening.vergoeding import hoe_vergoed

NUENEN = "Gemeente Nuenen, Gerwen en Nederwetten"
BEGROOT = tuple(Begrotingsregel(code=g.code, jaar=2024, bedrag_ct=100_000, bron="8.1") for g in REGELING.gemeenten)


def regels(versiemap: Path, code: str) -> list[str]:
    (pad,) = versiemap.glob(f"*_{code}_*.xlsx")
    blad = load_workbook(pad, data_only=True)["Afrekening"]
    return [str(blad.cell(rij, 2).value) for rij in range(4, 20)]


def met_jaar(**keuze: Any) -> Regeling:
    return replace(REGELING, begroting=BEGROOT, jaren=(replace(REGELING.jaren[0], **keuze),))


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
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
        (0, "nu nog", "Nu niets te betalen of te ontvangen"),
    ],
)
def test_the_first_line_says_who_pays(saldo_ct: int, hoe: str, tekst: str) -> None:
    eerste = richting("A1", saldo_ct, hoe)
    assert eerste.waarde == tekst
    assert f'"{tekst}"' in eerste.formule


def test_it_is_shared_over_the_gemeenten_that_take_part_and_says_nothing_of_what_there_is_not(tmp_path: Path) -> None:
    laat = uren(HB, 100, maand=date(2023, 12, 1), afrekenjaar=2024)
    zonder = replace(
        REGELING,
        gemeenten=tuple(replace(_eindigt(rij), organisatie=NUENEN) for rij in REGELING.gemeenten),
        begroting=(),
        uren=(*REGELING.uren, laat),
        tarieven=(*REGELING.tarieven, tarief(date(2023, 1, 1), date(2023, 12, 31))),
        pok=tuple(replace(REGELING.pok[0], jaar=jaar, vergoeding_bp=0, maximum_ct=0) for jaar in (2023, 2024)),
    )
    (v1,) = versies(tmp_path, zonder)
    gezegd = regels(v1, HB)
    assert [een for een in gezegd if "gemeenten" in een] == ["Te verdelen over de 2 gemeenten"]
    assert [een for een in gezegd if "POK" in een or "egroot" in een] == []
    assert [een for een in gezegd if "2023" in een] == ["Daarin: uren uit 2023"]
    assert [een for een in gezegd if een.startswith(("Van ", "Gemaakt"))] == [
        f"Van {NUENEN}, centrumgemeente",
        "Gemaakt op:",
    ]
    assert "Met de inwoners, uren en kosten van Boekel, nu deel van uw gemeente." in teksten(v1, HB)
    assert not any("nu deel van" in een for een in teksten(v1, OSS))


@pytest.mark.parametrize(
    ("kort", "naam", "titel"),
    [
        ("JP", "Oss", "Afrekening JP 2025 · gemeente Oss (GM0828)"),
        (
            "Jeugdzorg NB",
            "Nuenen, Gerwen en Nederwetten",
            "Afrekening Jeugdzorg NB 2025 · Nuenen, Gerwen en Nederwetten (GM0828)",
        ),
    ],
)
def test_a_title_is_no_wider_than_the_paper(kort: str, naam: str, titel: str) -> None:
    gezegd = _titel(kort, 2025, naam, "GM0828")
    assert gezegd.waarde == titel
    assert (' · gemeente "&' in gezegd.formule) == ("gemeente" in titel)


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


@pytest.mark.lang(een_op=10)  # two runs
def test_of_a_herziening_in_which_nothing_changes_for_it_a_gemeente_books_and_pays_nothing(tmp_path: Path) -> None:
    _, v2 = versies(tmp_path, met_rekening(date(2020, 6, 1)), met_rekening(date(2020, 6, 1)), definitief=True)
    assert te_doen(v2, HB)[0] == "U hoeft niets te boeken."
    assert te_doen(v2, OSS) == ["U hoeft niets te betalen en ontvangt niets."]
    tekst = teksten(v2, OSS)
    assert "Nu niets te betalen of te ontvangen" in tekst
    kop = tekst.index("Hoe het bedrag tot stand komt")
    assert tekst[kop - 1] == "", "what it replaces does not stand right above the heading"


def teksten(versiemap: Path, code: str) -> list[str]:
    """Every line of the page, as its second column says it."""
    (pad,) = versiemap.glob(f"*_{code}_*.xlsx")
    blad = load_workbook(pad, data_only=True)["Afrekening"]
    return [str(rij[1] or "") for rij in blad.iter_rows(max_col=2, values_only=True)]


def te_doen(versiemap: Path, code: str) -> list[str]:
    """What the page says under "Wat u nu doet", each with the day that stands behind it."""
    (pad,) = versiemap.glob(f"*_{code}_*.xlsx")
    rijen = list(load_workbook(pad, data_only=True)["Afrekening"].iter_rows(min_row=5, max_col=5, values_only=True))
    begin = next(plaats for plaats, rij in enumerate(rijen) if rij[1] == "Wat u nu doet")
    genummerd = takewhile(lambda rij: isinstance(rij[0], int), rijen[begin + 1 :])
    return [f"{rij[1]} {_dag(rij[4])}".strip() for rij in genummerd]


def _dag(waarde: Any) -> str:
    return f"{waarde:%Y-%m-%d}" if isinstance(waarde, date) else waarde or ""


def met_rekening(termijn: date | None) -> Regeling:
    rijen = {HB: "NL91 ABNA 0417 1643 00", BOEKEL: "nl80vbld0000000002"}
    gemeenten = tuple(replace(rij, iban=rijen.get(rij.code, ""), organisatie="") for rij in REGELING.gemeenten)
    van_anderen = tuple(rij for rij in REGELING.uren if rij.code != OSS)  # so that Oss pays
    return replace(met_jaar(reactietermijn=termijn), gemeenten=gemeenten, uren=van_anderen)


def test_a_concept_asks_for_a_reaction_before_a_day_that_is_to_come_and_for_no_money(tmp_path: Path) -> None:
    v1, v2 = versies(tmp_path, met_rekening(date(2199, 6, 1)), met_rekening(date(2020, 6, 1)))
    laat_weten = "Laat weten of u akkoord bent, of wat er niet klopt, vóór:"
    assert te_doen(v1, BOEKEL)[1:] == [
        f"{laat_weten} 2199-06-01",
        "Zonder reactie vóór die dag gaat 's-Hertogenbosch ervan uit dat de afrekening klopt.",
        "U ontvangt nu nog niets: dit is een concept.",
    ]
    assert te_doen(v1, OSS)[-1] == "U hoeft nu niets te betalen: dit is een concept."
    assert te_doen(v2, BOEKEL)[1:] == [f"{laat_weten} nog niet bepaald", "U ontvangt nu nog niets: dit is een concept."]


def test_a_definitief_page_says_on_which_account_under_which_reference_and_when(tmp_path: Path) -> None:
    (v1,) = versies(tmp_path, met_rekening(date(2020, 6, 1)), definitief=True)
    dag = date.today() + BETAALTERMIJN
    geen = "Er komt geen aparte factuur: deze afrekening is de nota."
    assert te_doen(v1, OSS) == [
        "Betaal dit bedrag op NL91 ABNA 0417 1643 00 ten name van 's-Hertogenbosch.",
        f"Vermeld daarbij ViA-2024-{OSS}-v1. Betaal uiterlijk op: {dag}",
        geen,
    ]
    assert te_doen(v1, BOEKEL) == [
        "U hoeft niets te betalen. U ontvangt dit bedrag op NL80 VBLD 0000 0000 02 ten name van Boekel.",
        f"Daarbij staat ViA-2024-{BOEKEL}-v1. U ontvangt het uiterlijk op: {dag}",
        geen,
    ]
