"""The sheet Lezingen: the settlement of the year under every other reading of the koersplan, with every step.

The same steps as Verrekening, once for each reading (:mod:`via_xl.rekenen.lezingen` is the engine's twin). What they
come to per gemeente stands on the sheet Uitgangspunten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from via_xl.basis.geld import euro, fractie, uren
from via_xl.regeling.model import BijdrageKarakter, MeerkostenDrager, Verdeelsleutel
from via_xl.rekenen.kostenlezingen import MET_FACTOR, Kostenlezing
from via_xl.rekenen.lezingen import LEZINGEN, Lezinguitkomst, lezinguitkomsten, verschil_ct
from via_xl.rekenen.verdeling import EXACT_GRENS, Deel
from via_xl.rekenen.verrekening import GemeenteUitkomst
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Adres, Blad, Boek, TabelKolom, Waarde
from via_xl.schrijven.master import capaciteit
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK, TABEL
from via_xl.schrijven.opmaak import F, kop

BLAD = "Lezingen"
LEZINGTABEL, KOSTEN, STAPPEN = "tblLezingen", "tblKostenlezingen", "tblLezingstappen"
_GRENSRIJ = 4
_LEZINGRIJ = _GRENSRIJ + 3


def zet(boek: Boek, stand: Stand, waarden: Lezingwaarden) -> None:
    """Add the sheet: what each reading changes, the cost where one finds it otherwise, and every step."""
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=f"{stand.naam} · Lezingen")
    kop(
        blad,
        F('="Lezingen "&Jaar', f"Lezingen {stand.jaar}"),
        "Het jaar verrekend onder elke andere lezing van het koersplan, stap voor stap. De uitkomsten staan op Uitgangspunten.",
        vlag=stand.vlag,
    )
    kostenrij = _LEZINGRIJ + len(LEZINGEN) + 4
    stappenrij = kostenrij + len(waarden.rijen) + 4
    grens = _exact(blad, _GRENSRIJ)
    blad.zet(_LEZINGRIJ - 1, 0, "De lezingen: wat elk verandert, en wat er dan te verdelen is", "kopje")
    blad.tabel(LEZINGTABEL, _LEZINGRIJ, 0, _lezingen(waarden))
    blad.zet(kostenrij - 1, 0, "Kosten en uren per gemeente, waar een lezing die anders bepaalt", "kopje")
    blad.tabel(KOSTEN, kostenrij, 0, _kosten(waarden))
    blad.zet(stappenrij - 1, 0, "Elke lezing per gemeente, stap voor stap (grootste rest)", "kopje")
    blad.tabel(STAPPEN, stappenrij, 0, _stappen(waarden, grens))
    blad.breedtes |= {0: 30, 1: 9} | dict.fromkeys(range(2, 41), 16.5)
    blad.hoogtes |= dict.fromkeys((_LEZINGRIJ, kostenrij, stappenrij), 44)
    blad.bevroren = (3, 1)
    blad.nieuwe_pagina_na = [stappenrij - 2]
    blad.paginas = (3, 0)
    blad.titelkolommen = (0, 0)


class Lezingwaarden:
    """What the engine gives for every cell of the tables."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.lezingen = lezinguitkomsten(stand.regeling, stand.uitkomst)
        self.rijen = stand.uitkomst.gemeenten

    @cached_property
    def bedragen(self) -> dict[int, list[int | None]]:
        """By the number of a reading the bijdrage of each gemeente, in cents."""
        return {uit.lezing.nr: [uit.bijdrage_ct(rij) for rij in self.rijen] for uit in self.lezingen}

    @cached_property
    def verschillen(self) -> dict[int, list[int | None]]:
        """By the number of a reading what each gemeente pays more than now, or receives less."""
        nu = self.lezingen[0]
        return {uit.lezing.nr: [verschil_ct(uit, nu, rij) for rij in self.rijen] for uit in self.lezingen}

    def alle(self) -> Iterator[tuple[Lezinguitkomst, int, GemeenteUitkomst]]:
        """Every reading with every gemeente and its number, in the order of the table."""
        return ((lezing, nr, rij) for lezing in self.lezingen for nr, rij in enumerate(self.rijen, start=1))


