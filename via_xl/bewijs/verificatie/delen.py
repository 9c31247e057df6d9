"""Two packages held beside each other: what differs in words, and every part that differs at least once.

Of a sheet that is each cell (value, stored result, formula, number format, look), each row and column, and what else
stands in it; of the workbook its sheets and names. The parts were judged before: no document type, of modest size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.xml.functions import fromstring, tostring

Delen = Mapping[str, bytes]
Verschil = tuple[str, str, str]
"""Sheet, cell, and what is the matter."""

WERKMAP, STIJLEN, TEKSTEN = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
_RELATIES = "xl/_rels/workbook.xml.rels"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SOORTEN = (
    ("xl/charts/", "de grafiek"),
    ("xl/tables/", "de tabel"),
    ("xl/drawings/", "een tekening"),
    ("xl/theme/", "het thema (kleuren en letters)"),
    ("docProps/", "de eigenschappen van het document"),
    (STIJLEN, "de opmaak"),
    (TEKSTEN, "de lijst van teksten"),
    (WERKMAP, "de werkmap"),
)
_VERBORGEN = frozenset(("1", "true"))


@dataclass(frozen=True)
class _Cel:
    """A cell as the file has it: what it shows or has stored, its formula, and its look."""

    waarde: str
    formule: str | None
    notatie: str
    opmaak: str


class _Pakket:
    """The parts of one package, with what they mean."""

    def __init__(self, delen: Delen) -> None:
        self.delen = delen

    def xml(self, deel: str) -> Any:
        """A part as a tree; an empty one when it isn't XML."""
        try:
            return fromstring(self.delen[deel])
        except Exception:  # whatever a parser says: the part then differs as a whole
            return fromstring(b"<leeg/>")

    @cached_property
    def bladen(self) -> dict[str, tuple[str, str]]:
        """Per part of a sheet its name and state, in order."""
        doelen = {r.get("Id"): str(r.get("Target")) for r in self.xml(_RELATIES)}
        uit: dict[str, tuple[str, str]] = {}
        for blad in self.xml(WERKMAP).findall("{*}sheets/{*}sheet"):
            doel = doelen.get(blad.get(_ID), "")
            deel = doel.lstrip("/") if doel.startswith("/") else str(PurePosixPath("xl") / doel)
            uit[deel] = (blad.get("name", ""), blad.get("state", "visible"))
        return uit

    @cached_property
    def namen(self) -> dict[str, str]:
        """What each defined name refers to."""
        namen = self.xml(WERKMAP).findall("{*}definedNames/{*}definedName")
        return {" ".join(filter(None, (n.get("name"), n.get("localSheetId")))): _kaal(n) for n in namen}

    @cached_property
    def teksten(self) -> list[str]:
        """The shared strings, with the look inside them."""
        if TEKSTEN not in self.delen:
            return []
        return ["".join(t.text or "" for t in si.iter("{*}t")) for si in self.xml(TEKSTEN).findall("{*}si")]

    @cached_property
    def opmaken(self) -> list[tuple[str, str]]:
        """Per style index the number format, and all of its look as a text."""
        if STIJLEN not in self.delen:
            return []
        wortel = self.xml(STIJLEN)
        formaten = {n.get("numFmtId"): n.get("formatCode", "") for n in wortel.findall("{*}numFmts/{*}numFmt")}
        lijsten = {
            soort: [_kaal(e) for e in wortel.findall(f"{{*}}{lijst}/*")]
            for soort, lijst in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))
        }
        uit = []
        for xf in wortel.findall("{*}cellXfs/{*}xf"):
            nummer = xf.get("numFmtId", "0")
            notatie = formaten.get(nummer) or BUILTIN_FORMATS.get(_getal(nummer), nummer)
            delen = [_uit(lijst, xf.get(soort)) for soort, lijst in lijsten.items()]
            uit.append((notatie, "|".join((*delen, *(_kaal(kind) for kind in xf)))))
        return uit

    def cellen(self, blad: Any) -> dict[str, _Cel]:
        """Every cell of a sheet."""
        uit: dict[str, _Cel] = {}
        for cel in blad.iterfind("{*}sheetData/{*}row/{*}c"):
            soort, f, v = cel.get("t", "n"), cel.find("{*}f"), cel.find("{*}v")
            waarde = (v.text if v is not None else None) or ""
            if soort == "s":
                waarde = _uit(self.teksten, waarde)
            elif soort == "inlineStr":
                waarde = "".join(t.text or "" for t in cel.iter("{*}t"))
            notatie, opmaak = _uit(self.opmaken, cel.get("s", "0")) or ("", "")
            formule = None if f is None else (f.text or "") + "".join(f" {k}={v}" for k, v in sorted(f.attrib.items()))
            plaats = cel.get("r", "?")
            uit[plaats if plaats not in uit else f"{plaats} (dubbel)"] = _Cel(waarde, formule, notatie, opmaak)
        return uit


