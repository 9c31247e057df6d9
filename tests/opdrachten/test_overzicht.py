"""The overview is one screen, and every command that it or a document names is there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from via_xl.opdrachten import cli
from via_xl.opdrachten.gebruik import overzicht
from via_xl.opdrachten.register import INGANGEN, KORT, MOMENTEN
from via_xl.wijzigen.handeling import Handeling

WORTEL = Path(__file__).parents[2]
ALLE = [(ingang.naam,) for ingang in INGANGEN if ingang.waar] + [
    (ingang.naam, naam) for ingang in INGANGEN for naam in ingang.eronder
]


def test_the_overview_fits_a_screen_of_24_lines_of_80_and_cuts_nothing() -> None:
    regels = overzicht().splitlines()
    assert len(regels) < 24  # the prompt takes one
    assert max(map(len, regels)) <= 80
    assert "..." not in "".join(regels[1:])
    for ingangen in MOMENTEN.values():
        for ingang in ingangen:
            assert any(f" {ingang.naam} " in f" {regel} " and regel.endswith(ingang.wat) for regel in regels)


@pytest.mark.parametrize("groep", [ingang.naam for ingang in INGANGEN if ingang.eronder])
def test_the_list_of_a_group_cuts_nothing_and_fits_80(groep: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([groep, "--help"]) == 0
    regels = capsys.readouterr().out.splitlines()
    assert max(map(len, regels)) <= 80
    assert "..." not in "".join(regels[1:])


@pytest.mark.parametrize("opdracht", [*ALLE, *((naam,) for naam in KORT)], ids=" ".join)
def test_every_command_of_the_register_says_how_it_is_used(
    opdracht: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*opdracht, "--help"]) == 0
    uit = capsys.readouterr().out
    assert uit.startswith(f"Gebruik: via-xl {' '.join(opdracht)} ")
    assert "Voorbeeld: via-xl " in uit


def test_every_command_that_a_document_names_is_there() -> None:
    bekend = {" ".join(opdracht) for opdracht in ALLE} | set(KORT)
    groepen = {opdracht[0] for opdracht in ALLE if len(opdracht) > 1}
    genoemd: set[str] = set()
    for pad in (WORTEL / "README.md", *(WORTEL / "docs").rglob("*.md"), *(WORTEL / "via_xl").rglob("*.py")):
        for een, twee in re.findall(r"\bvia-xl ([a-z]+)(?: ([a-z-]+))?", pad.read_text("utf-8")):
            genoemd.add(f"{een} {twee}" if een in groepen else een)
    assert genoemd - bekend <= {"en", "doet"}  # words of a sentence about via-xl itself


def test_every_handeling_has_a_command() -> None:
    waar = {plek for ingang in INGANGEN for plek in (ingang.waar, *ingang.eronder.values(), *ingang.ook.values())}
    for pad in (WORTEL / "via_xl" / "wijzigen").glob("*.py"):
        module = import_module(f"via_xl.wijzigen.{pad.stem}")
        for naam, waarde in vars(module).items():
            if isinstance(waarde, Handeling):
                assert f"{module.__name__}:{naam}" in waar
