"""Any workbook: what can be followed is, what can't is said, and nothing makes it fail."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hulp.bomen import boom, maak
from rich.console import Console

from via_xl.basis.bevinding import InvoerFout
from via_xl.bewijs.herkomst.boom import Stapsoort
from via_xl.bewijs.herkomst.bouwer import bouw
from via_xl.bewijs.herkomst.pagina import als_html
from via_xl.bewijs.herkomst.rapport import maak_rapport
from via_xl.bewijs.herkomst.werkboek import Herkomstboek
from via_xl.opdrachten.herkomstscherm import toon

BLAD = "'Blad één'"
INVOER = {f"Blad één!A{rij}": rij for rij in range(1, 6)} | {f"Blad één!B{rij}": f"k{rij}" for rij in range(1, 6)}
ANDERE = {"It's 2!A1": 1.5, "Jan!A1": 3, "Feb!A1": 4, "Mrt!A1": 5}
NAMEN = {
    "BTW": "=0.21",
    "Lijst": f"={BLAD}!$A$1:$A$5",
    "Dyn": f"=OFFSET({BLAD}!$A$1,0,0,3,1)",
    "Kapot": "=#REF!$A$1",
}
GEVOLGD: dict[str, tuple[str, ...]] = {
    "=A1+BTW": (f"{BLAD}!A1", "BTW"),
    "=SUM(Lijst)": (f"{BLAD}!A1:A5",),
    "='It''s 2'!A1": ("'It''s 2'!A1",),
    "=SUM(Jan:Mrt!A1)": ("Jan!A1", "Feb!A1", "Mrt!A1"),
    "=VLOOKUP(3,A1:B5,2,FALSE)": (f"{BLAD}!A1:B5",),
    "=VLOOKUP(3,A1:B5,2)": (f"{BLAD}!A1:B5",),
    '=XLOOKUP("k3",B1:B5,A1:A5)': (f"{BLAD}!B1:B5", f"{BLAD}!A1:A5"),
    '=SUMIF(B1:B5,"k3",A1:A5)': (f"{BLAD}!B1:B5", f"{BLAD}!A1:A5"),
    '=COUNTIF(A1:A5,">2")': (f"{BLAD}!A1:A5",),
    '=INDEX(A1:A5,MATCH("k2",B1:B5,0))': (f"{BLAD}!A2",),
    "=SUM((A1:A3,A4:A5))": (f"{BLAD}!A1:A3", f"{BLAD}!A4:A5"),
    "=SUM(A1:A5 A2:B3)": (f"{BLAD}!A1:A5", f"{BLAD}!A2:B3"),
    '=SUMIFS(A1:A5,B1:B4,"k1")': (f"{BLAD}!A1:A5", f"{BLAD}!B1:B4"),
    "=_xlfn.LET(_xlpm.x,A1,_xlpm.x+1)": (f"{BLAD}!A1",),
    "=NIETBEKEND(A1,A2)": (f"{BLAD}!A1", f"{BLAD}!A2"),
    "=SUM(A:A)": (f"{BLAD}!A1:A1048576",),
    "=A1+A1+$A$1": (f"{BLAD}!A1",),
    "=1+1": (),
}
NIET_TE_VOLGEN = {
    "=[1]Ext!A1": "verwijst naar een ander bestand",
    "=Kapot+1": "is een naam die niet voor een cel",
    "=Onbekend+1": "is geen bekende naam, tabel of cel",
    "=tblWeg[x]": "noemt een tabel die niet bestaat (tblWeg)",
    "=Weg!A1": "noemt een blad dat niet bestaat (Weg)",
}
GEZEGD = {
    '=INDIRECT("A1")': "INDIRECT wijst pas bij het rekenen een cel aan; die is hier niet te volgen",
    "=OFFSET(A1,1,0)": "OFFSET wijst pas bij het rekenen een cel aan; die is hier niet te volgen",
    "=SUM(Dyn)": "OFFSET wijst pas bij het rekenen een cel aan; die is hier niet te volgen",
    '="a': "deze formule is niet te ontleden",
}


def proef(werkmap: Path, formule: str) -> Path:
    return maak(werkmap / "a.xlsx", {**INVOER, **ANDERE, "Blad één!D1": formule}, NAMEN)


@pytest.mark.parametrize(("formule", "verwacht"), GEVOLGD.items())
def test_every_kind_of_reference_is_followed(tmp_path: Path, formule: str, verwacht: tuple[str, ...]) -> None:
    wortel = boom(proef(tmp_path, formule), f"{BLAD}!D1").wortel
    assert tuple(k.adres for k in wortel.kinderen) == verwacht
    assert not [k for k in wortel.alle() if k.soort is Stapsoort.BUITEN]


@pytest.mark.parametrize(("formule", "waarom"), NIET_TE_VOLGEN.items())
def test_what_cannot_be_followed_is_a_step_that_says_why(tmp_path: Path, formule: str, waarom: str) -> None:
    (knoop,) = boom(proef(tmp_path, formule), f"{BLAD}!D1").wortel.kinderen
    assert knoop.soort is Stapsoort.BUITEN
    assert knoop.opmerking.startswith(waarom)


@pytest.mark.parametrize(("formule", "opmerking"), GEZEGD.items())
def test_a_formula_that_hides_its_precedents_says_so(tmp_path: Path, formule: str, opmerking: str) -> None:
    assert boom(proef(tmp_path, formule), f"{BLAD}!D1").wortel.opmerking == opmerking


def test_a_cell_of_an_array_has_the_formula_of_the_array(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as boek:
        blad = boek.add_worksheet("A")
        blad.write_column(0, 0, [1, 2, 3])
        blad.write_array_formula("C1:C3", "{=A1:A3*2}", None, 2)
        blad.write_number("C2", 4)
    uit = boom(tmp_path / "a.xlsx", "A!C2").wortel
    assert (uit.soort, uit.waarde, uit.opmerking) == (Stapsoort.BEREKEND, "4", "deel van de matrixformule in C1")
    assert [k.adres for k in uit.kinderen] == ["A!A1:A3"]


@pytest.mark.parametrize(
    ("cellen", "keten"),
    [
        ({"A!A1": "=A1+1"}, "A!A1 → A!A1"),
        ({"A!A1": "=A2", "A!A2": "=A3", "A!A3": "=A1"}, "A!A1 → A!A2 → A!A3 → A!A1"),
        ({"A!A1": "=B1", "A!B1": "=SUM(B1:B3)"}, "A!B1 → A!B1"),
        ({"A!A1": "=B1", "A!B1": "=SUM(C1:C3)", "A!C2": "=IF(1>2,B1,0)"}, "A!B1 → A!C2 → A!B1"),
    ],
)
def test_a_cell_that_leads_in_a_circle_is_refused_with_the_circle(
    tmp_path: Path, cellen: dict[str, object], keten: str
) -> None:
    with pytest.raises(InvoerFout) as fout:
        boom(maak(tmp_path / "a.xlsx", cellen), "A!A1")
    assert fout.value.bericht == f"A!A1 hangt van een kring van cellen af, dus er is geen herkomst: {keten}."


def test_a_circle_elsewhere_and_the_place_of_a_cell_are_no_circle(tmp_path: Path) -> None:
    pad = maak(tmp_path / "a.xlsx", {"A!A1": "=B1+ROW(A1)", "A!B1": 2, "A!C1": "=C1"})
    assert [k.adres for k in boom(pad, "A!A1").wortel.kinderen] == ["A!B1", "A!A1"]


def test_no_output_fails_on_any_cell_of_a_strange_workbook(tmp_path: Path) -> None:
    formules = (
        *GEVOLGD,
        *NIET_TE_VOLGEN,
        *GEZEGD,
        "=",
        "=SUM()",
        "={1,2;3,4}",
        "=A1#",
        "=@A1:A3",
        "=IF(,A1,A2)",
        "=-A1^2%",
    )
    cellen = {**INVOER, **ANDERE} | {f"Blad één!D{nr}": formule for nr, formule in enumerate(formules, start=1)}
    cellen |= {
        "Jan!B1": "<script>alert(1)</script>",
        "Jan!C1": ("=B1", "[bold]x[/]"),
        "Jan!D1": "=1/0",
        "Feb!B1": ("=A1", "#DIV/0!"),
    }
    werkboek = Herkomstboek(maak(tmp_path / "a.xlsx", cellen, NAMEN))
    uitvoer: list[Callable[..., object]] = [
        als_html,
        lambda b: json.dumps(b.als_json()),
        lambda b: maak_rapport(b).bewaar(io.BytesIO()),
    ]
    getest = 0
    for blad, inhoud in werkboek.boek.cellen.items():
        for cel in inhoud:
            uit = bouw(werkboek, (blad, cel.rij, cel.kolom), 20, 10)
            toon(uit, Console(file=io.StringIO(), markup=False))
            for schrijf in uitvoer:
                schrijf(uit)
            getest += 1
    assert getest > 45
