"""The sheet Lezingen: the settlement of the year under every other reading of the plan, with every step.

The same steps as Verrekening, once for each reading (:mod:`via_xl.rekenen.lezingen` is the engine's twin). What they
come to per gemeente stands on the sheet Uitgangspunten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from via_xl.basis.maat import Maat
from via_xl.regeling.model import BijdrageKarakter, BtwPositie, MeerkostenDrager, PokJaar, Verdeelsleutel
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.kostenlezingen import MET_FACTOR, Grondslag, Kostenlezing
from via_xl.rekenen.lezingen import Lezinguitkomst, lezinguitkomsten
from via_xl.rekenen.verdeling import EXACT_GRENS, Deel
from via_xl.rekenen.verrekening import GemeenteUitkomst
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK, TABEL
from via_xl.schrijven.rapport import capaciteit
from via_xl.schrijven.taal import (
    Aanzien,
    Blok,
    F,
    Tabelveld,
    Tabkleur,
    begin_blad,
    grootste_rest,
    uitkomst,
    volgnummer,
    werk,
)
from via_xl.schrijven.taal.bladspiegel import verdeel_stapel

BLAD = "Lezingen"
_GRENSBREEDTE = 22
LEZINGTABEL, KOSTEN, STAPPEN = "tblLezingen", "tblKostenlezingen", "tblLezingstappen"


def zet(boek: Boek, stand: Stand, waarden: Lezingwaarden) -> None:
    """Add the sheet: what each reading changes, the cost where one finds it otherwise, and every step."""
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=f"{stand.naam} · Lezingen",
        titel=F('="Lezingen "&Jaar', f"Lezingen {stand.jaar}"),
        uitleg=f"Het jaar verrekend onder elke andere lezing van {stand.regio.het_document}: wat elk verandert, wat er dan te verdelen is, en "
        "elke stap per gemeente (grootste rest). De uitkomsten staan op "
        "Uitgangspunten.",
        vlag=stand.vlag,
    )
    # Above that product a reading has no outcome, rather than one that a spreadsheet rounds.
    b = s.bij(Blok(vanaf=3, doorlopend=True))
    b.rij("Exact te rekenen bedrag en product, tot", Maat.GEHEEL, EXACT_GRENS, als="grens", aanzien=Aanzien.WERK)
    _vergoeding(b, stand, waarden.lezingen[0].grondslag)
    s.wit()
    s.kopje("De lezingen van het jaar")
    s.tabel(LEZINGTABEL, waarden.lezingen, _lezingen(waarden), kophoogte=44)
    s.wit(2)
    s.kopje("Kosten en uren per gemeente")
    s.tabel(KOSTEN, waarden.rijen, _kosten(waarden.lezingen[0].grondslag), kophoogte=44)
    s.wit()
    s.nieuwe_pagina()
    s.kopje("Elke lezing stap voor stap")
    s.tabel(STAPPEN, waarden.alle, _stappen(), kophoogte=44)
    s.breed(dict.fromkeys((2, 3), _GRENSBREEDTE) | dict.fromkeys(range(4, 41), 16.5))
    s.leg()
    s.blad.bevroren = (3, 1)
    verdeel_stapel(s.blad, 1)


def _vergoeding(b: Blok, stand: Stand, van: Grondslag) -> None:
    """What the reimbursement of a reading starts from: late hours by the year of delivery, and the year's own POK before."""
    eigen, bedrag = stand.uitkomst.van_jaar, Maat.EURO
    for als, label, kop, ct in (
        ("laat", "Kosten van late uren, bij de POK van hun leverjaar", "Geleverd nu €", van.laat[0]),
        ("laat_vergoed", "Vergoeding daarvan", "Vergoeding bij leverjaar €", van.laat[1]),
    ):
        b.rij(label, bedrag, F(f"ROUND(SUM(tblPOK[{kop}])-SUMIFS(tblPOK[{kop}],tblPOK[Jaar],Jaar),2)", ct), als=als)
    for als, label, kop, ct in (
        ("eerder", "Kosten voor POK van het jaar, eerder verrekend", "Kosten eerder €", eigen.eerder_ct),
        ("eerder_vergoed", "Vergoeding daarvan", "Vergoed eerder €", eigen.eerder_vergoed_ct),
    ):
        b.rij(label, bedrag, F(f"SUMIFS(tblPOK[{kop}],tblPOK[Jaar],Jaar)", ct), als=als)


