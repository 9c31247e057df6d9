"""What the program itself makes in a master of some layout, so that the rest is someone's work.

Of the layout of today it is seen in the new master. Of those before it is kept in ``sjablonen/indeling<n>.json``: the names of
its sheets, tables, columns and names, and of each text and formula of the program a short fingerprint with its place.
``tests/gereedschap/beeld_van_indeling.py`` makes that file, before the layout goes up.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from via_xl.lezen.tabelplaats import kop_vorm
from via_xl.lezen.xlsx import NS, Bladcel, Bladdeel, Tabeldeel, Xlsx, gebied
from via_xl.regeling.model import Regeling
from via_xl.regeling.tabellen import INDELING, TABELLEN, VOORHEEN
from via_xl.schrijven.master import bevindingen as bevindingentabel

INVOER = {tabel.naam: tabel for tabel in TABELLEN}
_BOUWTEKST = "• "
"""How the lines begin that a build writes anew: why the settlement is still a concept."""


class Beeld(Struct, frozen=True):
    """Names and fingerprints of what the program makes.

    ``tabellen`` holds by table its columns, ``tekeningen`` by sheet how many charts and pictures (and with ``!knoppen`` behind it how many buttons), ``plekken`` the
    fingerprints of texts and formulas, ``regels`` those of conditional formats and validations, ``kleuren`` the colours of
    fills, ``letters`` how fonts look, ``bladen_van`` by table its sheet, ``breedten`` by sheet and column (from 1) the widths it may have.
    """

    bladen: frozenset[str]
    tabellen: Mapping[str, tuple[str, ...]]
    bladen_van: Mapping[str, str]
    namen: frozenset[str]
    tekeningen: Mapping[str, int]
    plekken: frozenset[str]
    regels: frozenset[str]
    kleuren: frozenset[str]
    letters: frozenset[str]
    breedten: Mapping[str, Mapping[int, tuple[float, ...]]]

    def met(self, ander: Beeld) -> Beeld:
        """What the one or the other makes; of a table that both have, the columns of both."""
        kolommen = {
            naam: tuple(dict.fromkeys((*self.tabellen.get(naam, ()), *ander.tabellen.get(naam, ()))))
            for naam in (*self.tabellen, *ander.tabellen)
        }
        tekeningen = {
            blad: max(self.tekeningen.get(blad, 0), ander.tekeningen.get(blad, 0))
            for blad in (*self.tekeningen, *ander.tekeningen)
        }
        return Beeld(
            self.bladen | ander.bladen,
            kolommen,
            {**ander.bladen_van, **self.bladen_van},
            self.namen | ander.namen,
            tekeningen,
            self.plekken | ander.plekken,
            self.regels | ander.regels,
            self.kleuren | ander.kleuren,
            self.letters | ander.letters,
            {
                blad: {
                    kolom: tuple(sorted({*self._breedte(blad, kolom), *ander._breedte(blad, kolom)}))
                    for kolom in sorted({*self.breedten.get(blad, {}), *ander.breedten.get(blad, {})})
                }
                for blad in sorted({*self.breedten, *ander.breedten})
            },
        )

    def _breedte(self, blad: str, kolom: int) -> tuple[float, ...]:
        return self.breedten.get(blad, {}).get(kolom, ())

    def is_breedte(self, blad: str, kolom: int, breedte: float) -> bool:
        """Whether the program makes this column so wide, or says nothing of it."""
        bekend = self._breedte(blad, kolom)
        return not bekend or any(abs(breedte - ander) < _SPELING for ander in bekend)

    def heeft_kolom(self, tabel: str, kop: str) -> bool:
        """Whether the program makes this column of this table."""
        return kop_vorm(kop) in {kop_vorm(naam) for naam in self.tabellen.get(tabel, ())}

    def als_json(self) -> dict[str, Any]:
        """For the file in which an older layout is kept."""
        return {
            "bladen": sorted(self.bladen),
            "tabellen": {naam: [self.bladen_van[naam], *self.tabellen[naam]] for naam in sorted(self.tabellen)},
            "namen": sorted(self.namen),
            "tekeningen": dict(sorted(self.tekeningen.items())),
            "kleuren": sorted(self.kleuren),
            "letters": sorted(self.letters),
            "regels": "".join(sorted(self.regels)),
            "plekken": "".join(sorted(self.plekken)),
            "breedten": {
                blad: " ".join(f"{kolom}:{breedte}" for kolom, breedten in per.items() for breedte in breedten)
                for blad, per in self.breedten.items()
            },
        }


_LENGTE = 8
_SPELING = 0.5
"""So many characters may a width differ: every program that saves a workbook rounds it in its own way."""


BEWAARD = range(3, INDELING)
"""The layouts of which it is kept what the program made in them."""


@cache
def beeld_van_indeling(indeling: int) -> Beeld:
    """What the program made in a master of an earlier layout; of one before :data:`BEWAARD` that of the first of those."""
    bron = f"sjablonen/indeling{max(indeling, BEWAARD.start)}.json"
    inhoud = json.loads(files("via_xl").joinpath(bron).read_text(encoding="utf-8"))
    return Beeld(
        frozenset(inhoud["bladen"]),
        {VOORHEEN.get(naam, naam): tuple(kolommen[1:]) for naam, kolommen in inhoud["tabellen"].items()},
        {VOORHEEN.get(naam, naam): kolommen[0] for naam, kolommen in inhoud["tabellen"].items()},
        frozenset(inhoud["namen"]),
        inhoud["tekeningen"],
        frozenset(_stukken(inhoud["plekken"])),
        frozenset(_stukken(inhoud["regels"])),
        frozenset(inhoud["kleuren"]),
        frozenset(inhoud["letters"]),
        {blad: _breedten(stuk.split(":") for stuk in tekst.split()) for blad, tekst in inhoud["breedten"].items()},
    )


def _breedten(paren: Iterable[Iterable[str]]) -> dict[int, tuple[float, ...]]:
    uit: dict[int, tuple[float, ...]] = {}
    for kolom, breedte in paren:
        uit[int(kolom)] = (*uit.get(int(kolom), ()), float(breedte))
    return uit


def _stukken(tekst: str) -> Iterator[str]:
    return (tekst[plek : plek + _LENGTE] for plek in range(0, len(tekst), _LENGTE))


class Masker:
    """Takes the names of a region out of a text, and the digits, so that what is left is the program's or the user's."""

    def __init__(self, regeling: Regeling) -> None:
        namen = {rij.naam for rij in regeling.gemeenten} | {rij.naam for rij in regeling.namen}
        namen |= {rij.thema for rij in regeling.themas} | {rij.rol for rij in regeling.rollen}
        keuze = "|".join(re.escape(_kaal(naam)) for naam in sorted(namen, key=len, reverse=True) if naam.strip())
        self._namen = re.compile(keuze) if keuze else None
        self._bladen: list[tuple[re.Pattern[str], str]] = []

    def heten(self, bladen: Mapping[str, str]) -> None:
        """From now on a formula that says the first of these names of a sheet is as one that says the second."""
        for naam, eigenlijk in bladen.items():
            kaal, aangehaald = re.escape(_kaal(naam)), re.escape(_kaal(naam.replace("'", "''")))
            self._bladen.append((re.compile(rf"(?<![\w.'])(?:'{aangehaald}'|{kaal})!"), f"{_kaal(eigenlijk)}!"))

    def vorm(self, inhoud: object) -> str:
        """The form in which what stands in a cell is compared."""
        if not isinstance(inhoud, str):
            return "#"
        kaal = _kaal(inhoud).replace("_xludf.", "")
        for blad, eigenlijk in self._bladen if kaal.startswith("=") else ():
            kaal = blad.sub(eigenlijk, kaal)
        kaal = re.sub(r"\d+", "#", kaal)
        return kaal if self._namen is None or inhoud.startswith("=") else self._namen.sub("@", kaal)


def _kaal(tekst: str) -> str:
    return re.sub(r"\s+", "", tekst).casefold()


def vingerafdruk(*delen: object) -> str:
    """A short fingerprint of a few texts together."""
    return hashlib.sha256("|".join(map(str, delen)).encode()).hexdigest()[:_LENGTE]


class Programmaplek(Struct, frozen=True):
    """A cell outside what is read as input, with the fingerprint of it and its place; ``kop`` when it is in a table."""

    cel: Bladcel
    afdruk: str
    tabel: str = ""
    kop: str = ""


def plekken_van(boek: Xlsx, blad: Bladdeel, masker: Masker) -> Iterator[Programmaplek]:
    """The cells of a sheet that are no input, no header, and no outcome of the program's array formulas."""
    tabellen = [tabel for tabel in boek.tabellen if tabel.blad == blad.naam]
    cellen = list(boek.cellen(boek.stroom(blad).rijen()))
    uitkomsten = {
        (rij, kolom)
        for cel in cellen
        if cel.matrix and (vak := gebied(cel.matrix)) is not None
        for rij in range(vak.rij1, vak.rij2 + 1)
        for kolom in range(vak.kolom1, vak.kolom2 + 1)
        if (rij, kolom) != (cel.rij, cel.kolom)
    }
    for cel in cellen:
        if (cel.rij, cel.kolom) in uitkomsten or (isinstance(cel.inhoud, str) and cel.inhoud.startswith(_BOUWTEKST)):
            continue
        tabel = tabel_op(tabellen, cel.rij, cel.kolom)
        if tabel is None:
            yield Programmaplek(cel, vingerafdruk(blad.naam, cel.kolom, masker.vorm(cel.inhoud)))
        elif tabel.naam != bevindingentabel.TABEL and not (tabel.kopregels and cel.rij == tabel.kader.rij1):
            kop = tabel.kolommen[cel.kolom - tabel.kader.kolom1]
            if not is_invoer(tabel.naam, kop):
                yield Programmaplek(
                    cel, vingerafdruk(tabel.naam, kop_vorm(kop), masker.vorm(cel.inhoud)), tabel.naam, kop
                )


