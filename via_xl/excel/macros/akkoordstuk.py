"""The document on which gemeenten approve a chosen version, as a file beside its folder."""

from __future__ import annotations

from pathlib import Path

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Ernst
from via_xl.excel.macros.gedeeld import vrije_naam
from via_xl.excel.openboek import OpenBoek
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.versie.akkoordstuk import schrijf_akkoordstuk
from via_xl.versie.versiemap import open_versiemap


def voer_uit(_boek: OpenBoek, gekozen: str, voortgang: Voortgang) -> Macrouitkomst:
    """Make the document of the chosen folder. The open workbook plays no part."""
    versiemap = Path(gekozen)
    versie = open_versiemap(versiemap)
    voortgang("Stuk maken", 0, 1)
    naam = f"ViA_akkoord_{versie.jaar}_v{versie.nummer}.docx"
    verslag = schrijf_akkoordstuk(versiemap, vrije_naam(versiemap.resolve().parent / naam))
    regels = [
        f"Gemaakt: {verslag.pad}",
        f"Laat het door twee gemeenten tekenen. Het kenmerk is {verslag.kenmerk}; leg elk akkoord vast met de knop Akkoord.",
    ]
    if verslag.belemmeringen:
        regels += ["Er ontbreekt ook nog:", *(f"• {rij.wat}" for rij in verslag.belemmeringen)]
    return Macrouitkomst("\n".join(regels), Ernst.WAARSCHUWING if verslag.belemmeringen else None)