class Lezingrij(NamedTuple):
    """What a gemeente has under a reading; ``nr`` is its place in the table."""

    uit: Lezinguitkomst
    nr: int
    rij: GemeenteUitkomst


class Lezingwaarden:
    """What the engine gives for every cell of the tables."""

    def __init__(self, stand: Stand) -> None:
        self.lezingen = lezinguitkomsten(stand.regeling, stand.uitkomst)
        self.rijen = stand.uitkomst.gemeenten

    @cached_property
    def alle(self) -> list[Lezingrij]:
        """Every reading with every gemeente, in the order of the table."""
        return [Lezingrij(lezing, nr, rij) for lezing in self.lezingen for nr, rij in enumerate(self.rijen, start=1)]


def wie() -> list[Tabelveld[GemeenteUitkomst]]:
    """The columns that say of which gemeente a row is."""
    naam = f"INDEX({TABEL}[Gemeente],[@Nr])"
    return [werk("Gemeente", Maat.TEKST, lambda r: r.naam, naam, breedte=30), volgnummer(breedte=9)]


def _lezingen(w: Lezingwaarden) -> list[Tabelveld[Lezinguitkomst]]:
    tekst, geheel, bedrag, rijen, plan = Maat.TEKST, Maat.GEHEEL, Maat.EURO, w.rijen, capaciteit.BLOK

    def stap(kop: str) -> str:
        return f"SUMIFS({STAPPEN}[{kop}],{STAPPEN}[Lezing],[@Nr])"

    def gekozen(kop: str, blok: str) -> str:
        return f'IF([@{kop}]="",{blok},[@{kop}])'

    def rondes_van(
        kop: str, van: Callable[[Lezinguitkomst], tuple[int, int]], achter: str = ""
    ) -> list[Tabelveld[Lezinguitkomst]]:
        deler = formules.noemer(f"[@Som{achter or ' sleutel'}]")
        heel, over = formules.heel(f"[@{kop}]", deler), formules.over(f"[@{kop}]", f"[@Heel{achter}]", deler)
        return [
            werk(f"Heel{achter}", geheel, lambda u: van(u)[0], heel),
            werk(f"Over in cent{achter}", geheel, lambda u: van(u)[1], over),
        ]

    def factor(uit: Lezinguitkomst) -> tuple[int, int]:
        return uit.grondslag.factor(uit.lezing.kosten, uit.lezing.opslag_bp)

    zelfde = formules.draagt_volgens_sleutel("[@Verdeelsleutel]", "[@Drager]")
    volgens = formules.volgens_sleutel(
        "[@Kosten €]", "[@Te verdelen €]", "[@Verdeelsleutel]", "[@Apart in cent]", '[@Karakter]="vast"'
    )
    vol, productief = f'[@Kosten]="{Kostenlezing.FORMATIE}"', f'[@Kosten]="{Kostenlezing.PRODUCTIEF}"'
    geen_formatie = f'AND({vol},OR({plan.formatie}="",{plan.capaciteit}=0))'
    zonder_plan = f'IF(OR({geen_formatie},AND({productief},{plan.productief}="")),1,0)'
    naar_formatie = f"AND({vol},[@Zonder plan]=0)"
    teller = f"IF({naar_formatie},ROUND(100*{plan.formatie},0),100*100+ROUND(100*100*[@Opslag %],0))"
    noemer = f"IF({naar_formatie},ROUND(100*{plan.capaciteit},0),100*100)"
    peiljaar = f'IF([@Laatste peiljaar]="ja",MAX(tblInwoners[Peiljaar]),{BLOK.peiljaar})'
    pok_jaar = formules.van_jaar("POK van late uren")
    zonder_laat = f'OR([@POK van late uren]="{PokJaar.AFREKENJAAR}",[@Kosten]="{Kostenlezing.LEVERJAAR}")'
    buiten_pok = f"{BLOK.kosten}-{BLOK.vergoedbaar}"
    van_jaar = f"MAX(0,ROUND([@Kosten €]-({buiten_pok})-[@Laat €],2))"
    alles = formules.samen("{eerder}", "[@Voor POK van het jaar €]")
    tot_nu = formules.vergoeding(formules.deel_van(BLOK.percentage, alles), BLOK.maximum)
    vergoeding = f"ROUND([@Uit andere jaren €]+{tot_nu}-{{eerder_vergoed}},2)"
    btw_tarief = formules.btw_tarief("[@Btw positie]", "SUMIFS(tblJaren[Btw tarief %],tblJaren[Jaar],Jaar)")
    geen_tarief = f'{formules.van_jaar("Btw tarief %")}=""'
    zonder_tarief = f'IF(AND([@Btw positie]="{BtwPositie.LAST}",{geen_tarief}),1,0)'
    te_verdelen = formules.te_verdelen("[@Kosten €]", "[@Vergoeding €]")
    boven = formules.boven_grens("[@Te verdelen €]", BLOK.voorstelgrens)
    apart = f'IF(OR([@Karakter]="vast",{zelfde}=1),0,ROUND(100*[@Boven grens €],0))'
    over = f"[@Volgens sleutel in cent]-{stap('Afgekapt')}"
    meer_over = f"[@Apart in cent]-{stap('Afgekapt meerkosten')}"
    te_groot = f"{stap('Te groot')}+IF(MAX([@Volgens sleutel in cent],[@Apart in cent])>={{grens}},1,0)"
    te_berekenen = (
        "IF(OR([@Ontbreekt]+[@Te groot]+[@Zonder plan]+[@Zonder btw tarief]>0,AND([@Volgens sleutel in cent]<>0,[@Som sleutel]=0),"
        "AND([@Apart in cent]<>0,[@Som meerkosten]=0)),0,1)"
    )
    return [
        werk("Lezing", tekst, lambda u: u.lezing.naam, breedte=30),
        werk("Nr", Maat.NR, lambda u: u.lezing.nr, breedte=9),
        werk("Kies sleutel", tekst, lambda u: u.lezing.sleutel),
        werk("Kies karakter", tekst, lambda u: u.lezing.karakter),
        werk("Kies drager", tekst, lambda u: u.lezing.drager),
        werk("Laatste peiljaar", tekst, lambda u: "ja" if u.lezing.laatste_peiljaar else None),
        werk("Gedrukt percentage", tekst, lambda u: "ja" if u.lezing.gedrukt else None),
        werk("Kosten", tekst, lambda u: u.lezing.kosten),
        werk("Opslag %", Maat.PROCENT, lambda u: u.lezing.opslag_bp),
        werk("Kies POK", tekst, lambda u: u.lezing.pok_jaar),
        werk("Kies btw", tekst, lambda u: u.lezing.btw),
        werk(g.SLEUTEL.label, tekst, lambda u: u.sleutel, gekozen("Kies sleutel", BLOK.sleutel)),
        werk("Karakter", tekst, lambda u: u.karakter, gekozen("Kies karakter", BLOK.karakter)),
        werk("Drager", tekst, lambda u: u.drager, gekozen("Kies drager", BLOK.drager)),
        werk("Peiljaar", Maat.JAAR, lambda u: u.peiljaar, peiljaar),
        werk(
            "POK van late uren",
            tekst,
            lambda u: u.pok_jaar,
            gekozen("Kies POK", f'IF({pok_jaar}="","{PokJaar.LEVERJAAR}",{pok_jaar})'),
        ),
        werk("Btw positie", tekst, lambda u: u.btw, gekozen("Kies btw", BLOK.btw_positie)),
        werk("Btw tarief %", Maat.PROCENT, lambda u: u.btw_bp, btw_tarief),
        werk("Zonder btw tarief", geheel, lambda u: u.zonder_btw_tarief, zonder_tarief),
        werk("Zonder plan", geheel, lambda u: u.grondslag.zonder_plan(u.lezing.kosten), zonder_plan),
        werk("Factor teller", geheel, lambda u: factor(u)[0], teller),
        werk("Factor noemer", geheel, lambda u: factor(u)[1], noemer),
        werk("Kosten €", bedrag, lambda u: u.totaal_ct, f"ROUND({stap('Kosten €')},2)"),
        werk("Laat €", bedrag, lambda u: u.laat[0], f"IF({zonder_laat},0,{{laat}})"),
        werk("Uit andere jaren €", bedrag, lambda u: u.laat[1], f"IF({zonder_laat},0,{{laat_vergoed}})"),
        werk("Voor POK van het jaar €", bedrag, lambda u: u.van_jaar_ct, van_jaar),
        werk(g.VERGOEDING.kop, bedrag, lambda u: u.vergoeding_ct, vergoeding),
        werk(g.TE_VERDELEN.kop, bedrag, lambda u: u.te_verdelen_ct, te_verdelen),
        werk("Boven grens €", bedrag, lambda u: u.boven_ct, boven),
        werk("Apart in cent", geheel, lambda u: u.apart_ct, apart),
        werk("Volgens sleutel in cent", geheel, lambda u: u.volgens_sleutel_ct, volgens),
        werk("Som sleutel", geheel, lambda u: _som_van(u.delen).sleutel, stap("Sleutel")),
        *rondes_van("Volgens sleutel in cent", lambda u: u.rondes),
        werk(g.RESTCENTEN.label, geheel, lambda u: u.volgens_sleutel_ct - _som_van(u.delen).afgekapt, over),
        werk("Som meerkosten", geheel, lambda u: _som_van(u.meerkosten).sleutel, stap("Sleutel meerkosten")),
        *rondes_van("Apart in cent", lambda u: u.meer_rondes, " meerkosten"),
        werk("Restcenten meerkosten", geheel, lambda u: u.apart_ct - _som_van(u.meerkosten).afgekapt, meer_over),
        werk("Ontbreekt", geheel, lambda u: sum(u.ontbreekt(rij) for rij in rijen), stap("Ontbreekt")),
        werk("Te groot", geheel, lambda u: sum(u.te_groot(rij) for rij in rijen) + u.bedrag_te_groot, te_groot),
        werk("Te berekenen", geheel, lambda u: u.te_berekenen, te_berekenen),
    ]


