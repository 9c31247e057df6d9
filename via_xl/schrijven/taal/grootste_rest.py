"""Sharing by largest remainder with every step visible, as the columns of a table or as the rows of a block.

The engine's twin is :func:`via_xl.rekenen.verdeling.verdeel`, which gives the values as a :class:`Deel`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from via_xl.basis.maat import Maat
from via_xl.rekenen.verdeling import Deel
from via_xl.schrijven import formules
from via_xl.schrijven.taal.blok import Blok
from via_xl.schrijven.taal.cel import Aanzien, F
from via_xl.schrijven.taal.tabel import SMAL, Tabelveld, werk

R = TypeVar("R")


def grootste_rest(
    deel: Callable[[R], Deel],
    *,
    tabel: str,
    heel: str,
    over: str,
    noemer: str,
    restcenten: str,
    uitkomst: str,
    achter: str = "",
    binnen: str = "",
    breedtes: Sequence[float] = (),
    totaal: bool = False,
    sleutel: str = "",
    tenzij: str = "",
    met_restcent: bool = True,
) -> list[Tabelveld[R]]:
    """The columns Product, Afgekapt, Rest, Rang and Restcent, and one with what each gets in cents.

    Args:
        deel: the engine's share of a record.
        tabel: the table in which they stand; it has a column ``Sleutel`` (with ``achter`` behind it).
        heel: the reference to the whole cents for every 1 of the key.
        over: the reference to the cents that those leave over.
        noemer: the reference to N, at least 1.
        restcenten: the reference to how many cents the whole ones leave.
        uitkomst: the header of the last column.
        achter: what stands behind every header, so that a table can hold two of them (``" meerkosten"``).
        binnen: the column within whose equal values is shared, where a table holds several years or readings.
        breedtes: the widths of the six columns, where they are not all narrow.
        totaal: whether what each gets is added up under the table.
        sleutel: the reference to the key, where its column is called otherwise.
        tenzij: a condition under which nothing is shared.
        met_restcent: whether the rounding cent has a column of its own; else there are five, and so many widths.
    """
    product, afgekapt = f"[@Product{achter}]", f"[@Afgekapt{achter}]"
    sleutel = sleutel or f"[@Sleutel{achter}]"
    keer = f"{over}*{sleutel}"
    cent = formules.restcent(f"[@Rang{achter}]", restcenten)
    restcent: tuple[str, Callable[[Deel], int], str] = (f"Restcent{achter}", lambda d: d.cent, cent)
    stappen: tuple[tuple[str, Callable[[Deel], int], str], ...] = (
        (f"Product{achter}", lambda d: d.product, f"IF({tenzij},0,{keer})" if tenzij else keer),
        (f"Afgekapt{achter}", lambda d: d.afgekapt, formules.afgekapt(heel, sleutel, product, noemer)),
        (f"Rest{achter}", lambda d: d.rest, formules.rest(product, noemer)),
        (f"Rang{achter}", lambda d: d.rang, formules.rang(tabel, binnen, f"Rest{achter}")),
        *([restcent] if met_restcent else []),
        (uitkomst, lambda d: d.bedrag_ct, f"{afgekapt}+{f'[@Restcent{achter}]' if met_restcent else cent}"),
    )

    def kolom(kop: str, stap: Callable[[Deel], int], formule: str, breedte: float) -> Tabelveld[R]:
        return werk(kop, Maat.GEHEEL, lambda rij: stap(deel(rij)), formule, breedte=breedte)

    velden = [kolom(*stap, breedte) for stap, breedte in zip(stappen, breedtes or [SMAL] * len(stappen), strict=True)]
    return [*velden[:-1], replace(velden[-1], totaal=totaal)]


def eigen_rest(
    blok: Blok,
    deel: Deel,
    *,
    heel: str,
    over: str,
    sleutel: str,
    noemer: str,
    cent: str,
    uitkomst: str,
    als: str,
    hoe_product: str,
    hoe_cent: str = "",
    achter: str = "",
    aanzien: Aanzien = Aanzien.WERK,
) -> None:
    """The same steps for one gemeente, as rows: the rank is not among them, because that is one of the whole region.

    The outcome is named ``als``, the other rows as the columns would be (``Product``, ``Afgekapt`` with ``achter``).
    ``cent`` is the reference to the rounding cent; ``hoe_cent`` gives that a row of its own.
    """
    product = blok.rij(
        "Product", Maat.GEHEEL, F(f"{over}*{sleutel}", deel.product), als=f"Product{achter}", hoe=hoe_product
    )
    hele = F(formules.afgekapt(heel, sleutel, product, noemer), deel.afgekapt)
    afgekapt = blok.rij(
        "Afgekapt", Maat.GEHEEL, hele, als=f"Afgekapt{achter}", hoe="hele centen × sleutel, en die van het product"
    )
    hoe = "afgekapt + restcent (Herkomst: de rang is regionaal)"
    if hoe_cent:
        cent = blok.rij("Restcent", Maat.GEHEEL, F(cent, deel.cent), als=f"Restcent{achter}", hoe=hoe_cent)
        hoe = "afgekapt + restcent"
    blok.rij(uitkomst, Maat.GEHEEL, F(f"{afgekapt}+{cent}", deel.bedrag_ct), als=als, hoe=hoe, aanzien=aanzien)
