"""What a gemeente pays or receives."""

from __future__ import annotations

from typing import Any

from udfs.cellen import BEDRAG_MET_TEKEN, Cellen, Uitkomst, leeg, lees, rooster
from udfs.fouten import Excelfout, Uitval
from udfs.register import Argument, udf
from udfs.tabel import Kop
from via_xl.basis.geld import euro
from via_xl.rekenen.verrekening import saldo_ct

_KOPPEN = ("Bijdrage €", "Kosten €", "Voorschot €")


@udf(
    "Het saldo in euro: bijdrage min kosten min voorschot. Boven nul betaalt de gemeente, onder nul ontvangt zij. "
    "Drie bedragen, of drie kolommen van gelijke vorm.",
    Argument("bijdrage", "De bijdrage van de gemeente, of de kolom ervan."),
    Argument("kosten", "De kosten die zij heeft ingebracht, of de kolom ervan."),
    Argument("voorschot", "Wat zij al betaalde, of de kolom ervan. Niets betaald: vul 0 in."),
)
def VIA_SALDO(bijdrage: Cellen, kosten: Cellen, voorschot: Cellen) -> Uitkomst:  # noqa: N802
    """Bijdrage − kosten − voorschot, of three amounts or of three ranges of one shape, cell by cell.

    Columns that all three begin with their header (``Bijdrage €``, ``Kosten €``, ``Voorschot €``) give ``Saldo €`` first.
    Three blanks give ``""``; one or two of them #VALUE!, for a blank is not 0.
    """
    delen = [rooster(cellen) for cellen in (bijdrage, kosten, voorschot)]
    if len({(len(deel), len(deel[0])) for deel in delen}) != 1:
        raise Uitval(Excelfout.WAARDE)
    rijen = [[_saldo(drie) for drie in zip(*rij, strict=True)] for rij in zip(*delen, strict=True)]
    if all(len(deel[0]) == 1 and Kop.van(deel[0]).heeft(kop) for deel, kop in zip(delen, _KOPPEN, strict=True)):
        rijen[0] = ["Saldo €"]
    return rijen if len(rijen) > 1 or len(rijen[0]) > 1 else rijen[0][0]


def _saldo(bedragen: tuple[Any, ...]) -> float | str:
    if leeg(bedragen):
        return ""
    try:
        return euro(saldo_ct(*(lees(bedrag, BEDRAG_MET_TEKEN) for bedrag in bedragen)))
    except Uitval as uitval:
        return uitval.fout
