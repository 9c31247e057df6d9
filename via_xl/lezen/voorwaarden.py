"""Conditional formats: what they change about a cell, and whether they do so for what stands in it now.

A condition that compares a cell, a number or a text is followed, and so are NOT, AND, OR, ISBLANK, ISNUMBER, ISTEXT and LEN.
Of any other is said that it can't be told, never that it doesn't hold.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from msgspec import Struct

from via_xl.basis.kolommen import kolomnummer
from via_xl.lezen.bedekking import Gebied, vakken
from via_xl.lezen.kleuren import WIT, Kleur, Palet
from via_xl.lezen.xlsx import NS, waar

Celwaarde = Decimal | str | bool | None
Cellen = Mapping[tuple[int, int], Celwaarde]
"""What the cells of a sheet hold, by row and column from 0; one that isn't there is blank."""

_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_LEES = re.compile(
    r'\s*(?:(?P<getal>\d+(?:\.\d+)?)|"(?P<tekst>(?:[^"]|"")*)"|(?P<woord>[A-Za-z]+)(?=\()|(?P<waarheid>TRUE|FALSE)\b'
    r"|(?P<cel>\$?[A-Z]{1,3}\$?\d+)(?![\w!(:])|(?P<teken><>|<=|>=|[-+=<>(),]))\s*",
    re.IGNORECASE,
)
_CEL = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)\Z", re.IGNORECASE)
_VERGELIJK: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
_WOORD = {
    "equal": "=",
    "notEqual": "<>",
    "lessThan": "<",
    "greaterThan": ">",
    "lessThanOrEqual": "<=",
    "greaterThanOrEqual": ">=",
}
_LANGSTE = 200
"""A longer formula is not followed."""


class Voorwaarde(Struct, frozen=True):
    """A rule of a conditional format.

    ``letter``, ``achter`` and ``formaat`` are what it makes of the colour, the fill and the number format; None leaves it as it
    is. ``verbergt``: it puts a bar or a picture in the place of the number. ``tinten``: colours of which one can lie behind it.
    """

    sqref: str
    gebieden: tuple[Gebied, ...]
    soort: str
    bewerking: str
    formules: tuple[str, ...]
    voorrang: int
    stop: bool
    letter: Kleur | None = None
    achter: tuple[Kleur, ...] | None = None
    formaat: str | None = None
    verbergt: bool = False
    tinten: tuple[Kleur, ...] = ()

    @property
    def doet_iets(self) -> bool:
        """Whether it changes anything about how a number is seen: most only make it bold."""
        return bool(self.letter or self.achter is not None or self.formaat is not None or self.verbergt or self.tinten)

    def geldt(self, rij: int, kol: int, cellen: Cellen) -> bool | None:
        """Whether the condition holds for a cell; None when that can't be told."""
        waarde = cellen.get((rij, kol))
        if self.soort in ("dataBar", "iconSet", "colorScale"):
            return isinstance(waarde, Decimal)
        verschuiving = None
        if len(self.gebieden) == 1:
            verschuiving = rij - self.gebieden[0][0], kol - self.gebieden[0][1]
        try:
            uitkomsten = [_Rekenaar(formule, verschuiving, cellen).uitkomst() for formule in self.formules]
            return self._oordeel(waarde, uitkomsten)
        except _NietTeZeggen:
            return None

    def _oordeel(self, waarde: Celwaarde, met: list[Celwaarde]) -> bool:
        match self.soort:
            case "expression" if len(met) == 1:
                return _waarheid(met[0])
            case "cellIs" if self.bewerking in _WOORD and len(met) == 1:
                return _vergelijk(_WOORD[self.bewerking], waarde, met[0])
            case "cellIs" if self.bewerking in ("between", "notBetween") and len(met) == 2:
                tussen = _vergelijk(">=", waarde, met[0]) and _vergelijk("<=", waarde, met[1])
                return tussen is (self.bewerking == "between")
            case "containsBlanks" | "notContainsBlanks":
                leeg = waarde is None or (isinstance(waarde, str) and not waarde.strip())
                return leeg is (self.soort == "containsBlanks")
        raise _NietTeZeggen


