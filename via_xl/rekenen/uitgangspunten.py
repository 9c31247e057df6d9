"""What delivered hours are held against: the productive hours of a full-time year and the capacity, with their source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from via_xl.basis.geld import uren_nl
from via_xl.regeling.model import Regeling, Status, Tarief
from via_xl.rekenen.verrekening import capaciteit_h


class Uitgangspunt(Struct, frozen=True):
    """A number that delivered hours are held against on the hour sheet, with its source, date and status.

    ``waarde_h`` is in hundredths of an hour, and None when the master doesn't have it; ``bron`` then says so.
    """

    waarde_h: int | None
    bron: str
    datum: date | None = None
    status: Status = Status.TE_BEVESTIGEN


def productieve_uren(regeling: Regeling, jaar: int) -> Uitgangspunt:
    """The productive hours a year of a full-time medewerker, from the tarieven that hold in that year.

    When those don't all say the same, it is what most of them say, and of equally many the lowest; the source then says
    so.
    """
    per_waarde: dict[int, list[Tarief]] = {}
    for rij in tarieven_van_jaar(regeling, jaar):
        if rij.productieve_uren_h is not None:
            per_waarde.setdefault(rij.productieve_uren_h, []).append(rij)
    if not per_waarde:
        return Uitgangspunt(None, f"De tarieven van {jaar} noemen geen productieve uren.")
    waarde = min(per_waarde, key=lambda uren_h: (-len(per_waarde[uren_h]), uren_h))
    rij = per_waarde[waarde][0]
    meer = "" if len(per_waarde) == 1 else f" Niet in elk tarief hetzelfde: {_opsomming(per_waarde)}."
    return Uitgangspunt(waarde, f"Tarieven van {jaar} in de master. {rij.bron}{meer}", rij.datum, rij.status)


def _opsomming(waarden: Iterable[int]) -> str:
    return ", ".join(uren_nl(waarde) for waarde in sorted(waarden))


def tarieven_van_jaar(regeling: Regeling, jaar: int) -> list[Tarief]:
    """The rates that hold on some day of the year."""
    return [rij for rij in regeling.tarieven if rij.van <= date(jaar, 12, 31) and rij.tot >= date(jaar, 1, 1)]


def capaciteit_van(regeling: Regeling, code: str, jaar: int) -> Uitgangspunt:
    """The hours a week that a gemeente supplies on 31 December of the year."""
    som = capaciteit_h(regeling, jaar).get(code, 0)
    geldend = [rij for rij in regeling.capaciteit if rij.code == code and rij.geldt_op(date(jaar, 12, 31))]
    if not geldend:
        return Uitgangspunt(som, "Geen capaciteit in de master.")
    bron = "; ".join(dict.fromkeys(rij.bron for rij in geldend))
    return Uitgangspunt(som, bron, geldend[0].datum, geldend[0].status)