def tabel_op(tabellen: Iterable[Tabeldeel], rij: int, kolom: int) -> Tabeldeel | None:
    """The table in which a cell stands."""
    for tabel in tabellen:
        kader = tabel.kader
        if kader.rij1 <= rij <= kader.rij2 and kader.kolom1 <= kolom <= kader.kolom2:
            return tabel
    return None


def is_invoer(tabel: str, kop: str) -> bool:
    """Whether a column is read as input."""
    return tabel in INVOER and kop_vorm(kop) in {kop_vorm(kolom.kop) for kolom in INVOER[tabel].kolommen}


def aantal_tekeningen(boek: Xlsx, blad: Bladdeel) -> int:
    """How many charts, pictures and shapes are on a sheet."""
    return sum(
        element.tag.endswith("Anchor")
        for relatie in boek.relaties(blad.deel)
        if relatie.soort == "drawing"
        for element in boek.boom(relatie.doel)
    )


def aantal_knoppen(boek: Xlsx, blad: Bladdeel) -> int:
    """How many buttons and other controls are on a sheet; the boxes of notes are none."""
    soorten = [
        soort
        for relatie in boek.relaties(blad.deel)
        if relatie.soort == "vmlDrawing" and relatie.doel in boek
        for soort in re.findall(rb'ObjectType="(\w+)"', boek.bytes(relatie.doel))
    ]
    return len(soorten) - soorten.count(b"Note")


