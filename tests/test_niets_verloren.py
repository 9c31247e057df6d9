"""Nothing is lost: killed at any moment, a full disk, a master that is open elsewhere, two commands at once."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.gemaakt import drie
from hulp.kleine_master import REGELING
from hulp.lang import eerste_vlug
from hulp.runs import SCRIPT, start_tot
from hulp.versies import rijp
from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.publiceren import alleen
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.keten import KETEN, lees_schakels
from via_xl.jaarrun import jaarrun
from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Regeling
from via_xl.schrijven.master import maak_master
from via_xl.verzenden.verzend import REGISTER, Verzendkeuzes, verzend
from via_xl.wijzigen.akkoord import REACTIE
from via_xl.wijzigen.bestand import doe
from via_xl.wijzigen.mastermaken import herbouw, zet_neer

POSIX = pytest.mark.skipif(os.name == "nt", reason="signalen van POSIX")
STAAT = Path(__file__).parents[1] / "workbooks/voorbeeld-urenstaten/ViA_urenstaat_2024_GM0755_Boekel.xlsx"
MASTER = "via_master.xlsx"


def _eigen() -> Regeling:
    """Three of the region's own gemeenten, with a handful of hour lines: what an hour sheet of Boekel goes into."""
    return drie(2024, per_jaar=4)


def _three() -> Regeling:
    """The small region, with addresses."""
    return replace(REGELING, gemeenten=tuple(replace(g, e_mail="via@regio.example") for g in REGELING.gemeenten))


class Opdracht(Struct, frozen=True):
    """A command on a folder with a master and a version v1."""

    argumenten: tuple[str, ...]
    klaar: Callable[[Path], bool]
    """Whether it has done its work."""


OPDRACHTEN = {
    "jaarrun": Opdracht(("jaarrun", MASTER), lambda regiomap: (regiomap / "afrekeningen/2024/v2").is_dir()),
    "lees": Opdracht(
        ("urenstaat", "lees", str(STAAT), "--in", MASTER),
        lambda regiomap: len(lees_master(regiomap / MASTER).regeling.urenstaten) == 1,
    ),
    "verzend": Opdracht(
        ("verzend", "afrekeningen/2024/v1", "--antwoord-voor", "2099-01-31"),
        lambda regiomap: (regiomap / "afrekeningen/2024/verzending-v1").is_dir(),
    ),
}


@pytest.fixture(scope="module")
def begin(tmp_path_factory: pytest.TempPathFactory) -> Begin:
    """Per command the folder it starts from."""
    return Begin(tmp_path_factory.mktemp("begin"))


class Begin:
    """Folders with a master, a backup of it and a first version, made once; tests work on a copy."""

    def __init__(self, regiomap: Path) -> None:
        self._map = regiomap

    def van(self, naam: str) -> Path:
        """The folder that a command starts from."""
        regio = "eigen" if naam == "lees" else "klein"
        regiomap = self._map / regio
        if not regiomap.exists():
            regiomap.mkdir()
            maak_master(_eigen() if regio == "eigen" else _three(), 2024).bewaar(regiomap / MASTER)
            shutil.copyfile(regiomap / MASTER, regiomap / "via_master.2025-01-01.xlsx")
            jaarrun(regiomap / MASTER, 2024)
        return regiomap


def waarin(regiomap: Path) -> dict[str, Any]:
    """How a command is started: in its folder, where LibreOffice is not found."""
    return {"cwd": regiomap, "env": os.environ | {"PATH": "", "HOME": str(regiomap.parent)}}


def draai_af(opdracht: Opdracht, regiomap: Path) -> None:
    """Run a command to its end, in this process; it must have done its work."""
    with pytest.MonkeyPatch.context() as even:
        even.chdir(regiomap)
        even.setenv("PATH", "")
        assert main(list(opdracht.argumenten)) == 0
    assert opdracht.klaar(regiomap)


def zichtbaar(regiomap: Path) -> dict[str, str]:
    """Every file that a user sees, with its SHA-256."""
    return {
        pad.relative_to(regiomap).as_posix(): sha256(pad)
        for pad in regiomap.rglob("*")
        if pad.is_file() and not any(deel.startswith(".") for deel in pad.relative_to(regiomap).parts)
    }


def eis_niets_verloren(voor: dict[str, str], regiomap: Path, nog_een: Collection[str] = ()) -> None:
    """What stood there stands there; what is new is whole."""
    na = zichtbaar(regiomap)
    assert {naam: na.get(naam) for naam in voor if naam != MASTER} == {n: s for n, s in voor.items() if n != MASTER}
    lees_master(regiomap / MASTER)
    reserves = [naam for naam in set(na) - set(voor) if naam.startswith("via_master.")]
    assert not reserves or voor[MASTER] in {na[naam] for naam in reserves}
    if na[MASTER] != voor[MASTER]:
        assert reserves, "the old master is kept before the new one takes its place"
    jaarmap = regiomap / "afrekeningen/2024"
    assert {pad.name for pad in jaarmap.iterdir() if not pad.name.startswith(".")} <= {*_MAG_ER_STAAN, *nog_een}
    for versie in jaarmap.glob("v?/"):
        opgave = json.loads((versie / "manifest.json").read_text("utf-8"))["bestanden"]
        assert {rij["bestand"]: rij["sha256"] for rij in opgave} == {
            naam: som for naam, som in zichtbaar(versie).items() if naam not in ("manifest.json", KETEN)
        }
        (schakel,) = lees_schakels(versie / KETEN)
        assert dict(schakel.inhoud)["manifest"] == zichtbaar(versie)["manifest.json"]
    eis_hele_verzending(jaarmap)


