"""A minimal file for a finding about IronCalc, and what it makes of it: ``python tests/gereedschap/ironcalc_deze_rij.py [FILE]``.

A structured reference to this row becomes a reference with a fixed row. Written in each cell that gives the right values (but a
formula of its own in every row); written once for several cells, as Excel does with a formula that was dragged, every row
gets the value of the first.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from pathlib import Path

import ironcalc
import xlsxwriter

RIJEN = 4
FORMULE = "tblA[[#This Row],[In]]*2"


def maak(pad: Path) -> None:
    """One table: 1 to 4, and twice that, each row with the formula written out; column D has the same formula, shared."""
    heel = io.BytesIO()
    with xlsxwriter.Workbook(heel) as boek:
        blad = boek.add_worksheet("Blad")
        kolommen = [{"header": "In"}, {"header": "Uit", "formula": FORMULE}]
        blad.add_table(0, 0, RIJEN, 1, {"name": "tblA", "columns": kolommen})
        for rij in range(1, RIJEN + 1):
            blad.write_number(rij, 0, rij)
            blad.write_formula(rij, 3, FORMULE)
    with zipfile.ZipFile(heel) as bron, zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as doel:
        for naam in bron.namelist():
            xml = bron.read(naam)
            if naam == "xl/worksheets/sheet1.xml":
                xml = _gedeeld(xml.decode()).encode()
            doel.writestr(naam, xml)


def _gedeeld(xml: str) -> str:
    for rij in range(2, RIJEN + 2):
        deelt = '<f t="shared" si="0"/>'
        eerste = f'<f t="shared" ref="D2:D{RIJEN + 1}" si="0">{FORMULE}</f>'
        voor, midden, na = xml.partition(f'<c r="D{rij}">')
        xml = voor + midden + na.replace(f"<f>{FORMULE}</f>", eerste if rij == 2 else deelt, 1)
    return xml


def bekijk(pad: Path) -> dict[str, list[tuple[str, float]]]:
    """Per column what IronCalc makes of each row: the formula and its value."""
    model = ironcalc.load_from_xlsx(str(pad), "en", "UTC", "en")
    model.evaluate()
    return {
        letter: [
            (model.get_cell_formula(0, rij, kol), model.get_cell_value(0, rij, kol)) for rij in range(2, RIJEN + 2)
        ]
        for letter, kol in (("B", 2), ("D", 4))
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as tijdelijk:
        bestand = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tijdelijk) / "this_row.xlsx"
        maak(bestand)
        print(f"IronCalc {ironcalc.__version__}")
        for kolom, rijen in bekijk(bestand).items():
            print(kolom, *rijen, sep="\n  ")
