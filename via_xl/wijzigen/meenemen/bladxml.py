"""The XML of a sheet that the program built, to which something of the user is added."""

from __future__ import annotations

import copy

from lxml import etree

from via_xl.basis.kolommen import kolomletter, kolomnummer, letters_van
from via_xl.wijzigen.inplaats.werkmap import Element, als_xml, ontleed, tag

_VOLGORDE = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *(
        "phoneticPr",
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
    ),
    *("headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    *("drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("tableParts", "extLst"),
)
"""The children of a sheet in the order in which they must stand (ECMA-376 18.3.1.99)."""


def met_adressen(wortel: Element) -> Element:
    """A sheet of which every row and cell says where it is; a file may leave that out."""
    rijnummer = 0
    for rij in wortel.iter(tag("row")):
        rijnummer = int(rij.get("r") or rijnummer + 1)
        rij.set("r", str(rijnummer))
        kolom = 0
        for cel in rij.iterchildren(tag("c")):
            adres = cel.get("r")
            kolom = kolomnummer(letters_van(adres)) + 1 if adres else kolom + 1
            cel.set("r", f"{kolomletter(kolom - 1)}{rijnummer}")
    return wortel


class Programmablad:
    """A sheet of the program in the new master, to add cells and parts to."""

    def __init__(self, xml: bytes) -> None:
        self.wortel = ontleed(xml)
        gegevens = self.wortel.find(tag("sheetData"))
        self._gegevens: Element = gegevens
        self._rijen = {int(rij.get("r")): rij for rij in gegevens.iterchildren(tag("row"))}

    def xml(self) -> bytes:
        """The part as it is now."""
        return als_xml(self.wortel)

    def cel(self, rij: int, kolom: int) -> Element:
        """The element of a cell, made when it is not there; row and column count from 1."""
        element = self._rijen.get(rij)
        if element is None:
            element = etree.Element(tag("row"), r=str(rij))
            later = min((nummer for nummer in self._rijen if nummer > rij), default=None)
            if later is None:
                self._gegevens.append(element)
            else:
                self._rijen[later].addprevious(element)
            self._rijen[rij] = element
        for cel in element.iterchildren(tag("c")):
            hier = kolomnummer(letters_van(cel.get("r"))) + 1
            if hier == kolom:
                return cel
            if hier > kolom:
                nieuw = etree.Element(tag("c"), r=f"{kolomletter(kolom - 1)}{rij}")
                cel.addprevious(nieuw)
                return nieuw
        element.attrib.pop("spans", None)
        return etree.SubElement(element, tag("c"), r=f"{kolomletter(kolom - 1)}{rij}")

    def zet(self, rij: int, kolom: int, van: Element) -> Element:
        """Give a cell the content of another element, its style aside; gives the element of the cell."""
        cel = self.cel(rij, kolom)
        for kind in list(cel):
            cel.remove(kind)
        cel.attrib.pop("t", None)
        if van.get("t"):
            cel.set("t", van.get("t"))
        cel.extend(copy.deepcopy(kind) for kind in van)
        self._omvang(rij, kolom)
        return cel

    def _omvang(self, rij: int, kolom: int) -> None:
        omvang = self.wortel.find(tag("dimension"))
        if omvang is None:
            return
        hoeken = omvang.get("ref", "A1").split(":")
        rijen = [int(hoek.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for hoek in (hoeken[0], hoeken[-1])]
        kolommen = [kolomnummer(letters_van(hoek)) + 1 for hoek in (hoeken[0], hoeken[-1])]
        van = f"{kolomletter(min(kolommen[0], kolom) - 1)}{min(rijen[0], rij)}"
        omvang.set("ref", f"{van}:{kolomletter(max(kolommen[1], kolom) - 1)}{max(rijen[1], rij)}")

    def voeg(self, element: Element) -> None:
        """Add a child of the sheet where it must stand."""
        naam = element.tag.rpartition("}")[2]
        later = {tag(ander) for ander in _VOLGORDE[_VOLGORDE.index(naam) + 1 :]}
        erna = next((kind for kind in self.wortel if kind.tag in later), None)
        if erna is None:
            self.wortel.append(element)
        else:
            erna.addprevious(element)

    def lijst(self, naam: str) -> Element:
        """A child of the sheet that holds others, made when it is not there."""
        element = self.wortel.find(tag(naam))
        if element is None:
            element = etree.Element(tag(naam))
            self.voeg(element)
        return element

    def kolom(self, nummer: int) -> Element:
        """The element that says how wide a column is, of this column alone."""
        cols = self.lijst("cols")
        for col in list(cols):
            van, tot = int(col.get("min")), int(col.get("max"))
            if van <= nummer <= tot:
                for deel_van, deel_tot in ((van, nummer - 1), (nummer + 1, tot)):
                    if deel_van <= deel_tot:
                        rest = copy.deepcopy(col)
                        rest.set("min", str(deel_van))
                        rest.set("max", str(deel_tot))
                        (col.addprevious if deel_tot < nummer else col.addnext)(rest)
                col.set("min", str(nummer))
                col.set("max", str(nummer))
                return col
        nieuw = etree.Element(tag("col"), min=str(nummer), max=str(nummer), width="9.140625")
        erna = next((col for col in cols if int(col.get("min")) > nummer), None)
        if erna is None:
            cols.append(nieuw)
        else:
            erna.addprevious(nieuw)
        return nieuw

    def heeft_kolom(self, nummer: int) -> bool:
        """Whether the width of a column is said."""
        cols = self.wortel.find(tag("cols"))
        return cols is not None and any(int(col.get("min")) <= nummer <= int(col.get("max")) for col in cols)
