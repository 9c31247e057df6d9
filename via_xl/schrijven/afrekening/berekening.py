"""Every step from the region's cost to this gemeente's saldo, top to bottom."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.schrijven.afrekening import vergoeding
from via_xl.schrijven.afrekening.eigen_kosten import NAMEN as KOSTEN
from via_xl.schrijven.afrekening.eigen_uren import NAMEN as UREN
from via_xl.schrijven.afrekening.herkomst import NAMEN as HERKOMST
from via_xl.schrijven.afrekening.herkomst import Vergoedingsnamen
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.afrekening.verdeling import NAMEN as VERDELING
from via_xl.schrijven.afrekening.verdeling import binnen, van_ons
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.formules import of_leeg, samen
from via_xl.schrijven.taal import Aanzien, Blok, F, Namen, Tabkleur, begin_blad

BLAD = "Berekening"
NAMEN = Namen(BLAD)
"""The steps, for formulas on other sheets: ``NAMEN.saldo``."""


def zet(boek: Boek, o: Afrekeningopdracht) -> None:
    """Add the sheet."""
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=o.kopregel,
        uitleg=f"Van de kosten van de regio naar het bedrag van uw gemeente. Elke waarde is een formule.{o.opvolging()}",
    )
    s.breed({0: 13, 1: 52, 2: 20, 3: 62})
    uit, ons, v, hoog = o.uitkomst, o.ons, VERDELING, Aanzien.UITKOMST
    b = s.bij(Blok(koppen=("Stap", "Wat", "Waarde", "Hoe"), kophoogte=18, genummerd=True, voluit=True))
    b.stap(g.KOSTEN, uit, v.kosten, hoe="Verdeling")
    b.stap(g.PERCENTAGE, uit, v.percentage, hoe="Verdeling")
    b.stap(g.MAXIMUM, uit, v.maximum, hoe="Verdeling")
    _vergoeding(b, o)
    b.stap(g.TE_VERDELEN, uit, v.te_verdelen, hoe="Verdeling: K − V")
    if not uit.vast:
        _aandeel(b, o)
    _bijdrage(b, o)
    b.stap(g.UREN, ons, UREN.uren, hoe="Uren: som van uw regels")
    _inzet(b, o)
    b.stap(g.VOORSCHOT, ons, HERKOMST.voorschot, hoe="Herkomst")
    b.stap(g.SALDO, ons, aanzien=hoog)
    slot, hoe = "{saldo}", "het saldo zonder teken"
    if o.verrekend:
        b.stap(g.VERREKEND, ons, HERKOMST.verrekend, hoe="Herkomst: een klein verschil van dat jaar, nu meegenomen")
        b.stap(g.TE_BETALEN, ons, aanzien=hoog)
        slot, hoe = "{met_verrekend}", "het saldo met wat is verrekend, zonder teken"
    te_betalen = F(f"ABS({slot})", abs(ons.te_betalen_ct))
    b.rij(
        "Te betalen of te ontvangen",
        Maat.EURO,
        te_betalen,
        als="te_betalen",
        hoe=hoe,
        aanzien=hoog,
    )
    b.stap(g.BEGROOT.bij(o.uitkomst.regio), ons, of_leeg(HERKOMST.begroot), hoe="Herkomst")
    b.stap(g.VERSCHIL, ons)
    if o.opgenomen_ct is not None:
        hoe = "Herkomst: de laatste opgave, of wat u in plaats daarvan boekte"
        opgenomen = F(HERKOMST.jaareinde, o.opgenomen_ct)
        b.rij("Saldo opgenomen in uw jaarrekening", Maat.EURO, opgenomen, als="opgenomen", hoe=hoe)
        verschil = F("ROUND({saldo}-{opgenomen},2)", ons.saldo_ct - o.opgenomen_ct)
        b.rij(
            "Saldo min wat is opgenomen", Maat.EURO, verschil, als="na_jaareinde", hoe="saldo − opgenomen", aanzien=hoog
        )


def _vergoeding(b: Blok, o: Afrekeningopdracht) -> None:
    """What POK reimburses; where hours came late also by which year's."""
    uit, v = o.uitkomst, VERDELING
    hoe = "Verdeling: percentage × kosten, niet meer dan het maximum"
    if uit.laat:
        b.stap(g.UIT_JAAR, uit, v.uit_jaar, hoe=hoe)
        hoe = "Verdeling: van het jaar zelf en van late uren"
    for deel, namen in vergoeding.per_jaar(o):
        pct = F(v[namen.percentage], deel.vergoeding_bp)
        b.rij(f"Percentage POK {deel.jaar}", Maat.PROCENT, pct, als=namen.percentage, hoe="Verdeling")
        wat, waarde = f"Vergoeding uit de POK van {deel.jaar}", F(v[namen.vergoeding], deel.vergoeding_ct)
        b.rij(wat, Maat.EURO, waarde, als=namen.vergoeding, hoe=f"Verdeling: van uren uit {deel.jaar}")
    b.stap(g.VERGOEDING, uit, v.vergoeding, hoe=hoe)


