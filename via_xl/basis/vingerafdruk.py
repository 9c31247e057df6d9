"""The fingerprint of a workbook: of its uncompressed parts, so that compression and platform play no part."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import IO

from via_xl.basis.gewoon import open_gewoon

_STUK = 2**20
"""How much of a part is read at a time."""


def vingerafdruk(bron: Path | IO[bytes]) -> str:
    """SHA-256 (hex) over the name, length and content of every part, in order of name.

    Two workbooks with the same fingerprint are "the same", whichever zlib packed them.

    Raises:
        zipfile.BadZipFile: the file isn't a package.
    """
    som = hashlib.sha256()
    with zipfile.ZipFile(bron) as pakket:
        for deel in sorted(pakket.infolist(), key=lambda deel: deel.filename):
            som.update(f"{deel.filename}\0{deel.file_size}\0".encode())
            with pakket.open(deel) as stroom:
                while stuk := stroom.read(_STUK):
                    som.update(stuk)
    return som.hexdigest()


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
