"""Rows and values in the file of a workbook: what an officer made in it stays, and what is in the way is named."""

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hulp.urenboek import BLAD, RIJ, UREN, boek, invulling
from openpyxl import load_workbook
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from via_xl.wijzigen.inplaats.invullen import Invulling, NieuweRijen, NieuweWaarde
from via_xl.wijzigen.inplaats.naast import Bedoeld, niet_bedoeld
from via_xl.wijzigen.inplaats.pakket import Pakketdelen
from via_xl.wijzigen.inplaats.werkmap import Werkmapdelen


def klaar(werk: Invulling, pad: Path) -> Path:
    """The changed workbook as a file, after the check that nothing else became another."""
    ingevuld = werk.klaar()
    doel = pad.with_stem(f"{pad.stem}_na")
    stroom = io.BytesIO()
    werk.pakket.schrijf(stroom, ingevuld.delen)
    doel.write_bytes(stroom.getvalue())
    delen = Werkmapdelen(werk.pakket.inhoud).bladen
    bedoeld = Bedoeld({delen[naam]: cellen for naam, cellen in ingevuld.cellen.items()})
    assert list(niet_bedoeld(werk.pakket, Pakketdelen(doel.read_bytes()), bedoeld)) == []
    return doel


def test_a_row_comes_under_the_table_with_its_formulas_its_style_and_its_rules(tmp_path: Path) -> None:
    pad = boek(tmp_path / "a.xlsx")
    werk = invulling(pad)
    werk.voeg_toe(NieuweRijen(UREN, [RIJ, RIJ | {"Uren": 1}]))
    blad = load_workbook(klaar(werk, pad))[BLAD]
    assert blad.tables[UREN].ref == "A5:E10"
    assert blad.tables[UREN].autoFilter.ref == "A5:E10"
    assert [cel.value for cel in blad[9]][:5] == [
        "GM0828",
        blad["B9"].value,
        7.25,
        "=tblUren[[#This Row],[Uren]]*2",
        None,
    ]
    assert blad["B9"].value.date() == date(2024, 3, 1)
    assert blad["B9"].number_format == "dd-mm-yyyy"
    assert [str(regel.sqref) for regel in blad.data_validations.dataValidation] == ["C6:C10"]
    assert [str(bereik.sqref) for bereik in blad.conditional_formatting] == ["C6:C10"]
    assert blad["H2"].value == "van de officer"


@pytest.mark.parametrize("bar", [(7,), (5, 6, 7)], ids=["the last row", "every row"])
def test_a_day_is_shown_as_a_day_under_rows_that_another_program_added_without_a_format(
    tmp_path: Path, bar: tuple[int, ...]
) -> None:
    def zonder(werkmap: Workbook, blad: Worksheet) -> None:
        blad.write_datetime("H3", date(2024, 1, 1), werkmap.add_format({"num_format": "dd-mm-yyyy"}))
        for rij in bar:
            blad.write_number(rij, 1, 45673)

    pad = boek(tmp_path / "a.xlsx", zonder)
    werk = invulling(pad)
    werk.zet([NieuweWaarde(UREN, 8, "Maand", date(2024, 2, 1))])
    werk.voeg_toe(NieuweRijen(UREN, [RIJ]))
    blad = load_workbook(klaar(werk, pad))[BLAD]
    assert [(blad[cel].value.date(), blad[cel].number_format) for cel in ("B8", "B9")] == [
        (date(2024, 2, 1), "dd-mm-yyyy"),
        (date(2024, 3, 1), "dd-mm-yyyy"),
    ]


def test_a_blank_row_at_the_end_of_a_table_is_used_first(tmp_path: Path) -> None:
    def leeg(werkmap: Workbook, blad: Worksheet) -> None:
        for kol in range(3):
            blad.write_blank(7, kol, None, werkmap.add_format({"bold": True}))

    pad = boek(tmp_path / "a.xlsx", leeg)
    werk = invulling(pad)
    werk.voeg_toe(NieuweRijen(UREN, [RIJ]))
    blad = load_workbook(klaar(werk, pad))[BLAD]
    assert blad.tables[UREN].ref == "A5:E8"
    assert blad["C8"].value == 7.25
    assert blad["D8"].value == "=tblUren[[#This Row],[Uren]]*2"


