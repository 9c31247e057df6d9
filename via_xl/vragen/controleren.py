"""Any workbook held against the rules it must keep, and a master against the rules of its inputs as well.

The file may come from anyone, so it is never opened in this process: first the package is judged, then a child
process with limits of memory and time reads it. Whatever the file does to that child, this command answers.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout, fouten
from via_xl.basis.gewoon import van_internet
from via_xl.basis.kindproces import Kind, KindGestopt
from via_xl.basis.schijffout import GEBLOKKEERD_DOEN
from via_xl.lezen.pakket import Grenzen, controleer_pakket
from via_xl.regeling.tabellen import TABELLEN

GRENZEN = Grenzen(te_groot="Haal weg wat er niet in hoort en probeer opnieuw.")
"""What a workbook may be: as large as a master of 100,000 hour lines."""

GEHEUGEN = 6 * 2**30
"""Address space of the child; a master of 10,000 hour lines takes some 0.2 GB."""

TIJD = 600.0
"""Seconds the child may take; a master of 10,000 hour lines takes some 15."""

_MET_MACROS = frozenset((".xlsm", ".xlam"))
_FUNCTIE = f"{__name__}:beoordeel"
_REGEL = re.compile(r"\[regel (\d+)] ")


class Controleverslag(Struct, frozen=True):
    """What was found in a workbook, errors first. ``jaar`` is the year of which a master's outcome was looked at.

    ``over_uitkomst`` are those of ``bevindingen`` that the outcome of that year asks to look at: what a choice comes to,
    or who can be recognised in a total. They say nothing against the workbook.
    """

    pad: Path
    met_invoer: bool
    jaar: int | None
    bevindingen: tuple[Bevinding, ...]
    over_uitkomst: tuple[Bevinding, ...] = ()

    @property
    def aantal_fouten(self) -> int:
        """How many findings are errors: with one the workbook does not keep the rules."""
        return len(fouten(self.bevindingen))

    @property
    def van_het_werkboek(self) -> tuple[Bevinding, ...]:
        """What is wrong with the workbook as such, apart from the inputs in it."""
        return tuple(bevinding for bevinding in self.bevindingen if _REGEL.match(bevinding.wat))

    def als_json(self) -> dict[str, Any]:
        """The report as plain values; ``regel`` is the number in the design, null for a rule of the inputs."""
        return {
            "bestand": str(self.pad),
            "met_invoer": self.met_invoer,
            "jaar": self.jaar,
            "in_orde": not self.aantal_fouten,
            "fouten": self.aantal_fouten,
            "waarschuwingen": len(self.bevindingen) - self.aantal_fouten,
            "bevindingen": [_als_dict(bevinding) for bevinding in self.bevindingen],
        }


def _als_dict(bevinding: Bevinding) -> dict[str, Any]:
    regel = _REGEL.match(bevinding.wat)
    return {
        "ernst": str(bevinding.ernst),
        "regel": int(regel[1]) if regel else None,
        "blad": bevinding.blad,
        "cel": bevinding.cel,
        "wat": bevinding.wat[regel.end() :] if regel else bevinding.wat,
        "doen": bevinding.doen,
    }


def controleer_werkboek(pad: Path, jaar: int | None = None, *, streng: bool = False) -> Controleverslag:
    """Hold a workbook against every rule.

    What a user added outside the tables, and the look of the workbook, give warnings; ``streng`` makes those errors,
    as for a workbook that is to be published. What the outcome asks to look at stays a warning. Of a workbook with the input tables (a master) the inputs are checked
    as the yearly run does, for ``jaar`` or the year chosen in it.

    Raises:
        InvoerFout: the file can't be read, or holds no such year.
    """
    with controlekind() as kind:
        return controleer_in(kind, pad, jaar, streng=streng)


def controlekind(*, geheugen: int = GEHEUGEN, tijd: float = TIJD) -> Kind:
    """A child process for :func:`controleer_in`: one for many workbooks."""
    return Kind(_FUNCTIE, None, geheugen=geheugen, tijd=tijd)


def controleer_in(kind: Kind, pad: Path, jaar: int | None = None, *, streng: bool = False) -> Controleverslag:
    """As :func:`controleer_werkboek`, in a child that is already there."""
    controleer_pakket(pad, GRENZEN)
    try:
        uit = kind.vraag((pad, jaar))
    except KindGestopt as fout:
        raise InvoerFout(fout.uitleg(f"{pad.name} is niet gecontroleerd: het controleren")) from fout
    if isinstance(uit, str):
        raise InvoerFout(uit)
    if not isinstance(uit, Controleverslag):
        raise TypeError(type(uit))
    bevindingen = [
        replace(b, ernst=Ernst.FOUT) if streng and b not in uit.over_uitkomst else b for b in uit.bevindingen
    ]
    if pad.suffix.casefold() in _MET_MACROS and van_internet(pad):
        wat = "komt van internet; Windows blokkeert de macro's erin."
        bevindingen.append(Bevinding(pad.name, "", "", wat, GEBLOKKEERD_DOEN, Ernst.WAARSCHUWING))
    bevindingen.sort(key=lambda b: b.ernst is not Ernst.FOUT)
    return replace(uit, bevindingen=tuple(bevindingen))


def beoordeel(_: None, opdracht: tuple[Path, int | None]) -> Controleverslag | str:
    """In the child: the report, or why the file can't be read."""
    from via_xl.bewijs.linter import beoordeel_boek
    from via_xl.bewijs.linter.boek import Lintboek
    from via_xl.bewijs.linter.verborgen import REGEL as VERBORGEN

    pad, jaar = opdracht
    try:
        boek = Lintboek.lees(pad, eigen=False)
    except MemoryError:
        raise
    except Exception:  # whatever a package leads to that Excel itself would not have made
        return f"{pad.name} is niet te lezen: de onderdelen kloppen niet met elkaar. Open het in Excel en sla het opnieuw op als .xlsx."
    bevindingen = list(beoordeel_boek(boek))
    if not _heeft_invoer(boek):
        return Controleverslag(pad, False, None, tuple(bevindingen))
    try:
        jaar, invoer, uitkomst = _invoer(pad, jaar)
    except InvoerFout as fout:
        return fout.bericht
    gezegd = {(b.blad, b.cel) for b in invoer}  # of an amount that is not seen, that says the same and more
    eigen = [b for b in bevindingen if (b.blad, b.cel) not in gezegd or not b.wat.startswith(f"[regel {VERBORGEN}] ")]
    return Controleverslag(pad, True, jaar, (*eigen, *invoer, *uitkomst), uitkomst)


