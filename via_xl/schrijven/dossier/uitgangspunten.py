"""The sheet Uitgangspunten: what is wrong or open in the document of the region, the reading chosen, and its effect where it is known.

An effect is only there when the engine calculates it, or a formula on this sheet does; the rest says why there is none.
"""

from __future__ import annotations

from msgspec import Struct

from via_xl.basis.geld import euro_nl, procent_nl, uren_nl, verschil
from via_xl.basis.maat import Maat
from via_xl.regeling.model import Openpunt, Verdeelsleutel
from via_xl.rekenen.lezingen import grootste_verschil_ct, lezinguitkomsten
from via_xl.rekenen.plan import Planregel, plan
from via_xl.rekenen.verrekening import GemeenteUitkomst
from via_xl.schrijven import formules, register
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier import bedragen
from via_xl.schrijven.dossier.opbouw import KOPHOOGTE, begin
from via_xl.schrijven.dossier.stof import Dossierstof
from via_xl.schrijven.taal import Tabelveld, invoer, uitkomst, volgnummer, werk

BLAD = "Uitgangspunten"
SLEUTELS, GEDRUKT = "tblSleutels", "tblGedrukt"
_BIJDRAGE = f"INDEX({bedragen.TABEL}[Bijdrage €],MATCH([@Gemeente],{bedragen.TABEL}[Gemeente],0))"


class Punt(Struct, frozen=True):
    """An item of the register: the passage, what is the matter, the readings, the one chosen, and the effect."""

    passage: str
    wat: str
    lezingen: str
    gekozen: str
    effect: str


