"""Notes beside cells: those of a sheet of the program, put beside the same cells in the new master."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable

from lxml import etree

from via_xl.basis.kolommen import kolomletter
from via_xl.wijzigen.inplaats.werkmap import Element, als_xml, tag

CT_NOTITIES = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
CT_TEKENING = "application/vnd.openxmlformats-officedocument.vmlDrawing"

_VML_BEGIN = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{groep}"/></o:shapelayout>"""
_VML_SOORT = """<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>\
<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
_VML_VORM = """<v:shape id="_x0000_s{nummer}" type="#_x0000_t202" style="position:absolute;width:144pt;height:79pt;z-index:1;\
visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>\
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anker}</x:Anchor><x:AutoFill>False</x:AutoFill>\
<x:Row>{rij}</x:Row><x:Column>{kolom}</x:Column></x:ClientData></v:shape>"""


def notities_xml(notities: Iterable[tuple[int, int, Element, str]]) -> bytes:
    """The part with notes: of each its row and column (from 1), its element in the old master and its author."""
    wortel = etree.Element(tag("comments"), nsmap={None: tag("x")[1:-2]})
    schrijvers, lijst = etree.SubElement(wortel, tag("authors")), etree.SubElement(wortel, tag("commentList"))
    nummers: dict[str, int] = {}
    for rij, kolom, notitie, schrijver in sorted(notities, key=lambda n: n[:2]):
        if schrijver not in nummers:
            nummers[schrijver] = len(nummers)
            etree.SubElement(schrijvers, tag("author")).text = schrijver
        nieuw = etree.SubElement(
            lijst, tag("comment"), ref=f"{kolomletter(kolom - 1)}{rij}", authorId=str(nummers[schrijver])
        )
        nieuw.extend(copy.deepcopy(kind) for kind in notitie.iterchildren(tag("text")))
    return als_xml(wortel)


def tekening_xml(plekken: Iterable[tuple[int, int]], groep: int) -> bytes:
    """The part with the boxes of the notes beside these cells; ``groep`` is a number of its own in the workbook."""
    return f"{_VML_BEGIN.format(groep=groep)}{_VML_SOORT}{_vormen(plekken, groep)}</xml>".encode()


def tekening_erbij(vml: bytes, plekken: Iterable[tuple[int, int]], groep: int) -> bytes:
    """The same boxes added to a part that the program made, which holds its buttons."""
    tekst = re.sub(r'(<o:idmap [^>]*data="[^"]*)"', rf'\1,{groep}"', vml.decode(), count=1)
    soort = "" if 'id="_x0000_t202"' in tekst else _VML_SOORT
    return tekst.replace("</xml>", f"{soort}{_vormen(plekken, groep)}</xml>").encode()


def _vormen(plekken: Iterable[tuple[int, int]], groep: int) -> str:
    vormen = [
        _VML_VORM.format(
            nummer=groep * 1024 + teller,
            anker=f"{kolom}, 15, {max(0, rij - 2)}, 2, {kolom + 2}, 31, {rij + 3}, 1",
            rij=rij - 1,
            kolom=kolom - 1,
        )
        for teller, (rij, kolom) in enumerate(sorted(plekken), 1)
    ]
    return "".join(vormen)
