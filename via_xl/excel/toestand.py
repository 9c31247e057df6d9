"""Whether the open book can be worked with, said in Dutch when it can't, and Excel itself left as it was found."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.schijffout import reden
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.indeling import aanbod, indeling_van
from via_xl.lezen.master import lees_master, lees_open_master
from via_xl.lezen.tabelplaats import Tabelplaats, kop_vorm
from via_xl.regeling.kolom import Invoertabel
from via_xl.regeling.tabellen import INDELING, INDELINGNAAM, TABELLEN
from via_xl.schrijven.master import afrekening, instellingen, invoer, logboek, prognose, rekenhulp, start, verrekening
from via_xl.schrijven.taal import controleblad

BLADEN = (
    *(start.BLAD, *(blad.naam for blad in invoer.BLADEN)),
    *(verrekening.BLAD, afrekening.BLAD, controleblad.BLAD, prognose.BLAD, logboek.BLAD),
)
"""The sheets that every master has."""

MET_MACROS = (rekenhulp.BLAD, instellingen.BLAD)
"""The sheets that the edition with macros has besides."""

_HANDMATIG = -4135
"""xlCalculationManual."""

_POGINGEN = 3
_MAPKIEZER, _GEKOZEN = 4, -1
"""msoFileDialogFolderPicker, and what it gives when a folder was chosen."""


def eis_op_schijf(boek: OpenBoek) -> None:
    """The book has a file of its own on a disk that other programs can read.

    One that is on the web only gets a private copy for as long as the macro works; what the macro makes comes in the folder that
    the user says, as does what it looks for beside the master.

    Raises:
        InvoerFout: it was never saved, or the user says no folder.
    """
    if not boek.com.Path:
        raise InvoerFout(
            f"{boek.naam} is nog nooit bewaard. Bewaar de master eerst op uw eigen schijf of een netwerkschijf."
        )
    if boek.op_schijf is None:
        _leg_neer(boek)


def _leg_neer(boek: OpenBoek) -> None:
    venster = boek.com.Application.FileDialog(_MAPKIEZER)
    venster.Title = f"{boek.naam} staat alleen op het web: kies een map voor wat ViA-XL maakt"
    if venster.Show() != _GEKOZEN:
        raise InvoerFout(
            f"{boek.naam} is geopend vanaf OneDrive of SharePoint ({boek.volledige_naam}) en op deze computer niet gevonden; er "
            "is niets gedaan. Synchroniseer de map (in SharePoint: 'Synchroniseren', in de Verkenner: 'Altijd behouden op dit "
            "apparaat') en open de master daar, of kies bij de macro een map voor wat zij maakt."
        )
    naast = Path(str(venster.SelectedItems(1)))
    eis_schrijfbare_map(naast)
    boek.leg_neer(naast)


def eis_bijgewerkt(boek: OpenBoek) -> None:
    """The file that a synced folder has of the book holds what is open.

    Raises:
        InvoerFout: the file is older.
    """
    if "://" in boek.volledige_naam and lees_master(boek.bestand).regeling != lees_open_master(boek).regeling:
        raise InvoerFout(
            f"Wat er in {boek.naam} staat is nog niet op deze computer aangekomen ({boek.pad}); er is niets gedaan. Bewaar de "
            "master, wacht tot OneDrive klaar is met synchroniseren, en probeer het opnieuw."
        )


def eis_wijzigbaar(boek: OpenBoek) -> None:
    """What is added to the book can be saved in it.

    Raises:
        InvoerFout: it was opened read-only, or someone else is in it too.
    """
    if anderen := _anderen(boek):
        raise InvoerFout(
            f"{' en '.join(anderen)} {'werkt' if len(anderen) == 1 else 'werken'} ook in {boek.naam}; er is niets gedaan. Wat een "
            "macro schrijft kan dan met wat een ander typt door elkaar lopen, en is niet terug te lezen. Laat de werkmap "
            "overal elders sluiten en probeer het opnieuw."
        )
    if boek.com.ReadOnly:
        raise InvoerFout(
            f"{boek.naam} is geopend als alleen-lezen; wat er bijkomt zou niet bewaard kunnen worden. Sluit de werkmap "
            "ook op andere plaatsen, en open die opnieuw om te bewerken."
        )


def _anderen(boek: OpenBoek) -> list[str]:
    """Who else has the book open; nobody where Excel doesn't say."""
    with suppress(Exception):
        return [str(rij[0]) for rij in boek.com.UserStatus if rij[0] != boek.com.Application.UserName]
    return []


@contextmanager
def zonder_automatisch_opslaan(boek: OpenBoek) -> Iterator[None]:
    """Nothing of the book goes to the web, or comes from there, while a macro works: put back as it was.

    An Excel that has no AutoSave is left as it is.
    """
    was = False
    with suppress(Exception):
        was = bool(boek.com.AutoSaveOn)
    if was:
        boek.com.AutoSaveOn = False
    try:
        yield
    finally:
        if was:
            _zet_terug(boek.com, "AutoSaveOn", True)


