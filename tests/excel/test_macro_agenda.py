"""The macros Agenda and Kalender on the open book: an .ics beside it, and the dates of the chosen year in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hulp.handelingen import na
from hulp.kleine_master import REGELING
from hulp.nepexcel import Nepexcel, nep_excel
from icalendar import Calendar
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.excel import inboek
from via_xl.excel.macros.besluiten import agenda
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import lees_master, lees_open_master
from via_xl.regeling.model import Agendapunt, Editie, Regeling, Stap
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.besluitkalender import KALENDER
from via_xl.wijzigen.wijziging import Wijziging

ZONDER = replace(REGELING, kalender=())


def geen_voortgang(*_: object) -> None:
    """Progress that nobody sees."""


@pytest.fixture(scope="module")
def nep() -> Iterator[Nepexcel]:
    with nep_excel() as excel:
        yield excel


@pytest.fixture(scope="module")
def inhoud(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A master without dates."""
    pad = tmp_path_factory.mktemp("agenda") / "master.xlsm"
    maak_master(ZONDER, 2024, editie=Editie.MET_MACROS).bewaar(pad)
    return pad.read_bytes()


@pytest.fixture
def boek(nep: Nepexcel, inhoud: bytes, tmp_path: Path) -> Iterator[OpenBoek]:
    pad = tmp_path / "master.xlsm"
    pad.write_bytes(inhoud)
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


def test_kalender_adds_the_dates_of_the_chosen_year_as_the_command_does(boek: OpenBoek) -> None:
    gezien: list[str] = []
    uitkomst = inboek.doe(KALENDER, boek, "", lambda wat, *_: gezien.append(wat))
    assert gezien == ["Invoer lezen", "Rijen bijschrijven"]
    assert uitkomst.ernst is None
    assert uitkomst.tekst.startswith(
        "Voor 2024 zijn 29 data voorgesteld op blad Besluiten, alle te bevestigen. Regiodagen: do 29-2-2024, "
    )
    verwacht = na(KALENDER, ZONDER, bestand="master.xlsm", jaar=2024)
    nu = bewaard(boek)
    assert nu == verwacht
    assert nu.logboek[-1] == replace(verwacht.logboek[-1], plek=nu.logboek[-1].plek)
    assert not boek.com.Saved


def test_kalender_is_done_once(boek: OpenBoek) -> None:
    inboek.doe(KALENDER, boek, "", geen_voortgang)
    was = lees_open_master(boek).regeling
    with pytest.raises(InvoerFout, match="2024 heeft al 29 data in tblKalender; er is niets gewijzigd"):
        inboek.doe(KALENDER, boek, "", geen_voortgang)
    assert lees_open_master(boek).regeling == was


def test_kalender_changes_nothing_when_what_is_read_back_differs(
    boek: OpenBoek, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = Wijziging.toegepast
    monkeypatch.setattr(Wijziging, "toegepast", lambda zelf, regeling: replace(echt(zelf, regeling), besluitstappen=()))
    with pytest.raises(Exception, match="er is niets gewijzigd"):
        inboek.doe(KALENDER, boek, "", geen_voortgang)
    assert lees_open_master(boek).regeling == ZONDER
    assert boek.com.Saved


def test_agenda_writes_what_the_book_holds_now_beside_it_and_never_overwrites(boek: OpenBoek) -> None:
    inboek.doe(KALENDER, boek, "", geen_voortgang)
    eerste = agenda(boek, "", geen_voortgang)
    doel = boek.pad.parent / "ViA_agenda.ics"
    assert eerste.tekst.startswith(f"De agenda met 30 dagen is gemaakt: {doel}.\n")
    assert len(Calendar.from_ical(doel.read_bytes()).walk("VEVENT")) == 30
    assert "ViA_agenda_2.ics" in agenda(boek, "", geen_voortgang).tekst
    assert doel.with_name("ViA_agenda_2.ics").read_bytes() == doel.read_bytes()


def test_agenda_without_a_date_makes_no_file(nep: Nepexcel, tmp_path: Path) -> None:
    pad = tmp_path / "leeg.xlsm"
    maak_master(replace(ZONDER, besluitstappen=()), 2024, editie=Editie.MET_MACROS).bewaar(pad)
    werkboek = nep.boek(pad)
    with pytest.raises(InvoerFout, match="er is niets gemaakt"):
        agenda(OpenBoek(werkboek), "", geen_voortgang)
    werkboek.close()
    assert [p.name for p in tmp_path.iterdir()] == ["leeg.xlsm"]


def test_dates_of_another_year_stay_and_the_new_rows_come_below_them(nep: Nepexcel, tmp_path: Path) -> None:
    punt = Agendapunt(jaar=2023, dag=date(2023, 3, 6), stap=Stap.WERKGROEP, omschrijving="'=1+1", bron="agenda")
    regio = replace(REGELING, kalender=(punt,))
    pad = tmp_path / "master.xlsm"
    maak_master(regio, 2024, editie=Editie.MET_MACROS).bewaar(pad)
    werkboek = nep.boek(pad)
    inboek.doe(KALENDER, OpenBoek(werkboek), "", geen_voortgang)
    assert bewaard(OpenBoek(werkboek)) == na(KALENDER, regio, bestand="master.xlsm", jaar=2024)
    werkboek.close()
