"""Who a gemeente counts as in a year: itself, or the opvolger that it went into.

A gemeente that has an ``opvolger`` goes over on the day after its ``tot``. Whatever is kept under its code (inwoners of an
older peiljaar, begroting, capaciteit, voorschotten, hours and hour sheets) counts, from the first 31 December on which
it is no more, as its opvolger's; an opvolger of an opvolger is followed. Without an opvolger it stays its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property

from via_xl.regeling.model import Gemeente

MEESTE = 2
"""How many opvolgers after each other are followed: so many steps the formulas of the master have."""


class Houders(dict[str, str]):
    """Per CBS code the one it counts as on 31 December of a year; any other code counts as itself."""

    def __missing__(self, code: str) -> str:
        return code

    def voorgangers(self, code: str) -> tuple[str, ...]:
        """Which others count as this gemeente, in the order of the input."""
        return tuple(oud for oud in self.gegaan if self[oud] == code)

    @cached_property
    def gegaan(self) -> tuple[str, ...]:
        """Which count as another, in the order of the input."""
        return tuple(oud for oud, nu in self.items() if oud != nu)


def over_op(gemeente: Gemeente) -> date | None:
    """The day on which a gemeente goes over into its opvolger; None for one that doesn't.

    >>> over_op(Gemeente(bron="", code="GM0755", naam="Boekel", organisatie="", centrumgemeente=False,
    ...     tot=date(2025, 12, 31), opvolger="GM1948"))
    datetime.date(2026, 1, 1)
    """
    return gemeente.tot + timedelta(days=1) if gemeente.opvolger and gemeente.tot is not None else None


def keten(gemeenten: Iterable[Gemeente], code: str) -> Iterator[Gemeente]:
    """The gemeenten that follow on a code, one after the other; it ends at an unknown code, or where it comes back."""
    bekend = {rij.code: rij for rij in gemeenten}
    geweest: set[str] = set()
    while code in bekend and code not in geweest:
        geweest.add(code)
        yield bekend[code]
        code = bekend[code].opvolger


def houders(gemeenten: Iterable[Gemeente], jaar: int) -> Houders:
    """Per CBS code who it counts as on 31 December of ``jaar``."""
    alle, laatste = tuple(gemeenten), date(jaar, 12, 31)
    bekend = {rij.code for rij in alle}
    uit = Houders()
    for gemeente in alle:
        uit[gemeente.code] = gemeente.code
        if gemeente.opvolger:
            for stap in keten(alle, gemeente.code):
                dag = over_op(stap)
                if dag is None or dag > laatste or stap.opvolger not in bekend:
                    break
                uit[gemeente.code] = stap.opvolger
    return uit


def wie_op(gemeenten: Iterable[Gemeente], code: str, dag: date) -> tuple[str, date | None]:
    """Who a gemeente is on a day: itself, or the opvolger that it went into; and since when, None for itself."""
    sinds = None
    for stap in keten(gemeenten, code):
        code = stap.code
        over = over_op(stap)
        if over is None or over > dag:
            break
        sinds = over
    return code, sinds


def telt_inwoners(gemeenten: Iterable[Gemeente], jaar: int, peiljaar: int) -> dict[str, str]:
    """Whose inwoners of ``peiljaar`` the settlement of ``jaar`` needs, each with the gemeente as which they count.

    Of a gemeente that takes part its own, and those of who went into it since. Not those of a gemeente that came out of
    others only after the peiljaar, nor of one that was gone by then.
    """
    alle, peildag = tuple(gemeenten), date(peiljaar, 1, 1)
    voor, uit_anderen = houders(alle, jaar), {rij.opvolger for rij in alle if over_op(rij) is not None}
    doen_mee = {rij.code for rij in alle if rij.bestaat_in(jaar)}
    return {
        rij.code: voor[rij.code]
        for rij in alle
        if voor[rij.code] in doen_mee
        and (rij.tot is None or rij.tot >= peildag)
        and (rij.van is None or rij.van <= peildag or rij.code not in uit_anderen)
    }
