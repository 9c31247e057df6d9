"""The sheet Prognose: where the chosen year will end, low, expected and high, and whether a voorstel will be due.

The engine's twin is :mod:`via_xl.rekenen.prognose`. A master holds what Start shows of it and no more; the report
(:mod:`via_xl.schrijven.rapport.prognose`) has the same blocks and tables, every step of them in a column of its own, and
beside them each month of each gemeente and the charts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from via_xl.basis.maat import Maat, Ruw
from via_xl.regeling.model import Maandpatroon, VoorstelToets
from via_xl.regeling.tabellen import JAREN
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.prognose import PEIL, Gemeenteraming, Prognose, Prognosegeval, Prognoseoordeel, Uurprijs
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
    Namen,
    Raster,
    Stapel,
    Tabelveld,
    Tabkleur,
    begin_blad,
    grootste_rest,
    ingevouwen,
    uitkomst,
    volgnummer,
    werk,
)
from via_xl.schrijven.taal.controleblad import Controle, controle

BLAD = "Prognose"
BLOK = Namen(BLAD)
"""The figures of the summary, for formulas on other sheets: ``BLOK["te_verdelen.hoog"]``."""

GELEVERD, RAMING = "geleverd", "raming"
"""What each gemeente delivered, and what it still brings in: ``{raming Kosten hoog €}`` is a column, ``{raming maanden}`` all months."""

GEVAL = tuple(Prognosegeval)
VOOR_HET_OORDEEL = (Prognosegeval.VERWACHT, Prognosegeval.HOOG)
"""The gevallen of which the verdict needs each bijdrage: a master shares out no others."""

MAAND = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_VOLGEND = "DATE(Jaar+1,1,1)"
_GELDIG = 'tblUren[POK jaar],">0"'
"""The criterion for hour lines that are not vervallen."""


def _geleverd_in(jaar: str) -> str:
    """The criteria for the valid hour lines of the months of a year, whenever they are settled."""
    maanden = f'tblUren[Maandeinde],">="&DATE({jaar},1,1),tblUren[Maandeinde],"<"&DATE({jaar}+1,1,1)'
    return f"{_GELDIG},{maanden}"


_VOORAAN = 4
"""The columns before those of the months."""


def bijdragetabel(geval: Prognosegeval) -> str:
    """The table with what each gemeente bears in a geval."""
    return f"tbl{geval.capitalize()}"


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet."""
    p = stand.prognose
    s = begin(boek, stand)
    s.uitleg(
        "Het rapport Prognose heeft er de grafieken bij, elke maand van elke gemeente, en elke stap van de bijdragen."
    )
    s.wit()
    kort(s, p)
    s.wit(2)
    aannames(s, p)
    s.afdruk(8, tot_hier=True)
    s.wit(2)
    maanden(s, p)
    s.wit()
    ramingen(s, p)
    s.wit(2)
    verdeling(s, p, VOOR_HET_OORDEEL)
    for geval in VOOR_HET_OORDEEL:
        s.wit(2)
        bijdragen(s, p, geval, ingevouwen(bijdragevelden(geval), TUSSENSTAPPEN))


def begin(boek: Boek, stand: Stand) -> Stapel:
    """The sheet with its heading."""
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
    s.blad.bevroren = (3, 1)
    return s


def controles(stand: Stand) -> list[Controle]:
    """Whether the forecast has every hour that was delivered in the year."""
    return [
        controle(
            "Prognose: uren per gemeente tellen op tot de geleverde uren van het jaar",
            Maat.UREN,
            verwacht=f"ROUND(SUMIFS(tblUren[Uren],{_geleverd_in('Jaar')}),2)",
            gevonden=BLOK[f"{GELEVERD}.totaal Uren dit jaar"],
            waarde=sum(rij.dit_jaar.uren_h for rij in stand.prognose.gemeenten),
            waar="Prognose en Uren, kolom CBS code",
            let_op=True,
        )
    ]


class _Geval:
    """The names of the figures of one geval: ``van("kosten")`` is ``{kosten.hoog}``."""

    def __init__(self, geval: Prognosegeval) -> None:
        self.geval = geval

    def __call__(self, naam: str) -> str:
        return f"{{{naam}.{self.geval}}}"


class _PerGeval:
    """Says the rows of a block that has a column for each geval: each once, with the engine's value and the formula."""

    def __init__(self, blok: Blok, gevallen: Iterable[Prognosegeval]) -> None:
        self._blok = blok
        self._gevallen = tuple(gevallen)

    def __call__(
        self,
        als: str,
        label: str,
        maat: Maat,
        waarde: Callable[[Prognosegeval], Ruw],
        formule: Callable[[_Geval], str],
        hoe: str = "",
        *,
        hoog: bool = False,
    ) -> None:
        cellen = (F(formule(_Geval(geval)), waarde(geval)) for geval in self._gevallen)
        self._blok.rij(label, maat, *cellen, als=als, hoe=hoe, aanzien=Aanzien.UITKOMST if hoog else Aanzien.WERK)


