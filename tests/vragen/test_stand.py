"""``via-xl stand`` advises what can be done, as it can be pasted."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import Any

import typer
from hulp.kleine_master import REGELING
from msgspec.structs import replace

from via_xl.opdrachten.cli import app
from via_xl.regeling.model import Afrekening, Versiestand
from via_xl.rekenen.jaarstappen import STAPPEN, jaarstappen
from via_xl.rekenen.prognose import prognose
from via_xl.rekenen.verrekening import verreken
from via_xl.vragen.stand import Jaarbeeld


def beeld(versie: Afrekening | None) -> Jaarbeeld:
    """Of a year of which nothing is done, with this last version, and a master in a folder with a space."""
    uit = verreken(REGELING, 2024)
    stappen = jaarstappen(replace(REGELING, afrekeningen=()), uit)
    return Jaarbeeld(2024, stappen, stappen[0], versie, prognose(REGELING, uit), Path("mijn map/m.xlsx"))


def test_each_step_has_a_command_that_can_be_pasted_and_a_year_that_is_there_is_not_opened() -> None:
    eerste, van = beeld(None), '"mijn map/m.xlsx"'
    dag, plek = date(2025, 2, 1), "afrekeningen/2024/v3"
    derde = beeld(Afrekening(jaar=2024, versie=3, soort=Versiestand.CONCEPT, invoerhash="ab", op=dag, map=plek))
    map_v3 = f'"{Path("mijn map", plek)}"'
    assert [derde.opdracht(stap) for stap in derde.stappen] == [
        "",
        "",
        "",
        f"via-xl urenstaat maak {van} --jaar 2024 --uit urenstaten",
        f"via-xl urenstaat lees urenstaten --in {van}",
        f"via-xl controleer {van} --jaar 2024",
        f"via-xl jaarrun {van} --jaar 2024",
        f"via-xl verzend {map_v3}",
        "via-xl reactie --help",
        f"via-xl akkoord stuk {map_v3}",
        f"via-xl jaarrun {van} --jaar 2024 --definitief",
        f"via-xl betaallijst {map_v3}",
    ]
    assert [nr for nr, stap in enumerate(eerste.stappen, 1) if not eerste.opdracht(stap)] == [1, 2, 3, 8, 10, 12]
    for stap, (*_, kort) in zip(derde.stappen, STAPPEN, strict=True):
        if opdracht := derde.opdracht(stap):
            assert opdracht.startswith(f"via-xl {kort.split(' --')[0]}")
            ontleed(shlex.split(opdracht)[1:])


def ontleed(woorden: list[str]) -> None:
    """The command line takes these words; it raises a usage error where one is missing or not known."""
    opdracht: Any = typer.main.get_command(app)
    hoort_bij: Any = None
    while hasattr(opdracht, "resolve_command"):
        hoort_bij = opdracht.context_class(opdracht, parent=hoort_bij)
        _, opdracht, woorden = opdracht.resolve_command(hoort_bij, woorden)
    if "--help" not in woorden:
        opdracht.make_context("opdracht", woorden, parent=hoort_bij)
