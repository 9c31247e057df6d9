"""The sheet Uitgangspunten: what is wrong or open in the koersplan, the reading in force, and what each other one costs.

Every reading that settles the year otherwise is calculated in full, with the same steps as Verrekening, so that
someone in a meeting sees per gemeente what a choice costs (:mod:`via_xl.rekenen.lezingen` is the engine's twin).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from via_xl.geld import euro, fractie, rond_half_op
from via_xl.model import BijdrageKarakter, MeerkostenDrager, Verdeelsleutel
from via_xl.rekenen.capaciteit import capaciteit as capaciteitsbeeld
from via_xl.rekenen.lezingen import LEZINGEN, Lezing, Lezinguitkomst, grootste_verschil_ct, lezinguitkomsten
from via_xl.rekenen.plan import koersplan_ct
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening, sleutel_van
from via_xl.schrijven import formules, register
from via_xl.schrijven.boek import Adres, Blad, Boek, Tabel, TabelKolom, Waarde
from via_xl.schrijven.controleblad import Controle, f
from via_xl.schrijven.master import capaciteit
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK, TABEL, adres_van
from via_xl.schrijven.opmaak import F, kop, staafgrafiek

BLAD = "Uitgangspunten"
LEZINGTABEL, STAPPEN, EFFECTEN, VERSCHILLEN = "tblLezingen", "tblLezingstappen", "tblEffecten", "tblVerschillen"
NIET = "niet te berekenen"
_BTW_BP = 2100
_REGISTERRIJ = 4
_EERSTE = 2
"""The column of the first reading in the tables per gemeente."""


@dataclass(frozen=True, slots=True)
class _Punt:
    """An item of the register: the passage, what is the matter, the readings, the one in force, and the effect.

    ``effect`` is an amount in euros; ``uitleg`` says what of, or why there is none.
    """

    passage: str
    wat: str
    lezingen: str
    gekozen: str | F
    uitleg: str
    effect: F | None = None


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet: the register, the amounts per gemeente and reading, the differences, a chart, and every step."""
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=f"{stand.naam} · Uitgangspunten")
    kop(
        blad,
        F('="Uitgangspunten "&Jaar', f"Uitgangspunten {stand.jaar}"),
        "Wat in het koersplan niet klopt of open is, welke lezing in werking is, en wat elke andere kost. Alles is berekend.",
        vlag=stand.vlag,
    )
    waarden = _Waarden(stand)
    aantal = len(stand.uitkomst.gemeenten)
    effectrij = _REGISTERRIJ + _AANTAL_PUNTEN + 5
    verschilrij = effectrij + aantal + 6
    grafiekrij = verschilrij + aantal + 4
    lezingrij = grafiekrij + 20
    stappenrij = lezingrij + len(LEZINGEN) + 3

    punten = list(_punten(stand, waarden))
    _register(blad, punten)
    nummers = _nummers(blad, effectrij - 1)
    titel = F(
        '="Bijdrage "&Jaar&" per gemeente onder elke lezing"', f"Bijdrage {stand.jaar} per gemeente onder elke lezing"
    )
    blad.formule(effectrij - 2, 0, titel.formule, titel.waarde, "kopje")
    effecten = blad.tabel(EFFECTEN, effectrij, 0, _effecten(waarden, nummers))
    _totaal(blad, effecten, waarden.bedragen)
    blad.zet(verschilrij - 1, 0, "Verschil met de lezing in werking: boven nul betaalt de gemeente meer", "kopje")
    verschillen = blad.tabel(VERSCHILLEN, verschilrij, 0, _verschillen(waarden))
    _totaal(blad, verschillen, waarden.verschillen)
    blad.aanvullingen.append(_grafiek(effecten, grafiekrij))
    blad.zet(lezingrij - 1, 0, "De lezingen: wat elk verandert, en wat er dan te verdelen is", "kopje")
    blad.tabel(LEZINGTABEL, lezingrij, 0, _lezingen(waarden))
    blad.zet(stappenrij - 1, 0, "Elke lezing per gemeente, stap voor stap (grootste rest)", "kopje")
    blad.tabel(STAPPEN, stappenrij, 0, _stappen(waarden))

    blad.breedtes |= {0: 30, 1: 9} | dict.fromkeys(range(2, 32), 16.5)
    blad.hoogtes |= dict.fromkeys((effectrij, verschilrij, lezingrij, stappenrij), 44)
    blad.bevroren = (3, 1)
    blad.nieuwe_pagina_na = [effectrij - 3, lezingrij - 2, stappenrij - 2]
    blad.paginas = (2, 0)
    blad.titelkolommen = (0, 0)


