"""A version folder that appears whole or not at all, and never overwrites an earlier one.

A run works in a folder beside its target, which becomes ``v1``, ``v2`` … by one rename. A lock that the
operating system frees when the process dies keeps two runs apart; what a killed run left is cleared by the
next one.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOENT
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.schijffout import reden

if TYPE_CHECKING:
    from filelock import FileLock

_VERSIE = re.compile(r"v(\d+)\Z")
_IN_AANMAAK = ".in-aanmaak-"
SLOT = ".via-xl.lock"
MAP = "afrekeningen"
"""The folder beside the master in which the years lie."""


def eigen_map(master: Path) -> Path:
    """The folder of the years of a master that lies with others in one folder."""
    return master.parent / f"{MAP}-{master.stem}"


def afrekeningenmap(master: Path) -> Path:
    """The folder beside a master in which its years lie, or will: one of its own where it has that."""
    eigen = eigen_map(master)
    return eigen if eigen.is_dir() else master.parent / MAP


VOOR_GROEP = 0o640
"""What we make is for its owner and their group: it holds hours and costs of persons. Windows has rights of its own."""

_MAP_VOOR_GROEP = 0o750


@contextmanager
def alleen(pad: Path) -> Iterator[None]:
    """While this context lasts, no other command puts a file at this place.

    That is a lock of the operating system, which frees it when the process dies.

    Raises:
        InvoerFout: another command is busy there, or its folder can't be written.
    """
    from filelock import FileLock, Timeout  # brings asyncio: only a command that writes waits for it

    slotpad = pad.with_name(f".{pad.name}.slot")
    slot = FileLock(slotpad)
    try:
        if not pad.parent.is_dir():  # a lock would make the folder
            raise FileNotFoundError(ENOENT, "", str(pad.parent))
        slot.acquire(timeout=0)
    except Timeout as fout:
        raise InvoerFout(
            f"Een andere opdracht werkt nu aan {pad.name}; er is niets gewijzigd. Wacht tot die klaar is en probeer het opnieuw."
        ) from fout
    except OSError as fout:
        raise InvoerFout(f"{pad} kan niet worden gemaakt ({reden(fout)}). Kies bij --uit een andere plaats.") from fout
    try:
        yield
    finally:
        with suppress(
            OSError
        ):  # while it is ours: whoever waits for it sees that the file is gone, and takes a new one
            slotpad.unlink()
        slot.release()
        if os.name == "nt":  # there an open file stays
            with suppress(OSError):
                slotpad.unlink()


def ruim_slot_op(pad: Path) -> None:
    """Remove the lock that a command left which was killed; one that is in use stays."""
    if pad.with_name(f".{pad.name}.slot").exists():
        with suppress(InvoerFout), alleen(pad):
            pass


def neem_slot(doelmap: Path) -> FileLock:
    """Take the lock on a folder of versions, and give it; the operating system frees it when the process dies.

    Raises:
        InvoerFout: another command is busy there.
        OSError: the folder can't be written.
    """
    from filelock import FileLock, Timeout

    slot = FileLock(doelmap / SLOT)
    try:
        slot.acquire(timeout=0)
    except Timeout as fout:
        raise InvoerFout(
            f"Er loopt al een opdracht in {doelmap}. Wacht tot die klaar is en probeer het opnieuw."
        ) from fout
    return slot


def schrijf_heel(inhoud: bytes, doel: Path, modus: int = VOOR_GROEP) -> None:
    """Write a file whole or not at all: beside its place, flushed to disk, then renamed. ``modus`` as for ``os.open``.

    A symbolic link stays one: the file it leads to is written.

    Raises:
        OSError: it can't be written; what was there still is.
    """
    doel = doel.resolve()
    tijdelijk = doel.with_name(f".{doel.name}.in-aanmaak")
    tijdelijk.unlink(missing_ok=True)
    try:
        met = os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), modus)
        with os.fdopen(met, "wb") as stroom:
            stroom.write(inhoud)
            stroom.flush()
            os.fsync(stroom.fileno())
        tijdelijk.replace(doel)
    finally:
        tijdelijk.unlink(missing_ok=True)


def vrije_naam(pad: Path, *ook: str) -> Path:
    """The name itself, or the first with a number that is free: what was made before stays, under its own name.

    ``ook`` are other suffixes under which the same name must be free.
    """
    nummer, doel = 1, pad
    while any(ander.exists() for ander in (doel, *(doel.with_suffix(suffix) for suffix in ook))):
        nummer += 1
        doel = pad.with_stem(f"{pad.stem}_{nummer}")
    return doel


def zet_bytes(inhoud: bytes, doel: Path) -> None:
    """Write a file that a command makes, whole or not at all; what goes wrong is told to the user.

    Raises:
        InvoerFout: it can't be written.
    """
    try:
        schrijf_heel(inhoud, doel)
    except OSError as fout:
        raise InvoerFout(f"{doel} kan niet worden gemaakt ({reden(fout)}). Kies bij --uit een andere plaats.") from fout


def naar_schijf(doelmap: Path) -> None:
    """Flush every file in a folder to disk, before a new name says that the folder is whole. Raises OSError."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as draden:  # together: a disk takes them at once
        for _ in draden.map(_spoel, filter(Path.is_file, doelmap.rglob("*"))):
            pass


