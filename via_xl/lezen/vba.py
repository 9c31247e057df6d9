"""The text of the VBA modules in a ``vbaProject.bin``: olefile opens the file, the rest of MS-OVBA is here.

Excel writes a project anew whenever it has run, with its own compiled code beside the text; so whether macros are
ours can be seen from their text only, never from the bytes of the part.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO

_VERSIE, _CODETABEL, _NAAM, _STROOMNAAM, _BEGIN, _SLOT = 0x09, 0x03, 0x19, 0x1A, 0x31, 0x2B
"""The records of the directory of modules that are read."""
_ATTRIBUUT = re.compile(r"(?mi)^Attribute .*$")


class VbaFout(Exception):
    """The bytes are no VBA project that can be read."""


def modules(project: bytes) -> dict[str, str]:
    """The text of each module by its name, attribute lines included.

    Raises:
        VbaFout: the project can't be read.
    """
    try:
        stromen = _stromen(project)
        return {
            naam: _uitgepakt(stromen[stroom][plaats:]).decode(codetabel, errors="replace")
            for naam, stroom, plaats, codetabel in _inhoudsopgave(_uitgepakt(stromen["dir"]))
        }
    except (LookupError, ValueError, TypeError, AttributeError, OSError, struct.error, RecursionError) as fout:
        raise VbaFout(str(fout)) from fout


def werk(tekst: str) -> str:
    """What someone wrote in a module: without attributes, blank lines and what the VBA editor changes by itself.

    >>> werk("Option Explicit   X  = 1") == werk("option explicit x = 1")
    True
    """
    regels = (" ".join(regel.split()).casefold() for regel in _ATTRIBUUT.sub("", tekst).splitlines())
    return "\n".join(regel for regel in regels if regel)


def _stromen(inhoud: bytes) -> dict[str, bytes]:
    """The content of each stream by its name; the folders they stand in make no difference here."""
    from olefile import OleFileIO  # here: only a master with macros needs it

    with OleFileIO(BytesIO(inhoud)) as bestand:
        return {pad[-1]: bestand.openstream(pad).read() for pad in bestand.listdir()}


def _inhoudsopgave(gids: bytes) -> Iterator[tuple[str, str, int, str]]:
    """Name, stream, where the text begins in it, and code page, of each module."""
    codetabel, naam, stroom, begin = "cp1252", "", "", 0
    plaats = 0
    while plaats + 6 <= len(gids):
        soort, lengte = struct.unpack_from("<HI", gids, plaats)
        if soort == _VERSIE:
            lengte = 6  # said to be 4
        inhoud = gids[plaats + 6 : plaats + 6 + lengte]
        plaats += 6 + lengte
        if soort == _CODETABEL:
            codetabel = f"cp{struct.unpack('<H', inhoud)[0]}"
        elif soort == _NAAM:
            naam = inhoud.decode(codetabel)
        elif soort == _STROOMNAAM:
            stroom = inhoud.decode(codetabel)
        elif soort == _BEGIN:
            (begin,) = struct.unpack("<I", inhoud)
        elif soort == _SLOT:
            yield naam, stroom, begin, codetabel


def _uitgepakt(inhoud: bytes) -> bytes:
    """A compressed container of MS-OVBA, unpacked."""
    if not inhoud or inhoud[0] != 1:
        raise ValueError("geen ingepakte tekst")
    uit = bytearray()
    plaats = 1
    while plaats < len(inhoud):
        (kop,) = struct.unpack_from("<H", inhoud, plaats)
        einde = min(len(inhoud), plaats + 3 + (kop & 0x0FFF))
        if kop & 0x8000:
            _stuk(inhoud, plaats + 2, einde, uit)
        else:
            uit += inhoud[plaats + 2 : einde]
        plaats = einde
    return bytes(uit)


def _stuk(inhoud: bytes, plaats: int, einde: int, uit: bytearray) -> None:
    """One compressed chunk: literal bytes, and copies of what came before in the same chunk."""
    begin = len(uit)
    while plaats < einde:
        vlaggen = inhoud[plaats]
        plaats += 1
        for bit in range(8):
            if plaats >= einde:
                return
            if not vlaggen >> bit & 1:
                uit.append(inhoud[plaats])
                plaats += 1
                continue
            (kopie,) = struct.unpack_from("<H", inhoud, plaats)
            plaats += 2
            bits = max(4, (len(uit) - begin - 1).bit_length())
            terug = (kopie >> (16 - bits)) + 1
            if terug > len(uit) - begin:
                raise ValueError("een kopie van voor het begin")
            for _ in range((kopie & (0xFFFF >> bits)) + 3):
                uit.append(uit[-terug])
