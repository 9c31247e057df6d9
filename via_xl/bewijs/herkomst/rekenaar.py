"""Just enough arithmetic to say which rows a criterion lets through and which branch of an IF counts.

No engine: values come from the cells, and only functions of our own dialect (:mod:`via_xl.bewijs.linter.dialect`) are
known. Anything else is ``Onbekend``: then all branches and all rows are shown, as the formula has them. The recalculation
of amounts is the work of the proof.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from msgspec import Struct

from via_xl.bewijs.herkomst.criteria import Criterium
from via_xl.bewijs.herkomst.werkboek import Herkomstboek, Plek
from via_xl.bewijs.linter.boek import Lintformule
from via_xl.bewijs.linter.formule import Deel, Delen, Functie, Haakjes, Operand, Operator, kale_functienaam
from via_xl.bewijs.linter.verwijzing import Gebied
from via_xl.lezen.getalopmaak import FOUTEN, Inhoud, getal_van, toon, vijftien_cijfers

_NUL_DAG = date(1899, 12, 30)
_VOORRANG = {"*": 4, "/": 4, "+": 3, "-": 3, "&": 2, "=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1}
_VERGELIJK: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: bool(a == b),
    "<>": lambda a, b: bool(a != b),
    "<": lambda a, b: bool(a < b),
    ">": lambda a, b: bool(a > b),
    "<=": lambda a, b: bool(a <= b),
    ">=": lambda a, b: bool(a >= b),
}
TELLEND = "COUNTIFS"
"""The one function that gives how many cells it picks, and not what is in them."""


class Onbekend(Exception):
    """This can't be worked out here."""


class NietGevonden(Exception):
    """A lookup that finds nothing: in the workbook an error value."""


class Selectie(Struct, frozen=True):
    """The cells of ``gebied`` that a function (INDEX, SUMIFS or COUNTIFS) picks; ``criteria`` say why these."""

    functie: str
    gebied: Gebied
    plekken: tuple[Plek, ...]
    criteria: tuple[Criterium, ...]
    rest: tuple[Delen, ...]
    """The arguments that say what is looked for: they are precedents themselves."""

    @property
    def ene(self) -> Plek | None:
        """The cell of which the function returns the value; None for a count, and where it takes none or several cells."""
        return self.plekken[0] if len(self.plekken) == 1 and self.functie != TELLEND else None


