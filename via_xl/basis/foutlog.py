"""What nobody expected, kept in a file for who looks after the program: a user sees a sentence, never a traceback."""

from __future__ import annotations

import os
import stat
import tempfile
import traceback
from collections.abc import Sequence
from datetime import datetime
from errno import EACCES
from pathlib import Path

from via_xl import __version__

LOGBESTAND = "via-xl-fout.log"


def schrijf_log(wat: str, fout: BaseException, mappen: Sequence[Path] = ()) -> Path | None:
    """Add the details to the log in the first of these folders that takes it, or else in the one for temporary files.

    Only its owner reads it: what was being done can name persons. None where nothing can be written. ``wat`` says what was being done.
    """
    spoor = "".join(traceback.format_exception(fout))
    tekst = f"{datetime.now():%Y-%m-%d %H:%M:%S} ViA-XL {__version__} {wat}\n{spoor}\n"
    for logmap in (*mappen, Path(tempfile.gettempdir())):
        try:
            _voeg_toe(logmap / LOGBESTAND, tekst)
        except OSError:
            continue
        return logmap / LOGBESTAND
    return None


def _voeg_toe(pad: Path, tekst: str) -> None:
    """Write at the end of a file that only its owner reads.

    Raises:
        OSError: it can't be written, leads elsewhere, is another user's or is no regular file.
    """
    wijze = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(pad, wijze, 0o600), "a", encoding="utf-8") as log:
        stand = os.fstat(log.fileno())
        if not stat.S_ISREG(stand.st_mode) or (hasattr(os, "getuid") and stand.st_uid != os.getuid()):
            raise PermissionError(EACCES, os.strerror(EACCES), str(pad))
        if hasattr(os, "fchmod"):
            os.fchmod(log.fileno(), 0o600)
        log.write(tekst)