class _Som(NamedTuple):
    sleutel: int
    afgekapt: int


def _som_van(delen: Mapping[str, Deel]) -> _Som:
    """What the shares of all gemeenten add up to: their key, and their whole cents."""
    return _Som(sum(deel.sleutel for deel in delen.values()), sum(deel.afgekapt for deel in delen.values()))


def _kosten(van: Grondslag) -> list[Tabelveld[GemeenteUitkomst]]:
    bedrag, hoeveel = Maat.EURO, Maat.UREN

    def som(kop: str, *criteria: str) -> str:
        return f"ROUND(SUMIFS(tblUren[{kop}],tblUren[Code in jaar],[@Code],{','.join(criteria)}),2)"

    telt, geleverd = "tblUren[Jaar van afrekening],Jaar", "tblUren[Leverjaar],Jaar"
    zonder = f'COUNTIFS(tblUren[Code in jaar],[@Code],{telt},tblUren[Kosten jaareinde €],0,tblUren[Kosten €],">0")'

    def min_te_veel(kop: str, te_veel: str) -> str:
        meer = f"INDEX({capaciteit.TABEL}[{te_veel}],[@Nr])"
        return f"MAX(0,ROUND(INDEX({TABEL}[{kop}],[@Nr])-{meer},2))"

    return [
        *wie(),
        werk("Code", Maat.TEKST, lambda r: r.code, f"INDEX({TABEL}[Code],[@Nr])"),
        werk("Tarief jaareinde €", bedrag, lambda r: van.jaareinde_ct(r.code), som("Kosten jaareinde €", telt)),
        werk("Regels zonder tarief", Maat.GEHEEL, lambda r: van.zonder_jaareinde(r.code), zonder),
        werk("Productief €", bedrag, van.productief_ct, min_te_veel(g.URENKOSTEN.kop, "Te veel €")),
        werk("Productief uren", hoeveel, van.productief_h, min_te_veel("Uren", "Te veel uren")),
        werk("Jaar van de uren €", bedrag, lambda r: van.leverjaar_ct(r.code), som("Kosten €", geleverd)),
        werk("Uren van het jaar", hoeveel, lambda r: van.leverjaar_h(r.code), som("Uren", geleverd)),
    ]