def vulkleur(vulling: Any) -> str:
    """The colour of a fill as a word; "" when there is none."""
    return _kleur(None if vulling is None else vulling.find(f"{NS}patternFill[@patternType='solid']/{NS}fgColor"))


def letterbeeld(letter: Any) -> str:
    """How a font looks: its colour, and whether it is bold, italic, underlined or struck out."""
    if letter is None:
        return ""
    kleur = _kleur(letter.find(f"{NS}color"))
    aan = [
        naam
        for naam in ("b", "i", "u", "strike")
        if (element := letter.find(f"{NS}{naam}")) is not None and element.get("val", "1") not in ("0", "false", "none")
    ]
    return " ".join(("" if kleur in _ZWART else kleur, *aan)).strip()


_ZWART = ("rgb=000000", "theme=1", "indexed=8", "indexed=64")
"""The ways to say black text, which programs exchange when they save."""


def _kleur(kleur: Any) -> str:
    if kleur is None:
        return ""
    return ":".join(
        f"{naam}={kleur.get(naam).upper()[-6:]}" for naam in ("rgb", "theme", "tint", "indexed") if kleur.get(naam)
    )


def regelafdruk(soort: str, element: Any) -> str:
    """The fingerprint of a conditional format or a validation: its kind and its text, or its formulas without numbers."""
    if element.get("text"):  # of which every program writes another formula
        return vingerafdruk(soort, element.get("type", ""), element.get("text"))
    formules = [
        re.sub(r"\d+", "#", _kaal(kind.text or ""))
        for kind in element.iter()
        if kind.tag in (f"{NS}formula", f"{NS}formula1", f"{NS}formula2")
    ]
    return vingerafdruk(soort, element.get("type", ""), element.get("operator", ""), *formules)


def beeld_van(boek: Xlsx, masker: Masker) -> Beeld:
    """What stands in a master that the program made and nobody touched."""
    plekken: set[str] = set()
    regels: set[str] = set()
    breedten: dict[str, dict[int, tuple[float, ...]]] = {}
    for blad in boek.werkbladen:
        plekken |= {plek.afdruk for plek in plekken_van(boek, blad, masker)}
        stroom = boek.stroom(blad)
        for _ in stroom.rijen():
            pass
        rest = stroom.rest()
        regels |= {regelafdruk("cf", element) for element in rest.iter(f"{NS}cfRule")}
        regels |= {regelafdruk("dv", element) for element in rest.iter(f"{NS}dataValidation")}
        breedten[blad.naam] = {
            kolom: (round(float(col.get("width", 0)), 2),)
            for col in rest.iter(f"{NS}col")
            for kolom in range(int(col.attrib["min"]), min(int(col.attrib["max"]), 200) + 1)
        }
    return Beeld(
        frozenset(blad.naam for blad in boek.bladen),
        {tabel.naam: tabel.kolommen for tabel in boek.tabellen},
        {tabel.naam: tabel.blad for tabel in boek.tabellen},
        frozenset(naam.naam.casefold() for naam in boek.namen),
        {blad.naam: aantal_tekeningen(boek, blad) for blad in boek.werkbladen}
        | {f"{blad.naam}!knoppen": aantal_knoppen(boek, blad) for blad in boek.werkbladen},
        frozenset(plekken),
        frozenset(regels),
        frozenset(vulkleur(opmaak.vulling) for opmaak in boek.opmaken),
        frozenset(letterbeeld(opmaak.letter) for opmaak in boek.opmaken),
        breedten,
    )
