"""The sheet Lijsten: the words and schalen that may be chosen, and the numbers of the master with their source."""

from __future__ import annotations

from math import ceil

from via_xl.basis.maat import Maat, Ruw
from via_xl.regeling.model import Status
from via_xl.rekenen.uitgangspunten import Uitgangspunt
from via_xl.schrijven.boek import REGELHOOGTE, Boek
from via_xl.schrijven.taal import Namen, Raster, Stapel, Tabelveld, Tabkleur, begin_blad, werk
from via_xl.schrijven.urenstaat.opdracht import Urenstaatopdracht
from via_xl.urenstaat.sjabloon import BLAD_LIJSTEN, VERSIE, VOLTIJD_H

THEMAS, ROLLEN, SCHALEN, JA_NEE, JA = "Lijst_themas", "Lijst_rollen", "Lijst_schalen", "Lijst_ja_nee", "Lijst_ja"
"""The defined names behind the dropdowns."""

NAMEN = Namen(BLAD_LIJSTEN)
"""The numbers of the master, for formulas on other sheets: ``NAMEN.productief``."""

_VOLTIJD = Uitgangspunt(VOLTIJD_H, "CAO Gemeenten: 36 uur per week", status=Status.VASTGESTELD)
_BRON_BREEDTE = 76


def zet(boek: Boek, o: Urenstaatopdracht, vlag: str) -> None:
    """Add the sheet and define the names of the lists."""
    s = begin_blad(
        boek,
        BLAD_LIJSTEN,
        kleur=Tabkleur.HERKOMST,
        kopregel=o.kopregel,
        titel="Lijsten en uitgangspunten",
        uitleg=f"Waaruit u op de urenstaat kiest, en waarmee wordt vergeleken. De schalen hebben een tarief in {o.jaar}.",
        vlag=vlag,
    )
    s.blad.paginas = (1, 1)
    lijsten: tuple[tuple[str, tuple[Ruw, ...], Tabelveld[Ruw]], ...] = (
        (THEMAS, o.themas, werk("Thema", Maat.TEKST, str, breedte=34)),
        (ROLLEN, o.rollen, werk("Rol", Maat.TEKST, str, breedte=18)),
        (SCHALEN, o.schalen, werk("Schaal", Maat.SCHAAL, lambda schaal: schaal, breedte=9)),
        (JA_NEE, ("ja", "nee"), werk("Ja of nee", Maat.TEKST, str, breedte=11)),
        (JA, ("ja",), werk("Akkoord", Maat.TEKST, str, breedte=10)),
    )
    for kol, (naam, woorden, veld) in enumerate(lijsten):
        Stapel(s.blad, kol=kol).raster(Raster(naam, woorden, [veld]))
        boek.naam(naam, NAMEN[f"{naam} {veld.kop}"])
    s.breed({len(lijsten): 3})
    _uitgangspunten(Stapel(s.blad, kol=len(lijsten) + 1), o)


def _uitgangspunten(s: Stapel, o: Urenstaatopdracht) -> None:
    punten = (
        ("productief", "Productieve uren per jaar bij een volledige werkweek", o.productief),
        ("voltijd", "Volledige werkweek", _VOLTIJD),
        ("capaciteit", "Capaciteit per week", o.capaciteit),
    )
    velden: list[Tabelveld[tuple[str, str, Uitgangspunt]]] = [
        werk("Uitgangspunt", Maat.TEKST, lambda r: r[1], breedte=48),
        werk("Waarde in uren", Maat.UREN, lambda r: r[2].waarde_h, breedte=16),
        werk("Bron", Maat.ALINEA, lambda r: r[2].bron, breedte=_BRON_BREEDTE),
        werk("Brondatum", Maat.DATUM, lambda r: r[2].datum),
        werk("Status", Maat.TEKST, lambda r: r[2].status, breedte=15),
    ]
    noemt = ("Waarde in uren", _naam)
    s.raster(Raster("uitgangspunten", punten, velden, hoogte=_hoogte, noemt=noemt))
    s.wit(2)
    s.feit("Sjabloonversie", VERSIE, "kaal.nr")
    s.feit("Invoerhash van lijsten en uitgangspunten", o.invoerhash)


def _naam(punt: tuple[str, str, Uitgangspunt]) -> str:
    return punt[0]


def _hoogte(punt: tuple[str, str, Uitgangspunt]) -> float:
    regels = ceil(len(punt[2].bron) / _BRON_BREEDTE)
    return REGELHOOGTE * regels if regels > 1 else 0