def _lezing(kop: str) -> str:
    """What tblLezingen has for the reading of this row."""
    return f"INDEX({LEZINGTABEL}[{kop}],[@Lezing])"


def _nu(kop: str) -> str:
    """What Verrekening has for the gemeente of this row."""
    return f"INDEX({TABEL}[{kop}],[@Nr])"


def _stappen() -> list[Tabelveld[Lezingrij]]:
    return [*_tot_de_sleutel(), *_verdeling(), *_naar_karakter(), *_wat_ontbreekt(), *_uitkomsten()]


_INWONERS = f"tblInwoners[Code in jaar],[@Code],tblInwoners[Peiljaar],{_lezing('Peiljaar')}"
_BEGROTING = "tblBegroting[Code in jaar],[@Code],tblBegroting[Jaar],Jaar"
_VAST = f'{_lezing("Karakter")}="{BijdrageKarakter.VAST}"'


def _tot_de_sleutel() -> list[Tabelveld[Lezingrij]]:
    """Whose row it is, and from cost, hours and inwoners to the key."""
    tekst, geheel, bedrag = Maat.TEKST, Maat.GEHEEL, Maat.EURO

    def kosten(kop: str) -> str:
        return f"INDEX({KOSTEN}[{kop}],[@Nr])"

    def bij(keuze: Kostenlezing, dan: str, anders: str) -> str:
        return f'IF([@Kosten]="{keuze}",{dan},{anders})'

    inwoners = f"{_nu('Doet mee')}*SUMIFS(tblInwoners[Inwoners],{_INWONERS})"
    met_factor = (
        f"ROUND(ROUND(100*{_nu(g.URENKOSTEN.kop)},0)*{_lezing('Factor teller')}/{_lezing('Factor noemer')},0)/100"
    )
    anders = bij(Kostenlezing.PRODUCTIEF, kosten("Productief €"), kosten("Jaar van de uren €"))
    anders = bij(Kostenlezing.JAAREINDE, kosten("Tarief jaareinde €"), anders)
    heeft_factor = ",".join(f'[@Kosten]="{keuze}"' for keuze in MET_FACTOR)
    van_de_lezing = f"IF(OR({heeft_factor}),[@Kosten met factor €],[@Kosten anders €])"
    van_de_lezing = formules.samen(van_de_lezing, _nu(g.BETAALD.kop))
    uren = bij(Kostenlezing.LEVERJAAR, kosten("Uren van het jaar"), _nu("Uren"))
    uren = bij(Kostenlezing.PRODUCTIEF, kosten("Productief uren"), uren)
    naar = {
        Verdeelsleutel.INWONERS: "[@Inwoners]",
        Verdeelsleutel.KOSTEN: "ROUND([@Kosten €],0)",
        Verdeelsleutel.UREN: "ROUND(100*[@Uren],0)",
        Verdeelsleutel.CAPACITEIT: f"ROUND(100*{_nu('Capaciteit uren per week')},0)",
    }

    def een_van(kop: str, *welke: Verdeelsleutel) -> Tabelveld[Lezingrij]:
        formule = _som(g.SLEUTEL.label, naar, welke)
        return werk(kop, geheel, lambda r: r.uit.sleutel_van(r.rij) if r.uit.sleutel in welke else 0, formule)

    return [
        werk("Gemeente", tekst, lambda r: r.rij.naam, _nu("Gemeente")),
        werk("Nr", Maat.NR, lambda r: r.nr, breedte=9),
        werk("Lezing", Maat.NR, lambda r: r.uit.lezing.nr),
        werk("Code", tekst, lambda r: r.rij.code, _nu("Code")),
        werk(g.SLEUTEL.label, tekst, lambda r: r.uit.sleutel, _lezing(g.SLEUTEL.label)),
        werk("Drager", tekst, lambda r: r.uit.drager, _lezing("Drager")),
        werk("Inwoners", geheel, lambda r: r.uit.inwoners(r.rij), inwoners),
        werk("Kosten", tekst, lambda r: r.uit.lezing.kosten, _lezing("Kosten")),
        werk("Kosten met factor €", bedrag, lambda r: r.uit.met_factor_ct(r.rij), met_factor),
        werk("Kosten anders €", bedrag, lambda r: r.uit.grondslag.anders_ct(r.uit.lezing.kosten, r.rij), anders),
        werk("Kosten €", bedrag, lambda r: r.uit.kosten_ct(r.rij), van_de_lezing),
        werk("Uren", Maat.UREN, lambda r: r.uit.uren_h(r.rij), uren),
        een_van("Inwoners of kosten", Verdeelsleutel.INWONERS, Verdeelsleutel.KOSTEN),
        een_van("Uren of capaciteit", Verdeelsleutel.UREN, Verdeelsleutel.CAPACITEIT),
        werk("Sleutel", geheel, lambda r: r.uit.sleutel_van(r.rij), "[@Inwoners of kosten]+[@Uren of capaciteit]"),
    ]


