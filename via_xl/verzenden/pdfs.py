"""The first sheet of every settlement of a version as PDF: one file a gemeente, and one of all to print or to file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import BewijsFout, InvoerFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.publiceren import geef_vrij, naar_schijf, vrije_naam
from via_xl.versie.versiemap import herleid, open_versiemap
from via_xl.verzenden.eersteblad import eerste_bladen, is_van, pdfmaker, tekst_van_pdf
from via_xl.verzenden.verzendregister import alleen_in, in_aanmaak

_ZONDER = (
    "LibreOffice en Excel staan niet op deze computer; er is niets gemaakt. Installeer LibreOffice (libreoffice.org), of bewaar "
    "elders in Excel het eerste blad van elke afrekening als PDF: Bestand, Exporteren."
)


class Pdfs(Struct, frozen=True):
    """What was made: the folder, the file of each gemeente by name, and the one of all."""

    map: Path
    bestanden: tuple[str, ...]
    samen: str

    def als_json(self) -> dict[str, Any]:
        """For ``--json``."""
        return {"map": str(self.map), "bestanden": list(self.bestanden), "samen": self.samen}


def maak_pdfs(versiemap: Path, voortgang: Voortgang = lambda *_: None) -> Pdfs:
    """Make the files (PDF/A-2b where LibreOffice is, the one of all a plain PDF) in a folder ``pdf-vN`` beside a version folder; what was made before stays.

    Each is read back: one page, of that gemeente and that version.

    Raises:
        InvoerFout: it is no version folder or a changed one, neither LibreOffice nor Excel is here, or the folder can't be written.
        BewijsFout: a file doesn't hold what it must.
    """
    maak = pdfmaker()
    if maak is None:
        raise InvoerFout(_ZONDER)
    versie = open_versiemap(versiemap)
    voortgang("Versie nakijken", 0, 3)
    herleiding = herleid(versie, "er is niets gemaakt")
    van_wie = {naam: code for naam, (code, _) in herleiding.per_naam.items() if code}
    jaarmap = versie.map.resolve().parent
    with alleen_in(jaarmap):
        doel = vrije_naam(jaarmap / f"pdf-v{versie.nummer}")
        with in_aanmaak(doel, _geef_vrij) as werkmap:
            voortgang("PDF maken", 1, 3)
            klaar = eerste_bladen([versie.bestanden[naam] for naam in van_wie], werkmap, maak)
            for code, pad in zip(van_wie.values(), klaar, strict=True):
                _kijk_na(pad, code, versie.nummer)
            voortgang("Samenvoegen", 2, 3)
            samen = werkmap / f"{versie.kort}_afrekeningen_{versie.jaar}_v{versie.nummer}_{versie.status}.pdf"
            _voeg_samen(klaar, samen)
    return Pdfs(doel, tuple(pad.name for pad in klaar), samen.name)


def _geef_vrij(werkmap: Path, doel: Path) -> None:
    naar_schijf(werkmap)
    geef_vrij(werkmap, doel)


def _kijk_na(pad: Path, code: str, nummer: int) -> None:
    if not is_van(tekst_van_pdf(lees_gewoon(pad)), code, nummer):
        raise BewijsFout(f"{pad.name} is niet de afrekening van {code}, versie {nummer}; er is niets gemaakt.")


def _voeg_samen(paden: list[Path], doel: Path) -> None:
    """One file of all pages in this order, with a title of its own: an ordinary PDF, which says of itself no more than that."""
    from pypdf import PdfReader, PdfWriter

    schrijver = PdfWriter(clone_from=PdfReader(paden[0]))
    for pad in paden[1:]:
        schrijver.append(PdfReader(pad), import_outline=False)
    schrijver.root_object.pop("/Metadata", None)
    schrijver.add_metadata({"/Title": doel.stem.replace("_", " ")})
    with doel.open("wb") as stroom:
        schrijver.write(stroom)
