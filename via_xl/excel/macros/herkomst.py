"""Where the amount in the selected cell comes from: a page with the steps down to the inputs, in the browser."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.schijffout import reden
from via_xl.bewijs.herkomst import UITGEKLAPT, herkomst, schrijf
from via_xl.excel.macros.gedeeld import als_bestand, open_in_windows
from via_xl.excel.openboek import OpenBoek
from via_xl.schrijven.macros import Macrouitkomst


def voer_uit(boek: OpenBoek, _gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Write the tree of the selected cell as a page and show it. Any workbook will do, saved or not."""
    cel = _gekozen_cel(boek)
    voortgang("Herkomst opzoeken", 0, 2)
    with als_bestand(boek) as pad:
        boom = herkomst(pad, cel, uitvouwen=UITGEKLAPT)
    voortgang("Bladzijde maken", 1, 2)
    try:
        doel = Path(tempfile.mkdtemp(prefix="via-herkomst-")) / f"{_naam(boek, cel)}.html"
        schrijf(boom, doel)
        geopend = open_in_windows(doel)
    except OSError as fout:
        raise InvoerFout(f"De herkomst van {cel} kan niet worden getoond ({reden(fout)}).") from fout
    waar = "De stappen staan in uw browser" if geopend else "De stappen staan op een bladzijde"
    return Macrouitkomst(f"{boom.titel}\n{waar}: {doel}")


def _gekozen_cel(boek: OpenBoek) -> str:
    """Sheet and address of the cell that is selected in this workbook.

    Raises:
        InvoerFout: a chart sheet is shown, which has no cells.
    """
    cel = boek.com.Windows(1).ActiveCell
    if cel is None:
        raise InvoerFout(
            "Er is geen cel gekozen. Klik op de cel waarvan u de herkomst wilt zien en probeer het opnieuw."
        )
    blad = str(cel.Worksheet.Name).replace("'", "''")
    return f"'{blad}'!{str(cel.Address).replace('$', '').split(':')[0]}"


def _naam(boek: OpenBoek, cel: str) -> str:
    return re.sub(r"[^\w.-]+", "_", f"herkomst_{Path(boek.naam).stem}_{cel}").strip("_")
