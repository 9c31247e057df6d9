"""The sheets Uitgangspunten and Lezingen: three engines give what the rekenkern says under each reading, whatever the region lacks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.gemaakt import rapport, regeling
from hulp.kleine_master import BOEKEL, HB, OSS, PUNTEN, REGELING, tarief, uren
from hulp.lang import meest_lang
from hulp.libreoffice import LibreOffice
from hulp.openvba import OpenVba
from msgspec.structs import replace

from via_xl.bewijs.linter import lint
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.regeling.model import (
    Begrotingsregel,
    BijdrageKarakter,
    BtwPositie,
    Capaciteit,
    Formatie,
    Inwoners,
    MeerkostenDrager,
    Openpunt,
    PokJaar,
    Taak,
    Verdeelsleutel,
)
from via_xl.rekenen.kostenlezingen import Kostenlezing
from via_xl.schrijven.boek import Boek, Tabel
from via_xl.schrijven.rapport import lezingen
from via_xl.schrijven.rapport.lezingen import LEZINGTABEL
from via_xl.schrijven.rapport.uitgangspunten import BLAD, GROEPEN, NIET

JAAR = replace(REGELING.jaren[0], voorstelgrens_ct=100_000)
BEGROOT = tuple(
    Begrotingsregel(code=g.code, jaar=2024, percentage_bp=1000 + nr, bedrag_ct=123_457, bron="8.1")
    for nr, g in enumerate(REGELING.gemeenten)
)
LATER = tuple(
    Inwoners(code=rij.code, peiljaar=2025, inwoners=rij.inwoners + 997 * nr, bron="CBS")
    for nr, rij in enumerate(REGELING.inwoners, start=1)
)
VOL = replace(REGELING, jaren=(JAAR,), begroting=BEGROOT, inwoners=(*REGELING.inwoners, *LATER))
KOSTEN = replace(
    VOL,
    jaren=(replace(JAAR, verdeelsleutel=Verdeelsleutel.UREN, productieve_uren_h=1_800_00),),
    capaciteit=(
        Capaciteit(code=OSS, uren_per_week_h=1_00, bron="8.3"),
        Capaciteit(code=HB, uren_per_week_h=9_00, bron="8.3"),
    ),
    formatie=(Formatie(taak=Taak.BELEID, uren_per_week_h=13_00, bron="8.3"),),
    tarieven=(tarief(date(2023, 1, 1), date(2023, 12, 31), uurtarief_ct=7001), *VOL.tarieven),
    pok=(*VOL.pok, replace(VOL.pok[0], jaar=2023, vergoeding_bp=9000)),
    uren=(*VOL.uren, uren(OSS, 1233, maand=date(2023, 12, 1)), uren(BOEKEL, 777, afrekenjaar=2025)),
)
"""Where each reading of the cost gives another cost, and other hours: too many of Oss, late ones, and the key is hours."""
REGIOS = {
    "alles": VOL,
    "andere kosten": KOSTEN,
    "ook wat anders betaald is, met btw": replace(
        KOSTEN,
        jaren=(replace(KOSTEN.jaren[0], btw_bp=2100, btw_positie=BtwPositie.LAST),),
        kosten=tuple(
            replace(REGELING.kosten[0], code=code, bedrag_ct=ct, telt_mee=True, pok=pok)
            for code, ct, pok in ((OSS, 33_333, True), (HB, 12_345, False))
        ),
    ),
    "btw is een last zonder tarief": replace(VOL, jaren=(replace(JAAR, btw_bp=None, btw_positie=BtwPositie.LAST),)),
    "vast, en van één is niets begroot": replace(
        VOL, jaren=(replace(JAAR, bijdrage_karakter=BijdrageKarakter.VAST),), begroting=BEGROOT[:-1]
    ),
    "btw is een last van 0 %": replace(VOL, jaren=(replace(JAAR, btw_bp=0, btw_positie=BtwPositie.LAST),)),
    "op de POK van het afrekenjaar": replace(
        KOSTEN, jaren=(replace(KOSTEN.jaren[0], btw_bp=2100, pok_jaar=PokJaar.AFREKENJAAR),)
    ),
    "naar kosten": replace(VOL, jaren=(replace(JAAR, verdeelsleutel=Verdeelsleutel.KOSTEN),)),
    "vast": replace(VOL, jaren=(replace(JAAR, bijdrage_karakter=BijdrageKarakter.VAST),)),
    "leveranciers dragen": replace(VOL, jaren=(replace(JAAR, meerkosten_drager=MeerkostenDrager.LEVERANCIERS),)),
    "bijna niets": replace(REGELING, capaciteit=(), begroting=()),
    "geen uren": replace(VOL, uren=()),
    "te groot": replace(VOL, tarieven=tuple(replace(rij, uurtarief_ct=10**9) for rij in VOL.tarieven)),
}


(EFFECTEN, VERSCHILLEN) = (GROEPEN[0].effecten, GROEPEN[0].verschillen)
(KOSTENEFFECTEN, KOSTENVERSCHILLEN) = (GROEPEN[1].effecten, GROEPEN[1].verschillen)


def kolom(boek: Boek, tabel: str, kop: str) -> list[Any]:
    tabellen = [*boek.vind(BLAD).tabellen, *boek.vind(lezingen.BLAD).tabellen]
    gevonden: Tabel = next(t for t in tabellen if t.naam == tabel)
    return list(next(k for k in gevonden.kolommen if k.kop == kop).waarden)


def wat_van(punt: Openpunt) -> str:
    """What is the matter, as the region says it."""
    return next(rij.wat for rij in PUNTEN if rij.punt is punt)


def register(boek: Boek) -> dict[str, tuple[Any, Any]]:
    """Per item of the register what is in force and the effect, by what is the matter."""
    cellen = boek.vind(BLAD).cellen
    return {str(cellen[rij, 1].waarde): (cellen[rij, 8].waarde, cellen[rij, 10].waarde) for rij in range(5, 18)}


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    "naam", meest_lang(REGIOS, "alles", "btw is een last van 0 %", "leveranciers dragen", "bijna niets")
)
def test_ironcalc_gives_the_value_of_the_rekenkern(naam: str, tmp_path: Path) -> None:
    boek = rapport(REGIOS[naam], 2024, "lezingen")
    pad = tmp_path / "m.xlsx"
    boek.bewaar(pad)
    _, verschillen = vergelijk(pad, boek.verwacht())
    assert [verschil.regel() for verschil in verschillen] == []
    assert [b.regel() for b in lint(pad) if b.blad in (BLAD, lezingen.BLAD)] == []


@pytest.mark.motoren
@pytest.mark.parametrize("naam", meest_lang(REGIOS, "andere kosten", "te groot"))
def test_every_engine_gives_the_value_of_the_rekenkern(naam: str, tmp_path: Path) -> None:
    boek = rapport(REGIOS[naam], 2024, "lezingen")
    pad = tmp_path / "m.xlsx"
    boek.bewaar(pad)
    for machine in (LibreOffice(pad), OpenVba(pad)):
        _, verschillen = vergelijk(pad, boek.verwacht(), machine)
        assert [verschil.regel() for verschil in verschillen] == []


def test_the_reading_in_force_is_what_verrekening_gives_and_the_others_differ_by_what_is_shown() -> None:
    boek = rapport(VOL, 2024, "lezingen")
    verrekend = next(t for t in boek.vind("Verrekening").tabellen if t.naam == "tblVerrekening")
    bijdrage = next(k for k in verrekend.kolommen if k.kop == "Bijdrage €").waarden
    assert kolom(boek, EFFECTEN, "In werking €") == list(bijdrage)
    for kop in ("Sleutel kosten €", "Karakter vast €", "Drager centrumgemeente €", "Laatste peiljaar €"):
        dan, verschil = kolom(boek, EFFECTEN, kop), kolom(boek, VERSCHILLEN, kop)
        assert [round(a - b, 2) for a, b in zip(dan, bijdrage, strict=True)] == pytest.approx(verschil)
        assert any(verschil), kop


def test_what_is_too_large_to_share_exactly_has_no_outcome_and_the_year_itself_has() -> None:
    boek = rapport(REGIOS["te groot"], 2024, "lezingen")
    assert NIET not in kolom(boek, EFFECTEN, "In werking €")
    assert set(kolom(boek, EFFECTEN, "Sleutel kosten €")) == {NIET}
    assert any(kolom(boek, LEZINGTABEL, "Te groot"))


def test_what_can_not_be_calculated_says_so_and_is_no_zero() -> None:
    boek = rapport(REGIOS["bijna niets"], 2024, "lezingen")
    niet = [
        lezing
        for lezing, kan in zip(
            kolom(boek, LEZINGTABEL, "Lezing"), kolom(boek, LEZINGTABEL, "Te berekenen"), strict=True
        )
        if not kan
    ]
    kosten = ["Volle formatie", "Productieve uren", "Btw een last"]
    assert niet == ["Sleutel capaciteit", "Karakter vast", "Gedrukt percentage", *kosten]
    for lezing in niet:
        effecten, verschillen = (KOSTENEFFECTEN, KOSTENVERSCHILLEN) if lezing in kosten else (EFFECTEN, VERSCHILLEN)
        assert set(kolom(boek, effecten, f"{lezing} €")) == {NIET}
        assert set(kolom(boek, verschillen, f"{lezing} €")) == {""}


def test_the_register_of_the_region_has_every_item_and_its_effect_is_the_largest_difference() -> None:
    boek = rapport(regeling(), 2024, "lezingen")
    punten = register(boek)
    assert len(punten) == 13
    per_wat = {wat.split(",")[0]: inhoud for wat, inhoud in punten.items()}
    sleutels = [f"Sleutel {sleutel} €" for sleutel in Verdeelsleutel]
    grootste = max(abs(bedrag) for kop in sleutels for bedrag in kolom(boek, VERSCHILLEN, kop))
    assert per_wat["Naar rato van inwoners"] == ("inwoners", grootste)
    gedrukt = kolom(boek, VERSCHILLEN, "Gedrukt percentage €")
    assert per_wat["Meierijstad is gedrukt als 13"][1] == max(map(abs, gedrukt))
    assert per_wat["'s-Hertogenbosch levert de meeste uren"] == ("twee akkoorden", None)


def test_every_item_but_who_decides_has_an_effect_and_it_is_the_largest_of_its_readings() -> None:
    boek = rapport(regeling(), 2026, "lezingen")
    punten = register(boek)
    zonder = [wat for wat, (_, effect) in punten.items() if effect is None]
    assert zonder == [wat_van(punt) for punt in (Openpunt.VIER_OGEN, Openpunt.EIGEN_UREN)]
    for punt, lezing in (
        (Openpunt.EENHEID, "Volle formatie"),
        (Openpunt.SCHAAL, "Tarief 1 % hoger"),
        (Openpunt.CAO, "Eén tarief per jaar"),
        (Openpunt.PRODUCTIEF, "Productieve uren"),
        (Openpunt.BTW, "Btw een last"),
        (Openpunt.TE_LAAT, "Jaar van de uren"),
    ):
        verschil = kolom(boek, KOSTENVERSCHILLEN, f"{lezing} €")
        assert punten[wat_van(punt)][1] == max(map(abs, verschil)), lezing
        assert any(verschil) == (punt not in (Openpunt.PRODUCTIEF, Openpunt.CAO)), (
            lezing
        )  # 2026 has one rate, and hours to spare
    assert any(kolom(rapport(regeling(), 2024, "lezingen"), KOSTENVERSCHILLEN, "Eén tarief per jaar €"))


def test_each_reading_of_the_cost_is_another_one_in_the_region_where_they_are_told_apart() -> None:
    boek = rapport(KOSTEN, 2024, "lezingen")
    anders = [lezing for lezing in GROEPEN[1].lezingen if lezing.kosten is not Kostenlezing.NU]
    per = {lezing.naam: tuple(kolom(boek, KOSTENVERSCHILLEN, f"{lezing.naam} €")) for lezing in anders}
    assert len({*per.values(), (0, 0, 0)}) == len(per) + 1


def test_the_choice_in_force_makes_no_difference_and_the_other_one_does() -> None:
    boek = rapport(REGIOS["op de POK van het afrekenjaar"], 2024, "lezingen")

    def verschil(naam: str) -> set[float]:
        return set(kolom(boek, KOSTENVERSCHILLEN, f"{naam} €"))

    assert verschil("POK afrekenjaar") == verschil("Btw gemene rekening") == {0}
    assert all(bedrag < 0 for bedrag in verschil("POK leverjaar"))
    assert all(bedrag > 0 for bedrag in verschil("Btw een last"))


def test_late_hours_are_what_the_year_of_the_hours_leaves_out() -> None:
    assert any(kolom(rapport(regeling(), 2026, "lezingen"), KOSTENVERSCHILLEN, "Jaar van de uren €"))
    zonder = replace(VOL, uren=tuple(replace(regel, afrekenjaar=regel.maand.year) for regel in VOL.uren))
    assert set(kolom(rapport(zonder, 2024, "lezingen"), KOSTENVERSCHILLEN, "Jaar van de uren €")) == {0}


def test_more_hours_than_productive_ones_cost_what_is_shown() -> None:
    krap = tuple(replace(rij, productieve_uren_h=10_00) for rij in regeling().jaren)
    boek = rapport(replace(regeling(), jaren=krap), 2024, "lezingen")
    assert any(kolom(boek, KOSTENVERSCHILLEN, "Productieve uren €"))
    assert register(boek)[wat_van(Openpunt.PRODUCTIEF)][1] > 0


def test_the_region_without_boekels_inwoners_of_the_last_year_has_no_outcome_for_that_reading() -> None:
    zonder = replace(VOL, inwoners=tuple(r for r in VOL.inwoners if (r.code, r.peiljaar) != (BOEKEL, 2025)))
    boek = rapport(zonder, 2024, "lezingen")
    assert set(kolom(boek, EFFECTEN, "Laatste peiljaar €")) == {NIET}
    assert NIET not in kolom(boek, EFFECTEN, "In werking €")
