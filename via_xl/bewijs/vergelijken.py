"""Recalculated, cached and engine value of each formula cell, held against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from operator import eq
from pathlib import Path

from msgspec import Struct

from via_xl.basis.datum import datum_nl, moment_van, serienummer_van
from via_xl.bewijs.rekenmachine import FOUTWAARDEN, Formulecel, Formulekolom, IronCalc, Machine
from via_xl.lezen.getalopmaak import toon as toon_inhoud
from via_xl.schrijven.boek import Verwachtkolom
from via_xl.schrijven.raster import Waarde

TOLERANTIE = 1e-6
"""Numbers agree within a millionth; amounts have two decimals, so they agree to the cent."""

_LAATSTE_DAG = 2_958_466
"""The first number that is no day in Excel: 31-12-9999 is the one before it."""


class Celverschil(Struct, frozen=True):
    """A cell on which the three don't agree.

    ``verouderd``: only what is stored is another one; the formula, recalculated, gives what the engine says. ``oorzaak``: the
    formula itself is gone, so that what is calculated from this cell differs too. ``datum``: the cell shows a day.
    """

    bestand: str
    blad: str
    cel: str
    formule: str
    wat: str
    herrekend: Waarde
    gecached: Waarde
    engine: Waarde
    verouderd: bool = False
    oorzaak: bool = False
    datum: bool = False

    def regel(self) -> str:
        """The difference as one line of Dutch text."""
        return (
            f"{self.bestand} {self.blad}!{self.cel}: {self.wat}. "
            f"Formule: {self.getoond(self.herrekend)}, opgeslagen: {self.getoond(self.gecached)}, "
            f"rekenkern: {self.getoond(self.engine)}."
        )

    def getoond(self, waarde: Waarde) -> str:
        """One of the three as a person sees it: where the cell shows a day, or the engine gives one, a number is one too."""
        return toon(waarde, datum=self.datum or isinstance(self.engine, date))


def toon(waarde: Waarde, *, datum: bool = False) -> str:
    """A cell value in a sentence; with ``datum`` a number is the day that the cell shows.

    >>> toon(46023.0, datum=True), toon(46023.0), toon(1234.5), toon(None)
    ('1-1-2026', '46023', '1234,5', 'leeg')
    >>> toon(True), toon("#N/A"), toon("klaar")
    ('WAAR', '#N/B', 'klaar')
    """
    if waarde in (None, ""):
        return "leeg"
    if isinstance(waarde, bool) or not isinstance(waarde, int | float | date):
        return toon_inhoud(waarde)
    dag = moment_van(waarde) if datum and not isinstance(waarde, date) and 1 <= waarde < _LAATSTE_DAG else waarde
    if isinstance(dag, date):
        return datum_nl(dag)
    return f"{waarde:.15g}".replace(".", ",")


def gelijk(een: Waarde | time | timedelta, ander: Waarde | time | timedelta) -> bool:
    """Whether two cell values are the same: numbers within a millionth, blank and "" alike, the rest exactly.

    A date, a time or a duration is the number that the cell holds: a 0 that is shown as a date is read as midnight.
    """
    if type(een) is type(ander) and een == ander:
        return True
    een, ander = _plat(een), _plat(ander)
    if een is None or ander is None:
        return een is ander
    if isinstance(een, bool) or isinstance(ander, bool):
        return een is ander
    if isinstance(een, (int, float)) and isinstance(ander, (int, float)):
        return abs(een - ander) <= TOLERANTIE
    return een == ander


def _plat(waarde: Waarde | time | timedelta) -> str | int | float | bool | None:
    if isinstance(waarde, (date, time, timedelta)):
        return serienummer_van(waarde)
    return None if waarde == "" else waarde


def is_foutwaarde(waarde: Waarde) -> bool:
    """Whether a cell value is an Excel error."""
    return isinstance(waarde, str) and (waarde in FOUTWAARDEN or waarde.startswith("#"))


def oordeel(
    bestand: str,
    cel: Formulecel,
    engine: Waarde,
    *,
    heeft_cache: bool = True,
    telt_cache: bool = True,
    datum: bool = False,
) -> Celverschil | None:
    """The difference in one formula cell, or None when all agree."""
    wat = ""
    if is_foutwaarde(cel.herrekend):
        wat = "de formule geeft een foutwaarde"
    elif not gelijk(cel.herrekend, engine):
        wat = "de formule geeft iets anders dan de rekenkern"
    elif telt_cache and (heeft_cache or cel.gecached not in (None, "")) and not gelijk(cel.gecached, engine):
        wat = "de opgeslagen waarde is een andere"
    if not wat:
        return None
    waarden = cel.herrekend, cel.gecached, engine
    return Celverschil(bestand, cel.blad, cel.cel, cel.formule, wat, *waarden, datum=datum)


def allemaal_goed(waarden: Sequence[Waarde], verwacht: Sequence[Waarde]) -> bool:
    """Whether each of these values is what is expected, and none an error: thousands are held against each other at once."""
    if any(map(is_foutwaarde, {waarde for waarde in waarden if isinstance(waarde, str)})):
        return False
    return allemaal_gelijk(waarden, verwacht)


def allemaal_gelijk(waarden: Sequence[Waarde], andere: Sequence[Waarde]) -> bool:
    """Whether each of these values is the same as the other in its place."""
    if len(waarden) != len(andere):
        return False
    soorten = {*map(type, waarden), *map(type, andere)}
    precies = bool not in soorten and all(map(eq, waarden, andere))
    return precies or all(map(gelijk, waarden, andere))


def vergelijk(
    pad: Path, verwacht: Iterable[Verwachtkolom], machine: Machine | None = None
) -> tuple[int, tuple[Celverschil, ...]]:
    """Recalculate a workbook we made and compare every formula cell: how many, and which differ.

    A formula that should be there and isn't, or is there and shouldn't, is a difference too. ``machine`` is another
    engine than IronCalc, with the workbook in it.

    Raises:
        BewijsFout: the file can't be recalculated.
    """
    machine = machine or IronCalc(pad)
    machine.herreken()
    gevonden = per_plek(machine)
    over: list[Verwachtkolom] = []
    aantal = 0
    for kolom in verwacht:
        aantal += len(kolom.waarden)
        hier = gevonden.get(kolom.plek)
        if (
            hier is not None
            and allemaal_goed(hier.herrekend, kolom.waarden)
            and allemaal_gelijk(hier.gecached, kolom.waarden)
        ):
            del gevonden[kolom.plek]
        else:
            over.append(kolom)
    return aantal, tuple(_verschillen(pad.name, over, cel_voor_cel(gevonden.values())))


def _verschillen(
    bestand: str, over: Iterable[Verwachtkolom], cellen: dict[str, dict[str, Formulecel]]
) -> Iterator[Celverschil]:
    """What differs in the columns that were not the same as a whole."""
    for v in (cel for kolom in over for cel in kolom.cellen()):
        cel = cellen[v.blad].pop(v.cel, None)
        if cel is None:
            yield Celverschil(bestand, v.blad, v.cel, v.formule, "de formule is verdwenen", None, None, v.waarde)
        elif verschil := oordeel(bestand, cel, v.waarde, datum=v.datum):
            yield verschil
    for cel in (cel for hier in cellen.values() for cel in hier.values()):
        wat = "hier hoort geen formule te staan"
        yield Celverschil(bestand, cel.blad, cel.cel, cel.formule, wat, cel.herrekend, cel.gecached, None)


def per_plek(machine: Machine) -> dict[tuple[str, str, int], Formulekolom]:
    """The formula cells of a workbook by column, by where the first stands."""
    return {kolom.plek: kolom for kolom in machine.formulekolommen()}


def cel_voor_cel(kolommen: Iterable[Formulekolom]) -> dict[str, dict[str, Formulecel]]:
    """The cells of these columns by sheet and address."""
    cellen: dict[str, dict[str, Formulecel]] = defaultdict(dict)
    for kolom in kolommen:
        cellen[kolom.blad].update((cel.cel, cel) for cel in kolom.cellen())
    return cellen