def controles(stand: Stand) -> list[Controle]:
    """The check on Controles: the reading in force gives what Verrekening gives, for each gemeente."""
    bekend = [rij.code for rij in stand.uitkomst.gemeenten]
    anders = f"SUMPRODUCT(({EFFECTEN}[In werking €]<>{TABEL}[Bijdrage €])*({EFFECTEN}[Nr]>0))"
    return [
        Controle(
            "Uitgangspunten, lezing in werking: gemeenten met een andere bijdrage dan op Verrekening",
            F("=0", 0),
            f(anders, 0 if bekend else 1),
            BLAD,
        )
    ]


class _Waarden:
    """What the engine gives for every cell of the tables."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.uit: Verrekening = stand.uitkomst
        self.lezingen = lezinguitkomsten(stand.regeling, stand.uitkomst)
        self.rijen = stand.uitkomst.gemeenten

    @cached_property
    def bedragen(self) -> list[list[int | None]]:
        """Per reading the bijdrage of each gemeente, in cents."""
        return [[lezing.bijdrage_ct(rij) for rij in self.rijen] for lezing in self.lezingen]

    @cached_property
    def verschillen(self) -> list[list[int | None]]:
        """Per reading what each gemeente bears more than now."""
        nu = self.bedragen[0]
        return [[_min(ct, basis) for ct, basis in zip(per, nu, strict=True)] for per in self.bedragen]

    def alle(self) -> Iterator[tuple[Lezinguitkomst, int, GemeenteUitkomst]]:
        """Every reading with every gemeente and its number, in the order of the table."""
        return ((lezing, nr, rij) for lezing in self.lezingen for nr, rij in enumerate(self.rijen, start=1))


def _min(van: int | None, af: int | None) -> int | None:
    return None if van is None or af is None else van - af


def _kop(lezing: Lezing) -> str:
    return f"{lezing.naam} €"


# The register


def _grootste(w: _Waarden, kies: Callable[[Lezing], object]) -> F:
    kolommen = [f"{VERSCHILLEN}[{_kop(lezing)}]" for lezing in LEZINGEN if kies(lezing)]
    uitersten = ",".join(f"MAX({kolom}),-MIN({kolom})" for kolom in kolommen)
    return F(f"=MAX(0,{uitersten})", euro(grootste_verschil_ct(w.lezingen, kies)))


_AANTAL_PUNTEN = len(register.ALLE)
_VERSCHIL = "grootste verschil voor één gemeente; per gemeente: tabel hieronder"


def _punten(stand: Stand, w: _Waarden) -> Iterator[_Punt]:
    uit = stand.uitkomst
    beeld = capaciteitsbeeld(stand.regeling, uit)
    begin = date(uit.jaar, 1, 1)
    laat_ct = sum(r.kosten_ct for r in uit.regels if r.regel.maand < begin)
    eerste_dag = adres_van("eerste_dag")
    yield _Punt(
        *register.GEDRUKT,
        "exact (grootste rest)",
        _VERSCHIL,
        _grootste(w, lambda lezing: lezing.gedrukt),
    )
    yield _Punt(
        *register.SLEUTEL,
        F(f"={BLOK.sleutel}", str(uit.verdeelsleutel)),
        _VERSCHIL,
        _grootste(w, lambda lezing: lezing.sleutel),
    )
    yield _Punt(
        *register.EENHEID,
        "uren per week",
        "als de sleutel capaciteit zou zijn; het tekort zelf staat op blad Capaciteit",
        _grootste(w, lambda lezing: lezing.sleutel is Verdeelsleutel.CAPACITEIT),
    )
    yield _Punt(
        *register.MEERKOSTEN,
        F(f"={BLOK.drager}", str(uit.drager)),
        _VERSCHIL,
        _grootste(w, lambda lezing: lezing.drager),
    )
    yield _Punt(
        *register.KARAKTER,
        F(f"={BLOK.karakter}", str(uit.karakter)),
        _VERSCHIL,
        _grootste(w, lambda lezing: lezing.karakter),
    )
    yield _Punt(
        *register.SCHAAL,
        "blad Tarieven",
        "elk procent op alle uurtarieven, voor de regio, vóór vergoeding",
        F(f"=ROUND({BLOK.kosten}/100,2)", euro(rond_half_op(uit.kosten_ct, 100))),
    )
    yield _Punt(
        *register.CAO,
        "laatste dag van de maand",
        "geen eigen bedrag: elk procent op de uurtarieven staat op de regel hierboven",
    )
    yield _Punt(
        *register.VIER_OGEN,
        "twee akkoorden",
        "geen bedrag",
    )
    yield _Punt(
        *register.EIGEN_UREN,
        "niet over eigen uren",
        "geen bedrag",
    )
    yield _Punt(
        *register.PEILJAAR,
        F(f'="peiljaar "&{BLOK.peiljaar}', f"peiljaar {uit.peiljaar}"),
        _VERSCHIL,
        _grootste(w, lambda lezing: lezing.laatste_peiljaar),
    )
    yield _Punt(
        *register.PRODUCTIEF,
        "alle uren, met waarschuwing",
        "te veel doorberekend, voor de regio, vóór vergoeding; per gemeente: blad Capaciteit",
        F(f"={capaciteit.BLOK.effect}", euro(beeld.effect_ct)),
    )
    yield _Punt(
        *register.BTW,
        "zonder btw gerekend",
        "21 % van de kosten van de werkgroep, als alles belast zou zijn",
        F(f"={formules.deel_van(Adres(BLAD, _REGISTERRIJ + _AANTAL_PUNTEN + 1, 1), BLOK.kosten)}", euro(_btw_ct(uit))),
    )
    yield _Punt(
        *register.TE_LAAT,
        "afrekenjaar per urenregel",
        "kosten van zulke uren in dit jaar, voor de regio, vóór vergoeding",
        F(
            f'=ROUND(SUMIFS(tblUren[Kosten €],tblUren[Telt mee],1,tblUren[Maand],"<"&{eerste_dag}),2)',
            euro(laat_ct),
        ),
    )


def _btw_ct(uit: Verrekening) -> int:
    return koersplan_ct(_BTW_BP, uit.kosten_ct)


_REGISTER = (
    ("Passage", 0, 0),
    ("Wat er is", 1, 3),
    ("Lezingen", 4, 6),
    ("In werking", 7, 8),
    ("Effect €", 9, 9),
    ("Van wat", 10, 12),
)
"""The headings of the register, with their first and last column: wide texts over the columns of the tables below."""


def _register(blad: Blad, punten: Iterable[_Punt]) -> None:
    for tekst, van, tot in _REGISTER:
        blad.alinea(_REGISTERRIJ, van, tot, tekst, "kop") if tot > van else blad.zet(_REGISTERRIJ, van, tekst, "kop")
    rij = _REGISTERRIJ
    for rij, punt in enumerate(punten, start=_REGISTERRIJ + 1):
        blad.zet(rij, 0, punt.passage, "werk.alinea")
        blad.alinea(rij, 1, 3, punt.wat, "werk.alinea")
        blad.alinea(rij, 4, 6, punt.lezingen, "werk.alinea")
        tekst = punt.gekozen if isinstance(punt.gekozen, str) else ""
        blad.alinea(rij, 7, 8, tekst, "werk.alinea")
        if isinstance(punt.gekozen, F):
            blad.formule(rij, 7, punt.gekozen.formule, punt.gekozen.waarde, "werk.alinea")
        if punt.effect is None:
            blad.zet(rij, 9, None, "werk.euro")
        else:
            blad.formule(rij, 9, punt.effect.formule, punt.effect.waarde, "uitkomst.euro")
        blad.alinea(rij, 10, 12, punt.uitleg, "werk.alinea")
        blad.laat_doorlopen(rij, [(punt.passage, 28), (punt.wat, 37), (punt.lezingen, 43), (punt.uitleg, 43)])
    blad.zet(rij + 1, 0, "Btw-tarief (Wet OB, artikel 9)", "werk.tekst")
    blad.zet(rij + 1, 1, fractie(_BTW_BP), "werk.procent")


# The amounts per gemeente and reading


def _nummers(blad: Blad, rij: int) -> dict[int, Adres]:
    """The numbers of the readings above their columns: the formulas below refer to them."""
    blad.zet(rij, 0, "Nummer van de lezing", "uitleg")
    return {lezing.nr: blad.zet(rij, _EERSTE + lezing.nr - 1, lezing.nr, "werk.geheel") for lezing in LEZINGEN}


def _wie(w: _Waarden) -> list[TabelKolom]:
    return [
        TabelKolom("Gemeente", [r.naam for r in w.rijen], "werk.tekst", f"=INDEX({TABEL}[Gemeente],[@Nr])", 30),
        TabelKolom("Nr", list(range(1, len(w.rijen) + 1)), "werk.nr", None, 20),
    ]


def _effecten(w: _Waarden, nummers: dict[int, Adres]) -> list[TabelKolom]:
    def formule(nr: Adres) -> str:
        kan = f"SUMIFS({LEZINGTABEL}[Te berekenen],{LEZINGTABEL}[Nr],{nr})"
        return f'=IF({kan}=0,"{NIET}",SUMIFS({STAPPEN}[Bijdrage €],{STAPPEN}[Nr],[@Nr],{STAPPEN}[Lezing],{nr}))'

    return [
        *_wie(w),
        *(
            TabelKolom(
                _kop(lezing),
                [NIET if ct is None else euro(ct) for ct in per],
                "uitkomst.euro" if lezing.nr == 1 else "werk.euro",
                formule(nummers[lezing.nr]),
                16,
            )
            for lezing, per in zip(LEZINGEN, w.bedragen, strict=True)
        ),
    ]


def _verschillen(w: _Waarden) -> list[TabelKolom]:
    nu = f"INDEX({EFFECTEN}[{_kop(LEZINGEN[0])}],[@Nr])"

    def formule(lezing: Lezing) -> str:
        dan = f"INDEX({EFFECTEN}[{_kop(lezing)}],[@Nr])"
        return f'=IF(OR({dan}="{NIET}",{nu}="{NIET}"),"",ROUND({dan}-{nu},2))'

    return [
        *_wie(w),
        *(
            TabelKolom(_kop(lezing), ["" if ct is None else euro(ct) for ct in per], "werk.euro", formule(lezing), 16)
            for lezing, per in zip(LEZINGEN, w.verschillen, strict=True)
        ),
    ]


def _totaal(blad: Blad, tabel: Tabel, per_lezing: list[list[int | None]]) -> None:
    rij = tabel.rij + tabel.rijen + 1
    blad.zet(rij, 0, "Totaal", "slot")
    blad.zet(rij, 1, None, "slot")
    for lezing, per in zip(LEZINGEN, per_lezing, strict=True):
        som = f"=ROUND(SUM({tabel.naam}[{_kop(lezing)}]),2)"
        blad.formule(rij, _EERSTE + lezing.nr - 1, som, euro(sum(ct or 0 for ct in per)), "slot.euro")


def _grafiek(tabel: Tabel, rij: int) -> Callable[..., None]:
    def kolom(kop_: str) -> tuple[str, int, int, int, int]:
        adres = tabel.adres(BLAD, kop_, 0)
        return (BLAD, adres.rij, adres.kol, adres.rij + tabel.rijen - 1, adres.kol)

    return staafgrafiek(
        "Bijdrage per gemeente naar elke verdeelsleutel, in het gekozen jaar",
        kolom("Gemeente"),
        [(lezing.naam, kolom(_kop(lezing))) for lezing in LEZINGEN if lezing.sleutel],
        (rij, 0),
        breedte=1180,
        hoogte=360,
        vanaf_nul=False,
    )


# The readings and their steps


def _lezingen(w: _Waarden) -> list[TabelKolom]:
    alle = w.lezingen

    def stap(kolom: str) -> str:
        return f"SUMIFS({STAPPEN}[{kolom}],{STAPPEN}[Lezing],[@Nr])"

    def gekozen(kolom: str, blok: Adres) -> str:
        return f'=IF([@{kolom}]="",{blok},[@{kolom}])'

    def keuze(veld: str) -> list[Waarde]:
        return [None if (waarde := getattr(lezing, veld)) is None else str(waarde) for lezing in LEZINGEN]

    def ja(veld: str) -> list[Waarde]:
        return ["ja" if getattr(lezing, veld) else None for lezing in LEZINGEN]

    zelfde = formules.draagt_volgens_sleutel("[@Verdeelsleutel]", "[@Drager]")
    volgens = formules.volgens_sleutel(
        BLOK.kosten, BLOK.te_verdelen, "[@Verdeelsleutel]", "[@Apart in cent]", '[@Karakter]="vast"'
    )
    sleutel = [sum(deel.sleutel for deel in lezing.delen.values()) for lezing in alle]
    meer = [sum(deel.sleutel for deel in lezing.meerkosten.values()) for lezing in alle]
    over = [lezing.volgens_sleutel_ct - sum(d.afgekapt for d in lezing.delen.values()) for lezing in alle]
    meer_over = [lezing.apart_ct - sum(d.afgekapt for d in lezing.meerkosten.values()) for lezing in alle]
    ontbreekt = [sum(lezing.ontbreekt(rij) for rij in w.rijen) for lezing in alle]
    return [
        TabelKolom("Lezing", [lezing.naam for lezing in LEZINGEN], "werk.tekst", None, 30),
        TabelKolom("Nr", [lezing.nr for lezing in LEZINGEN], "werk.nr", None, 20),
        TabelKolom("Kies sleutel", keuze("sleutel"), "werk.tekst", None, 16),
        TabelKolom("Kies karakter", keuze("karakter"), "werk.tekst", None, 16),
        TabelKolom("Kies drager", keuze("drager"), "werk.tekst", None, 16),
        TabelKolom("Laatste peiljaar", ja("laatste_peiljaar"), "werk.tekst", None, 16),
        TabelKolom("Gedrukt percentage", ja("gedrukt"), "werk.tekst", None, 16),
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
            "Apart in cent",
            [r.apart_ct for r in alle],
            "werk.geheel",
            f'=IF(OR([@Karakter]="vast",{zelfde}=1),0,ROUND(100*{BLOK.boven},0))',
        ),
        TabelKolom("Volgens sleutel in cent", [r.volgens_sleutel_ct for r in alle], "werk.geheel", f"={volgens}"),
        TabelKolom("Som sleutel", sleutel, "werk.geheel", f"={stap('Sleutel')}"),
        TabelKolom("Restcenten", over, "werk.geheel", f"=[@Volgens sleutel in cent]-{stap('Afgekapt')}"),
        TabelKolom("Som meerkosten", meer, "werk.geheel", f"={stap('Sleutel meerkosten')}"),
        TabelKolom(
            "Restcenten meerkosten", meer_over, "werk.geheel", f"=[@Apart in cent]-{stap('Afgekapt meerkosten')}"
        ),
        TabelKolom("Ontbreekt", ontbreekt, "werk.geheel", f"={stap('Ontbreekt')}"),
        TabelKolom(
            "Te berekenen",
            [int(r.te_berekenen) for r in alle],
            "werk.geheel",
            "=IF(OR([@Ontbreekt]>0,AND([@Volgens sleutel in cent]<>0,[@Som sleutel]=0),"
            "AND([@Apart in cent]<>0,[@Som meerkosten]=0)),0,1)",
        ),
    ]


def _stappen(w: _Waarden) -> list[TabelKolom]:
    alle = list(w.alle())

    def lezing(kolom: str) -> str:
        return f"INDEX({LEZINGTABEL}[{kolom}],[@Lezing])"

    def nu(kolom: str) -> str:
        return f"INDEX({TABEL}[{kolom}],[@Nr])"

    def som(kolom: str, stukken: Mapping[Any, str], welke: Iterable[Any]) -> str:
        return "+".join(f'IF([@{kolom}]="{keuze}",{stukken[keuze]},0)' for keuze in welke)

    def waarde(rij: GemeenteUitkomst, uit: Lezinguitkomst, *welke: Verdeelsleutel) -> int:
        return sleutel_van(uit.sleutel, rij, uit.inwoners(rij)) if uit.sleutel in welke else 0

    inwoners = f"tblInwoners[CBS code],[@Code],tblInwoners[Peiljaar],{lezing('Peiljaar')}"
    begroting = "tblBegroting[CBS code],[@Code],tblBegroting[Jaar],Jaar"
    naar = {
        Verdeelsleutel.INWONERS: "[@Inwoners]",
        Verdeelsleutel.KOSTEN: "ROUND([@Kosten €],0)",
        Verdeelsleutel.UREN: f"ROUND(100*{nu('Uren')},0)",
        Verdeelsleutel.CAPACITEIT: f"ROUND(100*{nu('Capaciteit uren per week')},0)",
    }
    draagt = {
        MeerkostenDrager.INWONERS: "[@Inwoners]",
        MeerkostenDrager.CENTRUMGEMEENTE: nu("Centrum"),
        MeerkostenDrager.LEVERANCIERS: "ROUND([@Kosten €],0)",
    }
    eerste = (Verdeelsleutel.INWONERS, Verdeelsleutel.KOSTEN)
    tweede = (Verdeelsleutel.UREN, Verdeelsleutel.CAPACITEIT)
    noemer = formules.noemer(lezing("Som sleutel"))
    meer_noemer = formules.noemer(lezing("Som meerkosten"))
    geen_inwoners = f"IF(COUNTIFS({inwoners})=0,1,0)"
    geen_bedrag = f'IF(AND({lezing("Karakter")}="{BijdrageKarakter.VAST}",{nu("Begroot €")}="",{nu("Centrum")}=0),1,0)'
    telt = f'COUNTIFS({begroting},tblBegroting[Percentage gedrukt %],">=0")'
    geen_percentage = f'IF(AND({lezing("Gedrukt percentage")}="ja",{telt}=0),1,0)'
    delen = [uit.delen[rij.code] for uit, _, rij in alle]
    meer = [uit.meerkosten[rij.code] for uit, _, rij in alle]

    def kolom(kop_: str, waarden: Iterable[Waarde], formule: str, stijl: str = "werk.geheel") -> TabelKolom:
        return TabelKolom(kop_, list(waarden), stijl, f"={formule}", 16)

    return [
        kolom("Gemeente", (rij.naam for _, _, rij in alle), nu("Gemeente"), "werk.tekst"),
        TabelKolom("Nr", [nr for _, nr, _ in alle], "werk.nr", None, 20),
        TabelKolom("Lezing", [uit.lezing.nr for uit, _, _ in alle], "werk.nr", None, 16),
        kolom("Code", (rij.code for _, _, rij in alle), nu("Code"), "werk.tekst"),
        kolom("Verdeelsleutel", (str(uit.sleutel) for uit, _, _ in alle), lezing("Verdeelsleutel"), "werk.tekst"),
        kolom("Drager", (str(uit.drager) for uit, _, _ in alle), lezing("Drager"), "werk.tekst"),
        kolom(
            "Inwoners",
            (uit.inwoners(rij) for uit, _, rij in alle),
            f"{nu('Doet mee')}*SUMIFS(tblInwoners[Inwoners],{inwoners})",
        ),
        kolom("Kosten €", (euro(rij.kosten_ct) for _, _, rij in alle), nu("Kosten €"), "werk.euro"),
        kolom(
            "Inwoners of kosten",
            (waarde(rij, uit, *eerste) for uit, _, rij in alle),
            som("Verdeelsleutel", naar, eerste),
        ),
        kolom(
            "Uren of capaciteit",
            (waarde(rij, uit, *tweede) for uit, _, rij in alle),
            som("Verdeelsleutel", naar, tweede),
        ),
        kolom(
            "Sleutel",
            (sleutel_van(uit.sleutel, rij, uit.inwoners(rij)) for uit, _, rij in alle),
            "[@Inwoners of kosten]+[@Uren of capaciteit]",
        ),
        kolom("Product", (d.product for d in delen), f"{lezing('Volgens sleutel in cent')}*[@Sleutel]"),
        kolom("Afgekapt", (d.afgekapt for d in delen), formules.afgekapt("[@Product]", noemer)),
        kolom("Rest", (d.rest for d in delen), formules.rest("[@Product]", "[@Afgekapt]", noemer)),
        kolom("Rang", (d.rang for d in delen), formules.rang(STAPPEN, binnen="Lezing")),
        kolom(
            "Toegedeeld in cent",
            (d.bedrag_ct for d in delen),
            f"[@Afgekapt]+{formules.restcent('[@Rang]', lezing('Restcenten'))}",
        ),
        kolom(
            "Sleutel meerkosten",
            (d.sleutel for d in meer),
            som("Drager", draagt, draagt),
        ),
        kolom("Product meerkosten", (d.product for d in meer), f"{lezing('Apart in cent')}*[@Sleutel meerkosten]"),
        kolom(
            "Afgekapt meerkosten", (d.afgekapt for d in meer), formules.afgekapt("[@Product meerkosten]", meer_noemer)
        ),
        kolom(
            "Rest meerkosten",
            (d.rest for d in meer),
            formules.rest("[@Product meerkosten]", "[@Afgekapt meerkosten]", meer_noemer),
        ),
        kolom(
            "Rang meerkosten",
            (d.rang for d in meer),
            formules.rang(STAPPEN, binnen="Lezing", kolom="Rest meerkosten"),
        ),
        kolom(
            "Meerkosten in cent",
            (d.bedrag_ct for d in meer),
            f"[@Afgekapt meerkosten]+{formules.restcent('[@Rang meerkosten]', lezing('Restcenten meerkosten'))}",
        ),
        kolom(
            "Volgens sleutel €",
            (euro(uit.volgens_de_sleutel_ct(rij)) for uit, _, rij in alle),
            f'ROUND(IF([@Verdeelsleutel]="{Verdeelsleutel.KOSTEN}",[@Kosten €]-[@Toegedeeld in cent]/100,'
            "[@Toegedeeld in cent]/100)+[@Meerkosten in cent]/100,2)",
            "werk.euro",
        ),
        kolom(
            "Naar karakter €",
            (euro(uit.naar_karakter_ct(rij)) for uit, _, rij in alle),
            f'IF({BLOK.te_verdelen}=0,0,IF({lezing("Karakter")}="{BijdrageKarakter.VAST}",{nu("Vast €")},[@Volgens sleutel €]))',
            "werk.euro",
        ),
        kolom(
            "Gedrukt €",
            (euro(uit.gedrukt_ct(rij)) for uit, _, rij in alle),
            formules.deel_van(f"SUMIFS(tblBegroting[Percentage gedrukt %],{begroting})", BLOK.te_verdelen),
            "werk.euro",
        ),
        kolom("Zonder inwoners", (int(uit.zonder_inwoners(rij)) for uit, _, rij in alle), geen_inwoners),
        kolom("Zonder bedrag", (int(uit.zonder_bedrag(rij)) for uit, _, rij in alle), geen_bedrag),
        kolom("Zonder percentage", (int(uit.zonder_percentage(rij)) for uit, _, rij in alle), geen_percentage),
        kolom(
            "Ontbreekt",
            (int(uit.ontbreekt(rij)) for uit, _, rij in alle),
            f"IF({nu('Doet mee')}=0,0,MAX([@Zonder inwoners],[@Zonder bedrag],[@Zonder percentage]))",
        ),
        kolom(
            "Bijdrage €",
            (euro(uit.gedrukt_ct(rij) if uit.lezing.gedrukt else uit.naar_karakter_ct(rij)) for uit, _, rij in alle),
            f'IF({lezing("Gedrukt percentage")}="ja",[@Gedrukt €],[@Naar karakter €])',
            "uitkomst.euro",
        ),
    ]
