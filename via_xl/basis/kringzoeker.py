"""Python's search for reference cycles, off while much is made that has none, and on request."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType


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


def zoek_zelden() -> None:
    """Search a hundred times less often than Python does: what a command loads and makes stays, and little refers to itself."""
    gc.set_threshold(100_000)


def zoek_niet_meer() -> None:
    """No search at the end: the process gives back all it has anyway, and a last search takes a fifteenth of a run."""
    gc.freeze()


class Opruimer:
    """Frees what was made since and is used no more, also where it refers to itself: a workbook does, and its sheets.

    What was there before is not searched. As a context manager.
    """

    def __init__(self, na: int) -> None:
        self._na, self._sinds = na, 0

    def __enter__(self) -> Opruimer:
        gc.freeze()
        return self

    def weg(self, omvang: int) -> None:
        """Something of this size is used no more; nothing happens until it is worth a search."""
        self._sinds += omvang
        if self._sinds >= self._na:
            self._sinds = 0
            gc.collect()

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        gc.unfreeze()
