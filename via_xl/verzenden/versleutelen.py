"""Attachments that only opens who has the password: Office's own encryption (AES-256) for workbooks, AES-256 for PDF."""

from __future__ import annotations

import secrets
from io import BytesIO
from pathlib import Path

_TEKENS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that look alike."""

_GROEPEN, _PER_GROEP = 4, 5


def wachtwoord() -> str:
    """A new password: 20 of 31 signs (99 bits), in groups that can be read out."""
    return "-".join("".join(secrets.choice(_TEKENS) for _ in range(_PER_GROEP)) for _ in range(_GROEPEN))


def versleutel(naam: str, inhoud: bytes, sleutel: str) -> bytes:
    """An .xlsx or .pdf that only opens with the password. Raises ValueError for another kind."""
    uit = BytesIO()
    match Path(naam).suffix.lower():
        case ".xlsx":
            from msoffcrypto.format.ooxml import OOXMLFile

            OOXMLFile(BytesIO(inhoud)).encrypt(sleutel, uit)
        case ".pdf":
            from pypdf import PdfReader, PdfWriter

            schrijver = PdfWriter(clone_from=PdfReader(BytesIO(inhoud)))
            schrijver.encrypt(sleutel, algorithm="AES-256")
            schrijver.write(uit)
        case _:
            raise ValueError(naam)
    return uit.getvalue()


def is_versleuteld(naam: str, inhoud: bytes) -> bool:
    """Whether a file doesn't open without a password."""
    if Path(naam).suffix.lower() == ".pdf":
        from pypdf import PdfReader

        return PdfReader(BytesIO(inhoud)).is_encrypted
    from msoffcrypto import OfficeFile

    return bool(OfficeFile(BytesIO(inhoud)).is_encrypted())


def ontsleutel(naam: str, inhoud: bytes, sleutel: str) -> bytes:
    """What an encrypted file holds.

    Raises:
        ValueError: the password is not that of the file.
    """
    uit = BytesIO()
    if Path(naam).suffix.lower() == ".pdf":
        from pypdf import PdfReader, PdfWriter

        lezer = PdfReader(BytesIO(inhoud))
        if not lezer.decrypt(sleutel):
            raise ValueError(naam)
        schrijver = PdfWriter(clone_from=lezer)
        schrijver.write(uit)
        return uit.getvalue()
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    bestand = OfficeFile(BytesIO(inhoud))
    try:
        bestand.load_key(password=sleutel, verify_password=True)
        bestand.decrypt(uit)
    except (DecryptionError, InvalidKeyError) as fout:
        raise ValueError(naam) from fout
    return uit.getvalue()
