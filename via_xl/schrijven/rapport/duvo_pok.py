"""The sheet DUVO-POK: the budget of the chosen year, what is known to be spent of it, and what is left."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.duvo_pok import Budgetpost, DuvoPok, duvo_pok
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK as VERREKENING
from via_xl.schrijven.taal import (
    Aanzien,
    Blok,
    F,
    Grafiek,
    Namen,
    Tabelveld,
    Tabkleur,
    begin_blad,
    kolom,
    rijen,
    uitkomst,
    werk,
)
from via_xl.schrijven.taal.controleblad import GOED, LET_OP, Controle, controle

BLAD = "DUVO-POK"
TABEL = "tblDuvoPok"
BLOK = Namen(BLAD)
"""The figures of the summary, for formulas on other sheets: ``BLOK.budget``."""

_GEEN_BUDGET = f"{LET_OP}: vul op Jaren het budget in"
_TE_VEEL = f"{LET_OP}: er is meer uitgegeven dan er is"
_NIET_TE_ZEGGEN = f"{LET_OP}: niet van elke post bekend"
_ONBEKEND = f"{LET_OP}: niet bekend"
_GEEN_RIJ = "geen rij in dit jaar"
_GEEN_POST = Budgetpost("", 0, None, None)


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet: the block of the chosen year, its chart, and a row per post."""
    uit = duvo_pok(stand.regeling, stand.jaar, stand.uitkomst.vergoeding_ct)
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=f"{stand.naam} · DUVO en POK",
        titel=F('="Budget DUVO en POK "&Jaar', f"Budget DUVO en POK {stand.jaar}"),
        uitleg=f"Wat er is, wat er voor zover bekend is uitgegeven, en wat er over is{stand.regio.volgens('budget', 'begroting')}. Invoer staat op "
        "Jaren, Bestedingen en Voorschotten.",
        vlag=stand.vlag,
    )
    _kort(s.blok("Het jaar in het kort"), uit)
    s.wit()
    s.grafiek(
        Grafiek(
            "Budget DUVO en POK van het gekozen jaar: wat ervan is uitgegeven en wat over is",
            rijen(s.blad, "budget", "over", labels=True),
            [("Bedrag", rijen(s.blad, "budget", "over"))],
            breedte=980,
            hoogte=340,
            vanaf_nul=False,
        ),
        rijen=18,
    )
    s.kopje("Per post")
    s.uitleg("Een post die na het maken van dit rapport is toegevoegd, staat in het volgende.")
    s.tabel(TABEL, uit.posten or [_GEEN_POST], _per_post(), kophoogte=30)
    s.kleur(rijen(s.blad, "compleet", "oordeel"))
    s.kleur(kolom(s.blad, TABEL, "Stand"))
    s.blad.bevroren, s.blad.paginas = (3, 0), (1, 1)


def controles() -> list[Controle]:
    """Whether what is known to be spent stays within the budget."""
    return [
        controle(
            "Bestedingen blijven binnen het DUVO- en POK-budget",
            Maat.EURO,
            verwacht=BLOK.budget,
            gevonden=BLOK.bekend,
            waar="DUVO-POK; wat niet bekend is telt hier niet mee",
            vergelijk="<=",
            let_op=True,
            kan_leeg=True,
        )
    ]


