"""Rules about the workbook as a whole: links, errors, circles, hidden things, protection, flag, version, names."""

from pathlib import Path

import pytest
from hulp.proefboek import Proefboek, gevonden, maak, vervang

BLAD = "xl/worksheets/sheet{}.xml"


def schrijf(*cellen: tuple[str, str]):
    return lambda proef: [proef.schrijf(plek, formule) for plek, formule in cellen]


def test_a_linked_file_is_found_and_a_web_page_is_not(tmp_path: Path) -> None:
    def koppelingen(proef: Proefboek) -> None:
        proef.bladen["Start"].write_url("A9", "https://www.voorbeeld.nl/koersplan")
        proef.bladen["Start"].write_url("A10", "mailto:via@voorbeeld.nl")
        proef.bladen["Start"].write_url("A11", "internal:Inwoners!A1")

    assert gevonden(maak(tmp_path / "a.xlsx", koppelingen), 3) == []
    pad = maak(tmp_path / "b.xlsx", lambda proef: proef.bladen["Start"].write_url("A9", r"external:c:\map\b.xlsx"))
    assert len(gevonden(pad, 3)) == 1
    naam = maak(tmp_path / "c.xlsx", lambda proef: proef.boek.define_name("Elders", "='[b.xlsx]Blad'!$A$1"))
    assert gevonden(naam, 3) == ["!Elders fout"]


def test_a_cached_error_is_found(tmp_path: Path) -> None:
    pad = maak(tmp_path / "a.xlsx", lambda proef: proef.schrijf("Start!C9", "=Jaar/0", "#DIV/0!"))
    assert gevonden(pad, 5) == ["Start!C9 fout"]
    # A cell that only says so is none.
    pad = maak(tmp_path / "b.xlsx", lambda proef: proef.bladen["Start"].write("C9", "geen #N/B gevonden"))
    assert gevonden(pad, 5) == []


@pytest.mark.parametrize(
    ("cellen", "kring"),
    [
        ([("Start!C9", "=Start!C9+1")], True),
        ([("Start!C9", "=C10"), ("Start!C10", "=C11"), ("Start!C11", "=C9")], True),
        ([("Start!C9", "=SUM(C8:C12)")], True),
        ([("Verrekening!B3", "=SUM(tblVerrekening[Rang])")], True),
        ([("Verrekening!B3", "=Verrekening!$G$2")], True),
        ([("Start!C9", "=SUM(C10:C12)"), ("Start!C10", "=SUM(C11:C12)")], False),
        ([("Verrekening!D3", "=tblVerrekening[[#This Row],[n]]")], False),
    ],
)
def test_a_circle_between_cells_is_found(tmp_path: Path, cellen: list[tuple[str, str]], kring: bool) -> None:
    assert bool(gevonden(maak(tmp_path / "boek.xlsx", schrijf(*cellen)), 6)) is kring


@pytest.mark.parametrize("instelling", ['calcMode="manual"', 'iterate="1"', 'fullPrecision="0"'])
def test_calculation_must_be_automatic_exact_and_without_iteration(tmp_path: Path, instelling: str) -> None:
    pad = vervang(maak(tmp_path / "boek.xlsx"), "xl/workbook.xml", "<calcPr ", f"<calcPr {instelling} ")
    assert gevonden(pad, 6) == ["! fout"]


VERBORGEN = {
    "a sheet": (lambda proef: proef.bladen["Herkomst"].hide(), "Herkomst!"),
    "a very hidden sheet": (lambda proef: proef.bladen["Herkomst"].very_hidden(), "Herkomst!"),
    "a row": (lambda proef: proef.bladen["Start"].set_row(4, None, None, {"hidden": True}), "Start!A5"),
    "a row without height": (lambda proef: proef.bladen["Start"].set_row(4, 0), "Start!A5"),
    "a column": (lambda proef: proef.bladen["Start"].set_column("F:G", None, None, {"hidden": True}), "Start!F1"),
    "a column without width": (lambda proef: proef.bladen["Start"].set_column("F:F", 0), "Start!F1"),
    "white on white": (lambda proef: _opmaak(proef, font_color="#FFFFFF"), "Start!C9"),
    "the colour of its own background": (
        lambda proef: _opmaak(proef, font_color="#1F4E79", bg_color="#1F4E79"),
        "Start!C9",
    ),
    "a format that shows nothing": (lambda proef: _opmaak(proef, num_format=";;;"), "Start!C9"),
    "a hidden formula": (lambda proef: _opmaak(proef, hidden=True), "Start!C9"),
}


def _opmaak(proef: Proefboek, **eigenschappen: object) -> None:
    proef.bladen["Start"].write("C9", 1, proef.boek.add_format(eigenschappen))


