"""The sheet Prognose: where the chosen year will end, low, expected and high, with every assumption and every step.

The engine's twin is :mod:`via_xl.rekenen.prognose`. Start shows what it comes to, and a report holds it with charts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from via_xl.basis.geld import verschil
from via_xl.basis.maat import Maat, Ruw
from via_xl.regeling.model import Maandpatroon, VoorstelToets
from via_xl.regeling.tabellen import JAREN
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.capaciteit import MAANDEN
from via_xl.rekenen.prognose import (
    Gemeenteraming,
    Maandraming,
    Prognose,
    Prognosegeval,
    Prognoseoordeel,
    is_te_groot,
    sleutels,
)
from via_xl.rekenen.tarief import maandeinde
from via_xl.rekenen.verdeling import EXACT_GRENS, Deel
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import verrekening
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK as NU
from via_xl.schrijven.taal import (
    Aanzien,
    Blok,
    F,
    Grafiek,
    Namen,
    Stapel,
    Tabelveld,
    Tabkleur,
    begin_blad,
    grootste_rest,
    kolom,
    uitkomst,
    volgnummer,
    werk,
)
from via_xl.schrijven.taal.controleblad import Controle, controle

BLAD = "Prognose"
BLOK = Namen(BLAD)
"""The figures of the summary, for formulas on other sheets: ``BLOK["te_verdelen.hoog"]``."""

GEMEENTEN, GEVALLEN, STAPPEN = "tblPrognose", "tblPrognosegevallen", "tblPrognosestappen"
PATROON, PRIJS, MAANDTABEL = "tblPrognosepatroon", "tblPrognoseprijs", "tblPrognosemaanden"
GEVAL = tuple(Prognosegeval)
_MAANDKOP = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_VOLGEND = "DATE(Jaar+1,1,1)"


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet."""
    _zet(boek, stand, met_grafieken=False)


def zet_met_grafieken(boek: Boek, stand: Stand) -> None:
    """Add the sheet with its charts, for a report."""
    _zet(boek, stand, met_grafieken=True)


def _zet(boek: Boek, stand: Stand, *, met_grafieken: bool) -> None:
    p = stand.prognose
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=f"{stand.naam} · Prognose",
        titel=F('="Prognose "&Jaar', f"Prognose {stand.jaar}"),
        uitleg="Waar het jaar op uitkomt: wat geleverd is, en voor elke maand zonder uren de toegezegde capaciteit tegen de tarieven "
        "die daarvoor bekend zijn.",
        vlag=stand.vlag,
    )
    _kort(s.blok("Het jaar in het kort", koppen=("", *GEVAL), kolommen=GEVAL))
    s.wit()
    _oordeel(s.blok(), p)
    s.wit()
    if met_grafieken:
        _grafieken(s)
    s.kopje("Per gemeente")
    s.tabel(GEMEENTEN, p.nu.gemeenten, _per_gemeente(p), kophoogte=44)
    s.wit(2)
    _aannames(s.blok("Waarop dit rust"), p)
    s.wit(2)
    s.nieuwe_pagina()
    s.kopje("De maanden: hoe het jaar erover valt, en hoe hoog de tarieven staan")
    s.tabel(PATROON, range(1, MAANDEN + 1), _patroon(p), kophoogte=44)
    s.wit(2)
    s.kopje(
        "Wat een uur kost, met de schalen waarin de gemeente tot nu toe werkte en het tarief aan het eind van het jaar"
    )
    s.tabel(PRIJS, p.gemeenten, _prijs(p), kophoogte=44)
    s.wit(2)
    s.kopje("De verrekening in elk geval, stap voor stap")
    s.tabel(GEVALLEN, GEVAL, _gevallen(p), kophoogte=44, rijnaam=lambda geval: geval)
    s.wit(2)
    s.tabel(STAPPEN, _alle(p), _stappen(), kophoogte=44)
    s.wit(2)
    s.kopje("Elke maand van elke gemeente")
    s.tabel(MAANDTABEL, _maandrijen(p), _maanden(), kophoogte=44)
    s.blad.bevroren, s.blad.paginas, s.blad.titelkolommen = (3, 1), (2, 0), (0, 0)


def controles(stand: Stand) -> list[Controle]:
    """Whether the tables hold every hour of the year, and whether it stays within the limit."""
    p = stand.prognose
    return [
        controle(
            "Prognose: uren per gemeente en maand tellen op tot de geleverde uren van het jaar",
            Maat.UREN,
            verwacht="ROUND(SUMIFS(tblUren[Uren],tblUren[Leverjaar],Jaar),2)",
            gevonden=f"ROUND(SUM({MAANDTABEL}[Geleverd uren]),2)",
            waarde=sum(rij.geleverd_h for rij in p.maanden),
            waar="Prognose en Uren, kolom CBS code",
            let_op=True,
        )
    ]


def _cel(naam: str, geval: Prognosegeval) -> str:
    """The reference to a figure of the summary: ``{te_verdelen.hoog}``."""
    return f"{{{naam}.{geval}}}"


