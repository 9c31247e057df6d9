"""Nothing of the officer's stops a command or is lost: every kind of work, and after it every command that writes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.gedeeld import gedeeld
from hulp.kleine_master import OSS, REGELING
from hulp.officierswerk import (
    WERK,
    cel_in,
    formules_in,
    geen_tabel,
    in_delen,
    met_excelize,
    samengevoegd,
    totaalrij,
)
from hulp.runs import inhoud
from hulp.statline import Download
from hulp.stukken import pdf
from msgspec.structs import replace
from urenstaat.slechte_staten import INHOUD

from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Agendapunt, Editie, Regeling, Stap
from via_xl.regeling.tabellen import TABELLEN
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.jaarstappen import UITGEVRAAGD
from via_xl.rekenen.kalender import jaarkalender
from via_xl.schrijven.master import maak_master
from via_xl.vragen.urenstaatmaken import maak_urenstaat, naam_van

DAGEN = {
    Stap.WERKGROEP: date(2024, 8, 29),
    Stap.STUURGROEP: date(2024, 9, 12),
    Stap.AMBTELIJK: date(2024, 10, 3),
    Stap.REGIODAG: date(2024, 10, 17),
    Stap.COLLEGE: date(2024, 11, 28),
}
REGIO = replace(
    REGELING,
    jaren=(replace(REGELING.jaren[0], voorstelgrens_ct=300_000),),
    kalender=tuple(Agendapunt(jaar=2024, dag=dag, stap=stap, ronde=3, bron="agenda") for stap, dag in DAGEN.items()),
    akkoorden=(),
    reacties=(),
    afrekeningen=(),
)
"""With meerkosten to make a voorstel for, and nothing approved, answered or settled yet."""

STAAT = replace(INHOUD, rijen=INHOUD.rijen[:1])


def _maak(kast: Path) -> str:
    for editie in Editie:
        maak_master(REGIO, 2024, editie=editie).bewaar(kast / f"via_master{editie}")
    naam = naam_van(REGIO, OSS, 2024)
    maak_urenstaat(REGIO, OSS, 2024, STAAT).bewaar(kast / naam)
    (kast / "getekend.pdf").write_bytes(pdf("een scan"))
    Download({(rij.code, 2025): str(rij.inwoners + 100) for rij in REGIO.inwoners}).schrijf(kast / "cbs.csv")
    (kast / "cao.csv").write_text("Schaal;Maximum\n11;6.500,50\n")
    return str(kast)


def bij_de_officier(wat: str, werkmap: Path) -> Path:
    """The master in which the officer did this, with a filled hour sheet and a signed approval beside it."""
    bron = Path(gedeeld("officiersmatrix", REGIO, _maak))
    werk = WERK[wat]
    shutil.copytree(bron, werkmap, dirs_exist_ok=True)
    pad = werkmap / f"via_master{Editie.MET_MACROS if werk.macros else Editie.ZONDER_MACROS}"
    werk.maak(pad)
    return pad


def _kenmerk(pad: Path) -> str:
    return invoerhash(lees_master(pad).regeling, 2024)[:12]


def _akkoord(pad: Path) -> list[object]:
    wie = ["--gemeente", "Oss", "--rol", "opdrachtgever", "--door", "AO-2", "--kenmerk", _kenmerk(pad)]
    return ["akkoord", "noteer", pad, *wie, "--bestand", pad.with_name("getekend.pdf"), "--scan", "--jaar", 2024]


def _versie(pad: Path, versie: int) -> Path:
    return pad.parent / "afrekeningen" / "2024" / f"v{versie}"


Opdracht = Callable[[Path], list[object]]

OPDRACHTEN: dict[str, Opdracht] = {
    "urenstaat maak": lambda p: ["urenstaat", "maak", p, "--jaar", 2024, "--uit", p.parent / "leeg"],
    "besluit kalender": lambda p: ["besluit", "kalender", p, 2026],
    "jaar open": lambda p: ["jaar", "open", p, 2025, "--ja"],
    "reactie": lambda p: ["reactie", p, "--gemeente", "Oss", "--reactie", "akkoord", "--versie", 1, "--jaar", 2024],
    "terug": lambda p: ["terug", p, "--ja"],
    "akkoord noteer": _akkoord,
    "inwoners lees": lambda p: ["inwoners", "lees", p.with_name("cbs.csv"), "--in", p, "--ja"],
    "tarieven lees": lambda p: ["tarieven", "lees", p.with_name("cao.csv"), "--in", p, "--vanaf", "1-1-2026", "--ja"],
    "besluit noteer": lambda p: [
        "besluit",
        "noteer",
        p,
        "V2024-1",
        "werkgroep",
        "inbreng gegeven",
        "--op",
        "2024-03-04",
    ],
    "voorstel": lambda p: ["voorstel", p, "--jaar", 2024],
    "urenstaat lees": lambda p: [
        "urenstaat",
        "lees",
        p.with_name(naam_van(REGIO, OSS, 2024)),
        "--in",
        p,
        "--jaar",
        2024,
    ],
    "jaarrun": lambda p: ["jaarrun", p, "--jaar", 2024],
    "verifieer": lambda p: ["verifieer", _versie(p, 1), "--master", p],
    "master werk-bij": lambda p: ["master", "werk-bij", p],
}
"""Every command that writes in a master or reads it whole, in an order in which each has something to do."""

KRIJGT_ANDERE_WAARDEN = ("uren", "urenstaten", "aandachtspunten", "besluiten", "besluitstappen", "jaren", "tarieven")
"""The tables of which these commands also change rows: what is replaced becomes vervallen, a step is held."""

SNEL = ("besluit kalender", "reactie")


IN_ELKE_RUN = {
    "niets",
    "all of it",
    "a prefix",
    "formulas with addresses in a column of a table",
    "sorted tables",
}
"""Nearly all kinds stand together in "all of it"; these are some that once broke, or that it does not hold."""


def doe(opdrachten: tuple[str, ...], pad: Path, wat: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command ends well, and what the officer made is there after it."""
    for naam in opdrachten:
        code = main([str(deel) for deel in OPDRACHTEN[naam](pad)])
        gezegd = capsys.readouterr()
        assert code == 0, f"{naam}: {gezegd.out}{gezegd.err}"
        assert WERK[wat].staat_er(pad), naam


