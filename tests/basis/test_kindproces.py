from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from via_xl.basis.kindproces import Kind, KindGestopt

TAKEN = "hulp.kindtaken:doe"
RUIM = 600.0
"""Seconds in which any machine does a task that does nothing."""


@pytest.fixture
def kind() -> Iterator[Kind]:
    with Kind(TAKEN, "vast", tijd=RUIM, geheugen=2**30) as kind:
        yield kind


def test_een_kind_doet_de_ene_taak_na_de_andere(kind: Kind) -> None:
    assert kind.vraag("een") == ("vast", "een")
    assert kind.vraag("wie") == kind.vraag("wie")


@pytest.mark.parametrize("opdracht", ["sterf", "geheugen", "fout"])
def test_na_een_kind_dat_sterft_komt_een_nieuw(kind: Kind, opdracht: str) -> None:
    with pytest.raises(KindGestopt) as gestopt:
        kind.vraag(opdracht)
    assert gestopt.value.te_lang is False
    assert kind.vraag("twee") == ("vast", "twee")


@pytest.mark.parametrize("opdracht", ["slaap", "reken"])
def test_wie_te_lang_doet_wordt_gestopt(opdracht: str) -> None:
    """The tasks would end in an answer after a day, or never: that there is none is the proof that they were stopped."""
    with Kind(TAKEN, "vast", tijd=1.0) as kind:
        with pytest.raises(KindGestopt) as gestopt:
            kind.vraag(opdracht)
        assert gestopt.value.te_lang is True
        kind._tijd = RUIM  # a new child may start as slowly as the machine is
        assert kind.vraag("twee") == ("vast", "twee")


def test_wat_een_kind_afdrukt_breekt_zijn_antwoord_niet(kind: Kind) -> None:
    assert kind.vraag("print") == ("vast", "print")


def test_een_bestand_in_de_werkmap_gaat_nooit_door_voor_een_module_van_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit(1)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Kind(TAKEN, "vast") as kind:
        assert kind.vraag("een") == ("vast", "een")