def _kort(b: Blok) -> None:
    """What it comes to, a column for each geval; every figure is that of the table further down."""

    def rij(als: str, label: str, kop: str, maat: Maat = Maat.EURO, hoe: str = "", *, hoog: bool = False) -> None:
        cellen = (F(f"{{{geval} {kop}}}") for geval in GEVAL)
        b.rij(label, maat, *cellen, als=als, hoe=hoe, aanzien=Aanzien.UITKOMST if hoog else Aanzien.WERK)

    rij(
        "inzet",
        "Inzet in de maanden zonder uren",
        "Inzet %",
        Maat.PROCENT,
        "deel van de capaciteit; te wijzigen op Jaren",
    )
    rij("uren_te_gaan", "Uren te gaan", "Uren te gaan", Maat.UREN, "productieve uren van de capaciteit × inzet")
    rij(
        "kosten_te_gaan", "Kosten te gaan", "Kosten te gaan €", hoe="tegen de tarieven die voor die maanden bekend zijn"
    )
    rij("kosten", g.KOSTEN.kort_met_symbool, "Kosten €", hoe="kosten tot nu toe + kosten te gaan", hoog=True)
    rij(
        "vergoeding",
        g.VERGOEDING.kort_met_symbool,
        g.VERGOEDING.kop,
        hoe="niet meer dan het maximum; van late uren zoals nu",
        hoog=True,
    )
    rij("te_verdelen", g.TE_VERDELEN.kort_met_symbool, g.TE_VERDELEN.kop, hoe=g.TE_VERDELEN.hoe, hoog=True)
    rij("voorstelgrens", g.VOORSTELGRENS.kort, g.VOORSTELGRENS.kop, hoe=g.VOORSTELGRENS.hoe)
    rij("boven", g.BOVEN.label, "Boven grens €")
    rij("boven_begroot", "Gemeenten boven hun begrote bijdrage", "Boven begroot", Maat.GEHEEL)
    rij("voorstel", "Voorstel nodig", "Voorstel nodig", Maat.GEHEEL, "1 is ja, volgens de toets van Jaren")


def _oordeel(b: Blok, p: Prognose) -> None:
    """What that says of the limit."""
    bij_hoog = Prognoseoordeel.MISSCHIEN if p.voorstel_nodig(Prognosegeval.HOOG) else Prognoseoordeel.BINNEN
    bij_verwacht = Prognoseoordeel.BOVEN if p.voorstel_nodig(Prognosegeval.VERWACHT) else bij_hoog
    zonder_prijs = f'IF(AND({{te_gaan}}>0,{{uren_allen}}=0),"{Prognoseoordeel.GEEN_PRIJS}",{{bij_verwacht}})'

    def boven(geval: Prognosegeval, dan: Prognoseoordeel, anders: str) -> str:
        return f'IF({_cel("voorstel", geval)}>0,"{dan}",{anders})'

    b.rij(
        "Maanden van gemeenten waarvan nog uren komen",
        Maat.GEHEEL,
        F(f"SUM({MAANDTABEL}[Te gaan])", p.maanden_te_gaan),
        als="te_gaan",
        hoe="na de laatste maand met uren; 0: het jaar is compleet",
    )
    hoog = boven(Prognosegeval.HOOG, Prognoseoordeel.MISSCHIEN, f'"{Prognoseoordeel.BINNEN}"')
    b.rij("Bij hoge inzet", Maat.TEKST, F(hoog, bij_hoog), als="bij_hoog")
    verwacht = boven(Prognosegeval.VERWACHT, Prognoseoordeel.BOVEN, "{bij_hoog}")
    b.rij("Bij de verwachte inzet", Maat.TEKST, F(verwacht, bij_verwacht), als="bij_verwacht")
    b.rij(
        "Is er een voorstel nodig?",
        Maat.TEKST,
        F(f'IF({{productief}}="","{Prognoseoordeel.GEEN_PLAN}",{zonder_prijs})', p.oordeel),
        als="oordeel",
        aanzien=Aanzien.UITKOMST,
    )


def _standaard(veld: str) -> object:
    return next(kol.standaard for kol in JAREN.kolommen if kol.veld == veld)


