"""The versions of a settlement that a master knows of: which is the last, and whether the year is settled."""

from __future__ import annotations

from collections.abc import Iterable

from via_xl.regeling.model import Afrekening, Regeling, Versiestand
from via_xl.rekenen.invoerhash import invoerhash


def laatste(regeling: Regeling, jaar: int) -> Afrekening | None:
    """The last version of a year that is registered; None before the first."""
    return _hoogste(rij for rij in regeling.afrekeningen if rij.jaar == jaar)


def definitieve(regeling: Regeling, jaar: int) -> Afrekening | None:
    """The last definitief version of a year: that by which it is settled; None when it isn't yet."""
    van_jaar = (rij for rij in regeling.afrekeningen if rij.jaar == jaar)
    return _hoogste(rij for rij in van_jaar if rij.soort is Versiestand.DEFINITIEF)


def _hoogste(versies: Iterable[Afrekening]) -> Afrekening | None:
    return max(versies, key=lambda rij: rij.versie, default=None)


def is_afgerekend(regeling: Regeling, jaar: int) -> bool:
    """Whether the inputs of a year are those by which it was settled for good."""
    versie = definitieve(regeling, jaar)
    return versie is not None and versie.invoerhash == invoerhash(regeling, jaar)
