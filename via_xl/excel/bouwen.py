"""The add-in ``via_xl.xlam``: our functions and the ribbon tab ViA, for every workbook.

Made from what the package holds (the VBA project, the ribbon, the names of gemeenten), so that a PC needs nothing to
build it but this program. The VBA projects themselves are made from their text by ``workbooks/bouw_excel.py``.
"""

from __future__ import annotations

import csv
import io
import zipfile
from importlib.resources import files
from pathlib import Path

from via_xl import __version__
from via_xl.basis.maat import Maat
from via_xl.regeling.kolom import Invoerkolom
from via_xl.regeling.tabellen import NAMEN
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master import instellingen
from via_xl.schrijven.taal import Tabelveld, Tabkleur, begin_blad, werk

BESTAND = "via_xl.xlam"
VBA = "addin.bin"
NAMENLIJST = "namen.csv"
LINT = "customUI14.xml"
_BLAD = "ViA"
_HOOFDSOORT = (
    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    b"application/vnd.ms-excel.addin.macroEnabled.main+xml",
)
_LINTRELATIE = (
    b'<Relationship Id="rIdViA" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"'
    b' Target="customUI/customUI14.xml"/></Relationships>'
)
_TIJD = (2024, 1, 1, 0, 0, 0)


def onderdeel(naam: str) -> bytes:
    """A file that belongs to the VBA, from the package."""
    return files("via_xl").joinpath("excel", "vba", naam).read_bytes()


def addin() -> Boek:
    """The workbook inside the add-in: what it is, the names that VIA_GEMEENTE knows, and the settings of xlwings."""
    boek = Boek("ViA-XL, invoegtoepassing", ingevuld=True)
    s = begin_blad(
        boek,
        _BLAD,
        kleur=Tabkleur.REKENEN,
        kopregel="ViA-XL",
        titel=f"ViA-XL {__version__}",
        uitleg="De invoegtoepassing met de functies VIA_… en het lint ViA.",
        vlag=None,
        begin=3,
    )
    s.tekst("Instellen en verwijderen: via-xl excel installeer, met --verwijder om alles terug te draaien.")
    s.breed({0: 100})
    s = begin_blad(
        boek,
        NAMEN.blad,
        kleur=Tabkleur.HERKOMST,
        kopregel="ViA-XL · Schrijfwijzen",
        titel="Schrijfwijzen van gemeenten",
        uitleg="Waarmee VIA_GEMEENTE werkt als er geen lijst wordt meegegeven.",
        vlag=None,
    )
    rijen = list(csv.DictReader(io.StringIO(onderdeel(NAMENLIJST).decode("utf-8"))))
    s.tabel(NAMEN.naam, rijen, [_woord(kolom) for kolom in NAMEN.kolommen if kolom.csv in ("naam", "code")])
    instellingen.zet(boek, None, "ViA-XL · Instellingen")
    boek.vba = onderdeel(VBA)
    return boek.klaar()


def _woord(kolom: Invoerkolom) -> Tabelveld[dict[str, str]]:
    return werk(kolom.kop, Maat.TEKST, lambda rij: rij[kolom.csv], breedte=kolom.breedte)


def bouw_addin(pad: Path) -> None:
    """Write the add-in; the same each time.

    Raises:
        OSError: the file can't be written.
    """
    inhoud = io.BytesIO()
    addin().bewaar(inhoud)
    pad.write_bytes(_als_addin(inhoud.getvalue(), onderdeel(LINT)))


def _als_addin(xlsm: bytes, lint: bytes) -> bytes:
    """A workbook with macros as an add-in with a ribbon: another content type, one part and one relationship more."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsm)) as bron, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel:
        for deel in bron.infolist():
            inhoud = bron.read(deel)
            if deel.filename == "[Content_Types].xml":
                inhoud = _vervang(inhoud, *_HOOFDSOORT)
            elif deel.filename == "_rels/.rels":
                inhoud = _vervang(inhoud, b"</Relationships>", _LINTRELATIE)
            doel.writestr(zipfile.ZipInfo(deel.filename, _TIJD), inhoud, zipfile.ZIP_DEFLATED)
        doel.writestr(zipfile.ZipInfo("customUI/customUI14.xml", _TIJD), lint, zipfile.ZIP_DEFLATED)
    return uit.getvalue()


def _vervang(inhoud: bytes, oud: bytes, nieuw: bytes) -> bytes:
    if inhoud.count(oud) != 1:
        raise ValueError(f"het pakket is anders dan verwacht: {oud.decode()}")
    return inhoud.replace(oud, nieuw)
