"""Salaries of the CAO into the rates of a master: what is shown, what is cut short, what is taken over, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hulp.handelingen import na, wijzig
from hulp.kleine_master import REGELING, tarief
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Regeling, Status, Tarief
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.mastermaken import zet_neer
from via_xl.wijzigen.tarievenlezen import TARIEVEN_LEZEN

EEN = "Schaal;Maximum;Vanaf\n{}\n"


def tabel(werkmap: Path, *regels: str) -> Path:
    pad = werkmap / "cao.csv"
    pad.write_text(EEN.format("\n".join(regels)), encoding="utf-8")
    return pad


def tarieven(regio: Regeling, schaal: int | str = 11) -> list[tuple[date, date, int | None]]:
    return sorted((rij.van, rij.tot, rij.maandsalaris_ct) for rij in regio.tarieven if rij.schaal == schaal)


def nieuw(werkmap: Path, *regels: str, regio: Regeling = REGELING, **gezegd: object) -> Regeling:
    return na(TARIEVEN_LEZEN, regio, salaristabel=tabel(werkmap, *regels), **gezegd)


def test_a_rate_from_a_day_on_ends_the_one_before_the_day_before(tmp_path: Path) -> None:
    assert tarieven(nieuw(tmp_path, "11;6100;1-4-2024")) == [
        (date(2024, 1, 1), date(2024, 3, 31), 599_700),
        (date(2024, 4, 1), date(2024, 9, 30), 610_000),
        (date(2024, 10, 1), date(2024, 12, 31), 599_700),
    ]
    assert tarieven(nieuw(tmp_path, "11;6100;1-12-2024", "11;6200;1-3-2025"))[1:] == [
        (date(2024, 10, 1), date(2024, 11, 30), 599_700),
        (date(2024, 12, 1), date(2024, 12, 31), 610_000),
        (date(2025, 3, 1), date(2025, 12, 31), 620_000),
    ]


def test_two_days_in_one_table_follow_on_each_other(tmp_path: Path) -> None:
    uit = nieuw(tmp_path, "11;6300;1-7-2024", "11;6100;1-4-2024")
    assert [rij[0] for rij in tarieven(uit)] == [
        date(2024, 1, 1),
        date(2024, 4, 1),
        date(2024, 7, 1),
        date(2024, 10, 1),
    ]
    assert tarieven(uit)[1] == (date(2024, 4, 1), date(2024, 6, 30), 610_000)


def test_what_the_table_does_not_give_is_taken_over_and_the_source_says_so(tmp_path: Path) -> None:
    [rij] = nieuw(tmp_path, "11;6100;1-4-2024").tarieven[len(REGELING.tarieven) :]
    assert (rij.ikb_bp, rij.werkgeverslasten_bp, rij.productieve_uren_h, rij.uurtarief_ct) == (
        1705,
        2500,
        140_000,
        None,
    )
    assert (rij.datum, rij.status) == (date.today(), Status.TE_BEVESTIGEN)
    assert rij.bron.startswith("CAO-tabel cao.csv rij 2, maximum, SHA-256 ")
    assert rij.bron.endswith("; IKB, lasten en uren als schaal 11 vanaf 1-1-2024")


def test_another_salary_from_the_same_day_is_set_and_the_same_one_stays(tmp_path: Path) -> None:
    uit = nieuw(tmp_path, "11;6000;1-1-2024")
    assert (len(uit.tarieven), uit.tarieven[0].maandsalaris_ct) == (len(REGELING.tarieven), 600_000)
    assert uit.tarieven[0].bron.startswith("CAO-tabel cao.csv")
    gelijk = wijzig(TARIEVEN_LEZEN, REGELING, salaristabel=tabel(tmp_path, "11;5997;1-1-2024"))
    assert gelijk.leeg
    assert "staan al zo in de master; er is niets gewijzigd." in str(gelijk.verhaal.scherm[0])


def test_only_the_schalen_that_the_master_knows_come_and_the_others_are_named(tmp_path: Path) -> None:
    pad = tabel(tmp_path, "10A;5900;1-4-2024", "11;6100;1-4-2024")
    gewoon = wijzig(TARIEVEN_LEZEN, REGELING, salaristabel=pad)
    assert "Niet meegenomen, want de master kent ze niet: schaal 10A (--schaal)." in gewoon.verhaal.vraag
    uit = na(TARIEVEN_LEZEN, REGELING, salaristabel=pad, schaal=["10 a"])
    assert tarieven(uit) == tarieven(REGELING)
    assert tarieven(uit, "10A") == [(date(2024, 4, 1), date(2024, 12, 31), 590_000)]
    assert "als schaal 11 vanaf 1-1-2024" in uit.tarieven[-1].bron


def test_a_new_schaal_without_one_answer_for_its_other_parts_is_refused(tmp_path: Path) -> None:
    ander = tarief(date(2024, 1, 1), date(2024, 12, 31), schaal=12, ikb_bp=1600)
    regio = replace(REGELING, tarieven=(*REGELING.tarieven, ander))
    with pytest.raises(InvoerFout) as gevangen:
        nieuw(tmp_path, "9;5000;1-4-2024", regio=regio, schaal=["9"])
    [bevinding] = gevangen.value.bevindingen
    assert (bevinding.cel, bevinding.wat.split(" waarvan")[0]) == ("rij 2", "schaal 9 heeft nog geen tarief")


def test_a_fixed_rate_is_warned_of(tmp_path: Path) -> None:
    vraag = wijzig(TARIEVEN_LEZEN, REGELING, salaristabel=tabel(tmp_path, "11;6100;1-10-2024")).verhaal.vraag
    assert "LET OP: schaal 11 vanaf 1-10-2024 heeft een vast uurtarief; het maandsalaris telt daar niet." in vraag


@pytest.mark.parametrize(
    ("gezegd", "bericht"),
    [
        ({"schaal": ["x"]}, "--schaal x is geen schaal"),
        ({"schaal": ["8"]}, "heeft schaal 8 niet"),
        ({"trede": 3}, "heeft geen bedragen in trede 3"),
        ({"vanaf": "gisteren"}, '--vanaf: "gisteren" is geen datum'),
    ],
)
def test_what_is_asked_and_not_there_is_said(gezegd: dict[str, object], bericht: str, tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match=bericht):
        nieuw(tmp_path, "11;6100;1-4-2024", **gezegd)


def test_the_command_shows_what_it_costs_and_then_does_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    master = tmp_path / "via_master.xlsx"
    zet_neer(maak_master(REGELING, 2024), master)
    was = master.read_bytes()
    pad = tabel(tmp_path, "11;6100;1-2-2024")
    assert main(["tarieven", "lees", str(pad), "--in", str(master)]) == 0
    uit = capsys.readouterr().out
    for stuk in (
        "Maandsalarissen uit cao.csv: maximum van de schaal.",
        "Het tarief van nu eindigt op 31-1-2024: schaal 11.",
        "€ 5.997,00",
        "€ 76,50",
        "Bijdrage over 2024",
        "Er is niets gewijzigd.",
    ):
        assert stuk in uit, stuk
    assert master.read_bytes() == was
    assert main(["tarieven", "lees", str(pad), "--in", str(master), "--ja"]) == 0
    gelezen = lees_master(master)
    assert tarieven(gelezen.regeling)[:2] == [
        (date(2024, 1, 1), date(2024, 1, 31), 599_700),
        (date(2024, 2, 1), date(2024, 9, 30), 610_000),
    ]
    assert [type(rij) for rij in gelezen.regeling.tarieven] == [Tarief] * 3
    assert bewijs_master(gelezen, 2024).verschillen == ()
