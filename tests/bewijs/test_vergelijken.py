"""Formula, cached value and rekenkern are held against each other in every formula cell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hulp.klein_boek import INVOER, REKEN, klein_boek, vervang_cel
from hulp.kleine_master import bewerk_deel

from via_xl.basis.bevinding import BewijsFout
from via_xl.bewijs.vergelijken import (
    Celverschil,
    allemaal_gelijk,
    allemaal_goed,
    gelijk,
    is_foutwaarde,
    vergelijk,
)
from via_xl.schrijven.boek import Boek


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    """A workbook that is right."""
    klein_boek().bewaar(tmp_path / "boek.xlsx")
    return tmp_path / "boek.xlsx"


def _gevonden(pad: Path, boek: Boek | None = None) -> tuple[Celverschil, ...]:
    return vergelijk(pad, (boek or klein_boek()).verwacht())[1]


def test_a_book_that_is_right_has_no_difference_and_every_formula_is_counted(pad: Path) -> None:
    assert vergelijk(pad, klein_boek().verwacht()) == (8, ())


def test_what_lies_under_merged_cells_counts_as_it_does_in_excel(pad: Path) -> None:
    samen = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    bewerk_deel(pad, INVOER, lambda xml: xml.replace(b"</sheetData>", samen))
    assert vergelijk(pad, klein_boek().verwacht()) == (8, ())


def test_a_wrong_cached_value_is_found(pad: Path) -> None:
    vervang_cel(pad, REKEN, "B2", "<f>SUM(tblProef[Kosten €])</f><v>1420.01</v>")
    (verschil,) = _gevonden(pad)
    assert (verschil.blad, verschil.cel) == ("Reken", "B2")
    assert (verschil.herrekend, verschil.gecached, verschil.engine) == (1420, 1420.01, 1420)
    assert verschil.regel() == (
        "boek.xlsx Reken!B2: de opgeslagen waarde is een andere. Formule: 1420, opgeslagen: 1420,01, rekenkern: 1420."
    )


def test_a_wrong_formula_is_found_with_everything_that_follows_from_it(pad: Path) -> None:
    formule = "ROUND(tblProef[[#This Row],[Uren]]*Reken!$B$1,0)+1"
    vervang_cel(pad, INVOER, "C3", f"<f>{formule}</f><v>820</v>")
    verschillen = {f"{v.blad}!{v.cel}": (v.herrekend, v.gecached, v.engine) for v in _gevonden(pad)}
    assert verschillen == {"Invoer!C3": (821, 820, 820), "Reken!B2": (1421, 1420, 1420)}


def test_a_formula_and_a_cached_value_that_agree_but_not_with_the_rekenkern_are_found(pad: Path) -> None:
    vervang_cel(pad, REKEN, "B4", "<f>2*SUMIFS(tblProef[Uren],tblProef[Code],&quot;C0&quot;)</f><v>15</v>")
    (verschil,) = _gevonden(pad)
    assert (verschil.cel, verschil.herrekend, verschil.gecached, verschil.engine) == ("B4", 15, 15, 7.5)
    assert verschil.wat == "de formule geeft iets anders dan de rekenkern"


def test_a_difference_of_a_cent_is_found_and_one_of_less_than_a_millionth_is_not(tmp_path: Path) -> None:
    for erbij, aantal in ((0.01, 1), (0.000002, 1), (0.0000004, 0)):
        boek = klein_boek()
        boek.vind("Reken").formule(1, 1, "=SUM(tblProef[Kosten €])", 1420 + erbij, "werk.euro")
        boek.bewaar(tmp_path / "boek.xlsx")
        assert len(_gevonden(tmp_path / "boek.xlsx", boek)) == aantal, erbij


def test_a_cell_that_shows_a_day_is_told_as_a_day(tmp_path: Path) -> None:
    boek = klein_boek()
    boek.vind("Reken").formule(1, 1, "=SUM(tblProef[Kosten €])", 46023, "werk.datum")
    boek.bewaar(tmp_path / "boek.xlsx")
    (verschil,) = _gevonden(tmp_path / "boek.xlsx", boek)
    assert verschil.regel().endswith("Formule: 20-11-1903, opgeslagen: 1-1-2026, rekenkern: 1-1-2026.")


@pytest.mark.parametrize(
    ("formule", "fout"),
    [("#REF!", "#REF!"), ("1/0", "#DIV/0!"), ("onbekend", "#NAME?"), ("MATCH(5,tblProef[Uren],0)", "#N/A")],
)
def test_an_error_value_is_found_whatever_was_cached(formule: str, fout: str, pad: Path) -> None:
    vervang_cel(pad, REKEN, "B5", f"<f>{formule}</f><v>7.5</v>")
    (verschil,) = _gevonden(pad)
    assert (verschil.cel, verschil.herrekend, verschil.wat) == ("B5", fout, "de formule geeft een foutwaarde")


def test_an_error_value_that_the_rekenkern_seems_to_expect_is_still_an_error(tmp_path: Path) -> None:
    boek = klein_boek()
    boek.vind("Reken").formule(4, 1, "=1/0", "#DIV/0!", "werk.uren")
    boek.bewaar(tmp_path / "boek.xlsx")
    assert [v.wat for v in _gevonden(tmp_path / "boek.xlsx", boek)] == ["de formule geeft een foutwaarde"]


def test_a_formula_that_became_a_value_is_found_even_if_the_value_is_right(pad: Path) -> None:
    vervang_cel(pad, REKEN, "B2", "<v>1420</v>")
    (verschil,) = _gevonden(pad)
    assert (verschil.cel, verschil.wat, verschil.engine) == ("B2", "de formule is verdwenen", 1420)


def test_a_formula_that_does_not_belong_there_is_found(pad: Path) -> None:
    vervang_cel(pad, REKEN, "B1", "<f>40*2</f><v>80</v>")
    (verschil,) = _gevonden(pad)
    assert (verschil.cel, verschil.wat, verschil.herrekend) == ("B1", "hier hoort geen formule te staan", 80)


def test_a_wrong_text_and_a_wrong_boolean_are_found(pad: Path) -> None:
    vervang_cel(pad, REKEN, "B3", "<f>IF($B$2&gt;0,&quot;Betaalt&quot;,&quot;niets&quot;)</f><v>Betaalt</v>")
    vervang_cel(pad, REKEN, "B7", "<f>$B$2&lt;0</f><v>0</v>")
    assert {v.cel: v.herrekend for v in _gevonden(pad)} == {"B3": "Betaalt", "B7": False}


def test_a_changed_input_is_found_by_what_follows_from_it(pad: Path) -> None:
    vervang_cel(pad, INVOER, "B2", "<v>7.51</v>")
    assert {f"{v.blad}!{v.cel}" for v in _gevonden(pad)} == {"Invoer!C2", "Reken!B2", "Reken!B4", "Reken!B5"}


@pytest.mark.parametrize(
    ("cel", "inhoud", "wat"),
    [
        (
            "C9",
            "<f>ROUND(tblProef[[#This Row],[Uren]]*Reken!$B$1,2)</f><v>99</v>",
            "de opgeslagen waarde is een andere",
        ),
        ("C9", "<f>ROUND(tblProef[[#This Row],[Uren]]*Reken!$B$1,1)+1</f><v>640</v>", "de formule geeft iets anders"),
        ("C9", "<v>640</v>", "de formule is verdwenen"),
        ("B9", "<v>7</v>", "de formule geeft iets anders dan de rekenkern"),
    ],
)
def test_one_wrong_cell_of_a_column_that_is_compared_as_a_whole_is_named(
    cel: str, inhoud: str, wat: str, tmp_path: Path
) -> None:
    boek = klein_boek((8.0,) * 20)
    boek.bewaar(tmp_path / "boek.xlsx")
    vervang_cel(tmp_path / "boek.xlsx", INVOER, cel, inhoud)
    in_tabel = [verschil for verschil in _gevonden(tmp_path / "boek.xlsx", boek) if verschil.blad == "Invoer"]
    assert [(verschil.cel, verschil.wat.startswith(wat)) for verschil in in_tabel] == [("C9", True)]


def test_values_are_the_same_as_a_whole_when_each_is_and_none_is_an_error() -> None:
    assert allemaal_gelijk([1.0, "a", None, 45292.0], [1, "a", "", date(2024, 1, 1)])
    assert not allemaal_gelijk([1.0, 1.0], [1, True])
    assert not allemaal_gelijk([1.0], [1.0, 1.0])
    assert not allemaal_gelijk(["a", "b", "c"], ["a", "B", "c"])
    assert not allemaal_goed([0.0, "#DIV/0!"], [0.0, "#DIV/0!"])
    assert allemaal_goed([0.0, "ja"], [0.0, "ja"])


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "stuk.xlsx").write_bytes(b"PK geen werkboek")
    with pytest.raises(BewijsFout, match=r"stuk\.xlsx"):
        vergelijk(tmp_path / "stuk.xlsx", ())


@pytest.mark.parametrize(
    ("een", "ander", "zelfde"),
    [
        (1, 1.0000009, True),
        (1, 1.0000011, False),
        (1420.0, 1420, True),
        ("", None, True),
        (0, None, False),
        (0, "", False),
        (True, 1, False),
        (False, None, False),
        (True, True, True),
        ("a", "A", False),
        ("1", 1, False),
        (date(2024, 6, 1), 45444, True),
        (date(2024, 6, 1), 45445, False),
        (time(0, 0), 0, True),
        (time(0, 0), None, False),
        (time(12, 0), 0.5, True),
        (timedelta(0), 0, True),
        (datetime(2024, 6, 1), date(2024, 6, 1), True),
        (datetime(2024, 6, 1, 12), date(2024, 6, 1), False),
    ],
)
def test_when_two_values_are_the_same(een: object, ander: object, zelfde: bool) -> None:
    assert gelijk(een, ander) is zelfde  # type: ignore[arg-type]
    assert gelijk(ander, een) is zelfde  # type: ignore[arg-type]


def test_every_error_of_a_spreadsheet_is_an_error_value() -> None:
    for fout in ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#N/IMPL!"):
        assert is_foutwaarde(fout)
    assert not any(map(is_foutwaarde, ("FOUT", "", None, 0, True)))


def test_a_day_is_shown_as_a_day_where_the_engine_gives_one() -> None:
    verschil = Celverschil(
        "m.xlsx", "Jaren", "A6", "=B6", "de opgeslagen waarde is een andere", 46023.0, 46024, date(2026, 1, 1)
    )
    assert verschil.regel().endswith("Formule: 1-1-2026, opgeslagen: 2-1-2026, rekenkern: 1-1-2026.")
