"""Which hourly rate holds for an hour line, and how it is derived (the functional schaal)."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import cache

from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import GEHEEL_BP, UUR, rond_half_op
from via_xl.basis.schaal import Schaal
from via_xl.regeling.model import Tarief


@cache
def maandeinde(maand: date) -> date:
    """The last day of the month in which a date lies: the day whose rate holds for the whole month."""
    return maand.replace(day=monthrange(maand.year, maand.month)[1])


def uurtarief_ct(tarief: Tarief) -> int:
    """The hourly rate of a tarief row in cents.

    ``round(maandsalaris × 12 × (1 + IKB) × (1 + werkgeverslasten) / productieve uren)``, or the rate that
    an officer entered. € 5.997 a month, IKB 17,05 %, werkgeverslasten 25 % and 1.400 productive hours:

    >>> uurtarief_ct(Tarief(bron="", schaal=11, van=date(2024, 1, 1), tot=date(2024, 9, 30),
    ...     maandsalaris_ct=599700, ikb_bp=1705, werkgeverslasten_bp=2500, productieve_uren_h=140000))
    7521

    Raises:
        ValueError: when the row holds neither a rate nor all four parts of one.
    """
    if tarief.uurtarief_ct is not None:
        return tarief.uurtarief_ct
    delen = (tarief.maandsalaris_ct, tarief.ikb_bp, tarief.werkgeverslasten_bp, tarief.productieve_uren_h)
    if any(deel is None for deel in delen):
        raise ValueError(f"schaal {tarief.schaal} vanaf {datum_nl(tarief.van)}: uurtarief niet af te leiden")
    salaris, ikb, lasten, productief = (deel for deel in delen if deel is not None)
    teller = salaris * 12 * (GEHEEL_BP + ikb) * (GEHEEL_BP + lasten) * UUR
    return rond_half_op(teller, GEHEEL_BP * GEHEEL_BP * productief)


class Tarieven:
    """The rates of a region, looked up by schaal and month.

    >>> rates = Tarieven([Tarief(bron="", schaal=11, van=date(2024, 1, 1), tot=date(2024, 9, 30), uurtarief_ct=7521),
    ...                   Tarief(bron="", schaal=11, van=date(2024, 10, 1), tot=date(2025, 3, 31), uurtarief_ct=7615)])
    >>> rates.voor(11, date(2024, 9, 1))[0].uurtarief_ct, rates.voor(11, date(2024, 10, 1))[0].uurtarief_ct
    (7521, 7615)
    """

    def __init__(self, tarieven: Iterable[Tarief]) -> None:
        self._per_schaal: dict[Schaal, list[Tarief]] = {}
        for tarief in sorted(tarieven, key=lambda rij: (rij.van, rij.tot)):
            self._per_schaal.setdefault(tarief.schaal, []).append(tarief)
        self._cache: dict[tuple[Schaal, date], tuple[Tarief, ...]] = {}
        self._som_ct: dict[tuple[Schaal, date], int] = {}

    def voor(self, schaal: Schaal, maand: date) -> tuple[Tarief, ...]:
        """All rows that hold on the last day of the month; exactly one is right, none or more is a finding."""
        sleutel = (schaal, maand)
        if sleutel not in self._cache:
            dag = maandeinde(maand)
            rijen = self._per_schaal.get(schaal, [])
            tot_hier = rijen[: bisect_right(rijen, dag, key=lambda rij: rij.van)]
            self._cache[sleutel] = tuple(rij for rij in tot_hier if dag <= rij.tot)
        return self._cache[sleutel]

    def som_ct(self, schaal: Schaal, maand: date) -> int:
        """The rates in cents that hold for a schaal in a month, added up as the column ``Uurtarief €`` does.

        There should be exactly one; without one this is 0, and with more their sum. Either is a finding elsewhere.
        """
        sleutel = (schaal, maand)
        if sleutel not in self._som_ct:
            self._som_ct[sleutel] = sum(uurtarief_ct(rij) for rij in self.voor(schaal, maand))
        return self._som_ct[sleutel]