def punten(stof: Dossierstof) -> list[Punt]:
    """The register, with what this year chose."""
    jaar, uit = stof.regeling.jaar(stof.jaar), stof.uitkomst
    gedrukt = [rij for rij in stof.regeling.begroting if rij.jaar == stof.jaar]
    som = sum(rij.percentage_bp or 0 for rij in gedrukt)
    per_week = sum(rij.capaciteit_h for rij in uit.gemeenten)
    laat = [rij for rij in stof.uitkomst.regels if rij.regel.maand.year != stof.jaar]
    laat_h = sum(rij.regel.uren_h for rij in laat)
    lezingen = lezinguitkomsten(stof.regeling, uit)

    gekozen = {
        Openpunt.GEDRUKT: "exact, naar de inwoners van het peiljaar",
        Openpunt.SLEUTEL: str(uit.verdeelsleutel),
        Openpunt.EENHEID: "uren per week",
        Openpunt.MEERKOSTEN: str(jaar.meerkosten_drager),
        Openpunt.KARAKTER: str(jaar.bijdrage_karakter),
        Openpunt.SCHAAL: "zie blad Tarieven",
        Openpunt.CAO: "tarief van de laatste dag van de maand",
        Openpunt.VIER_OGEN: "twee akkoorden; zie blad Ondertekening",
        Openpunt.EIGEN_UREN: "niet over eigen uren beslissen",
        Openpunt.PEILJAAR: f"peiljaar {uit.peiljaar}",
        Openpunt.PRODUCTIEF: "alle uren tellen mee; meer is een waarschuwing",
        Openpunt.BTW: f"{jaar.btw_positie}",
        Openpunt.TE_LAAT: f"afrekenjaar per urenregel, POK van het {jaar.pok_jaar}",
        Openpunt.VOORSTEL: f"toets per {uit.toets}",
    }
    ook = {
        Openpunt.GEDRUKT: f" De gedrukte percentages van dit jaar tellen op tot {procent_nl(som)}.",
        Openpunt.EENHEID: f" In de gegevens: {uren_nl(per_week)}.",
        Openpunt.TE_LAAT: f" In {stof.jaar} telt {uren_nl(laat_h)} uur mee.",
    }

    def effect(punt: Openpunt) -> str:
        if punt is Openpunt.VOORSTEL:
            boven_ct = sum(rij.boven_begroot_ct for rij in uit.gemeenten)
            return f"boven hun begrote bijdrage dragen {len(uit.boven_begroot)} gemeenten samen {euro_nl(boven_ct)}"
        if punt not in register.KIES:
            return "geen: elke lezing geeft elke gemeente dezelfde bedragen"
        hoogstens = f"hoogstens {euro_nl(grootste_verschil_ct(lezingen, register.KIES[punt]))} voor één gemeente"
        grens = f"te verdelen boven de grens: blad Bedragen, {bedragen.plaats(uit, 'boven')}"
        return {
            Openpunt.GEDRUKT: "zie tabel Gedrukt en exact, hieronder",
            Openpunt.SLEUTEL: "zie tabel Vier sleutels, hieronder",
            Openpunt.MEERKOSTEN: f"{grens}; bij een andere drager {hoogstens}",
            Openpunt.KARAKTER: "zie tabel Gedrukt en exact, kolom Vast min werkelijk €",
            Openpunt.PEILJAAR: f"bij het laatste peiljaar {hoogstens}",
            Openpunt.PRODUCTIEF: f"{register.ALS[Openpunt.PRODUCTIEF]}: {hoogstens}; zie blad Capaciteit, kolom Effect €",
        }.get(punt) or f"{register.ALS[punt]}: {hoogstens}"

    return [
        Punt(rij.passage, f"{rij.wat}{ook.get(rij.punt, '')}", rij.lezingen, keuze, effect(rij.punt))
        for rij, keuze in register.van_regio(stof.regeling, gekozen)
    ]


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet: the register, then the two tables of effects."""
    s = begin(
        boek,
        stof,
        BLAD,
        f"Wat in {stof.regeling.regio.het_document} niet klopt of open is, welke lezing is gekozen, en wat dat uitmaakt. Berekend, nooit getypt. "
        "Per gemeente en lezing: blad Uitgangspunten van de master.",
    )
    s.breed(dict(enumerate((22, 19, 38, 34, 30, 34, 22))))
    s.tabel("tblUitgangspunten", punten(stof), _register(), kophoogte=KOPHOOGTE, doorlopend=True)
    s.wit(2)
    s.nieuwe_pagina()
    s.kopje(f"Vier sleutels: de bijdrage {stof.jaar} per gemeente (rekenkern)")
    s.tabel(SLEUTELS, stof.uitkomst.gemeenten, _sleutels(stof), kophoogte=KOPHOOGTE, doorlopend=True)
    s.wit(2)
    s.kopje(f"Gedrukt en exact: de begrote bijdrage {stof.jaar} van {stof.regeling.regio.passage('tabel')}")
    begroot = [regel for regel in plan(stof.regeling) if regel.jaar == stof.jaar]
    s.tabel(GEDRUKT, begroot, _gedrukt(stof), kophoogte=KOPHOOGTE, doorlopend=True)


def _register() -> list[Tabelveld[Punt]]:
    tekst = Maat.ALINEA
    return [
        volgnummer(),
        werk("Passage", tekst, lambda p: p.passage),
        werk("Wat er is", tekst, lambda p: p.wat),
        werk("Lezingen", tekst, lambda p: p.lezingen),
        werk("Gekozen", tekst, lambda p: p.gekozen),
        werk("Effect", tekst, lambda p: p.effect),
    ]


def _sleutels(stof: Dossierstof) -> list[Tabelveld[GemeenteUitkomst]]:
    """The bijdrage of each gemeente by each of the four keys."""

    def naar(sleutel: Verdeelsleutel) -> Tabelveld[GemeenteUitkomst]:
        bedragen_ct = stof.per_sleutel.get(sleutel)
        return invoer(
            f"Naar {sleutel} €",
            Maat.EURO,
            lambda r: "niet te berekenen" if bedragen_ct is None else bedragen_ct[r.code],
        )

    def grootste_ct(r: GemeenteUitkomst) -> int:
        alle = [per[r.code] for per in stof.per_sleutel.values() if per is not None]
        return max(alle) - min(alle)

    koppen = ",".join(f"[@Naar {sleutel} €]" for sleutel in Verdeelsleutel)
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam),
        werk("Gekozen €", Maat.EURO, lambda r: r.bijdrage_ct, _BIJDRAGE),
        *(naar(sleutel) for sleutel in Verdeelsleutel),
        uitkomst("Hoogste min laagste €", Maat.EURO, grootste_ct, f"ROUND(MAX({koppen})-MIN({koppen}),2)"),
    ]


def _gedrukt(stof: Dossierstof) -> list[Tabelveld[Planregel]]:
    """The printed amounts beside the exact share of the plan, and beside the settlement."""
    naam = {g.code: g.naam for g in stof.regeling.gemeenten}
    percentage = {r.code: r.percentage_bp for r in stof.regeling.begroting if r.jaar == stof.jaar}
    werkelijk = {r.code: r.bijdrage_ct for r in stof.uitkomst.gemeenten}
    min_exact = formules.verschil_beide("[@Gedrukt €]", "[@Exact €]")
    min_werkelijk = f'IF([@Gedrukt €]="","",ROUND([@Gedrukt €]-{_BIJDRAGE},2))'
    return [
        werk("Gemeente", Maat.TEKST, lambda r: naam[r.code]),
        invoer("Gedrukt %", Maat.PROCENT, lambda r: percentage.get(r.code)),
        invoer("Berekend %", Maat.PROCENT, lambda r: r.percentage_bp),
        invoer("Gedrukt €", Maat.EURO, lambda r: r.gedrukt_ct),
        invoer("Exact €", Maat.EURO, lambda r: r.exact_ct),
        uitkomst("Gedrukt min exact €", Maat.EURO, lambda r: verschil(r.gedrukt_ct, r.exact_ct), min_exact),
        uitkomst("Vast min werkelijk €", Maat.EURO, lambda r: verschil(r.gedrukt_ct, werkelijk[r.code]), min_werkelijk),
    ]