def _aannames(b: Blok, p: Prognose) -> None:
    """The assumptions: what Jaren says, or else the default, and what follows from the hours."""
    parameters = p.parameters
    b.rij("Waar Jaren niets zegt:", Maat.TEKST, "CAO Gemeenten en de standaard van het programma", aanzien=Aanzien.WERK)
    for veld, label, maat in _VELDEN:
        b.rij(f"{label}, standaard", maat, _standaard(veld), als=f"{veld} standaard", aanzien=Aanzien.WERK)  # type: ignore[arg-type]
    b.rij(
        "Patroon, standaard",
        Maat.TEKST,
        str(_standaard("prognose_patroon")),
        als="patroon standaard",
        aanzien=Aanzien.WERK,
    )
    b.wit()
    for veld, label, maat in _VELDEN:
        van = formules.van_jaar(JAREN.kolom(veld).kop)
        formule = f'IF({van}="",{{{veld} standaard}},{van})'
        b.rij(label, maat, F(formule, getattr(parameters, veld)), als=veld, hoe="uit Jaren")
    van = formules.van_jaar(JAREN.kolom("productieve_uren_h").kop)
    hoe = "uit Jaren; leeg: er is niets te ramen"
    b.rij(
        "Productieve uren per jaar, voltijd",
        Maat.UREN,
        F(formules.of_leeg(van), parameters.productieve_uren_h),
        als="productief",
        hoe=hoe,
    )
    van = formules.van_jaar(JAREN.kolom("prognose_patroon").kop)
    formule = f'IF({van}="",{{patroon standaard}},{van})'
    b.rij("Patroon gevraagd", Maat.TEKST, F(formule, parameters.prognose_patroon), als="gevraagd", hoe="uit Jaren")
    met_uren = f'COUNTIFS({PATROON}[Uren vorig jaar],">0")'
    b.rij(
        "Patroon in werking",
        Maat.TEKST,
        F(f'IF({met_uren}=12,{{gevraagd}},"{Maandpatroon.GELIJK}")', p.patroon),
        als="patroon",
        hoe="zonder uren in elke maand van vorig jaar telt elke maand gelijk",
    )
    b.rij("Som van de gewichten", Maat.GEHEEL, F(f"SUM({PATROON}[Gewicht])", sum(p.gewichten)), als="gewicht")
    allen = p.allen
    for naam, maat, wat in (("uren", Maat.UREN, allen.uren_h), ("kosten", Maat.EURO, allen.kosten_ct)):
        kop = "Uren {} jaar" if naam == "uren" else "Kosten {} jaar €"
        som = "+".join(f"SUM({PRIJS}[{kop.format(jaar)}])" for jaar in ("dit", "vorig"))
        label = f"{naam.capitalize()} van alle gemeenten in beide jaren"
        b.rij(
            label, maat, F(f"ROUND({som},2)", wat), als=f"{naam}_allen", hoe="prijs voor wie in geen van beide uren had"
        )
    b.rij("Exact te rekenen bedrag en product, tot", Maat.GEHEEL, EXACT_GRENS, als="grens", aanzien=Aanzien.WERK)


_VELDEN = (
    ("prognose_laag_bp", "Inzet laag", Maat.PROCENT),
    ("prognose_verwacht_bp", "Inzet verwacht", Maat.PROCENT),
    ("prognose_hoog_bp", "Inzet hoog", Maat.PROCENT),
    ("voltijd_h", "Voltijd, uren per week", Maat.UREN),
)


def _grafieken(s: Stapel) -> None:
    """R against the limit, the bijdragen against what was budgeted, and the hours of the months."""
    blad = s.blad
    verdelen = Grafiek(
        "Te verdelen: laag, verwacht en hoog, naast de voorstelgrens",
        kolom(blad, GEVALLEN, "Geval"),
        [(kop.removesuffix(" €"), kolom(blad, GEVALLEN, kop)) for kop in (g.TE_VERDELEN.kop, g.VOORSTELGRENS.kop)],
        breedte=470,
        hoogte=320,
    )
    maanden = Grafiek(
        "Uren per maand: geleverd en nog verwacht",
        kolom(blad, PATROON, "Naam"),
        [(wat, kolom(blad, PATROON, f"{wat} uren")) for wat in ("Geleverd", "Verwacht")],
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


# --- per gemeente


def _nu(kop: str) -> str:
    """What Verrekening has for the gemeente of this row."""
    return f"INDEX({verrekening.TABEL}[{kop}],[@Nr])"


def _som_maanden(kop: str) -> str:
    """What the months of the gemeente of this row add up to."""
    return f"ROUND(SUMIFS({MAANDTABEL}[{kop}],{MAANDTABEL}[Nr],[@Nr]),2)"


def _per_gemeente(p: Prognose) -> list[Tabelveld[GemeenteUitkomst]]:
    """What it comes to for each gemeente."""
    bedrag, verwacht, begroot = Maat.EURO, Prognosegeval.VERWACHT, g.BEGROOT.kop

    def bijdrage(geval: Prognosegeval) -> Tabelveld[GemeenteUitkomst]:
        waar = f'{STAPPEN}[Geval],"{geval}",{STAPPEN}[Nr],[@Nr]'
        formule = f'IF({{{geval} Verdeelbaar}}=0,"",ROUND(SUMIFS({STAPPEN}[{g.BIJDRAGE.kop}],{waar}),2))'
        kop = f"{g.BIJDRAGE.kort} {geval} €"
        return uitkomst(kop, bedrag, lambda r: p.bijdrage_ct(geval, r.code), formule, breedte=15, totaal=True)

    def kosten_ct(rij: GemeenteUitkomst) -> int:
        return p.verwacht.van(rij.code).kosten_ct

    kosten = f"ROUND([@Kosten tot nu toe €]+INDEX({PRIJS}[Kosten verwacht €],[@Nr]),2)"
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, _nu("Gemeente"), breedte=46),
        werk("Code", Maat.TEKST, lambda r: r.code, _nu("Code"), breedte=20),
        volgnummer(),
        werk(
            "Uren tot nu toe",
            Maat.UREN,
            lambda r: sum(rij.geleverd_h for rij in p.van(r.code)),
            _som_maanden("Geleverd uren"),
            totaal=True,
        ),
        werk(
            "Uren te gaan",
            Maat.UREN,
            lambda r: sum(rij.uren_h[verwacht] for rij in p.van(r.code)),
            f"INDEX({PRIJS}[Uren verwacht],[@Nr])",
            totaal=True,
        ),
        werk("Kosten tot nu toe €", bedrag, lambda r: r.kosten_ct, _nu("Kosten €"), breedte=15, totaal=True),
        werk("Kosten verwacht €", bedrag, kosten_ct, kosten, breedte=15, totaal=True),
        werk(begroot, bedrag, lambda r: r.begroot_ct, formules.of_leeg(_nu(begroot)), breedte=15, totaal=True),
        *map(bijdrage, GEVAL),
        uitkomst(
            "Verwacht min begroot €",
            bedrag,
            lambda r: verschil(p.bijdrage_ct(verwacht, r.code), r.begroot_ct),
            formules.verschil_beide("[@Bijdrage verwacht €]", f"[@{begroot}]"),
            breedte=15,
        ),
    ]


