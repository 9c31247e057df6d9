"""The sheet DUVO-POK: the budget of the chosen year, what is known to be spent of it, and what is left.

A frozen book takes figures, columns and chart from here.
"""

from __future__ import annotations

from via_xl.basis.geld import verschil
from via_xl.basis.maat import Maat, Ruw
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
    Stapel,
    Tabelveld,
    Tabkleur,
    Wijze,
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
_VAN_JAAR = "tblBestedingen[Jaar],Jaar"
_DEZE = "(tblBestedingen[Jaar]=Jaar)*(tblBestedingen[Post]=[@Post])"
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
        uitleg=f"Wat er is, wat er voor zover bekend is uitgegeven, en wat er over of nog niet bekend is{stand.regio.volgens('budget', 'begroting')}. Invoer staat op "
        "Jaren, Bestedingen en Voorschotten.",
        vlag=stand.vlag,
    )
    _kort(s.blok("Het jaar in het kort"), uit)
    s.wit()
    grafiek(s, Wijze.LEVEND, 18)
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
    compleet = _NIET_TE_ZEGGEN if uit.onbekend else GOED
    oordeel = _GEEN_BUDGET if uit.over_ct is None else _TE_VEEL if uit.over_ct < 0 else compleet
    cijfers(b, uit, VERREKENING.vergoeding, Wijze.LEVEND)
    begroot = F(
        f'IF(COUNTIFS({_VAN_JAAR},tblBestedingen[Begroot €],">=0")=0,"",'
        f"ROUND(SUMIFS(tblBestedingen[Begroot €],{_VAN_JAAR}),2))",
        uit.begroot_ct,
    )
    b.rij("Begroot op posten", bedrag, begroot, als="begroot", hoe="voor zover bekend; uit Bestedingen")
    gemeld = F(f'COUNTIFS({_VAN_JAAR},tblBestedingen[Besteed €],">=0")', uit.gemeld)
    b.rij("Posten met bekende besteding", aantal, gemeld, als="gemeld", hoe="uit Bestedingen")
    onbekend = F(f"COUNTIFS({_VAN_JAAR})-{{gemeld}}", uit.onbekend)
    hoe = "vul op Bestedingen het bedrag in; nul euro is 0"
    b.rij("Posten met onbekende besteding", aantal, onbekend, als="onbekend", hoe=hoe)
    inhoud = F(f'IF({{onbekend}}>0,"{_NIET_TE_ZEGGEN}","{GOED}")', compleet)
    b.rij("Is van elke post bekend wat is besteed?", Maat.TEKST, inhoud, als="compleet", aanzien=hoog)
    inhoud = F(f'IF({{over}}="","{_GEEN_BUDGET}",IF({{over}}<0,"{_TE_VEEL}",{{compleet}}))', oordeel)
    b.rij("Binnen het budget?", Maat.TEKST, inhoud, als="oordeel", aanzien=hoog)


def cijfers(
    b: Blok, uit: DuvoPok, vergoeding: str, wijze: Wijze, tabel: str = TABEL, begroting: str = "uit Jaren"
) -> None:
    """What there is, what is spent and what is left.

    ``vergoeding`` is the cell that has it, ``tabel`` the table per post, and ``begroting`` says where the budget stands.
    """
    kies = wijze.kies

    def rij(als: str, label: str, inhoud: F | Ruw, hoe: str, aanzien: Aanzien | None = None) -> None:
        b.rij(f"{label}{kies('', ', in euro')}", Maat.EURO, inhoud, als=als, hoe=hoe, aanzien=aanzien)

    budget = formules.of_leeg(formules.van_jaar("Budget DUVO en POK €"))
    rij("budget", "Budget DUVO en POK", wijze.cel(uit.budget_ct, budget), begroting)
    besteed = f"{tabel}[Besteed €]"
    posten = kies(
        f'IF({{gemeld}}=0,"",ROUND(SUMIFS(tblBestedingen[Besteed €],{_VAN_JAAR}),2))',
        f'IF(COUNTIFS({besteed},">=0")+COUNTIFS({besteed},"<0")=0,"",ROUND(SUM({besteed}),2))',
    )
    hoe = kies("voor zover bekend; uit Bestedingen", _onbekend(uit))
    rij("posten", "Besteed op posten", F(posten, uit.besteed_ct), hoe)
    hoe = f"V van de verrekening{kies(', zoals nu berekend', '')}"
    rij("personeel", g.VERGOEDING.label, F(vergoeding, uit.personeel_ct), hoe)
    overig = "ROUND(SUMIFS(tblKosten[Bedrag €],tblKosten[Jaar],Jaar),2)"
    hoe = kies(
        "uit Voorschotten; ook wat niet meetelt in de verrekening",
        "procesbegeleiding, ervaringsdeskundigen en dergelijke",
    )
    rij("overig", "Overige kosten", wijze.cel(uit.overige_ct, overig), hoe)
    bekend = F("ROUND(SUM({posten},{personeel},{overig}),2)", uit.bekend_ct)
    rij("bekend", "Samen uitgegeven", bekend, "voor zover bekend", Aanzien.UITKOMST)
    over = F('IF({budget}="","",ROUND({budget}-{bekend},2))', uit.over_ct)
    met_posten = "budget min samen uitgegeven; daar moeten de onbekende posten nog af"
    hoe = kies(met_posten, "daar moet wat niet bekend is nog af")
    rij("over", "Over, of nog niet bekend", over, hoe, Aanzien.UITKOMST)


