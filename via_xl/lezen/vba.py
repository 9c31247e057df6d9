"""The text of the VBA modules in a ``vbaProject.bin``: enough of its two formats (MS-CFB, MS-OVBA) to read it.

Excel writes a project anew whenever it has run, with its own compiled code beside the text; so whether macros are
ours can be seen from their text only, never from the bytes of the part.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

_CFB = bytes.fromhex("D0CF11E0A1B11AE1")
_EINDE = 0xFFFFFFFA
"""Sector numbers from here on are no sectors: free, end of chain, and the tables' own."""
_STROOM, _WORTEL = 2, 5
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
        stromen = dict(_stromen(project))
        uit: dict[str, str] = {}
        for naam, stroom, plaats, codetabel in _inhoudsopgave(_uitgepakt(stromen["dir"])):
            uit[naam] = _uitgepakt(stromen[stroom][plaats:]).decode(codetabel, errors="replace")
    except (KeyError, IndexError, struct.error, LookupError, ValueError) as fout:
        raise VbaFout(str(fout)) from fout
    return uit


def werk(tekst: str) -> str:
    """What someone wrote in a module: without attributes, blank lines and what the VBA editor changes by itself.

    >>> werk("Option Explicit   X  = 1") == werk("option explicit x = 1")
    True
    """
    regels = (" ".join(regel.split()).casefold() for regel in _ATTRIBUUT.sub("", tekst).splitlines())
    return "\n".join(regel for regel in regels if regel)


def _stromen(inhoud: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each stream of a compound file; the folders they stand in make no difference here."""
    if not inhoud.startswith(_CFB):
        raise ValueError("geen samengesteld bestand")
    sector, klein = (1 << macht for macht in struct.unpack_from("<HH", inhoud, 30))
    (gids,) = struct.unpack_from("<I", inhoud, 48)
    grens, klein_begin = struct.unpack_from("<II", inhoud, 56)
    keten = _tabel(inhoud, sector)
    rijen = _volg(inhoud[sector:], keten, gids, sector)
    rijen = rijen[: len(rijen) // 128 * 128]
    mappen = [_rij(rijen[plaats : plaats + 128]) for plaats in range(0, len(rijen), 128)]
    wortel = next(rij for rij in mappen if rij[1] == _WORTEL)
    kleine = _volg(inhoud[sector:], keten, wortel[2], sector)
    kleine_keten = _getallen(_volg(inhoud[sector:], keten, klein_begin, sector))
    for naam, soort, begin, lengte in mappen:
        if soort == _STROOM:
            bron = (inhoud[sector:], keten, begin, sector) if lengte >= grens else (kleine, kleine_keten, begin, klein)
            yield naam, _volg(*bron)[:lengte]


def _rij(rij: bytes) -> tuple[str, int, int, int]:
    """Name, kind, first sector and length of a directory entry."""
    lengte, soort = struct.unpack_from("<HB", rij, 64)
    begin, grootte = struct.unpack_from("<II", rij, 116)
    return rij[: max(0, lengte - 2)].decode("utf-16-le"), soort, begin, grootte


def _tabel(inhoud: bytes, sector: int) -> list[int]:
    """For each sector which one follows. A project is far from the 7 MB above which this table has a table itself."""
    plekken = [plek for plek in struct.unpack_from("<109I", inhoud, 76) if plek < _EINDE]
    return [volgende for plek in plekken for volgende in _getallen(inhoud[(plek + 1) * sector : (plek + 2) * sector])]


def _getallen(inhoud: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(inhoud) // 4}I", inhoud[: len(inhoud) // 4 * 4]))


def _volg(inhoud: bytes, keten: list[int], begin: int, sector: int) -> bytes:
    """The sectors of one chain, joined."""
    delen: list[bytes] = []
    while begin < _EINDE:
        if len(delen) > len(keten):
            raise ValueError("een kring in het bestand")
        delen.append(inhoud[begin * sector : (begin + 1) * sector])
        begin = keten[begin]
    return b"".join(delen)


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
