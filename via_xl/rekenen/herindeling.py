"""A merger of gemeenten as a what-if: what the inputs would be had they been one gemeente from a year on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from via_xl.regeling.model import Begrotingsregel, Capaciteit, Gemeente, Inwoners, Naam, Regeling

BRON = "herindeling, als scenario"


def herindeling(regeling: Regeling, oude: tuple[str, ...], code: str, naam: str, vanaf_jaar: int) -> Regeling:
    """The regeling with the gemeenten ``oude`` (CBS codes) as one, ``code`` and ``naam``, from ``vanaf_jaar`` on.

    Their inwoners are added for every peiljaar that all of them have; hours, hour sheets, advances and budget of the
    years from then on are the new gemeente's, and so is the capacity from 1 January. Years before stay as they are.

    Raises:
        ValueError: fewer than two different gemeenten, one that isn't there or is the centrumgemeente, or a code or
        name
            that is in use; the text says which, in Dutch.
    """
    gemeenten = {gemeente.code: gemeente for gemeente in regeling.gemeenten}
    if len(set(oude)) < 2 or len(set(oude)) != len(oude):
        raise ValueError("een herindeling is van twee of meer verschillende gemeenten.")
    if onbekend := [oud for oud in oude if oud not in gemeenten]:
        raise ValueError(f"{', '.join(onbekend)} staat niet in tblGemeenten.")
    if any(gemeenten[oud].centrumgemeente for oud in oude):
        raise ValueError(
            "een herindeling met de centrumgemeente is niet door te rekenen: zij rekent ook eerdere jaren af."
        )
    bekend = {rij.naam.casefold() for rij in regeling.gemeenten} | {rij.naam.casefold() for rij in regeling.namen}
    if code in gemeenten or naam.casefold() in bekend:
        raise ValueError(f"{code} of {naam} is al in gebruik.")
    begin, einde = date(vanaf_jaar, 1, 1), date(vanaf_jaar - 1, 12, 31)
    nieuw = Gemeente(code=code, naam=naam, organisatie="", centrumgemeente=False, van=begin, bron=BRON)

    def verhuis(rijen: tuple[Any, ...], jaarveld: str = "jaar") -> tuple[Any, ...]:
        """The rows of the old gemeenten from then on under the new code."""
        return tuple(
            replace(rij, code=code) if rij.code in oude and getattr(rij, jaarveld) >= vanaf_jaar else rij
            for rij in rijen
        )

    return replace(
        regeling,
        gemeenten=(
            *(replace(rij, tot=einde, opvolger=code) if rij.code in oude else rij for rij in regeling.gemeenten),
            nieuw,
        ),
        namen=(*regeling.namen, Naam(code=code, naam=naam, bron=BRON)),
        inwoners=(*regeling.inwoners, *_inwoners(regeling.inwoners, oude, code)),
        uren=verhuis(regeling.uren, "afrekenjaar"),
        urenstaten=verhuis(regeling.urenstaten),
        aandachtspunten=verhuis(regeling.aandachtspunten),
        voorschotten=verhuis(regeling.voorschotten),
        begroting=_begroting(verhuis(regeling.begroting), code),
        capaciteit=_capaciteit(regeling.capaciteit, oude, code, begin, einde),
    )


def _inwoners(rijen: Iterable[Inwoners], oude: tuple[str, ...], code: str) -> list[Inwoners]:
    per_jaar: dict[int, dict[str, int]] = defaultdict(dict)
    for rij in rijen:
        if rij.code in oude:
            per_jaar[rij.peiljaar][rij.code] = rij.inwoners
    return [
        Inwoners(code=code, peiljaar=peiljaar, inwoners=sum(aantallen.values()), bron=BRON)
        for peiljaar, aantallen in sorted(per_jaar.items())
        if len(aantallen) == len(oude)
    ]


def _begroting(rijen: tuple[Begrotingsregel, ...], code: str) -> tuple[Begrotingsregel, ...]:
    """One row a year for the new gemeente; its percentage is blank when one of theirs is."""
    per_jaar: dict[int, list[Begrotingsregel]] = defaultdict(list)
    for rij in rijen:
        if rij.code == code:
            per_jaar[rij.jaar].append(rij)
    samen = [
        Begrotingsregel(
            code=code,
            jaar=jaar,
            percentage_bp=None if any(r.percentage_bp is None for r in van) else sum(r.percentage_bp or 0 for r in van),
            bedrag_ct=sum(r.bedrag_ct for r in van),
            bron=BRON,
        )
        for jaar, van in sorted(per_jaar.items())
    ]
    return (*(rij for rij in rijen if rij.code != code), *samen)


def _capaciteit(
    rijen: Iterable[Capaciteit], oude: tuple[str, ...], code: str, begin: date, einde: date
) -> tuple[Capaciteit, ...]:
    """What the old ones supply ends, and goes on as the new gemeente's, rows of the same days together."""
    blijft: list[Capaciteit] = []
    samen: dict[tuple[date, date | None], int] = defaultdict(int)
    for rij in rijen:
        if rij.code not in oude:
            blijft.append(rij)
            continue
        if rij.van is None or rij.van < begin:
            blijft.append(replace(rij, tot=einde if rij.tot is None else min(rij.tot, einde)))
        if rij.tot is None or rij.tot >= begin:
            samen[max(rij.van or begin, begin), rij.tot] += rij.uren_per_week_h
    nieuw = [
        Capaciteit(code=code, uren_per_week_h=uren_h, van=van, tot=tot, bron=BRON)
        for (van, tot), uren_h in samen.items()
    ]
    return (*blijft, *nieuw)
