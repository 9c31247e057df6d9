"""Python's search for reference cycles, off while much is made that has none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def zonder_kringzoeker() -> Iterator[None]:
    """Without it: rows, cells and records have no cycles, and at 100,000 lines it takes 40 % of reading them."""
    stond_aan = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stond_aan:
            gc.enable()
