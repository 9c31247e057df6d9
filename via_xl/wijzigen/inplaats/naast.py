"""Two packages beside each other: what a change did that it was not to do.

It shares no code with what makes a change (:mod:`via_xl.wijzigen.inplaats.blad` and the rest): it reads both packages with Python's own
parser and knows only which cells were to get another content, and in which the outcome of a formula may be another.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple
from xml.etree import ElementTree

from msgspec import Struct, field

from via_xl.basis.kolommen import kolomletter, kolomnummer, letters_van
from via_xl.lezen.xlsx import Bladstroom
from via_xl.wijzigen.inplaats.pakket import Pakketdelen

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_GEGEVENS, _RIJ, _CEL, _FORMULE = (f"{_NS}{naam}" for naam in ("sheetData", "row", "c", "f"))
_BEREIK = re.compile(r"([A-Z]+)([0-9]+)(?::([A-Z]+)([0-9]+))?\Z")
_KETEN = "calcChain"
_HOOGTE = frozenset(("ht", "customHeight"))
_GROEIT = frozenset(("sqref", "ref"))

Element = ElementTree.Element


class Bedoeld(Struct, frozen=True):
    """What was to change.

    ``cellen``: by part of a sheet the addresses of cells that got another content (and of the rows that came with them).
    ``uitkomsten``: by part the addresses of formula cells whose outcome may be another; their formula may not.
    """

    cellen: Mapping[str, frozenset[str]]
    uitkomsten: Mapping[str, frozenset[str]] = field(default_factory=dict)


def niet_bedoeld(oud: Pakketdelen, nieuw: Pakketdelen, bedoeld: Bedoeld) -> Iterator[str]:
    """Each difference between two packages that was not meant, in Dutch; none when all is well."""
    for naam in dict.fromkeys((*oud.namen, *nieuw.namen)):
        if naam not in nieuw:
            if _KETEN not in naam:
                yield f"onderdeel {naam} is weg"
        elif naam not in oud:
            yield f"onderdeel {naam} is erbij gekomen"
        elif oud.ruw(naam) != nieuw.ruw(naam):
            yield from _deel(naam, oud.lees(naam), nieuw.lees(naam), bedoeld)


def _deel(naam: str, oud: bytes, nieuw: bytes, bedoeld: Bedoeld) -> Iterator[str]:
    soort = _soort(oud)
    if soort != _soort(nieuw):
        yield f"onderdeel {naam} is een ander soort onderdeel geworden"
    elif soort == f"{_NS}worksheet":
        yield from _blad(naam, Bladstroom(io.BytesIO(oud)), Bladstroom(io.BytesIO(nieuw)), bedoeld)
    else:
        yield from _rest(naam, _ontleed(oud), _ontleed(nieuw))


def _soort(xml: bytes) -> str:
    """The name of the outermost element, for which no more of the part is read than that."""
    wortel: Element
    _, wortel = next(ElementTree.iterparse(io.BytesIO(xml), events=("start",)))  # noqa: S314 - as in _ontleed
    return wortel.tag


def _ontleed(xml: bytes) -> Element:
    return ElementTree.fromstring(xml)  # noqa: S314 - pakket.py refuses a DTD, so there are no entities


def _blad(naam: str, was: Bladstroom, is_nu: Bladstroom, bedoeld: Bedoeld) -> Iterator[str]:
    mag, uitkomst = bedoeld.cellen.get(naam, frozenset()), bedoeld.uitkomsten.get(naam, frozenset())
    met_cel = {_rijnummer(adres) for adres in mag}
    for nummer, voor, na in _rijparen(was, is_nu):
        if voor is not None and na is not None and _zelfde_rij(voor, na):
            continue
        anders = na is None or (
            _kenmerken(voor) != _kenmerken(na) and not (nummer in met_cel and _alleen_hoger(voor, na))
        )
        if anders and not (voor is None and nummer in met_cel):
            yield f"{naam}: rij {nummer} is gewijzigd"
        cellen_was, cellen_nu = _cellen(voor, mag), _cellen(na, mag)
        for adres in dict.fromkeys((*cellen_was, *cellen_nu)):
            eerder, nu = cellen_was.get(adres), cellen_nu.get(adres)
            if eerder == nu:
                continue
            zelfde_formule = eerder and nu and eerder.formule and eerder[:2] == nu[:2]
            if not (zelfde_formule and adres in uitkomst):
                yield f"{naam}: cel {adres} is gewijzigd"
    rest_was, rest_nu = was.rest(), is_nu.rest()
    for element in (rest_was, rest_nu):
        gegevens = element.find(_GEGEVENS)
        if gegevens is not None:
            gegevens.clear()
    yield from _rest(naam, rest_was, rest_nu)


class _Celinhoud(NamedTuple):
    """Style, formula and value of a cell, as they are written."""

    stijl: str
    formule: str
    waarde: str


def _rijparen(was: Bladstroom, is_nu: Bladstroom) -> Iterator[tuple[str, Element | None, Element | None]]:
    """The rows of two sheets by their number; a row is kept no longer than until the other sheet is that far too."""
    wacht: tuple[dict[str, Element], dict[str, Element]] = ({}, {})
    for paar in zip_longest(_rijen(was), _rijen(is_nu)):
        for kant, rij in enumerate(paar):
            if rij is None:
                continue
            nummer = rij.get("r", "")
            ander = wacht[1 - kant].pop(nummer, None)
            if ander is None and paar[1 - kant] is not None:
                wacht[kant][nummer] = rij
            else:  # with its other, or the other sheet has no rows any more
                yield (nummer, ander, rij) if kant else (nummer, rij, ander)
    yield from ((nummer, rij, None) for nummer, rij in wacht[0].items())
    yield from ((nummer, None, rij) for nummer, rij in wacht[1].items())


def _rijen(blad: Bladstroom) -> Iterator[Element]:
    """The rows of a sheet, each with its number also where the file leaves that out."""
    nummer = 0
    for rij in blad.rijen():
        if rij.tag == _RIJ:
            nummer = int(rij.get("r", nummer + 1))
            rij.set("r", str(nummer))
            yield rij


def _zelfde_rij(voor: Element, na: Element) -> bool:
    """Whether two rows are written alike; one that isn't is looked at cell by cell."""
    return (
        [element.attrib for element in voor.iter()] == [element.attrib for element in na.iter()]
        and [element.tag for element in voor.iter()] == [element.tag for element in na.iter()]
        and list(voor.itertext()) == list(na.itertext())
    )


