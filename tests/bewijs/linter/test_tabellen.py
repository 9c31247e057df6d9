"""Rules about tables: columns, formulas, units, sources, merged cells."""

from pathlib import Path

import pytest
from hulp.proefboek import Proefboek, gevonden, maak, vervang

TABEL_VERREKENING = "xl/tables/table2.xml"


def test_a_copied_down_relative_formula_is_one_pattern(tmp_path: Path) -> None:
    def relatief(proef: Proefboek) -> None:
        for rij in (2, 3, 4):
            proef.schrijf(f"Verrekening!C{rij}", f"=ROUND(B{rij}*100/12,2)")

    pad = maak(tmp_path / "boek.xlsx", relatief)
    assert gevonden(pad, 2) == ["Verrekening!C2:C4 fout"]  # the table still holds the other formula
    vervang(pad, TABEL_VERREKENING, "ROUND(tblVerrekening[[#This Row],[n]]*100/12,2)", "ROUND(B2*100/12,2)")
    assert gevonden(pad, 2) == []


def test_a_lost_table_formula_is_a_warning_in_a_users_workbook(tmp_path: Path) -> None:
    oud = "<calculatedColumnFormula>ROUND(tblVerrekening[[#This Row],[n]]*100/12,2)</calculatedColumnFormula>"
    pad = vervang(maak(tmp_path / "boek.xlsx"), TABEL_VERREKENING, oud, "")
    assert gevonden(pad, 2) == ["Verrekening!C2:C4 fout"]
    assert gevonden(pad, 2, eigen=False) == ["Verrekening!C2:C4 waarschuwing"]


@pytest.mark.parametrize(("kop", "waar"), [("Eenheid", []), ("Soort", ["Start!K2:K3 fout"])])
def test_a_table_with_a_column_eenheid_may_hold_a_unit_a_row(tmp_path: Path, kop: str, waar: list[str]) -> None:
    def tabel(proef: Proefboek) -> None:
        kolommen = [{"header": "Gegeven"}, {"header": "Waarde"}, {"header": kop}]
        proef.bladen["Start"].add_table("J1:L3", {"name": "tblProef", "columns": kolommen})
        proef.bladen["Start"].write_row("J2", ["Kosten", None, "euro"])
        proef.bladen["Start"].write("K2", 12.5, proef.euro)
        proef.bladen["Start"].write_row("J3", ["Inwoners", 11030, "inwoners"])

    assert gevonden(maak(tmp_path / "boek.xlsx", tabel), 11) == waar
