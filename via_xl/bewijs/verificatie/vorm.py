"""No workbook holds anything that the program never makes, whatever version is claimed.

What it makes is written down in ``sjablonen/vorm.json``: for each kind of workbook its parts, in each part its elements,
and of each attribute and text the values. What isn't on that list isn't allowed: so it need not be known what a forger
could think of. Where the workbook is what the program makes of the inputs there is nothing to look for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from lxml import etree
from msgspec import Struct

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.vingerafdruk import delen_van
from via_xl.bewijs.verificatie.versie import MEESTE, OPNIEUW, NietMogelijk, Versie
from via_xl.schrijven.versie import REGIO

AFREKENING, REGIOBOEK = "afrekening", "regio"
"""The kinds of workbook of a version."""

HEEL, RUIMTEN = "=", "ns"
"""A part that is always the same has its SHA-256 under the first; the second are the namespaces of the others."""

_NUMMER = re.compile(r"\d+(?=\.xml(?:\.rels)?\Z)")
_CEL = re.compile(r"\$?\b[A-Z]{1,3}\$?\d+\b")

Lijst = Mapping[str, Mapping[str, Any]]
"""By kind of part: by path the rule of each attribute (``@name``) and of the text (``#``)."""


class Feit(Struct, frozen=True):
    """Something in a part: an element (``sleutel`` empty), an attribute, a text or a namespace; and the cell it is in."""

    pad: str
    sleutel: str
    waarde: str
    cel: str


def soort_deel(naam: str) -> str:
    """The kind of a part: its name without its number.

    >>> soort_deel("xl/worksheets/_rels/sheet12.xml.rels")
    'xl/worksheets/_rels/sheet#.xml.rels'
    """
    return _NUMMER.sub("#", naam)


def zonder_cellen(formule: str) -> str:
    """A formula without the places it is about.

    >>> zonder_cellen('LEFT(C3,2)="OK"')
    'LEFT(@,2)="OK"'
    """
    return _CEL.sub("@", formule)


def feiten(inhoud: bytes) -> Iterator[Feit]:
    """Everything that stands in a part. Raises etree.XMLSyntaxError when it is no XML."""
    wortel = etree.fromstring(inhoud, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    for los in (*wortel.itersiblings(preceding=True), *wortel.itersiblings()):
        yield Feit("", "!", str(los.text), "")
    yield from _feiten(wortel, "", "")


def _feiten(element: Any, boven: str, cel: str) -> Iterator[Feit]:
    if not isinstance(element.tag, str):
        yield Feit(boven, "!", str(element.text), cel)
        return
    naam = etree.QName(element)
    pad = f"{boven}/{naam.localname}"
    if naam.localname == "c":
        cel = element.get("r", "")
    yield Feit(pad, "", "", cel)
    for ruimte in {naam.namespace or "", *element.nsmap.values()} if not boven else {naam.namespace or ""}:
        yield Feit(pad, RUIMTEN, ruimte, cel)
    for sleutel, waarde in element.attrib.items():
        yield Feit(pad, f"@{etree.QName(sleutel).localname}", waarde, cel)
    if element.text and element.text.strip():
        yield Feit(pad, "#", element.text, cel)
    for kind in element:
        yield from _feiten(kind, pad, cel)
        if kind.tail and kind.tail.strip():
            yield Feit(pad, "#", kind.tail, cel)


@cache
def lijsten() -> Mapping[str, Lijst]:
    """What the program makes, by kind of workbook."""
    gelezen: Mapping[str, Lijst] = json.loads(files("via_xl").joinpath("sjablonen", "vorm.json").read_text("utf-8"))
    return gelezen


def controleer(versie: Versie, naam: str) -> Iterator[Bevinding]:
    """What a workbook holds that the program never makes, each with its part, sheet and cell."""
    try:
        soort = AFREKENING if versie.vergelijkbaar().per_naam.get(naam, (REGIO,))[0] != REGIO else REGIOBOEK
        gelijk = not versie.anders(naam)
    except NietMogelijk:
        soort, gelijk = REGIOBOEK if "_regio_" in naam else AFREKENING, False
    if not gelijk:
        delen = delen_van(versie.open_mag(naam))
        bladen = {blad.deel: blad.naam for blad in versie.gelezen(naam).alle_bladen}
        alle = (
            Bevinding(naam, bladen.get(deel, ""), cel or ("" if deel in bladen else deel), wat, OPNIEUW)
            for deel, cel, wat in vreemd_in(delen, lijsten()[soort])
        )
        yield from islice(alle, MEESTE)


def vreemd_in(delen: Mapping[str, bytes], lijst: Lijst) -> Iterator[tuple[str, str, str]]:
    """The part, the cell and in words what of a package isn't on the list."""
    for deel, inhoud in sorted(delen.items()):
        regels = lijst.get(soort_deel(deel))
        if regels is None:
            yield deel, "", f"zo'n onderdeel ({deel}) maakt het programma niet."
        elif HEEL in regels:
            if hashlib.sha256(inhoud).hexdigest() not in regels[HEEL]:
                yield deel, "", f"{deel} is een ander dan het programma maakt."
        else:
            for cel, wat in dict.fromkeys(_vreemd_in_deel(inhoud, regels)):
                yield deel, cel, wat


def _vreemd_in_deel(inhoud: bytes, regels: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    try:
        for feit in feiten(inhoud):
            if wat := _oordeel(feit, regels):
                yield feit.cel, wat
    except etree.XMLSyntaxError:
        yield "", "het onderdeel is geen XML."


def _oordeel(feit: Feit, regels: Mapping[str, Any]) -> str:
    """What is wrong with it; empty when it is on the list."""
    element = feit.pad.rpartition("/")[2]
    if feit.sleutel == "!":
        return "er staat een opmerking in de XML; het programma maakt die niet."
    if feit.sleutel == RUIMTEN:
        return "" if feit.waarde in regels[RUIMTEN] else f"de naamruimte {feit.waarde} gebruikt het programma niet."
    if feit.pad not in regels:
        return f"{_WOORDEN.get(element, 'een element')} ({element}) maakt het programma hier niet."
    if not feit.sleutel:
        return ""
    wat = "tekst" if feit.sleutel == "#" else feit.sleutel[1:]
    if feit.sleutel not in regels[feit.pad]:
        return f"bij {element} hoort geen {_WOORDEN.get(wat, wat)} ({wat}={feit.waarde[:60]})."
    mag = regels[feit.pad][feit.sleutel]
    return (
        "" if _mag(feit.waarde, mag) else f"{wat} van {element} is {feit.waarde[:60]}; zo maakt het programma die niet."
    )


def _mag(waarde: str, mag: Any) -> bool:
    """Whether a value is allowed: any, one of a list, a number from some lowest one on, or a formula apart from its cells."""
    if mag is None:
        return True
    if isinstance(mag, list):
        return waarde in mag
    if "vanaf" in mag:
        return re.fullmatch(r"\d{1,5}(\.\d{1,16})?", waarde) is not None and float(waarde) >= mag["vanaf"]
    return zonder_cellen(waarde) in mag["formules"]


_WOORDEN = {
    "hyperlinks": "een koppeling",
    "sp": "een vorm of tekstvak",
    "pic": "een afbeelding",
    "cxnSp": "een lijn",
    "grpSp": "een groep van vormen",
    "legacyDrawing": "een opmerking bij een cel",
    "dataValidations": "een invoervenster",
    "conditionalFormatting": "voorwaardelijke opmaak",
    "extLst": "een uitbreiding",
    "externalReferences": "een koppeling naar een andere werkmap",
    "hidden": "iets verborgens",
    "TargetMode": "een verwijzing naar buiten",
}
