"""The findings on one input table: every row read as the master is, and the rules that look at one table only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from udfs.cellen import Cellen, Uitkomst, leeg, rooster
from udfs.fouten import Excelfout, Uitval
from udfs.register import Argument, udf
from udfs.tabel import Kop
from via_xl.basis.bevinding import Bevinding, Ernst, Plek
from via_xl.controle import (
    afronding,
    centrumgemeente,
    kalender,
    kosten,
    namen,
    perioden,
    regio,
    rekeningen,
    schrijfwijzen,
    sleutels,
    tariefdatums,
    tariefrijen,
)
from via_xl.lezen.rijen import Rijlezer, alleen_code
from via_xl.lezen.waarden import uit_mastercel
from via_xl.regeling.kolom import Invoertabel
from via_xl.regeling.model import Regeling
from via_xl.regeling.tabellen import CAPACITEIT, GEMEENTEN, KALENDER, KOSTEN, NAMEN, REGIO, TABELLEN, TARIEVEN, UREN

Regel = Callable[[Regeling], Iterator[Bevinding]]

OVERAL: tuple[Regel, ...] = (sleutels.controleer, schrijfwijzen.controleer)
"""The rules that hold for every table."""

PER_TABEL: dict[str, tuple[Regel, ...]] = {
    GEMEENTEN.naam: (centrumgemeente.controleer, perioden.controleer, rekeningen.controleer),
    NAMEN.naam: (namen.controleer,),
    UREN.naam: (afronding.controleer,),
    TARIEVEN.naam: (tariefrijen.controleer, tariefdatums.controleer),
    CAPACITEIT.naam: (perioden.controleer,),
    KALENDER.naam: (kalender.controleer,),
    KOSTEN.naam: (kosten.controleer,),
    REGIO.naam: (regio.controleer,),
}
"""The rules that look at one table only, and at which."""

GEEN = "Geen bevindingen"
_LANGST = 255
"""Excel refuses a whole array for one longer text in it (its older versions do)."""


class _Tabelrij(Plek, frozen=True):
    """A row of the table, counted from the first one below its headers: a function doesn't know its sheet."""

    def cel(self, veld: str | None = None) -> str:
        """The row and, under its header, the column."""
        kop = self.kolommen.get(veld, "") if veld else ""
        return f"rij {self.rij}, kolom {kop}" if kop else f"rij {self.rij}"


@udf(
    "Wat er mis is in een invoertabel: per bevinding rij, kolom, wat en wat te doen. Zonder bevinding één rij: Geen "
    "bevindingen. De rij telt vanaf de eerste onder de koppen.",
    Argument("tabel", "Een invoertabel van de master met koppen, bijvoorbeeld tblUren[#Alles]."),
)
def VIA_CONTROLE(tabel: Cellen) -> Uitkomst:  # noqa: N802
    """The findings on one input table, a row each: rij, kolom, what is wrong, what to do; a warning says that it is one.

    Which table it is, is told by the headers: the widest table of the master of which every column is there, once.
    Anything else is #VALUE!. Rows are counted from the first one below the headers; row 0 is the table as a whole.
    Without findings there is one row, ``Geen bevindingen``, so that COUNT of the answer is the number of findings.

    First every row is read as the master is; when all can be read, the rules follow that look at one table only. What
    needs other tables or a formula (a code that isn't in tblGemeenten, a month without a rate, a formula where a value
    belongs) is for Controleer. A text of more than 255 characters is cut.
    """
    rijen = rooster(tabel)
    kop = Kop.van(rijen[0])
    soort = _herken(kop)
    plekken = {kolom.veld: kop.plek(kolom.kop) for kolom in soort.kolommen}
    koppen = {kolom.veld: kolom.kop for kolom in soort.kolommen}
    herken = alleen_code if soort in (GEMEENTEN, NAMEN) else _zoals_het_er_staat
    lezer = Rijlezer(soort, soort.kolommen, uit_mastercel, herken, met_kop=False)
    records = []
    for nummer, rij in enumerate(rijen[1:], start=1):
        ruw = {veld: rij[plek] for veld, plek in plekken.items()}
        if not leeg(tuple(ruw.values())):
            records.append(lezer.lees(ruw, _Tabelrij("", soort.blad, nummer, koppen)))
    bevindingen: Sequence[Bevinding] = lezer.bevindingen or _volgens_regels(soort, records)
    return [_uit(bevinding) for bevinding in bevindingen] or [[GEEN, "", "", ""]]


def _herken(kop: Kop) -> Invoertabel:
    for tabel in sorted(TABELLEN, key=lambda tabel: len(tabel.kolommen), reverse=True):
        if all(kop.heeft(kolom.kop) for kolom in tabel.kolommen):
            return tabel
    raise Uitval(Excelfout.WAARDE)


def _zoals_het_er_staat(tekst: str) -> str:
    """A code, or a spelling of which the table alone doesn't say whose it is."""
    return tekst


def _volgens_regels(soort: Invoertabel, records: list[Any]) -> list[Bevinding]:
    alleen: dict[str, Any] = {soort.attribuut: tuple(records)}
    regeling = Regeling(**alleen)
    return [bevinding for regel in (*OVERAL, *PER_TABEL.get(soort.naam, ())) for bevinding in regel(regeling)]


def _uit(bevinding: Bevinding) -> list[int | str]:
    """The finding as a row; row 0 is the table as a whole, so that COUNT of the answer is the number of findings."""
    rij, _, kolom = bevinding.cel.removeprefix("rij ").partition(", kolom ")
    wat = f"Waarschuwing: {bevinding.wat}" if bevinding.ernst is Ernst.WAARSCHUWING else bevinding.wat
    return [int(rij), kolom, _kort(wat), _kort(bevinding.doen)]


def _kort(tekst: str) -> str:
    return tekst if len(tekst) <= _LANGST else f"{tekst[: _LANGST - 1]}…"
