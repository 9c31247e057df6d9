"""What only Excel holds against a package is right in every workbook that we make, and other programs read all of it.

Excel's own rules, in what no schema says: see :mod:`hulp.structuur`. SheetJS and ExcelJS must find every sheet and formula.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hulp.gemaakt import Gemaakt
from hulp.proefboek import maak, vervang
from hulp.soorten import elke_soort
from hulp.structuur import elders, formules, gebreken

WERKMAP, INWONERS, VERREKENING = "xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"
TABEL1, TABEL2 = "xl/tables/table1.xml", "xl/tables/table2.xml"
SLOT = "<pageMargins"

BEDORVEN: dict[str, tuple[str, str, str, str]] = {
    "a part without a type": ("[Content_Types].xml", 'Default Extension="rels"', 'Default Extension="x"', "geen soort"),
    "a type without a part": ("[Content_Types].xml", "/xl/tables/table1.xml", "/xl/tables/weg.xml", "is er niet"),
    "a relation to nothing": ("xl/worksheets/_rels/sheet2.xml.rels", "table1.xml", "weg.xml", "weg.xml is er niet"),
    "a table of two sheets": ("xl/worksheets/_rels/sheet2.xml.rels", "table1.xml", "table2.xml", "tabelnummer 2"),
    "a relation that is not there": (INWONERS, "</sheetData>", '</sheetData><drawing r:id="rId9"/>', "geen relatie"),
    "a sheet twice": (WERKMAP, 'name="Inwoners"', 'name="start"', "blad start staat er 2 keer"),
    "a name for a sheet that can't be": (WERKMAP, 'name="Inwoners"', 'name="In/uit"', "geen bladnaam"),
    "a name that looks like a cell": (WERKMAP, 'name="Jaar"', 'name="VIA24"', "kan geen naam zijn"),
    "a name that is a row in Dutch": (WERKMAP, 'name="Jaar"', 'name="R"', "kan geen naam zijn"),
    "two tables of one name": (TABEL2, 'displayName="tblVerrekening"', 'displayName="TBLinwoners"', "al bestaat"),
    "a table called as a name": (TABEL2, 'displayName="tblVerrekening"', 'displayName="Jaar"', "al bestaat"),
    "two tables of one number": (TABEL2, 'id="2" name="tblV', 'id="1" name="tblV', "tabelnummer 1"),
    "a table of another width": (TABEL1, 'ref="A1:G4"', 'ref="A1:F4"', "7 kolommen in A1:F4"),
    "a table without rows": (TABEL1, 'ref="A1:G4"', 'ref="A1:G1"', "7 kolommen in A1:G1"),
    "a filter elsewhere": (TABEL1, 'autoFilter ref="A1:G4"', 'autoFilter ref="A1:G3"', "het filter staat op A1:G3"),
    "another header": (TABEL1, 'name="Peiljaar"', 'name="Jaar"', "boven Jaar staat iets anders"),
    "two columns of one name": (TABEL1, 'name="Peiljaar"', 'name="code"', "zelfde naam"),
    "another formula in a cell": (INWONERS, "&gt;0,1,0)</f>", "&gt;1,1,0)</f>", "andere formule dan de kolom"),
    "a number in a calculated column": (
        VERREKENING,
        "<f>ROUND(tblVerrekening[[#This Row],[n]]*100/12,2)</f>",
        "",
        "andere formule dan de kolom",
    ),
    "merged cells in a table": (
        INWONERS,
        SLOT,
        f'<mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells>{SLOT}',
        "in een tabel",
    ),
    "merged over each other": (
        INWONERS,
        SLOT,
        f'<mergeCells count="2"><mergeCell ref="J3:L3"/><mergeCell ref="K2:K9"/></mergeCells>{SLOT}',
        "samengevoegde cellen liggen over elkaar",
    ),
    "rows out of order": (INWONERS, '<row r="3"', '<row r="1"', "komt na rij"),
    "cells out of order": (INWONERS, '<c r="B3">', '<c r="Z3">', "niet op zijn plaats"),
    "a style that is not there": (VERREKENING, 's="1"', 's="99"', "die er niet is"),
    "a text that is not there": (INWONERS, "<v>12</v>", "<v>999</v>", "die er niet is"),
    "a number that is none": (INWONERS, "<v>11030</v>", "<v>nan</v>", "is geen getal"),
    "a table in a choice": (
        INWONERS,
        SLOT,
        '<dataValidations count="1"><dataValidation type="list" sqref="J2"><formula1>tblInwoners[Code]</formula1>'
        f"</dataValidation></dataValidations>{SLOT}",
        "een keuze noemt een tabel",
    ),
    "a message that is too long": (
        INWONERS,
        SLOT,
        f'<dataValidations count="1"><dataValidation error="{"x" * 226}" sqref="J2"/></dataValidations>{SLOT}',
        "error is te lang",
    ),
    "a table in a colour": (
        INWONERS,
        SLOT,
        '<conditionalFormatting sqref="J2"><cfRule type="expression" priority="1"><formula>SUM(tblInwoners[Code])</formula>'
        f"</cfRule></conditionalFormatting>{SLOT}",
        "een kleurregel noemt een tabel",
    ),
    "a colour that is not there": (
        INWONERS,
        SLOT,
        '<conditionalFormatting sqref="J2"><cfRule type="expression" dxfId="7" priority="1"><formula>1</formula></cfRule>'
        f"</conditionalFormatting>{SLOT}",
        "opmaak 7 is er niet",
    ),
    "a header that is too long": (
        INWONERS,
        "</worksheet>",
        f"<headerFooter><oddHeader>{'x' * 256}</oddHeader></headerFooter></worksheet>",
        "oddHeader is te lang",
    ),
}
"""What is replaced in which part of a sound workbook, and what must be said of it."""


@pytest.fixture(scope="module")
def heel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pad = maak(tmp_path_factory.mktemp("structuur") / "heel.xlsx")
    assert gebreken(pad) == []
    return pad


@pytest.mark.parametrize("geval", BEDORVEN)
def test_each_rule_sees_what_breaks_it(geval: str, heel: Path, tmp_path: Path) -> None:
    deel, oud, nieuw, wat = BEDORVEN[geval]
    pad = Path(shutil.copyfile(heel, tmp_path / "bedorven.xlsx"))
    assert wat in "; ".join(gebreken(vervang(pad, deel, oud, nieuw)))


@pytest.mark.motoren
@pytest.mark.parametrize(("code", "wat"), [("codeName='Sheet3'", "dezelfde codenaam"), ("", "codenamen bij")])
def test_a_code_name_that_is_wrong_is_seen(code: str, wat: str, tmp_path: Path) -> None:
    (met_macros,) = (pad for pad in elke_soort() if pad.suffix == ".xlsm")
    pad = Path(shutil.copyfile(met_macros, tmp_path / "bedorven.xlsm"))
    assert wat in "; ".join(gebreken(vervang(pad, INWONERS, 'codeName="Sheet2"', code)))


@pytest.mark.motoren
def test_excel_has_nothing_to_repair_in_any_workbook(run_2024: Gemaakt) -> None:
    gevonden = {pad.name: wat for pad in (*elke_soort(), *run_2024.alle) if (wat := gebreken(pad))}
    assert gevonden == {}


@pytest.mark.motoren
def test_other_programs_find_every_sheet_and_every_formula(run_2024: Gemaakt) -> None:
    paden = [*elke_soort(), run_2024.master, run_2024.regio]
    anders = {}
    for pad, gelezen in elders(paden).items():
        hier = formules(Path(pad))
        gezien = {"bladen": list(hier), "formules": sum(hier.values())}
        anders |= {f"{Path(pad).name}, {wie}": (gezien, wat) for wie, wat in gelezen.items() if wat != gezien}
    assert anders == {}
