"""Signed documents, made by hand: a PDF with a text and keywords, and the files that approvals name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from via_xl.regeling.model import Akkoord, Regeling
from via_xl.rekenen.invoerhash import akkoordcode


def pdf(tekst: str, trefwoorden: str = "") -> bytes:
    """A PDF of one page that says a text (ASCII), with keywords in its properties."""
    inhoud = f"BT /F1 12 Tf 50 700 Td ({tekst}) Tj ET".encode("ascii")
    return pdf_van(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            stroom(inhoud),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Keywords (%s) >>" % trefwoorden.encode("ascii"),
        ],
        info=6,
    )


def stroom(inhoud: bytes, anders: bytes = b"") -> bytes:
    """The object of a stream, with other entries of its dictionary."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(inhoud), anders, inhoud)


def pdf_van(delen: Sequence[bytes], info: int = 0) -> bytes:
    """A PDF of these objects, numbered from 1, which is the catalogue; ``info`` is the number of its properties."""
    uit, plaatsen = bytearray(b"%PDF-1.7\n"), []
    for nummer, deel in enumerate(delen, 1):
        plaatsen.append(len(uit))
        uit += b"%d 0 obj\n%s\nendobj\n" % (nummer, deel)
    begin = len(uit)
    uit += b"xref\n0 %d\n0000000000 65535 f \n" % (len(delen) + 1)
    uit += b"".join(b"%010d 00000 n \n" % plaats for plaats in plaatsen)
    eigen = b" /Info %d 0 R" % info if info else b""
    uit += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(delen) + 1, eigen, begin)
    return bytes(uit)


def getekend(invoerhash: str, code: str, door: str = "AO-2") -> bytes:
    """The document of a gemeente for an input, signed."""
    return pdf(f"Akkoord, code {akkoordcode(invoerhash, code)}, getekend door {door}")


def leg_neer(map: Path, regeling: Regeling) -> None:
    """The file of each approval, beside a master."""
    for rij in regeling.akkoorden:
        (map / rij.bestand).write_bytes(van(rij))


def van(rij: Akkoord) -> bytes:
    """The file that an approval of :func:`hulp.versies.rijp` names."""
    return getekend(rij.invoerhash, rij.code, rij.door)
