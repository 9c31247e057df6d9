"""The VBA really runs, in two programs that are not Excel: what it asks of Python, and what it tells the user."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hulp.vba import DRUK, MACHINES, Machine, Stap

from udfs import UDFS
from via_xl import __version__
from via_xl.basis.macrovraag import Antwoordsoort, Macrovraag
from via_xl.excel.macro import vragen_van
from via_xl.schrijven.boek import Boek, TabelKolom
from via_xl.schrijven.macros import MACROS, Macro
from via_xl.wijzigen.inwonerslezen import INWONERS_LEZEN
from via_xl.wijzigen.urenstaatlezen import URENSTATEN as URENSTATEN_LEZEN

PYTHON = r"C:\Program Files\python.exe"
PROGRAMMA = r"C:\programma\via_xl\excel\macro.py"
MAP = "C:\\uren 2024\\d'Été"


def _stel(python: str = PYTHON, versie: str = __version__, gekozen: str = MAP, **rest: Any) -> Stap:
    """Lay ready what the recorder answers: settings, the chosen folder, a missing file, and how Python ends."""
    anders = {"ontbreekt": "", "uitslag": 0, "fout": ""} | rest
    return ("modOpnemer.Stel", [python, versie, gekozen, anders["ontbreekt"], anders["uitslag"], anders["fout"]])


VERSLAG: Stap = ("modOpnemer.Verslag", [])
JAARRUN: Stap = ("modViaMacros.Via_Jaarrun", [])
URENSTATEN: Stap = ("modViaMacros.Via_Urenstaten", [])
INWONERS: Stap = ("modViaMacros.Via_Inwoners", [])
VENSTER = {Antwoordsoort.MAP: "KIES", Antwoordsoort.BESTAND: "BESTAND"}
"""What the recorder writes of the kinds of questions that a window of Windows asks."""

GEVALLEN: dict[str, tuple[Stap, Stap, str]] = {
    "niet ingesteld": (_stel(python=""), JAARRUN, "MELDING ViA-XL is op deze computer nog niet ingesteld."),
    "Python weg": (_stel(ontbreekt=PYTHON), JAARRUN, f"MELDING Python is niet gevonden op {PYTHON}."),
    "programma weg": (_stel(ontbreekt=PROGRAMMA), JAARRUN, "MELDING Het programma ViA-XL is niet gevonden in C:\\prog"),
    "andere versie": (_stel(versie="9.9"), JAARRUN, f"MELDING Deze macro's zijn van ViA-XL {__version__}, het"),
    "niets gekozen": (_stel(gekozen=""), URENSTATEN, f"KIES {URENSTATEN_LEZEN.vragen[0].tekst}"),
    "geen bestand": (_stel(gekozen=""), INWONERS, f"BESTAND {INWONERS_LEZEN.vragen[0].tekst}"),
}
"""What stops a macro before Python starts: what is laid ready, what is called, and what the user gets."""


@pytest.fixture(
    scope="module",
    params=[MACHINES[0], pytest.param(MACHINES[1], marks=pytest.mark.motoren)],
    ids=lambda machine: machine.naam,
)
def machine(request: pytest.FixtureRequest) -> Machine:
    return request.param


def _boek() -> Boek:
    boek = Boek("proef")
    blad = boek.blad("Blad")
    blad.tabel("tblNamen", 0, 0, [TabelKolom("Naam", ["a", "b", "c"], "kaal"), TabelKolom("Code", ["x"] * 3, "kaal")])
    return boek


def _hex(tekst: str) -> str:
    return tekst.encode("utf-16-be").hex().upper()


def _van_hex(cijfers: str) -> str:
    return bytes.fromhex(cijfers).decode("utf-16-be")


def _opdracht(regel: str, macro: Macro, gekozen: str) -> str:
    """Hold a line of the recorder against the exact Python command; gives the path of the workbook in it."""
    begin = f"PYTHON import via_xl.excel.macro as m; m.start('{macro.naam}', '{__version__}', '"
    einde = f"', '{_hex(gekozen)}')"
    assert regel.startswith(begin)
    assert regel.endswith(einde)
    return _van_hex(regel.removeprefix(begin).removesuffix(einde))


_GOED = {
    Antwoordsoort.TEKST: "bij 'é'",
    Antwoordsoort.GEHEEL: "2",
    Antwoordsoort.GETAL: "-3,5",
    Antwoordsoort.DAG: "31-12-2026",
}


def _antwoord(vraag: Macrovraag) -> str:
    """An answer that can be: the last of the choices, so that every question that depends on one is asked or isn't."""
    if vraag.soort in VENSTER:
        return MAP
    return vraag.keuzes[-1] if vraag.keuzes else _GOED[vraag.soort]