def _patroon(p: Prognose) -> list[Tabelveld[int]]:
    """The part of each month in a year, and how high the rates of that month stand."""
    jaar, einde = p.jaar, "[@Laatste dag]"
    vorig = f"tblUren[Leverjaar],Jaar-1,tblUren[Maandeinde],EOMONTH({einde},-12)"
    geldt = f'tblTarieven[Van],"<="&{einde},tblTarieven[Geldt tot],">="&{einde}'

    def som(kop: str) -> str:
        return f"ROUND(SUMIFS({MAANDTABEL}[{kop}],{MAANDTABEL}[Maand],[@Maand]),2)"

    def peil(maand: int) -> tuple[int, int]:
        deze = p.prijspeil[maand - 1]
        return (deze.nu_ct, deze.jaareinde_ct) if deze.jaareinde_ct else (1, 1)

    op = "[@Tarieven jaareinde €]"

    def van_maand(maand: int) -> list[Maandraming]:
        return [rij for rij in p.maanden if rij.maand == maand]

    return [
        werk("Naam", Maat.TEKST, lambda m: _MAANDKOP[m - 1], breedte=46),
        werk("Maand", Maat.NR, lambda m: m, breedte=14),
        werk("Laatste dag", Maat.DATUM, lambda m: maandeinde(date(jaar, m, 1)), "EOMONTH(DATE(Jaar,[@Maand],1),0)"),
        werk("Uren vorig jaar", Maat.UREN, lambda m: p.vorig_h[m - 1], f"ROUND(SUMIFS(tblUren[Uren],{vorig}),2)"),
        werk(
            "Gewicht",
            Maat.GEHEEL,
            lambda m: p.gewichten[m - 1],
            f'IF({{patroon}}="{Maandpatroon.VORIG_JAAR}",ROUND(100*[@Uren vorig jaar],0),1)',
        ),
        werk("Aandeel %", Maat.AANDEEL, lambda m: p.gewichten[m - 1] / sum(p.gewichten), "[@Gewicht]/{gewicht}"),
        werk(
            "Tarieven €",
            Maat.EURO,
            lambda m: p.prijspeil[m - 1].nu_ct,
            f"ROUND(SUMIFS(tblTarieven[Uurtarief €],{geldt}),2)",
            breedte=15,
        ),
        werk(
            "Tarieven jaareinde €",
            Maat.EURO,
            lambda m: p.prijspeil[m - 1].jaareinde_ct,
            f"ROUND(SUMIFS(tblTarieven[Laatste tarief €],{geldt}),2)",
            breedte=15,
        ),
        werk("Peil teller", Maat.GEHEEL, lambda m: peil(m)[0], f"IF({op}=0,1,ROUND(100*[@Tarieven €],0))"),
        werk("Peil noemer", Maat.GEHEEL, lambda m: peil(m)[1], f"IF({op}=0,1,ROUND(100*{op},0))"),
        werk("Geleverd uren", Maat.UREN, lambda m: sum(r.geleverd_h for r in van_maand(m)), som("Geleverd uren")),
        werk(
            "Verwacht uren",
            Maat.UREN,
            lambda m: sum(r.uren_h[Prognosegeval.VERWACHT] for r in van_maand(m)),
            som("Uren verwacht"),
        ),
    ]


