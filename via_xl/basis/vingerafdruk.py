"""The fingerprint of a workbook: of its uncompressed parts, so that compression and platform play no part.

Nor does the signature of its macros, which an organisation adds to what it received: the parts that hold one, how the package names
their kinds, and what relates the macros to them.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import IO

from via_xl.basis.gewoon import open_gewoon

_STUK = 2**20
"""How much of a part is read at a time."""

_HANDTEKENING = re.compile(r"xl/vbaProjectSignature(?:Agile|V3)?\.bin", re.IGNORECASE)
"""The parts in which Office keeps what was signed: in the old way, and in the two that came later."""

_SOORTEN, _RELATIES = "[Content_Types].xml", "xl/_rels/vbaProject.bin.rels"
_SOORT = re.compile(rb'<Override\b[^>]*"application/vnd\.ms-office\.vbaProjectSignature(?:Agile|V3)?"[^>]*/>')
_RELATIE = re.compile(rb'<Relationship\b[^>]*/relationships/vbaProjectSignature(?:Agile|V3)?"[^>]*/>')


def vingerafdruk(bron: Path | IO[bytes]) -> str:
    """SHA-256 (hex) over the name, length and content of every part, in order of name, as if its macros weren't signed.

    Two workbooks with the same fingerprint are "the same", whichever zlib packed them and whoever signed them.

    Raises:
        zipfile.BadZipFile: the file isn't a package.
    """
    with zipfile.ZipFile(bron) as pakket:
        som = Vingerafdruk(pakket.namelist())
        for deel in sorted(pakket.infolist(), key=lambda deel: deel.filename):
            if deel.file_size <= _STUK or som.ziet_na(deel.filename):
                som.neem(deel.filename, pakket.read(deel))
            else:
                with pakket.open(deel) as stroom:
                    som.neem_in_stukken(deel.filename, deel.file_size, iter(partial(stroom.read, _STUK), b""))
    return str(som)


class Vingerafdruk:
    """The fingerprint of a package with parts of these names, of which each is given in its turn, in order of name.

    >>> som = Vingerafdruk(["a.xml", "b.xml"])
    >>> som.neem("a.xml", b"<a/>")
    >>> som.neem("b.xml", b"<b/>")
    >>> len(str(som))
    64
    """

    def __init__(self, namen: Iterable[str]) -> None:
        self._som = hashlib.sha256()
        self._getekend = any(map(is_handtekening, namen))

    def ziet_na(self, naam: str) -> bool:
        """Whether a part is looked into for what a signature put there, so that it must be given whole."""
        return self._getekend and (naam in _ZONDER or is_handtekening(naam))

    def neem(self, naam: str, inhoud: bytes) -> None:
        """Take in a part."""
        if self.ziet_na(naam):
            zonder = _ZONDER.get(naam, _niets)(inhoud)
            if zonder is None:
                return
            inhoud = zonder
        self.neem_in_stukken(naam, len(inhoud), (inhoud,))

    def neem_in_stukken(self, naam: str, grootte: int, stukken: Iterable[bytes]) -> None:
        """Take in a part, that is too large for memory, in pieces."""
        self._som.update(f"{naam}\0{grootte}\0".encode())
        for stuk in stukken:
            self._som.update(stuk)

    def __str__(self) -> str:
        return self._som.hexdigest()


def is_handtekening(naam: str) -> bool:
    """Whether a part of a package holds a signature of its macros."""
    return _HANDTEKENING.fullmatch(naam) is not None


def _niets(_inhoud: bytes) -> bytes | None:
    return None


def _soorten(inhoud: bytes) -> bytes | None:
    return _SOORT.sub(b"", inhoud)


def _relaties(inhoud: bytes) -> bytes | None:
    """What else the macros relate to; None when that is nothing, as in a package that isn't signed."""
    over = _RELATIE.sub(b"", inhoud)
    return over if b"<Relationship " in over else None


_ZONDER: dict[str, Callable[[bytes], bytes | None]] = {_SOORTEN: _soorten, _RELATIES: _relaties}
"""What is left of a part without the signature, None when that is nothing."""


def delen_van(bron: Path | IO[bytes]) -> dict[str, bytes]:
    """Every part of a package by its name, uncompressed.

    Raises:
        zipfile.BadZipFile: the file isn't a package.
    """
    with zipfile.ZipFile(bron) as pakket:
        return {naam: pakket.read(naam) for naam in pakket.namelist()}


def sha256_van(inhoud: bytes) -> str:
    """SHA-256 (hex) of bytes in memory."""
    return hashlib.sha256(inhoud).hexdigest()


def sha256(pad: Path) -> str:
    """SHA-256 (hex) of a file as it lies on disk; used in the manifest only."""
    with open_gewoon(pad) as stroom:
        return hashlib.file_digest(stroom, "sha256").hexdigest()
