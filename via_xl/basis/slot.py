"""A lock of the operating system on a file, which frees it when the process dies."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _vergrendel(bestand: int) -> None:
        msvcrt.locking(bestand, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _vergrendel(bestand: int) -> None:
        fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)


_VAN_EEN_ANDER = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
"""What Windows, Linux and macOS say of a lock that is not free."""


class Bezet(Exception):
    """Someone else has the lock."""


class Slot:
    """The lock on a file, which is made when it isn't there. It is taken at once, and kept until :meth:`laat_los`.

    Raises:
        Bezet: another process, or another Slot, has it.
        OSError: the file can't be made.
    """

    def __init__(self, pad: Path) -> None:
        self._pad = pad
        self._bestand = self._neem()

    def _neem(self) -> int:
        while True:
            bestand = os.open(self._pad, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                _vergrendel(bestand)
            except OSError as fout:
                os.close(bestand)
                if fout.errno not in _VAN_EEN_ANDER:
                    raise
                raise Bezet(str(self._pad)) from fout
            if os.fstat(bestand).st_nlink:
                return bestand
            os.close(bestand)  # whoever had it removed the file between opening and locking: that lock holds for nobody

    def laat_los(self, *, en_ruim_op: bool = False) -> None:
        """Let the next one in; ``en_ruim_op`` removes the file as well."""
        if en_ruim_op and sys.platform != "win32":  # while it is ours, or it might be someone else's by then
            with suppress(OSError):
                self._pad.unlink()
        os.close(self._bestand)
        if en_ruim_op and sys.platform == "win32":  # there an open file stays
            with suppress(OSError):
                self._pad.unlink()
