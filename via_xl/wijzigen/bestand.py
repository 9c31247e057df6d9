"""A change carried out in the file of a master, which is rebuilt; the old one stays beside it as a dated backup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from via_xl.basis.afbreken import Voortgang
from via_xl.lezen.master import Master, lees_master
from via_xl.wijzigen.handeling import Gedaan, Handeling, voer_uit
from via_xl.wijzigen.mastermaken import eis_nieuw, vernieuw_master
from via_xl.wijzigen.wijziging import Wijziging


def doe(
    handeling: Handeling,
    pad: Path,
    naar: Path | None = None,
    heden: date | None = None,
    voortgang: Voortgang = lambda *_: None,
    **opgaven: Any,
) -> Gedaan:
    """Do it to the master in this file; with ``naar`` the new one comes there and the old one stays as it is.

    Raises:
        InvoerFout: the master can't be read, holds errors or work of the user's that a rebuild would lose; or what was
            said doesn't fit.
        BewijsFout: the new master doesn't recalculate to what the engine says, or doesn't read back as what was meant.
    """
    if naar is not None and naar.resolve() != pad.resolve():
        eis_nieuw(naar)
    voortgang("Master lezen", 0, 2)
    master = lees_master(pad)
    wijziging = handeling.werk_uit(master, heden, voortgang, **opgaven)
    drager = partial(in_bestand, uit=naar)
    return voer_uit(wijziging, master, drager, naar or pad, voortgang, "Master herbouwen en narekenen")


@contextmanager
def in_bestand(master: Master, wijziging: Wijziging, uit: Path | None = None) -> Iterator[Path | None]:
    """The file with the change in it, read back; when what comes after fails, it is what it was and there is no new one."""
    if wijziging.leeg:
        yield None
        return
    reserve = vernieuw_master(master, wijziging.toegepast(master.regeling), uit)
    try:
        yield reserve
    except BaseException:
        if reserve is not None:
            reserve.replace(master.pad)
        elif uit is not None:
            uit.unlink(missing_ok=True)
        raise
