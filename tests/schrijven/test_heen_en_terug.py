"""What the data says is what is read back from the master made of it, also after other programs and users had it."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from pathlib import Path

import pytest
from hulp import libreoffice
from hulp.gemaakt import Gemaakt, drie, gedeelde_run, gelezen, regeling
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Regeling
from via_xl.rekenen.invoerhash import invoerhash

JAREN = (2023, 2024, 2025, 2026)


def _hashes(uit: Regeling) -> list[str]:
    return [invoerhash(uit, jaar) for jaar in JAREN]


def test_the_master_says_what_the_data_says(run_2024: Gemaakt) -> None:
    master = gelezen(run_2024.master)
    assert master.regeling == regeling()
    assert master.bevindingen == ()
    assert (master.jaar, master.afrekening_code) == (2024, "GM1982")
    assert _hashes(master.regeling) == _hashes(regeling())
    assert len(set(_hashes(regeling()))) == len(JAREN)


@pytest.mark.motoren
def test_a_save_by_libreoffice_changes_no_input_and_no_settlement(run_2024: Gemaakt, tmp_path: Path) -> None:
    (opnieuw,) = libreoffice.herbereken([run_2024.master], tmp_path)
    master = lees_master(opnieuw)
    assert master.regeling == regeling()
    assert (master.jaar, _hashes(master.regeling)) == (2024, _hashes(regeling()))
    for jaar in (2024, 2026):
        assert bewijs_master(master, jaar).verschillen == ()


def test_a_save_without_results_changes_no_input_and_no_settlement(run_2024: Gemaakt, tmp_path: Path) -> None:
    load_workbook(run_2024.master).save(tmp_path / "kaal.xlsx")
    blad = load_workbook(tmp_path / "kaal.xlsx", data_only=True)["Verrekening"]
    assert {cel.value for rij in blad["A1:B10"] for cel in rij if cel.column == 2} == {None}  # no results left
    master = lees_master(tmp_path / "kaal.xlsx")
    assert (master.regeling, master.jaar) == (regeling(), 2024)
    assert _hashes(master.regeling) == _hashes(regeling())
    bewijs = bewijs_master(master, 2025)
    assert bewijs.verschillen == ()
    assert bewijs.vergeleken > 10_000


# --- what users do ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def klein() -> Gemaakt:
    """A master with the hour lines of 2024 only."""
    return gedeelde_run(drie(2024), 2024)


def _tabel(boek: Workbook, naam: str) -> tuple[Worksheet, Table, tuple[int, int, int, int]]:
    blad = next(blad for blad in boek.worksheets if naam in blad.tables)
    tabel = blad.tables[naam]
    kol1, rij1, kol2, rij2 = range_boundaries(tabel.ref)
    return blad, tabel, (kol1, rij1, kol2, rij2)


def _zet_ref(tabel: Table, kol1: int, rij1: int, kol2: int, rij2: int) -> None:
    tabel.ref = f"{get_column_letter(kol1)}{rij1}:{get_column_letter(kol2)}{rij2}"
    if tabel.autoFilter is not None:
        tabel.autoFilter.ref = tabel.ref


def verwissel_kolommen(boek: Workbook) -> None:
    """Code and Uren change places in the table of hours, as do two columns of Tarieven."""
    for naam, een, ander in (("tblUren", "Code", "Uren"), ("tblTarieven", "Schaal", "Maandsalaris €")):
        blad, tabel, (kol1, rij1, _, rij2) = _tabel(boek, naam)
        koppen = [kolom.name for kolom in tabel.tableColumns]
        a, b = koppen.index(een), koppen.index(ander)
        tabel.tableColumns[a], tabel.tableColumns[b] = tabel.tableColumns[b], tabel.tableColumns[a]
        for rij in range(rij1, rij2 + 1):
            links, rechts = blad.cell(rij, kol1 + a), blad.cell(rij, kol1 + b)
            links.value, rechts.value = rechts.value, links.value
            links.number_format, rechts.number_format = rechts.number_format, links.number_format


def voeg_kolom_toe(boek: Workbook) -> None:
    """A column of the user's own at the right of the hours."""
    blad, tabel, (kol1, rij1, kol2, rij2) = _tabel(boek, "tblUren")
    tabel.tableColumns.append(TableColumn(id=len(tabel.tableColumns) + 1, name="Notitie"))
    _zet_ref(tabel, kol1, rij1, kol2 + 1, rij2)
    blad.cell(rij1, kol2 + 1).value = "Notitie"
    blad.cell(rij1 + 3, kol2 + 1).value = "nog nakijken"


