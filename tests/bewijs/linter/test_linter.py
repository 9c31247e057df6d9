"""The workbook that keeps every rule gives no finding, and what a user adds is only warned of."""

import sys
from pathlib import Path
from types import FrameType

import pytest
import xlsxwriter
from hulp import libreoffice
from hulp.proefboek import Proefboek, gevonden, maak

from via_xl.bewijs.linter import lint


def test_a_workbook_that_keeps_the_rules_gives_no_finding(tmp_path: Path) -> None:
    assert lint(maak(tmp_path / "goed.xlsx")) == ()


def test_what_a_user_adds_outside_the_tables_is_a_warning(tmp_path: Path) -> None:
    def eigen_werk(proef: Proefboek) -> None:
        proef.schrijf("Start!C9", "=_xlfn._xlws.FILTER(tblInwoners[Code],tblInwoners[Inwoners]>5000)")
        proef.schrijf("Start!C10", "=TODAY()")

    pad = maak(tmp_path / "master.xlsx", eigen_werk)
    bevindingen = lint(pad, eigen=False)
    assert {bevinding.cel for bevinding in bevindingen} == {"C9", "C10"}
    assert {str(bevinding.ernst) for bevinding in bevindingen} == {"waarschuwing"}
    assert {str(bevinding.ernst) for bevinding in lint(pad)} == {"fout"}


def test_a_formula_in_our_table_stays_an_error_in_a_users_workbook(tmp_path: Path) -> None:
    formule = "=ROUND(tblVerrekening[[#This Row],[n]]*TODAY(),2)"
    pad = maak(tmp_path / "master.xlsx", lambda proef: proef.schrijf("Verrekening!C3", formule))
    assert gevonden(pad, 4, eigen=False)
    assert all(regel == "Verrekening!C3 fout" for regel in gevonden(pad, 4, eigen=False))


def test_a_filter_left_on_and_an_own_sheet_are_warnings(tmp_path: Path) -> None:
    def eigen_werk(proef: Proefboek) -> None:
        proef.boek.add_worksheet("Kladblok").write("A1", "zelf toegevoegd")
        proef.bladen["Inwoners"].set_row(2, None, None, {"hidden": True})
        proef.schrijf("Start!C9", "=Jaar/0", "#DIV/0!")

    bevindingen = lint(maak(tmp_path / "master.xlsx", eigen_werk), eigen=False)
    assert {bevinding.wat.split("]")[0] for bevinding in bevindingen} == {
        "[regel 5",
        "[regel 7",
        "[regel 9",
        "[regel 12",
    }
    assert {str(bevinding.ernst) for bevinding in bevindingen} == {"waarschuwing"}


@pytest.mark.motoren
def test_a_resave_by_libreoffice_loses_only_the_column_formulas(tmp_path: Path) -> None:
    (opnieuw,) = libreoffice.herbereken([maak(tmp_path / "master.xlsx")], tmp_path / "uit")
    bevindingen = lint(opnieuw, eigen=False)
    assert {bevinding.wat.split("]")[0] for bevinding in bevindingen} == {"[regel 2"}
    assert {str(bevinding.ernst) for bevinding in bevindingen} == {"waarschuwing"}


def test_a_finding_says_where_what_and_what_to_do(tmp_path: Path) -> None:
    pad = maak(tmp_path / "boek.xlsx", lambda proef: proef.schrijf("Start!C9", "=Jaar*1.21"))
    (bevinding,) = lint(pad)
    assert bevinding.regel() == (
        "boek.xlsx Start!C9: [regel 1] in de formule staat een vast getal: 1.21. "
        "Zet het getal in een cel met bron en status en verwijs daarnaar."
    )


def stappen(pad: Path) -> int:
    """How many functions are called to lint a workbook: what it costs, whatever the speed of the machine."""
    aantal = 0

    def tel(_frame: FrameType, soort: str, _wat: object) -> None:
        nonlocal aantal
        aantal += soort == "call"

    sys.setprofile(tel)
    try:
        lint(pad)
    finally:
        sys.setprofile(None)
    return aantal


def test_four_times_the_lines_is_four_times_the_work(tmp_path: Path) -> None:
    weinig, veel = (stappen(_vol(tmp_path / f"{regels}.xlsx", regels)) for regels in (100, 400))
    assert weinig > 10_000
    assert veel < 5 * weinig


def _vol(pad: Path, regels: int) -> Path:
    """A table of twenty columns, and beside it a running total over a growing range."""
    boek = xlsxwriter.Workbook(str(pad))
    blad = boek.add_worksheet("Uren")
    formules = {f"F{nr}": f"=tblGroot[[#This Row],[F{nr - 1}]]+SUM(tblGroot[F0])" for nr in range(1, 20)}
    kolommen = [{"header": "F0"}, *({"header": kop, "formula": formule} for kop, formule in formules.items())]
    blad.add_table(0, 0, regels, 19, {"name": "tblGroot", "columns": kolommen})
    for rij in range(1, regels + 1):
        blad.write_number(rij, 0, rij)
        # Of 400 lines that is 80,000 references to cells, were each looked at.
        blad.write_formula(rij, 22, f"=SUM($T$2:$T${rij + 1})")
    boek.close()
    return pad
