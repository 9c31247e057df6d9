"""The sheet Capaciteit: what was planned for the chosen year, what is delivered, and where the year is going."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from via_xl.basis.maat import Maat
from via_xl.regeling.model import Regeling, Taak
from via_xl.rekenen.capaciteit import MAANDEN, Capaciteitsbeeld, Gemeentecapaciteit, Rolcapaciteit, capaciteit
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.onderwerp import capaciteit as onderwerp
from via_xl.schrijven.onderwerp.capaciteit import MAANDKOPPEN, MAANDTABEL, ONBEKEND, PROGNOSE, ROLLEN
from via_xl.schrijven.taal import Blok, F, Namen, Tabelveld, Tabkleur, Wijze, begin_blad, uitkomst, werk
from via_xl.schrijven.taal.controleblad import Controle, controle

R = TypeVar("R")

BLAD = onderwerp.BLAD
TABEL, TAKEN = onderwerp.tabel(Wijze.LEVEND), onderwerp.taken(Wijze.LEVEND)
BLOK = Namen(BLAD)
"""The figures of the summary, for formulas on other sheets: ``BLOK.formatie``."""

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
    onderwerp.kort(s, beeld, stand.regio.passage("capaciteit"), Wijze.LEVEND)
    s.wit(2)
    onderwerp.grafieken(s, Wijze.LEVEND)
    s.nieuwe_pagina()
    s.wit()
    s.kopje("Per gemeente")
    s.tabel(TABEL, beeld.gemeenten, onderwerp.per_gemeente(Wijze.LEVEND), kophoogte=44)
    s.wit()
    s.uitleg(PROGNOSE)
    s.wit(2)
    s.kopje(f"Per taak ({stand.regio.passage('capaciteit')} zegt niet wie voor welke taak levert)")
    s.tabel(TAKEN, tuple(Taak), onderwerp.per_taak(beeld, Wijze.LEVEND), kophoogte=44)
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


def _per_rol(regeling: Regeling) -> list[Tabelveld[Rolcapaciteit]]:
    namen = [rol.rol for rol in regeling.rollen]
    taak = f'IF(INDEX(tblRollen[Taak],[@Nr])="","{ONBEKEND}",INDEX(tblRollen[Taak],[@Nr]))'
    uren = "(tblUren[Rol]=[@Rol])*(tblUren[Leverjaar]=Jaar)*(tblUren[Maandeinde]={einde})*tblUren[Uren]"
    return [
        werk("Rol", Maat.TEKST, lambda r: r.rol, 'IF([@Nr]=0,"",INDEX(tblRollen[Rol],[@Nr]))', breedte=40),
        werk("Taak", Maat.TEKST, lambda r: r.taak or ONBEKEND, f'IF([@Nr]=0,"{ONBEKEND}",{taak})', breedte=16),
        werk("Nr", Maat.NR, lambda r: namen.index(r.rol) + 1 if r.rol in namen else 0),
        *_maanden(lambda r: r.maanden_h, f"SUMPRODUCT({uren})"),
    ]


def _per_maand() -> list[Tabelveld[Gemeentecapaciteit]]:
    uren = onderwerp.uren("CBS code],[@Code]", "Leverjaar],Jaar", "Maandeinde],{einde}")
    return [*onderwerp.gemeente(Wijze.LEVEND), *_maanden(lambda r: r.maanden_h, uren, totaal=True)]


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
