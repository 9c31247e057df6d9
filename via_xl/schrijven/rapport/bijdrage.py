"""The plan: its table recalculated by both methods for every year, beside the printed amounts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TypeVar

from via_xl.basis.geld import verschil
from via_xl.basis.maat import Maat
from via_xl.regeling.model import POK, Gemeente, Jaar, Regeling, Regio
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.plan import BuitenPok, Planregel, begroot_buiten_pok, begroot_te_verdelen_ct, meerjarig
from via_xl.rekenen.verdeling import Deel, rondes, verdeel
from via_xl.schrijven import formules
from via_xl.schrijven.boek import A3, Blad, Boek
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.taal import (
    Aanzien,
    Blok,
    F,
    Grafiek,
    Namen,
    Stapel,
    Tabelveld,
    Tabkleur,
    begin_blad,
    grootste_rest,
    kolom,
    uitkomst,
    volgnummer,
    werk,
)
from via_xl.schrijven.taal.controleblad import Controle, controle

R = TypeVar("R")

BLAD = "Bijdrage"
NAMEN = Namen(BLAD)
"""The totals of all years, for formulas on other sheets."""
_BEGIN = 3
"""The row (from 0) right under the heading."""
_LET_OP = "LET OP: wijkt af"
_EXACT = "Exact €"
_PLANJAAR = "MATCH([@Jaar],tblPlanjaren[Jaar],0)"
_ONGETELD = f"INDEX(tblPlanjaren[Geteld],{_PLANJAAR})<INDEX(tblPlanjaren[Gemeenten],{_PLANJAAR})"
"""Whether the inwoners of one of those that take part aren't known."""


class _Planjaar:
    """What the engine has of a year of the plan; an amount is None where an input is missing."""

    def __init__(self, jaar: Jaar, pok: POK | None, buiten: BuitenPok, regels: list[Planregel]) -> None:
        self.jaar, self.pok, self.buiten_pok, self.regels = jaar, pok, buiten, regels
        self.bedrag_ct = None if all(r.exact_ct is None for r in regels) else self.som("exact_ct")
        self.delen = self._verdeeld(self.bedrag_ct)
        self.vergoed = self._verdeeld(self.van_bedrag("vergoeding_ct"))

    def som(self, veld: str) -> int:
        """A field of its rows, added up."""
        return sum(getattr(regel, veld) or 0 for regel in self.regels)

    def van_bedrag(self, veld: str) -> int | None:
        """The same, None in a year without an amount to share."""
        return None if self.bedrag_ct is None else self.som(veld)

    @property
    def te_verdelen_ct(self) -> int | None:
        """What the budgeted cost leaves to share; None without it, or without POK of the year."""
        if self.jaar.begrote_kosten_ct is None or self.pok is None:
            return None
        kosten_ct, buiten_ct = self.jaar.begrote_kosten_ct, self.buiten_pok.ct
        return begroot_te_verdelen_ct(kosten_ct, buiten_ct, self.pok.vergoeding_bp, self.pok.maximum_ct)

    @property
    def vergoeding_ct(self) -> int | None:
        """What POK reimburses of it."""
        return verschil(self.jaar.begrote_kosten_ct, self.te_verdelen_ct)

    @property
    def doen_mee(self) -> int:
        """How many gemeenten take part."""
        return sum(regel.doet_mee for regel in self.regels)

    @property
    def geteld(self) -> int:
        """Of how many the inwoners are known."""
        return sum(bool(regel.inwoners) for regel in self.regels)

    def _verdeeld(self, ct: int | None) -> dict[str, Deel]:
        """The share of each; where there is nothing to share all rests are 0, so the codes decide the places."""
        sleutel = {r.code: r.inwoners or 0 for r in self.regels}
        if ct is not None:
            return verdeel(ct, sleutel)
        return {code: Deel(code, 0, 0, 0, 0, rang, 0) for rang, code in enumerate(sorted(sleutel), start=1)}


