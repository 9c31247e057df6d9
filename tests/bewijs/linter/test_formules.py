"""Rules about the text of a formula: each breaks in one cell, and what almost breaks it may stay."""

from pathlib import Path

import pytest
from hulp.proefboek import Proefboek, gevonden, maak, vervang


def bederf(formule: str):
    return lambda proef: proef.schrijf("Start!C9", formule)


def _maak(tmp_path: Path, formule: str) -> Path:
    return maak(tmp_path / "boek.xlsx", bederf(formule))


@pytest.mark.parametrize(
    "formule",
    [
        "=MATCH(1,(tblInwoners[Peiljaar]=Jaar)*(tblInwoners[Inwoners]>0),0)",
        "=SUM((tblInwoners[Peiljaar]=Jaar)*tblInwoners[Inwoners])",
        '=IF(AND(tblInwoners[Code]<>""),1,0)',
        "=IF(OR(tblInwoners[Peiljaar]=Jaar),1,0)",
        "=OR(tblInwoners[Telt])",
        "=SUMPRODUCT(ROUND(tblInwoners[Inwoners],0)*1)",
        "=SUMPRODUCT(ISNUMBER(tblInwoners[Inwoners])*1)",
        "=SUMPRODUCT((tblInwoners[Peiljaar]=Jaar))",
        "=SUMPRODUCT(tblInwoners[Inwoners],Inwoners!$C$2:$C$3)",
        "=SUMIFS(tblInwoners[Inwoners],tblInwoners[Code],tblVerrekening[Code])",
        "=SUMIFS(tblInwoners[Inwoners],Inwoners!$A$2:$A$3,1)",
        "=INDEX(tblInwoners[Inwoners],0)",
        "=tblInwoners[Inwoners]",
        "=Inwoners!$A$2:$A$4",
        "=COUNTA({1,2})",
        "=SUM(Start!$A$1:$B$1 Start!$B$1:$B$2)",
        "=Start!$A$1#",
        "=@tblInwoners[Code]",
        "=tblInwoners[@Inwoners]",
        "=_xlfn.LET(_xlpm.x,1,_xlpm.x)",
        "=_xlfn.XLOOKUP(1,tblInwoners[Inwoners],tblInwoners[Code])",
        '=TEXT(Jaar,"0")',
        "=FIXED(Jaar,0)",
        "=ROWS(tblInwoners)",
        "=VIA_BIJDRAGE(Jaar)",
        "=IF(Jaar>0,,1)",
        "=Jaar^2",
    ],
)
def test_a_shape_outside_the_dialect_is_refused(tmp_path: Path, formule: str) -> None:
    pad = maak(tmp_path / "boek.xlsx")
    # Written into the part itself: XlsxWriter would expand or translate some of these.
    oud = "<f>IF(Alles_in_orde=1,&quot;"
    deel = "xl/worksheets/sheet1.xml"
    tekst = formule[1:].replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    vervang(pad, deel, oud.replace("&quot;", '"'), f'<f>{tekst}</f></c><c r="I1"><f>IF(Alles_in_orde=1,"')
    assert {"Start!H1 fout"} <= set(gevonden(pad, 4) + gevonden(pad, 21))


@pytest.mark.parametrize(
    "formule",
    [
        "=SUMPRODUCT((tblInwoners[Peiljaar]=Jaar)*tblInwoners[Inwoners])",
        "=SUMPRODUCT(tblInwoners[Inwoners],tblInwoners[Telt])",
        "=SUMIFS(tblInwoners[Inwoners],tblInwoners[Code],Verrekening!$A$2,tblInwoners[Peiljaar],Jaar)",
        '=COUNTIFS(tblInwoners[Inwoners],">="&Jaar)',
        '=IFERROR(INDEX(tblInwoners[Inwoners],MATCH("GM0755",tblInwoners[Code],0)),0)',
        "=IF(AND(Jaar>0,NOT(Jaar=1)),MAX(tblInwoners[Inwoners],0),MIN(Start!$A$1:$B$1))",
        "=EOMONTH(DATE(Jaar,1,1),0)",
        "=SUM(tblInwoners[Inwoners])/COUNTA(tblInwoners[Code])-INT(Jaar/12)",
    ],
)
def test_a_shape_inside_the_dialect_may_stay(tmp_path: Path, formule: str) -> None:
    pad = _maak(tmp_path, formule)
    assert gevonden(pad, 4) + gevonden(pad, 21) == []


def test_an_array_formula_is_refused_but_for_a_udf_in_a_macro_workbook(tmp_path: Path) -> None:
    def matrix(formule: str):
        return lambda proef: proef.bladen["Start"].write_dynamic_array_formula("C9:C11", formule)

    assert gevonden(maak(tmp_path / "a.xlsx", matrix("=tblInwoners[Code]")), 4)
    kaal = "=VIA_VERDEEL(tblInwoners[Inwoners],Jaar)"
    udf = f'=IFERROR({kaal[1:]},"add-in niet geladen")'
    benoemd = f"=IFERROR({kaal[1:]},GeenUitkomst)"
    assert gevonden(maak(tmp_path / "e.xlsx", matrix(benoemd)).rename(tmp_path / "e.xlsm"), 4) == []
    anders = benoemd.replace("GeenUitkomst", "Jaar")
    assert gevonden(maak(tmp_path / "f.xlsx", matrix(anders)).rename(tmp_path / "f.xlsm"), 4)
    assert gevonden(maak(tmp_path / "b.xlsx", matrix(udf)), 4)
    assert gevonden(maak(tmp_path / "c.xlsx", matrix(udf)).rename(tmp_path / "c.xlsm"), 4) == []
    assert gevonden(maak(tmp_path / "d.xlsx", matrix(kaal)).rename(tmp_path / "d.xlsm"), 4)


def test_equal_formulas_in_a_column_are_one_finding(tmp_path: Path) -> None:
    def kolom(proef: Proefboek) -> None:
        for rij in range(9, 40):
            proef.schrijf(f"Start!C{rij}", "=Jaar*3")

    assert gevonden(maak(tmp_path / "boek.xlsx", kolom), 1) == ["Start!C9:C39 fout"]
