"""What only Excel holds against a workbook: the rules of its package that no schema says, each looked at in the file itself.

Written from the specification (ECMA-376) and from what Excel repairs, and not from what writes our workbooks.
"""

from __future__ import annotations

import json
import posixpath
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl.utils.cell import range_boundaries

GEREEDSCHAP = Path(__file__).parents[1] / "gereedschap"
_RIJEN = 1_048_576
_FOUTLANGTE, _VRAAGLENGTE, _TITELLENGTE, _LIJSTLENGTE = 225, 255, 32, 255
_NAAM = re.compile(r"(?:_xlnm\.)?[A-Za-z_\\][\w.\\]*")
_CELACHTIG = re.compile(r"[A-Za-z]{1,3}\d+|[RKCrkc]|[Rr]\d*[CcKk]\d*")
_GESTRUCTUREERD = re.compile(r"\w\[")
_BLADNAAM = re.compile(r"[^\[\]:*?/\\']([^\[\]:*?/\\]{0,29}[^\[\]:*?/\\'])?")

Gebied = tuple[int, int, int, int]
"""The first column, the first row, the last column and the last row."""


def gebreken(pad: Path) -> list[str]:
    """What Excel would repair, or refuse, in a workbook."""
    with zipfile.ZipFile(pad) as pakket:
        return list(_Pakket(pakket).gebreken())


def formules(pad: Path) -> dict[str, int]:
    """How many cells of each sheet have a formula."""
    with zipfile.ZipFile(pad) as pakket:
        deel = _Pakket(pakket)
        return {naam: len(blad.findall(".//{*}c/{*}f")) for naam, _, blad in deel.bladen}


