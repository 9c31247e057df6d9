"""The overview is one screen, and every command that it or a document names is there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from via_xl.opdrachten import cli
from via_xl.opdrachten.gebruik import overzicht
from via_xl.opdrachten.register import INGANGEN, KORT, MOMENTEN
from via_xl.schrijven.macros import MACROS
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


_ENGELS = re.compile(
    r"\b(?:usage|options?|commands?|arguments?|args|required|default|env var|show|message|exit|the|and|file(?:name)?|"
    r"directory|path|text|integer|float|range|try|for help|error|missing|invalid|list\[|bool)\b|<[a-z]",
    re.IGNORECASE,
)
"""What typer says of its own, where nobody put Dutch in its place."""

_ZO_GEZEGD = re.compile(r"--\S+|https?://\S+|'[^']*![^']*'|\S+\.(?:csv|xlsx|xlsm|txt|ics)\b")
"""What is typed as it stands: options, file names."""


@pytest.mark.parametrize(
    "opdracht",
    [*ALLE, *((naam,) for naam in KORT), *((ingang.naam,) for ingang in INGANGEN if ingang.eronder), ()],
    ids=" ".join,
)
def test_every_command_says_how_it_is_used_in_dutch_and_cuts_nothing(
    opdracht: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*opdracht, "--help"]) == 0
    uit = capsys.readouterr().out
    assert uit.startswith(f"Gebruik: {' '.join(('via-xl', *opdracht))} ")
    assert "Voorbeeld: via-xl " in uit
    assert _ENGELS.findall(_ZO_GEZEGD.sub("", uit)) == []
    assert "..." not in uit.partition("\n")[2]
    assert max(map(len, uit.splitlines())) <= 80
    for een in (ingang for ingang in INGANGEN if (ingang.naam,) == opdracht):
        for naam in een.eronder:
            assert re.search(rf"^  {naam} .*(?:\n {{6,}}.*)*\.$", uit, re.MULTILINE), naam


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


# --- every command of the year has a button

KNOPPEN = {
    "akkoord stuk": "akkoordstuk",
    "besluit agenda": "agenda",
    "besluit stand": "besluitstand",
    "brief begroting": "begrotingsbrief",
    "master terug": "terug",
    "rapport dossier": "dossier",
    "rapport verantwoording": "verantwoording",
    "rapport verschil": "verschil",
    "urenstaat maak": "urenstaatmaken",
    "urenstaat verzend": "urenstaatverzend",
}
"""The commands whose button has another name; a handeling and its macro are the same thing, and a report's is rapport_…"""

GEEN_KNOP = {
    "excel installeer": "maakt dat er knoppen zijn",
    "excel instellen": "maakt dat er knoppen zijn",
    "excel pakket": "voor wie het programma uitrolt",
    "excel zelftest": "start een Excel van zichzelf; de knop Zelftest toetst de geopende werkmap",
    "jaarruns": "veel regio's tegelijk; een werkmap is van één regio",
    "master maak": "er is nog geen werkmap",
    "master vernieuw": "maakt een ander bestand van een werkmap die Excel open heeft",
    "master zet-om": "maakt een ander bestand van een werkmap die Excel open heeft",
    "regio nieuw": "er is nog geen werkmap",
}
"""The commands without a button, and why."""

BIJ_EEN_OPTIE = {"definitief", "herziening", "herinner", "openmap", "zelftest"}
"""The macros that are an option of a command, or only of Excel."""


def test_every_command_of_the_year_has_a_button_or_a_reason_why_not() -> None:
    plekken = {f"{ingang.naam} {naam}": waar for ingang in INGANGEN for naam, waar in ingang.eronder.items()}
    plekken |= {naam: waar for ingang in INGANGEN for naam, waar in ingang.ook.items()}
    plekken |= {ingang.naam: ingang.waar for ingang in INGANGEN if ingang.waar}
    van_handeling = {macro.functie: macro.naam for macro in MACROS}
    namen = {macro.naam for macro in MACROS}
    knoppen: dict[str, str] = {}
    for opdracht, waar in plekken.items():
        rapport = f"rapport_{opdracht.removeprefix('rapport ').replace('-', '_')}"
        for knop in (van_handeling.get(waar), KNOPPEN.get(opdracht), opdracht, rapport):
            if knop in namen:
                knoppen[opdracht] = knop
                break
    assert set(plekken) - set(knoppen) == set(GEEN_KNOP)
    assert set(KNOPPEN) <= set(knoppen)
    assert namen - set(knoppen.values()) == BIJ_EEN_OPTIE
