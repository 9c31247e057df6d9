"""A formula as a small tree: functions with their arguments, brackets, operators and operands.

openpyxl's tokenizer gives a flat list; the rules ask questions about shape ("what stands inside SUMPRODUCT?").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

LOKAAL = "_xlpm."
"""How a file writes a name that LET or LAMBDA gives inside a formula: no cell."""


class FormuleFout(ValueError):
    """The text is not a formula that can be read."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A value or a reference; ``soort`` is RANGE, NUMBER, TEXT, LOGICAL or ERROR."""

    soort: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator; ``voor`` is True for a sign before an operand."""

    tekst: str
    voor: bool = False


@dataclass(frozen=True, slots=True)
class Haakjes:
    """A group between brackets."""

    delen: Delen


@dataclass(frozen=True, slots=True)
class Functie:
    """A function call; the name is in capitals."""

    naam: str
    argumenten: tuple[Delen, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """An array constant: ``{1,2}``."""

    delen: Delen


Deel = Operand | Operator | Haakjes | Functie | Matrix
Delen = tuple[Deel, ...]


@lru_cache(maxsize=50_000)
def lees_tekens(formule: str) -> tuple[Token, ...]:
    """The flat list of tokens. Raises FormuleFout."""
    try:
        return tuple(Tokenizer(formule).items)
    except (TokenizerError, IndexError, AssertionError) as fout:
        raise FormuleFout(formule) from fout


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


def kale_functienaam(naam: str) -> str:
    """The name without the prefix Excel keeps for functions of after 2007.

    >>> kale_functienaam("_xlfn._xlws.FILTER")
    'FILTER'
    """
    return naam.removeprefix("_XLFN.").removeprefix("_xlfn.").removeprefix("_XLWS.").removeprefix("_xlws.")
