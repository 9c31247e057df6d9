"""The rules every workbook keeps, checked on the file itself: one rule a module, all findings together."""

from collections.abc import Callable, Iterator
from pathlib import Path

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.linter import (
    beveiliging,
    bladvolgorde,
    controleblad,
    dialect,
    eenheden,
    eenmaal,
    externe_koppeling,
    foutwaarden,
    getallen,
    groei,
    herkomstkolommen,
    kolomformule,
    kring,
    namen,
    omvang,
    overgetypt,
    samengevoegd,
    structuur,
    tekstgetal,
    verboden_functies,
    verborgen,
    versie,
    zoeken,
)
from via_xl.bewijs.linter.boek import Lintboek

REGELS: tuple[Callable[[Lintboek], Iterator[Bevinding]], ...] = (
    getallen.controleer,
    kolomformule.controleer,
    externe_koppeling.controleer,
    verboden_functies.controleer,
    dialect.controleer,
    foutwaarden.controleer,
    kring.controleer,
    verborgen.controleer,
    beveiliging.controleer,
    herkomstkolommen.controleer,
    eenheden.controleer,
    controleblad.controleer,
    zoeken.controleer,
    tekstgetal.controleer,
    omvang.controleer,
    eenmaal.controleer,
    bladvolgorde.controleer,
    versie.controleer,
    samengevoegd.controleer,
    overgetypt.controleer,
    structuur.controleer,
    namen.controleer,
    groei.controleer,
)
"""Every rule about the workbook itself, in the order of the design. Two rules are about its amounts, and are checked
where those are calculated: 13 (shares add to 100 %, the settlement nets to zero) in ``controle.uitkomst`` and on the sheet
Controles, 22 (Verrekening has exactly the codes of tblGemeenten) on that sheet, which the proof recalculates."""


def lint(pad: Path, *, eigen: bool = True) -> tuple[Bevinding, ...]:
    """Everything a workbook file does against the rules.

    Args:
        pad: An ``.xlsx`` or ``.xlsm`` that this program made, or that the guarded reader has let in.
        eigen: False for a workbook a user has worked in. What they added outside the tables may be written in any
            formula language, and a filter left on or a sheet of their own is no mistake: those are warnings.
    """
    return beoordeel_boek(Lintboek.lees(pad, eigen=eigen))


def beoordeel_boek(boek: Lintboek) -> tuple[Bevinding, ...]:
    """Everything a workbook that was read does against the rules."""
    return tuple(bevinding for regel in REGELS for bevinding in regel(boek))