def _som(kop: str, stukken: Mapping[Any, str], welke: Iterable[Any]) -> str:
    """What belongs to the choice in a column."""
    return "+".join(f'IF([@{kop}]="{keuze}",{stukken[keuze]},0)' for keuze in welke)


def _verdeling() -> list[Tabelveld[Lezingrij]]:
    """The steps of largest remainder, of what the key shares and of the meerkosten."""
    over = f"{_lezing('Over in cent')}*[@Sleutel],{_lezing('Over in cent meerkosten')}*[@Sleutel meerkosten]"
    te_groot = f"IF(MAX({over})>={{grens}},1,0)"
    draagt = {
        MeerkostenDrager.INWONERS: "[@Inwoners]",
        MeerkostenDrager.CENTRUMGEMEENTE: _nu("Centrum"),
        MeerkostenDrager.LEVERANCIERS: "ROUND([@Kosten €],0)",
    }

    def rest(deel: Callable[[Lezingrij], Deel], kop: str, achter: str = "") -> list[Tabelveld[Lezingrij]]:
        return grootste_rest(
            deel,
            tabel=STAPPEN,
            heel=_lezing(f"Heel{achter}"),
            over=_lezing(f"Over in cent{achter}"),
            noemer=formules.noemer(_lezing(f"Som{achter or ' sleutel'}")),
            restcenten=_lezing(f"{g.RESTCENTEN.label}{achter}"),
            uitkomst=kop,
            achter=achter,
            binnen="Lezing",
            tenzij="[@Te groot]=1",
            met_restcent=False,
        )

    def meer(r: Lezingrij) -> Deel:
        return r.uit.meerkosten[r.rij.code]

    return [
        werk("Te groot", Maat.GEHEEL, lambda r: r.uit.te_groot(r.rij), te_groot),
        *rest(lambda r: r.uit.delen[r.rij.code], "Toegedeeld in cent"),
        werk("Sleutel meerkosten", Maat.GEHEEL, lambda r: meer(r).sleutel, _som("Drager", draagt, draagt)),
        *rest(meer, "Meerkosten in cent", " meerkosten"),
    ]


