"""The POK reimbursement of the staff cost: of each year by the year in which it was delivered, within that year's maximum."""

from __future__ import annotations

from msgspec import Struct

from via_xl.basis.geld import GEHEEL_BP, rond_half_op


def zonder_maximum_ct(kosten_ct: int, vergoeding_bp: int) -> int:
    """What POK would reimburse of the cost without a maximum: that many basispunten of it, in cents, halves up."""
    return rond_half_op(kosten_ct * vergoeding_bp, GEHEEL_BP)


def vergoeding_ct(kosten_ct: int, vergoeding_bp: int, maximum_ct: int) -> int:
    """``min(round(p × K), maximum)`` in cents: the cap on POK stands here and nowhere else.

    2024, 50 % and at most € 310.000: of € 603.112,40 half is reimbursed; of € 640.000 the maximum.

    >>> vergoeding_ct(60311240, 5000, 31000000), vergoeding_ct(64000000, 5000, 31000000)
    (30155620, 31000000)
    """
    return min(zonder_maximum_ct(kosten_ct, vergoeding_bp), maximum_ct)


class Vergoedingsjaar(Struct, frozen=True):
    """What the POK of one year reimburses in a settlement, in cents.

    ``kosten_ct`` is K(d): what this settlement settles of the cost that the POK of year ``jaar`` pays for. ``eerder_ct`` is
    the same in earlier settlements: only what those left under the maximum is there to be had.

    Of 2023 (100 %, at most € 620.000) € 619.000,00 was settled, and € 5.677,93 comes late: € 1.000,00 is left.

    >>> Vergoedingsjaar(2023, 10_000, 62_000_000, 567_793, 61_900_000).vergoeding_ct
    100000
    """

    jaar: int
    vergoeding_bp: int
    maximum_ct: int
    kosten_ct: int
    eerder_ct: int = 0

    @property
    def zonder_maximum_ct(self) -> int:
        """The percentage of all that was settled until now, without the maximum."""
        return zonder_maximum_ct(self.eerder_ct + self.kosten_ct, self.vergoeding_bp)

    @property
    def tot_nu_ct(self) -> int:
        """What the POK of this year reimburses in this settlement and the earlier ones together."""
        return vergoeding_ct(self.eerder_ct + self.kosten_ct, self.vergoeding_bp, self.maximum_ct)

    @property
    def eerder_vergoed_ct(self) -> int:
        """What it reimbursed in earlier settlements."""
        return vergoeding_ct(self.eerder_ct, self.vergoeding_bp, self.maximum_ct)

    @property
    def vergoeding_ct(self) -> int:
        """V(d): what it reimburses now."""
        return self.tot_nu_ct - self.eerder_vergoed_ct
