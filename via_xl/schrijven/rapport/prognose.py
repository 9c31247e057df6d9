"""The report Prognose: the blocks and tables of the master's sheet with every step, and what one only reads of a forecast.

That is what each gemeente brings in and bears beside what was budgeted, each month of each gemeente, and the charts.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from via_xl.basis.geld import verschil
from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.kosten import regelkosten_ct
from via_xl.rekenen.prognose import Gemeenteraming, Maandraming, Prognose, Prognosegeval
from via_xl.rekenen.verrekening import GemeenteUitkomst
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Blad, Boek
from via_xl.schrijven.master import prognose as kern
from via_xl.schrijven.master.prognose import BLAD, GELEVERD, GEVAL, MAAND, RAMING, bijdragetabel, nu
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.taal import Blok, F, Grafiek, Stapel, Tabelveld, kolom, rijen, uitkomst, volgnummer, werk
from via_xl.schrijven.taal.bereik import Bereik, Plek

GEMEENTEN, MAANDTABEL = "tblPrognose", "tblPrognosemaanden"


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet."""
    p = stand.prognose
    s = kern.begin(boek, stand)
    kern.kort(s, p)
    s.wit()
    _grafieken(s)
    s.kopje("Per gemeente")
    velden = _per_gemeente(p)
    s.tabel(GEMEENTEN, p.nu.gemeenten, velden, kophoogte=44)
    s.wit(2)
    kern.aannames(s, p)
    s.afdruk_tot_hier(len(velden) - 1)
    s.blad.paginas = (1, 0)
    s.wit(2)
    s.uitleg("Hieronder staat elke stap van de berekening; die wordt niet afgedrukt.")
    s.wit()
    _per_maand(kern.maanden(s, p), p)
    s.wit()
    kern.ramingen(s, p)
    s.wit(2)
    kern.verdeling(s, p, GEVAL)
    for geval in GEVAL:
        s.wit(2)
        kern.bijdragen(s, p, geval, kern.bijdragevelden(geval))
    s.wit(2)
    s.kopje("Elke maand van elke gemeente")
    s.uitleg(
        "Uren en kosten van een maand zijn afgerond om te lezen; wat een gemeente inbrengt wordt één keer afgerond, over haar "
        "maanden samen, en kan daarvan centen verschillen."
    )
    s.tabel(MAANDTABEL, _maandrijen(p), _maanden(p), kophoogte=44)


def _per_maand(b: Blok, p: Prognose) -> None:
    """The hours of everyone in each month: delivered, and expected."""
    inzet = f"{{prognose_{Prognosegeval.VERWACHT}_bp}}"
    b.rij(
        "Geleverd uren",
        Maat.UREN,
        *(F(f"{{{GELEVERD}.totaal {maand}}}", _samen(p, nr).geleverd_h) for nr, maand in enumerate(MAAND)),
        als="geleverd",
    )
    b.rij(
        "Verwacht uren",
        Maat.UREN,
        *(
            F(
                formules.deel_van(inzet, f"{{{RAMING}.totaal {maand}}}"),
                _samen(p, nr).uren_h(p.inzet_bp[Prognosegeval.VERWACHT]),
            )
            for nr, maand in enumerate(MAAND)
        ),
        als="verwacht",
    )


def _samen(p: Prognose, nr: int) -> Maandraming:
    """A month of everyone together."""
    maanden = [rij for rij in p.maanden if rij.maand == nr + 1]
    return Maandraming(
        code="",
        maand=nr + 1,
        geleverd_h=sum(rij.geleverd_h for rij in maanden),
        capaciteit_h=sum(rij.capaciteit_h for rij in maanden),
        volledig_h=sum(rij.volledig_h for rij in maanden),
        te_gaan_h=sum(rij.te_gaan_h for rij in maanden),
        tarief_ct=0,
    )


