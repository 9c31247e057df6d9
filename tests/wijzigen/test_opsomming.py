"""Several answers or approvals at once: all of them or none, one write, a line in the log each. And what is typed by hand counts."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import excelize
import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, bewerk_deel
from hulp.stukken import getekend
from hulp.versies import rijp
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.jaarrun import jaarrun
from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Reactieoordeel, Status
from via_xl.regeling.tabellen import REACTIES
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.schrijven.master import maak_master
from via_xl.vragen.besluitstand import lees_stand
from via_xl.wijzigen.akkoord import AKKOORD, REACTIE
from via_xl.wijzigen.bestand import doe

ZONDER = replace(rijp(REGELING), akkoorden=(), reacties=(), afrekeningen=())
AKKOORD_JA, BEZWAAR = Reactieoordeel.AKKOORD, Reactieoordeel.BEZWAAR


@pytest.fixture
def master(tmp_path: Path) -> Path:
    pad = tmp_path / "via_master.xlsx"
    maak_master(ZONDER, 2024).bewaar(pad)
    return pad


def lijst(master: Path, tekst: str, codering: str = "utf-8") -> Path:
    pad = master.with_name("lijst.csv")
    pad.write_bytes(tekst.encode(codering))
    return pad


def gelezen(master: Path) -> list[tuple[str, int, Reactieoordeel, date, str]]:
    return [(r.code, r.versie, r.oordeel, r.op, r.opmerking) for r in lees_master(master).regeling.reacties]


def fouten(master: Path, **gezegd: Any) -> list[tuple[str, str, str]]:
    """Where and what of each finding with which it is refused; nothing is changed then."""
    voor = {pad: pad.read_bytes() for pad in master.parent.iterdir()}
    with pytest.raises(InvoerFout) as fout:
        doe(REACTIE, master, **gezegd)
    assert {pad: pad.read_bytes() for pad in master.parent.iterdir()} == voor
    assert all(b.doen for b in fout.value.bevindingen)
    return [(b.bestand, b.cel, b.wat) for b in fout.value.bevindingen]


def test_several_gemeenten_with_one_answer_are_one_write_and_a_line_in_the_log_each(
    master: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opdracht = [
        "--gemeente",
        "Oss",
        "--gemeente",
        "Boekel",
        "--reactie",
        "akkoord",
        "--versie",
        "1",
        "--op",
        "3-6-2025",
    ]
    assert main(["reactie", str(master), *opdracht]) == 0
    dag = date(2025, 6, 3)
    assert gelezen(master) == [(OSS, 1, AKKOORD_JA, dag, ""), (BOEKEL, 1, AKKOORD_JA, dag, "")]
    na = lees_master(master)
    assert [rij.opmerking for rij in na.regeling.logboek[-2:]] == [
        "akkoord van Oss op versie 1, 3-6-2025",
        "akkoord van Boekel op versie 1, 3-6-2025",
    ]
    assert "Genoteerd: Akkoord van Oss" in (uit := capsys.readouterr().out)
    assert "Genoteerd: Akkoord van Boekel" in uit
    assert len(list(master.parent.glob("via_master.*.xlsx"))) == 1, "one copy of the old master"
    assert bewijs_master(na, 2024).verschillen == ()


@pytest.mark.parametrize(
    ("tekst", "codering"),
    [
        (
            'gemeente;reactie;versie;op;opmerking\r\nOss;bezwaar;1;3-6-2025;"uren; café"\r\n;;;;\r\nBoekel;;2;;;;\r\n',
            "cp1252",
        ),
        (
            'Code,Reactie,Versie,"Ontvangen op",Opmerking\nGM0828,bezwaar,1,2025-06-03,uren; café\nboekel,,2,,\n',
            "utf-8-sig",
        ),
    ],
)
def test_a_list_has_rows_and_the_command_says_what_they_leave_blank(master: Path, tekst: str, codering: str) -> None:
    doe(REACTIE, master, lijst=lijst(master, tekst, codering), reactie="akkoord", op="4/6/2025")
    assert gelezen(master) == [
        (OSS, 1, BEZWAAR, date(2025, 6, 3), "uren; café"),
        (BOEKEL, 2, AKKOORD_JA, date(2025, 6, 4), ""),
    ]
    log = lees_master(master).regeling.logboek[-2:]
    assert log[0].opmerking.endswith("(lijst.csv, rij 2)")
    assert {rij.jaar for rij in log} == {2024}


def test_a_list_may_settle_what_another_row_does_not_touch(master: Path) -> None:
    doe(REACTIE, master, gemeente="Oss", reactie="bezwaar", versie=1, opmerking="uren")
    tekst = "gemeente;reactie;versie;opmerking\nOss;afgehandeld;;hersteld\nBoekel;akkoord;1;\n"
    doe(REACTIE, master, lijst=lijst(master, tekst))
    oss, boekel = lees_master(master).regeling.reacties
    assert (oss.afgehandeld, oss.opmerking) == (date.today(), "uren; hersteld")
    assert boekel.code == BOEKEL
    dubbel = lijst(master, "gemeente;reactie;versie;opmerking\nOss;bezwaar;1;nog eens\nOss;afgehandeld;;x\n")
    assert [wat for _, _, wat in fouten(master, lijst=dubbel)] == ["Van Oss staat over 2024 geen bezwaar open."]


def test_everything_that_is_wrong_in_a_list_is_said_at_once_with_its_row_and_nothing_is_done(master: Path) -> None:
    tekst = "gemeente;reactie;versie;op;jaar\nOss;akkoord;1;;\nUtrecht;misschien;x;gisteren;\nOss;akkoord;1;;\nOss;akkoord;;;2031\n"
    mis = fouten(master, lijst=lijst(master, tekst))
    assert {bestand for bestand, _, _ in mis} == {"lijst.csv"}
    assert [cel for _, cel, _ in mis] == ["rij 3"] * 4 + ["rij 4", "rij 5"]
    zinnen = [wat for _, _, wat in mis]
    assert "Utrecht" in zinnen[0]
    assert 'kolom op: "gisteren" is geen datum' in zinnen[1]
    assert zinnen[2] == '"misschien" past niet.'
    assert "kolom versie" in zinnen[3]
    assert zinnen[4] == "Dit staat er twee keer."
    assert "2031" in zinnen[5]


@pytest.mark.lang(vlug=3, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    ("tekst", "wat"),
    [
        ("", "de lijst is leeg."),
        ("gemeente;reactie\n", "onder de kopregel staat niets."),
        ("gemeente;antwoord\nOss;akkoord\n", 'de kop "antwoord" is onbekend.'),
        ("gemeente;code\nOss;GM0828\n", 'de kop "code" staat er twee keer.'),
        ("reactie;versie\nakkoord;1\n", "de kolom gemeente ontbreekt."),
        ("gemeente;reactie\nOss;akkoord;1\n", "heeft 3 velden, de kopregel 2."),
        ('gemeente;reactie\n"Oss;akkoord\n', "is geen geldige CSV-regel."),
    ],
)
def test_a_list_that_is_none_is_refused(master: Path, tekst: str, wat: str) -> None:
    assert wat in [w for _, _, w in fouten(master, lijst=lijst(master, tekst), versie=1)]


def test_a_workbook_in_place_of_a_list_a_file_that_is_not_there_and_nobody_are_refused(master: Path) -> None:
    for gezegd, wat in (
        ({"lijst": master}, "is geen tekst"),
        ({"lijst": master.with_name("weg.csv")}, "is niet te lezen"),
        ({}, "Zeg van welke gemeente"),
    ):
        with pytest.raises(InvoerFout, match=wat):
            doe(REACTIE, master, reactie="akkoord", versie=1, **gezegd)


def test_approvals_from_a_list_each_have_the_file_beside_it(master: Path) -> None:
    kenmerk = invoerhash(lees_master(master).regeling, 2024)[:12]
    stukken = master.parent / "getekend"
    stukken.mkdir()
    for naam, code in (("oss.pdf", OSS), ("boekel.pdf", BOEKEL)):
        (stukken / naam).write_bytes(getekend(invoerhash(ZONDER, 2024), code))
    pad = stukken / "akkoorden.csv"
    pad.write_text(
        "gemeente;door;bestand;op\nOss;AO-2;oss.pdf;3-6-2025\nBoekel;CF-1;boekel.pdf;4-6-2025\n", encoding="utf-8"
    )
    gedaan = doe(AKKOORD, master, lijst=pad, rol="opdrachtgever", kenmerk=kenmerk)
    oss, boekel = lees_master(master).regeling.akkoorden
    assert (oss.code, oss.bestand, oss.door, boekel.code, boekel.bestand) == (
        OSS,
        "getekend/oss.pdf",
        "AO-2",
        BOEKEL,
        "getekend/boekel.pdf",
    )
    assert oss.sha256 != boekel.sha256
    assert gedaan.als_json()["ontbreekt"] == []
    with pytest.raises(InvoerFout) as fout:
        doe(AKKOORD, master, lijst=pad, rol="opdrachtgever", kenmerk=kenmerk)
    assert [(b.cel, b.wat) for b in fout.value.bevindingen] == [
        ("rij 2", "Het akkoord van Oss (AO-2) voor de invoer van 2024 staat er al, van 3-6-2025."),
        ("rij 3", "Het akkoord van Boekel (CF-1) voor de invoer van 2024 staat er al, van 4-6-2025."),
    ]
    with pytest.raises(InvoerFout) as fout:
        doe(AKKOORD, master, lijst=pad, rol="opdrachtgever", kenmerk="0123456789ab")
    assert [b.cel for b in fout.value.bevindingen] == ["rij 2", "rij 3"]


# Typed by hand


def typ(master: Path, rij: int, code: str, oordeel: str) -> None:
    """A row of answers as the officer types it: only what one fills in."""
    plaats = lees_master(master).tabellen[REACTIES.naam]
    waarden = {"Jaar": 2024, REACTIES.kolom("code").kop: code, "Versie": 1, "Reactie": oordeel, "Bron": "e-mail"}
    boek = excelize.open_file(str(master))
    for kop, waarde in waarden.items():
        boek.set_cell_value(plaats.blad, f"{plaats.kolom(kop)}{rij}", waarde)
    dag = f"{plaats.kolom('Ontvangen op')}{rij}"
    stijl = boek.get_cell_style(plaats.blad, f"{plaats.kolom('Ontvangen op')}{plaats.eerste}")
    boek.set_cell_value(plaats.blad, dag, 45811)
    boek.set_cell_style(plaats.blad, dag, dag, stijl)
    boek.set_cell_value(plaats.blad, f"{plaats.kolom('Status')}{rij}", "vastgesteld")
    assert boek.save() is None
    boek.close()


def test_an_answer_that_is_typed_in_the_table_counts_as_one_of_the_command(master: Path, tmp_path: Path) -> None:
    eerste = lees_master(master).tabellen[REACTIES.naam].eerste
    typ(master, eerste, "Oss", "akkoord")
    assert gelezen(master) == [(OSS, 1, AKKOORD_JA, date(2025, 6, 3), "")]
    assert lees_master(master).regeling.reacties[0].status is Status.VASTGESTELD
    doe(REACTIE, master, gemeente="Boekel", reactie="akkoord", versie=1)
    na = lees_master(master)
    assert [rij.code for rij in na.regeling.reacties] == [OSS, BOEKEL]
    assert bewijs_master(na, 2024).verschillen == (), "also what Start says of who answered"
    assert lees_stand(master, 2024).namen[OSS] == "Oss"
    assert jaarrun(master, 2024, doel=tmp_path / "uit").map.is_dir()


def test_a_row_that_is_typed_below_and_taken_in_by_excel_counts_too_and_else_is_pointed_out(master: Path) -> None:
    doe(REACTIE, master, gemeente="Oss", reactie="akkoord", versie=1)
    plaats = lees_master(master).tabellen[REACTIES.naam]
    typ(master, plaats.laatste + 1, "'s-Hertogenbosch", "bezwaar")
    with pytest.raises(InvoerFout) as fout:
        lees_master(master)
    assert "staat direct onder tabel tblReacties" in fout.value.bevindingen[0].wat
    deel = tabeldeel(master, REACTIES.naam)
    hoek = list(plaats.kolommen.values())[-1]
    oud, nieuw = (f':{hoek}{rij}"'.encode() for rij in (plaats.laatste, plaats.laatste + 1))
    bewerk_deel(master, deel, lambda xml: xml.replace(oud, nieuw))
    assert [rij.code for rij in lees_master(master).regeling.reacties] == [OSS, HB]
    doe(REACTIE, master, gemeente="Den Bosch", reactie="afgehandeld", opmerking="besproken")
    assert lees_master(master).regeling.reacties[-1].opmerking == "besproken"


def tabeldeel(master: Path, naam: str) -> str:

    with zipfile.ZipFile(master) as pakket:
        return next(n for n in pakket.namelist() if f'displayName="{naam}"'.encode() in pakket.read(n))