def _prijs(p: Prognose) -> list[Tabelveld[Gemeenteraming]]:
    """What an hour of each gemeente costs at the end of the year, and whether any are to come."""
    mee = "tblUren[Code in jaar],[@Code],tblUren[Leverjaar]"
    staat = f'tblUrenstaten[Jaar],Jaar,tblUrenstaten[Getekend],1,tblUrenstaten[Gelezen op],">="&{_VOLGEND}'

    def som(kop: str, jaar: str) -> str:
        return f"ROUND(SUMIFS(tblUren[{kop}],{mee},{jaar}),2)"

    def keuze(kop: str, achter: str, anders: str) -> str:
        vorig = f"IF([@Uren vorig jaar]>0,[@{kop} vorig jaar{achter}],{{{anders}}})"
        return f"IF([@Uren dit jaar]>0,[@{kop} dit jaar{achter}],{vorig})"

    def uren_h(geval: Prognosegeval, van: Gemeenteraming) -> int:
        return sum(rij.uren_h[geval] for rij in p.van(van.code))

    def kosten_ct(geval: Prognosegeval, van: Gemeenteraming) -> int:
        return sum(rij.kosten_ct(geval) for rij in p.van(van.code))

    kosten = "Kosten laatste tarief €"
    prijs = "ROUND(ROUND(100*[@Kosten voor prijs €],0)*100/ROUND(100*[@Uren voor prijs],0),0)/100"
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, _nu("Gemeente"), breedte=46),
        werk("Code", Maat.TEKST, lambda r: r.code, _nu("Code"), breedte=20),
        volgnummer(),
        werk(
            "Jaar gesloten",
            Maat.GEHEEL,
            lambda r: r.gesloten,
            f"MIN(1,COUNTIFS(tblUrenstaten[Code in jaar],[@Code],{staat}))",
        ),
        werk("Uren dit jaar", Maat.UREN, lambda r: r.dit_jaar.uren_h, som("Uren", "Jaar")),
        werk("Kosten dit jaar €", Maat.EURO, lambda r: r.dit_jaar.kosten_ct, som(kosten, "Jaar"), breedte=15),
        werk("Uren vorig jaar", Maat.UREN, lambda r: r.vorig_jaar.uren_h, som("Uren", "Jaar-1")),
        werk("Kosten vorig jaar €", Maat.EURO, lambda r: r.vorig_jaar.kosten_ct, som(kosten, "Jaar-1"), breedte=15),
        werk("Uren voor prijs", Maat.UREN, lambda r: r.prijs.uren_h, keuze("Uren", "", "uren_allen")),
        werk(
            "Kosten voor prijs €",
            Maat.EURO,
            lambda r: r.prijs.kosten_ct,
            keuze("Kosten", " €", "kosten_allen"),
            breedte=15,
        ),
        uitkomst("Prijs per uur €", Maat.EURO, lambda r: r.prijs.gemiddeld_ct, f"IF([@Uren voor prijs]=0,0,{prijs})"),
        *(
            werk(f"Uren {geval}", Maat.UREN, partial(uren_h, geval), _som_maanden(f"Uren {geval}"), totaal=True)
            for geval in GEVAL
        ),
        *(
            werk(
                f"Kosten {geval} €",
                Maat.EURO,
                partial(kosten_ct, geval),
                _som_maanden(f"Kosten {geval} €"),
                breedte=15,
                totaal=True,
            )
            for geval in GEVAL
        ),
    ]


class _Maandrij(NamedTuple):
    """A month of a gemeente, and the place of that gemeente in the table."""

    nr: int
    raming: Maandraming
    gemeente: Gemeenteraming
    jaar_h: int | None


def _maandrijen(p: Prognose) -> list[_Maandrij]:
    return [
        _Maandrij(nr, rij, gemeente, p.jaaruren_h(rij.capaciteit_h))
        for nr, gemeente in enumerate(p.gemeenten, start=1)
        for rij in p.van(gemeente.code)
    ]


def _maanden() -> list[Tabelveld[_Maandrij]]:
    """From hours delivered to hours to come and what they cost."""
    uren, bedrag = Maat.UREN, Maat.EURO

    def prijs(kop: str) -> str:
        return f"INDEX({PRIJS}[{kop}],[@Nr])"

    def maand(kop: str) -> str:
        return f"INDEX({PATROON}[{kop}],[@Maand])"

    dag = f"tblUren[Leverjaar],Jaar,tblUren[Maandeinde],{maand('Laatste dag')}"
    later = f'COUNTIFS({MAANDTABEL}[Nr],[@Nr],{MAANDTABEL}[Maand],">="&[@Maand],{MAANDTABEL}[Geleverd uren],">0")'
    geldt = 'tblCapaciteit[Eerste maand],"<="&[@Maand],tblCapaciteit[Laatste maand],">="&[@Maand]'
    per_jaar = formules.jaaruren("[@Capaciteit uren per week]", "{productief}", "{voltijd_h}")
    deel_van_jaar = f"ROUND(ROUND(100*[@Uren per jaar],0)*{maand('Gewicht')}/{{gewicht}},0)/100"
    volledig = f'IF([@Uren per jaar]="",0,{deel_van_jaar})'
    op_peil = f"{maand('Peil teller')}/{maand('Peil noemer')}"

    def komt(geval: Prognosegeval) -> Tabelveld[_Maandrij]:
        deel = f"ROUND(ROUND(100*[@Volledig uren],0)*ROUND(100*100*{{prognose_{geval}_bp}},0)/(100*100),0)/100"
        return werk(f"Uren {geval}", uren, lambda r: r.raming.uren_h[geval], f"[@Te gaan]*{deel}")

    def kost(geval: Prognosegeval) -> Tabelveld[_Maandrij]:
        formule = f"ROUND(ROUND(100*[@Uren {geval}],0)*ROUND(100*[@Uurtarief €],0)/100,0)/100"
        return werk(f"Kosten {geval} €", bedrag, lambda r: r.raming.kosten_ct(geval), formule, breedte=15)

    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.gemeente.naam, prijs("Gemeente"), breedte=46),
        werk("Code", Maat.TEKST, lambda r: r.gemeente.code, prijs("Code"), breedte=14),
        werk("Nr", Maat.NR, lambda r: r.nr),
        werk("Maand", Maat.NR, lambda r: r.raming.maand),
        werk(
            "Geleverd uren",
            uren,
            lambda r: r.raming.geleverd_h,
            f"ROUND(SUMIFS(tblUren[Uren],tblUren[Code in jaar],[@Code],{dag}),2)",
        ),
        werk("Bekend", Maat.GEHEEL, lambda r: r.raming.bekend, f"MIN(1,{prijs('Jaar gesloten')}+{later})"),
        werk(
            "Capaciteit uren per week",
            uren,
            lambda r: r.raming.capaciteit_h,
            f"ROUND(SUMIFS(tblCapaciteit[Uren per week],tblCapaciteit[Code in jaar],[@Code],{geldt}),2)",
        ),
        werk("Uren per jaar", uren, lambda r: r.jaar_h, per_jaar),
        werk("Volledig uren", uren, lambda r: r.raming.volledig_h, volledig),
        werk("Te gaan", Maat.GEHEEL, lambda r: r.raming.te_gaan, "IF(AND([@Bekend]=0,[@Volledig uren]>0),1,0)"),
        werk(
            "Uurtarief €",
            bedrag,
            lambda r: r.raming.tarief_ct,
            f"ROUND(ROUND(100*{prijs('Prijs per uur €')},0)*{op_peil},0)/100",
        ),
        *map(komt, GEVAL),
        *map(kost, GEVAL),
    ]


