"""The rates that the gemeente's own hour lines use, and how each is derived."""

from __future__ import annotations

from typing import Any

from via_xl.basis.maat import Maat
from via_xl.regeling import tabellen
from via_xl.regeling.kolom import Invoerkolom
from via_xl.regeling.model import Tarief
from via_xl.rekenen.tarief import uurtarief_ct
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.formules import UURTARIEF
from via_xl.schrijven.master.invoer import maat_van
from via_xl.schrijven.taal import Tabelveld, Tabkleur, begin_blad, invoer, uitkomst, werk

BLAD = "Tarieven"
TABEL = "tblUwTarieven"


def zet(boek: Boek, o: Afrekeningopdracht) -> None:
    """Add the sheet; without own hours it says so."""
    uitleg = "De uurtarieven die bij uw eigen urenregels horen."
    s = begin_blad(boek, BLAD, kleur=Tabkleur.INVOER, kopregel=o.kopregel, uitleg=uitleg)
    if not o.tarieven:
        s.tekst("Uw gemeente heeft geen uren geleverd; er is geen tarief gebruikt.")
        return
    velden: list[Tabelveld[Tarief]] = [
        *(_invoer(kolom) for kolom in tabellen.TARIEVEN.kolommen),
        werk("Vindplaats", Maat.TEKST, lambda r: o.vindplaats(r.plek), breedte=15),
        uitkomst("Uurtarief €", Maat.EURO, uurtarief_ct, UURTARIEF, breedte=13),
    ]
    s.tabel(TABEL, o.tarieven, velden, kophoogte=30, doorlopend=True)
    s.blad.bevroren = (5, 0)


def _invoer(kolom: Invoerkolom) -> Tabelveld[Tarief]:
    def waarde(rij: Tarief) -> Any:
        return getattr(rij, kolom.veld)

    if kolom.veld == "bron":
        return invoer(kolom.kop, Maat.ALINEA, waarde, breedte=34)
    return invoer(kolom.kop, maat_van(kolom), waarde, breedte=kolom.breedte)