def eis_schrijfbare_map(werkmap: Path) -> None:
    """A file can be made in this folder.

    Raises:
        InvoerFout: no access, a full disk, or no such folder.
    """
    try:
        with tempfile.TemporaryFile(dir=werkmap) as proef:
            proef.write(b"x")
    except OSError as fout:
        raise InvoerFout(
            f"In {werkmap} kan niet worden geschreven ({reden(fout)}). Zet de master in een map waarin u mag schrijven."
        ) from fout


def eis_master(boek: OpenBoek) -> None:
    """The book is a master of this layout, with all its tables.

    Raises:
        InvoerFout: it is another workbook, of another layout, or a table is gone or has another name.
    """
    plaatsen = boek.tabellen
    namen = {zelfde_in_formule(plaats.naam) for plaats in plaatsen}
    ontbreekt = [tabel for tabel in TABELLEN if zelfde_in_formule(tabel.naam) not in namen]
    if len(ontbreekt) == len(TABELLEN):
        raise InvoerFout(
            f"{boek.naam} is geen master: er staat geen enkele tabel van de verrekening in. Activeer de master "
            "en probeer het opnieuw."
        )
    plek = boek.cel_van_naam(INDELINGNAAM)
    indeling = indeling_van(boek.naam, plek and boek.cel(*plek))
    if indeling < INDELING:
        raise InvoerFout(f"{boek.naam}: {aanbod(boek.pad, indeling)}; bewaar en sluit hem eerst.")
    if ontbreekt:
        regels = [_ontbrekend(tabel, plaatsen) for tabel in ontbreekt]
        raise InvoerFout("\n".join((f"{boek.naam}: een tabel ontbreekt of is hernoemd; er is niets gedaan.", *regels)))


def _ontbrekend(tabel: Invoertabel, plaatsen: tuple[Tabelplaats, ...]) -> str:
    koppen = {kop_vorm(kolom.kop) for kolom in tabel.kolommen}
    for plaats in plaatsen:
        if koppen <= {kop_vorm(kop) for kop in plaats.kolommen}:
            return (
                f"{plaats.naam} op blad {plaats.blad} heeft de kolommen van {tabel.naam}: noem haar bij Tabelontwerp weer "
                f"{tabel.naam}."
            )
    return f"{tabel.naam} (gewoonlijk op blad {tabel.blad}) is er niet: zet haar terug, of neem een reservekopie."


def eis_bladen(boek: OpenBoek) -> None:
    """The sheets of a master are there: what stands outside the tables is proven by the name of its sheet.

    Raises:
        InvoerFout: a sheet is gone or has another name.
    """
    aanwezig = {zelfde_in_formule(naam) for naam in boek.bladnamen}
    ontbreekt = [naam for naam in BLADEN if zelfde_in_formule(naam) not in aanwezig]
    if ontbreekt:
        over = [naam for naam in boek.bladnamen if naam not in (*BLADEN, *MET_MACROS)]
        anders = f" Geen bladen van de master zijn: {', '.join(over)}." if over else ""
        raise InvoerFout(
            f"{boek.naam}: dit ontbreekt of is hernoemd: blad {', blad '.join(ontbreekt)}; er is niets gedaan. Geef elk blad "
            f"zijn naam terug.{anders}"
        )


@contextmanager
def rustig_excel(app: Any) -> Iterator[Voortgang]:
    """Excel still and undisturbed while a macro works; the progress goes to its status bar.

    Everything is put back as it was, however the work ends: what fails the first time is tried again.
    """
    namen = ("StatusBar", "ScreenUpdating", "EnableEvents", "DisplayAlerts", "Calculation")
    was = {naam: getattr(app, naam) for naam in namen}
    try:
        for naam, waarde in (("ScreenUpdating", False), ("EnableEvents", False), ("DisplayAlerts", False)):
            setattr(app, naam, waarde)
        app.Calculation = _HANDMATIG
        yield statusregel(app)
    finally:
        for naam in reversed(namen):
            _zet_terug(app, naam, was[naam])


def _zet_terug(app: Any, naam: str, waarde: object) -> None:
    for _ in range(_POGINGEN):
        with suppress(Exception):
            setattr(app, naam, waarde)
            return


def statusregel(app: Any) -> Voortgang:
    """Progress in Excel's status bar; that it can't be shown is no reason to stop."""

    def toon(wat: str, klaar: int, totaal: int) -> None:
        with suppress(Exception):
            app.StatusBar = f"ViA-XL: {wat} ({klaar} van {totaal})" if totaal else f"ViA-XL: {wat}"

    return toon
