"""The tree as a workbook: valid, by the rules, a row for each step, to be folded by Excel's own outline."""

from __future__ import annotations

from pathlib import Path

import pytest
from hulp.bomen import boom
from hulp.gemaakt import LEVERT, Gemaakt
from hulp.keuren import Keuring
from openpyxl import load_workbook

from via_xl.basis.vingerafdruk import vingerafdruk
from via_xl.bewijs.herkomst.boom import Boom, Stapsoort
from via_xl.bewijs.herkomst.rapport import BLAD, BLAD_BRONNEN, maak_rapport


@pytest.fixture(scope="module")
def herkomst(run_2024: Gemaakt) -> Boom:
    return boom(run_2024.bestanden[LEVERT], "Afrekening!E5", uitvouwen=100)


@pytest.fixture(scope="module")
def pad(herkomst: Boom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    doel = tmp_path_factory.mktemp("rapport") / "herkomst.xlsx"
    maak_rapport(herkomst).bewaar(doel)
    return doel


def test_it_keeps_the_rules_and_the_schema(keur: Keuring, pad: Path) -> None:
    assert keur(pad) == []


def test_each_step_is_a_row_with_its_value_and_its_level(herkomst: Boom, pad: Path) -> None:
    blad = load_workbook(pad)[BLAD]
    koppen = [cel.value for cel in blad[5]]
    stappen = list(herkomst.wortel.alle())
    rijen = list(blad.iter_rows(min_row=6, max_row=5 + len(stappen)))
    assert blad.max_row == 5 + len(stappen)
    kolom = {kop: nummer for nummer, kop in enumerate(koppen)}
    for knoop, rij in zip(stappen, rijen, strict=True):
        niveau = rij[kolom["Niveau"]].value
        assert rij[kolom["Stap"]].value == knoop.nummer
        assert rij[kolom["Plaats"]].value == knoop.adres
        assert blad.row_dimensions[rij[0].row].outlineLevel == min(niveau, 7)
        waarde = rij[kolom["Waarde"]]
        if isinstance(knoop.ruw, (int, float)) and not isinstance(knoop.ruw, bool):
            assert waarde.value == knoop.ruw
            if "€" in knoop.formaat:
                assert waarde.number_format == knoop.formaat
        if knoop.soort is Stapsoort.VERWIJZING:
            assert rij[kolom["Hoe"]].value == f"staat al bij stap {knoop.naar}, met alles eronder"
        assert (rij[kolom["Formule"]].value or "") == knoop.formule_nl
        assert rij[kolom["Formule"]].data_type != "f"
    assert blad.sheet_properties.outlinePr.summaryBelow is False


def test_the_second_sheet_lists_every_document_with_its_status(herkomst: Boom, pad: Path) -> None:
    blad = load_workbook(pad)[BLAD_BRONNEN]
    rijen = [[cel or "" for cel in rij] for rij in blad.iter_rows(min_row=6, values_only=True)]
    assert rijen == [[bron.document, bron.datum, bron.status, aantal] for bron, aantal in herkomst.bronnen()]


def test_the_same_tree_gives_the_same_workbook(herkomst: Boom, pad: Path, tmp_path: Path) -> None:
    maak_rapport(herkomst).bewaar(tmp_path / "nog.xlsx")
    assert vingerafdruk(tmp_path / "nog.xlsx") == vingerafdruk(pad)
