"""What changed between two versions of a settlement, and why: to the cent, and per gemeente only its own."""

from __future__ import annotations

from datetime import date

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, VAST, tarief, uren
from hulp.versies import LATER, anders
from msgspec.structs import replace

from via_xl.regeling.model import Gemeente, Inwoners, MeerkostenDrager, Regeling, Verdeelsleutel, Voorschot
from via_xl.rekenen.verrekening import verreken
from via_xl.rekenen.wijzigingen import Afgerekend, Paar, Regelgevolg, Vergelijking, te_verrekenen, vergelijk


def versie(regeling: Regeling, nummer: int = 1, status: str = "concept") -> Afgerekend:
    return Afgerekend(regeling, verreken(regeling, 2024), nummer, status, f"{nummer}" * 64)


def naast(eerst: Regeling, dan: Regeling, status: str = "concept") -> Vergelijking:
    return vergelijk(versie(eerst, 1, status), versie(dan, 2))


def test_nothing_changed_gives_no_difference_and_no_reason() -> None:
    uit = naast(REGELING, REGELING)
    assert uit.gelijk
    assert uit.redenen == ()
    assert [rij.eigen_redenen for rij in uit.gemeenten] == [(), (), ()]


def test_the_differences_of_saldi_and_advances_net_to_that_of_the_vergoeding() -> None:
    uit = naast(REGELING, replace(LATER, voorschotten=(Voorschot(code=OSS, jaar=2024, bedrag_ct=12345, bron=""),)))
    saldi = sum(rij.saldo_ct.verschil for rij in uit.gemeenten)
    voorschotten = sum(rij.voorschot_ct.verschil for rij in uit.gemeenten)
    assert uit.vergoeding_ct.verschil
    assert saldi + voorschotten + uit.vergoeding_ct.verschil == 0
    assert not uit.gelijk


def test_lines_that_are_new_gone_or_other_are_told_apart_and_explain_the_hours_and_the_cost() -> None:
    oss = naast(REGELING, LATER).van(OSS)
    assert [(r.gevolg, r.medewerker, r.maand, r.uren_h) for r in oss.regels] == [
        (Regelgevolg.ERBIJ, "1001", date(2024, 3, 1), Paar(0, 11550)),
        (Regelgevolg.ERBIJ, "1002", date(2024, 3, 1), Paar(0, 2575)),
        (Regelgevolg.VERVALLEN, "1001", date(2024, 11, 1), Paar(10000, 0)),
    ]
    assert sum(r.uren_h.verschil for r in oss.regels) == oss.uren_h.verschil == 4125
    assert sum(r.kosten_ct.verschil for r in oss.regels) == oss.kosten_ct.verschil
    assert oss.eigen_redenen == ("2 urenregels erbij (+ 141,25 uren)", "1 urenregel vervallen (− 100,00 uren)")


def test_a_line_whose_hours_changed_is_one_line_with_both() -> None:
    boekel = naast(REGELING, LATER).van(BOEKEL)
    ((regel),) = boekel.regels
    assert (regel.gevolg, regel.uren_h) == (Regelgevolg.GEWIJZIGD, Paar(50, 175))


def test_lines_that_only_stand_in_another_order_or_are_split_are_no_change() -> None:
    eerst = replace(REGELING, uren=(uren(OSS, 1000), uren(OSS, 3000)))
    dan = replace(REGELING, uren=(uren(OSS, 2000), uren(OSS, 2000)))
    assert naast(eerst, dan).van(OSS).regels == ()


def test_a_split_that_moves_a_cent_is_said_since_the_cost_must_be_explained() -> None:
    eerst = replace(REGELING, uren=(uren(OSS, 100),))
    dan = replace(REGELING, uren=tuple(uren(OSS, 1) for _ in range(100)))
    oss = naast(eerst, dan).van(OSS)
    assert oss.kosten_ct.verschil
    assert [(r.gevolg, r.uren_h.verschil, r.kosten_ct.verschil) for r in oss.regels] == [
        (Regelgevolg.GEWIJZIGD, 0, oss.kosten_ct.verschil)
    ]


def test_another_rate_is_told_with_its_months_the_hours_it_holds_for_and_its_effect() -> None:
    eerst = anders(REGELING, {})
    tarieven = (tarief(date(2024, 1, 1), date(2024, 9, 30), maandsalaris_ct=610000), REGELING.tarieven[1])
    uit = naast(eerst, replace(REGELING, tarieven=tarieven))
    (van_hb,) = uit.van(HB).tarieven
    assert (van_hb.schaal, van_hb.van, van_hb.tot, van_hb.uren_h) == (11, date(2024, 3, 1), date(2024, 3, 1), 725)
    assert van_hb.kosten_ct.verschil == uit.van(HB).kosten_ct.verschil > 0
    assert uit.van(OSS).tarieven == ()
    assert uit.van(HB).eigen_redenen == ("uurtarief schaal 11, mrt 2024: € 75,21 → € 76,50",)


