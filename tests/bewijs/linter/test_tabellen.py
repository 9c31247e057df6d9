"""Rules about tables: columns, formulas, units, sources, merged cells."""

from pathlib import Path

import pytest
from hulp.proefboek import Proefboek, gevonden, maak, vervang

TABEL_INWONERS = "xl/tables/table1.xml"
TABEL_VERREKENING = "xl/tables/table2.xml"


def test_one_row_with_another_formula_is_named(tmp_path: Path) -> None:
    anders = "=ROUND(tblVerrekening[[#This Row],[n]]*100/12,1)"
    pad = maak(tmp_path / "boek.xlsx", lambda proef: proef.schrijf("Verrekening!C3", anders))
    assert gevonden(pad, 2) == ["Verrekening!C3 fout"]


def test_a_copied_down_relative_formula_is_one_pattern(tmp_path: Path) -> None:
    def relatief(proef: Proefboek) -> None:
        for rij in (2, 3, 4):
            proef.schrijf(f"Verrekening!C{rij}", f"=ROUND(B{rij}*100/12,2)")

    pad = maak(tmp_path / "boek.xlsx", relatief)
    assert gevonden(pad, 2) == ["Verrekening!C2:C4 fout"]  # the table still holds the other formula
    vervang(pad, TABEL_VERREKENING, "ROUND(tblVerrekening[[#This Row],[n]]*100/12,2)", "ROUND(B2*100/12,2)")
    assert gevonden(pad, 2) == []


def test_the_table_formula_that_differs_from_the_cells_is_found(tmp_path: Path) -> None:
    pad = vervang(maak(tmp_path / "boek.xlsx"), TABEL_VERREKENING, "*100/12,2)", "*100/12,1)")
    assert gevonden(pad, 2) == ["Verrekening!C2:C4 fout"]


def test_a_lost_table_formula_is_a_warning_in_a_users_workbook(tmp_path: Path) -> None:
    oud = "<calculatedColumnFormula>ROUND(tblVerrekening[[#This Row],[n]]*100/12,2)</calculatedColumnFormula>"
    pad = vervang(maak(tmp_path / "boek.xlsx"), TABEL_VERREKENING, oud, "")
    assert gevonden(pad, 2) == ["Verrekening!C2:C4 fout"]
    assert gevonden(pad, 2, eigen=False) == ["Verrekening!C2:C4 waarschuwing"]


def test_a_sum_typed_in_an_input_column_is_no_column_pattern(tmp_path: Path) -> None:
    pad = maak(tmp_path / "boek.xlsx", lambda proef: proef.schrijf("Inwoners!C3", "=100*12", 1200))
    assert gevonden(pad, 2) + gevonden(pad, 21) == []


def test_a_value_typed_over_a_formula_is_named(tmp_path: Path) -> None:
    pad = maak(tmp_path / "boek.xlsx", lambda proef: proef.bladen["Inwoners"].write("G3", 5))
    assert gevonden(pad, 21, eigen=False) == ["Inwoners!G3 fout"]


def test_a_formula_wiped_from_a_calculated_column_is_named(tmp_path: Path) -> None:
    pad = maak(tmp_path / "boek.xlsx", lambda proef: proef.bladen["Verrekening"].write_blank("D4", None, proef.euro))
    assert gevonden(pad, 21) == ["Verrekening!D4 fout"]


def test_a_typed_over_formula_is_also_found_after_the_table_lost_its_formulas(tmp_path: Path) -> None:
    pad = maak(tmp_path / "boek.xlsx", lambda proef: proef.bladen["Verrekening"].write("C3", 5))
    oud = "<calculatedColumnFormula>ROUND(tblVerrekening[[#This Row],[n]]*100/12,2)</calculatedColumnFormula>"
    assert gevonden(vervang(pad, TABEL_VERREKENING, oud, ""), 21) == ["Verrekening!C3 fout"]


def test_a_row_reference_of_another_table_is_found(tmp_path: Path) -> None:
    pad = maak(
        tmp_path / "boek.xlsx", lambda proef: proef.schrijf("Verrekening!C3", "=tblInwoners[[#This Row],[Inwoners]]")
    )
    assert "Verrekening!C3 fout" in gevonden(pad, 21)


def test_an_input_table_without_source_is_found(tmp_path: Path) -> None:
    pad = vervang(maak(tmp_path / "boek.xlsx"), TABEL_INWONERS, 'name="Brondatum"', 'name="Datum"')
    assert gevonden(pad, 10) == ["Inwoners!A1:G4 fout"]


