"""The site of docs/: every page is reached, every picture is made by the script, and every command works as it is printed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hulp.gedrukt import WORTEL, Scherm, kopie, opdrachten

DOCS = WORTEL / "docs"
PAGINAS = sorted(pad.relative_to(DOCS).as_posix() for pad in DOCS.rglob("*.md"))
ELDERS = {
    "schaal.md": "a scheduler on one machine, workers on others: tests/regios",
    "verifieren.md": "the ketenwaarde of a folder that somebody else has: tests/bewijs",
}
"""Pages whose commands can't be typed on one machine, with where they are tested."""

MET_OPDRACHTEN = [pagina for pagina in PAGINAS if pagina not in ELDERS and opdrachten(DOCS / pagina)]
GEWEIGERD = {
    "via-xl jaarrun via_master.xlsx --definitief": "niet definitief",
    "via-xl betaallijst": "is een concept",
}
"""What the examples can't have: nothing in them is vastgesteld. The page says so."""


def test_every_page_is_in_the_navigation_once() -> None:
    genoemd = re.findall(r"(\S+\.md)$", (WORTEL / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(genoemd) == PAGINAS


def test_every_picture_is_made_by_the_script_and_stands_on_a_page() -> None:
    script = (WORTEL / "workbooks" / "maak_plaatjes.py").read_text(encoding="utf-8")
    gemaakt = set(re.findall(r'"(\w+)": \(\d+, \d+', script))
    op_paginas = {
        naam for pagina in PAGINAS for naam in re.findall(r"\((\w+)\.png\)", (DOCS / pagina).read_text("utf-8"))
    }
    assert {pad.stem for pad in DOCS.rglob("*.png")} == gemaakt == op_paginas


def test_the_pages_of_the_year_have_commands() -> None:
    assert {"het-jaar.md", "accountant.md", "andere-regio.md"} <= set(MET_OPDRACHTEN)


@pytest.mark.parametrize(
    "pagina", [pytest.param(pagina, marks=pytest.mark.lang(een_op=3)) for pagina in MET_OPDRACHTEN]
)
def test_every_command_of_a_page_works_as_printed(pagina: str, tmp_path: Path) -> None:
    """From the folder of the master, as the page says, with the program on the path."""
    wortel = kopie(tmp_path / "via-xl")
    (wortel / "mijn-regeling").mkdir()
    shutil.copyfile(wortel / "workbooks" / "via_master.xlsx", wortel / "mijn-regeling" / "via_master.xlsx")
    scherm = Scherm(wortel, tmp_path)
    for opdracht in (". .venv/bin/activate && cd mijn-regeling", *opdrachten(DOCS / pagina)):
        code, gezegd = scherm.typ(opdracht)
        weigert = next((zin for begin, zin in GEWEIGERD.items() if opdracht.startswith(begin)), None)
        assert (code == 0) == (weigert is None), f"{opdracht}: {code}\n{gezegd}"
        assert weigert is None or weigert in gezegd, f"{opdracht}\n{gezegd}"
