"""Many regions in one command: which masters it takes, that one that fails stops nothing, and that the outcome is a jaarrun's."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from hulp.kleine_master import REGELING
from hulp.runs import kleine_master
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.verhaal import Lijst
from via_xl.basis.vingerafdruk import sha256
from via_xl.jaarrun import AlAfgerekend, jaarrun
from via_xl.opdrachten import cli
from via_xl.opdrachten.veelregios import _regioruns
from via_xl.regios import draaien
from via_xl.regios import jaarruns as module
from via_xl.regios.draaien import draai
from via_xl.regios.jaarruns import Engine, jaarruns, vind_masters
from via_xl.regios.regiorun import Regioopdracht, Regiorun, Regiostand, eerder, onthoud

Scherm = pytest.CaptureFixture[str]


def leg(map: Path, *namen: str) -> Path:
    """Empty files."""
    for naam in namen:
        (map / naam).parent.mkdir(parents=True, exist_ok=True)
        (map / naam).touch()
    return map


@pytest.fixture
def regios(tmp_path: Path) -> Path:
    """Two regions that can be settled, and between them one that can't."""
    kleine_master(tmp_path / "noord")
    leg(tmp_path, "midden/master.xlsx")
    kleine_master(tmp_path / "zuid")
    return tmp_path


# --- which masters


def test_a_folder_gives_its_masters_and_no_copy_of_one(tmp_path: Path) -> None:
    goed = ("a/via_master.xlsx", "b/master 2024.xlsm")
    leg(tmp_path, *goed, "a/via_master.2026-11-30.xlsx", "a/via_master.2026-11-30-2.xlsx", "a/~$via_master.xlsx")
    leg(tmp_path, "a/afrekeningen/2024/v1/bron/via_master.xlsx", "a/uren.xlsx", ".prullenbak/via_master.xlsx")
    assert vind_masters([str(tmp_path)]) == [tmp_path / naam for naam in goed]


def test_a_pattern_a_list_and_files_give_each_master_once(tmp_path: Path) -> None:
    leg(tmp_path, "a/x.xlsx", "b/y.xlsx", "b/~$y.xlsx")
    (tmp_path / "lijst.txt").write_text('# regio\'s\n\n"b/y.xlsx"\nweg.xlsx\n', encoding="utf-8")
    bronnen = [str(tmp_path / "*" / "*.xlsx"), str(tmp_path / "lijst.txt"), str(tmp_path / "a" / "x.xlsx")]
    assert [pad.relative_to(tmp_path).as_posix() for pad in vind_masters(bronnen)] == [
        "a/x.xlsx",
        "b/y.xlsx",
        "weg.xlsx",
    ]


