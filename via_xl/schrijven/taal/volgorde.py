"""The order in which a sheet is written: that in which it is said, whatever its place on the sheet.

So the place of a part may follow from what is said after it, and a file stays the same to the byte when parts change
places in the code but not on the sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import NamedTuple

_TELLER = count()


class Geschreven(NamedTuple):
    """A piece of a sheet: its turn, and what puts it in its cells."""

    gezegd: int
    schrijf: Callable[[], object]


def volgende() -> int:
    """The next turn."""
    return next(_TELLER)