def test_a_note_in_a_row_of_the_table_makes_it_no_blank_row(tmp_path: Path) -> None:
    def leeg_met_notitie(werkmap: Workbook, blad: Worksheet) -> None:
        for kol in range(3):
            blad.write_blank(7, kol, None, werkmap.add_format({"bold": True}))
        blad.write_string(7, 4, "vraag Oss")

    pad = boek(tmp_path / "a.xlsx", leeg_met_notitie)
    werk = invulling(pad)
    werk.voeg_toe(NieuweRijen(UREN, [RIJ]))
    blad = load_workbook(klaar(werk, pad))[BLAD]
    assert blad.tables[UREN].ref == "A5:E9"
    assert blad["E8"].value == "vraag Oss"


@pytest.mark.parametrize(
    ("erbij", "cel", "wat"),
    [
        (lambda _w, blad: blad.write_string("C9", "let op"), "C9", "deze cel staat onder tabel tblUren"),
        (lambda _w, blad: blad.write_formula("A9", "=1+1"), "A9", "deze cel staat onder tabel tblUren"),
        (lambda _w, blad: blad.merge_range("B9:F9", ""), "B9:F9", "hier zijn cellen samengevoegd onder tabel tblUren"),
        (
            lambda _w, blad: blad.add_table("C9:D10", {"name": "tblEigen"}),
            "rij 9",
            "tabel tblEigen staat onder tabel tblUren",
        ),
    ],
)
def test_what_stands_where_a_row_must_come_is_named(
    tmp_path: Path, erbij: Callable[[Workbook, Worksheet], None], cel: str, wat: str
) -> None:
    werk = invulling(boek(tmp_path / "a.xlsx", erbij))
    werk.voeg_toe(NieuweRijen(UREN, [RIJ]))
    (bevinding,) = werk.bevindingen
    assert (bevinding.blad, bevinding.cel) == (BLAD, cel)
    assert wat in bevinding.wat
    assert bevinding.doen
    assert werk.klaar().cellen == {}


def test_a_cell_beside_the_table_is_no_hindrance_and_stays(tmp_path: Path) -> None:
    pad = boek(tmp_path / "a.xlsx", lambda _w, blad: blad.write_string("G9", "hiernaast"))
    werk = invulling(pad)
    werk.voeg_toe(NieuweRijen(UREN, [RIJ]))
    blad = load_workbook(klaar(werk, pad))[BLAD]
    assert (blad["A9"].value, blad["G9"].value) == ("GM0828", "hiernaast")


def test_a_totals_row_is_named(tmp_path: Path) -> None:
    werkmap = Workbook(tmp_path / "a.xlsx")
    blad = werkmap.add_worksheet(BLAD)
    blad.add_table("A5:B8", {"name": UREN, "total_row": True, "columns": [{"header": "Code"}, {"header": "Uren"}]})
    blad.write_string("A6", "GM0755")
    blad.write_string("A7", "GM0755")
    werkmap.close()
    werk = invulling(tmp_path / "a.xlsx")
    werk.voeg_toe(NieuweRijen(UREN, [{"Code": "GM0828"}]))
    (bevinding,) = werk.bevindingen
    assert "totaalrij" in bevinding.wat


def test_a_cell_gets_another_value_and_keeps_its_style(tmp_path: Path) -> None:
    pad = boek(tmp_path / "a.xlsx")
    werk = invulling(pad)
    werk.zet([NieuweWaarde(UREN, 6, "Maand", date(2024, 12, 1)), NieuweWaarde(UREN, 7, "Code", " 's & <b> ")])
    blad = load_workbook(klaar(werk, pad))[BLAD]
    assert blad["B6"].value.date() == date(2024, 12, 1)
    assert blad["B6"].number_format == "dd-mm-yyyy"
    assert blad["A7"].value == " 's & <b> "


def test_a_workbook_that_counts_from_1904_gets_its_own_day_numbers(tmp_path: Path) -> None:
    pad = tmp_path / "a.xlsx"
    werkmap = Workbook(pad, {"date_1904": True})
    blad = werkmap.add_worksheet(BLAD)
    dag = werkmap.add_format({"num_format": "dd-mm-yyyy"})
    blad.add_table("A5:B6", {"name": UREN, "columns": [{"header": "Code"}, {"header": "Maand", "format": dag}]})
    blad.write_string("A6", "GM0755")
    blad.write_datetime("B6", date(2024, 1, 1), dag)  # type: ignore[arg-type]
    werkmap.close()
    werk = invulling(pad)
    werk.voeg_toe(NieuweRijen(UREN, [{"Code": "GM0828", "Maand": date(2024, 3, 1)}]))
    assert load_workbook(klaar(werk, pad))[BLAD]["B7"].value.date() == date(2024, 3, 1)


