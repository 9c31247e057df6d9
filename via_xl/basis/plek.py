"""How a place on the disk is said to who types commands: from the folder that they are in, as they would type it themselves."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

_ERVOOR = r"(?<![\w./\\:~-])"
"""What doesn't stand before a path that begins here."""


def vanaf_hier(tekst: str) -> str:
    """A text in which each path inside the current folder is said from there; one elsewhere stays as it is."""
    with suppress(OSError):  # a folder that was thrown away under one's feet
        return _in_map(tuple({str(Path.cwd()), str(Path.cwd().resolve())})).sub("", tekst)
    return tekst


@lru_cache(maxsize=1)
def _in_map(mappen: tuple[str, ...]) -> re.Pattern[str]:
    """The current folder at the beginning of a path: as it was entered, and as it is called where its links lead."""
    namen = "|".join(re.escape(naam.rstrip("/\\")) for naam in mappen if naam.rstrip("/\\"))
    if not namen:  # the root: nothing is shorter from there
        return re.compile(r"(?!)")
    return re.compile(rf"{_ERVOOR}(?:{namen})[/\\]", re.IGNORECASE if os.name == "nt" else 0)
