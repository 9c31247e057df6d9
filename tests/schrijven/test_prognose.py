"""The sheet Prognose, in the master and as a report: the engine's values, in every engine, and what Start says of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.gemaakt import VARIANTEN, rapport, regeling, variant_van_drie
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, tarief, uren
from hulp.lang import eerste_vlug, meest_lang
from hulp.libreoffice import LibreOffice
from hulp.openvba import OpenVba
from msgspec.structs import replace

from via_xl.bewijs.linter import lint
from via_xl.bewijs.rekenmachine import IronCalc
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.regeling.model import (
    BijdrageKarakter,
    BtwPositie,
    Capaciteit,
    Maandpatroon,
    MeerkostenDrager,
    Regeling,
    Verdeelsleutel,
    VoorstelToets,
)
from via_xl.rekenen.prognose import Prognosegeval, Prognoseoordeel, prognose
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.boek import Celgebied
from via_xl.schrijven.master import maak_master
from via_xl.schrijven.master.prognose import BLAD

JAAR = replace(REGELING.jaren[0], productieve_uren_h=140_000)
CAPACITEIT = (
    Capaciteit(code=OSS, uren_per_week_h=1800, tot=date(2024, 11, 29), bron="8.3"),
    Capaciteit(code=BOEKEL, uren_per_week_h=777, van=date(2024, 5, 2), bron="8.3"),
)


def tot_en_met(maanden: int, jaar: int = 2025, **keuzes: Any) -> Regeling:
    """The shipped region with the hours of that many months of the year, and these choices in it."""
    regio = regeling()
    return replace(
        regio,
        uren=tuple(r for r in regio.uren if (r.maand.year, r.maand.month) <= (jaar, maanden)),
        jaren=tuple(replace(rij, **keuzes) if rij.jaar == jaar else rij for rij in regio.jaren),
    )


def klein(**jaar: Any) -> Regeling:
    """The small region in March, where capacity begins and ends inside the year."""
    return replace(
        REGELING,
        jaren=(replace(JAAR, **jaar),),
        capaciteit=CAPACITEIT,
        urenstaten=(),
        uren=(uren(OSS, 1000), uren(BOEKEL, 725, maand=date(2024, 1, 1))),
    )


REGIOS: dict[str, tuple[Regeling, int]] = {
    "augustus": (tot_en_met(8), 2025),
    "niets": (tot_en_met(0), 2025),
    "alles": (tot_en_met(12), 2025),
    "klein": (klein(), 2024),
    "gelijk en ruim": (
        klein(prognose_patroon=Maandpatroon.GELIJK, prognose_laag_bp=3333, prognose_hoog_bp=17_777),
        2024,
    ),
    "zonder plan": (klein(productieve_uren_h=None), 2024),
    "naar kosten": (klein(verdeelsleutel=Verdeelsleutel.KOSTEN), 2024),
    "naar uren, meerkosten apart": (
        klein(
            verdeelsleutel=Verdeelsleutel.UREN,
            voorstelgrens_ct=100_000,
            meerkosten_drager=MeerkostenDrager.CENTRUMGEMEENTE,
        ),
        2024,
    ),
    "btw, andere kosten en late uren": (
        replace(
            klein(btw_positie=BtwPositie.LAST),
            kosten=(replace(REGELING.kosten[0], jaar=2024, code=BOEKEL, telt_mee=True, pok=True, bedrag_ct=123_457),),
            pok=(*REGELING.pok, replace(REGELING.pok[0], jaar=2023, vergoeding_bp=10_000, maximum_ct=50_000)),
            tarieven=(*REGELING.tarieven, tarief(date(2023, 1, 1), date(2023, 12, 31))),
            uren=(uren(OSS, 1000), uren(BOEKEL, 725, maand=date(2023, 12, 1))),
        ),
        2024,
    ),
    "één gemeente": (
        replace(
            klein(),
            gemeenten=REGELING.gemeenten[:1],
            inwoners=REGELING.inwoners[:1],
            capaciteit=(replace(CAPACITEIT[0], code=HB),),
            namen=REGELING.namen[:2],
            uren=(uren(HB, 1000),),
            begroting=(),
            voorschotten=(),
            kosten=(),
            verrekend=(),
        ),
        2024,
    ),
    "opgegaan in een ander": (
        replace(
            tot_en_met(8),
            gemeenten=tuple(
                replace(rij, tot=date(2025, 6, 30), opvolger="GM1948") if rij.code == BOEKEL else rij
                for rij in regeling().gemeenten
            ),
        ),
        2025,
    ),
    "toets per gemeente": (tot_en_met(8, voorstel_toets=VoorstelToets.GEMEENTE), 2025),
    "vast": (klein(bijdrage_karakter=BijdrageKarakter.VAST), 2024),
    "zonder sleutel": (
        replace(klein(), inwoners=tuple(replace(rij, inwoners=0) for rij in REGELING.inwoners), uren=()),
        2024,
    ),
}
"""What a forecast can meet: before, in and after the year, and every way to share."""


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize(
    "naam", meest_lang(REGIOS, "augustus", "gelijk en ruim", "zonder plan", "opgegaan in een ander")
)
def test_ironcalc_gives_what_the_engine_says(naam: str, tmp_path: Path) -> None:
    inhoud, jaar = REGIOS[naam]
    gemaakt = rapport(inhoud, jaar, "prognose")
    pad = tmp_path / "m.xlsx"
    gemaakt.bewaar(pad)
    aantal, verschillen = vergelijk(pad, gemaakt.verwacht())
    assert [verschil.regel() for verschil in verschillen] == []
    assert aantal > 500
    assert [bevinding.regel() for bevinding in lint(pad) if bevinding.blad == BLAD] == []


def test_each_inzet_says_its_own_verdict_and_the_last_line_that_of_the_year() -> None:
    regeling, jaar = tot_en_met(8), 2025
    zegt = _prognose(rapport(regeling, jaar, "prognose"))
    binnen, boven, misschien = Prognoseoordeel.BINNEN, Prognoseoordeel.BOVEN, Prognoseoordeel.MISSCHIEN
    gevonden = tuple(zegt[naam] for naam in ("bij_verwacht", "bij_hoog", "samen", "oordeel"))
    assert gevonden == (binnen, boven, misschien, misschien)


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("naam", VARIANTEN)
def test_it_is_right_under_every_choice_of_a_year(naam: str, tmp_path: Path) -> None:
    gemaakt = rapport(variant_van_drie(naam), VARIANTEN[naam][0], "prognose")
    gemaakt.bewaar(tmp_path / "m.xlsx")
    _, verschillen = vergelijk(tmp_path / "m.xlsx", gemaakt.verwacht())
    assert [verschil.regel() for verschil in verschillen] == []


def _prognose(boek: Any) -> dict[str, Any]:
    """What the sheet says of each named figure that is one cell."""
    blad = boek.vind(BLAD)
    los = {naam: plek for naam, plek in blad.namen.items() if not isinstance(plek, Celgebied)}
    return {naam: blad.cellen[plek.rij, plek.kol].waarde for naam, plek in los.items()}


@pytest.mark.parametrize(
    "naam", eerste_vlug(["augustus", "toets per gemeente", "naar uren, meerkosten apart", "zonder sleutel"])
)
def test_the_master_holds_less_and_says_the_same_as_the_report(naam: str, tmp_path: Path) -> None:
    inhoud, jaar = REGIOS[naam]
    master = maak_master(inhoud, jaar)
    klein, groot = _prognose(master), _prognose(rapport(inhoud, jaar, "prognose"))
    assert {f"te_verdelen.{geval}" for geval in Prognosegeval} | {"oordeel"} <= klein.keys() < groot.keys()
    assert klein == {figuur: groot[figuur] for figuur in klein}
    assert "bedrag.laag" in groot.keys() - klein.keys()  # the verdict doesn't ask what each bears then
    pad = tmp_path / "m.xlsx"
    master.bewaar(pad)
    _, verschillen = vergelijk(pad, master.verwacht())
    assert [verschil.regel() for verschil in verschillen if verschil.blad in (BLAD, "Start")] == []
    assert [bevinding.regel() for bevinding in lint(pad) if bevinding.blad == BLAD] == []


def _start(boek: Any) -> dict[str, Any]:
    """What Start says in its block, by label."""
    cellen = boek.vind("Start").cellen
    return {cel.waarde: cellen[rij, 1].waarde for (rij, kol), cel in cellen.items() if kol == 0 and (rij, 1) in cellen}


def test_start_says_where_the_year_ends_and_follows_the_year(tmp_path: Path) -> None:
    inhoud = tot_en_met(8)
    boek = maak_master(inhoud, 2025)
    verwacht = prognose(inhoud, verreken(inhoud, 2025))
    blok = _start(boek)
    assert blok["Wat dat betekent"] == Prognoseoordeel.MISSCHIEN
    assert blok["Verwacht te verdelen (R)"] == verwacht.verwacht.te_verdelen_ct / 100
    assert (
        blok["Bij hoge inzet"] == verwacht.uitkomsten[Prognosegeval.HOOG].te_verdelen_ct / 100 > blok["Voorstelgrens"]
    )
    pad = tmp_path / "m.xlsx"
    boek.bewaar(pad)
    machine = IronCalc(pad)
    machine.zet_naam("Jaar", 2026)
    machine.herreken()
    straks = prognose(inhoud, verreken(inhoud, 2026))
    [rij] = [r for (r, _), cel in boek.vind("Start").cellen.items() if cel.waarde == "Verwacht te verdelen (R)"]
    r_ct = straks.verwacht.te_verdelen_ct
    assert (machine.inhoud("Start", f"B{rij + 1}"), r_ct > 60_000_000) == (r_ct / 100, True)


@pytest.mark.motoren
@pytest.mark.parametrize("naam", meest_lang(REGIOS, "augustus"))
def test_libreoffice_and_pyopenvba_agree(naam: str, tmp_path: Path) -> None:
    inhoud, jaar = REGIOS[naam]
    gemaakt = rapport(inhoud, jaar, "prognose")
    pad = tmp_path / "m.xlsx"
    gemaakt.bewaar(pad)
    for machine in (LibreOffice(pad), OpenVba(pad)):
        _, verschillen = vergelijk(pad, gemaakt.verwacht(), machine)
        assert [verschil.regel() for verschil in verschillen] == []


def test_what_is_printed_is_what_one_reads_and_no_step_of_it() -> None:
    inhoud, jaar = REGIOS["augustus"]
    blad = rapport(inhoud, jaar, "prognose").vind(BLAD)
    assert blad.afdrukbereik is not None
    _, _, laatste, breed = blad.afdrukbereik
    per_gemeente, *stappen = blad.tabellen
    assert per_gemeente.naam == "tblPrognose"
    assert (breed, blad.paginas) == (len(per_gemeente.kolommen) - 1, (1, 0))
    assert blad.namen["grens"].rij == laatste
    assert min(tabel.rij for tabel in stappen) > laatste
