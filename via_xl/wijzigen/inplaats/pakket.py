"""A package with some parts replaced: what is not replaced is copied as it lies in the file, compressed and all.

zipfile can only pack anew what it copies; that costs as much as making the workbook. So the records of the zip
are written here: the local header and the data of each part, the directory, and its end (APPNOTE 4.3).
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msgspec import Struct

_LOKAAL = struct.Struct("<4s5H3L2H")
_LIJST = struct.Struct("<4s6H3L5H2L")
_EINDE = struct.Struct("<4s4H2LH")
_VERSIE = 20
_UTF8 = 0x800
_DOS_1980 = (1 << 5) | 1
"""1 January 1980, the first day that a zip knows: a part depends on its content only."""


class _Ingang(Struct, frozen=True):
    """A part as the directory lists it, and where it lies in the new package."""

    naam: bytes
    vlag: int
    wijze: int
    tijd: int
    dag: int
    crc: int
    ingepakt: int
    uitgepakt: int
    kenmerk: int
    plaats: int


class Pakketdelen:
    """The parts of a package, by name.

    Args:
        inhoud: the bytes of a package that :mod:`via_xl.lezen.pakket` has judged.
    """

    def __init__(self, inhoud: bytes) -> None:
        self.inhoud = inhoud
        self._zip = ZipFile(io.BytesIO(inhoud))
        self._delen = {deel.filename: deel for deel in self._zip.infolist()}

    @property
    def namen(self) -> tuple[str, ...]:
        """The names of the parts, in the order of the directory."""
        return tuple(self._delen)

    def __contains__(self, naam: object) -> bool:
        return naam in self._delen

    def lees(self, naam: str) -> bytes:
        """The content of a part. Raises KeyError."""
        return self._zip.read(self._delen[naam])

    def ruw(self, naam: str) -> tuple[int, bytes]:
        """A part as it lies in the file: how it was packed, and the bytes that gave. Raises KeyError."""
        deel = self._delen[naam]
        return deel.compress_type, bytes(self._ruw(deel))

    def schrijf(self, doel: IO[bytes], nieuw: Mapping[str, bytes | None]) -> None:
        """Write the package with the parts of ``nieuw`` replaced, or left out where that is None; new names come last."""
        uit: list[_Ingang] = []
        plaats = 0
        for naam, deel in self._delen.items():
            if naam not in nieuw:
                plaats += _zet(doel, uit, _als_toen(deel, plaats), self._ruw(deel))
            elif (inhoud := nieuw[naam]) is not None:
                plaats += _zet_nieuw(doel, uit, naam, inhoud, plaats, deel.external_attr)
        for naam, inhoud in nieuw.items():
            if naam not in self._delen and inhoud is not None:
                plaats += _zet_nieuw(doel, uit, naam, inhoud, plaats, 0)
        _zet_lijst(doel, uit, plaats)

    def _ruw(self, deel: ZipInfo) -> memoryview:
        """The data of a part as it lies in the file."""
        *_, naam, extra = _LOKAAL.unpack_from(self.inhoud, deel.header_offset)
        begin = deel.header_offset + _LOKAAL.size + naam + extra
        return memoryview(self.inhoud)[begin : begin + deel.compress_size]


def _als_toen(deel: ZipInfo, plaats: int) -> _Ingang:
    jaar, maand, dag, uur, minuut, seconde = deel.date_time
    return _Ingang(
        naam=_bytes(deel.filename),
        vlag=_vlag(deel.filename),
        wijze=deel.compress_type,
        tijd=(uur << 11) | (minuut << 5) | (seconde // 2),
        dag=((jaar - 1980) << 9) | (maand << 5) | dag,
        crc=deel.CRC,
        ingepakt=deel.compress_size,
        uitgepakt=deel.file_size,
        kenmerk=deel.external_attr,
        plaats=plaats,
    )


def _zet_nieuw(doel: IO[bytes], uit: list[_Ingang], naam: str, inhoud: bytes, plaats: int, kenmerk: int) -> int:
    pakker = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    ingepakt = pakker.compress(inhoud) + pakker.flush()
    ingang = _Ingang(
        naam=_bytes(naam),
        vlag=_vlag(naam),
        wijze=ZIP_DEFLATED,
        tijd=0,
        dag=_DOS_1980,
        crc=zlib.crc32(inhoud),
        ingepakt=len(ingepakt),
        uitgepakt=len(inhoud),
        kenmerk=kenmerk,
        plaats=plaats,
    )
    return _zet(doel, uit, ingang, ingepakt)


def _zet(doel: IO[bytes], uit: list[_Ingang], ingang: _Ingang, inhoud: bytes | memoryview) -> int:
    """One local header with its data; gives how many bytes it took."""
    kop = _LOKAAL.pack(
        b"PK\x03\x04",
        _VERSIE,
        ingang.vlag,
        ingang.wijze,
        ingang.tijd,
        ingang.dag,
        ingang.crc,
        ingang.ingepakt,
        ingang.uitgepakt,
        len(ingang.naam),
        0,
    )
    doel.write(kop + ingang.naam)
    doel.write(inhoud)
    uit.append(ingang)
    return len(kop) + len(ingang.naam) + len(inhoud)


def _zet_lijst(doel: IO[bytes], uit: list[_Ingang], begin: int) -> None:
    """The directory and its end."""
    lengte = 0
    for ingang in uit:
        regel = _LIJST.pack(
            b"PK\x01\x02",
            _VERSIE,
            _VERSIE,
            ingang.vlag,
            ingang.wijze,
            ingang.tijd,
            ingang.dag,
            ingang.crc,
            ingang.ingepakt,
            ingang.uitgepakt,
            len(ingang.naam),
            0,
            0,
            0,
            0,
            ingang.kenmerk,
            ingang.plaats,
        )
        doel.write(regel + ingang.naam)
        lengte += len(regel) + len(ingang.naam)
    doel.write(_EINDE.pack(b"PK\x05\x06", 0, 0, len(uit), len(uit), lengte, begin, 0))


def _bytes(naam: str) -> bytes:
    return naam.encode("ascii") if naam.isascii() else naam.encode("utf-8")


def _vlag(naam: str) -> int:
    return 0 if naam.isascii() else _UTF8