def _heeft_invoer(boek: Any) -> bool:
    """Whether most of the input tables are there: what is missing is then a finding, not another kind of workbook."""
    verplicht = {tabel.naam.casefold() for tabel in TABELLEN if tabel.csv_verplicht}
    return 2 * len(verplicht & boek.tabellen.keys()) > len(verplicht)


def _invoer(pad: Path, jaar: int | None) -> tuple[int | None, list[Bevinding], tuple[Bevinding, ...]]:
    """The year, and what the rules of the inputs and of the outcome of that year find: as the yearly run shows it."""
    from via_xl.controle import controleer
    from via_xl.controle.jaarstand import eis_jaar, reken_na, waarschuwingen_van
    from via_xl.lezen.master import lees_master

    try:
        master = lees_master(pad, ook_van_run=True)
    except InvoerFout as fout:
        return jaar, list(fout.bevindingen) or [fout.als_bevinding(pad.name)], ()
    regeling = master.regeling
    gekozen = eis_jaar(regeling, jaar, pad.name) if jaar is not None else master.jaar
    bevindingen = [*master.bevindingen, *fouten(controleer(regeling))]
    if all(rij.jaar != gekozen for rij in regeling.jaren) or gekozen is None:
        wat = "er is geen jaar gekozen dat in tblJaren staat."
        return None, [*bevindingen, Bevinding(pad.name, "Start", "", wat, "Kies een jaar op blad Start.")], ()
    bevindingen += waarschuwingen_van(regeling, gekozen)
    return gekozen, bevindingen, () if fouten(bevindingen) else reken_na(regeling, gekozen)[1]
