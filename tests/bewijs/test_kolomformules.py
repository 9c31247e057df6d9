"""The rows of a calculated column share a formula in what IronCalc reads, and a wrong one shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from gereedschap import ironcalc_deze_rij
from hulp.klein_boek import klein_boek

from via_xl.bewijs import kolomformules
from via_xl.bewijs.kolomformules import formules_van, vertaal
from via_xl.bewijs.rekenmachine import IronCalc
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.lezen.xlsx import Hoeken, Tabeldeel

TABEL = Tabeldeel("tblA", "Blad", Hoeken(5, 2, 12, 4), ("Uren", "Prijs [#]", "Kosten"), {}, 1, 0)
TABELLEN = {"tblA": TABEL}
UREN = tuple(float(nummer) for nummer in range(1, 8))


@pytest.mark.parametrize(
    ("formule", "gedeeld"),
    [
        ("tblA[[#This Row],[Uren]]*2", "$B7*2"),
        (
            "tblA[[#This Row],[Prijs '['#']]]+SUM(tblA[Uren],A$1,$C$3,Blad2!$A$1)",
            "$C7+SUM(tblA[Uren],A$1,$C$3,Blad2!$A$1)",
        ),
        ('IF(tblA[[#This Row],[Uren]]="B7 tblA[[#This Row],[Uren]]",1,0)', 'IF($B7="B7 tblA[[#This Row],[Uren]]",1,0)'),
        ("LOG10(tblA[[#This Row],[Uren]])+VIA_2024(1)", "LOG10($B7)+VIA_2024(1)"),
        ("tblA[[#This Row],[Uren]]+B6", ""),
        ("tblA[[#This Row],[Uren]]+$B6", ""),
        ("tblA[[#This Row],[Uren]]+SUM(6:6)", ""),
        ("tblA[[#This Row],[Uren]]+Blad2!b6", ""),
        ("SUM(tblA[[#This Row],[Uren]:[Kosten]])", ""),
        ("tblA[[#This Row],[Weg]]", ""),
        ("tblB[[#This Row],[Uren]]", ""),
    ],
)
def test_this_row_becomes_a_cell_of_the_row_and_what_would_shift_is_left_alone(formule: str, gedeeld: str) -> None:
    assert vertaal(formule, 7, 11, TABELLEN) == gedeeld


def test_rows_outside_the_table_share_nothing() -> None:
    assert vertaal("tblA[[#This Row],[Uren]]", 6, 12, TABELLEN) == "$B6"
    assert vertaal("tblA[[#This Row],[Uren]]", 5, 12, TABELLEN) == ""
    assert vertaal("tblA[[#This Row],[Uren]]", 6, 13, TABELLEN) == ""


def _cellen(formules: list[str]) -> bytes:
    rijen = (f'<row r="{6 + n}"><c r="D{6 + n}"><f>{f}</f><v>1</v></c></row>' for n, f in enumerate(formules))
    return "".join(rijen).encode()


def test_the_first_and_last_row_and_another_formula_between_them_stay_as_they_are_written() -> None:
    gelijk, anders = "tblA[[#This Row],[Uren]]&lt;2", "tblA[[#This Row],[Kosten]]"
    xml = _cellen([gelijk, gelijk, anders, gelijk, gelijk])
    gelezen = formules_van(xml, [TABEL])
    assert b"".join(gelezen.deel(xml, len(xml))) == _cellen([gelijk, "!", anders, "?", gelijk]).replace(
        b"<f>!</f>", b'<f t="shared" ref="D7:D9" si="0">$B7&lt;2</f>'
    ).replace(b"<f>?</f>", b'<f t="shared" si="0"/>')
    assert gelezen.vertaald == ("D7:D7", "D9:D9")
    assert gelezen.formules[3] == ("D", 9, "=tblA[[#This Row],[Uren]]<2")
    assert formules_van(_cellen([gelijk, gelijk, gelijk]), [TABEL]).vertaald == ()


def test_a_formula_that_would_go_unseen_is_refused() -> None:
    with pytest.raises(ValueError, match="<f>"):
        formules_van(b'<row r="1"><c r="A1"><f><![CDATA[1+1]]></f></c></row>', [])


def test_a_wrong_translation_is_a_difference_in_each_cell_that_hangs_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek, pad = klein_boek(UREN), tmp_path / "boek.xlsx"
    boek.bewaar(pad)
    assert vergelijk(pad, boek.verwacht())[1] == ()
    assert IronCalc(pad).vertaald == (("Invoer", "C3:C7"),)

    goed = kolomformules.vertaal
    monkeypatch.setattr(kolomformules, "vertaal", lambda *gegeven: goed(*gegeven).replace("$", "$A", 1))
    anders = {verschil.cel for verschil in vergelijk(pad, boek.verwacht())[1]}
    assert {f"C{rij}" for rij in range(3, 8)} <= anders


def test_ironcalc_still_takes_this_row_for_a_fixed_one(tmp_path: Path) -> None:
    """When this fails IronCalc was mended: then a column need not be translated (docs/rekenmachines.md)."""
    ironcalc_deze_rij.maak(tmp_path / "this_row.xlsx")
    kolommen = ironcalc_deze_rij.bekijk(tmp_path / "this_row.xlsx")
    assert kolommen == {
        "B": [(f"=$A${rij}*2", 2.0 * (rij - 1)) for rij in range(2, 6)],
        "D": [("=$A$2*2", 2.0)] * 4,
    }