# --- the settlement in each geval


def _geval(kop: str) -> str:
    """What the table of the gevallen has for the geval of this row."""
    return f"INDEX({GEVALLEN}[{kop}],MATCH([@Geval],{GEVALLEN}[Geval],0))"


def _bij_geval(delen: Callable[[Prognosegeval], str]) -> str:
    """What goes with the geval of this row."""
    laag, verwacht, hoog = map(delen, GEVAL)
    return f'IF([@Geval]="{GEVAL[0]}",{laag},IF([@Geval]="{GEVAL[1]}",{verwacht},{hoog}))'


def _pok(kop: str) -> str:
    """What the POK of the year itself has."""
    return f"SUMIFS(tblPOK[{kop}],tblPOK[Jaar],Jaar)"


def _gevallen(p: Prognose) -> list[Tabelveld[Prognosegeval]]:
    """From hours to come to what is shared, how, and whether a voorstel is due."""
    return [*_tot_te_verdelen(p), *_hoe_verdeeld(p)]


def _van(p: Prognose, waarde: Callable[[Verrekening], Ruw]) -> Callable[[Prognosegeval], Ruw]:
    """A figure of the settlement in each geval."""
    return lambda geval: waarde(p.uitkomsten[geval])


def _tot_te_verdelen(p: Prognose) -> list[Tabelveld[Prognosegeval]]:
    """From hours to come to R, and to what of it is above the limit."""
    bedrag = Maat.EURO
    return [
        werk("Geval", Maat.TEKST, lambda geval: geval, breedte=46),
        werk(
            "Inzet %",
            Maat.PROCENT,
            p.inzet_bp.__getitem__,
            _bij_geval(lambda geval: f"{{prognose_{geval}_bp}}"),
            breedte=14,
        ),
        werk(
            "Uren te gaan",
            Maat.UREN,
            p.uren_te_gaan_h,
            _bij_geval(lambda geval: f"{{{PRIJS} Uren {geval}}}"),
        ),
        werk(
            "Kosten te gaan €",
            bedrag,
            p.kosten_te_gaan_ct,
            _bij_geval(lambda geval: f"{{{PRIJS} Kosten {geval} €}}"),
            breedte=15,
        ),
        werk(
            "Kosten €", bedrag, _van(p, lambda u: u.kosten_ct), f"ROUND({NU.kosten}+[@Kosten te gaan €],2)", breedte=15
        ),
        werk(
            "Kosten voor POK €",
            bedrag,
            _van(p, lambda u: u.van_jaar.eerder_ct + u.van_jaar.kosten_ct),
            f"ROUND({_pok('Kosten eerder €')}+{_pok('Kosten nu €')}+[@Kosten te gaan €],2)",
            breedte=15,
        ),
        werk(
            g.ZONDER_MAXIMUM.kop,
            bedrag,
            _van(p, lambda u: u.van_jaar.zonder_maximum_ct),
            formules.deel_van(NU.percentage, "[@Kosten voor POK €]"),
            breedte=15,
        ),
        werk(
            g.VERGOEDING.kop,
            bedrag,
            _van(p, lambda u: u.vergoeding_ct),
            f"ROUND({formules.vergoeding(f'[@{g.ZONDER_MAXIMUM.kop}]', NU.maximum)}-{_pok('Vergoed eerder €')}+{NU.laat},2)",
            breedte=15,
        ),
        uitkomst(
            g.TE_VERDELEN.kop,
            bedrag,
            _van(p, lambda u: u.te_verdelen_ct),
            formules.te_verdelen("[@Kosten €]", f"[@{g.VERGOEDING.kop}]"),
            breedte=15,
        ),
        werk(
            g.VOORSTELGRENS.kop,
            bedrag,
            _van(p, lambda u: u.voorstelgrens_ct),
            formules.of_leeg(NU.voorstelgrens),
            breedte=15,
        ),
        werk(
            "Boven grens €",
            bedrag,
            p.boven_ct,
            formules.boven_grens(f"[@{g.TE_VERDELEN.kop}]", f"[@{g.VOORSTELGRENS.kop}]"),
            breedte=15,
        ),
    ]


