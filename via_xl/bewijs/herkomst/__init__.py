"""The origin of an amount: the tree of precedents of a cell, down to the inputs and the documents they rest on."""

from __future__ import annotations

import re
from pathlib import Path

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.kindproces import Kind, KindGestopt
from via_xl.basis.publiceren import vrije_naam
from via_xl.bewijs.herkomst.boom import Boom
from via_xl.lezen.pakket import Grenzen, controleer_pakket

GRENZEN = Grenzen(te_groot="Haal weg wat er niet in hoort en probeer het opnieuw.")
"""What a workbook may be: as large as a master of 100,000 hour lines."""

GEHEUGEN = 6 * 2**30
"""Address space of the child; the master of the region needs a tenth of it."""

TIJD = 600.0
"""Seconds a tree may take; that of the region takes three."""

DIEPST = 80
"""Steps below each other that are shown at most; a longer chain is followed from where it stops."""

INGEKLAPT, UITGEKLAPT = 0, 500
"""Cells in a range that is unfolded: none on screen, where it would be in the way; many where it can be folded."""

_FUNCTIE = "via_xl.bewijs.herkomst.onderzoek:onderzoek"
_NIET_IN_EEN_NAAM = re.compile(r"[^\w.-]+")


def herkomst(pad: Path, cel: str, *, diepte: int = DIEPST, uitvouwen: int = INGEKLAPT, met_master: bool = True) -> Boom:
    """The tree of a cell of a workbook: ``diepte`` steps deep, with ranges of at most ``uitvouwen`` cells unfolded.

    It is made in a child process: whatever a file from outside does there, this goes on.

    Raises:
        InvoerFout: the file, the sheet or the cell is not there, is blank, or leads in a circle.
    """
    if min(diepte, uitvouwen) < 0:
        raise InvoerFout("Bij --diepte en --uitvouwen hoort een aantal van 0 of meer.")
    if pad.is_dir():
        raise InvoerFout(f"{pad.name} is een map. Geef de werkmap zelf op.")
    controleer_pakket(pad, GRENZEN)
    try:
        with Kind(_FUNCTIE, None, geheugen=GEHEUGEN, tijd=TIJD) as kind:
            antwoord = kind.vraag((pad, cel, min(diepte, DIEPST), uitvouwen, met_master))
    except KindGestopt as fout:
        raise InvoerFout(fout.uitleg(f"De herkomst in {pad.name} opzoeken")) from fout
    if isinstance(antwoord, str):
        raise InvoerFout(antwoord)
    if not isinstance(antwoord, Boom):
        raise TypeError(type(antwoord))
    return antwoord


def doelbestand(pad: Path, cel: str, soort: str, uit: Path | None) -> Path:
    """The file to write: the one that was named, or one in this folder called after the workbook and the cell.

    Raises:
        InvoerFout: it exists, has another extension, or its folder does not exist.
    """
    if uit is None:
        kaal = _NIET_IN_EEN_NAAM.sub("_", cel.replace("$", "").replace("'", "")).strip("_")
        uit = vrije_naam(Path(f"herkomst_{pad.stem}_{kaal}{soort}"))
    if uit.suffix.lower() != soort:
        raise InvoerFout(f"{uit} moet op {soort} eindigen. Kies bij --uit een andere naam.")
    if uit.exists():
        raise InvoerFout(f"{uit} bestaat al en wordt niet overschreven. Kies bij --uit een andere naam.")
    if not uit.parent.is_dir():
        raise InvoerFout(f"De map {uit.parent} bestaat niet. Maak haar of kies bij --uit een andere.")
    return uit


def schrijf(boom: Boom, doel: Path) -> None:
    """Write the tree as a page (.html) or a workbook (.xlsx), whole or not at all, over no other file.

    Raises:
        OSError: it can't be written.
    """
    if doel.suffix.lower() == ".html":
        from via_xl.bewijs.herkomst.pagina import als_html

        inhoud = als_html(boom).encode()
    else:
        from io import BytesIO

        from via_xl.bewijs.herkomst.rapport import maak_rapport

        stroom = BytesIO()
        maak_rapport(boom).bewaar(stroom)
        inhoud = stroom.getvalue()
    with doel.open("xb") as bestand:
        try:
            bestand.write(inhoud)
            bestand.flush()
        except BaseException:
            bestand.close()
            doel.unlink()
            raise
