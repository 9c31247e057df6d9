"""The sheet Jaareinde: what each gemeente enters in its jaarrekening before the settlement, and how far it is from what it was given."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.jaareinde import Jaareindepost, jaareindeposten
from via_xl.rekenen.prognose import Prognosegeval
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import verrekening
from via_xl.schrijven.master.prognose import BLOK as STRAKS
from via_xl.schrijven.master.prognose import bijdragetabel
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.rapport.prognose import GEMEENTEN
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
    uitkomst,
    volgnummer,
    werk,
)
from via_xl.schrijven.taal.controleblad import Controle, controle

BLAD = "Jaareinde"
BLOK = Namen(BLAD)
"""The figures of the summary, for formulas on other sheets: ``BLOK.te_betalen``."""
TABEL = "tblJaareindeposten"
_VERWACHT = Prognosegeval.VERWACHT


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet: the totals, the chart, and a row per gemeente."""
    posten = jaareindeposten(stand.regeling, stand.prognose)
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=f"{stand.naam} · Jaareinde",
        titel=F('="Opgave voor de jaarrekening "&Jaar', f"Opgave voor de jaarrekening {stand.jaar}"),
        uitleg="Wat elke gemeente aan het einde van het jaar opneemt, vóór de afrekening: de verwachte bedragen van blad Prognose.",
        vlag=stand.vlag,
    )
    _kort(s.blok("Het jaar in het kort"), stand)
    s.wit()
    grafiek = Grafiek(
        "Op te nemen: nog te betalen (boven nul) en nog te ontvangen (onder nul)",
        kolom(s.blad, TABEL, "Gemeente"),
        [(g.SALDO.kort, kolom(s.blad, TABEL, g.SALDO.kop))],
        breedte=980,
        hoogte=320,
        vanaf_nul=False,
    )
    s.grafiek(grafiek, 17)
    s.kopje("Per gemeente")
    s.tabel(TABEL, posten, _per_gemeente(), kophoogte=44)
    s.wit()
    s.uitleg(
        "Opgenomen: de laatste opgave van blad Akkoorden, of wat de gemeente zei dat zij in plaats daarvan boekte."
    )
    s.blad.bevroren, s.blad.paginas = (3, 1), (1, 0)


def controles(stand: Stand) -> list[Controle]:
    """Whether what everyone enters closes on what POK reimburses."""
    sluit = sum(rij.saldo_ct + rij.voorschot_ct for rij in stand.prognose.verwacht.gemeenten)
    sluit += stand.prognose.verwacht.vergoeding_ct - stand.prognose.verwacht.btw_ct
    te_delen = _VERWACHT not in stand.prognose.zonder_verdeling
    return [
        controle(
            "Jaareinde: saldi, voorschotten en vergoeding sluiten op nul",
            Maat.EURO,
            verwacht=0,
            gevonden=BLOK.sluit,
            waarde=sluit if te_delen else 0,
            waar="Jaareinde en Prognose",
        )
    ]


def _kort(b: Blok, stand: Stand) -> None:
    p = stand.prognose
    uit, te_delen = p.verwacht, _VERWACHT not in p.zonder_verdeling
    for wat in (g.KOSTEN, g.VERGOEDING, g.TE_VERDELEN):
        cel = F(STRAKS[f"{wat.naam}.{_VERWACHT}"], wat.waarde(uit))
        b.rij(f"{wat.met_symbool}, verwacht", Maat.EURO, cel, als=wat.naam, aanzien=Aanzien.UITKOMST)
    hoe = "0: alle uren zijn er, en dit is de afrekening zelf"
    b.rij("Maanden van gemeenten waarvan nog uren komen", Maat.GEHEEL, F(STRAKS.te_gaan, p.maanden_te_gaan), hoe=hoe)
    saldi = [rij.saldo_ct for rij in uit.gemeenten] if te_delen else []
    for als, label, kop, ct in (
        ("te_betalen", "Samen nog te betalen", "Nog te betalen €", sum(max(0, ct) for ct in saldi)),
        ("te_ontvangen", "Samen nog te ontvangen", "Nog te ontvangen €", sum(max(0, -ct) for ct in saldi)),
    ):
        b.rij(label, Maat.EURO, F(f"{{{TABEL} {kop}}}", ct), als=als)
    voorschot = F(f"{{{TABEL} {g.VOORSCHOT.kop}}}", sum(rij.voorschot_ct for rij in uit.gemeenten))
    b.rij("Samen betaalde voorschotten", Maat.EURO, voorschot, als="voorschotten")
    sluit = (
        sum(saldi) + sum(rij.voorschot_ct for rij in uit.gemeenten) + uit.vergoeding_ct - uit.btw_ct if te_delen else 0
    )
    cel = F(f"ROUND(SUM({bijdragetabel(_VERWACHT)}[{g.BTW.kop}]),2)", uit.btw_ct if te_delen else 0)
    b.rij("Btw in de bijdragen", Maat.EURO, cel, als="btw", hoe="alleen als de btw een last is")
    som = "ROUND({te_betalen}-{te_ontvangen}+{voorschotten}+{vergoeding}-{btw},2)"
    b.rij(
        "Sluit op de vergoeding uit POK",
        Maat.EURO,
        F(f"IF({STRAKS[f'verdeelbaar.{_VERWACHT}']}=0,0,{som})", sluit),
        als="sluit",
        hoe="0 is goed: betalen − ontvangen + voorschotten + vergoeding − btw",
    )