_MAG_ER_STAAN = {"v1", "v2", "verzending-v1", "ViA_wachtwoorden_2024.csv"}
"""What may be seen in the folder of a year, before, between and after."""


def eis_hele_verzending(jaarmap: Path) -> None:
    verzendmap = jaarmap / "verzending-v1"
    if not verzendmap.exists():
        return
    rijen = list(csv.DictReader(io.StringIO((verzendmap / REGISTER).read_text("utf-8-sig")), delimiter=";"))
    geheim = jaarmap / "ViA_wachtwoorden_2024.csv"
    sleutels = list(csv.DictReader(io.StringIO(geheim.read_text("utf-8-sig")), delimiter=";"))
    assert {pad.name for pad in verzendmap.glob("*.eml")} == {rij["Bericht"] for rij in rijen}
    assert {rij["Email"] for rij in sleutels} == {rij["Email"] for rij in rijen}
    assert geheim.stat().st_mode & 0o077 == 0


PUNTEN = {
    "jaarrun": ("os.mkdir 1", "half geschreven 2", "os.fsync 3", "os.rename 1", "einde 1"),
    "lees": ("os.fsync 1", "os.rename 1", "os.rename 2", "einde 1"),
    "verzend": ("os.mkdir 1", "half geschreven 2", "os.fsync 1", "os.rename 1", "einde 1"),
}
"""Where each command is killed in every test run: before the first and between every two kinds of changes on disk."""


def kill_en_kijk(naam: str, punt: str, begin: Path, regiomap: Path) -> None:
    """Kill a command with all its children at a point; look; then let it run."""
    opdracht = OPDRACHTEN[naam]
    shutil.copytree(begin, regiomap)
    voor = zichtbaar(regiomap)
    start_tot(punt, regiomap, *opdracht.argumenten, **waarin(regiomap)).kill()
    eis_niets_verloren(voor, regiomap)
    was_klaar = opdracht.klaar(regiomap)
    draai_af(opdracht, regiomap)
    nog_een = {"v3"} if was_klaar and naam == "jaarrun" else set()
    eis_niets_verloren(voor, regiomap, nog_een)
    assert [pad.name for pad in regiomap.rglob(".*") if pad.name != ".via-xl.lock"] == [], "nothing half is left lying"


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@POSIX
@pytest.mark.parametrize(
    ("naam", "punt"),
    [geval for naam, punten in PUNTEN.items() for geval in eerste_vlug([(naam, punt) for punt in punten])],
)
def test_a_command_that_is_killed_at_any_moment_loses_nothing_and_the_next_works(
    naam: str, punt: str, begin: Begin, tmp_path: Path
) -> None:
    kill_en_kijk(naam, punt, begin.van(naam), tmp_path / "regio")


_DELEN = 12


@POSIX
@pytest.mark.lang(een_op=4 * _DELEN)
@pytest.mark.parametrize("deel", range(_DELEN))
@pytest.mark.parametrize("naam", OPDRACHTEN)
def test_killed_at_every_point(naam: str, deel: int, begin: Begin, tmp_path: Path) -> None:
    """Long: the command is run twice for each of the changes that it makes on disk."""
    shutil.copytree(begin.van(naam), tmp_path / "alle")
    alle = start_tot("*", tmp_path / "alle", *OPDRACHTEN[naam].argumenten, **waarin(tmp_path / "alle"))
    uit, fout = alle.proces.communicate()
    assert alle.proces.returncode == 0, uit + fout
    assert set(PUNTEN[naam]) <= set(alle.punten)
    for punt in alle.punten[deel::_DELEN]:
        kill_en_kijk(naam, punt, begin.van(naam), tmp_path / punt)