class _Bijdragerij:
    """A row per year and gemeente."""

    def __init__(self, jaar: _Planjaar, regel: Planregel, nr: int, naam: str) -> None:
        self.jaar, self.regel, self.nr, self.naam = jaar, regel, nr, naam
        self.deel, self.vergoed = jaar.delen[regel.code], jaar.vergoed[regel.code]
        bekend = jaar.bedrag_ct is not None
        self.exact_ct = self.deel.bedrag_ct if bekend else None
        self.berekend_ct = regel.naar_berekend_ct or 0 if bekend else None
        self.vergoeding_ct = regel.vergoeding_ct or 0 if bekend else None


def _planjaren(stand: Stand) -> list[_Planjaar]:
    pok = {rij.jaar: rij for rij in stand.regeling.pok}
    return [
        _Planjaar(
            jaar,
            pok.get(jaar.jaar),
            begroot_buiten_pok(stand.regeling, jaar),
            [regel for regel in stand.plan if regel.jaar == jaar.jaar],
        )
        for jaar in stand.regeling.jaren
    ]


def _rijen(regeling: Regeling, plan: Sequence[Planregel], jaren: Sequence[_Planjaar]) -> list[_Bijdragerij]:
    per_jaar = {jaar.jaar.jaar: jaar for jaar in jaren}
    wie = {rij.code: (nr, rij.naam) for nr, rij in enumerate(regeling.gemeenten, start=1)}
    return [_Bijdragerij(per_jaar[regel.jaar], regel, *wie[regel.code]) for regel in plan]


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet: what doesn't add up, the years with their totals, the charts, and a row per year and gemeente."""
    jaren, regio = _planjaren(stand), stand.regio
    rijen = _rijen(stand.regeling, stand.plan, jaren)
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=f"{stand.naam} · Bijdrage volgens {regio.het_document}",
        titel=f"Bijdrage volgens {regio.het_document}",
        uitleg=f"{regio.zin('{Tabel}')} nagerekend: methode {regio.document.lower()} (afgerond percentage × bedrag) en exact (grootste rest), naast de "
        "gedrukte bedragen.",
        vlag=stand.vlag,
        begin=_BEGIN,
    )
    _afwijkingen(s, [rij for rij in rijen if rij.regel.afwijking_bp])
    s.wit()
    s.kopje("Per jaar")
    s.tabel("tblPlanjaren", jaren, _per_jaar(), kophoogte=44)
    s.uitleg(
        "Buiten POK: van welk deel van de andere kosten in de begroting (Waarvan overig €) POK niets vergoedt, staat op Jaren bij "
        "Overig buiten POK %; is dat leeg, dan hetzelfde deel als van die van het jaar ervoor (tblKosten)."
    )
    s.wit(2)
    s.kopje("Totalen per jaar: beide methoden naast wat gedrukt is")
    s.tabel("tblPlantotalen", jaren, _totalen(_koppen(regio)), kophoogte=42)
    s.wit()
    b = s.blok("Alle jaren samen")
    for kop, als, waarde in ((g.TE_VERDELEN.kop, "te verdelen", "bedrag_ct"), (_EXACT, "exact", "exact_ct")):
        som = sum((j.bedrag_ct if waarde == "bedrag_ct" else j.van_bedrag(waarde)) or 0 for j in jaren)
        inhoud = F(f"ROUND(SUM(tblPlantotalen[{kop}]),2)", som)
        b.rij(kop.removesuffix(" €"), Maat.EURO, inhoud, als=f"totaal {als}")
    s.nieuwe_pagina()
    s.wit()
    s.grafiek(_begrote_bijdrage(s.blad, stand.regeling), 19)
    titel = f"Begrote kosten van de werkgroep per jaar: wie betaalt{regio.bij('bijdragen')}"
    s.grafiek(_wie_betaalt(s.blad, titel, "tblPlanjaren", "Jaar", g.VERGOEDING.kop, g.TE_VERDELEN.kop), 18)
    s.nieuwe_pagina()
    s.kopje("Alle jaren samen, per gemeente: wie betaalt")
    s.tabel("tblPlangemeenten", stand.regeling.gemeenten, _per_gemeente(stand.plan), kophoogte=30)
    s.wit()
    titel = f"Begrote kosten van alle jaren samen per gemeente: wie betaalt{regio.bij('bijdragen')}"
    s.grafiek(_wie_betaalt(s.blad, titel, "tblPlangemeenten", "Gemeente", "Uit POK €", "Bijdrage exact €"), 20)
    s.nieuwe_pagina()
    s.kopje("Per jaar en gemeente")
    s.tabel("tblBijdrage", rijen, _uitkomsten(_koppen(regio)), kophoogte=42)
    s.wit()
    s.nieuwe_pagina()
    s.kopje("Hoe het exacte bedrag tot stand komt (grootste rest)")
    s.tabel("tblPlanstappen", rijen, _stappen(stand), kophoogte=30)
    s.wit()
    s.nieuwe_pagina()
    s.kopje("Hoe de delen in de vergoeding uit POK tot stand komen (grootste rest)")
    s.tabel("tblPlanpok", rijen, _pokstappen(), kophoogte=30)
    s.kleur(kolom(s.blad, "tblBijdrage", "Let op"))
    s.breed({1: 20, 2: 18, 9: 16, 14: 16} | dict.fromkeys((4, 5, 6, 8, 10, 11, 12, 13, 15), 14))
    s.blad.bevroren, s.blad.papier = (3, 0), A3