def _pok(kop: str) -> str:
    """What the POK of the year itself has."""
    return f"SUMIFS(tblPOK[{kop}],tblPOK[Jaar],Jaar)"


def kort(s: Stapel, p: Prognose) -> None:
    """What it comes to, a column for each geval, and what that says of the limit."""
    rij = _PerGeval(s.blok("Het jaar in het kort", koppen=("", *GEVAL), kolommen=GEVAL), GEVAL)
    bedrag = Maat.EURO

    def van(waarde: Callable[[Verrekening], int | None]) -> Callable[[Prognosegeval], int | None]:
        return lambda geval: waarde(p.uitkomsten[geval])

    def som(kop: str) -> Callable[[_Geval], str]:
        return lambda c: f"{{{RAMING}.totaal {kop.format(c.geval)}}}"

    def vergoeding(c: _Geval) -> str:
        tot_nu = formules.vergoeding(formules.deel_van(NU.percentage, c("voor_pok")), NU.maximum)
        return f"ROUND({tot_nu}-{_pok('Vergoed eerder €')}+{NU.laat},2)"

    rij(
        "inzet",
        "Inzet in de maanden zonder uren",
        Maat.PROCENT,
        p.inzet_bp.__getitem__,
        lambda c: f"{{prognose_{c.geval}_bp}}",
        "deel van de capaciteit; te wijzigen op Jaren",
    )
    hoe = "productieve uren van de capaciteit × inzet"
    rij("uren_te_gaan", "Uren te gaan", Maat.UREN, p.uren_te_gaan_h, som("Uren {}"), hoe)
    hoe = "tegen de tarieven die voor die maanden bekend zijn"
    rij("kosten_te_gaan", "Kosten te gaan", bedrag, p.kosten_te_gaan_ct, som("Kosten {} €"), hoe)
    rij(
        "kosten",
        g.KOSTEN.kort_met_symbool,
        bedrag,
        van(lambda u: u.kosten_ct),
        lambda c: formules.samen(NU.kosten, c("kosten_te_gaan")),
        "kosten tot nu toe + kosten te gaan",
        hoog=True,
    )
    rij(
        "voor_pok",
        "Kosten voor POK van het jaar",
        bedrag,
        van(lambda u: u.van_jaar.eerder_ct + u.van_jaar.kosten_ct),
        lambda c: formules.samen(_pok("Kosten eerder €"), _pok("Kosten nu €"), c("kosten_te_gaan")),
    )
    hoe = "niet meer dan het maximum; van late uren zoals nu"
    rij("vergoeding", g.VERGOEDING.kort_met_symbool, bedrag, van(lambda u: u.vergoeding_ct), vergoeding, hoe, hoog=True)
    rij(
        "te_verdelen",
        g.TE_VERDELEN.kort_met_symbool,
        bedrag,
        van(lambda u: u.te_verdelen_ct),
        lambda c: formules.te_verdelen(c("kosten"), c("vergoeding")),
        g.TE_VERDELEN.hoe,
        hoog=True,
    )
    rij(
        "voorstelgrens",
        g.VOORSTELGRENS.kort,
        bedrag,
        van(lambda u: u.voorstelgrens_ct),
        lambda c: formules.of_leeg(NU.voorstelgrens) if c.geval is GEVAL[0] else f"{{voorstelgrens.{GEVAL[0]}}}",
        g.VOORSTELGRENS.hoe,
    )
    rij(
        "boven",
        g.BOVEN.label,
        bedrag,
        p.boven_ct,
        lambda c: formules.boven_grens(c("te_verdelen"), c("voorstelgrens")),
    )
    s.wit()
    _oordeel(s.blok(), p)


def _oordeel(b: Blok, p: Prognose) -> None:
    """What that says of the limit: at either inzet by itself, and of the year."""
    binnen, boven = Prognoseoordeel.BINNEN, Prognoseoordeel.BOVEN

    def nodig(geval: Prognosegeval, dan: Prognoseoordeel, anders: str) -> str:
        return f'IF({{voorstel.{geval}}}>0,"{dan}",{anders})'

    b.rij(
        "Maanden van gemeenten waarvan nog uren komen",
        Maat.GEHEEL,
        F(f"{{{RAMING}.totaal Maanden te gaan}}", p.maanden_te_gaan),
        als="te_gaan",
        hoe="na de laatste maand met uren; 0: het jaar is compleet",
    )
    for label, geval in (("Bij hoge inzet", Prognosegeval.HOOG), ("Bij de verwachte inzet", Prognosegeval.VERWACHT)):
        waarde = boven if p.voorstel_nodig(geval) else binnen
        b.rij(label, Maat.TEKST, F(nodig(geval, boven, f'"{binnen}"'), waarde), als=f"bij_{geval}")
    bij_hoog = Prognoseoordeel.MISSCHIEN if p.voorstel_nodig(Prognosegeval.HOOG) else binnen
    samen = boven if p.voorstel_nodig(Prognosegeval.VERWACHT) else bij_hoog
    misschien = nodig(Prognosegeval.HOOG, Prognoseoordeel.MISSCHIEN, f'"{binnen}"')
    b.rij("Samen genomen", Maat.TEKST, F(nodig(Prognosegeval.VERWACHT, boven, misschien), samen), als="samen")
    zonder_prijs = f'IF(AND({{te_gaan}}>0,{{uren_allen}}=0),"{Prognoseoordeel.GEEN_PRIJS}",{{samen}})'
    b.rij(
        "Is er een voorstel nodig?",
        Maat.TEKST,
        F(f'IF({{productief}}="","{Prognoseoordeel.GEEN_PLAN}",{zonder_prijs})', p.oordeel),
        als="oordeel",
        aanzien=Aanzien.UITKOMST,
    )