def _gegeven(macro: Macro) -> list[tuple[Macrovraag, str | None]]:
    """Each question with its answer; None where it isn't asked."""
    uit: list[tuple[Macrovraag, str | None]] = []
    for vraag in vragen_van(macro):
        nodig = vraag.nodig([antwoord or "" for _, antwoord in uit])
        uit.append((vraag, _antwoord(vraag) if nodig else None))
    return uit


def _als_regels(macro: Macro) -> str:
    return "\n".join(antwoord or "" for _, antwoord in _gegeven(macro))


def _typt(macro: Macro) -> Stap:
    """The answers as they are typed: a choice by its number."""
    getypt = [
        str(len(vraag.keuzes)) if vraag.keuzes else antwoord + "|" * vraag.herhaald
        for vraag, antwoord in _gegeven(macro)
        if antwoord is not None and vraag.soort not in VENSTER
    ]
    return ("modOpnemer.Typt", ["".join(f"{deel}|" for deel in getypt)])


def test_each_macro_asks_python_for_exactly_its_command(machine: Machine, tmp_path: Path) -> None:
    pad = tmp_path / "de 'master' van é.xlsm"
    stappen = [stap for macro in MACROS for stap in (_stel(), _typt(macro), (f"modViaMacros.{macro.sub}", []), VERSLAG)]
    verslagen = machine.draai(_boek(), pad, stappen)[3::4]
    for macro, verslag in zip(MACROS, verslagen, strict=True):
        *gevraagd, opdracht = verslag.splitlines()
        assert [regel.split("/")[0] for regel in gevraagd] == [
            f"{VENSTER.get(vraag.soort, 'TYP')} {vraag.tekst}"
            for vraag, antwoord in _gegeven(macro)
            for _ in range((1 + vraag.herhaald) * (antwoord is not None))
        ]
        boek = _opdracht(opdracht, macro, _als_regels(macro))
        assert Path(boek).name == pad.name  # LibreOffice gives the name alone


def test_each_button_of_the_ribbon_does_what_its_macro_does(machine: Machine, tmp_path: Path) -> None:
    pad = tmp_path / "via_xl.xlam"
    stappen = [
        stap for macro in MACROS for stap in (_stel(), _typt(macro), (f"modOpnemer.{DRUK}{macro.naam}", []), VERSLAG)
    ]
    verslagen = machine.draai(_boek(), pad, stappen, invoegtoepassing=True)[3::4]
    for macro, verslag in zip(MACROS, verslagen, strict=True):
        _opdracht(verslag.splitlines()[-1], macro, _als_regels(macro))


def test_the_add_in_without_an_active_workbook_says_so(machine: Machine, tmp_path: Path) -> None:
    geen = "\r\nPublic Function ActiveWorkbook() As Object\r\n    Set ActiveWorkbook = Nothing\r\nEnd Function\r\n"
    stappen = [_stel(), (f"modOpnemer.{DRUK}jaarrun", []), VERSLAG]
    *_, verslag = machine.draai(_boek(), tmp_path / "via_xl.xlam", stappen, invoegtoepassing=True, erbij=geen)
    assert verslag.startswith("MELDING Er is geen werkmap actief. Staat de master in Beveiligde weergave?")
    assert "PYTHON" not in verslag


def test_what_is_not_ready_is_said_and_python_is_not_started(machine: Machine, tmp_path: Path) -> None:
    stappen = [stap for stel, macro, _ in GEVALLEN.values() for stap in (stel, macro, VERSLAG)]
    verslagen = machine.draai(_boek(), tmp_path / "master.xlsm", stappen)[2::3]
    for (geval, (_, _, verwacht)), verslag in zip(GEVALLEN.items(), verslagen, strict=True):
        assert verslag.startswith(verwacht), geval
        assert len(verslag.splitlines()) == 1, geval


