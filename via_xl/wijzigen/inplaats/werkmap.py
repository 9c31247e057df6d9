"""Which part of a package holds which sheet and which table; and the parts that say in which order to calculate."""

from __future__ import annotations

import io
import posixpath
from functools import cached_property
from typing import Any

from lxml import etree

from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.lezen.getalopmaak import ALGEMEEN, is_datum
from via_xl.lezen.xlsx import HOOFDDEEL, NS, Bladdeel, Xlsx, waar

_TYPEN = "[Content_Types].xml"
_PAKREL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"

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
    return f"{NS}{naam}"


class Werkmapdelen:
    """The parts of a workbook that a change may touch.

    Args:
        inhoud: the bytes of a package that :mod:`via_xl.lezen.pakket` has judged.
    """

    def __init__(self, inhoud: bytes) -> None:
        self._xlsx = Xlsx(io.BytesIO(inhoud))
        self.vanaf_1904 = self._xlsx.vanaf_1904
        self.bladen = {blad.naam: self._deel(blad) for blad in self._xlsx.werkbladen}
        """The part of each sheet, by its name, in the order of the tabs."""

    def _deel(self, blad: Bladdeel) -> str:
        return self._xlsx.delen[blad.deel.casefold()]

    @cached_property
    def _tabellen(self) -> dict[str, str]:
        uit: dict[str, str] = {}
        for blad in self._xlsx.werkbladen:
            for relatie in self._xlsx.relaties(blad.deel):
                if relatie.soort == "table" and relatie.doel in self._xlsx:
                    wortel = self._xlsx.boom(relatie.doel)
                    naam = wortel.get("displayName") or wortel.get("name") or ""
                    uit[zelfde_in_formule(naam)] = self._xlsx.delen[relatie.doel.casefold()]
        return uit

    def tabel(self, naam: str) -> str:
        """The part of the table of this name, in whatever letters it is written. Raises KeyError."""
        return self._tabellen[zelfde_in_formule(naam)]

    @cached_property
    def omlopend(self) -> frozenset[str]:
        """The numbers of the styles in which a text that is too long goes on in the next line of its cell."""
        stijlen = self._xlsx.stijlen.iterfind(f"{NS}cellXfs/{NS}xf")
        schikking = (xf.find(f"{NS}alignment") for xf in stijlen)
        return frozenset(str(n) for n, hoe in enumerate(schikking) if hoe is not None and waar(hoe.get("wrapText")))

    @cached_property
    def zonder_getalopmaak(self) -> frozenset[str]:
        """The numbers of the styles that show a number as it is, a day too."""
        return frozenset(str(n) for n, stijl in enumerate(self._xlsx.opmaken) if stijl.formaat == ALGEMEEN)

    @cached_property
    def datumstijlen(self) -> tuple[str, ...]:
        """The numbers of the styles that show a number as a day, those of cells that one fills in first."""
        stijlen = list(self._xlsx.stijlen.iterfind(f"{NS}cellXfs/{NS}xf"))
        sloten = [xf.find(f"{NS}protection") for xf in stijlen]
        vrij = {n for n, slot in enumerate(sloten) if slot is not None and not waar(slot.get("locked", "1"))}
        dagen = [n for n, stijl in enumerate(self._xlsx.opmaken) if is_datum(stijl.formaat)]
        return tuple(str(n) for n in sorted(dagen, key=lambda n: (n not in vrij, "d" not in self._xlsx.formaat(n), n)))

    def herreken_bij_openen(self) -> dict[str, bytes | None]:
        """The parts to replace so that everything is calculated when the workbook is opened; {} when that is so already.

        The order of calculation goes, since Excel makes it anew. Whether it calculates by itself or when asked stays.
        """
        uit: dict[str, bytes | None] = {}
        keten = next((r.doel for r in self._xlsx.relaties(HOOFDDEEL) if r.soort == "calcChain"), None)
        if keten is not None and keten in self._xlsx:
            uit[self._xlsx.delen[keten.casefold()]] = None
            uit[_TYPEN] = _zonder(self._xlsx.bytes(_TYPEN), _TYPE, "PartName", keten)
            relaties = f"{posixpath.dirname(HOOFDDEEL)}/_rels/{posixpath.basename(HOOFDDEEL)}.rels"
            uit[relaties] = _zonder(self._xlsx.bytes(relaties), _PAKREL, "Target", keten)
        werkmap = ontleed(self._xlsx.bytes(HOOFDDEEL))
        rekenwijze = werkmap.find(tag("calcPr"))
        if rekenwijze is None or not waar(rekenwijze.get("fullCalcOnLoad")):
            if rekenwijze is None:
                rekenwijze = etree.Element(tag("calcPr"))
                _zet_in_volgorde(werkmap, rekenwijze)
            rekenwijze.set("fullCalcOnLoad", "1")
            uit[HOOFDDEEL] = als_xml(werkmap)
        return uit


def _zonder(xml: bytes, soort: str, kenmerk: str, deel: str) -> bytes:
    """A part without the elements that name another part, by its full name or as seen from the workbook's own."""
    wortel = ontleed(xml)
    for element in list(wortel.iter(soort)):
        if posixpath.basename(element.get(kenmerk, "")).casefold() == posixpath.basename(deel).casefold():
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