def _erboven(blad: Blad, eerste_naam: str, laatste_naam: str) -> Bereik:
    """The headers straight above the figures from one name to another."""

    def zoek() -> Plek:
        _, rij, eerste, _, laatste = rijen(blad, eerste_naam, laatste_naam)()
        return (blad.naam, rij - 1, eerste, rij - 1, laatste)

    return zoek


def _grafieken(s: Stapel) -> None:
    """R against the limit, the bijdragen against what was budgeted, and the hours of the months."""
    blad = s.blad

    def rij(naam: str, eerste: str, laatste: str) -> Bereik:
        return rijen(blad, f"{naam}.{eerste}", f"{naam}.{laatste}")

    verdelen = Grafiek(
        "Te verdelen: laag, verwacht en hoog, naast de voorstelgrens",
        _erboven(blad, f"inzet.{GEVAL[0]}", f"inzet.{GEVAL[-1]}"),
        [(wat.kop.removesuffix(" €"), rij(wat.naam, GEVAL[0], GEVAL[-1])) for wat in (g.TE_VERDELEN, g.VOORSTELGRENS)],
        breedte=470,
        hoogte=320,
    )
    maanden = Grafiek(
        "Uren per maand: geleverd en nog verwacht",
        _erboven(blad, f"dag.{MAAND[0]}", f"dag.{MAAND[-1]}"),
        [(wat.capitalize(), rij(wat, MAAND[0], MAAND[-1])) for wat in ("geleverd", "verwacht")],
        gestapeld=True,
        breedte=560,
        hoogte=320,
        eenheid="uren",
    )
    s.grafiek(verdelen, 17, (3, maanden))
    bijdragen = Grafiek(
        "Bijdrage per gemeente: begroot en verwacht",
        kolom(blad, GEMEENTEN, "Gemeente"),
        [
            (g.BEGROOT.kort, kolom(blad, GEMEENTEN, g.BEGROOT.kop)),
            ("Verwacht", kolom(blad, GEMEENTEN, "Bijdrage verwacht €")),
        ],
        breedte=1040,
        hoogte=320,
    )
    s.grafiek(bijdragen, 17)
    s.nieuwe_pagina()


def _per_gemeente(p: Prognose) -> list[Tabelveld[GemeenteUitkomst]]:
    """What it comes to for each gemeente."""
    bedrag, verwacht, begroot = Maat.EURO, Prognosegeval.VERWACHT, g.BEGROOT.kop
    raming = {rij.code: rij for rij in p.gemeenten}

    def van(kop: str) -> str:
        return f"INDEX({{{RAMING} {kop}}},[@Nr])"

    def bijdrage(geval: Prognosegeval) -> Tabelveld[GemeenteUitkomst]:
        formule = formules.of_leeg(f"INDEX({bijdragetabel(geval)}[{g.BIJDRAGE.kop}],[@Nr])")
        kop = f"{g.BIJDRAGE.kort} {geval} €"
        return uitkomst(kop, bedrag, lambda r: p.bijdrage_ct(geval, r.code), formule, breedte=15, totaal=True)

    kosten = f"INDEX({bijdragetabel(verwacht)}[Kosten €],[@Nr])"
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, nu("Gemeente"), breedte=46),
        werk("Code", Maat.TEKST, lambda r: r.code, nu("Code"), breedte=15),
        volgnummer(),
        werk(
            "Uren tot nu toe",
            Maat.UREN,
            lambda r: raming[r.code].dit_jaar.uren_h,
            f"INDEX({{{GELEVERD} Uren dit jaar}},[@Nr])",
            totaal=True,
        ),
        werk(
            "Uren te gaan",
            Maat.UREN,
            lambda r: raming[r.code].uren_h[verwacht],
            van(f"Uren {verwacht}"),
            totaal=True,
        ),
        werk("Kosten tot nu toe €", bedrag, lambda r: r.kosten_ct, nu("Kosten €"), breedte=15, totaal=True),
        werk("Kosten verwacht €", bedrag, lambda r: p.verwacht.van(r.code).kosten_ct, kosten, breedte=15, totaal=True),
        werk(begroot, bedrag, lambda r: r.begroot_ct, formules.of_leeg(nu(begroot)), breedte=15, totaal=True),
        *map(bijdrage, GEVAL),
        uitkomst(
            "Verwacht min begroot €",
            bedrag,
            lambda r: verschil(p.bijdrage_ct(verwacht, r.code), r.begroot_ct),
            formules.verschil_beide(f"[@Bijdrage {verwacht} €]", f"[@{begroot}]"),
            breedte=15,
        ),
    ]


