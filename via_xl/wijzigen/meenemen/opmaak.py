"""The styles of cells in another workbook: what a style of the old one needs is added to those of the new one, once."""

from __future__ import annotations

import copy
from functools import cached_property

from lxml import etree

from via_xl.wijzigen.inplaats.werkmap import Element, als_xml, ontleed, tag

_EERSTE_EIGEN = 164
"""Number formats below this one are built in: the same in every workbook."""

_VOLGORDE = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles")


class Opmaak:
    """Styles carried over.

    Args:
        oud: the part with the styles of the old workbook.
        nieuw: that of the new one.
    """

    def __init__(self, oud: bytes, nieuw: bytes) -> None:
        self._oud = ontleed(oud)
        self._nieuw = ontleed(nieuw)
        self._xf: dict[int, int] = {}
        self._dxf: dict[int, int] = {}
        self._gekleurd: dict[tuple[int, int, bool, bool], int] = {}
        self._gezien: dict[str, dict[bytes, int]] = {}
        self.gewijzigd = False

    def xml(self) -> bytes:
        """The styles of the new workbook with what was added."""
        return als_xml(self._nieuw)

    def xf(self, nummer: int) -> int:
        """The number that a style of the old workbook has in the new one."""
        if nummer not in self._xf:
            oude = self._oude("cellXfs")
            if nummer >= len(oude):
                return 0
            xf = copy.deepcopy(oude[nummer])
            for kenmerk, lijst in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
                xf.set(kenmerk, str(self._neem(lijst, int(xf.get(kenmerk, 0)))))
            for wat in ("Font", "Fill", "Border", "NumberFormat", "Alignment", "Protection"):
                if wat not in ("Alignment", "Protection") or xf.find(tag(wat.lower())) is not None:
                    xf.set(f"apply{wat}", "1")
            xf.set("numFmtId", str(self._formaat(int(xf.get("numFmtId", 0)))))
            xf.set("xfId", "0")
            self._xf[nummer] = self._voeg("cellXfs", xf)
        return self._xf[nummer]

    def met(self, stijl: int, oud: int, *, vulling: bool, letter: bool) -> int:
        """A style of the new workbook with the fill, the font or both of a style of the old one."""
        sleutel = (stijl, oud, vulling, letter)
        if sleutel not in self._gekleurd:
            van = self._oude("cellXfs")[oud]
            xf = copy.deepcopy(self._lijst("cellXfs")[stijl])
            if vulling:
                xf.set("fillId", str(self._neem("fills", int(van.get("fillId", 0)))))
                xf.set("applyFill", "1")
            if letter:
                xf.set("fontId", str(self._neem("fonts", int(van.get("fontId", 0)))))
                xf.set("applyFont", "1")
            self._gekleurd[sleutel] = self._voeg("cellXfs", xf)
        return self._gekleurd[sleutel]

    def dxf(self, nummer: int) -> int:
        """The number that a style of conditional formats or tables has in the new workbook."""
        if nummer not in self._dxf:
            oude = self._oude("dxfs")
            if nummer >= len(oude):
                return 0
            dxf = copy.deepcopy(oude[nummer])
            formaat = dxf.find(tag("numFmt"))
            if formaat is not None and int(formaat.get("numFmtId", 0)) >= _EERSTE_EIGEN:
                formaat.set("numFmtId", str(self._eigen_formaat(formaat.get("formatCode", "General"))))
            self._dxf[nummer] = self._voeg("dxfs", dxf)
        return self._dxf[nummer]

    def tabelstijl(self, naam: str) -> None:
        """Bring the user's own style of tables along, if this is one."""
        for stijl in self._oud.iterfind(f"{tag('tableStyles')}/{tag('tableStyle')}"):
            lijst = self._lijst("tableStyles")
            if stijl.get("name") == naam and not any(ander.get("name") == naam for ander in lijst):
                kopie = copy.deepcopy(stijl)
                for element in kopie:
                    if element.get("dxfId") is not None:
                        element.set("dxfId", str(self.dxf(int(element.get("dxfId")))))
                self._voeg("tableStyles", kopie)

    def _oude(self, naam: str) -> list[Element]:
        lijst = self._oud.find(tag(naam))
        return [] if lijst is None else list(lijst)

    def _lijst(self, naam: str) -> Element:
        lijst = self._nieuw.find(tag(naam))
        if lijst is None:
            lijst = etree.Element(tag(naam))
            later = {tag(ander) for ander in (*_VOLGORDE[_VOLGORDE.index(naam) + 1 :], "colors", "extLst")}
            erna = next((kind for kind in self._nieuw if kind.tag in later), None)
            if erna is None:
                self._nieuw.append(lijst)
            else:
                erna.addprevious(lijst)
        return lijst

    def _voeg(self, naam: str, element: Element) -> int:
        """Add an element to a list of styles, unless it is there; gives its number."""
        lijst = self._lijst(naam)
        gezien = self._gezien.setdefault(naam, {})
        if not gezien:
            for nummer, ander in enumerate(lijst):
                gezien.setdefault(_als_tekst(ander), nummer)
        tekst = _als_tekst(element)
        if tekst not in gezien:
            lijst.append(element)
            gezien[tekst] = len(lijst) - 1
            lijst.set("count", str(len(lijst)))
            self.gewijzigd = True
        return gezien[tekst]

    def _neem(self, naam: str, nummer: int) -> int:
        oude = self._oude(naam)
        return self._voeg(naam, copy.deepcopy(oude[nummer])) if nummer < len(oude) else 0

    @cached_property
    def _codes(self) -> dict[int, str]:
        return {
            int(formaat.get("numFmtId")): formaat.get("formatCode", "General")
            for formaat in self._oud.iterfind(f"{tag('numFmts')}/{tag('numFmt')}")
        }

    def _formaat(self, nummer: int) -> int:
        return nummer if nummer not in self._codes else self._eigen_formaat(self._codes[nummer])

    def _eigen_formaat(self, code: str) -> int:
        lijst = self._lijst("numFmts")
        for formaat in lijst:
            if formaat.get("formatCode") == code:
                return int(formaat.get("numFmtId"))
        nummer = max((int(formaat.get("numFmtId")) for formaat in lijst), default=_EERSTE_EIGEN - 1)
        nummer = max(nummer, _EERSTE_EIGEN - 1) + 1
        etree.SubElement(lijst, tag("numFmt"), numFmtId=str(nummer), formatCode=code)
        lijst.set("count", str(len(lijst)))
        self.gewijzigd = True
        return nummer


def _als_tekst(element: Element) -> bytes:
    kopie = copy.deepcopy(element)
    kopie.tail = None
    return bytes(etree.tostring(kopie, method="c14n", exclusive=True))
