"""Hours and cost per theme of a settlement: what the working group spent its time on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.schrijfwijze import eender
from via_xl.regeling.model import Regeling
from via_xl.rekenen.verrekening import Kostenregel, Verrekening

GENOEG = 3
"""Of fewer gemeenten than this a cost is not shown apart: beside the hours it gives away what somebody earns."""


@dataclass(frozen=True, slots=True)
class Themauren:
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


@dataclass(frozen=True, slots=True)
class Themabeeld:
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


@dataclass(frozen=True, slots=True)
class Themagroep:
    """Themes that are shown together, because so few booked on them; or a single theme."""

    themas: tuple[str, ...]
    uren_h: int
    kosten_ct: int


def themas(regeling: Regeling, uitkomst: Verrekening, buiten: str = "niet in de lijst van thema's") -> Themabeeld:
    """The themes of a settlement; ``buiten`` is how what is booked outside the list is called.

    A theme that stands twice in the list is counted once, with the first.
    """
    per_thema: dict[str, list[Kostenregel]] = defaultdict(list)
    for rij in uitkomst.regels:
        per_thema[zelfde_in_formule(rij.regel.thema)].append(rij)
    namen: dict[str, str] = {}
    for thema in regeling.themas:
        namen.setdefault(zelfde_in_formule(thema.thema), thema.thema)
    rest = [rij for sleutel, regels in per_thema.items() if sleutel not in namen for rij in regels]
    return Themabeeld(
        uitkomst.jaar,
        tuple(_opgeteld(naam, per_thema[sleutel]) for sleutel, naam in namen.items()),
        _opgeteld(buiten, rest),
    )


def kostengroepen(beeld: Themabeeld) -> tuple[Themagroep, ...]:
    """The cost per theme as it may be shown outside the centrumgemeente, adding to all cost.

    A theme on which fewer than three gemeenten booked hours is taken together with the others of that kind, and when
    those are still of fewer than three, with the theme of the fewest hours after them.
    """
    return _groepen(beeld, GENOEG, lambda rij: rij.gemeenten)


def urengroepen(beeld: Themabeeld, minstens: int) -> tuple[Themagroep, ...]:
    """The hours per theme as they may be shown: of fewer people than ``minstens`` together, as the cost is. They add to all hours.

    A theme without hours is in it too: nobody worked on it.
    """
    leeg = (Themagroep((rij.thema,), 0, 0) for rij in beeld.themas if not rij.uren_h)
    groepen = (*_groepen(beeld, minstens, lambda rij: rij.mensen), *leeg)
    plaats = {rij.thema: nummer for nummer, rij in enumerate(beeld.alle)}
    return tuple(sorted(groepen, key=lambda groep: (len(groep.themas) > 1, plaats[groep.themas[0]])))


def _groepen(beeld: Themabeeld, genoeg: int, wie: Callable[[Themauren], frozenset[str]]) -> tuple[Themagroep, ...]:
    geboekt = [rij for rij in beeld.alle if rij.uren_h or rij.kosten_ct]
    apart = sorted((rij for rij in geboekt if len(wie(rij)) >= genoeg), key=lambda rij: (-rij.uren_h, rij.thema))
    samen = [rij for rij in geboekt if len(wie(rij)) < genoeg]
    while samen and apart and len(frozenset().union(*map(wie, samen))) < genoeg:
        samen.append(apart.pop())
    groepen = [Themagroep((rij.thema,), rij.uren_h, rij.kosten_ct) for rij in geboekt if rij in apart]
    if samen:
        in_volgorde = tuple(rij.thema for rij in geboekt if rij in samen)
        groepen.append(Themagroep(in_volgorde, _som(samen, lambda r: r.uren_h), _som(samen, lambda r: r.kosten_ct)))
    return tuple(groepen)


def _som(rijen: Iterable[Themauren], wat: Callable[[Themauren], int]) -> int:
    return sum(map(wat, rijen))


def _opgeteld(thema: str, regels: list[Kostenregel]) -> Themauren:
    per_rol: dict[str, int] = defaultdict(int)
    for rij in regels:
        per_rol[zelfde_in_formule(rij.regel.rol)] += rij.regel.uren_h
    return Themauren(
        thema=thema,
        uren_h=sum(rij.regel.uren_h for rij in regels),
        kosten_ct=sum(rij.kosten_ct for rij in regels),
        per_rol_h=dict(per_rol),
        gemeenten=frozenset(rij.code for rij in regels if rij.regel.uren_h),
        mensen=frozenset(eender(rij.regel.medewerker) for rij in regels if rij.regel.uren_h),
    )
