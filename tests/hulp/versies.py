"""Versions of one year after each other: a master that changes, and the run on each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from hulp.kleine_master import BOEKEL, HB, OSS, REGELING, tarief, uren
from hulp.stukken import getekend, leg_neer
from via_xl.basis.vingerafdruk import sha256_van
from via_xl.jaarrun import jaarrun
from via_xl.regeling.model import (
    Akkoord,
    Akkoordrol,
    Besluit,
    Besluitsoort,
    Besluitstap,
    Oordeel,
    Regeling,
    Stap,
    Status,
    Urenregel,
    Urenstaat,
)
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.verrekening import verreken
from via_xl.schrijven.master import maak_master

LATER = replace(
    REGELING,
    uren=(
        uren(HB, 725),
        uren(OSS, 11550, medewerker="1001"),
        uren(OSS, 2575, medewerker="1002"),
        uren(BOEKEL, 175),
        uren(OSS, 9900, geldig=False),
    ),
)
"""The small region with other hours: Oss' line moved from November to March and a second medewerker, Boekel's line longer."""


def getekende_staat(code: str, jaar: int, dag: date, bestand: str = "") -> Urenstaat:
    """An hour sheet that was read in, and that both signed on the same day."""
    naam = bestand or f"{code}.xlsx"
    return Urenstaat(
        code=code,
        jaar=jaar,
        bestand=naam,
        sha256="cd" * 32,
        gelezen_op=dag,
        regels=1,
        uren_h=100,
        akkoord_medewerker=dag,
        akkoord_leidinggevende=dag,
        bron=naam,
    )


def rijp(regeling: Regeling, jaar: int = 2024) -> Regeling:
    """The region with everything that a definitief settlement of a year asks for: it may be run with ``definitief``."""
    vast = {
        naam: tuple(replace(rij, status=Status.VASTGESTELD) for rij in getattr(regeling, naam))
        for naam in (
            *(
                "gemeenten",
                "jaren",
                "pok",
                "inwoners",
                "uren",
                "tarieven",
                "begroting",
                "capaciteit",
                "voorschotten",
                "verrekend",
            ),
        )
    }
    vast["jaren"] = tuple(
        replace(rij, reactietermijn=date(jaar + 1, 6, 1)) if rij.jaar == jaar else rij for rij in vast["jaren"]
    )
    dag = date(jaar + 1, 1, 10)
    staten = tuple(getekende_staat(code, jaar, dag) for code in (gemeente.code for gemeente in regeling.gemeenten))
    klaar = replace(
        regeling,
        **vast,
        urenstaten=staten,
        aandachtspunten=tuple(replace(rij, afgehandeld=True) for rij in regeling.aandachtspunten),
    )
    if verreken(klaar, jaar).voorstel_nodig:
        klaar = _met_besluit(klaar, jaar)
    return replace(klaar, akkoorden=akkoorden(klaar, jaar))


def _met_besluit(regeling: Regeling, jaar: int) -> Regeling:
    """With a besluit, taken by all, that sets who bears the meerkosten as the year says."""
    nummer, dag = f"RIJP-{jaar}", date(jaar + 1, 3, 1)
    besluit = Besluit(
        nummer=nummer,
        jaar=jaar,
        onderwerp="meerkosten",
        soort=Besluitsoort.MEERKOSTEN,
        meerkosten_drager=regeling.jaar(jaar).meerkosten_drager,
        bron="voorstel",
    )
    wie = [(Stap.REGIODAG, ""), *((Stap.COLLEGE, gemeente.code) for gemeente in regeling.gemeenten)]
    stappen = tuple(
        Besluitstap(besluit=nummer, stap=stap, code=code, gehouden=dag, oordeel=Oordeel.AKKOORD, bron="verslag")
        for stap, code in wie
    )
    jaren = tuple(replace(rij, besluit=nummer) if rij.jaar == jaar else rij for rij in regeling.jaren)
    return replace(
        regeling,
        jaren=jaren,
        besluiten=(*regeling.besluiten, besluit),
        besluitstappen=(*regeling.besluitstappen, *stappen),
    )


def akkoorden(regeling: Regeling, jaar: int = 2024) -> tuple[Akkoord, ...]:
    """Two approvals of two gemeenten for exactly this input, signed today; :func:`hulp.stukken.leg_neer` makes their files."""
    jaarhash = invoerhash(regeling, jaar)
    return tuple(
        Akkoord(
            jaar=jaar,
            code=code,
            rol=Akkoordrol.OPDRACHTGEVER,
            door=door,
            invoerhash=jaarhash,
            op=date.today(),
            bestand=f"{door}.pdf",
            sha256=sha256_van(getekend(jaarhash, code, door)),
            bron=f"{door}.pdf",
            datum=date.today(),
            status=Status.VASTGESTELD,
        )
        for code, door in ((HB, "AO-HB"), (OSS, "AO-OSS"))
    )


def versies(werkmap: Path, *inhouden: Regeling, jaar: int = 2024, definitief: bool = False) -> list[Path]:
    """A run on one master that holds these inputs in turn; gives the version folders.

    ``definitief``: with all that it asks for, and asked for.
    """
    werkmap.mkdir(parents=True, exist_ok=True)
    master = werkmap / "via_master.xlsx"
    mappen = []
    for inhoud in inhouden:
        klaar = rijp(inhoud, jaar) if definitief else inhoud
        maak_master(klaar, jaar).bewaar(master)
        leg_neer(werkmap, klaar)
        mappen.append(jaarrun(master, jaar, definitief=definitief, herziening=True).map)
    return mappen


def anders(regeling: Regeling, keuze: dict[int, dict[str, Any]]) -> Regeling:
    """The region with fields of these hour lines changed, by their place."""
    regels: list[Urenregel] = [replace(r, **keuze.get(nummer, {})) for nummer, r in enumerate(regeling.uren)]
    return replace(regeling, uren=tuple(regels))


TWEE_JAREN = replace(
    REGELING,
    jaren=(replace(REGELING.jaren[0], drempel_herziening_ct=100), replace(REGELING.jaren[0], jaar=2025)),
    pok=(*REGELING.pok, replace(REGELING.pok[0], jaar=2025)),
    tarieven=(REGELING.tarieven[0], tarief(date(2024, 10, 1), date(2025, 12, 31), uurtarief_ct=7615)),
    uren=(*REGELING.uren, uren(OSS, 20_000, maand=date(2025, 3, 1), afrekenjaar=2025)),
    begroting=(*REGELING.begroting, replace(REGELING.begroting[0], jaar=2025)),
    verrekend=(),
)
EEN_CENTIUUR = anders(TWEE_JAREN, {0: {"uren_h": 726}})
"""0,01 hour more of 's-Hertogenbosch: K € 0,75 more, V € 0,38, and its saldo € 0,53 lower."""
