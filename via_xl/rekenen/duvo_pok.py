"""The yearly DUVO and POK budget: what is spent on which post, what the staff takes of it, and what is left."""

from __future__ import annotations

from msgspec import Struct

from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.regeling.model import Regeling


class Budgetpost(Struct, frozen=True):
    """What a year has for one post of the budget, in cents.

    ``rijen`` is how many rows of tblBestedingen name the post in that year. An amount of None is not known, which is
    not 0.
    """

    naam: str
    rijen: int
    begroot_ct: int | None
    besteed_ct: int | None

    @property
    def onbekend(self) -> bool:
        """Whether the year has a row for the post, but none that says what was spent on it."""
        return self.rijen > 0 and self.besteed_ct is None


class DuvoPok(Struct, frozen=True):
    """The DUVO and POK budget of a year beside what is known to be spent of it, in cents.

    ``budget_ct`` is None when the budget isn't known. ``personeel_ct`` is what POK reimburses of the staff (V of the
    settlement), ``overige_ct`` the other costs than hours.
    """

    jaar: int
    budget_ct: int | None
    posten: tuple[Budgetpost, ...]
    personeel_ct: int
    overige_ct: int

    @property
    def begroot_ct(self) -> int | None:
        """The amounts budgeted for the posts, added up as far as they are known; None when not one of them is."""
        return _som([post.begroot_ct for post in self.posten])

    @property
    def besteed_ct(self) -> int | None:
        """The amounts spent on the posts, added up as far as they are known; None when not one of them is."""
        return _som([post.besteed_ct for post in self.posten])

    @property
    def bekend_ct(self) -> int:
        """Everything that is known to be spent: on the posts, on the staff, and on other costs."""
        return (self.besteed_ct or 0) + self.personeel_ct + self.overige_ct

    @property
    def over_ct(self) -> int | None:
        """What is left of the budget after the known spending, negative when that is more; None without a budget."""
        return None if self.budget_ct is None else self.budget_ct - self.bekend_ct

    @property
    def gemeld(self) -> int:
        """For how many posts of the year it is known what was spent."""
        return sum(post.besteed_ct is not None for post in self.posten)

    @property
    def onbekend(self) -> int:
        """For how many posts of the year it isn't known what was spent."""
        return sum(post.onbekend for post in self.posten)


def _som(bedragen: list[int | None]) -> int | None:
    bekend = [ct for ct in bedragen if ct is not None]
    return sum(bekend) if bekend else None


def postnamen(regeling: Regeling) -> tuple[str, ...]:
    """Every post of any year, once, in the order of the table; texts compare as in a spreadsheet."""
    namen: dict[str, str] = {}
    for rij in regeling.bestedingen:
        namen.setdefault(zelfde_in_formule(rij.post), rij.post)
    return tuple(namen.values())


def duvo_pok(regeling: Regeling, jaar: int, vergoeding_ct: int) -> DuvoPok:
    """The DUVO and POK budget of a year, and what is known to be spent of it.

    ``vergoeding_ct`` is what POK reimburses of the staff, in cents (V of the settlement). Other costs are all of them,
    also those that the settlement leaves out: they are paid from the same budget.

    Raises:
        KeyError: the year isn't in ``jaren``.
    """
    van_jaar = [rij for rij in regeling.bestedingen if rij.jaar == jaar]

    posten = []
    for naam in postnamen(regeling):
        rijen = [rij for rij in van_jaar if zelfde_in_formule(rij.post) == zelfde_in_formule(naam)]
        posten.append(
            Budgetpost(
                naam, len(rijen), _som([rij.begroot_ct for rij in rijen]), _som([rij.besteed_ct for rij in rijen])
            )
        )
    return DuvoPok(
        jaar=jaar,
        budget_ct=regeling.jaar(jaar).duvo_pok_budget_ct,
        posten=tuple(posten),
        personeel_ct=vergoeding_ct,
        overige_ct=sum(rij.bedrag_ct for rij in regeling.kosten if rij.jaar == jaar),
    )
