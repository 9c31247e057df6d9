"""The sheet Bedragen: K, V and R, and what each gemeente pays or receives, adding up from the sheets Uren and Invoer."""

from __future__ import annotations

from via_xl.basis.geld import euro
from via_xl.basis.maat import Maat
from via_xl.regeling.model import Verdeelsleutel
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier import uren as urenblad
from via_xl.schrijven.dossier.opbouw import KOPHOOGTE, begin
from via_xl.schrijven.dossier.stof import Dossierstof
from via_xl.schrijven.taal import Aanzien, Blok, F, Namen, Tabelveld, invoer, uitkomst, werk

BLAD = "Bedragen"
TABEL = "tblPerGemeente"
NAMEN = Namen(BLAD)
"""The figures of the block, for formulas on other sheets: ``NAMEN.kosten``."""
_EERST = (
    *("van_jaar", "percentage", "maximum", "laat", "sleutel", "voorstelgrens", "meerkosten", "meer_som"),
    *("kosten", "vergoeding_zonder_maximum", "uit_jaar", "vergoeding", "te_verdelen", "te_delen", "boven", "som"),
)


def totaal(kop: str) -> str:
    """The reference to a total under the table."""
    return NAMEN[f"{TABEL} {kop}"]


def plaats(uit: Verrekening, naam: str) -> str:
    """Where a figure of the block stands, for a text: ``B5``."""
    blok = Blok()
    _blok(blok, uit)
    return blok.adressen(BLAD)[naam].cel


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    uitleg = f"Alle stappen per gemeente, met de restcent, staan in {stof.regionaam}, blad Verrekening."
    s = begin(boek, stof, BLAD, uitleg)
    _blok(s.bij(Blok(eerst=_EERST)), stof.uitkomst)
    s.wit()
    s.kopje("Per gemeente")
    s.tabel(TABEL, stof.uitkomst.gemeenten, _kolommen(stof.uitkomst), kophoogte=KOPHOOGTE, doorlopend=True)


def _blok(b: Blok, uit: Verrekening) -> None:
    def overgenomen(wat: g.Grootheid[Verrekening]) -> None:
        b.rij(wat.bij(uit.regio).label, wat.maat, wat.waarde(uit), als=wat.naam)

    hoog = Aanzien.UITKOMST
    hoe = "uren × uurtarief van alle urenregels die meetellen; zie blad Uren"
    kosten, basis = urenblad.totaal("Kosten €"), "{kosten}"
    if uit.overige:
        kosten, hoe = formules.samen(kosten, totaal(g.BETAALD.kop)), f"{hoe}; met andere kosten die meetellen"
    b.stap(g.KOSTEN, uit, kosten, hoe=hoe, aanzien=hoog)
    if uit.laat or uit.overige:
        overgenomen(g.VAN_JAAR)
        basis = "{van_jaar}"
    overgenomen(g.PERCENTAGE)
    overgenomen(g.MAXIMUM)
    b.stap(g.ZONDER_MAXIMUM, uit, formules.deel_van("{percentage}", basis), hoe="")
    tot_maximum = formules.vergoeding("{vergoeding_zonder_maximum}", "{maximum}")
    hoe = "de vergoeding, ten hoogste het maximum"
    if uit.laat:
        b.stap(g.UIT_JAAR, uit, tot_maximum, hoe=hoe)
        overgenomen(g.LAAT)
        tot_maximum, hoe = formules.samen("{uit_jaar}", "{laat}"), "van het jaar zelf, en van late uren"
    b.stap(g.VERGOEDING, uit, tot_maximum, label=g.VERGOEDING.met_symbool, hoe=hoe, aanzien=hoog)
    b.stap(g.TE_VERDELEN, uit, aanzien=hoog)
    overgenomen(g.SLEUTEL)
    binnen = 'IF({sleutel}="kosten",ROUND({kosten}-{te_verdelen}+{meerkosten},2),ROUND({te_verdelen}-{meerkosten},2))'
    te_delen = F(f"IF({{te_verdelen}}=0,0,{0 if uit.vast else 1}*{binnen})", uit.volgens_sleutel_ct)
    b.rij(g.VOLGENS_SLEUTEL.zonder_cent, Maat.EURO, te_delen, als="te_delen")
    b.stap(g.SOM, uit, f"SUM({TABEL}[Sleutel])", label=g.SOM.label)
    overgenomen(g.VOORSTELGRENS)
    b.stap(g.BOVEN, uit, hoe="boven de grens is een voorstel nodig; nul is erbinnen")
    b.rij(g.MEERKOSTEN.zonder_cent, Maat.EURO, uit.meerkosten_ct, als=g.MEERKOSTEN.naam, hoe=_drager(uit))
    label = g.MEER_SOM.label
    b.stap(g.MEER_SOM, uit, f"SUM({TABEL}[Sleutel meerkosten])", label=label)