def hoort_te_staan(pad: Path, voor: Regeling, opdrachten: tuple[str, ...]) -> None:
    """The rows that the commands add are there, those of before as they were, and it all calculates."""
    master = lees_master(pad)
    na = master.regeling
    for tabel, opdracht, erbij in (
        ("kalender", "besluit kalender", len(jaarkalender(2026, regio=REGIO.regio))),
        ("jaren", "jaar open", 1),
        ("akkoorden", "akkoord noteer", 1),
        ("urenstaten", "urenstaat lees", 1),
        ("uren", "urenstaat lees", 12),
        ("afrekeningen", "jaarrun", 1),
        ("inwoners", "inwoners lees", len(REGIO.inwoners)),
        ("tarieven", "tarieven lees", 1),
    ):
        oud, nieuw = getattr(voor, tabel), getattr(na, tabel)
        assert len(nieuw) == len(oud) + (erbij if opdracht in opdrachten else 0), tabel
    for tabel in TABELLEN:
        oud, nieuw = getattr(voor, tabel.attribuut), getattr(na, tabel.attribuut)
        assert tabel.attribuut in KRIJGT_ANDERE_WAARDEN or nieuw[: len(oud)] == oud, tabel.naam
    if "urenstaat maak" in opdrachten:
        assert UITGEVRAAGD in {rij.wat for rij in na.logboek[len(voor.logboek) :]}
    assert bewijs_master(master, 2024).fouten == ()


