"""The rules the inputs must keep: one a module, each a pure function that yields located findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.controle import (
    afronding,
    akkoorden,
    besluiten,
    bestedingen,
    btw,
    centrumgemeente,
    codes,
    inwoners,
    jaren,
    kalender,
    kosten,
    lijsten,
    namen,
    opvolgers,
    perioden,
    regio,
    rekeningen,
    schrijfwijzen,
    sleutels,
    tariefdatums,
    tariefrijen,
    uurtarief_bij_uren,
    vaste_bijdrage,
    verrekend,
)
from via_xl.controle.uitkomst import controleer_uitkomst
from via_xl.regeling.model import Regeling

REGELS: tuple[Callable[[Regeling], Iterator[Bevinding]], ...] = (
    sleutels.controleer,
    codes.controleer,
    namen.controleer,
    schrijfwijzen.controleer,
    centrumgemeente.controleer,
    rekeningen.controleer,
    perioden.controleer,
    opvolgers.controleer,
    jaren.controleer,
    inwoners.controleer,
    tariefrijen.controleer,
    uurtarief_bij_uren.controleer,
    tariefdatums.controleer,
    afronding.controleer,
    lijsten.controleer,
    bestedingen.controleer,
    btw.controleer,
    verrekend.controleer,
    kosten.controleer,
    vaste_bijdrage.controleer,
    besluiten.controleer,
    kalender.controleer,
    akkoorden.controleer,
    regio.controleer,
)
"""Every rule, in the order in which its findings are shown."""


def controleer(regeling: Regeling) -> tuple[Bevinding, ...]:
    """Every finding of every rule about the inputs of a region, in the order of the rules; empty when all is well."""
    return tuple(bevinding for regel in REGELS for bevinding in regel(regeling))


__all__ = ["REGELS", "controleer", "controleer_uitkomst"]
