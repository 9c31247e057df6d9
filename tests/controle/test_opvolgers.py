"""What stands under the code of a gemeente in a year in which it is not there, and an opvolger that never follows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hulp.bevindingen import regels
from hulp.kleine_master import BOEKEL, OSS, REGELING, uren
from msgspec.structs import replace

from via_xl.controle.opvolgers import controleer
from via_xl.regeling.model import Begrotingsregel, Capaciteit, Gemeente, Kostenpost, Voorschot

LEEG: dict[str, Any] = dict.fromkeys(
    ("uren", "kosten", "voorschotten", "verrekend", "begroting", "capaciteit", "inwoners"), ()
)
KOST = Kostenpost(jaar=2024, omschrijving="zaal", code=BOEKEL, bedrag_ct=5000, telt_mee=True, bron="factuur")
EEN_VAN_ELK: dict[str, tuple[str, Any]] = {
    "uren": ("urenregels", uren(BOEKEL, 100)),
    "kosten": ("overige kosten", KOST),
    "voorschotten": ("voorschotten", Voorschot(code=BOEKEL, jaar=2024, bedrag_ct=100, bron="b")),
    "begroting": ("begroting", Begrotingsregel(code=BOEKEL, jaar=2024, bedrag_ct=100, bron="b")),
    "capaciteit": ("capaciteit", Capaciteit(code=BOEKEL, uren_per_week_h=100, bron="b")),
}


def gemeenten(**boekel: Any) -> tuple[Gemeente, ...]:
    vast = {"van": None, "tot": None, "opvolger": ""}
    return tuple(replace(g, **(vast | (boekel if g.code == BOEKEL else {}))) for g in REGELING.gemeenten)


@pytest.mark.parametrize("tabel", EEN_VAN_ELK)
def test_an_amount_of_who_has_not_begun_or_is_gone_is_a_warning_of_every_kind(tabel: str) -> None:
    soort, rij = EEN_VAN_ELK[tabel]
    met = LEEG | {tabel: (rij,)}
    [begin] = regels(controleer, gemeenten=gemeenten(van=date(2025, 1, 1)), **met)
    assert begin.startswith("waarschuwing m.xlsx Gemeenten!")
    assert (
        f"Boekel begint pas op 1-1-2025, maar in 2024 zijn er al {soort} van haar; die blijven op haar naam." in begin
    )
    assert "Verbeter Van, of verbeter " in begin
    [einde] = regels(controleer, gemeenten=gemeenten(tot=date(2023, 12, 31)), **met)
    assert f"eindigt op 31-12-2023 en heeft geen opvolger, maar in 2024 zijn er nog {soort} van haar;" in einde
    assert "Vul de opvolger in, of verbeter " in einde
    for er_wel in (
        {"van": date(2024, 12, 31)},
        {"tot": date(2024, 12, 31)},
        {"tot": date(2023, 12, 31), "opvolger": OSS},
    ):
        assert regels(controleer, gemeenten=gemeenten(**er_wel), **met) == []


def test_a_cost_that_does_not_count_and_a_row_of_nothing_are_no_amounts_left_behind() -> None:
    voorschot = EEN_VAN_ELK["voorschotten"][1]
    niets = {"kosten": (replace(KOST, telt_mee=False),), "voorschotten": (replace(voorschot, bedrag_ct=0),)}
    met = LEEG | niets | {"verrekend": REGELING.verrekend}
    assert [(rij.code, rij.bedrag_ct) for rij in REGELING.verrekend] == [(BOEKEL, 0)]
    assert regels(controleer, gemeenten=gemeenten(van=date(2025, 1, 1)), **met) == []
    assert regels(controleer, gemeenten=gemeenten(tot=date(2023, 12, 31)), **met) == []


def test_an_opvolger_without_a_last_day_never_follows() -> None:
    [melding] = regels(controleer, gemeenten=gemeenten(opvolger=OSS), **LEEG)
    assert melding.startswith("waarschuwing m.xlsx Gemeenten!")
    assert "Boekel heeft een opvolger (Oss), maar geen laatste dag; zo gaat er niets over. Vul bij Tot" in melding
