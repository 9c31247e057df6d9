"""What nobody expected, kept in a file for who looks after the program: a user sees a sentence, never a traceback."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from via_xl import __version__

LOGBESTAND = "via-xl-fout.log"


def schrijf_log(wat: str, fout: BaseException, mappen: Sequence[Path] = ()) -> Path | None:
    """Add the details to the log in the first of these folders that takes it, or else in the one for temporary files.

    None where nothing can be written. ``wat`` says what was being done.
    """
    spoor = "".join(traceback.format_exception(fout))
    tekst = f"{datetime.now():%Y-%m-%d %H:%M:%S} ViA-XL {__version__} {wat}\n{spoor}\n"
    for logmap in (*mappen, Path(tempfile.gettempdir())):
        try:
            with (logmap / LOGBESTAND).open("a", encoding="utf-8") as log:
                log.write(tekst)
        except OSError:
            continue
        return logmap / LOGBESTAND
    return None