def test_python_that_does_not_start_or_breaks_off_is_said_once(machine: Machine, tmp_path: Path) -> None:
    stappen = [
        *(_stel(uitslag=-1), JAARRUN, VERSLAG),
        *(_stel(fout="Could not activate Python COM server"), JAARRUN, VERSLAG),
        *(_stel(), JAARRUN, VERSLAG),
    ]
    onderbroken, geweigerd, gelukt = machine.draai(_boek(), tmp_path / "master.xlsm", stappen)[2::3]
    assert onderbroken.splitlines()[1].startswith("MELDING Python kon niet worden gestart of is onderbroken")
    assert "Could not activate Python COM server); er is niets gewijzigd" in geweigerd.splitlines()[1]
    assert len(onderbroken.splitlines()) == len(geweigerd.splitlines()) == 2
    assert len(gelukt.splitlines()) == 1


def test_an_error_of_python_becomes_an_error_value_and_never_a_text(machine: Machine, tmp_path: Path) -> None:
    proef = [
        ("modOpnemer.ProefMatrix", []),
        ("modOpnemer.ProefEen", []),
        ("modOpnemer.ProefFout", []),
        ("modOpnemer.ProefGetal", []),
    ]
    matrix, een, fout, getal = machine.draai(_boek(), tmp_path / "master.xlsm", [_stel(), *proef])[1:]
    # A number joined to text follows the language of the program: Dutch in LibreOffice's profile.
    assert matrix.split("#")[0].replace(",", ".") == "fout:VALUE;getal:12.5|fout:NA;tekst:"
    assert een.split("#")[0] == "fout:NUM"
    assert fout.split("#")[0] == "fout:VALUE"
    assert getal.split("#")[0].replace(",", ".") == "getal:7.25"


def test_an_answer_of_one_row_comes_as_a_row(machine: Machine, tmp_path: Path) -> None:
    # xlwings gives it with one dimension instead of two.
    _, rij = machine.draai(_boek(), tmp_path / "master.xlsm", [_stel(), ("modOpnemer.ProefRij", [])])
    assert rij == "tekst:Geen bevindingen;tekst:;fout:NA"


def test_a_whole_column_ends_at_the_last_used_row(machine: Machine, tmp_path: Path) -> None:
    _, uitkomst, verslag = machine.draai(
        _boek(), tmp_path / "master.xlsm", [_stel(), ("modOpnemer.ProefMatrix", []), VERSLAG]
    )
    assert uitkomst
    assert verslag.splitlines() == ["SERVER", "UDF udfs.VIA_KOSTEN bereik:2x2 bereik:4x1"]


def test_a_table_that_is_left_out_is_that_of_the_workbook_itself(tmp_path: Path) -> None:
    # Only in pyOpenVBA: LibreOffice 7.4 has no ListObjects.
    *_, verslag = MACHINES[0].draai(
        _boek(), tmp_path / "master.xlsm", [_stel(), ("modViaUdfs.VIA_GEMEENTE", ["Den Bosch"]), VERSLAG]
    )
    assert verslag.splitlines() == ["SERVER", "UDF udfs.VIA_GEMEENTE waarde:Den Bosch bereik:4x2"]


# --- one question at a time

REACTIE: Stap = ("modViaMacros.Via_Reactie", [])
AKKOORD: Stap = ("modViaMacros.Via_Akkoord", [])
EEN_AKKOORD = ["Oss", "ambtelijk opdrachtgever", "AO-2", "3f2a9c01d7e4", MAP, "nee"]
OPENEN: Stap = ("modViaMacros.Via_Jaaropenen", [])
UITVRAGEN: Stap = ("modViaMacros.Via_Urenstaatverzend", [])
NOG_EENS = "OK zonder antwoord slaat dit over."
GEEN_KEUZE = "is geen van de keuzes. Typ een nummer of een naam uit de lijst."

