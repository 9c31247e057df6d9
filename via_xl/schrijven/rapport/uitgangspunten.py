"""The sheet Uitgangspunten: what is wrong or open in the document of the region, the reading in force, and what each other one costs.

Someone in a meeting sees per gemeente what a choice costs; how each amount comes about stands on the sheet Lezingen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from via_xl.basis.maat import Maat, Ruw
from via_xl.regeling.model import Openpunt, PokJaar
from via_xl.rekenen.kostenlezingen import Kostenlezing
from via_xl.rekenen.lezingen import (
    LEZINGEN,
    Lezing,
    Lezinguitkomst,
    grootste_verschil_ct,
    lezinguitkomsten,
    verschil_ct,
)
from via_xl.rekenen.verrekening import GemeenteUitkomst
from via_xl.schrijven import formules, register
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK, TABEL
from via_xl.schrijven.rapport.lezingen import LEZINGTABEL, STAPPEN, Lezingwaarden, wie
from via_xl.schrijven.taal import (
    F,
    Grafiek,
    Stapel,
    Tabelveld,
    Tabkleur,
    Vak,
    begin_blad,
    geteld,
    kolom,
    uitkomst,
    werk,
)
from via_xl.schrijven.taal.controleblad import Controle, controle

BLAD = "Uitgangspunten"
NIET = "niet te berekenen"
_VERSCHILTITEL = "Verschil in saldo met de gekozen lezing: boven nul betaalt de gemeente meer, of ontvangt zij minder"


class Lezingengroep(Struct, frozen=True):
    """Readings that are shown together, with the names of their two tables."""

    effecten: str
    verschillen: str
    titel: str
    lezingen: tuple[Lezing, ...]
    grafiek: bool = False


_KOSTEN = tuple(lezing for lezing in LEZINGEN if lezing.kosten is not Kostenlezing.NU or lezing.pok_jaar or lezing.btw)
_VERDELEN = tuple(lezing for lezing in LEZINGEN if lezing not in _KOSTEN)
GROEPEN = (
    Lezingengroep("tblEffecten", "tblVerschillen", " onder elke lezing van de verdeling", _VERDELEN, grafiek=True),
    Lezingengroep("tblKosteneffect", "tblKostenverschil", " onder elke lezing van kosten, POK en btw", _KOSTEN),
)
_NU = f"INDEX({GROEPEN[0].effecten}[In werking €],[@Nr])"


class _Punt(Struct, frozen=True):
    """An item of the register: the passage, what is the matter, the readings, the one in force, and the effect.

    ``effect`` is an amount in euros; ``uitleg`` says what of, or why there is none.
    """

    passage: str
    wat: str
    lezingen: str
    gekozen: str | F
    uitleg: str
    effect: F | None = None


def zet(boek: Boek, stand: Stand, waarden: Lezingwaarden) -> None:
    """Add the sheet: the register, and for every reading the amount per gemeente and the difference, with a chart."""
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=f"{stand.naam} · Uitgangspunten",
        titel=F('="Uitgangspunten "&Jaar', f"Uitgangspunten {stand.jaar}"),
        uitleg=f"Wat in {stand.regio.het_document} niet klopt of open is, welke lezing is gekozen, en wat elke andere kost. Alles is berekend.",
        vlag=stand.vlag,
    )
    _register(s, _punten(stand, waarden))
    s.wit(2)
    for groep in GROEPEN:
        s.nieuwe_pagina()
        _groep(s, stand.jaar, waarden, groep)
        s.wit(2)
        if groep.grafiek:
            s.nieuwe_pagina()
            s.wit()
            s.grafiek(_grafiek(s, groep), 23)
    s.blad.bevroren, s.blad.paginas = (3, 1), (1, 0)


def _groep(s: Stapel, jaar: int, waarden: Lezingwaarden, groep: Lezingengroep) -> None:
    """The two tables of a group of readings; above their columns the numbers to which their formulas refer."""
    titel = F(f'="Bijdrage "&Jaar&" per gemeente{groep.titel}"', f"Bijdrage {jaar} per gemeente{groep.titel}")
    s.vakken({0: Vak(titel, opmaak="kopje")})
    nummers = [Vak(lezing.nr, Maat.GEHEEL, als=_nummer(lezing)) for lezing in groep.lezingen]
    s.vakken({0: Vak("Nummer van de lezing", opmaak="uitleg"), **dict(enumerate(nummers, start=len(wie())))})
    s.tabel(groep.effecten, waarden.rijen, _effecten(waarden, groep), kophoogte=44)
    s.wit(2)
    s.kopje(_VERSCHILTITEL)
    s.tabel(groep.verschillen, waarden.rijen, _verschillen(waarden, groep), kophoogte=44)


def controles(stand: Stand) -> list[Controle]:
    """The checks on Controles: the reading in force has an outcome, and gives what Verrekening gives, for each gemeente.

    It has none where an input is missing that Verrekening does without, such as a rate of btw.
    """
    effecten = GROEPEN[0].effecten
    in_werking = f"{effecten}[{_kop(LEZINGEN[0])}]"
    zonder = 0 if lezinguitkomsten(stand.regeling, stand.uitkomst)[0].te_berekenen else len(stand.uitkomst.gemeenten)
    return [
        controle(
            f"Uitgangspunten, gekozen lezing: gemeenten waarvoor zij {NIET} is",
            verwacht=0,
            gevonden=f'COUNTIFS({in_werking},"{NIET}")',
            waarde=zonder,
            waar=f"{BLAD}; vul aan wat ontbreekt: btw tarief, begroot bedrag of inwoners",
            let_op=True,
        ),
        controle(
            "Uitgangspunten, gekozen lezing: gemeenten met een andere bijdrage dan op Verrekening",
            verwacht=0,
            gevonden=f'SUMPRODUCT(({in_werking}<>"{NIET}")*({in_werking}<>{TABEL}[Bijdrage €])*({effecten}[Nr]>0))',
            waarde=0 if stand.uitkomst.gemeenten else 1,
            waar=BLAD,
        ),
    ]


def _kop(lezing: Lezing) -> str:
    return f"{lezing.naam} €"


def _nummer(lezing: Lezing) -> str:
    """The name of the cell with the number of a reading."""
    return f"lezing {lezing.nr}"


# The register


def _grootste(w: Lezingwaarden, punt: Openpunt) -> F:
    kies = register.KIES[punt]
    kolommen = [f"{g.verschillen}[{_kop(lezing)}]" for g in GROEPEN for lezing in g.lezingen if kies(lezing)]
    uitersten = ",".join(f"MAX({kolom}),-MIN({kolom})" for kolom in kolommen)
    return F(f"MAX(0,{uitersten})", grootste_verschil_ct(w.lezingen, kies))


_VERSCHIL = "grootste verschil voor één gemeente; per gemeente: tabel hieronder"
_BOVEN = (
    "wat de gemeenten samen boven hun begrote bijdrage dragen: getoetst per gemeente is daarvoor een voorstel nodig; per gemeente: "
    "Verrekening, kolom Boven begroot €"
)
_GEEN_BEDRAG = "geen: het gaat over wie beslist, en elke lezing geeft elke gemeente dezelfde bedragen"


def _punten(stand: Stand, w: Lezingwaarden) -> Iterator[_Punt]:
    """The points of the region, each with the reading in force and, where it changes an amount, its effect."""
    pok_jaar = formules.van_jaar("POK van late uren")
    pok_jaar = f'IF({pok_jaar}="","{PokJaar.LEVERJAAR}",{pok_jaar})'
    in_werking: dict[Openpunt, str | F] = {
        Openpunt.GEDRUKT: "exact (grootste rest)",
        Openpunt.SLEUTEL: F(BLOK.sleutel),
        Openpunt.EENHEID: "uren per week, van de leveranciers",
        Openpunt.MEERKOSTEN: F(BLOK.drager),
        Openpunt.KARAKTER: F(BLOK.karakter),
        Openpunt.SCHAAL: "blad Tarieven",
        Openpunt.CAO: "laatste dag van de maand",
        Openpunt.VIER_OGEN: "twee akkoorden",
        Openpunt.EIGEN_UREN: "niet over eigen uren",
        Openpunt.PEILJAAR: F(f'"peiljaar "&{BLOK.peiljaar}', f"peiljaar {stand.uitkomst.peiljaar}"),
        Openpunt.PRODUCTIEF: "alle uren, met waarschuwing",
        Openpunt.BTW: F(BLOK.btw_positie),
        Openpunt.TE_LAAT: F(f'"POK van het "&{pok_jaar}', f"POK van het {stand.regeling.jaar(stand.jaar).pok_jaar}"),
        Openpunt.VOORSTEL: F(f'"toets per "&{BLOK.toets}', f"toets per {stand.uitkomst.toets}"),
    }
    ook = {Openpunt.EENHEID: ", naar verhouding", Openpunt.PRODUCTIEF: " (blad Capaciteit)"}
    for rij, gekozen in register.van_regio(stand.regeling, in_werking):
        als = f"{register.ALS[rij.punt]}{ook.get(rij.punt, '')}; " if rij.punt in register.ALS else ""
        effect = _grootste(w, rij.punt) if rij.punt in register.KIES else None
        uitleg = f"{als}{_VERSCHIL}" if effect else _GEEN_BEDRAG
        if rij.punt is Openpunt.VOORSTEL:
            boven_ct = sum(r.boven_begroot_ct for r in stand.uitkomst.gemeenten)
            effect, uitleg = F(BLOK[f"{TABEL} Boven begroot €"], boven_ct), _BOVEN
        yield _Punt(rij.passage, rij.wat, rij.lezingen, gekozen, uitleg, effect)


def _register(s: Stapel, punten: Iterator[_Punt]) -> None:
    """The register, of which the wide texts run over the columns of the tables below."""
    koppen = {0: ("Passage", 0), 1: ("Wat er is", 4), 5: ("Lezingen", 7), 8: ("In werking", 9)}
    koppen |= {10: ("Effect €", 0), 11: ("Van wat", 13)}
    s.vakken({kol: Vak(tekst, opmaak="kop", tot=tot) for kol, (tekst, tot) in koppen.items()})
    for punt in punten:
        tekst = Maat.ALINEA
        vakken = {
            0: Vak(punt.passage, tekst),
            1: Vak(punt.wat, tekst, tot=4),
            5: Vak(punt.lezingen, tekst, tot=7),
            8: Vak(punt.gekozen, tekst, tot=9),
            10: Vak(punt.effect, Maat.EURO, "uitkomst.euro" if punt.effect else ""),
            11: Vak(punt.uitleg, tekst, tot=13),
        }
        gekozen = "" if isinstance(punt.gekozen, F) else punt.gekozen
        lang = ((punt.passage, 26), (punt.wat, 44), (punt.lezingen, 38), (gekozen, 25), (punt.uitleg, 38))
        s.vakken(vakken, hoogte=geteld(*lang))


# The amounts per gemeente and reading


def _per_lezing(
    w: Lezingwaarden,
    groep: Lezingengroep,
    waarde: Callable[[Lezinguitkomst, GemeenteUitkomst], Ruw],
    formule: Callable[[Lezing], str],
) -> list[Tabelveld[GemeenteUitkomst]]:
    """The columns of a table with one for each reading of the group, totalled."""

    def veld(uit: Lezinguitkomst) -> Tabelveld[GemeenteUitkomst]:
        rol, lezing = uitkomst if uit.lezing.nr == 1 else werk, uit.lezing
        return rol(_kop(lezing), Maat.EURO, lambda r: waarde(uit, r), formule(lezing), breedte=14, totaal=True)

    return [*wie(), *(veld(uit) for uit in w.lezingen if uit.lezing in groep.lezingen)]


def _effecten(w: Lezingwaarden, groep: Lezingengroep) -> list[Tabelveld[GemeenteUitkomst]]:
    def formule(lezing: Lezing) -> str:
        kan = f"SUMIFS({LEZINGTABEL}[Te berekenen],{LEZINGTABEL}[Nr],{{{_nummer(lezing)}}})"
        bijdrage = f"SUMIFS({STAPPEN}[Bijdrage €],{STAPPEN}[Nr],[@Nr],{STAPPEN}[Lezing],{{{_nummer(lezing)}}})"
        return f'IF({kan}=0,"{NIET}",{bijdrage})'

    def bijdrage(uit: Lezinguitkomst, rij: GemeenteUitkomst) -> Ruw:
        bedrag_ct = uit.bijdrage_ct(rij)
        return NIET if bedrag_ct is None else bedrag_ct

    return _per_lezing(w, groep, bijdrage, formule)


def _verschillen(w: Lezingwaarden, groep: Lezingengroep) -> list[Tabelveld[GemeenteUitkomst]]:
    def formule(lezing: Lezing) -> str:
        dan = f"INDEX({groep.effecten}[{_kop(lezing)}],[@Nr])"
        saldo = f"SUMIFS({STAPPEN}[Saldo €],{STAPPEN}[Nr],[@Nr],{STAPPEN}[Lezing],{{{_nummer(lezing)}}})"
        return f'IF(OR({dan}="{NIET}",{_NU}="{NIET}"),"",ROUND({saldo}-INDEX({TABEL}[Saldo €],[@Nr]),2))'

    return _per_lezing(w, groep, lambda uit, rij: verschil_ct(uit, w.lezingen[0], rij), formule)


def _grafiek(s: Stapel, groep: Lezingengroep) -> Grafiek:
    reeksen = [(lezing.naam, kolom(s.blad, groep.effecten, _kop(lezing))) for lezing in LEZINGEN if lezing.sleutel]
    return Grafiek(
        "Bijdrage per gemeente naar elke verdeelsleutel, in het gekozen jaar",
        kolom(s.blad, groep.effecten, "Gemeente"),
        reeksen,
        breedte=1240,
        hoogte=420,
        vanaf_nul=False,
    )