class Rekenaar:
    """Works out parts of the formulas of one workbook."""

    def __init__(self, werkboek: Herkomstboek) -> None:
        self.werkboek = werkboek
        self._selecties: dict[object, Selectie | type[Exception] | None] = {}

    def gebied(self, deel: Deel, cel: Lintformule) -> Gebied | None:
        """The cells a reference means; of ``[#This Row]`` those of this row."""
        if not isinstance(deel, Operand) or deel.soort != "RANGE":
            return None
        gevonden = self.werkboek.verwijzing(deel.tekst, cel.blad)
        gebied = gevonden.gebied
        if gebied is not None and gevonden.deze_rij:
            return Gebied(gebied.blad, cel.rij, gebied.kolom1, cel.rij, gebied.kolom2)
        return gebied

    def heel_gebied(self, delen: Delen, cel: Lintformule) -> Gebied | None:
        """The cells that an argument means, when it is nothing but a reference."""
        return self.gebied(delen[0], cel) if len(delen) == 1 else None

    def waarde(self, delen: Delen, cel: Lintformule) -> Inhoud:
        """The value of an expression. Raises Onbekend or NietGevonden."""
        uitkomst, plek = self._uitdrukking(delen, 0, 0, cel)
        if plek != len(delen):
            raise Onbekend
        return uitkomst

    def waar(self, delen: Delen, cel: Lintformule) -> bool:
        """Whether a condition holds. Raises Onbekend or NietGevonden."""
        uitkomst = self.waarde(delen, cel)
        nummer = getal_van(uitkomst)
        if isinstance(uitkomst, bool):
            return uitkomst
        if nummer is None:
            raise Onbekend
        return nummer != 0

    def _uitdrukking(self, delen: Delen, plek: int, minimaal: int, cel: Lintformule) -> tuple[Inhoud, int]:
        if plek >= len(delen):
            raise Onbekend
        deel = delen[plek]
        links: Inhoud
        if isinstance(deel, Operator):
            links, plek = self._uitdrukking(delen, plek + 1, 9, cel)
            links = -_nummer(links) if deel.tekst == "-" else links
        else:
            links, plek = self._los(deel, cel), plek + 1
        while plek < len(delen):
            teken = delen[plek]
            if not isinstance(teken, Operator):
                raise Onbekend
            rang = _VOORRANG.get(teken.tekst, -1)
            if rang < 0:
                raise Onbekend
            if rang <= minimaal:
                break
            rechts, plek = self._uitdrukking(delen, plek + 1, rang, cel)
            links = _reken(teken.tekst, links, rechts)
        return links, plek

    def _los(self, deel: Deel, cel: Lintformule) -> Inhoud:
        if isinstance(deel, Haakjes):
            return self.waarde(deel.delen, cel)
        if isinstance(deel, Functie):
            return self._functie(deel, cel)
        if not isinstance(deel, Operand):
            raise Onbekend
        match deel.soort:
            case "NUMBER":
                return float(deel.tekst) if "." in deel.tekst or "E" in deel.tekst.upper() else int(deel.tekst)
            case "TEXT":
                return deel.tekst[1:-1].replace('""', '"')
            case "LOGICAL":
                return deel.tekst.upper() == "TRUE"
        gebied = self.gebied(deel, cel)
        if gebied is None or not gebied.enkel:
            raise Onbekend
        return self.inhoud((gebied.blad, gebied.rij1, gebied.kolom1))

    def inhoud(self, plek: Plek) -> Inhoud:
        """What a formula finds in a cell: of a formula without a text an empty text. Raises NietGevonden for errors."""
        waarde = self.werkboek.waarde(plek)
        if isinstance(waarde, str) and waarde in FOUTEN:
            raise NietGevonden
        return "" if waarde is None and self.werkboek.formule(plek) is not None else waarde

    def _functie(self, functie: Functie, cel: Lintformule) -> Inhoud:
        naam, argumenten = kale_functienaam(functie.naam), functie.argumenten
        match naam:
            case "AND" | "OR" | "NOT":
                waarden = [self.waar(argument, cel) for argument in argumenten]
                return not waarden[0] if naam == "NOT" else all(waarden) if naam == "AND" else any(waarden)
            case "IF" if len(argumenten) in (2, 3):
                if self.waar(argumenten[0], cel):
                    return self.waarde(argumenten[1], cel)
                return self.waarde(argumenten[2], cel) if len(argumenten) == 3 else False
            case "IFERROR" if len(argumenten) == 2:
                try:
                    return self.waarde(argumenten[0], cel)
                except NietGevonden:
                    return self.waarde(argumenten[1], cel)
            case "ABS" | "MIN" | "MAX" | "DATE" | "YEAR" | "MONTH" | "EOMONTH":
                return _eenvoudig(naam, [_nummer(self.waarde(argument, cel)) for argument in argumenten])
            case "MATCH" if len(argumenten) == 3:
                return self._match(argumenten, cel)[0]
        return self._geselecteerd(functie, cel)

    def _geselecteerd(self, functie: Functie, cel: Lintformule) -> Inhoud:
        selectie = self.selectie(functie, cel)
        if selectie is None:
            raise Onbekend
        if selectie.functie == "INDEX":
            return self.inhoud(selectie.plekken[0])
        if selectie.functie == TELLEND:
            return len(selectie.plekken)
        return float(
            sum((vijftien_cijfers(n) for n in map(self.werkboek.getal, selectie.plekken) if n is not None), Decimal())
        )

    def selectie(self, functie: Functie, cel: Lintformule) -> Selectie | None:
        """What a function picks by criteria or by searching; None when it does no such thing.

        Raises:
            Onbekend: it does, but this can't be worked out here.
            NietGevonden: it searches and finds nothing.
        """
        sleutel = cel.blad, cel.rij, cel.kolom, functie
        if sleutel not in self._selecties:
            try:
                self._selecties[sleutel] = self._selecteer(functie, cel)
            except (Onbekend, NietGevonden) as fout:
                self._selecties[sleutel] = type(fout)
        uitkomst = self._selecties[sleutel]
        if isinstance(uitkomst, type):
            raise uitkomst
        return uitkomst

    def _selecteer(self, functie: Functie, cel: Lintformule) -> Selectie | None:
        argumenten = functie.argumenten
        match kale_functienaam(functie.naam):
            case "COUNTIFS" if argumenten and len(argumenten) % 2 == 0:
                return self._voldoen("COUNTIFS", argumenten[0], argumenten, cel)
            case "SUMIFS" if len(argumenten) % 2 == 1:
                return self._voldoen("SUMIFS", argumenten[0], argumenten[1:], cel)
            case "INDEX" if len(argumenten) in (2, 3):
                return self._index(argumenten, cel)
        return None

    def _voldoen(self, naam: str, doel: Delen, paren: tuple[Delen, ...], cel: Lintformule) -> Selectie:
        gebied = self.heel_gebied(doel, cel)
        criteria = []
        for plaats in range(0, len(paren), 2):
            bereik = self.heel_gebied(paren[plaats], cel)
            if bereik is None:
                raise Onbekend
            criteria.append(Criterium.lees(bereik, self.waarde(paren[plaats + 1], cel)))
        if gebied is None or any(criterium.gebied.vorm != gebied.vorm for criterium in criteria):
            raise Onbekend
        plekken = tuple(self._die_voldoen(gebied, criteria))
        return Selectie(naam, gebied, plekken, tuple(criteria), paren[1::2])

    def _die_voldoen(self, gebied: Gebied, criteria: list[Criterium]) -> list[Plek]:
        """The cells of which the cells at the same place in every criterion's range meet that criterion."""
        uit = []
        for rij in range(self._hoogte(gebied, criteria)):
            for kolom in range(gebied.vorm[1]):
                ergens = ((c, (c.gebied.blad, c.gebied.rij1 + rij, c.gebied.kolom1 + kolom)) for c in criteria)
                if all(c.voldoet(self.werkboek.waarde(plek)) for c, plek in ergens):
                    uit.append((gebied.blad, gebied.rij1 + rij, gebied.kolom1 + kolom))
        return uit

    def _hoogte(self, gebied: Gebied, criteria: list[Criterium]) -> int:
        hoogte = max(self.werkboek.rijen(c.gebied) for c in criteria)
        if hoogte * gebied.vorm[1] > 5_000_000:
            raise Onbekend
        return min(hoogte, gebied.vorm[0])

    def _index(self, argumenten: tuple[Delen, ...], cel: Lintformule) -> Selectie:
        gebied = self.heel_gebied(argumenten[0], cel)
        if gebied is None:
            raise Onbekend
        plaatsen, criteria, rest = [], [], []
        for argument in argumenten[1:]:
            gezocht = argument[0] if len(argument) == 1 else None
            if isinstance(gezocht, Functie) and kale_functienaam(gezocht.naam) == "MATCH":
                plaats, criterium = self._match(gezocht.argumenten, cel)
                plaatsen.append(plaats)
                criteria.append(criterium)
                rest.append(gezocht.argumenten[0])
            else:
                plaatsen.append(int(_nummer(self.waarde(argument, cel))))
                rest.append(argument)
        rijen, kolommen = gebied.vorm
        rij, kolom = (plaatsen[0], plaatsen[1]) if len(plaatsen) == 2 else (plaatsen[0], 1)
        if len(plaatsen) == 1 and rijen == 1:
            rij, kolom = 1, plaatsen[0]
        if not (1 <= rij <= rijen and 1 <= kolom <= kolommen):
            raise NietGevonden if min(rij, kolom) > 0 else Onbekend
        plek = gebied.blad, gebied.rij1 + rij - 1, gebied.kolom1 + kolom - 1
        return Selectie("INDEX", gebied, (plek,), tuple(criteria), tuple(rest))

    def _match(self, argumenten: tuple[Delen, ...], cel: Lintformule) -> tuple[int, Criterium]:
        """The place (from 1) of the first cell that is equal, and what it had to be; only an exact search is known."""
        gebied = self.heel_gebied(argumenten[1], cel) if len(argumenten) == 3 else None
        if gebied is None or _nummer(self.waarde(argumenten[2], cel)) != 0 or min(gebied.vorm) != 1:
            raise Onbekend
        waarde = self.waarde(argumenten[0], cel)
        gezocht = Criterium(gebied, "=", waarde if isinstance(waarde, str | bool) else getal_van(waarde) or 0)
        for plek in self.werkboek.plekken(gebied):
            inhoud = self.werkboek.waarde(plek)
            if isinstance(inhoud, str) is isinstance(gezocht.waarde, str) and gezocht.voldoet(inhoud):
                return max(plek[1] - gebied.rij1, plek[2] - gebied.kolom1) + 1, Criterium.lees(gebied, waarde)
        raise NietGevonden


