"""The committed example hour sheets: what the script makes, the hours of the CSV, signed, and marked as examples."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import datetime
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from hulp import libreoffice
from hulp.gemaakt import regeling
from hulp.keuren import Keuring
from openpyxl import load_workbook

from via_xl.basis.vingerafdruk import vingerafdruk
from via_xl.bewijs.vergelijken import gelijk, vergelijk
from via_xl.rekenen.verrekening import capaciteit_h
from via_xl.schrijven.boek import Boek
from via_xl.urenstaat.sjabloon import BLAD, KOPRIJ, RIJEN

WERKBOEKEN = Path(__file__).parents[2] / "workbooks"
MAP = WERKBOEKEN / "voorbeeld-urenstaten"
PADEN = sorted(MAP.glob("*.xlsx"))
ELK = pytest.mark.parametrize("pad", PADEN, ids=lambda pad: pad.stem)


@cache
def script() -> ModuleType:
    spec = spec_from_file_location("maak_voorbeeld_urenstaten", WERKBOEKEN / "maak_voorbeeld_urenstaten.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def boeken() -> dict[str, Boek]:
    gemaakt: dict[str, Boek] = script().voorbeelden()
    return gemaakt


def test_there_is_one_for_each_gemeente_that_supplies_capacity() -> None:
    assert {pad.name for pad in PADEN} == set(boeken())
    assert len(PADEN) == 6


@ELK
def test_the_script_makes_the_committed_file(pad: Path) -> None:
    gemaakt = BytesIO()
    boeken()[pad.name].bewaar(gemaakt)
    assert vingerafdruk(gemaakt) == vingerafdruk(pad), "voer python workbooks/maak_voorbeeld_urenstaten.py uit"


@ELK
def test_the_validator_and_the_linter_find_nothing(keur: Keuring, pad: Path) -> None:
    assert keur(pad) == []


@ELK
def test_ironcalc_finds_nothing(pad: Path) -> None:
    assert vergelijk(pad, boeken()[pad.name].verwacht()) == (94, ())


@pytest.mark.motoren
def test_libreoffice_calculates_the_same(tmp_path: Path) -> None:
    for pad, herrekend in zip(PADEN, libreoffice.herbereken(PADEN, tmp_path), strict=True):
        waarden = libreoffice.waarden(herrekend)
        verwacht = boeken()[pad.name].verwachtingen()
        assert [v for v in verwacht if not gelijk(waarden.get((v.blad, v.cel)), v.waarde)] == [], pad.name


def test_the_sheets_hold_exactly_the_valid_hours_of_2024_late_ones_too() -> None:
    verwacht = Counter(
        {
            (r.code, r.medewerker, r.rol, r.thema, r.schaal, r.maand.month, r.afrekenjaar): r.uren_h
            for r in regeling().uren
            if r.geldig and r.maand.year == 2024
        }
    )
    gevonden: Counter[tuple[object, ...]] = Counter()
    for pad in PADEN:
        ws = load_workbook(pad)[BLAD]
        code = ws["B5"].value
        for rij in ws.iter_rows(min_row=KOPRIJ + 2, max_row=KOPRIJ + 1 + RIJEN, values_only=True):
            for maand, uren in enumerate(rij[4:16], start=1):
                if uren is not None:
                    assert isinstance(uren, int | float)
                    gevonden[code, *rij[:4], maand, rij[17] or 2024] += round(100 * uren)
    assert gevonden == verwacht
    assert 2025 in {sleutel[-1] for sleutel in gevonden}


@ELK
def test_every_row_says_that_it_is_an_example(pad: Path) -> None:
    rijen = load_workbook(pad)[BLAD].iter_rows(min_row=KOPRIJ + 2, max_row=KOPRIJ + 1 + RIJEN, values_only=True)
    gevuld = [rij for rij in rijen if rij[0]]
    assert gevuld
    assert all(str(rij[18]).startswith("VOORBEELD") for rij in gevuld)


@ELK
def test_both_signed_in_january_2025_and_no_check_complains(pad: Path) -> None:
    boek = load_workbook(pad, data_only=True)
    ws = boek[BLAD]
    assert (ws["B59"].value, ws["B61"].value, ws["B8"].value) == ("ja", "ja", "nee")
    assert datetime(2025, 1, 1) <= ws["B60"].value < ws["B62"].value <= datetime(2025, 1, 31)
    assert {cel.value for cel in boek["Controles"]["E"][5:]} == {"OK"}
    assert ws["A3"].value == "Controles: OK"


def test_the_aanstellingen_add_to_the_capacity_of_the_koersplan() -> None:
    for pad in PADEN:
        ws = load_workbook(pad)[BLAD]
        samen = sum(round(100 * (ws.cell(rij, 4).value or 0)) for rij in range(5, 15))
        assert samen == capaciteit_h(regeling(), 2024)[ws["B5"].value], pad.name
