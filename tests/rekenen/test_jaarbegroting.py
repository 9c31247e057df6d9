"""The budget of a year to come: worked by hand, with what can't be calculated, and why a bijdrage differs from last year's."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, tarief, uren
from msgspec.structs import replace

from via_xl.regeling.model import (
    POK,
    Begrotingsregel,
    Formatie,
    Inwoners,
    Kostenpost,
    Regeling,
    Rol,
    Taak,
    Verdeelsleutel,
)
from via_xl.rekenen.jaarbegroting import (
    Index,
    Kostenbron,
    NietTeBegroten,
    Verschilreden,
    Voorschotwijze,
    begrotingssleutel,
    deel_van_elk_ct,
    jaartarief_ct,
    raam_kosten,
    te_verdelen_ct,
    verklaring,
    voorschotten_ct,
)
from via_xl.rekenen.plan import begroot_buiten_pok, begrotingsdelen, buiten_pok

JAAR = replace(REGELING.jaren[0], productieve_uren_h=140_000, begrote_kosten_ct=62_000_000)
REGIO = replace(
    REGELING,
    jaren=(JAAR, replace(JAAR, jaar=2025)),
    pok=(*REGELING.pok, POK(jaar=2025, vergoeding_bp=2500, maximum_ct=31_000_000, bron="")),
    rollen=(Rol(rol="kernlid", taak=Taak.BELEID, bron=""), Rol(rol="ondersteuner", taak=Taak.ONDERSTEUNING, bron="")),
    formatie=(
        Formatie(taak=Taak.BELEID, uren_per_week_h=1800, bron=""),
        Formatie(taak=Taak.ONDERSTEUNING, uren_per_week_h=900, bron=""),
    ),
    tarieven=(
        tarief(date(2024, 1, 1), date(2024, 12, 31), uurtarief_ct=7500),
        tarief(date(2025, 7, 1), date(2025, 12, 31), uurtarief_ct=7700),
        tarief(date(2024, 1, 1), date(2025, 12, 31), schaal=8, uurtarief_ct=5000),
    ),
    uren=(
        uren(OSS, 30_000),
        uren(BOEKEL, 10_000, schaal=8),
        uren(OSS, 5_000, schaal=8, rol="Ondersteuner"),
        uren(HB, 99_000, geldig=False),
    ),
    kosten=(
        Kostenpost(jaar=2024, omschrijving="a", code=OSS, bedrag_ct=1_000_000, telt_mee=True, bron=""),
        Kostenpost(jaar=2024, omschrijving="b", code=OSS, bedrag_ct=7_000_000, bron=""),
    ),
    begroting=tuple(
        Begrotingsregel(code=c, jaar=2024, bedrag_ct=ct, bron="") for c, ct in ((HB, 1), (BOEKEL, 2), (OSS, 3))
    ),
)
"""2025 of three gemeenten: 700 hours beleid, of which last year three in four in schaal 11, and 350 hours ondersteuning."""


def test_the_formatie_costs_its_productive_hours_at_the_mean_rate_of_the_schalen_it_was_done_in() -> None:
    raming = raam_kosten(REGIO, 2025, Kostenbron.FORMATIE, Index(350, 200))
    beleid, ondersteuning = raming.taken
    # schaal 11: six months at € 75,00 (the last one known) and six at € 77,00; three hours of it for one of schaal 8
    assert [(deel.schaal, deel.uren_h, deel.tarief_ct) for deel in beleid.schalen] == [
        (8, 10_000, 5000),
        (11, 30_000, 7600),
    ]
    assert (beleid.uren_h, beleid.tarief_ct, beleid.kosten_ct, beleid.uit_jaar) == (70_000, 6950, 4_865_000, 2024)
    assert (ondersteuning.uren_h, ondersteuning.tarief_ct, ondersteuning.kosten_ct) == (35_000, 5000, 1_750_000)
    assert (raming.personeel_ct, raming.overig_ct) == (6_615_000, 1_000_000)
    assert (raming.index_personeel_ct, raming.index_overig_ct) == (231_525, 20_000)
    assert raming.kosten_ct == 6_615_000 + 1_000_000 + 231_525 + 20_000
    # POK reimburses a quarter of the staff and nothing of the other costs, which have pok=nee
    buiten = buiten_pok(REGIO, 2025, raming.overig_met_index_ct).ct
    assert buiten == 1_020_000
    assert te_verdelen_ct(REGIO, 2025, raming.kosten_ct, buiten) == 7_866_525 - 1_711_631


def test_the_officer_may_say_in_which_schaal_a_taak_is_done() -> None:
    beleid, ondersteuning = raam_kosten(REGIO, 2025, Kostenbron.FORMATIE, Index(), {Taak.BELEID: 8}).taken
    assert (beleid.tarief_ct, beleid.uit_jaar, ondersteuning.uit_jaar) == (5000, None, 2024)


def test_last_years_cost_is_that_of_its_hours_and_other_costs_with_what_is_still_to_come() -> None:
    raming = raam_kosten(REGIO, 2025, Kostenbron.VORIG_JAAR, Index(100, 0))
    geleverd = 300 * 7500 + 100 * 5000 + 50 * 5000
    assert raming.personeel_ct == geleverd + raming.nog_te_leveren_ct
    assert raming.nog_te_leveren_ct > 0
    assert (raming.overig_ct, raming.taken) == (1_000_000, ())
    december = replace(REGIO, uren=(*REGIO.uren, uren(OSS, 1_000, schaal=8, maand=date(2024, 12, 1))))
    voorbij = raam_kosten(december, 2025, Kostenbron.VORIG_JAAR, Index(100, 0))
    assert (voorbij.personeel_ct, voorbij.nog_te_leveren_ct, voorbij.index_ct) == (3_050_000, 0, 30_500)


def test_late_hours_of_earlier_years_are_no_cost_of_last_year() -> None:
    laat = uren(OSS, 2_000, maand=date(2023, 3, 1))
    regio = replace(
        REGIO,
        uren=(*REGIO.uren, laat),
        tarieven=(*REGIO.tarieven, tarief(date(2023, 1, 1), date(2023, 12, 31), uurtarief_ct=7000)),
        pok=(*REGIO.pok, POK(jaar=2023, vergoeding_bp=10_000, maximum_ct=62_000_000, bron="")),
    )
    zonder, met = (raam_kosten(r, 2025, Kostenbron.VORIG_JAAR, Index(100, 0)) for r in (REGIO, regio))
    assert met.late_uren_ct == 20 * 7000
    assert replace(met, late_uren_ct=0) == zonder
    with pytest.raises(NietTeBegroten, match="2024 heeft geen uren en geen andere kosten"):
        raam_kosten(replace(regio, uren=(laat,), kosten=(), capaciteit=()), 2025, Kostenbron.VORIG_JAAR, Index())


@pytest.mark.parametrize(
    ("anders", "bron", "waarom"),
    [
        ({"formatie": ()}, Kostenbron.FORMATIE, "tblFormatie vraagt in 2025 geen uren"),
        (
            {"jaren": (*REGELING.jaren, replace(REGELING.jaren[0], jaar=2025))},
            Kostenbron.FORMATIE,
            "productieve uren van 2025",
        ),
        ({"uren": REGIO.uren[:2]}, Kostenbron.FORMATIE, "in welke schaal ondersteuning wordt gedaan"),
        ({"tarieven": REGIO.tarieven[:2]}, Kostenbron.FORMATIE, "schaal 8 heeft voor 2025 geen tarief"),
        (
            {"uren": (), "kosten": (), "capaciteit": ()},
            Kostenbron.VORIG_JAAR,
            "2024 heeft geen uren en geen andere kosten",
        ),
        ({"capaciteit": ()}, Kostenbron.VORIG_JAAR, "niet alle uren van 2024 zijn er, en zonder toegezegde capaciteit"),
        ({"capaciteit": (), "uren": ()}, Kostenbron.VORIG_JAAR, "niet alle uren van 2024 zijn er"),
        (
            {"uren": ()},
            Kostenbron.VORIG_JAAR,
            "van 2024 is geen raming te maken: er zijn nog geen uren om een uurtarief",
        ),
        (
            {"jaren": (replace(JAAR, productieve_uren_h=None), replace(JAAR, jaar=2025))},
            Kostenbron.VORIG_JAAR,
            "van 2024 is geen raming te maken: vul op Jaren de productieve uren in",
        ),
        ({"pok": REGIO.pok[1:]}, Kostenbron.VORIG_JAAR, "2024 is nog niet af te rekenen"),
    ],
)
def test_what_cannot_be_calculated_is_said(anders: dict[str, object], bron: Kostenbron, waarom: str) -> None:
    with pytest.raises(NietTeBegroten, match=waarom):
        raam_kosten(replace(REGIO, **anders), 2025, bron, Index())  # type: ignore[arg-type]


def test_a_rate_that_begins_later_gives_no_mean() -> None:
    with pytest.raises(NietTeBegroten, match="schaal 11 heeft voor 2024"):
        jaartarief_ct([tarief(date(2024, 2, 1), date(2024, 12, 31))], 11, 2024)


def met_sleutel(sleutel: Verdeelsleutel, regio: Regeling = REGIO) -> Regeling:
    return replace(regio, jaren=(JAAR, replace(JAAR, jaar=2025, verdeelsleutel=sleutel)))


def test_the_key_is_that_of_the_year_and_a_key_that_is_not_known_yet_is_said() -> None:
    assert begrotingssleutel(REGIO, 2025).per_code == {HB: 156_538, BOEKEL: 11_030, OSS: 93_307}
    capaciteit = begrotingssleutel(met_sleutel(Verdeelsleutel.CAPACITEIT), 2025)
    assert (capaciteit.per_code, capaciteit.uitleg) == ({HB: 0, BOEKEL: 0, OSS: 2400}, "")
    for sleutel in (Verdeelsleutel.UREN, Verdeelsleutel.KOSTEN):
        anders = begrotingssleutel(met_sleutel(sleutel), 2025)
        assert anders.per_code == capaciteit.per_code
        assert anders.uitleg.startswith(f"de {sleutel} van 2025 zijn nog niet bekend")
    with pytest.raises(NietTeBegroten, match="geen capaciteit toegezegd"):
        begrotingssleutel(met_sleutel(Verdeelsleutel.UREN, replace(REGIO, capaciteit=())), 2025)
    with pytest.raises(NietTeBegroten, match="de inwoners van Oss op 1 januari 2022"):
        begrotingssleutel(replace(REGIO, inwoners=REGIO.inwoners[:2]), 2025)
    with pytest.raises(NietTeBegroten, match="telt op tot 0"):
        deel_van_elk_ct(1, {OSS: 0})


@pytest.mark.parametrize(
    ("bedrag", "wijze", "termijnen"), list(product((0, 1, 99_999, 10_000_001), Voorschotwijze, (2, 7, 12)))
)
def test_terms_add_up_to_the_whole_and_differ_by_a_cent(bedrag: int, wijze: Voorschotwijze, termijnen: int) -> None:
    delen = voorschotten_ct(bedrag, wijze, termijnen)
    heel = {Voorschotwijze.GEEN: 0, Voorschotwijze.HELFT: (bedrag + 1) // 2}.get(wijze, bedrag)
    assert sum(delen) == heel
    assert not delen or max(delen) - min(delen) <= 1


# --- why it differs


def begroot(regio: Regeling, **jaar: object) -> Regeling:
    """2025 with its budget: the exact shares of what POK leaves of these amounts."""
    met = replace(regio, jaren=(JAAR, replace(JAAR, jaar=2025, **jaar)))  # type: ignore[arg-type]
    kosten = met.jaar(2025).begrote_kosten_ct or 0
    delen = deel_van_elk_ct(
        te_verdelen_ct(met, 2025, kosten, begroot_buiten_pok(met, met.jaar(2025)).ct),
        begrotingssleutel(met, 2025).per_code,
    )
    erbij = (Begrotingsregel(code=code, jaar=2025, bedrag_ct=ct, bron="") for code, ct in delen.items())
    return replace(met, begroting=(*met.begroting, *erbij))


NIEUW = begroot(
    replace(
        REGIO,
        inwoners=(
            *REGIO.inwoners,
            *(
                Inwoners(code=c, peiljaar=2024, inwoners=n, bron="")
                for c, n in ((HB, 160_000), (BOEKEL, 11_000), (OSS, 95_000))
            ),
        ),
    ),
    peiljaar=2024,
    begrote_kosten_ct=70_000_000,
    begrote_overige_ct=1_020_000,
    begrote_index_ct=2_000_000,
    begrote_index_overige_ct=20_000,
)


@pytest.mark.parametrize("code", [HB, BOEKEL, OSS])
def test_the_reasons_add_up_to_the_difference_exactly(code: str) -> None:
    stappen = verklaring(NIEUW, 2025, code)
    oud, wordt = (next(r.bedrag_ct for r in NIEUW.begroting if (r.code, r.jaar) == (code, j)) for j in (2024, 2025))
    assert sum(stappen.values()) == wordt - oud
    assert list(stappen) == [
        Verschilreden.AFRONDING,
        Verschilreden.SLEUTEL,
        Verschilreden.POK,
        Verschilreden.INDEX,
        Verschilreden.OVERIG,
        Verschilreden.INZET,
    ]


def test_each_reason_is_what_the_share_changes_when_only_that_does() -> None:
    oss, was, wordt = verklaring(NIEUW, 2025, OSS), 93_307 / 260_875, 95_000 / 266_000
    assert oss[Verschilreden.AFRONDING] == pytest.approx(31_000_000 * was - 3, abs=2)
    assert oss[Verschilreden.SLEUTEL] == pytest.approx(31_000_000 * (wordt - was), abs=2)
    assert oss[Verschilreden.POK] == pytest.approx(15_500_000 * wordt, abs=2)
    # of the other costs POK reimburses nothing: they weigh in full
    assert oss[Verschilreden.INDEX] == pytest.approx((2_000_000 * 0.75 + 20_000) * wordt, abs=2)
    assert oss[Verschilreden.OVERIG] == pytest.approx(1_000_000 * wordt, abs=2)
    assert oss[Verschilreden.INZET] == pytest.approx(4_980_000 * 0.75 * wordt, abs=2)


def test_an_amount_that_someone_changed_and_a_year_without_cost_are_said() -> None:
    bijgesteld = replace(
        NIEUW, begroting=tuple(replace(r, bedrag_ct=r.bedrag_ct + 500 * (r.jaar == 2025)) for r in NIEUW.begroting)
    )
    assert verklaring(bijgesteld, 2025, OSS) == {**verklaring(NIEUW, 2025, OSS), Verschilreden.BIJGESTELD: 500}
    zonder = replace(NIEUW, jaren=(replace(JAAR, begrote_kosten_ct=None), NIEUW.jaren[1]))
    assert list(verklaring(zonder, 2025, OSS)) == [Verschilreden.ONBEKEND]
    gelijk = replace(NIEUW, begroting=(*NIEUW.begroting[:3], *(replace(r, jaar=2025) for r in NIEUW.begroting[:3])))
    assert sum(verklaring(gelijk, 2025, OSS).values()) == 0


def test_a_gemeente_that_took_another_in_is_held_against_what_both_had() -> None:
    samen = begroot(
        replace(
            REGIO,
            gemeenten=tuple(
                replace(g, tot=date(2024, 12, 31), opvolger=OSS) if g.code == BOEKEL else g for g in REGIO.gemeenten
            ),
        )
    )
    stappen = verklaring(samen, 2025, OSS)
    wordt = next(r.bedrag_ct for r in samen.begroting if (r.code, r.jaar) == (OSS, 2025))
    assert sum(stappen.values()) == wordt - 5
    assert Verschilreden.SLEUTEL not in stappen


def met_pok(regio: Regeling, *pok: bool) -> Regeling:
    """The other costs of 2024 again, each € 10.000 and with POK or not."""
    posten = (replace(REGIO.kosten[0], omschrijving=str(nr), pok=wel) for nr, wel in enumerate(pok))
    return replace(regio, kosten=tuple(posten))


@pytest.mark.parametrize(
    ("pok", "buiten_ct"),
    [((), 0), ((True,), 0), ((False,), 1_020_000), ((True, False), 510_000), ((True, False, False), 680_000)],
)
def test_pok_reimburses_nothing_of_the_part_of_other_costs_that_had_none_last_year(
    pok: tuple[bool, ...], buiten_ct: int
) -> None:
    regio = met_pok(NIEUW, *pok)
    assert begroot_buiten_pok(regio, regio.jaar(2025)).ct == buiten_ct
    assert te_verdelen_ct(regio, 2025, 70_000_000, buiten_ct) == 70_000_000 - (70_000_000 - buiten_ct) // 4
    zonder = replace(regio, jaren=(JAAR, replace(regio.jaren[1], begrote_overige_ct=None)))
    assert begroot_buiten_pok(zonder, zonder.jaar(2025)).ct == 0


@pytest.mark.parametrize("pok", list(product((True, False), repeat=3)))
def test_the_reasons_add_up_whatever_pok_reimburses_and_none_of_it_is_called_a_change(pok: tuple[bool, ...]) -> None:
    regio = begroot(
        met_pok(REGIO, *pok),
        begrote_kosten_ct=70_000_001,
        begrote_overige_ct=3_060_007,
        begrote_index_overige_ct=60_007,
    )
    for code in (HB, BOEKEL, OSS):
        stappen = verklaring(regio, 2025, code)
        oud, wordt = (next(r.bedrag_ct for r in regio.begroting if (r.code, r.jaar) == (code, j)) for j in (2024, 2025))
        assert sum(stappen.values()) == wordt - oud
        assert Verschilreden.BIJGESTELD not in stappen


@pytest.mark.parametrize("pok", [(True,), (False,), (True, False, False)])
def test_the_shares_of_a_budget_are_those_of_the_plan_table(pok: tuple[bool, ...]) -> None:
    regio = begroot(met_pok(REGIO, *pok), begrote_kosten_ct=70_000_000, begrote_overige_ct=1_020_000)
    delen = begrotingsdelen(regio)[2025].delen
    assert {code: deel.exact_ct for code, deel in delen.items()} == {
        r.code: r.bedrag_ct for r in regio.begroting if r.jaar == 2025
    }
