"""The POK reimbursement of the staff cost."""

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
