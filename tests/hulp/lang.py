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
