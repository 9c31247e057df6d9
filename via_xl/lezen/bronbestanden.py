"""The files with hour lines beside a master, and whether they are still what its sums were made of. Nothing is read of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.basis.gewoon import open_gewoon
from via_xl.basis.schijffout import reden
from via_xl.basis.vingerafdruk import sha256

if TYPE_CHECKING:
    from via_xl.lezen.master import Master
    from via_xl.regeling.model import Regeling, Urenregel, Urenstaat

_CSV = ".csv"
_ANDERS = (".parquet", ".xlsx", ".xlsm", ".xls", ".ods", ".tsv", ".gz", ".zip")
"""What hours may come in and is not read: it is refused, since whoever puts it there means it to count."""

_TELT_NIET = ("nee", "vervallen")
OPNIEUW = "Doe eerst: via-xl urenstaat bron"


def bronbestanden(naast: Path, bron: str) -> dict[str, Path]:
    """The files of a folder beside the master, by their name from there (``uren/2024.csv``).

    Raises:
        InvoerFout: there is no such folder, or hours are in it that are no CSV or lie in a folder of their own.
    """
    map = naast / bron
    if not map.is_dir():
        raise InvoerFout(
            f"De map {bron} van uren.bron (tblRegio, blad Lijsten) staat niet naast de master, in {naast.absolute()}. Zet haar daar, "
            "of verbeter de naam."
        )
    zichtbaar = [pad for pad in sorted(map.iterdir()) if not pad.name.startswith((".", "~$"))]
    doen = "Sla het op als CSV UTF-8, met de kolommen van uren.csv, of haal het uit de map."
    anders = [pad for pad in zichtbaar if pad.suffix.casefold() in _ANDERS]
    if anders:
        wat = "wordt niet gelezen: uren naast de master zijn CSV-bestanden."
        raise InvoerFout(
            f"In de map {bron} staan bestanden die niet worden gelezen; er is niets gedaan.",
            [Bevinding(f"{bron}/{pad.name}", "", "", wat, doen) for pad in anders],
        )
    dieper = [pad for pad in zichtbaar if pad.is_dir() and any(_is_uren(diep) for diep in pad.rglob("*"))]
    if dieper:
        wat, doen = "de bestanden in deze map tellen niet mee.", f"Zet ze in {bron} zelf, of haal de map eruit."
        raise InvoerFout(
            f"In de map {bron} staan mappen met uren die niet worden gelezen; er is niets gedaan.",
            [Bevinding(f"{bron}/{pad.name}", "", "", wat, doen) for pad in dieper],
        )
    return {f"{bron}/{pad.name}": pad for pad in zichtbaar if pad.suffix.casefold() == _CSV}


def _is_uren(pad: Path) -> bool:
    return pad.suffix.casefold() in (_CSV, *_ANDERS)


def uit_bron(regeling: Regeling) -> Callable[[str], bool]:
    """What says whether something is from the hour lines beside the master, by the name of its file or its source."""
    bron = regeling.regio.urenbron  # read once, and not for every row
    return lambda bestand: bool(bron) and bestand.startswith(f"{bron}/")


def kenmerk_som(rij: Urenregel) -> tuple[Any, ...]:
    """What makes a row of the master the same sum as another: all but what people decide about it."""
    wie = (rij.code, rij.medewerker, rij.rol, rij.thema, rij.schaal, rij.maand, rij.afrekenjaar)
    return (*wie, rij.bron, rij.uren_h, rij.regels, rij.afronding_ct)


def geregistreerd(regeling: Regeling) -> tuple[Urenstaat, ...]:
    """The rows of tblUrenstaten that say of which files the sums of hour lines are."""
    van_ernaast = uit_bron(regeling)
    return tuple(rij for rij in regeling.urenstaten if rij.geldig and van_ernaast(rij.bestand))


def eis_ongewijzigd(master: Master) -> None:
    """The files beside a master are those of which it holds the sums; without such files nothing is asked.

    Raises:
        InvoerFout: one was changed, came or went since they were added up; each is named.
    """
    bron, naam = master.regeling.regio.urenbron, master.pad.name
    if not bron:
        return
    bekend = {rij.bestand: rij.sha256 for rij in geregistreerd(master.regeling)}
    bevindingen = [
        Bevinding(bestand, "", "", wat, f'{OPNIEUW} "{naam}".')
        for bestand, wat in _anders(bekend, bronbestanden(master.pad.parent, bron))
    ]
    if bevindingen:
        raise InvoerFout(f"De uren in {naam} zijn niet die van de map {bron}; er is niets gemaakt.", bevindingen)


def _anders(bekend: Mapping[str, str], nu: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    for bestand in sorted(bekend.keys() | nu.keys()):
        if bestand not in nu:
            yield bestand, "dit bestand is er niet meer, maar zijn uren staan nog in de master."
        elif bestand not in bekend:
            if _heeft_regels(nu[bestand]):
                yield bestand, "de uren van dit bestand staan nog niet in de master."
        elif hash_van(nu[bestand], bestand) != bekend[bestand]:
            yield bestand, "is gewijzigd sinds zijn uren in de master zijn gezet."


def _heeft_regels(pad: Path) -> bool:
    """Whether a file has a line that counts: one without has no sum in the master, and is in no register."""
    try:
        with open_gewoon(pad) as ruw, io.TextIOWrapper(ruw, encoding="utf-8-sig", newline="") as stroom:
            lezer = csv.DictReader(stroom)
            return any(
                any(rij.values()) and (rij.get("geldig") or "").strip().casefold() not in _TELT_NIET for rij in lezer
            )
    except (OSError, UnicodeDecodeError, csv.Error):
        return True  # what is wrong with it is told when it is read


def hash_van(pad: Path, bestand: str) -> str:
    """The SHA-256 of a file. Raises InvoerFout when it can't be read."""
    try:
        return sha256(pad)
    except OSError as fout:
        raise InvoerFout(f"{bestand} is niet te lezen ({reden(fout)}). Kijk uw rechten erop na.") from fout
