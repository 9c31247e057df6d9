from __future__ import annotations

import errno
import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hulp.lang import eerste_vlug
from hulp.runs import SCRIPT, inhoud, kleine_master, mappen, regiomaster, start_tot, via_xl

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.publiceren import Versiemap, schrijf_heel, vrije_naam
from via_xl.jaarrun import jaarrun

POSIX = pytest.mark.skipif(os.name == "nt", reason="signalen en grenzen van POSIX")
STIL: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
AFGEBROKEN = "Afgebroken. Wat nog niet klaar was, is verwijderd; eerdere versies zijn ongewijzigd.\n"


def publiceer(doel: Path, tekst: str = "inhoud") -> Path:
    """Publish a version with one file."""
    with Versiemap(doel, 2024) as versiemap:
        (versiemap.werkmap / "bestand.txt").write_text(tekst)
        return versiemap.publiceer()


def mislukt(doel: Path) -> None:
    """Make half of a version."""
    with Versiemap(doel, 2024) as versiemap:
        (versiemap.werkmap / "half.txt").write_text("half")
        raise RuntimeError


# The folder itself


def test_a_version_appears_whole_and_only_when_it_is_published(tmp_path: Path) -> None:
    with Versiemap(tmp_path, 2024) as versiemap:
        (versiemap.werkmap / "bestand.txt").write_text("inhoud")
        assert not versiemap.map.exists()
        versiemap.publiceer()
        assert inhoud(versiemap.map) == {"bestand.txt": b"inhoud"}
    assert mappen(tmp_path / "2024") == ["v1"]


def test_a_run_that_fails_leaves_nothing_and_takes_no_number(tmp_path: Path) -> None:
    eerste = publiceer(tmp_path)
    with pytest.raises(RuntimeError):
        mislukt(tmp_path)
    assert mappen(tmp_path / "2024") == ["v1"]
    assert publiceer(tmp_path) == eerste.with_name("v2")


def test_the_next_version_follows_the_highest_also_when_one_is_gone(tmp_path: Path) -> None:
    for naam in ("v1", "v9", "v10", "v3-kopie", "kladversie v12"):
        (tmp_path / "2024" / naam).mkdir(parents=True)
    assert publiceer(tmp_path).name == "v11"


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    rest = tmp_path / "2024" / ".in-aanmaak-v1"
    rest.mkdir(parents=True)
    (rest / "half.xlsx").write_bytes(b"PK")
    assert publiceer(tmp_path).name == "v1"
    assert mappen(tmp_path / "2024") == ["v1"]


def test_the_second_of_two_runs_to_one_folder_says_that_the_first_is_busy(tmp_path: Path) -> None:
    master = kleine_master(tmp_path)
    with Versiemap(tmp_path / "uit", 2024) as eerste:
        (eerste.werkmap / "bestand.txt").write_text("inhoud")
        tweede = via_xl("jaarrun", master, "--uit", tmp_path / "uit")
        assert tweede.returncode == 2
        assert "Er loopt al een opdracht in" in tweede.stderr
        assert "Wacht tot die klaar is" in tweede.stderr
        assert tweede.stdout == ""
        eerste.publiceer()
    assert inhoud(tmp_path / "uit" / "2024") == {"v1/bestand.txt": b"inhoud"}
    assert via_xl("jaarrun", master, "--uit", tmp_path / "uit").returncode == 0
    assert mappen(tmp_path / "uit" / "2024") == ["v1", "v2"]


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_two_runs_started_together_never_touch_each_others_version(tmp_path: Path) -> None:
    master = kleine_master(tmp_path)
    runs = [
        subprocess.Popen([*SCRIPT, "jaarrun", str(master), "--uit", str(tmp_path / "uit")], **STIL) for _ in range(2)
    ]
    uitvoer = [run.communicate() for run in runs]
    codes = sorted(run.returncode for run in runs)
    assert codes in ([0, 2], [0, 0]), uitvoer
    verwacht = ["v1", "v2"] if codes == [0, 0] else ["v1"]
    assert mappen(tmp_path / "uit" / "2024") == verwacht
    assert all("manifest.json" in inhoud(tmp_path / "uit" / "2024" / versie) for versie in verwacht)


# A target that can't be written


