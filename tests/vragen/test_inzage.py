"""The Python interface: what stands in docs/python.md is so, nothing in a frame is a float, and importing costs nothing."""

from __future__ import annotations

import doctest
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hulp.kleine_master import REGELING
from hulp.runs import kleine_master
from msgspec.structs import replace

import via_xl
from via_xl.basis.bevinding import InvoerFout
from via_xl.regeling.frames import frame, reeks
from via_xl.regeling.model import Verdeelsleutel
from via_xl.regeling.tabellen import TABELLEN
from via_xl.rekenen.verrekening import verreken
from via_xl.vragen.inzage import Jaarinzage, Masterinzage

WORTEL = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Masterinzage:
    inzage: Masterinzage = via_xl.open_master(kleine_master(tmp_path_factory.mktemp("inzage")))
    return inzage


def test_what_the_page_shows_is_what_one_gets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(WORTEL)
    with pd.option_context("display.width", 200):
        mis, gedaan = doctest.testfile(str(WORTEL / "docs" / "python.md"), module_relative=False)
    assert (mis, gedaan > 15) == (0, True)


@pytest.mark.parametrize("tabel", TABELLEN, ids=lambda tabel: tabel.naam)
def test_no_column_of_any_table_is_a_float_and_every_record_comes_back(tabel) -> None:  # type: ignore[no-untyped-def]
    rijen = getattr(REGELING, tabel.attribuut)
    gegevens = frame(tabel, rijen)
    assert [kolom for kolom, soort in gegevens.dtypes.items() if str(soort).startswith(("float", "object"))] == []
    for kolom in tabel.kolommen:
        for rij, waarde in zip(rijen, gegevens[kolom.veld], strict=True):
            hoort = getattr(rij, kolom.veld)
            if hoort is None:
                assert pd.isna(waarde), kolom.veld
            elif isinstance(waarde, pd.Timestamp):
                assert waarde.date() == hoort
            else:
                assert str(waarde) == str(hoort), kolom.veld


def test_a_number_beyond_64_bits_is_refused() -> None:
    with pytest.raises(OverflowError):
        reeks([2**63], "int64")


def test_a_year_is_that_of_the_rekenkern_and_another_choice_is_one_of_a_scenario(master: Masterinzage) -> None:
    jaar = master.jaar(2024)
    for keuze in ({}, {"verdeelsleutel": "uren"}, {"verdeelsleutel": Verdeelsleutel.KOSTEN, "maximum_ct": 0}):
        anders = replace(
            REGELING,
            jaren=tuple(
                replace(r, verdeelsleutel=Verdeelsleutel(keuze.get("verdeelsleutel", r.verdeelsleutel)))
                for r in REGELING.jaren
            ),
            pok=tuple(replace(r, maximum_ct=keuze.get("maximum_ct", r.maximum_ct)) for r in REGELING.pok),
        )
        hoort = verreken(anders, 2024)
        staat = jaar.verreken(**keuze)
        assert staat.verrekening["saldo_ct"].to_dict() == {rij.code: rij.saldo_ct for rij in hoort.gemeenten}
        assert staat.totalen["sluitcontrole_ct"] == 0
    assert int(jaar.uren["kosten_ct"].sum() + jaar.kosten["kosten_ct"].sum()) == jaar.totalen["kosten_ct"]
    assert set(jaar.inwoners["peiljaar"]) == {2022}


def test_what_can_not_be_chosen_is_said_all_at_once(master: Masterinzage) -> None:
    with pytest.raises(InvoerFout) as fout:
        master.jaar(2024).verreken(verdeelsleutel="inzet", maximum_eur=3, vergoeding_bp=0.5, voorstelgrens_ct=None)
    assert [(b.cel, b.wat) for b in fout.value.bevindingen] == [
        ("verdeelsleutel", "kan niet 'inzet' zijn."),
        ("maximum_eur", "is niets dat per jaar gekozen wordt."),
        ("vergoeding_bp", "kan niet 0.5 zijn."),
    ]
    with pytest.raises(InvoerFout, match="geen tabel van de master"):
        master.tabel("tblWeg")
    with pytest.raises(InvoerFout, match="1999"):
        master.jaar(1999)
    with pytest.raises(AttributeError, match="open_werkmap"):
        via_xl.open_werkmap("x.xlsx")


def test_what_a_caller_does_to_a_frame_stays_his(master: Masterinzage) -> None:
    jaar = master.jaar(2024)
    for naam in ("verrekening", "uren", "kosten"):
        tabel = getattr(jaar, naam)
        hoort = tabel["kosten_ct"].tolist()
        tabel["kosten_ct"] = 0
        assert getattr(jaar, naam)["kosten_ct"].tolist() == hoort
    jaar.totalen["kosten_ct"] = 0  # type: ignore[index]
    assert jaar.totalen["kosten_ct"]


def test_what_makes_no_sense_is_refused_in_dutch(master: Masterinzage) -> None:
    cent = pd.DataFrame({"saldo_ct": [1, 2]})
    for vraag, zegt in (
        (lambda: via_xl.open_master(None), "Geef het pad van een master"),
        (lambda: master.jaar("2024"), "Geef het jaar als geheel getal"),
        (lambda: master.jaar(2024.0), "2024.0 is dat niet"),
        (lambda: master.tabel(None), "None is geen tabel van de master"),
        (lambda: via_xl.in_euro(None), "geen NoneType"),
        (lambda: via_xl.in_euro(cent["saldo_ct"]), "geen Series"),
        (lambda: via_xl.in_euro(cent / 2), "In kolom saldo_ct staat 0.5"),
    ):
        with pytest.raises(InvoerFout, match=zegt):
            vraag()
    leeg = via_xl.in_euro(pd.DataFrame({"saldo_ct": pd.array([1, None], "Int64"), "los": ["a", "b"]}))
    assert leeg["saldo_eur"].tolist() == [Decimal("0.01"), None]


def test_a_master_and_a_year_are_shown_in_a_line(master: Masterinzage) -> None:
    assert repr(master) == "<master master.xlsx: 2024>"
    assert repr(master.jaar(2024)).startswith("<jaar 2024 van master.xlsx: € ")


def test_a_gemeente_without_a_settlement_has_no_row(master: Masterinzage) -> None:
    stand = master.jaar(2024).stand
    eerste, *overige = stand.uitkomst.gemeenten
    weg = replace(eerste, inwoners=None, uren_h=0, kosten_ct=0, bijdrage_ct=0, voorschot_ct=0, verrekend_ct=0)
    jaar = Jaarinzage(replace(stand, uitkomst=replace(stand.uitkomst, gemeenten=(weg, *overige))))
    assert list(jaar.verrekening.index) == [rij.code for rij in overige]


def test_importing_via_xl_loads_nothing_of_it() -> None:
    script = "import sys, via_xl; print(sorted(m for m in sys.modules if m.startswith('via_xl.') or m == 'pandas'))"
    klaar = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=WORTEL)
    assert klaar.stdout.strip() == "[]"
