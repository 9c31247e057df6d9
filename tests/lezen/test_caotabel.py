"""Salary tables of the CAO in the shapes in which people have them, and what is wrong in one. Invented amounts."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from via_xl.basis.bevinding import InvoerFout
from via_xl.lezen.caotabel import MAXIMUM, Caotabel, lees_caotabel
from via_xl.lezen.losblad import lees_los

DAG = date(2026, 1, 1)
GOED = {8: 460_000, "10A": 590_050, 11: 650_000}
LANG = [
    ["Schaal", "Trede", "Bedrag", "Vanaf"],
    *[[8, 0, 3500, datetime(2026, 1, 1)], [8, 1, 4600, datetime(2026, 1, 1)]],
    *[["10a", 0, 3500, "1-1-2026"], ["10a", 1, "€ 5.900,50", "1 januari 2026"], [11, 0, 6500, "2026-01-01"]],
]
MAXIMA = [["Schaal", "Maximum", "Ingangsdatum"], *[[s, ct / 100, datetime(2026, 1, 1)] for s, ct in GOED.items()]]
SCHALEN_ONDER_ELKAAR = [
    ["Salaristabel per 1 januari 2026"],
    ["Salarisschaal", 0, 1, 2],
    *[[8, 3500, 4000, 4600], ["10A", 3500, 5900.5, None], [11, 3500, 4000, 6500]],
    ["Bedragen in euro's"],
]
TREDEN_ONDER_ELKAAR = [
    ["CAO Gemeenten, geldig vanaf 1-1-2026"],
    ["Periodiek", "Schaal 8", "10A", 11],
    *[[0, 3500, 3500, 3500], [1, 4000, "5900.50", 4000], [2, 4600, None, 6500]],
]
VORMEN = {
    "a row an amount": LANG,
    "the maxima": MAXIMA,
    "schalen down, treden across": SCHALEN_ONDER_ELKAAR,
    "treden down, schalen across": TREDEN_ONDER_ELKAAR,
}


def als_csv(rijen: list[list[Any]], pad: Path, teken: str = ";") -> Path:
    def veld(waarde: Any) -> str:
        if waarde is None:
            return ""
        tekst = f"{waarde:%d-%m-%Y}" if isinstance(waarde, datetime) else str(waarde)
        return f'"{tekst}"'

    pad.write_text("\n".join(teken.join(veld(w) for w in rij) for rij in rijen), encoding="cp1252")
    return pad


def als_xlsx(rijen: list[list[Any]], pad: Path, blad: str = "Tabel") -> Path:
    with xlsxwriter.Workbook(pad, {"default_date_format": "d-m-yyyy"}) as boek:
        boek.add_worksheet("Leeswijzer").write(0, 0, "Zie het volgende blad.")
        tabel = boek.add_worksheet(blad)
        for rij, waarden in enumerate(rijen):
            for kolom, waarde in enumerate(waarden):
                if waarde is not None:
                    tabel.write(rij, kolom, waarde)
    return pad


def lees(pad: Path, vanaf: date | None = None) -> Caotabel:
    return lees_caotabel(lees_los(pad, "er is niets gewijzigd"), vanaf)


@pytest.mark.parametrize("rijen", VORMEN.values(), ids=VORMEN)
def test_each_shape_gives_the_maximum_of_each_schaal_from_a_csv_and_a_workbook(
    rijen: list[list[Any]], tmp_path: Path
) -> None:
    for pad in (als_csv(rijen, tmp_path / "cao.csv"), als_xlsx(rijen, tmp_path / "cao.xlsx")):
        gelezen = {sleutel: rij.bedrag_ct for sleutel, rij in lees(pad).per_schaal(MAXIMUM).items()}
        assert gelezen == {(schaal, DAG): ct for schaal, ct in GOED.items()}, pad.suffix


def test_a_trede_can_be_asked_for_and_each_amount_says_its_cell(tmp_path: Path) -> None:
    tabel = lees(als_xlsx(SCHALEN_ONDER_ELKAAR, tmp_path / "cao.xlsx"))
    een = tabel.per_schaal(1)
    assert {schaal: (rij.bedrag_ct, rij.plaats) for (schaal, _), rij in een.items()} == {
        8: (400_000, "C3"),
        "10A": (590_050, "C4"),
        11: (400_000, "C5"),
    }
    assert (tabel.blad, tabel.dag_uit_titel) == ("Tabel", DAG)


def test_what_is_said_of_the_day_goes_before_the_title_and_two_days_there_are_none(tmp_path: Path) -> None:
    assert {
        van for _, van in lees(als_csv(SCHALEN_ONDER_ELKAAR, tmp_path / "a.csv"), date(2026, 4, 1)).per_schaal(None)
    } == {date(2026, 4, 1)}
    twee = [["Per 1 januari 2026 en per 1-7-2026"], *SCHALEN_ONDER_ELKAAR[1:]]
    with pytest.raises(InvoerFout, match=r"zegt niet vanaf wanneer de bedragen gelden.*--vanaf"):
        lees(als_csv(twee, tmp_path / "b.csv"))


def test_all_that_is_wrong_is_said_at_once_with_its_cell(tmp_path: Path) -> None:
    rijen = [
        ["Schaal", "Trede", "Bedrag", "Vanaf"],
        *[["acht", 0, 4000, "1-1-2026"], [8, "laatste", 4000, "1-1-2026"], [8, 1, "circa 4000", "1-1-2026"]],
        *[[8, 2, 34.5, "1-1-2026"], [8, 3, 4000, "januari"], [9, 1, "1" * 400, "1-1-2026"]],
    ]
    with pytest.raises(InvoerFout) as gevangen:
        lees(als_xlsx(rijen, tmp_path / "cao.xlsx"))
    assert [(b.blad, b.cel, b.wat) for b in gevangen.value.bevindingen] == [
        ("Tabel", "A2", '"acht" is geen schaal.'),
        ("Tabel", "B3", '"laatste" is geen trede.'),
        ("Tabel", "C4", '"circa 4000" is geen bedrag.'),
        ("Tabel", "C5", "€ 34,50 is geen maandsalaris (van € 1.000,00 tot € 30.000,00)."),
        ("Tabel", "D6", '"januari" is geen datum.'),
        ("Tabel", "C7", f'"{"1" * 40}" is geen bedrag.'),
    ]


def test_two_amounts_for_one_trede_are_a_fault(tmp_path: Path) -> None:
    rijen = [["Schaal", "Trede", "Bedrag"], [8, 1, 4000], [8, 1, 4100]]
    with pytest.raises(InvoerFout) as gevangen:
        lees(als_csv(rijen, tmp_path / "cao.csv"), DAG).per_schaal(None)
    assert gevangen.value.bevindingen[0].wat == "schaal 8 heeft hier € 4.100,00, en in rij 2 € 4.000,00."


@pytest.mark.parametrize(
    ("rijen", "bericht"),
    [
        ([["Naam", "Bedrag"], ["Jan", 4000]], "bevat geen salaristabel"),
        ([["Schaal", "Bedrag"]], "staan geen bedragen"),
    ],
)
def test_what_is_no_such_table_is_refused(rijen: list[list[Any]], bericht: str, tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match=bericht):
        lees(als_xlsx(rijen, tmp_path / "cao.xlsx"), DAG)


def test_a_file_that_is_no_workbook_is_refused_and_one_that_is_broken_too(tmp_path: Path) -> None:
    pad = tmp_path / "cao.xlsx"
    with pytest.raises(InvoerFout, match="bestaat niet"):
        lees(pad)
    pad.write_bytes(b"%PDF-1.7")
    with pytest.raises(InvoerFout, match="geen Excel-werkmap"):
        lees(pad)
