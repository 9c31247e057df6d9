"""The macros around an approval, and Scenario and Stand van besluiten, on the open book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hulp.kleine_master import BOEKEL, OSS, REGELING
from hulp.nepexcel import Nepexcel, nep_excel
from hulp.stukken import getekend, leg_neer
from hulp.versies import rijp
from openpyxl import load_workbook

from via_xl.basis.bevinding import Ernst, InvoerFout, NietsTeDoen
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.excel import inboek
from via_xl.excel.macros import besluiten, jaarrun, rapporten, versies
from via_xl.excel.openboek import OpenBoek
from via_xl.jaarrun import jaarrun as draai
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Besluit, Editie, Reactieoordeel, Regeling
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.akkoord import AKKOORD, REACTIE
from via_xl.wijzigen.bewijsnoteren import BEWIJS

ZONDER = replace(
    rijp(REGELING),
    akkoorden=(),
    reacties=(),
    gemeenten=tuple(replace(rij, e_mail="via@regio.example") for rij in rijp(REGELING).gemeenten),
    besluiten=(Besluit(nummer="V2024-1", jaar=2024, onderwerp="Meer uren", nodig=False, bron=""),),
)
KENMERK = invoerhash(ZONDER, 2024)[:12]


akkoord, reactie = partial(inboek.doe, AKKOORD), partial(inboek.doe, REACTIE)
bewijs = partial(inboek.doe, BEWIJS)


def geen_voortgang(*_: object) -> None:
    """Progress that nobody sees."""


@pytest.fixture(scope="module")
def nep() -> Iterator[Nepexcel]:
    with nep_excel() as excel:
        yield excel


@pytest.fixture(scope="module")
def inhoud(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    pad = tmp_path_factory.mktemp("akkoord") / "master.xlsm"
    maak_master(ZONDER, 2024, editie=Editie.MET_MACROS).bewaar(pad)
    return pad.read_bytes()


@pytest.fixture
def boek(nep: Nepexcel, inhoud: bytes, tmp_path: Path) -> Iterator[OpenBoek]:
    pad = tmp_path / "master.xlsm"
    pad.write_bytes(inhoud)
    for naam, code in (("getekend.pdf", OSS), ("boekel.pdf", BOEKEL)):
        (tmp_path / naam).write_bytes(getekend(invoerhash(ZONDER, 2024), code))
    werkboek = nep.boek(pad)
    yield OpenBoek(werkboek)
    werkboek.close()


def bewaard(boek: OpenBoek) -> Regeling:
    """The inputs as they are once the book is saved."""
    kopie = boek.pad.with_name("kopie.xlsm")
    boek.com.SaveCopyAs(str(kopie))
    master = lees_master(kopie)
    assert bewijs_master(master, 2024).verschillen == ()
    kopie.unlink()
    return master.regeling


def test_an_approval_is_added_to_the_open_book_and_says_what_is_still_missing(boek: OpenBoek) -> None:
    uitkomst = akkoord(boek, f"Oss; opdrachtgever; AO-2; {KENMERK}; getekend.pdf", geen_voortgang)
    assert uitkomst.tekst.startswith("Vastgelegd: akkoord van Oss (ambtelijk opdrachtgever, AO-2)")
    assert "• akkoord van twee gemeenten ontbreekt (er is alleen dat van Oss)" in uitkomst.tekst
    (rij,) = bewaard(boek).akkoorden
    assert (rij.code, rij.door, rij.bestand, rij.invoerhash) == (OSS, "AO-2", "getekend.pdf", invoerhash(ZONDER, 2024))
    tweede = akkoord(boek, f"Boekel;financieel adviseur;FA-1;{KENMERK};boekel.pdf", geen_voortgang)
    assert tweede.ernst is None
    assert "Definitief maken is mogelijk" in tweede.tekst
    assert len(bewaard(boek).akkoorden) == 2


def test_an_answer_and_a_document_are_added_to_the_open_book(boek: OpenBoek) -> None:
    uitkomst = reactie(boek, "Boekel; bezwaar; 1; uren van mei; en juni", geen_voortgang)
    assert "• bezwaar van Boekel is niet afgehandeld" in uitkomst.tekst
    (rij,) = bewaard(boek).reacties
    assert (rij.oordeel, rij.versie, rij.opmerking) == (Reactieoordeel.BEZWAAR, 1, "uren van mei; en juni")
    assert rij.op == date.today()
    uitkomst = bewijs(boek, "schaal; getekend.pdf; Oss; 31-12-2099", geen_voortgang)
    assert uitkomst.tekst.startswith(
        "Vastgelegd: Bewijs van schaal van Oss over 2024: getekend.pdf. Bewaren tot 31-12-2099."
    )
    (stuk,) = bewaard(boek).bewijsstukken
    assert (stuk.code, stuk.sha256) == (OSS, sha256(boek.pad.with_name("getekend.pdf")))


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    ("macro", "getypt", "wat"),
    [
        (akkoord, "Oss; opdrachtgever", "is niet te lezen"),
        (akkoord, "Oss; opdrachtgever; AO-2; 0123456789; getekend.pdf", "niet vastgelegd"),
        (akkoord, f"Oss; opdrachtgever; AO-2; {KENMERK}; weg.pdf", "niet vastgelegd"),
        (bewijs, "schaal; weg.pdf", "niet vastgelegd"),
        (reactie, "Oss", "is niet te lezen"),
        (reactie, "Oss; akkoord; een", "niet vastgelegd"),
        (reactie, "Oss; bezwaar; 1", "niet vastgelegd"),
        (reactie, "Oss; afgehandeld; 1", "kolom Afgehandeld op"),
        (rapporten.scenario, "verdeelsleutel.2024=inzet", "niet te berekenen"),
        (rapporten.scenario, " ; ", "Zeg wat anders moet"),
    ],
)
def test_what_is_typed_wrongly_is_refused_and_changes_nothing(
    boek: OpenBoek, macro: object, getypt: str, wat: str
) -> None:
    with pytest.raises(InvoerFout, match=wat):
        macro(boek, getypt, geen_voortgang)  # type: ignore[operator]
    assert bewaard(boek) == ZONDER
    assert sorted(pad.name for pad in boek.pad.parent.iterdir()) == ["boekel.pdf", "getekend.pdf", "master.xlsm"]


def test_a_scenario_is_a_workbook_beside_the_master_which_stays_as_it_is(boek: OpenBoek) -> None:
    voor = boek.pad.read_bytes()
    for naam in ("ViA_scenario.xlsx", "ViA_scenario_2.xlsx"):
        uitkomst = rapporten.scenario(
            boek, "verdeelsleutel.2024=kosten; herindeling GM0755+GM0828=GM9999:Dommel", geen_voortgang
        )
        doel = boek.pad.with_name(naam)
        assert uitkomst.tekst.startswith(f"Gemaakt en nagerekend: {doel}.")
        assert "Dommel" in " ".join(load_workbook(doel).sheetnames) or "2024: " in uitkomst.tekst
    assert boek.pad.read_bytes() == voor


def test_where_each_voorstel_stands_is_told(boek: OpenBoek) -> None:
    uitkomst = besluiten.stand(boek, "", geen_voortgang)
    assert uitkomst.tekst.startswith("V2024-1 (Meer uren): ")
    assert "Nog te besluiten: 's-Hertogenbosch, Boekel, Oss." in uitkomst.tekst
    assert uitkomst.ernst is Ernst.WAARSCHUWING


def test_definitief_lists_what_is_missing_and_then_settles(nep: Nepexcel, boek: OpenBoek, tmp_path: Path) -> None:
    with pytest.raises(NietsTeDoen, match="kan nog niet definitief") as fout:
        jaarrun.definitief(boek, "", geen_voortgang)
    assert [b.wat for b in fout.value.bevindingen] == ["akkoord van twee gemeenten ontbreekt."]
    pad = tmp_path / "klaar" / "master.xlsm"
    pad.parent.mkdir()
    maak_master(rijp(REGELING), 2024, editie=Editie.MET_MACROS).bewaar(pad)
    leg_neer(pad.parent, rijp(REGELING))
    werkboek = nep.boek(pad)
    try:
        uitkomst = jaarrun.definitief(OpenBoek(werkboek), "", geen_voortgang)
    finally:
        werkboek.close()
    assert "definitief" in uitkomst.tekst
    assert next((pad.parent / "afrekeningen/2024/v1").glob("*Boekel*definitief.xlsx")).is_file()


@pytest.mark.lang(een_op=40)  # a run or more, with a sister in every run
def test_the_document_and_the_drafts_of_a_version_come_beside_its_folder(
    boek: OpenBoek, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("via_xl.bewijs.libreoffice.programma", lambda: None)
    jaren = tuple(replace(rij, reactietermijn=date(2099, 6, 1)) for rij in ZONDER.jaren)
    master = tmp_path / "anders.xlsx"
    maak_master(replace(ZONDER, jaren=jaren), 2024).bewaar(master)
    v1 = draai(master, 2024).map
    for naam in ("ViA_akkoord_2024_v1", "ViA_akkoord_2024_v1_2"):
        assert str(v1.parent / naam) in versies.akkoordstuk(boek, str(v1), geen_voortgang).tekst
        assert len(list((v1.parent / naam).glob("*.docx"))) == 3
    uitkomst = versies.verzend(boek, str(v1), geen_voortgang)
    assert uitkomst.tekst.startswith("1 berichten gemaakt, 0 gemeenten hadden er al een")
    assert list((v1.parent / "verzending-v1").glob("*.eml"))
    assert "0 berichten gemaakt, 3 gemeenten hadden" in versies.verzend(boek, str(v1), geen_voortgang).tekst
