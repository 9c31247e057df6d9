"""The jaarverantwoording: proven by two engines, fitting together, and silent about what anybody earns."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Hashable
from datetime import date
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hulp.gemaakt import Gemaakt
from hulp.keuren import motor
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, tarief, uren
from hulp.lang import meest_lang
from hulp.libreoffice import LibreOffice
from hulp.runs import kleine_master
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.basis.geld import euro
from via_xl.bewijs.linter import lint
from via_xl.bewijs.rekenmachine import IronCalc, Machine
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.controle.jaarstand import stel_vast
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import (
    Begrotingsregel,
    Besteding,
    BijdrageKarakter,
    MeerkostenDrager,
    Regeling,
    Rol,
    Taak,
    Thema,
    Urenregel,
    Verdeelsleutel,
)
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.verantwoording import maak_verantwoordingsboek
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof
from via_xl.schrijven.verantwoording.voorblad import zinnen
from via_xl.vragen.verantwoording import maak_verantwoording, verzamel

DAG = date(2026, 1, 2)
JAAR = replace(REGELING.jaren[0], productieve_uren_h=140_000, begrote_kosten_ct=62_000_000)
REGIO = replace(
    REGELING,
    jaren=(JAAR,),
    themas=tuple(Thema(thema=naam, bron="4.2") for naam in ("Preventie", "Klein", "Leeg")),
    uren=(
        *(
            uren(code, 1000, medewerker=f"GEHEIM-{code}", thema=thema)
            for code in (OSS, HB, BOEKEL)
            for thema in ("Preventie", "Ander")
        ),
        uren(OSS, 77, thema="Klein", medewerker="GEHEIM"),
    ),
)
REGIOS = {
    "gewoon": REGIO,
    "twee jaren": replace(
        REGIO,
        jaren=(JAAR, replace(JAAR, jaar=2025, begrote_kosten_ct=None)),
        pok=(*REGIO.pok, replace(REGIO.pok[0], jaar=2025, vergoeding_bp=0, maximum_ct=0)),
        tarieven=(*REGIO.tarieven, tarief(date(2025, 1, 1), date(2025, 12, 31))),
        uren=(*REGIO.uren, uren(OSS, 333, maand=date(2025, 2, 1), afrekenjaar=2025)),
    ),
    "budget": replace(
        REGIO,
        jaren=(replace(JAAR, duvo_pok_budget_ct=680_000_000),),
        bestedingen=(
            Besteding(jaar=2024, post="Veilig Thuis", begroot_ct=100, besteed_ct=90, bron="rekening"),
            Besteding(jaar=2024, post="CSG", bron="rekening"),
            Besteding(jaar=2023, post="Oud", besteed_ct=5, bron="rekening"),
        ),
    ),
    "geen uren": replace(REGIO, uren=()),
    "niets": replace(REGELING, uren=(), themas=(), rollen=(), capaciteit=(), begroting=(), formatie=(), bestedingen=()),
    "naar kosten": replace(REGIO, jaren=(replace(JAAR, verdeelsleutel=Verdeelsleutel.KOSTEN),)),
    "vast": replace(
        REGIO,
        jaren=(replace(JAAR, bijdrage_karakter=BijdrageKarakter.VAST),),
        begroting=tuple(Begrotingsregel(code=c, jaar=2024, bedrag_ct=100_00, bron="8.1") for c in (HB, OSS, BOEKEL)),
    ),
}


def stof(regio: Regeling, werkmap: Path) -> Verantwoordingsstof:
    return verzamel(stel_vast(lees_master(kleine_master(werkmap, regio)), 2024), DAG)


def kolom(boek: Boek, blad: str, kop: str, tabel: int = 0) -> list[Any]:
    gevonden = boek.vind(blad).tabellen[tabel]
    return list(next(k for k in gevonden.kolommen if k.kop == kop).waarden)


def tekst(pad: Path) -> str:
    with zipfile.ZipFile(pad) as pakket:
        return "".join(pakket.read(naam).decode("utf-8", "replace") for naam in pakket.namelist())


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("naam", meest_lang(REGIOS, "gewoon", "twee jaren", "budget"))
@pytest.mark.parametrize("machine", [IronCalc, motor(LibreOffice)])
def test_it_is_proven_by_both_engines_and_keeps_the_rules(naam: str, machine: type[Machine], tmp_path: Path) -> None:
    master = kleine_master(tmp_path, REGIOS[naam])
    verslag = maak_verantwoording(master, op=DAG)
    assert verslag.pad == tmp_path / "ViA_jaarverantwoording_2024.xlsx"
    boek = maak_verantwoordingsboek(verzamel(stel_vast(lees_master(master), 2024), DAG))
    aantal, verschillen = vergelijk(verslag.pad, boek.verwacht(), machine(verslag.pad))
    assert [verschil.regel() for verschil in verschillen] == []
    assert aantal > 50
    assert [bevinding.regel() for bevinding in lint(verslag.pad)] == []
    assert load_workbook(verslag.pad, data_only=True)["Verantwoording"]["A3"].value in (
        "Controles: OK",
        "Controles: LET OP, zie blad Controles",
    )


def test_of_the_regions_own_data_every_sheet_prints_on_one_page_as_a_concept(run_2024: Gemaakt, tmp_path: Path) -> None:
    pad = maak_verantwoording(run_2024.master, 2024, tmp_path / "v.xlsx", op=DAG).pad
    assert [bevinding.regel() for bevinding in lint(pad)] == []
    boek = load_workbook(pad)
    bladen = ["Verantwoording", "Meerjaren", "Bijdragen", "Capaciteit", "Themas", "DUVO-POK", "Controles", "Bronnen"]
    assert boek.sheetnames == bladen
    for blad in boek.worksheets:
        assert blad.sheet_properties.pageSetUpPr.fitToPage, blad.title
        assert (blad.page_setup.fitToWidth or 1, blad.page_setup.fitToHeight or 1) == (1, 1)
        assert "CONCEPT" in str(blad.oddHeader.right.text)
    grafieken = {blad.title: len(blad._charts) for blad in boek.worksheets}
    assert grafieken == dict(zip(bladen, (1, 2, 1, 2, 2, 1, 0, 0), strict=True))


def test_the_same_master_and_day_give_the_same_report(run_2024: Gemaakt, tmp_path: Path) -> None:
    een, ander = (maak_verantwoording(run_2024.master, 2024, tmp_path / f"{n}.xlsx", op=DAG).pad for n in "ab")
    assert tekst(een) == tekst(ander)


def test_no_person_and_no_cost_of_a_gemeente_is_in_it(tmp_path: Path) -> None:
    gegevens = stof(REGIO, tmp_path)
    pad = maak_verantwoording(tmp_path / "master.xlsx", uit=tmp_path / "v.xlsx", op=DAG).pad
    alles = tekst(pad)
    assert "GEHEIM" not in alles
    bedragen = {
        cel.value for blad in load_workbook(pad, data_only=True).worksheets for rij in blad.iter_rows() for cel in rij
    }
    for rij in gegevens.uitkomst.gemeenten:
        assert rij.kosten_ct > 0
        assert euro(rij.kosten_ct) not in bedragen
    klein = next(rij for rij in gegevens.themas.themas if rij.thema == "Klein")
    assert klein.kosten_ct > 0
    assert euro(klein.kosten_ct) not in bedragen


def zonder_master(regio: Regeling, *andere: int) -> Verantwoordingsstof:
    """What the report on 2024 is written from, and on other years, of a region that stands in no master."""
    jaren = tuple(verreken(regio, jaar) for jaar in (2024, *andere))
    return Verantwoordingsstof(DAG, regio, jaren[0], jaren, (), ("iets",), "hash", "ViA-XL", "m.xlsx", DAG, "sha")


def gezegd(boek: Boek) -> set[Decimal]:
    """Every number that stands in the book, also in its sentences."""
    waarden: list[Any] = []
    for blad in boek.leg().bladen:
        waarden += [cel.waarde for _, cel in blad.cellen.items()]
        waarden += [waarde for tabel in blad.tabellen for k in tabel.kolommen for waarde in k.waarden]
    teksten = " ".join(w for w in waarden if isinstance(w, str))
    getallen = {Decimal(str(w)) for w in waarden if isinstance(w, int | float) and not isinstance(w, bool)}
    return getallen | {
        Decimal(g.replace(".", "").replace(",", ".")) for g in re.findall(r"\d[\d.]*,\d\d(?!\d)", teksten)
    }


@pytest.mark.parametrize(
    ("aantallen", "laat"),
    [
        ({HB: 5, OSS: 1, BOEKEL: 0}, False),  # one gemeente with one person
        ({HB: 5, OSS: 2, BOEKEL: 1}, False),  # two small ones
        ({HB: 3, OSS: 3, BOEKEL: 1}, True),  # one small one, which is the total less the others
        ({HB: 4, OSS: 4, BOEKEL: 4}, True),
    ],
)
def test_nothing_in_it_nor_between_two_figures_says_what_few_people_worked(
    aantallen: dict[str, int], laat: bool
) -> None:
    """Hours so large that none occur by chance; of every way to divide them the groups of fewer than three people are looked for."""
    gok = Random(str(aantallen))  # noqa: S311
    themas, rollen = ("Preventie", "Klein", "Ander"), ("kernlid", "secretaris", "vreemd")
    mensen = [(code, f"{code}-{nr}") for code, aantal in aantallen.items() for nr in range(aantal)]
    regels = []
    for plaats, (code, wie) in enumerate(mensen):
        for maand in range(1, 4 if plaats % 4 else 7):
            thema = themas[0 if maand < 3 else plaats % 3]
            anders = {"maand": date(2024, maand, 1), "thema": thema, "rol": rollen[1 if plaats == 2 else 0]}
            regels.append(uren(code, gok.randrange(10**7, 10**8), medewerker=wie, **anders))
    if laat:
        regels.append(uren(HB, 23456475, medewerker=f"{HB}-0", maand=date(2023, 12, 1)))
        regels.append(uren(OSS, 31131413, medewerker=f"{OSS}-0", afrekenjaar=2025))
    regio = replace(
        REGIO,
        uren=tuple(regels),
        rollen=tuple(Rol(rol=r, taak=t, bron="4.1") for r, t in zip(rollen[:2], Taak, strict=True)),
        jaren=(JAAR, replace(JAAR, jaar=2023), replace(JAAR, jaar=2025)),
        pok=tuple(replace(REGIO.pok[0], jaar=jaar) for jaar in (2023, 2024, 2025)),
        tarieven=(tarief(date(2023, 1, 1), date(2025, 12, 31)),),
    )
    gegevens = zonder_master(regio, *([2023, 2025] if laat else []))
    getallen = gezegd(maak_verantwoordingsboek(gegevens))
    uit_elkaar = getallen | {abs(a - b) for a in getallen for b in getallen}

    delingen: list[Callable[[Urenregel], Hashable]] = [
        *(attrgetter(*velden) for velden in (("code",), ("thema",), ("rol",), ("maand",), ("medewerker",))),
        *(attrgetter("code", veld) for veld in ("thema", "rol", "maand")),
        lambda regel: (regel.maand.year, regel.afrekenjaar),
    ]
    geheim = {}
    for deling in delingen:
        groepen = defaultdict(list)
        for regel in regels:
            groepen[deling(regel)].append(regel)
        geheim |= {
            Decimal(sum(r.uren_h for r in groep)).scaleb(-2): sleutel
            for sleutel, groep in groepen.items()
            if len({r.medewerker for r in groep}) < 3
        }
    assert len(geheim) > 10
    assert {sleutel for aantal, sleutel in geheim.items() if aantal in uit_elkaar} == set()
    assert Decimal(gegevens.capaciteit.geleverd_h).scaleb(-2) in getallen


def test_a_region_of_few_people_says_so() -> None:
    alle = " ".join(zinnen(zonder_master(replace(REGIO, uren=(uren(OSS, 100),)))))
    assert "LET OP: deze uren zijn van minder dan 3 medewerkers" in alle
    assert "LET OP" not in " ".join(zinnen(zonder_master(REGIO)))


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    ("anders", "toont"),
    [
        ({}, True),
        ({"verdeelsleutel": Verdeelsleutel.KOSTEN}, False),
        ({"verdeelsleutel": Verdeelsleutel.UREN}, False),
        ({"verdeelsleutel": Verdeelsleutel.CAPACITEIT}, True),
        ({"voorstelgrens_ct": 1, "meerkosten_drager": MeerkostenDrager.LEVERANCIERS}, False),
        ({"voorstelgrens_ct": 1, "meerkosten_drager": MeerkostenDrager.CENTRUMGEMEENTE}, True),
    ],
)
def test_the_bijdragen_are_left_out_where_they_tell_a_cost(anders: dict[str, Any], toont: bool, tmp_path: Path) -> None:
    boek = maak_verantwoordingsboek(stof(replace(REGIO, jaren=(replace(JAAR, **anders),)), tmp_path))
    assert ("Bijdragen" in {blad.naam for blad in boek.bladen}) == toont


def test_hours_on_an_unknown_theme_are_counted_and_small_themes_taken_together(tmp_path: Path) -> None:
    boek = maak_verantwoordingsboek(stof(REGIO, tmp_path))
    assert kolom(boek, "Themas", "Thema") == ["Preventie", "Leeg", "Overige thema's samen"]
    assert kolom(boek, "Themas", "Uren") == [30, 0, 30.77]  # of Klein one person's alone
    assert kolom(boek, "Themas", "Bestaat uit")[2] == "Klein; niet in de lijst van thema's"
    assert kolom(boek, "Themas", "Thema", 1) == ["Preventie", "Overige thema's samen"]
    assert kolom(boek, "Themas", "Bestaat uit", 1)[1] == "Klein; niet in de lijst van thema's"


def test_the_years_with_hours_stand_beside_each_other(tmp_path: Path) -> None:
    gegevens = stof(REGIOS["twee jaren"], tmp_path)
    boek = maak_verantwoordingsboek(gegevens)
    assert kolom(boek, "Meerjaren", "Jaar") == [2024, 2025]
    assert kolom(boek, "Meerjaren", "Vergoeding €") == [euro(gegevens.uitkomst.vergoeding_ct), 0]
    assert kolom(boek, "Meerjaren", "Kosten min begroot €")[1] == ""
    assert kolom(boek, "Meerjaren", "Afgerekende uren") == [60.77, None]  # of 2025 one person's alone
    assert kolom(boek, "Meerjaren", "Kosten per uur €")[1] == ""


def test_the_sentences_say_how_the_year_went(tmp_path: Path) -> None:
    alle = " ".join(zinnen(stof(REGIO, tmp_path)))
    assert "begroot was € 620.000,00" in alle
    assert "minder." in alle
    assert "3 gemeenten leverden samen 60,77 uur; gepland is 933,33 uur." in alle
    # 60,77 hours, and nine months of 24 hours a week to come: 9 × 77,78
    assert "De uren lopen tot en met maart; met de toegezegde capaciteit daarna wordt het 760,79 uur." in alle
    leeg = " ".join(zinnen(stof(REGIOS["geen uren"], tmp_path / "leeg")))
    assert "Er zijn over 2024 nog geen uren geleverd" in leeg


def test_the_budget_says_what_is_left_and_leaves_the_unknown_blank(tmp_path: Path) -> None:
    gegevens = stof(REGIOS["budget"], tmp_path)
    boek = maak_verantwoordingsboek(gegevens)
    assert kolom(boek, "DUVO-POK", "Post") == ["Veilig Thuis", "CSG"]
    assert kolom(boek, "DUVO-POK", "Besteed €") == [0.9, None]
    cellen = boek.vind("DUVO-POK").cellen
    assert cellen[6, 2].waarde == "van 1 post is de besteding niet bekend"
    over_ct = 680_000_000 - 90 - gegevens.uitkomst.vergoeding_ct - 1_250_050
    assert cellen[10, 1].waarde == euro(over_ct)


def test_without_a_budget_and_posts_there_is_no_sheet_of_them(tmp_path: Path) -> None:
    zonder = replace(REGIO, bestedingen=())
    assert "DUVO-POK" not in {blad.naam for blad in maak_verantwoordingsboek(stof(zonder, tmp_path)).bladen}
