"""The sheet Capaciteit: what was planned for the chosen year, what is delivered, and where the year is going.

A frozen book takes figures, columns and charts from here.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from via_xl.basis.geld import verschil
from via_xl.basis.maat import Maat, Ruw
from via_xl.basis.opsomming import en
from via_xl.regeling.model import Regeling, Taak
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.capaciteit import (
    MAANDEN,
    Capaciteitsbeeld,
    Gemeentecapaciteit,
    Rolcapaciteit,
    capaciteit,
)
from via_xl.rekenen.prognose import Prognosegeval
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import verrekening
from via_xl.schrijven.master.prognose import BLOK as PROGNOSEBLOK
from via_xl.schrijven.master.prognose import RAMING
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
    Wijze,
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
PER_GEMEENTE = {Wijze.LEVEND: "tblCapaciteitsbeeld", Wijze.BEVROREN: "tblLevering"}
PER_TAAK = {Wijze.LEVEND: "tblTaakuren", Wijze.BEVROREN: "tblTaken"}
TABEL, TAKEN = PER_GEMEENTE[Wijze.LEVEND], PER_TAAK[Wijze.LEVEND]
ROLLEN, MAANDTABEL = "tblRoluren", "tblMaanduren"
MAANDKOPPEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
PROGNOSE = "Prognose: wat geleverd is, en voor elke maand zonder uren de toegezegde capaciteit bij de verwachte inzet van Jaren."
_ONBEKEND = "niet bekend"
_BEVROREN = ("Gemeente", "Uren per week", "Gepland uren", "Geleverd uren", "Prognose uren", "Prognose min gepland uren")
"""The columns of a gemeente that a frozen sheet has: hours only."""
BLOK = Namen(BLAD)
"""The figures of the summary, for formulas on other sheets: ``BLOK.formatie``."""

_GEEN_ROL = Rolcapaciteit("", None, (0,) * MAANDEN)


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet: the block and charts, then tables per gemeente, taak and rol, and per month."""
    beeld = capaciteit(stand.regeling, stand.uitkomst, stand.prognose.verwacht_te_gaan_h)
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=f"{stand.naam} · Capaciteit",
        titel=F('="Capaciteit "&Jaar', f"Capaciteit {stand.jaar}"),
        uitleg=f"{stand.regio.zin('Wat {capaciteit}')} vraagt, wie wat levert, wat er geleverd is en waar het jaar op uitkomt. Uren van de maanden van het "
        "jaar, ook als ze in een ander jaar zijn afgerekend. De prognose is die van blad Prognose.",
        vlag=stand.vlag,
    )
    kort(s, beeld, stand.regio.passage("capaciteit"), Wijze.LEVEND)
    s.wit(2)
    grafieken(s, Wijze.LEVEND)
    s.nieuwe_pagina()
    s.wit()
    s.kopje("Per gemeente")
    s.tabel(TABEL, beeld.gemeenten, per_gemeente(Wijze.LEVEND), kophoogte=44)
    s.wit()
    s.uitleg(PROGNOSE)
    s.wit(2)
    s.kopje(f"Per taak ({stand.regio.passage('capaciteit')} zegt niet wie voor welke taak levert)")
    s.tabel(TAKEN, [(taak,) for taak in Taak], per_taak(beeld, Wijze.LEVEND), kophoogte=44)
    s.wit()
    s.uitleg(
        "Prognose: als het aandeel van de taak in de uren blijft zoals het is. Tekort: formatie min wat dan omgerekend per week "
        "geleverd wordt. Uren zonder taak staan bovenaan, apart."
    )
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


def _uren(*waar: str) -> str:
    """The hours of the lines of which columns hold something: ``_uren("Leverjaar],Jaar")``."""
    return f"SUMIFS(tblUren[Uren],{','.join(f'tblUren[{deel}' for deel in waar)})"