def _kenmerken(rij: Element | None) -> dict[str, str]:
    """The attributes of a row that say something of it."""
    return {} if rij is None else {k: v for k, v in rij.attrib.items() if k not in ("spans", "r")}


def _alleen_hoger(voor: Element | None, na: Element) -> bool:
    """Whether a row only got higher: a text came in it that takes more lines."""
    was, is_nu = ({k: v for k, v in _kenmerken(rij).items() if k not in _HOOGTE} for rij in (voor, na))
    hoogten = [float(0 if rij is None else rij.get("ht", 0)) for rij in (voor, na)]
    return was == is_nu and hoogten[0] < hoogten[1]


def _cellen(rij: Element | None, behalve: frozenset[str]) -> dict[str, _Celinhoud]:
    """By address what each cell of a row holds, but these; a cell that holds nothing counts by its style."""
    cellen: dict[str, _Celinhoud] = {}
    if rij is None:
        return cellen
    kolom = -1
    for cel in rij.iterfind(_CEL):
        adres = cel.get("r") or f"{kolomletter(kolom + 1)}{rij.get('r')}"
        kolom = kolomnummer(letters_van(adres))
        if adres in behalve:
            continue
        formule = cel.find(_FORMULE)
        als_tekst = "" if formule is None else f"{sorted(formule.attrib.items())}{formule.text}"
        waarde = "".join(f"{kind.tag}{''.join(kind.itertext())}" for kind in cel if kind.tag != _FORMULE)
        cellen[adres] = _Celinhoud(cel.get("s", "0"), als_tekst, f"{cel.get('t', 'n')}{waarde}")
    return cellen


def _rijnummer(adres: str) -> str:
    return adres.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _rest(naam: str, was: Element, is_nu: Element) -> Iterator[str]:
    """Everything of a part but its cells; a range may only have got longer, and the order of calculation be gone."""
    voor = [element for element in was.iter() if not _van_keten(element)]
    na = [element for element in is_nu.iter() if not _van_keten(element)]
    if [element.tag for element in voor] != [element.tag for element in na]:
        yield f"{naam}: er is een onderdeel bijgekomen of weggegaan"
        return
    for eerder, nu in zip(voor, na, strict=True):
        if not _zelfde_element(eerder, nu):
            yield f"{naam}: {nu.tag.rpartition('}')[2]} is gewijzigd"


def _van_keten(element: Element) -> bool:
    return any(_KETEN in waarde for waarde in element.attrib.values()) or element.tag == f"{_NS}calcPr"


def _zelfde_element(eerder: Element, nu: Element) -> bool:
    if eerder.tag == f"{_NS}dimension":
        return True
    tekst_was, tekst_nu = (eerder.text or "").strip(), (nu.text or "").strip()
    if tekst_was != tekst_nu and not (eerder.tag.endswith("}sqref") and _alleen_langer(tekst_was, tekst_nu)):
        return False
    if eerder.attrib.keys() != nu.attrib.keys():
        return False
    return all(
        waarde == nu.attrib[kenmerk] or (kenmerk in _GROEIT and _alleen_langer(waarde, nu.attrib[kenmerk]))
        for kenmerk, waarde in eerder.attrib.items()
    )


def _alleen_langer(was: str, nu: str) -> bool:
    """Whether each range begins where it did, in the same columns, and ends no higher.

    >>> _alleen_langer("A6:A9 C6", "A6:A12 C6:C12"), _alleen_langer("A6:A9", "A6:B9")
    (True, False)
    """
    voor, na = was.split(), nu.split()
    return len(voor) == len(na) and all(map(_langer, voor, na))


def _langer(was: str, nu: str) -> bool:
    voor, na = _BEREIK.match(was), _BEREIK.match(nu)
    if voor is None or na is None:
        return was == nu
    kolom_was, kolom_nu = voor[3] or voor[1], na[3] or na[1]
    einde_was, einde_nu = int(voor[4] or voor[2]), int(na[4] or na[2])
    return voor.groups()[:2] == na.groups()[:2] and kolom_was == kolom_nu and einde_nu >= einde_was