@POSIX
@pytest.mark.parametrize("plaats", ["bestand", "bestand/eronder"])
def test_a_target_that_cannot_be_a_folder_is_refused(plaats: str, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(InvoerFout, match=r"kan niet worden geschreven .*Kies met --uit een andere map"):
        jaarrun(kleine_master(tmp_path), 2024, tmp_path / plaats)


def test_a_file_where_the_folder_of_the_year_belongs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "2024").write_text("geen map")
    with pytest.raises(InvoerFout, match="er staat al een bestand met die naam"):
        jaarrun(kleine_master(tmp_path), 2024, tmp_path / "uit")


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    "stap",
    [
        "pathlib.Path.write_bytes",
        "via_xl.jaarrun.shutil.copyfile",
        "via_xl.jaarrun.maak_manifest",
        "via_xl.basis.publiceren.os.fsync",
        "pathlib.Path.rename",
    ],
)
def test_a_disk_that_is_full_halfway_leaves_nothing(stap: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    master = kleine_master(tmp_path)
    jaarmap = jaarrun(master).map.parent
    voor = inhoud(jaarmap)

    def vol(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(stap, vol)
    with pytest.raises(InvoerFout, match=r"mislukt \(de schijf is vol\); er is niets gepubliceerd\. Maak ruimte vrij"):
        jaarrun(master)
    monkeypatch.undo()
    assert mappen(jaarmap) == ["v1"]
    assert inhoud(jaarmap) == voor


@POSIX
def test_a_temporary_folder_that_is_full_is_named(tmp_path: Path) -> None:
    import resource  # not on Windows

    master = regiomaster(tmp_path)
    klaar = subprocess.run(
        [sys.executable, "-m", "via_xl.bewijs.rekenkind"],
        input=pickle.dumps(("open", master, ())),
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, resource.RLIM_INFINITY)),
    )
    assert klaar.returncode == 0, klaar.stderr
    goed, (exitcode, bericht), _ = pickle.loads(klaar.stdout)  # noqa: S301 - from our own child
    assert (goed, exitcode) == (False, 2)
    assert "In de tijdelijke map" in bericht
    assert "(het bestand wordt te groot); er is niets gemaakt." in bericht
    assert klaar.stderr == b""


# A run that is stopped


MOMENTEN = {
    "while the master is read": "lezen 1",
    "when the work folder is there": "half geschreven 1",
    "when half of the workbooks are there": "half geschreven 3",
    "before it is published": "os.rename 1",
}


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@POSIX
@pytest.mark.parametrize("sein", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("wanneer", eerste_vlug(reversed(MOMENTEN)))
def test_a_run_that_is_broken_off_leaves_nothing_half(sein: signal.Signals, wanneer: str, tmp_path: Path) -> None:
    master, jaarmap = kleine_master(tmp_path), tmp_path / "uit" / "2024"
    publiceer(tmp_path / "uit")
    run = start_tot(MOMENTEN[wanneer], tmp_path, "jaarrun", master, "--uit", tmp_path / "uit")
    uit, fout = run.sein(sein)
    assert (run.proces.returncode, uit, fout) == (2, "", AFGEBROKEN)
    assert inhoud(jaarmap) == {"v1/bestand.txt": b"inhoud"}
    assert mappen(jaarmap) == ["v1"]


@POSIX
def test_a_run_that_is_killed_locks_nobody_out_and_is_cleared_by_the_next(tmp_path: Path) -> None:
    master, jaarmap = kleine_master(tmp_path), tmp_path / "uit" / "2024"
    start_tot("half geschreven 3", tmp_path, "jaarrun", master, "--uit", tmp_path / "uit").kill()
    assert mappen(jaarmap) == [".in-aanmaak-v1"]
    assert jaarrun(master, 2024, tmp_path / "uit").versie == 1
    assert mappen(jaarmap) == ["v1"]


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full is van Linux")
def test_an_outcome_that_cannot_be_shown_is_not_called_a_failed_run(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as vol:
        klaar = subprocess.run(
            [*SCRIPT, "jaarrun", str(kleine_master(tmp_path))],
            stdout=vol,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert klaar.returncode == 2
    assert "De run is klaar en staat in" in klaar.stderr
    assert "Traceback" not in klaar.stderr
    assert "Exception ignored" not in klaar.stderr
    assert mappen(tmp_path / "afrekeningen" / "2024") == ["v1"]


def test_a_free_name_is_free_under_every_suffix(tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").touch()
    assert vrije_naam(tmp_path / "lijst.xlsx") == tmp_path / "lijst.xlsx"
    assert vrije_naam(tmp_path / "lijst.xlsx", ".csv") == tmp_path / "lijst_2.xlsx"
    (tmp_path / "lijst_2.xlsx").touch()
    assert vrije_naam(tmp_path / "lijst.xlsx", ".csv") == tmp_path / "lijst_3.xlsx"


def test_a_version_is_for_its_owner_and_their_group_only(tmp_path: Path) -> None:
    with Versiemap(tmp_path, 2024) as versiemap:
        (versiemap.werkmap / "bron").mkdir()
        for naam in ("a.xlsx", "bron/b.xlsx"):
            (versiemap.werkmap / naam).write_text("x")
        versie = versiemap.publiceer()
    modi = {pad.relative_to(versie).as_posix(): pad.stat().st_mode & 0o777 for pad in (versie, *versie.rglob("*"))}
    assert modi == {".": 0o750, "bron": 0o750, "a.xlsx": 0o640, "bron/b.xlsx": 0o640}
    schrijf_heel(b"x", tmp_path / "rapport.xlsx")
    assert (tmp_path / "rapport.xlsx").stat().st_mode & 0o777 == 0o640
