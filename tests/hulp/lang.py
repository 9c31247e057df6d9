"""What is long goes to the long run: of several cases some in every run, all of them with ``make test-lang``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def meest_lang(namen: Iterable[str], *altijd: str) -> list[Any]:
    """The cases as parameters; only ``altijd`` are in ``make test``."""
    alle = list(namen)
    assert set(altijd) <= set(alle)
    return [naam if naam in altijd else pytest.param(naam, marks=pytest.mark.lang) for naam in alle]


def een_per_tabel(gevallen: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Cases that begin with a table, as parameters: the first of each table is in ``make test``.

    The others cost a third of a second each, and there are some hundred.
    """
    gezien: set[str] = set()
    uit: list[Any] = []
    for geval in gevallen:
        eerder = geval[0].naam in gezien
        gezien.add(geval[0].naam)
        uit.append(pytest.param(*geval, marks=pytest.mark.lang(een_op=10)) if eerder else geval)
    return uit