def _stap(
    b: Blok, als: str, label: str, inhoud: F | Ruw, hoe: str, maat: Maat = Maat.UREN, *, hoog: bool = False
) -> None:
    b.rij(label, maat, inhoud, als=als, hoe=hoe, aanzien=Aanzien.UITKOMST if hoog else None)


def _som(kop: str, wijze: Wijze) -> str:
    return f"ROUND(SUM({PER_GEMEENTE[wijze]}[{kop}]),2)"


def kort(s: Stapel, beeld: Capaciteitsbeeld, plan: str, wijze: Wijze) -> None:
    """The year in short. What is typed is said before what is calculated; ``plan`` is the passage that asks the capacity."""
    eerst = wijze.kies((), ("productief", "voltijd", "maanden"))
    b = s.blok("Het jaar in het kort", eerst=eerst)
    _per_week(b, beeld, plan, wijze)
    _in_het_jaar(b, beeld, wijze)
    if wijze is Wijze.LEVEND:
        _te_veel(b, beeld)
        taak = f'ROUND(SUMIFS({ROLLEN}[Totaal uren],{ROLLEN}[Taak],"{_ONBEKEND}")+{{rol_onbekend}},2)'
        hoe = "vul op Lijsten bij de rol de taak in"
        _stap(b, "taak_onbekend", "Uren waarvan de taak niet bekend is", F(taak, beeld.taak_h(None)), hoe)


def _per_week(b: Blok, beeld: Capaciteitsbeeld, plan: str, wijze: Wijze) -> None:
    kies = wijze.kies
    gevraagd = f"{PER_TAAK[wijze]}[Formatie uren per week]"
    formatie = kies(
        'IF(COUNTIFS(tblFormatie[Telt mee],1,tblFormatie[Taak],"?*")=0,"",'
        "ROUND(SUMIFS(tblFormatie[Uren per week],tblFormatie[Telt mee],1),2))",
        f'IF(COUNTIFS({gevraagd},">=0")=0,"",ROUND(SUM({gevraagd}),2))',
    )
    hoe = f"wat {plan} vraagt: beleid en ondersteuning samen"
    _stap(b, "formatie", "Formatie, uren per week", F(formatie, beeld.formatie_totaal_h), hoe)
    hoe = f"wat de gemeenten volgens {plan} leveren{kies(', op 31 december', '')}"
    _stap(b, "capaciteit", "Capaciteit, uren per week", F(_som("Uren per week", wijze), beeld.capaciteit_h), hoe)
    tempo = F(formules.weekuren("{prognose}", "{productief}", "{voltijd}"), beeld.tempo_h)
    _stap(b, "tempo", "Geleverd, omgerekend in uren per week", tempo, "prognose / productieve uren × voltijd")
    vacature = F('IF({formatie}="","",ROUND({formatie}-{capaciteit},2))', beeld.vacature_h)
    hoe = f"formatie min capaciteit{kies('; onder nul is er meer dan gevraagd', '')}"
    _stap(b, "vacature", "Vacature, uren per week", vacature, hoe, hoog=True)
    productief = wijze.cel(beeld.productief_h, PROGNOSEBLOK.productief)
    hoe = f"uit Jaren{kies('; leeg: er is niet te plannen', '')}"
    _stap(b, "productief", "Productieve uren per jaar, voltijd", productief, hoe)
    _stap(b, "voltijd", "Voltijd, uren per week", wijze.cel(beeld.voltijd_h, PROGNOSEBLOK.voltijd_h), "uit Jaren")


