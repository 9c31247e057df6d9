"""The sheets of the user: put in the new master with all that hangs on them."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator

from lxml import etree
from msgspec import Struct, field

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.lezen.xlsx import Bladdeel, Xlsx
from via_xl.wijzigen.inplaats.werkmap import Element, als_xml, ontleed, tag
from via_xl.wijzigen.meenemen.bladxml import met_adressen
from via_xl.wijzigen.meenemen.delen import Bron, Doel, R, volledig
from via_xl.wijzigen.meenemen.formules import Omschreven, Omschrijver, bladnaam
from via_xl.wijzigen.meenemen.opmaak import Opmaak

NIET = {
    "slicer": "een slicer",
    "timeline": "een tijdlijn",
    "queryTable": "een gegevensverbinding; haar cijfers komen mee zoals ze nu zijn",
    "oleObject": "een ingesloten document",
    "package": "een ingesloten document",
    "control": "een ActiveX-besturingselement",
    "customProperty": "een eigenschap van een invoegtoepassing",
}
"""Kinds of relations of a sheet that don't come along."""

_INDIRECT = "deze formule noemt een cel in een tekst (INDIRECT); die is zo gelaten."
_BLAD_CT = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_XM_F = "{http://schemas.microsoft.com/office/excel/2006/main}f"
_LIJSTEN = {  # what a list of a sheet is called, and which element is left out when its formula is gone
    tag("cfRule"): "een voorwaardelijke opmaak",
    tag("dataValidation"): "een gegevensvalidatie",
}


class Meeneemlijst(Struct):
    """What can't come along as it is, what may be the program's own of an earlier version, and what is good to know."""

    bestand: str
    niet: list[Bevinding] = field(default_factory=list)
    misschien: list[Bevinding] = field(default_factory=list)
    wel: list[Bevinding] = field(default_factory=list)

    def kan_niet(self, blad: str, cel: str, wat: str, doen: str) -> None:
        """Something that is lost, or comes as a value, when the user says ``--toch``."""
        self.niet.append(Bevinding(self.bestand, blad, cel, wat, doen))

    def misschien_eigen(self, blad: str, cel: str, wat: str) -> None:
        """Something in a place of the program that an earlier version of it may have made."""
        doen = "Is het van u? Het staat nog in de oude master; neem het daaruit over."
        self.misschien.append(Bevinding(self.bestand, blad, cel, wat, doen, Ernst.WAARSCHUWING))

    def let_op(self, blad: str, cel: str, wat: str, doen: str) -> None:
        """Something to know about that stops nothing."""
        self.wel.append(Bevinding(self.bestand, blad, cel, wat, doen, Ernst.WAARSCHUWING))


