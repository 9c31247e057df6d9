"""Sharing an amount over a key by largest remainder: exact, to the cent, whatever the order of the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

EXACT_GRENS = 10**14
"""Below this product INT and QUOTIENT are exact in every spreadsheet engine; above 2,8·10^14 LibreOffice errs."""

PRODUCT_GRENS = 9 * 10**15
"""Below it a product of whole numbers is exact in a spreadsheet (2^53 is a little more), and so is its hundredth, rounded."""


class LegeSleutel(ValueError):
    """There is an amount to share, but the key adds to zero."""


class Deel(Struct, frozen=True):
    """One gemeente's share with every step of the calculation, each a column of the sheet Verrekening.

    ``sleutel`` is n_g; ``product`` is what the whole rounds leave over × n_g; ``afgekapt`` the whole cents: those of the
    rounds and those of the product after division by N; ``rest`` what that leaves; ``rang`` the place by rest; ``cent``
    the rounding cent (0 or 1); ``bedrag_ct`` the share itself.
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


def rondes(bedrag_ct: int, som: int) -> tuple[int, int]:
    """The whole cents that an amount gives for every 1 of the key, and the cents that this leaves over: less than N.

    One step of the sharing instead of amount × n_g at once, so that no number on the way is larger than N × the largest
    n_g, whatever the amount. Of a key that adds to zero N is taken as 1. € 3,00 over 7 inwoners is 42 cents each, and 6
    cents left over:

    >>> rondes(300, 7)
    (42, 6)
    """
    return divmod(bedrag_ct, max(1, som))


def verdeel(bedrag_ct: int, sleutel: Mapping[str, int]) -> dict[str, Deel]:
    """Share ``bedrag_ct`` cents over ``sleutel`` (code → n_g ≥ 0); the shares add to the amount exactly.

    Each gets the whole cents of ``bedrag × n_g / N``; the cents that are left go one each to the largest
    remainders, and of equal remainders to the lowest CBS code, so that sorting a table never moves a cent.

    Ten cents over Boekel (3), Oss (3) and Vught (1): one whole cent for every 1 of the key, and three left over, of which
    3·3/7 = 1 rest 2, 1 rest 2, 3·1/7 = 0 rest 3. So 4, 4 and 1; one cent is left, and Vught has the largest rest:

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
    heel, over = rondes(bedrag_ct, som)
    return stappen(bedrag_ct, som, {code: (n, heel * n, over * n) for code, n in sleutel.items()})


def zonder_sleutel(bedrag_ct: int, codes: Iterable[str]) -> dict[str, Deel]:
    """What a spreadsheet shows of an amount while its key is all zero: at most one cent each, so it doesn't close.

    >>> [deel.bedrag_ct for deel in zonder_sleutel(10, ["GM0755", "GM0828"]).values()]
    [1, 1]
    """
    return stappen(bedrag_ct, 0, dict.fromkeys(codes, (0, 0, 0)))


def stappen(bedrag_ct: int, som: int, delen: Mapping[str, tuple[int, int, int]]) -> dict[str, Deel]:
    """The steps from the products on; ``delen`` is of each code n_g, the cents of the whole rounds, and the product."""
    hele, resten = {}, {}
    for code, (_, vooraf, product) in delen.items():
        cent, resten[code] = divmod(product, max(1, som))
        hele[code] = vooraf + cent
    restcenten = bedrag_ct - sum(hele.values())
    op_rang = sorted(resten, key=lambda code: (-resten[code], code))
    rang = {code: plaats for plaats, code in enumerate(op_rang, start=1)}
    return {
        code: Deel(
            code=code,
            sleutel=n,
            product=product,
            afgekapt=hele[code],
            rest=resten[code],
            rang=rang[code],
            cent=1 if rang[code] <= restcenten else 0,
        )
        for code, (n, _, product) in delen.items()
    }
