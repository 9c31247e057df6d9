"""A scenario says what another choice costs each gemeente, and its workbook says the same."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from hulp.gemaakt import Gemaakt
from hulp.keuren import Heropener

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.geld import euro_nl
from via_xl.bewijs.linter import lint
from via_xl.opdrachten.cli import main
from via_xl.vragen.scenario import bereken_scenario

KOSTEN = "verdeelsleutel.2024=kosten"


def test_the_difference_of_every_gemeente_adds_to_nothing_and_the_master_stays_as_it_is(run_2024: Gemaakt) -> None:
    voor = run_2024.master.read_bytes()
    (jaar,) = bereken_scenario(run_2024.master, [KOSTEN], [2024]).jaren
    assert sum(rij.verschil_ct for rij in jaar.regels) == 0
    assert {rij.code: rij.nu_ct for rij in jaar.regels} == {r.code: r.bijdrage_ct for r in run_2024.uitkomst.gemeenten}
    zonder_uren = [rij for rij in jaar.regels if not run_2024.uitkomst.van(rij.code).uren_h]
    assert zonder_uren
    assert all(rij.scenario_ct == 0 for rij in zonder_uren)
    assert run_2024.master.read_bytes() == voor


def test_a_change_without_a_year_holds_for_every_year(run_2024: Gemaakt) -> None:
    uit = bereken_scenario(run_2024.master, ["vergoeding_pct=0"])
    assert [jaar.jaar for jaar in uit.jaren] == [2023, 2024, 2025, 2026]
    assert all(jaar.scenario.vergoeding_ct == 0 for jaar in uit.jaren)
    assert all(sum(r.scenario_ct for r in jaar.regels) == jaar.scenario.kosten_ct for jaar in uit.jaren)


def test_who_bears_the_meerkosten_and_a_fixed_bijdrage_are_choices_too(run_2024: Gemaakt) -> None:
    stel = ["meerkosten_drager=centrumgemeente", "voorstelgrens_eur.2024=200000"]
    (jaar,) = bereken_scenario(run_2024.master, stel, [2024]).jaren
    assert jaar.scenario.meerkosten_ct == run_2024.uitkomst.te_verdelen_ct - 20_000_000
    (vast,) = bereken_scenario(run_2024.master, ["bijdrage_karakter=vast"], [2024]).jaren
    assert {r.code: r.scenario_ct for r in vast.regels if r.code != "GM0796"} == {
        r.code: r.begroot_ct for r in run_2024.uitkomst.gemeenten if r.code != "GM0796"
    }


def test_everything_that_cannot_be_changed_is_said_at_once(run_2024: Gemaakt) -> None:
    stel = ["verdeelsleutel.2026=inzet", "foo=3", "peiljaar.2031=2022", "maximum_eur=veel", "zomaar", "jaar=2025"]
    with pytest.raises(InvoerFout) as fout:
        bereken_scenario(run_2024.master, stel)
    assert [b.cel for b in fout.value.bevindingen] == stel
    assert "drie lezingen" in fout.value.bevindingen[0].wat
    assert "Kies kosten, uren of capaciteit." in fout.value.bevindingen[0].doen


def test_a_scenario_without_its_input_is_refused_with_what_is_missing(run_2024: Gemaakt) -> None:
    with pytest.raises(InvoerFout) as fout:
        bereken_scenario(run_2024.master, ["peiljaar=2024"])
    assert len({b.wat for b in fout.value.bevindingen if "peiljaar 2024" in b.wat}) == 10
    with pytest.raises(InvoerFout, match="Zeg wat anders moet"):
        bereken_scenario(run_2024.master, [])


def test_the_workbook_holds_the_amounts_keeps_the_rules_and_never_overwrites(
    heropen: Heropener, run_2024: Gemaakt, tmp_path: Path
) -> None:
    uit = tmp_path / "vergelijking.xlsx"
    scenario = bereken_scenario(run_2024.master, [KOSTEN], [2024, 2025], uit)
    assert list(lint(uit)) == []
    blad = heropen(uit)["Vergelijking"]
    rijen = {rij[1]: rij for rij in blad.iter_rows(min_row=9, max_row=25, max_col=5, values_only=True) if rij[1]}
    for regel in scenario.jaren[0].regels:
        assert [round(100 * ct) for ct in rijen[regel.code][2:]] == [regel.nu_ct, regel.scenario_ct, regel.verschil_ct]
    with pytest.raises(InvoerFout, match="bestaat al"):
        bereken_scenario(run_2024.master, [KOSTEN], [2024], uit)


def test_a_year_in_which_nothing_is_shared_has_no_empty_chart(run_2024: Gemaakt, tmp_path: Path) -> None:
    def grafieken(jaar: int) -> int:
        uit = bereken_scenario(run_2024.master, ["verdeelsleutel=kosten"], [jaar], tmp_path / f"{jaar}.xlsx").pad
        assert uit is not None
        with ZipFile(uit) as delen:
            return sum(naam.startswith("xl/charts/chart") for naam in delen.namelist())

    assert (grafieken(2023), grafieken(2024)) == (0, 1)


def test_the_command_shows_it_and_gives_json(run_2024: Gemaakt, capsys: pytest.CaptureFixture[str]) -> None:
    opdracht = ["scenario", str(run_2024.master), "--stel", KOSTEN, "--jaar", "2024"]
    assert main(opdracht) == 0
    assert "Nu naar inwoners; scenario naar kosten." in capsys.readouterr().out
    assert main([*opdracht, "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    assert [jaar["jaar"] for jaar in uit["jaren"]] == [2024]
    assert main(["scenario", str(run_2024.master), "--stel", "foo=1"]) == 2


def test_a_year_that_a_scenario_does_not_change_takes_one_line(
    run_2024: Gemaakt, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scenario", str(run_2024.master), "--stel", "verdeelsleutel.2026=kosten", "--jaar", "2024"]) == 0
    te_verdelen = euro_nl(run_2024.uitkomst.te_verdelen_ct)
    gezegd = " ".join(capsys.readouterr().out.split())
    assert gezegd == f"Scenario 2024: verdeelsleutel.2026=kosten verandert niets; te verdelen is {te_verdelen}."


def test_a_merger_is_a_scenario_too(run_2024: Gemaakt) -> None:
    samen = "GM0757+GM0845=GM9999:Dommel"
    (jaar,) = bereken_scenario(run_2024.master, [], [2024], herindelingen=[samen]).jaren
    regels = {rij.code: rij for rij in jaar.regels}
    oud = [regels["GM0757"], regels["GM0845"]]
    assert [rij.scenario_ct for rij in oud] == [0, 0]
    assert abs(regels["GM9999"].scenario_ct - sum(rij.nu_ct for rij in oud)) <= 2
    assert sum(rij.verschil_ct for rij in jaar.regels) == 0
    onmogelijk = ["GM0757=GM9999:X", "GM0757+GM0001=GM9999:X", "GM0757+GM0796=GM9999:X"]
    with pytest.raises(InvoerFout) as fout:
        bereken_scenario(run_2024.master, [], [2024], herindelingen=onmogelijk)
    assert [b.cel for b in fout.value.bevindingen] == onmogelijk


def test_new_figures_of_cbs_are_a_scenario_too(run_2024: Gemaakt, tmp_path: Path) -> None:
    cbs = tmp_path / "37230ned.csv"
    rijen = "".join(f"{r.code};2024MM01;{(r.inwoners or 0) * 2}\n" for r in run_2024.uitkomst.gemeenten)
    cbs.write_text(f"RegioS;Perioden;BevolkingAanHetBeginVanDePeriode_1\n{rijen}", encoding="utf-8")
    (jaar,) = bereken_scenario(run_2024.master, ["peiljaar=2024"], [2024], cbs=cbs).jaren
    assert jaar.scenario.peiljaar == 2024
    assert {r.code: r.verschil_ct for r in jaar.regels} == dict.fromkeys(run_2024.bestanden, 0), "twice as many each"
    cbs.write_text(rijen.replace(";2024", ";2024", 1), encoding="utf-8")
    assert main(["scenario", str(run_2024.master), "--inwoners", str(cbs)]) == 2
