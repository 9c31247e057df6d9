"""A year of a master: read, checked and calculated, in one value that every command takes.

Here the year is chosen, and here it is refused that the inputs or the outcome hold an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from via_xl import controle
from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout, fouten
from via_xl.controle.lege_sleutel import lege_sleutel
from via_xl.controle.uitkomst import controleer_uitkomst
from via_xl.lezen.master import Master
from via_xl.regeling.model import Regeling
from via_xl.rekenen import invoerhash
from via_xl.rekenen.gebruikt import beperk
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import Verrekening, verreken, wacht_op_uren

NIETS_GEDAAN = "er is niets mee gedaan"
NIETS_GEMAAKT = "er is niets gemaakt"


class Jaarstand(Struct, frozen=True, dict=True):
    """A year as a master gives it, without an error.

    ``waarschuwingen`` are in the order in which they were found: in reading the file, in the inputs that the year uses,
    and in its outcome.
    """

    master: Master
    jaar: int
    uitkomst: Verrekening
    waarschuwingen: tuple[Bevinding, ...]

    @property
    def regeling(self) -> Regeling:
        """The inputs, of every year."""
        return self.master.regeling

    @cached_property
    def invoerhash(self) -> str:
        """The input hash of the year."""
        return invoerhash.invoerhash(self.regeling, self.jaar)


def stel_vast(
    master: Master, jaar: int | None = None, gevolg: str = NIETS_GEDAAN, ook: Iterable[Bevinding] = ()
) -> Jaarstand:
    """The year that was asked for, or else the one chosen in the master; ``ook`` are warnings of what came into it.

    Raises:
        InvoerFout: there is no such year, or its inputs or outcome hold an error.
    """
    gekozen = kies_jaar(master, jaar)
    eis_zonder_fouten(master.pad.name, controle.controleer(master.regeling), gevolg)
    uitkomst, over_uitkomst = eis_verrekenbaar(master.pad.name, master.regeling, gekozen, gevolg)
    over_invoer = waarschuwingen_van(master.regeling, gekozen)
    return Jaarstand(master, gekozen, uitkomst, (*master.bevindingen, *ook, *over_invoer, *over_uitkomst))


def kies_jaar(master: Master, jaar: int | None = None) -> int:
    """The year that was asked for, or else the one chosen in the master.

    Raises:
        InvoerFout: none is chosen, or it isn't in tblJaren.
    """
    if jaar is not None:
        return eis_jaar(master.regeling, jaar, master.pad.name)
    if master.jaar is None:
        of = " of geef --jaar op" if master.sha256 else ""  # an open workbook has no options
        raise InvoerFout(f"In {master.pad.name} is geen jaar gekozen. Kies een jaar op blad Start{of}.")
    return eis_jaar(master.regeling, master.jaar, master.pad.name, " op blad Start")


def eis_jaar(regeling: Regeling, jaar: int, bestand: str, waar: str = "") -> int:
    """The year itself, when it is one of the regeling; ``waar`` says where it was chosen.

    Raises:
        InvoerFout: it isn't.
    """
    bekend = sorted(rij.jaar for rij in regeling.jaren)
    if jaar not in bekend:
        lijst = ", ".join(map(str, bekend)) or "geen jaren"
        raise InvoerFout(f"Jaar {jaar}{waar} staat niet in tabel tblJaren van {bestand}; daar staan {lijst}.")
    return jaar


def eis_zonder_fouten(
    wat: str, bevindingen: Iterable[Bevinding], gevolg: str = NIETS_GEDAAN, *, geteld: bool = True
) -> tuple[Bevinding, ...]:
    """The findings, when none is an error; ``wat`` is what was looked at. ``geteld``: a refusal says how many there are.

    Raises:
        InvoerFout: one is; with all of them.
    """
    alle = tuple(bevindingen)
    if aantal := len(fouten(alle)):
        hoeveel = f"{aantal} fout{'en' if aantal > 1 else ''}" if geteld else "fouten"
        raise InvoerFout(f"{wat} bevat {hoeveel}{f'; {gevolg}' if gevolg else ''}.", alle)
    return alle


def eis_verrekenbaar(
    waar: str, regeling: Regeling, jaar: int, gevolg: str = NIETS_GEMAAKT
) -> tuple[Verrekening, tuple[Bevinding, ...]]:
    """The settlement of a year and what there is to be said of it; ``waar`` says where the inputs are from.

    Raises:
        InvoerFout: the key adds to zero, or the outcome is beyond what a spreadsheet calculates exactly.
    """
    uitkomst, bevindingen = reken_na(regeling, jaar)
    if uitkomst is None:
        raise InvoerFout(f"{waar}: {jaar} kan niet worden verrekend.", bevindingen)
    if fouten(bevindingen):
        raise InvoerFout(f"{waar} levert een uitkomst die niet klopt; {gevolg}.", bevindingen)
    return uitkomst, bevindingen


def eis_toonbaar(waar: str, regeling: Regeling, jaar: int) -> None:
    """That a master can show a year: it can be settled, or it waits for the hours that lie beside the master.

    Raises:
        InvoerFout: as :func:`eis_verrekenbaar`.
    """
    if not wacht_op_uren(regeling, jaar):
        eis_verrekenbaar(waar, regeling, jaar)


def reken_na(regeling: Regeling, jaar: int) -> tuple[Verrekening | None, tuple[Bevinding, ...]]:
    """The settlement of a year, and its findings; None, with one error, when its key adds to zero."""
    try:
        uitkomst = verreken(regeling, jaar)
    except LegeSleutel:
        return None, (lege_sleutel(regeling, jaar),)
    return uitkomst, controleer_uitkomst(regeling, uitkomst)


def waarschuwingen_van(regeling: Regeling, jaar: int) -> tuple[Bevinding, ...]:
    """What the rules warn of in the inputs that a year uses."""
    return tuple(b for b in controle.controleer(beperk(regeling, jaar)) if b.ernst is Ernst.WAARSCHUWING)
