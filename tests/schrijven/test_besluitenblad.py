"""Where each besluit stands, in formulas: what the engine says of every stand there is, in three engines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.keuren import motor
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from hulp.libreoffice import LibreOffice
from hulp.openvba import OpenVba
from msgspec.structs import replace

from via_xl.bewijs.linter import lint
from via_xl.bewijs.rekenmachine import IronCalc
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.regeling.model import Besluit, Besluitstap, Gemeente, Naam, Oordeel, Regeling, Stap
from via_xl.rekenen.besluiten import niet_genomen
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import maak_master

LATER = "GM9999"
"""A gemeente that takes part from 2025 on; Oss does until the middle of 2024."""

_DAG = date(2025, 3, 1)


def stap(nummer: str, soort: Stap, oordeel: Oordeel | None = None, code: str = "") -> Besluitstap:
    gehouden = None if oordeel is None else _DAG
    return Besluitstap(besluit=nummer, stap=soort, code=code, gehouden=gehouden, oordeel=oordeel, bron="")


def akkoorden(nummer: str, *codes: str) -> tuple[Besluitstap, ...]:
    """The Regiodag and these colleges agreed."""
    colleges = (stap(nummer, Stap.COLLEGE, Oordeel.AKKOORD, code) for code in codes)
    return (stap(nummer, Stap.REGIODAG, Oordeel.AKKOORD), *colleges)


STANDEN = {
    "V-open": "open",
    "V-genomen": "genomen",
    "V-zonder-regiodag": "open",
    "V-college-mist": "open",
    "V-college-te-vroeg": "open",
    "V-raad-open": "open",
    "V-raad-akkoord": "genomen",
    "V-terug": "terug",
    "V-afgewezen": "afgewezen",
    "V-ingetrokken": "ingetrokken",
    "V-niet-nodig": "open",
}
"""Per besluit what the sheet says of it."""

DRIE = (HB, BOEKEL, OSS)
REGIO = replace(
    REGELING,
    gemeenten=(
        *REGELING.gemeenten[:2],
        replace(REGELING.gemeenten[2], tot=date(2024, 6, 30)),
        Gemeente(code=LATER, naam="Later", organisatie="", centrumgemeente=False, van=date(2025, 1, 1), bron=""),
    ),
    namen=(*REGELING.namen, Naam(code=LATER, naam="Later", bron="")),
    besluiten=tuple(
        Besluit(
            nummer=nummer,
            jaar=2024,
            onderwerp=nummer,
            nodig=nummer != "V-niet-nodig",
            ingetrokken=_DAG if nummer == "V-ingetrokken" else None,
            bron="",
        )
        for nummer in STANDEN
    ),
    besluitstappen=(
        stap("V-open", Stap.WERKGROEP, Oordeel.INBRENG),
        *akkoorden("V-genomen", *DRIE),
        *akkoorden("V-zonder-regiodag", *DRIE)[1:],
        *akkoorden("V-college-mist", HB, BOEKEL),
        *akkoorden("V-college-te-vroeg", HB, BOEKEL, LATER),
        *(*akkoorden("V-raad-open", *DRIE), stap("V-raad-open", Stap.RAAD, None, OSS)),
        *(*akkoorden("V-raad-akkoord", *DRIE), stap("V-raad-akkoord", Stap.RAAD, Oordeel.AKKOORD, OSS)),
        stap("V-terug", Stap.AMBTELIJK, Oordeel.TERUG),
        stap("V-afgewezen", Stap.REGIODAG, Oordeel.AFGEWEZEN),
        *akkoorden("V-ingetrokken", *DRIE),
    ),
)
LEEG = replace(REGELING, besluiten=(), besluitstappen=())


def boek_van(regeling: Regeling, werkmap: Path) -> tuple[Boek, Path]:
    boek = maak_master(regeling, 2024)
    boek.bewaar(werkmap / "master.xlsx")
    return boek, werkmap / "master.xlsx"


def kolom(boek: Boek, kop: str) -> list[Any]:
    (tabel,) = [t for t in boek.vind("Besluiten").tabellen if t.naam == "tblBesluiten"]
    return list(next(k for k in tabel.kolommen if k.kop == kop).waarden)


@pytest.mark.parametrize("machine", [IronCalc, *map(motor, (LibreOffice, OpenVba))])
@pytest.mark.parametrize("regeling", [REGIO, LEEG], ids=["elke stand", "geen besluit"])
def test_every_engine_gives_what_the_engine_of_the_settlement_says(
    machine: Any, regeling: Regeling, tmp_path: Path
) -> None:
    boek, pad = boek_van(regeling, tmp_path)
    vergeleken, verschillen = vergelijk(pad, boek.verwacht(), machine(pad))
    assert vergeleken > 400
    assert [verschil.regel() for verschil in verschillen if verschil.blad in ("Besluiten", "Controles", "Start")] == []


def test_each_stand_is_told_and_what_holds_up_the_settlement_is_counted(tmp_path: Path) -> None:
    boek, pad = boek_van(REGIO, tmp_path)
    assert dict(zip(kolom(boek, "Nummer"), kolom(boek, "Stand"), strict=True)) == STANDEN
    houdt = {n for n, op in zip(kolom(boek, "Nummer"), kolom(boek, "Houdt op"), strict=True) if op}
    assert houdt == {rij.besluit.nummer for rij in niet_genomen(REGIO, 2024)}
    assert houdt == set(STANDEN) - {"V-genomen", "V-raad-akkoord", "V-ingetrokken", "V-niet-nodig"}
    assert lint(pad) == ()
