"""The sheet DUVO-POK: three engines give what the rekenkern says, and what is wrong or unknown is said in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hulp.gemaakt import rapport
from hulp.kleine_master import REGELING
from hulp.lang import meest_lang
from hulp.libreoffice import LibreOffice
from hulp.openvba import OpenVba
from msgspec.structs import replace

from via_xl.bewijs.linter import lint
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.regeling.model import Besteding, Regeling
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.rapport.duvo_pok import BLAD, BLOK


def regio(budget_ct: int | None, *rijen: tuple[str, int | None, int | None]) -> Regeling:
    return replace(
        REGELING,
        jaren=(replace(REGELING.jaren[0], duvo_pok_budget_ct=budget_ct),),
        bestedingen=tuple(
            Besteding(jaar=2024, post=post, begroot_ct=begroot, besteed_ct=besteed, bron="rekening")
            for post, begroot, besteed in rijen
        ),
    )


REGIOS = {
    "niets bekend": regio(None),
    "ruim genoeg": regio(680_000_000, ("Veilig Thuis", 100_000, 90_050), ("CSG", None, None), ("Nul", 0, 0)),
    "alles bekend": regio(680_000_000, ("Veilig Thuis", 100_000, 90_050), ("CSG", None, 0)),
    "te veel": regio(1_000_000, ("Veilig Thuis", 900_000, 2_000_000)),
    "namen als patroon": regio(500_000_000, ("V*", 100, 100), ("Vet", 3, 4), (">1", 5, 6), ("=", 7, None), ("?", 1, 2)),
}


def waarde(boek: Boek, verwijzing: str) -> Any:
    return boek.waarde(boek.vind(BLAD), verwijzing)


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("naam", REGIOS)
def test_ironcalc_gives_the_value_of_the_rekenkern(naam: str, tmp_path: Path) -> None:
    boek = rapport(REGIOS[naam], 2024, "duvo-pok")
    pad = tmp_path / "m.xlsx"
    boek.bewaar(pad)
    aantal, verschillen = vergelijk(pad, boek.verwacht())
    assert [verschil.regel() for verschil in verschillen] == []
    assert aantal > 100
    assert [bevinding.regel() for bevinding in lint(pad) if bevinding.blad == BLAD] == []


@pytest.mark.motoren
@pytest.mark.parametrize("naam", meest_lang(REGIOS, "namen als patroon"))
def test_every_engine_gives_the_value_of_the_rekenkern(naam: str, tmp_path: Path) -> None:
    boek = rapport(REGIOS[naam], 2024, "duvo-pok")
    pad = tmp_path / "m.xlsx"
    boek.bewaar(pad)
    for machine in (LibreOffice(pad), OpenVba(pad)):
        aantal, verschillen = vergelijk(pad, boek.verwacht(), machine)
        assert [verschil.regel() for verschil in verschillen] == []
        assert aantal > 100


def test_what_is_known_of_no_post_is_blank_and_not_zero() -> None:
    boek = rapport(regio(5_000, ("CSG", None, None)), 2024, "duvo-pok")
    assert (waarde(boek, BLOK.posten), waarde(boek, BLOK.begroot)) == ("", "")
    assert waarde(rapport(regio(5_000, ("CSG", 0, 0)), 2024, "duvo-pok"), BLOK.posten) == 0


def test_the_block_says_what_is_left_and_how_many_posts_are_unknown() -> None:
    boek = rapport(REGIOS["ruim genoeg"], 2024, "duvo-pok")
    vergoeding = boek.vind("Verrekening")
    assert waarde(boek, BLOK.posten) == 900.50
    assert waarde(boek, BLOK.overig) == 12_500.50
    bekend = waarde(boek, BLOK.posten) + waarde(boek, BLOK.personeel) + waarde(boek, BLOK.overig)
    assert waarde(boek, BLOK.over) == pytest.approx(6_800_000 - bekend)
    assert waarde(boek, BLOK.onbekend) == 1
    assert waarde(boek, BLOK.compleet) == "LET OP: niet van elke post bekend"
    assert waarde(boek, BLOK.oordeel) == waarde(boek, BLOK.compleet)
    personeel = boek.vind(BLAD).namen["personeel"]
    assert vergoeding.naam in (boek.vind(BLAD).cellen[personeel.rij, personeel.kol].formule or "")
    tabel = boek.vind(BLAD).tabellen[0]
    assert list(tabel.kolommen[-1].waarden) == ["bekend", "LET OP: niet bekend", "bekend"]


@pytest.mark.parametrize(
    ("naam", "oordeel", "controle"),
    [
        ("alles bekend", "OK", "OK"),
        ("niets bekend", "LET OP: vul op Jaren het budget in", "OK"),
        ("te veel", "LET OP: er is meer uitgegeven dan er is", "LET OP"),
    ],
)
def test_too_much_spending_and_no_budget_are_said_on_the_sheet_and_on_controles(
    naam: str, oordeel: str, controle: str
) -> None:
    boek = rapport(REGIOS[naam], 2024, "duvo-pok")
    assert waarde(boek, BLOK.oordeel) == oordeel
    cellen = boek.vind("Controles").cellen
    [rij] = [r for (r, k), cel in cellen.items() if cel.waarde == "Bestedingen blijven binnen het DUVO- en POK-budget"]
    assert cellen[rij, 4].waarde == controle