def _drager(uit: Verrekening) -> str:
    """Who bears what lies above the limit, in words."""
    if uit.vast:
        return "de bijdragen zijn vast: de gedrukte bedragen, en de centrumgemeente draagt de rest"
    return f"drager: {uit.drager}; nul als alles binnen de grens is, of naar dezelfde sleutel gaat"


def _deel(uit: Verrekening, r: GemeenteUitkomst) -> float:
    """The share by the key, in euro, before it is rounded to cents."""
    return uit.volgens_sleutel_ct * r.deel.sleutel / max(1, uit.sleutel_totaal) / 100


def _evenredig(uit: Verrekening, r: GemeenteUitkomst) -> float:
    """The bijdrage in euro before it is rounded to cents."""
    if uit.vast:
        return euro(r.zonder_btw_ct)
    deel = _deel(uit, r)
    meer = uit.meerkosten_ct * r.meerkosten.sleutel / max(1, uit.meerkosten_totaal) / 100
    naar_kosten = uit.verdeelsleutel is Verdeelsleutel.KOSTEN
    return (0.0 if uit.te_verdelen_ct == 0 else (euro(r.kosten_ct) - deel if naar_kosten else deel)) + meer


def _kolommen(uit: Verrekening) -> list[Tabelveld[GemeenteUitkomst]]:
    geheel, bedrag = Maat.GEHEEL, Maat.EURO

    def uit_uren(kop: str) -> str:
        return f"ROUND(SUMIFS({urenblad.TABEL}[{kop}],{urenblad.TABEL}[Code],[@Code]),2)"

    def afronding(r: GemeenteUitkomst) -> float:
        return round(100 * (euro(r.zonder_btw_ct) - _evenredig(uit, r)), 6)

    naar_sleutel = 'IF({sleutel}="kosten",[@Kosten €]-[@Naar sleutel €],[@Naar sleutel €])'
    meerkosten = "{meerkosten}*[@Sleutel meerkosten]/MAX(1,{meer_som})"
    zonder_btw = "ROUND([@Bijdrage €]-[@Btw €],2)" if uit.btw_is_last else "[@Bijdrage €]"
    evenredig = zonder_btw if uit.vast else f"IF({{te_verdelen}}=0,0,{naar_sleutel}+{meerkosten})"
    saldo = "ROUND([@Bijdrage €]-[@Kosten €]-[@Voorschot €],2)"
    kosten = uit_uren("Kosten €")
    overig: list[Tabelveld[GemeenteUitkomst]] = []
    btw: list[Tabelveld[GemeenteUitkomst]] = []
    mee: list[Tabelveld[GemeenteUitkomst]] = []
    if uit.overige:
        kosten = formules.samen(kosten, f"[@{g.BETAALD.kop}]")
        overig = [invoer(g.BETAALD.kop, bedrag, lambda r: r.overig_ct, breedte=15, totaal=True)]
    samen = "[@Saldo €]"
    if uit.met_verrekend:
        mee = [invoer(g.VERREKEND.kop, bedrag, lambda r: r.verrekend_ct, breedte=14, totaal=True)]
        samen = formules.samen("[@Saldo €]", "[@Verrekend €]")
    if uit.btw_is_last:
        btw = [invoer(g.BTW.kop, bedrag, lambda r: r.btw_ct, breedte=14, totaal=True)]
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, breedte=34),
        werk("Code", Maat.TEKST, lambda r: r.code, breedte=20),
        invoer("Sleutel", geheel, lambda r: r.deel.sleutel),
        werk("Uren", Maat.UREN, lambda r: r.uren_h, uit_uren("Uren"), breedte=11, totaal=True),
        *overig,
        werk("Kosten €", bedrag, lambda r: r.kosten_ct, kosten, breedte=15, totaal=True),
        werk(
            "Naar sleutel €",
            Maat.EURODEEL,
            lambda r: _deel(uit, r),
            "{te_delen}*[@Sleutel]/MAX(1,{som})",
            breedte=15,
        ),
        invoer("Sleutel meerkosten", geheel, lambda r: r.meerkosten.sleutel, breedte=13),
        invoer(g.BIJDRAGE.kop, bedrag, lambda r: r.bijdrage_ct, breedte=15, totaal=True),
        *btw,
        werk("Afronding in cent", Maat.GETAL, afronding, f"ROUND(100*({zonder_btw}-{evenredig}),6)", breedte=11),
        invoer(g.VOORSCHOT.kop, bedrag, lambda r: r.voorschot_ct, breedte=14, totaal=True),
        werk(g.SALDO.kop, bedrag, lambda r: r.saldo_ct, saldo, breedte=16, totaal=True),
        *mee,
        uitkomst("Betaalt €", bedrag, lambda r: max(0, r.te_betalen_ct), f"MAX(0,{samen})", breedte=15, totaal=True),
        uitkomst("Ontvangt €", bedrag, lambda r: max(0, -r.te_betalen_ct), f"MAX(0,-{samen})", breedte=15, totaal=True),
        invoer(g.BEGROOT.kop, bedrag, lambda r: r.begroot_ct, breedte=15, totaal=True),
    ]