def _onbekend(uit: DuvoPok) -> str:
    if not uit.onbekend:
        return "alle posten zijn bekend" if any(post.rijen for post in uit.posten) else "geen posten ingevuld"
    return f"van {uit.onbekend} {'post is' if uit.onbekend == 1 else 'posten is'} de besteding niet bekend"


def grafiek(s: Stapel, wijze: Wijze, beslaat: int) -> None:
    """The chart of the figures, which covers so many rows."""
    van_jaar = wijze.kies(" van het gekozen jaar", "")
    deze = Grafiek(
        f"Budget DUVO en POK{van_jaar}: wat is uitgegeven, en wat over of nog niet bekend is",
        rijen(s.blad, "budget", "over", labels=True),
        [("Bedrag", rijen(s.blad, "budget", "over"))],
        breedte=wijze.kies(980, 740),
        hoogte=wijze.kies(340, 320),
        vanaf_nul=False,
    )
    s.grafiek(deze, beslaat)


def per_post(wijze: Wijze) -> list[Tabelveld[Budgetpost]]:
    """The columns of a post; frozen the difference is what it comes to."""

    def bedrag(kop: str) -> str:
        """A blank stays one; SUMPRODUCT, because a post's name may hold what SUMIFS takes for a pattern."""
        bekend = f'SUMPRODUCT({_DEZE}*(tblBestedingen[{kop}]<>""))'
        return f'IF({bekend}=0,"",ROUND(SUMPRODUCT({_DEZE}*tblBestedingen[{kop}]),2))'

    def over_ct(post: Budgetpost) -> int | None:
        return verschil(post.begroot_ct, post.besteed_ct)

    over = formules.verschil_beide("[@Begroot €]", "[@Besteed €]")
    hoog = Aanzien.UITKOMST
    return [
        werk("Post", Maat.TEKST, lambda p: p.naam or None, breedte=40),
        wijze.elders("Begroot €", Maat.EURO, lambda p: p.begroot_ct, bedrag("Begroot €"), breedte=wijze.kies(40, 20)),
        wijze.elders("Besteed €", Maat.EURO, lambda p: p.besteed_ct, bedrag("Besteed €"), breedte=20, aanzien=hoog),
        Tabelveld("Begroot min besteed €", Maat.EURO, over_ct, over, 20, wijze.kies(Aanzien.WERK, hoog)),
    ]


def _stand(post: Budgetpost) -> str:
    return _ONBEKEND if post.onbekend else "bekend" if post.rijen else _GEEN_RIJ


def _per_post() -> list[Tabelveld[Budgetpost]]:
    stand = f'IF([@Rijen]=0,"{_GEEN_RIJ}",IF([@Onbekend]=1,"{_ONBEKEND}","bekend"))'
    return [
        *per_post(Wijze.LEVEND),
        werk("Rijen", Maat.GEHEEL, lambda p: p.rijen, f"SUMPRODUCT({_DEZE})", breedte=10),
        werk("Onbekend", Maat.GEHEEL, lambda p: p.onbekend, 'IF(AND([@Rijen]>0,[@Besteed €]=""),1,0)', breedte=11),
        uitkomst("Stand", Maat.TEKST, _stand, stand, breedte=24),
    ]
