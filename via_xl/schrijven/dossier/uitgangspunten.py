"""The sheet Uitgangspunten: what is wrong or open in the koersplan, the reading chosen, and its effect where it is known.

An effect is only there when the engine calculates it, or a formula on this sheet does; the rest says why there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

from via_xl.basis.geld import euro, euro_nl, fractie, procent_nl, uren_nl
from via_xl.regeling.model import Verdeelsleutel
from via_xl.rekenen.lezingen import grootste_verschil_ct, lezinguitkomsten
from via_xl.rekenen.plan import plan
from via_xl.schrijven import register
from via_xl.schrijven.boek import Boek, TabelKolom, Waarde
from via_xl.schrijven.dossier import bedragen
from via_xl.schrijven.dossier.opbouw import nieuw_blad, zet_tabel
from via_xl.schrijven.dossier.stof import Dossierstof

BLAD = "Uitgangspunten"
SLEUTELS, GEDRUKT = "tblSleutels", "tblGedrukt"
_TABELRIJ = 4
_BREEDTES = (22, 19, 38, 34, 30, 34, 22)


@dataclass(frozen=True, slots=True)
class Punt:
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

    def hoogstens(punt: register.Registerpunt) -> str:
        return f"hoogstens {euro_nl(grootste_verschil_ct(lezingen, register.KIES[punt]))} voor één gemeente"

    return [
        Punt(
            register.GEDRUKT.passage,
            f"{register.GEDRUKT.wat} De gedrukte percentages van dit jaar tellen op tot {procent_nl(som)}.",
            register.GEDRUKT.lezingen,
            "exact, naar de inwoners van het peiljaar",
            "zie tabel Gedrukt en exact, hieronder",
        ),
        Punt(
            *register.SLEUTEL,
            str(uit.verdeelsleutel),
            "zie tabel Vier sleutels, hieronder",
        ),
        Punt(
            register.EENHEID.passage,
            f"{register.EENHEID.wat} In de gegevens: {uren_nl(per_week)}.",
            register.EENHEID.lezingen,
            "uren per week",
            f"als de leveranciers samen de hele formatie leverden: {hoogstens(register.EENHEID)}",
        ),
        Punt(
            *register.MEERKOSTEN,
            str(jaar.meerkosten_drager),
            f"te verdelen boven de grens: blad Bedragen, {bedragen.plaats(uit, 'boven')}; bij een andere drager "
            f"{hoogstens(register.MEERKOSTEN)}",
        ),
        Punt(
            *register.KARAKTER,
            str(jaar.bijdrage_karakter),
            "zie tabel Gedrukt en exact, kolom Vast min werkelijk €",
        ),
        Punt(
            *register.SCHAAL,
            "zie blad Tarieven",
            f"elk procent op alle uurtarieven: {hoogstens(register.SCHAAL)}",
        ),
        Punt(
            *register.CAO,
            "tarief van de laatste dag van de maand",
            f"als het tarief van 31 december voor alle uren gold: {hoogstens(register.CAO)}",
        ),
        Punt(
            *register.VIER_OGEN,
            "twee akkoorden; zie blad Ondertekening",
            "geen: elke lezing geeft elke gemeente dezelfde bedragen",
        ),
        Punt(
            *register.EIGEN_UREN,
            "niet over eigen uren beslissen",
            "geen: elke lezing geeft elke gemeente dezelfde bedragen",
        ),
        Punt(
            *register.PEILJAAR,
            f"peiljaar {uit.peiljaar}",
            f"bij het laatste peiljaar {hoogstens(register.PEILJAAR)}",
        ),
        Punt(
            *register.PRODUCTIEF,
            "alle uren tellen mee; meer is een waarschuwing",
            f"zonder de uren boven de productieve: {hoogstens(register.PRODUCTIEF)}; zie blad Capaciteit, kolom Effect €",
        ),
        Punt(
            *register.BTW,
            "zonder btw gerekend; standpunt niet vastgelegd",
            f"als alle kosten belast waren: {hoogstens(register.BTW)}",
        ),
        Punt(
            register.TE_LAAT.passage,
            f"{register.TE_LAAT.wat} In {stof.jaar} telt {uren_nl(laat_h)} uur mee.",
            register.TE_LAAT.lezingen,
            "afrekenjaar per urenregel",
            f"als alle uren in hun eigen jaar werden afgerekend: {hoogstens(register.TE_LAAT)}",
        ),
    ]


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet: the register, then the two tables of effects."""
    alle = punten(stof)
    uitleg = (
        "Wat in het koersplan niet klopt of open is, welke lezing is gekozen, en wat dat uitmaakt. Berekend, nooit getypt. "
        "Per gemeente en lezing: blad Uitgangspunten van de master."
    )
    blad = nieuw_blad(boek, stof, BLAD, uitleg)
    blad.breedtes |= dict(enumerate(_BREEDTES))
    zet_tabel(
        blad,
        "tblUitgangspunten",
        _TABELRIJ,
        [
            TabelKolom("Nr", list(range(1, len(alle) + 1)), "werk.nr"),
            TabelKolom("Passage", [p.passage for p in alle], "werk.alinea"),
            TabelKolom("Wat er is", [p.wat for p in alle], "werk.alinea"),
            TabelKolom("Lezingen", [p.lezingen for p in alle], "werk.alinea"),
            TabelKolom("Gekozen", [p.gekozen for p in alle], "werk.alinea"),
            TabelKolom("Effect", [p.effect for p in alle], "werk.alinea"),
        ],
    )
    rij = _TABELRIJ + len(alle) + 4
    _sleutels(boek, stof, rij)
    _gedrukt(boek, stof, rij + len(stof.uitkomst.gemeenten) + 4)
    blad.nieuwe_pagina_na = [rij - 1]


