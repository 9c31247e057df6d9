"""The rates that the gemeente's own hour lines use, and how each is derived."""

from __future__ import annotations

from via_xl.basis.geld import euro
from via_xl.regeling import tabellen
from via_xl.rekenen.tarief import uurtarief_ct
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Boek, TabelKolom
from via_xl.schrijven.formules import UURTARIEF
from via_xl.schrijven.master.invoer import celwaarde, stijl_van
from via_xl.schrijven.opmaak import TABELRIJ, kop

BLAD = "Tarieven"
TABEL = "tblUwTarieven"


def zet(boek: Boek, o: Afrekeningopdracht) -> None:
    """Add the sheet; without own hours it says so."""
    blad = boek.blad(BLAD, kleur="#F2C94C", kopregel=o.kopregel)
    kop(blad, "Tarieven", "De uurtarieven die bij uw eigen urenregels horen.", vlag="OK")
    if not o.tarieven:
        blad.zet(TABELRIJ, 0, "Uw gemeente heeft geen uren geleverd; er is geen tarief gebruikt.")
        return
    invoer = [
        TabelKolom(
            kolom.kop,
            [celwaarde(kolom, getattr(rij, kolom.veld)) for rij in o.tarieven],
            f"invoer.{stijl_van(kolom)}",
            breedte=90 if kolom.veld == "bron" else kolom.breedte,
        )
        for kolom in tabellen.TARIEVEN.kolommen
    ]
    blad.tabel(
        TABEL,
        TABELRIJ,
        0,
        [
            *invoer,
            TabelKolom("Vindplaats", [o.vindplaats(r.plek) for r in o.tarieven], "werk.tekst", None, 15),
            TabelKolom("Uurtarief €", [euro(uurtarief_ct(r)) for r in o.tarieven], "uitkomst.euro", UURTARIEF, 13),
        ],
    )
    blad.hoogtes[TABELRIJ] = 30
    blad.bevroren = (TABELRIJ + 1, 0)
