"""Where a voorstel stands in the decision cycle, and whether a settlement may rest on it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from via_xl.regeling.model import Besluit, Besluitsoort, Besluitstap, Oordeel, Regeling, Stap

_VOLGORDE = tuple(Stap)


class Besluitstand(StrEnum):
    """How far a voorstel has come: still under way, sent back, adopted, turned down, or withdrawn by who made it."""

    OPEN = "open"
    TERUG = "terug"
    GENOMEN = "genomen"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"


class Voortgang(Struct, frozen=True):
    """How far a besluit has come in the decision cycle, and what it waits for.

    ``volgende`` is the first step without an outcome (None when no step is left), ``gepland`` the day planned for it.
    ``nog`` holds the CBS codes of the gemeenten whose college or raad still has to agree, also of one without a row.
    """

    besluit: Besluit
    stand: Besluitstand
    volgende: Stap | None
    gepland: date | None
    nog: tuple[str, ...]


def voortgang(regeling: Regeling, besluit: Besluit) -> Voortgang:
    """Where a besluit stands, from its steps.

    It is genomen once the Regiodag agreed, and the college of every gemeente that takes part in its year, and every
    raad that has a step. A gemeente without a step has not decided. A step that was sent back stays so until a later
    one of the same kind (the same gemeente) is judged otherwise.
    """
    stappen = [stap for stap in regeling.besluitstappen if stap.besluit == besluit.nummer]
    akkoord = {(stap.stap, stap.code) for stap in stappen if stap.oordeel is Oordeel.AKKOORD}
    nodig = [(Stap.COLLEGE, g.code) for g in regeling.gemeenten if g.besluit_in(besluit.jaar)]
    nodig += [(Stap.RAAD, stap.code) for stap in stappen if stap.stap is Stap.RAAD]
    nog = tuple(dict.fromkeys(code for stap, code in nodig if (stap, code) not in akkoord))
    te_zetten = sorted(
        (s for s in stappen if s.oordeel is None), key=lambda s: (_VOLGORDE.index(s.stap), s.gepland or date.max)
    )
    return Voortgang(
        besluit,
        _stand(besluit, stappen, akkoord, nog),
        te_zetten[0].stap if te_zetten else None,
        te_zetten[0].gepland if te_zetten else None,
        nog,
    )


def _stand(
    besluit: Besluit, stappen: list[Besluitstap], akkoord: set[tuple[Stap, str]], nog: tuple[str, ...]
) -> Besluitstand:
    if besluit.ingetrokken is not None:
        return Besluitstand.INGETROKKEN
    if any(stap.oordeel is Oordeel.AFGEWEZEN for stap in stappen):
        return Besluitstand.AFGEWEZEN
    beoordeeld = [stap for stap in stappen if stap.oordeel is not None]
    terug = [
        stap
        for stap in beoordeeld
        if stap.oordeel is Oordeel.TERUG
        and not any(
            (ander.stap, ander.code) == (stap.stap, stap.code)
            and ander.oordeel is not Oordeel.TERUG
            and (ander.gehouden or date.min) >= (stap.gehouden or date.min)
            for ander in beoordeeld
        )
    ]
    if terug:
        return Besluitstand.TERUG
    return Besluitstand.GENOMEN if (Stap.REGIODAG, "") in akkoord and not nog else Besluitstand.OPEN


def niet_genomen(regeling: Regeling, jaar: int) -> tuple[Voortgang, ...]:
    """The besluiten that the settlement of a year needs and that are not adopted yet.

    One that was withdrawn is needed no more, so it isn't among them.
    """
    alle = (voortgang(regeling, rij) for rij in regeling.besluiten if rij.jaar == jaar and rij.nodig)
    return tuple(v for v in alle if v.stand not in (Besluitstand.GENOMEN, Besluitstand.INGETROKKEN))


def lopend_voorstel(regeling: Regeling, jaar: int) -> Voortgang | None:
    """The voorstel on the meerkosten of a year that still runs: no other can be made beside it; None when none does."""
    soort = Besluitsoort.MEERKOSTEN
    alle = (voortgang(regeling, rij) for rij in regeling.besluiten if rij.jaar == jaar and rij.soort is soort)
    return next((v for v in alle if v.stand in (Besluitstand.OPEN, Besluitstand.TERUG)), None)


def meerkosten_besloten(regeling: Regeling, jaar: int) -> bool:
    """Whether an adopted besluit sets who bears the meerkosten of a year, and the year names it as its source.

    Such a besluit is of the soort meerkosten, its number stands in the row of the year in ``tblJaren``, and it says
    what that row says: the same drager, and the same limit or none.
    """
    parameters = regeling.jaar(jaar)
    return any(
        rij.nummer == parameters.besluit
        and rij.jaar == jaar
        and rij.soort is Besluitsoort.MEERKOSTEN
        and rij.meerkosten_drager is parameters.meerkosten_drager
        and rij.voorstelgrens_ct in (None, parameters.voorstelgrens_ct)
        and voortgang(regeling, rij).stand is Besluitstand.GENOMEN
        for rij in regeling.besluiten
    )
