"""The one door to the folder for temporary files: a private folder of this process, and a clear word when there is no room.

A process that is killed can't remove its folder. So a folder is in use for as long as the operating system holds its lock, which
goes when the process does; and the first folder that a process makes, it makes after sweeping away what nobody holds any more.

A folder that is full says nothing of the workbook that was being looked at. So what goes wrong inside for want of room is a
:class:`TijdelijkVol`, whatever it looked like where it went wrong.
"""

from __future__ import annotations

import io
import os
import shutil
import stat
import tempfile
from contextlib import suppress
from errno import EDQUOT, EFBIG, ENOSPC
from functools import cache
from pathlib import Path
from types import TracebackType

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.schijffout import reden

VOORVOEGSEL = "via-xl-werk-"
"""How each of our temporary folders begins."""

_SLOT = ".in-gebruik"

_GEEN_RUIMTE = (ENOSPC, EDQUOT, EFBIG)
_KRAP = 2**18
"""With fewer bytes free than this, whatever failed in the folder is taken to have failed for want of room."""


class TijdelijkVol(InvoerFout):
    """There is no room for temporary files, or no folder for them; ``waarom`` is what the system said of it."""

    def __init__(self, waarom: str = "de schijf is vol") -> None:
        super().__init__(
            f"In de tijdelijke map{_waar()} kan niet worden geschreven ({waarom}); er is niets gemaakt. Maak er ruimte vrij en "
            "probeer het opnieuw."
        )
        self.waarom = waarom

    def __reduce__(self) -> tuple[type[TijdelijkVol], tuple[str]]:
        return type(self), (self.waarom,)


def _waar() -> str:
    with suppress(OSError):
        return f" {tempfile.gettempdir()}"
    return ""


class Tijdelijkemap:
    """A private temporary folder, until it is left or :meth:`ruim_op` is called.

    Raises:
        TijdelijkVol: it can't be made, or what was done in it failed for want of room.
    """

    def __init__(self) -> None:
        try:
            _veeg()
            self._buiten, self._slot = _nieuwe_map()
            self.pad = self._buiten / "werk"
            self.pad.mkdir(mode=0o700)
        except OSError as fout:
            raise TijdelijkVol(reden(fout)) from fout

    def ruim_op(self) -> None:
        """Remove it with all that is in it."""
        if os.name == "nt":  # there an open file stays
            self._slot.close()
        shutil.rmtree(self._buiten, ignore_errors=True)
        self._slot.close()

    def __enter__(self) -> Path:
        return self.pad

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        vol = isinstance(fout, Exception) and _door_ruimte(fout, self.pad)
        self.ruim_op()
        if vol:
            raise TijdelijkVol(*([reden(fout)] if isinstance(fout, OSError) else [])) from fout


def _door_ruimte(fout: Exception, werkmap: Path) -> bool:
    """Whether something failed because the folder has no room."""
    if isinstance(fout, OSError) and fout.errno in _GEEN_RUIMTE:
        return True
    try:
        return shutil.disk_usage(werkmap).free < _KRAP
    except OSError:
        return False


def _nieuwe_map() -> tuple[Path, io.FileIO]:
    """A new folder and the lock that says it is in use. Raises OSError."""
    while True:
        pad = Path(tempfile.mkdtemp(prefix=VOORVOEGSEL))
        with suppress(FileNotFoundError):  # another process took it for a remnant, in the moment before it was locked
            slot = _neem(pad)
            if slot is not None and pad.is_dir():
                return pad, slot


def _neem(pad: Path) -> io.FileIO | None:
    """The lock on a folder; None when a process holds it. Raises OSError."""
    slot = io.FileIO(pad / _SLOT, "w")
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(slot.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        slot.close()
        return None
    return slot


@cache
def _veeg() -> None:
    """Once a process: remove the folders of ours that no process holds. Raises OSError when there is no folder at all."""
    for pad in Path(tempfile.gettempdir()).glob(f"{VOORVOEGSEL}*"):
        with suppress(OSError):
            if not _is_onze(pad):
                continue
            slot = _neem(pad)
            if slot is None:
                continue
            if os.name == "nt":
                slot.close()
            shutil.rmtree(pad, ignore_errors=True)
            slot.close()


def _is_onze(pad: Path) -> bool:
    """Whether it is a folder (no link to one) that this user made, as we make them: private."""
    stand = pad.lstat()
    eigen = not hasattr(os, "getuid") or (stand.st_uid == os.getuid() and not stand.st_mode & 0o077)
    return stat.S_ISDIR(stand.st_mode) and eigen