def _exact(blad: Blad, rij: int) -> Adres:
    """Above which product a reading has no outcome, rather than one that a spreadsheet rounds."""
    blad.zet(rij, 0, "Exact te rekenen product, tot", "werk.tekst")
    return blad.zet(rij, 2, EXACT_GRENS, "werk.geheel")


def wie(w: Lezingwaarden) -> list[TabelKolom]:
    """The columns that say of which gemeente a row is."""
    return [
        TabelKolom("Gemeente", [r.naam for r in w.rijen], "werk.tekst", f"=INDEX({TABEL}[Gemeente],[@Nr])", 30),
        TabelKolom("Nr", list(range(1, len(w.rijen) + 1)), "werk.nr", None, 20),
    ]


def _lezingen(w: Lezingwaarden) -> list[TabelKolom]:
    alle = w.lezingen

    def stap(kolom: str) -> str:
        return f"SUMIFS({STAPPEN}[{kolom}],{STAPPEN}[Lezing],[@Nr])"

    def gekozen(kolom: str, blok: str) -> str:
        return f'=IF([@{kolom}]="",{blok},[@{kolom}])'

    def keuze(veld: str) -> list[Waarde]:
        return [None if (waarde := getattr(lezing, veld)) is None else str(waarde) for lezing in LEZINGEN]

    def ja(veld: str) -> list[Waarde]:
        return ["ja" if getattr(lezing, veld) else None for lezing in LEZINGEN]

    zelfde = formules.draagt_volgens_sleutel("[@Verdeelsleutel]", "[@Drager]")
    volgens = formules.volgens_sleutel(
        "[@Kosten €]", "[@Te verdelen €]", "[@Verdeelsleutel]", "[@Apart in cent]", '[@Karakter]="vast"'
    )
    sleutel = [sum(deel.sleutel for deel in lezing.delen.values()) for lezing in alle]
    meer = [sum(deel.sleutel for deel in lezing.meerkosten.values()) for lezing in alle]
    over = [lezing.volgens_sleutel_ct - sum(d.afgekapt for d in lezing.delen.values()) for lezing in alle]
    meer_over = [lezing.apart_ct - sum(d.afgekapt for d in lezing.meerkosten.values()) for lezing in alle]
    ontbreekt = [sum(lezing.ontbreekt(rij) for rij in w.rijen) for lezing in alle]
    te_groot = [sum(lezing.te_groot(rij) for rij in w.rijen) for lezing in alle]
    vol, productief = f'[@Kosten]="{Kostenlezing.FORMATIE}"', f'[@Kosten]="{Kostenlezing.PRODUCTIEF}"'
    formatie, bezet = capaciteit.BLOK.formatie, capaciteit.BLOK.capaciteit
    geen_formatie = f'AND({vol},OR({formatie}="",{bezet}=0))'
    zonder_plan = f'IF(OR({geen_formatie},AND({productief},{capaciteit.BLOK.productief}="")),1,0)'
    factoren = [r.grondslag.factor(r.lezing.kosten, r.lezing.opslag_bp) for r in alle]
    return [
        TabelKolom("Lezing", [lezing.naam for lezing in LEZINGEN], "werk.tekst", None, 30),
        TabelKolom("Nr", [lezing.nr for lezing in LEZINGEN], "werk.nr", None, 20),
        TabelKolom("Kies sleutel", keuze("sleutel"), "werk.tekst", None, 16),
        TabelKolom("Kies karakter", keuze("karakter"), "werk.tekst", None, 16),
        TabelKolom("Kies drager", keuze("drager"), "werk.tekst", None, 16),
        TabelKolom("Laatste peiljaar", ja("laatste_peiljaar"), "werk.tekst", None, 16),
        TabelKolom("Gedrukt percentage", ja("gedrukt"), "werk.tekst", None, 16),
        TabelKolom("Kosten", [str(lezing.kosten) for lezing in LEZINGEN], "werk.tekst", None, 16),
        TabelKolom("Opslag %", [fractie(lezing.opslag_bp) for lezing in LEZINGEN], "werk.procent", None, 16),
        TabelKolom(
            "Verdeelsleutel", [str(r.sleutel) for r in alle], "werk.tekst", gekozen("Kies sleutel", BLOK.sleutel)
        ),
        TabelKolom("Karakter", [str(r.karakter) for r in alle], "werk.tekst", gekozen("Kies karakter", BLOK.karakter)),
        TabelKolom("Drager", [str(r.drager) for r in alle], "werk.tekst", gekozen("Kies drager", BLOK.drager)),
        TabelKolom(
            "Peiljaar",
            [r.peiljaar for r in alle],
            "werk.jaar",
            f'=IF([@Laatste peiljaar]="ja",MAX(tblInwoners[Peiljaar]),{BLOK.peiljaar})',
        ),
        TabelKolom(
            "Zonder plan",
            [int(r.grondslag.zonder_plan(r.lezing.kosten)) for r in alle],
            "werk.geheel",
            f"={zonder_plan}",
        ),
        TabelKolom(
            "Factor teller",
            [teller for teller, _ in factoren],
            "werk.geheel",
            f"=IF(AND({vol},[@Zonder plan]=0),ROUND(100*{formatie},0),100*100+ROUND(100*100*[@Opslag %],0))",
        ),
        TabelKolom(
            "Factor noemer",
            [noemer for _, noemer in factoren],
            "werk.geheel",
            f"=IF(AND({vol},[@Zonder plan]=0),ROUND(100*{bezet},0),100*100)",
        ),
        TabelKolom("Kosten €", [euro(r.totaal_ct) for r in alle], "werk.euro", f"=ROUND({stap('Kosten €')},2)"),
        TabelKolom(
            "Vergoeding €",
            [euro(r.vergoeding_ct) for r in alle],
            "werk.euro",
            f"={formules.vergoeding(formules.deel_van(BLOK.percentage, '[@Kosten €]'), BLOK.maximum)}",
        ),
        TabelKolom(
            "Te verdelen €",
            [euro(r.te_verdelen_ct) for r in alle],
            "werk.euro",
            f"={formules.te_verdelen('[@Kosten €]', '[@Vergoeding €]')}",
        ),
        TabelKolom(
            "Boven grens €",
            [euro(r.boven_ct) for r in alle],
            "werk.euro",
            f"={formules.boven_grens('[@Te verdelen €]', BLOK.voorstelgrens)}",
        ),
        TabelKolom(
            "Apart in cent",
            [r.apart_ct for r in alle],
            "werk.geheel",
            f'=IF(OR([@Karakter]="vast",{zelfde}=1),0,ROUND(100*[@Boven grens €],0))',
        ),
        TabelKolom("Volgens sleutel in cent", [r.volgens_sleutel_ct for r in alle], "werk.geheel", f"={volgens}"),
        TabelKolom("Som sleutel", sleutel, "werk.geheel", f"={stap('Sleutel')}"),
        TabelKolom("Restcenten", over, "werk.geheel", f"=[@Volgens sleutel in cent]-{stap('Afgekapt')}"),
        TabelKolom("Som meerkosten", meer, "werk.geheel", f"={stap('Sleutel meerkosten')}"),
        TabelKolom(
            "Restcenten meerkosten", meer_over, "werk.geheel", f"=[@Apart in cent]-{stap('Afgekapt meerkosten')}"
        ),
        TabelKolom("Ontbreekt", ontbreekt, "werk.geheel", f"={stap('Ontbreekt')}"),
        TabelKolom("Te groot", te_groot, "werk.geheel", f"={stap('Te groot')}"),
        TabelKolom(
            "Te berekenen",
            [int(r.te_berekenen) for r in alle],
            "werk.geheel",
            "=IF(OR([@Ontbreekt]+[@Te groot]+[@Zonder plan]>0,AND([@Volgens sleutel in cent]<>0,[@Som sleutel]=0),"
            "AND([@Apart in cent]<>0,[@Som meerkosten]=0)),0,1)",
        ),
    ]


