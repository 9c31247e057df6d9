"""The macros around an approval, and Scenario and Stand van besluiten, on the open book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hulp.handelingen import wijzig
from hulp.kleine_master import BOEKEL, OSS, REGELING
from hulp.nepexcel import Nepexcel, nep_excel
from hulp.stukken import getekend, leg_neer
from hulp.versies import rijp
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.basis.bevinding import Ernst, InvoerFout, NietsTeDoen
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.excel import inboek
from via_xl.excel.bijschrijven import GROEIT, WIJZIGT
from via_xl.excel.macros import besluiten, jaarrun, rapporten, versies
from via_xl.excel.openboek import OpenBoek
from via_xl.jaarrun import jaarrun as draai
from via_xl.lezen.master import Master, lees_master
from via_xl.regeling.model import Besluit, Editie, Reactieoordeel, Regeling, Stap
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.akkoord import AKKOORD, REACTIE
from via_xl.wijzigen.besluitnoteren import NOTEREN
from via_xl.wijzigen.bewijsnoteren import BEWIJS
from via_xl.wijzigen.jaareindebrief import JAAREINDE_ANTWOORD, JAAREINDE_OPGEVEN

ZONDER = replace(
    rijp(REGELING),
    akkoorden=(),
    reacties=(),
    jaren=tuple(replace(rij, productieve_uren_h=140_000) for rij in rijp(REGELING).jaren),
    gemeenten=tuple(replace(rij, e_mail="via@regio.example") for rij in rijp(REGELING).gemeenten),
    besluiten=(Besluit(nummer="V2024-1", jaar=2024, onderwerp="Meer uren", nodig=False, bron=""),),
)
KENMERK = invoerhash(ZONDER, 2024)[:12]


akkoord, reactie = partial(inboek.doe, AKKOORD), partial(inboek.doe, REACTIE)
bewijs, noteren = partial(inboek.doe, BEWIJS), partial(inboek.doe, NOTEREN)
opgeven, antwoorden = partial(inboek.doe, JAAREINDE_OPGEVEN), partial(inboek.doe, JAAREINDE_ANTWOORD)


def _akkoord(
    wie: str,
    bestand: str,
    rol: str = "ambtelijk opdrachtgever",
    kenmerk: str = KENMERK,
    door: str = "AO-2",
    nog: str = "nee",
) -> str:
    """The answers of the macro, in the order of its questions, up to whether there is one more."""
    return "\n".join((wie, rol, door, kenmerk, bestand, "nee", nog))


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
    uitkomst = akkoord(boek, _akkoord("Oss", str(boek.pad.with_name("getekend.pdf"))), geen_voortgang)
    assert uitkomst.tekst.startswith("Vastgelegd: akkoord van Oss (ambtelijk opdrachtgever, AO-2)")
    assert "• akkoord van twee gemeenten ontbreekt (er is alleen dat van Oss)" in uitkomst.tekst
    (rij,) = bewaard(boek).akkoorden
    assert (rij.code, rij.door, rij.bestand, rij.invoerhash) == (OSS, "AO-2", "getekend.pdf", invoerhash(ZONDER, 2024))
    stuk = str(boek.pad.with_name("boekel.pdf"))
    tweede = akkoord(boek, _akkoord("Boekel", stuk, rol="financieel adviseur", door="FA-1"), geen_voortgang)
    assert tweede.ernst is None
    assert "Volgende stap: de knop Definitief maken." in tweede.tekst
    assert len(bewaard(boek).akkoorden) == 2


def test_an_answer_and_a_document_are_added_to_the_open_book(boek: OpenBoek) -> None:
    uitkomst = reactie(boek, "Boekel\nbezwaar\n1\nuren van mei; en juni", geen_voortgang)
    assert "• bezwaar van Boekel is niet afgehandeld" in uitkomst.tekst
    (rij,) = bewaard(boek).reacties
    assert (rij.oordeel, rij.versie, rij.opmerking) == (Reactieoordeel.BEZWAAR, 1, "uren van mei; en juni")
    assert rij.op == date.today()
    uitkomst = bewijs(boek, f"schaal\n{boek.pad.with_name('getekend.pdf')}\nOss\n31-12-2099", geen_voortgang)
    assert uitkomst.tekst.startswith(
        "Vastgelegd: Bewijs van schaal van Oss over 2024: getekend.pdf. Bewaren tot 31-12-2099."
    )
    (stuk,) = bewaard(boek).bewijsstukken
    assert (stuk.code, stuk.sha256) == (OSS, sha256(boek.pad.with_name("getekend.pdf")))


def test_what_these_macros_change_the_open_book_takes() -> None:
    # Without a workbook: only whether each table may grow and each cell may be set.
    opgave = JAAREINDE_OPGEVEN.werk_uit(Master(Path("m.xlsm"), ZONDER, 2024, None, {}))
    bezwaar = wijzig(REACTIE, ZONDER, **REACTIE.lees_antwoorden("Oss\nbezwaar\n1\nuren van mei"))
    stap = "V2024-1\nambtelijk opdrachtgevers\nterug\n1-3-2024"
    teruggestuurd = wijzig(NOTEREN, ZONDER, **NOTEREN.lees_antwoorden(stap))
    for wijziging, handeling, gegeven in (
        (opgave, JAAREINDE_ANTWOORD, "Oss\n-12,50\nna controle"),
        (bezwaar, REACTIE, "Oss\nafgehandeld\n\nverbeterd"),
        (teruggestuurd, NOTEREN, stap.replace("terug", "voldoende rijp")),
    ):
        tweede = wijzig(handeling, wijziging.toegepast(ZONDER), **handeling.lees_antwoorden(gegeven))
        assert {*wijziging.rijen, *tweede.rijen} <= GROEIT
        gezet = {(cel.tabel.naam, cel.tabel.kolom(cel.veld).kop) for cel in tweede.cellen}
        assert gezet
        assert gezet <= WIJZIGT


@pytest.mark.lang(een_op=16)  # the macro's own road; what it may change is held in every run
def test_a_bezwaar_is_settled_in_the_open_book(boek: OpenBoek) -> None:
    reactie(boek, "Boekel\nbezwaar\n1\nuren van mei", geen_voortgang)
    uitkomst = reactie(boek, "Boekel\nafgehandeld\n\nuren verbeterd", geen_voortgang)
    assert uitkomst.tekst.startswith("Vastgelegd: bezwaar van Boekel afgehandeld")
    (rij,) = bewaard(boek).reacties
    assert (rij.afgehandeld, rij.opmerking) == (date.today(), "uren van mei; uren verbeterd")


@pytest.mark.lang(een_op=16)  # the macro's own road; what it may change is held in every run
def test_an_opgave_and_its_answer_are_noted_in_the_open_book(boek: OpenBoek) -> None:
    uitkomst = opgeven(boek, "", geen_voortgang)
    assert "3 brieven" in uitkomst.tekst
    boek.com.Save()
    opgaven = bewaard(boek).jaareinde
    assert len(opgaven) == 3
    uitkomst = antwoorden(boek, "Oss\n-12,50\nna controle", geen_voortgang)
    assert uitkomst.tekst.startswith("Vastgelegd: Oss nam − € 12,50 op.")
    [rij] = [rij for rij in bewaard(boek).jaareinde if rij.code == OSS]
    assert (rij.geboekt_ct, rij.beantwoord, rij.opmerking) == (-1_250, date.today(), "na controle")


@pytest.mark.lang(een_op=16)  # the macro's own road; what it may change is held in every run
def test_every_step_of_a_besluit_is_noted_in_the_open_book(boek: OpenBoek) -> None:
    stappen = ["ambtelijk opdrachtgevers\nvoldoende rijp\n1-3-2024", "regiodag\nakkoord\n2-3-2024"]
    stappen += [f"college\nakkoord\n{dag}-3-2024\n{wie}" for dag, wie in ((3, "Oss"), (4, "GM0755"), (5, "Den Bosch"))]
    for stap in stappen:
        uitkomst = noteren(boek, f"V2024-1\n{stap}", geen_voortgang)
        assert uitkomst.tekst.startswith("Genoteerd bij V2024-1: ")
    assert uitkomst.tekst.splitlines()[0].endswith("Stand: genomen.")
    regeling = bewaard(boek)
    colleges = [rij.code for rij in regeling.besluitstappen if rij.stap is Stap.COLLEGE]
    assert colleges == [OSS, BOEKEL, regeling.centrumgemeente.code]


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    ("macro", "getypt", "wat"),
    [
        (akkoord, "Oss\nambtelijk opdrachtgever", "niet geantwoord"),
        (akkoord, _akkoord("Oss", "getekend.pdf", kenmerk="0123456789"), "niet vastgelegd"),
        (akkoord, _akkoord("Oss", "weg.pdf"), "niet vastgelegd"),
        (bewijs, "schaal\nweg.pdf", "niet vastgelegd"),
        (reactie, "Oss", "niet geantwoord"),
        (reactie, "Oss\nakkoord\neen", "niet vastgelegd"),
        (reactie, "Oss\nafgehandeld\n\nuren van mei", "niet vastgelegd"),
        (noteren, "V2024-1\nregiodag\nakkoord\n1-3-2024", "zolang de stap ambtelijk"),
        (
            noteren,
            "V2024-1\ncollege\nterug\n1-3-2024\nUden",
            "staat niet in tblGemeenten|is geen gemeente van de regio",
        ),
        (rapporten.scenario, "verdeelsleutel.2024=inzet", "niet te berekenen"),
        (rapporten.scenario, " ", "niet geantwoord"),
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
            boek, "verdeelsleutel.2024=kosten\therindeling GM0755+GM0828=GM9999:Dommel", geen_voortgang
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
    uitkomst = versies.verzend(boek, f"{v1}\nnee", geen_voortgang)
    assert uitkomst.tekst.startswith("1 bericht gemaakt, 0 gemeenten hadden er al een")
    assert list((v1.parent / "verzending-v1").glob("*.eml"))
    assert "0 berichten gemaakt, 3 gemeenten hadden" in versies.verzend(boek, f"{v1}\nnee", geen_voortgang).tekst
