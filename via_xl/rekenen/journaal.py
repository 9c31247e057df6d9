"""What is to be settled as journal entries: one for each gemeente in the ledger of the centrumgemeente, and its mirror.

The mirror is what the gemeente itself books. The own entry of the centrumgemeente stands on both sides too: what is to be
settled cancels out there, which is why no money moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from via_xl.regeling.model import Boekkant, Boekpost, Grootboekregel
from via_xl.rekenen.betaallijst import Betaallijst, Betaalregel

DEBET_BOVEN_NUL = frozenset((Boekpost.TE_VERREKENEN, Boekpost.INZET, Boekpost.VOORSCHOT))
"""What the centrumgemeente debits when it is above 0: what it has to receive, what it owes for hours, an advance that it
held. The rest it credits, and a gemeente does each the other way."""


def teken(kant: Boekkant, post: Boekpost) -> int:
    """1 when an amount above 0 is a debit on this side, −1 when it is a credit.

    >>> teken(Boekkant.CENTRUMGEMEENTE, Boekpost.BIJDRAGE), teken(Boekkant.GEMEENTE, Boekpost.BIJDRAGE)
    (-1, 1)
    """
    return 1 if (post in DEBET_BOVEN_NUL) == (kant is Boekkant.CENTRUMGEMEENTE) else -1


def post_ct(regel: Betaalregel, post: Boekpost) -> int:
    """What a row of the list holds of a post, in cents; the bijdrage is without the btw in it."""
    bedragen = {
        Boekpost.BIJDRAGE: regel.bijdrage_ct - regel.btw_ct,
        Boekpost.BTW: regel.btw_ct,
        Boekpost.INZET: regel.inzet_ct,
        Boekpost.VOORSCHOT: regel.voorschot_ct,
        Boekpost.ANDER_JAAR: regel.ander_jaar_ct,
        Boekpost.TE_VERREKENEN: regel.te_betalen_ct,
    }
    return bedragen[post]


class Journaalregel(Struct, frozen=True):
    """A line of an entry, which ``betaling`` is about. ``bedrag_ct`` is a debit above 0 and a credit below."""

    kant: Boekkant
    betaling: Betaalregel
    post: Boekpost
    bedrag_ct: int

    @property
    def debet_ct(self) -> int:
        """The debit in cents; 0 when it is a credit."""
        return max(0, self.bedrag_ct)

    @property
    def credit_ct(self) -> int:
        """The credit in cents; 0 when it is a debit."""
        return max(0, -self.bedrag_ct)


def journaal(lijst: Betaallijst) -> tuple[Journaalregel, ...]:
    """Every line with an amount, side by side and entry by entry: what each entry debits it also credits."""
    return tuple(
        Journaalregel(kant, betaling, post, teken(kant, post) * bedrag_ct)
        for kant in Boekkant
        for betaling in (*lijst.regels, lijst.intern)
        for post in Boekpost
        if (bedrag_ct := post_ct(betaling, post))
    )


def geboekte_posten(lijst: Betaallijst) -> list[Boekpost]:
    """The posts of which there is any amount, in their order."""
    return [post for post in Boekpost if any(post_ct(rij, post) for rij in (*lijst.regels, lijst.intern))]


def rekening_van(grootboek: Sequence[Grootboekregel], kant: Boekkant, post: Boekpost) -> Grootboekregel:
    """Where a post is booked on a side; a row without anything where the region didn't say."""
    gevraagd = (rij for rij in grootboek if (rij.kant, rij.post) == (kant, post))
    return next(gevraagd, Grootboekregel(kant=kant, post=post))


def zonder_rekening(lijst: Betaallijst, grootboek: Sequence[Grootboekregel]) -> Iterator[tuple[Boekkant, Boekpost]]:
    """The posts with an amount of which the account isn't said."""
    for kant in Boekkant:
        for post in geboekte_posten(lijst):
            if not rekening_van(grootboek, kant, post).rekening:
                yield kant, post
