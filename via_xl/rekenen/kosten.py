"""What an hour line and another cost come to, in cents."""

from __future__ import annotations

from via_xl.basis.geld import GEHEEL_BP, UUR, rond_half_op
from via_xl.regeling.model import Kostenpost, Regeling, Urenregel


def regelkosten_ct(uren_h: int, tarief_ct: int) -> int:
    """What hours cost: hours × rate, rounded to the cent, halves up.

    7,50 hours at € 74,51 is € 558,825, so € 558,83:

    >>> regelkosten_ct(750, 7451)
    55883
    """
    return rond_half_op(uren_h * tarief_ct, UUR)


def urenregel_ct(regel: Urenregel, tarief_ct: int) -> int:
    """The cost of an hour line at its own rate: with what was rounded of each line where it is the sum of several.

    At another rate each line would be rounded otherwise: then it is :func:`regelkosten_ct` of the sum.
    """
    return regelkosten_ct(regel.uren_h, tarief_ct) + regel.afronding_ct


def btw_ct(bedrag_ct: int, btw_bp: int | None) -> int:
    """The btw over an amount, in cents; nothing where no rate is known (:mod:`via_xl.controle.btw` asks for it).

    >>> btw_ct(100_050, 2100), btw_ct(100_050, None)
    (21011, 0)
    """
    return rond_half_op(bedrag_ct * (btw_bp or 0), GEHEEL_BP)


def post_ct(post: Kostenpost, regeling: Regeling) -> int:
    """What a cost other than hours comes to for who paid it: the amount, and the btw where that is a burden."""
    if not post.btw:
        return post.bedrag_ct
    tarief = next((rij.btw_bp for rij in regeling.jaren if rij.jaar == post.jaar), None)
    return post.bedrag_ct + btw_ct(post.bedrag_ct, tarief)
