"""No number and no date shows as ##### in any workbook that the program makes."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hulp.breedtes import te_smal
from hulp.gemaakt import Gemaakt
from hulp.soorten import MAAKT, elke_soort

import via_xl
from via_xl.schrijven.boek import Boek

PRODUCT = Path(via_xl.__file__).parent


def test_every_place_where_a_workbook_begins_is_among_the_kinds() -> None:
    begin = re.compile(r"^ +boek = Boek\(", re.MULTILINE)
    plekken = {pad.relative_to(PRODUCT).as_posix() for pad in PRODUCT.rglob("*.py") if begin.search(pad.read_text())}
    assert plekken == MAAKT


@pytest.mark.motoren
def test_every_number_and_date_fits_in_its_column(run_2024: Gemaakt) -> None:
    gevonden = {pad.name: cellen for pad in (*elke_soort(), *run_2024.alle) if (cellen := te_smal(pad))}
    assert gevonden == {}


@pytest.mark.motoren
@pytest.mark.parametrize(
    ("waarde", "stijl", "smal", "past"),
    [
        (-1234567.89, "werk.euro", 13, 15),
        (1234567.89, "uitkomst.euro", 12, 14.5),
        (date(2024, 12, 31), "werk.datum", 9, 11),
        (0.12345, "werk.procent4", 7, 9),
        (1234567.25, "groot.getal", 12, 17),
        (123456789, "kaal.algemeen", 8, 10),
        (1.23456789, "kaal.algemeen", 1, 3),
        ("een lange tekst", "werk.tekst", 0, 1),
    ],
)
def test_a_column_that_is_too_narrow_is_seen(
    waarde: float | date | str, stijl: str, smal: float, past: float, tmp_path: Path
) -> None:
    for breedte in (smal, past):
        boek = Boek("Proef")
        blad = boek.blad("Blad")
        blad.zet(0, 0, waarde, stijl)
        blad.breedtes[0] = breedte
        boek.bewaar(tmp_path / f"{breedte}.xlsx")
    assert te_smal(tmp_path / f"{past}.xlsx") == []
    assert len(te_smal(tmp_path / f"{smal}.xlsx")) == (0 if isinstance(waarde, str) else 1)