@pytest.mark.parametrize(
    "wat",
    [
        pytest.param(n, marks=pytest.mark.motoren)
        if w.motoren
        else n
        if n in IN_ELKE_RUN
        else pytest.param(n, marks=pytest.mark.lang(een_op=16))
        for n, w in WERK.items()
    ],
)
def test_two_commands_in_a_row_work_and_what_the_officer_made_stays(
    wat: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = bij_de_officier(wat, tmp_path)
    voor = lees_master(pad).regeling
    doe(SNEL, pad, wat, capsys)
    hoort_te_staan(pad, voor, SNEL)


@pytest.mark.parametrize(
    "wat", [pytest.param(n, marks=pytest.mark.lang(een_op=1 if n == "all of it" else 50)) for n in WERK]
)
def test_every_command_works_and_what_the_officer_made_stays(
    wat: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = bij_de_officier(wat, tmp_path)
    voor = lees_master(pad).regeling
    alle = tuple(OPDRACHTEN)
    doe(alle, pad, wat, capsys)
    hoort_te_staan(pad, voor, alle)


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("soort", ["addresses", "shared", "only in the cells"])
def test_a_formula_of_the_officer_s_own_reads_in_a_new_row_as_it_does_in_the_others(
    soort: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (wat,) = (naam for naam in WERK if soort in naam and "column" in naam)
    pad = bij_de_officier(wat, tmp_path)
    doe((*SNEL, "urenstaat lees"), pad, wat, capsys)
    uren = formules_in(pad, "tblUren", "Dubbel")
    assert len(uren) == 4 + 12
    assert uren[4:] == [f"G{rij}*2" for rij in range(10, 22)]
    dagen = formules_in(pad, "tblLogboek", "Dag")
    assert dagen == [f"A{rij}+1" for rij in range(6, 6 + len(dagen))]


IN_DE_WEG = {
    "a note under the Logboek": (cel_in("Logboek", "C7"), "Logboek!C7", "1 rij kan groeien"),
    "a note far under the Kalender": (cel_in("Besluiten", "AQ30"), "Besluiten!AQ30", "rijen kan groeien"),
    "cells merged under the Logboek": (samengevoegd("Logboek", "B7:D8"), "Logboek!B7:D8", "Hef de samenvoeging op"),
    "a totals row": (totaalrij("tblLogboek"), "Logboek!rij 7", "Zet de totaalrij uit"),
    "the Logboek is no table any more": (geen_tabel("tblLogboek"), "tabel tblLogboek ontbreekt", "op blad Logboek"),
    "the Kalender is no table any more": (
        geen_tabel("tblKalender"),
        "tabel tblKalender ontbreekt",
        "op blad Besluiten",
    ),
}
"""What no command can go round, the place that it names and what it says to do."""


@pytest.mark.parametrize("wat", list(IN_DE_WEG))
def test_what_is_in_the_way_is_named_with_what_to_do_and_nothing_is_changed(
    wat: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    maak, waar, doen = IN_DE_WEG[wat]
    pad = bij_de_officier("niets", tmp_path)
    in_delen(maak, lambda _: True).maak(pad)
    voor = inhoud(tmp_path)
    assert main([str(deel) for deel in OPDRACHTEN["besluit kalender"](pad)]) == 2
    gezegd = " ".join(re.sub("[│┃]", " ", capsys.readouterr().err).split())
    assert "er is niets gewijzigd" in gezegd
    for stuk in (waar, doen):
        assert all(woord in gezegd for woord in stuk.split()), stuk
    assert inhoud(tmp_path) == voor


def _elders(boek: Any) -> None:
    boek.set_sheet_name("Besluiten", "Mijn besluiten")
    boek.insert_cols("Logboek", "C", 1)
    boek.set_cell_value("Logboek", "C5", "Van mij")
    boek.insert_rows("Akkoorden", 3, 2)


def test_a_sheet_of_another_name_and_tables_in_another_place_stop_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = bij_de_officier("niets", tmp_path)
    met_excelize(_elders, lambda _: True).maak(pad)
    voor = lees_master(pad).regeling
    doe(SNEL, pad, "niets", capsys)
    na = lees_master(pad).regeling
    assert na.kalender == (*voor.kalender, *jaarkalender(2026, regio=REGIO.regio))
    assert (na.reacties[-1].code, na.logboek[-1].wat) == (OSS, "akkoord of reactie genoteerd")