def _nummer(inhoud: Inhoud) -> float | int:
    if inhoud is None:
        return 0
    if isinstance(inhoud, bool):
        return int(inhoud)
    nummer = getal_van(inhoud)
    if nummer is None:
        raise Onbekend
    return nummer


def _reken(teken: str, links: Inhoud, rechts: Inhoud) -> Inhoud:
    if teken == "&":
        return _tekst(links) + _tekst(rechts)
    if teken in _VERGELIJK:
        return _VERGELIJK[teken](*_vergelijkbaar(links, rechts))
    a, b = vijftien_cijfers(_nummer(links)), vijftien_cijfers(_nummer(rechts))
    try:
        uit = {"+": Decimal.__add__, "-": Decimal.__sub__, "*": Decimal.__mul__, "/": Decimal.__truediv__}[teken](a, b)
    except ArithmeticError as fout:
        raise NietGevonden from fout
    return int(uit) if uit == uit.to_integral_value() and abs(uit) < 10**15 else float(uit)


def _tekst(inhoud: Inhoud) -> str:
    """A value as a formula joins it to a text, in the notation of a file: a date is its number."""
    nummer = getal_van(inhoud)
    if nummer is None:
        return "" if inhoud is None else toon(inhoud)
    return f"{vijftien_cijfers(nummer):f}"


