"""How long the stages of a command took."""

from __future__ import annotations

import re

import pytest

from via_xl.basis import tijden
from via_xl.basis.tijden import Tijden


def test_a_stage_lasts_until_another_begins_whatever_file_it_is_at(monkeypatch: pytest.MonkeyPatch) -> None:
    klok = iter([10.5, 11.0, 12.0, 13.0, 14.0])
    monkeypatch.setattr(tijden, "BEGIN", 10.0)
    monkeypatch.setattr(tijden, "perf_counter", lambda: next(klok))
    gezien: list[str] = []
    voortgang = Tijden(lambda wat, *_: gezien.append(wat))
    for wat in ("Lezen", "Schrijven: a.xlsx", "Schrijven: b.xlsx"):
        voortgang(wat, 0, 1)
    voortgang.begin("Tonen")
    assert gezien == ["Lezen", "Schrijven: a.xlsx", "Schrijven: b.xlsx"]
    assert [re.split(r"\s{2,}", regel) for regel in voortgang.regels()] == [
        ["Opstarten", "500 ms"],
        ["Lezen", "500 ms"],
        ["Schrijven", "2000 ms"],
        ["Tonen", "1000 ms"],
        ["Samen", "4000 ms"],
    ]
