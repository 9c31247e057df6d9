"""A next year in a master: what is copied and how, what is refused, and that the master stays provable."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hulp.gemaakt import regeling
from hulp.handelingen import na
from hulp.kleine_master import BOEKEL, OSS, REGELING

from via_xl.basis.bevinding import InvoerFout
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Begrotingsregel, Besteding, Regeling, Status
from via_xl.schrijven.master import maak_master
from via_xl.vragen.controleren import controleer_werkboek
from via_xl.wijzigen.bestand import doe
from via_xl.wijzigen.jaaropenen import JAAR_OPENEN
from via_xl.wijzigen.mastermaken import zet_neer

KLEIN = replace(
    REGELING,
    jaren=(replace(REGELING.jaren[0], besluit="V2024-1", reactietermijn=date(2024, 2, 29), status=Status.VASTGESTELD),),
    bestedingen=(Besteding(jaar=2024, post="CSG", begroot_ct=5, besteed_ct=7, bron="jaarrekening"),),
)


@pytest.fixture
def master(tmp_path: Path) -> Path:
    pad = tmp_path / "master.xlsx"
    zet_neer(maak_master(KLEIN, 2024), pad)
    return pad


def met_jaar(regio: Regeling, jaar: int, bestand: str) -> Regeling:
    return na(JAAR_OPENEN, regio, bestand=bestand, jaar=jaar)


def nieuw(rijen: tuple, jaar: int = 2025) -> list:  # type: ignore[type-arg]
    return [rij for rij in rijen if rij.jaar == jaar]


def test_the_rows_of_last_year_are_copied_as_to_be_confirmed_with_where_they_come_from() -> None:
    uit = met_jaar(KLEIN, 2025, "m.xlsx")
    for rijen, eerder in ((uit.jaren, KLEIN.jaren), (uit.pok, KLEIN.pok), (uit.begroting, KLEIN.begroting)):
        assert rijen[: len(eerder)] == eerder
        [rij] = nieuw(rijen)
        assert (rij.status, rij.bron) == (Status.TE_BEVESTIGEN, f"overgenomen uit 2024: {eerder[0].bron}")
    [rij] = nieuw(uit.pok)
    assert (rij.vergoeding_bp, rij.maximum_ct) == (5000, 31_000_000)
    assert nieuw(uit.begroting)[0].bedrag_ct == 551_800


def test_the_term_moves_a_year_and_the_decision_is_blank() -> None:
    [jaar] = nieuw(met_jaar(KLEIN, 2025, "m.xlsx").jaren)
    assert (jaar.reactietermijn, jaar.besluit) == (date(2025, 2, 28), "")
    assert (jaar.peiljaar, jaar.voorstelgrens_ct) == (2022, 31_000_000)
    [jaar] = nieuw(met_jaar(REGELING, 2025, "m.xlsx").jaren)
    assert jaar.reactietermijn is None


def test_posts_come_without_amounts_and_rates_and_advances_do_not_come() -> None:
    uit = met_jaar(KLEIN, 2025, "m.xlsx")
    [post] = nieuw(uit.bestedingen)
    assert (post.post, post.begroot_ct, post.besteed_ct) == ("CSG", None, None)
    assert (uit.tarieven, uit.voorschotten, uit.uren) == (KLEIN.tarieven, KLEIN.voorschotten, KLEIN.uren)


def test_two_years_on_the_source_names_the_last_year_only() -> None:
    uit = met_jaar(met_jaar(KLEIN, 2025, "m.xlsx"), 2026, "m.xlsx")
    assert nieuw(uit.jaren, 2026)[0].bron == f"overgenomen uit 2025: {KLEIN.jaren[0].bron}"
    assert [rij.jaar for rij in uit.bestedingen] == [2024, 2025, 2026]


@pytest.mark.parametrize(("opvolger", "met_begroting"), [("", {BOEKEL}), (BOEKEL, {BOEKEL, OSS})])
def test_a_gemeente_that_is_no_more_gets_no_budget_but_for_its_opvolger(opvolger: str, met_begroting: set[str]) -> None:
    regio = replace(
        KLEIN,
        gemeenten=tuple(
            replace(g, tot=date(2024, 12, 31), opvolger=opvolger) if g.code == OSS else g for g in KLEIN.gemeenten
        ),
        begroting=(*KLEIN.begroting, Begrotingsregel(code=OSS, jaar=2024, bedrag_ct=1, bron="8.1")),
    )
    erbij = [rij.code for rij in nieuw(met_jaar(regio, 2025, "m.xlsx").begroting)]
    assert sorted(erbij) == sorted(met_begroting)


@pytest.mark.parametrize(
    ("regio", "jaar", "waarom"),
    [
        (KLEIN, 2024, "m.xlsx: 2024 staat al in tblJaren"),
        (KLEIN, 2023, "m.xlsx: 2023 ligt vóór het laatste jaar (2024)"),
        (KLEIN, 2026, "m.xlsx: na 2024 volgt 2025, niet 2026"),
        (replace(KLEIN, pok=()), 2025, "m.xlsx bevat fouten"),
    ],
)
def test_another_year_than_the_next_and_a_master_with_errors_are_refused(
    regio: Regeling, jaar: int, waarom: str
) -> None:
    with pytest.raises(InvoerFout) as fout:
        met_jaar(regio, jaar, "m.xlsx")
    assert fout.value.bericht.startswith(waarom)


def test_the_master_is_rebuilt_with_a_backup_and_a_line_in_the_log(master: Path) -> None:
    was = master.read_bytes()
    opening = doe(JAAR_OPENEN, master, jaar=2025)
    assert opening.reserve is not None
    assert opening.reserve.read_bytes() == was
    nu = lees_master(master)
    assert nu.jaar == 2024
    assert nu.regeling == met_jaar(KLEIN, 2025, "m.xlsx")
    assert (nu.regeling.logboek[-1].wat, nu.regeling.logboek[-1].jaar) == ("jaar geopend", 2025)
    gezegd = opening.als_json()
    assert gezegd["rijen"] == {"tblJaren": 1, "tblPOK": 1, "tblBegroting": 1, "tblBestedingen": 1}
    assert "tarieven, schalen × maanden: 0 van 12 ingevuld (blad Tarieven)" in gezegd["ontbreekt"]
    for jaar in (2024, 2025):
        assert bewijs_master(nu, jaar).verschillen == ()


def test_the_region_with_a_year_more_keeps_every_rule(tmp_path: Path) -> None:
    pad = tmp_path / "m.xlsx"
    zet_neer(maak_master(regeling(), 2024), pad)
    doe(JAAR_OPENEN, pad, tmp_path / "m27.xlsx", jaar=2027)
    assert controleer_werkboek(tmp_path / "m27.xlsx", None, streng=True).aantal_fouten == 0


def test_the_command_says_what_is_copied_and_what_lacks(master: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uit = master.with_name("nieuw.xlsx")
    assert main(["jaar", "open", str(master), "2025", "--uit", str(uit)]) == 0
    gezegd = " ".join(capsys.readouterr().out.split())
    assert f"2025 is geopend in {uit}" in gezegd
    assert "1 in tblBegroting, 1 in tblBestedingen" in gezegd
    assert "Wat 2025 nog mist:" in gezegd
    assert "Niet overgenomen: tarieven" in gezegd
    assert uit.exists()


def test_the_command_gives_json_and_refuses_with_two(master: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jaar", "open", str(master), "2025", "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    assert (uit["jaar"], uit["overgenomen_uit"], uit["master"]) == (2025, 2024, str(master))
    was = master.read_bytes()
    assert main(["jaar", "open", str(master), "2025"]) == 2
    assert "2025 staat al in tblJaren" in capsys.readouterr().err
    assert master.read_bytes() == was
