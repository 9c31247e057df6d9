"""An add-in that an organisation signed: what it holds is held against ours without its signature.

Signing adds parts to the package; who signs in the VBA editor has Excel write every other part anew too. So the content is
compared by what it says: the text of the modules, the ribbon, and the texts of the cells.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from via_xl.basis.vingerafdruk import delen_van, is_handtekening
from via_xl.lezen.vba import VbaFout, modules, werk

_VBA, _LINT, _TEKSTEN = "xl/vbaProject.bin", "customUI/customUI14.xml", "xl/sharedStrings.xml"
_TEKST = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}t"

Inhoud = tuple[dict[str, str], bytes, frozenset[str]]
"""The modules, the ribbon and the texts of an add-in."""


def is_ondertekend(bron: Path | IO[bytes]) -> bool:
    """Whether the macros of a workbook carry a signature; that it is valid, Excel sees.

    Raises:
        zipfile.BadZipFile: the file isn't a package.
    """
    return any(map(is_handtekening, delen_van(bron)))


def zelfde_inhoud(een: Path | IO[bytes], ander: Path | IO[bytes]) -> bool:
    """Whether two add-ins say the same, whoever signed or saved them.

    Raises:
        zipfile.BadZipFile: a file isn't a package.
    """
    hier, daar = _inhoud(een), _inhoud(ander)
    return hier is not None and hier == daar


def _inhoud(bron: Path | IO[bytes]) -> Inhoud | None:
    delen = delen_van(bron)
    try:
        geschreven = {naam: werk(tekst) for naam, tekst in modules(delen[_VBA]).items()}
        teksten = ElementTree.fromstring(delen[_TEKSTEN]).iter(_TEKST)  # noqa: S314 - an add-in that Excel loads
        lint = ElementTree.canonicalize(delen[_LINT].decode(), strip_text=True)
    except (KeyError, VbaFout, ElementTree.ParseError, UnicodeDecodeError):
        return None
    return geschreven, lint.encode(), frozenset(tekst.text or "" for tekst in teksten)
