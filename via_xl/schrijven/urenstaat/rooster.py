"""The sheet Urenstaat: identity, medewerkers, the grid with its totals, the comparison, and the signatures.

Where each part begins is said in :mod:`via_xl.urenstaat.sjabloon`; this writes it.
"""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.schrijven.boek import Blad, Boek
from via_xl.schrijven.taal import (
    Aanzien,
    Blok,
    F,
    Namen,
    Raster,
    Stapel,
    Tabelveld,
    Tabkleur,
    Vak,
    begin_blad,
    invoer,
    keuzelijst,
    werk,
)
from via_xl.schrijven.urenstaat import regels
from via_xl.schrijven.urenstaat.lijsten import JA, JA_NEE
from via_xl.schrijven.urenstaat.lijsten import NAMEN as LIJSTEN
from via_xl.schrijven.urenstaat.opdracht import Roosterrij, Urenstaatopdracht
from via_xl.urenstaat import sjabloon
from via_xl.urenstaat.sjabloon import BLAD, KOPPEN, KOPRIJ, MAANDEN, MEDEWERKER_RIJ, ONDERTEKEN_RIJ, ONDERTEKENAARS

NAMEN = Namen(BLAD)
"""What the checks look at: ``NAMEN.eigen``, ``NAMEN["rooster Thema"]``, ``NAMEN["Akkoord medewerker"]``."""

_TOTAAL, _LAATSTE = KOPPEN.index(sjabloon.KOP_TOTAAL), len(KOPPEN) - 1
_VERGELIJK = KOPPEN.index("jun")
_AKKOORD = {
    "medewerker": "De uren zijn door mij gewerkt.",
    "leidinggevende": "De uren zijn nagekeken en kloppen.",
}


def zet(boek: Boek, o: Urenstaatopdracht, vlag: str) -> None:
    """Add the sheet, and define the list of medewerkers."""
    gemeente, code, jaar = (f"{{{label}}}" for label in sjabloon.IDENTITEIT[:3])
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=o.kopregel,
        titel=F(
            f'"Urenstaat {o.regio.kort} "&{jaar}&" · gemeente "&{gemeente}&" ("&{code}&")"',
            f"Urenstaat {o.regio.kort} {o.jaar} · gemeente {o.naam} ({o.code})",
        ),
        uitleg="Vul de lichtgele cellen in; lees eerst het blad Toelichting. Codes van medewerkers, nooit namen.",
        vlag=vlag,
        begin=sjabloon.IDENTITEIT_RIJ,
    )
    _identiteit(s, o)
    _medewerkers(Stapel(s.blad, MEDEWERKER_RIJ, sjabloon.MEDEWERKER_KOL), o)
    _rooster(Stapel(s.blad, KOPRIJ), o)
    _vergelijking(Stapel(s.blad, MEDEWERKER_RIJ, _VERGELIJK), o)
    _ondertekening(s.blad, o)
    regels.zet(s, o.jaar)
    s.blad.paginas = (1, 1)
    s.blad.bevroren = (0, KOPPEN.index(sjabloon.KOP_SCHAAL))
    boek.naam(regels.MEDEWERKERLIJST, NAMEN[f"medewerkers {sjabloon.KOP_MEDEWERKER}"])


def _identiteit(s: Stapel, o: Urenstaatopdracht) -> None:
    """What the reader trusts over the file name."""
    tip = "Kies ja als uw gemeente dit jaar geen uren leverde. Laat het rooster dan leeg."
    s.feit(sjabloon.LABEL_GEMEENTE, o.naam, "werk.tekst", als=sjabloon.LABEL_GEMEENTE)
    s.feit(sjabloon.LABEL_CODE, o.code, "werk.tekst", als=sjabloon.LABEL_CODE)
    s.feit(sjabloon.LABEL_JAAR, o.jaar, "werk.jaar", als=sjabloon.LABEL_JAAR)
    s.feit(sjabloon.LABEL_SJABLOON, sjabloon.MERK, "werk.tekst")
    s.feit(sjabloon.LABEL_NIHIL, o.inhoud.nihil, "invoer.tekst", als="nihil", regel=keuzelijst(f"={JA_NEE}", tip))


def _medewerkers(s: Stapel, o: Urenstaatopdracht) -> None:
    code, aanstelling = sjabloon.KOPPEN_MEDEWERKERS
    velden: list[Tabelveld[tuple[str, int | None]]] = [
        invoer(code, Maat.TEKST, lambda r: r[0], breedte=33),
        invoer(aanstelling, Maat.UREN, lambda r: r[1], breedte=14),
    ]
    vrij = (sjabloon.MEDEWERKERS, ("", None))
    s.raster(Raster("medewerkers", o.inhoud.medewerkers, velden, vrij, kophoogte=27))


def _rooster(s: Stapel, o: Urenstaatopdracht) -> None:
    """The grid with the totals of its rows and columns."""
    eerste, laatste = MAANDEN[0], MAANDEN[-1]

    def maand(nummer: int, kop: str) -> Tabelveld[Roosterrij]:
        return invoer(kop, Maat.UREN, lambda r: r.uren_h[nummer], breedte=8, totaal=True)

    som = f"ROUND(SUM([@{eerste}]:[@{laatste}]),2)"
    velden: list[Tabelveld[Roosterrij]] = [
        invoer(sjabloon.KOP_MEDEWERKER, Maat.TEKST, lambda r: r.medewerker, breedte=23),
        invoer(sjabloon.KOP_ROL, Maat.TEKST, lambda r: r.rol, breedte=20),
        invoer(sjabloon.KOP_THEMA, Maat.TEKST, lambda r: r.thema, breedte=33),
        invoer(sjabloon.KOP_SCHAAL, Maat.SCHAAL, lambda r: r.schaal, breedte=14),
        *(maand(nummer, kop) for nummer, kop in enumerate(MAANDEN)),
        werk(sjabloon.KOP_TOTAAL, Maat.UREN, lambda r: r.totaal_h, som, breedte=11, totaal=True),
        invoer(sjabloon.KOP_AFREKENJAAR, Maat.JAAR, lambda r: r.afrekenjaar, breedte=12.5),
        invoer(sjabloon.KOP_OPMERKING, Maat.TEKST, lambda r: r.opmerking, breedte=30),
    ]
    s.raster(
        Raster(
            "rooster",
            o.inhoud.rijen,
            velden,
            (sjabloon.RIJEN, Roosterrij()),
            kophoogte=18,
            samen={"uren": (eerste, laatste)},
            totaal="Totaal per maand",
        )
    )


