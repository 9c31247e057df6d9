"""The regional workbook of a run, for the centrumgemeente and the auditor: everything the year used, live.

It is the master narrowed to one year: the same input tables (only the rows that count), the same settlement
sheet and checks, with an overview in front and the provenance of the run behind.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from via_xl import PROGRAMMA
from via_xl.basis.maat import Maat, Ruw
from via_xl.regeling.kolom import Invoertabel
from via_xl.regeling.model import Record, Regeling
from via_xl.regeling.tabellen import HERKOMSTTABEL, TABELLEN
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.gebruikt import beperk
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening
from via_xl.rekenen.wijzigingen import Vergelijking
from via_xl.schrijven import regiowijzigingen
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import controles, invoer, verrekening
from via_xl.schrijven.master.invoer import LIJSTEN
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.start import JAAR
from via_xl.schrijven.master.verrekening import BLOK, TABEL
from via_xl.schrijven.taal import (
    Aanzien,
    F,
    Grafiek,
    Stapel,
    Tabelveld,
    Tabkleur,
    begin_blad,
    controleblad,
    kolom,
    naast_vlag,
    uitkomst,
    werk,
)

OVERZICHT, HERKOMST = "Overzicht", "Herkomst"
_OVERZICHT = "tblOverzicht"


def maak_regio(
    regeling: Regeling,
    uitkomst: Verrekening,
    versie: int,
    redenen: tuple[str, ...],
    invoerhash: str,
    wijzigingen: Vergelijking | None = None,
    programma: str = PROGRAMMA,
) -> Boek:
    """The regional workbook of a year; with ``wijzigingen`` also what changed since the version that it replaces.

    ``programma`` is how the program names itself in it.
    """
    klein = replace(beperk(regeling, uitkomst.jaar), capaciteit=regeling.capaciteit)
    titel = f"{regeling.regio.kort} regio {uitkomst.jaar}"
    stand = Stand(klein, uitkomst, regeling.centrumgemeente.code, f"{titel} · versie {versie}")
    boek = Boek(titel, concept=bool(redenen))
    versietekst = f"{'CONCEPT' if redenen else 'DEFINITIEF'} · versie {versie}"
    _overzicht(boek, stand, versietekst, redenen)
    for naam, verwijzing in LIJSTEN.items():
        boek.naam(naam, verwijzing)
    for blad in invoer.BLADEN:
        invoer.zet(boek, blad, stand)
    verrekening.zet(boek, stand)
    rijen = controles.controles(stand)
    if wijzigingen is not None:
        bron = regiowijzigingen.Bedragbron(
            str(BLOK.kosten), str(BLOK.vergoeding), str(BLOK.te_verdelen), TABEL, BLOK[f"{TABEL} {g.BTW.kop}"]
        )
        rijen += regiowijzigingen.zet(boek, wijzigingen, bron, stand.naam, stand.vlag)
    controleblad.zet(boek, rijen, controles.UITLEG, f"{stand.naam} · Controles")
    _herkomst(boek, regeling, stand, invoerhash, programma)
    for werkblad in boek.leg().bladen[1:]:
        naast_vlag(werkblad, versietekst)
    return boek.klaar()


def _overzicht(boek: Boek, stand: Stand, versietekst: str, redenen: tuple[str, ...]) -> None:
    uit, kort = stand.uitkomst, stand.regio.kort
    s = begin_blad(
        boek,
        OVERZICHT,
        kleur=Tabkleur.UITKOMST,
        kopregel=f"{stand.naam} · {OVERZICHT}",
        titel=F(f'"{kort} verrekening "&{JAAR}&" · hele regio"', f"{kort} verrekening {stand.jaar} · hele regio"),
        uitleg=stand.regio.zin(
            "Wat elke gemeente bijdraagt, inbracht, betaalt of ontvangt{volgens verdeling verrekening}."
        ),
        vlag=stand.vlag,
    )
    naast_vlag(s.blad, versietekst)
    b, hoog = s.blok(), Aanzien.UITKOMST
    b.rij("Jaar", Maat.JAAR, uit.jaar, als="jaar")
    b.rij(g.KOSTEN.kort_met_symbool, Maat.EURO, F(BLOK.kosten), aanzien=hoog)
    b.rij("Vergoeding uit POK (V)", Maat.EURO, F(BLOK.vergoeding), aanzien=hoog)
    if uit.laat:
        b.rij(g.LAAT.kort, Maat.EURO, F(BLOK.laat, g.LAAT.waarde(uit)))
    b.rij(g.TE_VERDELEN.kort_met_symbool, Maat.EURO, F(BLOK.te_verdelen), aanzien=hoog)
    b.rij("Verdeelsleutel", Maat.TEKST, F(BLOK.sleutel))
    b.rij("Meerkosten, apart gedragen", Maat.EURO, F(f"{BLOK.meerkosten}/100", uit.meerkosten_ct))
    drager = F(f'IF({BLOK.karakter}="vast","vast",{BLOK.drager})', "vast" if uit.vast else uit.drager)
    b.rij("Drager van de meerkosten", Maat.TEKST, drager)
    s.wit()
    s.tabel(_OVERZICHT, uit.gemeenten, _kolommen(uit))
    s.wit()
    _grafiek(s, "Wie betaalt en wie ontvangt", ("Betaalt", "Betaalt €"), ("Ontvangt", "Ontvangt €"), gestapeld=True)
    if redenen:
        s.kopje("Nog niet definitief, want")
        for reden in redenen:
            s.alinea(f"• {reden}", tot=9)
    s.nieuwe_pagina()
    s.wit()
    _grafiek(s, "Begrote en werkelijke bijdrage per gemeente", ("Begroot", "Begroot €"), ("Werkelijk", "Bijdrage €"))
    s.leg()
    boek.naam(JAAR, s.blad.namen["jaar"])


def _grafiek(s: Stapel, titel: str, *reeksen: tuple[str, str], gestapeld: bool = False) -> None:
    """A chart over the table of gemeenten: of each series its name and its column."""
    namen = kolom(s.blad, _OVERZICHT, "Gemeente")
    waarden = [(naam, kolom(s.blad, _OVERZICHT, kop)) for naam, kop in reeksen]
    s.grafiek(Grafiek(titel, namen, waarden, gestapeld, breedte=1000, hoogte=330), 18)


def _kolommen(uit: Verrekening) -> list[Tabelveld[GemeenteUitkomst]]:
    """The row of each gemeente of ``Verrekening``."""

    def van(
        soort: Callable[..., Tabelveld[GemeenteUitkomst]],
        kop: str,
        maat: Maat,
        waarde: Callable[[GemeenteUitkomst], Ruw],
        breedte: float,
    ) -> Tabelveld[GemeenteUitkomst]:
        return soort(kop, maat, waarde, f"INDEX({TABEL}[{kop}],[@Nr])", breedte=breedte)

    return [
        van(werk, "Gemeente", Maat.TEKST, lambda r: r.naam, 34),
        van(werk, "Code", Maat.TEKST, lambda r: r.code, 18),
        van(werk, "Inwoners", Maat.GEHEEL, lambda r: r.inwoners or 0, 12),
        van(werk, "Uren", Maat.UREN, lambda r: r.uren_h, 12),
        *([van(werk, g.BETAALD.kop, Maat.EURO, lambda r: r.overig_ct, 16)] if uit.overige else []),
        van(werk, "Kosten €", Maat.EURO, lambda r: r.kosten_ct, 16),
        *([van(werk, g.BTW.kop, Maat.EURO, lambda r: r.btw_ct, 14)] if uit.btw_is_last else []),
        van(werk, "Bijdrage €", Maat.EURO, lambda r: r.bijdrage_ct, 16),
        van(werk, "Voorschot €", Maat.EURO, lambda r: r.voorschot_ct, 14),
        *([van(werk, g.VERREKEND.kop, Maat.EURO, lambda r: r.verrekend_ct, 14)] if uit.met_verrekend else []),
        van(uitkomst, "Betaalt €", Maat.EURO, lambda r: max(0, r.te_betalen_ct), 16),
        van(uitkomst, "Ontvangt €", Maat.EURO, lambda r: max(0, -r.te_betalen_ct), 16),
        van(werk, "Begroot €", Maat.EURO, lambda r: r.begroot_ct, 16),
        van(werk, "Verschil €", Maat.EURO, g.VERSCHIL.waarde, 16),
        Tabelveld("Nr", Maat.GEHEEL, None, breedte=6),
    ]


def _herkomst(boek: Boek, regeling: Regeling, stand: Stand, invoerhash: str, programma: str) -> None:
    s = begin_blad(
        boek,
        HERKOMST,
        kleur=Tabkleur.HERKOMST,
        kopregel=f"{stand.naam} · {HERKOMST}",
        uitleg="Welke rijen van de master deze werkmap bevat; bron, datum en status staan bij elke rij.",
        vlag=stand.vlag,
        begin=3,
    )
    s.feit("Programma", programma)
    s.feit("Invoerhash", invoerhash)
    s.wit()

    def hier(tabel: Invoertabel) -> tuple[Record, ...]:
        rijen: tuple[Record, ...] = getattr(stand.regeling, tabel.attribuut)
        return rijen

    s.tabel(
        HERKOMSTTABEL,
        TABELLEN,
        [
            werk("Tabel", Maat.TEKST, lambda t: t.naam, breedte=22),
            werk("Blad in master", Maat.TEKST, lambda t: hier(t)[0].plek.blad if hier(t) else t.blad, breedte=24),
            werk("Rijen hier", Maat.GEHEEL, lambda t: len(hier(t))),
            werk("Rijen in master", Maat.GEHEEL, lambda t: len(getattr(regeling, t.attribuut)), breedte=44),
        ],
    )
