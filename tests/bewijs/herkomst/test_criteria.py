"""Which rows count: the same ones that an independent spreadsheet engine counts and adds up.

LibreOffice, because IronCalc takes "<>text" for texts only, where Excel counts numbers and blanks as well.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import xlsxwriter
from hulp import libreoffice

from via_xl.bewijs.herkomst import rekenaar
from via_xl.bewijs.herkomst.criteria import Criterium
from via_xl.bewijs.herkomst.rekenaar import NietGevonden, Onbekend, Rekenaar
from via_xl.bewijs.herkomst.werkboek import Herkomstboek
from via_xl.bewijs.linter.dialect import FUNCTIES
from via_xl.bewijs.linter.formule import Functie
from via_xl.bewijs.linter.verwijzing import Gebied

RIJEN: tuple[tuple[object, object, float], ...] = (
    ("GM0755", 1, 1.25),
    ("gm0755", 2, 2.5),
    ("GM0796", 2.5, 4),
    ("Oss", -3, 8.75),
    ("", 0, 16),
    (None, None, 32.5),
    ("O*s", 45292, 64),
    ("Boekel", 7, 128.25),
    ("boekelo", 7, 256),
    (7, 7, 512),
)
FORMULES = (
    '=SUMIFS(C1:C10,A1:A10,"GM0755")',
    '=SUMIFS(C1:C10,A1:A10,"GM*",B1:B10,">1")',
    '=SUMIFS(C1:C10,A1:A10,"<>GM0755")',
    '=SUMIFS(C1:C10,A1:A10,"O?s")',
    '=SUMIFS(C1:C10,A1:A10,"O~*s")',
    '=SUMIFS(C1:C10,A1:A10,"boekel")',
    "=SUMIFS(C1:C10,B1:B10,7)",
    '=SUMIFS(C1:C10,B1:B10,"7")',
    '=SUMIFS(C1:C10,B1:B10,"=7")',
    '=SUMIFS(C1:C10,B1:B10,">="&B3)',
    '=SUMIFS(C1:C10,B1:B10,"<"&B2,B1:B10,"<>0")',
    '=SUMIFS(C1:C10,B1:B10,"<=-3")',
    "=SUMIFS(C1:C10,B1:B10,DATE(2024,1,1))",
    '=SUMIFS(C1:C10,A1:A10,"bestaat niet")',
    '=COUNTIFS(A1:A10,"GM0755",B1:B10,"<2")',
    '=COUNTIFS(B1:B10,"<>7")',
    '=COUNTIFS(A1:A10,"*e*")',
    '=INDEX(C1:C10,MATCH("Boekel",A1:A10,0))',
    '=INDEX(C1:C10,MATCH("gm0796",A1:A10,0))',
    "=INDEX(C1:C10,MATCH(7,B1:B10,0))",
    "=INDEX(C1:C10,B2+1)",
    '=INDEX(A1:C10,MATCH("Oss",A1:A10,0),3)',
)


@pytest.fixture(scope="module")
def proef(tmp_path_factory: pytest.TempPathFactory) -> tuple[Herkomstboek, dict[str, float]]:
    """The workbook, and what LibreOffice makes of each formula."""
    pad = tmp_path_factory.mktemp("criteria") / "a.xlsx"
    with xlsxwriter.Workbook(str(pad)) as boek:
        blad = boek.add_worksheet("A")
        for rij, waarden in enumerate(RIJEN):
            blad.write_row(rij, 0, waarden)
        for rij, formule in enumerate(FORMULES):
            blad.write_formula(rij, 5, formule, None, 0)
    (herrekend,) = libreoffice.herbereken([pad], pad.parent / "herrekend")
    per_cel = libreoffice.waarden(herrekend)
    return Herkomstboek(pad), {formule: per_cel["A", f"F{nummer}"] for nummer, formule in enumerate(FORMULES, start=1)}


@pytest.mark.motoren
@pytest.mark.parametrize("formule", FORMULES)
def test_the_rows_that_count_are_those_of_the_engine(
    proef: tuple[Herkomstboek, dict[str, float]], formule: str
) -> None:
    werkboek, herrekend = proef
    (cel,) = (cel for cel in werkboek.boek.formules.values() if cel.formule == formule)
    (functie,) = cel.delen
    assert isinstance(functie, Functie)
    selectie = Rekenaar(werkboek).selectie(functie, cel)
    assert selectie
    getallen = [werkboek.getal(plek) or 0 for plek in selectie.plekken]
    uit = len(getallen) if functie.naam.startswith("COUNT") else sum(getallen)
    assert uit == herrekend[formule]
    assert Rekenaar(werkboek).waarde(cel.delen, cel) == herrekend[formule]


def test_a_lookup_that_finds_nothing_is_no_row_and_what_is_not_exact_or_not_in_the_dialect_is_unknown(
    tmp_path: Path,
) -> None:
    pad = tmp_path / "a.xlsx"
    formules = (
        '=INDEX(A1:A2,MATCH("z",B1:B2,0))',
        "=INDEX(A1:A2,MATCH(1,A1:A2))",
        "=VLOOKUP(1,A1:B2,2)",
        "=VLOOKUP(1,A1:B2,2,FALSE)",
        '=SUMIF(A1:A2,">0")',
        "=A1^2",
        "=A1%",
        "=INDEX(A1:A2,0)",
    )
    with xlsxwriter.Workbook(str(pad)) as boek:
        blad = boek.add_worksheet("A")
        blad.write_column(0, 0, [1, 2])
        for rij, formule in enumerate(formules):
            blad.write_formula(rij, 3, formule, None, 0)
    werkboek = Herkomstboek(pad)
    berekend = Rekenaar(werkboek)
    verwacht = [NietGevonden, *[Onbekend] * 7]
    for cel, fout in zip(werkboek.boek.formules.values(), verwacht, strict=True):
        with pytest.raises(fout):
            berekend.waarde(cel.delen, cel)


@pytest.mark.parametrize(
    ("inhoud", "formaat", "woorden"),
    [
        ("GM0755", "General", "Kop = GM0755"),
        ("<=45292", "d-m-yyyy", "Kop ≤ 1-1-2024"),
        (">=0.5", "0%", "Kop ≥ 50%"),
        ("<>", "General", "Kop is niet leeg"),
        ("", "General", "Kop is leeg"),
        ("<>vervallen", "General", "Kop is niet vervallen"),
        (1, "#,##0", "Kop = 1"),
        (True, "General", "Kop = WAAR"),
        (None, "General", "Kop = 0"),
    ],
)
def test_a_criterion_in_words_shows_a_number_as_its_column_does(inhoud: object, formaat: str, woorden: str) -> None:
    gebied = Gebied("A", 1, 1, 2, 1)
    assert Criterium.lees(gebied, inhoud).in_woorden("Kop", formaat) == woorden  # type: ignore[arg-type]


def test_every_function_that_is_worked_out_is_in_the_dialect() -> None:
    bron = Path(rekenaar.__file__).read_text(encoding="utf-8")
    zoekt = {knoop.value.value for knoop in ast.walk(ast.parse(bron)) if isinstance(knoop, ast.MatchValue)
             and isinstance(knoop.value, ast.Constant)}  # fmt: skip
    functies = {str(naam) for naam in zoekt if str(naam).isupper()} - {"NUMBER", "TEXT", "LOGICAL"}
    assert {"IF", "INDEX", "MATCH", "SUMIFS"} <= functies <= FUNCTIES