class _NietTeZeggen(Exception):
    """A condition that isn't followed."""


class _Rekenaar:
    """A formula of a condition, as far as it is a comparison."""

    def __init__(self, formule: str, verschuiving: tuple[int, int] | None, cellen: Cellen) -> None:
        self._stukken: list[tuple[str, str]] = []
        self._verschuiving, self._cellen = verschuiving, cellen
        formule, plek = formule.removeprefix("="), 0
        if len(formule) > _LANGSTE:
            raise _NietTeZeggen
        while plek < len(formule):
            stuk = _LEES.match(formule, plek)
            if stuk is None:
                raise _NietTeZeggen
            soort = str(stuk.lastgroup)
            self._stukken.append((soort, stuk[soort]))
            plek = stuk.end()
        self._hier = 0

    def uitkomst(self) -> Celwaarde:
        """What comes out."""
        uit = self._vergelijking()
        if self._hier < len(self._stukken):
            raise _NietTeZeggen
        return uit

    def _volgende(self, teken: str = "") -> tuple[str, str]:
        if self._hier >= len(self._stukken) or (teken and self._stukken[self._hier] != ("teken", teken)):
            raise _NietTeZeggen
        self._hier += 1
        return self._stukken[self._hier - 1]

    def _ziet(self, *tekens: str) -> bool:
        return self._hier < len(self._stukken) and self._stukken[self._hier] in [("teken", teken) for teken in tekens]

    def _vergelijking(self) -> Celwaarde:
        links = self._deel()
        while self._ziet(*_VERGELIJK):
            teken = self._volgende()[1]
            links = _vergelijk(teken, links, self._deel())
        return links

    def _deel(self) -> Celwaarde:
        soort, tekst = self._volgende()
        match soort, tekst.upper():
            case "getal", _:
                return Decimal(tekst)
            case "tekst", _:
                return tekst.replace('""', '"')
            case "waarheid", woord:
                return woord == "TRUE"
            case "cel", _:
                return self._cel(tekst)
            case "teken", "-":
                getal = self._deel()
                if isinstance(getal, Decimal):
                    return -getal
            case "teken", "(":
                uit = self._vergelijking()
                self._volgende(")")
                return uit
            case "woord", woord:
                return _functie(woord, self._argumenten())
        raise _NietTeZeggen

    def _argumenten(self) -> list[Celwaarde]:
        self._volgende("(")
        uit: list[Celwaarde] = []
        while not self._ziet(")"):
            uit.append(self._vergelijking())
            if not self._ziet(")"):
                self._volgende(",")
        self._volgende(")")
        return uit

    def _cel(self, adres: str) -> Celwaarde:
        delen = _CEL.match(adres)
        if delen is None:
            raise _NietTeZeggen
        rij, kol = int(delen[4]) - 1, kolomnummer(delen[2].upper())
        if not (delen[1] and delen[3]):
            if self._verschuiving is None:
                raise _NietTeZeggen
            rij += 0 if delen[3] else self._verschuiving[0]
            kol += 0 if delen[1] else self._verschuiving[1]
        return self._cellen.get((rij, kol))


def _functie(naam: str, met: list[Celwaarde]) -> Celwaarde:
    match naam, met:
        case "TRUE" | "FALSE", []:
            return naam == "TRUE"
        case "NOT", [een]:
            return not _waarheid(een)
        case "AND", [_, *_]:
            return min(map(_waarheid, met))  # each is looked at: one of them may be no truth
        case "OR", [_, *_]:
            return max(map(_waarheid, met))
        case "ISBLANK", [een]:
            return een is None
        case "ISNUMBER", [een]:
            return isinstance(een, Decimal)
        case "ISTEXT", [een]:
            return isinstance(een, str)
        case "LEN", [str() | None as tekst]:
            return Decimal(len(tekst or ""))
        case "TRIM", [str() | None as tekst]:
            return " ".join((tekst or "").split())
    raise _NietTeZeggen


