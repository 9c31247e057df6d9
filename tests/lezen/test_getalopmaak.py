from __future__ import annotations

from decimal import Decimal

import pytest

from via_xl.lezen.getalopmaak import Aard, gezien, toont_tekst

D = Decimal


@pytest.mark.parametrize(
    ("getal", "formaat", "verwacht"),
    [
        ("7.25", "General", "7.25"),
        ("7.123456789012", "General", "7.123456789"),
        ("0.0001", "General", "0.0001"),
        ("0", "General", "0"),
        ("0.00001", "0.00", "0"),
        ("7.25", "0.00", "7.25"),
        ("7.255", "0.00", "7.26"),
        ("7.4999999", "0.0", "7.5"),
        ("7.25", "0", "7"),
        ("7.5", "0", "8"),
        ("1234.5", "#,##0.00", "1234.5"),
        ("7.5", '0.00" uur"', "7.5"),
        ("7.5", "0.00\\ \\u", "7.5"),
        ("7.5", "0.0?", "7.5"),
        ("7.5", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "7.5"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0"),
        ("0", "0.00;-0.00;;@", "0"),
        ("7.5", "[Red]0.00", "7.5"),
        ("7.5", "[$-413]0.00", "7.5"),
        ("0.5", ".00", "0.5"),
        ("7", "0.", "7"),
        ("-7.5", "0.00;-0.00", "-7.5"),
    ],
)
def test_een_gewoon_getal_wordt_gezien_zoals_de_opmaak_zegt(getal: str, formaat: str, verwacht: str) -> None:
    uit = gezien(D(getal), formaat)
    assert (uit.aard, uit.waarde) == (Aard.GETAL, D(verwacht))


@pytest.mark.parametrize(
    ("formaat", "aard"),
    [
        ("d-m-yyyy", Aard.DATUM),
        ("[$-413]mmm yyyy", Aard.DATUM),
        ("h:mm", Aard.DATUM),
        ("[h]:mm", Aard.DATUM),
        ("[mm]", Aard.DATUM),
        ("0%", Aard.PROCENT),
        ("0.00%", Aard.PROCENT),
        ("0,", Aard.DUIZENDTALLEN),
        ("0.00,", Aard.DUIZENDTALLEN),
        ("#,##0,,", Aard.DUIZENDTALLEN),
        ("0,.00", Aard.DUIZENDTALLEN),
        (";;;", Aard.VERBORGEN),
        ('""', Aard.VERBORGEN),
        ("@", Aard.TEKST),
        ("0.00E+00", Aard.ANDERS),
        ("# ?/?", Aard.ANDERS),
        ('"1"0', Aard.ANDERS),
        ("10", Aard.ANDERS),
        ('0"5"', Aard.ANDERS),
        ("0-0", Aard.ANDERS),
        ('0.00" dagen"', Aard.ANDERS),
        ("[>5]0.00;0", Aard.ANDERS),
        ("-0.00", Aard.ANDERS),
        ("[$€-413] 0.00", Aard.ANDERS),
        ('"', Aard.ANDERS),
        ("[0", Aard.ANDERS),
        ("0;0;0;0;0", Aard.ANDERS),
        ("*50.00", Aard.ANDERS),
        ("0.0.0", Aard.ANDERS),
        ("General General", Aard.ANDERS),
        ('General"5"', Aard.ANDERS),
    ],
)
def test_wat_geen_gewoon_getal_toont_wordt_zo_genoemd(formaat: str, aard: Aard) -> None:
    uit = gezien(D("7.25"), formaat)
    assert (uit.aard, uit.waarde) == (aard, None)


@pytest.mark.parametrize(
    ("formaat", "zo"),
    [
        ("General", True),
        ("@", True),
        ("0.00", True),
        ("0;0;0;@", True),
        ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', True),
        (";;;", False),
        ('0;0;0;"ja"', False),
        ('"niet "@', False),
        ("@@", False),
    ],
)
def test_een_tekst_wordt_gezien_zoals_zij_is_of_niet(formaat: str, zo: bool) -> None:
    assert toont_tekst(formaat) is zo


def test_een_opmaak_die_alles_verbergt_verbergt_ook_een_nul() -> None:
    assert gezien(D(0), ";;;").aard is Aard.VERBORGEN


@pytest.mark.parametrize("getal", ["0.00009", "3.044991728014638e-284", "-5.55e-17"])
def test_een_heel_klein_getal_toont_in_standaard_een_macht_van_tien(getal: str) -> None:
    assert gezien(D(getal), "General").aard is Aard.ANDERS