# A disk that is full, a folder that can't be written


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    "stap",
    [
        "pathlib.Path.mkdir",
        "pathlib.Path.write_bytes",
        "via_xl.basis.publiceren.os.open",
        "via_xl.basis.publiceren.os.fsync",
        "pathlib.Path.replace",
        "pathlib.Path.rename",
    ],
)
@pytest.mark.parametrize("soort", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_is_full_or_can_not_be_written_leaves_no_half_verzending(
    stap: str, soort: int, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regiomap = tmp_path / "regio"
    shutil.copytree(begin.van("verzend"), regiomap)
    voor = zichtbaar(regiomap)
    monkeypatch.setattr("via_xl.bewijs.libreoffice.programma", lambda: None)
    monkeypatch.setattr("via_xl.verzenden.verzendbijlagen.versleutel", lambda _naam, inhoud, _sleutel: inhoud)
    monkeypatch.setattr("via_xl.verzenden.verzendbijlagen._kijk_na", lambda *_: None)

    def kan_niet(*_: object, **__: object) -> None:
        raise OSError(soort, os.strerror(soort))

    with monkeypatch.context() as even:
        even.setattr(stap, kan_niet)
        with pytest.raises(InvoerFout):
            verzend(regiomap / "afrekeningen/2024/v1", Verzendkeuzes(antwoord_voor=date(2099, 1, 31)))
    over = zichtbaar(regiomap)
    over.pop("afrekeningen/2024/ViA_wachtwoorden_2024.csv", None)
    assert over == voor
    verzend(regiomap / "afrekeningen/2024/v1", Verzendkeuzes(antwoord_voor=date(2099, 1, 31)))
    eis_hele_verzending(regiomap / "afrekeningen/2024")


# A master that somebody else has, or changed


@pytest.fixture
def master(tmp_path: Path) -> Path:
    pad = tmp_path / MASTER
    maak_master(rijp(REGELING), 2024).bewaar(pad)
    return pad


@pytest.mark.parametrize("slot", [f"~${MASTER}", f".~lock.{MASTER}#"])
def test_a_master_that_is_open_elsewhere_is_not_replaced(master: Path, slot: str) -> None:
    master.with_name(slot).write_bytes(b"x")
    voor = zichtbaar(master.parent)
    with pytest.raises(InvoerFout, match="staat open in een ander programma; er is niets gewijzigd"):
        doe(REACTIE, master, gemeente="Oss", reactie="akkoord", versie=1)
    assert zichtbaar(master.parent) == voor


def test_what_another_wrote_meanwhile_is_not_written_over(master: Path) -> None:
    gelezen = lees_master(master)
    doe(REACTIE, master, gemeente="Oss", reactie="akkoord", versie=1)
    voor = zichtbaar(master.parent)
    with pytest.raises(InvoerFout, match="intussen door een ander gewijzigd; er is niets gewijzigd"):
        herbouw(gelezen, gelezen.regeling)
    assert zichtbaar(master.parent) == voor


def test_a_change_during_the_proof_of_the_new_master_is_seen_too(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gelezen = lees_master(master)
    ander = rijp(replace(REGELING, voorschotten=()))
    echt = maak_master(ander, 2024)

    def tussendoor(*_: object) -> object:
        echt.bewaar(master)
        return (0, [])

    monkeypatch.setattr("via_xl.wijzigen.mastermaken.vergelijk", tussendoor)
    with pytest.raises(InvoerFout, match="intussen door een ander gewijzigd"):
        herbouw(gelezen, gelezen.regeling)
    assert lees_master(master).regeling == ander
    assert [pad.name for pad in master.parent.iterdir()] == [MASTER]


def test_two_commands_at_once_both_count_or_one_says_that_it_did_nothing(master: Path) -> None:
    lopend = [
        subprocess.Popen(
            [*SCRIPT, "reactie", str(master), "--gemeente", naam, "--reactie", "akkoord", "--versie", "1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for naam in ("Oss", "Boekel", "Den Bosch")
    ]
    gezegd = [proces.communicate() for proces in lopend]
    codes = [proces.returncode for proces in lopend]
    gelukt = codes.count(0)
    assert gelukt >= 1
    assert set(codes) <= {0, 2}
    assert len(lees_master(master).regeling.reacties) - len(REGELING.reacties) == gelukt
    for (_, fout), code in zip(gezegd, codes, strict=True):
        assert code == 0 or "er is niets gewijzigd" in " ".join(fout.split())
    assert [pad.name for pad in master.parent.iterdir() if pad.name.startswith(".")] == []


def test_a_file_that_appears_meanwhile_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doel = tmp_path / "nieuw.xlsx"

    def tussendoor(*_: object) -> object:
        doel.write_bytes(b"van een ander")
        return (0, [])

    monkeypatch.setattr("via_xl.wijzigen.mastermaken.vergelijk", tussendoor)
    with pytest.raises(InvoerFout, match="bestaat al en wordt niet overschreven"):
        zet_neer(maak_master(REGELING, 2024), doel)
    assert [(pad.name, pad.read_bytes()) for pad in tmp_path.iterdir()] == [("nieuw.xlsx", b"van een ander")]


def test_a_place_is_for_one_at_a_time_and_a_killed_command_locks_nobody_out(tmp_path: Path) -> None:
    doel = tmp_path / "a.xlsx"
    (tmp_path / ".a.xlsx.slot").touch()  # what a killed command leaves
    with alleen(doel):
        with pytest.raises(InvoerFout, match=r"werkt nu aan a\.xlsx; er is niets gewijzigd"), alleen(doel):
            pass
        with alleen(tmp_path / "b.xlsx"):
            pass
    with alleen(doel):
        pass
    assert list(tmp_path.iterdir()) == []