def controles() -> list[Controle]:
    """Whether the exact amounts of every year add to what the year has to share."""
    return [
        controle(
            "Exacte bijdragen van alle jaren tellen op tot wat te verdelen is",
            Maat.EURO,
            verwacht=NAMEN["totaal te verdelen"],
            gevonden=NAMEN["totaal exact"],
            waar="Bijdrage, totalen per jaar",
        )
    ]


def _afwijkingen(s: Stapel, anders: Sequence[_Bijdragerij]) -> None:
    """Where one looks first: how often a printed percentage isn't the calculated one, and the first of them."""
    b = s.bij(Blok(vanaf=2, doorlopend=True))
    aantal = F("SUM(tblBijdrage[Wijkt af])", len(anders))
    b.rij("Gedrukte percentages die niet kloppen", Maat.GEHEEL, aantal, als="aantal", aanzien=Aanzien.UITKOMST)
    goed = "OK: elk gedrukt percentage is het berekende"
    let_op = "LET OP: het gedrukte percentage is niet inwoners gedeeld door totaal"
    oordeel = F(f'IF({{aantal}}=0,"{goed}","{let_op}")', let_op if anders else goed)
    Stapel(s.blad, _BEGIN, 3).oordeel(oordeel)

    def eerste(
        label: str, maat: Maat, waar: str, waarde: Callable[[_Bijdragerij], str | int | None], als: str = ""
    ) -> None:
        inhoud = F(f'IF({{aantal}}=0,"",INDEX({waar}))', waarde(anders[0]) if anders else None)
        b.rij(label, maat, inhoud, als=als, aanzien=Aanzien.UITKOMST)

    plek, som = "MATCH(1,tblBijdrage[Wijkt af],0)", "MATCH({jaar},tblPlantotalen[Jaar],0)"
    eerste("De eerste: jaar", Maat.JAAR, f"tblBijdrage[Jaar],{plek}", lambda r: r.regel.jaar, als="jaar")
    eerste("De eerste: gemeente", Maat.TEKST, f"tblBijdrage[Gemeente],{plek}", lambda r: r.naam)
    eerste("Gedrukt", Maat.PROCENT, f"tblBijdrage[Gedrukt %],{plek}", lambda r: r.regel.gedrukt_bp)
    eerste("Berekend", Maat.PROCENT, f"tblBijdrage[Berekend %],{plek}", lambda r: r.regel.percentage_bp)
    waar = f"tblPlantotalen[Som gedrukt %],{som}"
    eerste("Som van wat dat jaar gedrukt is", Maat.PROCENT, waar, lambda r: r.jaar.som("gedrukt_bp"))