def _naar_karakter() -> list[Tabelveld[Lezingrij]]:
    """From cents to what a gemeente bears, fixed or by the key."""
    bedrag, te_verdelen = Maat.EURO, _lezing(g.TE_VERDELEN.kop)
    toegedeeld = "[@Toegedeeld in cent]/100"
    binnen = f'IF([@Verdeelsleutel]="{Verdeelsleutel.KOSTEN}",[@Kosten €]-{toegedeeld},{toegedeeld})'
    volgens = f"ROUND({binnen}+[@Meerkosten in cent]/100,2)"
    naar_karakter = f"IF({te_verdelen}=0,0,IF({_VAST},[@Vast €],[@Volgens sleutel €]))"
    vast = f"ROUND({_nu('Vast €')}+{_nu('Centrum')}*({te_verdelen}-{BLOK.te_verdelen}),2)"
    gedrukt = f"SUMIFS(tblBegroting[Percentage gedrukt %],{_BEGROTING})"
    return [
        werk("Volgens sleutel €", bedrag, lambda r: r.uit.volgens_de_sleutel_ct(r.rij), volgens),
        werk("Vast €", bedrag, lambda r: r.uit.vast_ct(r.rij), vast),
        werk("Naar karakter €", bedrag, lambda r: r.uit.naar_karakter_ct(r.rij), naar_karakter),
        werk("Gedrukt €", bedrag, lambda r: r.uit.gedrukt_ct(r.rij), formules.deel_van(gedrukt, te_verdelen)),
    ]


