"""A formula as a small tree: functions with their arguments, brackets, operators and operands.

openpyxl's tokenizer gives a flat list; the rules ask questions about shape ("what stands inside SUMPRODUCT?").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

LOKAAL = ("_xlpm.", "_xlop.", "_xleta.")
"""How a file writes a name that LET or LAMBDA gives inside a formula (and one that may be left out), and a function that
is handed over as a value (``BYROW(A1:B3;SOM)``): none of them is a cell."""

_FOUTEN_VAN_LATER = ("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#EXTERNAL!")


_NIET_DE_INHOUD = frozenset(("ROW", "ROWS", "COLUMN", "COLUMNS", "SHEET", "SHEETS", "AREAS"))
"""Functions that look at the place of a reference, not at what it holds."""


class FormuleFout(ValueError):
    """The text is not a formula that can be read."""


class Operand(Struct, frozen=True):
    """A value or a reference; ``soort`` is RANGE, NUMBER, TEXT, LOGICAL or ERROR."""

    soort: str
    tekst: str


class Operator(Struct, frozen=True):
    """An operator; ``voor`` is True for a sign before an operand."""

    tekst: str
    voor: bool = False


class Haakjes(Struct, frozen=True):
    """A group between brackets."""

    delen: Delen


class Functie(Struct, frozen=True):
    """A function call; the name is in capitals."""

    naam: str
    argumenten: tuple[Delen, ...]


class Matrix(Struct, frozen=True):
    """An array constant: ``{1,2}``."""

    delen: Delen


Deel = Operand | Operator | Haakjes | Functie | Matrix
Delen = tuple[Deel, ...]


class _Tekenlezer(Tokenizer):
    """openpyxl's tokenizer with what it lacks: a spilled range (``A1#``) and the error values of after 2016."""

    ERROR_CODES = (*Tokenizer.ERROR_CODES, *_FOUTEN_VAN_LATER)  # type: ignore[misc]

    def _parse_error(self) -> int:
        if self.token and self.token[-1] != "!":
            self.token.append("#")
            return 1
        if not self.token and self.items and self.items[-1].subtype == Token.CLOSE:
            self.items.append(Token("#", Token.OP_POST))
            return 1
        lengte: int = super()._parse_error()  # type: ignore[misc]
        return lengte


@lru_cache(maxsize=50_000)
def lees_tekens(formule: str) -> tuple[Token, ...]:
    """The flat list of tokens. Raises FormuleFout."""
    try:
        return tuple(los for teken in _Tekenlezer(formule).items for los in _losgemaakt(teken))
    except (TokenizerError, IndexError, AssertionError) as fout:
        raise FormuleFout(formule) from fout


def _operand(tekst: str) -> Token:
    teken: Token = Token.make_operand(tekst)  # type: ignore[no-untyped-call]
    return teken


def _losgemaakt(teken: Token) -> Iterator[Token]:
    """The token, with a range operator that stands against a function or a bracket taken apart: ``A1:INDEX(``, ``):B3``."""
    waarde = str(teken.value)
    if teken.type == Token.OPERAND and teken.subtype == Token.RANGE:
        kern = waarde.strip(":")
        if waarde.startswith(":"):
            yield Token(":", Token.OP_IN)
        if kern:
            yield _operand(kern.upper() if kern.upper() in ("TRUE", "FALSE") else kern)
        if waarde.endswith(":") and kern:
            yield Token(":", Token.OP_IN)
        return
    if teken.type == Token.FUNC and teken.subtype == Token.OPEN and ":" in waarde:
        voor, _, naam = waarde.rpartition(":")
        if voor:
            yield _operand(voor)
        yield Token(":", Token.OP_IN)
        teken = Token.make_subexp(naam)
    yield teken


def herschrijf(formule: str, verwijzing: Callable[[str], str]) -> str:
    """The formula with every reference replaced; unchanged when it can't be read."""
    try:
        tekens = lees_tekens(formule)
    except FormuleFout:
        return formule
    return "=" + "".join(
        verwijzing(teken.value) if teken.type == Token.OPERAND and teken.subtype == Token.RANGE else teken.value
        for teken in tekens
        if teken.type != Token.WSPACE
    )