def _begrote_bijdrage(blad: Blad, regeling: Regeling) -> Grafiek:
    aantal = len(regeling.gemeenten)
    return Grafiek(
        regeling.regio.zin("Begrote bijdrage per gemeente en jaar ({tabel} en {bijdragen})"),
        kolom(blad, "tblBijdrage", "Gemeente", 0, aantal),
        [
            (str(jaar.jaar), kolom(blad, "tblBijdrage", "Bedrag gedrukt €", nr * aantal, (nr + 1) * aantal))
            for nr, jaar in enumerate(regeling.jaren)
        ],
        gestapeld=True,
        breedte=980,
        hoogte=340,
    )


def _wie_betaalt(blad: Blad, titel: str, tabel: str, wie: str, uit_pok: str, bijdrage: str) -> Grafiek:
    reeksen = [(g.VERGOEDING.label, kolom(blad, tabel, uit_pok)), ("Gemeenten", kolom(blad, tabel, bijdrage))]
    return Grafiek(titel, kolom(blad, tabel, wie), reeksen, gestapeld=True, breedte=980, hoogte=340)


def _per_jaar() -> list[Tabelveld[_Planjaar]]:
    zonder_maximum = formules.deel_van("[@Vergoeding %]", "ROUND([@Begrote kosten €]-[@Buiten POK €],2)")
    begroot = formules.of_leeg("INDEX(tblJaren[Begrote kosten €],MATCH([@Jaar],tblJaren[Jaar],0))")

    def als_begroot(formule: str) -> str:
        return f'IF(OR([@Begrote kosten €]="",COUNTIFS(tblPOK[Jaar],[@Jaar])=0),"",{formule})'

    def van(kop: str, tabel: str) -> str:
        return f"SUMIFS({tabel}[{kop}],{tabel}[Jaar],[@Jaar])"

    vergoeding = als_begroot(formules.vergoeding(zonder_maximum, "[@Maximum €]"))
    te_verdelen = als_begroot(formules.te_verdelen("[@Begrote kosten €]", "[@Vergoeding €]"))
    ervoor = 'ROUND(SUMIFS(tblKosten[Kosten €],tblKosten[Jaar],[@Jaar]-1,tblKosten[Telt mee],"ja"),2)'
    zonder_pok = "ROUND([@Overig jaar ervoor €]-SUMIFS(tblKosten[Kosten €],tblKosten[POK jaar],[@Jaar]-1),2)"
    overig = "[@Waarvan overig €]"
    naar_voor = formules.buiten_pok_naar_voor(overig, "[@Daarvan buiten POK €]", "[@Overig jaar ervoor €]")
    buiten = formules.buiten_pok(overig, "[@Opgegeven buiten POK %]", "[@Naar jaar ervoor €]")
    compleet = 'IF(AND([@Te verdelen €]<>"",[@Geteld]>0,[@Geteld]=[@Gemeenten]),1,0)'

    def als_compleet(kop: str) -> str:
        return f'IF([@Compleet]=0,"",[@{kop}])'

    return [
        _jaar(),
        werk("Peiljaar", Maat.JAAR, lambda j: j.jaar.peiljaar, van("Peiljaar inwoners", "tblJaren")),
        werk("Begrote kosten €", Maat.EURO, lambda j: j.jaar.begrote_kosten_ct, begroot),
        werk(
            "Waarvan overig €",
            Maat.EURO,
            lambda j: j.jaar.begrote_overige_ct or 0,
            van("Waarvan overig €", "tblJaren"),
        ),
        werk("Overig jaar ervoor €", Maat.EURO, lambda j: j.buiten_pok.voor_ct, ervoor),
        werk("Daarvan buiten POK €", Maat.EURO, lambda j: j.buiten_pok.voor_buiten_ct, zonder_pok),
        werk("Naar jaar ervoor €", Maat.EURO, lambda j: j.buiten_pok.naar_voor_ct, naar_voor),
        werk(
            "Opgegeven buiten POK %",
            Maat.PROCENT,
            lambda j: j.buiten_pok.opgegeven_bp,
            formules.opgegeven_van_jaar("Overig buiten POK %"),
        ),
        werk("Buiten POK €", Maat.EURO, lambda j: j.buiten_pok.ct, buiten),
        werk(
            "Vergoeding %", Maat.PROCENT, lambda j: j.pok.vergoeding_bp if j.pok else 0, van("Vergoeding %", "tblPOK")
        ),
        werk("Maximum €", Maat.EURO, lambda j: j.pok.maximum_ct if j.pok else 0, van("Maximum €", "tblPOK")),
        werk(g.VERGOEDING.kop, Maat.EURO, lambda j: j.vergoeding_ct, vergoeding),
        uitkomst(g.TE_VERDELEN.kop, Maat.EURO, lambda j: j.te_verdelen_ct, te_verdelen),
        werk("Inwoners", Maat.GEHEEL, lambda j: j.som("inwoners"), van("Inwoners", "tblPlanstappen")),
        werk("Gemeenten", Maat.GEHEEL, lambda j: j.doen_mee, van("Doet mee", "tblPlanstappen")),
        werk("Geteld", Maat.GEHEEL, lambda j: j.geteld, van("Telt", "tblPlanstappen")),
        werk("Compleet", Maat.GEHEEL, lambda j: j.bedrag_ct is not None, compleet),
        werk("Verdeelbaar €", Maat.EURO, lambda j: j.bedrag_ct, als_compleet(g.TE_VERDELEN.kop)),
        werk(
            "Verdeelbaar van POK €",
            Maat.EURO,
            lambda j: j.van_bedrag("vergoeding_ct"),
            als_compleet(g.VERGOEDING.kop),
        ),
    ]


