"""How the amount to share comes about and is shared: all gemeenten under a public key, else the own row only."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.regeling.model import MeerkostenDrager, Verdeelsleutel
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.verrekening import GemeenteUitkomst
from via_xl.schrijven import formules
from via_xl.schrijven.afrekening import vergoeding
from via_xl.schrijven.afrekening.eigen_kosten import inzet
from via_xl.schrijven.afrekening.eigen_uren import NAMEN as UREN
from via_xl.schrijven.afrekening.herkomst import NAMEN as HERKOMST
from via_xl.schrijven.afrekening.herkomst import SLEUTELTABEL
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import (
    Aanzien,
    Blok,
    F,
    Namen,
    Stapel,
    Tabelveld,
    Tabkleur,
    begin_blad,
    eigen_rest,
    grootste_rest,
    uitkomst,
    volgnummer,
    werk,
)

BLAD = "Verdeling"
TABEL = "tblVerdeling"
NAMEN = Namen(BLAD)
"""The shared steps, for formulas on other sheets: ``NAMEN.te_verdelen``."""


def zet(boek: Boek, o: Afrekeningopdracht) -> None:
    """Add the sheet."""
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=o.kopregel,
        uitleg=f"Van de kosten van de regio naar ieders bijdrage, naar {o.uitkomst.verdeelsleutel}, op de cent (grootste rest).",
    )
    s.breed({0: 36, 1: 20, 2: 24})
    b = _te_verdelen(s, o)
    s.wit(3 if o.apart else 2)
    if o.uitkomst.vast:
        b.wit()
        _vast(s, o)
    elif o.openbaar:
        hoe = g.RESTCENTEN.hoe
        b.stap(g.RESTCENTEN, o.uitkomst, f"{{volgens_sleutel}}-SUM({TABEL}[Afgekapt])", hoe=hoe)
        _alle(s, o)
    else:
        b.wit()
        _eigen(s, o)
    if o.apart:
        _meerkosten(b, o)


def van_ons(o: Afrekeningopdracht, kolom: str) -> str:
    """The reference to a step of the own row, by the header it has in the table of all gemeenten."""
    if o.openbaar:
        return f'INDEX({TABEL}[{kolom}],MATCH("{o.code}",{TABEL}[Code],0))'
    return NAMEN[kolom]


def binnen(o: Afrekeningopdracht) -> str:
    """The header of what each bears by the key: the bijdrage, or without the meerkosten or the btw that come beside it."""
    return "Binnen de grens €" if o.apart else g.ZONDER_BTW.kop if o.uitkomst.btw_is_last else g.BIJDRAGE.kop


def _te_verdelen(s: Stapel, o: Afrekeningopdracht) -> Blok:
    """From K to what the key shares, and N."""
    uit, h, hoog = o.uitkomst, HERKOMST, Aanzien.UITKOMST
    b = s.blok("Wat er te verdelen is")
    b.stap(g.KOSTEN, uit, h.kosten, hoe="Herkomst")
    vergoeding.zet(b, o)
    b.stap(g.TE_VERDELEN, uit, aanzien=hoog)
    hoe = "R; bij sleutel kosten wat van ieders kosten afgaat"
    if o.apart:
        boven = formules.boven_grens("{te_verdelen}", h.voorstelgrens)
        drager = f"wat boven de voorstelgrens ligt; gedragen door: {uit.drager}"
        b.stap(g.MEERKOSTEN, uit, f"ROUND(100*{boven},0)", hoe=drager)
        hoe = "zonder de meerkosten"
    apart, vast = "{meerkosten}" if o.apart else "", f'{h.karakter}="vast"' if uit.vast else ""
    verdeeld = formules.volgens_sleutel("{kosten}", "{te_verdelen}", h.sleutel, apart, vast)
    b.stap(g.VOLGENS_SLEUTEL, uit, verdeeld, hoe=hoe)
    b.stap(g.SOM, uit, f"SUM({TABEL}[Sleutel])" if o.openbaar else h.som, hoe="hele regio")
    b.stap(g.NOEMER, uit)
    if not uit.vast:
        b.stap(g.HEEL, uit)
        b.stap(g.OVER, uit)
    return b


def _meerkosten(b: Blok, o: Afrekeningopdracht) -> None:
    """The own part of the meerkosten, in cents. Another's would give away its cost, so the sum and the cent are input."""
    deel, uit_uren = o.ons.meerkosten, o.uitkomst.drager is MeerkostenDrager.LEVERANCIERS
    sleutel = F(f"ROUND({inzet(o)},0)" if uit_uren else HERKOMST.meer_sleutel, deel.sleutel)
    hoe = "kosten van uw inzet in hele euro's" if uit_uren else "Herkomst"
    b.rij("Sleutel voor de meerkosten", Maat.GEHEEL, sleutel, als="meer_sleutel", hoe=hoe)
    b.stap(g.MEER_NOEMER, o.uitkomst, formules.noemer(HERKOMST.meer_som), hoe="hele regio, ten minste 1")
    b.stap(g.MEER_HEEL, o.uitkomst)
    b.stap(g.MEER_OVER, o.uitkomst)
    eigen_rest(
        b,
        deel,
        heel="{meer_heel}",
        over="{meer_over}",
        sleutel="{meer_sleutel}",
        noemer="{meer_noemer}",
        cent=HERKOMST.meer_cent,
        uitkomst="Uw deel in de meerkosten, in cent",
        als="eigen_meerkosten",
        hoe_product="over van de meerkosten × sleutel",
        achter=" meerkosten",
        aanzien=Aanzien.UITKOMST,
    )