def _getal(tekst: str | None) -> int:
    return int(tekst) if tekst and re.fullmatch(r"\d{1,9}", tekst) else -1


def _uit(lijst: list[Any], nummer: str | None) -> Any:
    plaats = _getal(nummer)
    return lijst[plaats] if 0 <= plaats < len(lijst) else ""


def _kaal(element: Any) -> str:
    tekst: str = tostring(element).decode() if element.get("name") is None or len(element) else element.text or ""
    return tekst


def verschillen(gevonden: Delen, hoort: Delen) -> Iterator[Verschil]:
    """What differs: the sheets and their cells first, then the rest; each part that differs is named."""
    hier, daar = _Pakket(gevonden), _Pakket(hoort)
    for deel in sorted(hoort.keys() - gevonden.keys()):
        yield "", deel, f"{_soort(deel)} ontbreekt."
    for deel in sorted(gevonden.keys() - hoort.keys()):
        yield "", deel, f"{_soort(deel)} hoort er niet in."
    anders = {deel for deel in gevonden.keys() & hoort.keys() if gevonden[deel] != hoort[deel]}
    genoemd: set[str] = set()
    if WERKMAP in anders:
        over_werkmap = list(_werkmap(hier, daar))
        genoemd |= {WERKMAP} if over_werkmap else set()
        yield from over_werkmap
    # The look and the texts of a sheet's cells stand in other parts: then every sheet is looked at.
    for deel, (blad, _) in daar.bladen.items():
        if deel in gevonden.keys() & hoort.keys() and (deel in anders or anders & {STIJLEN, TEKSTEN}):
            for cel, wat, uit_deel in _blad(hier, daar, deel, eigen_deel=deel in anders):
                genoemd.add(deel if deel in anders else uit_deel)
                yield blad, cel, wat
    for deel in sorted(anders - genoemd):
        blad = daar.bladen.get(deel, ("", ""))[0]
        yield blad, "" if blad else deel, f"{_soort(deel)} is anders dan het programma die maakt."


def _soort(deel: str) -> str:
    gevonden = next((wat for begin, wat in _SOORTEN if deel.startswith(begin)), None)
    if deel.startswith("xl/worksheets/") and not deel.endswith(".rels"):
        gevonden = "een onderdeel van het blad"
    return f"{gevonden} ({deel})" if gevonden else f"onderdeel {deel}"


def _werkmap(hier: _Pakket, daar: _Pakket) -> Iterator[Verschil]:
    for deel, (naam, staat) in daar.bladen.items():
        if deel not in hier.bladen:
            yield naam, "", "het blad is er niet meer."
            continue
        naam_hier, staat_hier = hier.bladen[deel]
        if naam_hier != naam:
            yield naam_hier, "", f"het blad heet {naam_hier} en hoort {naam} te heten."
        if staat_hier != staat:
            yield naam_hier, "", f"het blad is {'verborgen' if staat_hier != 'visible' else 'zichtbaar'}."
    for deel in hier.bladen.keys() - daar.bladen.keys():
        yield hier.bladen[deel][0], "", "dit blad hoort er niet in."
    if list(hier.bladen) != list(daar.bladen) and hier.bladen.keys() == daar.bladen.keys():
        yield "", "", "de bladen staan in een andere volgorde."
    for naam in sorted(hier.namen.keys() | daar.namen.keys()):
        gevonden, hoort = hier.namen.get(naam), daar.namen.get(naam)
        if gevonden != hoort:
            yield (
                "",
                naam,
                f"de naam {naam} verwijst naar {gevonden or 'niets'} en hoort naar {hoort or 'niets'} te verwijzen.",
            )


def _blad(hier: _Pakket, daar: _Pakket, deel: str, *, eigen_deel: bool) -> Iterator[tuple[str, str, str]]:
    """Cell, what, and the part that it comes from when the sheet's own part is the same."""
    gevonden, hoort = hier.xml(deel), daar.xml(deel)
    cellen, horen = hier.cellen(gevonden), daar.cellen(hoort)
    for cel in sorted(cellen.keys() | horen.keys(), key=_volgorde):
        for wat, uit_deel in _cel(cellen.get(cel), horen.get(cel)):
            yield cel, wat, uit_deel
    if eigen_deel:
        for naam in ("cols/col", "sheetData/row"):
            pad = "/".join(f"{{*}}{stap}" for stap in naam.split("/"))
            yield from _stroken(gevonden.findall(pad), hoort.findall(pad), kolom=naam.startswith("cols"))
        yield from _overig(gevonden, hoort, deel)