def _koppen(regio: Regio) -> tuple[str, str]:
    """The headers of what the method of the document gives: by the printed percentage, and by the calculated one."""
    return f"{regio.document} gedrukt €", f"{regio.document} berekend €"


def _jaar() -> Tabelveld[_Planjaar]:
    return werk("Jaar", Maat.JAAR, lambda j: j.jaar.jaar, breedte=11)


def _totalen(koppen: tuple[str, str]) -> list[Tabelveld[_Planjaar]]:
    """Per year what each method adds up to beside what is printed: 100,20 % and € 310.620, where 100 % and € 310.000 should be."""
    bedrag, procent = Maat.EURO, Maat.PROCENT
    gedrukt_kop, berekend_kop = koppen
    velden = {gedrukt_kop: "naar_gedrukt_ct", berekend_kop: "naar_berekend_ct", _EXACT: "exact_ct"}

    def som(kop: str, cijfers: int = 2) -> str:
        return f"ROUND(SUMIFS(tblBijdrage[{kop}],tblBijdrage[Jaar],[@Jaar]),{cijfers})"

    def methode(kop: str, veld: str) -> Tabelveld[_Planjaar]:
        return werk(kop, bedrag, lambda j: j.van_bedrag(veld), f'IF([@Te verdelen €]="","",{som(kop)})')

    def gedrukt_min(kop: str, veld: str) -> Tabelveld[_Planjaar]:
        formule = formules.verschil("[@Bedrag gedrukt €]", f"[@{kop}]")
        naam = f"Gedrukt min {kop[0].lower()}{kop[1:]}"
        return werk(naam, bedrag, lambda j: verschil(j.som("gedrukt_ct"), j.van_bedrag(veld)), formule)

    te_verdelen = f"INDEX(tblPlanjaren[Verdeelbaar €],{_PLANJAAR})"
    return [
        _jaar(),
        werk(g.TE_VERDELEN.kop, bedrag, lambda j: j.bedrag_ct, te_verdelen),
        uitkomst("Som gedrukt %", procent, lambda j: j.som("gedrukt_bp"), som("Gedrukt %", 4)),
        werk("Som berekend %", procent, lambda j: j.som("percentage_bp"), som("Berekend %", 4)),
        *(methode(*paar) for paar in velden.items()),
        uitkomst("Bedrag gedrukt €", bedrag, lambda j: j.som("gedrukt_ct"), som("Bedrag gedrukt €")),
        *(gedrukt_min(*paar) for paar in velden.items()),
        werk(
            f"{berekend_kop.removesuffix(' €')} min exact €",
            bedrag,
            lambda j: verschil(j.van_bedrag(velden[berekend_kop]), j.van_bedrag(velden[_EXACT])),
            formules.verschil(f"[@{berekend_kop}]", f"[@{_EXACT}]"),
        ),
        werk(
            "Percentages die afwijken",
            Maat.GEHEEL,
            lambda j: sum(bool(regel.afwijking_bp) for regel in j.regels),
            "SUMIFS(tblBijdrage[Wijkt af],tblBijdrage[Jaar],[@Jaar])",
        ),
    ]