def _in_het_jaar(b: Blok, beeld: Capaciteitsbeeld, wijze: Wijze) -> None:
    kies = wijze.kies
    gepland = F(f'IF({{productief}}="","",{_som("Gepland uren", wijze)})', beeld.gepland_h)
    hoe = f"capaciteit × productieve uren / voltijd{kies(', per gemeente', '')}"
    _stap(b, "gepland", "Gepland, uren in het jaar", gepland, hoe)
    geleverd = F(kies(f"ROUND({_uren('Leverjaar],Jaar')},2)", _som("Geleverd uren", wijze)), beeld.geleverd_h)
    hoe = kies("geldige urenregels van de maanden van het jaar", "van de maanden van het jaar, waar ook afgerekend")
    _stap(b, "geleverd", "Geleverd, uren tot nu toe", geleverd, hoe)
    maanden = wijze.cel(beeld.maanden, f"MAX({{nummer.{MAANDKOPPEN[0]}}}:{{nummer.{MAANDKOPPEN[-1]}}})")
    _stap(b, "maanden", "Maanden tot en met de laatste met uren", maanden, "zo ver is het jaar", Maat.GEHEEL)
    prognose = F(f'IF({{productief}}="","",{_som("Prognose uren", wijze)})', beeld.prognose_h)
    hoe = kies("geleverd, en wat nog verwacht wordt", PROGNOSE)
    _stap(b, "prognose", "Prognose, uren in het jaar", prognose, hoe, hoog=True)
    min_gepland = F(
        formules.verschil_beide("{prognose}", "{gepland}"),
        verschil(beeld.prognose_h, beeld.gepland_h),
    )
    hoe = "onder nul wordt er minder geleverd dan gepland"
    _stap(b, "verschil", "Prognose min gepland, uren", min_gepland, hoe, hoog=True)


def _te_veel(b: Blok, beeld: Capaciteitsbeeld) -> None:
    """What is not for a frozen sheet: it says what an hour costs, or where the hour lines are to be put right."""
    meer = F(_som("Te veel uren", Wijze.LEVEND), beeld.meer_h)
    hoe = "meer geleverd dan de productieve uren van de capaciteit, per gemeente"
    _stap(b, "meer", "Te veel doorberekend, uren", meer, hoe, hoog=True)
    effect = F(_som("Te veel €", Wijze.LEVEND), beeld.effect_ct)
    hoe = "tegen het gemiddelde uurtarief van de gemeente, vóór vergoeding"
    _stap(b, "effect", "Te veel doorberekend, in euro", effect, hoe, Maat.EURO, hoog=True)
    rol = F(f"ROUND({_uren('Leverjaar],Jaar', 'Rol bekend],0')},2)", sum(beeld.rol_onbekend_h))
    hoe = "tellen mee in het jaar, niet in de tabel per rol"
    _stap(b, "rol_onbekend", "Uren in een rol die niet in Lijsten staat", rol, hoe)


def grafieken(s: Stapel, wijze: Wijze) -> None:
    """The charts of the year and of its gemeenten, beside each other; a frozen sheet has only one year."""
    kies = wijze.kies
    per_week = Grafiek(
        f"Uren per week: gevraagd, toegezegd{kies(' en', ',')} geleverd",
        rijen(s.blad, "formatie", "tempo", labels=True),
        [("Uren per week", rijen(s.blad, "formatie", "tempo"))],
        breedte=kies(470, 400),
        hoogte=kies(340, 320),
        eenheid="uren per week",
    )
    per_jaar = Grafiek(
        f"Uren per gemeente{kies(' in het gekozen jaar', '')}: gepland, geleverd en prognose",
        kolom(s.blad, PER_GEMEENTE[wijze], "Gemeente"),
        [(wat, kolom(s.blad, PER_GEMEENTE[wijze], f"{wat} uren")) for wat in ("Gepland", "Geleverd", "Prognose")],
        breedte=kies(900, 560),
        hoogte=kies(340, 320),
        eenheid="uren",
    )
    s.grafiek(per_week, 18, (kies(3, 2), per_jaar))


def _gemeente(wijze: Wijze) -> list[Tabelveld[Gemeentecapaciteit]]:
    """The columns that say of which gemeente a row is."""
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, wijze.kies("INDEX(tblGemeenten[Naam],[@Nr])", ""), breedte=40),
        werk("Code", Maat.TEKST, lambda r: r.code, "INDEX(tblGemeenten[Code],[@Nr])", breedte=16),
        volgnummer(),
    ]


