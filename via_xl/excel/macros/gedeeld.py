"""What several macros do: see that the book can be worked with, and put findings into its table."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout
from via_xl.basis.opsomming import met_getal
from via_xl.basis.tijdelijk import Tijdelijkemap
from via_xl.excel.bijschrijven import Bijschrijven, Waarde
from via_xl.excel.openboek import OpenBoek
from via_xl.excel.toestand import (
    eis_bijgewerkt,
    eis_bladen,
    eis_master,
    eis_op_schijf,
    eis_schrijfbare_map,
    eis_wijzigbaar,
)
from via_xl.schrijven.macros import Macrouitkomst
from via_xl.schrijven.master.bevindingen import TABEL

if TYPE_CHECKING:
    from via_xl.verzenden.concepten import Concepten

MEESTE = 1000
"""How many findings go into the workbook at once."""


def eis(
    boek: OpenBoek,
    *,
    op_schijf: bool = False,
    bladen: bool = False,
    wijzigbaar: bool = False,
    naast: bool = False,
    bewaard: str = "",
) -> None:
    """Refuse a book that is no master, or not in the state that a macro needs.

    ``op_schijf``: it has a file; ``bladen``: with all its sheets; ``wijzigbaar``: it can be saved; ``naast``: a file can be
    made beside it; ``bewaard``: all of it is saved, for this reason (then there must be a file and room beside it too).

    Raises:
        InvoerFout: with what is the matter.
    """
    naast = naast or bool(bewaard)
    if op_schijf or naast:
        eis_op_schijf(boek)
    eis_master(boek)
    if bladen:
        eis_bladen(boek)
    if wijzigbaar:
        eis_wijzigbaar(boek)
    if naast:
        eis_schrijfbare_map(boek.pad.parent)
    if bewaard and not boek.com.Saved:
        raise InvoerFout(
            f"{boek.naam} heeft wijzigingen die nog niet bewaard zijn, en {bewaard}; er is niets gemaakt. Bewaar de master en "
            "probeer het opnieuw."
        )
    if bewaard:
        eis_bijgewerkt(boek)


@contextmanager
def als_bestand(boek: OpenBoek) -> Iterator[Path]:
    """What is open now as a file: its own when that is saved, else a private copy that goes when it has been read."""
    if boek.com.Saved and boek.com.Path and "://" not in boek.volledige_naam:
        yield boek.pad
        return
    with Tijdelijkemap() as tijdelijk:
        kopie = tijdelijk / (boek.naam if "." in boek.naam else f"{boek.naam}.xlsx")
        boek.com.SaveCopyAs(str(kopie))
        yield kopie


def open_in_windows(pad: Path) -> bool:
    """Show a file or folder with the program that Windows has for it; False elsewhere.

    Raises:
        OSError: there is no program for it.
    """
    toon: Callable[[Path], None] | None = getattr(os, "startfile", None)
    if toon is None:
        return False
    toon(pad)
    return True


def concepten(gemaakt: Concepten, slot: str = "") -> Macrouitkomst:
    """What is told of drafts without a password: how many, where they are, and who has no address; their folder is shown."""
    if gemaakt.gemaakt:
        open_in_windows(gemaakt.map)
        regels = [f"{met_getal(len(gemaakt.gemaakt), 'bericht', 'berichten')} gemaakt: {gemaakt.map}"]
        regels.append("Er is niets verstuurd: open elk bericht in Outlook, lees het en verstuur het.")
    elif gemaakt.er_al:
        regels = [f"Er is niets gemaakt: de berichten liggen al in {gemaakt.map}."]
    else:
        regels = ["Er is niets gemaakt."]
    regels += [f"LET OP: {naam} heeft geen e-mailadres; er is geen bericht gemaakt." for naam in gemaakt.zonder_adres]
    return Macrouitkomst("\n".join(filter(None, (*regels, slot))), Ernst.WAARSCHUWING if gemaakt.zonder_adres else None)


def heeft_tabel(boek: OpenBoek) -> bool:
    """Whether the workbook has the table of findings: only the edition with macros has."""
    return any(plaats.naam == TABEL for plaats in boek.tabellen)


def schrijf_bevindingen(wijziging: Bijschrijven, bevindingen: Iterable[Bevinding], bestand: str) -> int:
    """Add findings to the table, at most :data:`MEESTE`; gives how many. ``bestand`` needs no mention."""
    rijen: list[dict[str, Waarde]] = [
        {
            "Gecontroleerd op": date.today(),
            "Wat": b.wat,
            "Blad": b.blad if b.bestand in ("", bestand) else " ".join(filter(None, (b.bestand, b.blad))),
            "Cel": b.cel,
            "Ernst": str(b.ernst),
            "Wat te doen": b.doen,
        }
        for b in list(bevindingen)[:MEESTE]
    ]
    wijziging.voeg_toe(TABEL, rijen)
    return len(rijen)
