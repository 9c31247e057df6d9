"""The list for the ledger closes, whatever the settlement and whatever was settled before."""

from __future__ import annotations

from datetime import date

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from hulp.versies import LATER
from msgspec.structs import replace

from via_xl.regeling.model import BijdrageKarakter, Regeling, Verdeelsleutel, Verrekend, Voorschot
from via_xl.rekenen.betaallijst import Betaalsoort, Richting, maak_betaallijst
from via_xl.rekenen.meenemen import Doorgeschoven
from via_xl.rekenen.verrekening import verreken

DAG = date(2025, 7, 31)
MET_VOORSCHOT = replace(
    LATER,
    voorschotten=tuple(Voorschot(code=code, jaar=2024, bedrag_ct=ct, bron="") for code, ct in ((HB, 333), (OSS, 77))),
)
MEE = Verrekend(code=OSS, jaar=2024, bedrag_ct=14, uit_jaar=2023, herziet=1, bron="")


def jaar(regeling: Regeling, **anders: object) -> Regeling:
    return replace(regeling, jaren=(replace(regeling.jaren[0], **anders),))


@pytest.mark.parametrize("eerder", [None, REGELING, LATER])
@pytest.mark.parametrize(
    "nu",
    [
        *(jaar(MET_VOORSCHOT, verdeelsleutel=sleutel) for sleutel in Verdeelsleutel),
        jaar(MET_VOORSCHOT, bijdrage_karakter=BijdrageKarakter.VAST),
        replace(REGELING, uren=()),
    ],
)
def test_the_saldi_of_the_others_are_minus_vergoeding_own_saldo_and_advances(
    nu: Regeling, eerder: Regeling | None
) -> None:
    uit = verreken(nu, 2024)
    verrekend = None if eerder is None else verreken(eerder, 2024)
    lijst = maak_betaallijst(uit, verrekend, 2, DAG)
    assert lijst.saldi_ct == -lijst.vergoeding_ct - lijst.intern.saldo_ct - lijst.voorschotten_ct
    assert {regel.code for regel in lijst.regels} == {BOEKEL, OSS}
    for regel in (*lijst.regels, lijst.intern):
        toen = 0 if verrekend is None else verrekend.van(regel.code).saldo_ct
        assert regel.saldo_ct == uit.van(regel.code).saldo_ct - toen


def test_a_row_says_who_pays_which_amount_with_which_reference_and_when() -> None:
    lijst = maak_betaallijst(verreken(REGELING, 2024), None, 1, DAG)
    oss = next(regel for regel in lijst.regels if regel.code == OSS)
    assert (oss.soort, oss.richting, oss.kenmerk, oss.vervaldatum) == (
        Betaalsoort.BETALING,
        Richting.BETALEN,
        "ViA-2024-GM0828-v1",
        DAG,
    )
    # Oss delivered 100 h at € 76,15; its share of R (€ 4.098,94) is 93.307 / 260.875.
    assert (oss.bijdrage_ct, oss.inzet_ct, oss.voorschot_ct, oss.bedrag_ct) == (146606, 761500, 0, 614894)
    # Boekel paid € 1.000,00 in advance, far more than its share: it gets the rest back.
    boekel = next(regel for regel in lijst.regels if regel.code == BOEKEL)
    assert (boekel.richting, boekel.saldo_ct) == (Richting.BETALEN, 17331 - 3761 - 100000)


def test_the_centrumgemeente_is_an_internal_booking_without_a_due_date() -> None:
    lijst = maak_betaallijst(verreken(REGELING, 2024), None, 1, DAG)
    assert (lijst.intern.code, lijst.intern.soort, lijst.intern.richting) == (
        HB,
        Betaalsoort.INTERN,
        Richting.INTERN_ONTVANGEN,
    )
    assert lijst.intern.vervaldatum is None


def test_when_nothing_changed_after_a_definitief_version_nothing_moves() -> None:
    uit = verreken(REGELING, 2024)
    lijst = maak_betaallijst(uit, uit, 2, DAG)
    assert [(regel.richting, regel.bedrag_ct, regel.vervaldatum) for regel in lijst.regels] == [
        (Richting.NIETS, 0, None)
    ] * 2


def test_a_list_that_does_not_close_is_not_made() -> None:
    uit = verreken(REGELING, 2024)
    meer = replace(uit.van_jaar, vergoeding_bp=10_000, maximum_ct=uit.van_jaar.vergoeding_ct + 1)
    with pytest.raises(ValueError, match="de betaallijst sluit niet: 1 cent"):
        maak_betaallijst(replace(uit, vergoedingen=(meer, *uit.vergoedingen[1:])), None, 1, DAG)


def test_what_is_of_another_year_moves_and_is_no_part_of_the_saldo() -> None:
    erbij = replace(
        REGELING, verrekend=tuple(replace(MEE, code=code, bedrag_ct=ct) for code, ct in ((OSS, 14), (HB, -53)))
    )
    lijst = maak_betaallijst(verreken(erbij, 2024), None, 1, DAG)
    zonder = maak_betaallijst(verreken(REGELING, 2024), None, 1, DAG)
    boekel, oss = lijst.regels
    assert [r.saldo_ct for r in lijst.regels] == [r.saldo_ct for r in zonder.regels]
    assert (oss.te_betalen_ct, oss.bedrag_ct) == (oss.saldo_ct + 14, zonder.regels[1].bedrag_ct - 14)
    assert (boekel.ander_jaar_ct, lijst.intern.ander_jaar_ct, lijst.ander_jaar_ct) == (0, -53, 14)
    assert (lijst.sluit_ct, lijst.met_ander_jaar, zonder.met_ander_jaar) == (0, True, False)


def test_a_herziening_that_is_carried_moves_nothing_and_one_that_is_carried_in_part_the_rest() -> None:
    toen, nu = verreken(REGELING, 2024), verreken(LATER, 2024)
    gewoon = maak_betaallijst(nu, toen, 2, DAG)
    verschil = {r.code: r.saldo_ct for r in (*gewoon.regels, gewoon.intern)}
    later = maak_betaallijst(nu, toen, 2, DAG, Doorgeschoven(2025, verschil))
    assert [(r.bedrag_ct, r.richting, r.vervaldatum) for r in later.regels] == [(0, Richting.NIETS, None)] * 2
    assert [r.saldo_ct for r in later.regels] == [r.saldo_ct for r in gewoon.regels]
    deels = maak_betaallijst(nu, toen, 2, DAG, Doorgeschoven(2025, {OSS: verschil[OSS] - 1}))
    assert [r.te_betalen_ct for r in deels.regels] == [verschil[BOEKEL], 1]


def test_a_year_that_had_a_line_of_another_year_settles_it_once() -> None:
    erbij = verreken(replace(REGELING, verrekend=(MEE,)), 2024)
    assert [r.bedrag_ct for r in maak_betaallijst(erbij, erbij, 2, DAG).regels] == [0, 0]
    weg = maak_betaallijst(verreken(REGELING, 2024), erbij, 2, DAG)
    assert [r.te_betalen_ct for r in weg.regels] == [0, -14]
