"""Of a master that was read, the cells the program made are proven, wherever they went; the rest is listed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hulp.gemaakt import Gemaakt, drie, gedeelde_run, gelezen
from hulp.klein_boek import vervang_cel
from hulp.kleine_master import blad_deel
from hulp.officierswerk import hernoem, in_delen, met_excelize
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from via_xl.basis.bevinding import BewijsFout
from via_xl.bewijs.masterbewijs import Masterbewijs, bewijs_master
from via_xl.bewijs.vergelijken import Celverschil
from via_xl.lezen.master import lees_master
from via_xl.regeling.tabellen import TABELLEN
from via_xl.schrijven.boek import Verwachting


@pytest.fixture(scope="module")
def run() -> Gemaakt:
    """A master of three gemeenten with hour lines of 2024 only, which no test changes."""
    return gedeelde_run(drie(2024), 2024)


@pytest.fixture
def kopie(run: Gemaakt, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return Path(shutil.copyfile(run.master, tmp_path / "via_master.xlsx"))


def _verwachting(run: Gemaakt, blad: str, *, tabel: str = "", kolom: str = "", formule: str = "") -> Verwachting:
    """The first formula cell of a table column, or outside a table the first whose formula holds a text."""
    return next(
        v
        for v in run.boek(run.master).verwachtingen()
        if v.blad == blad and v.tabel == tabel and v.kolom == kolom and formule in v.formule
    )


def _bewijs(pad: Path, jaar: int = 2024) -> Masterbewijs:
    return bewijs_master(lees_master(pad), jaar)


def _waar(verschillen: tuple[Celverschil, ...]) -> set[str]:
    return {f"{v.blad}!{v.cel}" for v in verschillen}


def _xml(tekst: str) -> str:
    return tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def test_every_formula_cell_of_a_master_as_built_is_compared_and_agrees(run: Gemaakt) -> None:
    bewijs = bewijs_master(gelezen(run.master), 2024)
    zonder_record = [t.naam for t in TABELLEN if not getattr(drie(2024), t.attribuut)]  # one blank row
    verwacht = [v for v in run.boek(run.master).verwachtingen() if v.tabel not in zonder_record]
    assert (bewijs.vergeleken, bewijs.verschillen, bewijs.eigen_formules) == (len(verwacht), (), {})


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("jaar", [2023, 2025, 2026])
def test_another_year_than_the_chosen_one_is_proven_as_well(jaar: int, run: Gemaakt) -> None:
    bewijs = bewijs_master(gelezen(run.master), jaar)
    assert (bewijs.verschillen, bewijs.eigen_formules) == ((), {})
    assert bewijs.vergeleken > 900


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    ("tabel", "blad", "kolom"),
    [
        ("tblUren", "Uren", "Kosten €"),
        ("tblUren", "Uren", "Jaar van afrekening"),
        ("tblTarieven", "Tarieven", "Uurtarief €"),
        ("tblVerrekening", "Verrekening", "Bijdrage €"),
        ("tblVerrekening", "Verrekening", "Rang"),
        ("tblBegroting", "Begroting", "Exact €"),
    ],
)
def test_a_value_typed_over_a_formula_names_the_cell_even_if_it_is_right(
    tabel: str, blad: str, kolom: str, run: Gemaakt, kopie: Path
) -> None:
    v = _verwachting(run, blad, tabel=tabel, kolom=kolom)
    vervang_cel(kopie, blad_deel(kopie, blad), v.cel, f"<v>{v.waarde}</v>")
    verschillen = _bewijs(kopie).verschillen
    assert _waar(verschillen) == {f"{blad}!{v.cel}"}
    assert f"de formule van kolom {kolom} van {tabel} ontbreekt of is overschreven" in verschillen[0].regel()


def test_a_value_typed_over_a_formula_outside_a_table_names_the_cell(run: Gemaakt, kopie: Path) -> None:
    v = _verwachting(run, "Verrekening", formule="SUM(tblVerrekening[Kosten €])")
    vervang_cel(kopie, blad_deel(kopie, "Verrekening"), v.cel, f"<v>{v.waarde}</v>")
    assert f"Verrekening!{v.cel}" in _waar(_bewijs(kopie).verschillen)


def test_another_formula_names_the_cell_and_what_follows_from_it(run: Gemaakt, kopie: Path) -> None:
    v = _verwachting(run, "Verrekening", tabel="tblVerrekening", kolom="Bijdrage €")
    anders = f"{v.formule}+1/100"
    vervang_cel(kopie, blad_deel(kopie, "Verrekening"), v.cel, f"<f>{_xml(anders)}</f><v>{v.waarde}</v>")
    verschillen = _bewijs(kopie).verschillen
    assert f"Verrekening!{v.cel}" in _waar(verschillen)
    gevonden = next(x for x in verschillen if x.cel == v.cel and x.blad == "Verrekening")
    assert gevonden.wat == "de formule geeft iets anders dan de rekenkern"
    assert gevonden.herrekend == pytest.approx(gevonden.engine + 0.01)  # type: ignore[operator]


@pytest.mark.parametrize("jaar", [2024, 2025])
def test_a_stale_cached_value_names_the_cell_in_whatever_year(jaar: int, run: Gemaakt, kopie: Path) -> None:
    v = _verwachting(run, "Verrekening", tabel="tblVerrekening", kolom="Saldo €")
    vervang_cel(kopie, blad_deel(kopie, "Verrekening"), v.cel, f"<f>{_xml(v.formule)}</f><v>12.34</v>")
    dag = _verwachting(run, "Tarieven", tabel="tblTarieven", kolom="Geldt tot")
    vervang_cel(kopie, blad_deel(kopie, "Tarieven"), dag.cel, f"<f>{_xml(dag.formule)}</f><v>46023</v>")
    verschillen = {(verschil.blad, verschil.cel): verschil for verschil in _bewijs(kopie, jaar).verschillen}
    assert verschillen.keys() == {("Tarieven", dag.cel), ("Verrekening", v.cel)}
    saldo = verschillen["Verrekening", v.cel]
    assert saldo.gecached == 12.34
    assert "de opgeslagen waarde is een andere dan de formule geeft" in saldo.regel()
    assert "opgeslagen: 1-1-2026" in verschillen["Tarieven", dag.cel].regel()


def test_an_error_in_a_cell_of_ours_names_the_cell(run: Gemaakt, kopie: Path) -> None:
    v = _verwachting(run, "Verrekening", tabel="tblVerrekening", kolom="Verschil €")
    vervang_cel(kopie, blad_deel(kopie, "Verrekening"), v.cel, "<f>#REF!</f><v>0</v>")
    verschillen = _bewijs(kopie).verschillen
    assert f"Verrekening!{v.cel}" in _waar(verschillen)
    assert any(x.wat == "de formule geeft een foutwaarde" for x in verschillen)


def eigen_blad(boek: Workbook) -> None:
    """A sheet of the user's own: newer functions, an error, a sum over our tables, and a note."""
    blad = boek.create_sheet("Mijn analyse")
    blad["A1"] = "=SUM(tblUren[Uren])"
    blad["A2"] = '=_xlfn._xlws.FILTER(tblUren[Uren],tblUren[Rol]="kernlid")'
    blad["A3"] = '=_xlfn.XLOOKUP("GM0755",tblGemeenten[Code],tblGemeenten[Naam])'
    blad["A4"] = "=AGGREGATE(9,6,tblUren[Uren])"
    blad["A5"] = "=1/0"
    blad["A6"] = "#REF! staat hier als tekst"


