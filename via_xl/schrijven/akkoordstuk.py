"""The document on which a gemeente approves a settlement: what it comes to, what was checked, and where to sign.

Who approves for another gemeente may not see whose hours or cost they were. So it holds the totals of the region, and the
bijdrage of each gemeente only where that is public; no hours, no cost of a gemeente, no saldo.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import euro_nl, getal_nl, procent_nl
from via_xl.basis.ketencode import kort
from via_xl.regeling.model import Regeling
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.invoerhash import akkoordcode, kenmerk
from via_xl.rekenen.vaststelling import Belemmering, nodige_akkoorden, vaststellingen
from via_xl.rekenen.verrekening import Verrekening
from via_xl.rekenen.voorstel import is_openbaar
from via_xl.schrijven.stuk import BREEDTE_CM, Stuk
from via_xl.schrijven.voorstel.stof import begroot_kop

_LEEG = "………………………………"


class Akkoordstof(Struct, frozen=True):
    """What is approved: the settlement as version ``versie``, and what still keeps it a concept on the day ``op``.

    ``manifest_sha`` is the SHA-256 of the manifest of the version folder ``map``; it lists every file. ``ketenwaarde`` is "" for
    a version of before there was a chain.
    """

    regeling: Regeling
    uitkomst: Verrekening
    versie: int
    map: str
    invoerhash: str
    manifest_sha: str
    ketenwaarde: str
    belemmeringen: tuple[Belemmering, ...]
    op: date


def maak_akkoordstuk(stof: Akkoordstof, gemeente: str) -> Stuk:
    """The document for one gemeente (CBS code), with the code by which it is known again."""
    uit, code = stof.uitkomst, akkoordcode(stof.invoerhash, gemeente)
    naam = uit.van(gemeente).naam
    stuk = Stuk(
        f"Akkoord op de afrekening {stof.regeling.regio.kort} {uit.jaar}",
        f"Versie {stof.versie} · voor wie namens {naam} goedkeurt",
        f"{stof.regeling.regio.naam} · Akkoord afrekening {uit.jaar} · versie {stof.versie}",
        stof.op,
        code,
    )
    stuk.kader(
        [
            ("Afrekening", f"{uit.jaar}, versie {stof.versie} (map {stof.map})"),
            ("Kenmerk", kenmerk(stof.invoerhash)),
            *([("Ketenwaarde", kort(stof.ketenwaarde))] if stof.ketenwaarde else []),
            ("Code van dit stuk", code),
            ("Datum", datum_nl(stof.op)),
        ]
    )
    stuk.kop("1. Wat u goedkeurt")
    stuk.alinea(
        f"U keurt de hele afrekening van {uit.jaar} goed: de berekening hieronder en de uitkomst per gemeente. Uw akkoord geldt "
        f"voor precies deze invoer, met kenmerk {kenmerk(stof.invoerhash)}. Verandert er daarna iets aan de invoer van {uit.jaar}, "
        "dan vervalt het en is een nieuw akkoord nodig."
    )
    _bedragen(stuk, uit)
    stuk.kop("2. De bijdrage per gemeente")
    _bijdragen(stuk, uit)
    stuk.kop("3. Wat is gecontroleerd")
    _gecontroleerd(stuk, stof)
    stuk.kop("4. Wat nog ontbreekt")
    if stof.belemmeringen:
        stuk.alinea("De afrekening is nog een concept. Behalve uw akkoord is nog nodig:", bij_volgende=True)
        stuk.punten(f"{rij.wat[0].upper()}{rij.wat[1:]}." for rij in stof.belemmeringen)
    else:
        stuk.alinea("Niets: alles wat een definitieve afrekening vraagt, is er.")
    stuk.kop("5. Ondertekening")
    wie = (
        "Twee personen van twee gemeenten keuren een afrekening goed"
        if nodige_akkoorden(uit) > 1
        else "Geen andere gemeente krijgt dit jaar een afrekening, dus één akkoord is genoeg"
    )
    stuk.alinea(
        f"{wie}. Wie in dit jaar zelf uren leverde, bij welke gemeente ook, "
        f"kan voor geen enkele gemeente tekenen: die uren zou hij zelf goedkeuren{stof.regeling.regio.volgens('functiescheiding')}.",
        bij_volgende=True,
    )
    stuk.tabel(
        ("Namens de gemeente", f"Akkoord met kenmerk {kenmerk(stof.invoerhash)}"),
        [
            ("Gemeente", f"{naam} ({gemeente})"),
            ("Code van dit stuk", code),
            ("Rol (contactfunctionaris, ambtelijk opdrachtgever of financieel adviseur)", _LEEG),
            ("Code van wie tekent (geen naam)", _LEEG),
            ("Datum", _LEEG),
            ("Handtekening", _LEEG),
        ],
        (7.5, BREEDTE_CM - 7.5),
    )
    stuk.toelichting(f"Invoerhash {stof.invoerhash}. SHA-256 van manifest.json: {stof.manifest_sha}.")
    if stof.ketenwaarde:
        stuk.toelichting(
            f"Ketenwaarde voluit: {stof.ketenwaarde}. Bewaar een kopie van dit stuk: met de ketenwaarde is later na te gaan of de "
            "versie waarop u tekende, en wat eraan voorafging, nog dezelfde is."
        )
    return stuk


def _bedragen(stuk: Stuk, uit: Verrekening) -> None:
    maximum = f"{procent_nl(uit.vergoeding_bp)} van de kosten, ten hoogste {euro_nl(uit.maximum_ct)}{uit.waarvan_laat}"
    hoe = "geleverde uren × uurtarief, hele regio"
    if uit.overig_ct:
        hoe += f"; waarvan {euro_nl(uit.overig_ct)} andere kosten"
    rijen = [
        (g.KOSTEN.kort, hoe, euro_nl(uit.kosten_ct)),
        (g.VERGOEDING.label, maximum, euro_nl(-uit.vergoeding_ct)),
        (g.TE_VERDELEN.label, uit.hoe, euro_nl(uit.te_verdelen_ct)),
    ]
    stuk.tabel(("Post", "Hoe", "Bedrag"), rijen, (5, BREEDTE_CM - 9, 4), totaal=True)


def _bijdragen(stuk: Stuk, uit: Verrekening) -> None:
    if not is_openbaar(uit):
        stuk.alinea(
            f"Er is verdeeld {uit.hoe}: uit een bijdrage zou de inzet van een gemeente zijn af te leiden. Daarom staat hier "
            f"alleen het totaal van {euro_nl(uit.te_verdelen_ct)}; uw eigen bijdrage staat in uw afrekening."
        )
        return
    rijen = [
        (rij.naam, "" if rij.begroot_ct is None else euro_nl(rij.begroot_ct), euro_nl(rij.bijdrage_ct))
        for rij in uit.met_stuk
    ]
    rijen.append(("Samen", "", euro_nl(sum(rij.bijdrage_ct for rij in uit.met_stuk))))
    stuk.tabel(("Gemeente", begroot_kop(uit.regio), g.BIJDRAGE.kort), rijen, (BREEDTE_CM - 8, 4, 4), totaal=True)
    stuk.toelichting(
        "Wat een gemeente aan inzet leverde en wat zij dus betaalt of ontvangt, staat in haar eigen afrekening."
    )


def _gecontroleerd(stuk: Stuk, stof: Akkoordstof) -> None:
    btw = " zonder btw" if stof.uitkomst.btw_is_last else ""
    stuk.punten(
        [
            "Elke werkmap is na het schrijven opnieuw berekend met een onafhankelijke rekenmachine; elke formule gaf het bedrag van "
            "de rekenkern.",
            f"Bijdragen{btw} tellen op tot het te verdelen bedrag; saldi, voorschotten en vergoeding{btw} sluiten samen op "
            f"{euro_nl(stof.uitkomst.sluitcontrole_ct)}.",
            "Zelf nagaan kan met via-xl verifieer op de versiemap.",
        ]
    )
    rijen = [
        (soort.onderwerp[0].upper() + soort.onderwerp[1:], getal_nl(soort.gebruikt), getal_nl(soort.vastgesteld))
        for soort in vaststellingen(stof.regeling, stof.uitkomst)
        if soort.gebruikt
    ]
    stuk.tabel(("Invoer", "Gebruikt", "Vastgesteld"), rijen, (BREEDTE_CM - 8, 4, 4))
