"""The command in a process that halts at a named point and says so, for a test that breaks it off or kills it there.

``python hulp/op_punt.py PUNT MAP MELD opdracht …`` runs the command. Where it is about to change or read something on
disk in MAP, that is a point: its kind and how many of that kind there were, "os.rename 2". At PUNT the process writes
that name to the file descriptor MELD and waits for a signal. With PUNT ``*`` it halts nowhere and writes them all.

Between two points nothing on disk changes, so killing at each of them is killing at every moment there is.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NoReturn

LEZEN, OPENEN, HALF, FSYNC, EINDE = "lezen", "openen", "half geschreven", "os.fsync", "einde"
"""A file is opened to be read or written, is written for a half, is flushed to disk; the command is done."""

_VERANDEREN = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "os.link", "os.symlink")


class Halte:
    """Counts the points, and halts at one."""

    def __init__(self, punt: str, werkmap: Path, meld: int) -> None:
        self._punt, self._werkmap, self._meld = punt, f"{werkmap.resolve()}{os.sep}", meld
        self._aantal: Counter[str] = Counter()
        self._bezig = False

    def bij(self, soort: str) -> None:
        """Here is a point of this kind."""
        self._aantal[soort] += 1
        naam = f"{soort} {self._aantal[soort]}"
        if self._punt in ("*", naam):
            os.write(self._meld, f"{naam}\n".encode())
        if self._punt == naam:
            signal.pause()

    def hoort(self, soort: str, argumenten: tuple[Any, ...]) -> None:
        """An audit hook: what Python is about to do."""
        if self._bezig or not (soort == "open" or soort in _VERANDEREN):
            return
        self._bezig = True
        try:
            if not self._hier(argumenten[0]):
                return
            if soort == "open":
                schrijft = argumenten[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
                soort = OPENEN if schrijft else LEZEN
        finally:
            self._bezig = False
        self.bij(soort)

    def _hier(self, pad: Any) -> bool:
        return isinstance(pad, (str, bytes, os.PathLike)) and os.path.realpath(os.fsdecode(pad)).startswith(
            self._werkmap
        )

    def haak_in(self) -> None:
        """Also halt before a flush to disk, and when half of a file is written."""
        fsync, write_bytes = os.fsync, Path.write_bytes

        def flush(bestand: int) -> None:
            self.bij(FSYNC)
            fsync(bestand)

        def schrijf(pad: Path, inhoud: Any) -> int:
            if self._hier(pad):
                write_bytes(pad, bytes(inhoud)[: len(inhoud) // 2])
                self.bij(HALF)
            return write_bytes(pad, inhoud)

        os.fsync, Path.write_bytes = flush, schrijf  # type: ignore[method-assign]
        sys.addaudithook(self.hoort)


def main() -> NoReturn:
    """Run the command until it halts, or is done."""
    punt, werkmap, meld, *opdracht = sys.argv[1:]
    halte = Halte(punt, Path(werkmap), int(meld))
    sys.argv = ["via-xl", *opdracht]
    from via_xl.opdrachten.cli import start

    halte.haak_in()
    try:
        start()
    finally:
        if not isinstance(sys.exception(), KeyboardInterrupt):
            halte.bij(EINDE)
    sys.exit(0)


if __name__ == "__main__":
    main()
