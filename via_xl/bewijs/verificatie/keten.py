"""The chain: the link of a version says what its folder and its kept inputs give, and what lies beside it is what it follows.

With a ketenwaarde that somebody else holds (``--keten``) also whether that is of this version: it can't be made to fit another.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from via_xl.basis.bevinding import Bevinding, Ernst, GebruikersFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.ketencode import is_van
from via_xl.basis.vingerafdruk import sha256, sha256_van
from via_xl.bewijs.keten import KETEN, ONLEESBAAR, REGISTER, lees_schakels, schakels_van, versiemappen
from via_xl.bewijs.verificatie.versie import MANIFEST, OPNIEUW, VORIGE, NietMogelijk, Versie
from via_xl.rekenen.keten import Schakel, Schakelsoort, schakel_van_versie

_VERGELIJK = "Vergelijk met de ketenwaarde die de gemeenten kregen: via-xl verifieer MAP --keten XXXXX-…"
_BIJ_ANDER = "Vraag na van welke versie de waarde is, en leg die map ernaast."


def controleer(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """A finding for each thing in which the link of a version, or what it follows, is another than it says."""
    if KETEN not in versie.bestanden and not (versie.zelfde_programma or versie.gegeven):
        raise NietMogelijk("de map zegt van een versie van ViA-XL te zijn die nog geen keten maakte")
    try:
        schakel = versie.schakel
    except NietMogelijk as fout:
        yield Bevinding(KETEN, "", "", f"{fout}.", OPNIEUW)
        return
    yield from zelf(versie)
    ernaast = schakels_van(versie.map.resolve().parent)
    yield from _ervoor(schakel, ernaast)
    yield from _bewaard(versie)
    yield from _erna(versie)
    if versie.gegeven:
        yield from _gegeven(versie.gegeven, schakel, ernaast)


def zelf(versie: Versie) -> Iterator[Bevinding]:
    """A finding when the link isn't that of this folder. Raises NietMogelijk."""
    schakel = versie.schakel
    try:
        regeling = versie.rekening().regeling
    except GebruikersFout as fout:
        raise NietMogelijk("uit bron is niet na te gaan wat er was afgesproken") from fout
    hoort = schakel_van_versie(regeling, versie.jaar, versie.nummer, schakel.vorige, sha256(versie.bestanden[MANIFEST]))
    wat = _anders(schakel, hoort)
    if not wat and lees_gewoon(versie.bestanden[KETEN]) != hoort.als_bestand():
        wat = "de ketenwaarde is niet die van wat er verder in staat"
    if wat:
        yield Bevinding(KETEN, "", "", f"{wat}.", OPNIEUW)


def _anders(schakel: Schakel, hoort: Schakel) -> str:
    """In what a link is another than it must be, or ""."""
    if (schakel.soort, schakel.jaar, schakel.versie) != (hoort.soort, hoort.jaar, hoort.versie):
        return "de schakel is van een andere versie"
    er_staat = dict(schakel.inhoud)
    if er_staat.get("manifest") != hoort.inhoud[0][1]:
        return f"{MANIFEST} is een ander dan toen de ketenwaarde werd gemaakt"
    if er_staat != dict(hoort.inhoud):
        return "de akkoorden, urenstaten, reacties, besluiten of adressen in de bewaarde master zijn andere dan toen"
    return ""


def _ervoor(schakel: Schakel, ernaast: tuple[Schakel, ...]) -> Iterator[Bevinding]:
    """A finding for what this version follows and isn't there, and for an earlier version that it doesn't follow."""
    bekend = {een.ketenwaarde: een for een in ernaast}
    namen = {een.naam for een in ernaast}
    eerdere = [e for e in ernaast if e.soort is Schakelsoort.VERSIE and e.versie < schakel.versie]
    gevolgd, gemist = set[str](), set[str]()
    na_te_gaan = list(schakel.vorige)
    while na_te_gaan:
        naam, waarde = na_te_gaan.pop()
        if waarde in gevolgd:
            continue
        gevolgd.add(waarde)
        if waarde in bekend:
            na_te_gaan += bekend[waarde].vorige
            continue
        gemist.add(naam)
        if naam in namen:
            wat = f"deze versie volgt op een andere {naam} dan die ernaast ligt: die is vervangen of opnieuw gemaakt."
            yield Bevinding(KETEN, "", "vorige", wat, _VERGELIJK)
        else:
            wat = f"{naam}, waarop deze versie volgt, ligt er niet bij."
            ernst = Ernst.FOUT if eerdere else Ernst.WAARSCHUWING
            yield Bevinding(
                KETEN, "", "vorige", wat, "Leg de hele map van het jaar erbij om de keten na te gaan.", ernst
            )
    for een in eerdere:
        if een.ketenwaarde not in gevolgd and een.naam not in gemist:
            wat = f"{een.naam} ernaast hoort niet in de keten van deze versie: die is er later bij gekomen of opnieuw gemaakt."
            yield Bevinding(KETEN, "", "vorige", wat, _VERGELIJK)