def test_nothing_found_says_what_can_be_given(tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match=r"Geen master gevonden in .*Geef een map"):
        jaarruns([str(tmp_path)])
    (tmp_path / "lijst.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvoerFout, match=r"lijst\.txt kan niet worden gelezen"):
        jaarruns([str(tmp_path / "lijst.txt")])


def doelen(uit: Path | None, *bronnen: Path) -> list[str]:
    """The folders in which the versions come, as far as they differ."""
    opdrachten = module._opdrachten(vind_masters(list(map(str, bronnen))), uit)
    return [een.doel.relative_to(een.master.parent if uit is None else uit).as_posix() for een in opdrachten]


def als_gemaakt(doel: Path, master: Path) -> None:
    """As if a version of this master was made there."""
    leg(doel, "2024/v1/manifest.json").joinpath("2024/v1/manifest.json").write_text("{}", encoding="utf-8")
    run = Regiorun("", str(master), Regiostand.GEMAAKT, map=str(doel / "2024" / "v1"))
    onthoud(Regioopdracht("", master, doel), run)


def test_masters_in_one_folder_have_a_folder_each_and_two_editions_are_refused(tmp_path: Path, capsys: Scherm) -> None:
    leg(tmp_path, "a_master.xlsx", "b_master.xlsx", "afrekeningen-b_master/2024/v1/a_master.xlsx")
    assert doelen(None, tmp_path) == ["afrekeningen-a_master", "afrekeningen-b_master"]
    assert doelen(tmp_path / "uit", tmp_path) == ["a_master", "b_master"]
    leg(tmp_path, "a_master.xlsm")
    assert cli.main(["jaarruns", str(tmp_path)]) == 2
    fout = "".join(capsys.readouterr().err.split())
    assert "doorelkaar" in fout
    assert "a_master.xlsxa_master" not in fout


def test_a_folder_of_versions_stays_that_of_its_master(tmp_path: Path) -> None:
    leg(tmp_path, "a_master.xlsx", "b_master.xlsx", "c_master.xlsx")
    a, b = tmp_path / "a_master.xlsx", tmp_path / "b_master.xlsx"
    assert doelen(None, a) == ["afrekeningen"]
    manifest = leg(tmp_path, "afrekeningen/2024/v1/manifest.json") / "afrekeningen/2024/v1/manifest.json"
    manifest.write_text('{"master": {"bestand": "a_master.xlsx"}}', encoding="utf-8")
    for _ in "by the manifest of its version", "by what is remembered":
        assert doelen(None, a, b) == ["afrekeningen", "afrekeningen-b_master"]
        assert doelen(None, b) == ["afrekeningen-b_master"]
        als_gemaakt(tmp_path / "afrekeningen", a)
        manifest.write_text("{}", encoding="utf-8")


def test_the_name_of_a_region_does_not_follow_from_what_else_is_named(tmp_path: Path) -> None:
    leg(tmp_path, "een/master.xlsx", "twee/master.xlsx", "twee/anders_master.xlsx")
    uit, een, twee = tmp_path / "U", tmp_path / "een", tmp_path / "twee"
    assert doelen(uit, een, twee) == ["een-master", "anders_master", "twee-master"]
    assert doelen(uit, een) == ["master"]
    als_gemaakt(uit / "master", een / "master.xlsx")
    assert doelen(uit, een, twee) == ["master", "anders_master", "twee-master"]
    assert doelen(uit, twee) == ["anders_master", "twee-master"]
    shutil.rmtree(een)
    assert doelen(uit, twee) == ["anders_master", "master"]


def test_a_job_has_whole_paths_wherever_it_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leg(tmp_path, "a/master.xlsx", "lijst.txt").joinpath("lijst.txt").write_text("a/master.xlsx", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for bron in ("a", "a/*.xlsx", "lijst.txt", "a/master.xlsx"):
        (opdracht,) = module._opdrachten(vind_masters([bron]), Path("uit"))
        assert (opdracht.master, opdracht.doel) == (tmp_path / "a" / "master.xlsx", tmp_path / "uit" / "master")


def test_regions_that_are_called_alike_get_their_path(tmp_path: Path) -> None:
    leg(tmp_path, "noord/2024/master.xlsx", "zuid/2024/master.xlsx")
    opdrachten = module._opdrachten(vind_masters([str(tmp_path)]), tmp_path / "uit")
    assert [een.naam for een in opdrachten] == ["noord-2024-master", "zuid-2024-master"]


def test_regions_apart_have_their_versions_beside_them(tmp_path: Path) -> None:
    leg(tmp_path, "noord/master.xlsx", "zuid/master.xlsx")
    opdrachten = module._opdrachten(vind_masters([str(tmp_path)]), None)
    assert [(een.naam, een.doel) for een in opdrachten] == [
        (f"{naam}-master", tmp_path / naam / "afrekeningen") for naam in ("noord", "zuid")
    ]


@pytest.mark.parametrize(
    ("opties", "zegt"),
    [
        (["--engine", "spark"], "Kies bij --engine processen of dask"),
        (["--tegelijk", "0"], "een aantal van 1 of meer"),
        (["--engine", "dask"], "hoort --scheduler"),
        (["--scheduler", "tcp://h:1"], "hoort bij --engine dask"),
    ],
)
def test_what_does_not_go_together_is_refused(opties: list[str], zegt: str, tmp_path: Path, capsys: Scherm) -> None:
    leg(tmp_path, "a/master.xlsx")
    assert cli.main(["jaarruns", str(tmp_path), *opties]) == 2
    assert zegt in " ".join(capsys.readouterr().err.split())


# --- one job


def test_a_job_is_done_again_only_when_the_file_changed_or_when_asked(tmp_path: Path) -> None:
    opdracht = Regioopdracht("klein", kleine_master(tmp_path), tmp_path / "afrekeningen", 2024)
    assert eerder(opdracht) is None
    eerst = draai(opdracht)
    assert (eerst.stand, eerst.versie, eerst.gemeenten) == (Regiostand.GEMAAKT, 1, 3)
    assert eerder(opdracht) == replace(eerst, stand=Regiostand.ONGEWIJZIGD, seconden=0.0)
    shutil.move(tmp_path / "afrekeningen", tmp_path / "verhuisd")
    assert eerder(opdracht) is None
    verhuisd = eerder(replace(opdracht, doel=tmp_path / "verhuisd"))
    assert verhuisd is not None
    assert verhuisd.map == str(tmp_path / "verhuisd" / "2024" / "v1")
    for anders in (replace(opdracht, jaar=2023), replace(opdracht, jaar=None)):
        assert eerder(replace(anders, doel=tmp_path / "verhuisd")) is None
    opdracht.master.write_bytes(opdracht.master.read_bytes() + b" ")
    assert eerder(replace(opdracht, doel=tmp_path / "verhuisd")) is None


def test_whatever_lies_where_something_was_remembered_the_job_is_done_again(tmp_path: Path) -> None:
    opdracht = Regioopdracht("klein", kleine_master(tmp_path), tmp_path / "afrekeningen", 2024)
    run = draai(opdracht)
    manifest, onthouden = (tmp_path / "afrekeningen" / naam for naam in ("2024/v1/manifest.json", "jaarruns.json"))
    alles, goed = json.loads(onthouden.read_text("utf-8")), manifest.read_bytes()
    for inhoud in ("[]", "3", "{", '{"uren_bron": [3]}'):
        manifest.write_text(inhoud, "utf-8")
        alles["2024"]["manifest"] = sha256(manifest)
        onthouden.write_text(json.dumps(alles), "utf-8")
        assert eerder(opdracht) is None, inhoud
    for inhoud in ("[]", "3", "{", '{"2024": []}', '{"2024": {"run": {"map": "\\u0000"}}}'):
        onthouden.write_text(inhoud, "utf-8")
        assert eerder(opdracht) is None, inhoud
        manifest.write_bytes(goed)
        onthoud(opdracht, run)
        assert eerder(opdracht) is not None, inhoud


def test_whatever_goes_wrong_in_a_job_is_its_outcome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opdracht = Regioopdracht("weg", tmp_path / "weg.xlsx", tmp_path / "uit")
    run = draai(opdracht)
    assert (run.stand, run.exitcode, run.bericht[:8]) == (Regiostand.MISLUKT, 2, "weg.xlsx")

    def stuk(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    def klaar(*_: object, **__: object) -> None:
        raise AlAfgerekend(2024, 3)

    monkeypatch.setattr(draaien, "jaarrun", klaar)
    run = draai(opdracht)
    assert (run.stand, run.jaar, run.versie, run.exitcode) == (Regiostand.AL_DEFINITIEF, 2024, 3, 0)
    scherm = list(_regioruns(module.Regioruns((run,), 0.0)))
    assert isinstance(scherm[0], Lijst)
    assert (scherm[0].titel, scherm[0].rijen[0][:3]) == ("1 regio", ("weg", "al definitief", "2024 v3 definitief"))
    assert scherm[-1] == "1 al definitief, in 0 s."
    monkeypatch.setattr(draaien, "jaarrun", stuk)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    run = draai(opdracht)
    assert (run.exitcode, "niet verwachtte" in run.bericht) == (1, True)


def test_the_exit_code_is_that_of_the_gravest_failure() -> None:
    def uitkomst(*codes: int) -> int:
        runs = tuple(Regiorun("", "", Regiostand.GEMAAKT, exitcode=code) for code in codes)
        return module.Regioruns(runs, 0.0).exitcode

    assert [uitkomst(0, 0), uitkomst(0, 2), uitkomst(2, 1, 0)] == [0, 2, 1]


# --- many, really side by side


def sterf_als_midden(opdracht: Regioopdracht) -> Regiorun:
    """A job that takes its process along, as one that runs out of memory does."""
    if opdracht.naam == "midden":
        os._exit(9)
    return Regiorun(opdracht.naam, str(opdracht.master), Regiostand.GEMAAKT)


@pytest.mark.lang(een_op=1)
def test_a_process_that_dies_fails_its_own_region_only(tmp_path: Path) -> None:
    opdrachten = [Regioopdracht(naam, tmp_path / naam, tmp_path) for naam in ("noord", "midden", "zuid", "oost")]
    gedaan = {opdracht.naam: run for opdracht, run in module._verdeel(opdrachten, sterf_als_midden, 2)}
    assert {naam: str(run.stand) for naam, run in gedaan.items()} == {
        "noord": "gemaakt",
        "midden": "mislukt",
        "zuid": "gemaakt",
        "oost": "gemaakt",
    }
    assert gedaan["midden"].exitcode == 1
    assert "gestopt" in gedaan["midden"].bericht


@pytest.mark.lang(een_op=1)
def test_of_three_masters_the_two_good_ones_are_settled_as_a_jaarrun_does(regios: Path, capsys: Scherm) -> None:
    assert cli.main(["jaarruns", str(regios), "--jaar", "2024", "--uit", str(regios / "uit"), "--json"]) == 2
    uit = json.loads(capsys.readouterr().out)
    assert [(r["naam"], r["stand"], r["gemeenten"]) for r in uit["regios"]] == [
        ("midden-master", "mislukt", 0),
        ("noord-master", "gemaakt", 3),
        ("zuid-master", "gemaakt", 3),
    ]
    assert (uit["gemaakt"], uit["mislukt"], uit["ongewijzigd"]) == (2, 1, 0)
    apart = jaarrun(kleine_master(regios / "apart"), 2024)
    assert uit["regios"][1]["vingerafdruk"] == draaien._vingerafdruk(apart.map) == uit["regios"][2]["vingerafdruk"]
    assert cli.main(["jaarruns", str(regios), "--jaar", "2024", "--uit", str(regios / "uit")]) == 2
    tekst = capsys.readouterr().out
    assert "1 mislukt, 2 ongewijzigd" in tekst or "2 ongewijzigd, 1 mislukt" in tekst
    assert "midden-master: master.xlsx is" in tekst
    assert not (regios / "uit" / "zuid-master" / "2024" / "v2").exists()


@pytest.mark.lang(een_op=1)
def test_over_a_dask_scheduler_with_two_workers_the_fingerprints_are_those_of_the_runs_in_turn(
    tmp_path: Path,
) -> None:
    from distributed import Client, LocalCluster

    anders = replace(REGELING, pok=tuple(replace(rij, maximum_ct=1) for rij in REGELING.pok))
    for naam, regeling in (("noord", REGELING), ("zuid", anders)):
        kleine_master(tmp_path / "regios" / naam, regeling)
    bron = [str(tmp_path / "regios")]
    na_elkaar = jaarruns(bron, 2024, tmp_path / "een", tegelijk=1)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        verdeeld = jaarruns(
            bron, 2024, tmp_path / "twee", engine=Engine.DASK, scheduler=cluster.scheduler_address, opnieuw=True
        )
        with Client(cluster) as klant:
            deden_een_run = klant.run(eval, "'via_xl.jaarrun' in __import__('sys').modules")
    assert list(deden_een_run.values()) == [True, True]
    afdrukken = [regio.vingerafdruk for regio in na_elkaar.regios]
    assert [regio.vingerafdruk for regio in verdeeld.regios] == afdrukken
    assert len(set(afdrukken)) == 2
    assert [str(r.stand) for r in verdeeld.regios] == ["gemaakt", "gemaakt"]


def test_where_no_scheduler_answers_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import distributed

    def zwijgt(*_: object, **__: object) -> None:
        raise OSError("Timed out")

    monkeypatch.setattr(distributed, "Client", zwijgt)
    leg(tmp_path, "a/master.xlsx")
    with pytest.raises(InvoerFout, match="antwoordt geen Dask-scheduler"):
        jaarruns([str(tmp_path)], engine=Engine.DASK, scheduler="tcp://127.0.0.1:1")