class Bladenter(Struct):
    """Puts sheets of the old master in the new one."""

    bron: Bron
    doel: Doel
    opmaak: Opmaak
    schrijver: Omschrijver
    lijst: Meeneemlijst
    tabelnummer: int

    def zet(self, blad: Bladdeel) -> str:
        """Put one sheet in the package; gives the name of its part."""
        boek = self.bron.boek
        deel = self.doel.vrij(blad.deel)
        if blad.soort != "worksheet":
            return self.doel.kopieer(self.bron, blad.deel, self.bewerk(blad.naam))
        wortel = met_adressen(ontleed(boek.bytes(blad.deel)))
        self._cellen(boek, blad, wortel)
        self._regels(blad.naam, wortel)
        self._stijlen(wortel)
        _kaal(wortel)
        weg = self._relaties(blad)
        _zonder_relaties(wortel, weg)
        self.doel.zet(deel, als_xml(wortel), _BLAD_CT)
        for rel in self.bron.rels(blad.deel):
            if rel.get("Id") not in weg:
                self.doel.neem_relatie(self.bron, blad.deel, deel, rel, self.bewerk(blad.naam))
        return deel

    def _relaties(self, blad: Bladdeel) -> set[str]:
        """The numbers of the relations that don't come along."""
        weg = set()
        for rel in self.bron.rels(blad.deel):
            soort = rel.get("Type", "").rpartition("/")[2]
            if soort == "pivotTable" and (
                waarom := self._draaibron_weg(blad, volledig(blad.deel, rel.get("Target", "")))
            ):
                weg.add(rel.get("Id"))
                wat = f"een draaitabel telt wat er niet meer is: {waarom}."
                self.lijst.kan_niet(blad.naam, "", wat, "Met --toch komen haar cijfers mee zoals ze nu zijn.")
            elif soort in NIET:
                weg.add(rel.get("Id"))
                self.lijst.kan_niet(blad.naam, "", f"er staat {NIET[soort]}.", "Maak het in de nieuwe master opnieuw.")
            elif (
                rel.get("TargetMode") != "External" and volledig(blad.deel, rel.get("Target", "")) not in self.bron.boek
            ):
                weg.add(rel.get("Id"))
        return weg

    def _draaibron_weg(self, blad: Bladdeel, draaitabel: str) -> str:
        """What the source of a pivot table refers to that is gone; "" when it can come along."""
        for relatie in self.bron.boek.relaties(draaitabel):
            if relatie.soort == "pivotCacheDefinition" and relatie.doel in self.bron.boek:
                bron = ontleed(self.bron.boek.bytes(relatie.doel)).find(
                    f"{tag('cacheSource')}/{tag('worksheetSource')}"
                )
                if bron is not None:
                    return "; ".join(self._draaibron(bron, blad.naam).weg)
        return ""

    def _draaibron(self, bron: Element, blad: str) -> Omschreven:
        """The source of a pivot table as a formula for the new master: a table, a name or a range."""
        naam = bron.get("name")
        if naam:
            is_tabel = any(
                zelfde_in_formule(tabel.naam) == zelfde_in_formule(naam) for tabel in self.bron.boek.tabellen
            )
            return self.schrijver.formule(f"{naam}[#All]" if is_tabel else naam, blad)
        return self.schrijver.formule(f"{bladnaam(bron.get('sheet', blad))}!{bron.get('ref', 'A1')}", "")

    def _draaigeheugen(self, blad: str, inhoud: bytes) -> bytes:
        """What a pivot table remembers of its source, which it reads again when the workbook is opened."""
        wortel = ontleed(inhoud)
        bron = wortel.find(f"{tag('cacheSource')}/{tag('worksheetSource')}")
        if bron is None:
            return inhoud
        nieuw = self._draaibron(bron, blad).tekst
        if bron.get("name"):
            bron.set("name", nieuw.removesuffix("[#All]"))
        else:
            op, _, adres = nieuw.rpartition("!")
            bron.set("sheet", op.removeprefix("'").removesuffix("'").replace("''", "'"))
            bron.set("ref", adres)
        wortel.set("refreshOnLoad", "1")
        return als_xml(wortel)

    # --- the sheet itself

    def _cellen(self, boek: Xlsx, blad: Bladdeel, wortel: Element) -> None:
        formules = {cel.adres: cel for cel in boek.cellen(boek.stroom(blad).rijen()) if cel.formule is not None}
        teksten = _gedeelde_teksten(boek)
        for cel in wortel.iter(tag("c")):
            for kenmerk in ("cm", "vm"):
                cel.attrib.pop(kenmerk, None)
            f = cel.find(tag("f"))
            if f is not None and f.get("t") != "dataTable":
                hele = formules.get(cel.get("r", ""))
                if hele is not None and hele.formule is not None:
                    self._formule(blad.naam, cel, f, hele.formule.removeprefix("="))
            v = cel.find(tag("v"))
            if cel.get("t") == "s" and v is not None and v.text:
                cel.set("t", "inlineStr")
                inline = etree.Element(tag("is"))
                inline.extend(copy.deepcopy(kind) for kind in teksten[int(v.text)])
                cel.replace(v, inline)

    def _formule(self, blad: str, cel: Element, f: Element, tekst: str) -> None:
        nieuw = self.schrijver.formule(tekst, blad)
        if nieuw.weg:
            self.lijst.kan_niet(
                blad,
                cel.get("r", ""),
                f"de formule ={_kort(tekst)} verwijst naar wat er niet meer is: {'; '.join(nieuw.weg)}.",
                "Met --toch komt hier de laatste uitkomst als waarde.",
            )
            zonder_formule(cel)
            return
        if "INDIRECT(" in tekst.upper():
            self.lijst.let_op(blad, cel.get("r", ""), _INDIRECT, "Kijk na of die cel nu nog hetzelfde betekent.")
        if f.get("t") == "shared":
            for kenmerk in ("t", "si", "ref"):
                f.attrib.pop(kenmerk, None)
        f.text = nieuw.tekst

    def _regels(self, blad: str, wortel: Element) -> None:
        """The formulas of conditional formats, validations and the like, and links within the workbook."""
        for soort, wat in _LIJSTEN.items():
            for regel in list(wortel.iter(soort)):
                self._formules_van(blad, regel, wat)
        for f in list(wortel.iter(_XM_F)):
            self._een_formule(blad, f, "een voorwaardelijke opmaak, validatie of sparkline", _omhullend(f))
        for verwijzing in list(wortel.iter(tag("hyperlink"))):
            plek = verwijzing.get("location")
            if plek:
                nieuw = self.schrijver.formule(plek, blad)
                if nieuw.weg:
                    self.lijst.kan_niet(
                        blad,
                        verwijzing.get("ref", ""),
                        f"een koppeling gaat naar {'; '.join(nieuw.weg)}.",
                        "Zij vervalt met --toch.",
                    )
                    _haal_weg(verwijzing)
                else:
                    verwijzing.set("location", nieuw.tekst)

    def _formules_van(self, blad: str, regel: Element, wat: str) -> None:
        for f in list(regel.iter(tag("formula"), tag("formula1"), tag("formula2"))):
            if not self._een_formule(blad, f, wat, regel):
                return

    def _een_formule(self, blad: str, f: Element, wat: str, regel: Element) -> bool:
        if not f.text:
            return True
        nieuw = self.schrijver.formule(f.text, blad)
        if not nieuw.weg:
            f.text = nieuw.tekst
            return True
        waar = regel.get("sqref") or (regel.getparent().get("sqref", "") if regel.getparent() is not None else "")
        self.lijst.kan_niet(blad, waar, f"{wat} verwijst naar {'; '.join(nieuw.weg)}.", "Dit vervalt met --toch.")
        _haal_weg(regel)
        return False

    def _stijlen(self, wortel: Element) -> None:
        for element in wortel.iter(tag("c"), tag("row"), tag("col")):
            kenmerk = "style" if element.tag == tag("col") else "s"
            if element.get(kenmerk):
                element.set(kenmerk, str(self.opmaak.xf(int(element.get(kenmerk)))))
        self._dxfs(wortel)

    def _dxfs(self, wortel: Element) -> None:
        for element in wortel.iter():
            for kenmerk, waarde in list(element.attrib.items()):
                if kenmerk.casefold().endswith("dxfid"):
                    element.set(kenmerk, str(self.opmaak.dxf(int(waarde))))

    # --- the parts that hang on it

    def bewerk(self, blad: str) -> Callable[[str, bytes], bytes]:
        """How a part that hangs on a sheet of the user is changed on its way."""

        def bewerk(soort: str, inhoud: bytes) -> bytes:
            if soort.endswith("spreadsheetml.table+xml"):
                return self._tabel(blad, inhoud)
            if soort.endswith("pivotCacheDefinition+xml"):
                return self._draaigeheugen(blad, inhoud)
            if "chart" in soort and soort.endswith("+xml") and "style" not in soort and "color" not in soort:
                return self.grafiek(blad, inhoud)
            return inhoud

        return bewerk

    def _tabel(self, blad: str, inhoud: bytes) -> bytes:
        wortel = ontleed(inhoud)
        naam = wortel.get("displayName") or wortel.get("name", "")
        nieuw = self.schrijver.eigen_tabellen.get(naam, naam)
        self.tabelnummer += 1
        wortel.set("id", str(self.tabelnummer))
        wortel.set("name", nieuw)
        wortel.set("displayName", nieuw)
        for element in wortel.iter():
            for kenmerk in list(element.attrib):
                if kenmerk.endswith("CellStyle"):
                    element.attrib.pop(kenmerk)
        for f in list(wortel.iter(tag("calculatedColumnFormula"), tag("totalsRowFormula"))):
            omschreven = self.schrijver.formule(f.text or "", blad)
            if omschreven.weg:  # its cells say so
                _haal_weg(f)
            else:
                f.text = omschreven.tekst
        stijl = wortel.find(tag("tableStyleInfo"))
        if stijl is not None and stijl.get("name"):
            self.opmaak.tabelstijl(stijl.get("name"))
        self._dxfs(wortel)
        return als_xml(wortel)

    def grafiek(self, blad: str, inhoud: bytes) -> bytes:
        """A chart with its ranges in their new places; one that is gone becomes the figures that it showed last."""
        wortel = ontleed(inhoud)
        for f in [
            el for el in wortel.iter() if isinstance(el.tag, str) and el.tag.rpartition("}")[2] == "f" and el.text
        ]:
            tekst = f.text.removeprefix("(").removesuffix(")") if f.text.startswith("(") else f.text
            omschreven = self.schrijver.formule(tekst, blad)
            if not omschreven.weg:
                f.text = omschreven.tekst if tekst == f.text else f"({omschreven.tekst})"
                continue
            self.lijst.kan_niet(
                blad,
                "",
                f"een grafiek toont {f.text.replace('$', '')}, en dat is er niet meer: {'; '.join(omschreven.weg)}.",
                "Met --toch toont zij de cijfers van nu, die niet meer veranderen.",
            )
            _als_cijfers(f)
        return als_xml(wortel)