@pytest.mark.parametrize(
    ("notatie", "waar"),
    [
        ("[$€-413] #,##0.00", ["Verrekening!B2:B4 fout"]),
        ("0.00%", ["Verrekening!B2:B4 fout"]),
        ("#,##0", []),
    ],
)
def test_a_unit_shown_but_not_in_the_header_is_found(tmp_path: Path, notatie: str, waar: list[str]) -> None:
    def opmaak(proef: Proefboek) -> None:
        som = "=SUMIFS(tblInwoners[Inwoners],tblInwoners[Code],tblVerrekening[[#This Row],[Code]])"
        stijl = proef.boek.add_format({"num_format": notatie})
        proef.bladen["Verrekening"].write_formula("B3", som, stijl, 156538)

    assert gevonden(maak(tmp_path / "boek.xlsx", opmaak), 11) == waar


@pytest.mark.parametrize(("kop", "waar"), [("Eenheid", []), ("Soort", ["Start!K2:K3 fout"])])
def test_a_table_with_a_column_eenheid_may_hold_a_unit_a_row(tmp_path: Path, kop: str, waar: list[str]) -> None:
    def tabel(proef: Proefboek) -> None:
        kolommen = [{"header": "Gegeven"}, {"header": "Waarde"}, {"header": kop}]
        proef.bladen["Start"].add_table("J1:L3", {"name": "tblProef", "columns": kolommen})
        proef.bladen["Start"].write_row("J2", ["Kosten", None, "euro"])
        proef.bladen["Start"].write("K2", 12.5, proef.euro)
        proef.bladen["Start"].write_row("J3", ["Inwoners", 11030, "inwoners"])

    assert gevonden(maak(tmp_path / "boek.xlsx", tabel), 11) == waar


def test_merged_cells_in_a_table_are_found_and_beside_it_not(tmp_path: Path) -> None:
    pad = maak(tmp_path / "boek.xlsx", lambda proef: proef.bladen["Verrekening"].merge_range("A8:B8", "toelichting"))
    assert gevonden(pad, 20) == []
    vervang(pad, "xl/worksheets/sheet3.xml", '<mergeCell ref="A8:B8"/>', '<mergeCell ref="A3:A4"/>')
    assert gevonden(pad, 20) == ["Verrekening!A3:A4 fout"]


@pytest.mark.parametrize("tekst", ["1234", "1.234,56", "-7,5", "€ 12,50", "50 %", " 8 "])
def test_a_number_as_text_is_found(tmp_path: Path, tekst: str) -> None:
    pad = maak(tmp_path / "boek.xlsx", lambda proef: proef.bladen["Inwoners"].write_string("C3", tekst))
    assert gevonden(pad, 15, eigen=False) == ["Inwoners!C3 fout"]


def test_codes_sources_headers_and_versions_may_look_like_numbers(tmp_path: Path) -> None:
    def teksten(proef: Proefboek) -> None:
        proef.bladen["Inwoners"].write_string("A3", "0796")
        proef.bladen["Inwoners"].write_string("D3", "2024")
        for cel, tekst in {"A9": "0.1.0", "A10": "2024-03-01", "A11": "8 uur", "A12": "GM0755"}.items():
            proef.bladen["Start"].write_string(cel, tekst)

    assert gevonden(maak(tmp_path / "boek.xlsx", teksten), 15) == []


def test_a_header_that_needs_escaping_is_found(tmp_path: Path) -> None:
    def tabel(proef: Proefboek) -> None:
        proef.bladen["Start"].add_table("J1:J3", {"name": "tblProef", "columns": [{"header": "Aantal [n]"}]})

    assert gevonden(maak(tmp_path / "boek.xlsx", tabel), 21) == ["Start!J1:J3 fout"]


def test_a_dropdown_takes_a_name_and_no_column(tmp_path: Path) -> None:
    def keuze(proef: Proefboek) -> None:
        proef.boek.define_name("Codes", "=tblInwoners[Code]")
        proef.bladen["Start"].data_validation("B3", {"validate": "list", "source": "=Codes"})
        proef.bladen["Start"].data_validation("B4", {"validate": "list", "source": "=tblInwoners[Code]"})

    assert gevonden(maak(tmp_path / "boek.xlsx", keuze), 21) == ["Start!B4 fout"]
