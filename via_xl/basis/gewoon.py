"""The one door through which a file that is given or found is read: only a regular file, never what waits or goes on for ever.

A pipe (FIFO) without a writer makes whoever opens it wait, and a device can give bytes without end. A folder that others
write in, or a path that was mistyped, can be either. What an ordinary office does to a file is told apart here too: an
address on SharePoint in place of a file, a file that OneDrive didn't fetch, a path that is too long for Windows.
"""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from contextlib import suppress
from errno import EISDIR, ENXIO
from pathlib import Path

from via_xl.basis.schijffout import CLOUD, TE_LANG, WEBADRES, PlekFout

_WEBADRES = re.compile(r"(?:https?|ftps?|file):/*[/\\]", re.IGNORECASE)
"""As Path leaves it: the second slash is gone. A drive has one letter."""

_LANGST = 259 if os.name == "nt" else sys.maxsize
"""Characters of a path that every program on Windows can open."""

_ALLEEN_IN_CLOUD = 0x1000 | 0x40000 | 0x400000
"""FILE_ATTRIBUTE_OFFLINE, RECALL_ON_OPEN and RECALL_ON_DATA_ACCESS: the content is elsewhere."""


def open_gewoon(pad: Path) -> io.BufferedReader:
    """Open a regular file (or a link to one) to read it.

    Raises:
        OSError: it can't be opened, or is something else than a regular file.
    """
    try:
        _eis_gewoon(pad, pad.stat())
        # Between looking and opening it can be replaced: opening doesn't wait, and what was opened is looked at again.
        nummer = os.open(pad, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as fout:
        raise bezwaar(pad) or fout from None
    try:
        _eis_gewoon(pad, os.fstat(nummer))
        return io.BufferedReader(io.FileIO(nummer))
    except BaseException:
        os.close(nummer)
        raise


def lees_gewoon(pad: Path, hoogstens: int = -1) -> bytes:
    """The bytes of a regular file, or the first so many of them.

    Raises:
        OSError: it can't be read, is something else than a regular file, or gives nothing of what it should hold.
    """
    with open_gewoon(pad) as stroom:
        wat = os.fstat(stroom.fileno())
        try:
            inhoud = stroom.read(hoogstens)
        except OSError as fout:
            raise (PlekFout(CLOUD) if is_elders(wat) else fout) from None
    if hoogstens and not inhoud and wat.st_size:
        raise PlekFout(CLOUD)
    return inhoud


def bezwaar(pad: Path) -> PlekFout | None:
    """Why a path that can't be opened never will be, there: a web address, a path too long, a file that isn't here."""
    if is_webadres(pad):
        return PlekFout(WEBADRES)
    with suppress(OSError):
        return PlekFout(CLOUD) if is_elders(pad.stat()) else None
    return PlekFout(TE_LANG) if len(os.path.abspath(pad)) > _LANGST else None  # noqa: PTH100 - resolves no links


def is_webadres(pad: Path | str) -> bool:
    r"""Whether it is an address on the web and not a place on a disk.

    >>> [is_webadres(Path(tekst)) for tekst in ("https://x.example/a.xlsx", "C:/a.xlsx", r"C:\a.xlsx", "map/a.xlsx")]
    [True, False, False, False]
    """
    return _WEBADRES.match(str(pad)) is not None


def is_elders(wat: os.stat_result) -> bool:
    """Whether Windows says that what the file holds isn't on this computer."""
    return bool(getattr(wat, "st_file_attributes", 0) & _ALLEEN_IN_CLOUD)


def van_internet(pad: Path) -> bool:
    """Whether Windows marked the file as downloaded, so that Office blocks its macros."""
    with suppress(OSError, ValueError):
        # The mark lies beside it as a second stream of the same file, which only Windows opens under this name.
        merk = lees_gewoon(pad.with_name(f"{pad.name}:Zone.Identifier"), 4096)
        return re.search(rb"ZoneId\s*=\s*[34]", merk) is not None
    return False


def _eis_gewoon(pad: Path, wat: os.stat_result) -> None:
    if not stat.S_ISREG(wat.st_mode):
        nummer = EISDIR if stat.S_ISDIR(wat.st_mode) else ENXIO
        raise OSError(nummer, os.strerror(nummer), str(pad))
