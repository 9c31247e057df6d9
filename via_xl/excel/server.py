"""A Python that Excel finds ready: started at logon, for places where Office itself may not start programs.

``pythonw -m via_xl.excel.server``. What it has to say goes to ``server.log`` in the user's folder ``.via_xl``.
"""

from __future__ import annotations

import logging
from pathlib import Path

LOG = Path.home() / ".via_xl" / "server.log"
_GROOTSTE_LOG = 1_000_000


def log_naar(pad: Path) -> None:
    """Write what xlwings and we log to a file; pythonw has no screen, and printing there is an error."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    groot = pad.exists() and pad.stat().st_size > _GROOTSTE_LOG
    logging.basicConfig(
        filename=pad,
        filemode="w" if groot else "a",
        encoding="utf-8",
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(message)s",
        force=True,
    )


def start(log: Path = LOG) -> int:
    """Serve Excel until the user logs off; gives the exit code."""
    log_naar(log)
    logger = logging.getLogger(__name__)
    import xlwings

    import udfs  # so that the first formula does not wait for it

    logger.info("begonnen, met %s functies", len(udfs.UDFS))
    try:
        xlwings.serve()
    except Exception:
        logger.exception("gestopt door een fout")
        return 1
    logger.info("gestopt")
    return 0


if __name__ == "__main__":
    raise SystemExit(start())
