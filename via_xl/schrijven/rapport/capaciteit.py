"""The sheet Capaciteit: what was planned for the chosen year, what is delivered, and where the year is going."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from via_xl.basis.maat import Maat
from via_xl.regeling.model import Regeling, Taak
from via_xl.regeling.tabellen import JAREN
from via_xl.rekenen.capaciteit import (
    MAANDEN,
    Capaciteitsbeeld,
    Gemeentecapaciteit,
    Rolcapaciteit,
    capaciteit,
    verschil_h,
)
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import verrekening
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
    kolom,
    rijen,
    uitkomst,
    volgnummer,
    werk,
)
from via_xl.schrijven.taal.controleblad import Controle, controle

R = TypeVar("R")

BLAD = "Capaciteit"
TABEL = "tblCapaciteitsbeeld"
TAKEN = "tblTaakuren"
ROLLEN = "tblRoluren"
MAANDTABEL = "tblMaanduren"
MAANDKOPPEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
PROGNOSE = (
    "Prognose: wat tot nu toe geleverd is, gedeeld door het aantal maanden tot en met de laatste met uren, maal 12."
)
BLOK = Namen(BLAD)
"""The figures of the summary, for formulas on other sheets: ``BLOK.formatie``."""

_ONBEKEND = "niet bekend"
_GEEN_ROL = Rolcapaciteit("", None, (0,) * MAANDEN)


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet: the block and charts, then tables per gemeente, taak and rol, and per month."""
    beeld = capaciteit(stand.regeling, stand.uitkomst)
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=f"{stand.naam} · Capaciteit",
        titel=F('="Capaciteit "&Jaar', f"Capaciteit {stand.jaar}"),
        uitleg=f"{stand.regio.zin('Wat {capaciteit}')} vraagt, wie wat levert, wat er geleverd is en waar het jaar op uitkomt. Uren van de maanden van het "
        "jaar, ook als ze in een ander jaar zijn afgerekend.",
        vlag=stand.vlag,
    )
    _kort(s, beeld, stand.regio.passage("capaciteit"))
    s.wit(2)
    _grafieken(s)
    s.nieuwe_pagina()
    s.wit()
    s.kopje("Per gemeente")
    s.tabel(TABEL, beeld.gemeenten, _per_gemeente(), kophoogte=44)
    s.wit()
    s.uitleg(PROGNOSE)
    s.wit(2)
    s.kopje(f"Per taak ({stand.regio.passage('capaciteit')} zegt niet wie voor welke taak levert)")
    s.tabel(TAKEN, tuple(Taak), _per_taak(beeld), kophoogte=44)
    s.wit()
    s.uitleg("Tekort: formatie min wat omgerekend per week geleverd wordt. Uren zonder taak staan bovenaan, apart.")
    s.wit(2)
    s.kopje("Geleverde uren per rol en maand")
    einden = s.bij(_maandregel())
    s.tabel(ROLLEN, beeld.rollen or [_GEEN_ROL], _per_rol(stand.regeling))
    s.wit(2)
    s.kopje("Geleverde uren per gemeente en maand")
    s.tabel(MAANDTABEL, beeld.gemeenten, _per_maand())
    nummers = s.bij(_maandregel())
    _maandeinden(einden, beeld.jaar)
    _maandnummers(nummers, beeld)
    s.blad.bevroren = (3, 1)


def controles(stand: Stand) -> list[Controle]:
    """Whether the tables hold every hour of the year, and whether more was delivered than the capacity allows."""
    return [
        controle(
            "Uren per gemeente en maand tellen op tot de geleverde uren van het jaar",
            Maat.UREN,
            verwacht=BLOK.geleverd,
            gevonden=BLOK[f"{MAANDTABEL} Totaal uren"],
            waar="Capaciteit; maak het rapport opnieuw na het toevoegen van een gemeente",
            let_op=True,
        ),
        controle(
            "Uren per rol tellen op tot de geleverde uren van het jaar",
            Maat.UREN,
            verwacht=BLOK.geleverd,
            gevonden=f"ROUND(SUM({ROLLEN}[Totaal uren])+{BLOK.rol_onbekend},2)",
            waarde=capaciteit(stand.regeling, stand.uitkomst).geleverd_h,
            waar="Capaciteit en Lijsten; maak het rapport opnieuw na het toevoegen van een rol",
            let_op=True,
        ),
        controle(
            "Van elk geleverd uur is de taak bekend (beleid of ondersteuning)",
            Maat.UREN,
            verwacht=0,
            gevonden=BLOK.taak_onbekend,
            waar="Lijsten, kolom Taak",
            let_op=True,
        ),
        controle(
            "Geen gemeente levert meer dan de productieve uren van haar capaciteit",
            Maat.UREN,
            verwacht=0,
            gevonden=BLOK.meer,
            waar="Capaciteit, kolom Te veel uren",
            let_op=True,
        ),
    ]


