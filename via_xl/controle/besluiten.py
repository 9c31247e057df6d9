"""A decision that is recorded wrongly would let a settlement become definitive, or hold one up."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.datum import datum_nl
from via_xl.regeling.model import Besluit, Besluitstap, Oordeel, Regeling, Regio, Stap

_VOLGORDE = tuple(Stap)
_PER_GEMEENTE = (Stap.COLLEGE, Stap.RAAD)


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each wrong row of tblBesluitstappen, and for each year that names a besluit that isn't there."""
    besluiten = {rij.nummer: rij for rij in regeling.besluiten}
    codes = {gemeente.code for gemeente in regeling.gemeenten}
    for stap in regeling.besluitstappen:
        besluit = besluiten.get(stap.besluit)
        if besluit is None:
            wat = f"besluit {stap.besluit} staat niet in tblBesluiten."
            yield Bevinding.op(stap.plek, "besluit", wat, "Verbeter het nummer of voeg het besluit toe.")
            continue
        yield from _gemeente(stap, codes)
        yield from _oordeel(stap, besluit, regeling.regio)
    yield from _op_volgorde(regeling, besluiten)
    for jaar in regeling.jaren:
        if not jaar.besluit:
            continue
        besluit = besluiten.get(jaar.besluit)
        if besluit is None or besluit.jaar != jaar.jaar:
            wat = f"besluit {jaar.besluit} staat niet bij {jaar.jaar} in tblBesluiten."
            doen = "Verbeter het nummer of voeg het besluit toe."
            yield Bevinding.op(jaar.plek, "besluit", wat, doen)


def _gemeente(stap: Besluitstap, codes: set[str]) -> Iterator[Bevinding]:
    if stap.stap in _PER_GEMEENTE and stap.code not in codes:
        wat = f'bij een {stap.stap} hoort een gemeente; "{stap.code}" staat niet in tblGemeenten.'
        yield Bevinding.op(stap.plek, "code", wat, "Vul de CBS-code in, bijvoorbeeld GM0755.")
    if stap.stap not in _PER_GEMEENTE and stap.code:
        wat = f"bij de stap {stap.stap} hoort geen gemeente."
        yield Bevinding.op(stap.plek, "code", wat, "Maak de cel leeg, of kies college of raad.")


def _oordeel(stap: Besluitstap, besluit: Besluit, regio: Regio) -> Iterator[Bevinding]:
    if stap.oordeel is not None and stap.gehouden is None:
        yield Bevinding.op(stap.plek, "gehouden", "is leeg, maar er is een oordeel.", "Vul de dag van het oordeel in.")
    if stap.oordeel is None and stap.gehouden is not None:
        yield Bevinding.op(
            stap.plek, "oordeel", "is leeg, maar er staat wel op welke dag de stap is gehouden.", "Vul het oordeel in."
        )
    if stap.oordeel is Oordeel.RIJP and stap.stap is not Stap.AMBTELIJK:
        wat = f'"{Oordeel.RIJP}" is een oordeel van de {Stap.AMBTELIJK}, niet van de stap {stap.stap}.'
        yield Bevinding.op(stap.plek, "oordeel", wat, f"Kies een ander oordeel{regio.volgens('besluitvorming')}.")
    if besluit.datum is not None and stap.gehouden is not None and stap.gehouden < besluit.datum:
        wat = f"{_dag(stap)} ligt voor de dag van het voorstel ({datum_nl(besluit.datum)})."
        yield Bevinding.op(stap.plek, "gehouden", wat, "Verbeter een van beide dagen.")
    if besluit.ingetrokken is not None and stap.gehouden is not None and stap.gehouden > besluit.ingetrokken:
        wat = f"{_dag(stap)} ligt na de dag waarop het voorstel is ingetrokken ({datum_nl(besluit.ingetrokken)})."
        yield Bevinding.op(stap.plek, "gehouden", wat, "Verbeter een van beide dagen.")


def _op_volgorde(regeling: Regeling, besluiten: dict[str, Besluit]) -> Iterator[Bevinding]:
    """A warning for each step that was held before an earlier step of the cycle; a round may have been done again."""
    for nummer in besluiten:
        gehouden = [stap for stap in regeling.besluitstappen if stap.besluit == nummer and stap.gehouden is not None]
        for stap in gehouden:
            later = [
                eerder
                for eerder in gehouden
                if _VOLGORDE.index(eerder.stap) < _VOLGORDE.index(stap.stap)
                and eerder.gehouden is not None
                and stap.gehouden is not None
                and eerder.gehouden > stap.gehouden
            ]
            if later:
                wat = f"{_dag(stap)} ligt voor de stap {later[0].stap}, die eraan voorafgaat ({_dag(later[0])})."
                yield Bevinding.op(stap.plek, "gehouden", wat, "Kijk de dagen na.", Ernst.WAARSCHUWING)


def _dag(stap: Besluitstap) -> str:
    return datum_nl(stap.gehouden) if stap.gehouden else ""