def _per_gemeente(plan: Sequence[Planregel]) -> list[Tabelveld[Gemeente]]:
    """Per gemeente its share of the budgeted cost of all years, by who pays."""
    alle = meerjarig(plan)

    def som(kop: str) -> str:
        return f"ROUND(SUMIFS(tblBijdrage[{kop}],tblBijdrage[Code],[@Code]),2)"

    samen, verschil = "ROUND([@Uit POK €]+[@Bijdrage exact €],2)", "ROUND([@Bijdrage gedrukt €]-[@Bijdrage exact €],2)"
    return [
        volgnummer(breedte=11),
        *_gemeente(attrgetter("naam"), attrgetter("code")),
        werk("Uit POK €", Maat.EURO, lambda rij: alle[rij.code].vergoeding_ct, som("Uit POK €")),
        uitkomst("Bijdrage exact €", Maat.EURO, lambda rij: alle[rij.code].exact_ct, som(_EXACT)),
        werk("Samen €", Maat.EURO, lambda rij: alle[rij.code].samen_ct, samen),
        werk("Bijdrage gedrukt €", Maat.EURO, lambda rij: alle[rij.code].gedrukt_ct, som("Bedrag gedrukt €")),
        werk(
            "Gedrukt min exact €", Maat.EURO, lambda rij: alle[rij.code].gedrukt_ct - alle[rij.code].exact_ct, verschil
        ),
    ]


def _gemeente(naam: Callable[[R], str], code: Callable[[R], str]) -> list[Tabelveld[R]]:
    return [
        werk("Gemeente", Maat.TEKST, naam, "INDEX(tblGemeenten[Naam],[@Nr])"),
        werk("Code", Maat.TEKST, code, "INDEX(tblGemeenten[Code],[@Nr])"),
    ]


def _wie() -> list[Tabelveld[_Bijdragerij]]:
    return [
        werk("Jaar", Maat.JAAR, lambda r: r.regel.jaar, breedte=11),
        *_gemeente(attrgetter("naam"), attrgetter("regel.code")),
        werk("Nr", Maat.NR, lambda r: r.nr),
    ]


def _uit(tabel: str, kop: str) -> str:
    """What a table has for this year and gemeente."""
    return f"SUMIFS({tabel}[{kop}],{tabel}[Code],[@Code],{tabel}[Jaar],[@Jaar])"


