"""Which part of a package holds which sheet and which table, by the relations between the parts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.wijzigen.inplaats.pakket import Pakketdelen

SHEETML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCREL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKREL = "http://schemas.openxmlformats.org/package/2006/relationships"
_INHOUD = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPEN = "[Content_Types].xml"

Element = Any
"""An element of lxml."""


def ontleed(xml: bytes) -> Element:
    """The root element of a part; no entity of the document is looked up and nothing is fetched."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def als_xml(wortel: Element) -> bytes:
    """A part from its root element."""
    return bytes(etree.tostring(wortel, xml_declaration=True, encoding="UTF-8", standalone=True))


def tag(naam: str) -> str:
    """The full name of an element of a workbook."""
    return f"{{{SHEETML}}}{naam}"


@dataclass(frozen=True, slots=True)
class Tabeldeel:
    """A table: its part, the name and the part of its sheet."""

    deel: str
    blad: str
    bladdeel: str


class Werkmapdelen:
    """The main part of a workbook, and the parts it leads to."""

    def __init__(self, pakket: Pakketdelen) -> None:
        self._pakket = pakket
        self.hoofd = next(doel for soort, doel in self._relaties("") if soort.endswith("/officeDocument"))
        doelen = {relatie: doel for relatie, _, doel in self._met_naam(self.hoofd)}
        self.werkmap = ontleed(pakket.lees(self.hoofd))
        self.bladen: dict[str, str] = {
            blad.get("name"): doelen[blad.get(f"{{{_DOCREL}}}id")] for blad in self.werkmap.iter(tag("sheet"))
        }
        """The part of each sheet, by its name, in the order of the tabs."""

    @cached_property
    def tabellen(self) -> dict[str, Tabeldeel]:
        """Each table by the name that formulas use, in the letters of the file."""
        uit: dict[str, Tabeldeel] = {}
        for blad, bladdeel in self.bladen.items():
            for soort, deel in self._relaties(bladdeel):
                if soort.endswith("/table") and deel in self._pakket:
                    naam = ontleed(self._pakket.lees(deel)).get("displayName")
                    uit[naam] = Tabeldeel(deel, blad, bladdeel)
        return uit

    def tabel(self, naam: str) -> Tabeldeel:
        """The table of this name, in whatever letters it is written. Raises KeyError."""
        gezocht = zelfde_in_formule(naam)
        return next(deel for bekend, deel in self.tabellen.items() if zelfde_in_formule(bekend) == gezocht)

    def zonder_rekenketen(self) -> dict[str, bytes | None]:
        """The parts without the order of calculation, which Excel makes anew; {} when there is none.

        Also says that everything must be calculated when the workbook is opened; how (by itself, or when asked) stays.
        """
        uit: dict[str, bytes | None] = {}
        keten = next((doel for soort, doel in self._relaties(self.hoofd) if soort.endswith("/calcChain")), None)
        if keten is not None:
            uit[keten] = None
            uit[_TYPEN] = _zonder(self._pakket.lees(_TYPEN), f"{{{_INHOUD}}}Override", "PartName", f"/{keten}")
            relaties = _relatiedeel(self.hoofd)
            doel = posixpath.relpath(keten, posixpath.dirname(self.hoofd))
            xml = self._pakket.lees(relaties)
            for vorm in (doel, f"/{keten}"):
                xml = _zonder(xml, f"{{{_PAKREL}}}Relationship", "Target", vorm)
            uit[relaties] = xml
        rekenwijze = self.werkmap.find(tag("calcPr"))
        if rekenwijze is None or rekenwijze.get("fullCalcOnLoad") not in ("1", "true"):
            if rekenwijze is None:
                rekenwijze = etree.Element(tag("calcPr"))
                _zet_in_volgorde(self.werkmap, rekenwijze)
            rekenwijze.set("fullCalcOnLoad", "1")
            uit[self.hoofd] = als_xml(self.werkmap)
        return uit

    def _relaties(self, deel: str) -> Iterator[tuple[str, str]]:
        for _, soort, doel in self._met_naam(deel):
            yield soort, doel

    def _met_naam(self, deel: str) -> Iterator[tuple[str, str, str]]:
        """Identity, kind and target part of each relation of a part ("": the package) to another part."""
        relaties = _relatiedeel(deel)
        if relaties not in self._pakket:
            return
        for relatie in ontleed(self._pakket.lees(relaties)).iter(f"{{{_PAKREL}}}Relationship"):
            if relatie.get("TargetMode") != "External":
                doel = posixpath.normpath(posixpath.join("/", posixpath.dirname(deel), relatie.get("Target")))
                yield relatie.get("Id"), relatie.get("Type"), doel.lstrip("/")


def _relatiedeel(deel: str) -> str:
    map_van, naam = posixpath.split(deel)
    return posixpath.join(map_van, "_rels", f"{naam}.rels")


def _zonder(xml: bytes, soort: str, kenmerk: str, waarde: str) -> bytes:
    wortel = ontleed(xml)
    for element in [kind for kind in wortel.iter(soort) if kind.get(kenmerk) == waarde]:
        wortel.remove(element)
    return als_xml(wortel)


_NA_REKENWIJZE = frozenset(
    tag(naam)
    for naam in (
        *("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
        *("fileRecoveryPr", "webPublishObjects", "extLst"),
    )
)


def _zet_in_volgorde(werkmap: Element, rekenwijze: Element) -> None:
    """The element calcPr stands before these children of a workbook (ECMA-376 18.2.27)."""
    later = next((kind for kind in werkmap if kind.tag in _NA_REKENWIJZE), None)
    if later is None:
        werkmap.append(rekenwijze)
    else:
        later.addprevious(rekenwijze)