def _kosten(w: Lezingwaarden) -> list[TabelKolom]:
    van = w.lezingen[0].grondslag

    def som(kolom: str, *criteria: str) -> str:
        return f"ROUND(SUMIFS(tblUren[{kolom}],tblUren[CBS code],[@Code],{','.join(criteria)}),2)"

    telt, geleverd = "tblUren[Telt mee],1", "tblUren[Leverjaar],Jaar"
    zonder = f'COUNTIFS(tblUren[CBS code],[@Code],{telt},tblUren[Kosten jaareinde €],0,tblUren[Kosten €],">0")'

    def min_te_veel(kolom: str, te_veel: str) -> str:
        meer = f"INDEX({capaciteit.TABEL}[{te_veel}],[@Nr])"
        return f"MAX(0,ROUND(INDEX({TABEL}[{kolom}],[@Nr])-{meer},2))"

    return [
        *wie(w),
        _kolom("Code", (r.code for r in w.rijen), f"INDEX({TABEL}[Code],[@Nr])", "werk.tekst"),
        _kolom(
            "Tarief jaareinde €",
            (euro(van.jaareinde_ct(r.code)) for r in w.rijen),
            som("Kosten jaareinde €", telt),
            "werk.euro",
        ),
        _kolom("Regels zonder tarief", (van.zonder_jaareinde(r.code) for r in w.rijen), zonder, "werk.geheel"),
        _kolom(
            "Productief €",
            (euro(van.productief_ct(r)) for r in w.rijen),
            min_te_veel("Kosten €", "Te veel €"),
            "werk.euro",
        ),
        _kolom(
            "Productief uren",
            (uren(van.productief_h(r)) for r in w.rijen),
            min_te_veel("Uren", "Te veel uren"),
            "werk.uren",
        ),
        _kolom(
            "Jaar van de uren €",
            (euro(van.leverjaar_ct(r.code)) for r in w.rijen),
            som("Kosten €", geleverd),
            "werk.euro",
        ),
        _kolom(
            "Uren van het jaar",
            (uren(van.leverjaar_h(r.code)) for r in w.rijen),
            som("Uren", geleverd),
            "werk.uren",
        ),
    ]