def _wat_ontbreekt() -> list[Tabelveld[Lezingrij]]:
    """What a reading lacks to be calculated for this gemeente."""
    geheel = Maat.GEHEEL
    geen_bedrag = f'IF(AND({_VAST},{_nu(g.BEGROOT.kop)}="",{_nu("Centrum")}=0),1,0)'
    telt = f'COUNTIFS({_BEGROTING},tblBegroting[Percentage gedrukt %],">=0")'
    geen_percentage = f'IF(AND({_lezing("Gedrukt percentage")}="ja",{telt}=0),1,0)'
    regels = f"MIN(1,INDEX({KOSTEN}[Regels zonder tarief],[@Nr]))"
    geen_tarief = f'IF([@Kosten]="{Kostenlezing.JAAREINDE}",{regels},0)'
    van_wie_meedoet = f"{_nu('Doet mee')}*MAX([@Zonder inwoners],[@Zonder bedrag],[@Zonder percentage])"
    return [
        werk("Zonder inwoners", geheel, lambda r: r.uit.zonder_inwoners(r.rij), f"IF(COUNTIFS({_INWONERS})=0,1,0)"),
        werk("Zonder bedrag", geheel, lambda r: r.uit.zonder_bedrag(r.rij), geen_bedrag),
        werk("Zonder percentage", geheel, lambda r: r.uit.zonder_percentage(r.rij), geen_percentage),
        werk("Zonder tarief", geheel, lambda r: r.uit.zonder_tarief(r.rij), geen_tarief),
        werk("Ontbreekt", geheel, lambda r: r.uit.ontbreekt(r.rij), f"MAX([@Zonder tarief],{van_wie_meedoet})"),
    ]


def _uitkomsten() -> list[Tabelveld[Lezingrij]]:
    bijdrage = f'IF({_lezing("Gedrukt percentage")}="ja",[@Gedrukt €],[@Naar karakter €])'
    met_btw = formules.samen("[@Zonder btw €]", formules.deel_van(_lezing("Btw tarief %"), "[@Zonder btw €]"))
    saldo = formules.saldo("[@Bijdrage €]", "[@Kosten €]", _nu(g.VOORSCHOT.kop))
    return [
        werk(g.ZONDER_BTW.kop, Maat.EURO, lambda r: r.uit.zonder_btw_ct(r.rij), bijdrage),
        uitkomst(g.BIJDRAGE.kop, Maat.EURO, lambda r: r.uit.draagt_ct(r.rij), met_btw),
        werk(g.SALDO.kop, Maat.EURO, lambda r: r.uit.betaalt_ct(r.rij), saldo),
    ]
