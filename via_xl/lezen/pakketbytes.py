"""A package that is exactly the bytes of its entries and its directory, as our own workbooks are.

A zip may hold more than what unpacks: data before, between or after its entries, in extra fields, in comments, or behind
the end of what was packed. No program shows that, so in a file of ours nothing of it may be.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from via_xl.basis.gewoon import lees_gewoon

_EINDE, _EINDE_MAAT = b"PK\x05\x06", 22
_RIJ, _RIJ_MAAT = b"PK\x01\x02", 46
_KOP, _KOP_MAAT = b"PK\x03\x04", 30

_VAST = (20, 8, 0, 33)
"""Version needed, deflated, and midnight on 1 January 1980: what every entry of ours says."""

_VLAGGEN = (0, 0x800)
_SYSTEMEN = (0, 3)
"""Windows and the others."""

_RECHTEN = 0o600 << 16


class _Kapot(Exception):
    """The package can't be walked through; the text says at what, in Dutch."""


class _Deel(Struct, frozen=True):
    """An entry as the directory describes it."""

    naam: bytes
    soort: tuple[int, ...]
    maten: tuple[int, int, int]
    begin: int
    vreemd: str


def vreemde_bytes(pad: Path) -> list[str]:
    """What the file holds besides the bytes of its entries and directory, each in words; empty for one as we make it."""
    try:
        return list(_vreemd(lees_gewoon(pad)))
    except (_Kapot, struct.error, zlib.error) as fout:
        return [str(fout) if isinstance(fout, _Kapot) else "de opbouw van het pakket klopt niet"]


def _vreemd(inhoud: bytes) -> Iterator[str]:
    einde = inhoud.rfind(_EINDE)
    if einde < 0:
        raise _Kapot("het pakket heeft geen inhoudsopgave")
    schijven, aantal, totaal, maat, plaats, opmerking = _einde(inhoud, einde)
    erna = len(inhoud) - einde - _EINDE_MAAT
    if erna or opmerking:
        yield "een opmerking bij het archief" if erna == opmerking else f"{erna} bytes na het pakket"
    ervoor = einde - maat - plaats
    if schijven != (0, 0) or aantal != totaal or ervoor < 0:
        raise _Kapot("de inhoudsopgave van het pakket klopt niet")
    if ervoor:
        yield f"{ervoor} bytes vóór het pakket of tussen zijn onderdelen en de inhoudsopgave"
    delen = list(_inhoudsopgave(inhoud[einde - maat : einde], aantal))
    yield from _delen(inhoud, delen, plaats, ervoor)


def _einde(inhoud: bytes, einde: int) -> tuple[tuple[int, int], int, int, int, int, int]:
    _, schijf, eerste, aantal, totaal, maat, plaats, opmerking = struct.unpack(
        "<4s4H2LH", inhoud[einde : einde + _EINDE_MAAT]
    )
    return (schijf, eerste), aantal, totaal, maat, plaats, opmerking


def _inhoudsopgave(tabel: bytes, aantal: int) -> Iterator[_Deel]:
    waar = 0
    for _ in range(aantal):
        rij = struct.unpack("<4s4B4H3L5H2L", tabel[waar : waar + _RIJ_MAAT])
        teken, maker, systeem, nodig, nodig_systeem, vlag, wijze, tijd, dag, crc, gepakt, uitgepakt = rij[:12]
        naam_maat, extra, opmerking, schijf, intern, extern, begin = rij[12:]
        if teken != _RIJ:
            raise _Kapot("de inhoudsopgave van het pakket klopt niet")
        naam = tabel[waar + _RIJ_MAAT : waar + _RIJ_MAAT + naam_maat]
        gewoon = (maker, nodig_systeem, schijf, intern, extern) == (20, 0, 0, 0, _RECHTEN) and systeem in _SYSTEMEN
        vreemd = "een extra veld" if extra else "een opmerking" if opmerking else "" if gewoon else "andere kenmerken"
        yield _Deel(naam, (nodig, vlag, wijze, tijd, dag), (crc, gepakt, uitgepakt), begin, vreemd)
        waar += _RIJ_MAAT + naam_maat + extra + opmerking
    if waar != len(tabel):
        raise _Kapot(f"{len(tabel) - waar} bytes in de inhoudsopgave die bij geen onderdeel horen")


def _delen(inhoud: bytes, delen: list[_Deel], einde: int, ervoor: int) -> Iterator[str]:
    """Each entry in the order in which it lies: they must join, and hold what the directory says."""
    namen = [deel.naam.decode("utf-8", "replace").casefold() for deel in delen]
    for naam in sorted({naam for naam in namen if namen.count(naam) > 1}):
        yield f"het onderdeel {naam} dubbel"
    # Where bytes were put before the package, zipfile finds its entries so much further on.
    verschoven = ervoor if inhoud[ervoor : ervoor + 4] == _KOP and not _wijst_goed(inhoud, delen) else 0
    waar = 0
    for deel in sorted(delen, key=lambda deel: deel.begin):
        naam = deel.naam.decode("utf-8", "replace")
        if deel.begin > waar:
            yield f"{deel.begin - waar} bytes vóór {naam} die in de inhoudsopgave niet staan"
        elif deel.begin < waar:
            yield f"onderdeel {naam}, dat over een ander heen ligt"
        waar = deel.begin + _KOP_MAAT + len(deel.naam) + deel.maten[1]
        if deel.vreemd:
            yield f"{deel.vreemd} bij {naam}"
        yield from _deel(inhoud[verschoven + deel.begin : verschoven + waar], deel, naam)
    if waar != einde:
        yield f"{einde - waar} bytes na het laatste onderdeel"


def _wijst_goed(inhoud: bytes, delen: list[_Deel]) -> bool:
    return all(inhoud[deel.begin : deel.begin + 4] == _KOP for deel in delen)


def _deel(stuk: bytes, deel: _Deel, naam: str) -> Iterator[str]:
    """What is wrong with an entry itself; ``stuk`` begins with its own header."""
    kop = struct.unpack("<4s5H3L2H", stuk[:_KOP_MAAT])
    teken, soort, maten, naam_maat, extra = kop[0], kop[1:6], kop[6:9], kop[9], kop[10]
    if teken != _KOP or stuk[_KOP_MAAT : _KOP_MAAT + naam_maat] != deel.naam or maten != deel.maten:
        yield f"{naam} anders dan de inhoudsopgave zegt"
        return
    if extra:
        yield f"een extra veld bij {naam}"
        return
    if soort != deel.soort or (soort[0], *soort[2:]) != _VAST or soort[1] not in _VLAGGEN:
        yield f"andere kenmerken bij {naam} (tijd, soort of manier van inpakken)"
        return
    gepakt = stuk[_KOP_MAAT + naam_maat :][: deel.maten[1]]
    pers = zlib.decompressobj(-15)
    uit = pers.decompress(gepakt)
    if not pers.eof or pers.unused_data or (zlib.crc32(uit), len(uit)) != (deel.maten[0], deel.maten[2]):
        yield f"gegevens achter het einde van {naam}"
