"""A master put in the place of the old one, or where nothing is yet: whole or not at all, and the old one is kept."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.publiceren import VOOR_GROEP, alleen
from via_xl.basis.schijffout import reden
from via_xl.basis.vingerafdruk import sha256
from via_xl.lezen.geopend import geopend_elders
from via_xl.lezen.indeling import editie_van

if TYPE_CHECKING:
    from via_xl.lezen.master import Master

_BEWAARD = re.compile(r"\.(\d{4}-\d\d-\d\d)(?:-(\d+))?")
"""How a dated copy is called, after the name of its master."""

BEWAARD = 10
"""How many dated copies of a master are kept beside it; what is older goes."""

Schrijf = Callable[[Path], None]
"""Writes a workbook at the path it is given, and judges it there."""


def eis_nieuw(uit: Path) -> None:
    """Nothing that exists is ever overwritten.

    Raises:
        InvoerFout: there is a file of that name.
    """
    if uit.exists():
        raise InvoerFout(
            f"{uit} bestaat al en wordt niet overschreven. Kies bij --uit een andere naam, of hernoem het oude bestand."
        )


def eis_zelfde_editie(master: Master, uit: Path) -> None:
    """A change makes no other edition of a master.

    Raises:
        InvoerFout: ``uit`` has another suffix than the master.
    """
    editie = editie_van(master.pad)
    if editie_van(uit) is not editie:
        anders = f'De andere editie maakt u met: via-xl master zet-om "{master.pad}" --uit "{uit}"'
        raise InvoerFout(f"{uit.name}: de master wordt herbouwd als {editie}-werkmap, net als nu. {anders}")


def plaats_nieuw(uit: Path, schrijf: Schrijf) -> None:
    """Put a workbook where nothing is yet, by one rename.

    Raises:
        InvoerFout: ``uit`` can't be written, or there is something by now.
    """
    uit = uit.resolve()  # a link to where nothing is yet stays a link
    with alleen(uit):
        _zet_neer(uit, schrijf, partial(eis_nieuw, uit))


def vervang(master: Master, schrijf: Schrijf) -> Path:
    """Put a workbook in the place of a master by one rename; gives the dated copy in which the old one is kept.

    Raises:
        InvoerFout: the master is open, was changed since it was read, or can't be written.
    """
    return vervang_bestand(master.pad, master.sha256, schrijf)


def vervang_bestand(masterpad: Path, gelezen: str, schrijf: Schrijf) -> Path:
    """The same for the file of a master, of which the SHA-256 was ``gelezen``.

    A master that is a symbolic link stays one: the file it leads to is replaced.

    Raises:
        InvoerFout: the master is open, was changed since it was read, or can't be written.
    """
    pad = masterpad.resolve()
    if geopend_elders(masterpad):
        raise InvoerFout(
            f"{pad.name} staat open in een ander programma; er is niets gewijzigd. Bewaar en sluit het daar en probeer "
            f"opnieuw. Staat het nergens meer open, verwijder dan het bestand ~${pad.name} of .~lock.{pad.name}# ernaast."
        )

    def mits() -> None:
        if sha256(pad) != gelezen:
            raise InvoerFout(
                f"{pad.name} is intussen door een ander gewijzigd; er is niets gewijzigd. Geef de opdracht opnieuw."
            )

    with alleen(pad):
        mits()
        for rest in pad.parent.glob(f".{pad.stem}.*{pad.suffix}.in-aanmaak"):  # of a command that was killed
            rest.unlink(missing_ok=True)
        reserve = _bewaar_oude(pad)
        try:
            _zet_neer(pad, schrijf, mits)
        except BaseException:
            reserve.unlink(missing_ok=True)
            raise
        for oud in bewaarde(pad)[BEWAARD:]:
            oud.unlink(missing_ok=True)
    return reserve


def bewaarde(pad: Path) -> list[Path]:
    """The dated copies of a master, the last one first."""
    return [ander for _, _, ander in sorted(_gedateerd(pad), reverse=True)]


def is_bewaarde(pad: Path) -> bool:
    """Whether a file is a dated copy of a master that lies beside it."""
    stam = re.sub(f"{_BEWAARD.pattern}$", "", pad.stem)
    return stam != pad.stem and pad.with_stem(stam).exists()


def _gedateerd(pad: Path) -> Iterator[tuple[str, int, Path]]:
    """The dated copies of a master, each with its day and its number of that day."""
    naam = re.compile(rf"{re.escape(pad.stem)}{_BEWAARD.pattern}{re.escape(pad.suffix)}")
    for ander in pad.parent.iterdir():
        if delen := naam.fullmatch(ander.name):
            yield delen[1], int(delen[2] or 0), ander


def _bewaar_oude(pad: Path) -> Path:
    """A copy under a dated name of its own, after the last one of today."""
    vandaag = date.today().isoformat()
    nummer = max((nummer + 1 for dag, nummer, _ in _gedateerd(pad) if dag == vandaag), default=0)
    reserve = pad.with_name(f"{pad.stem}.{vandaag}{f'-{nummer}' if nummer else ''}{pad.suffix}")
    kopie = pad.with_name(f".{reserve.name}.in-aanmaak")
    try:
        shutil.copy2(pad, kopie)
        kopie.replace(reserve)
    except OSError as fout:
        raise InvoerFout(f"{reserve} kan niet worden gemaakt ({reden(fout)}); er is niets gewijzigd.") from fout
    finally:
        kopie.unlink(missing_ok=True)
    return reserve


def _zet_neer(uit: Path, schrijf: Schrijf, mits: Callable[[], None]) -> None:
    """With the lock: ``mits`` says, right before the rename, whether it may still be done."""
    tijdelijk = uit.with_name(f".{uit.name}.in-aanmaak")
    try:
        schrijf(tijdelijk)
        _voor_wie(tijdelijk, uit)
        with tijdelijk.open("rb+") as stroom:
            os.fsync(stroom.fileno())
        mits()
        tijdelijk.replace(uit)
    except OSError as fout:
        raise InvoerFout(f"{uit} kan niet worden gemaakt ({reden(fout)}). Kies bij --uit een andere plaats.") from fout
    finally:
        tijdelijk.unlink(missing_ok=True)


def _voor_wie(nieuw: Path, uit: Path) -> None:
    """What takes the place of a file is for whom that was; what is new is for its owner and their group."""
    with suppress(OSError):  # a share that knows no such thing
        nieuw.chmod(stat.S_IMODE(uit.stat().st_mode) if uit.exists() else nieuw.stat().st_mode & VOOR_GROEP)