def _kolom(kolomkop: str, waarden: Iterable[Waarde], formule: str, stijl: str = "werk.geheel") -> TabelKolom:
    return TabelKolom(kolomkop, list(waarden), stijl, f"={formule}", 16)


def _lezing(kolom: str) -> str:
    """What tblLezingen has for the reading of this row."""
    return f"INDEX({LEZINGTABEL}[{kolom}],[@Lezing])"


def _verdeling(wat: str, bedrag: str, som: str, delen: Sequence[Deel]) -> list[TabelKolom]:
    """The steps of largest remainder over the column ``Sleutel`` + ``wat`` (:func:`via_xl.rekenen.verdeling.verdeel`)."""
    product, afgekapt, noemer = f"[@Product{wat}]", f"[@Afgekapt{wat}]", formules.noemer(_lezing(som))
    keer = f"IF([@Te groot]=1,0,{_lezing(bedrag)}*[@Sleutel{wat}])"
    return [
        _kolom(f"Product{wat}", (d.product for d in delen), keer),
        _kolom(f"Afgekapt{wat}", (d.afgekapt for d in delen), formules.afgekapt(product, noemer)),
        _kolom(f"Rest{wat}", (d.rest for d in delen), formules.rest(product, afgekapt, noemer)),
        _kolom(f"Rang{wat}", (d.rang for d in delen), formules.rang(STAPPEN, binnen="Lezing", kolom=f"Rest{wat}")),
    ]


