"""Sharing an amount over a key by largest remainder: exact, to the cent, whatever the order of the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

EXACT_GRENS = 10**14
"""Below this product INT and QUOTIENT are exact in every spreadsheet engine; above 2,8·10^14 LibreOffice errs."""


class LegeSleutel(ValueError):
    """There is an amount to share, but the key adds to zero."""


@dataclass(frozen=True, slots=True)
class Deel:
    """One gemeente's share with every step of the calculation, each a column of the sheet Verrekening.

    ``sleutel`` is n_g; ``product`` is amount × n_g; ``afgekapt`` its whole part after division by N;
    ``rest`` what that leaves; ``rang`` the place by rest; ``cent`` the rounding cent (0 or 1);
    ``bedrag_ct`` the share itself.
    """

    code: str
    sleutel: int
    product: int
    afgekapt: int
    rest: int
    rang: int
    cent: int

    @property
    def bedrag_ct(self) -> int:
        """The share in cents."""
        return self.afgekapt + self.cent


def verdeel(bedrag_ct: int, sleutel: Mapping[str, int]) -> dict[str, Deel]:
    """Share ``bedrag_ct`` cents over ``sleutel`` (code → n_g ≥ 0); the shares add to the amount exactly.

    Each gets the whole cents of ``bedrag × n_g / N``; the cents that are left go one each to the largest
    remainders, and of equal remainders to the lowest CBS code, so that sorting a table never moves a cent.

    Ten cents over Boekel (3), Oss (3) and Vught (1): 10·3/7 = 4 rest 2, 4 rest 2, 1 rest 3. One cent is
    left; Vught has the largest rest:

    >>> [(code, deel.afgekapt, deel.rest, deel.rang, deel.bedrag_ct)
    ...  for code, deel in verdeel(10, {"GM0755": 3, "GM0828": 3, "GM0865": 1}).items()]
    [('GM0755', 4, 2, 2, 4), ('GM0828', 4, 2, 3, 4), ('GM0865', 1, 3, 1, 2)]

    An amount of 0 is 0 for everyone, also when the key is all zero.

    Raises:
        LegeSleutel: an amount above 0 and a key that adds to 0.
        ValueError: a negative amount or a negative key.
    """
    if bedrag_ct < 0 or any(n < 0 for n in sleutel.values()):
        raise ValueError("verdelen kan alleen een bedrag en een sleutel van nul of meer")
    som = sum(sleutel.values())
    if som == 0 and bedrag_ct > 0:
        raise LegeSleutel("de verdeelsleutel telt op tot 0")
    delen = {code: divmod(bedrag_ct * n, som) if som else (0, 0) for code, n in sleutel.items()}
    over = bedrag_ct - sum(afgekapt for afgekapt, _ in delen.values())
    op_rang = sorted(delen, key=lambda code: (-delen[code][1], code))
    rang = {code: plaats for plaats, code in enumerate(op_rang, start=1)}
    return {
        code: Deel(
            code=code,
            sleutel=n,
            product=bedrag_ct * n,
            afgekapt=delen[code][0],
            rest=delen[code][1],
            rang=rang[code],
            cent=1 if rang[code] <= over else 0,
        )
        for code, n in sleutel.items()
    }
