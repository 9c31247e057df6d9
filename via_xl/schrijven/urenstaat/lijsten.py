"""The sheet Lijsten: the words and schalen that may be chosen, and the numbers of the master with their source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from via_xl.basis.geld import uren
from via_xl.basis.kolommen import kolomletter
from via_xl.regeling.model import Status
from via_xl.rekenen.uitgangspunten import Uitgangspunt
from via_xl.schrijven.boek import Adres, Blad, Boek, Waarde
from via_xl.schrijven.opmaak import kop
from via_xl.schrijven.urenstaat.opdracht import Urenstaatopdracht
from via_xl.urenstaat.sjabloon import BLAD_LIJSTEN, VERSIE, VOLTIJD_H

THEMAS, ROLLEN, SCHALEN, JA_NEE, JA = "Lijst_themas", "Lijst_rollen", "Lijst_schalen", "Lijst_ja_nee", "Lijst_ja"
"""The defined names behind the dropdowns."""

_KOPRIJ = 4
_BLOK = 6
_KOPPEN = ("Uitgangspunt", "Waarde in uren", "Bron", "Brondatum", "Status")


_VOLTIJD = Uitgangspunt(VOLTIJD_H, "CAO Gemeenten: 36 uur per week", status=Status.VASTGESTELD)
_BRON_BREEDTE = 76


@dataclass(frozen=True, slots=True)
class Lijstplaatsen:
    """Where the numbers of the master stand."""

    productief: Adres
    voltijd: Adres
    capaciteit: Adres


def zet(boek: Boek, o: Urenstaatopdracht, vlag: str) -> Lijstplaatsen:
    """Add the sheet and define the names of the lists."""
    blad = boek.blad(BLAD_LIJSTEN, kopregel=o.kopregel, kleur="#7F7F7F", paginas=(1, 1))
    uitleg = f"Waaruit u op de urenstaat kiest, en waarmee wordt vergeleken. De schalen hebben een tarief in {o.jaar}."
    kop(blad, "Lijsten en uitgangspunten", uitleg, vlag=vlag)
    _lijst(boek, blad, 0, THEMAS, "Thema", o.themas)
    _lijst(boek, blad, 1, ROLLEN, "Rol", o.rollen)
    _lijst(boek, blad, 2, SCHALEN, "Schaal", o.schalen, "werk.schaal")
    _lijst(boek, blad, 3, JA_NEE, "Ja of nee", ("ja", "nee"))
    _lijst(boek, blad, 4, JA, "Akkoord", ("ja",))
    for plaats, tekst in enumerate(_KOPPEN):
        blad.zet(_KOPRIJ, _BLOK + plaats, tekst, "kop")
    plaatsen = Lijstplaatsen(
        _uitgangspunt(blad, 1, "Productieve uren per jaar bij een volledige werkweek", o.productief),
        _uitgangspunt(blad, 2, "Volledige werkweek", _VOLTIJD),
        _uitgangspunt(blad, 3, "Capaciteit per week", o.capaciteit),
    )
    blad.zet(_KOPRIJ + 6, _BLOK, "Sjabloonversie", "vet")
    blad.zet(_KOPRIJ + 6, _BLOK + 1, VERSIE, "kaal.nr")
    blad.zet(_KOPRIJ + 7, _BLOK, "Invoerhash van lijsten en uitgangspunten", "vet")
    blad.zet(_KOPRIJ + 7, _BLOK + 1, o.invoerhash)
    blad.breedtes |= {0: 34, 1: 18, 2: 9, 3: 11, 4: 10, 5: 3, 6: 48, 7: 16, 8: _BRON_BREEDTE, 9: 12, 10: 15}
    return plaatsen


def _lijst(
    boek: Boek, blad: Blad, kol: int, naam: str, tekst: str, waarden: Sequence[Waarde], stijl: str = "werk.tekst"
) -> None:
    blad.zet(_KOPRIJ, kol, tekst, "kop")
    for nummer, waarde in enumerate(waarden, start=1):
        blad.zet(_KOPRIJ + nummer, kol, waarde, stijl)
    eerste = Adres(blad.naam, _KOPRIJ + 1, kol)
    boek.naam(naam, f"{eerste}:${kolomletter(kol)}${_KOPRIJ + 1 + len(waarden)}")


def _uitgangspunt(blad: Blad, nummer: int, wat: str, punt: Uitgangspunt) -> Adres:
    rij = _KOPRIJ + nummer
    if len(punt.bron) > _BRON_BREEDTE:
        blad.hoogtes[rij] = 13.5 * -(-len(punt.bron) // _BRON_BREEDTE)
    blad.zet(rij, _BLOK, wat, "werk.tekst")
    adres = blad.zet(rij, _BLOK + 1, None if punt.waarde_h is None else uren(punt.waarde_h), "werk.uren")
    blad.zet(rij, _BLOK + 2, punt.bron, "werk.alinea")
    blad.zet(rij, _BLOK + 3, punt.datum, "werk.datum")
    blad.zet(rij, _BLOK + 4, str(punt.status), "werk.tekst")
    return adres