GESPREKKEN: dict[str, tuple[Stap, str, list[str] | None, list[str]]] = {
    "by number, by name, by how it begins": (REACTIE, "2|AKKOORD|1|", ["bij 'é'", "akkoord", "1", ""], []),
    "a question that an answer makes needless": (
        REACTIE,
        "Oss|afg|opgelost in mei|",
        ["Oss", "afgehandeld", "", "opgelost in mei"],
        [],
    ),
    "wrong, then right": (
        REACTIE,
        "9|Os||Oss|misschien|b|een|1,5|2|uren van mei|",
        ["Oss", "bezwaar", "2", "uren van mei"],
        [f'"9" {GEEN_KEUZE}', f'"Os" {GEEN_KEUZE}', "Hier is een antwoord nodig.", f'"misschien" {GEEN_KEUZE}']
        + [f'"{getypt}" is geen heel getal. Typ bijvoorbeeld 2.' for getypt in ("een", "1,5")],
    ),
    "one approval": (AKKOORD, "Oss|ambt|AO-2|3f2a9c01d7e4|=|=|", [*EEN_AKKOORD, "nee", "", "", "", "", "", ""], []),
    "two approvals": (
        AKKOORD,
        "Oss|ambt|AO-2|3f2a9c01d7e4|nee|ja|Ossendrecht|fin|FA-1|3f2a9c01d7e4|ja|",
        [*EEN_AKKOORD, "ja", "Ossendrecht", "financieel adviseur", "FA-1", "3f2a9c01d7e4", MAP, "ja"],
        [],
    ),
    "cancelled at the second approval": (AKKOORD, "Oss|ambt|AO-2|3f2a9c01d7e4|nee|ja|Ossendrecht|<|", None, []),
    "cancelled at once": (REACTIE, "<|", None, []),
    "cancelled halfway": (REACTIE, "Oss|1|<|1|", None, []),
    "cancelled after a wrong answer": (REACTIE, "Oss|nee|<|", None, [f'"nee" {GEEN_KEUZE}']),
    "nothing where a default stands": (
        OPENEN,
        "|||||=|",
        ["", "", "", "", "geen", ""],
        ["Hier is een antwoord nodig."],
    ),
    "skipped, and the default": (OPENEN, "||||=|", ["", "", "", "", "geen", ""], []),
    "no number": (
        OPENEN,
        "vorig|drie|-|3,5 %||CPB maart 2026|termijnen|4|",
        ["vorig-jaar", "3,5 %", "", "CPB maart 2026", "termijnen", "4"],
        ['"drie" is geen getal. Typ bijvoorbeeld 3,5.', '"-" is geen getal. Typ bijvoorbeeld 3,5.'],
    ),
    "no day": (
        UITVRAGEN,
        "morgen|31-2-2027|2027-13-1|1-2-27|2027-02-01|ja|",
        ["2027-02-01", "ja"],
        [
            f'"{dag}" is geen dag. Typ bijvoorbeeld 31-12-2026.'
            for dag in ("morgen", "31-2-2027", "2027-13-1", "1-2-27")
        ],
    ),
}
"""A macro, what is typed, the answers that Python gets (None: it is not started), and what was said to be wrong."""


def _met_gemeenten() -> Boek:
    boek = _boek()
    namen = ["'s-Hertogenbosch", "bij 'é'", "Oss", "Oss", "Ossendrecht", ""]
    blad = boek.blad("Gemeenten")
    blad.tabel("tblGemeenten", 0, 0, [TabelKolom("Code", ["x"] * 6, "kaal"), TabelKolom("Naam", namen, "kaal")])
    return boek


def test_an_answer_that_cannot_be_is_asked_again_and_cancelling_stops_everything(tmp_path: Path) -> None:
    # Only in pyOpenVBA: the choices stand in a table, and LibreOffice 7.4 has no ListObjects.
    stappen = [
        s for macro, getypt, *_ in GESPREKKEN.values() for s in (_stel(), ("modOpnemer.Typt", [getypt]), macro, VERSLAG)
    ]
    verslagen = MACHINES[0].draai(_met_gemeenten(), tmp_path / "master.xlsm", stappen)[3::4]
    for (geval, (macro, _, antwoorden, mis)), verslag in zip(GESPREKKEN.items(), verslagen, strict=True):
        regels = verslag.splitlines()
        gestart = regels.pop() if regels[-1].startswith("PYTHON") else None
        assert (gestart is None) == (antwoorden is None), geval
        if gestart is not None and antwoorden is not None:
            naam = macro[0].removeprefix("modViaMacros.Via_").lower()
            _opdracht(gestart, next(m for m in MACROS if m.naam == naam), "\n".join(antwoorden))
        gezegd = [regel.removeprefix("TYP ").split("//")[0] for regel in regels]
        assert [
            regel for regel in gezegd if (regel.endswith((".", "lijst.")) and "nodig" in regel) or "is geen" in regel
        ] == mis, geval