def elders(paden: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """The sheets and the number of formulas that SheetJS and ExcelJS find, by path and program."""
    opdracht = ["node", str(GEREEDSCHAP / "tel_formules.js"), *map(str, paden)]
    klaar = subprocess.run(opdracht, capture_output=True, encoding="utf-8", check=False)
    if klaar.returncode:
        raise RuntimeError(f"tel_formules.js werkt niet: {klaar.stderr.strip()}")
    uit: dict[str, dict[str, Any]] = json.loads(klaar.stdout)
    return uit


class _Pakket:
    """A workbook as its parts."""

    def __init__(self, pakket: zipfile.ZipFile) -> None:
        self._namen = pakket.namelist()
        self._delen = {naam: pakket.read(naam) for naam in self._namen}

    def gebreken(self) -> Iterator[str]:
        """Everything that is wrong."""
        mis = [f"{naam} staat {n} keer in het pakket" for naam, n in Counter(self._namen).items() if n > 1]
        mis += [*self._soorten(), *self._doelloos()]
        if mis:  # what follows reads the parts by their relations
            yield from mis
            return
        yield from self._verwijzingen()
        yield from self._werkmap()
        yield from self._tabellen()
        for naam, deel, blad in self.bladen:
            yield from (f"{naam}: {wat}" for wat in self._blad(deel, blad))

    def xml(self, deel: str) -> Any:
        """A part, parsed."""
        return etree.fromstring(self._delen[deel])

    @cached_property
    def bladen(self) -> list[tuple[str, str, Any]]:
        """The name, the part and the content of each sheet."""
        doelen = self.doelen("xl/workbook.xml")
        uit = []
        for blad in self._boek.findall("{*}sheets/{*}sheet"):
            deel = doelen[next(waarde for naam, waarde in blad.items() if naam.endswith("}id"))]
            uit.append((blad.get("name"), deel, self.xml(deel)))
        return uit

    @cached_property
    def _boek(self) -> Any:
        return self.xml("xl/workbook.xml")

    def doelen(self, deel: str) -> dict[str, str]:
        """Where the relations of a part lead, by their id."""
        ouder, naam = posixpath.split(deel)
        relaties = f"{ouder}/_rels/{naam}.rels".lstrip("/")
        if relaties not in self._delen:
            return {}
        return {
            relatie.get("Id"): self._doel(ouder, relatie)
            for relatie in self.xml(relaties)
            if relatie.get("TargetMode") != "External"
        }

    def _doel(self, ouder: str, relatie: Any) -> str:
        return posixpath.normpath(posixpath.join("/", ouder, relatie.get("Target"))).lstrip("/")

    # --- the package

    def _soorten(self) -> Iterator[str]:
        soorten = self.xml("[Content_Types].xml")
        los = [o.get("PartName").lstrip("/") for o in soorten.findall("{*}Override")]
        achter = {d.get("Extension").lower() for d in soorten.findall("{*}Default")}
        yield from (f"het soort van {naam} staat er {n} keer" for naam, n in Counter(los).items() if n > 1)
        yield from (f"{naam} heeft een soort en is er niet" for naam in los if naam not in self._delen)
        for naam in self._delen:
            if naam not in (*los, "[Content_Types].xml") and naam.rpartition(".")[2].lower() not in achter:
                yield f"{naam} heeft geen soort"

    def _doelloos(self) -> Iterator[str]:
        for deel in self._delen:
            if not deel.endswith(".rels"):
                continue
            ouder = posixpath.dirname(posixpath.dirname(deel))
            nummers = Counter(relatie.get("Id") for relatie in self.xml(deel))
            yield from (f"{deel}: {nummer} staat er {n} keer" for nummer, n in nummers.items() if n > 1)
            for relatie in self.xml(deel):
                if relatie.get("TargetMode") != "External" and self._doel(ouder, relatie) not in self._delen:
                    yield f"{deel}: {relatie.get('Target')} is er niet"

    def _verwijzingen(self) -> Iterator[str]:
        for _, deel, blad in (*self.bladen, ("", "xl/workbook.xml", self._boek)):
            bekend = self._nummers(deel)
            for element in blad.iter(etree.Element):
                for naam, waarde in element.items():
                    if "officeDocument/2006/relationships}" in naam and waarde not in bekend:
                        yield f"{deel}: {waarde} is geen relatie"

    def _nummers(self, deel: str) -> set[str]:
        ouder, naam = posixpath.split(deel)
        relaties = f"{ouder}/_rels/{naam}.rels"
        return {relatie.get("Id") for relatie in self.xml(relaties)} if relaties in self._delen else set()

    # --- the workbook

    def _werkmap(self) -> Iterator[str]:
        namen = [naam for naam, _, _ in self.bladen]
        dubbel = Counter(naam.casefold() for naam in namen)
        yield from (f"blad {naam} staat er {n} keer" for naam, n in dubbel.items() if n > 1)
        yield from (f"{naam!r} is geen bladnaam" for naam in namen if not _BLADNAAM.fullmatch(naam))
        gezien: Counter[tuple[str | None, str]] = Counter()
        for naam in self._boek.findall("{*}definedNames/{*}definedName"):
            gezien[naam.get("localSheetId"), naam.get("name").casefold()] += 1
            if not _NAAM.fullmatch(naam.get("name")) or _CELACHTIG.fullmatch(naam.get("name")):
                yield f"{naam.get('name')} kan geen naam zijn"
            if len(naam.get("name")) > 255 or not naam.text or len(naam.text) > 8192:
                yield f"naam {naam.get('name')} is te lang of verwijst nergens naar"
            if int(naam.get("localSheetId", 0)) >= len(namen):
                yield f"naam {naam.get('name')} is van een blad dat er niet is"
        yield from (f"naam {naam} staat er {n} keer" for (_, naam), n in gezien.items() if n > 1)
        codes = [self._boek.find("{*}workbookPr"), *(blad.find("{*}sheetPr") for _, _, blad in self.bladen)]
        code = [element.get("codeName") for element in codes if element is not None and element.get("codeName")]
        if len({naam.casefold() for naam in code}) != len(code):
            yield "twee bladen hebben dezelfde codenaam"
        if "xl/vbaProject.bin" in self._delen and len(code) != len(namen) + 1:
            yield f"{len(code)} codenamen bij {len(namen)} bladen"

    # --- tables

    @cached_property
    def _per_blad(self) -> dict[str, list[Any]]:
        return {
            deel: [
                self.xml(self.doelen(deel)[t.attrib.values()[0]]) for t in blad.findall("{*}tableParts/{*}tablePart")
            ]
            for _, deel, blad in self.bladen
        }

    def _tabellen(self) -> Iterator[str]:
        alle = [tabel for tabellen in self._per_blad.values() for tabel in tabellen]
        namen = Counter(tabel.get("displayName").casefold() for tabel in alle)
        namen.update(n.get("name").casefold() for n in self._boek.findall("{*}definedNames/{*}definedName"))
        for tabel in alle:
            naam = tabel.get("displayName")
            if namen[naam.casefold()] > 1 or not _NAAM.fullmatch(naam) or _CELACHTIG.fullmatch(naam):
                yield f"tabel {naam} heeft een naam die niet kan of al bestaat"
        nummers = Counter(tabel.get("id") for tabel in alle)
        yield from (f"tabelnummer {nummer} staat er {n} keer" for nummer, n in nummers.items() if n > 1)
        if sum(naam.startswith("xl/tables/") for naam in self._delen) != len(alle):
            yield "er is een tabel die op geen blad staat"

    def _tabel(self, tabel: Any, cellen: dict[tuple[int, int], Any]) -> Iterator[str]:
        naam, (links, boven, rechts, onder) = tabel.get("displayName"), range_boundaries(tabel.get("ref"))
        kolommen = tabel.findall("{*}tableColumns/{*}tableColumn")
        koppen = [kolom.get("name") for kolom in kolommen]
        if len(koppen) != rechts - links + 1 or onder <= boven or onder > _RIJEN:
            yield f"{naam} heeft {len(koppen)} kolommen in {tabel.get('ref')}"
        if len({kop.casefold() for kop in koppen}) != len(koppen) or len({k.get("id") for k in kolommen}) != len(
            koppen
        ):
            yield f"{naam} heeft twee kolommen met een zelfde naam of nummer"
        filterbereik = tabel.find("{*}autoFilter")
        if filterbereik is not None and filterbereik.get("ref") != tabel.get("ref"):
            yield f"{naam}: het filter staat op {filterbereik.get('ref')}"
        for plaats, kolom in enumerate(kolommen):
            kop = cellen.get((boven, links + plaats))
            if kop is None or self._tekst(kop) != koppen[plaats]:
                yield f"{naam}: boven {koppen[plaats]} staat iets anders"
            berekend = kolom.find("{*}calculatedColumnFormula")
            if berekend is not None:
                rijen = range(boven + 1, onder + 1)
                anders = [rij for rij in rijen if self._formule(cellen.get((rij, links + plaats))) != berekend.text]
                if anders:
                    yield f"{naam}[{koppen[plaats]}]: rij {anders[0]} heeft een andere formule dan de kolom"

    def _formule(self, cel: Any) -> str | None:
        formule = None if cel is None else cel.find("{*}f")
        return None if formule is None else str(formule.text)

    @cached_property
    def _teksten(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self._delen:
            return []
        return ["".join(t.text or "" for t in si.iter("{*}t")) for si in self.xml("xl/sharedStrings.xml")]

    def _tekst(self, cel: Any) -> str | None:
        waarde = cel.findtext("{*}v")
        if cel.get("t") == "s":
            return self._teksten[int(waarde)]
        if cel.get("t") == "inlineStr":
            return "".join(t.text or "" for t in cel.iter("{*}t"))
        return str(waarde) if cel.get("t") == "str" else None

    # --- a sheet

    @cached_property
    def _aantallen(self) -> tuple[int, int]:
        stijlen = self.xml("xl/styles.xml")
        return len(stijlen.find("{*}cellXfs")), len(stijlen.findall("{*}dxfs/{*}dxf"))

    def _blad(self, deel: str, blad: Any) -> Iterator[str]:
        cellen: dict[tuple[int, int], Any] = {}
        yield from self._cellen(blad, cellen)
        yield from self._teksten_en_regels(blad)
        tabellen = [range_boundaries(tabel.get("ref")) for tabel in self._per_blad[deel]]
        samen = [range_boundaries(m.get("ref")) for m in blad.findall("{*}mergeCells/{*}mergeCell")]
        yield from ("twee tabellen liggen over elkaar" for _ in _overlap(tabellen, tabellen))
        yield from ("samengevoegde cellen liggen over elkaar" for _ in _overlap(samen, samen))
        yield from ("samengevoegde cellen liggen in een tabel" for _ in _overlap(samen, tabellen))
        for tabel in self._per_blad[deel]:
            yield from self._tabel(tabel, cellen)

    def _cellen(self, blad: Any, cellen: dict[tuple[int, int], Any]) -> Iterator[str]:
        stijlen, opmaken = self._aantallen
        vorige_rij = 0
        for rij in blad.findall("{*}sheetData/{*}row"):
            nummer, vorige = int(rij.get("r")), 0
            if nummer <= vorige_rij:
                yield f"rij {nummer} komt na rij {vorige_rij}"
            vorige_rij = nummer
            for cel in rij:
                plek = cel.get("r")
                kol, waar, _, _ = range_boundaries(plek)
                cellen[waar, kol] = cel
                if waar != nummer or kol <= vorige:
                    yield f"{plek} staat niet op zijn plaats"
                vorige = kol
                yield from self._cel(cel, stijlen)
        for regel in blad.iter("{*}cfRule"):
            if int(regel.get("dxfId", 0)) >= max(opmaken, 1):
                yield f"opmaak {regel.get('dxfId')} is er niet"
        for kolom in blad.findall("{*}cols/{*}col"):
            if int(kolom.get("style", 0)) >= stijlen or int(kolom.get("max")) < int(kolom.get("min")):
                yield f"kolom {kolom.get('min')} klopt niet"

    def _cel(self, cel: Any, stijlen: int) -> Iterator[str]:
        plek, soort, waarde = cel.get("r"), cel.get("t", "n"), cel.findtext("{*}v")
        formule = cel.findtext("{*}f")
        if int(cel.get("s", 0)) >= stijlen:
            yield f"{plek} heeft stijl {cel.get('s')}, die er niet is"
        if soort == "s" and not (waarde or "").isdigit():
            yield f"{plek} verwijst naar geen tekst"
        elif soort == "s" and int(waarde) >= len(self._teksten):
            yield f"{plek} verwijst naar tekst {waarde}, die er niet is"
        elif soort == "n" and waarde is not None and not re.fullmatch(r"-?\d+(\.\d+)?([Ee][-+]?\d+)?", waarde):
            yield f"{plek} is geen getal: {waarde}"
        elif soort in ("s", "inlineStr", "str") and len(self._tekst(cel) or "") > 32_767:
            yield f"{plek} heeft een te lange tekst"
        if formule is not None and (len(formule) > 8192 or formule.startswith("=")):
            yield f"{plek} heeft een formule die niet kan"

    def _teksten_en_regels(self, blad: Any) -> Iterator[str]:
        for regel in blad.iter("{*}dataValidation"):
            waar = regel.get("sqref")
            maten = {
                "error": _FOUTLANGTE,
                "prompt": _VRAAGLENGTE,
                "errorTitle": _TITELLENGTE,
                "promptTitle": _TITELLENGTE,
            }
            yield from (f"{waar}: {naam} is te lang" for naam, n in maten.items() if len(regel.get(naam, "")) > n)
            for formule in regel:
                if _GESTRUCTUREERD.search(formule.text or "") and not (formule.text or "").startswith('"'):
                    yield f"{waar}: een keuze noemt een tabel: {formule.text}"
                if (formule.text or "").startswith('"') and len(formule.text) > _LIJSTLENGTE + 2:
                    yield f"{waar}: een te lange lijst"
        for formule in blad.iterfind(".//{*}cfRule/{*}formula"):
            if _GESTRUCTUREERD.search(formule.text or ""):
                yield f"een kleurregel noemt een tabel: {formule.text}"
        for tekst in blad.iterfind("{*}headerFooter/*"):
            if len(tekst.text or "") > 255:
                yield f"{tekst.tag} is te lang"
        if len(blad.findall(".//{*}hyperlink")) > 65_530:
            yield "te veel koppelingen"


def _overlap(deze: list[Gebied], die: list[Gebied]) -> Iterator[tuple[Gebied, Gebied]]:
    for nummer, een in enumerate(deze):
        for ander in die[nummer + 1 :] if deze is die else die:
            if een[0] <= ander[2] and ander[0] <= een[2] and een[1] <= ander[3] and ander[1] <= een[3]:
                yield een, ander
