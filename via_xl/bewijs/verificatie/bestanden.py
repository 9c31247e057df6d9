"""Checks the files of a version folder against its manifest: each is there, has the same hash, and there are no others.

This needs no calculation. Someone who changes a file may adapt the hash in the manifest as well; the other checks find that.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.schijffout import reden
from via_xl.basis.vingerafdruk import sha256, vingerafdruk
from via_xl.bewijs.keten import KETEN
from via_xl.bewijs.verificatie.versie import MANIFEST, OPNIEUW, NietMogelijk, Versie

_VAN_DE_COMPUTER = re.compile(r"(?i)(.*/)?(~\$[^/]*|\.~lock\.[^/]*#|thumbs\.db|desktop\.ini|\.ds_store)")
"""What Excel, LibreOffice, Windows and macOS leave in a folder that is looked at."""

_WERKBOEK = (".xlsx", ".xlsm")
_MEESTE_VREEMD = 3
"""Who packed the whole file again changed something at every entry."""


def controleer(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """A finding for each file that is missing, was added, or has another hash than the manifest says."""
    try:
        opgave = versie.manifest.get("bestanden")
    except NietMogelijk as fout:
        yield Bevinding(MANIFEST, "", "", f"{fout}.", OPNIEUW)
        return
    yield from _plaats(versie)
    if not isinstance(opgave, list) or not all(_is_rij(rij) for rij in opgave):
        yield Bevinding(MANIFEST, "", "bestanden", "de lijst van bestanden is geen lijst van bestanden.", OPNIEUW)
        return
    genoemd = [rij["bestand"] for rij in opgave]
    for naam in sorted({naam for naam in genoemd if genoemd.count(naam) > 1}):
        yield Bevinding(MANIFEST, "", "bestanden", f"{naam} staat er twee keer in.", OPNIEUW)
    for rij in opgave:
        yield from _bestand(versie, rij)
    for naam, pad in versie.inhoud:
        if naam not in (MANIFEST, KETEN, *genoemd):
            yield _extra(naam, pad)


def _is_rij(rij: Any) -> bool:
    return isinstance(rij, dict) and isinstance(rij.get("bestand"), str)


def _plaats(versie: Versie) -> Iterator[Bevinding]:
    """A finding when the folder has the name of another version; a copy under any other name is fine."""
    versiemap = versie.map.absolute()
    for naam, patroon, sleutel in ((versiemap.name, r"v(\d+)", "versie"), (versiemap.parent.name, r"(20\d\d)", "jaar")):
        gevonden = re.fullmatch(patroon, naam)
        if gevonden and int(gevonden[1]) != versie.manifest.get(sleutel):
            wat = f"de map heet {naam}, maar het manifest zegt {sleutel} {versie.manifest.get(sleutel)}."
            yield Bevinding(MANIFEST, "", sleutel, wat, "Geef de map haar eigen naam terug.")


def _bestand(versie: Versie, rij: dict[str, Any]) -> Iterator[Bevinding]:
    naam = rij["bestand"]
    pad = versie.bestanden.get(naam)
    if pad is None:
        yield Bevinding(naam, "", "", "het bestand ontbreekt.", OPNIEUW)
        return
    try:
        if sha256(pad) != rij.get("sha256"):
            yield Bevinding(naam, "", "", "het bestand is een ander dan het manifest zegt (SHA-256).", OPNIEUW)
        elif pad.stat().st_size != rij.get("bytes"):
            yield Bevinding(naam, "", "", "het aantal bytes in het manifest klopt niet.", OPNIEUW)
    except OSError as fout:
        yield Bevinding(naam, "", "", f"het bestand is niet te lezen ({reden(fout)}).", "Kijk uw rechten erop na.")
        return
    if pad.suffix.casefold() in _WERKBOEK:
        yield from _delen(versie, naam, rij)


def _delen(versie: Versie, naam: str, rij: dict[str, Any]) -> Iterator[Bevinding]:
    """A finding when a workbook is no safe package, or its parts have another fingerprint than the manifest says."""
    fout = versie.pakketfout(naam)
    if fout is not None:
        yield Bevinding(naam, "", "", f"de werkmap {fout.wat}", OPNIEUW)
        return
    try:
        gelijk = vingerafdruk(versie.bestanden[naam]) == rij.get("sha256_delen")
    except (zipfile.BadZipFile, OSError):
        gelijk = False
    if "/" not in naam:
        for wat in versie.vreemd(naam)[:_MEESTE_VREEMD]:
            yield Bevinding(naam, "", "", f"in het bestand staat meer dan de werkmap zelf: {wat}.", OPNIEUW)
    if not gelijk:
        yield Bevinding(naam, "", "", "de onderdelen zijn andere dan het manifest zegt (sha256_delen).", OPNIEUW)


def _extra(naam: str, pad: Path) -> Bevinding:
    if pad.is_symlink():
        return Bevinding(naam, "", "", "is een verwijzing naar een andere plaats; hier hoort die niet.", OPNIEUW)
    if _VAN_DE_COMPUTER.fullmatch(naam):
        wat = "hoort niet bij de versie; het is een bestand dat Excel of de computer zelf maakt."
        return Bevinding(naam, "", "", wat, "Sluit de werkmap, en verwijder dit bestand.")
    return Bevinding(naam, "", "", "staat niet in het manifest.", "Haal het weg; het hoort niet bij deze versie.")