@lru_cache(maxsize=50_000)
def ontleed(formule: str) -> Delen:
    """The parts of a formula ("=…"). Raises FormuleFout."""
    tekens = [teken for teken in lees_tekens(formule) if teken.type != Token.WSPACE]
    argumenten, positie = _argumenten(tekens, 0)
    if positie != len(tekens) or len(argumenten) != 1:
        raise FormuleFout(formule)
    return argumenten[0]


def _argumenten(tekens: list[Token], positie: int) -> tuple[tuple[Delen, ...], int]:
    """The arguments from ``positie`` up to the closing bracket (or the end), and where that stands."""
    argumenten: list[Delen] = []
    delen: list[Deel] = []
    while positie < len(tekens):
        teken = tekens[positie]
        if teken.subtype == Token.CLOSE:
            break
        if teken.type == Token.SEP:
            argumenten.append(tuple(delen))
            delen = []
        elif teken.subtype == Token.OPEN:
            binnen, positie = _argumenten(tekens, positie + 1)
            delen.append(_groep(teken, binnen))
        elif teken.type == Token.OPERAND:
            delen.append(Operand(teken.subtype, teken.value))
        else:
            delen.append(Operator(teken.value, teken.type == Token.OP_PRE))
        positie += 1
    argumenten.append(tuple(delen))
    return tuple(argumenten), positie


def _groep(teken: Token, binnen: tuple[Delen, ...]) -> Deel:
    if teken.type == Token.FUNC:
        leeg = len(binnen) == 1 and not binnen[0]
        return Functie(teken.value[:-1].upper(), () if leeg else binnen)
    plat = tuple(deel for argument in binnen for deel in argument)
    return Matrix(plat) if teken.type == Token.ARRAY else Haakjes(plat)


def wandel(delen: Delen) -> Iterator[Deel]:
    """Every part of the tree, from the outside in."""
    for deel in delen:
        yield deel
        if isinstance(deel, Functie):
            for argument in deel.argumenten:
                yield from wandel(argument)
        elif isinstance(deel, Haakjes | Matrix):
            yield from wandel(deel.delen)


def functies(delen: Delen) -> Iterator[Functie]:
    """Every function call."""
    return (deel for deel in wandel(delen) if isinstance(deel, Functie))


def verwijzingen(delen: Delen) -> Iterator[str]:
    """The text of every reference; a name that LET or LAMBDA gives is none."""
    operanden = (deel for deel in wandel(delen) if isinstance(deel, Operand) and deel.soort == Token.RANGE)
    return (operand.tekst for operand in operanden if not operand.tekst.startswith(LOKAAL))


def gelezen_verwijzingen(delen: Delen) -> Iterator[str]:
    """The text of every reference of which the content is used, and not only the place or the size: ``ROW(A1)``."""
    for deel in delen:
        if isinstance(deel, Operand):
            if deel.soort == Token.RANGE and not deel.tekst.startswith(LOKAAL):
                yield deel.tekst
        elif isinstance(deel, Haakjes | Matrix):
            yield from gelezen_verwijzingen(deel.delen)
        elif isinstance(deel, Functie) and kale_functienaam(deel.naam) not in _NIET_DE_INHOUD:
            for argument in deel.argumenten:
                yield from gelezen_verwijzingen(argument)


def kale_naam(tekst: str) -> str:
    """A name without what a file puts before one that LET or LAMBDA gives.

    >>> kale_naam("_xlpm.x"), kale_naam("_xleta.SUM"), kale_naam("Jaar")
    ('x', 'SUM', 'Jaar')
    """
    return next((tekst.removeprefix(begin) for begin in LOKAAL if tekst.startswith(begin)), tekst)


def kale_functienaam(naam: str) -> str:
    """The name without the prefix Excel keeps for functions of after 2007.

    >>> kale_functienaam("_xlfn._xlws.FILTER")
    'FILTER'
    """
    return naam.removeprefix("_XLFN.").removeprefix("_xlfn.").removeprefix("_XLWS.").removeprefix("_xlws.")
