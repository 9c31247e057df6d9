"""A gemeente that ends goes into one that is there from the next day on, and leaves no amounts behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.datum import datum_nl
from via_xl.regeling.model import Gemeente, Record, Regeling
from via_xl.rekenen.opvolging import MEESTE, houders, keten, over_op, telt_inwoners


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each opvolger that can't be followed, and for each amount of a gemeente that is no more."""
    alle = regeling.gemeenten
    bekend = {rij.code: rij for rij in alle}
    for gemeente in alle:
        if gemeente.opvolger:
            yield from _opvolger(alle, gemeente, bekend.get(gemeente.opvolger))
        if gemeente.centrumgemeente and gemeente.tot is not None:
            te_laat = [rij.jaar for rij in regeling.jaren if not gemeente.bestaat_in(rij.jaar)]
            if te_laat:
                wat = f"de centrumgemeente {gemeente.naam} bestaat niet meer in {min(te_laat)}, en zij rekent dat jaar af."
                yield Bevinding.op(gemeente.plek, "tot", wat, "Laat Tot leeg, of neem die jaren weg.")
    yield from _dubbele_inwoners(regeling)
    yield from _achtergebleven(regeling)


def _opvolger(alle: tuple[Gemeente, ...], gemeente: Gemeente, opvolger: Gemeente | None) -> Iterator[Bevinding]:
    """What is wrong with one opvolger."""
    if opvolger is None or opvolger is gemeente:  # said by :mod:`via_xl.controle.perioden`
        return
    reeks = [rij.code for rij in keten(alle, gemeente.code)]
    terug = {rij.code: rij for rij in alle}[reeks[-1]].opvolger
    if terug in reeks:
        wat = f"de opvolgers van {gemeente.naam} komen terug bij {terug}: {' → '.join((*reeks, terug))}."
        yield Bevinding.op(gemeente.plek, "opvolger", wat, "Laat de opvolger leeg van de gemeente die blijft bestaan.")
        return
    if len(reeks) > MEESTE + 1:
        wat = f"na {gemeente.naam} volgen {len(reeks) - 1} gemeenten op elkaar ({' → '.join(reeks)}); {MEESTE} kan."
        yield Bevinding.op(gemeente.plek, "opvolger", wat, f"Vul een latere opvolger in, bijvoorbeeld {reeks[-1]}.")
    dag = over_op(gemeente)
    if dag is None:
        return
    if opvolger.van is not None and opvolger.van > dag:
        wat = f"{gemeente.naam} eindigt op {_tot(gemeente)}, maar opvolger {opvolger.naam} begint pas op {datum_nl(opvolger.van)}."
        yield Bevinding.op(gemeente.plek, "opvolger", wat, "Verbeter Tot, of Van van de opvolger.")
    if opvolger.tot is not None and opvolger.tot < dag:
        wat = f"{gemeente.naam} eindigt op {_tot(gemeente)}, maar opvolger {opvolger.naam} bestond toen niet meer."
        yield Bevinding.op(gemeente.plek, "opvolger", wat, "Vul de opvolger in die er op de dag daarna is.")


def _tot(gemeente: Gemeente) -> str:
    return "" if gemeente.tot is None else datum_nl(gemeente.tot)


def _dubbele_inwoners(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for inwoners that would count twice: of a gemeente that was no more, or not yet, at the peiljaar."""
    gemeld: set[tuple[str, int]] = set()
    namen = {rij.code: rij.naam for rij in regeling.gemeenten}
    for jaar in regeling.jaren:
        nodig = telt_inwoners(regeling.gemeenten, jaar.jaar, jaar.peiljaar)
        voor = houders(regeling.gemeenten, jaar.jaar)
        for rij in regeling.inwoners:
            sleutel = (rij.code, rij.peiljaar)
            dubbel = rij.peiljaar == jaar.peiljaar and rij.code not in nodig and voor[rij.code] in nodig.values()
            if dubbel and rij.inwoners and sleutel not in gemeld and rij.code in namen:
                gemeld.add(sleutel)
                wat = (
                    f"{namen[rij.code]} bestond niet op 1 januari {rij.peiljaar}; haar inwoners tellen in {jaar.jaar} "
                    f"dubbel bij {namen[voor[rij.code]]}."
                )
                yield Bevinding.op(rij.plek, "inwoners", wat, "Neem deze regel weg, of kies een ander peiljaar.")


def _achtergebleven(regeling: Regeling) -> Iterator[Bevinding]:
    """A warning for each gemeente without opvolger that has amounts in a year in which it is no more."""
    for gemeente in regeling.gemeenten:
        if gemeente.tot is None or gemeente.opvolger:
            continue
        for jaar in regeling.jaren:
            if gemeente.tot >= date(jaar.jaar, 12, 31):
                continue
            rest = list(_in_jaar(regeling, gemeente.code, jaar.jaar))
            if rest:
                soorten = ", ".join(dict.fromkeys(soort for soort, _ in rest))
                wat = (
                    f"{gemeente.naam} eindigt op {_tot(gemeente)} en heeft geen opvolger, maar in {jaar.jaar} zijn er nog "
                    f"{soorten} van haar; die blijven op haar naam."
                )
                doen = f"Vul de opvolger in, of verbeter {rest[0][1].plek.blad}!{rest[0][1].plek.rij}."
                yield Bevinding.op(gemeente.plek, "tot", wat, doen, Ernst.WAARSCHUWING)
                break


def _in_jaar(regeling: Regeling, code: str, jaar: int) -> Iterator[tuple[str, Record]]:
    """What a gemeente has in a year: of what kind, and the row."""
    soorten: tuple[tuple[str, Iterable[Record]], ...] = (
        ("urenregels", (r for r in regeling.uren if r.code == code and r.geldig and r.afrekenjaar == jaar)),
        ("voorschotten", (r for r in regeling.voorschotten if r.code == code and r.jaar == jaar)),
        ("verrekende verschillen", (r for r in regeling.verrekend if r.code == code and r.jaar == jaar)),
        ("begroting", (r for r in regeling.begroting if r.code == code and r.jaar == jaar and r.bedrag_ct)),
        ("capaciteit", (r for r in regeling.capaciteit if r.code == code and r.geldt_op(date(jaar, 12, 31)))),
    )
    for soort, rijen in soorten:
        for rij in rijen:
            yield soort, rij
