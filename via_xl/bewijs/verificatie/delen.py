"""Two packages held beside each other: what differs in words, and every part that differs at least once.

Of a sheet that is each cell (value, stored result, formula, number format, look), each row and column, and what else
stands in it; of the workbook its sheets and names. The files were judged before: no document type, of modest size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, tostring

from msgspec import Struct

from via_xl.basis.vingerafdruk import delen_van
from via_xl.lezen.xlsx import NS, ONLEESBAAR, Bladdeel, Xlsx, celelementen

Verschil = tuple[str, str, str]
"""Sheet, cell, and what is the matter."""

WERKMAP, STIJLEN, TEKSTEN = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
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


class _Cel(Struct, frozen=True):
    """A cell as its file writes it: its value or stored result, its formula, its number format and its look."""

    waarde: str
    formule: str | None
    notatie: str
    opmaak: str


class _Bladinhoud:
    """A sheet of one of the two: its cells, its rows and columns, and the other elements in it."""

    def __init__(self, pakket: _Pakket, deel: Bladdeel) -> None:
        self.cellen: dict[str, _Cel] = {}
        self.rijen: list[dict[str, str]] = []
        stroom = pakket.boek.stroom(deel)
        for rij in stroom.rijen():
            self.rijen.append(rij.attrib)
            for _, element in celelementen(rij):
                plaats = element.get("r", "?")
                self.cellen[plaats if plaats not in self.cellen else f"{plaats} (dubbel)"] = pakket.cel(element)
        rest = stroom.rest()
        self.kolommen = [kolom.attrib for kolom in rest.iterfind(f"{NS}cols/{NS}col")]
        self.overig = [(_naam(e), tostring(e)) for e in rest if _naam(e) not in ("sheetData", "cols")]


class _Pakket:
    """One of the two workbooks, with what its cells show."""

    def __init__(self, boek: Xlsx) -> None:
        self.boek = boek
        self.bladen = {blad.deel: blad for blad in boek.bladen}
        nummers = {blad.naam: str(plaats) for plaats, blad in enumerate(boek.bladen)}
        self.namen = {" ".join(filter(None, (n.naam, nummers.get(n.blad)))): n.doel for n in boek.namen}

    @cached_property
    def notaties(self) -> list[str]:
        """The number format of each style."""
        return [opmaak.formaat for opmaak in self.boek.opmaken]

    @cached_property
    def opmaken(self) -> list[str]:
        """All of the look of each style, apart from its number format, as a text."""
        lijsten = {
            soort: [tostring(e).decode() for e in self.boek.stijlen.iterfind(f"{NS}{lijst}/*")]
            for soort, lijst in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))
        }
        return [
            "|".join(
                (
                    *(_uit(lijst, xf.get(soort)) for soort, lijst in lijsten.items()),
                    *(tostring(kind).decode() for kind in xf),
                )
            )
            for xf in self.boek.stijlen.iterfind(f"{NS}cellXfs/{NS}xf")
        ]

    def cel(self, element: Element) -> _Cel:
        """Read a cell from its XML element."""
        _, tekst, f = self.boek.ruw(element)
        formule = None if f is None else (f.text or "") + "".join(f" {k}={v}" for k, v in sorted(f.attrib.items()))
        stijl = element.get("s", "0")
        return _Cel(tekst or "", formule, _uit(self.notaties, stijl), _uit(self.opmaken, stijl))


def _getal(tekst: str | None) -> int:
    return int(tekst) if tekst and re.fullmatch(r"\d{1,9}", tekst) else -1


def _uit(lijst: Sequence[str], nummer: str | None) -> str:
    plaats = _getal(nummer)
    return lijst[plaats] if 0 <= plaats < len(lijst) else ""


def verschillen(hier: Path | IO[bytes], daar: Path | IO[bytes]) -> Iterator[Verschil]:
    """What differs: the sheets and their cells first, then the rest; each part that differs is named."""
    gevonden, hoort = delen_van(hier), delen_van(daar)
    for deel in sorted(hoort.keys() - gevonden.keys()):
        yield "", deel, f"{_soort(deel)} ontbreekt."
    for deel in sorted(gevonden.keys() - hoort.keys()):
        yield "", deel, f"{_soort(deel)} hoort er niet in."
    anders = {deel for deel in gevonden.keys() & hoort.keys() if gevonden[deel] != hoort[deel]}
    genoemd: set[str] = set()
    bladen: dict[str, str] = {}
    with Xlsx(daar) as ons:
        bladen = {blad.deel: blad.naam for blad in ons.bladen}
        # What can't be taken apart in words differs as a whole.
        with suppress(*ONLEESBAAR), Xlsx(hier) as boek:
            for blad, cel, wat, deel in _in_woorden(_Pakket(boek), _Pakket(ons), anders):
                genoemd.add(deel)
                yield blad, cel, wat
    for deel in sorted(anders - genoemd):
        naam = bladen.get(deel, "")
        yield naam, "" if naam else deel, f"{_soort(deel)} is anders dan het programma die maakt."


def _in_woorden(hier: _Pakket, daar: _Pakket, anders: set[str]) -> Iterator[tuple[str, str, str, str]]:
    """What differs in sheets, cells and names, each as sheet, cell, what differs, and the part of the package it is in."""
    if WERKMAP in anders:
        yield from ((blad, cel, wat, WERKMAP) for blad, cel, wat in _werkmap(hier, daar))
    # The look and the texts of a sheet's cells stand in other parts: then every sheet is looked at.
    for deel, blad in daar.bladen.items():
        if deel in hier.bladen and (deel in anders or anders & {STIJLEN, TEKSTEN}):
            with suppress(*ONLEESBAAR):
                een, ander = _Bladinhoud(hier, hier.bladen[deel]), _Bladinhoud(daar, blad)
                for cel, wat, uit_deel in _blad(een, ander, deel, eigen_deel=deel in anders):
                    yield blad.naam, cel, wat, deel if deel in anders else uit_deel


def _soort(deel: str) -> str:
    gevonden = next((wat for begin, wat in _SOORTEN if deel.startswith(begin)), None)
    if deel.startswith("xl/worksheets/") and not deel.endswith(".rels"):
        gevonden = "een onderdeel van het blad"
    return f"{gevonden} ({deel})" if gevonden else f"onderdeel {deel}"


def _werkmap(hier: _Pakket, daar: _Pakket) -> Iterator[Verschil]:
    for deel, ons in daar.bladen.items():
        if deel not in hier.bladen:
            yield ons.naam, "", "het blad is er niet meer."
            continue
        blad = hier.bladen[deel]
        if blad.naam != ons.naam:
            yield blad.naam, "", f"het blad heet {blad.naam} en hoort {ons.naam} te heten."
        if blad.staat != ons.staat:
            yield blad.naam, "", f"het blad is {'verborgen' if blad.staat != 'visible' else 'zichtbaar'}."
    for deel in hier.bladen.keys() - daar.bladen.keys():
        yield hier.bladen[deel].naam, "", "dit blad hoort er niet in."
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


def _blad(hier: _Bladinhoud, daar: _Bladinhoud, deel: str, *, eigen_deel: bool) -> Iterator[tuple[str, str, str]]:
    """What differs in one sheet, each as cell, what differs, and the part in which that is written ("": its own)."""
    for cel in sorted(hier.cellen.keys() | daar.cellen.keys(), key=_volgorde):
        for wat, uit_deel in _cel(hier.cellen.get(cel), daar.cellen.get(cel)):
            yield cel, wat, uit_deel
    if eigen_deel:
        yield from _stroken(hier.kolommen, daar.kolommen, "min", "kolom")
        yield from _stroken(hier.rijen, daar.rijen, "r", "rij")
        yield from _overig(hier.overig, daar.overig, deel)


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


def _stroken(
    gevonden: list[dict[str, str]], hoort: list[dict[str, str]], sleutel: str, woord: str
) -> Iterator[tuple[str, str, str]]:
    """Rows or columns (``woord``) that are hidden or formatted in one of the two sheets only."""
    hier, daar = ({strook.get(sleutel, ""): strook for strook in rij} for rij in (gevonden, hoort))
    for nummer in sorted(hier.keys() | daar.keys(), key=_getal):
        een, ander = hier.get(nummer, {}), daar.get(nummer, {})
        if een == ander:
            continue
        if een.get("hidden") in _VERBORGEN and ander.get("hidden") not in _VERBORGEN:
            yield nummer, f"{woord} {nummer} is verborgen.", ""
        else:
            yield nummer, f"{woord} {nummer} heeft een andere hoogte, breedte of opmaak.", ""


def _overig(hier: list[tuple[str, bytes]], daar: list[tuple[str, bytes]], deel: str) -> Iterator[tuple[str, str, str]]:
    """The other elements of a sheet (protection, merged cells, validations …), by the name that the format gives them."""
    for naam in dict.fromkeys(naam for naam, _ in (*daar, *hier)):
        if [tekst for n, tekst in hier if n == naam] != [tekst for n, tekst in daar if n == naam]:
            yield "", f"{_ELEMENTEN.get(naam, 'een eigenschap van het blad')} ({naam}) is anders.", deel


def _naam(element: Element) -> str:
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
