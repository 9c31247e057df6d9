"""What is long goes to the long run: of several cases some in every run, all of them with ``make test-lang``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def meest_lang(namen: Iterable[str], *altijd: str, een_op: int = 40) -> list[Any]:
    """The cases as parameters; only ``altijd`` are in ``make test``, one in ``een_op`` of the others in the sample."""
    alle = list(namen)
    assert set(altijd) <= set(alle)
    return [naam if naam in altijd else pytest.param(naam, marks=pytest.mark.lang(een_op=een_op)) for naam in alle]


def eerste_vlug(gevallen: Iterable[Any], aantal: int = 1, een_op: int = 16) -> list[Any]:
    """Cases as parameters: so many of them in ``make test``, the others long, one in ``een_op`` of which is in the sample."""
    return [
        geval if nummer < aantal else pytest.param(*_los(geval), marks=pytest.mark.lang(een_op=een_op))
        for nummer, geval in enumerate(gevallen)
    ]


def _los(geval: Any) -> tuple[Any, ...]:
    return geval if isinstance(geval, tuple) else (geval,)


def een_per_tabel(gevallen: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Cases that begin with a table, as parameters: the first of each table is in ``make test``.

    The others cost a third of a second each, and there are some hundred.
    """
    gezien: set[str] = set()
    uit: list[Any] = []
    for geval in gevallen:
        eerder = geval[0].naam in gezien
        gezien.add(geval[0].naam)
        uit.append(pytest.param(*geval, marks=pytest.mark.lang(een_op=40)) if eerder else geval)
    return uit