def _hoe_verdeeld(p: Prognose) -> list[Tabelveld[Prognosegeval]]:
    """What the key and the meerkosten share, in whole cents and what those leave over."""
    geheel = Maat.GEHEEL

    def stap(kop: str) -> str:
        return f"SUMIFS({STAPPEN}[{kop}],{STAPPEN}[Geval],[@Geval])"

    def rondes_van(
        kop: str, som: str, achter: str, waarde: Callable[[Verrekening], tuple[int, int]]
    ) -> list[Tabelveld[Prognosegeval]]:
        deler = formules.noemer(f"[@{som}]")
        over = formules.over(f"[@{kop}]", f"[@Heel{achter}]", deler)
        return [
            werk(f"Heel{achter}", geheel, _van(p, lambda u: waarde(u)[0]), formules.heel(f"[@{kop}]", deler)),
            werk(f"Over in cent{achter}", geheel, _van(p, lambda u: waarde(u)[1]), over),
        ]

    volgens = formules.volgens_sleutel(
        "[@Kosten €]", f"[@{g.TE_VERDELEN.kop}]", NU.sleutel, "[@Vooraf apart]", f"{NU.vast}=1"
    )
    niet = (
        "IF(OR([@Te groot]>0,AND([@Vooraf sleutel]<>0,[@Som sleutel]=0),"
        "AND([@Vooraf apart]<>0,[@Som meerkosten]=0)),0,1)"
    )
    te_groot = f"{stap('Te groot')}+IF(MAX([@Vooraf sleutel],[@Vooraf apart])>={{grens}},1,0)"
    return [
        werk(
            "Vooraf apart",
            geheel,
            p.apart_ct,
            f"IF(OR({NU.vast}=1,{NU.zelfde}=1),0,ROUND(100*[@Boven grens €],0))",
        ),
        werk("Vooraf sleutel", geheel, p.volgens_sleutel_ct, volgens),
        werk("Som sleutel", geheel, _van(p, lambda u: u.sleutel_totaal), stap("Sleutel")),
        werk("Som meerkosten", geheel, _van(p, lambda u: u.meerkosten_totaal), stap("Sleutel meerkosten")),
        werk("Te groot", geheel, p.te_groot, te_groot),
        werk("Verdeelbaar", geheel, lambda geval: geval not in p.zonder_verdeling, niet),
        werk("Apart in cent", geheel, _van(p, lambda u: u.meerkosten_ct), "[@Verdeelbaar]*[@Vooraf apart]"),
        werk(
            "Volgens sleutel in cent",
            geheel,
            _van(p, lambda u: u.volgens_sleutel_ct),
            "[@Verdeelbaar]*[@Vooraf sleutel]",
        ),
        *rondes_van("Volgens sleutel in cent", "Som sleutel", "", lambda u: u.rondes),
        werk(
            g.RESTCENTEN.label, geheel, _van(p, g.RESTCENTEN.waarde), f"[@Volgens sleutel in cent]-{stap('Afgekapt')}"
        ),
        *rondes_van("Apart in cent", "Som meerkosten", " meerkosten", lambda u: u.meer_rondes),
        werk(
            "Restcenten meerkosten",
            geheel,
            _van(p, g.MEER_RESTCENTEN.waarde),
            f"[@Apart in cent]-{stap('Afgekapt meerkosten')}",
        ),
        werk("Boven begroot", geheel, p.boven_begroot, stap("Boven begroot")),
        werk(
            "Voorstel nodig",
            geheel,
            p.voorstel_nodig,
            f'IF({NU.toets}="{VoorstelToets.GEMEENTE}",MIN(1,[@Boven begroot]),IF([@Boven grens €]>0,1,0))',
        ),
    ]


class _Staprij(NamedTuple):
    """A gemeente in a geval; ``nr`` is its place in the table."""

    geval: Prognosegeval
    nr: int
    uit: Verrekening
    rij: GemeenteUitkomst
    kosten_te_gaan_ct: int
    bijdrage_ct: int | None
    te_groot: bool
    vast: bool

    @property
    def zonder_btw_ct(self) -> int | None:
        """The bijdrage without btw; None where R can't be shared."""
        return None if self.bijdrage_ct is None else self.rij.zonder_btw_ct

    @property
    def btw_ct(self) -> int:
        """The btw in the bijdrage."""
        return 0 if self.bijdrage_ct is None else self.rij.btw_ct

    @property
    def zonder(self) -> bool:
        """Whether there is nothing to hold against what was budgeted, or nothing was."""
        return self.bijdrage_ct is None or self.rij.begroot_ct is None

    @property
    def boven_begroot(self) -> bool:
        """Whether the bijdrage is more than was budgeted."""
        return not self.zonder and self.rij.boven_begroot_ct > 0


def _alle(p: Prognose) -> list[_Staprij]:
    return [
        _Staprij(
            geval=geval,
            nr=nr,
            uit=uit,
            rij=rij,
            kosten_te_gaan_ct=sum(maand.kosten_ct(geval) for maand in p.van(rij.code)),
            bijdrage_ct=p.bijdrage_ct(geval, rij.code),
            te_groot=is_te_groot(*keer),
            vast=p.nu.vast,
        )
        for geval, uit in p.uitkomsten.items()
        for nr, (rij, keer) in enumerate(zip(uit.gemeenten, zip(*sleutels(uit), strict=True), strict=True), start=1)
    ]


