"""The sheet DUVO-POK: the yearly budget, what is known to be spent of it, and what is left."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.regeling.regio import Regio
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.capaciteit import verschil_h as verschil
from via_xl.rekenen.duvo_pok import Budgetpost, DuvoPok
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import Aanzien, Blok, F, Grafiek, Tabelveld, invoer, rijen, uitkomst, werk
from via_xl.schrijven.verantwoording import meerjaren
from via_xl.schrijven.verantwoording.opbouw import begin
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "DUVO-POK"
TABEL = "tblPosten"


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: the block, a row per post and a chart."""
    uitleg = (
        "Wat er is, wat er voor zover bekend is uitgegeven, en wat er over is. Leeg is niet bekend, en dus geen nul."
    )
    s = begin(boek, stof, BLAD, "Budget DUVO en POK", uitleg)
    vergoeding = F(meerjaren.cel(stof, g.VERGOEDING.kop))
    _blok(s.blok("Het jaar in het kort", eerst=("budget", "overig")), stof.duvo_pok, vergoeding, stof.regeling.regio)
    s.wit()
    s.kopje("Per post")
    s.tabel(TABEL, [post for post in stof.duvo_pok.posten if post.rijen], _kolommen())
    s.wit(2)
    titel = "Budget DUVO en POK: wat ervan is uitgegeven en wat over is"
    namen, bedragen = rijen(s.blad, "budget", "over", labels=True), rijen(s.blad, "budget", "over")
    s.grafiek(Grafiek(titel, namen, [("Bedrag", bedragen)], breedte=740, hoogte=320, vanaf_nul=False), 0)


def _blok(b: Blok, uit: DuvoPok, vergoeding: F, regio: Regio) -> None:
    euro, hoog = Maat.EURO, Aanzien.UITKOMST
    besteed = f"{TABEL}[Besteed €]"
    posten = f'IF(COUNTIFS({besteed},">=0")+COUNTIFS({besteed},"<0")=0,"",ROUND(SUM({besteed}),2))'
    over = 'IF({budget}="","",ROUND({budget}-{bekend},2))'
    b.rij("Budget DUVO en POK, in euro", euro, uit.budget_ct, als="budget", hoe=regio.bron("begroting"))
    b.rij("Besteed op posten, in euro", euro, F(posten, uit.besteed_ct), als="posten", hoe=_onbekend(uit))
    b.rij(f"{g.VERGOEDING.label}, in euro", euro, vergoeding, als="personeel", hoe="V van de verrekening")
    hoe = "procesbegeleiding, ervaringsdeskundigen en dergelijke"
    b.rij("Overige kosten, in euro", euro, uit.overige_ct, als="overig", hoe=hoe)
    bekend = F("ROUND(SUM({posten}:{overig}),2)", uit.bekend_ct)
    b.rij("Samen uitgegeven, in euro", euro, bekend, als="bekend", hoe="voor zover bekend", aanzien=hoog)
    hoe = "daar moet wat niet bekend is nog af"
    b.rij("Nog over, in euro", euro, F(over, uit.over_ct), als="over", hoe=hoe, aanzien=hoog)


def _kolommen() -> list[Tabelveld[Budgetpost]]:
    min_besteed = 'IF(OR([@Begroot €]="",[@Besteed €]=""),"",ROUND([@Begroot €]-[@Besteed €],2))'
    return [
        werk("Post", Maat.TEKST, lambda p: p.naam, breedte=42),
        invoer("Begroot €", Maat.EURO, lambda p: p.begroot_ct, breedte=20),
        invoer("Besteed €", Maat.EURO, lambda p: p.besteed_ct, breedte=20),
        uitkomst(
            "Begroot min besteed €",
            Maat.EURO,
            lambda p: verschil(p.begroot_ct, p.besteed_ct),
            min_besteed,
            breedte=22,
        ),
    ]


def _onbekend(uit: DuvoPok) -> str:
    if not uit.onbekend:
        return "alle posten zijn bekend" if any(post.rijen for post in uit.posten) else "geen posten ingevuld"
    return f"van {uit.onbekend} {'post is' if uit.onbekend == 1 else 'posten is'} de besteding niet bekend"