def _stappen(w: Lezingwaarden, grens: Adres) -> list[TabelKolom]:
    alle = list(w.alle())

    def nu(kolom: str) -> str:
        return f"INDEX({TABEL}[{kolom}],[@Nr])"

    def som(kolom: str, stukken: Mapping[Any, str], welke: Iterable[Any]) -> str:
        return "+".join(f'IF([@{kolom}]="{keuze}",{stukken[keuze]},0)' for keuze in welke)

    def waarde(rij: GemeenteUitkomst, uit: Lezinguitkomst, *welke: Verdeelsleutel) -> int:
        return uit.sleutel_van(rij) if uit.sleutel in welke else 0

    def kosten(kolom: str) -> str:
        return f"INDEX({KOSTEN}[{kolom}],[@Nr])"

    met_factor = ",".join(f'[@Kosten]="{keuze}"' for keuze in MET_FACTOR)
    inwoners = f"tblInwoners[CBS code],[@Code],tblInwoners[Peiljaar],{_lezing('Peiljaar')}"
    begroting = "tblBegroting[CBS code],[@Code],tblBegroting[Jaar],Jaar"
    naar = {
        Verdeelsleutel.INWONERS: "[@Inwoners]",
        Verdeelsleutel.KOSTEN: "ROUND([@Kosten €],0)",
        Verdeelsleutel.UREN: "ROUND(100*[@Uren],0)",
        Verdeelsleutel.CAPACITEIT: f"ROUND(100*{nu('Capaciteit uren per week')},0)",
    }
    draagt = {
        MeerkostenDrager.INWONERS: "[@Inwoners]",
        MeerkostenDrager.CENTRUMGEMEENTE: nu("Centrum"),
        MeerkostenDrager.LEVERANCIERS: "ROUND([@Kosten €],0)",
    }
    eerste = (Verdeelsleutel.INWONERS, Verdeelsleutel.KOSTEN)
    tweede = (Verdeelsleutel.UREN, Verdeelsleutel.CAPACITEIT)
    geen_inwoners = f"IF(COUNTIFS({inwoners})=0,1,0)"
    geen_bedrag = f'IF(AND({_lezing("Karakter")}="{BijdrageKarakter.VAST}",{nu("Begroot €")}="",{nu("Centrum")}=0),1,0)'
    telt = f'COUNTIFS({begroting},tblBegroting[Percentage gedrukt %],">=0")'
    geen_percentage = f'IF(AND({_lezing("Gedrukt percentage")}="ja",{telt}=0),1,0)'
    delen = [uit.delen[rij.code] for uit, _, rij in alle]
    meer = [uit.meerkosten[rij.code] for uit, _, rij in alle]

    return [
        _kolom("Gemeente", (rij.naam for _, _, rij in alle), nu("Gemeente"), "werk.tekst"),
        TabelKolom("Nr", [nr for _, nr, _ in alle], "werk.nr", None, 20),
        TabelKolom("Lezing", [uit.lezing.nr for uit, _, _ in alle], "werk.nr", None, 16),
        _kolom("Code", (rij.code for _, _, rij in alle), nu("Code"), "werk.tekst"),
        _kolom("Verdeelsleutel", (str(uit.sleutel) for uit, _, _ in alle), _lezing("Verdeelsleutel"), "werk.tekst"),
        _kolom("Drager", (str(uit.drager) for uit, _, _ in alle), _lezing("Drager"), "werk.tekst"),
        _kolom(
            "Inwoners",
            (uit.inwoners(rij) for uit, _, rij in alle),
            f"{nu('Doet mee')}*SUMIFS(tblInwoners[Inwoners],{inwoners})",
        ),
        _kolom("Kosten", (str(uit.lezing.kosten) for uit, _, _ in alle), _lezing("Kosten"), "werk.tekst"),
        _kolom(
            "Kosten met factor €",
            (euro(uit.met_factor_ct(rij)) for uit, _, rij in alle),
            f"ROUND(ROUND(100*{nu('Kosten €')},0)*{_lezing('Factor teller')}/{_lezing('Factor noemer')},0)/100",
            "werk.euro",
        ),
        _kolom(
            "Kosten anders €",
            (euro(uit.grondslag.anders_ct(uit.lezing.kosten, rij)) for uit, _, rij in alle),
            f'IF([@Kosten]="{Kostenlezing.JAAREINDE}",{kosten("Tarief jaareinde €")},IF([@Kosten]='
            f'"{Kostenlezing.PRODUCTIEF}",{kosten("Productief €")},{kosten("Jaar van de uren €")}))',
            "werk.euro",
        ),
        _kolom(
            "Kosten €",
            (euro(uit.kosten_ct(rij)) for uit, _, rij in alle),
            f"IF(OR({met_factor}),[@Kosten met factor €],[@Kosten anders €])",
            "werk.euro",
        ),
        _kolom(
            "Uren",
            (uren(uit.uren_h(rij)) for uit, _, rij in alle),
            f'IF([@Kosten]="{Kostenlezing.PRODUCTIEF}",{kosten("Productief uren")},'
            f'IF([@Kosten]="{Kostenlezing.LEVERJAAR}",{kosten("Uren van het jaar")},{nu("Uren")}))',
            "werk.uren",
        ),
        _kolom(
            "Inwoners of kosten",
            (waarde(rij, uit, *eerste) for uit, _, rij in alle),
            som("Verdeelsleutel", naar, eerste),
        ),
        _kolom(
            "Uren of capaciteit",
            (waarde(rij, uit, *tweede) for uit, _, rij in alle),
            som("Verdeelsleutel", naar, tweede),
        ),
        _kolom(
            "Sleutel",
            (uit.sleutel_van(rij) for uit, _, rij in alle),
            "[@Inwoners of kosten]+[@Uren of capaciteit]",
        ),
        _kolom(
            "Te groot",
            (int(uit.te_groot(rij)) for uit, _, rij in alle),
            f"IF(MAX({_lezing('Volgens sleutel in cent')}*[@Sleutel],{_lezing('Apart in cent')}*[@Sleutel meerkosten])>={grens},1,0)",
        ),
        *_verdeling("", "Volgens sleutel in cent", "Som sleutel", delen),
        _kolom(
            "Toegedeeld in cent",
            (d.bedrag_ct for d in delen),
            f"[@Afgekapt]+{formules.restcent('[@Rang]', _lezing('Restcenten'))}",
        ),
        _kolom(
            "Sleutel meerkosten",
            (d.sleutel for d in meer),
            som("Drager", draagt, draagt),
        ),
        *_verdeling(" meerkosten", "Apart in cent", "Som meerkosten", meer),
        _kolom(
            "Meerkosten in cent",
            (d.bedrag_ct for d in meer),
            f"[@Afgekapt meerkosten]+{formules.restcent('[@Rang meerkosten]', _lezing('Restcenten meerkosten'))}",
        ),
        _kolom(
            "Volgens sleutel €",
            (euro(uit.volgens_de_sleutel_ct(rij)) for uit, _, rij in alle),
            f'ROUND(IF([@Verdeelsleutel]="{Verdeelsleutel.KOSTEN}",[@Kosten €]-[@Toegedeeld in cent]/100,'
            "[@Toegedeeld in cent]/100)+[@Meerkosten in cent]/100,2)",
            "werk.euro",
        ),
        _kolom(
            "Vast €",
            (euro(uit.vast_ct(rij)) for uit, _, rij in alle),
            f"ROUND({nu('Vast €')}+{nu('Centrum')}*({_lezing('Te verdelen €')}-{BLOK.te_verdelen}),2)",
            "werk.euro",
        ),
        _kolom(
            "Naar karakter €",
            (euro(uit.naar_karakter_ct(rij)) for uit, _, rij in alle),
            f'IF({_lezing("Te verdelen €")}=0,0,IF({_lezing("Karakter")}="{BijdrageKarakter.VAST}",[@Vast €],[@Volgens sleutel €]))',
            "werk.euro",
        ),
        _kolom(
            "Gedrukt €",
            (euro(uit.gedrukt_ct(rij)) for uit, _, rij in alle),
            formules.deel_van(f"SUMIFS(tblBegroting[Percentage gedrukt %],{begroting})", _lezing("Te verdelen €")),
            "werk.euro",
        ),
        _kolom("Zonder inwoners", (int(uit.zonder_inwoners(rij)) for uit, _, rij in alle), geen_inwoners),
        _kolom("Zonder bedrag", (int(uit.zonder_bedrag(rij)) for uit, _, rij in alle), geen_bedrag),
        _kolom("Zonder percentage", (int(uit.zonder_percentage(rij)) for uit, _, rij in alle), geen_percentage),
        _kolom(
            "Zonder tarief",
            (int(uit.zonder_tarief(rij)) for uit, _, rij in alle),
            f'IF([@Kosten]="{Kostenlezing.JAAREINDE}",MIN(1,{kosten("Regels zonder tarief")}),0)',
        ),
        _kolom(
            "Ontbreekt",
            (int(uit.ontbreekt(rij)) for uit, _, rij in alle),
            f"MAX([@Zonder tarief],{nu('Doet mee')}*MAX([@Zonder inwoners],[@Zonder bedrag],[@Zonder percentage]))",
        ),
        _kolom(
            "Bijdrage €",
            (euro(uit.draagt_ct(rij)) for uit, _, rij in alle),
            f'IF({_lezing("Gedrukt percentage")}="ja",[@Gedrukt €],[@Naar karakter €])',
            "uitkomst.euro",
        ),
        _kolom(
            "Saldo €",
            (euro(uit.betaalt_ct(rij)) for uit, _, rij in alle),
            f"ROUND([@Bijdrage €]-[@Kosten €]-{nu('Voorschot €')},2)",
            "werk.euro",
        ),
    ]
