"""The readings of each point on which a region's document is wrong or open, and the rows of the points that a region has.

What is the matter is data (``tblOpenPunten``). Which reading is in force and what that costs is calculated where the
register is shown: live in the master, and for one version in the dossier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from via_xl.regeling.model import Openpunt, Regeling, Registerpunt
from via_xl.rekenen.kostenlezingen import Kostenlezing
from via_xl.rekenen.lezingen import EEN_PROCENT_BP, Lezing

P = TypeVar("P")


def _kosten(soort: Kostenlezing, opslag_bp: int = 0) -> Callable[[Lezing], object]:
    return lambda lezing: (lezing.kosten, lezing.opslag_bp) == (soort, opslag_bp)


KIES: Mapping[Openpunt, Callable[[Lezing], object]] = {
    Openpunt.GEDRUKT: lambda lezing: lezing.gedrukt,
    Openpunt.SLEUTEL: lambda lezing: lezing.sleutel,
    Openpunt.EENHEID: _kosten(Kostenlezing.FORMATIE),
    Openpunt.MEERKOSTEN: lambda lezing: lezing.drager,
    Openpunt.KARAKTER: lambda lezing: lezing.karakter,
    Openpunt.SCHAAL: _kosten(Kostenlezing.OPSLAG, EEN_PROCENT_BP),
    Openpunt.CAO: _kosten(Kostenlezing.JAAREINDE),
    Openpunt.PEILJAAR: lambda lezing: lezing.laatste_peiljaar,
    Openpunt.PRODUCTIEF: _kosten(Kostenlezing.PRODUCTIEF),
    Openpunt.BTW: lambda lezing: lezing.btw,
    Openpunt.TE_LAAT: lambda lezing: lezing.pok_jaar or lezing.kosten is Kostenlezing.LEVERJAAR,
}
"""Which readings of the engine are those of an item; what isn't here is about who decides and changes no amount."""

ALS: Mapping[Openpunt, str] = {
    Openpunt.EENHEID: "als de leveranciers samen de hele formatie leverden",
    Openpunt.SCHAAL: "elk procent op alle uurtarieven",
    Openpunt.CAO: "als het tarief van 31 december voor alle uren gold",
    Openpunt.PRODUCTIEF: "zonder de uren boven de productieve",
    Openpunt.BTW: "als de bijdrage belast was en de btw een last",
    Openpunt.TE_LAAT: "met de POK van het andere jaar, of alles in het eigen jaar afgerekend",
}
"""What the readings that change the cost suppose, in words that go before what it makes of difference."""


def van_regio(regeling: Regeling, per_punt: Mapping[Openpunt, P]) -> Iterable[tuple[Registerpunt, P]]:
    """The points that a region has, in the order of its rows, each with what ``per_punt`` has of it.

    Raises:
        KeyError: there is a point that ``per_punt`` doesn't know.
    """
    return [(rij, per_punt[rij.punt]) for rij in regeling.uitgangspunten]
