"""What an officer makes in the master, with another program, stops no command and is there after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import excelize
import pytest
from hulp.kleine_master import REGELING
from hulp.runs import kleine_master

from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.lezen.master import lees_master
from via_xl.rekenen.kalender import jaarkalender
from via_xl.wijzigen.akkoord import REACTIE
from via_xl.wijzigen.besluitkalender import KALENDER
from via_xl.wijzigen.bestand import doe

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


def _opmerking(boek: Any) -> None:
    tekst = [excelize.RichTextRun(text="navragen bij Oss")]
    boek.add_comment("Besluiten", excelize.Comment(cell="A6", author="ik", paragraph=tekst))


def _eigen_blad(boek: Any) -> None:
    boek.new_sheet("Eigen")
    boek.set_cell_formula("Eigen", "A1", "SUM(tblUren[Uren])")


WERK: dict[str, tuple[Doe, Kijk]] = {
    "a note in a free cell": (
        lambda b: b.set_cell_value("Besluiten", "Z3", "let op"),
        lambda b: b.get_cell_value("Besluiten", "Z3") == "let op",
    ),
    "a comment": (_opmerking, lambda b: "navragen" in b.get_comments("Besluiten")[0].paragraph[-1].text),
    "a sheet with a formula": (_eigen_blad, lambda b: b.get_cell_formula("Eigen", "A1") == "SUM(tblUren[Uren])"),
    "a chart": (_grafiek, lambda b: "Eigen" in b.get_sheet_list()),
    "a colour": (_kleur, lambda b: b.get_style(b.get_cell_style("Inwoners", "A6")).fill.color == ["FFFF00"]),
    "a conditional format": (_opmaak, lambda b: b.unset_conditional_format("Uren", "G6:G8") is None),
    "a width": (
        lambda b: b.set_col_width("Besluiten", "A", "B", 33.0),
        lambda b: b.get_col_width("Besluiten", "A") == 33.0,
    ),
    "a hidden column": (
        lambda b: b.set_col_visible("Besluiten", "H", False),
        lambda b: b.get_col_visible("Besluiten", "H") is False,
    ),
    "a name": (
        lambda b: b.set_defined_name(excelize.DefinedName(name="MijnBereik", refers_to="Start!$A$1")),
        lambda b: "MijnBereik" in [naam.name for naam in b.get_defined_name()],
    ),
    "a sheet in another place": (
        lambda b: b.move_sheet("Besluiten", "Start"),
        lambda b: b.get_sheet_list()[:2] == ["Besluiten", "Start"],
    ),
}


@pytest.mark.parametrize("wat", list(WERK))
def test_two_commands_in_a_row_work_and_what_the_officer_made_stays(wat: str, tmp_path: Path) -> None:
    maak, staat_er = WERK[wat]
    pad = kleine_master(tmp_path)
    boek = excelize.open_file(str(pad))
    maak(boek)
    assert boek.save() is None
    boek.close()
    doe(KALENDER, pad, jaar=2026)
    doe(REACTIE, pad, gemeente="Boekel", reactie="akkoord", versie=1, jaar=2024)
    na = lees_master(pad)
    assert na.regeling.kalender == (*REGELING.kalender, *jaarkalender(2026, regio=REGELING.regio))
    assert na.regeling.reacties[-1].code == "GM0755"
    zonder = replace(na.regeling, kalender=REGELING.kalender, reacties=REGELING.reacties, logboek=REGELING.logboek)
    assert zonder == REGELING
    assert [verschil.regel() for verschil in bewijs_master(na, 2024).verschillen] == []
    boek = excelize.open_file(str(pad))
    assert staat_er(boek)
    boek.close()
