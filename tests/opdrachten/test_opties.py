from __future__ import annotations

import re
from datetime import date

import pytest

from via_xl.basis.bevinding import InvoerFout
from via_xl.opdrachten.cli import main
from via_xl.wijzigen.gezegd import lees_dag, lees_procent


@pytest.mark.parametrize("tekst", [" 2027-01-31 ", "31-01-2027", "31-1-2027", "31/1/2027", "31 januari 2027"])
def test_a_day_is_typed_as_people_write_one(tekst: str) -> None:
    assert lees_dag("--op", tekst) == date(2027, 1, 31)


def test_an_option_that_is_not_there_is_nothing() -> None:
    assert (lees_dag("--op", None), lees_procent("--index-overig", None)) == (None, None)


@pytest.mark.parametrize("tekst", ["morgen", "2027-02-30", "30-2-2027", "1-13-2027", "1-1-27", "", " "])
def test_what_is_no_day_is_refused_with_the_option_and_what_to_type(tekst: str) -> None:
    with pytest.raises(InvoerFout, match="niets gedaan") as fout:
        lees_dag("--vervaldatum", tekst)
    assert str(fout.value).startswith("--vervaldatum")
    assert "31-12-2026" in str(fout.value)


@pytest.mark.parametrize(
    ("tekst", "bp"), [("2,5", 250), ("2.5", 250), ("-0,25 %", -25), ("− 3", -300), ("2,125", None), ("2,5,1", None)]
)
def test_a_percentage_is_typed_with_a_comma_or_a_dot(tekst: str, bp: int | None) -> None:
    if bp is not None:
        assert lees_procent("--index-overig", tekst) == bp
        return
    with pytest.raises(InvoerFout, match="Geef bijvoorbeeld 3,5 op"):
        lees_procent("--index-overig", tekst)


@pytest.mark.parametrize("opdracht", ["jaar open", "besluit kalender"])
def test_a_year_is_given_with_its_option_as_everywhere_and_once(
    opdracht: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for erachter, gezegd in (
        ([], "Er ontbreekt een verplicht gegeven: geef --jaar JAAR op."),
        (["2027", "--jaar", "2028"], "Er staat tweemaal iets anders: 2027 en --jaar 2028. Geef het eenmaal op."),
        (["--jaar", "2027"], "weg.xlsx bestaat niet."),
        (["2027"], "weg.xlsx bestaat niet."),
        (["2027", "--jaar", "2027"], "weg.xlsx bestaat niet."),
    ):
        assert main([*opdracht.split(), "weg.xlsx", *erachter]) == 2
        assert capsys.readouterr().err.startswith(gezegd), erachter
    assert main([*opdracht.split(), "--help"]) == 0
    uitleg = capsys.readouterr().out
    assert f"via-xl {opdracht} [OPTIES] MASTER\n" in uitleg
    assert re.search(r"--jaar JAAR [^-]*\[verplicht\]", uitleg)
