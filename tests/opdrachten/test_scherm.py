"""What a command shows while it works, and that a quick one loads nothing to draw with."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hulp.runs import kleine_master
from msgspec.structs import replace
from rich.console import Console

from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout
from via_xl.basis.verhaal import Lijst
from via_xl.opdrachten import scherm

Scherm = pytest.CaptureFixture[str]


def is_scherm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard error is a screen from now on."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)


def test_the_one_error_stands_before_the_warnings(capsys: Scherm) -> None:
    rijen = [Bevinding("a.xlsx", "Blad", f"A{nr}", f"wat {nr}", "doen", Ernst.WAARSCHUWING) for nr in range(3)]
    fout = replace(rijen[0], wat="de fout", ernst=Ernst.FOUT)
    scherm.toon_fout(InvoerFout("Er is niets gemaakt.", [*rijen, fout]), json=False)
    gezegd = capsys.readouterr().err
    assert re.findall(r"de fout|wat \d", gezegd) == ["de fout", "wat 0", "wat 1", "wat 2"]


def test_a_quick_command_shows_no_progress(capsys: Scherm, monkeypatch: pytest.MonkeyPatch) -> None:
    is_scherm(monkeypatch)
    with scherm.voortgangsbalk() as voortgang:
        voortgang("Master lezen", 0, 2)
    time.sleep(0.05)
    assert capsys.readouterr().err == ""


def test_one_that_takes_longer_shows_what_it_does_also_when_nothing_more_is_said(
    capsys: Scherm, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_scherm(monkeypatch)
    monkeypatch.setattr(scherm, "_WACHT_S", 0.01)
    with scherm.voortgangsbalk() as voortgang:
        for wat in ("Master lezen", "Master bijwerken"):
            voortgang(wat, 0, 2)
            assert _verschijnt(wat, capsys)


def _verschijnt(wat: str, op_scherm: Scherm) -> bool:
    """Whether it is shown while nothing more is said; a slow machine has time to load what draws."""
    tot = time.monotonic() + 20
    while time.monotonic() < tot:
        if wat in op_scherm.readouterr().err:
            return True
        time.sleep(0.02)
    return False


def test_where_there_is_no_screen_nothing_is_drawn(capsys: Scherm) -> None:
    with scherm.voortgangsbalk() as voortgang:
        voortgang("Master lezen", 0, 2)
    assert capsys.readouterr().err == ""


def test_a_line_that_would_move_the_cursor_is_shown_without_that(capsys: Scherm) -> None:
    scherm.toon(["Gewoon: [niet vet] 'zo'", "Genoteerd: a\rb\x07"])
    assert capsys.readouterr().out == "Gewoon: [niet vet] 'zo'\nGenoteerd: ab\n"


def test_a_command_that_says_a_few_lines_loads_nothing_to_draw_with(tmp_path: Path) -> None:
    opdracht = [
        "reactie",
        str(kleine_master(tmp_path)),
        "--gemeente",
        "Boekel",
        "--reactie",
        "akkoord",
        "--versie",
        "1",
    ]
    code = (
        f"import sys; from via_xl.opdrachten.cli import main; main({opdracht!r}); print('rich.console' in sys.modules)"
    )
    uit = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout
    assert uit.splitlines()[-1] == "False"


RIJ = ("Sint-Michielsgestel", "3.049,00", "€ 235.617,64", "€ 173.177,23", "€ 71.525,65", "€ 162.440,41")
"""As wide as a settlement gets: on a screen of 80 columns only without lines between the columns."""
AFREKENING = Lijst(
    "Verrekening", ("Gemeente",), [RIJ], ("Uren", "Kosten", "Bijdrage", "Betaalt", "Ontvangt"), totaal=RIJ
)


@pytest.mark.parametrize(("breedte", "met_lijnen"), [(80, False), (118, True)])
def test_no_name_and_no_amount_is_cut_on_a_narrow_screen(
    breedte: int, met_lijnen: bool, capsys: Scherm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scherm, "_console", lambda: Console(width=breedte, highlight=False))
    scherm.toon([AFREKENING])
    gezegd = capsys.readouterr().out
    assert all(gezegd.count(deel) == 2 for deel in RIJ)
    assert "…" not in gezegd
    assert ("│" in gezegd) is met_lijnen
    assert all(len(regel) <= breedte for regel in gezegd.splitlines())


def test_a_long_text_is_broken_between_words_within_lines(capsys: Scherm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scherm, "_console", lambda: Console(width=80, highlight=False))
    scherm.toon([Lijst("Stand", ("Stap", "Welke"), [("1. Jaar geopend", "niet vastgesteld: " + "Oss, " * 30)])])
    gezegd = capsys.readouterr().out
    assert gezegd.count("Oss,") == 30
    assert "│" in gezegd