def _bewaard(versie: Versie) -> Iterator[Bevinding]:
    """A finding when what a version keeps of an earlier one contradicts what lies beside it: this one's, or a later one's of it.

    Who makes an earlier version anew, and the link of the later, would have to make what that keeps anew too: then its workbooks
    and its master no longer follow from each other.
    """
    jaarmap = versie.map.resolve().parent
    ernaast = {nummer: map for nummer, map in versiemappen(jaarmap) if (map / MANIFEST).is_file()}
    houders = {nummer: map for nummer, map in ernaast.items() if nummer > versie.nummer} | {versie.nummer: versie.map}
    for later, map in sorted(houders.items()):
        eerder, sha = _bewaard_manifest(map / VORIGE / MANIFEST)
        nu = {**ernaast, versie.nummer: versie.map}.get(eerder)
        if nu is not None and versie.nummer in (later, eerder) and sha != sha256(nu / MANIFEST):
            waar = f"{map.name}/{VORIGE}/{MANIFEST}"
            wat = f"versie {later} bewaart een andere versie {eerder} dan de map v{eerder}: een van beide is later opnieuw gemaakt."
            yield Bevinding(waar, "", "", wat, _VERGELIJK)
    try:
        afrekeningen = versie.rekening().regeling.afrekeningen
    except (GebruikersFout, NietMogelijk):
        return  # what is wrong with the kept master is said elsewhere
    waarden = {een.versie: een.ketenwaarde for een in schakels_van(jaarmap) if een.soort is Schakelsoort.VERSIE}
    for rij in afrekeningen:
        if rij.jaar == versie.jaar and rij.ketenwaarde not in ("", waarden.get(rij.versie, rij.ketenwaarde)):
            wat = f"van versie {rij.versie} staat in de bewaarde master een andere ketenwaarde dan die van de map ernaast."
            yield Bevinding.op(rij.plek, "ketenwaarde", wat, _VERGELIJK)


def _bewaard_manifest(pad: Path) -> tuple[int, str]:
    """Which version a kept manifest is of, and its SHA-256; version 0 where there is none."""
    try:
        inhoud = lees_gewoon(pad)
        return int(json.loads(inhoud)["versie"]), sha256_van(inhoud)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return 0, ""


def _erna(versie: Versie) -> Iterator[Bevinding]:
    """A finding when the register of its drafts, or a payment list beside it, is another than its link fixed."""
    jaarmap = versie.map.resolve().parent
    verzending = jaarmap / f"verzending-v{versie.nummer}"
    doen = "Zet het bestand terug zoals het werd gemaakt."
    for schakel in _van_bestand(verzending / KETEN):
        inhoud = dict(schakel.inhoud)
        if _eerste_regels(verzending / REGISTER, inhoud.get("regels", "")) not in ("", inhoud.get("register")):
            waar = f"{verzending.name}/{REGISTER}"
            yield Bevinding(waar, "", "", "het register is een ander dan toen de concept-e-mails werden gemaakt.", doen)
        for naam, sha in inhoud.items():
            bericht = verzending / Path(naam).name
            if naam.endswith(".eml") and bericht.is_file() and sha256(bericht) != sha:
                wat = "het bericht is een ander dan toen het werd gemaakt."
                yield Bevinding(f"{verzending.name}/{naam}", "", "", wat, doen)
    van_lijsten: dict[str, set[str]] = defaultdict(set)
    for pad in jaarmap.glob(f"*.{KETEN}"):
        for schakel in _van_bestand(pad):
            for naam, sha in schakel.inhoud if schakel.versie == versie.nummer else ():
                van_lijsten[naam].add(sha)
    for naam, bekend in sorted(van_lijsten.items()):
        if (jaarmap / Path(naam).name).is_file() and sha256(jaarmap / Path(naam).name) not in bekend:
            ernst = Ernst.WAARSCHUWING if naam.endswith(".xlsx") else Ernst.FOUT
            yield Bevinding(naam, "", "", "de betaallijst is een andere dan toen zij werd gemaakt.", doen, ernst)


def _van_bestand(pad: Path) -> tuple[Schakel, ...]:
    try:
        return lees_schakels(pad)
    except ONLEESBAAR:
        return ()


def _eerste_regels(register: Path, aantal: str) -> str:
    """The SHA-256 of the header and so many rows of a register; "" where it isn't there."""
    try:
        regels = lees_gewoon(register).splitlines(keepends=True)
        return sha256_van(b"".join(regels[: int(aantal) + 1]))
    except (OSError, ValueError):
        return ""


def _gegeven(gegeven: str, schakel: Schakel, ernaast: tuple[Schakel, ...]) -> Iterator[Bevinding]:
    """A finding when the ketenwaarde that was given isn't that of this version: what it is of, or what that means."""
    if is_van(gegeven, schakel.ketenwaarde):
        return
    bekend = {een.ketenwaarde: een.naam for een in ernaast}
    for waarde, naam in bekend.items():
        if is_van(gegeven, waarde):
            wat = f"de opgegeven ketenwaarde is die van {naam}, en niet van deze {schakel.naam}."
            yield Bevinding(KETEN, "", "ketenwaarde", wat, _BIJ_ANDER)
            return
    for een in (schakel, *ernaast):
        for naam, waarde in een.vorige:
            if is_van(gegeven, waarde):
                wat = (
                    f"de opgegeven ketenwaarde is die van {naam} zoals die was toen {een.naam} werd gemaakt; zo ligt die er niet "
                    "(meer)."
                )
                yield Bevinding(KETEN, "", "ketenwaarde", wat, _BIJ_ANDER)
                return
    wat = (
        f"de opgegeven ketenwaarde is niet die van deze {schakel.naam}: sinds iemand die waarde kreeg is de map, of iets waarop zij "
        "volgt, vervangen, tussengevoegd, weggehaald of met andere akkoorden of adressen opnieuw gemaakt."
    )
    yield Bevinding(
        KETEN, "", "ketenwaarde", wat, "Vertrouw deze map niet: vraag elke gemeente welke waarde zij heeft."
    )