_VELDEN = (
    ("prognose_laag_bp", "Inzet laag", Maat.PROCENT),
    ("prognose_verwacht_bp", "Inzet verwacht", Maat.PROCENT),
    ("prognose_hoog_bp", "Inzet hoog", Maat.PROCENT),
    ("voltijd_h", "Voltijd, uren per week", Maat.UREN),
)


def _standaard(veld: str) -> Ruw:
    standaard: Ruw = JAREN.kolom(veld).standaard
    return standaard


def aannames(s: Stapel, p: Prognose) -> None:
    """The assumptions: what Jaren says, or else the default, and what follows from the hours."""
    b, parameters = s.blok("Waarop dit rust"), p.parameters
    b.rij("Waar Jaren niets zegt:", Maat.TEKST, "CAO Gemeenten en de standaard van het programma", aanzien=Aanzien.WERK)
    for veld, label, maat in _VELDEN:
        b.rij(f"{label}, standaard", maat, _standaard(veld), als=f"{veld} standaard", aanzien=Aanzien.WERK)
    patroon = str(_standaard("prognose_patroon"))
    b.rij("Patroon, standaard", Maat.TEKST, patroon, als="patroon standaard", aanzien=Aanzien.WERK)
    b.wit()
    for veld, label, maat in _VELDEN:
        van = formules.van_jaar(JAREN.kolom(veld).kop)
        formule = f'IF({van}="",{{{veld} standaard}},{van})'
        b.rij(label, maat, F(formule, getattr(parameters, veld)), als=veld, hoe="uit Jaren")
    van = formules.van_jaar(JAREN.kolom("productieve_uren_h").kop)
    b.rij(
        "Productieve uren per jaar, voltijd",
        Maat.UREN,
        F(formules.of_leeg(van), parameters.productieve_uren_h),
        als="productief",
        hoe="uit Jaren; leeg: er is niets te ramen",
    )
    b.rij(
        "Productieve uren waarmee is geraamd",
        Maat.UREN,
        F('IF({productief}="",0,{productief})', parameters.productieve_uren_h or 0),
        als="productief_h",
    )
    productief, voltijd = (f"ROUND(100*{{{naam}}},0)" for naam in ("productief_h", "voltijd_h"))
    b.rij(
        "Productieve uren, in honderdsten",
        Maat.GEHEEL,
        F(productief, parameters.productieve_uren_h or 0),
        als="productief_hh",
    )
    b.rij("Voltijd, in honderdsten", Maat.GEHEEL, F(voltijd, parameters.voltijd_h), als="voltijd_hh")
    van = formules.van_jaar(JAREN.kolom("prognose_patroon").kop)
    formule = f'IF({van}="",{{patroon standaard}},{van})'
    b.rij("Patroon gevraagd", Maat.TEKST, F(formule, parameters.prognose_patroon), als="gevraagd", hoe="uit Jaren")
    met_uren = f'COUNTIFS({_rij("uren_vorig")},">0")'
    b.rij(
        "Gekozen patroon",
        Maat.TEKST,
        F(f'IF({met_uren}=12,{{gevraagd}},"{Maandpatroon.GELIJK}")', p.patroon),
        als="patroon",
        hoe="zonder uren in elke maand van vorig jaar telt elke maand gelijk",
    )
    b.rij("Som van de gewichten", Maat.GEHEEL, F(f"SUM({_rij('gewicht')})", sum(p.gewichten)), als="gewicht")
    _allen(b, p)
    gewogen, uren = f"SUMPRODUCT({_rij('uren_vorig')},{_rij('vorig_peil')})", f"SUM({_rij('uren_vorig')})"
    gemiddeld = f"ROUND(ROUND(100*{gewogen},0)/ROUND(100*{uren},0),0)"
    b.rij(
        "Tariefpeil van een uur van vorig jaar",
        Maat.GEHEEL,
        F(f"IF({uren}=0,{{jaareinde}},{gemiddeld})", p.vorig_peil),
        als="peil_vorig_jaar",
        hoe="voor de prijs van wie dit jaar nog geen uren heeft",
    )
    b.rij("Tariefpeil van het jaareinde", Maat.GEHEEL, PEIL, als="jaareinde", aanzien=Aanzien.WERK)
    b.rij("Exact te rekenen bedrag en product, tot", Maat.GEHEEL, EXACT_GRENS, als="grens", aanzien=Aanzien.WERK)