def _gedeelde_teksten(boek: Xlsx) -> list[Element]:
    deel = next((rel.doel for rel in boek.relaties("xl/workbook.xml") if rel.soort == "sharedStrings"), None)
    return [] if deel is None else list(ontleed(boek.bytes(deel)).iterchildren(tag("si")))


def zonder_formule(cel: Element) -> None:
    """Leave of a cell with a formula its last outcome."""
    f, v = cel.find(tag("f")), cel.find(tag("v"))
    cel.remove(f)
    if cel.get("t") == "str" and v is not None:  # a text that a formula gave
        cel.set("t", "inlineStr")
        inline = etree.Element(tag("is"))
        stuk = etree.SubElement(inline, tag("t"))
        stuk.text = v.text
        stuk.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        cel.replace(v, inline)


def _kort(tekst: str) -> str:
    return tekst if len(tekst) <= 60 else f"{tekst[:59]}…"


def _omhullend(element: Element) -> Element:
    """The rule around a formula of Excel's extension of a sheet."""
    for ouder in element.iterancestors():
        if ouder.tag.rpartition("}")[2] in ("cfRule", "dataValidation", "sparkline"):
            return ouder
    return element


def _haal_weg(element: Element) -> None:
    """Take an element out, and what is left empty around it."""
    ouder = element.getparent()
    if ouder is None:
        return
    ouder.remove(element)
    naam = ouder.tag.rpartition("}")[2]
    if naam in (
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "conditionalFormattings",
        "sparklines",
        "sparklineGroup",
    ):
        if not [kind for kind in ouder if kind.tag.rpartition("}")[2] not in ("sqref", "f")]:
            _haal_weg(ouder)
        elif ouder.get("count"):
            ouder.set("count", str(len(ouder)))