def _uitkomsten(koppen: tuple[str, str]) -> list[Tabelveld[_Bijdragerij]]:
    """What someone wants to see: both methods beside the printed amount."""
    bedrag, procent = Maat.EURO, Maat.PROCENT
    gedrukt_kop, berekend_kop = koppen
    waar = "tblBegroting[Code in jaar],[@Code],tblBegroting[Jaar],[@Jaar]"
    percentage = f"SUMIFS(tblBegroting[Percentage gedrukt %],{waar})"
    percentage = f'IF(COUNTIFS({waar},tblBegroting[Percentage gedrukt %],">=0")=0,"",{percentage})'
    gedrukt = f'IF(COUNTIFS({waar})=0,"",SUMIFS(tblBegroting[Bedrag gedrukt €],{waar}))'
    te_verdelen = f"INDEX(tblPlanjaren[Verdeelbaar €],{_PLANJAAR})"
    naar_gedrukt = formules.deel_van("[@Gedrukt %]", "[@Te verdelen €]")
    naar_gedrukt = f'IF(OR([@Te verdelen €]="",[@Gedrukt %]=""),"",{naar_gedrukt})'

    def als_bekend(formule: str) -> str:
        return f'IF([@Te verdelen €]="","",{formule})'

    def gedrukt_min(kop: str) -> str:
        return formules.verschil_beide("[@Bedrag gedrukt €]", f"[@{kop}]")

    berekend = als_bekend(formules.deel_van("[@Berekend %]", "[@Te verdelen €]"))
    exact = als_bekend(f"{_uit('tblPlanstappen', 'Toegedeeld in cent')}/100")
    uit_pok = als_bekend(f"{_uit('tblPlanpok', 'Toegedeeld in cent')}/100")
    afwijking = f'IF(OR([@Gedrukt %]="",[@Inwoners]=0,{_ONGETELD}),"",ROUND([@Gedrukt %]-[@Berekend %],4))'
    wijkt_af = 'IF([@Gedrukt min berekend %]="",0,IF([@Gedrukt min berekend %]=0,0,1))'
    let_op = f'IF([@Wijkt af]=1,"{_LET_OP}","")'
    return [
        *_wie(),
        werk("Inwoners", Maat.GEHEEL, lambda r: r.regel.inwoners or 0, _uit("tblPlanstappen", "Inwoners")),
        werk("Berekend %", procent, lambda r: r.regel.percentage_bp or 0, _uit("tblPlanstappen", "Berekend %")),
        werk("Gedrukt %", procent, lambda r: r.regel.gedrukt_bp, percentage),
        werk(g.TE_VERDELEN.kop, bedrag, lambda r: r.jaar.bedrag_ct, te_verdelen),
        werk(gedrukt_kop, bedrag, lambda r: r.regel.naar_gedrukt_ct, naar_gedrukt),
        werk(berekend_kop, bedrag, lambda r: r.berekend_ct, berekend),
        uitkomst(_EXACT, bedrag, lambda r: r.exact_ct, exact),
        uitkomst("Bedrag gedrukt €", bedrag, lambda r: r.regel.gedrukt_ct, gedrukt),
        werk("Gedrukt min exact €", bedrag, lambda r: verschil(r.regel.gedrukt_ct, r.exact_ct), gedrukt_min(_EXACT)),
        werk(
            f"Gedrukt min {berekend_kop[0].lower()}{berekend_kop[1:]}",
            bedrag,
            lambda r: verschil(r.regel.gedrukt_ct, r.berekend_ct),
            gedrukt_min(berekend_kop),
        ),
        werk("Uit POK €", bedrag, lambda r: r.vergoeding_ct, uit_pok),
        werk("Gedrukt min berekend %", procent, lambda r: r.regel.afwijking_bp, afwijking),
        werk("Wijkt af", Maat.GEHEEL, lambda r: bool(r.regel.afwijking_bp), wijkt_af, breedte=10),
        werk("Let op", Maat.TEKST, lambda r: _LET_OP if r.regel.afwijking_bp else None, let_op, breedte=16),
    ]


def _rest(
    tabel: str, deel: Callable[[_Bijdragerij], Deel], bedrag: str, ct: Callable[[_Bijdragerij], int]
) -> list[Tabelveld[_Bijdragerij]]:
    """The steps of largest remainder within a year, with the inwoners as key; ``ct`` is the amount that is shared."""
    deler = formules.noemer("[@Totaal inwoners]")

    def ronde(welke: int) -> Callable[[_Bijdragerij], int]:
        return lambda r: rondes(ct(r), r.jaar.som("inwoners"))[welke]

    heel = werk("Heel", Maat.GEHEEL, ronde(0), formules.heel(f"[@{bedrag}]", deler))
    over = werk("Over in cent", Maat.GEHEEL, ronde(1), formules.over(f"[@{bedrag}]", "[@Heel]", deler))
    stappen = grootste_rest(
        deel,
        tabel=tabel,
        heel="[@Heel]",
        over="[@Over in cent]",
        sleutel="[@Inwoners]",
        noemer=deler,
        restcenten=f"[@{bedrag}]-SUMIFS({tabel}[Afgekapt],{tabel}[Jaar],[@Jaar])",
        uitkomst="Toegedeeld in cent",
        binnen="Jaar",
        met_restcent=False,
    )
    return [heel, over, *stappen]


