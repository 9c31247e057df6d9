"""The macro Voorstel on the open book: documents beside it and rows in it, both or neither."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hulp.kleine_master import REGELING
from hulp.nepexcel import Nepexcel, nep_excel
from msgspec.structs import replace

from via_xl.basis.bevinding import BewijsFout, Ernst, InvoerFout
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.excel import inboek
from via_xl.excel.bijschrijven import Bijschrijven
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import Master, lees_master, lees_open_master
from via_xl.regeling.model import Besluit, Besluitsoort, Besluitstap, Editie, Oordeel, Regeling, Stap
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.voorstel import VOORSTEL, Voorstelmap
from via_xl.wijzigen.wijziging import Wijziging

GRENS = 300_000
REGIO = replace(
    REGELING,
    jaren=(replace(REGELING.jaren[0], voorstelgrens_ct=GRENS),),
    besluiten=(
        *REGELING.besluiten,
        Besluit(nummer="V2024-2", jaar=2024, onderwerp="meer", soort=Besluitsoort.MEERKOSTEN, bron="nota"),
    ),
    besluitstappen=(
        *REGELING.besluitstappen,
        Besluitstap(
            besluit="V2024-2",
            stap=Stap.REGIODAG,
            gehouden=date(2024, 5, 1),
            oordeel=Oordeel.AFGEWEZEN,
            bron="nota",
        ),
    ),
)
"""R is above the limit, and an earlier voorstel about it was rejected."""


def geen_voortgang(*_: object) -> None:
    """Progress that nobody sees."""


@pytest.fixture(scope="module")
def nep() -> Iterator[Nepexcel]:
    with nep_excel() as excel:
        yield excel


@pytest.fixture(scope="module")
def inhoud(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    pad = tmp_path_factory.mktemp("voorstel") / "master.xlsm"
    maak_master(REGIO, 2024, editie=Editie.MET_MACROS).bewaar(pad)
    return pad.read_bytes()


@pytest.fixture
def boek(nep: Nepexcel, inhoud: bytes, tmp_path: Path) -> Iterator[OpenBoek]:
    pad = tmp_path / "master.xlsm"
    pad.write_bytes(inhoud)
    werkboek = nep.boek(pad)
    yield OpenBoek(werkboek)
    werkboek.close()


def sporen(boek: OpenBoek) -> list[str]:
    return sorted(pad.name for pad in boek.pad.parent.iterdir())


def onveranderd(boek: OpenBoek) -> bool:
    """Nothing in the book, nothing beside it."""
    return lees_open_master(boek).regeling == REGIO and bool(boek.com.Saved) and sporen(boek) == ["master.xlsm"]


def test_the_documents_come_beside_the_master_and_the_rows_as_the_command_writes_them(boek: OpenBoek) -> None:
    verwacht = VOORSTEL.werk_uit(Master(boek.pad, REGIO, 2024, None, {})).toegepast(REGIO)
    gezien: list[str] = []
    uitkomst = inboek.doe(VOORSTEL, boek, "", lambda wat, *_: gezien.append(wat))
    assert gezien == ["Invoer lezen", "Documenten schrijven", "Rijen bijschrijven"]
    voorstelmap = boek.pad.parent / "voorstellen" / "V2024-3"
    assert len(list(voorstelmap.glob("*.docx"))) == 4
    assert not [pad for pad in voorstelmap.parent.iterdir() if pad != voorstelmap]
    assert uitkomst.tekst.startswith("Voorstel V2024-3 is gemaakt: over 2024 ligt € ")
    assert (
        "boven de grens van € 3.000,00. De meerkosten te laten dragen door alle gemeenten, naar inwoners."
        in uitkomst.tekst
    )
    assert f"4 documenten staan in {voorstelmap}." in uitkomst.tekst
    assert "blad Besluiten heeft geen komende ronde. Bewaar de master." in uitkomst.tekst
    assert uitkomst.ernst is Ernst.WAARSCHUWING  # V2024-2 is afgewezen
    assert "V2024-2 is afgewezen" in uitkomst.tekst
    assert not boek.com.Saved
    kopie = boek.pad.with_name("kopie.xlsm")
    boek.com.SaveCopyAs(str(kopie))
    nu = lees_master(kopie)
    assert nu.regeling == verwacht
    assert replace(nu.regeling.logboek[-1], plek=verwacht.logboek[-1].plek) == verwacht.logboek[-1]
    assert bewijs_master(nu, 2024).verschillen == ()


def test_a_second_time_is_refused_and_leaves_the_first(boek: OpenBoek) -> None:
    inboek.doe(VOORSTEL, boek, "", geen_voortgang)
    boek.com.Save()
    was = lees_open_master(boek).regeling
    with pytest.raises(InvoerFout, match="V2024-3 over de meerkosten van 2024 loopt nog"):
        inboek.doe(VOORSTEL, boek, "", geen_voortgang)
    assert lees_open_master(boek).regeling == was
    assert [pad.name for pad in (boek.pad.parent / "voorstellen").iterdir()] == ["V2024-3"]


def test_what_is_not_saved_is_refused(boek: OpenBoek) -> None:
    boek.com.Saved = False
    with pytest.raises(InvoerFout, match="Bewaar de master en probeer het opnieuw"):
        inboek.doe(VOORSTEL, boek, "", geen_voortgang)
    assert lees_open_master(boek).regeling == REGIO
    assert sporen(boek) == ["master.xlsm"]


def test_when_what_is_read_back_differs_there_are_no_rows_and_no_folder(
    boek: OpenBoek, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = Wijziging.toegepast
    monkeypatch.setattr(Wijziging, "toegepast", lambda zelf, regeling: replace(echt(zelf, regeling), kalender=()))
    with pytest.raises(BewijsFout, match="er is niets gewijzigd"):
        inboek.doe(VOORSTEL, boek, "", geen_voortgang)
    assert onveranderd(boek)


def test_when_the_folder_can_t_get_its_name_the_rows_are_taken_back(
    boek: OpenBoek, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mislukt(_: Voorstelmap) -> None:
        raise InvoerFout("de map kan niet")

    monkeypatch.setattr(Voorstelmap, "publiceer", mislukt)
    with pytest.raises(InvoerFout, match="de map kan niet"):
        inboek.doe(VOORSTEL, boek, "", geen_voortgang)
    assert onveranderd(boek)


def test_when_the_book_can_t_be_closed_off_the_folder_goes_as_well(
    boek: OpenBoek, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = Bijschrijven.__exit__

    def mislukt(zelf: Bijschrijven, *_: object) -> None:
        fout = InvoerFout("het slot klemt")
        echt(zelf, type(fout), fout, None)
        raise fout

    monkeypatch.setattr(Bijschrijven, "__exit__", mislukt)
    with pytest.raises(InvoerFout, match="het slot klemt"):
        inboek.doe(VOORSTEL, boek, "", geen_voortgang)
    assert lees_open_master(boek).regeling == REGIO
    assert sporen(boek) == ["master.xlsm"]


def test_below_the_limit_nothing_happens(nep: Nepexcel, tmp_path: Path) -> None:
    pad = tmp_path / "master.xlsm"
    maak_master(REGELING, 2024, editie=Editie.MET_MACROS).bewaar(pad)
    werkboek = nep.boek(pad)
    with pytest.raises(InvoerFout, match="er is geen voorstel nodig"):
        inboek.doe(VOORSTEL, OpenBoek(werkboek), "", geen_voortgang)
    werkboek.close()
    assert [p.name for p in tmp_path.iterdir()] == ["master.xlsm"]


def test_the_rows_of_a_voorstel_are_all_that_is_added() -> None:
    nieuw = VOORSTEL.werk_uit(Master(Path("m.xlsm"), REGIO, 2024, None, {})).toegepast(REGIO)
    anders = [
        veld
        for veld in Regeling.__struct_fields__
        if getattr(nieuw, veld) != getattr(REGIO, veld) and veld != "logboek"
    ]
    assert anders == ["besluiten", "besluitstappen"]