def _allen(b: Blok, p: Prognose) -> None:
    """The price of an hour for who had none in either year."""
    jaren = ("dit", "vorig")
    uren = formules.samen(*(f"{{{GELEVERD}.totaal Uren {jaar} jaar}}" for jaar in jaren))
    b.rij("Uren van alle gemeenten in beide jaren", Maat.UREN, F(uren, p.allen.uren_h), als="uren_allen")
    keer = "+".join(f"SUMPRODUCT({{{GELEVERD} Uren {jaar} jaar}},{{{GELEVERD} Prijs {jaar} jaar €}})" for jaar in jaren)
    gemiddeld = f"ROUND(ROUND(100*100*({keer}),0)/ROUND(100*{{uren_allen}},0),0)/100"
    b.rij(
        "Uurprijs van alle gemeenten",
        Maat.EURO,
        F(f"IF({{uren_allen}}=0,0,{gemiddeld})", p.allen.prijs_ct),
        als="prijs_allen",
        hoe="voor wie in geen van beide jaren uren had",
    )


# --- the months


def _rij(naam: str) -> str:
    """A row of the block of the months."""
    return f"{{{naam}.{MAAND[0]}}}:{{{naam}.{MAAND[-1]}}}"


def maanden(s: Stapel, p: Prognose) -> Blok:
    """The part of each month in a year, and how high the rates of that month stand; rows may still be said of it."""
    koppen = ("De maanden", *[""] * (_VOORAAN - 1), *MAAND)
    b = s.bij(Blok("Hoe het jaar over de maanden valt", koppen, kolommen=MAAND, vanaf=_VOORAAN))

    def rij(
        als: str, label: str, maat: Maat, waarden: Sequence[Ruw], formule: Callable[[str], str], hoe: str = ""
    ) -> None:
        cellen = (F(formule(maand), waarde) for maand, waarde in zip(MAAND, waarden, strict=True))
        b.rij(label, maat, *cellen, als=als, hoe=hoe, aanzien=Aanzien.WERK)

    def dag(maand: str) -> str:
        nr = MAAND.index(maand)
        return f"EOMONTH({{dag.{MAAND[nr - 1]}}},1)" if nr else "EOMONTH(DATE(Jaar,1,1),0)"

    def peil(dagen: str) -> Callable[[str], str]:
        def formule(maand: str) -> str:
            geldt = f'tblTarieven[Van],"<="&{{{dagen}.{maand}}},tblTarieven[Geldt tot],">="&{{{dagen}.{maand}}}'
            nu, einde = (
                f"ROUND(100*SUMIFS(tblTarieven[{kop}],{geldt}),0)" for kop in ("Uurtarief €", "Laatste tarief €")
            )
            return f"IF({einde}=0,{{jaareinde}},MAX(1,ROUND({nu}*{{jaareinde}}/{einde},0)))"

        return formule

    def gewicht(maand: str) -> str:
        return f'IF({{patroon}}="{Maandpatroon.VORIG_JAAR}",ROUND(100*{{uren_vorig.{maand}}},0),1)'

    def uren_vorig(maand: str) -> str:
        return f"ROUND(SUMIFS(tblUren[Uren],{_GELDIG},tblUren[Maandeinde],{{vorige_dag.{maand}}}),2)"

    nummers = range(1, len(MAAND) + 1)
    dit, vorig = ([maandeinde(date(jaar, nr, 1)) for nr in nummers] for jaar in (p.jaar, p.jaar - 1))
    rij("dag", "Laatste dag", Maat.DATUM, dit, dag)
    rij("nr", "Maand", Maat.GEHEEL, nummers, lambda maand: f"MONTH({{dag.{maand}}})")
    rij("vorige_dag", "Laatste dag vorig jaar", Maat.DATUM, vorig, lambda maand: f"EOMONTH({{dag.{maand}}},-12)")
    rij("uren_vorig", "Uren vorig jaar", Maat.UREN, p.vorig_h, uren_vorig)
    rij("gewicht", "Gewicht", Maat.GEHEEL, p.gewichten, gewicht)
    rij("peil", "Tariefpeil", Maat.GEHEEL, p.peilen, peil("dag"), "per miljoen van het jaareinde")
    rij("vorig_peil", "Tariefpeil vorig jaar", Maat.GEHEEL, p.vorige_peilen, peil("vorige_dag"))
    return b


