"""The first sheet of a report: the year, which can be chosen, what is in it, and of which master it was made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from via_xl.basis.maat import Maat
from via_xl.regeling.regio import Regio
from via_xl.regeling.tabellen import UREN
from via_xl.schrijven.boek import Blad, Boek, Validatie
from via_xl.schrijven.master.invoer import LIJSTEN
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.start import JAAR
from via_xl.schrijven.taal import VLAG, Aanzien, F, Stapel, Tabkleur, begin_blad

BLAD = "Rapport"
ALLEEN_INTERN = "alleen voor de centrumgemeente"
"""For whom a report with hour lines is."""

WAARVOOR = {
    "Bijdrage": "{tabel} nagerekend, over alle jaren, met grafieken",
    "Capaciteit": "gevraagd, toegezegd en geleverd, per gemeente, rol en maand, met prognose",
    "Prognose": "waar het jaar op uitkomt: laag, verwacht en hoog, met de aannames",
    "Jaareinde": "wat elke gemeente in haar jaarrekening opneemt, vóór de afrekening",
    "Themas": "uren en kosten per thema",
    "DUVO-POK": "het budget van het jaar, wat is besteed en wat over is",
    "Uitgangspunten": "wat in {het document} open is, en wat elke lezing elke gemeente kost",
    "Lezingen": "het jaar verrekend onder elke andere lezing, stap voor stap",
    "Verrekening": "de afrekening waar dit rapport op rust, stap voor stap",
    "Controles": "of alles op elkaar aansluit",
}
"""What each sheet is for, as a text for :meth:`via_xl.regeling.regio.Regio.zin`."""


class Herkomst(Struct, frozen=True):
    """Of which master a report was made: its name, its day and its SHA-256, the input hash, the program, and today."""

    masternaam: str
    masterdatum: date
    master_sha: str
    invoerhash: str
    programma: str
    op: date


def leg_aan(boek: Boek, stand: Stand) -> Blad:
    """Add the sheet as the first, with the cell of the year and the names behind the dropdowns."""
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=stand.naam,
        titel=F(f'="{stand.naam} · "&{JAAR}', f"{stand.naam} · {stand.jaar}"),
        uitleg="Een kopie van de invoer van de master, met levende formules. Invoer wijzigt u in de master; maak daarna het "
        "rapport opnieuw.",
        vlag=None,
    )
    keuze = Validatie({"validate": "list", "source": "=Lijst_jaren", "input_message": "Het jaar van dit rapport."})
    s.blad.zet(4, 0, "Jaar", "werk.tekst")
    boek.naam(JAAR, s.blad.keuze(4, 1, stand.jaar, "invoer.jaar", keuze))
    s.blad.zet(4, 2, "kies een ander jaar; alle bladen rekenen mee", "uitleg.tekst")
    for naam, verwijzing in LIJSTEN.items():
        boek.naam(naam, verwijzing)
    return s.blad


def vul(boek: Boek, blad: Blad, bladen: Sequence[str], herkomst: Herkomst, regio: Regio) -> None:
    """Fill the sheet, once the others stand.

    A report with hour lines is a copy of what persons worked: that can't be taken together, since every formula follows from
    those lines. So it says, here and at the head of every page, for whom it is, and what to hand over instead.
    """
    s = Stapel(blad, 6)
    if any(ander.naam == UREN.blad for ander in boek.bladen):
        s.uitleg(f"{ALLEEN_INTERN[0].upper()}{ALLEEN_INTERN[1:]}: er staan uren van personen in. Geef dit niet door;")
        s.uitleg("voor anderen is er via-xl verantwoording, waarin uren van minder dan drie medewerkers samen staan.")
        s.wit()
        for ander in boek.bladen:
            # The report on one sheet has its name: once is enough.
            delen = dict.fromkeys((*ander.kopregel.split(" · "), ALLEEN_INTERN))
            ander.kopregel = " · ".join(deel for deel in delen if deel)
    s.kopje("Bladen")
    for naam in (*bladen, "Controles"):
        s.link(naam, regio.zin(WAARVOOR[naam]))
    s.wit()
    b = s.blok("Waaruit dit is gemaakt")
    b.rij("Controles", Maat.TEKST, F(VLAG, boek.vlag))
    for label, maat, waarde in (
        ("Master", Maat.TEKST, herkomst.masternaam),
        ("Master bewaard op", Maat.DATUM, herkomst.masterdatum),
        ("SHA-256 van de master", Maat.TEKST, herkomst.master_sha),
        ("Invoerhash van het jaar", Maat.TEKST, herkomst.invoerhash),
        ("Versie van het programma", Maat.TEKST, herkomst.programma),
        ("Gemaakt op", Maat.DATUM, herkomst.op),
    ):
        b.rij(label, maat, waarde, aanzien=Aanzien.WERK)
    s.breed({0: 34, 1: 30, 2: 62})
    blad.paginas = (1, 1)
