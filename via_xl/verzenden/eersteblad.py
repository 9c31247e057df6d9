"""The first sheet of a workbook as a PDF of one page, as LibreOffice prints it (PDF/A-2b, which an archive can keep), or Excel."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from via_xl.basis.eigenexcel import is_er
from via_xl.basis.tijdelijk import Tijdelijkemap
from via_xl.basis.vingerafdruk import delen_van
from via_xl.bewijs import libreoffice
from via_xl.verzenden import excelpdf

_BLAD_IN_WERKMAP = re.compile(rb"<sheet (?![^>]*\bstate=)")
_PDF_A = 'pdf:calc_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'


Pdfmaker = Callable[[Sequence[Path], Path], list[Path]]
"""Prints workbooks to PDFs under their own names in a folder, in the order given. Raises BewijsFout."""


def pdfmaker() -> Pdfmaker | None:
    """What prints here: LibreOffice (PDF/A-2b), else Excel (an ordinary PDF); None where neither is."""
    if libreoffice.programma() is not None:
        return lambda bladen, doelmap: libreoffice.zet_om(bladen, doelmap, _PDF_A, ".pdf")
    return excelpdf.zet_om if is_er() else None


def eerste_bladen(werkboeken: Sequence[Path], doelmap: Path, maak: Pdfmaker) -> list[Path]:
    """The first sheet of each workbook as PDF under its own name, in the order given. Raises BewijsFout."""
    with Tijdelijkemap() as tijdelijk:
        return maak([_eerste_alleen(werkboek, tijdelijk / werkboek.name) for werkboek in werkboeken], doelmap)


def tekst_van_pdf(inhoud: bytes) -> str:
    """The text of a PDF of one page; "" of any other."""
    from pypdf import PdfReader

    lezer = PdfReader(io.BytesIO(inhoud))
    if len(lezer.pages) != 1:
        return ""
    return " ".join(lezer.pages[0].extract_text().split())


def is_van(tekst: str, code: str, versie: int) -> bool:
    """Whether a first sheet names this gemeente and this version."""
    kaal = "".join(tekst.split())  # a program that spaces its letters may have put spaces between them
    return f"({code})" in kaal and f"versie{versie}" in kaal


def _eerste_alleen(werkboek: Path, doel: Path) -> Path:
    """A copy of which only the first sheet is printed, so that its page says that there is one of one."""
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_STORED) as kopie:
        for naam, inhoud in delen_van(werkboek).items():
            kopie.writestr(naam, _overige_verborgen(inhoud) if naam == "xl/workbook.xml" else inhoud)
    return doel


def _overige_verborgen(werkmap: bytes) -> bytes:
    eerste, *overige = _BLAD_IN_WERKMAP.split(werkmap, maxsplit=1)
    return eerste + b"".join(b"<sheet " + _BLAD_IN_WERKMAP.sub(b'<sheet state="hidden" ', deel) for deel in overige)
