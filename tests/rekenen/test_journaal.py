"""The journal: every entry balances, whatever is settled; the ledger of a gemeente mirrors that of the centrumgemeente."""

from __future__ import annotations

from datetime import date

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from hulp.versies import LATER
from msgspec.structs import replace

from via_xl.regeling.model import Boekkant, Boekpost, BtwPositie, Grootboekregel, Regeling, Verrekend
from via_xl.rekenen.betaallijst import Betaallijst, maak_betaallijst
from via_xl.rekenen.journaal import journaal, rekening_van, zonder_rekening
from via_xl.rekenen.verrekening import verreken

DAG = date(2025, 7, 31)
MET_BTW = replace(REGELING, jaren=(replace(REGELING.jaren[0], btw_positie=BtwPositie.LAST, btw_bp=2100),))
MEE = replace(REGELING, verrekend=(Verrekend(code=OSS, jaar=2024, bedrag_ct=14, uit_jaar=2023, herziet=1, bron=""),))
CENTRUM, EIGEN = Boekkant.CENTRUMGEMEENTE, Boekkant.GEMEENTE


def lijst(nu: Regeling, toen: Regeling | None = None) -> Betaallijst:
    return maak_betaallijst(verreken(nu, 2024), None if toen is None else verreken(toen, 2024), 2, DAG)


@pytest.mark.parametrize("toen", [None, REGELING, MET_BTW])
@pytest.mark.parametrize("nu", [REGELING, LATER, MET_BTW, MEE])
def test_every_entry_balances_and_a_gemeente_books_the_mirror(nu: Regeling, toen: Regeling | None) -> None:
    regels = journaal(lijst(nu, toen))
    per_kant = {kant: {(r.betaling.code, r.post): r.bedrag_ct for r in regels if r.kant is kant} for kant in Boekkant}
    for code in (HB, OSS, BOEKEL):
        assert sum(ct for (van, _), ct in per_kant[CENTRUM].items() if van == code) == 0
    assert per_kant[EIGEN] == {wat: -ct for wat, ct in per_kant[CENTRUM].items()}
    assert (regels == ()) == (nu == toen)


def test_the_lines_of_a_gemeente_are_those_of_its_settlement() -> None:
    # Oss delivered 100 h at € 76,15 and bears € 1.466,06: the centrumgemeente owes it the rest.
    regels = [(r.post, r.debet_ct, r.credit_ct) for r in journaal(lijst(REGELING)) if r.betaling.code == OSS]
    assert regels == [
        (Boekpost.BIJDRAGE, 0, 146606),
        (Boekpost.INZET, 761500, 0),
        (Boekpost.TE_VERREKENEN, 0, 614894),
        (Boekpost.BIJDRAGE, 146606, 0),
        (Boekpost.INZET, 0, 761500),
        (Boekpost.TE_VERREKENEN, 614894, 0),
    ]


def test_btw_and_what_is_of_another_year_are_booked_apart() -> None:
    van_btw = {r.post: r.credit_ct for r in journaal(lijst(MET_BTW)) if (r.kant, r.betaling.code) == (CENTRUM, OSS)}
    assert (van_btw[Boekpost.BIJDRAGE], van_btw[Boekpost.BTW]) == (146606, 30787)
    van_mee = {r.post: r.credit_ct for r in journaal(lijst(MEE)) if (r.kant, r.betaling.code) == (CENTRUM, OSS)}
    assert (van_mee[Boekpost.ANDER_JAAR], van_mee[Boekpost.TE_VERREKENEN]) == (14, 614880)


def test_an_account_is_that_of_the_side_and_what_has_none_is_named() -> None:
    grootboek = (
        Grootboekregel(kant=EIGEN, post=Boekpost.BIJDRAGE, rekening="4438000"),
        Grootboekregel(kant=CENTRUM, post=Boekpost.BIJDRAGE, kostenplaats="K1"),
    )
    assert rekening_van(grootboek, EIGEN, Boekpost.BIJDRAGE).rekening == "4438000"
    assert rekening_van(grootboek, EIGEN, Boekpost.INZET).rekening == ""
    leeg = [*zonder_rekening(lijst(REGELING), grootboek)]
    assert (CENTRUM, Boekpost.BIJDRAGE) in leeg
    assert (EIGEN, Boekpost.BIJDRAGE) not in leeg
    assert not {Boekpost.BTW, Boekpost.ANDER_JAAR} & {post for _, post in leeg}, "there is none"


def test_who_receives_is_named_with_an_account_that_can_be_right() -> None:
    ibans = {HB: "NL91 ABNA 0417 1643 00", OSS: "NL20INGB0001234567", BOEKEL: "NL91ABNA0417164301"}
    gemeenten = tuple(replace(rij, iban=ibans[rij.code]) for rij in REGELING.gemeenten)
    nu = replace(REGELING, gemeenten=gemeenten)
    boekel, oss = lijst(nu).regels
    assert (oss.iban, oss.ten_name_van) == ("NL20 INGB 0001 2345 67", "Oss")
    assert (boekel.iban, boekel.ten_name_van) == ("", "Boekel"), "its check digits are wrong"
    terug, _ = lijst(replace(nu, voorschotten=()), nu).regels
    assert (terug.bedrag_ct, terug.iban) == (100000, "NL91 ABNA 0417 1643 00"), "Boekel pays the centrumgemeente"
