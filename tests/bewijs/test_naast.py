"""The spreadsheet engine in a process of its own."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hulp.klein_boek import klein_boek

from via_xl.basis.bevinding import BewijsFout
from via_xl.bewijs import rekenkind
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.bewijs.naast import Rekenkind, Vast
from via_xl.bewijs.rekenmachine import IronCalc
from via_xl.lezen.master import lees_master

MASTER = Path(__file__).parents[2] / "workbooks" / "via_master.xlsx"


@pytest.fixture
def kind() -> Iterator[Rekenkind]:
    with Rekenkind() as kind:
        yield kind


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    klein_boek().bewaar(tmp_path / "boek.xlsx")
    return tmp_path / "boek.xlsx"


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("jaar", [2024, 2025])
def test_the_proof_beside_the_run_is_the_proof_itself(kind: Rekenkind, jaar: int) -> None:
    naast = kind.open(MASTER)
    master = lees_master(MASTER)
    assert bewijs_master(master, jaar, naast) == bewijs_master(master, jaar)
    if jaar == master.jaar:
        assert kind._gevraagd == 1  # so a large master can be let go as soon as its cells are sent


def test_what_is_asked_is_answered_in_turn(kind: Rekenkind, pad: Path) -> None:
    eerst, eens = kind.open(pad), kind.eens(pad)
    machine = IronCalc(pad)
    machine.herreken()
    assert list(eens.formulecellen()) == list(machine.formulecellen()) == list(eerst.formulecellen())
    assert eerst.inhoud("Reken", "B2") == 1420
    with pytest.raises(BewijsFout, match="de naam Weg verwijst niet naar één cel"):
        eerst.zet_naam("Weg", 1)
    assert eerst.inhoud("Reken", "B3") == "betaalt"


def test_a_large_workbook_is_let_go_before_the_next_and_is_the_same_when_more_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek, pad = klein_boek(), tmp_path / "boek.xlsx"
    boek.naam("Tarief", "Reken!$B$1")
    boek.bewaar(pad)
    monkeypatch.setattr(rekenkind, "_GROOT", 1)
    geladen: list[Path] = []

    class Geteld(IronCalc):
        def __init__(self, pad: Path) -> None:
            geladen.append(pad)
            super().__init__(pad)

    monkeypatch.setattr(rekenkind, "IronCalc", Geteld)
    werk = rekenkind.Rekenwerk()
    eerst = list(werk.open(pad, ()).stukken)
    werk.zet_naam(pad, "Tarief", 10)
    anders = list(werk.herreken(pad).stukken)
    assert (len(geladen), eerst != anders) == (1, True)
    assert list(werk.eens(pad).stukken) == eerst
    assert not werk._machines
    assert list(werk.herreken(pad).stukken) == anders
    assert len(geladen) == 3


def test_what_is_wrong_with_a_file_comes_back_as_it_is_said_in_the_run(kind: Rekenkind, tmp_path: Path) -> None:
    (tmp_path / "master.xlsx").write_text("geen werkmap")
    with pytest.raises(
        BewijsFout, match=r"master\.xlsx: de onafhankelijke rekenmachine kan deze werkmap niet narekenen"
    ):
        list(kind.open(tmp_path / "master.xlsx").formulecellen())


def test_a_child_that_is_killed_is_a_failed_proof(kind: Rekenkind) -> None:
    naast = kind.open(MASTER)
    os.kill(kind._kind.pid, signal.SIGKILL)
    with pytest.raises(BewijsFout, match="afgebroken"):
        list(naast.formulecellen())
    with pytest.raises(BewijsFout, match="afgebroken"):
        list(kind.eens(MASTER).formulecellen())


def test_leaving_early_ends_the_child() -> None:
    with Rekenkind() as kind:
        kind.open(MASTER)
    assert kind._kind.poll() is not None


def test_a_mistake_in_the_program_is_no_proof(kind: Rekenkind) -> None:
    with pytest.raises(RuntimeError, match="AttributeError"):
        kind.antwoord(kind.vraag("bestaat_niet"))


def test_one_child_serves_run_after_run_and_holds_nothing_of_the_one_before(pad: Path) -> None:
    vast = Vast()
    with vast() as eerste:
        nummer = eerste._kind.pid
        assert eerste.open(pad).inhoud("Reken", "B2") == 1420
    klein_boek((1.0,)).bewaar(pad)
    with vast() as tweede:
        assert tweede._kind.pid == nummer
        assert tweede.open(pad).inhoud("Reken", "B2") == 80, "of the workbook that lies there now"
    tweede.__exit__(None, None, None)


def test_a_run_that_fails_takes_the_child_along_and_one_that_died_is_replaced(pad: Path) -> None:
    vast = Vast()
    with pytest.raises(BewijsFout, match="verwijst niet naar één cel"), vast() as eerste:
        eerste.open(pad).zet_naam("Weg", 1)
    assert not eerste.leeft
    with vast() as tweede:
        pass
    assert tweede.leeft
    os.kill(tweede._kind.pid, signal.SIGKILL)
    tweede._kind.wait()
    with vast() as derde:
        assert derde.open(pad).inhoud("Reken", "B2") == 1420
    derde.__exit__(None, None, None)
