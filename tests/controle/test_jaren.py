from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hulp.bevindingen import regels
from hulp.kleine_master import HB, REGELING, uren
from msgspec.structs import replace

from via_xl.controle.jaren import controleer
from via_xl.regeling.model import PokJaar

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
        "fout m.xlsx Begroting!B4: jaar 2024 wordt gebruikt, maar heeft geen rij in tblJaren. "
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


LAAT = uren(HB, 100, maand=date(2023, 12, 1), afrekenjaar=2024)


def test_the_pok_of_the_year_of_late_hours_is_there_or_is_not_asked_for() -> None:
    assert regels(controleer, uren=(LAAT, LAAT)) == [
        "fout m.xlsx Uren!F4: uren uit 2023 worden vergoed uit de POK van dat jaar, maar tblPOK heeft geen rij 2023. "
        "Voeg 2023 toe aan tblPOK, of zet op blad Jaren bij 2024 de kolom POK van late uren op afrekenjaar."
    ]
    van_2023 = replace(REGELING.pok[0], jaar=2023)
    naar_afrekenjaar = replace(REGELING.jaren[0], pok_jaar=PokJaar.AFREKENJAAR)
    assert not any("late uren" in een for een in regels(controleer, uren=(LAAT,), pok=(*REGELING.pok, van_2023)))
    assert regels(controleer, uren=(LAAT,), jaren=(naar_afrekenjaar,)) == []
    assert regels(controleer, uren=(replace(LAAT, geldig=False),)) == []


def test_hours_are_not_settled_before_they_are_delivered() -> None:
    te_vroeg = uren(HB, 100, maand=date(2025, 1, 1), afrekenjaar=2024)
    gevonden = regels(controleer, uren=(te_vroeg,))
    assert gevonden[0] == (
        "fout m.xlsx Uren!H4: uren van 2025-01 kunnen niet al in 2024 worden afgerekend. Verbeter het afrekenjaar of de maand."
    )


def test_the_year_of_a_cost_that_counts_is_used() -> None:
    post = replace(REGELING.kosten[0], code=HB, jaar=2025)
    assert regels(controleer, kosten=(post,)) == []
    assert [een.split(": ")[1] for een in regels(controleer, kosten=(replace(post, telt_mee=True),))] == [
        "jaar 2025 wordt gebruikt, maar heeft geen rij in tblJaren. Voeg 2025 toe aan tblJaren of verbeter het jaartal.",
        "jaar 2025 wordt gebruikt, maar heeft geen rij in tblPOK. Voeg 2025 toe aan tblPOK of verbeter het jaartal.",
    ]


EERDER = uren(HB, 100, maand=date(2023, 11, 1), afrekenjaar=2023)
VAN_2023 = replace(REGELING.pok[0], jaar=2023)


def test_an_earlier_settlement_needs_no_parameters_where_a_later_one_only_takes_what_is_gone_of_a_pok() -> None:
    beide = (*REGELING.pok, VAN_2023)
    assert regels(controleer, uren=(EERDER, LAAT), pok=beide) == []
    assert any("geen rij in tblJaren" in een for een in regels(controleer, uren=(EERDER,), pok=beide))
    assert any("tblPOK heeft geen rij 2023" in een for een in regels(controleer, uren=(EERDER, LAAT)))


def test_a_cost_of_an_earlier_settlement_needs_none_either_unless_pok_has_nothing_to_do_with_it() -> None:
    beide, post = (*REGELING.pok, VAN_2023), replace(REGELING.kosten[0], code=HB, jaar=2023, telt_mee=True)
    assert regels(controleer, uren=(LAAT,), pok=beide, kosten=(replace(post, pok=True),)) == []
    zonder = regels(controleer, uren=(LAAT,), pok=beide, kosten=(replace(post, pok=False),))
    assert any("jaar 2023 wordt gebruikt, maar heeft geen rij in tblJaren" in een for een in zonder)


def test_meer_andere_kosten_begroot_dan_kosten_is_een_fout() -> None:
    jaar = replace(REGELING.jaren[0], begrote_kosten_ct=100, begrote_overige_ct=100)
    assert regels(controleer, jaren=(jaar,)) == []
    (fout,) = regels(controleer, jaren=(replace(jaar, begrote_overige_ct=101),))
    assert "meer aan andere kosten begroot dan alle kosten samen" in fout


def test_a_part_of_other_costs_that_nobody_budgeted_is_a_fault() -> None:
    jaar = replace(REGELING.jaren[0], begrote_kosten_ct=100, begrote_overige_ct=100, overig_buiten_pok_bp=0)
    assert regels(controleer, jaren=(jaar,)) == []
    (fout,) = regels(controleer, jaren=(replace(jaar, begrote_overige_ct=None),))
    assert "van welk deel van de andere kosten POK niets vergoedt, maar niet hoeveel die zijn. Vul Waarvan" in fout
