"""A merger as a what-if: the region pays the same, and the new gemeente about what the old ones paid together."""

from __future__ import annotations

from datetime import date

import pytest
from hulp.gemaakt import regeling
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rekenen.regios import JAAR, regios

from via_xl.basis.bevinding import fouten
from via_xl.controle import controleer
from via_xl.regeling.model import Capaciteit, Regeling, Verdeelsleutel
from via_xl.rekenen.herindeling import herindeling
from via_xl.rekenen.verrekening import capaciteit_h, verreken

NIEUW = "GM9999"
BOXTEL, MICHIELSGESTEL, OSS = "GM0757", "GM0845", "GM0828"


@given(regios((Verdeelsleutel.INWONERS, Verdeelsleutel.UREN, Verdeelsleutel.CAPACITEIT)), st.data())
def test_k_v_and_r_stay_and_nobody_else_notices_more_than_a_rounding(
    willekeurig: Regeling, data: st.DataObject
) -> None:
    anderen = [g.code for g in willekeurig.gemeenten if not g.centrumgemeente]
    if len(anderen) < 2:
        return
    oude = tuple(data.draw(st.permutations(anderen))[: data.draw(st.integers(2, len(anderen)))])
    voor, na = verreken(willekeurig, JAAR), verreken(herindeling(willekeurig, oude, NIEUW, "Nieuw", JAAR), JAAR)
    assert (na.kosten_ct, na.vergoeding_ct, na.te_verdelen_ct) == (
        voor.kosten_ct,
        voor.vergoeding_ct,
        voor.te_verdelen_ct,
    )
    assert na.sluitcontrole_ct == 0
    samen = sum(voor.van(code).bijdrage_ct for code in oude)
    assert abs(na.van(NIEUW).bijdrage_ct - samen) <= len(oude)
    assert na.van(NIEUW).kosten_ct == sum(voor.van(code).kosten_ct for code in oude)
    assert na.van(NIEUW).voorschot_ct == sum(voor.van(code).voorschot_ct for code in oude)
    for code in oude:
        assert (na.van(code).bijdrage_ct, na.van(code).kosten_ct, na.van(code).inwoners) == (0, 0, None)


def test_on_the_region_it_breaks_no_rule_and_years_before_stay_as_they_are() -> None:
    samen = herindeling(regeling(), (BOXTEL, MICHIELSGESTEL, OSS), NIEUW, "Dommel en Maas", 2025)
    assert fouten(controleer(samen)) == ()
    voor, na = verreken(regeling(), 2024), verreken(samen, 2024)
    assert [(r.code, r.bijdrage_ct, r.saldo_ct) for r in voor.gemeenten] == [
        (r.code, r.bijdrage_ct, r.saldo_ct) for r in na.gemeenten if r.code != NIEUW
    ]
    assert na.van(NIEUW).inwoners is None
    nieuw = verreken(samen, 2025).van(NIEUW)
    assert nieuw.inwoners == 33_129 + 29_731 + 93_307
    assert nieuw.begroot_ct == sum(
        verreken(regeling(), 2025).van(c).begroot_ct or 0 for c in (BOXTEL, MICHIELSGESTEL, OSS)
    )
    assert capaciteit_h(samen, 2025)[NIEUW] == 2400
    assert capaciteit_h(samen, 2024)[OSS] == 2400


def test_capacity_that_already_ended_or_starts_later_keeps_its_days() -> None:
    rijen = (
        Capaciteit(code=OSS, uren_per_week_h=100, tot=date(2023, 6, 30), bron=""),
        Capaciteit(code=BOXTEL, uren_per_week_h=200, van=date(2026, 1, 1), tot=date(2026, 12, 31), bron=""),
    )
    samen = herindeling(replace(regeling(), capaciteit=rijen), (OSS, BOXTEL), NIEUW, "Nieuw", 2025)
    assert [(r.van, r.tot) for r in samen.capaciteit] == [
        (None, date(2023, 6, 30)),
        (date(2026, 1, 1), date(2026, 12, 31)),
    ]
    assert [capaciteit_h(samen, jaar) for jaar in (2022, 2023, 2025, 2026)] == [{OSS: 100}, {}, {}, {NIEUW: 200}]


@pytest.mark.parametrize(
    ("oude", "code", "naam", "tekst"),
    [
        ((OSS,), NIEUW, "Nieuw", "twee of meer"),
        ((OSS, OSS), NIEUW, "Nieuw", "verschillende"),
        ((OSS, "GM0001"), NIEUW, "Nieuw", "GM0001 staat niet in tblGemeenten"),
        ((OSS, "GM0796"), NIEUW, "Nieuw", "centrumgemeente"),
        ((OSS, BOXTEL), "GM0755", "Nieuw", "al in gebruik"),
        ((OSS, BOXTEL), NIEUW, "den bosch", "al in gebruik"),
    ],
)
def test_what_cannot_be_merged_is_refused(oude: tuple[str, ...], code: str, naam: str, tekst: str) -> None:
    with pytest.raises(ValueError, match=tekst):
        herindeling(regeling(), oude, code, naam, 2025)
