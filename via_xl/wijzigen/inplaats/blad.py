"""The XML of one sheet: a cell set, a row of cells put where nothing is yet, and the ranges that grow with a table.

Only what is asked changes. A text is written in the cell itself (an inline string), so that the list of shared texts stays
as it is; the style of a cell stays, and so does everything in the sheet that is no cell.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import islice

from lxml import etree
from msgspec import Struct

from via_xl.basis.kolommen import kolomletter, kolomnummer, letters_van
from via_xl.schrijven.boek import REGELHOOGTE
from via_xl.schrijven.taal.hoogte import HOOGSTE_RIJ, geteld
from via_xl.wijzigen.inplaats.werkmap import Element, als_xml, ontleed, tag

Celwaarde = str | int | float | bool | date | None

_RIJ, _CEL, _WAARDE, _FORMULE, _INLINE, _STUK = (tag(naam) for naam in ("row", "c", "v", "f", "is", "t"))
_UITKOMSTSOORT = {"s": "str", "b": "b"}
"""What a cell with a formula says of an outcome that is no number."""
_RUIMTE = "{http://www.w3.org/XML/1998/namespace}space"
_XM_SQREF = "{http://schemas.microsoft.com/office/excel/2006/main}sqref"
_MET_BEREIK = (tag("dataValidation"), tag("conditionalFormatting"))
_ADRES = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)\Z")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_GEWONE_BREEDTE = 8.43
_GEEN_WAARDE = frozenset((_WAARDE, _FORMULE, _INLINE))
_EINDE = b"</sheetData>"
_LEGE_RIJEN = re.compile(rb"(?:\s*<row [^<>]*(?:/>|>(?:\s*<c [^<>]*/>)*\s*</row>))+\s*")
_RIJNUMMER = re.compile(rb"<row [^<>]*?\br=\"([0-9]{1,7})\"")
_LANGE_STAART = 2**17
_MERK = "via-xl-staart"


class Groei(Struct, frozen=True):
    """A table that gets longer: its columns as letters, its last row of data until now, and the new one."""

    letters: frozenset[str]
    laatste: int
    nieuw: int


class Bladxml:
    """One sheet to change.

    Args:
        xml: the part of the sheet.
        dag_nul: the day that the workbook counts as 0 (30 December 1899, or 1 January 1904).
    """

    def __init__(self, xml: bytes, dag_nul: date) -> None:
        self._dag_nul = dag_nul
        self._staart = _staart(xml)
        self._lees(xml if self._staart is None else self._staart.rest)
        if self._staart is not None and not self._merken():  # what was taken away is in a comment
            self._staart = None
            self._lees(xml)

    def _lees(self, xml: bytes) -> None:
        self._wortel = ontleed(xml)
        gegevens = self._wortel.find(tag("sheetData"))
        if gegevens is None:
            raise ValueError("een blad zonder sheetData")
        self._gegevens: Element = gegevens
        self._rijen_tot_staart: dict[int, Element] = {}
        self._neem_rijen()
        self._op_volgorde = True

    def _neem_rijen(self) -> None:
        nummer = 0
        for rij in self._gegevens.iterchildren(_RIJ):
            nummer = int(rij.get("r") or nummer + 1)
            rij.set("r", str(nummer))
            self._rijen_tot_staart[nummer] = rij

    def _merken(self) -> list[Element]:
        """Where the empty rows at the end belong: the last thing among the rows."""
        laatste = islice(self._gegevens.iterchildren(reversed=True), 1)  # a slice would count all of them
        return [stuk for stuk in laatste if stuk.tag is etree.PI and stuk.target == _MERK]

    def _rijen(self, tot: int = 0) -> dict[int, Element]:
        """The rows by their number: those with a cell that holds something, and all others when ``tot`` is one of them."""
        if self._staart is not None and tot >= self._staart.vanaf:
            (merk,) = self._merken()
            for rij in self._staart.elementen(self._wortel):
                merk.addprevious(rij)
            self._gegevens.remove(merk)
            self._staart = None
            self._neem_rijen()
            self._op_volgorde = False
        return self._rijen_tot_staart

    def xml(self) -> bytes:
        """The part as it is now."""
        xml = als_xml(self._wortel)
        return xml if self._staart is None else xml.replace(f"<?{_MERK}?>".encode(), self._staart.rijen, 1)

    def cel(self, rij: int, letter: str) -> Element | None:
        """The element of a cell, or None when the sheet does not hold it."""
        element = self._rijen(rij).get(rij)
        return (
            None
            if element is None
            else next((cel for cel in _cellen(element) if cel.get("r") == f"{letter}{rij}"), None)
        )

    def bezet(self, rij: int, letters: Collection[str]) -> str:
        """The first cell of a row, in these columns, that holds a value or a formula; "" when there is none."""
        element = self._rijen(rij).get(rij)
        for cel in () if element is None else _cellen(element):
            if letters_van(cel.get("r")) in letters and not _is_leeg(cel):
                return str(cel.get("r"))
        return ""

    def zonder_invoer(self, rij: int, letters: Collection[str]) -> bool:
        """Whether a row holds, in these columns, nothing but formulas."""
        element = self._rijen(rij).get(rij)
        cellen = () if element is None else _cellen(element)
        return all(
            _is_leeg(cel) or cel.find(_FORMULE) is not None for cel in cellen if letters_van(cel.get("r")) in letters
        )

    def samengevoegd(self, rij: int, letters: Collection[str]) -> str:
        """The merged range that takes a cell of this row in one of these columns; "" when there is none."""
        for gebied in self._wortel.iter(tag("mergeCell")):
            links, boven, rechts, onder = _grenzen(gebied.get("ref", ""))
            if boven <= rij <= onder and any(links <= kolomnummer(letter) <= rechts for letter in letters):
                return str(gebied.get("ref"))
        return ""

    def formule(self, rij: int, letter: str) -> tuple[str, str] | None:
        """The formula of this cell, and the address of the cell in which it is written so: another one when cells share it.

        None when there is no formula, or one of several cells together.
        """
        cel = self.cel(rij, letter)
        formule = None if cel is None else cel.find(_FORMULE)
        if cel is None or formule is None or formule.get("t") in ("array", "dataTable"):
            return None
        if formule.text:
            return str(formule.text), str(cel.get("r"))
        return self._gedeeld.get(formule.get("si", "")) if formule.get("t") == "shared" else None

    @cached_property
    def _gedeeld(self) -> dict[str, tuple[str, str]]:
        """By their number the formulas that cells share, each with the cell in which it is written."""
        formules = ((formule, cel) for rij in self._rijen().values() for cel in _cellen(rij) for formule in cel)
        return {
            formule.get("si", ""): (str(formule.text), str(cel.get("r")))
            for formule, cel in formules
            if formule.tag == _FORMULE and formule.get("t") == "shared" and formule.text
        }

    def stijlen(self, rij: int) -> dict[str, str]:
        """By column letter the number of the style of each cell of a row."""
        element = self._rijen(rij).get(rij)
        if element is None:
            return {}
        return {letters_van(cel.get("r")): cel.get("s") for cel in _cellen(element) if cel.get("s")}

    def zet(
        self, rij: int, letter: str, waarde: Celwaarde, *, formule: str | None = None, stijl: str | None = None
    ) -> None:
        """Give a cell a value, or a formula with the value as its outcome; ``stijl`` None leaves the style as it is."""
        cel = self._maak_cel(rij, letter)
        for kenmerk in ("t", "cm", "vm"):
            cel.attrib.pop(kenmerk, None)
        for kind in list(cel):
            if kind.tag in _GEEN_WAARDE:
                cel.remove(kind)
        self._vul(cel, waarde, formule, stijl)

    def zet_rij(self, rij: int, cellen: Iterable[tuple[str, Celwaarde, str | None, str | None]]) -> None:
        """The same for cells of a row (column letter, value, formula, style), from left to right: quicker where the sheet has no such row."""
        if rij in self._rijen(rij):
            for letter, waarde, formule, stijl in cellen:
                self.zet(rij, letter, waarde, formule=formule, stijl=stijl)
            return
        element = self._maak_rij(rij)
        for letter, waarde, formule, stijl in cellen:
            self._vul(etree.SubElement(element, _CEL, r=f"{letter}{rij}"), waarde, formule, stijl)

    def _vul(self, cel: Element, waarde: Celwaarde, formule: str | None, stijl: str | None) -> None:
        """Fill a cell that has no value."""
        if stijl is not None:
            cel.set("s", stijl)
        plaats = 0
        if formule is not None:
            element = etree.Element(_FORMULE)
            element.text = formule
            cel.insert(plaats, element)
            plaats += 1
        self._zet_waarde(cel, plaats, waarde, is_uitkomst=formule is not None)

    def zet_uitkomsten(self, uitkomsten: Mapping[str, Celwaarde], formules: Mapping[str, str]) -> frozenset[str]:
        """Give formula cells (by address) another outcome; gives which became another.

        A cell without a formula is left alone, and so is one that ``formules`` names and that has another formula than that.
        """
        anders = set()
        for rij in self._rijen().values():
            for cel, formule, waarde in _andere_uitkomsten(_cellen(rij), uitkomsten, formules, self._dag_nul):
                soort, tekst = _als_tekst(waarde, self._dag_nul)
                if soort == "n":
                    cel.attrib.pop("t", None)
                else:
                    cel.set("t", _UITKOMSTSOORT[soort])
                in_cel = cel.find(_WAARDE)
                if in_cel is None:
                    in_cel = etree.Element(_WAARDE)
                    formule.addnext(in_cel)
                in_cel.text = tekst
                anders.add(cel.get("r"))
        return frozenset(anders)

    def maak_hoog(self, rij: int, teksten: Mapping[str, str]) -> None:
        """Make a row high enough for texts (by column letter) that go on in the next line; never lower than it is."""
        element = self._rijen(rij).get(rij)
        nodig = geteld(*((tekst, self._breedte(letter)) for letter, tekst in teksten.items()))
        if element is None or nodig <= REGELHOOGTE or nodig <= float(element.get("ht") or 0):
            return
        element.set("ht", f"{min(nodig, HOOGSTE_RIJ):g}")
        element.set("customHeight", "1")

    def _breedte(self, letter: str) -> float:
        nummer = kolomnummer(letter) + 1
        for kolom in self._wortel.iter(tag("col")):
            if int(kolom.get("min")) <= nummer <= int(kolom.get("max")):
                return max(1.0, float(kolom.get("width") or _GEWONE_BREEDTE))
        return _GEWONE_BREEDTE

    def groei(self, groei: Groei) -> None:
        """Let validations and conditional formats that go to the last row of a table go to its new last row."""
        for element in self._wortel.iter(*_MET_BEREIK):
            if element.get("sqref"):
                element.set("sqref", _gegroeid(element.get("sqref"), groei))
        for element in self._wortel.iter(_XM_SQREF):
            element.text = _gegroeid(element.text or "", groei)
        omvang = self._wortel.find(tag("dimension"))
        if omvang is not None:
            links, boven, rechts, onder = _grenzen(omvang.get("ref", "A1"))
            nummers = [kolomnummer(letter) for letter in groei.letters]
            hoeken = (min(links, *nummers), boven, max(rechts, *nummers), max(onder, groei.nieuw))
            omvang.set("ref", f"{kolomletter(hoeken[0])}{hoeken[1]}:{kolomletter(hoeken[2])}{hoeken[3]}")

    def _maak_cel(self, rij: int, letter: str) -> Element:
        element = self._rijen(rij).get(rij)
        if element is None:
            element = self._maak_rij(rij)
        nummer = kolomnummer(letter)
        rechts = next(element.iterchildren(_CEL, reversed=True), None)
        erna = rechts is not None and kolomnummer(letters_van(rechts.get("r") or letter)) < nummer
        for cel in () if erna else _cellen(element):
            hier = kolomnummer(letters_van(cel.get("r")))
            if hier == nummer:
                return cel
            if hier > nummer:
                nieuw = etree.Element(_CEL, r=f"{letter}{rij}")
                cel.addprevious(nieuw)
                return nieuw
        nieuw = etree.Element(_CEL, r=f"{letter}{rij}")
        if rechts is not None:
            rechts.addnext(nieuw)
        else:
            element.insert(0, nieuw)
        element.attrib.pop("spans", None)
        return nieuw

    def _maak_rij(self, rij: int) -> Element:
        nieuw = etree.Element(_RIJ, r=str(rij))
        rijen = self._rijen(rij)
        laatste = next(reversed(rijen), 0) if self._op_volgorde else max(rijen, default=0)
        merken = self._merken()
        if rij > laatste and merken:
            merken[0].addprevious(nieuw)
        elif rij > laatste:
            self._gegevens.append(nieuw)
        else:
            later = min(nummer for nummer in rijen if nummer > rij)
            rijen[later].addprevious(nieuw)
            self._op_volgorde = False
        rijen[rij] = nieuw
        return nieuw

    def _zet_waarde(self, cel: Element, plaats: int, waarde: Celwaarde, *, is_uitkomst: bool) -> None:
        if waarde is None and not is_uitkomst:
            return
        soort, tekst = _als_tekst(waarde, self._dag_nul)
        if soort == "s" and not is_uitkomst:
            cel.set("t", "inlineStr")
            inline = etree.Element(_INLINE)
            stuk = etree.SubElement(inline, _STUK)
            stuk.text = tekst
            if tekst != tekst.strip():
                stuk.set(_RUIMTE, "preserve")
            cel.insert(plaats, inline)
            return
        if soort != "n":
            cel.set("t", _UITKOMSTSOORT[soort])
        element = etree.Element(_WAARDE)
        element.text = tekst
        cel.insert(plaats, element)


class _Staart(Struct, frozen=True):
    """The empty rows at the end of a sheet, a hundred thousand maybe, which cost a tree of their own when they are parsed.

    ``rest`` is the sheet with a mark in the place of ``rijen``; the lowest number among those is ``vanaf``.
    """

    rest: bytes
    rijen: bytes
    vanaf: int

    def elementen(self, wortel: Element) -> list[Element]:
        """The rows, parsed with the namespaces of the sheet."""
        namen = "".join(f' xmlns{f":{kort}" if kort else ""}="{lang}"' for kort, lang in wortel.nsmap.items())
        return list(ontleed(b"<staart%s>%s</staart>" % (namen.encode(), self.rijen)))


def _staart(xml: bytes) -> _Staart | None:
    """The empty rows at the end of the part of a sheet, when they are many and written plainly."""
    einde = xml.rfind(_EINDE)
    inhoud = max(xml.rfind(stuk, 0, einde) for stuk in (b"<v", b"<f", b"<is", b"<sheetData"))
    dicht = xml.find(b">" if xml.startswith(b"<sheetData", inhoud) else b"</row>", inhoud)
    begin = dicht + (1 if xml.startswith(b"<sheetData", inhoud) else len(b"</row>"))
    rijen = xml[begin:einde]
    if (
        min(einde, inhoud, dicht) < 0
        or len(rijen) < _LANGE_STAART
        or not rijen.isascii()
        or not _LEGE_RIJEN.fullmatch(rijen)
    ):
        return None
    nummers = _RIJNUMMER.findall(rijen)
    if len(nummers) != rijen.count(b"<row "):
        return None
    return _Staart(xml[:begin] + f"<?{_MERK}?>".encode() + xml[einde:], rijen, min(map(int, nummers)))


def _cellen(rij: Element) -> list[Element]:
    """The cells of a row, each with its address also where the file leaves those out."""
    cellen = list(rij.iterchildren(_CEL))
    if any(cel.get("r") is None for cel in cellen):
        nummer = -1
        for cel in cellen:
            adres = cel.get("r")
            nummer = kolomnummer(letters_van(adres)) if adres else nummer + 1
            cel.set("r", f"{kolomletter(nummer)}{rij.get('r')}")
    return cellen


def staan_er(xml: bytes, uitkomsten: Mapping[str, Celwaarde], formules: Mapping[str, str], dag_nul: date) -> bool:
    """Whether :meth:`Bladxml.zet_uitkomsten` would find nothing to set in the part of a sheet; read no further than needed."""
    laatste = max((int(adres.lstrip(_LETTERS)) for adres in uitkomsten), default=0)
    nummer = 0
    for _, rij in etree.iterparse(io.BytesIO(xml), tag=_RIJ, resolve_entities=False, no_network=True, huge_tree=True):
        nummer = int(rij.get("r") or nummer + 1)
        rij.set("r", str(nummer))
        if any(_andere_uitkomsten(_cellen(rij), uitkomsten, formules, dag_nul)):
            return False
        if nummer >= laatste:
            break
        rij.clear()
    return True


def _andere_uitkomsten(
    cellen: Iterable[Element], uitkomsten: Mapping[str, Celwaarde], formules: Mapping[str, str], dag_nul: date
) -> Iterator[tuple[Element, Element, Celwaarde]]:
    """The cells that have another outcome than this, each with its formula and what the outcome must be."""
    for cel in cellen:
        adres = cel.get("r")
        if adres not in uitkomsten or (formule := cel.find(_FORMULE)) is None:
            continue
        gedeeld = formule.get("t") == "shared" and not formule.text
        if gedeeld or adres not in formules or formules[adres] == formule.text:
            soort, tekst = _als_tekst(uitkomsten[adres], dag_nul)
            in_cel = cel.find(_WAARDE)
            soort_nu = cel.get("t", "n").replace("str", "s")
            if in_cel is None or soort_nu != soort or not _zelfde(in_cel.text or "", tekst, soort):
                yield cel, formule, uitkomsten[adres]


def _is_leeg(cel: Element) -> bool:
    for kind in cel:
        if kind.tag == _FORMULE or (kind.tag == _WAARDE and kind.text):
            return False
        if kind.tag == _INLINE and "".join(kind.itertext()):
            return False
    return True


def _als_tekst(waarde: Celwaarde, dag_nul: date) -> tuple[str, str]:
    """Kind (``n`` number, ``b`` truth, ``s`` text) and text of a value as a cell holds it."""
    if isinstance(waarde, bool):
        return "b", str(int(waarde))
    if isinstance(waarde, date):
        return "n", str((waarde - dag_nul).days)
    if isinstance(waarde, int | float):
        return "n", repr(waarde)
    return "s", waarde or ""


def _zelfde(nu: str, wordt: str, soort: str) -> bool:
    """Whether two outcomes are the same; a number may be written in more than one way (``1.0E-2``)."""
    if nu == wordt or soort != "n":
        return nu == wordt
    try:
        return float(nu) == float(wordt)
    except ValueError:
        return False


def _gegroeid(bereiken: str, groei: Groei) -> str:
    """Ranges (``A6:A9 C6:C9``) of which those that end at the table's last row end at the new one."""
    return " ".join(_een_gegroeid(bereik, groei) for bereik in bereiken.split())


def _een_gegroeid(bereik: str, groei: Groei) -> str:
    delen = bereik.split(":")
    plekken = [_ADRES.match(deel) for deel in delen]
    if any(plek is None for plek in plekken):
        return bereik
    eerste, laatste = plekken[0], plekken[-1]
    if laatste is None or eerste is None or int(laatste[2]) != groei.laatste:
        return bereik
    nummers = [kolomnummer(letter) for letter in groei.letters]
    if not min(nummers) <= kolomnummer(eerste[1]) <= kolomnummer(laatste[1]) <= max(nummers):
        return bereik
    return f"{delen[0]}:{delen[-1].removesuffix(laatste[2])}{groei.nieuw}"


def _grenzen(bereik: str) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a range; columns count from 0, rows from 1."""
    plekken = [_ADRES.match(deel) for deel in bereik.split(":")]
    eerste, laatste = plekken[0], plekken[-1]
    if eerste is None or laatste is None:
        return 0, 1, 0, 1
    return kolomnummer(eerste[1]), int(eerste[2]), kolomnummer(laatste[1]), int(laatste[2])
