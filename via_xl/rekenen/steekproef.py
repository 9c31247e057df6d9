"""A sample of the costs of a year that anybody draws again: which lines it takes follows from a hash that is published."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from msgspec import Struct

from via_xl.rekenen.samengenomen import GENOEG_PERSONEN
from via_xl.rekenen.verrekening import Verrekening

AANTAL = 25
"""So many lines, unless asked otherwise."""


class Kostendeel(Struct, frozen=True):
    """A line of the costs (cents): its sheet and row in the master, of which gemeente it is, and who made it ("": nobody's hours)."""

    blad: str
    rij: int
    code: str
    wie: str
    kosten_ct: int

    @property
    def regel(self) -> str:
        """What it is called, and what is hashed of it."""
        return f"{self.blad} rij {self.rij}"


class Steekproef(Struct, frozen=True):
    """The lines that were drawn, in the order of drawing, of all there are; ``zaad`` is what the order follows from."""

    zaad: str
    populatie: tuple[Kostendeel, ...]
    getrokken: tuple[Kostendeel, ...]

    @property
    def populatie_ct(self) -> int:
        """All the costs, in cents."""
        return sum(deel.kosten_ct for deel in self.populatie)

    @property
    def getrokken_ct(self) -> int:
        """The costs of the lines that were drawn, in cents."""
        return sum(deel.kosten_ct for deel in self.getrokken)

    def eigen(self, code: str) -> tuple[Kostendeel, ...]:
        """The lines of a gemeente that were drawn."""
        return tuple(deel for deel in self.getrokken if deel.code == code)

    def mag_totaal(self, code: str, minstens: int = GENOEG_PERSONEN) -> bool:
        """Whether the total tells the gemeente ``code`` nothing of somebody else's: of enough others, or of none, are lines in it."""
        anderen = {(deel.code, deel.wie) for deel in self.getrokken if deel.code != code}
        return not anderen or len(anderen) >= minstens


def kostendelen(uitkomst: Verrekening) -> Iterable[Kostendeel]:
    """Every line that counts in the costs of the region: hours, then other costs."""
    for uur in uitkomst.regels:
        plek = uur.regel.plek
        yield Kostendeel(plek.blad, plek.rij, uur.code, uur.regel.medewerker, uur.kosten_ct)
    for post in uitkomst.overige:
        yield Kostendeel(post.post.plek.blad, post.post.plek.rij, post.code, "", post.kosten_ct)


def trek(delen: Iterable[Kostendeel], zaad: str, aantal: int = AANTAL) -> Steekproef:
    """A sample of so many lines, or of all when there are no more: those whose SHA-256 of ``zaad``, a space and name is lowest.

    >>> delen = [Kostendeel("Uren", rij, "GM0755", "M1", 100) for rij in range(2, 9)]
    >>> [deel.rij for deel in trek(delen, "ab12", 3).getrokken]
    [6, 4, 7]
    """
    alle = tuple(delen)
    volgorde = sorted(alle, key=lambda deel: (sha256(f"{zaad} {deel.regel}".encode()).hexdigest(), deel.regel))
    return Steekproef(zaad, alle, tuple(volgorde[:aantal]))
