"""What an officer makes in a master of today is there after it was made anew, one thing at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import excelize
import pytest
from hulp.kleine_master import REGELING
from hulp.lang import meest_lang
from hulp.officierswerk import WERK, Werk, hernoem, in_delen, met_excelize
from hulp.runs import kleine_master

from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.lezen.master import lees_master
from via_xl.wijzigen.masteromzetten import vernieuw, zet_om
from via_xl.wijzigen.meenemen.beeld import Masker


def _grafiek_op_blad_van_ons(boek: Any) -> None:
    reeks = excelize.ChartSeries(name="Inwoners", categories="Inwoners!$A$6:$A$8", values="Inwoners!$C$6:$C$8")
    boek.add_chart("Inwoners", "K2", excelize.Chart(type=excelize.ChartType.Col, series=[reeks]))


def _opmerking(boek: Any) -> None:
    tekst = [excelize.RichTextRun(text="navragen bij Oss")]
    boek.add_comment("Besluiten", excelize.Comment(cell="AQ6", author="ik", paragraph=tekst))


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


MEE: dict[str, Werk] = {
    **{naam: WERK[naam] for naam in ("a note in a free cell", "a sheet with formulas", "colours", "widths", "names")},
    **{naam: WERK[naam] for naam in ("hidden columns", "charts", "a picture", "a column right of a table")},
    "a note beside a row": met_excelize(
        lambda b: b.set_cell_value("Inwoners", "Z7", "let op"),
        lambda b: b.get_cell_value("Inwoners", "Z7") == "let op",
    ),
    "a number right of the settlement": met_excelize(
        lambda b: b.set_cell_value("Verrekening", "AZ7", 12.5),
        lambda b: b.get_cell_value("Verrekening", "AZ7") == "12.5",
    ),
    "a comment": met_excelize(_opmerking, lambda b: "navragen" in b.get_comments("Besluiten")[0].paragraph[-1].text),
    "a hidden sheet": met_excelize(_verborgen_blad, lambda b: b.get_sheet_visible("Stil") is False),
    "a chart on a sheet of ours": met_excelize(
        _grafiek_op_blad_van_ons, lambda b: b.delete_chart("Inwoners", "K2") is None
    ),
    "text struck out": met_excelize(
        _doorgehaald, lambda b: b.get_style(b.get_cell_style("Inwoners", "A7")).font.strike is True
    ),
    "a conditional format": WERK["a conditional format"],
    "a validation": met_excelize(
        _validatie, lambda b: "E6:E8" in [k.sqref for k in b.get_data_validations("Inwoners")]
    ),
    "a link": met_excelize(
        lambda b: b.set_cell_hyperlink("Inwoners", "E6", "https://example.org/bron", "External"),
        lambda b: b.get_cell_hyperlink("Inwoners", "E6") == (True, "https://example.org/bron"),
    ),
}


@pytest.mark.parametrize("wat", meest_lang(MEE, "a chart on a sheet of ours"))
def test_what_the_officer_made_is_there_after_the_master_is_made_anew_and_converted(wat: str, tmp_path: Path) -> None:
    pad = kleine_master(tmp_path)
    MEE[wat].maak(pad)
    assert vernieuw(pad).waarschuwingen == ()
    omgezet = zet_om(pad, pad.with_suffix(".xlsm"))
    assert omgezet.waarschuwingen == ()
    for master in (pad, omgezet.master):
        assert MEE[wat].staat_er(master), master.suffix
    assert [verschil.regel() for verschil in bewijs_master(lees_master(pad), 2024).verschillen] == []


@pytest.mark.lang(een_op=20)  # two masters made anew
def test_what_the_program_wrote_stays_its_own_on_a_renamed_sheet_and_beside_columns_put_in(tmp_path: Path) -> None:
    pad = kleine_master(tmp_path)
    in_delen(hernoem({"Start": "Begin", "Verrekening": "Wie, d'r"}), lambda _: True).maak(pad)
    met_excelize(lambda b: b.insert_cols("Inwoners", "A", 2), lambda _: True).maak(pad)
    omgezet = zet_om(pad, pad.with_suffix(".xlsm"))
    assert sorted(b.wat for b in omgezet.waarschuwingen) == [
        "dit blad van het programma heet weer Start.",
        "dit blad van het programma heet weer Verrekening.",
    ]


def test_a_formula_says_the_same_by_the_new_name_of_a_sheet_and_by_the_old() -> None:
    masker, gewoon = Masker(REGELING), Masker(REGELING)
    masker.heten({"Begin": "Start", "Wie, d'r 2": "Gemeenten"})
    for nieuw, oud in (
        ("=Begin!$B$2+1", "=Start!$B$2+1"),
        ("=SUM('Wie, d''r 2'!A1,'Begin'!A2)", "=SUM(Gemeenten!A1,Start!A2)"),
        ("=MijnBegin!A1", "=MijnBegin!A1"),
        ("Begin! met lezen", "Begin! met lezen"),
    ):
        assert masker.vorm(nieuw) == gewoon.vorm(oud)
    assert masker.vorm("=Begin!A1") != gewoon.vorm("=Begin!A1")
