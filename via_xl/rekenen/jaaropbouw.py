"""What a year still lacks before it can be settled: per subject how much of it is expected and how much is there."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from via_xl.basis.schaal import Schaal
from via_xl.regeling.model import Regeling, Tarief
from via_xl.rekenen.duvo_pok import duvo_pok
from via_xl.rekenen.opvolging import telt_inwoners
from via_xl.rekenen.tarief import maandeinde

POK, INWONERS, BEGROTING, KOSTEN = "POK", "inwoners", "begroting", "kosten"
REACTIETERMIJN, TARIEVEN, CAPACITEIT = "reactietermijn", "tarieven", "capaciteit"
BUDGET, BESTEDINGEN = "budget", "bestedingen"
"""The subjects, by the key under which code knows them."""

_NAMEN = {
    POK: "POK-vergoeding",
    INWONERS: "inwoners van het peiljaar",
    BEGROTING: "begroting van {begroting}",
    KOSTEN: "begrote kosten van de werkgroep",
    REACTIETERMIJN: "reactietermijn",
    TARIEVEN: "tarieven, schalen × maanden",
    CAPACITEIT: "capaciteit van {capaciteit}",
    BUDGET: "budget DUVO en POK",
    BESTEDINGEN: "bestedingen per post",
}
"""What people call each, as a text for :meth:`via_xl.regeling.regio.Regio.zin`."""


class Jaaronderdeel(Struct, frozen=True):
    """A subject of the inputs of a year: how many entries sheet ``blad`` should have for it, and how many it has.

    ``naam`` is what the region calls it.
    """

    onderwerp: str
    naam: str
    blad: str
    verwacht: int
    gevonden: int

    @property
    def ontbreekt(self) -> int:
        """How many entries are still missing."""
        return max(0, self.verwacht - self.gevonden)


def maanden_in(tarief: Tarief, jaar: int) -> int:
    """For how many months of a year a rate holds: those of which it covers the last day.

    >>> maanden_in(Tarief(bron="", schaal=11, van=date(2024, 3, 15), tot=date(2025, 3, 31)), 2024)
    10
    """
    return sum(tarief.van <= maandeinde(date(jaar, maand, 1)) <= tarief.tot for maand in range(1, 13))


def maanden_vanaf(dag: date, jaar: int) -> int:
    """Of how many months of a year the last day is on or after a day.

    >>> maanden_vanaf(date(2024, 10, 1), 2024), maanden_vanaf(date(2023, 5, 1), 2024), maanden_vanaf(date(2025, 1, 1), 2024)
    (3, 12, 0)
    """
    return sum(dag <= maandeinde(date(jaar, maand, 1)) for maand in range(1, 13))


def jaaropbouw(regeling: Regeling, jaar: int) -> tuple[Jaaronderdeel, ...]:
    """How complete the inputs of a year are, per subject, in the order in which one fills them in.

    Of tarieven every month from its first rate on is expected for each schaal, and a whole year when there is none. How firm the inputs are is
    another question (:mod:`via_xl.rekenen.vaststelling`).

    Raises:
        KeyError: the year isn't in ``jaren``.
    """
    rij = regeling.jaar(jaar)
    doen_mee = {gemeente.code for gemeente in regeling.gemeenten if gemeente.bestaat_in(jaar)}
    nodig = telt_inwoners(regeling.gemeenten, jaar, rij.peiljaar)
    geteld = {n.code for n in regeling.inwoners if n.peiljaar == rij.peiljaar}
    budget = duvo_pok(regeling, jaar, 0)
    eerste: dict[Schaal, date] = {}
    for tarief in regeling.tarieven:
        eerste[tarief.schaal] = min(tarief.van, eerste.get(tarief.schaal, tarief.van))
    capaciteit = any(c.geldt_op(date(jaar, 12, 31)) for c in regeling.capaciteit)

    def deel(onderwerp: str, blad: str, verwacht: int, gevonden: int) -> Jaaronderdeel:
        return Jaaronderdeel(onderwerp, regeling.regio.zin(_NAMEN[onderwerp]), blad, verwacht, gevonden)

    return (
        deel(POK, "POK", 1, sum(pok.jaar == jaar for pok in regeling.pok)),
        deel(INWONERS, "Inwoners", len(nodig), len(nodig.keys() & geteld)),
        deel(BEGROTING, "Begroting", len(doen_mee), sum(b.jaar == jaar for b in regeling.begroting)),
        deel(KOSTEN, "Jaren", 1, int(rij.begrote_kosten_ct is not None)),
        deel(REACTIETERMIJN, "Jaren", 1, int(rij.reactietermijn is not None)),
        deel(
            TARIEVEN,
            "Tarieven",
            sum(maanden_vanaf(van, jaar) for van in eerste.values()) or 12,
            sum(maanden_in(tarief, jaar) for tarief in regeling.tarieven),
        ),
        deel(CAPACITEIT, "Begroting", 1, int(capaciteit)),
        deel(BUDGET, "Jaren", 1, int(budget.budget_ct is not None)),
        deel(BESTEDINGEN, "Voorschotten", max(1, budget.gemeld + budget.onbekend), budget.gemeld),
    )


def wat_ontbreekt(regeling: Regeling, jaar: int) -> tuple[str, ...]:
    """What a year still lacks, as short Dutch sentences; empty when everything is there.

    Raises:
        KeyError: the year isn't in ``jaren``.
    """
    return tuple(
        f"{deel.naam}: {deel.gevonden} van {deel.verwacht} ingevuld (blad {deel.blad})"
        for deel in jaaropbouw(regeling, jaar)
        if deel.ontbreekt
    )