def test_changed_hours_and_changed_rates_together_still_explain_the_whole_cost() -> None:
    tarieven = (
        tarief(date(2024, 1, 1), date(2024, 9, 30), uurtarief_ct=8001),
        replace(REGELING.tarieven[1], uurtarief_ct=1),
    )
    uit = naast(REGELING, replace(LATER, tarieven=tarieven))
    for rij in uit.gemeenten:
        verklaard = [*rij.regels, *rij.tarieven]
        assert sum(deel.kosten_ct.verschil for deel in verklaard) == rij.kosten_ct.verschil, rij.naam
        assert sum(regel.uren_h.verschil for regel in rij.regels) == rij.uren_h.verschil


def test_the_choices_of_the_year_and_own_public_figures_are_reasons() -> None:
    jaar = replace(
        REGELING.jaren[0],
        verdeelsleutel=Verdeelsleutel.UREN,
        voorstelgrens_ct=30_000_000,
        meerkosten_drager=MeerkostenDrager.LEVERANCIERS,
    )
    dan = replace(
        REGELING,
        jaren=(jaar,),
        pok=(replace(REGELING.pok[0], vergoeding_bp=4000),),
        inwoners=tuple(replace(rij, inwoners=rij.inwoners + (rij.code == BOEKEL)) for rij in REGELING.inwoners),
        begroting=(),
    )
    uit = naast(REGELING, dan)
    assert [p.regel() for p in uit.parameters] == [
        "vergoeding uit POK, percentage: 50 % → 40 %",
        "verdeelsleutel: inwoners → uren",
        "voorstelgrens (8.4): € 310.000,00 → € 300.000,00",
        "drager van de meerkosten: inwoners → leveranciers",
    ]
    assert [g.regel() for g in uit.van(BOEKEL).gegevens] == [
        "inwoners: 11.030 → 11.031",
        "begroot in het koersplan: € 5.518,00 → geen",
    ]
    assert uit.van(OSS).gegevens == ()
    assert not any("som van de sleutel" in reden for reden in uit.redenen), "two keys have no common unit"


def test_of_the_region_only_what_k_v_and_r_became_is_a_reason() -> None:
    # Oss 115,50 h and 25,75 h at € 75,21 for 100 h at € 76,15; Boekel 1,75 h for 0,50 h; half of it is POK's, halves up.
    assert naast(REGELING, LATER).redenen == ("K + € 3.102,43", "V + € 1.551,22", "R + € 1.551,21")


def test_a_gemeente_of_one_version_only_settled_nothing_in_the_other() -> None:
    nieuw = "GM0999"
    met = replace(
        REGELING,
        gemeenten=(
            *REGELING.gemeenten,
            Gemeente(code=nieuw, naam="Nieuw", organisatie="", centrumgemeente=False, **VAST),
        ),
        inwoners=(*REGELING.inwoners, Inwoners(code=nieuw, peiljaar=2022, inwoners=5000, **VAST)),
    )
    erbij, weg = naast(REGELING, met).van(nieuw), naast(met, REGELING).van(nieuw)
    assert erbij.saldo_ct.vorig == weg.saldo_ct.nu == 0
    assert erbij.saldo_ct.nu == weg.saldo_ct.vorig > 0
    assert erbij.eigen_redenen == ("inwoners: geen → 5.000",)
    with pytest.raises(KeyError):
        naast(REGELING, REGELING).van(nieuw)


def test_after_a_definitief_version_only_the_difference_is_to_be_settled() -> None:
    uit = naast(REGELING, LATER, "definitief")
    assert uit.herziening
    assert not naast(REGELING, LATER).herziening
    toen, nu = verreken(REGELING, 2024), verreken(LATER, 2024)
    for rij in te_verrekenen(toen, nu):
        assert rij.saldo_ct.verschil == nu.van(rij.code).saldo_ct - toen.van(rij.code).saldo_ct
    for rij in te_verrekenen(None, nu):
        assert rij.saldo_ct == Paar(0, nu.van(rij.code).saldo_ct)


def test_two_years_are_not_compared() -> None:
    jaren = (REGELING.jaren[0], replace(REGELING.jaren[0], jaar=2025))
    regeling = replace(REGELING, jaren=jaren, pok=(*REGELING.pok, replace(REGELING.pok[0], jaar=2025)))
    ander = Afgerekend(regeling, verreken(regeling, 2025), 1, "concept", "")
    with pytest.raises(ValueError, match="2025 en 2024"):
        vergelijk(ander, versie(regeling))
    with pytest.raises(ValueError, match="2025 en 2024"):
        te_verrekenen(ander.uitkomst, verreken(regeling, 2024))