def _stappen() -> list[Tabelveld[_Staprij]]:
    """The same steps as Verrekening has, once for each geval."""
    geheel, bedrag, te_verdelen = Maat.GEHEEL, Maat.EURO, _geval(g.TE_VERDELEN.kop)

    def te_gaan(wat: str, achter: str = "") -> str:
        return _bij_geval(lambda geval: f"INDEX({PRIJS}[{wat} {geval}{achter}],[@Nr])")

    sleutel = (
        f"{_nu('Inwoners')}*{NU.sleutel_inwoners}+ROUND([@Kosten €],0)*{NU.sleutel_kosten}"
        f"+ROUND(100*[@Uren],0)*{NU.sleutel_uren}+ROUND(100*{_nu('Capaciteit uren per week')},0)*{NU.sleutel_capaciteit}"
    )
    draagt = (
        f"{_nu('Inwoners')}*{NU.drager_inwoners}+{_nu('Centrum')}*{NU.drager_centrumgemeente}"
        f"+ROUND([@Kosten €],0)*{NU.drager_leveranciers}"
    )
    keer = f"MAX({_geval('Som sleutel')}*[@Sleutel],{_geval('Som meerkosten')}*[@Sleutel meerkosten])"
    toegedeeld = "[@Toegedeeld in cent]/100"
    binnen = f"IF({NU.sleutel_kosten}=1,[@Kosten €]-{toegedeeld},{toegedeeld})"
    vast = f"ROUND({_nu('Vast €')}+{_nu('Centrum')}*({te_verdelen}-{NU.te_verdelen}),2)"
    naar_karakter = f"IF({NU.vast}=1,[@Vast €],[@Volgens sleutel €])"
    zonder_btw = f'IF({_geval("Verdeelbaar")}=0,"",IF({te_verdelen}=0,0,[@Naar karakter €]))'
    deel = f"[@{g.ZONDER_BTW.kop}]"
    btw = f'IF({deel}="",0,{formules.deel_van(NU.btw_tarief, deel)})'
    bijdrage = f'IF({deel}="","",{formules.samen(deel, f"[@{g.BTW.kop}]")})'

    def rest(deel: Callable[[_Staprij], Deel], som: str, kop: str, achter: str = "") -> list[Tabelveld[_Staprij]]:
        return grootste_rest(
            deel,
            tabel=STAPPEN,
            heel=_geval(f"Heel{achter}"),
            over=_geval(f"Over in cent{achter}"),
            noemer=formules.noemer(_geval(som)),
            restcenten=_geval(f"{g.RESTCENTEN.label}{achter}"),
            uitkomst=kop,
            achter=achter,
            binnen="Geval",
            met_restcent=False,
        )

    begroot = _nu(g.BEGROOT.kop)
    zonder = f'IF(OR([@{g.BIJDRAGE.kop}]="",{begroot}=""),1,0)'
    boven = f"IF([@{g.BIJDRAGE.kop}]>{begroot},1,0)"

    def naar_karakter_ct(r: _Staprij) -> int:
        return verrekening.vast_ct(r.uit, r.rij) if r.vast else verrekening.naar_sleutel_ct(r.uit, r.rij)

    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.rij.naam, _nu("Gemeente"), breedte=46),
        werk("Geval", Maat.TEKST, lambda r: r.geval, breedte=14),
        werk("Nr", Maat.NR, lambda r: r.nr),
        werk("Code", Maat.TEKST, lambda r: r.rij.code, _nu("Code")),
        werk("Kosten te gaan €", bedrag, lambda r: r.kosten_te_gaan_ct, te_gaan("Kosten", " €"), breedte=15),
        werk(
            "Kosten €",
            bedrag,
            lambda r: r.rij.kosten_ct,
            f"ROUND({_nu('Kosten €')}+[@Kosten te gaan €],2)",
            breedte=15,
        ),
        werk("Uren", Maat.UREN, lambda r: r.rij.uren_h, f"ROUND({_nu('Uren')}+{te_gaan('Uren')},2)"),
        werk("Sleutel", geheel, lambda r: r.rij.deel.sleutel, sleutel),
        werk("Sleutel meerkosten", geheel, lambda r: r.rij.meerkosten.sleutel, draagt),
        werk("Te groot", geheel, lambda r: r.te_groot, f"IF({keer}>={{grens}},1,0)"),
        *rest(lambda r: r.rij.deel, "Som sleutel", "Toegedeeld in cent"),
        *rest(lambda r: r.rij.meerkosten, "Som meerkosten", "Meerkosten in cent", " meerkosten"),
        werk(
            "Volgens sleutel €",
            bedrag,
            lambda r: verrekening.naar_sleutel_ct(r.uit, r.rij),
            f"ROUND({binnen}+[@Meerkosten in cent]/100,2)",
            breedte=15,
        ),
        werk("Vast €", bedrag, lambda r: verrekening.vast_ct(r.uit, r.rij), vast, breedte=15),
        werk("Naar karakter €", bedrag, naar_karakter_ct, naar_karakter, breedte=15),
        werk(g.ZONDER_BTW.kop, bedrag, lambda r: r.zonder_btw_ct, zonder_btw, breedte=15),
        werk(g.BTW.kop, bedrag, lambda r: r.btw_ct, btw, breedte=13),
        uitkomst(g.BIJDRAGE.kop, bedrag, lambda r: r.bijdrage_ct, bijdrage, breedte=15),
        werk("Boven begroot", geheel, lambda r: r.boven_begroot, f"IF([@Zonder vergelijking]=1,0,{boven})"),
        werk("Zonder vergelijking", geheel, lambda r: r.zonder, zonder),
    ]
