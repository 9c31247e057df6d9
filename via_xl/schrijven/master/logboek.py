"""The log: what was run when, by which version, on which input. The build itself is its first entry."""

from __future__ import annotations

from via_xl import __version__
from via_xl.regeling.model import Logregel, Regeling
from via_xl.regeling.tabellen import INDELING, INDELINGNAAM, LOGBOEK
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.schrijven.boek import Boek, TabelKolom
from via_xl.schrijven.master.invoer import celwaarde, stijl_van
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.opmaak import TABELRIJ, kop

BLAD = LOGBOEK.blad


def bouwregels(regeling: Regeling) -> tuple[Logregel, ...]:
    """The entries of a build, one a year. A build has no time: the same input gives the same workbook."""
    return tuple(
        Logregel(
            wat="master gebouwd",
            jaar=jaar.jaar,
            versie=f"ViA-XL {__version__}",
            invoerhash=invoerhash(regeling, jaar.jaar),
        )
        for jaar in regeling.jaren
    )


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet."""
    blad = boek.blad(BLAD, beschermd=False, kleur="#7F7F7F", kopregel=f"{stand.naam} · Logboek")
    kop(blad, "Logboek", "Wat wanneer is gedaan, met welke versie, op welke invoer.", vlag=stand.vlag)
    blad.zet(2, 1, "Indeling van deze master", "uitleg.tekst")
    boek.naam(INDELINGNAAM, blad.zet(2, 2, INDELING, "werk.nr"))
    regels = stand.regeling.logboek or bouwregels(stand.regeling)
    blad.tabel(
        LOGBOEK.naam,
        TABELRIJ,
        0,
        [
            TabelKolom(
                kolom.kop,
                [celwaarde(kolom, getattr(regel, kolom.veld)) for regel in regels],
                f"werk.{stijl_van(kolom)}",
                breedte=kolom.breedte,
            )
            for kolom in LOGBOEK.kolommen
        ],
    )
    blad.bevroren = (TABELRIJ + 1, 0)