def _vergelijking(s: Stapel, o: Urenstaatopdracht) -> None:
    """The hours beside the capacity and beside the productive hours of the aanstellingen."""
    naar_uren = _TOTAAL - _VERGELIJK
    s.vakken(
        {
            0: Vak("Vergelijking over het jaar", opmaak="kop", tot=naar_uren - 1),
            naar_uren: Vak("Uren", opmaak="kop"),
            naar_uren + 1: Vak("Waar vandaan", opmaak="kop", tot=_LAATSTE - _VERGELIJK),
        }
    )
    b = s.bij(Blok(vanaf=naar_uren, lijn=True))

    def rij(als: str, label: str, formule: str, waarde_h: int | None, hoe: str, *, hoog: bool = False) -> None:
        aanzien = Aanzien.UITKOMST if hoog else None
        b.rij(label, Maat.UREN, F(formule, waarde_h), als=als, hoe=hoe, aanzien=aanzien)

    def als_bekend(formule: str) -> str:
        return f'IF({{productief}}="","",{formule})'

    def jaaruren(week: str) -> str:
        return als_bekend(f"ROUND(ROUND(100*{week},0)*ROUND(100*{{productief}},0)/ROUND(100*{{voltijd}},0),0)/100")

    productief_h, geleverd_h = o.productief.waarde_h, o.inhoud.totaal_h
    capaciteit_h, eigen_h = o.jaaruren_h(o.capaciteit.waarde_h or 0), o.jaaruren_h(o.inhoud.aanstelling_h)
    label = "Productieve uren per jaar bij een volledige werkweek"
    formule = f'IF({LIJSTEN.productief}="","",{LIJSTEN.productief})'
    rij("productief", label, formule, productief_h, f"tarieven van {o.jaar}, zie Lijsten")
    rij("voltijd", "Volledige werkweek", LIJSTEN.voltijd, sjabloon.VOLTIJD_H, "CAO Gemeenten, zie Lijsten")
    weken = F(als_bekend("{productief}/{voltijd}"), None if productief_h is None else productief_h / sjabloon.VOLTIJD_H)
    b.rij("Productieve weken per jaar", Maat.GETAL, weken, hoe="productief ÷ werkweek")
    label = "Capaciteit van uw gemeente, per week"
    rij("per_week", label, LIJSTEN.capaciteit, o.capaciteit.waarde_h, f"{o.regio.passage('capaciteit')}, zie Lijsten")
    hoe = "per week × productieve weken"
    rij("capaciteit", "Capaciteit van uw gemeente, dit jaar", jaaruren("{per_week}"), capaciteit_h, hoe)
    formule = f"ROUND(SUM({{medewerkers {sjabloon.KOPPEN_MEDEWERKERS[1]} los}}),2)"
    rij("aanstelling", "Aanstellingen samen, per week", formule, o.inhoud.aanstelling_h, "hiernaast ingevuld")
    rij("eigen", "Productieve uren van de aanstellingen, dit jaar", jaaruren("{aanstelling}"), eigen_h, hoe)
    formule = f"{{rooster.totaal {sjabloon.KOP_TOTAAL}}}"
    rij("geleverd", "Uren op deze urenstaat", formule, geleverd_h, "totaal van het rooster", hoog=True)
    for label, ander, ander_h in (
        ("Uren min capaciteit", "capaciteit", capaciteit_h),
        ("Uren min productieve uren van de aanstellingen", "eigen", eigen_h),
    ):
        verschil_h = None if ander_h is None else geleverd_h - ander_h
        formule = als_bekend(f"ROUND({{geleverd}}-{{{ander}}},2)")
        rij(f"min_{ander}", label, formule, verschil_h, "min: minder dan verwacht", hoog=True)


def _ondertekening(blad: Blad, o: Urenstaatopdracht) -> None:
    s = Stapel(blad, ONDERTEKEN_RIJ - 1)
    s.kopje("Ondertekening", hoogte=17)
    for rol in ONDERTEKENAARS:
        dag, uitleg = o.inhoud.akkoord.get(rol), _AKKOORD[rol]
        akkoord, datum = sjabloon.LABEL_AKKOORD[rol], sjabloon.LABEL_DATUM[rol]
        kiest = keuzelijst(f"={JA}", uitleg)
        s.feit(akkoord, "ja" if dag else None, "invoer.tekst", als=akkoord, regel=kiest, uitleg=uitleg)
        s.feit(datum, dag, "invoer.datum", als=datum, regel=regels.tekendatum(o.jaar))
    s.afdruk(_LAATSTE)
    ernaast = Stapel(blad, ONDERTEKEN_RIJ - 1, sjabloon.OPMERKINGEN_KOL)
    ernaast.kopje(sjabloon.LABEL_OPMERKINGEN)
    ernaast.schrijfvak(o.inhoud.opmerkingen, 2 * len(ONDERTEKENAARS), _LAATSTE)
