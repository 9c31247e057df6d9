"""The macros that say where the year stands, send out the hour sheets, and make the papers of a version."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from hulp.kleine_master import REGELING
from hulp.nepexcel import Nepexcel, nep_excel
from hulp.versies import LATER, versies
from msgspec.structs import replace

from via_xl.basis.bevinding import Ernst, InvoerFout
from via_xl.basis.datum import datum_nl
from via_xl.excel.macros import stand
from via_xl.excel.macros import versies as versiemacros
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import lees_master, lees_open_master
from via_xl.schrijven.master import maak_master
from via_xl.verzenden.concepten import Concepten
from via_xl.verzenden.pdfs import Pdfs

GEEN_BOEK = cast("Any", None)


def stil(*_: Any) -> None:
    """No progress."""


@pytest.fixture
def boek(tmp_path: Path) -> Iterator[OpenBoek]:
    with nep_excel() as nep:
        yield open_master(nep, tmp_path)


def open_master(nep: Nepexcel, tmp_path: Path) -> OpenBoek:
    gemeenten = tuple(replace(rij, e_mail="via@regio.example") for rij in REGELING.gemeenten)
    zonder = replace(REGELING, gemeenten=gemeenten, uren=(), urenstaten=(), aandachtspunten=())
    maak_master(zonder, 2024).bewaar(tmp_path / "master.xlsx")
    return OpenBoek(nep.boek(tmp_path / "master.xlsx"))


def test_the_steps_that_are_open_and_the_next_one_are_said(boek: OpenBoek) -> None:
    uit = stand.voer_uit(boek, "", stil)
    assert uit.ernst is Ernst.WAARSCHUWING
    kop, nog, *stappen = uit.tekst.splitlines()
    assert kop.startswith("2024: nu ")
    assert nog == "Nog te doen:"
    assert any(stap.startswith("4. Uren uitgevraagd: nog 1") for stap in stappen), stappen
    assert boek.com.Saved


def test_blank_hour_sheets_come_beside_the_master_and_are_noted(boek: OpenBoek, tmp_path: Path) -> None:
    uit = stand.urenstaten_uit(boek, "", stil)
    gemaakt = sorted(pad.name for pad in (tmp_path / "urenstaten 2024").iterdir())
    assert len(gemaakt) == 1
    assert all(naam.startswith("ViA_urenstaat_2024_GM") for naam in gemaakt)
    assert uit.tekst.startswith(f"1 lege urenstaat staat in {tmp_path / 'urenstaten 2024'}.")
    regel = lees_open_master(boek).regeling.logboek[-1]
    assert (regel.wat, regel.jaar, regel.wanneer) == ("urenstaten gemaakt", 2024, date.today())
    assert "4. Uren uitgevraagd" not in stand.voer_uit(boek, "", stil).tekst


@pytest.mark.lang(een_op=16)  # what is made has its own tests in every run; here is who asks for it
def test_hour_sheets_go_out_as_drafts_for_the_day_that_was_answered(boek: OpenBoek, tmp_path: Path) -> None:
    later = datum_nl(date.today() + timedelta(days=20))
    uit = stand.urenstaten_versturen(boek, f"{later}\nnee", stil)
    assert uit.tekst.startswith(f"1 bericht gemaakt: {tmp_path / 'urenstaten 2024-verzending'}\nEr is niets verstuurd")
    (bericht,) = (tmp_path / "urenstaten 2024-verzending").glob("*.eml")
    assert bericht.stat().st_size
    assert lees_open_master(boek).regeling.logboek[-1].opmerking.startswith("1 bericht in urenstaten 2024-verzending")
    boek.com.Saved = True  # as its user does
    assert "liggen al in" in stand.urenstaten_versturen(boek, f"{later}\nnee", stil).tekst
    assert "1 bericht gemaakt" in stand.urenstaten_versturen(boek, f"{later}\nja", stil).tekst


def test_a_reminder_and_pdfs_are_made_of_the_folder_that_was_chosen(
    boek: OpenBoek, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gevraagd: list[Any] = []

    def herinner(versiemap: Path, master: Path, dag: date | None) -> Concepten:
        gevraagd.append((versiemap, lees_master(master).regeling == lees_open_master(boek).regeling, dag))
        return Concepten(tmp_path / "herinnering", ("Oss",) * (2 - len(gevraagd)), ("Boekel",), ("Oss",))

    monkeypatch.setattr("via_xl.verzenden.herinneren.herinner", herinner)
    een = versiemacros.herinnering(boek, f"{tmp_path}\n1-6-2027", stil)
    twee = versiemacros.herinnering(boek, f"{tmp_path}\n", stil)
    assert gevraagd == [(tmp_path, True, date(2027, 6, 1)), (tmp_path, True, None)]
    assert een.tekst.startswith(f"1 bericht gemaakt: {tmp_path / 'herinnering'}")
    assert een.tekst.endswith("LET OP: Oss heeft geen e-mailadres; er is geen bericht gemaakt.")
    assert twee.tekst.startswith("Er is niets gemaakt: de berichten liggen al in")
    monkeypatch.setattr("via_xl.verzenden.pdfs.maak_pdfs", lambda pad, _: Pdfs(pad / "pdf-v1", ("a.pdf",), "alle.pdf"))
    assert versiemacros.pdfs(boek, str(tmp_path), stil).tekst == f"1 PDF en alle.pdf staan in {tmp_path / 'pdf-v1'}."


def test_hour_sheets_of_what_is_not_saved_are_not_made(boek: OpenBoek, tmp_path: Path) -> None:
    boek.com.Saved = False
    with pytest.raises(InvoerFout, match="nog niet bewaard zijn, en de urenstaten komen uit het bestand"):
        stand.urenstaten_uit(boek, "", stil)
    assert [pad.name for pad in tmp_path.iterdir()] == ["master.xlsx"]


def test_a_version_gives_its_papers_and_a_concept_no_list_of_payments(tmp_path: Path) -> None:
    (map_van_versie,) = versies(tmp_path, LATER, definitief=True)
    lijst = versiemacros.betaallijst(GEEN_BOEK, str(map_van_versie), stil)
    assert lijst.tekst.startswith(f"Gemaakt en nagerekend: {map_van_versie.parent / 'ViA_betaallijst_2024_v1.xlsx'}")
    assert (map_van_versie.parent / "ViA_betaallijst_2024_v1.csv").is_file()
    dossier = versiemacros.dossier(GEEN_BOEK, str(map_van_versie), stil)
    assert f"{map_van_versie.parent / 'ViA_dossier_2024_v1.xlsx'}" in dossier.tekst
    (concept,) = versies(tmp_path / "concept", replace(LATER))
    with pytest.raises(InvoerFout, match="concept"):
        versiemacros.betaallijst(GEEN_BOEK, str(concept), stil)
    shutil.rmtree(concept)
