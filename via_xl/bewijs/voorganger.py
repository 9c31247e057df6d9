"""The master that the previous version of a year was made from: a region keeps one master.

A run from another file (another name, or the other edition) with other rows is refused unless it is said to be right:
two masters side by side drift apart unseen.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from via_xl.basis.bevinding import Bevinding, Ernst, GebruikersFout, InvoerFout
from via_xl.basis.datum import datum_nl
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.opsomming import met_getal
from via_xl.lezen.master import Master, lees_master
from via_xl.regeling.kolom import Invoerkolom, Invoertabel
from via_xl.regeling.model import Record, Regeling
from via_xl.rekenen.invoerhash import gebruikte_rijen, invoerhash
from via_xl.schrijven.master.invoer import celwaarde

_VERSIE = re.compile(r"v(\d+)\Z")


class Voorganger(Struct, frozen=True):
    """The newest earlier version of a year: the master it was made from, as it was kept, and its input hash."""

    versie: str
    master: Path
    invoerhash: str


def voorganger(jaarmap: Path) -> Voorganger | None:
    """The newest version in the folder of a year; None when there is none, or none that tells its master."""
    genummerd = [(int(nummer[1]), pad) for pad in jaarmap.iterdir() if (nummer := _VERSIE.match(pad.name))]
    if not genummerd:
        return None
    _, nieuwste = max(genummerd)
    manifest: dict[str, Any] = {}
    with suppress(OSError, ValueError):
        manifest = json.loads(lees_gewoon(nieuwste / "manifest.json"))
    masters = [pad for pad in (nieuwste / "bron").glob("*.xls[xm]") if not pad.name.startswith("~$")]
    naam = manifest.get("master", {}).get("bestand")
    gekozen = next((pad for pad in masters if pad.name == naam), masters[0] if len(masters) == 1 else None)
    if gekozen is None:
        return None
    return Voorganger(nieuwste.name, gekozen, str(manifest.get("invoerhash", "")))


def vergelijk_met_voorganger(master: Master, jaar: int, jaarmap: Path, *, andere_master: bool) -> tuple[Bevinding, ...]:
    """What to know of the versions before: that they lie elsewhere, or with ``andere_master`` that the last was made from another master with other rows.

    Raises:
        InvoerFout: the predecessor was another master with other rows, which are listed.
    """
    elders = tuple(_elders(master, jaar, jaarmap))
    eerder = voorganger(jaarmap)
    if eerder is None or eerder.master.name.casefold() == master.pad.name.casefold():
        return elders
    if eerder.invoerhash == invoerhash(master.regeling, jaar):
        return elders
    try:
        verschillen = tuple(verschillende_rijen(_regeling(eerder, jaar), master, jaar, eerder))
        wat = met_getal(len(verschillen), "verschil", "verschillen")
    except (GebruikersFout, KeyError):
        verschillen, wat = (), f"de master van {eerder.versie} is niet meer te lezen"
    else:
        if not verschillen:
            return elders
    zin = f"{master.pad.name} is een andere master dan die van {eerder.versie} ({eerder.master.name}): {wat}"
    if not andere_master:
        raise InvoerFout(
            f"{zin}. Er is niets gedaan. Een regio heeft één master: gebruik die, of draai opnieuw met --andere-master als "
            "deze de goede is.",
            verschillen,
        )
    doen = "Gebruik voortaan alleen deze master."
    return (*elders, Bevinding(master.pad.name, "", "", f"{zin}.", doen, Ernst.WAARSCHUWING))


def _elders(master: Master, jaar: int, jaarmap: Path) -> Iterator[Bevinding]:
    """A warning where the master knows versions of the year in another folder: this run begins a series of its own beside them."""
    naast, hier = master.pad.resolve().parent, jaarmap.resolve()
    for rij in master.regeling.afrekeningen:
        daar = (naast / rij.map).resolve()
        if rij.jaar == jaar and rij.map and daar.is_dir() and daar.parent != hier:
            wat = f"versie {rij.versie} van {jaar} staat in {rij.map}, en deze versie komt in {jaarmap}, met een eigen nummering."
            doen = "Draai zonder --uit of met de map van die versie. Is dit een proef, gooi haar map dan weg en verzend er niets uit."
            yield Bevinding.op(rij.plek, "map", wat, doen, Ernst.WAARSCHUWING)
            return


def _regeling(eerder: Voorganger, jaar: int) -> Regeling:
    """What the predecessor was calculated from: its master, with the hour sheets that it used."""
    master = lees_master(eerder.master, vergeef_ouderdom=True)
    staten = sorted((eerder.master.parent / "urenstaten").glob("*"))
    if not staten:
        return master.regeling
    from via_xl.urenstaat.meetellen import met_urenstaten

    return met_urenstaten(master, staten, jaar, lambda *_: None)[0]


def verschillende_rijen(toen: Regeling, master: Master, jaar: int, eerder: Voorganger) -> Iterator[Bevinding]:
    """Each row of one that the other does not have; a row that changed is one finding."""
    oud, nieuw = (list(gebruikte_rijen(regeling, jaar)) for regeling in (toen, master.regeling))
    alleen_oud, alleen_nieuw = _over(oud, nieuw), _over(nieuw, oud)
    per_sleutel = {_sleutel(tabel, rij): rij for tabel, rij in alleen_oud if tabel.sleutel}
    gewijzigd: set[tuple[Any, ...]] = set()
    for tabel, rij in alleen_nieuw:
        vorige = per_sleutel.get(_sleutel(tabel, rij)) if tabel.sleutel else None
        if vorige is not None:
            gewijzigd.add(_sleutel(tabel, rij))
            yield from _anders(tabel, rij, vorige, eerder)
        else:
            wat = f"{tabel.naam}: deze rij staat niet in de master van {eerder.versie}: {_toon_rij(tabel, rij)}."
            yield Bevinding.op(rij.plek, None, wat, "Hoort zij er niet bij, maak haar dan vervallen of haal haar weg.")
    for tabel, rij in alleen_oud:
        if not (tabel.sleutel and _sleutel(tabel, rij) in gewijzigd):
            wat = (
                f"{tabel.naam}: deze rij van {eerder.versie} staat niet in {master.pad.name}: {_toon_rij(tabel, rij)}."
            )
            bestand = f"{eerder.versie}/bron/{eerder.master.name}"
            yield Bevinding(bestand, rij.plek.blad, rij.plek.cel(), wat, "Neem haar over als zij hoort mee te tellen.")


def _over(
    rijen: list[tuple[Invoertabel, Record, str]], zonder: list[tuple[Invoertabel, Record, str]]
) -> list[tuple[Invoertabel, Record]]:
    """The rows of one that are not in the other; each copy of equal rows counts."""
    daar = Counter((tabel.naam, tekst) for tabel, _, tekst in zonder)
    uit = []
    for tabel, rij, tekst in rijen:
        if daar[tabel.naam, tekst]:
            daar[tabel.naam, tekst] -= 1
        else:
            uit.append((tabel, rij))
    return uit


def _sleutel(tabel: Invoertabel, rij: Record) -> tuple[Any, ...]:
    return (tabel.naam, *(getattr(rij, veld) for veld in tabel.sleutel))


def _anders(tabel: Invoertabel, rij: Record, vorige: Record, eerder: Voorganger) -> Iterator[Bevinding]:
    for kolom in tabel.kolommen:
        nu, toen = getattr(rij, kolom.veld), getattr(vorige, kolom.veld)
        if kolom.in_hash and nu != toen:
            wat = f"{kolom.kop}: {_toon(kolom, nu)}, in de master van {eerder.versie} {_toon(kolom, toen)}."
            yield Bevinding.op(rij.plek, kolom.veld, wat, "Kijk na welke waarde klopt.")


def _toon_rij(tabel: Invoertabel, rij: Record) -> str:
    delen = [(kolom, getattr(rij, kolom.veld)) for kolom in tabel.kolommen if kolom.in_hash]
    gevuld = [(kolom, waarde) for kolom, waarde in delen if celwaarde(kolom, waarde) is not None]
    return ", ".join(f"{kolom.kop} {_toon(kolom, waarde)}" for kolom, waarde in gevuld)


def _toon(kolom: Invoerkolom, waarde: Any) -> str:
    cel = celwaarde(kolom, waarde)
    if cel is None:
        return "leeg"
    if isinstance(cel, date):
        return datum_nl(cel)
    return str(cel).replace(".", ",") if isinstance(cel, float) else str(cel)
