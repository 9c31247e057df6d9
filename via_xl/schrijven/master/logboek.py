"""The log: what was run when, by which version, on which input. The build itself is its first row."""

from __future__ import annotations

from via_xl import __version__
from via_xl.bewijs.invoerhash import invoerhash
from via_xl.schrijven.boek import Boek, TabelKolom
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.opmaak import kop

BLAD = "Logboek"


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet. The build has no time: the same input gives the same workbook."""
    blad = boek.blad(BLAD, beschermd=False, kleur="#7F7F7F", kopregel=f"{stand.naam} · Logboek")
    kop(blad, "Logboek", "Wat wanneer is gedaan, met welke versie, op welke invoer.", vlag=stand.vlag)
    hashes = [(jaar.jaar, invoerhash(stand.regeling, jaar.jaar)) for jaar in stand.regeling.jaren]
    aantal = len(hashes)
    blad.tabel(
        "tblLogboek",
        4,
        0,
        [
            TabelKolom("Wanneer", [None] * aantal, "werk.datum", None, 12),
            TabelKolom("Wat", ["master gebouwd"] * aantal, "werk.tekst", None, 20),
            TabelKolom("Jaar", [jaar for jaar, _ in hashes], "werk.jaar", None, 9),
            TabelKolom("Versie", [f"ViA-XL {__version__}"] * aantal, "werk.tekst", None, 16),
            TabelKolom("Invoerhash", [waarde for _, waarde in hashes], "werk.tekst", None, 68),
            TabelKolom("Opmerking", [None] * aantal, "werk.tekst", None, 40),
        ],
    )
    blad.bevroren = (5, 0)