@pytest.mark.parametrize(("bederf", "waar"), VERBORGEN.values(), ids=VERBORGEN)
def test_what_is_hidden_is_found(tmp_path: Path, bederf, waar: str) -> None:
    assert gevonden(maak(tmp_path / "boek.xlsx", bederf), 7) == [f"{waar} fout"]


@pytest.mark.parametrize(
    "eigenschappen",
    [
        {"font_color": "#FFFFFF", "bg_color": "#1F4E79"},
        {"num_format": "#,##0;-#,##0;"},
        {"num_format": "0;;;@"},
        {"locked": False},
    ],
)
def test_white_on_blue_and_formats_without_zero_are_visible(tmp_path: Path, eigenschappen: dict[str, object]) -> None:
    assert gevonden(maak(tmp_path / "boek.xlsx", lambda proef: _opmaak(proef, **eigenschappen)), 7) == []


def test_a_hidden_name_is_found(tmp_path: Path) -> None:
    pad = maak(tmp_path / "boek.xlsx")
    vervang(pad, "xl/workbook.xml", '<definedName name="Jaar"', '<definedName name="Jaar" hidden="1"')
    assert gevonden(pad, 7) == ["!Jaar fout"]


def test_an_input_sheet_is_open_and_the_others_protected_without_password(tmp_path: Path) -> None:
    def bederf(proef: Proefboek) -> None:
        proef.bladen["Inwoners"].protect("", {"objects": True})
        proef.bladen["Verrekening"].protect("geheim", {"objects": True})
        proef.bladen["Controles"].protect()

    pad = maak(tmp_path / "boek.xlsx", bederf)
    vervang(pad, BLAD.format(5), '<sheetProtection sheet="1" scenarios="1"/>', "")
    waar = ["Inwoners! fout", "Verrekening! fout", "Controles! fout", "Herkomst! fout"]
    assert gevonden(pad, 9) == waar


def test_every_sheet_shows_the_overall_flag(tmp_path: Path) -> None:
    pad = maak(tmp_path / "a.xlsx", lambda proef: proef.schrijf("Start!H1", "=Jaar"))
    assert gevonden(pad, 12) == ["Start! fout"]
    # The cell itself instead of its name is as good.
    pad = maak(tmp_path / "b.xlsx", lambda proef: proef.schrijf("Start!H1", "=Controles!$B$1"))
    assert gevonden(pad, 12) == []
    pad = maak(tmp_path / "c.xlsx", lambda proef: proef.bladen["Controles"].write("B1", 1))
    assert gevonden(pad, 12) == ["Controles!B1 fout"]
    pad = vervang(maak(tmp_path / "d.xlsx"), "xl/workbook.xml", "Alles_in_orde", "Oordeel")
    assert gevonden(pad, 12) == ["Controles! fout"]


def test_sheets_that_calculate_from_each_other_are_found(tmp_path: Path) -> None:
    heen = ("Start!C9", "=Verrekening!$G$2")
    terug = ("Verrekening!G5", "=Start!$A$5")
    assert gevonden(maak(tmp_path / "a.xlsx", schrijf(heen, terug)), 18) != []
    # The year on Start and the flag on Controles are shown everywhere.
    assert gevonden(maak(tmp_path / "b.xlsx", schrijf(heen, ("Verrekening!G5", "=Jaar+Start!$B$1"))), 18) == []


def test_the_input_hash_and_version_stand_on_one_sheet(tmp_path: Path) -> None:
    hash_ = "0123456789abcdef" * 4
    pad = maak(tmp_path / "a.xlsx", lambda proef: proef.bladen["Herkomst"].write("B3", hash_[:-1]))
    assert gevonden(pad, 19) == ["! fout"]
    pad = maak(tmp_path / "b.xlsx", lambda proef: proef.bladen["Herkomst"].write("A2", "Gemaakt met"))
    assert gevonden(pad, 19) == ["Herkomst! fout"]

    def in_een_cel(proef: Proefboek) -> None:
        proef.bladen["Herkomst"].write("A3", f"Invoerhash: {hash_}")
        proef.bladen["Herkomst"].write_blank("B3", None)

    assert gevonden(maak(tmp_path / "c.xlsx", in_een_cel), 19) == []


@pytest.mark.parametrize(("naam", "fout"), [("JAN2024", True), ("K", True), ("Kosten", False), ("Jaar_2024", False)])
def test_a_name_that_looks_like_a_cell_is_found(tmp_path: Path, naam: str, fout: bool) -> None:
    pad = maak(tmp_path / "boek.xlsx", lambda proef: proef.boek.define_name("Proefnaam", "=Start!$B$1"))
    vervang(pad, "xl/workbook.xml", '"Proefnaam"', f'"{naam}"')
    assert gevonden(pad, 21) == ([f"!{naam} fout"] if fout else [])
