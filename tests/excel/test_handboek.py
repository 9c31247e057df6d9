"""docs/excel.md names every button and every sheet that there is, and no other."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from via_xl.schrijven.macros import MACROS

WORTEL = Path(__file__).parents[2]
TEKST = (WORTEL / "docs/excel.md").read_text(encoding="utf-8")


def tabel(kop: str) -> list[list[str]]:
    """The rows of the table under a header of the handbook."""
    _, onder = TEKST.split(f"\n| {kop} |", 1)
    regels = onder.split("\n\n", 1)[0].splitlines()[2:]
    return [[vak.strip() for vak in regel.strip("|").split("|")] for regel in regels]


def bladen(editie: str) -> list[str]:
    with zipfile.ZipFile(WORTEL / "workbooks" / f"via_master.{editie}") as pakket:
        return re.findall(r'<sheet name="([^"]+)"', pakket.read("xl/workbook.xml").decode())


def test_every_button_is_in_the_handbook_in_the_order_of_the_ribbon() -> None:
    assert [(groep, knop) for groep, knop, _ in tabel("groep")] == [(macro.groep, macro.label) for macro in MACROS]


def test_every_sheet_is_in_the_handbook_in_the_order_of_the_tabs() -> None:
    rijen = tabel("blad")
    assert [naam for naam, _ in rijen] == bladen("xlsm")
    assert [naam for naam, wat in rijen if not wat.startswith("alleen met macro")] == bladen("xlsx")
