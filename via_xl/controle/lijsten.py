"""A thema or rol outside its list is counted in the settlement, but falls out of the tables per thema and rol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.opsomming import met_getal
from via_xl.regeling.model import Regeling, Urenregel


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A warning for each thema or rol outside its list, at the first hour line with it; an empty list allows any."""
    yield from _buiten_lijst(regeling, "thema", "tblThemas", (rij.thema for rij in regeling.themas))
    yield from _buiten_lijst(regeling, "rol", "tblRollen", (rij.rol for rij in regeling.rollen))


def _buiten_lijst(regeling: Regeling, veld: str, tabel: str, woorden: Iterable[str]) -> Iterator[Bevinding]:
    bekend = {zelfde_in_formule(woord) for woord in woorden}
    onbekend: dict[str, list[Urenregel]] = {}
    for regel in regeling.uren if bekend else ():
        woord = getattr(regel, veld)
        if regel.geldig and zelfde_in_formule(woord) not in bekend:
            onbekend.setdefault(woord, []).append(regel)
    for woord, regels in onbekend.items():
        wat = f'{veld} "{woord}" staat niet in {tabel} ({met_getal(len(regels), "urenregel", "urenregels")}).'
        doen = f"Verbeter de urenregels of voeg dit toe aan {tabel}."
        yield Bevinding.op(regels[0].plek, veld, wat, doen, Ernst.WAARSCHUWING)
