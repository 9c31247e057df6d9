"""The parts of a package that is being made: a part from another package put in it, under a name that is still free."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from lxml import etree

from via_xl.lezen.xlsx import Xlsx
from via_xl.wijzigen.inplaats.pakket import Pakketdelen
from via_xl.wijzigen.inplaats.werkmap import Element, als_xml, ontleed

TYPEN = "[Content_Types].xml"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_PAKREL = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f"{{{OFFICE}}}"
"""The namespace of ``r:id``."""

Bewerk = Callable[[str, bytes], bytes]
"""Changes a part on its way: gets its content type and its content."""


def relsnaam(deel: str) -> str:
    """The name of the part with the relations of a part."""
    bovenliggend, naam = posixpath.split(deel)
    return posixpath.join(bovenliggend, "_rels", f"{naam}.rels")


class Bron:
    """The package from which parts are taken, with the content type of each."""

    def __init__(self, boek: Xlsx) -> None:
        self.boek = boek
        typen = ontleed(boek.bytes(TYPEN))
        self._van_deel = {
            el.get("PartName", "").lstrip("/").casefold(): el.get("ContentType", "")
            for el in typen.iter(f"{_CT}Override")
        }
        self._van_einde = {
            el.get("Extension", "").casefold(): el.get("ContentType", "") for el in typen.iter(f"{_CT}Default")
        }

    def soort(self, deel: str) -> str:
        """The content type of a part; "" when the package says none."""
        soort: str = self._van_deel.get(deel.casefold()) or self._van_einde.get(deel.rpartition(".")[2].casefold(), "")
        return soort

    def soorten(self, deel: str) -> list[str]:
        """The kinds of the relations of a part, as the last word of their types."""
        return [relatie.soort for relatie in self.boek.relaties(deel)]

    def rels(self, deel: str) -> list[Element]:
        """The relations of a part, as elements."""
        naam = relsnaam(deel)
        return list(ontleed(self.boek.bytes(naam))) if naam in self.boek else []


class Doel:
    """The package that is being made.

    Args:
        inhoud: the workbook that the program built.
    """

    def __init__(self, inhoud: bytes) -> None:
        self._pakket = Pakketdelen(inhoud)
        self.nieuw: dict[str, bytes] = {}
        self._typen = ontleed(self._pakket.lees(TYPEN))
        self._namen = {naam.casefold() for naam in self._pakket.namen}
        self._rels: dict[str, Element] = {}
        self._gekopieerd: dict[str, str] = {}

    def namen(self) -> tuple[str, ...]:
        """The names of the parts as they are now."""
        return tuple(dict.fromkeys((*self._pakket.namen, *self.nieuw)))

    def lees(self, deel: str) -> bytes:
        """The content of a part as it is now."""
        return self.nieuw[deel] if deel in self.nieuw else self._pakket.lees(deel)

    def zet(self, deel: str, inhoud: bytes, soort: str = "") -> None:
        """Put a part, with its content type when it is a new one."""
        nieuw = deel.casefold() not in self._namen
        self.nieuw[deel] = inhoud
        self._namen.add(deel.casefold())
        if not nieuw or not soort:
            return
        einde = deel.rpartition(".")[2].casefold()
        vast = next(
            (el for el in self._typen.iter(f"{_CT}Default") if el.get("Extension", "").casefold() == einde), None
        )
        if einde != "xml" and vast is None:
            self._typen.insert(0, etree.Element(f"{_CT}Default", Extension=einde, ContentType=soort))
        elif vast is None or vast.get("ContentType") != soort:
            etree.SubElement(self._typen, f"{_CT}Override", PartName=f"/{deel}", ContentType=soort)

    def vrij(self, deel: str) -> str:
        """This name of a part, or the first one like it that is still free."""
        stam, punt, einde = deel.rpartition(".")
        kaal = re.sub(r"\d+$", "", stam)
        nummer = 1
        while deel.casefold() in self._namen:
            deel = f"{kaal}{nummer}{punt}{einde}"
            nummer += 1
        return deel

    def relaties(self, deel: str) -> Element:
        """The relations of a part, to be added to."""
        if deel not in self._rels:
            naam = relsnaam(deel)
            self._rels[deel] = (
                ontleed(self.lees(naam))
                if naam.casefold() in self._namen
                else etree.Element(f"{{{_PAKREL}}}Relationships", nsmap={None: _PAKREL})
            )
        return self._rels[deel]

    def doel_van(self, deel: str, nummer: str) -> str:
        """The part to which a relation of a part leads. Raises StopIteration when there is no such relation."""
        return volledig(deel, next(el.get("Target", "") for el in self.relaties(deel) if el.get("Id") == nummer))

    def verbind(self, van: str, soort: str, naar: str, nummer: str = "", *, extern: bool = False) -> str:
        """A relation from a part to another, or to an outside address; gives its number."""
        rels = self.relaties(van)
        gebruikt = {el.get("Id") for el in rels}
        teller = len(gebruikt) + 1
        while not nummer or nummer in gebruikt:
            nummer, teller = f"rId{teller}", teller + 1
        element = etree.SubElement(rels, f"{{{_PAKREL}}}Relationship", Id=nummer, Type=soort)
        element.set("Target", naar if extern else posixpath.relpath(naar, posixpath.dirname(van) or "."))
        if extern:
            element.set("TargetMode", "External")
        return nummer

    def kopieer(self, bron: Bron, deel: str, bewerk: Bewerk) -> str:
        """Put a part of another package in this one with all that it relates to; gives the name it has here."""
        if deel in self._gekopieerd:
            return self._gekopieerd[deel]
        naam = self._gekopieerd[deel] = self.vrij(deel)
        soort = bron.soort(deel)
        self.zet(naam, bewerk(soort, bron.boek.bytes(deel)), soort)
        for rel in bron.rels(deel):
            self.neem_relatie(bron, deel, naam, rel, bewerk)
        return naam

    def neem_relatie(self, bron: Bron, oud: str, naam: str, rel: Element, bewerk: Bewerk) -> None:
        """Give the part ``naam`` the relation that ``oud`` has, under the same number, and the part it leads to."""
        doel, nummer, soort = rel.get("Target", ""), rel.get("Id", ""), rel.get("Type", "")
        if rel.get("TargetMode") == "External":
            self.verbind(naam, soort, doel, nummer, extern=True)
            return
        vol = volledig(oud, doel)
        if vol in bron.boek:
            self.verbind(naam, soort, self.kopieer(bron, vol, bewerk), nummer)

    def gekopieerd(self, deel: str) -> str:
        """The name that a part of the other package has here; "" when it is not here."""
        return self._gekopieerd.get(deel, "")

    def klaar(self) -> Mapping[str, bytes]:
        """The parts that are new or another than they were."""
        uit = dict(self.nieuw)
        for deel, rels in self._rels.items():
            if len(rels):
                uit[relsnaam(deel)] = als_xml(rels)
        if self.nieuw:
            uit[TYPEN] = als_xml(self._typen)
        return uit

    def bytes(self) -> bytes:
        """The whole package as it is now."""
        uit = io.BytesIO()
        self._pakket.schrijf(uit, self.klaar())
        return uit.getvalue()


def volledig(van: str, doel: str) -> str:
    """The full name of a part to which a relation of ``van`` leads."""
    doel = unquote(doel)
    return doel.lstrip("/") if doel[:1] == "/" else posixpath.normpath(posixpath.join(posixpath.dirname(van), doel))
