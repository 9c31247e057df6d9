"""A merger of gemeenten as a what-if: what the inputs would be had they been one gemeente from a year on."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from via_xl.regeling.model import Gemeente, Naam, Regeling

BRON = "herindeling, als scenario"


def herindeling(regeling: Regeling, oude: tuple[str, ...], code: str, naam: str, vanaf_jaar: int) -> Regeling:
    """The regeling with the gemeenten ``oude`` (CBS codes) as one, ``code`` and ``naam``, from ``vanaf_jaar`` on.

    They end and it begins; everything else follows from the rule for who went into another
    (:mod:`via_xl.rekenen.opvolging`). Years before stay as they are.

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

    return replace(
        regeling,
        gemeenten=(
            *(replace(rij, tot=einde, opvolger=code) if rij.code in oude else rij for rij in regeling.gemeenten),
            nieuw,
        ),
        namen=(*regeling.namen, Naam(code=code, naam=naam, bron=BRON)),
    )
