"""A change as a value: what it makes of a regeling, and what a handeling asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hulp.handelingen import wijzig
from hulp.kleine_master import BOEKEL, OSS, REGELING, uren
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.lezen.master import Master
from via_xl.regeling.tabellen import LOGBOEK, UREN
from via_xl.wijzigen.akkoord import AKKOORD, REACTIE
from via_xl.wijzigen.besluitkalender import KALENDER
from via_xl.wijzigen.handeling import Handeling, voer_uit
from via_xl.wijzigen.urenstaatlezen import URENSTATEN
from via_xl.wijzigen.wijziging import Celwijziging, Wijziging

ZONDER = replace(REGELING, kalender=())


def test_rows_come_at_the_end_and_only_the_row_that_is_meant_changes() -> None:
    tweemaal = replace(REGELING, uren=(uren(OSS, 100), uren(OSS, 100)))
    erbij = uren(BOEKEL, 50)
    wijziging = Wijziging("x", [], {UREN.naam: [erbij]}, [Celwijziging(UREN, tweemaal.uren[1], "geldig", False)])
    nieuw = wijziging.toegepast(tweemaal)
    assert nieuw.uren == (tweemaal.uren[0], replace(tweemaal.uren[1], geldig=False), erbij)
    assert replace(nieuw, uren=()) == replace(tweemaal, uren=())
    assert not wijziging.leeg
    assert Wijziging("x", []).leeg


def test_what_lies_between_two_regelingen_brings_the_one_to_the_other() -> None:
    anders = replace(
        REGELING,
        uren=(*(replace(rij, geldig=False) for rij in REGELING.uren), uren(BOEKEL, 50)),
        pok=tuple(replace(rij, maximum_ct=1) for rij in REGELING.pok),
    )
    assert Wijziging("x", [], *Wijziging.tussen(REGELING, anders)).toegepast(REGELING) == anders
    assert Wijziging.tussen(REGELING, REGELING) == ({}, [])
    with pytest.raises(ValueError, match="verdwenen"):
        Wijziging.tussen(REGELING, replace(REGELING, uren=REGELING.uren[1:]))


def test_a_change_is_logged_with_the_hash_of_what_it_gives_and_of_a_year_that_is_there() -> None:
    dag = date(2026, 5, 1)
    (regel,) = wijzig(KALENDER, ZONDER, heden=dag, jaar=2024).rijen[LOGBOEK.naam]
    assert (regel.wat, regel.jaar, regel.wanneer) == ("kalender voorgesteld", 2024, dag)  # type: ignore[attr-defined]
    assert len(regel.invoerhash) == 64  # type: ignore[attr-defined]


def test_the_question_of_a_macro_follows_from_what_the_command_asks() -> None:
    assert [(v.uit, v.keuzes, v.soort) for v in REACTIE.vragen] == [
        ("tblGemeenten[Naam]", (), "tekst"),
        ("", ("akkoord", "bezwaar", "afgehandeld"), "tekst"),
        ("", (), "geheel"),
        ("", (), "tekst"),
    ]
    assert (KALENDER.vragen, KALENDER.lees_antwoorden("")) == ((), {})
    assert REACTIE.lees_antwoorden("Oss\nbezwaar\n2\nuren; van mei") == {
        "gemeente": "Oss",
        "reactie": "bezwaar",
        "versie": 2,
        "opmerking": "uren; van mei",
    }
    oss = "Oss\nambtelijk opdrachtgever\nAO-2\n3f2a9c01\nmap/stuk.pdf\nja"
    gezegd = AKKOORD.lees_antwoorden(f"{oss}\nnee")
    assert (gezegd["bestand"], gezegd["scan"], "ook" in gezegd) == (Path("map/stuk.pdf"), True, False)
    boekel = oss.replace("Oss", "Boekel").replace("ja", "nee")
    assert AKKOORD.lees_antwoorden(f"{oss}\nja\n{boekel}")["ook"] == gezegd | {"gemeente": "Boekel", "scan": False}


@pytest.mark.parametrize(
    ("handeling", "gegeven", "wat"),
    [
        (URENSTATEN, "", "Er is geen map gekozen; er is niets gedaan."),
        (
            REACTIE,
            "Oss\nakkoord",
            'Op "Op welke versie reageerde zij? Bijvoorbeeld 1." is niet geantwoord; er is niets gewijzigd.',
        ),
        (REACTIE, "Oss\nmisschien\n1", '"misschien" is geen antwoord op "Wat antwoordde zij?'),
        (REACTIE, "Oss\nbezwaar\n1\nuren\nnog iets", "Er zijn meer antwoorden dan vragen"),
    ],
)
def test_answers_that_excel_cannot_have_given_are_refused(handeling: Handeling, gegeven: str, wat: str) -> None:
    with pytest.raises(InvoerFout) as fout:
        handeling.lees_antwoorden(gegeven)
    assert fout.value.bericht.startswith(wat)


class Stukken:
    """Files of a change that say what is done with them."""

    def __init__(self) -> None:
        self.gedaan: list[str] = []

    def schrijf(self) -> None:
        self.gedaan.append("geschreven")

    def publiceer(self) -> None:
        self.gedaan.append("gepubliceerd")

    def trek_in(self) -> None:
        self.gedaan.append("ingetrokken")


def test_the_files_of_a_change_are_published_within_it_and_taken_back_with_it() -> None:
    stukken = Stukken()

    @contextmanager
    def bijlage() -> Iterator[Stukken]:
        yield stukken

    @contextmanager
    def mislukt_achteraf(_master: Master, _wijziging: Wijziging) -> Iterator[None]:
        stukken.gedaan.append("begonnen")
        yield
        raise InvoerFout("het slot klemt")

    master = Master(Path("m.xlsx"), REGELING, 2024, None, {})
    wijziging = Wijziging("x", [], {UREN.naam: [uren(OSS, 1)]}, bijlage=bijlage())
    with pytest.raises(InvoerFout, match="klemt"):
        voer_uit(wijziging, master, mislukt_achteraf, master.pad, lambda *_: None, "Bezig")
    assert stukken.gedaan == ["geschreven", "begonnen", "gepubliceerd", "ingetrokken"]
