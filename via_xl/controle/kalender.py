"""A date in tblKalender that can't be meant would put people in an agenda on the wrong day."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.datum import datum_nl
from via_xl.regeling.model import Agendapunt, Regeling, Stap
from via_xl.rekenen.kalender import feestdag, is_werkdag

_RANG = {
    Stap.WERKGROEP: 0,
    Stap.STUURGROEP: 1,
    Stap.CONTACTFUNCTIONARISSEN: 1,
    Stap.AMBTELIJK: 2,
    Stap.REGIODAG: 3,
    Stap.COLLEGE: 4,
    Stap.RAAD: 5,
}
"""The order of the decision cycle; stuurgroep and contactfunctionarissen give their input side by side."""


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """Findings about the dates of the calendar.

    There is one for a date outside its year, for a row that stands twice, for a day on which nobody meets, and for a
    round whose steps are out of order.
    """
    eerste: dict[tuple[object, ...], Agendapunt] = {}
    for punt in regeling.kalender:
        if punt.dag.year != punt.jaar:
            wat = f"{datum_nl(punt.dag)} ligt niet in {punt.jaar}."
            yield Bevinding.op(punt.plek, "dag", wat, "Verbeter de dag of het jaar.")
        zelfde = eerste.setdefault((punt.jaar, punt.dag, punt.stap, punt.ronde, punt.omschrijving), punt)
        if zelfde is not punt:
            wat = f"{punt.stap} op {datum_nl(punt.dag)} staat al in {zelfde.plek.cel('dag')}."
            yield Bevinding.op(punt.plek, "dag", wat, "Laat één van beide rijen staan.")
        if not is_werkdag(punt.dag):
            waarom = feestdag(punt.dag) or "een dag in het weekend"
            wat = f"{datum_nl(punt.dag)} is {waarom}."
            yield Bevinding.op(punt.plek, "dag", wat, "Kies een werkdag.", Ernst.WAARSCHUWING)
    yield from _op_volgorde(regeling)


def _op_volgorde(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each step of a round that is planned before an earlier one.

    It is a warning, but an error for a regiodag before the ambtelijk opdrachtgevers met: they judge whether all is ripe
    for it.
    """
    rondes: dict[tuple[int, int], list[Agendapunt]] = {}
    for punt in regeling.kalender:
        if punt.ronde is not None:
            rondes.setdefault((punt.jaar, punt.ronde), []).append(punt)
    for punten in rondes.values():
        for punt in punten:
            later = [a for a in punten if _RANG[a.stap] < _RANG[punt.stap] and a.dag > punt.dag]
            if not later:
                continue
            ander = max(later, key=lambda a: (punt.stap is Stap.REGIODAG and a.stap is Stap.AMBTELIJK, a.dag))
            niet_rijp = punt.stap is Stap.REGIODAG and ander.stap is Stap.AMBTELIJK
            wat = (
                f"ronde {punt.ronde}: {punt.stap} op {datum_nl(punt.dag)} ligt voor {ander.stap} op {datum_nl(ander.dag)}, "
                "die eraan voorafgaat."
            )
            ernst = Ernst.FOUT if niet_rijp else Ernst.WAARSCHUWING
            yield Bevinding.op(punt.plek, "dag", wat, "Verbeter een van beide dagen of de ronde.", ernst)