def _vergelijkbaar(links: Inhoud, rechts: Inhoud) -> tuple[Any, Any]:
    """Two values in the order of a spreadsheet: numbers before texts before logical values; a blank is like both."""
    if links is None:
        links = "" if isinstance(rechts, str) else 0
    if rechts is None:
        rechts = "" if isinstance(links, str) else 0
    return _rang(links), _rang(rechts)


def _rang(inhoud: Inhoud) -> tuple[int, Any]:
    if isinstance(inhoud, bool):
        return 2, inhoud
    if isinstance(inhoud, str):
        return 1, inhoud.casefold()
    return 0, vijftien_cijfers(_nummer(inhoud))


def _eenvoudig(naam: str, getallen: list[float | int]) -> Inhoud:
    try:
        match naam, getallen:
            case "ABS", [x]:
                return abs(x)
            case (("MIN" | "MAX"), [_, *_]):
                return min(getallen) if naam == "MIN" else max(getallen)
            case "DATE", [jaar, maand, dag]:
                stap = int(jaar) * 12 + int(maand) - 1
                return (date(stap // 12, stap % 12 + 1, 1) - _NUL_DAG).days + int(dag) - 1
            case (("YEAR" | "MONTH"), [dag]):
                moment = _NUL_DAG + timedelta(days=int(dag))
                return moment.year if naam == "YEAR" else moment.month
            case "EOMONTH", [dag, maanden]:
                moment = _NUL_DAG + timedelta(days=int(dag))
                stap = moment.year * 12 + moment.month - 1 + int(maanden)
                jaar, maand = stap // 12, stap % 12 + 1
                return (date(jaar, maand, monthrange(jaar, maand)[1]) - _NUL_DAG).days
    except (ValueError, OverflowError) as fout:
        raise NietGevonden from fout
    raise Onbekend