def _kort(b: Blok, uit: DuvoPok) -> None:
    bedrag, aantal, hoog = Maat.EURO, Maat.GEHEEL, Aanzien.UITKOMST
    van_jaar = "tblBestedingen[Jaar],Jaar"
    budget = formules.of_leeg(formules.van_jaar("Budget DUVO en POK €"))
    compleet = _NIET_TE_ZEGGEN if uit.onbekend else GOED
    oordeel = _GEEN_BUDGET if uit.over_ct is None else _TE_VEEL if uit.over_ct < 0 else compleet
    b.rij("Budget DUVO en POK", bedrag, F(budget, uit.budget_ct), als="budget", hoe="uit Jaren")
    besteed = F(f'IF({{gemeld}}=0,"",ROUND(SUMIFS(tblBestedingen[Besteed €],{van_jaar}),2))', uit.besteed_ct)
    b.rij("Besteed op posten", bedrag, besteed, als="posten", hoe="voor zover bekend; uit Bestedingen")
    personeel, hoe = F(VERREKENING.vergoeding, uit.personeel_ct), "V van de verrekening, zoals nu berekend"
    b.rij(g.VERGOEDING.label, bedrag, personeel, als="personeel", hoe=hoe)
    overig = F("ROUND(SUMIFS(tblOverigeKosten[Bedrag €],tblOverigeKosten[Jaar],Jaar),2)", uit.overige_ct)
    hoe = "uit Voorschotten; ook wat niet meetelt in de verrekening"
    b.rij("Overige kosten", bedrag, overig, als="overig", hoe=hoe)
    bekend = F("ROUND(SUM({posten},{personeel},{overig}),2)", uit.bekend_ct)
    b.rij("Samen uitgegeven", bedrag, bekend, als="bekend", hoe="voor zover bekend", aanzien=hoog)
    over = F('IF({budget}="","",ROUND({budget}-{bekend},2))', uit.over_ct)
    hoe = "budget min samen uitgegeven; daar moeten de onbekende posten nog af"
    b.rij("Nog over", bedrag, over, als="over", hoe=hoe, aanzien=hoog)
    begroot = F(
        f'IF(COUNTIFS({van_jaar},tblBestedingen[Begroot €],">=0")=0,"",'
        f"ROUND(SUMIFS(tblBestedingen[Begroot €],{van_jaar}),2))",
        uit.begroot_ct,
    )
    b.rij("Begroot op posten", bedrag, begroot, als="begroot", hoe="voor zover bekend; uit Bestedingen")
    gemeld = F(f'COUNTIFS({van_jaar},tblBestedingen[Besteed €],">=0")', uit.gemeld)
    b.rij("Posten met bekende besteding", aantal, gemeld, als="gemeld", hoe="uit Bestedingen")
    onbekend, hoe = (
        F(f"COUNTIFS({van_jaar})-{{gemeld}}", uit.onbekend),
        "vul op Bestedingen het bedrag in; nul euro is 0",
    )
    b.rij("Posten met onbekende besteding", aantal, onbekend, als="onbekend", hoe=hoe)
    inhoud = F(f'IF({{onbekend}}>0,"{_NIET_TE_ZEGGEN}","{GOED}")', compleet)
    b.rij("Is van elke post bekend wat is besteed?", Maat.TEKST, inhoud, als="compleet", aanzien=hoog)
    inhoud = F(f'IF({{over}}="","{_GEEN_BUDGET}",IF({{over}}<0,"{_TE_VEEL}",{{compleet}}))', oordeel)
    b.rij("Binnen het budget?", Maat.TEKST, inhoud, als="oordeel", aanzien=hoog)


def _verschil_ct(post: Budgetpost) -> int | None:
    return None if post.begroot_ct is None or post.besteed_ct is None else post.begroot_ct - post.besteed_ct


def _stand(post: Budgetpost) -> str:
    return _ONBEKEND if post.onbekend else "bekend" if post.rijen else _GEEN_RIJ


def _per_post() -> list[Tabelveld[Budgetpost]]:
    deze = "(tblBestedingen[Jaar]=Jaar)*(tblBestedingen[Post]=[@Post])"

    def bedrag(kop: str) -> str:
        """A blank stays one; SUMPRODUCT, because a post's name may hold what SUMIFS takes for a pattern."""
        bekend = f'SUMPRODUCT({deze}*(tblBestedingen[{kop}]<>""))'
        return f'IF({bekend}=0,"",ROUND(SUMPRODUCT({deze}*tblBestedingen[{kop}]),2))'

    verschil = 'IF(OR([@Begroot €]="",[@Besteed €]=""),"",ROUND([@Begroot €]-[@Besteed €],2))'
    stand = f'IF([@Rijen]=0,"{_GEEN_RIJ}",IF([@Onbekend]=1,"{_ONBEKEND}","bekend"))'
    return [
        werk("Post", Maat.TEKST, lambda p: p.naam or None, breedte=40),
        werk("Begroot €", Maat.EURO, lambda p: p.begroot_ct, bedrag("Begroot €"), breedte=40),
        uitkomst("Besteed €", Maat.EURO, lambda p: p.besteed_ct, bedrag("Besteed €"), breedte=20),
        werk("Begroot min besteed €", Maat.EURO, _verschil_ct, verschil, breedte=20),
        werk("Rijen", Maat.GEHEEL, lambda p: p.rijen, f"SUMPRODUCT({deze})", breedte=10),
        werk("Onbekend", Maat.GEHEEL, lambda p: p.onbekend, 'IF(AND([@Rijen]>0,[@Besteed €]=""),1,0)', breedte=11),
        uitkomst("Stand", Maat.TEKST, _stand, stand, breedte=24),
    ]