def volledig(capaciteit: str, gewicht: str) -> str:
    """The productive hours of a capacity in a month with that part of the year."""
    jaaruren = formules.jaarhonderdsten(capaciteit, "{productief_hh}", "{voltijd_hh}")
    return f"ROUND({jaaruren}*{gewicht}/{{gewicht}},0)/100"


def capaciteit(code: str, nummer: str) -> str:
    """The hours a week that a gemeente promised on the last day of the month with that number."""
    geldt = f'tblCapaciteit[Eerste maand],"<="&{nummer},tblCapaciteit[Laatste maand],">="&{nummer}'
    return f"SUMIFS(tblCapaciteit[Uren per week],tblCapaciteit[Code in jaar],{code},{geldt})"


def ramingen(s: Stapel, p: Prognose) -> None:
    """What each gemeente delivered, and what it still brings in, by month."""
    samen = {"maanden": (MAAND[0], MAAND[-1])}
    s.kopje("Geleverde uren per gemeente en maand, en wat een uur kost")
    s.raster(Raster(GELEVERD, p.gemeenten, _geleverd(p), kophoogte=44, samen=samen, totaal="Samen"))
    s.wit()
    s.kopje("Uren te gaan per gemeente en maand bij volle inzet, en wat die kosten")
    s.raster(Raster(RAMING, p.gemeenten, _raming(p), kophoogte=44, samen=samen, totaal="Samen"))


def _geleverd(p: Prognose) -> list[Tabelveld[Gemeenteraming]]:
    staat = f'tblUrenstaten[Jaar],Jaar,tblUrenstaten[Getekend],1,tblUrenstaten[Gelezen op],">="&{_VOLGEND}'

    def maand(nr: int, naam: str) -> Tabelveld[Gemeenteraming]:
        waar = f"tblUren[Maandeinde],{{dag.{naam}}},tblUren[Code in jaar],[@Code],{_GELDIG}"
        formule = f"ROUND(SUMIFS(tblUren[Uren],{waar}),2)"
        return werk(naam, Maat.UREN, lambda r: p.van(r.code)[nr].geleverd_h, formule, totaal=True)

    gewogen = f"ROUND(100*SUMPRODUCT({_MAANDEN},{_rij('peil')}),0)"
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, nu("Gemeente"), breedte=46),
        werk("Code", Maat.TEKST, lambda r: r.code, nu("Code"), breedte=20),
        volgnummer(breedte=15),
        werk(
            "Jaar gesloten",
            Maat.GEHEEL,
            lambda r: r.gesloten,
            f"MIN(1,COUNTIFS(tblUrenstaten[Code in jaar],[@Code],{staat}))",
            breedte=15,
        ),
        *(maand(nr, naam) for nr, naam in enumerate(MAAND)),
        *_gekost(
            "dit",
            "Jaar",
            lambda r: r.dit_jaar,
            f"ROUND(SUM({_MAANDEN}),2)",
            f"ROUND({gewogen}/ROUND(100*[@Uren dit jaar],0),0)",
        ),
        *_gekost(
            "vorig",
            "Jaar-1",
            lambda r: r.vorig_jaar,
            f"ROUND(SUMIFS(tblUren[Uren],tblUren[Code in jaar],[@Code],{_geleverd_in('Jaar-1')}),2)",
            "{peil_vorig_jaar}",
        ),
    ]


def _gekost(
    welk: str, jaar: str, van: Callable[[Gemeenteraming], Uurprijs], uren: str, peil: str
) -> list[Tabelveld[Gemeenteraming]]:
    """The hours of a year, what they cost, and what such an hour costs at the end of the year."""
    kop, waar = f"Uren {welk} jaar", f"tblUren[Code in jaar],[@Code],{_geleverd_in(jaar)}"
    per_uur = f"ROUND(ROUND(100*[@Kosten {welk} jaar €],0)*100/ROUND(100*[@{kop}],0),0)"
    return [
        werk(kop, Maat.UREN, lambda r: van(r).uren_h, uren, totaal=True),
        werk(
            f"Kosten {welk} jaar €",
            Maat.EURO,
            lambda r: van(r).kosten_ct,
            f"ROUND(SUMIFS(tblUren[Kosten €],{waar}),2)",
            breedte=13,
            totaal=True,
        ),
        werk(
            f"Prijs {welk} jaar €",
            Maat.EURO,
            lambda r: van(r).jaareinde_ct,
            f"IF([@{kop}]=0,0,ROUND({per_uur}*{{jaareinde}}/{peil},0)/100)",
        ),
    ]