def _kort(s: Stapel, beeld: Capaciteitsbeeld, plan: str) -> None:
    """The summary. A full-time week by the CAO is typed, and so said before what is calculated."""
    b, onder, hoog = s.blok("Het jaar in het kort"), s.blok(), Aanzien.UITKOMST
    standaard = next(veld.standaard for veld in JAREN.kolommen if veld.veld == "voltijd_h")
    cao = "Voltijd waar Jaren niets zegt, uren per week"
    onder.rij(cao, Maat.UREN, standaard, als="cao", hoe="CAO Gemeenten", aanzien=Aanzien.WERK)

    def stap(
        b: Blok, als: str, label: str, formule: str, uren_h: int | None, hoe: str, rol: Aanzien | None = None
    ) -> None:
        b.rij(label, Maat.UREN, F(formule, uren_h), als=als, hoe=hoe, aanzien=rol)

    productief, voltijd = formules.van_jaar("Productieve uren voltijd"), formules.van_jaar("Voltijd uren per week")
    gevraagd = "ROUND(SUMIFS(tblFormatie[Uren per week],tblFormatie[Telt mee],1),2)"
    formatie = f'IF(COUNTIFS(tblFormatie[Telt mee],1,tblFormatie[Taak],"?*")=0,"",{gevraagd})'
    hoe = f"wat {plan} vraagt: beleid en ondersteuning samen"
    stap(b, "formatie", "Formatie, uren per week", formatie, beeld.formatie_totaal_h, hoe)
    som, hoe = f"ROUND(SUM({TABEL}[Uren per week]),2)", f"wat de gemeenten volgens {plan} leveren, op 31 december"
    stap(b, "capaciteit", "Capaciteit, uren per week", som, beeld.capaciteit_h, hoe)
    tempo, hoe = formules.weekuren("{prognose}", "{productief}", "{voltijd}"), "prognose / productieve uren × voltijd"
    stap(b, "tempo", "Geleverd, omgerekend in uren per week", tempo, beeld.tempo_h, hoe)
    vacature = 'IF({formatie}="","",ROUND({formatie}-{capaciteit},2))'
    hoe = "formatie min capaciteit; onder nul is er meer dan gevraagd"
    stap(b, "vacature", "Vacature, uren per week", vacature, beeld.vacature_h, hoe, hoog)
    label, hoe = "Productieve uren per jaar, voltijd", "uit Jaren; leeg: er is niet te plannen"
    stap(b, "productief", label, formules.of_leeg(productief), beeld.productief_h, hoe)
    voltijd = f'IF({voltijd}="",{{cao}},{voltijd})'
    stap(b, "voltijd", "Voltijd, uren per week", voltijd, beeld.voltijd_h, "uit Jaren")
    gepland = f'IF({{productief}}="","",ROUND(SUM({TABEL}[Gepland uren]),2))'
    hoe = "capaciteit × productieve uren / voltijd, per gemeente"
    stap(onder, "gepland", "Gepland, uren in het jaar", gepland, beeld.gepland_h, hoe)
    geleverd, hoe = f"ROUND({_uren('Leverjaar],Jaar')},2)", "geldige urenregels van de maanden van het jaar"
    stap(onder, "geleverd", "Geleverd, uren tot nu toe", geleverd, beeld.geleverd_h, hoe)
    maanden = F(f"MAX({{nummer.{MAANDKOPPEN[0]}}}:{{nummer.{MAANDKOPPEN[-1]}}})", beeld.maanden)
    onder.rij("Maanden tot en met de laatste met uren", Maat.GEHEEL, maanden, als="maanden", hoe="zo ver is het jaar")
    prognose = f'IF({{maanden}}=0,"",ROUND(SUM({TABEL}[Prognose uren]),2))'
    stap(onder, "prognose", "Prognose, uren in het jaar", prognose, beeld.prognose_h, PROGNOSE, hoog)
    verschil = 'IF(OR({prognose}="",{gepland}=""),"",ROUND({prognose}-{gepland},2))'
    verschil_uren, hoe = verschil_h(beeld.prognose_h, beeld.gepland_h), "onder nul wordt er minder geleverd dan gepland"
    stap(onder, "verschil", "Prognose min gepland, uren", verschil, verschil_uren, hoe, hoog)
    meer, hoe = (
        f"ROUND(SUM({TABEL}[Te veel uren]),2)",
        "meer geleverd dan de productieve uren van de capaciteit, per gemeente",
    )
    stap(onder, "meer", "Te veel doorberekend, uren", meer, beeld.meer_h, hoe, hoog)
    effect = F(f"ROUND(SUM({TABEL}[Te veel €]),2)", beeld.effect_ct)
    hoe = "tegen het gemiddelde uurtarief van de gemeente, vóór vergoeding"
    onder.rij("Te veel doorberekend, in euro", Maat.EURO, effect, als="effect", hoe=hoe, aanzien=hoog)
    label, hoe = "Uren in een rol die niet in Lijsten staat", "tellen mee in het jaar, niet in de tabel per rol"
    onbekend = f"ROUND({_uren('Leverjaar],Jaar', 'Rol bekend],0')},2)"
    stap(onder, "rol_onbekend", label, onbekend, sum(beeld.rol_onbekend_h), hoe)
    label, hoe = "Uren waarvan de taak niet bekend is", "vul op Lijsten bij de rol de taak in"
    onbekend = f'ROUND(SUMIFS({ROLLEN}[Totaal uren],{ROLLEN}[Taak],"{_ONBEKEND}")+{{rol_onbekend}},2)'
    stap(onder, "taak_onbekend", label, onbekend, beeld.taak_h(None), hoe)


