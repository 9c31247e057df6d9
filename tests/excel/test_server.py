"""The Python that is started at logon."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings

from via_xl.excel import server


@pytest.fixture(autouse=True)
def _eigen_log() -> Iterator[None]:
    """The test's own log lines go where they went again afterwards."""
    wortel = logging.getLogger()
    waren, niveau = wortel.handlers[:], wortel.level
    yield
    for nieuw in set(wortel.handlers) - set(waren):
        nieuw.close()
    wortel.handlers[:] = waren
    wortel.setLevel(niveau)


def test_it_serves_and_says_so_in_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlwings, "serve", lambda: logging.getLogger("xlwings").info("xlwings server running"))
    log = tmp_path / "nieuw" / "server.log"
    assert server.start(log) == 0
    regels = log.read_text("utf-8").splitlines()
    assert [regel.split(" INFO ")[1] for regel in regels] == [
        "begonnen, met 9 functies",
        "xlwings server running",
        "gestopt",
    ]


def test_an_error_ends_up_in_the_log_with_where_it_came_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk() -> None:
        raise RuntimeError("klasse niet geregistreerd")

    monkeypatch.setattr(xlwings, "serve", stuk)
    assert server.start(tmp_path / "server.log") == 1
    tekst = (tmp_path / "server.log").read_text("utf-8")
    assert "ERROR gestopt door een fout" in tekst
    assert "RuntimeError: klasse niet geregistreerd" in tekst


def test_the_log_begins_anew_when_it_has_grown_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlwings, "serve", lambda: None)
    log = tmp_path / "server.log"
    log.write_text("x" * 1_000_001)
    server.start(log)
    klein = log.stat().st_size
    server.start(log)
    assert klein < 1000
    assert log.stat().st_size == 2 * klein
