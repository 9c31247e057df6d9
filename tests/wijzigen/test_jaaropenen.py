"""A next year in a master: its budget calculated, what is copied and how, what is refused, and that it stays provable."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.gemaakt import regeling
from hulp.handelingen import na, wijzig
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, tarief, uren
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.geld import bedrag_tekst
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import (
    POK,
    Begrotingsregel,
    Besteding,
    Capaciteit,
    Kostenpost,
    Regeling,
    Status,
    Verdeelsleutel,
)
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


MET_PLAN = replace(KLEIN, jaren=(replace(KLEIN.jaren[0], productieve_uren_h=140_000, begrote_kosten_ct=62_000_000),))
"""24 hours a week beleid, and last year all of it in schaal 11 at € 76,15: 933,33 hours of € 71.073,08."""


def geopend(regio: Regeling = MET_PLAN, **opgaven: Any) -> Regeling:
    """The regeling with 2025 in it, calculated."""
    return na(JAAR_OPENEN, regio, jaar=2025, **opgaven)


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


@pytest.mark.lang(een_op=8)  # the whole region, opened, built and proven
def test_the_region_with_a_year_more_keeps_every_rule(tmp_path: Path) -> None:
    pad = tmp_path / "m.xlsx"
    zet_neer(maak_master(regeling(), 2024), pad)
    doe(JAAR_OPENEN, pad, tmp_path / "m27.xlsx", jaar=2027)
    was, is_nu = (controleer_werkboek(tmp_path / naam, None, streng=True) for naam in ("m.xlsx", "m27.xlsx"))
    assert [b.wat for b in is_nu.bevindingen] == [b.wat for b in was.bevindingen]


def test_the_command_says_what_is_copied_and_what_lacks(master: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uit = master.with_name("nieuw.xlsx")
    assert main(["jaar", "open", str(master), "2025", "--uit", str(uit), "--ja"]) == 0
    gezegd = " ".join(capsys.readouterr().out.split())
    assert f"2025 is geopend in {uit}" in gezegd
    assert "1 in tblBegroting, 1 in tblBestedingen" in gezegd
    assert "Wat 2025 nog mist:" in gezegd
    assert "Niet overgenomen: tarieven" in gezegd
    assert uit.exists()


def test_the_command_gives_json_and_refuses_with_two(master: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jaar", "open", str(master), "2025", "--json", "--ja"]) == 0
    uit = json.loads(capsys.readouterr().out)
    assert (uit["jaar"], uit["overgenomen_uit"], uit["master"]) == (2025, 2024, str(master))
    was = master.read_bytes()
    assert main(["jaar", "open", str(master), "2025"]) == 2
    assert "2025 staat al in tblJaren" in capsys.readouterr().err
    assert master.read_bytes() == was


# --- the budget


def test_the_budget_is_calculated_with_exact_shares_and_a_source_that_says_how() -> None:
    uit = geopend(index_personeel="3,5", index_overig="2", bron="CPB maart 2026")
    [jaar] = nieuw(uit.jaren)
    assert (jaar.begrote_kosten_ct, jaar.begrote_overige_ct) == (7_356_064, 0)
    assert (jaar.begrote_index_ct, jaar.begrote_index_overige_ct) == (248_756, 0)
    assert jaar.bron == (
        "berekend uit de formatie (beleid 24,00 uur per week) tegen de bekende tarieven: € 71.073,08; index personeel 3,50 %, "
        "overig 2 % (CPB maart 2026); de rest overgenomen uit 2024: 8"
    )
    rijen = nieuw(uit.begroting)
    assert sum(rij.bedrag_ct for rij in rijen) == 7_356_064 - 3_678_032
    assert [(rij.code, rij.bedrag_ct) for rij in rijen] == [(HB, 2_207_003), (BOEKEL, 155_510), (OSS, 1_315_519)]
    assert {(rij.percentage_bp, rij.status) for rij in rijen} == {(None, Status.TE_BEVESTIGEN)}
    assert rijen[1].bron == "exact aandeel: 11.030 van 260.875 inwoners van € 36.780,32 te verdelen"


def test_pok_is_over_the_staff_and_not_over_other_costs_that_it_pays_nothing_of() -> None:
    post = Kostenpost(jaar=2024, omschrijving="zaal", code=OSS, bedrag_ct=10_000_000, telt_mee=True, bron="factuur")
    for pok, over_ct in ((False, 10_000_000), (True, 5_000_000)):
        regio = replace(MET_PLAN, kosten=(replace(post, pok=pok),))
        uit = nieuw(geopend(regio).begroting)
        assert sum(rij.bedrag_ct for rij in uit) == 7_107_308 // 2 + over_ct
        gezegd = wijzig(JAAR_OPENEN, regio, jaar=2025).verhaal.vooraf
        assert (
            any(str(zin).startswith("Van € 100.000,00 andere kosten vergoedt POK niets") for zin in gezegd) is not pok
        )


def test_no_source_that_a_gemeente_reads_prices_the_hour_of_one_person() -> None:
    uit = geopend()
    bronnen = " ".join(rij.bron for tabel in (uit.jaren, uit.begroting, uit.voorschotten) for rij in tabel)
    assert "76,15" not in bronnen
    assert "schaal" not in bronnen
    wijziging = wijzig(JAAR_OPENEN, MET_PLAN, jaar=2025)
    [log] = wijziging.rijen["tblLogboek"]
    assert "beleid 933,33 productieve uren × € 76,15 (schaal 11, als in 2024) = € 71.073,08" in log.opmerking  # type: ignore[attr-defined]


def test_another_year_on_the_source_tells_of_the_last_calculation_only() -> None:
    uit = na(JAAR_OPENEN, geopend(), jaar=2026)
    assert nieuw(uit.jaren, 2026)[0].bron == (
        "berekend uit de formatie (beleid 24,00 uur per week) tegen de bekende tarieven: € 71.073,08; zonder index; de rest "
        "overgenomen uit 2025: 8"
    )


def test_last_years_cost_is_another_choice_and_so_are_its_amounts() -> None:
    kosten = nieuw(geopend(kosten="vorig-jaar").jaren)[0]
    assert kosten.bron.startswith("berekend uit de kosten van 2024: € ")
    laat = replace(
        MET_PLAN,
        uren=(*MET_PLAN.uren, uren(OSS, 10_000, maand=date(2023, 3, 1))),
        tarieven=(*MET_PLAN.tarieven, tarief(date(2023, 1, 1), date(2023, 12, 31), uurtarief_ct=7000)),
        pok=(*MET_PLAN.pok, POK(jaar=2023, vergoeding_bp=10_000, maximum_ct=62_000_000, bron="")),
    )
    met_laat = nieuw(geopend(laat, kosten="vorig-jaar").jaren)[0]
    assert met_laat.begrote_kosten_ct == kosten.begrote_kosten_ct
    assert "; zonder € 7.000,00 van late uren uit eerdere jaren; zonder index; " in met_laat.bron
    over = geopend(kosten="overnemen")
    assert [(rij.code, rij.bedrag_ct, rij.percentage_bp) for rij in nieuw(over.begroting)] == [(BOEKEL, 551_800, 178)]
    assert nieuw(over.jaren)[0].begrote_kosten_ct == 62_000_000


def test_what_cannot_be_calculated_is_said_and_only_then_are_the_amounts_taken_over() -> None:
    verhaal = wijzig(JAAR_OPENEN, KLEIN, jaar=2025).verhaal
    zin = (
        "LET OP: de begroting van 2025 is niet berekend: de productieve uren van 2025 zijn niet ingevuld (blad Jaren). De "
        "bedragen van 2024 zijn overgenomen."
    )
    for regels in (verhaal.vooraf, verhaal.vraag, verhaal.melding):
        assert zin in regels
    assert verhaal.json["begroting"] is None
    assert nieuw(met_jaar(KLEIN, 2025, "m.xlsx").begroting)[0].bedrag_ct == 551_800


@pytest.mark.parametrize(
    ("opgaven", "waarom"),
    [
        ({"kosten": "formatie"}, "m.xlsx: de begroting van 2025 is niet te berekenen: de productieve uren van 2025"),
        ({"index_personeel": "3", "bron": "CPB"}, "is niet te berekenen"),
        ({"kosten": "gokken"}, "Kies uit: formatie, vorig-jaar, overnemen"),
        ({"index_personeel": "drie", "bron": "CPB"}, "--index-personeel drie is geen percentage"),
        ({"index_overig": "3,123", "bron": "CPB"}, "--index-overig 3,123 is geen percentage"),
        ({"index_overig": "51", "bron": "CPB"}, "--index-overig 51 is geen percentage"),
        ({"index_personeel": "3,5"}, "Een index heeft een bron nodig"),
        ({"index_personeel": "3", "bron": "CPB", "kosten": "overnemen"}, "een index doet niets"),
        ({"voorschot": "veel"}, "Kies uit: geen, geheel, helft, termijnen"),
        ({"voorschot": "termijnen"}, "een aantal van 2 tot en met 12"),
        ({"voorschot": "termijnen", "termijnen": 13}, "een aantal van 2 tot en met 12"),
        ({"voorschot": "helft", "termijnen": 2}, "--termijnen hoort bij --voorschot termijnen"),
        ({"schaal": ["beleid"]}, "--schaal beleid is niet te lezen"),
        ({"schaal": ["zang=11"]}, "Kies uit: beleid, ondersteuning"),
        ({"schaal": ["beleid=11", "beleid=12"]}, "noemt geen taak, of een die al een schaal heeft"),
    ],
)
def test_what_does_not_fit_is_refused(opgaven: dict[str, Any], waarom: str) -> None:
    with pytest.raises(InvoerFout) as fout:
        na(JAAR_OPENEN, KLEIN, jaar=2025, **opgaven)
    assert waarom in fout.value.bericht


def test_pok_that_is_known_counts_and_what_is_not_known_is_as_last_year_and_said() -> None:
    bekend = geopend(
        replace(MET_PLAN, pok=(*MET_PLAN.pok, POK(jaar=2025, vergoeding_bp=0, maximum_ct=0, bron="brief")))
    )
    assert [rij.bron for rij in nieuw(bekend.pok)] == ["brief"]
    assert sum(rij.bedrag_ct for rij in nieuw(bekend.begroting)) == nieuw(bekend.jaren)[0].begrote_kosten_ct
    regels = " ".join(map(str, wijzig(JAAR_OPENEN, MET_PLAN, jaar=2025).verhaal.vooraf))
    assert "van 2025 is nog geen POK bekend; zoals in 2024 is gerekend met 50 %, ten hoogste € 310.000,00" in regels


@pytest.mark.parametrize(
    ("voorschot", "termijnen", "delen"),
    [
        ("geheel", None, [155_510]),
        ("helft", None, [77_755]),
        ("termijnen", 4, [38_878, 38_878, 38_877, 38_877]),
        ("geen", None, []),
    ],
)
def test_voorschotten_are_proposed_to_all_but_who_asks_them(
    voorschot: str, termijnen: int | None, delen: list[int]
) -> None:
    uit = geopend(voorschot=voorschot, termijnen=termijnen, index_personeel="3,5", bron="CPB")
    rijen = nieuw(uit.voorschotten)
    assert [rij.bedrag_ct for rij in rijen if rij.code == BOEKEL] == delen
    assert HB not in {rij.code for rij in rijen}
    assert all(rij.status is Status.TE_BEVESTIGEN and rij.bron.startswith("voorstel: ") for rij in rijen)
    assert [rij.bron for rij in rijen if rij.code == OSS][:1] == [
        *(
            ["voorstel: termijn 1 van 4 van de begrote bijdrage van 2025; bevestig als het is betaald"]
            if termijnen
            else []
        ),
        *(
            ["voorstel: de hele begrote bijdrage van 2025; bevestig als het is betaald"]
            if voorschot == "geheel"
            else []
        ),
        *(
            ["voorstel: de helft van de begrote bijdrage van 2025; bevestig als het is betaald"]
            if voorschot == "helft"
            else []
        ),
    ]


def test_a_key_that_is_not_known_yet_is_said() -> None:
    regio = replace(
        MET_PLAN,
        jaren=(replace(MET_PLAN.jaren[0], verdeelsleutel=Verdeelsleutel.UREN),),
        capaciteit=(*MET_PLAN.capaciteit, Capaciteit(code=BOEKEL, uren_per_week_h=1200, bron="")),
    )
    rijen = {rij.code: rij for rij in nieuw(geopend(regio).begroting)}
    assert rijen[BOEKEL].bedrag_ct * 2 == pytest.approx(rijen[OSS].bedrag_ct, abs=2)
    assert "12,00 van 36,00 uur per week" in rijen[BOEKEL].bron
    assert "de uren van 2025 zijn nog niet bekend; de toegezegde capaciteit staat ervoor" in rijen[BOEKEL].bron


def test_it_is_shown_before_it_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = tmp_path / "m.xlsx"
    zet_neer(maak_master(MET_PLAN, 2024), pad)
    was = pad.read_bytes()
    assert main(["jaar", "open", str(pad), "2025", "--voorschot", "helft"]) == 0
    gezegd = " ".join(capsys.readouterr().out.split())
    assert "beleid: 933,33 uur × € 76,15" in gezegd
    assert "Er is niets gewijzigd. Doorvoeren: geef de opdracht opnieuw, met --ja erachter." in gezegd
    assert pad.read_bytes() == was
    assert main(["jaar", "open", str(pad), "2025", "--voorschot", "helft", "--json"]) == 0
    gezegd_json = json.loads(capsys.readouterr().out)
    assert gezegd_json["begroting"]["kosten"] == "71073.08"
    assert pad.read_bytes() == was
    assert main(["jaar", "open", str(pad), "2025", "--voorschot", "helft", "--ja"]) == 0
    gezegd = " ".join(capsys.readouterr().out.split())
    for een_keer in (
        "LET OP: van 2025 is nog geen POK",
        "Zij tellen meteen mee in de afrekening van 2025",
        "Begroot voor 2025",
    ):
        assert gezegd.count(een_keer) == 1
    assert "zonder index. Na POK" in gezegd
    nu = lees_master(pad)
    assert [bedrag_tekst(rij.bedrag_ct) for rij in nieuw(nu.regeling.begroting)] == [
        rij["wordt"] for rij in gezegd_json["gemeenten"]
    ]
    assert bewijs_master(nu, 2025).verschillen == ()
