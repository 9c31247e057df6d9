"""Sheets in a form that Excel doesn't give them, as IronCalc gets them."""

from __future__ import annotations

from lxml import etree

from via_xl.bewijs.gewoonxml import gewoon_blad, zonder_voorvoegsel
from via_xl.lezen.xlsx import NS

_BEGIN = f'<worksheet xmlns="{NS[1:-1]}"><sheetData>'
_EIND = "</sheetData></worksheet>"


def _cellen(xml: bytes) -> dict[str, tuple[str | None, dict[str, str]]]:
    """By address the formula of each cell, and what is said of it."""
    cellen = etree.fromstring(gewoon_blad(xml)).iter(f"{NS}c")
    return {cel.get("r"): (f.text, dict(f.attrib)) for cel in cellen for f in cel.iter(f"{NS}f")}


def test_a_formula_that_cells_share_stands_in_each_of_them() -> None:
    rijen = (
        '<row r="6"><c r="H6"><f t="shared" ref="H6:H8" si="0">G6*2+SUM($A$1,tblUren[[#This Row],[Uren]])</f></c></row>'
        '<row r="7"><c r="H7"><f t="shared" si="0"/></c></row><row r="8"><c r="H8"><f t="shared" si="0"/></c></row>'
    )
    assert _cellen(f"{_BEGIN}{rijen}{_EIND}".encode()) == {
        f"H{rij}": (f"G{rij}*2+SUM($A$1,tblUren[[#This Row],[Uren]])", {}) for rij in (6, 7, 8)
    }


def test_a_cell_without_its_address_gets_the_one_of_its_place() -> None:
    rijen = '<row><c><f>1</f></c></row><row r="4"><c r="C4"><f>2</f></c><c><f>3</f></c></row><row><c><f>4</f></c></row>'
    assert _cellen(f"{_BEGIN}{rijen}{_EIND}".encode()) == {
        "A1": ("1", {}),
        "C4": ("2", {}),
        "D4": ("3", {}),
        "A5": ("4", {}),
    }


def test_a_formula_of_which_the_first_cell_is_unknown_and_an_array_stay_what_they_are() -> None:
    rijen = '<row r="1"><c r="A1"><f t="shared" si="9"/></c><c r="B1"><f t="array" ref="B1:B2">C1:C2</f></c></row>'
    assert _cellen(f"{_BEGIN}{rijen}{_EIND}".encode()) == {
        "A1": (None, {"t": "shared", "si": "9"}),
        "B1": ("C1:C2", {"t": "array", "ref": "B1:B2"}),
    }


def test_what_has_no_prefix_is_given_back_as_it_is() -> None:
    xml = f'{_BEGIN}<row r="1"><c r="A1" t="str"><f>"&lt;x:c"</f></c></row>{_EIND}'.encode()
    assert zonder_voorvoegsel(xml) is xml
    assert gewoon_blad(xml) is xml
