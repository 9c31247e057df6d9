"""What an officer makes in a master of today is there after it was made anew, one thing at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import excelize
import pytest
from hulp.runs import kleine_master

from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.lezen.master import lees_master
from via_xl.wijzigen.masteromzetten import vernieuw, zet_om

Doe = Callable[[Any], object]
Kijk = Callable[[Any], bool]


def _kleur(boek: Any) -> None:
    stijl = boek.new_style(excelize.Style(fill=excelize.Fill(type="pattern", pattern=1, color=["FFFF00"])))
    boek.set_cell_style("Inwoners", "A6", "C6", stijl)


def _opmaak(boek: Any) -> None:
    letter = boek.new_conditional_style(excelize.Style(font=excelize.Font(color="9A0511")))
    regel = excelize.ConditionalFormatOptions(type="cell", criteria=">", format=letter, value="40")
    boek.set_conditional_format("Uren", "G6:G8", [regel])


def _grafiek(boek: Any) -> None:
    reeks = excelize.ChartSeries(name="Inwoners", categories="Inwoners!$A$6:$A$8", values="Inwoners!$C$6:$C$8")
    boek.new_sheet("Eigen")
    boek.add_chart("Eigen", "D2", excelize.Chart(type=excelize.ChartType.Col, series=[reeks]))


def _grafiek_op_blad_van_ons(boek: Any) -> None:
    reeks = excelize.ChartSeries(name="Inwoners", categories="Inwoners!$A$6:$A$8", values="Inwoners!$C$6:$C$8")
    boek.add_chart("Inwoners", "K2", excelize.Chart(type=excelize.ChartType.Col, series=[reeks]))


def _opmerking(boek: Any) -> None:
    tekst = [excelize.RichTextRun(text="navragen bij Oss")]
    boek.add_comment("Besluiten", excelize.Comment(cell="AQ6", author="ik", paragraph=tekst))


def _eigen_blad(boek: Any) -> None:
    boek.new_sheet("Eigen")
    boek.set_cell_formula("Eigen", "A1", "SUM(tblUren[Uren])")


def _verborgen_blad(boek: Any) -> None:
    boek.new_sheet("Stil")
    boek.set_sheet_visible("Stil", False)


def _validatie(boek: Any) -> None:
    keuze = excelize.DataValidation()
    keuze.sqref = "E6:E8"
    keuze.type = "whole"
    keuze.operator = "between"
    keuze.formula1, keuze.formula2 = "1", "9"
    boek.add_data_validation("Inwoners", keuze)


def _doorgehaald(boek: Any) -> None:
    stijl = boek.new_style(excelize.Style(font=excelize.Font(strike=True, color="C00000")))
    boek.set_cell_style("Inwoners", "A7", "A7", stijl)


WERK: dict[str, tuple[Doe, Kijk]] = {
    "a note in a free cell": (
        lambda b: b.set_cell_value("Inwoners", "Z3", "let op"),
        lambda b: b.get_cell_value("Inwoners", "Z3") == "let op",
    ),
    "a note beside a row": (
        lambda b: b.set_cell_value("Inwoners", "Z7", "let op"),
        lambda b: b.get_cell_value("Inwoners", "Z7") == "let op",
    ),
    "a number right of the settlement": (
        lambda b: b.set_cell_value("Verrekening", "AZ7", 12.5),
        lambda b: b.get_cell_value("Verrekening", "AZ7") == "12.5",
    ),
    "a comment": (_opmerking, lambda b: "navragen" in b.get_comments("Besluiten")[0].paragraph[-1].text),
    "a sheet with a formula": (_eigen_blad, lambda b: b.get_cell_formula("Eigen", "A1") == "SUM(tblUren[Uren])"),
    "a hidden sheet": (_verborgen_blad, lambda b: b.get_sheet_visible("Stil") is False),
    "a chart": (_grafiek, lambda b: "Eigen" in b.get_sheet_list()),
    "a chart on a sheet of ours": (_grafiek_op_blad_van_ons, lambda b: b.delete_chart("Inwoners", "K2") is None),
    "a colour": (_kleur, lambda b: b.get_style(b.get_cell_style("Inwoners", "A6")).fill.color == ["FFFF00"]),
    "text struck out": (_doorgehaald, lambda b: b.get_style(b.get_cell_style("Inwoners", "A7")).font.strike is True),
    "a conditional format": (_opmaak, lambda b: b.unset_conditional_format("Uren", "G6:G8") is None),
    "a validation": (_validatie, lambda b: "E6:E8" in [k.sqref for k in b.get_data_validations("Inwoners")]),
    "a width": (
        lambda b: b.set_col_width("Besluiten", "A", "B", 33.0),
        lambda b: b.get_col_width("Besluiten", "A") == 33.0,
    ),
    "a hidden column": (
        lambda b: b.set_col_visible("Gemeenten", "H", False),
        lambda b: b.get_col_visible("Gemeenten", "H") is False,
    ),
    "a name": (
        lambda b: b.set_defined_name(excelize.DefinedName(name="MijnBereik", refers_to="Start!$A$1")),
        lambda b: "MijnBereik" in [naam.name for naam in b.get_defined_name()],
    ),
    "a name of one sheet": (
        lambda b: b.set_defined_name(excelize.DefinedName(name="Hier", refers_to="Uren!$G$6", scope="Uren")),
        lambda b: ("Hier", "Uren") in [(naam.name, naam.scope) for naam in b.get_defined_name()],
    ),
    "a link": (
        lambda b: b.set_cell_hyperlink("Inwoners", "E6", "https://example.org/bron", "External"),
        lambda b: b.get_cell_hyperlink("Inwoners", "E6") == (True, "https://example.org/bron"),
    ),
}


@pytest.mark.parametrize("wat", list(WERK))
def test_what_the_officer_made_is_there_after_the_master_is_made_anew_and_converted(wat: str, tmp_path: Path) -> None:
    maak, staat_er = WERK[wat]
    pad = kleine_master(tmp_path)
    boek = excelize.open_file(str(pad))
    maak(boek)
    assert boek.save() is None
    boek.close()
    assert vernieuw(pad).waarschuwingen == ()
    omgezet = zet_om(pad, pad.with_suffix(".xlsm"))
    assert omgezet.waarschuwingen == ()
    for master in (pad, omgezet.master):
        boek = excelize.open_file(str(master))
        assert staat_er(boek)
        boek.close()
    assert [verschil.regel() for verschil in bewijs_master(lees_master(pad), 2024).verschillen] == []