def _waarheid(waarde: Celwaarde) -> bool:
    if isinstance(waarde, str):
        raise _NietTeZeggen
    return bool(waarde)


def _vergelijk(teken: str, een: Celwaarde, ander: Celwaarde) -> bool:
    """As a spreadsheet compares: a number comes before a text and a text before a truth; a blank is what the other is."""
    return _VERGELIJK[teken](_orde(een, ander), _orde(ander, een))


def _orde(waarde: Celwaarde, naast: Celwaarde) -> tuple[int, Decimal | str | bool]:
    if waarde is None:
        waarde = "" if isinstance(naast, str) else False if isinstance(naast, bool) else Decimal(0)
    if isinstance(waarde, bool):
        return 2, waarde
    return (1, waarde.casefold()) if isinstance(waarde, str) else (0, waarde)


def voorwaarden(rest: Element, stijlen: Element, palet: Palet) -> list[Voorwaarde]:
    """The rules of a sheet that change how something is seen, those that come first in front.

    ``rest`` is what the sheet holds besides its rows, ``stijlen`` the part with the styles.
    """
    return [regel for regel in alle_voorwaarden(rest, stijlen, palet) if regel.doet_iets]


def alle_voorwaarden(rest: Element, stijlen: Element, palet: Palet) -> list[Voorwaarde]:
    """Every rule of a sheet, those that come first in front; the arguments are those of :func:`voorwaarden`."""
    vormen = stijlen.findall(f"{NS}dxfs/{NS}dxf")
    alle: list[Voorwaarde] = []
    for groep in rest.iterfind(f"{NS}conditionalFormatting"):
        for regel in groep.iterfind(f"{NS}cfRule"):
            nummer = int(regel.get("dxfId", -1))
            vorm = vormen[nummer] if 0 <= nummer < len(vormen) else None
            alle.append(_regel(regel, groep.get("sqref", ""), vorm, palet))
    for groep in rest.iter(f"{_X14}conditionalFormatting"):
        for regel in groep.iterfind(f"{_X14}cfRule"):
            alle.append(_regel(regel, groep.findtext(f"{_XM}sqref", ""), regel.find(f"{_X14}dxf"), palet))
    return sorted(alle, key=lambda regel: regel.voorrang)


def _regel(regel: Element, sqref: str, vorm: Element | None, palet: Palet) -> Voorwaarde:
    letter, vulling, notatie = (_kind(vorm, naam) for naam in ("font", "fill", "numFmt"))
    formules = tuple(f.text or "" for f in regel if f.tag.endswith(("}formula", "}f")))
    balk = next((kind for kind in regel if kind.tag.endswith(("}dataBar", "}iconSet"))), None)
    schaal = next((kind for kind in regel if kind.tag.endswith("}colorScale")), None)
    soort = regel.get("type", "")
    tinten = [] if schaal is None else [palet.kleur(k) or WIT for k in schaal if k.tag.endswith("}color")]
    if balk is not None:
        tinten += [k for k in (palet.kleur(kind) for kind in balk if kind.tag.endswith(("}color", "}fillColor"))) if k]
    return Voorwaarde(
        sqref,
        tuple(vakken(sqref)),
        soort,
        regel.get("operator", ""),
        formules,
        int(regel.get("priority", 10**6)),
        waar(regel.get("stopIfTrue")),
        palet.kleur(_kind(letter, "color")),
        None if vulling is None else palet.vulling(vulling, van_voorwaarde=True) or None,
        None if notatie is None else notatie.get("formatCode", ""),
        balk is not None and balk.get("showValue", "1") in ("0", "false"),
        tuple(tinten),
    )


def _kind(element: Element | None, naam: str) -> Element | None:
    return None if element is None else next((kind for kind in element if kind.tag.endswith(f"}}{naam}")), None)
