"""Small workbooks that no program of ours made, written part by part: each with one strange thing in it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKKET = "http://schemas.openxmlformats.org/package/2006"
SOORT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
KOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def los_boek(
    pad: Path,
    rijen: str,
    *,
    voor: str = "",
    na: str = "",
    namen: str = "",
    stijlen: str = "",
    erbij: Mapping[str, str] | None = None,
    relaties: str = "",
) -> Path:
    """A workbook of one sheet, Blad1: ``rijen`` is its ``sheetData``, ``voor`` and ``na`` what stands before and after that.

    ``namen`` are defined names, ``erbij`` more parts, and ``relaties`` those of the sheet to them.
    """
    delen = {
        "[Content_Types].xml": f'<Types xmlns="{PAKKET}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{SOORT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SOORT}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PAKKET}/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{NS}" xmlns:r="{REL}"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/>'
        f"</sheets>{f'<definedNames>{namen}</definedNames>' if namen else ''}</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PAKKET}/relationships"><Relationship Id="rId1" '
        f'Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        + (f'<Relationship Id="rId2" Type="{REL}/styles" Target="styles.xml"/>' if stijlen else "")
        + "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{NS}" xmlns:r="{REL}">{voor}<sheetData>{rijen}</sheetData>{na}</worksheet>',
    }
    if stijlen:
        delen["xl/styles.xml"] = f'<styleSheet xmlns="{NS}">{stijlen}</styleSheet>'
    if relaties:
        delen["xl/worksheets/_rels/sheet1.xml.rels"] = (
            f'<Relationships xmlns="{PAKKET}/relationships">{relaties}</Relationships>'
        )
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in (delen | dict(erbij or {})).items():
            pakket.writestr(naam, KOP + inhoud)
    return pad


def cel(adres: str, formule: str, waarde: str = "") -> str:
    """A row with one cell: a formula with its stored result, or only a value."""
    rij = adres.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    inhoud = f"<f>{formule}</f>" if formule else ""
    return f'<row r="{rij}"><c r="{adres}">{inhoud}{f"<v>{waarde}</v>" if waarde else ""}</c></row>'
