"""What a person sees and acts upon, held against the inputs whatever version is claimed.

No chart over an amount or with other amounts than its cells, no merged cells with an amount under them, no conditional
format that shows another number, no print area that leaves out what the sheet holds, and no amount, e-mail address,
account, payment reference or address on the web that doesn't follow from the inputs. What the program makes of the inputs
is right by itself, so only a workbook that differs from that is looked at.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain, islice
from typing import Any

from lxml import etree
from msgspec import Struct

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.kolommen import kolomletter, kolomnummer
from via_xl.basis.vingerafdruk import delen_van
from via_xl.bewijs.vergelijken import gelijk, toon
from via_xl.bewijs.verificatie.versie import MEESTE, OPNIEUW, Versie
from via_xl.lezen.kleuren import WIT, ZWART, onleesbaar
from via_xl.lezen.voorwaarden import Voorwaarde, alle_voorwaarden

_WAAROP_MEN_HANDELT = {
    "het e-mailadres": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "het adres": re.compile(r"(?i)\b(?:https?|ftps?|file|mailto|tel|javascript|data):[^\s\"'<>]+|\bwww\.[^\s\"'<>]+"),
    "het rekeningnummer": re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4} ?\d{4} ?\d{4} ?\d{2}\b"),
    "het kenmerk": re.compile(r"\b\w+-20\d\d-[A-Z]{2}\d{4}-v\d+\b"),
    "het bedrag": re.compile(r"€\s?[-−]?\d[\d.]*(?:,\d\d)?"),
}
"""What in a text makes somebody pay, write or go somewhere."""

_APART = "\0"
"""Between values that have nothing to do with each other: no text in XML holds it, so "Kosten €" and a number are no amount."""

_BLAD = re.compile(r"'?((?:[^'!]|'')+)'?!\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")
_AFDRUK = "_xlnm.Print_Area"
_IN_PLAATS_VAN_HET_GETAL = ("dataBar", "iconSet", "colorScale")
"""Conditional formats that draw something in the cell: none of our workbooks has one."""

Vondst = tuple[str, str, str]
"""Sheet, cell or part, and what is the matter."""


class _Boek(Struct, frozen=True, dict=True):
    """A workbook of the version and the one made again, as packages."""

    versie: Versie
    naam: str

    @cached_property
    def delen(self) -> dict[str, bytes]:
        """The parts as they are."""
        return delen_van(self.versie.open_mag(self.naam))

    @cached_property
    def hoort(self) -> dict[str, bytes]:
        """The parts as the program makes them of the inputs."""
        return delen_van(self.versie.hermaakt(self.naam))

    @cached_property
    def bladen(self) -> dict[str, str]:
        """The names of the sheets, by their part."""
        return {blad.deel: blad.naam for blad in self.versie.gelezen(self.naam).alle_bladen}

    def bomen(self, begin: str) -> Iterator[tuple[str, Any]]:
        """The parts whose names begin so, as trees; one that is no XML is found by another check."""
        lezer = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        for deel, inhoud in sorted(self.delen.items()):
            if deel.startswith(begin) and deel.endswith(".xml"):
                try:
                    yield deel, etree.fromstring(inhoud, lezer)
                except etree.XMLSyntaxError:
                    continue

    def inhoud(self, blad: str, vak: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
        """The cells with something in them inside a rectangle of rows and columns, counted from 1."""
        for cel in self.versie.gelezen(self.naam).cellen.get(blad, ()):
            if vak[0] <= cel.rij <= vak[2] and vak[1] <= cel.kolom <= vak[3] and cel.waarde not in (None, ""):
                yield cel.rij, cel.kolom


def controleer(versie: Versie, naam: str) -> Iterator[Bevinding]:
    """What a reader would see or be told that doesn't follow from the inputs."""
    if not versie.anders(naam):
        return
    boek = _Boek(versie, naam)
    alle = chain(_teksten(boek), _grafieken(boek), _bedekt(boek), _samengevoegd(boek), _wisselend(boek), _afdruk(boek))
    try:
        yield from islice((Bevinding(naam, blad, cel, wat, OPNIEUW) for blad, cel, wat in alle), MEESTE)
    except (ValueError, OverflowError):  # a number in the XML that is none
        yield Bevinding(naam, "", "", "er staat iets in dat geen getal is waar een getal hoort.", OPNIEUW)