class _Maandrij(NamedTuple):
    """A month of a gemeente, and the place of that gemeente in the table."""

    nr: int
    raming: Maandraming
    gemeente: Gemeenteraming


def _maandrijen(p: Prognose) -> list[_Maandrij]:
    return [
        _Maandrij(nr, rij, gemeente) for nr, gemeente in enumerate(p.gemeenten, start=1) for rij in p.van(gemeente.code)
    ]


def _maanden(p: Prognose) -> list[Tabelveld[_Maandrij]]:
    """From hours delivered to hours to come and what they cost."""
    uren, bedrag = Maat.UREN, Maat.EURO

    def raming(kop: str) -> str:
        return f"INDEX({{{RAMING} {kop}}},[@Nr])"

    def maand(naam: str) -> str:
        return f"INDEX({{{naam}.{MAAND[0]}}}:{{{naam}.{MAAND[-1]}}},[@Maand])"

    tarief = f"ROUND(ROUND(100*{raming('Uurprijs jaareinde €')},0)*{maand('peil')}/{{jaareinde}},0)/100"
    kosten = "ROUND(ROUND(100*[@Uren {}],0)*ROUND(100*[@Uurtarief €],0)/100,0)/100"

    def uren_h(geval: Prognosegeval, rij: _Maandrij) -> int:
        return rij.raming.uren_h(p.inzet_bp[geval])

    def kosten_ct(geval: Prognosegeval, rij: _Maandrij) -> int:
        return regelkosten_ct(uren_h(geval, rij), rij.raming.tarief_ct)

    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.gemeente.naam, raming("Gemeente"), breedte=46),
        werk("Code", Maat.TEKST, lambda r: r.gemeente.code, nu("Code"), breedte=15),
        werk("Nr", Maat.NR, lambda r: r.nr),
        werk("Maand", Maat.NR, lambda r: r.raming.maand),
        werk("Geleverd uren", uren, lambda r: r.raming.geleverd_h, f"INDEX({{{GELEVERD} maanden}},[@Nr],[@Maand])"),
        werk(
            "Capaciteit uren per week",
            uren,
            lambda r: r.raming.capaciteit_h,
            f"ROUND({kern.capaciteit('[@Code]', maand('nr'))},2)",
        ),
        werk(
            "Volledig uren",
            uren,
            lambda r: r.raming.volledig_h,
            kern.volledig("[@Capaciteit uren per week]", maand("gewicht")),
        ),
        werk("Te gaan uren", uren, lambda r: r.raming.te_gaan_h, f"INDEX({{{RAMING} maanden}},[@Nr],[@Maand])"),
        werk("Uurtarief €", bedrag, lambda r: r.raming.tarief_ct, tarief),
        *(
            werk(
                f"Uren {geval}",
                uren,
                partial(uren_h, geval),
                formules.deel_van(f"{{prognose_{geval}_bp}}", "[@Te gaan uren]"),
            )
            for geval in GEVAL
        ),
        *(
            werk(f"Kosten {geval} €", bedrag, partial(kosten_ct, geval), kosten.format(geval), breedte=13)
            for geval in GEVAL
        ),
    ]


__all__ = ["BLAD", "GEMEENTEN", "zet"]
