"""What an officer does to a master with Excel or another program, each thing by itself: made in the parts of the file.

It is put in as those programs write it. Each :class:`Werk` knows how to find itself again in the file of later.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import excelize
from lxml import etree
from msgspec import Struct

from hulp.libreoffice import herbereken
from via_xl.basis.kolommen import kolomletter, kolomnummer

HOOFD = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKREL = "http://schemas.openxmlformats.org/package/2006/relationships"
_N = f"{{{HOOFD}}}"
_WERKBOEKEN = Path(__file__).parents[2] / "workbooks"
_NA_BLAD = (
    *("sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate"),
    *("customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks"),
    *("printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties"),
    *("cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "picture"),
    *("oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
)
"""What may follow the rows of a sheet, in the order of ECMA-376 18.3.1.99."""


class Delen:
    """The parts of a workbook, to be edited."""

    def __init__(self, pad: Path) -> None:
        self._pad = pad
        with zipfile.ZipFile(pad) as pakket:
            self.delen = {naam: pakket.read(naam) for naam in pakket.namelist()}

    def bewaar(self) -> None:
        """Write the file anew."""
        with zipfile.ZipFile(self._pad, "w", zipfile.ZIP_DEFLATED) as pakket:
            for naam, inhoud in self.delen.items():
                pakket.writestr(naam, inhoud)

    def boom(self, deel: str) -> Any:
        return etree.fromstring(self.delen[deel])

    def zet(self, deel: str, wortel: Any) -> None:
        self.delen[deel] = etree.tostring(wortel, xml_declaration=True, encoding="UTF-8", standalone=True)

    def rels(self, deel: str) -> str:
        boven, _, naam = deel.rpartition("/")
        return f"{boven}/_rels/{naam}.rels"

    def blad(self, naam: str) -> str:
        """The part of a sheet."""
        werkmap = self.boom("xl/workbook.xml")
        (nummer,) = (b.get(f"{{{_REL}}}id") for b in werkmap.iter(f"{_N}sheet") if b.get("name") == naam)
        (doel,) = (r.get("Target") for r in self.boom("xl/_rels/workbook.xml.rels") if r.get("Id") == nummer)
        return doel.lstrip("/") if doel.startswith("/") else f"xl/{doel}"

    def tabel(self, naam: str) -> str:
        """The part of a table."""
        return next(
            deel
            for deel, xml in self.delen.items()
            if deel.startswith("xl/tables/") and re.search(rb'displayName="%s"' % naam.encode(), xml)
        )

    def blad_van(self, tabel: str) -> str:
        """The part of the sheet on which a table stands."""
        naam = self.tabel(tabel).rpartition("/")[2]
        rels = next(d for d, xml in self.delen.items() if "worksheets/_rels" in d and f"/{naam}".encode() in xml)
        return rels.replace("_rels/", "").removesuffix(".rels")

    def soort(self, deel: str, soort: str) -> None:
        """Say in the list of content types what kind a new part is."""
        wortel = self.boom("[Content_Types].xml")
        etree.SubElement(wortel, f"{{{wortel.nsmap[None]}}}Override", PartName=f"/{deel}", ContentType=soort)
        self.zet("[Content_Types].xml", wortel)

    def verwijs(self, van: str, soort: str, doel: str, nummer: str) -> None:
        """Add a link from a part ("" for the package) to another."""
        rels = self.rels(van) if van else "_rels/.rels"
        if rels not in self.delen:
            self.delen[rels] = f'<?xml version="1.0"?><Relationships xmlns="{_PAKREL}"/>'.encode()
        wortel = self.boom(rels)
        soort = soort if ":" in soort else f"{_REL}/{soort}"
        etree.SubElement(wortel, f"{{{_PAKREL}}}Relationship", Id=nummer, Type=soort, Target=doel)
        self.zet(rels, wortel)


def cel(blad: Any, adres: str) -> Any:
    """The cell of a sheet, made when it isn't there."""
    letter, rij = adres.rstrip("0123456789"), int(adres.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    gegevens = blad.find(f"{_N}sheetData")
    rijelement = next((r for r in gegevens if r.get("r") == str(rij)), None)
    if rijelement is None:
        rijelement = etree.Element(f"{_N}row", r=str(rij))
        gegevens.insert(sum(int(r.get("r")) < rij for r in gegevens), rijelement)
    plaats = 0
    for hier in rijelement:
        kolom = kolomnummer(hier.get("r").rstrip("0123456789"))
        if kolom == kolomnummer(letter):
            return hier
        plaats += kolom < kolomnummer(letter)
    nieuw = etree.Element(f"{_N}c", r=adres)
    rijelement.insert(plaats, nieuw)
    rijelement.attrib.pop("spans", None)
    return nieuw


def zet_cel(blad: Any, adres: str, waarde: str | float | None = None, formule: str = "", **kenmerken: str) -> None:
    """Give a cell a value or a formula, as it is typed."""
    hier = cel(blad, adres)
    for kind in list(hier):
        hier.remove(kind)
    hier.attrib.pop("t", None)
    if formule or kenmerken:
        etree.SubElement(hier, f"{_N}f", **kenmerken).text = formule or None
    if isinstance(waarde, str):
        hier.set("t", "str" if formule else "inlineStr")
        ouder = hier if formule else etree.SubElement(hier, f"{_N}is")
        etree.SubElement(ouder, f"{_N}{'v' if formule else 't'}").text = waarde
    elif waarde is not None:
        etree.SubElement(hier, f"{_N}v").text = str(waarde)


def voeg_in(blad: Any, element: Any) -> None:
    """Put an element among those that follow the rows, where its kind belongs."""
    plaats = _NA_BLAD.index(etree.QName(element).localname)
    later = next((k for k in blad if etree.QName(k).localname in _NA_BLAD[plaats + 1 :]), None)
    if later is None:
        blad.append(element)
    else:
        later.addprevious(element)


# --- the kinds of work


class Werk(Struct, frozen=True):
    """Something an officer does: how, and how it is found again; ``editie`` and ``motoren`` say what it takes."""

    maak: Callable[[Path], object]
    staat_er: Callable[[Path], bool]
    macros: bool = False
    motoren: bool = False


def met_excelize(doe: Callable[[Any], object], kijk: Callable[[Any], bool]) -> Werk:
    """Work that excelize can do."""

    def maak(pad: Path) -> None:
        boek = excelize.open_file(str(pad))
        doe(boek)
        assert boek.save() is None
        boek.close()

    def staat_er(pad: Path) -> bool:
        boek = excelize.open_file(str(pad))
        goed = kijk(boek)
        boek.close()
        return goed

    return Werk(maak, staat_er)


def in_delen(doe: Callable[[Delen], object], kijk: Callable[[Delen], bool], **anders: bool) -> Werk:
    """Work in the parts of the file."""

    def maak(pad: Path) -> None:
        delen = Delen(pad)
        doe(delen)
        delen.bewaar()

    return Werk(maak, lambda pad: kijk(Delen(pad)), **anders)


def kolom_in(tabel: str, kop: str, formule: str = "", soort: str = "kolom") -> Callable[[Delen], None]:
    """A column at the right end of a table, with a text in each row, or a formula.

    ``soort``: ``kolom`` as Excel keeps a formula of a column that names its columns; ``adres`` a formula with the
    addresses of cells, {r} for the row; ``gedeeld`` the same, in the first row for all; ``cel`` one that the column doesn't know.
    """

    def doe(delen: Delen) -> None:
        deel, bladdeel = delen.tabel(tabel), delen.blad_van(tabel)
        wortel, blad = delen.boom(deel), delen.boom(bladdeel)
        eerste, laatste = (hoek for hoek in wortel.get("ref").split(":"))
        boven, onder = (int(hoek.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for hoek in (eerste, laatste))
        letter = kolomletter(kolomnummer(laatste.rstrip("0123456789")) + 1)
        for element in (wortel, wortel.find(f"{_N}autoFilter")):
            if element is not None:
                element.set("ref", f"{eerste}:{letter}{onder}")
        kolommen = wortel.find(f"{_N}tableColumns")
        nummer = max(int(k.get("id")) for k in kolommen) + 1
        kolom = etree.SubElement(kolommen, f"{_N}tableColumn", id=str(nummer), name=kop)
        kolommen.set("count", str(len(kolommen)))
        if formule and soort != "cel":
            etree.SubElement(kolom, f"{_N}calculatedColumnFormula").text = formule.format(r=boven + 1)
        zet_cel(blad, f"{letter}{boven}", kop)
        for rij in range(boven + 1, onder + 1):
            if not formule:
                zet_cel(blad, f"{letter}{rij}", f"van mij {rij}")
            elif soort != "gedeeld":
                zet_cel(blad, f"{letter}{rij}", 1.0, formule.format(r=rij))
            elif rij == boven + 1 and onder > rij:
                zet_cel(
                    blad,
                    f"{letter}{rij}",
                    1.0,
                    formule.format(r=rij),
                    t="shared",
                    ref=f"{letter}{rij}:{letter}{onder}",
                    si="9",
                )
            else:
                zet_cel(blad, f"{letter}{rij}", 1.0, t="shared", si="9")
        delen.zet(deel, wortel)
        delen.zet(bladdeel, blad)

    return doe


def heeft_kolom(tabel: str, kop: str) -> Callable[[Delen], bool]:
    return lambda d: kop in [k.get("name") for k in d.boom(d.tabel(tabel)).iter(f"{_N}tableColumn")]


def formules_in(pad: Path, tabel: str, kop: str) -> list[str]:
    """The formulas down a column of a table, those it shares written out by the row as ``gedeeld``."""
    delen = Delen(pad)
    wortel, blad = delen.boom(delen.tabel(tabel)), delen.boom(delen.blad_van(tabel))
    eerste, laatste = wortel.get("ref").split(":")
    namen = [k.get("name") for k in wortel.iter(f"{_N}tableColumn")]
    letter = kolomletter(kolomnummer(eerste.rstrip("0123456789")) + namen.index(kop))
    boven, onder = (int(hoek.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for hoek in (eerste, laatste))
    formules = (cel(blad, f"{letter}{rij}").find(f"{_N}f") for rij in range(boven + 1, onder + 1))
    return ["" if f is None else f.text or f.get("t", "") for f in formules]


def alle(*stappen: Callable[[Delen], object]) -> Callable[[Delen], None]:
    """Several things."""

    def doe(delen: Delen) -> None:
        for stap in stappen:
            stap(delen)

    return doe


def hernoem(namen: dict[str, str]) -> Callable[[Delen], None]:
    """Sheets get other names, in every formula too, as Excel does it."""

    def doe(delen: Delen) -> None:
        for deel in [deel for deel in delen.delen if deel.endswith(".xml")]:
            xml = delen.delen[deel].decode()
            for oud, nieuw in namen.items():
                kaal = nieuw if nieuw.isalnum() else "'" + nieuw.replace("'", "''") + "'"
                xml = xml.replace(f'<sheet name="{oud}"', f'<sheet name="{nieuw}"')
                xml = re.sub(rf"(?<![\w'])(?:{oud}|'{oud}')!", lambda _, kaal=kaal: f"{kaal}!", xml)
            delen.delen[deel] = xml.encode()

    return doe


def sorteer(*tabellen: str) -> Callable[[Delen], None]:
    """The rows of tables in the opposite order, with what Excel then says of the order in which they are."""

    def doe(delen: Delen) -> None:
        for tabel in tabellen:
            deel, bladdeel = delen.tabel(tabel), delen.blad_van(tabel)
            wortel, blad = delen.boom(deel), delen.boom(bladdeel)
            eerste, laatste = wortel.get("ref").split(":")
            boven, onder = (int(hoek.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for hoek in (eerste, laatste))
            links, rechts = (kolomnummer(hoek.rstrip("0123456789")) for hoek in (eerste, laatste))
            for kolom in range(links, rechts + 1):
                letter = kolomletter(kolom)
                cellen = [cel(blad, f"{letter}{rij}") for rij in range(boven + 1, onder + 1)]
                inhoud = [([*c], c.get("t"), c.get("s")) for c in cellen]
                for hier, (kinderen, soort, stijl) in zip(cellen, reversed(inhoud), strict=True):
                    for kind in list(hier):
                        hier.remove(kind)
                    for naam, waarde in (("t", soort), ("s", stijl)):
                        hier.attrib.pop(naam, None)
                        if waarde:
                            hier.set(naam, waarde)
                    hier.extend(kinderen)
            bereik = f"{kolomletter(links)}{boven + 1}:{laatste}"
            staat = etree.Element(f"{_N}sortState", ref=bereik)
            etree.SubElement(
                staat,
                f"{_N}sortCondition",
                descending="1",
                ref=f"{kolomletter(links)}{boven + 1}:{kolomletter(links)}{onder}",
            )
            filters = wortel.find(f"{_N}autoFilter")
            filters.addnext(staat) if filters is not None else wortel.insert(0, staat)
            delen.zet(deel, wortel)
            delen.zet(bladdeel, blad)

    return doe


def filter_op(*tabellen: str) -> Callable[[Delen], None]:
    """A filter on the first column that hides every row."""

    def doe(delen: Delen) -> None:
        for tabel in tabellen:
            deel, bladdeel = delen.tabel(tabel), delen.blad_van(tabel)
            wortel, blad = delen.boom(deel), delen.boom(bladdeel)
            filters = wortel.find(f"{_N}autoFilter")
            if filters is None:
                filters = etree.Element(f"{_N}autoFilter", ref=wortel.get("ref"))
                wortel.insert(0, filters)
            kolom = etree.SubElement(filters, f"{_N}filterColumn", colId="0")
            etree.SubElement(etree.SubElement(kolom, f"{_N}filters"), f"{_N}filter", val="niets")
            boven, onder = (int(h.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for h in wortel.get("ref").split(":"))
            for rij in blad.find(f"{_N}sheetData"):
                if boven < int(rij.get("r")) <= onder:
                    rij.set("hidden", "1")
            delen.zet(deel, wortel)
            delen.zet(bladdeel, blad)

    return doe


def draad(delen: Delen) -> None:
    """A threaded comment on Besluiten and on Logboek, with the note that Excel keeps for older versions."""
    ns = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    ms = "http://schemas.microsoft.com/office/2017/10/relationships"
    delen.delen["xl/persons/person.xml"] = (
        f'<personList xmlns="{ns}"><person displayName="Anne" id="{{AB}}" userId="anne" providerId="None"/></personList>'
    ).encode()
    delen.soort("xl/persons/person.xml", "application/vnd.ms-excel.person+xml")
    delen.verwijs("xl/workbook.xml", f"{ms}/person", "persons/person.xml", "rIdPersonen")
    for nummer, naam in enumerate(("Besluiten", "Logboek", "Uren"), start=1):
        deel = delen.blad(naam)
        draden, noten, vml = (
            f"xl/threadedComments/threadedComment{nummer}.xml",
            f"xl/comments{nummer}.xml",
            f"xl/drawings/vmlDrawing{nummer}.vml",
        )
        delen.delen[draden] = (
            f'<ThreadedComments xmlns="{ns}"><threadedComment ref="A6" dT="2025-03-01T10:00:00.00" personId="{{AB}}" '
            f'id="{{C{nummer}}}"><text>navragen bij Oss</text></threadedComment></ThreadedComments>'
        ).encode()
        delen.soort(draden, "application/vnd.ms-excel.threadedcomments+xml")
        delen.delen[noten] = (
            f'<comments xmlns="{HOOFD}"><authors><author>tc={{C{nummer}}}</author></authors><commentList>'
            '<comment ref="A6" authorId="0"><text><t>[Threaded comment] navragen bij Oss</t></text></comment>'
            "</commentList></comments>"
        ).encode()
        delen.soort(noten, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
        delen.delen[vml] = b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="_x0000_s1025"/></xml>'
        delen.soort(vml, "application/vnd.openxmlformats-officedocument.vmlDrawing")
        delen.verwijs(deel, f"{ms}/threadedComment", f"../threadedComments/threadedComment{nummer}.xml", "rIdDraad")
        delen.verwijs(deel, "comments", f"../comments{nummer}.xml", "rIdNoot")
        delen.verwijs(deel, "vmlDrawing", f"../drawings/vmlDrawing{nummer}.vml", "rIdVml")
        blad = delen.boom(deel)
        voeg_in(blad, etree.Element(f"{_N}legacyDrawing", {f"{{{_REL}}}id": "rIdVml"}))
        delen.zet(deel, blad)


def label(delen: Delen) -> None:
    """A sensitivity label of the organisation, as Office writes it, and the properties by which older versions knew it."""
    delen.delen["docMetadata/LabelInfo.xml"] = (
        b'<?xml version="1.0"?><clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata">'
        b'<clbl:label id="{11}" enabled="1" method="Privileged" siteId="{22}" removed="0"/></clbl:labelList>'
    )
    delen.soort("docMetadata/LabelInfo.xml", "application/vnd.ms-office.classificationlabels+xml")
    delen.verwijs(
        "",
        "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
        "docMetadata/LabelInfo.xml",
        "rIdLabel",
    )
    delen.delen["docProps/custom.xml"] = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        b'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
        b'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="MSIP_Label_11_Enabled"><vt:lpwstr>true</vt:lpwstr>'
        b"</property></Properties>"
    )
    delen.soort("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml")
    delen.verwijs("", "custom-properties", "docProps/custom.xml", "rIdEigen")


def rekenwijze(delen: Delen) -> None:
    """Calculation by hand, as Excel says it after the first save: no full calculation when it is opened."""
    werkmap = delen.boom("xl/workbook.xml")
    werkmap.find(f"{_N}calcPr").attrib.clear()
    werkmap.find(f"{_N}calcPr").set("calcId", "191029")
    werkmap.find(f"{_N}calcPr").set("calcMode", "manual")
    werkmap.find(f"{_N}calcPr").set("calcOnSave", "0")
    delen.zet("xl/workbook.xml", werkmap)


def met_rekenketen(delen: Delen) -> None:
    """The order of calculation, which Excel keeps in a part of its own."""
    delen.delen["xl/calcChain.xml"] = f'<calcChain xmlns="{HOOFD}"><c r="A1" i="1"/></calcChain>'.encode()
    delen.soort("xl/calcChain.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml")
    delen.verwijs("xl/workbook.xml", "calcChain", "calcChain.xml", "rIdKeten")


def pagina(delen: Delen) -> None:
    """Another page: landscape A3, a heading, a break, other margins."""
    for naam in ("Besluiten", "Uren", "Logboek"):
        deel = delen.blad(naam)
        blad = delen.boom(deel)
        for soort in ("pageMargins", "pageSetup", "headerFooter", "rowBreaks"):
            for oud in blad.findall(f"{_N}{soort}"):
                blad.remove(oud)
        voeg_in(
            blad, etree.Element(f"{_N}pageMargins", left="2", right="2", top="1", bottom="1", header="0", footer="0")
        )
        voeg_in(blad, etree.Element(f"{_N}pageSetup", paperSize="8", orientation="landscape"))
        kop = etree.Element(f"{_N}headerFooter")
        etree.SubElement(kop, f"{_N}oddHeader").text = "&Lvan mij"
        voeg_in(blad, kop)
        delen.zet(deel, blad)


def venster(delen: Delen) -> None:
    """Another zoom, other frozen panes, the grid on or off."""
    for naam in ("Besluiten", "Uren", "Start"):
        deel = delen.blad(naam)
        blad = delen.boom(deel)
        zicht = next(blad.iter(f"{_N}sheetView"))
        for kind in list(zicht):
            zicht.remove(kind)
        zicht.set("zoomScale", "70")
        etree.SubElement(zicht, f"{_N}pane", xSplit="3", ySplit="9", topLeftCell="D10", state="frozen")
        delen.zet(deel, blad)


def draaitabel(delen: Delen) -> None:
    """A pivot table of tblUren on a sheet of its own."""
    bron = delen.blad("Uren")
    werkmap = delen.boom("xl/workbook.xml")
    bladen = werkmap.find(f"{_N}sheets")
    etree.SubElement(bladen, f"{_N}sheet", {"name": "Draaitabel", "sheetId": "900", f"{{{_REL}}}id": "rIdDraai"})
    draai = etree.Element(f"{_N}pivotCaches")
    etree.SubElement(draai, f"{_N}pivotCache", {"cacheId": "7", f"{{{_REL}}}id": "rIdCache"})
    werkmap.find(f"{_N}calcPr").addnext(draai)
    delen.zet("xl/workbook.xml", werkmap)
    ms = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    nieuw = {
        "xl/worksheets/sheet900.xml": (
            f'<worksheet xmlns="{HOOFD}"><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData><row r="3"><c r="A3" t="inlineStr"><is><t>Totaal</t></is></c></row>'
            "</sheetData></worksheet>",
            f"{ms}.worksheet+xml",
        ),
        "xl/pivotCache/pivotCacheDefinition1.xml": (
            f'<pivotCacheDefinition xmlns="{HOOFD}" refreshOnLoad="1" recordCount="0"><cacheSource type="worksheet">'
            '<worksheetSource name="tblUren"/></cacheSource><cacheFields count="1"><cacheField name="Code" numFmtId="0">'
            "<sharedItems/></cacheField></cacheFields></pivotCacheDefinition>",
            f"{ms}.pivotCacheDefinition+xml",
        ),
        "xl/pivotTables/pivotTable1.xml": (
            f'<pivotTableDefinition xmlns="{HOOFD}" name="Draai" cacheId="7" dataCaption="Waarden"><location ref="A3:A3" '
            'firstHeaderRow="1" firstDataRow="1" firstDataCol="0"/><pivotFields count="1"><pivotField/></pivotFields>'
            "</pivotTableDefinition>",
            f"{ms}.pivotTable+xml",
        ),
    }
    for deel, (xml, soort) in nieuw.items():
        delen.delen[deel] = xml.encode()
        delen.soort(deel, soort)
    delen.verwijs("xl/workbook.xml", "worksheet", "worksheets/sheet900.xml", "rIdDraai")
    delen.verwijs("xl/workbook.xml", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml", "rIdCache")
    delen.verwijs("xl/worksheets/sheet900.xml", "pivotTable", "../pivotTables/pivotTable1.xml", "rId1")
    delen.verwijs(
        "xl/pivotTables/pivotTable1.xml", "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml", "rId1"
    )
    assert bron


# --- what stands in the way of a row


def cel_in(blad: str, adres: str) -> Callable[[Delen], None]:
    """A text in a cell."""

    def doe(delen: Delen) -> None:
        wortel = delen.boom(delen.blad(blad))
        zet_cel(wortel, adres, "van mij")
        delen.zet(delen.blad(blad), wortel)

    return doe


def samengevoegd(blad: str, bereik: str) -> Callable[[Delen], None]:
    """Cells that are merged."""

    def doe(delen: Delen) -> None:
        wortel = delen.boom(delen.blad(blad))
        samen = etree.Element(f"{_N}mergeCells")
        etree.SubElement(samen, f"{_N}mergeCell", ref=bereik)
        voeg_in(wortel, samen)
        delen.zet(delen.blad(blad), wortel)

    return doe


def totaalrij(tabel: str) -> Callable[[Delen], None]:
    """A table with a row of totals."""

    def doe(delen: Delen) -> None:
        wortel = delen.boom(delen.tabel(tabel))
        eerste, laatste = wortel.get("ref").split(":")
        letter = laatste.rstrip("0123456789")
        wortel.set("ref", f"{eerste}:{letter}{int(laatste.removeprefix(letter)) + 1}")
        wortel.set("totalsRowCount", "1")
        delen.zet(delen.tabel(tabel), wortel)

    return doe


def geen_tabel(tabel: str) -> Callable[[Delen], None]:
    """A table that was made a range of cells."""

    def doe(delen: Delen) -> None:
        deel, bladdeel = delen.tabel(tabel), delen.blad_van(tabel)
        rels = delen.boom(delen.rels(bladdeel))
        relatie = next(r for r in rels if r.get("Target").endswith(f"/{deel.rpartition('/')[2]}"))
        rels.remove(relatie)
        delen.zet(delen.rels(bladdeel), rels)
        blad = delen.boom(bladdeel)
        for tabeldeel in list(blad.find(f"{_N}tableParts")):
            if relatie.get("Id") in tabeldeel.attrib.values():
                tabeldeel.getparent().remove(tabeldeel)
        delen.zet(bladdeel, blad)
        del delen.delen[deel]
        delen.delen["[Content_Types].xml"] = re.sub(
            rb'<Override PartName="/%s"[^>]*/>' % deel.encode(), b"", delen.delen["[Content_Types].xml"]
        )

    return doe


# --- saved as another program saves


def _bladdelen(delen: Delen) -> list[str]:
    return [deel for deel in delen.delen if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", deel)]


def in_de_cel(delen: Delen) -> None:
    """Every text in its cell; no shared texts any more."""
    teksten = [list(si) for si in delen.boom("xl/sharedStrings.xml")]
    for deel in _bladdelen(delen):
        blad = delen.boom(deel)
        for hier in blad.iter(f"{_N}c"):
            if hier.get("t") == "s":
                nummer = int(hier.find(f"{_N}v").text)
                hier.remove(hier.find(f"{_N}v"))
                hier.set("t", "inlineStr")
                tekst = etree.SubElement(hier, f"{_N}is")
                tekst.extend(etree.fromstring(etree.tostring(kind)) for kind in teksten[nummer])
        delen.zet(deel, blad)
    del delen.delen["xl/sharedStrings.xml"]
    delen.delen["[Content_Types].xml"] = re.sub(
        rb"<Override[^>]*sharedStrings[^>]*/>", b"", delen.delen["[Content_Types].xml"]
    )
    rels = "xl/_rels/workbook.xml.rels"
    delen.delen[rels] = re.sub(rb"<Relationship [^>]*sharedStrings[^>]*/>", b"", delen.delen[rels])


def gedeelde_teksten_anders(delen: Delen) -> None:
    """The shared texts in another order, each in pieces with a font."""
    wortel = delen.boom("xl/sharedStrings.xml")
    stukken = list(wortel)
    for stuk in stukken:
        wortel.remove(stuk)
    wortel.extend(reversed(stukken))
    delen.zet("xl/sharedStrings.xml", wortel)
    for deel in _bladdelen(delen):
        blad = delen.boom(deel)
        for hier in blad.iter(f"{_N}c"):
            if hier.get("t") == "s":
                waarde = hier.find(f"{_N}v")
                waarde.text = str(len(stukken) - 1 - int(waarde.text))
        delen.zet(deel, blad)


def volle_paden(delen: Delen) -> None:
    """Links that name a part from the root of the package."""
    for deel in [naam for naam in delen.delen if naam.endswith(".rels")]:
        boven = deel.replace("_rels/", "").rpartition("/")[0]
        wortel = delen.boom(deel)
        for relatie in wortel:
            doel = relatie.get("Target")
            if relatie.get("TargetMode") == "External" or doel.startswith("/"):
                continue
            stukken = [s for s in boven.split("/") if s]
            for stuk in doel.split("/"):
                if stuk == "..":
                    stukken.pop()
                else:
                    stukken.append(stuk)
            relatie.set("Target", "/" + "/".join(stukken))
        delen.zet(deel, wortel)


def zonder_eigenschappen(delen: Delen) -> None:
    """No docProps."""
    for deel in ("docProps/core.xml", "docProps/app.xml"):
        delen.delen.pop(deel)
    delen.delen["[Content_Types].xml"] = re.sub(
        rb"<Override[^>]*docProps[^>]*/>", b"", delen.delen["[Content_Types].xml"]
    )
    delen.delen["_rels/.rels"] = re.sub(rb"<Relationship [^>]*docProps[^>]*/>", b"", delen.delen["_rels/.rels"])


def zonder_tabelstijl(delen: Delen) -> None:
    """Tables without their look."""
    for deel in [naam for naam in delen.delen if naam.startswith("xl/tables/")]:
        delen.delen[deel] = re.sub(rb"<tableStyleInfo[^>]*/>", b"", delen.delen[deel])


def met_uitbreidingen(delen: Delen) -> None:
    """The attributes that Excel of today adds to sheets, rows and tables, with the namespaces that may be ignored."""
    extra = (
        b' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr"'
        b' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
        b' xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{00000000-0001}"'
    )
    for deel in [*_bladdelen(delen), *(naam for naam in delen.delen if naam.startswith("xl/tables/"))]:
        xml = delen.delen[deel]
        if b"xmlns:mc=" in xml or b"xmlns:xr=" in xml:
            continue  # they are there
        xml = re.sub(rb"<(worksheet|table) ", rb"<\1" + extra + rb" ", xml, count=1)
        xml = re.sub(
            rb'<row r="(\d+)"',
            rb'<row r="\1" spans="1:48" x14ac:dyDescent="0.25"',
            re.sub(rb' spans="[^"]*"', b"", xml),
        )
        xml = re.sub(rb'<tableColumn id="(\d+)"', rb'<tableColumn id="\1" xr3:uid="{00}"'.replace(b"xr3", b"xr"), xml)
        delen.delen[deel] = xml


def met_voorvoegsel(delen: Delen) -> None:
    """Every element of the sheets, tables and the workbook with a prefix, as the library of Microsoft for .NET writes it."""
    for deel in [*_bladdelen(delen), "xl/workbook.xml", *(n for n in delen.delen if n.startswith("xl/tables/"))]:
        wortel = delen.boom(deel)
        ruimten = {("x" if uri == HOOFD else naam): uri for naam, uri in wortel.nsmap.items()}
        nieuw = etree.Element(wortel.tag, wortel.attrib, nsmap=ruimten)
        nieuw.extend(list(wortel))
        etree.cleanup_namespaces(nieuw, keep_ns_prefixes=list(filter(None, ruimten)))
        delen.zet(deel, nieuw)


def zonder_adressen(delen: Delen) -> None:
    """Rows and cells without their address where they follow each other, as small writers leave them out."""
    for deel in _bladdelen(delen):
        blad = delen.boom(deel)
        for rij in blad.iter(f"{_N}row"):
            verwacht = 0
            for hier in rij:
                nummer = kolomnummer(hier.get("r").rstrip("0123456789"))
                if nummer == verwacht:
                    del hier.attrib["r"]
                verwacht = nummer + 1
        delen.zet(deel, blad)


def gedeelde_formules(delen: Delen) -> None:
    """Each formula that stands in several rows of a table column written once, for all of them."""
    nummer = 100
    for deel in [naam for naam in delen.delen if naam.startswith("xl/tables/")]:
        wortel = delen.boom(deel)
        tabel = wortel.get("displayName")
        bladdeel = delen.blad_van(tabel)
        blad = delen.boom(bladdeel)
        eerste, laatste = wortel.get("ref").split(":")
        boven, onder = (int(h.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for h in (eerste, laatste))
        links, rechts = (kolomnummer(h.rstrip("0123456789")) for h in (eerste, laatste))
        for kolom in range(links, rechts + 1):
            letter = kolomletter(kolom)
            formules = [cel(blad, f"{letter}{rij}").find(f"{_N}f") for rij in range(boven + 1, onder + 1)]
            gewoon = [f is not None and f.text and f.get("t") is None for f in formules]
            if len(formules) < 2 or not all(gewoon) or len({f.text for f in formules}) > 1:
                continue
            nummer += 1
            for f in formules:
                f.set("t", "shared")
                f.set("si", str(nummer))
            formules[0].set("ref", f"{letter}{boven + 1}:{letter}{onder}")
            for f in formules[1:]:
                f.text = None
        delen.zet(bladdeel, blad)


def door_libreoffice(pad: Path) -> None:
    """Saved by LibreOffice."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        (nieuw,) = herbereken([pad], Path(tijdelijk))
        shutil.copyfile(nieuw, pad)


def jaar_op_start(jaar: int) -> Callable[[Delen], None]:
    """Another year chosen on Start."""

    def doe(delen: Delen) -> None:
        naam = next(n for n in delen.boom("xl/workbook.xml").iter(f"{_N}definedName") if n.get("name") == "Jaar")
        blad = delen.boom(delen.blad("Start"))
        zet_cel(blad, naam.text.rpartition("!")[2].replace("$", ""), jaar)
        delen.zet(delen.blad("Start"), blad)

    return doe


def eigen_macros(delen: Delen) -> None:
    """Another VBA project than ours."""
    with zipfile.ZipFile(_WERKBOEKEN / "via_xl.xlam") as invoegtoepassing:
        delen.delen["xl/vbaProject.bin"] = invoegtoepassing.read("xl/vbaProject.bin")


# --- with excelize


def _kleur(boek: Any) -> None:
    stijl = boek.new_style(excelize.Style(fill=excelize.Fill(type="pattern", pattern=1, color=["FFFF00"])))
    for blad, van, tot in (("Inwoners", "A6", "C6"), ("Uren", "A9", "D9"), ("Logboek", "C6", "G6")):
        boek.set_cell_style(blad, van, tot, stijl)


def _voorwaardelijk(boek: Any) -> None:
    letter = boek.new_conditional_style(excelize.Style(font=excelize.Font(color="9A0511")))
    regel = excelize.ConditionalFormatOptions(type="cell", criteria=">", format=letter, value="40")
    boek.set_conditional_format("Uren", "G6:G9", [regel])


def _grafiek(boek: Any) -> None:
    reeks = excelize.ChartSeries(name="Inwoners", categories="Inwoners!$A$6:$A$8", values="Inwoners!$C$6:$C$8")
    boek.new_sheet("Eigen")
    boek.add_chart("Eigen", "D2", excelize.Chart(type=excelize.ChartType.Col, series=[reeks]))
    boek.add_chart("Uren", "Z12", excelize.Chart(type=excelize.ChartType.Col, series=[reeks]))


def _opmerkingen(boek: Any) -> None:
    tekst = [excelize.RichTextRun(text="navragen bij Oss")]
    for blad in ("Besluiten", "Logboek", "Uren"):
        boek.add_comment(blad, excelize.Comment(cell="A6", author="ik", paragraph=tekst))


def _eigen_blad(boek: Any) -> None:
    boek.new_sheet("Eigen")
    boek.set_cell_formula("Eigen", "A1", "SUM(tblUren[Uren])")
    boek.set_cell_formula("Eigen", "A2", "COUNTA(tblLogboek[Wat])+Jaar")


_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f0003860180a4f1f9c30000000049454e44ae426082"
)


def _plaatje(boek: Any) -> None:
    boek.add_picture_from_bytes(
        "Besluiten", "AZ3", excelize.Picture(extension=".png", file=_PNG, format=excelize.GraphicOptions())
    )


def _rechts(boek: Any) -> None:
    boek.set_cell_value("Uren", "Y5", "Van mij")
    for rij in range(6, 10):
        boek.set_cell_formula("Uren", f"Y{rij}", f"G{rij}*2")
    boek.set_cell_value("Logboek", "J6", "let op")


WERK: dict[str, Werk] = {
    "niets": Werk(lambda _: None, lambda _: True),
    "a note in a free cell": met_excelize(
        lambda b: b.set_cell_value("Besluiten", "BA3", "let op"),
        lambda b: b.get_cell_value("Besluiten", "BA3") == "let op",
    ),
    "a status typed": met_excelize(
        lambda b: [b.set_cell_value("Inwoners", c, "te bevestigen") for c in ("F6", "F7")],
        lambda b: b.get_cell_value("Inwoners", "F7") == "te bevestigen",
    ),
    "a comment": met_excelize(_opmerkingen, lambda b: "navragen" in b.get_comments("Logboek")[0].paragraph[-1].text),
    "a threaded comment": in_delen(draad, lambda d: b"navragen" in d.delen["xl/threadedComments/threadedComment2.xml"]),
    "a sheet with formulas": met_excelize(
        _eigen_blad, lambda b: b.get_cell_formula("Eigen", "A2") == "COUNTA(tblLogboek[Wat])+Jaar"
    ),
    "a column right of a table": met_excelize(_rechts, lambda b: b.get_cell_formula("Uren", "Y9") == "G9*2"),
    "texts in a column of a table": in_delen(
        alle(
            *(
                kolom_in(t, "Van mij")
                for t in ("tblUren", "tblJaren", "tblLogboek", "tblKalender", "tblReacties", "tblGemeenten")
            )
        ),
        heeft_kolom("tblLogboek", "Van mij"),
    ),
    "formulas in a column of a table": in_delen(
        alle(
            kolom_in("tblUren", "Dubbel", "tblUren[[#This Row],[Uren]]*2"),
            kolom_in("tblJaren", "Volgend", "tblJaren[[#This Row],[Jaar]]+1"),
            kolom_in("tblAfrekeningen", "Dag", "tblAfrekeningen[[#This Row],[Versie]]*1"),
        ),
        heeft_kolom("tblUren", "Dubbel"),
    ),
    "formulas with addresses in a column of a table": in_delen(
        alle(kolom_in("tblUren", "Dubbel", "G{r}*2", "adres"), kolom_in("tblLogboek", "Dag", "A{r}+1", "adres")),
        heeft_kolom("tblUren", "Dubbel"),
    ),
    "shared formulas in a column of a table": in_delen(
        alle(kolom_in("tblUren", "Dubbel", "G{r}*2", "gedeeld"), kolom_in("tblLogboek", "Dag", "A{r}+1", "adres")),
        heeft_kolom("tblUren", "Dubbel"),
    ),
    "formulas only in the cells of a column": in_delen(
        alle(kolom_in("tblUren", "Dubbel", "G{r}*2", "cel"), kolom_in("tblLogboek", "Dag", "A{r}+1", "cel")),
        heeft_kolom("tblUren", "Dubbel"),
    ),
    "a column of their own in the settlement": in_delen(
        kolom_in("tblVerrekening", "Van mij", "tblVerrekening[[#This Row],[Saldo €]]*1"),
        heeft_kolom("tblVerrekening", "Van mij"),
    ),
    "widths": met_excelize(
        lambda b: [b.set_col_width(blad, "A", "B", 33.0) for blad in ("Besluiten", "Uren", "Logboek")],
        lambda b: b.get_col_width("Uren", "A") == 33.0,
    ),
    "colours": met_excelize(_kleur, lambda b: b.get_style(b.get_cell_style("Uren", "A9")).fill.color == ["FFFF00"]),
    "a conditional format": Werk(
        met_excelize(_voorwaardelijk, lambda _: True).maak,
        lambda pad: b'conditionalFormatting sqref="G6:G' in Delen(pad).delen[Delen(pad).blad("Uren")],
    ),
    "a filter that hides rows": in_delen(
        filter_op("tblUren", "tblLogboek", "tblJaren", "tblReacties", "tblKalender", "tblGemeenten", "tblAfrekeningen"),
        lambda d: b"filterColumn" in d.delen[d.tabel("tblUren")] and b'hidden="1"' in d.delen[d.blad("Uren")],
    ),
    "sorted tables": in_delen(
        sorteer("tblUren", "tblGemeenten", "tblInwoners", "tblTarieven", "tblNamen"),
        lambda d: b"sortState" in d.delen[d.tabel("tblUren")],
    ),
    "hidden columns": met_excelize(
        lambda b: [b.set_col_visible(blad, "C", False) for blad in ("Besluiten", "Uren", "Logboek")],
        lambda b: b.get_col_visible("Uren", "C") is False,
    ),
    "charts": met_excelize(_grafiek, lambda b: b.delete_chart("Uren", "Z12") is None),
    "a pivot table": in_delen(draaitabel, lambda d: "xl/pivotTables/pivotTable1.xml" in d.delen),
    "names": met_excelize(
        lambda b: [
            b.set_defined_name(excelize.DefinedName(name="MijnBereik", refers_to="Start!$A$1")),
            b.set_defined_name(excelize.DefinedName(name="Hier", refers_to="Uren!$G$6:$G$9", scope="Uren")),
        ],
        lambda b: {"MijnBereik", "Hier"} <= {naam.name for naam in b.get_defined_name()},
    ),
    "a picture": met_excelize(_plaatje, lambda b: len(b.get_pictures("Besluiten", "AZ3")) == 1),
    "sheets in another place": met_excelize(
        lambda b: [b.move_sheet("Besluiten", "Start"), b.move_sheet("Uren", "Start")],
        lambda b: b.get_sheet_list()[:3] == ["Besluiten", "Uren", "Start"],
    ),
    "zoom and panes": in_delen(venster, lambda d: b'zoomScale="70"' in d.delen[d.blad("Uren")]),
    "a page": in_delen(pagina, lambda d: b"van mij" in d.delen[d.blad("Uren")]),
    "a sensitivity label": in_delen(
        label, lambda d: "docMetadata/LabelInfo.xml" in d.delen and b"classificationlabels" in d.delen["_rels/.rels"]
    ),
    "calculation by hand": in_delen(
        alle(rekenwijze, met_rekenketen), lambda d: b'calcMode="manual"' in d.delen["xl/workbook.xml"]
    ),
    "texts in the cells, full paths, no docProps, no look of tables": in_delen(
        alle(in_de_cel, volle_paden, zonder_eigenschappen, zonder_tabelstijl),
        lambda d: "xl/sharedStrings.xml" not in d.delen and b'Target="/xl/workbook.xml"' in d.delen["_rels/.rels"],
    ),
    "shared texts in another order, extensions, order of calculation": in_delen(
        alle(gedeelde_teksten_anders, met_uitbreidingen, met_rekenketen),
        lambda d: b"dyDescent" in d.delen[d.blad("Urenstaten")],
    ),
    "a prefix": in_delen(met_voorvoegsel, lambda d: b"<x:sheetData" in d.delen[d.blad("Uren")]),
    "cells without their address": in_delen(zonder_adressen, lambda _: True),
    "another year on Start": in_delen(jaar_op_start(2030), lambda d: b"<v>2030</v>" in d.delen[d.blad("Start")]),
    "macros of their own": in_delen(
        eigen_macros,
        lambda d: (
            d.delen["xl/vbaProject.bin"] == zipfile.ZipFile(_WERKBOEKEN / "via_xl.xlam").read("xl/vbaProject.bin")
        ),
        macros=True,
    ),
    "saved by LibreOffice": Werk(door_libreoffice, lambda _: True, motoren=True),
    "shared formulas": in_delen(gedeelde_formules, lambda _: True),
}

SAMEN = (
    *("sorted tables", "colours", "a note in a free cell", "a status typed", "a comment", "a sheet with formulas"),
    *("widths", "a conditional format", "hidden columns", "charts", "names", "a picture", "sheets in another place"),
    *("formulas with addresses in a column of a table", "a filter that hides rows", "a pivot table"),
    *("zoom and panes", "a page", "a sensitivity label", "calculation by hand", "macros of their own"),
    "shared texts in another order, extensions, order of calculation",
)
"""What can be done to one master, the one after the other."""


def _alles(pad: Path) -> None:
    for naam in SAMEN:
        WERK[naam].maak(pad)


WERK["all of it"] = Werk(_alles, lambda pad: all(WERK[naam].staat_er(pad) for naam in SAMEN), macros=True)
