"""Hours and cost per theme of a settlement, and of what was delivered in its year: what the working group spent its time on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from msgspec import Struct

from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.regeling.model import Regeling, Urenregel
from via_xl.rekenen.capaciteit import geleverd
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.samengenomen import GENOEG_PERSONEN, mensen, te_klein
from via_xl.rekenen.verrekening import Verrekening

GENOEG = 3
"""Of fewer gemeenten than this a cost is not shown apart: beside the hours it gives away what somebody earns."""


class Themauren(Struct, frozen=True):
    """What was booked on one theme in a settlement.

    ``uren_h`` are hundredths of an hour, ``kosten_ct`` cents; ``per_rol_h`` has the hours by rol (spelled as formulas
    compare it), ``gemeenten`` the CBS codes of who booked them and ``mensen`` who worked on it.
    """

    thema: str
    uren_h: int
    kosten_ct: int
    per_rol_h: dict[str, int]
    gemeenten: frozenset[str]
    mensen: frozenset[str] = frozenset()


class Themabeeld(Struct, frozen=True):
    """What was booked on each theme of the list, in its order, and in ``onbekend`` what was booked on anything else.

    Together that is everything in the settlement.
    """

    jaar: int
    themas: tuple[Themauren, ...]
    onbekend: Themauren

    @property
    def alle(self) -> tuple[Themauren, ...]:
        """The themes of the list, and last what was booked outside them."""
        return (*self.themas, self.onbekend)

    @property
    def uren_h(self) -> int:
        """All hours of the settlement."""
        return sum(rij.uren_h for rij in self.alle)

    @property
    def kosten_ct(self) -> int:
        """K: all cost of the settlement."""
        return sum(rij.kosten_ct for rij in self.alle)


class Themagroep(Struct, frozen=True):
    """Themes that are shown together, because so few booked on them; or a single theme."""

    themas: tuple[str, ...]
    uren_h: int
    kosten_ct: int


def themas(regeling: Regeling, uitkomst: Verrekening, buiten: str = "niet in de lijst van thema's") -> Themabeeld:
    """The themes of a settlement; ``buiten`` is how what is booked outside the list is called.

    A theme that stands twice in the list is counted once, with the first.
    """
    regels = (_Geboekt(rij.regel, rij.code, rij.kosten_ct) for rij in uitkomst.regels)
    return _beeld(regeling, uitkomst.jaar, regels, buiten)


def geleverde_themas(regeling: Regeling, jaar: int, buiten: str = "niet in de lijst van thema's") -> Themabeeld:
    """The themes of the hours that were delivered in the months of a year, whenever they are settled: without a cost."""
    voor = houders(regeling.gemeenten, jaar)
    regels = (_Geboekt(regel, voor[regel.code], 0) for regel in geleverd(regeling, jaar))
    return _beeld(regeling, jaar, regels, buiten)


class _Geboekt(Struct, frozen=True):
    """An hour line, for which gemeente it counts (its CBS code), and what it costs (cents)."""

    regel: Urenregel
    code: str
    kosten_ct: int


def _beeld(regeling: Regeling, jaar: int, regels: Iterable[_Geboekt], buiten: str) -> Themabeeld:
    per_thema: dict[str, list[_Geboekt]] = defaultdict(list)
    for rij in regels:
        per_thema[zelfde_in_formule(rij.regel.thema)].append(rij)
    namen: dict[str, str] = {}
    for thema in regeling.themas:
        namen.setdefault(zelfde_in_formule(thema.thema), thema.thema)
    rest = [rij for sleutel, rijen in per_thema.items() if sleutel not in namen for rij in rijen]
    return Themabeeld(
        jaar,
        tuple(_opgeteld(naam, per_thema[sleutel]) for sleutel, naam in namen.items()),
        _opgeteld(buiten, rest),
    )


def kostengroepen(beeld: Themabeeld, minstens: int = GENOEG_PERSONEN) -> tuple[Themagroep, ...]:
    """The cost per theme as it may be shown outside the centrumgemeente, adding to all cost.

    A theme on which fewer than three gemeenten booked hours, or fewer people than ``minstens``, is taken together with the
    others of that kind, and when those are still of too few, with the theme of the fewest hours after them.
    """
    return _groepen(beeld, lambda rijen: len(_gemeenten(rijen)) >= GENOEG and len(_mensen(rijen)) >= minstens)


def urengroepen(beeld: Themabeeld, minstens: int) -> tuple[Themagroep, ...]:
    """The hours per theme as they may be shown: of fewer people than ``minstens`` together, as the cost is. They add to all hours.

    A theme without hours is in it too: nobody worked on it.
    """
    leeg = (Themagroep((rij.thema,), 0, 0) for rij in beeld.themas if not rij.uren_h)
    groepen = (*_groepen(beeld, lambda rijen: len(_mensen(rijen)) >= minstens), *leeg)
    plaats = {rij.thema: nummer for nummer, rij in enumerate(beeld.alle)}
    return tuple(sorted(groepen, key=lambda groep: (len(groep.themas) > 1, plaats[groep.themas[0]])))


def _groepen(beeld: Themabeeld, genoeg: Callable[[Iterable[Themauren]], bool]) -> tuple[Themagroep, ...]:
    geboekt = {nr: rij for nr, rij in enumerate(beeld.alle) if rij.uren_h or rij.kosten_ct}

    def samen_genoeg(nummers: Collection[int]) -> bool:
        return genoeg([geboekt[nr] for nr in nummers])

    klein = te_klein(geboekt, samen_genoeg, lambda nr: (geboekt[nr].uren_h, -nr))
    samen = [rij for nr, rij in geboekt.items() if nr in klein]
    apart = (rij for nr, rij in geboekt.items() if nr not in klein)
    groepen = [Themagroep((rij.thema,), rij.uren_h, rij.kosten_ct) for rij in apart]
    if samen:
        in_volgorde = tuple(rij.thema for rij in samen)
        groepen.append(Themagroep(in_volgorde, _som(samen, lambda r: r.uren_h), _som(samen, lambda r: r.kosten_ct)))
    return tuple(groepen)


def _gemeenten(rijen: Iterable[Themauren]) -> frozenset[str]:
    return frozenset[str]().union(*(rij.gemeenten for rij in rijen))


def _mensen(rijen: Iterable[Themauren]) -> frozenset[str]:
    return frozenset[str]().union(*(rij.mensen for rij in rijen))


def _som(rijen: Iterable[Themauren], wat: Callable[[Themauren], int]) -> int:
    return sum(map(wat, rijen))


def _opgeteld(thema: str, regels: list[_Geboekt]) -> Themauren:
    per_rol: dict[str, int] = defaultdict(int)
    for rij in regels:
        per_rol[zelfde_in_formule(rij.regel.rol)] += rij.regel.uren_h
    return Themauren(
        thema=thema,
        uren_h=sum(rij.regel.uren_h for rij in regels),
        kosten_ct=sum(rij.kosten_ct for rij in regels),
        per_rol_h=dict(per_rol),
        gemeenten=frozenset(rij.code for rij in regels if rij.regel.uren_h),
        mensen=mensen(rij.regel for rij in regels),
    )
