"""The tree as a workbook: a row for each step, set in by its depth, with Excel's own outline to fold it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from via_xl.basis.maat import Maat
from via_xl.bewijs.herkomst.boom import Boom, Bronvermelding, Knoop, Stapsoort, samenvatting
from via_xl.lezen.getalopmaak import is_datum
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.raster import Cel, Waarde
from via_xl.schrijven.stijl import GETALFORMATEN
from via_xl.schrijven.taal import Tabelveld, Tabkleur, begin_blad, geteld, werk

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

BLAD, BLAD_BRONNEN = "Herkomst", "Bronnen"
TABEL, TABEL_BRONNEN = "tblBoom", "tblBronnen"
_NIVEAUS = 7
"""Excel folds seven levels."""

_BREED, _UITLEG, _PLAATS, _BRON = 44, 52, 20, 34
"""Widths of the columns of which a text runs on."""

_STIJL = {formaat: naam for naam, formaat in reversed(GETALFORMATEN.items()) if naam != "schaal"}
_SOORT = {
    Stapsoort.VERWIJZING: "zie stap",
    Stapsoort.ONGEBRUIKT: "telt nu niet mee",
    Stapsoort.BUITEN: "niet te volgen",
}


def maak_rapport(boom: Boom) -> Boek:
    """The workbook."""
    boek = Boek(f"Herkomst van {boom.wortel.adres} in {boom.bestand}")
    _stappen(boek, boom)
    _bronnen(boek, boom)
    return boek.klaar()


class _Leesstap(NamedTuple):
    """A step as it is read: what it is, and how deep it lies."""

    knoop: Knoop
    niveau: int


def _stappen(boek: Boek, boom: Boom) -> None:
    waar = f"cel {boom.wortel.adres} in {boom.bestand}" + (f", verder in {boom.master}" if boom.master else "")
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel=boom.titel,
        titel=f"Hoe dit bedrag tot stand komt: {boom.titel}",
        uitleg=f"{waar} · {boom.versie}",
        vlag=None,
        begin=2,
        beschermd=False,
    )
    opmerkingen = boom.opmerkingen[:2]
    for tekst in opmerkingen:
        s.tekst(tekst, "vet")
    s.wit(2 - len(opmerkingen))
    stappen = [_Leesstap(*stap) for stap in _op_volgorde(boom.wortel)]
    velden: list[Tabelveld[_Leesstap]] = [
        werk("Stap", Maat.NR, lambda r: r.knoop.nummer, breedte=6),
        werk("Wat", Maat.ALINEA, lambda r: _ingesprongen(r.knoop, r.niveau), breedte=_BREED),
        werk("Waarde", Maat.ALGEMEEN, lambda r: r.knoop.waarde, breedte=19),
        werk("Hoe", Maat.ALINEA, lambda r: _hoe(r.knoop), breedte=_UITLEG),
        werk("Plaats", Maat.ALINEA, lambda r: r.knoop.adres, breedte=_PLAATS),
        werk("Bron", Maat.ALINEA, lambda r: _document(r.knoop), breedte=_BRON),
        werk("Brondatum", Maat.TEKST, lambda r: r.knoop.bron.datum if r.knoop.bron else None),
        werk("Status", Maat.TEKST, lambda r: r.knoop.bron.status if r.knoop.bron else None, breedte=14),
        werk("Soort", Maat.TEKST, lambda r: _soort(r.knoop), breedte=17),
        werk("Niveau", Maat.NR, lambda r: r.niveau, breedte=8),
        werk("Eenheid", Maat.TEKST, lambda r: _eenheid(r.knoop), breedte=12),
        werk("Bestand", Maat.TEKST, lambda r: r.knoop.bestand or boom.bestand, breedte=50),
        werk("Formule", Maat.TEKST, lambda r: r.knoop.formule_nl, breedte=60),
        werk("Formule Engels", Maat.TEKST, lambda r: r.knoop.formule_en, breedte=60),
    ]
    s.tabel(TABEL, stappen, velden, bevries=True, bevries_kolommen=2, rijhoogte=_rijhoogte, noemt=("Waarde", _naam))
    s.afdruk(7)
    s.leg()
    niveaus: dict[int, int] = {}
    for stap in stappen:
        plek = s.blad.namen[_naam(stap)]
        s.blad.cellen[plek.rij, plek.kol] = _waarde(stap.knoop)
        niveaus[plek.rij] = min(stap.niveau, _NIVEAUS)
    s.blad.aanvullingen.append(_omtrek(niveaus, s.blad.hoogtes))


def _naam(stap: _Leesstap) -> str:
    return f"stap {stap.knoop.nummer}"


def _rijhoogte(stap: _Leesstap) -> float:
    wat, hoe = _ingesprongen(stap.knoop, stap.niveau), _hoe(stap.knoop)
    return geteld((hoe, _UITLEG), (wat, _BREED), (_document(stap.knoop), _BRON), (stap.knoop.adres, _PLAATS))


def _bronnen(boek: Boek, boom: Boom) -> None:
    bronnen = boom.bronnen()
    s = begin_blad(
        boek,
        BLAD_BRONNEN,
        kleur=Tabkleur.HERKOMST,
        kopregel=boom.titel,
        titel="Waarop dit bedrag rust",
        uitleg=samenvatting(bronnen) if bronnen else "Geen ingevoerd gegeven.",
        vlag=None,
        beschermd=False,
    )
    velden: list[Tabelveld[tuple[Bronvermelding, int]]] = [
        werk("Document", Maat.ALINEA, lambda r: r[0].document, breedte=90),
        werk("Brondatum", Maat.TEKST, lambda r: r[0].datum, breedte=14),
        werk("Status", Maat.TEKST, lambda r: r[0].status, breedte=18),
        werk("Gegevens", Maat.GEHEEL, lambda r: r[1]),
    ]
    s.tabel(
        TABEL_BRONNEN, bronnen, velden, bevries=True, herhaal=False, rijhoogte=lambda r: geteld((r[0].document, 90))
    )


def _op_volgorde(wortel: Knoop) -> list[tuple[Knoop, int]]:
    """The steps as they are read, each with its depth."""
    uit, wachtend = [], [(wortel, 0)]
    while wachtend:
        knoop, niveau = wachtend.pop()
        uit.append((knoop, niveau))
        wachtend.extend((kind, niveau + 1) for kind in reversed(knoop.kinderen))
    return uit


def _ingesprongen(knoop: Knoop, niveau: int) -> str:
    return "· " * min(niveau, 20) + knoop.label[:1].upper() + knoop.label[1:]


def _waarde(knoop: Knoop) -> Cel:
    """The value as a number where it is one, in the format of its own cell when the house has that."""
    ruw: Waarde = knoop.ruw
    samen = knoop.soort in (Stapsoort.BEREIK, Stapsoort.SELECTIE)
    if isinstance(ruw, str) and is_datum(knoop.formaat) and not samen:
        try:
            ruw = date.fromisoformat(ruw[:10])
        except ValueError:
            ruw = knoop.waarde
    formaat = _STIJL.get(knoop.formaat, "algemeen")
    if isinstance(ruw, str) or ruw is None:
        return Cel(knoop.waarde, "werk.tekst")
    rol = "invoer" if knoop.soort is Stapsoort.INVOER else "werk"
    return Cel(ruw, f"{rol}.{'algemeen' if formaat in ('tekst', 'alinea') else formaat}")


def _hoe(knoop: Knoop) -> str:
    if knoop.soort is Stapsoort.VERWIJZING:
        return f"staat al bij stap {knoop.naar}, met alles eronder"
    delen = []
    if knoop.aantal:
        delen.append(f"{knoop.waarde}.")
    if knoop.waar:
        delen.append(f"Waar {knoop.waar}.")
    if knoop.uitleg:
        delen.append(knoop.uitleg)
    if knoop.soort is Stapsoort.BEREKEND and not knoop.uitleg and len(knoop.kinderen) == 1:
        delen.append(f"Overgenomen van {knoop.kinderen[0].adres}.")
    if knoop.opmerking:
        delen.append(f"{knoop.opmerking[:1].upper()}{knoop.opmerking[1:]}.")
    if knoop.meer:
        delen.append("Hieronder staat meer.")
    return " ".join(delen)


def _soort(knoop: Knoop) -> str:
    return (
        f"zie stap {knoop.naar}" if knoop.soort is Stapsoort.VERWIJZING else _SOORT.get(knoop.soort, str(knoop.soort))
    )


def _eenheid(knoop: Knoop) -> str:
    if isinstance(knoop.ruw, str) or knoop.ruw is None:
        return ""
    if "€" in knoop.formaat:
        return "euro"
    return "procent" if "%" in knoop.formaat else ""


def _document(knoop: Knoop) -> str:
    if knoop.bron is not None:
        return knoop.bron.document
    if knoop.soort is Stapsoort.VERWIJZING:
        return ""
    return "; ".join(f"{bron.document} ({aantal})" for bron, aantal in knoop.bronnen[:5])


def _omtrek(niveaus: dict[int, int], hoogtes: dict[int, float]) -> Callable[[Workbook, Worksheet], None]:
    """Excel's outline: every row visible, to be folded by its level; the sum stands above what explains it."""

    def aanvulling(_: Workbook, ws: Worksheet) -> None:
        ws.outline_settings(True, False, True, False)
        for rij, niveau in niveaus.items():
            opties: dict[str, Any] = {"level": niveau} if niveau else {}
            ws.set_row(rij, hoogtes.get(rij), None, opties)

    return aanvulling
