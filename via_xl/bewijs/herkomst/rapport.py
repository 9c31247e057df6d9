"""The tree as a workbook: a row for each step, set in by its depth, with Excel's own outline to fold it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from via_xl.bewijs.herkomst.boom import Boom, Knoop, Stapsoort, samenvatting
from via_xl.lezen.getalopmaak import is_datum
from via_xl.schrijven.boek import Blad, Boek, Cel, TabelKolom, Waarde
from via_xl.schrijven.opmaak import TABELRIJ, kop
from via_xl.schrijven.stijl import GETALFORMATEN

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
    _stappen(boek.blad(BLAD, beschermd=False, kleur="#1F4E78", kopregel=boom.titel), boom)
    _bronnen(boek.blad(BLAD_BRONNEN, beschermd=False, kleur="#7F7F7F", kopregel=boom.titel), boom)
    return boek


def _stappen(blad: Blad, boom: Boom) -> None:
    rijen = list(_op_volgorde(boom.wortel))
    waar = f"cel {boom.wortel.adres} in {boom.bestand}" + (f", verder in {boom.master}" if boom.master else "")
    kop(blad, f"Hoe dit bedrag tot stand komt: {boom.titel}", f"{waar} · {boom.versie}", vlag=None)
    for nummer, tekst in enumerate(boom.opmerkingen[:2]):
        blad.zet(2 + nummer, 0, tekst, "vet")
    kolommen = (
        TabelKolom("Stap", [knoop.nummer for knoop, _ in rijen], "werk.nr", breedte=6),
        TabelKolom("Wat", [_ingesprongen(knoop, niveau) for knoop, niveau in rijen], "werk.alinea", breedte=_BREED),
        TabelKolom("Waarde", [knoop.waarde for knoop, _ in rijen], "werk.algemeen", breedte=19),
        TabelKolom("Hoe", [_hoe(knoop) for knoop, _ in rijen], "werk.alinea", breedte=_UITLEG),
        TabelKolom("Plaats", [knoop.adres for knoop, _ in rijen], "werk.alinea", breedte=_PLAATS),
        TabelKolom("Bron", [_document(knoop) for knoop, _ in rijen], "werk.alinea", breedte=_BRON),
        TabelKolom("Brondatum", [knoop.bron.datum if knoop.bron else None for knoop, _ in rijen], "werk.tekst"),
        TabelKolom(
            "Status", [knoop.bron.status if knoop.bron else None for knoop, _ in rijen], "werk.tekst", breedte=14
        ),
        TabelKolom("Soort", [_soort(knoop) for knoop, _ in rijen], "werk.tekst", breedte=17),
        TabelKolom("Niveau", [niveau for _, niveau in rijen], "werk.nr", breedte=8),
        TabelKolom("Eenheid", [_eenheid(knoop) for knoop, _ in rijen], "werk.tekst", breedte=12),
        TabelKolom("Bestand", [knoop.bestand or boom.bestand for knoop, _ in rijen], "werk.tekst", breedte=50),
        TabelKolom("Formule", [knoop.formule_nl for knoop, _ in rijen], "werk.tekst", breedte=60),
        TabelKolom("Formule Engels", [knoop.formule_en for knoop, _ in rijen], "werk.tekst", breedte=60),
    )
    tabel = blad.tabel(TABEL, TABELRIJ, 0, kolommen)
    niveaus: dict[int, int] = {}
    for index, (knoop, niveau) in enumerate(rijen):
        plek = tabel.adres(blad.naam, "Waarde", index)
        blad.cellen[plek.rij, plek.kol] = _waarde(knoop)
        teksten = (_hoe(knoop), _UITLEG), (_ingesprongen(knoop, niveau), _BREED), (_document(knoop), _BRON)
        blad.laat_doorlopen(plek.rij, (*teksten, (knoop.adres, _PLAATS)))
        niveaus[plek.rij] = min(niveau, _NIVEAUS)
    blad.aanvullingen.append(_omtrek(niveaus, blad.hoogtes))
    blad.bevroren = (TABELRIJ + 1, 2)
    blad.titelrijen = (TABELRIJ, TABELRIJ)
    blad.afdrukbereik = (0, 0, TABELRIJ + len(rijen), 7)


def _bronnen(blad: Blad, boom: Boom) -> None:
    bronnen = boom.bronnen()
    kop(blad, "Waarop dit bedrag rust", samenvatting(bronnen) if bronnen else "Geen ingevoerd gegeven.", vlag=None)
    blad.tabel(
        TABEL_BRONNEN,
        TABELRIJ,
        0,
        (
            TabelKolom("Document", [bron.document for bron, _ in bronnen], "werk.alinea", breedte=90),
            TabelKolom("Brondatum", [bron.datum for bron, _ in bronnen], "werk.tekst", breedte=14),
            TabelKolom("Status", [bron.status for bron, _ in bronnen], "werk.tekst", breedte=18),
            TabelKolom("Gegevens", [aantal for _, aantal in bronnen], "werk.geheel", breedte=12),
        ),
    )
    for index, (bron, _) in enumerate(bronnen):
        blad.laat_doorlopen(TABELRIJ + 1 + index, ((bron.document, 90),))
    blad.bevroren = (TABELRIJ + 1, 0)


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
