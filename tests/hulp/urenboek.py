"""A small workbook with a table of hours, for tests of what changes in its file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from via_xl.lezen.tabelplaats import Tabelplaats
from via_xl.lezen.werkmap import Werkmap
from via_xl.wijzigen.inplaats.invullen import Invulling
from via_xl.wijzigen.inplaats.pakket import Pakketdelen

UREN = "tblUren"
BLAD = "Uren"
RIJ = {"Code": "GM0828", "Maand": date(2024, 3, 1), "Uren": 7.25}


def boek(pad: Path, erbij: Callable[[Workbook, Worksheet], None] = lambda *_: None, rijen: int = 3) -> Path:
    """A workbook with a table of hours in A5:E8 (Code, Maand, Uren, Kosten €, Note), rules and a conditional format."""
    werkmap = Workbook(pad)
    blad = werkmap.add_worksheet(BLAD)
    dag = werkmap.add_format({"num_format": "dd-mm-yyyy"})
    kolommen = [
        {"header": "Code"},
        {"header": "Maand", "format": dag},
        {"header": "Uren"},
        {"header": "Kosten €", "formula": "=tblUren[[#This Row],[Uren]]*2"},
        {"header": "Note"},
    ]
    laatste = 4 + rijen
    blad.add_table(4, 0, laatste, 4, {"name": UREN, "columns": kolommen})
    for rij in range(5, laatste + 1):
        blad.write_string(rij, 0, "GM0755")
        blad.write_datetime(rij, 1, date(2024, 1, 1), dag)  # type: ignore[arg-type]
        blad.write_number(rij, 2, rij)
        blad.write_formula(rij, 3, "=tblUren[[#This Row],[Uren]]*2", None, rij * 2)
    blad.data_validation(5, 2, laatste, 2, {"validate": "decimal", "criteria": ">=", "value": 0})
    blad.conditional_format(5, 2, laatste, 2, {"type": "cell", "criteria": ">", "value": 100})
    blad.write_string("H2", "van de officer")
    erbij(werkmap, blad)
    werkmap.close()
    return pad


def invulling(pad: Path) -> Invulling:
    with Werkmap(pad) as werkmap:
        plaatsen: dict[str, Tabelplaats] = {plaats.naam: plaats for plaats in werkmap.tabellen}
    return Invulling(Pakketdelen(pad.read_bytes()), pad.name, plaatsen)