def per_gemeente(wijze: Wijze) -> list[Tabelveld[Gemeentecapaciteit]]:
    """The columns per gemeente."""
    capaciteit, kosten, afgerekend = (
        f"INDEX({verrekening.TABEL}[{kop}],[@Nr])" for kop in ("Capaciteit uren per week", g.URENKOSTEN.kop, "Uren")
    )
    gepland = formules.jaaruren("[@Uren per week]", "{productief}", "{voltijd}")
    geleverd = f"SUMIFS({MAANDTABEL}[Totaal uren],{MAANDTABEL}[Code],[@Code])"
    te_gaan = PROGNOSEBLOK[f"{RAMING} Uren {Prognosegeval.VERWACHT}"]
    prognose = f'IF({{productief}}="","",{formules.samen("[@Geleverd uren]", f"INDEX({te_gaan},[@Nr])")})'
    te_veel = formules.te_veel_uren("[@Geleverd uren]", "[@Gepland uren]")
    effect = formules.effect("[@Te veel uren]", kosten, afgerekend)
    min_gepland = formules.verschil_beide("[@Prognose uren]", "[@Gepland uren]")
    velden: list[Tabelveld[Gemeentecapaciteit]] = [
        *_gemeente(wijze),
        wijze.elders("Uren per week", Maat.UREN, lambda r: r.per_week_h, capaciteit),
        werk("Gepland uren", Maat.UREN, lambda r: r.gepland_h, gepland),
        wijze.elders("Geleverd uren", Maat.UREN, lambda r: r.geleverd_h, geleverd),
        wijze.elders("Prognose uren", Maat.UREN, lambda r: r.prognose_h, prognose),
        uitkomst("Prognose min gepland uren", Maat.UREN, lambda r: r.verschil_h, min_gepland),
        werk("Te veel uren", Maat.UREN, lambda r: r.meer_h, te_veel),
        werk("Te veel €", Maat.EURO, lambda r: r.effect_ct, effect, breedte=14),
    ]
    return wijze.kies(velden, [veld for veld in velden if veld.kop in _BEVROREN])


def per_taak(beeld: Capaciteitsbeeld, wijze: Wijze) -> list[Tabelveld[tuple[Taak | None, ...]]]:
    """The columns per taak, or per taken that are shown together; None is a taak that isn't known."""
    op_taak = "tblFormatie[Taak],[@Taak],tblFormatie[Telt mee],1"
    formatie = f'IF(COUNTIFS({op_taak})=0,"",ROUND(SUMIFS(tblFormatie[Uren per week],{op_taak}),2))'
    geleverd = f"ROUND(SUMIFS({ROLLEN}[Totaal uren],{ROLLEN}[Taak],[@Taak]),2)"
    prognose = formules.naar_rato("[@Geleverd uren]", "{geleverd}", "{prognose}")
    tempo = formules.weekuren("[@Prognose uren]", "{productief}", "{voltijd}")
    tekort = formules.verschil_beide("[@Formatie uren per week]", "[@Geleverd uren per week]")

    def tekort_h(taken: tuple[Taak | None, ...]) -> int | None:
        return verschil(beeld.taakformatie_h(*taken), beeld.taaktempo_h(*taken))

    return [
        werk("Taak", Maat.TEKST, lambda taken: en(taak or _ONBEKEND for taak in taken), breedte=40),
        wijze.elders(
            "Formatie uren per week", Maat.UREN, lambda taken: beeld.taakformatie_h(*taken), formatie, breedte=16
        ),
        wijze.elders("Geleverd uren", Maat.UREN, lambda taken: beeld.taak_h(*taken), geleverd),
        werk("Prognose uren", Maat.UREN, lambda taken: beeld.taakprognose_h(*taken), prognose),
        werk("Geleverd uren per week", Maat.UREN, lambda taken: beeld.taaktempo_h(*taken), tempo),
        uitkomst("Tekort uren per week", Maat.UREN, tekort_h, tekort),
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
    return [*_gemeente(Wijze.LEVEND), *_maanden(lambda r: r.maanden_h, uren, totaal=True)]


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
