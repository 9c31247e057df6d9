"""The log: what was run when, by which version, on which input. The build itself is its first entry."""

from __future__ import annotations

from via_xl import __version__
from via_xl.regeling.model import Logregel, Regeling
from via_xl.regeling.tabellen import INDELING, INDELINGNAAM, LOGBOEK
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master.invoer import rijhoogte, veld_van
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.taal import Aanzien, Tabkleur, begin_blad, naast_vlag

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
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.HERKOMST,
        kopregel=f"{stand.naam} · Logboek",
        uitleg="Wat wanneer is gedaan, met welke versie, op welke invoer.",
        titel="Logboek",
        vlag=stand.vlag,
        beschermd=False,
    )
    naast_vlag(s.blad, "Indeling van deze master", "uitleg.tekst", kol=3)
    boek.naam(INDELINGNAAM, naast_vlag(s.blad, INDELING, "werk.nr", kol=5))
    regels = stand.regeling.logboek or bouwregels(stand.regeling)
    velden = [veld_van(kolom, Aanzien.WERK, stand.regio) for kolom in LOGBOEK.kolommen]
    s.tabel(LOGBOEK.naam, regels, velden, bevries=True, herhaal=False, rijhoogte=rijhoogte(LOGBOEK))