def naast_een_tabel(boek: Workbook) -> None:
    """A sum of the user's own on one of our sheets."""
    boek["Inwoners"]["M2"] = "=SUM(tblInwoners[Inwoners])"
    boek["Start"]["Z60"] = "=Jaar+1"


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    ("ingreep", "eigen"),
    [(eigen_blad, {"Mijn analyse": 5}), (naast_een_tabel, {"Inwoners": 1, "Start": 1})],
    ids=["own sheet", "own cells"],
)
def test_what_a_user_adds_is_listed_and_is_no_difference(
    ingreep: Callable[[Workbook], None], eigen: dict[str, int], run: Gemaakt, tmp_path: Path
) -> None:
    boek = load_workbook(run.master)
    ingreep(boek)
    boek.save(tmp_path / "via_master.xlsx")
    for jaar in (2024, 2025):
        bewijs = _bewijs(tmp_path / "via_master.xlsx", jaar)
        assert (bewijs.verschillen, bewijs.eigen_formules) == ((), eigen)
    assert _bewijs(tmp_path / "via_master.xlsx").vergeleken == bewijs_master(gelezen(run.master), 2024).vergeleken


def test_a_fault_in_ours_is_found_beside_what_a_user_added(run: Gemaakt, tmp_path: Path) -> None:
    boek = load_workbook(run.master)
    eigen_blad(boek)
    v = _verwachting(run, "Verrekening", tabel="tblVerrekening", kolom="Kosten €")
    boek["Verrekening"][v.cel] = 1
    boek.save(tmp_path / "via_master.xlsx")
    bewijs = _bewijs(tmp_path / "via_master.xlsx")
    assert f"Verrekening!{v.cel}" in _waar(bewijs.verschillen)
    assert not any(x.blad == "Mijn analyse" for x in bewijs.verschillen)