def _spoel(pad: Path) -> None:
    with pad.open("rb+") as stroom:
        os.fsync(stroom.fileno())


def geef_vrij(werkmap: Path, doel: Path) -> None:
    """Give a private folder that is whole its name, by one rename; it is for its owner and their group. Raises OSError."""
    for pad in werkmap.rglob("*"):
        pad.chmod(_MAP_VOOR_GROEP if pad.is_dir() else pad.stat().st_mode & VOOR_GROEP)
    werkmap.chmod(_MAP_VOOR_GROEP)
    werkmap.rename(doel)


class Versiemap:
    """The next version folder of a year, as a context manager.

    Inside the context ``werkmap`` is a new, empty, private folder; :meth:`publiceer` turns it into ``map``.
    Leaving without that removes it.

    Raises:
        InvoerFout: the folder can't be written, or another run is busy in it.
    """

    def __init__(self, doel: Path, jaar: int) -> None:
        self._jaarmap = doel / str(jaar)
        self._slot: FileLock | None = None
        self.versie = 0
        self.map = self._jaarmap
        self.werkmap = self._jaarmap
        self._klaar = False

    def __enter__(self) -> Versiemap:
        try:
            self._jaarmap.mkdir(parents=True, exist_ok=True)
            self._slot = neem_slot(self._jaarmap)
            self._begin()
        except OSError as fout:
            self._ruim_op()
            raise InvoerFout(
                f"In {self._jaarmap} kan niet worden geschreven ({reden(fout)}). Kies met --uit een andere map."
            ) from fout
        except BaseException:
            self._ruim_op()
            raise
        return self

    def _begin(self) -> None:
        """Under the lock: clear what a killed run left, take the next number, and make the work folder."""
        for rest in self._jaarmap.glob(f"{_IN_AANMAAK}*"):
            shutil.rmtree(rest, ignore_errors=True)
        gevonden = (_VERSIE.match(pad.name) for pad in self._jaarmap.iterdir())
        self.versie = 1 + max((int(versie[1]) for versie in gevonden if versie), default=0)
        self.map = self._jaarmap / f"v{self.versie}"
        self.werkmap = self._jaarmap / f"{_IN_AANMAAK}v{self.versie}"
        self.werkmap.mkdir(mode=0o700)

    def publiceer(self) -> Path:
        """Flush everything to disk and make the work folder the version folder, by one rename; give its path."""
        naar_schijf(self.werkmap)
        geef_vrij(self.werkmap, self.map)
        self._klaar = True
        return self.map

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self._ruim_op()
        if isinstance(fout, OSError) and not self._klaar:
            raise InvoerFout(
                f"Het schrijven in {self._jaarmap} is mislukt ({reden(fout)}); er is niets gepubliceerd. "
                "Maak ruimte vrij of kies met --uit een andere map."
            ) from fout

    def _ruim_op(self) -> None:
        """Remove the work folder unless it was published, and let the next run in."""
        if not self._klaar and self.werkmap != self._jaarmap:
            shutil.rmtree(self.werkmap, ignore_errors=True)
        if self._slot is not None:
            self._slot.release()