def _raming(p: Prognose) -> list[Tabelveld[Gemeenteraming]]:
    op_peil = f"ROUND(ROUND(100*SUMPRODUCT({_MAANDEN},{_rij('peil')}),0)/{{jaareinde}},0)"
    vorig = f"IF({_van('Uren vorig jaar')}>0,{_van('Prijs vorig jaar €')},{{prijs_allen}})"

    def deel(wat: str, maat: Maat, kop: str, geval: Prognosegeval) -> Tabelveld[Gemeenteraming]:
        def waarde(r: Gemeenteraming) -> int:
            return (r.uren_h if maat is Maat.UREN else r.kosten_ct)[geval]

        formule = formules.deel_van(f"{{prognose_{geval}_bp}}", f"[@{wat}]")
        return werk(kop.format(geval), maat, waarde, formule, breedte=13, totaal=True)

    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, nu("Gemeente"), breedte=46),
        werk("Code", Maat.TEKST, lambda r: r.code, nu("Code"), breedte=20),
        volgnummer(breedte=15),
        werk(
            "Maanden te gaan",
            Maat.GEHEEL,
            lambda r: sum(rij.te_gaan_h > 0 for rij in p.van(r.code)),
            f'COUNTIFS({_MAANDEN},">0")',
            breedte=15,
            totaal=True,
        ),
        *(_te_gaan(p, nr, maand) for nr, maand in enumerate(MAAND)),
        werk("Uren te gaan", Maat.UREN, lambda r: r.te_gaan_h, f"ROUND(SUM({_MAANDEN}),2)", totaal=True),
        uitkomst(
            "Uurprijs jaareinde €",
            Maat.EURO,
            lambda r: r.prijs_ct,
            f"IF({_van('Uren dit jaar')}>0,{_van('Prijs dit jaar €')},{vorig})",
        ),
        werk(
            "Kosten te gaan €",
            Maat.EURO,
            lambda r: r.volledig_ct,
            f"ROUND({op_peil}*ROUND(100*[@Uurprijs jaareinde €],0)/100,0)/100",
            breedte=13,
            totaal=True,
        ),
        *(deel("Uren te gaan", Maat.UREN, "Uren {}", geval) for geval in GEVAL),
        *(deel("Kosten te gaan €", Maat.EURO, "Kosten {} €", geval) for geval in GEVAL),
    ]


_MAANDEN = f"[@{MAAND[0]}]:[@{MAAND[-1]}]"
"""The months of this row."""


def _van(kop: str) -> str:
    """What the gemeente of this row delivered."""
    return f"INDEX({{{GELEVERD} {kop}}},[@Nr])"


def _te_gaan(p: Prognose, nr: int, maand: str) -> Tabelveld[Gemeenteraming]:
    """The hours to come of a month: none where there are hours of it or of a later month."""
    bekend = f"{_van('Jaar gesloten')}+SUM([@{GELEVERD} {maand}]:[@{GELEVERD} {MAAND[-1]}])"
    komt = volledig(capaciteit("[@Code]", f"{{nr.{maand}}}"), f"{{gewicht.{maand}}}")
    return werk(maand, Maat.UREN, lambda r: p.van(r.code)[nr].te_gaan_h, f"IF({bekend}>0,0,{komt})", totaal=True)


# --- the settlement in each geval


def nu(kop: str) -> str:
    """What Verrekening has for the gemeente of this row."""
    return f"INDEX({verrekening.TABEL}[{kop}],[@Nr])"