def test_a_moved_sheet_with_a_moved_table_is_compared_where_it_is_now(run: Gemaakt, tmp_path: Path) -> None:
    boek = load_workbook(run.master)
    blad = boek["POK"]
    tabel = blad.tables["tblPOK"]
    blad.move_range(tabel.ref, rows=4, cols=3)
    links, boven, rechts, onder = range_boundaries(tabel.ref)
    tabel.ref = f"{get_column_letter(links + 3)}{boven + 4}:{get_column_letter(rechts + 3)}{onder + 4}"
    tabel.autoFilter.ref = tabel.ref
    boek.move_sheet("POK", -3)
    boek.save(tmp_path / "via_master.xlsx")
    master = lees_master(tmp_path / "via_master.xlsx")
    assert master.tabellen["tblPOK"].kolom("Jaar") == "D"
    assert bewijs_master(master, 2024).verschillen == ()


@pytest.mark.lang(een_op=10)  # a master proven three times
def test_loose_cells_are_compared_where_rows_and_columns_put_in_and_another_name_of_the_sheet_moved_them(
    run: Gemaakt, kopie: Path
) -> None:
    def verschoven(boek: Any) -> None:
        boek.insert_cols("Start", "A", 2)
        boek.insert_rows("Start", 2, 1)
        boek.insert_rows("Afrekening", 1, 2)

    met_excelize(verschoven, lambda _: True).maak(kopie)
    in_delen(hernoem({"Start": "Begin", "Verrekening": "Wie, d'r"}), lambda _: True).maak(kopie)
    bewijs = _bewijs(kopie)
    assert [v.regel() for v in bewijs.fouten] == []
    assert bewijs.vergeleken == _bewijs(run.master).vergeleken
    assert bewijs.eigen_formules == {}
    v = _verwachting(run, "Start", formule="Verrekening!")
    letter, rij = v.cel[0], int(v.cel[1:])
    plek = f"{chr(ord(letter) + 2)}{rij + 1}"
    met_excelize(lambda b: b.set_cell_value("Begin", plek, 12.5), lambda _: True).maak(kopie)
    assert f"Begin!{plek}" in _waar(_bewijs(kopie).fouten)


def test_without_the_name_of_the_year_another_year_cannot_be_proven(run: Gemaakt, tmp_path: Path) -> None:
    boek = load_workbook(run.master)
    del boek.defined_names["Jaar"]
    boek.save(tmp_path / "via_master.xlsx")
    with pytest.raises(BewijsFout, match="Jaar"):
        _bewijs(tmp_path / "via_master.xlsx", 2025)