def _vast(s: Stapel, o: Afrekeningopdracht) -> None:
    """The fixed bijdrage: the printed amount, and for the centrumgemeente what that of the others leaves."""
    s.kopje("Wat uw gemeente draagt")
    s.uitleg(
        f"De bijdragen zijn vast: de gedrukte bedragen van {o.uitkomst.regio.passage('tabel')}; de centrumgemeente draagt de rest."
    )
    b = s.blok()
    formule = f'IF(OR({{te_verdelen}}=0,{HERKOMST.begroot}=""),0,{HERKOMST.begroot})'
    hoe = "het gedrukte bedrag van uw gemeente"
    if o.ons.gemeente.centrumgemeente:
        formule = f"IF({{te_verdelen}}=0,0,ROUND({{te_verdelen}}-{HERKOMST.vaste_anderen},2))"
        hoe = "te verdelen min de gedrukte bedragen van de anderen"
    bijdrage = F(formule, o.ons.zonder_btw_ct)
    b.rij("Vaste bijdrage in euro", Maat.EURO, bijdrage, als=binnen(o), hoe=hoe, aanzien=Aanzien.UITKOMST)


def _alle(s: Stapel, o: Afrekeningopdracht) -> None:
    """The rows of all gemeenten."""
    sleutel = "Inwoners" if o.uitkomst.verdeelsleutel is Verdeelsleutel.INWONERS else "Capaciteit in honderdsten"
    s.kopje("Wie wat draagt")
    s.uitleg(f"Sleutel: {sleutel.lower()} van alle gemeenten, openbare cijfers.{o.opvolging(alle=True)}")
    s.tabel(TABEL, o.uitkomst.gemeenten, o.samen.tabel(TABEL, lambda: _kolommen(o)), kophoogte=30)


def _kolommen(o: Afrekeningopdracht) -> list[Tabelveld[GemeenteUitkomst]]:
    som, van = max(1, o.uitkomst.sleutel_totaal), SLEUTELTABEL
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, f"INDEX({van}[Gemeente],[@Nr])", breedte=36),
        werk("Code", Maat.TEKST, lambda r: r.code, f"INDEX({van}[Code],[@Nr])", breedte=20),
        volgnummer(breedte=24),
        werk("Sleutel", Maat.GEHEEL, lambda r: r.deel.sleutel, f"INDEX({van}[Sleutel],[@Nr])"),
        werk("Aandeel %", Maat.PROCENT4, lambda r: r.deel.sleutel / som, "[@Sleutel]/{noemer}", breedte=11),
        *grootste_rest(
            lambda r: r.deel,
            tabel=TABEL,
            heel="{heel}",
            over="{over}",
            noemer="{noemer}",
            restcenten="{restcenten}",
            uitkomst="Toegedeeld in cent",
            breedtes=(21, 13, 11, 8, 10, 13),
        ),
        uitkomst(binnen(o), Maat.EURO, lambda r: r.deel.bedrag_ct, "[@Toegedeeld in cent]/100", breedte=15),
    ]


def _eigen(s: Stapel, o: Afrekeningopdracht) -> None:
    """The own row only: another's share would give away its cost or hours. The rounding cent comes as input."""
    deel, ons = o.ons.deel, o.ons
    naar_kosten = o.uitkomst.verdeelsleutel is Verdeelsleutel.KOSTEN
    s.kopje("Wat uw gemeente draagt")
    s.uitleg("Alleen de eigen regel: onder deze sleutel zou die van een ander zijn kosten of uren verraden.")
    b = s.blok()
    sleutel = f"ROUND({inzet(o)},0)" if naar_kosten else f"ROUND(100*{UREN.uren},0)"
    hoe = "kosten in hele euro's" if naar_kosten else "uren in honderdsten"
    b.rij("Sleutel van uw gemeente (n)", Maat.GEHEEL, F(sleutel, deel.sleutel), als="Sleutel", hoe=hoe)
    aandeel = F("{Sleutel}/{noemer}", deel.sleutel / max(1, o.uitkomst.sleutel_totaal))
    b.rij("Aandeel", Maat.PROCENT4, aandeel, als="Aandeel %", hoe="n / N")
    eigen_rest(
        b,
        deel,
        heel="{heel}",
        over="{over}",
        sleutel="{Sleutel}",
        noemer="{noemer}",
        cent=HERKOMST.restcent,
        uitkomst="Toegedeeld in cent",
        als="toegedeeld",
        hoe_product="over × n",
        hoe_cent="Herkomst: de rang is regionaal",
    )
    formule = f"{inzet(o)}-{{toegedeeld}}/100" if naar_kosten else "{toegedeeld}/100"
    b.rij(
        "Bijdrage binnen de voorstelgrens, in euro" if o.apart else "Bijdrage in euro",
        Maat.EURO,
        F(f"IF({{te_verdelen}}=0,0,ROUND({formule},2))", ons.zonder_btw_ct - ons.meerkosten.bedrag_ct),
        als=binnen(o),
        hoe="eigen kosten min deel in de vergoeding" if naar_kosten else "toegedeeld",
        aanzien=Aanzien.UITKOMST,
    )
