"""The register of the functions: from it come their VBA wrappers, their help, and what xlwings must know of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import xlwings
from msgspec import Struct

from udfs.fouten import Excelfout, Uitval

CATEGORIE = "ViA"

UDFS: dict[str, Udf] = {}
"""Every function by name."""

F = TypeVar("F", bound=Callable[..., Any])


class Argument(Struct, frozen=True):
    """An argument and its help. Left out, the range of ``standaard_tabel`` takes its place (headers included)."""

    naam: str
    uitleg: str
    standaard_tabel: str | None = None
    optioneel: bool = False


class Udf(Struct, frozen=True):
    """A function and its help, as the wizard of Excel shows them."""

    naam: str
    uitleg: str
    argumenten: tuple[Argument, ...]


def udf(uitleg: str, *argumenten: Argument) -> Callable[[F], F]:
    """Make a Python function one that a cell can call, with its help.

    What raises :class:`Uitval` gives that error. The decorators of xlwings are looked up when this one is used.
    """

    def registreer(functie: F) -> F:
        parameters = inspect.signature(functie).parameters
        beschreven = [(argument.naam, argument.optioneel) for argument in argumenten]
        if beschreven != [(p.name, p.default is not p.empty) for p in parameters.values()]:
            raise ValueError(f"{functie.__name__}: de hulp beschrijft andere argumenten dan de functie heeft")

        @wraps(functie)
        def van_cel(*waarden: Any, **op_naam: Any) -> Any:
            try:
                return _uit(functie(*waarden, **op_naam))
            except Uitval as uitval:
                return uitval.fout.value

        UDFS[functie.__name__] = Udf(functie.__name__, uitleg, argumenten)
        klaar: Any = xlwings.ret()(van_cel)
        for argument in argumenten:
            klaar = xlwings.arg(argument.naam, ndim=2, err_to_str=True, doc=argument.uitleg)(klaar)
        uit: F = xlwings.func(category=CATEGORIE)(klaar)  # last: each of the others sets the category back
        return uit

    return registreer


def _uit(uitkomst: Any) -> Any:
    """The outcome with plain texts for the errors in it."""
    if isinstance(uitkomst, list):
        return [[_uit(cel) for cel in rij] for rij in uitkomst]
    return uitkomst.value if isinstance(uitkomst, Excelfout) else uitkomst
