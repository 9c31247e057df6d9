"""A gemeente that ends goes into one that is there from the next day on; in a year without it there are no amounts of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.datum import datum_nl
from via_xl.regeling.model import Gemeente, Record, Regeling
from via_xl.rekenen.opvolging import MEESTE, houders, keten, over_op, telt_inwoners


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each opvolger that can't be followed, and for each amount of a gemeente that is not there."""
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
    yield from _zonder_gemeente(regeling)


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
        wat = f"{gemeente.naam} heeft een opvolger ({opvolger.naam}), maar geen laatste dag; zo gaat er niets over."
        doen = "Vul bij Tot de laatste dag in, of laat de opvolger leeg."
        yield Bevinding.op(gemeente.plek, "tot", wat, doen, Ernst.WAARSCHUWING)
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


def _zonder_gemeente(regeling: Regeling) -> Iterator[Bevinding]:
    """A warning for each gemeente that has amounts in a year before it begins, or without opvolger in one after its end."""
    jaren = [rij.jaar for rij in regeling.jaren]
    for gemeente in regeling.gemeenten:
        van, tot = gemeente.van, gemeente.tot
        if van is not None:
            ervoor = [jaar for jaar in jaren if date(jaar, 12, 31) < van]
            for jaar, soorten, waar in _eerste_bedragen(regeling, gemeente.code, ervoor):
                wat = f"{gemeente.naam} begint pas op {datum_nl(van)}, maar in {jaar} zijn er al {soorten} van haar{_BLIJVEN}"
                yield Bevinding.op(gemeente.plek, "van", wat, f"Verbeter Van, of verbeter {waar}.", Ernst.WAARSCHUWING)
        if tot is not None and not gemeente.opvolger:
            erna = [jaar for jaar in jaren if date(jaar, 12, 31) > tot]
            for jaar, soorten, waar in _eerste_bedragen(regeling, gemeente.code, erna):
                wat = (
                    f"{gemeente.naam} eindigt op {datum_nl(tot)} en heeft geen opvolger, maar in {jaar} zijn er nog "
                    f"{soorten} van haar{_BLIJVEN}"
                )
                doen = f"Vul de opvolger in, of verbeter {waar}."
                yield Bevinding.op(gemeente.plek, "tot", wat, doen, Ernst.WAARSCHUWING)


_BLIJVEN = "; die blijven op haar naam."


def _eerste_bedragen(regeling: Regeling, code: str, jaren: Iterable[int]) -> Iterator[tuple[int, str, str]]:
    """The first of these years in which a gemeente has amounts, if any: of what kinds, and where the first stands."""
    for jaar in jaren:
        rest = list(_in_jaar(regeling, code, jaar))
        if rest:
            plek = rest[0][1].plek
            yield jaar, ", ".join(dict.fromkeys(soort for soort, _ in rest)), f"{plek.blad}!{plek.rij}"
            return


def _in_jaar(regeling: Regeling, code: str, jaar: int) -> Iterator[tuple[str, Record]]:
    """What a gemeente has in a year: of what kind, and the row."""
    soorten: tuple[tuple[str, Iterable[Record]], ...] = (
        ("urenregels", (r for r in regeling.uren if r.code == code and r.geldig and r.afrekenjaar == jaar)),
        ("overige kosten", (r for r in regeling.kosten if r.code == code and r.jaar == jaar and r.telt_mee)),
        ("voorschotten", (r for r in regeling.voorschotten if r.code == code and r.jaar == jaar and r.bedrag_ct)),
        (
            "verrekende verschillen",
            (r for r in regeling.verrekend if r.code == code and r.jaar == jaar and r.bedrag_ct),
        ),
        ("begroting", (r for r in regeling.begroting if r.code == code and r.jaar == jaar and r.bedrag_ct)),
        ("capaciteit", (r for r in regeling.capaciteit if r.code == code and r.geldt_op(date(jaar, 12, 31)))),
    )
    for soort, rijen in soorten:
        for rij in rijen:
            yield soort, rij