def test_the_window_says_which_question_it_is_and_numbers_the_choices(tmp_path: Path) -> None:
    stappen = [_stel(), ("modOpnemer.Typt", ["3|b|1||"]), REACTIE, VERSLAG, ("modOpnemer.Titels", [])]
    *_, verslag, titels = MACHINES[0].draai(_met_gemeenten(), tmp_path / "master.xlsm", stappen)
    assert verslag.splitlines()[0] == (
        "TYP Welke gemeente reageerde?//1 = 's-Hertogenbosch, 2 = bij 'é', 3 = Oss, 4 = Ossendrecht"
    )
    assert titels.splitlines() == [f"ViA-XL: vraag {nummer} van 4" for nummer in (1, 2, 3, 4, 4)]


def test_no_window_holds_more_than_windows_shows() -> None:
    # The InputBox of VBA shows about 1,024 characters; choices of a table stay out of it when there are too many.
    for macro in MACROS:
        for vraag in vragen_van(macro):
            keuzes = ", ".join(f"{nummer} = {keuze}" for nummer, keuze in enumerate(vraag.keuzes, start=1))
            mis = 42 + len(GEEN_KEUZE) + len(NOG_EENS)
            assert len(vraag.tekst) + (600 if vraag.uit else len(keuzes)) + mis < 1_000, vraag.tekst


# --- the Python that answers the functions

GETAL, MISLUKT = ("modOpnemer.ProefGetal", []), ("modOpnemer.ProefFout", [])
ZELFTEST: Stap = ("modViaMacros.Via_Zelftest", [])


def _hapert(fout: str) -> Stap:
    return ("modOpnemer.Hapert", [fout])


def _wacht(minuten: int) -> Stap:
    return ("modOpnemer.Wacht", [minuten])


def _gevraagd(machine: Machine, pad: Path, *stappen: Stap) -> tuple[list[str], int]:
    """What each function gave, and how often Python was looked for."""
    *gaf, verslag = machine.draai(_boek(), pad, [_stel(), *stappen, VERSLAG])
    gegeven = [str(uit).replace(",", ".") for uit in gaf if str(uit).startswith(("getal", "fout"))]
    return gegeven, verslag.splitlines().count("SERVER")


def test_python_is_looked_for_once_however_many_functions_there_are(machine: Machine, tmp_path: Path) -> None:
    assert _gevraagd(machine, tmp_path / "m.xlsm", *[GETAL] * 12) == (["getal:7.25"] * 12, 1)


def test_after_a_failure_python_is_left_alone_for_ten_minutes(machine: Machine, tmp_path: Path) -> None:
    stappen = [_hapert("Python antwoordt niet"), *[GETAL] * 12, _wacht(9), GETAL, _wacht(2), GETAL, GETAL]
    assert _gevraagd(machine, tmp_path / "m.xlsm", *stappen) == (["fout:VALUE"] * 15, 2)


def test_python_that_is_there_again_after_ten_minutes_answers(machine: Machine, tmp_path: Path) -> None:
    stappen = [_hapert("weg"), GETAL, _hapert(""), GETAL, _wacht(11), GETAL, GETAL]
    assert _gevraagd(machine, tmp_path / "m.xlsm", *stappen) == (["fout:VALUE"] * 2 + ["getal:7.25"] * 2, 2)


def test_the_self_test_has_python_looked_for_at_once(machine: Machine, tmp_path: Path) -> None:
    stappen = [_hapert("weg"), GETAL, _hapert(""), ZELFTEST, GETAL]
    assert _gevraagd(machine, tmp_path / "m.xlsm", *stappen) == (["fout:VALUE", "getal:7.25"], 2)


