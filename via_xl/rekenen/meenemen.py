"""A herziening of which every difference is small: not paid by itself, but carried to the settlement of a later year.

What is carried stands in ``tblVerrekend``: a row for each gemeente, of one herziening and to one year. It is no part of the
saldo of either year, so that each settlement still adds up to what POK reimburses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from via_xl.regeling.model import Regeling, Verrekend
from via_xl.rekenen.opvolging import houders


class Doorgeschoven(Struct, frozen=True):
    """What of a herziening is settled with a later year, in cents per gemeente; nothing where ``naar`` is None."""

    naar: int | None = None
    per_code: Mapping[str, int] = field(default_factory=dict)

    def van(self, code: str) -> int:
        """What of a gemeente is carried: above 0 it pays that later."""
        return self.per_code.get(code, 0)


NIETS = Doorgeschoven()
"""A settlement of which nothing is carried."""


def verrekend_ct(regeling: Regeling, jaar: int) -> dict[str, int]:
    """Per gemeente what the settlement of a year has from earlier herzieningen, with that of who went into it."""
    return _per_houder(regeling, jaar, (rij for rij in regeling.verrekend if rij.jaar == jaar))


def meegenomen(regeling: Regeling, jaar: int, herziet: int) -> Doorgeschoven:
    """What of the herziening of version ``herziet`` of a year is carried to a later one."""
    rijen = [rij for rij in regeling.verrekend if (rij.uit_jaar, rij.herziet) == (jaar, herziet)]
    return Doorgeschoven(rijen[0].jaar, _per_houder(regeling, jaar, rijen)) if rijen else NIETS


def _per_houder(regeling: Regeling, jaar: int, rijen: Iterable[Verrekend]) -> dict[str, int]:
    voor, uit = houders(regeling.gemeenten, jaar), dict[str, int]()
    for rij in rijen:
        uit[voor[rij.code]] = uit.get(voor[rij.code], 0) + rij.bedrag_ct
    return uit