def _sleutels(boek: Boek, stof: Dossierstof, rij: int) -> None:
    """The bijdrage of each gemeente by each of the four keys."""
    blad = boek.vind(BLAD)
    blad.zet(rij - 1, 0, f"Vier sleutels: de bijdrage {stof.jaar} per gemeente (rekenkern)", "kopje")
    rijen = stof.uitkomst.gemeenten
    kolommen = [
        TabelKolom("Gemeente", [r.naam for r in rijen], "werk.tekst"),
        TabelKolom(
            "Gekozen €",
            [euro(r.bijdrage_ct) for r in rijen],
            "werk.euro",
            f"=INDEX({bedragen.TABEL}[Bijdrage €],MATCH([@Gemeente],{bedragen.TABEL}[Gemeente],0))",
        ),
    ]
    for sleutel in Verdeelsleutel:
        bedrag = stof.per_sleutel.get(sleutel)
        waarden: list[Waarde] = ["niet te berekenen" if bedrag is None else euro(bedrag[r.code]) for r in rijen]
        kolommen.append(TabelKolom(f"Naar {sleutel} €", waarden, "invoer.euro"))
    grootste = [_grootste(stof, r.code) for r in rijen]
    koppen = [f"[@Naar {sleutel} €]" for sleutel in Verdeelsleutel]
    formule = f"=ROUND(MAX({','.join(koppen)})-MIN({','.join(koppen)}),2)"
    kolommen.append(TabelKolom("Hoogste min laagste €", grootste, "uitkomst.euro", formule))
    zet_tabel(blad, SLEUTELS, rij, kolommen)


def _grootste(stof: Dossierstof, code: str) -> float:
    bedragen_ct = [per[code] for per in stof.per_sleutel.values() if per is not None]
    return euro(max(bedragen_ct) - min(bedragen_ct))


def _gedrukt(boek: Boek, stof: Dossierstof, rij: int) -> None:
    """The printed amounts of 8.1 beside the exact share of the plan, and beside the settlement."""
    blad = boek.vind(BLAD)
    blad.zet(rij - 1, 0, f"Gedrukt en exact: de begrote bijdrage {stof.jaar} van tabel 8.1", "kopje")
    naam = {g.code: g.naam for g in stof.regeling.gemeenten}
    alle = [regel for regel in plan(stof.regeling) if regel.jaar == stof.jaar]
    percentage = {r.code: r.percentage_bp for r in stof.regeling.begroting if r.jaar == stof.jaar}

    def of_leeg(ct: int | None) -> Waarde:
        return None if ct is None else euro(ct)

    def min_of_leeg(van: int | None, af: int | None) -> Waarde:
        return "" if van is None or af is None else euro(van - af)

    bijdrage = f"INDEX({bedragen.TABEL}[Bijdrage €],MATCH([@Gemeente],{bedragen.TABEL}[Gemeente],0))"
    werkelijk = {r.code: r.bijdrage_ct for r in stof.uitkomst.gemeenten}
    zet_tabel(
        blad,
        GEDRUKT,
        rij,
        [
            TabelKolom("Gemeente", [naam[r.code] for r in alle], "werk.tekst"),
            TabelKolom("Gedrukt %", [_deel(percentage.get(r.code)) for r in alle], "invoer.procent"),
            TabelKolom("Berekend %", [_deel(r.percentage_bp) for r in alle], "invoer.procent"),
            TabelKolom("Gedrukt €", [of_leeg(r.gedrukt_ct) for r in alle], "invoer.euro"),
            TabelKolom("Exact €", [of_leeg(r.exact_ct) for r in alle], "invoer.euro"),
            TabelKolom(
                "Gedrukt min exact €",
                [min_of_leeg(r.gedrukt_ct, r.exact_ct) for r in alle],
                "uitkomst.euro",
                '=IF(OR([@Gedrukt €]="",[@Exact €]=""),"",ROUND([@Gedrukt €]-[@Exact €],2))',
            ),
            TabelKolom(
                "Vast min werkelijk €",
                [min_of_leeg(r.gedrukt_ct, werkelijk[r.code]) for r in alle],
                "uitkomst.euro",
                f'=IF([@Gedrukt €]="","",ROUND([@Gedrukt €]-{bijdrage},2))',
            ),
        ],
    )


def _deel(bp: int | None) -> Waarde:
    return None if bp is None else fractie(bp)
