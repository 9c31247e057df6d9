"""The stand-in for Excel does what Excel does, where the product leans on it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from hulp.nepexcel import FOUTCODES, Nepexcel, naar_r1c1, nep_excel, van_r1c1


@pytest.fixture(scope="module")
def pad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    boek = Workbook()
    blad = boek.active
    assert blad is not None
    for rij in (["Naam", "Bedrag", "Dag"], ["Oss", 7.5, date(2024, 3, 1)], ["Boekel", 2, None]):
        blad.append(rij)
    blad["B2"].number_format = "[$€-413] #,##0.00"
    blad["E1"], blad["E2"], blad["E3"] = "#N/A", "=B2*2", True
    blad.add_table(Table(displayName="tblProef", ref="A1:C3"))
    pad = tmp_path_factory.mktemp("nep") / "proef.xlsx"
    boek.save(pad)
    return pad


@pytest.fixture
def nep() -> Iterator[Nepexcel]:
    with nep_excel() as excel:
        yield excel


@pytest.fixture
def blad(nep: Nepexcel, pad: Path) -> Any:
    return nep.open(pad).Worksheets(1)


def com_fout(nep: Nepexcel) -> type[Exception]:
    fout: type[Exception] = nep.xw._xlwindows.pywintypes.com_error
    return fout


def test_na_afloop_is_alles_zoals_het_was() -> None:
    voor, platform = dict(sys.modules), sys.platform
    with nep_excel() as nep:
        assert nep.xw.engines.active.name == "excel"
        assert nep.xw is sys.modules["xlwings"] is not voor.get("xlwings")
        assert sys.platform == platform
    assert "pythoncom" not in sys.modules
    assert sys.modules["xlwings"] is voor.get("xlwings", sys.modules["xlwings"])
    assert not hasattr(ctypes, "windll")


def test_een_cel_geeft_een_waarde_en_een_bereik_rijen(blad: Any) -> None:
    assert blad.Range("A2").Value == "Oss"
    dag = datetime(2024, 3, 1)
    assert blad.Range("A2:C3").Value[0][:2] == ("Oss", Decimal("7.5000"))
    assert blad.Range("C2").Value.replace(tzinfo=None) == dag
    assert blad.Range("A2:C3").Value2 == (("Oss", 7.5, 45352.0), ("Boekel", 2.0, None))
    assert blad.Range("E1:E3").Value2 == ((FOUTCODES["#N/A"],), ("",), (True,))
    assert blad.Range("E2").Formula == "=B2*2"


@pytest.mark.lang(vlug=3, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    ("getypt", "staat_er"),
    [
        ("1001", 1001.0),
        ("1,5", 1.5),
        ("50%", 0.5),
        ("1e3", 1000.0),
        ("WAAR", True),
        ("#N/A", FOUTCODES["#N/A"]),
        ("2024-03-01", 45352.0),
        ("1-3-2024", 45352.0),
        ("'1001", "1001"),
        ("''s-Hertogenbosch", "'s-Hertogenbosch"),
        ("'s-Hertogenbosch", "s-Hertogenbosch"),
        ("Oss 12", "Oss 12"),
        ("", None),
    ],
)
def test_een_tekst_wordt_wat_hij_lijkt(blad: Any, getypt: str, staat_er: Any) -> None:
    blad.Range("G1").Value = getypt
    assert blad.Range("G1").Value2 == staat_er


def test_een_kale_dag_gaat_niet_over_com(blad: Any) -> None:
    with pytest.raises(TypeError, match="can not be converted to a COM VARIANT"):
        blad.Range("G1").Value = date(2024, 1, 1)


def test_schrijven_onder_een_tabel_laat_haar_niet_groeien_en_resize_wel(blad: Any) -> None:
    tabel = blad.ListObjects("tblProef")
    blad.Range("A4:C4").Value = (("Vught", 1.0, None),)
    assert tabel.Range.Address == "$A$1:$C$3"
    tabel.Resize(blad.Range("A1:C4"))
    assert tabel.DataBodyRange.Address == "$A$2:$C$4"
    assert blad.Range("C4").NumberFormat == blad.Range("C3").NumberFormat


def test_een_beveiligd_blad_weigert(nep: Nepexcel, blad: Any) -> None:
    blad.Protect("", True, True, True)
    with pytest.raises(com_fout(nep)):
        blad.Range("A2").Value = "x"
    with pytest.raises(com_fout(nep)):
        blad.ListObjects(1).Resize(blad.Range("A1:C4"))
    blad.Unprotect("")
    blad.Range("A2").Value = "x"
    assert blad.Range("A2").Value == "x"


def test_wat_er_niet_is_faalt_meteen(nep: Nepexcel, blad: Any) -> None:
    with pytest.raises(com_fout(nep)):
        nep.xw._xlwindows.COMRetryObjectWrapper(blad).Bestaatniet  # noqa: B018 - asking is the test
    with pytest.raises(TypeError, match=r"Blad\.Tabkleur"):
        blad.Tabkleur = 3


def test_een_opgegeven_verandering_mislukt(nep: Nepexcel, blad: Any) -> None:
    nep.app._breek_bij = 2
    blad.Range("A2").Value = "een"
    with pytest.raises(com_fout(nep)):
        blad.Range("A2").Value = "twee"
    assert blad.Range("A2").Value == "een"


def test_herrekenen_geeft_nieuwe_uitkomsten(nep: Nepexcel, blad: Any) -> None:
    blad.Range("B2").Value = 21
    assert blad.Range("E2").Value2 == ""
    nep.app.Calculate()
    assert blad.Range("E2").Value2 == 42


def test_de_klassieke_omzetting_van_functies_werkt(
    nep: Nepexcel, blad: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nepfunctie.py").write_text(
        "import xlwings as xw\n\n@xw.func\n@xw.arg('blok', ndim=2, err_to_str=True)\n"
        "def soorten(blok):\n    return [[type(cel).__name__ for cel in rij] for rij in blok]\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "nepfunctie", raising=False)
    uit = nep.xw.udfs.call_udf("nepfunctie", "soorten", (blad.Range("A2:E3"),), caller=blad.Range("H1"))
    assert uit == [
        ["str", "Decimal", "datetime", "NoneType", "NoneType"],
        ["str", "float", "NoneType", "NoneType", "bool"],
    ]
    assert nep.xw.udfs.call_udf("nepfunctie", "soorten", (blad.Range("E1"),), caller=blad.Range("H1")) == [["str"]]
    del sys.modules["nepfunctie"]


@pytest.mark.parametrize(
    "formule",
    [
        "=tblUren[[#This Row],[Maand]]*$B$2+C7-Reken!$B$1",
        '=IF(A1="B2","C3",\'Blad A1\'!D4)',
        "=COUNTIFS(tblUren[A1],Jaar)+LOG10(B5)",
        "gewone tekst A1",
    ],
)
def test_een_formule_in_r1k1_komt_terug_zoals_zij_was(formule: str) -> None:
    assert van_r1c1(naar_r1c1(formule, (7, 3)), (7, 3)) == formule
