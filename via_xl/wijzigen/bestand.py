"""A change carried out in the file of a master; the old one stays beside it as a dated copy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.publiceren import ruim_slot_op
from via_xl.lezen.master import Master, lees_master
from via_xl.wijzigen.handeling import Gedaan, Handeling, voer_uit
from via_xl.wijzigen.inplaats.uitvoeren import schrijf_gewijzigd
from via_xl.wijzigen.vervangen import eis_nieuw, eis_zelfde_editie, plaats_nieuw, vervang
from via_xl.wijzigen.wijziging import Wijziging


class Voornemen(Struct, frozen=True):
    """A change that is worked out and not yet made: of this master, into the file ``naar`` (None: its own)."""

    master: Master
    wijziging: Wijziging
    naar: Path | None


def doe(
    handeling: Handeling,
    pad: Path,
    naar: Path | None = None,
    heden: date | None = None,
    voortgang: Voortgang = lambda *_: None,
    eerder: Master | None = None,
    **opgaven: Any,
) -> Gedaan:
    """Do it to the master in this file, without asking. What it takes and raises is that of the next two."""
    return breng_aan(neem_voor(handeling, pad, naar, heden, voortgang, eerder, **opgaven), voortgang)


def neem_voor(
    handeling: Handeling,
    pad: Path,
    naar: Path | None = None,
    heden: date | None = None,
    voortgang: Voortgang = lambda *_: None,
    eerder: Master | None = None,
    **opgaven: Any,
) -> Voornemen:
    """What it would do to the master in this file; with ``naar`` the new one comes there and the old one stays as it is.

    ``eerder`` is what was read of it before: sheets that are still the same are not read again.

    Raises:
        InvoerFout: the master can't be read or holds errors, or what was said doesn't fit.
    """
    if naar is not None and naar.resolve() != pad.resolve():
        eis_nieuw(naar)
    voortgang("Master lezen", 0, 2)
    ruim_slot_op(pad.resolve())
    master = lees_master(pad, eerder=eerder)
    return Voornemen(master, handeling.werk_uit(master, heden, voortgang, **opgaven), naar)


def breng_aan(voornemen: Voornemen, voortgang: Voortgang = lambda *_: None) -> Gedaan:
    """Make a change that was worked out.

    Raises:
        InvoerFout: something stands where a row must come, or the master was changed since it was read.
        BewijsFout: the new master doesn't read back as what was meant, or holds another change as well.
    """
    master, naar = voornemen.master, voornemen.naar
    drager = partial(in_bestand, uit=naar)
    return voer_uit(voornemen.wijziging, master, drager, naar or master.pad, voortgang, "Master bijwerken")


@contextmanager
def in_bestand(master: Master, wijziging: Wijziging, uit: Path | None = None) -> Iterator[Path | None]:
    """The file with the change in it, read back; when what comes after fails, it is what it was and there is no new one.

    Only the cells and rows of the change are touched, and what formulas give; see :mod:`via_xl.wijzigen.inplaats`.
    """
    if wijziging.leeg:
        yield None
        return
    schrijf = partial(schrijf_gewijzigd, master, wijziging)
    elders = uit is not None and uit.resolve() != master.pad.resolve()
    if uit is not None and elders:
        eis_zelfde_editie(master, uit)
        plaats_nieuw(uit, schrijf)
        reserve = None
    else:
        reserve = vervang(master, schrijf)
    try:
        yield reserve
    except BaseException:
        if reserve is not None:
            reserve.replace(master.pad.resolve())
        elif uit is not None:
            uit.unlink(missing_ok=True)
        raise
