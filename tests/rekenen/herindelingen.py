"""Gemeenten that end in a region drawn by chance: absorbed, merged into a new one, one after the other, or without opvolger."""

from __future__ import annotations

import random
from datetime import date

from msgspec.structs import replace
from rekenen.regios import JAAR, gemeente

from via_xl.regeling.model import Gemeente, Regeling

NIEUW = "GM2001"
"""A code that no drawn region uses: CBS codes of the drawn regions are below GM2000."""

DAGEN = (date(JAAR - 2, 12, 31), date(JAAR - 1, 6, 30), date(JAAR - 1, 12, 31), date(JAAR, 12, 30), date(JAAR, 12, 31))
"""The last day of what ends: long before the year, just before it, in it, and so late that the year is still its own."""


def met_herindeling(regeling: Regeling, toeval: random.Random) -> Regeling:
    """The region in which one gemeente or more, never the centrumgemeente, ended on one of :data:`DAGEN`.

    A region of one or two gemeenten stays as it is: nobody is left to go into.
    """
    anderen = [rij.code for rij in regeling.gemeenten if not rij.centrumgemeente]
    if len(anderen) < 2:
        return regeling
    eerste, tweede, *_ = toeval.sample(anderen, len(anderen))
    dag = toeval.choice(DAGEN)
    begin = date.fromordinal(dag.toordinal() + 1)
    nieuw = replace(gemeente(NIEUW), van=begin)
    soorten: tuple[tuple[dict[str, str], tuple[Gemeente, ...]], ...] = (
        ({eerste: tweede}, ()),
        ({eerste: regeling.centrumgemeente.code}, ()),
        ({eerste: NIEUW, tweede: NIEUW}, (nieuw,)),
        ({eerste: ""}, ()),
    )
    opvolgers, erbij = toeval.choice(soorten)
    na = replace(regeling, gemeenten=(*(_eindigt(rij, dag, opvolgers) for rij in regeling.gemeenten), *erbij))
    if not erbij or toeval.random() < 0.5:
        return na
    verder = {NIEUW: regeling.centrumgemeente.code}
    return replace(na, gemeenten=tuple(_eindigt(rij, toeval.choice(_na(begin)), verder) for rij in na.gemeenten))


def _na(begin: date) -> tuple[date, ...]:
    """Days on which what began on ``begin`` may end again."""
    return tuple(dag for dag in (*DAGEN, date(JAAR + 1, 12, 31)) if dag > begin)


def _eindigt(rij: Gemeente, dag: date, opvolgers: dict[str, str]) -> Gemeente:
    return replace(rij, tot=dag, opvolger=opvolgers[rij.code]) if rij.code in opvolgers else rij
