from __future__ import annotations

from hulp.bevindingen import regels
from hulp.kleine_master import OSS, REGELING
from msgspec.structs import replace

from via_xl.controle.btw import controleer
from via_xl.regeling.model import BtwPositie

JAAR = REGELING.jaren[0]
LAST = replace(JAAR, btw_positie=BtwPositie.LAST)
POST = replace(REGELING.kosten[0], code=OSS, telt_mee=True, btw=True)


def test_btw_that_is_a_burden_has_a_rate() -> None:
    assert regels(controleer, jaren=(LAST,), kosten=()) == [
        "fout m.xlsx Jaren!J4: in 2024 is de btw een last, maar er staat niet bij hoeveel zij is. "
        "Vul op blad Jaren de kolom Btw tarief % in, met de bron ervan."
    ]
    for positie in BtwPositie:
        assert regels(controleer, jaren=(replace(JAAR, btw_positie=positie, btw_bp=2100),), kosten=()) == []
    assert regels(controleer, jaren=(replace(JAAR, btw_positie=BtwPositie.COMPENSABEL),), kosten=()) == []


def test_a_cost_of_which_the_btw_counts_needs_the_rate_of_its_year() -> None:
    (gevonden,) = regels(controleer, kosten=(POST,))
    assert 'de btw op "procesbegeleiding" telt mee, maar van 2024 is geen btw tarief bekend.' in gevonden
    assert gevonden.startswith("fout")
    assert regels(controleer, kosten=(replace(POST, btw=False), replace(POST, telt_mee=False))) == []
    assert regels(controleer, jaren=(replace(JAAR, btw_bp=2100),), kosten=(POST,)) == []


def test_btw_that_can_be_deducted_because_the_bijdrage_is_taxed_is_a_warning() -> None:
    (gevonden,) = regels(controleer, jaren=(replace(LAST, btw_bp=2100),), kosten=(POST,))
    assert 'de btw op "procesbegeleiding" is in 2024 af te trekken, want over de bijdragen komt btw.' in gevonden
    assert gevonden.startswith("waarschuwing")
