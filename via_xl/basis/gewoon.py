"""The one door through which a file that is given or found is read: only a regular file, never what waits or goes on for ever.

A pipe (FIFO) without a writer makes whoever opens it wait, and a device can give bytes without end. A folder that others
write in, or a path that was mistyped, can be either.
"""

from __future__ import annotations

import io
import os
import stat
from errno import EISDIR, ENXIO
from pathlib import Path


def open_gewoon(pad: Path) -> io.BufferedReader:
    """Open a regular file (or a link to one) to read it.

    Raises:
        OSError: it can't be opened, or is something else than a regular file.
    """
    _eis_gewoon(pad, pad.stat())
    # Between looking and opening it can be replaced: opening doesn't wait, and what was opened is looked at again.
    nummer = os.open(pad, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        _eis_gewoon(pad, os.fstat(nummer))
        return io.BufferedReader(io.FileIO(nummer))
    except BaseException:
        os.close(nummer)
        raise


def lees_gewoon(pad: Path, hoogstens: int = -1) -> bytes:
    """The bytes of a regular file, or the first so many of them.

    Raises:
        OSError: it can't be read, or is something else than a regular file.
    """
    with open_gewoon(pad) as stroom:
        return stroom.read(hoogstens)


def _eis_gewoon(pad: Path, wat: os.stat_result) -> None:
    if not stat.S_ISREG(wat.st_mode):
        nummer = EISDIR if stat.S_ISDIR(wat.st_mode) else ENXIO
        raise OSError(nummer, os.strerror(nummer), str(pad))