def _kaal(wortel: Element) -> None:
    """Without what belongs to the old workbook's window and code."""
    for eigenschap in wortel.iter(tag("sheetPr")):
        eigenschap.attrib.pop("codeName", None)
    for beeld in wortel.iter(tag("sheetView")):
        beeld.attrib.pop("tabSelected", None)
    for element in list(wortel.iterchildren(tag("customSheetViews"))):
        wortel.remove(element)


def _zonder_relaties(wortel: Element, weg: set[str]) -> None:
    """Without the elements that lead to a part that doesn't come along."""
    for element in [el for el in wortel.iter() if any(k.startswith(R) and w in weg for k, w in el.attrib.items())]:
        hoogste = element
        for ouder in element.iterancestors():
            if ouder.tag in (tag("ext"), tag("oleObjects"), tag("controls"), tag("customProperties")):
                hoogste = ouder
        if hoogste is not wortel and hoogste.getparent() is not None:
            hoogste.getparent().remove(hoogste)


def _als_cijfers(f: Element) -> None:
    """The reference of a series of a chart replaced by the figures or texts that the chart holds of it."""
    verwijzing = f.getparent()
    ouder = verwijzing.getparent()
    ruimte, _, soort = verwijzing.tag.rpartition("}")
    cache = next((kind for kind in verwijzing if kind.tag.endswith("Cache")), None)
    punten = [] if cache is None else list(cache.iter(f"{ruimte}}}pt"))
    if ouder.tag.endswith("}tx"):
        tekst = " ".join("".join(pt.itertext()) for pt in punten)
        if ouder.getparent().tag.endswith("}ser"):
            vast = etree.Element(f"{ruimte}}}v")
            vast.text = tekst
        else:
            a = "http://schemas.openxmlformats.org/drawingml/2006/main"
            vast = etree.fromstring(
                f'<c:rich xmlns:c="{ruimte[1:]}" xmlns:a="{a}"><a:bodyPr/><a:p><a:r><a:t/></a:r></a:p></c:rich>'
            )
            vast.find(f".//{{{a}}}t").text = tekst
        ouder.replace(verwijzing, vast)
        return
    naam = "numLit" if soort == "numRef" else "strLit"
    vast = etree.Element(f"{ruimte}}}{naam}")
    if cache is None or soort == "multiLvlStrRef":
        laag = None if cache is None else cache.find(f"{ruimte}}}lvl")
        punten = [] if laag is None else list(laag.iterchildren(f"{ruimte}}}pt"))
        etree.SubElement(vast, f"{ruimte}}}ptCount", val=str(len(punten)))
        vast.extend(copy.deepcopy(pt) for pt in punten)
    else:
        vast.extend(copy.deepcopy(kind) for kind in cache if not kind.tag.endswith("extLst"))
    ouder.replace(verwijzing, vast)


def eigen_bladen(boek: Xlsx, van_programma: frozenset[str]) -> Iterator[Bladdeel]:
    """The sheets of a master that the program doesn't make and never made."""
    return (blad for blad in boek.bladen if blad.naam not in van_programma)
