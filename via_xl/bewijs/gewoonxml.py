"""A part of a workbook as IronCalc reads it rightly, whoever wrote it: the same content, in the form that Excel gives it.

Other programs write the elements with a prefix, leave out the addresses of cells that follow each other, and write a formula
that several cells share once; Excel does the last for what was dragged. IronCalc takes "this row" in a shared formula for the
row in which it is written, and refuses a cell without its address.
"""

from __future__ import annotations

import re
from typing import Any

from via_xl.basis.kolommen import kolomletter, kolomnummer, letters_van
from via_xl.lezen.xlsx import NS

_VOORVOEGSEL = re.compile(rb'\sxmlns:(\w+)=["\']' + re.escape(NS[1:-1]).encode() + rb'["\']')
_KOP = 4096
"""Where in a part its root element stands."""
_RIJ, _CEL, _FORMULE = f"{NS}row", f"{NS}c", f"{NS}f"
_ZONDER_ADRES = re.compile(rb"<(?:c(?:>|/>| [st])|row(?:>| [shx]))")
"""What is in a sheet in which a cell or row may have no address."""
_GEDEELD = re.compile(rb"t=[\"']shared[\"']")


def zonder_voorvoegsel(xml: bytes) -> bytes:
    """The elements of a workbook by their name alone.

    >>> zonder_voorvoegsel(b'<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:v/></x:c>')
    b'<c xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><v/></c>'
    """
    gevonden = _VOORVOEGSEL.search(xml, 0, _KOP)
    if gevonden is None or b" xmlns=" in xml[:_KOP]:
        return xml
    voor = gevonden[1]
    return xml.replace(b"<%s:" % voor, b"<").replace(b"</%s:" % voor, b"</").replace(b"xmlns:%s=" % voor, b"xmlns=", 1)


def gewoon_blad(xml: bytes) -> bytes:
    """A sheet with the address of every row and cell, and every formula in its own cell."""
    xml = zonder_voorvoegsel(xml)
    if not _ZONDER_ADRES.search(xml) and not _GEDEELD.search(xml):
        return xml
    from lxml import etree

    wortel = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    gedeeld: dict[str, tuple[str, str]] = {}
    nummer = 0
    for rij in wortel.iter(_RIJ):
        nummer = int(rij.get("r") or nummer + 1)
        rij.set("r", str(nummer))
        kolom = -1
        for cel in rij.iterchildren(_CEL):
            adres = cel.get("r") or f"{kolomletter(kolom + 1)}{nummer}"
            kolom = kolomnummer(letters_van(adres))
            cel.set("r", adres)
            formule = cel.find(_FORMULE)
            if formule is not None and formule.get("t") == "shared":
                _schrijf_uit(formule, adres, gedeeld)
    return bytes(etree.tostring(wortel, xml_declaration=True, encoding="UTF-8", standalone=True))


def _schrijf_uit(formule: Any, adres: str, gedeeld: dict[str, tuple[str, str]]) -> None:
    """The formula as it reads in this cell; of a shared one of which nothing is known, nothing is left but that."""
    nummer = formule.get("si", "")
    if formule.text:
        gedeeld.setdefault(nummer, (formule.text, adres))
    elif nummer in gedeeld:
        from openpyxl.formula.translate import Translator

        tekst, van = gedeeld[nummer]
        formule.text = str(Translator(f"={tekst}", van).translate_formula(adres)).removeprefix("=")
    else:
        return
    for kenmerk in ("t", "si", "ref"):
        formule.attrib.pop(kenmerk, None)
