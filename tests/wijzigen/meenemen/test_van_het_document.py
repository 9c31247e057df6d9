"""What an organisation puts in a workbook beside its sheets: it stays, whatever a command does to the master."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hulp.kleine_master import REGELING, bewerk_deel, blad_deel

from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.lezen.master import lees_master
from via_xl.opdrachten.cli import main
from via_xl.schrijven.master import maak_master
from via_xl.wijzigen.mastermaken import zet_neer

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKKET = "http://schemas.openxmlformats.org/package/2006"
NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SOORT = "application/vnd.openxmlformats-officedocument"
LABEL = (
    '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"><clbl:label '
    'id="{673ff09b-71b6-49f3-a97b-988f5c39520d}" enabled="1" method="Privileged" contentBits="0" removed="0"/></clbl:labelList>'
)
EIGENSCHAPPEN = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
    'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Zaaknummer"><vt:lpwstr>Z-2024-1234</vt:lpwstr></property>'
    "</Properties>"
)
GEHEUGEN = (
    f'<pivotCacheDefinition xmlns="{NS}" refreshedBy="x" recordCount="0"><cacheSource type="worksheet"><worksheetSource '
    'ref="A1:B3" sheet="Uren"/></cacheSource><cacheFields count="2"><cacheField name="maand" numFmtId="0"><sharedItems '
    'count="2"><s v="a"/><s v="b"/></sharedItems><fieldGroup par="1"/></cacheField><cacheField name="maand2" numFmtId="0" '
    'databaseField="0"><fieldGroup base="0"><discretePr count="2"><x v="0"/><x v="0"/></discretePr><groupItems count="1">'
    '<s v="Groep1"/></groupItems></fieldGroup></cacheField></cacheFields></pivotCacheDefinition>'
)
DRAAITABEL = (
    f'<pivotTableDefinition xmlns="{NS}" name="Draaitabel1" cacheId="77" dataCaption="Waarden"><location ref="AA1:AB3" '
    'firstHeaderRow="1" firstDataRow="1" firstDataCol="0"/><pivotFields count="2"><pivotField showAll="0"/><pivotField '
    'showAll="0"/></pivotFields></pivotTableDefinition>'
)
DDE = (
    f'<externalLink xmlns="{NS}"><ddeLink ddeService="winword" ddeTopic="x"><ddeItems><ddeItem name="StdDocumentName" ole="1" '
    'advise="1"/></ddeItems></ddeLink></externalLink>'
)


def voeg_toe(pad: Path, deel: str, inhoud: str, soort: str) -> None:
    """A part with its content type."""
    with zipfile.ZipFile(pad, "a", zipfile.ZIP_DEFLATED) as pakket:
        pakket.writestr(deel, inhoud)
    regel = f'<Override PartName="/{deel}" ContentType="{soort}"/></Types>'.encode()
    bewerk_deel(pad, "[Content_Types].xml", lambda xml: xml.replace(b"</Types>", regel))


def verbind(pad: Path, rels: str, soort: str, doel: str, nummer: str) -> None:
    """A relation, in a part that is there or a new one."""
    regel = f'<Relationship Id="{nummer}" Type="{soort}" Target="{doel}"/>'
    with zipfile.ZipFile(pad) as pakket:
        bestaat = rels in pakket.namelist()
    if bestaat:
        bewerk_deel(pad, rels, lambda xml: xml.replace(b"</Relationships>", f"{regel}</Relationships>".encode()))
    else:
        with zipfile.ZipFile(pad, "a") as pakket:
            pakket.writestr(rels, f'<Relationships xmlns="{PAKKET}/relationships">{regel}</Relationships>')


def met_label(pad: Path) -> None:
    voeg_toe(pad, "docMetadata/LabelInfo.xml", LABEL, "application/xml")
    soort = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
    verbind(pad, "_rels/.rels", soort, "docMetadata/LabelInfo.xml", "rId99")


def met_eigenschappen(pad: Path) -> None:
    voeg_toe(pad, "docProps/custom.xml", EIGENSCHAPPEN, f"{SOORT}.custom-properties+xml")
    verbind(pad, "_rels/.rels", f"{REL}/custom-properties", "docProps/custom.xml", "rId98")


def met_draaitabel(pad: Path) -> None:
    """A pivot table over months that somebody grouped."""
    voeg_toe(
        pad, "xl/pivotCache/pivotCacheDefinition1.xml", GEHEUGEN, f"{SOORT}.spreadsheetml.pivotCacheDefinition+xml"
    )
    voeg_toe(pad, "xl/pivotTables/pivotTable1.xml", DRAAITABEL, f"{SOORT}.spreadsheetml.pivotTable+xml")
    geheugen = f"{REL}/pivotCacheDefinition"
    verbind(
        pad, "xl/pivotTables/_rels/pivotTable1.xml.rels", geheugen, "../pivotCache/pivotCacheDefinition1.xml", "rId1"
    )
    verbind(pad, "xl/_rels/workbook.xml.rels", geheugen, "pivotCache/pivotCacheDefinition1.xml", "rId77")
    bladrels = f"xl/worksheets/_rels/{Path(blad_deel(pad, 'Uren')).name}.rels"
    verbind(pad, bladrels, f"{REL}/pivotTable", "../pivotTables/pivotTable1.xml", "rId77")
    lijst = b'<pivotCaches><pivotCache cacheId="77" r:id="rId77"/></pivotCaches></workbook>'
    bewerk_deel(pad, "xl/workbook.xml", lambda xml: xml.replace(b"</workbook>", lijst))


def met_dde(pad: Path) -> None:
    voeg_toe(pad, "xl/externalLinks/externalLink1.xml", DDE, f"{SOORT}.spreadsheetml.externalLink+xml")
    verbind(pad, "xl/_rels/workbook.xml.rels", f"{REL}/externalLink", "externalLinks/externalLink1.xml", "rId78")
    lijst = b'</sheets><externalReferences><externalReference r:id="rId78"/></externalReferences>'
    bewerk_deel(pad, "xl/workbook.xml", lambda xml: xml.replace(b"</sheets>", lijst))


GEVALLEN = {
    "a sensitivity label": (met_label, "docMetadata/LabelInfo.xml", True),
    "own properties": (met_eigenschappen, "docProps/custom.xml", True),
    "a grouped pivot table": (met_draaitabel, "xl/pivotCache/pivotCacheDefinition1.xml", False),
    "a DDE link": (met_dde, "xl/externalLinks/externalLink1.xml", True),
}


@pytest.fixture(scope="module")
def gebouwd(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    pad = tmp_path_factory.mktemp("master") / "m.xlsx"
    zet_neer(maak_master(REGELING, 2024), pad)
    return pad.read_bytes()


def inhoud(pad: Path, deel: str) -> bytes | None:
    with zipfile.ZipFile(pad) as pakket:
        return pakket.read(deel) if deel in pakket.namelist() else None


@pytest.mark.parametrize("wat", GEVALLEN)
def test_it_stays_whatever_a_command_does(
    wat: str, gebouwd: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    maak, deel, gaat_mee = GEVALLEN[wat]
    master = tmp_path / "via_master.xlsx"
    master.write_bytes(gebouwd)
    maak(master)
    eerst = inhoud(master, deel)
    assert main(["reactie", str(master), "--gemeente", "Oss", "--reactie", "akkoord", "--versie", "1"]) == 0
    assert inhoud(master, deel) == eerst
    nieuw = tmp_path / "nieuw.xlsx"
    code = main(["master", "vernieuw", str(master), "--uit", str(nieuw)])
    gezegd = " ".join(capsys.readouterr().err.split())
    if gaat_mee:
        assert code == 0, gezegd
        assert inhoud(nieuw, deel) == eerst
        assert deel.rpartition("/")[2].encode() in (inhoud(nieuw, "_rels/.rels") or b"") + (
            inhoud(nieuw, "xl/_rels/workbook.xml.rels") or b""
        )
        assert bewijs_master(lees_master(nieuw), 2024).verschillen == ()
    else:
        assert code == 2
        assert "er staat een draaitabel" in gezegd
        assert not nieuw.exists()