def test_a_formula_without_a_column_formula_is_taken_from_the_row_above(tmp_path: Path) -> None:
    """As LibreOffice saves a table: the column does not carry its formula, the cells do."""
    pad = boek(tmp_path / "a.xlsx")
    bron = Pakketdelen(pad.read_bytes())
    zonder = re.sub(rb"<calculatedColumnFormula>.*?</calculatedColumnFormula>", b"", bron.lees("xl/tables/table1.xml"))
    met_adressen = bron.lees("xl/worksheets/sheet1.xml").replace(b"tblUren[[#This Row],[Uren]]", b"C8")
    stroom = io.BytesIO()
    bron.schrijf(stroom, {"xl/tables/table1.xml": zonder, "xl/worksheets/sheet1.xml": met_adressen})
    pad.write_bytes(stroom.getvalue())
    werk = invulling(pad)
    werk.voeg_toe(NieuweRijen(UREN, [RIJ, RIJ]))
    blad = load_workbook(klaar(werk, pad))[BLAD]
    assert (blad["D9"].value, blad["D10"].value) == ("=C9*2", "=C10*2")


def test_a_missing_column_is_named_and_says_what_to_do(tmp_path: Path) -> None:
    werk = invulling(boek(tmp_path / "a.xlsx"))
    werk.zet([NieuweWaarde(UREN, 6, "Rol", "kernlid")])
    assert [bevinding.wat for bevinding in werk.bevindingen] == ["in tabel tblUren ontbreekt de kolom Rol."]


def test_outcomes_are_set_only_where_the_formula_is_the_expected_one(tmp_path: Path) -> None:
    pad = boek(tmp_path / "a.xlsx")
    werk = invulling(pad)
    blad = werk.blad(BLAD)
    formule = "tblUren[[#This Row],[Uren]]*2"
    anders = blad.zet_uitkomsten({"D6": 11, "D7": 12, "C6": 99}, {"D6": formule, "D7": "iets anders", "C6": formule})
    assert anders == {"D6"}
    stroom = io.BytesIO()
    werk.pakket.schrijf(stroom, {"xl/worksheets/sheet1.xml": blad.xml()})
    pad.write_bytes(stroom.getvalue())
    waarden = load_workbook(pad, data_only=True)[BLAD]
    assert (waarden["D6"].value, waarden["D7"].value, waarden["C6"].value) == (11, 12, 5)


def test_a_sheet_on_which_every_outcome_is_right_already_is_only_looked_at(tmp_path: Path) -> None:
    werk = invulling(boek(tmp_path / "a.xlsx"))
    formules = dict.fromkeys(("D6", "D8"), "tblUren[[#This Row],[Uren]]*2")
    assert werk.zet_uitkomsten(BLAD, {"D6": 10, "D8": 14}, formules) == frozenset()
    assert werk.klaar().delen == {}
    assert werk.zet_uitkomsten(BLAD, {"D6": 10, "D8": 15}, formules) == {"D8"}


def _met_bron(werkmap: Workbook, blad: Worksheet) -> None:
    omloop = werkmap.add_format({"text_wrap": True})
    blad.set_column(4, 4, 10)
    for rij in (5, 6):
        blad.write_string(rij, 4, "kort", omloop)
    blad.write_blank(7, 4, None, omloop)


def test_a_new_row_is_high_enough_for_a_text_that_runs_on_and_one_on_one_line_is_left_alone(tmp_path: Path) -> None:
    pad = boek(tmp_path / "a.xlsx", _met_bron)
    werk = invulling(pad)
    werk.voeg_toe(NieuweRijen(UREN, [RIJ | {"Note": "x" * 45}, RIJ | {"Note": "kort"}, RIJ | {"Code": "GM" * 40}]))
    blad = load_workbook(klaar(werk, pad))[BLAD]
    assert [blad.row_dimensions[rij].height for rij in (9, 10, 11)] == [67.5, None, None]


def test_a_blank_row_that_is_filled_gets_no_lower_and_only_when_it_must_higher(tmp_path: Path) -> None:
    for was, wordt in ((20, 67.5), (90, 90)):

        def leeg(werkmap: Workbook, blad: Worksheet, was: int = was) -> None:
            _met_bron(werkmap, blad)
            blad.set_row(7, was)
            for kol in range(3):
                blad.write_blank(7, kol, None, werkmap.add_format({"bold": True}))

        pad = boek(tmp_path / f"{was}.xlsx", leeg)
        werk = invulling(pad)
        werk.voeg_toe(NieuweRijen(UREN, [RIJ | {"Note": "x" * 45}]))
        assert load_workbook(klaar(werk, pad))[BLAD].row_dimensions[8].height == wordt
