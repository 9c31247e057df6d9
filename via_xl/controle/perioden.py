"""A gemeente and a capacity end after they begin, and a successor is a gemeente of the region (mergers)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.datum import datum_nl
from via_xl.regeling.model import Capaciteit, Gemeente, Regeling

_CODE = re.compile(r"GM\d{4}", re.IGNORECASE)


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for each period that ends before it begins, and each ``opvolger`` that is no gemeente of the region."""
    rijen: Iterable[Gemeente | Capaciteit] = (*regeling.gemeenten, *regeling.capaciteit)
    for rij in rijen:
        if rij.van is not None and rij.tot is not None and rij.tot < rij.van:
            wat = f"{rij.code} eindigt op {datum_nl(rij.tot)}, vóór het begin op {datum_nl(rij.van)}."
            yield Bevinding.op(rij.plek, "tot", wat, "Verbeter Van of Tot.")
    codes = {gemeente.code for gemeente in regeling.gemeenten}
    for gemeente in regeling.gemeenten:
        if gemeente.opvolger and gemeente.opvolger not in codes - {gemeente.code}:
            if len(_CODE.findall(gemeente.opvolger)) > 1:
                wat = f'{gemeente.naam} heeft meer dan één opvolger ("{gemeente.opvolger}"); een splitsing wordt niet doorgerekend.'
                doen = "Vul één opvolger in, en boek zelf wat naar een andere gaat."
            else:
                wat = f'opvolger "{gemeente.opvolger}" van {gemeente.naam} is geen andere gemeente van tblGemeenten.'
                doen = "Vul de CBS-code van de opvolger in."
            yield Bevinding.op(gemeente.plek, "opvolger", wat, doen)