def _uren(*waar: str) -> str:
    """The hours of the lines of which columns hold something: ``_uren("Leverjaar],Jaar")``."""
    return f"SUMIFS(tblUren[Uren],{','.join(f'tblUren[{deel}' for deel in waar)})"


def _grafieken(s: Stapel) -> None:
    def van(kop: str) -> tuple[str, Callable[[], tuple[str, int, int, int, int]]]:
        return kop, kolom(s.blad, TABEL, f"{kop} uren")

    per_week = Grafiek(
        "Uren per week: gevraagd, toegezegd en geleverd",
        rijen(s.blad, "formatie", "tempo", labels=True),
        [("Uren per week", rijen(s.blad, "formatie", "tempo"))],
        breedte=470,
        hoogte=340,
        eenheid="uren per week",
    )
    per_jaar = Grafiek(
        "Uren per gemeente in het gekozen jaar: gepland, geleverd en prognose",
        kolom(s.blad, TABEL, "Gemeente"),
        [van("Gepland"), van("Geleverd"), van("Prognose")],
        breedte=900,
        hoogte=340,
        eenheid="uren",
    )
    s.grafiek(per_week, 18, (3, per_jaar))


def _gemeente() -> list[Tabelveld[Gemeentecapaciteit]]:
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, "INDEX(tblGemeenten[Naam],[@Nr])", breedte=40),
        werk("Code", Maat.TEKST, lambda r: r.code, "INDEX(tblGemeenten[Code],[@Nr])", breedte=16),
        volgnummer(),
    ]


def _per_gemeente() -> list[Tabelveld[Gemeentecapaciteit]]:
    capaciteit, kosten, uren = (
        f"INDEX({verrekening.TABEL}[{kop}],[@Nr])" for kop in ("Capaciteit uren per week", "Kosten €", "Uren")
    )
    gepland = formules.jaaruren("[@Uren per week]", "{productief}", "{voltijd}")
    geleverd = f"SUMIFS({MAANDTABEL}[Totaal uren],{MAANDTABEL}[Code],[@Code])"
    prognose = formules.prognose("[@Geleverd uren]", "{maanden}")
    verschil = 'IF(OR([@Prognose uren]="",[@Gepland uren]=""),"",ROUND([@Prognose uren]-[@Gepland uren],2))'
    te_veel = formules.te_veel_uren("[@Geleverd uren]", "[@Gepland uren]")
    effect = formules.effect("[@Te veel uren]", kosten, uren)
    return [
        *_gemeente(),
        werk("Uren per week", Maat.UREN, lambda r: r.per_week_h, capaciteit),
        werk("Gepland uren", Maat.UREN, lambda r: r.gepland_h, gepland),
        werk("Geleverd uren", Maat.UREN, lambda r: r.geleverd_h, geleverd),
        uitkomst("Prognose uren", Maat.UREN, lambda r: r.prognose_h, prognose),
        uitkomst("Prognose min gepland uren", Maat.UREN, lambda r: r.verschil_h, verschil),
        werk("Te veel uren", Maat.UREN, lambda r: r.meer_h, te_veel),
        werk("Te veel €", Maat.EURO, lambda r: r.effect_ct, effect, breedte=14),
    ]


