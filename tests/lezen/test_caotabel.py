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
        *[[8, 4, 4000, "1-1-1926"], [8, 5, 4000, "1-1-9999"]],
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
        ("Tabel", "D8", "1-1-1926 ligt niet tussen 2000 en 2100."),
        ("Tabel", "D9", "1-1-9999 ligt niet tussen 2000 en 2100."),
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


# --- what can be read in two ways


TWEE_TITELS = [["Salaris per 1-1-2026"], ["schaal", "bedrag"], [11, 6000]]
DUBBEL = "kunnen allebei bedoeld zijn."
DUBBELZINNIG = {
    "two amounts": (
        [["schaal", "Bedrag (oud)", "Bedrag (nieuw)", "vanaf"], [11, 6000, 6500, "1-1-2026"]],
        "C1",
        DUBBEL,
    ),
    "two words for an amount": ([["schaal", "maandsalaris", "bedrag"], [11, 6000, 6500]], "C1", DUBBEL),
    "an amount and a maximum": ([["schaal", "bedrag", "maximum"], [11, 6000, 6500]], "C1", DUBBEL),
    "two days": ([["schaal", "per", "vanaf", "bedrag"], [11, "1-1-2026", "1-7-2026", 6308]], "C1", DUBBEL),
    "two schalen": ([["schaal", "functieschaal", "bedrag"], [11, 10, 6308]], "B1", DUBBEL),
    "by the year": (
        [["schaal", "bedrag (per jaar)"], [11, 25_000]],
        "B1",
        '"bedrag (per jaar)" is geen bedrag per maand.',
    ),
    "by the hour": ([["schaal", "salaris (€/uur)"], [11, 1_000]], "B1", '"salaris (€/uur)" is geen bedrag per maand.'),
    "a title by the year": (
        [["Jaarsalarissen"], ["schaal", "bedrag"], [11, 25_000]],
        "A1",
        "de bedragen niet per maand",
    ),
    "a second title": (
        [*TWEE_TITELS, ["Salaris per 1-7-2026"], [12, 6500]],
        "A4",
        "noemt halverwege de tabel een andere dag.",
    ),
    "a second month": (
        [*TWEE_TITELS, ["vanaf juli 2026"], [12, 6500]],
        "A4",
        "noemt halverwege de tabel een andere dag.",
    ),
    "a second day in a cell": ([*TWEE_TITELS, [datetime(2026, 7, 1)], [12, 6500]], "A4", "noemt halverwege"),
    "a second header": ([*TWEE_TITELS, ["schaal", "bedrag"], [12, 6500]], "A4", "hier begint een tweede tabel."),
}


@pytest.mark.parametrize(("rijen", "cel", "wat"), DUBBELZINNIG.values(), ids=DUBBELZINNIG)
def test_what_can_be_read_in_two_ways_is_a_fault_at_its_cell(
    rijen: list[list[Any]], cel: str, wat: str, tmp_path: Path
) -> None:
    vanaf = None if rijen[0] == TWEE_TITELS[0] else DAG
    for pad in (als_xlsx(rijen, tmp_path / "cao.xlsx"), als_csv(rijen, tmp_path / "cao.csv")):
        with pytest.raises(InvoerFout, match="bevat 1 fout") as gevangen:
            lees(pad, vanaf)
        [bevinding] = gevangen.value.bevindingen
        assert wat in bevinding.wat
        assert bevinding.cel == (cel if pad.suffix == ".xlsx" else f"rij {cel[1:]}")


def test_what_leaves_no_doubt_is_read_as_before(tmp_path: Path) -> None:
    goed: dict[str, list[list[Any]]] = {
        "an amount by the month beside one by the year": [
            ["schaal", "bedrag (per jaar)", "bedrag (per maand)"],
            [11, 78_000, 6500],
        ],
        "the maximum beside the treden": [["schaal", "trede", "bedrag", "maximum"], [11, 0, 6500, 6500]],
        "the same day again, and a source below": [
            *[["Salaris per 1-1-2026, 36 uur per week"], ["schaal", "bedrag"], [10, 6000]],
            *[["Vervolg, per 1 januari 2026"], [11, 6500], ["Bron: CAO van 12-11-2025"]],
        ],
        "a title by the month and the year": [
            ["Bedragen per maand; per jaar keer 12"],
            ["schaal", "bedrag"],
            [11, 6500],
        ],
    }
    for naam, rijen in goed.items():
        gelezen = lees(als_csv(rijen, tmp_path / "cao.csv"), DAG).per_schaal(None)
        assert gelezen[11, DAG].bedrag_ct == 650_000, naam


def test_a_second_sheet_with_a_salary_table_is_a_fault_unless_it_is_hidden(tmp_path: Path) -> None:
    def werkmap(*, verborgen: bool) -> Path:
        pad = tmp_path / "cao.xlsx"
        with xlsxwriter.Workbook(pad) as boek:
            for naam, bedrag in (("2025", 6000), ("2026", 6500)):
                blad = boek.add_worksheet(naam)
                blad.write_row(2, 1, ["schaal", "bedrag"])
                blad.write_row(3, 1, [11, bedrag])
            if verborgen:
                blad.hide()
        return pad

    with pytest.raises(InvoerFout, match="een salaristabel op 2 bladen") as gevangen:
        lees(werkmap(verborgen=False), DAG)
    [bevinding] = gevangen.value.bevindingen
    assert (bevinding.blad, bevinding.cel) == ("2026", "B3")
    assert "die van blad 2025 begint in rij 3" in bevinding.wat
    assert lees(werkmap(verborgen=True), DAG).per_schaal(None)[11, DAG].bedrag_ct == 600_000
