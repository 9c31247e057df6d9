"""Rules about the text of a formula: each breaks in one cell, and what almost breaks it may stay."""

from pathlib import Path

import pytest
from hulp.proefboek import Proefboek, gevonden, maak, vervang

FOUT = {
    "a number of its own": (1, "=Jaar+3"),
    "a percentage": (1, "=Jaar*50%"),
    "eleven digits": (1, "=ROUND(Jaar,11)"),
    "the first argument of ROUND": (1, "=ROUND(7,2)"),
    "another file": (3, "=[1]Blad!A1"),
    "today": (4, "=TODAY()"),
    "an offset": (4, "=SUM(OFFSET(Start!$B$1,0,0))"),
    "an error value in the formula": (5, "=#REF!+1"),
    "an approximate MATCH": (14, '=MATCH("GM0755",tblInwoners[Code])'),
    "a MATCH of type 1": (14, '=MATCH("GM0755",tblInwoners[Code],1)'),
    "a LOOKUP": (14, '=LOOKUP("GM0755",tblInwoners[Code],tblInwoners[Inwoners])'),
    "an approximate VLOOKUP": (14, '=VLOOKUP("GM0755",Inwoners!$A$2:$C$4,2)'),
    "an IF three deep": (16, "=IF(Jaar>1,IF(Jaar>2,IF(Jaar>12,1,0),0),0)"),
    "a formula too long to read": (16, "=" + "+".join(["Jaar"] * 81)),
    "a table that does not exist": (21, "=SUM(tblWeg[n])"),
    "a column that does not exist": (21, "=SUM(tblInwoners[Weg])"),
    "a bare table name": (21, "=COUNTA(tblInwoners)"),
    "a corrupt row reference": (21, "=tblInwoners[[#This Row],Inwoners]"),
    "a row reference off the rows": (21, "=tblInwoners[[#This Row],[Inwoners]]"),
    "a reference without table name": (21, "=SUM([Inwoners])"),
    "an unknown name": (21, "=Onbekend+1"),
    "an unknown sheet": (21, "=Weg!A1"),
    "headers as a reference": (21, "=COUNTA(tblInwoners[#Headers])"),
    "two columns at once": (21, "=SUM(tblInwoners[[Peiljaar]:[Inwoners]])"),
}

GOED = {
    "0, 1, 2, 12 and 100": (1, "=Jaar+0+1*2/12*100"),
    "rounding digits": (1, "=ROUND(Jaar,10)+ROUND(Jaar,-3)"),
    "a number in a text": (1, '=IF(Jaar>0,"8.2","36 uur")'),
    "a sheet of this file": (3, "=Inwoners!$C$2"),
    "a text that names a function": (4, '=IF(Jaar>0,"NOW()","")'),
    "a text that names an error": (5, '=IF(Jaar>0,"#REF!","")'),
    "an exact MATCH": (14, '=MATCH("GM0755",tblInwoners[Code],0)'),
    "an IF two deep, twice": (16, "=IF(Jaar>1,IF(Jaar>2,1,0),0)+IF(Jaar>0,IF(Jaar>1,1,0),0)"),
    "four hundred characters": (16, "=" + "+".join(["Jaar"] * 80)),
    "a column in another case": (21, "=SUM(TBLINWONERS[inwoners])"),
}


def bederf(formule: str):
    return lambda proef: proef.schrijf("Start!C9", formule)


@pytest.mark.parametrize(("regel", "formule"), FOUT.values(), ids=FOUT)
def test_breaks_the_rule(tmp_path: Path, regel: int, formule: str) -> None:
    assert "Start!C9 fout" in gevonden(_maak(tmp_path, formule), regel)


@pytest.mark.parametrize(("regel", "formule"), GOED.values(), ids=GOED)
def test_almost_breaks_the_rule(tmp_path: Path, regel: int, formule: str) -> None:
    assert gevonden(_maak(tmp_path, formule), regel) == []


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
    udf = "=VIA_VERDEEL(tblInwoners[Inwoners],Jaar)"
    assert gevonden(maak(tmp_path / "b.xlsx", matrix(udf)), 4)
    assert gevonden(maak(tmp_path / "c.xlsx", matrix(udf)).rename(tmp_path / "c.xlsm"), 4) == []


def test_equal_formulas_in_a_column_are_one_finding(tmp_path: Path) -> None:
    def kolom(proef: Proefboek) -> None:
        for rij in range(9, 40):
            proef.schrijf(f"Start!C{rij}", "=Jaar*3")

    assert gevonden(maak(tmp_path / "boek.xlsx", kolom), 1) == ["Start!C9:C39 fout"]


def test_the_same_calculation_in_two_places_is_a_warning(tmp_path: Path) -> None:
    pad = _maak(tmp_path, "=SUM(Verrekening!B2:B4)")  # Verrekening!G2, written with a structured reference
    assert gevonden(pad, 17) == ["Start!C9 waarschuwing"]


def test_a_plain_reference_in_two_places_is_no_calculation(tmp_path: Path) -> None:
    def tweemaal(proef: Proefboek) -> None:
        proef.schrijf("Start!C9", "=Verrekening!$G$2")
        proef.schrijf("Herkomst!C9", "=Verrekening!$G$2")
        proef.schrijf("Start!C10", '="Jaar "&Jaar', "Jaar 2024")
        proef.schrijf("Herkomst!C10", '="Jaar "&Jaar', "Jaar 2024")

    assert gevonden(maak(tmp_path / "boek.xlsx", tweemaal), 17) == []