def _per_taak(beeld: Capaciteitsbeeld) -> list[Tabelveld[Taak]]:
    vraag = beeld.formatie_h.get
    op_taak = "tblFormatie[Taak],[@Taak],tblFormatie[Telt mee],1"
    formatie = f'IF(COUNTIFS({op_taak})=0,"",ROUND(SUMIFS(tblFormatie[Uren per week],{op_taak}),2))'
    geleverd = f"ROUND(SUMIFS({ROLLEN}[Totaal uren],{ROLLEN}[Taak],[@Taak]),2)"
    prognose = formules.prognose("[@Geleverd uren]", "{maanden}")
    tempo = formules.weekuren("[@Prognose uren]", "{productief}", "{voltijd}")
    tekort = (
        'IF(OR([@Formatie uren per week]="",[@Geleverd uren per week]=""),"",'
        "ROUND([@Formatie uren per week]-[@Geleverd uren per week],2))"
    )
    return [
        werk("Taak", Maat.TEKST, lambda taak: taak, breedte=40),
        werk("Formatie uren per week", Maat.UREN, vraag, formatie, breedte=16),
        werk("Geleverd uren", Maat.UREN, beeld.taak_h, geleverd),
        werk("Prognose uren", Maat.UREN, beeld.taakprognose_h, prognose),
        werk("Geleverd uren per week", Maat.UREN, beeld.taaktempo_h, tempo),
        uitkomst(
            "Tekort uren per week", Maat.UREN, lambda taak: verschil_h(vraag(taak), beeld.taaktempo_h(taak)), tekort
        ),
    ]


def _per_rol(regeling: Regeling) -> list[Tabelveld[Rolcapaciteit]]:
    namen = [rol.rol for rol in regeling.rollen]
    taak = f'IF(INDEX(tblRollen[Taak],[@Nr])="","{_ONBEKEND}",INDEX(tblRollen[Taak],[@Nr]))'
    uren = "(tblUren[Rol]=[@Rol])*(tblUren[Leverjaar]=Jaar)*(tblUren[Maandeinde]={einde})*tblUren[Uren]"
    return [
        werk("Rol", Maat.TEKST, lambda r: r.rol, 'IF([@Nr]=0,"",INDEX(tblRollen[Rol],[@Nr]))', breedte=40),
        werk("Taak", Maat.TEKST, lambda r: r.taak or _ONBEKEND, f'IF([@Nr]=0,"{_ONBEKEND}",{taak})', breedte=16),
        werk("Nr", Maat.NR, lambda r: namen.index(r.rol) + 1 if r.rol in namen else 0),
        *_maanden(lambda r: r.maanden_h, f"SUMPRODUCT({uren})"),
    ]


def _per_maand() -> list[Tabelveld[Gemeentecapaciteit]]:
    uren = _uren("Code in jaar],[@Code]", "Leverjaar],Jaar", "Maandeinde],{einde}")
    return [*_gemeente(), *_maanden(lambda r: r.maanden_h, uren, totaal=True)]


def _maanden(maanden_h: Callable[[R], tuple[int, ...]], formule: str, *, totaal: bool = False) -> list[Tabelveld[R]]:
    """A column for each month, and one with their sum; ``{einde}`` in the formula is the last day of the month."""

    def maand(nummer: int, kop: str) -> Tabelveld[R]:
        uren = f"ROUND({formule.replace('{einde}', f'{{einde.{kop}}}')},2)"
        return werk(kop, Maat.UREN, lambda r: maanden_h(r)[nummer], uren, totaal=totaal)

    som = f"ROUND({'+'.join(f'[@{kop}]' for kop in MAANDKOPPEN)},2)"
    return [
        *(maand(nummer, kop) for nummer, kop in enumerate(MAANDKOPPEN)),
        uitkomst("Totaal uren", Maat.UREN, lambda r: sum(maanden_h(r)), som, breedte=13, totaal=totaal),
    ]


def _maandregel() -> Blok:
    """A row with a value above or below each month of a table."""
    return Blok(kolommen=MAANDKOPPEN, vanaf=3)


def _maandeinden(b: Blok, jaar: int) -> None:
    van = ["DATE(Jaar,1,1),0", *(f"{{einde.{kop}}},1" for kop in MAANDKOPPEN)]
    dagen = [date(jaar, nr, monthrange(jaar, nr)[1]) for nr in range(1, MAANDEN + 1)]
    einden = (F(f"EOMONTH({begin})", dag) for begin, dag in zip(van, dagen, strict=False))
    b.rij("Laatste dag van de maand", Maat.DATUM, *einden, als="einde")


def _maandnummers(b: Blok, beeld: Capaciteitsbeeld) -> None:
    """The number of each month in which hours were made."""
    nummers = (
        F(f"IF({{{MAANDTABEL} {kop}}}>0,MONTH({{einde.{kop}}}),0)", nummer if uren_h else 0)
        for nummer, (kop, uren_h) in enumerate(zip(MAANDKOPPEN, beeld.maanden_h, strict=True), start=1)
    )
    b.rij("Nummer van de maand, als er uren zijn", Maat.GEHEEL, *nummers, als="nummer")
