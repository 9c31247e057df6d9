"""The sheets Capaciteit and Themas: three engines give what the rekenkern says, whatever there is or isn't."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.gemaakt import rapport
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, tarief, uren
from hulp.lang import meest_lang
from hulp.libreoffice import LibreOffice
from hulp.openvba import OpenVba
from msgspec.structs import replace

from via_xl.bewijs.linter import lint
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.regeling.model import Formatie, Rol, Taak, Thema
from via_xl.regeling.tabellen import UREN
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.rapport import ONDERDELEN, capaciteit, themas
from via_xl.vragen.rapport import standaardnaam

JAAR = replace(REGELING.jaren[0], productieve_uren_h=139_937)
VOL = replace(
    REGELING,
    jaren=(JAAR,),
    tarieven=(tarief(date(2023, 1, 1), date(2023, 12, 31)), *REGELING.tarieven),
    pok=(*REGELING.pok, replace(REGELING.pok[0], jaar=2023)),
    rollen=(
        Rol(rol="kernlid", taak=Taak.BELEID, bron="5.2"),
        Rol(rol="k*", taak=Taak.ONDERSTEUNING, bron=""),
        Rol(rol=">1", bron=""),
    ),
    themas=tuple(Thema(thema=naam, bron="4.2") for naam in ("Preventie", "P*", "?", "=")),
    formatie=(
        Formatie(taak=Taak.BELEID, uren_per_week_h=17_600, bron="8.3"),
        Formatie(taak=Taak.ONDERSTEUNING, uren_per_week_h=3600, van=date(2025, 1, 1), bron="8.3"),
    ),
    uren=(
        *REGELING.uren,
        uren(OSS, 120_033, maand=date(2024, 2, 1), rol="k*", thema="P*"),
        uren(HB, 725, maand=date(2024, 10, 1), rol=">1", thema="?"),
        uren(BOEKEL, 50, maand=date(2023, 12, 1), thema="=", rol="onbekend"),
        uren(BOEKEL, 125, maand=date(2024, 12, 1), afrekenjaar=2025, thema="weet niet", rol="onbekend"),
        uren(BOEKEL, 75, thema="weet niet", rol="onbekend"),
    ),
)
REGIOS = {
    "alles": VOL,
    "halverwege het jaar": replace(VOL, uren=tuple(u for u in VOL.uren if u.maand < date(2024, 6, 1))),
    "geen uren": replace(VOL, uren=()),
    "geen lijsten, formatie en capaciteit": replace(REGELING, rollen=(), themas=(), formatie=(), capaciteit=()),
    "niets": replace(REGELING, rollen=(), themas=(), formatie=(), capaciteit=(), uren=()),
}


def waarde(boek: Boek, verwijzing: str) -> Any:
    return boek.waarde(boek.vind("Capaciteit"), verwijzing)


def kolom(boek: Boek, blad: str, tabel: str, kop: str) -> list[Any]:
    gevonden = next(t for t in boek.vind(blad).tabellen if t.naam == tabel)
    return list(next(k for k in gevonden.kolommen if k.kop == kop).waarden)


def uitkomst(boek: Boek, wat: str) -> Any:
    cellen = boek.vind("Controles").cellen
    [rij] = [r for (r, _), cel in cellen.items() if cel.waarde == wat]
    return cellen[rij, 4].waarde


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("naam", REGIOS)
def test_ironcalc_gives_the_value_of_the_rekenkern(naam: str, tmp_path: Path) -> None:
    boek = rapport(REGIOS[naam], 2024, "capaciteit", "themas")
    pad = tmp_path / "m.xlsx"
    boek.bewaar(pad)
    _, verschillen = vergelijk(pad, boek.verwacht())
    assert [verschil.regel() for verschil in verschillen] == []
    assert [b.regel() for b in lint(pad) if b.blad in (capaciteit.BLAD, themas.BLAD)] == []


@pytest.mark.motoren
@pytest.mark.parametrize("naam", meest_lang(REGIOS, "alles"))
def test_every_engine_gives_the_value_of_the_rekenkern(naam: str, tmp_path: Path) -> None:
    boek = rapport(REGIOS[naam], 2024, "capaciteit", "themas")
    pad = tmp_path / "m.xlsx"
    boek.bewaar(pad)
    for machine in (LibreOffice(pad), OpenVba(pad)):
        _, verschillen = vergelijk(pad, boek.verwacht(), machine)
        assert [verschil.regel() for verschil in verschillen] == []


def test_the_block_says_what_is_asked_for_what_is_promised_and_where_the_year_goes() -> None:
    boek = rapport(VOL, 2024, "capaciteit", "themas")
    blok = capaciteit.BLOK
    assert waarde(boek, blok.formatie) == 176
    assert waarde(boek, blok.capaciteit) == 24
    assert waarde(boek, blok.vacature) == 152
    assert waarde(boek, blok.maanden) == 12
    assert waarde(boek, blok.geleverd) == 7.25 + 100 + 0.5 + 1200.33 + 7.25 + 1.25 + 0.75
    assert waarde(boek, blok.taak_onbekend) == 7.25 + 1.25 + 0.75
    assert waarde(boek, blok.meer) > 0
    assert uitkomst(boek, "Geen gemeente levert meer dan de productieve uren van haar capaciteit") == "LET OP"


def test_what_is_not_known_stays_blank() -> None:
    boek = rapport(REGIOS["niets"], 2024, "capaciteit", "themas")
    blok = capaciteit.BLOK
    for verwijzing in (blok.formatie, blok.vacature, blok.gepland, blok.prognose, blok.verschil, blok.tempo):
        assert waarde(boek, verwijzing) == ""


def test_months_taken_and_roles_hold_the_hours_of_the_year() -> None:
    boek = rapport(VOL, 2024, "capaciteit", "themas")
    geleverd = waarde(boek, capaciteit.BLOK.geleverd)
    per_rol = kolom(boek, "Capaciteit", capaciteit.ROLLEN, "Totaal uren")
    assert round(sum(per_rol) + waarde(boek, capaciteit.BLOK.rol_onbekend), 2) == geleverd
    assert kolom(boek, "Capaciteit", capaciteit.MAANDTABEL, "feb") == [0, 0, 1200.33]
    assert kolom(boek, "Capaciteit", capaciteit.TAKEN, "Geleverd uren") == [107.75, 1200.33]


@pytest.mark.parametrize("soort", ONDERDELEN)
def test_every_report_has_hour_lines_and_says_that_it_stays_inside(soort: str) -> None:
    bladen = rapport(VOL, 2024, soort).bladen
    assert any(blad.naam == UREN.blad for blad in bladen)
    assert all("alleen voor de centrumgemeente" in blad.kopregel for blad in bladen)
    assert standaardnaam(VOL.regio, soort, 2024).endswith("_2024_intern.xlsx")


def test_an_unknown_theme_is_counted_apart_so_that_the_total_is_the_settlement() -> None:
    boek = rapport(VOL, 2024, "capaciteit", "themas", naam="Capaciteit")
    assert kolom(boek, "Themas", themas.TABEL, "Uren") == [107.75, 1200.33, 7.25, 0.5]
    assert uitkomst(boek, "Elk afgerekend uur staat op een thema van tblThemas") == "LET OP"
    assert uitkomst(boek, "Thema's tellen op tot alle kosten van uren van de verrekening") == "OK"
    assert kolom(boek, "Themas", themas.TABEL, "k uren") == [0, 1200.33, 0, 0]

    assert {blad.kopregel.rpartition(" · ")[2] for blad in boek.bladen} == {"alleen voor de centrumgemeente"}
    delen = [blad.kopregel.split(" · ") for blad in boek.bladen]
    assert all(len(set(van_blad)) == len(van_blad) for van_blad in delen), "no part of a header stands there twice"
    gezegd = [cel.waarde for _, cel in sorted(boek.vind("Rapport").cellen.items())]
    assert "Alleen voor de centrumgemeente: er staan uren van personen in. Geef dit niet door;" in gezegd
