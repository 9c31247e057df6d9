"""Exactly one gemeente settles; without it nobody pays or is paid."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import NERGENS, Bevinding
from via_xl.regeling.model import Regeling

DOEN = "Zet in tblGemeenten bij precies één gemeente ja in de kolom Centrumgemeente."


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding when no gemeente is the centrumgemeente, and on each one after the first."""
    centrum = [gemeente for gemeente in regeling.gemeenten if gemeente.centrumgemeente]
    if not centrum:
        plek = regeling.gemeenten[0].plek if regeling.gemeenten else NERGENS
        yield Bevinding.op(plek, "centrumgemeente", "geen enkele gemeente is centrumgemeente.", DOEN)
    for gemeente in centrum[1:]:
        wat = f"{gemeente.naam} is centrumgemeente, maar {centrum[0].naam} ook."
        yield Bevinding.op(gemeente.plek, "centrumgemeente", wat, DOEN)