def _per_gemeente() -> list[Tabelveld[Jaareindepost]]:
    bedrag = Maat.EURO

    def straks(kop: str) -> str:
        return f"INDEX({GEMEENTEN}[{kop}],[@Nr])"

    def nu(kop: str) -> str:
        return f"INDEX({verrekening.TABEL}[{kop}],[@Nr])"

    bijdrage = f"Bijdrage {_VERWACHT} €"
    saldo = f'IF([@{g.BIJDRAGE.kop}]="","",{formules.saldo(f"[@{g.BIJDRAGE.kop}]", "[@Kosten €]", f"[@{g.VOORSCHOT.kop}]")})'
    laatste = "tblJaareinde[Code in jaar],[@Code],tblJaareinde[Laatste van jaar],Jaar"
    opgenomen = f'IF(COUNTIFS({laatste})=0,"",ROUND(SUMIFS(tblJaareinde[Opgenomen €],{laatste}),2))'

    def als_bekend(formule: str) -> str:
        return f'IF([@{g.SALDO.kop}]="",0,{formule})'

    def saldo_ct(post: Jaareindepost) -> int | None:
        return post.rij.saldo_ct if post.verdeeld else None

    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.rij.naam, straks("Gemeente"), breedte=46),
        werk("Code", Maat.TEKST, lambda r: r.rij.code, straks("Code"), breedte=20),
        volgnummer(),
        werk(
            g.BIJDRAGE.kop,
            bedrag,
            lambda r: r.rij.bijdrage_ct if r.verdeeld else None,
            formules.of_leeg(straks(bijdrage)),
            breedte=15,
            totaal=True,
        ),
        werk("Kosten €", bedrag, lambda r: r.rij.kosten_ct, straks("Kosten verwacht €"), breedte=15, totaal=True),
        werk(g.VOORSCHOT.kop, bedrag, lambda r: r.rij.voorschot_ct, nu(g.VOORSCHOT.kop), breedte=15, totaal=True),
        uitkomst(g.SALDO.kop, bedrag, saldo_ct, saldo, breedte=15, totaal=True),
        werk(
            "Nog te betalen €",
            bedrag,
            lambda r: max(0, saldo_ct(r) or 0),
            als_bekend(f"MAX(0,[@{g.SALDO.kop}])"),
            breedte=15,
            totaal=True,
        ),
        werk(
            "Nog te ontvangen €",
            bedrag,
            lambda r: max(0, -(saldo_ct(r) or 0)),
            als_bekend(f"MAX(0,-[@{g.SALDO.kop}])"),
            breedte=15,
            totaal=True,
        ),
        werk("Opgenomen €", bedrag, lambda r: r.opgenomen_ct, opgenomen, breedte=15, totaal=True),
        uitkomst(
            "Verschil met opgenomen €",
            bedrag,
            lambda r: r.verschil_ct if r.verdeeld else None,
            formules.verschil_beide(f"[@{g.SALDO.kop}]", "[@Opgenomen €]"),
            breedte=15,
        ),
    ]