def _stappen(stand: Stand) -> list[Tabelveld[_Bijdragerij]]:
    """How the exact amounts come about, every step of the largest remainder a column."""
    geheel, plan = Maat.GEHEEL, _PLANJAAR
    van, tot = "INDEX(tblGemeenten[Van],[@Nr])", "INDEX(tblGemeenten[Tot],[@Nr])"
    doet_mee = f'IF(AND({van}<DATE([@Jaar]+1,1,1),OR({tot}="",{tot}>=DATE([@Jaar]+1,1,1)-1)),1,0)'
    peiljaar = f"INDEX(tblPlanjaren[Peiljaar],{plan})"
    eigen = f"SUMIFS(tblInwoners[Inwoners],tblInwoners[CBS code],[@Code],tblInwoners[Peiljaar],{peiljaar})"
    na = "DATE([@Jaar]+1,1,1)"
    percentage = f"ROUND(100*100*[@Inwoners]/{formules.noemer('[@Totaal inwoners]')},0)/(100*100)"
    percentage = f"IF({_ONGETELD},0,{percentage})"
    bedrag = "ROUND(100*SUMIFS(tblPlanjaren[Verdeelbaar €],tblPlanjaren[Jaar],[@Jaar]),0)"
    return [
        *_wie(),
        werk("Doet mee", geheel, lambda r: r.regel.doet_mee, doet_mee),
        werk(
            "Van voorgangers",
            geheel,
            lambda r: stand.inwoners_van_voorgangers(r.regel.code, r.regel.jaar)[0],
            formules.inwoners_van_voorganger("[@Code]", peiljaar, na),
        ),
        werk(
            "Van eerdere voorgangers",
            geheel,
            lambda r: stand.inwoners_van_voorgangers(r.regel.code, r.regel.jaar)[1],
            formules.inwoners_van_voorganger("[@Code]", peiljaar, na, eerder=True),
        ),
        werk(
            "Inwoners",
            geheel,
            lambda r: r.regel.inwoners or 0,
            f"[@Doet mee]*({eigen}+[@Van voorgangers]+[@Van eerdere voorgangers])",
        ),
        werk("Telt", geheel, lambda r: bool(r.regel.inwoners), "IF([@Inwoners]>0,1,0)"),
        werk("Totaal inwoners", geheel, lambda r: r.jaar.som("inwoners"), f"INDEX(tblPlanjaren[Inwoners],{plan})"),
        werk("Berekend %", Maat.PROCENT, lambda r: r.regel.percentage_bp or 0, percentage),
        werk("Te verdelen in cent", geheel, lambda r: r.jaar.bedrag_ct or 0, bedrag),
        *_rest("tblPlanstappen", lambda r: r.deel, "Te verdelen in cent", lambda r: r.jaar.bedrag_ct or 0),
    ]


def _pokstappen() -> list[Tabelveld[_Bijdragerij]]:
    """How the shares in the reimbursement come about: by the same key as the amounts."""
    geheel, totaal = Maat.GEHEEL, _uit("tblPlanstappen", "Totaal inwoners")
    bedrag = "ROUND(100*SUMIFS(tblPlanjaren[Verdeelbaar van POK €],tblPlanjaren[Jaar],[@Jaar]),0)"

    def vergoeding(rij: _Bijdragerij) -> int:
        return rij.jaar.van_bedrag("vergoeding_ct") or 0

    return [
        *_wie(),
        werk("Inwoners", geheel, lambda r: r.regel.inwoners or 0, _uit("tblPlanstappen", "Inwoners")),
        werk("Totaal inwoners", geheel, lambda r: r.jaar.som("inwoners"), totaal),
        werk("Vergoeding in cent", geheel, vergoeding, bedrag),
        *_rest("tblPlanpok", lambda r: r.vergoed, "Vergoeding in cent", vergoeding),
    ]