def _inzet(b: Blok, o: Afrekeningopdracht) -> None:
    """What the gemeente brought in: hours, and what else it paid."""
    for deel in o.late_jaren:
        namen = Vergoedingsnamen(deel.jaar)
        welke = [rij for rij in o.regels if rij.regel.maand.year == deel.jaar]
        uren = F(UREN[namen.uren], sum(rij.regel.uren_h for rij in welke))
        b.rij(f"Daarvan geleverd in {deel.jaar}", Maat.UREN, uren, als=namen.uren, hoe="Uren: regels van dat jaar")
        kosten = F(UREN[namen.kosten], sum(rij.kosten_ct for rij in welke))
        b.rij(f"Kosten daarvan ({deel.jaar})", Maat.EURO, kosten, als=namen.kosten, hoe="Uren: regels van dat jaar")
    if o.overige:
        b.stap(g.URENKOSTEN, o.ons, UREN.kosten, hoe="Uren: uren × uurtarief per regel")
        b.stap(g.BETAALD, o.ons, KOSTEN.kosten, hoe="Kosten: wat u buiten de uren betaalde")
        b.stap(g.INZET, o.ons, samen("{urenkosten}", "{betaald}"), hoe="uren en andere kosten")
    else:
        b.stap(g.INZET, o.ons, UREN.kosten, hoe="Uren: uren × uurtarief per regel")


def _aandeel(b: Blok, o: Afrekeningopdracht) -> None:
    """The steps of the share by the key."""
    sleutel, som = o.ons.deel.sleutel, o.uitkomst.sleutel_totaal
    eigen = F(van_ons(o, "Sleutel"), sleutel)
    b.rij(f"Sleutel van uw gemeente: {o.uitkomst.verdeelsleutel}", Maat.GEHEEL, eigen, als="sleutel", hoe="Verdeling")
    b.stap(g.SOM, o.uitkomst, VERDELING.som, label="Sleutel van de hele regio", hoe="Verdeling")
    aandeel = F(van_ons(o, "Aandeel %"), sleutel / max(1, som))
    b.rij("Aandeel", Maat.PROCENT4, aandeel, als="aandeel", hoe="sleutel gemeente / sleutel regio")


def _bijdrage(b: Blok, o: Afrekeningopdracht) -> None:
    """The bijdrage: by the key or fixed; meerkosten that are borne apart and btw that is a burden come beside it."""
    uit, ons, hoog = o.uitkomst, o.ons, Aanzien.UITKOMST
    deel, delen = van_ons(o, binnen(o)), []
    if o.apart:
        meer_ct = ons.meerkosten.bedrag_ct
        hoe = "Verdeling: aandeel in R zonder de meerkosten, op de cent"
        eerst = F(deel, ons.zonder_btw_ct - meer_ct)
        delen.append(b.rij("Uw deel binnen de voorstelgrens", Maat.EURO, eerst, als="binnen", hoe=hoe))
        hoe = f"Verdeling: wat boven de voorstelgrens ligt, gedragen door {uit.drager}"
        meer = F(f"{VERDELING.eigen_meerkosten}/100", meer_ct)
        delen.append(b.rij("Uw deel in de meerkosten", Maat.EURO, meer, als="meerkosten", hoe=hoe))
        deel, hoe = samen(*delen), "binnen de voorstelgrens + meerkosten"
    else:
        vast = "R min de gedrukte bedragen" if ons.gemeente.centrumgemeente else "vast: het gedrukte bedrag"
        hoe = f"Verdeling: {vast if uit.vast else 'aandeel in R, op de cent'}"
    if uit.btw_is_last:
        b.stap(g.ZONDER_BTW, ons, deel, hoe=hoe)
        b.stap(g.BTW_TARIEF, uit, HERKOMST.btw_tarief, hoe="Herkomst")
        b.stap(g.BTW, ons)
        deel, hoe = samen("{zonder_btw}", "{btw}"), "bijdrage zonder btw + btw"
    b.stap(g.BIJDRAGE, ons, deel, hoe=hoe, aanzien=hoog)
