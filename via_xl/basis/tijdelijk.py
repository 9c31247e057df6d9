"""The one door to the folder for temporary files: a private folder of this process, and a clear word when there is no room.

A folder that is full says nothing of the workbook that was being looked at. So what goes wrong inside for want of room is a
:class:`TijdelijkVol`, whatever it looked like where it went wrong.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path
from types import TracebackType

from via_xl.basis.bevinding import InvoerFout

VOORVOEGSEL = "via-xl-"
"""How each of our temporary folders begins."""

_GEEN_RUIMTE = (ENOSPC, EDQUOT, EFBIG)
_KRAP = 2**18
"""With fewer bytes free than this, whatever failed in the folder is taken to have failed for want of room."""


class TijdelijkVol(InvoerFout):
    """There is no room for temporary files, or no folder for them."""

    def __init__(self) -> None:
        with suppress(OSError):
            super().__init__(
                f"In de tijdelijke map {tempfile.gettempdir()} is geen ruimte meer; er is niets gemaakt. Maak er ruimte vrij "
                "en probeer het opnieuw."
            )
            return
        super().__init__(
            "Er is geen tijdelijke map waarin kan worden geschreven; er is niets gemaakt. Maak ruimte vrij."
        )

    def __reduce__(self) -> tuple[type[TijdelijkVol], tuple[()]]:
        return type(self), ()


class Tijdelijkemap:
    """A private temporary folder, until it is left or :meth:`ruim_op` is called.

    Raises:
        TijdelijkVol: it can't be made, or what was done in it failed for want of room.
    """

    def __init__(self) -> None:
        try:
            self.pad = Path(tempfile.mkdtemp(prefix=VOORVOEGSEL))
        except OSError as fout:
            raise TijdelijkVol from fout

    def ruim_op(self) -> None:
        """Remove it with all that is in it."""
        shutil.rmtree(self.pad, ignore_errors=True)

    def __enter__(self) -> Path:
        return self.pad

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        vol = isinstance(fout, Exception) and _door_ruimte(fout, self.pad)
        self.ruim_op()
        if vol:
            raise TijdelijkVol from fout


def _door_ruimte(fout: Exception, map_: Path) -> bool:
    """Whether something failed because the folder has no room."""
    if isinstance(fout, OSError) and fout.errno in _GEEN_RUIMTE:
        return True
    try:
        return shutil.disk_usage(map_).free < _KRAP
    except OSError:
        return False