def _teksten(boek: _Boek) -> Iterator[Vondst]:
    """What somebody may act upon, in any part."""
    bekend: dict[str, set[str]] = {soort: set() for soort in _WAAROP_MEN_HANDELT}
    for inhoud in boek.hoort.values():
        for soort, vondst in _handelingen(inhoud):
            bekend[soort].add(vondst)
    for deel, inhoud in sorted(boek.delen.items()):
        for soort, vondst in dict.fromkeys(_handelingen(inhoud)):
            if vondst not in bekend[soort]:
                waar = (boek.bladen[deel], "") if deel in boek.bladen else ("", deel)
                yield *waar, f"{soort} {vondst} volgt niet uit de invoer."


def _handelingen(inhoud: bytes) -> Iterator[tuple[str, str]]:
    tekst = html.unescape(re.sub(r"<[^>]*>", _alleen_waarden, inhoud.decode("utf-8", "replace")))
    for soort, patroon in _WAAROP_MEN_HANDELT.items():
        yield from ((soort, vondst) for vondst in patroon.findall(tekst))


def _alleen_waarden(element: re.Match[str]) -> str:
    """The values of the attributes of an element, kept apart: what a namespace or a relation is called isn't among them."""
    waarden = re.findall(r'\s(?!xmlns)[\w:]+="([^"]*)"', element[0])
    return f" {_APART.join(w for w in waarden if not w.startswith('http://schemas.'))} "


def _grafieken(boek: _Boek) -> Iterator[Vondst]:
    """A chart with other numbers or texts than the cells it is about."""
    gelezen = boek.versie.gelezen(boek.naam)
    for deel, boom in boek.bomen("xl/charts/"):
        for verwijzing in boom.iterfind(".//{*}f"):
            plaatsen = _plaatsen(verwijzing.text or "")
            if not plaatsen or plaatsen[0][0] not in boek.bladen.values():
                yield "", deel, f"de grafiek gaat over {verwijzing.text}, en dat is er niet."
                continue
            punten = {
                int(p.get("idx", "-1")): p.findtext("{*}v") or "" for p in verwijzing.getparent().iterfind(".//{*}pt")
            }
            for nummer, (blad, rij, kolom) in enumerate(plaatsen):
                waarde = gelezen.waarde(blad, rij, kolom)
                if not _zelfde(punten.get(nummer), waarde):
                    cel = f"{kolomletter(kolom - 1)}{rij}"
                    yield blad, cel, f"de grafiek toont {punten.get(nummer)}; in de cel staat {toon(waarde)}."


def _plaatsen(verwijzing: str) -> list[tuple[str, int, int]]:
    gevonden = _BLAD.fullmatch(verwijzing)
    if gevonden is None:
        return []
    blad, kolom, rij, tot_kolom, tot_rij = gevonden.groups()
    kolommen = range(kolomnummer(kolom) + 1, kolomnummer(tot_kolom or kolom) + 2)
    rijen = range(int(rij), int(tot_rij or rij) + 1)
    return [(blad.replace("''", "'"), r, k) for r in islice(rijen, 1000) for k in islice(kolommen, 100)]


def _zelfde(punt: str | None, waarde: Any) -> bool:
    if waarde is None or waarde == "":
        return punt in (None, "", "0", "0.0")
    if isinstance(waarde, str) or punt is None:
        return bool(punt == waarde)
    try:
        return gelijk(float(punt), float(waarde))
    except ValueError:
        return False


def _bedekt(boek: _Boek) -> Iterator[Vondst]:
    """A chart or anything else that lies over a cell with something in it."""
    waar = _tekeningen(boek)
    for deel, boom in boek.bomen("xl/drawings/"):
        for anker in boom:
            hoeken = [_hoek(anker.find(f"{{*}}{naam}")) for naam in ("from", "to")]
            (rij, kolom, _, _), (tot_rij, tot_kolom, rij_af, kolom_af) = hoeken
            vak = (rij + 1, kolom + 1, tot_rij + (1 if rij_af else 0), tot_kolom + (1 if kolom_af else 0))
            for cel in islice(boek.inhoud(waar.get(deel, ""), vak), 1):
                yield waar[deel], f"{kolomletter(cel[1] - 1)}{cel[0]}", "over deze cel ligt een grafiek of afbeelding."