def verdeling(s: Stapel, p: Prognose, gevallen: Sequence[Prognosegeval]) -> None:
    """How R would be shared, a column for each of these gevallen."""
    koppen = ("", *gevallen)
    rij = partial(_geheel, _PerGeval(s.blok("De verdeling, in cent", koppen=koppen, kolommen=gevallen), gevallen))

    def van(waarde: Callable[[Verrekening], int | None]) -> Callable[[Prognosegeval], int | None]:
        return lambda geval: waarde(p.uitkomsten[geval])

    def kolom(kop: str, wat: str = "SUM") -> Callable[[_Geval], str]:
        return lambda c: f"{wat}({bijdragetabel(c.geval)}[{kop}])"

    def volgens(c: _Geval) -> str:
        return formules.volgens_sleutel(c("kosten"), c("te_verdelen"), NU.sleutel, c("vooraf_apart"), f"{NU.vast}=1")

    def te_groot(c: _Geval) -> str:
        sleutel = f"{c('som')}*{kolom('Sleutel', 'MAX')(c)}"
        meerkosten = f"{c('som_meerkosten')}*{kolom('Sleutel meerkosten', 'MAX')(c)}"
        return f"IF(MAX({c('vooraf_sleutel')},{c('vooraf_apart')},{sleutel},{meerkosten})>={{grens}},1,0)"

    def verdeelbaar(c: _Geval) -> str:
        paren = (("vooraf_sleutel", "som"), ("vooraf_apart", "som_meerkosten"))
        leeg = ",".join(f"AND({c(bedrag)}<>0,{c(som)}=0)" for bedrag, som in paren)
        return f"IF(OR({c('te_groot')}>0,{leeg}),0,1)"

    def boven(c: _Geval) -> str:
        begroot, bijdrage = f"{verrekening.TABEL}[{g.BEGROOT.kop}]", f"{bijdragetabel(c.geval)}[{g.ZONDER_BTW.kop}]"
        return f'SUMPRODUCT(({begroot}<>"")*({bijdrage}<>"")*({bijdrage}>{begroot}))'

    def nodig(c: _Geval) -> str:
        per_gemeente = f"MIN(1,{c('boven_begroot')})"
        return f'IF({NU.toets}="{VoorstelToets.GEMEENTE}",{per_gemeente},IF({c("boven")}>0,1,0))'

    rij("boven_begroot", "Gemeenten boven hun begrote bijdrage", p.boven_begroot, boven)
    rij("voorstel", "Voorstel nodig", p.voorstel_nodig, nodig, "1 is ja, volgens de toets van Jaren")
    rij(
        "vooraf_apart",
        "Boven de grens, apart te dragen",
        p.apart_ct,
        lambda c: f"IF(OR({NU.vast}=1,{NU.zelfde}=1),0,ROUND(100*{c('boven')},0))",
    )
    rij("vooraf_sleutel", "Naar de sleutel te verdelen", p.volgens_sleutel_ct, volgens)
    rij("som", "Som van de sleutels", van(lambda u: u.sleutel_totaal), kolom("Sleutel"))
    rij(
        "som_meerkosten",
        "Som van de sleutels, meerkosten",
        van(lambda u: u.meerkosten_totaal),
        kolom("Sleutel meerkosten"),
    )
    rij("te_groot", "Te groot om exact te verdelen", p.te_groot, te_groot, "1 is ja")
    hoe = "1 is ja; zonder sleutel is er niets te verdelen"
    rij("verdeelbaar", "Verdeelbaar", lambda geval: geval not in p.zonder_verdeling, verdeelbaar, hoe)
    _rondes(rij, p, "som", "vooraf_sleutel", "", lambda u: (u.volgens_sleutel_ct, *u.rondes, g.RESTCENTEN.waarde(u)))
    _rondes(
        rij,
        p,
        "som_meerkosten",
        "vooraf_apart",
        " meerkosten",
        lambda u: (u.meerkosten_ct, *u.meer_rondes, g.MEER_RESTCENTEN.waarde(u)),
    )


def _geheel(
    rij: _PerGeval,
    als: str,
    label: str,
    waarde: Callable[[Prognosegeval], Ruw],
    formule: Callable[[_Geval], str],
    hoe: str = "",
) -> None:
    rij(als, label, Maat.GEHEEL, waarde, formule, hoe)


def _rondes(
    rij: Callable[..., None],
    p: Prognose,
    som: str,
    vooraf: str,
    achter: str,
    waarden: Callable[[Verrekening], tuple[Ruw, ...]],
) -> None:
    """The steps of the largest remainder that are the same for everyone; nothing is shared where that can't be done."""

    def van(nr: int) -> Callable[[Prognosegeval], Ruw]:
        return lambda geval: waarden(p.uitkomsten[geval])[nr]

    def deler(c: _Geval) -> str:
        return formules.noemer(c(som))

    bedrag, heel, rest = f"bedrag{achter}", f"heel{achter}", f"SUM({{}}[Rest{achter}])"
    rij(bedrag, f"Verdeeld{achter}", van(0), lambda c: f"{c('verdeelbaar')}*{c(vooraf)}")
    rij(heel, f"Heel{achter}", van(1), lambda c: formules.heel(c(bedrag), deler(c)), "hele centen per 1 van de sleutel")
    rij(f"over{achter}", f"Over{achter}", van(2), lambda c: formules.over(c(bedrag), c(heel), deler(c)))
    rij(
        f"restcenten{achter}",
        f"{g.RESTCENTEN.label}{achter}",
        van(3),
        lambda c: f"ROUND({rest.format(bijdragetabel(c.geval))}/{deler(c)},0)",
        "som van de resten / som van de sleutels",
    )


class Bijdragerij(NamedTuple):
    """A gemeente in a geval."""

    uit: Verrekening
    rij: GemeenteUitkomst
    raming: Gemeenteraming
    vast: bool
    bijdrage_ct: int | None

    @property
    def zonder_btw_ct(self) -> int | None:
        """The bijdrage without btw; None where R can't be shared."""
        return None if self.bijdrage_ct is None else self.rij.zonder_btw_ct

    @property
    def btw_ct(self) -> int:
        """The btw in the bijdrage."""
        return 0 if self.bijdrage_ct is None else self.rij.btw_ct


def bijdragen(s: Stapel, p: Prognose, geval: Prognosegeval, velden: Sequence[Tabelveld[Bijdragerij]]) -> None:
    """What each gemeente bears in a geval, the steps those of Verrekening."""
    uit = p.uitkomsten[geval]
    rijen = [
        Bijdragerij(uit, rij, raming, p.nu.vast, p.bijdrage_ct(geval, rij.code))
        for rij, raming in zip(uit.gemeenten, p.gemeenten, strict=True)
    ]
    s.kopje(f"De bijdragen: {geval}")
    s.tabel(bijdragetabel(geval), rijen, velden, kophoogte=44)