def _volgorde(cel: str) -> tuple[int, int, str]:
    delen = re.match(r"([A-Z]*)(\d*)", cel)
    return (int(delen[2] or 0), len(delen[1]), cel) if delen else (0, 0, cel)


def _cel(gevonden: _Cel | None, hoort: _Cel | None) -> Iterator[tuple[str, str]]:
    if gevonden is None or hoort is None:
        staat = hoort if gevonden is None else gevonden
        inhoud = _toon((staat.formule and f"={staat.formule}") or staat.waarde) if staat else "leeg"
        yield (
            (
                f"de cel ontbreekt; er hoort {inhoud}."
                if gevonden is None
                else f"hier hoort geen cel; er staat {inhoud}."
            ),
            "",
        )
        return
    if gevonden.formule != hoort.formule:
        if gevonden.formule is None:
            yield f"er staat {_toon(gevonden.waarde)} in plaats van de formule ={hoort.formule}.", ""
        else:
            verwacht = "geen formule" if hoort.formule is None else f"={hoort.formule}"
            yield f"de formule is ={gevonden.formule} en hoort {verwacht} te zijn.", ""
    if gevonden.waarde != hoort.waarde and (gevonden.formule is not None or hoort.formule is None):
        wat = "opgeslagen is" if gevonden.formule is not None else "er staat"
        yield f"{wat} {_toon(gevonden.waarde)} en dat hoort {_toon(hoort.waarde)} te zijn.", TEKSTEN
    if gevonden.notatie != hoort.notatie:
        yield f"de getalnotatie is {gevonden.notatie} en hoort {hoort.notatie} te zijn.", STIJLEN
    elif gevonden.opmaak != hoort.opmaak:
        yield "de opmaak (letter, kleur, rand, uitlijning of beveiliging) is een andere.", STIJLEN


def _toon(waarde: str) -> str:
    return waarde if waarde else "leeg"


def _stroken(gevonden: list[Any], hoort: list[Any], *, kolom: bool) -> Iterator[tuple[str, str, str]]:
    """Rows, or columns, that are hidden or look otherwise."""
    sleutel, woord = ("min", "kolom") if kolom else ("r", "rij")
    hier, daar = ({e.get(sleutel, ""): dict(e.attrib) for e in rij} for rij in (gevonden, hoort))
    for nummer in sorted(hier.keys() | daar.keys(), key=_getal):
        een, ander = hier.get(nummer, {}), daar.get(nummer, {})
        if een == ander:
            continue
        if een.get("hidden") in _VERBORGEN and ander.get("hidden") not in _VERBORGEN:
            yield nummer, f"{woord} {nummer} is verborgen.", ""
        else:
            yield nummer, f"{woord} {nummer} heeft een andere hoogte, breedte of opmaak.", ""


def _overig(gevonden: Any, hoort: Any, deel: str) -> Iterator[tuple[str, str, str]]:
    """The other elements of a sheet (protection, merged cells, validations …), by the name that the format gives them."""
    hier, daar = (
        [(_naam(e), tostring(e)) for e in blad if _naam(e) not in ("sheetData", "cols")] for blad in (gevonden, hoort)
    )
    for naam in dict.fromkeys(naam for naam, _ in (*daar, *hier)):
        if [tekst for n, tekst in hier if n == naam] != [tekst for n, tekst in daar if n == naam]:
            yield "", f"{_ELEMENTEN.get(naam, 'een eigenschap van het blad')} ({naam}) is anders.", deel


def _naam(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


_ELEMENTEN = {
    "sheetProtection": "de beveiliging van het blad",
    "mergeCells": "welke cellen zijn samengevoegd",
    "dataValidations": "wat in een cel mag worden ingevuld",
    "conditionalFormatting": "de opmaak die van de waarde afhangt",
    "hyperlinks": "de koppelingen",
    "sheetViews": "hoe het blad wordt getoond",
    "autoFilter": "het filter",
    "dimension": "het gebied dat het blad beslaat",
    "pageSetup": "hoe het blad wordt afgedrukt",
    "headerFooter": "de kop of voet van de afdruk",
    "tableParts": "de tabellen",
    "drawing": "de tekeningen",
    "sheetPr": "de kleur van de tab, of hoe het op de pagina past",
}
