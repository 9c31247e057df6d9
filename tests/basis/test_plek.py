"""A path is said as one types it: from the folder that one is in, wherever the text comes from; what is advised can be pasted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout
from via_xl.basis.plek import vanaf_hier
from via_xl.basis.verhaal import Lijst, Regel, Smal
from via_xl.opdrachten import scherm

BRON = Path(__file__).parents[2] / "via_xl"
LOS = re.compile(r"""via-xl [\w -]+[ ]\{[\w.]*(?:map|pad|master|uit|bestand)\}""")
"""An advised command with a path that stands without quotes."""


@pytest.fixture
def hier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a space and what a pattern would take for something else; reached through a link."""
    echt = tmp_path / "mijn (eigen) map+"
    echt.mkdir()
    (tmp_path / "link").symlink_to(echt)
    monkeypatch.chdir(tmp_path / "link")
    return echt


def test_a_path_in_this_folder_is_said_from_here_and_one_elsewhere_in_full(hier: Path) -> None:
    gevallen = {
        f"10 stukken in {hier}/afrekeningen/2024/v1": "10 stukken in afrekeningen/2024/v1",
        f'Doe: via-xl verzend "{hier}/a b/v1" --uit "{hier}/c"': 'Doe: via-xl verzend "a b/v1" --uit "c"',
        f"({hier}/a.csv).": "(a.csv).",
        f"{hier} is geen map.": f"{hier} is geen map.",
        f"Gemaakt: {hier}2/a.xlsx": f"Gemaakt: {hier}2/a.xlsx",
        f"Gemaakt: /elders{hier}/a.xlsx": f"Gemaakt: /elders{hier}/a.xlsx",
        f"Gemaakt: {hier.parent}/a.xlsx": f"Gemaakt: {hier.parent}/a.xlsx",
        "Gemaakt: a.xlsx": "Gemaakt: a.xlsx",
    }
    assert {tekst: vanaf_hier(tekst) for tekst in gevallen} == gevallen


def test_where_the_folder_is_the_root_or_gone_a_path_stays_as_it_is(
    hier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    assert vanaf_hier("Gemaakt: /tmp/a.xlsx") == "Gemaakt: /tmp/a.xlsx"
    monkeypatch.chdir(hier)
    hier.rmdir()
    assert vanaf_hier(f"Gemaakt: {hier}/a.xlsx") == f"Gemaakt: {hier}/a.xlsx"


def test_every_way_in_which_something_is_said_says_it_from_here(
    hier: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plek = f"{hier}/x.xlsx"
    bevinding = Bevinding("", "", plek, plek, plek, Ernst.FOUT)
    alles: list[Regel] = [plek, Smal(plek), Lijst("Titel", ("Kop",), [(plek,)]), (bevinding,), f"{plek}\a"]
    monkeypatch.setenv("COLUMNS", "2000")
    scherm.toon(alles)
    scherm.zeg(plek, fout=True)
    scherm.waarschuw(plek)
    scherm.toon_fout(InvoerFout(plek, [bevinding]), json=False)
    gezegd = "".join(capsys.readouterr())
    assert gezegd.count("x.xlsx") == 13
    assert str(hier) not in gezegd


def test_no_command_writes_to_the_screen_beside_the_one_that_knows_where_one_is() -> None:
    eigen = {"scherm.py", "cli.py", "inrichten.py"}  # of the installation one wants to know where it is, in full
    zelf = {
        pad.name for pad in (BRON / "opdrachten").glob("*.py") if re.search(r"typer\.echo\(f", pad.read_text("utf-8"))
    }
    assert zelf <= eigen


def test_a_path_in_an_advised_command_stands_between_double_quotes_that_every_shell_takes() -> None:
    los = [
        f"{pad.name}: {gevonden[0]}" for pad in BRON.rglob("*.py") for gevonden in LOS.finditer(pad.read_text("utf-8"))
    ]
    assert los == []