def test_an_answer_that_is_an_error_looks_for_python_again_but_leaves_nothing_out(
    machine: Machine, tmp_path: Path
) -> None:
    gegeven, aantal = _gevraagd(machine, tmp_path / "m.xlsm", GETAL, MISLUKT, GETAL, GETAL)
    assert (gegeven, aantal) == (["getal:7.25", "fout:VALUE", "getal:7.25", "getal:7.25"], 2)


def test_a_call_that_took_minutes_and_failed_is_a_failure_too(machine: Machine, tmp_path: Path) -> None:
    stappen = [GETAL, ("modOpnemer.Traag", [2]), MISLUKT, ("modOpnemer.Traag", [0]), GETAL, _wacht(11), GETAL]
    assert _gevraagd(machine, tmp_path / "m.xlsm", *stappen) == (["getal:7.25", *["fout:VALUE"] * 2, "getal:7.25"], 2)


def test_the_self_test_does_so_in_the_add_in_too(machine: Machine, tmp_path: Path) -> None:
    *_, elders = machine.draai(_boek(), tmp_path / "m.xlsm", [_stel(), JAARRUN, ZELFTEST, ("modOpnemer.Elders", [])])
    assert elders.splitlines() == ["via_xl.xlam!modViaServer.ViaHerstel"]


# --- the help of the functions

UITLEG: Stap = ("modViaUdfHelp.ViaHelp", [])


def _uitgelegd(bestand: str) -> list[str]:
    return [f"UITLEG '{bestand}'!{naam} {len(UDFS[naam].argumenten)}" for naam in sorted(UDFS)]


def test_the_add_in_is_none_while_its_functions_get_their_help(machine: Machine, tmp_path: Path) -> None:
    stappen = [_stel(), UITLEG, VERSLAG, _stel(), _hapert("geen toegang"), UITLEG, VERSLAG]
    _, gelukt, goed, *_, fout = machine.draai(_boek(), tmp_path / "via_xl.xlam", stappen, invoegtoepassing=True)
    assert gelukt is True
    assert goed.splitlines() == ["ZICHTBAAR", *_uitgelegd("via_xl.xlam"), "VERBORGEN"]
    assert fout.splitlines() == ["ZICHTBAAR", "VERBORGEN"]


def test_the_master_stays_what_it_is_while_its_functions_get_their_help(machine: Machine, tmp_path: Path) -> None:
    *_, verslag = machine.draai(_boek(), tmp_path / "m.xlsm", [_stel(), UITLEG, VERSLAG])
    assert verslag.splitlines() == _uitgelegd("m.xlsm")


# --- the way of a button, and what is seen at once


def test_the_whole_way_of_a_button_is_tried_with_a_sign(machine: Machine, tmp_path: Path) -> None:
    proef: Stap = ("modViaStart.ViaProef", ["é-1", MAP])
    stappen = [_stel(), proef, VERSLAG, _stel(uitslag=-1), proef, _stel(fout="geen cmd"), proef]
    _, gelezen, verslag, _, niet_gestart, _, fout = machine.draai(_boek(), tmp_path / "via_xl.xlam", stappen)
    assert gelezen == f"gelezen uit {MAP}"
    opdracht = verslag.strip().removeprefix("PYTHON ")
    assert opdracht == f"import via_xl.excel.teken as t; t.schrijf('{_hex(MAP)}', '{_hex('é-1')}')"
    assert niet_gestart.startswith("Python kon niet worden gestart")
    assert "geen cmd" in fout


def test_a_click_shows_at_once_that_something_begins_and_puts_that_back(machine: Machine, tmp_path: Path) -> None:
    bezig: Stap = ("modOpnemer.Bezig", [])
    gevallen = [_stel(), _stel(uitslag=-1), _stel(fout="geen toegang"), _stel(python="")]
    stappen = [stap for geval in gevallen for stap in (geval, JAARRUN, bezig)]
    gezien = machine.draai(_boek(), tmp_path / "m.xlsm", stappen)[2::3]
    assert [regel.split() for regel in gezien] == [["BEZIG", "KLAAR"]] * 3 + [[]]
