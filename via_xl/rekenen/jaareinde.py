"""What each gemeente enters in its jaarrekening of a year that isn't settled yet, and how far the settlement is from it.

The amounts are those of the forecast: what is expected, which is the settlement itself once every hour is in.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from via_xl.regeling.model import Jaareinde, Regeling
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.prognose import Prognose, Prognosegeval
from via_xl.rekenen.verrekening import GemeenteUitkomst


class Jaareindepost(Struct, frozen=True):
    """What a gemeente enters: its part in each geval, and what it was given the last time (None: nothing yet).

    ``maanden`` are those of which its hours are to come. ``opgenomen_ct`` is what stands in its jaarrekening, with that of who
    went into it. ``verdeeld``: R can be shared, so that its bijdrage is known.
    """

    rij: GemeenteUitkomst
    gevallen: Mapping[Prognosegeval, GemeenteUitkomst]
    maanden: tuple[int, ...]
    opgenomen_ct: int | None
    verdeeld: bool = True

    @property
    def uiterste_ct(self) -> tuple[int, int]:
        """The least and the most that the saldo may turn out to be."""
        saldi = [rij.saldo_ct for rij in self.gevallen.values()]
        return min(saldi), max(saldi)

    @property
    def verschil_ct(self) -> int | None:
        """The saldo as it is known now less what was entered; None where nothing was."""
        return None if self.opgenomen_ct is None else self.rij.saldo_ct - self.opgenomen_ct


def is_laatste_opgave(regeling: Regeling, rij: Jaareinde) -> bool:
    """Whether a gemeente was given nothing later for that year."""
    return not any((a.jaar, a.code) == (rij.jaar, rij.code) and a.op > rij.op for a in regeling.jaareinde)


def opgenomen_ct(regeling: Regeling, jaar: int) -> dict[str, int]:
    """Per gemeente what stands in its jaarrekening of a year, by its last opgave; who was given nothing isn't in it."""
    voor = houders(regeling.gemeenten, jaar)
    uit: dict[str, int] = {}
    for rij in regeling.jaareinde:
        if rij.jaar == jaar and is_laatste_opgave(regeling, rij):
            uit[voor[rij.code]] = uit.get(voor[rij.code], 0) + rij.opgenomen_ct
    return uit


def jaareindeposten(regeling: Regeling, p: Prognose) -> tuple[Jaareindepost, ...]:
    """What each gemeente that has a part in the year enters, in the order of the settlement."""
    al = opgenomen_ct(regeling, p.jaar)
    return tuple(
        Jaareindepost(
            rij=rij,
            gevallen={geval: uit.van(rij.code) for geval, uit in p.uitkomsten.items()},
            maanden=tuple(maand.maand for maand in p.van(rij.code) if maand.te_gaan_h),
            opgenomen_ct=al.get(rij.code),
            verdeeld=Prognosegeval.VERWACHT not in p.zonder_verdeling,
        )
        for rij in p.verwacht.gemeenten
    )
