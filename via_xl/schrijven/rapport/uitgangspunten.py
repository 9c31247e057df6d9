"""The sheet Uitgangspunten: what is wrong or open in the document of the region, the reading in force, and what each other one costs.

Someone in a meeting sees per gemeente what a choice costs; how each amount comes about stands on the sheet Lezingen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from via_xl.basis.geld import euro
from via_xl.regeling.model import Openpunt
from via_xl.rekenen.kostenlezingen import Kostenlezing
from via_xl.rekenen.lezingen import LEZINGEN, Lezing, grootste_verschil_ct
from via_xl.schrijven import register
from via_xl.schrijven.boek import Adres, Blad, Boek, Tabel, TabelKolom, Waarde
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK, TABEL
from via_xl.schrijven.opmaak import F, kop, staafgrafiek
from via_xl.schrijven.rapport.lezingen import LEZINGTABEL, STAPPEN, Lezingwaarden, wie
from via_xl.schrijven.taal.controleblad import Controle, f

BLAD = "Uitgangspunten"
NIET = "niet te berekenen"
_REGISTERRIJ = 4
_EERSTE = 2
"""The column of the first reading in the tables per gemeente."""
_VERSCHILTITEL = (
    "Verschil in saldo met de lezing in werking: boven nul betaalt de gemeente meer, of ontvangt zij minder"
)


@dataclass(frozen=True, slots=True)
class Lezingengroep:
    """Readings that are shown together, with the names of their two tables."""

    effecten: str
    verschillen: str
    titel: str
    lezingen: tuple[Lezing, ...]
    grafiek: bool = False


_VERDELEN = tuple(lezing for lezing in LEZINGEN if lezing.kosten is Kostenlezing.NU)
_KOSTEN = tuple(lezing for lezing in LEZINGEN if lezing.kosten is not Kostenlezing.NU)
GROEPEN = (
    Lezingengroep("tblEffecten", "tblVerschillen", " onder elke lezing van de verdeling", _VERDELEN, grafiek=True),
    Lezingengroep("tblKosteneffect", "tblKostenverschil", " onder elke lezing van de kosten", _KOSTEN),
)
_LAATSTE = max(len(groep.lezingen) for groep in GROEPEN)
_NU = f"INDEX({GROEPEN[0].effecten}[In werking €],[@Nr])"


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


def zet(boek: Boek, stand: Stand, waarden: Lezingwaarden) -> None:
    """Add the sheet: the register, and for every reading the amount per gemeente and the difference, with a chart."""
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=f"{stand.naam} · Uitgangspunten")
    kop(
        blad,
        F('="Uitgangspunten "&Jaar', f"Uitgangspunten {stand.jaar}"),
        f"Wat in {stand.regio.het_document} niet klopt of open is, welke lezing in werking is, en wat elke andere kost. Alles is berekend.",
        vlag=stand.vlag,
    )
    punten = list(_punten(stand, waarden))
    _register(blad, punten)
    rij = _REGISTERRIJ + len(punten) + 5
    paginas = [rij - 2]
    for groep in GROEPEN:
        effecten, rij = _groep(blad, stand, waarden, groep, rij)
        paginas.append(rij - 2)
        if groep.grafiek:
            blad.aanvullingen.append(_grafiek(effecten, rij))
            rij += 25
            paginas.append(rij - 2)
    blad.breedtes |= {0: 28, 1: 6} | dict.fromkeys(range(_EERSTE, _EERSTE + _LAATSTE), 14)
    blad.bevroren = (3, 1)
    blad.nieuwe_pagina_na = paginas[:-1]
    blad.paginas = (1, 0)


def _groep(blad: Blad, stand: Stand, waarden: Lezingwaarden, groep: Lezingengroep, rij: int) -> tuple[Tabel, int]:
    """The two tables of a group of readings from ``rij``; gives the first of them and the row after them."""
    jaar, aantal = stand.jaar, len(waarden.rijen)
    titel = F(f'="Bijdrage "&Jaar&" per gemeente{groep.titel}"', f"Bijdrage {jaar} per gemeente{groep.titel}")
    blad.formule(rij - 2, 0, titel.formule, titel.waarde, "kopje")
    nummers = _nummers(blad, rij - 1, groep.lezingen)
    effecten = blad.tabel(groep.effecten, rij, 0, _effecten(waarden, groep, nummers))
    _totaal(blad, effecten, groep, waarden.bedragen)
    verschilrij = rij + aantal + 5
    blad.zet(verschilrij - 1, 0, _VERSCHILTITEL, "kopje")
    verschillen = blad.tabel(groep.verschillen, verschilrij, 0, _verschillen(waarden, groep, nummers))
    _totaal(blad, verschillen, groep, waarden.verschillen)
    blad.hoogtes |= dict.fromkeys((rij, verschilrij), 44)
    return effecten, verschilrij + aantal + 4


def controles(stand: Stand) -> list[Controle]:
    """The check on Controles: the reading in force gives what Verrekening gives, for each gemeente."""
    bekend = [rij.code for rij in stand.uitkomst.gemeenten]
    effecten = GROEPEN[0].effecten
    anders = f"SUMPRODUCT(({effecten}[In werking €]<>{TABEL}[Bijdrage €])*({effecten}[Nr]>0))"
    return [
        Controle(
            "Uitgangspunten, lezing in werking: gemeenten met een andere bijdrage dan op Verrekening",
            F("=0", 0),
            f(anders, 0 if bekend else 1),
            BLAD,
        )
    ]


def _kop(lezing: Lezing) -> str:
    return f"{lezing.naam} €"


# The register


def _grootste(w: Lezingwaarden, punt: Openpunt) -> F:
    kies = register.KIES[punt]
    kolommen = [f"{g.verschillen}[{_kop(lezing)}]" for g in GROEPEN for lezing in g.lezingen if kies(lezing)]
    uitersten = ",".join(f"MAX({kolom}),-MIN({kolom})" for kolom in kolommen)
    return F(f"=MAX(0,{uitersten})", euro(grootste_verschil_ct(w.lezingen, kies)))


_VERSCHIL = "grootste verschil voor één gemeente; per gemeente: tabel hieronder"
_GEEN_BEDRAG = "geen: het gaat over wie beslist, en elke lezing geeft elke gemeente dezelfde bedragen"


def _punten(stand: Stand, w: Lezingwaarden) -> Iterator[_Punt]:
    """The points of the region, each with the reading in force and, where it changes an amount, its effect."""
    uit = stand.uitkomst
    per_punt: dict[Openpunt, tuple[str | F, str]] = {
        Openpunt.GEDRUKT: ("exact (grootste rest)", _VERSCHIL),
        Openpunt.SLEUTEL: (F(f"={BLOK.sleutel}", str(uit.verdeelsleutel)), _VERSCHIL),
        Openpunt.EENHEID: (
            "uren per week, van de leveranciers",
            f"als de leveranciers samen de hele formatie leverden, naar verhouding; {_VERSCHIL}",
        ),
        Openpunt.MEERKOSTEN: (F(f"={BLOK.drager}", str(uit.drager)), _VERSCHIL),
        Openpunt.KARAKTER: (F(f"={BLOK.karakter}", str(uit.karakter)), _VERSCHIL),
        Openpunt.SCHAAL: ("blad Tarieven", f"elk procent op alle uurtarieven; {_VERSCHIL}"),
        Openpunt.CAO: ("laatste dag van de maand", f"als het tarief van 31 december voor alle uren gold; {_VERSCHIL}"),
        Openpunt.VIER_OGEN: ("twee akkoorden", _GEEN_BEDRAG),
        Openpunt.EIGEN_UREN: ("niet over eigen uren", _GEEN_BEDRAG),
        Openpunt.PEILJAAR: (F(f'="peiljaar "&{BLOK.peiljaar}', f"peiljaar {uit.peiljaar}"), _VERSCHIL),
        Openpunt.PRODUCTIEF: (
            "alle uren, met waarschuwing",
            f"zonder de uren boven de productieve (blad Capaciteit); {_VERSCHIL}",
        ),
        Openpunt.BTW: ("zonder btw gerekend", f"als alle kosten belast waren; {_VERSCHIL}"),
        Openpunt.TE_LAAT: (
            "afrekenjaar per urenregel",
            f"als alle uren in hun eigen jaar werden afgerekend; {_VERSCHIL}",
        ),
    }
    for rij, (gekozen, uitleg) in register.van_regio(stand.regeling, per_punt):
        effect = _grootste(w, rij.punt) if rij.punt in register.KIES else None
        yield _Punt(rij.passage, rij.wat, rij.lezingen, gekozen, uitleg, effect)


_REGISTER = (
    ("Passage", 0, 0),
    ("Wat er is", 1, 4),
    ("Lezingen", 5, 7),
    ("In werking", 8, 9),
    ("Effect €", 10, 10),
    ("Van wat", 11, 13),
)
"""The headings of the register, with their first and last column: wide texts over the columns of the tables below."""


def _register(blad: Blad, punten: Iterable[_Punt]) -> None:
    for tekst, van, tot in _REGISTER:
        blad.alinea(_REGISTERRIJ, van, tot, tekst, "kop") if tot > van else blad.zet(_REGISTERRIJ, van, tekst, "kop")
    rij = _REGISTERRIJ
    for rij, punt in enumerate(punten, start=_REGISTERRIJ + 1):
        blad.zet(rij, 0, punt.passage, "werk.alinea")
        blad.alinea(rij, 1, 4, punt.wat, "werk.alinea")
        blad.alinea(rij, 5, 7, punt.lezingen, "werk.alinea")
        tekst = punt.gekozen if isinstance(punt.gekozen, str) else ""
        blad.alinea(rij, 8, 9, tekst, "werk.alinea")
        if isinstance(punt.gekozen, F):
            blad.formule(rij, 8, punt.gekozen.formule, punt.gekozen.waarde, "werk.alinea")
        if punt.effect is None:
            blad.zet(rij, 10, None, "werk.euro")
        else:
            blad.formule(rij, 10, punt.effect.formule, punt.effect.waarde, "uitkomst.euro")
        blad.alinea(rij, 11, 13, punt.uitleg, "werk.alinea")
        blad.laat_doorlopen(
            rij, [(punt.passage, 26), (punt.wat, 44), (punt.lezingen, 38), (tekst, 25), (punt.uitleg, 38)]
        )


# The amounts per gemeente and reading


def _nummers(blad: Blad, rij: int, lezingen: Sequence[Lezing]) -> dict[int, Adres]:
    """The numbers of the readings above their columns: the formulas below refer to them."""
    blad.zet(rij, 0, "Nummer van de lezing", "uitleg")
    return {lez.nr: blad.zet(rij, kol, lez.nr, "werk.geheel") for kol, lez in enumerate(lezingen, start=_EERSTE)}


def _per_lezing(
    w: Lezingwaarden, groep: Lezingengroep, per: Mapping[int, Sequence[Waarde]], formule: Callable[[Lezing], str]
) -> list[TabelKolom]:
    return [
        *(veld.kolom(w.rijen) for veld in wie()),
        *(
            TabelKolom(
                _kop(lezing),
                list(per[lezing.nr]),
                "uitkomst.euro" if lezing.nr == 1 else "werk.euro",
                formule(lezing),
                14,
            )
            for lezing in groep.lezingen
        ),
    ]


def _effecten(w: Lezingwaarden, groep: Lezingengroep, nummers: Mapping[int, Adres]) -> list[TabelKolom]:
    def formule(lezing: Lezing) -> str:
        nr = nummers[lezing.nr]
        kan = f"SUMIFS({LEZINGTABEL}[Te berekenen],{LEZINGTABEL}[Nr],{nr})"
        return f'=IF({kan}=0,"{NIET}",SUMIFS({STAPPEN}[Bijdrage €],{STAPPEN}[Nr],[@Nr],{STAPPEN}[Lezing],{nr}))'

    per = {nr: [NIET if ct is None else euro(ct) for ct in per_ct] for nr, per_ct in w.bedragen.items()}
    return _per_lezing(w, groep, per, formule)


def _verschillen(w: Lezingwaarden, groep: Lezingengroep, nummers: Mapping[int, Adres]) -> list[TabelKolom]:
    def formule(lezing: Lezing) -> str:
        dan = f"INDEX({groep.effecten}[{_kop(lezing)}],[@Nr])"
        saldo = f"SUMIFS({STAPPEN}[Saldo €],{STAPPEN}[Nr],[@Nr],{STAPPEN}[Lezing],{nummers[lezing.nr]})"
        return f'=IF(OR({dan}="{NIET}",{_NU}="{NIET}"),"",ROUND({saldo}-INDEX({TABEL}[Saldo €],[@Nr]),2))'

    per = {nr: ["" if ct is None else euro(ct) for ct in per_ct] for nr, per_ct in w.verschillen.items()}
    return _per_lezing(w, groep, per, formule)


def _totaal(blad: Blad, tabel: Tabel, groep: Lezingengroep, per_lezing: Mapping[int, Sequence[int | None]]) -> None:
    rij = tabel.rij + tabel.rijen + 1
    blad.zet(rij, 0, "Totaal", "slot")
    blad.zet(rij, 1, None, "slot")
    for kol, lezing in enumerate(groep.lezingen, start=_EERSTE):
        som = f"=ROUND(SUM({tabel.naam}[{_kop(lezing)}]),2)"
        blad.formule(rij, kol, som, euro(sum(ct or 0 for ct in per_lezing[lezing.nr])), "slot.euro")


def _grafiek(tabel: Tabel, rij: int) -> Callable[..., None]:
    def kolom(kolomkop: str) -> tuple[str, int, int, int, int]:
        adres = tabel.adres(BLAD, kolomkop, 0)
        return (BLAD, adres.rij, adres.kol, adres.rij + tabel.rijen - 1, adres.kol)

    return staafgrafiek(
        "Bijdrage per gemeente naar elke verdeelsleutel, in het gekozen jaar",
        kolom("Gemeente"),
        [(lezing.naam, kolom(_kop(lezing))) for lezing in LEZINGEN if lezing.sleutel],
        (rij, 0),
        breedte=1240,
        hoogte=420,
        vanaf_nul=False,
    )