TUSSENSTAPPEN = frozenset(
    (
        "Kosten te gaan €",
        *(f"{stap}{achter}" for stap in ("Product", "Afgekapt", "Rang") for achter in ("", " meerkosten")),
        "Volgens sleutel €",
        g.BTW.kop,
    )
)
"""The steps that have a column of their own in a report; in a master they stand in the formulas that use them."""


def bijdragevelden(geval: Prognosegeval) -> list[Tabelveld[Bijdragerij]]:
    """The same steps as Verrekening has."""
    geheel, bedrag, c = Maat.GEHEEL, Maat.EURO, _Geval(geval)
    sleutel = (
        f"{nu('Inwoners')}*{NU.sleutel_inwoners}+ROUND([@Kosten €],0)*{NU.sleutel_kosten}"
        f"+ROUND(100*[@Uren],0)*{NU.sleutel_uren}+ROUND(100*{nu('Capaciteit uren per week')},0)*{NU.sleutel_capaciteit}"
    )
    draagt = (
        f"{nu('Inwoners')}*{NU.drager_inwoners}+{nu('Centrum')}*{NU.drager_centrumgemeente}"
        f"+ROUND([@Kosten €],0)*{NU.drager_leveranciers}"
    )
    toegedeeld = "[@Toegedeeld in cent]/100"
    binnen = f"IF({NU.sleutel_kosten}=1,[@Kosten €]-{toegedeeld},{toegedeeld})"
    vast = f"ROUND({nu('Vast €')}+{nu('Centrum')}*({c('te_verdelen')}-{NU.te_verdelen}),2)"
    zonder_btw = f'IF({c("verdeelbaar")}=0,"",IF({c("te_verdelen")}=0,0,[@Naar karakter €]))'
    deel = f"[@{g.ZONDER_BTW.kop}]"
    btw = f'IF({deel}="",0,{formules.deel_van(NU.btw_tarief, deel)})'
    bijdrage = f'IF({deel}="","",{formules.samen(deel, f"[@{g.BTW.kop}]")})'

    def rest(deel: Callable[[Bijdragerij], Deel], som: str, kop: str, achter: str = "") -> list[Tabelveld[Bijdragerij]]:
        return grootste_rest(
            deel,
            tabel=bijdragetabel(geval),
            heel=c(f"heel{achter}"),
            over=c(f"over{achter}"),
            noemer=formules.noemer(c(som)),
            restcenten=c(f"restcenten{achter}"),
            uitkomst=kop,
            achter=achter,
            met_restcent=False,
        )

    def te_gaan(kop: str) -> str:
        return f"INDEX({{{RAMING} {kop}}},[@Nr])"

    kosten = formules.samen(nu("Kosten €"), "[@Kosten te gaan €]")
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.rij.naam, nu("Gemeente"), breedte=46),
        werk("Code", Maat.TEKST, lambda r: r.rij.code, nu("Code")),
        volgnummer(),
        werk("Kosten te gaan €", bedrag, lambda r: r.raming.kosten_ct[geval], te_gaan(f"Kosten {geval} €"), breedte=13),
        werk("Kosten €", bedrag, lambda r: r.rij.kosten_ct, kosten, breedte=13),
        werk("Uren", Maat.UREN, lambda r: r.rij.uren_h, formules.samen(nu("Uren"), te_gaan(f"Uren {geval}"))),
        werk("Sleutel", geheel, lambda r: r.rij.deel.sleutel, sleutel),
        werk("Sleutel meerkosten", geheel, lambda r: r.rij.meerkosten.sleutel, draagt),
        *rest(lambda r: r.rij.deel, "som", "Toegedeeld in cent"),
        *rest(lambda r: r.rij.meerkosten, "som_meerkosten", "Meerkosten in cent", " meerkosten"),
        werk(
            "Volgens sleutel €",
            bedrag,
            lambda r: verrekening.naar_sleutel_ct(r.uit, r.rij),
            f"ROUND({binnen}+[@Meerkosten in cent]/100,2)",
            breedte=13,
        ),
        werk("Vast €", bedrag, lambda r: verrekening.vast_ct(r.uit, r.rij), vast, breedte=13),
        werk(
            "Naar karakter €",
            bedrag,
            lambda r: (verrekening.vast_ct if r.vast else verrekening.naar_sleutel_ct)(r.uit, r.rij),
            f"IF({NU.vast}=1,[@Vast €],[@Volgens sleutel €])",
            breedte=13,
        ),
        werk(g.ZONDER_BTW.kop, bedrag, lambda r: r.zonder_btw_ct, zonder_btw, breedte=13),
        werk(g.BTW.kop, bedrag, lambda r: r.btw_ct, btw, breedte=13),
        uitkomst(g.BIJDRAGE.kop, bedrag, lambda r: r.bijdrage_ct, bijdrage, breedte=13),
    ]