def _hoek(element: Any) -> tuple[int, int, int, int]:
    if element is None:
        return 0, 0, 10**6, 10**4
    rij, kolom, rij_af, kolom_af = (
        int(element.findtext(f"{{*}}{naam}") or 0) for naam in ("row", "col", "rowOff", "colOff")
    )
    return rij, kolom, rij_af, kolom_af


def _tekeningen(boek: _Boek) -> dict[str, str]:
    """On which sheet each drawing is."""
    bladen = {deel.replace("worksheets/", "worksheets/_rels/") + ".rels": naam for deel, naam in boek.bladen.items()}
    relaties = boek.versie.gelezen(boek.naam).relaties
    return {relatie.doel: bladen[rels] for rels, relatie in relaties if rels in bladen}


def _samengevoegd(boek: _Boek) -> Iterator[Vondst]:
    """Merged cells of which another than the first holds something: that is not shown."""
    for deel, boom in boek.bomen("xl/worksheets/"):
        blad = boek.bladen.get(deel, "")
        for gebied in boom.iterfind("{*}mergeCells/{*}mergeCell"):
            plaatsen = _plaatsen(f"{blad}!{gebied.get('ref', '')}")
            if not plaatsen:
                continue
            (_, rij, kolom), (_, tot_rij, tot_kolom) = plaatsen[0], plaatsen[-1]
            for cel in boek.inhoud(blad, (rij, kolom, tot_rij, tot_kolom)):
                if cel != (rij, kolom):
                    yield (
                        blad,
                        f"{kolomletter(cel[1] - 1)}{cel[0]}",
                        "deze cel is samengevoegd en daardoor niet te zien.",
                    )


def _wisselend(boek: _Boek) -> Iterator[Vondst]:
    """A conditional format that shows another number, or nothing, whether its condition holds today or not."""
    gelezen = boek.versie.gelezen(boek.naam)
    for blad in gelezen.bladen:
        for regel in alle_voorwaarden(blad.rest, gelezen.zicht.boek.stijlen, gelezen.zicht.palet):
            if regel.soort in _IN_PLAATS_VAN_HET_GETAL or _verandert_wat_men_ziet(regel):
                yield blad.naam, regel.sqref, "opmaak die van de waarde afhangt toont hier iets anders."


def _verandert_wat_men_ziet(regel: Voorwaarde) -> bool:
    """Whether a rule shows another number, or letters that vanish: on the paper, unless it says what lies behind them."""
    return regel.formaat is not None or onleesbaar(regel.letter or ZWART, regel.achter or (WIT,))


def _afdruk(boek: _Boek) -> Iterator[Vondst]:
    """Another print area than the program gives a sheet of this size."""
    hier, daar = _afdrukgebieden(boek.delen), _afdrukgebieden(boek.hoort)
    for nummer, (deel, blad) in enumerate(boek.bladen.items()):
        gebied, hoort = hier.get(str(nummer)), daar.get(str(nummer))
        if gebied != hoort and _maat(boek.delen.get(deel)) == _maat(boek.hoort.get(deel)):
            yield (
                blad,
                "",
                f"afgedrukt wordt {gebied or 'het hele blad'}, en dat hoort {hoort or 'het hele blad'} te zijn.",
            )


def _afdrukgebieden(delen: dict[str, bytes]) -> dict[str, str]:
    werkmap = etree.fromstring(delen["xl/workbook.xml"])
    namen = werkmap.iterfind("{*}definedNames/{*}definedName")
    return {naam.get("localSheetId", ""): naam.text or "" for naam in namen if naam.get("name") == _AFDRUK}


def _maat(blad: bytes | None) -> bytes:
    gevonden = re.search(rb'<dimension ref="([^"]*)"', blad or b"")
    return gevonden[1] if gevonden else b""