def voeg_lege_rijen_toe(boek: Workbook) -> None:
    """Three rows more than there are hours, and than there are rates: with formulas, without input."""
    for naam in ("tblUren", "tblTarieven", "tblInwoners"):
        blad, tabel, (kol1, rij1, kol2, rij2) = _tabel(boek, naam)
        for extra in (1, 2, 3):
            _kopieer_formules(blad, kol1, kol2, rij2, rij2 + extra)
        _zet_ref(tabel, kol1, rij1, kol2, rij2 + 3)


def voeg_blad_toe(boek: Workbook) -> None:
    """A sheet of the user's own, in front, with a table."""
    blad = boek.create_sheet("Kladblok", 0)
    for rij in (["Uren", "Code"], [99, "GM0755"], [1, None]):
        blad.append(rij)
    blad.add_table(Table(displayName="tblKlad", ref="A1:B3"))
    blad["D1"] = "=SUM(tblUren[Uren])"


def _kopieer_formules(blad: Worksheet, kol1: int, kol2: int, van: int, naar: int) -> None:
    for kol in range(kol1, kol2 + 1):
        bron, doel = blad.cell(van, kol), blad.cell(naar, kol)
        doel._style = copy(bron._style)
        if bron.data_type == "f":
            doel.value = bron.value


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    "ingrepen",
    [
        (verwissel_kolommen,),
        (voeg_kolom_toe,),
        (voeg_lege_rijen_toe,),
        (voeg_blad_toe,),
        (verwissel_kolommen, voeg_kolom_toe, voeg_lege_rijen_toe, voeg_blad_toe),
    ],
    ids=lambda ingrepen: " en ".join(ingreep.__name__ for ingreep in ingrepen),
)
def test_what_a_user_moves_or_adds_beside_the_input_changes_nothing(
    ingrepen: tuple[Callable[[Workbook], None], ...], klein: Gemaakt, tmp_path: Path
) -> None:
    boek = load_workbook(klein.master)
    for ingreep in ingrepen:
        ingreep(boek)
    boek.save(tmp_path / "master.xlsx")
    master = lees_master(tmp_path / "master.xlsx")
    assert master.regeling == drie(2024)
    assert invoerhash(master.regeling, 2024) == invoerhash(drie(2024), 2024)
    bewijs = bewijs_master(master, 2024)
    assert bewijs.verschillen == ()
    assert set(bewijs.eigen_formules) <= {"Kladblok"}
    assert bewijs.vergeleken == bewijs_master(gelezen(klein.master), 2024).vergeleken


def test_an_hour_line_added_below_counts(klein: Gemaakt, tmp_path: Path) -> None:
    boek = load_workbook(klein.master)
    blad, tabel, (kol1, rij1, kol2, rij2) = _tabel(boek, "tblUren")
    _kopieer_formules(blad, kol1, kol2, rij2, rij2 + 1)
    for kol in range(kol1, kol2 + 1):
        if blad.cell(rij2, kol).data_type != "f":
            blad.cell(rij2 + 1, kol).value = blad.cell(rij2, kol).value
    koppen = [kolom.name for kolom in tabel.tableColumns]
    blad.cell(rij2 + 1, kol1 + koppen.index("Uren")).value = 7.25
    _zet_ref(tabel, kol1, rij1, kol2, rij2 + 1)
    boek.save(tmp_path / "master.xlsx")
    master = lees_master(tmp_path / "master.xlsx")
    uren = drie(2024).uren
    assert master.regeling.uren == (*uren, replace(uren[-1], uren_h=725))
    assert invoerhash(master.regeling, 2024) != invoerhash(drie(2024), 2024)
    assert invoerhash(master.regeling, 2025) == invoerhash(drie(2024), 2025)
    assert bewijs_master(master, 2024).verschillen == ()


def test_an_hour_line_added_without_its_formulas_is_named_and_stops_the_run(klein: Gemaakt, tmp_path: Path) -> None:
    boek = load_workbook(klein.master)
    blad, tabel, (kol1, rij1, kol2, rij2) = _tabel(boek, "tblUren")
    for kol in range(kol1, kol2 + 1):
        if blad.cell(rij2, kol).data_type != "f":
            blad.cell(rij2 + 1, kol).value = blad.cell(rij2, kol).value
    _zet_ref(tabel, kol1, rij1, kol2, rij2 + 1)
    boek.save(tmp_path / "master.xlsx")
    verschillen = bewijs_master(lees_master(tmp_path / "master.xlsx"), 2024).verschillen
    assert {v.cel for v in verschillen if v.blad == "Uren"} == {
        f"{get_column_letter(kol)}{rij2 + 1}" for kol in range(kol1, kol2 + 1) if blad.cell(rij2, kol).data_type == "f"
    }
    assert all("vul de formule van de kolom door" in v.regel() for v in verschillen if v.blad == "Uren")
