"""Makes each workbook again from the kept inputs and compares the two files part by part.

The same version of the program makes exactly the same parts, so any change at all is found here, also one that no cell
shows. The findings say in words what differs, down to the cell. A folder that claims another version is made again as that
version: then a difference may be that version's, and what can't be told apart is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from via_xl import PROGRAMMA
from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.bewijs.verificatie.versie import MANIFEST, MEESTE, OPNIEUW, NietMogelijk, NietVolledig, Versie
from via_xl.schrijven.versie import REGIO


def controleer(versie: Versie, naam: str) -> Iterator[Bevinding]:
    """A finding for each difference between the workbook ``naam`` and the one made again.

    Raises:
        NietVolledig: the folder says that another version made it, so that a difference need not be a change.
    """
    if not versie.herbouwen:
        raise NietMogelijk("er is niet om gevraagd")
    anders = versie.anders(naam)
    if versie.zelfde_programma:
        yield from (Bevinding(naam, blad, cel, wat, OPNIEUW) for blad, cel, wat in anders[:MEESTE])
        return
    alleen_hier = _alleen_hier(versie, naam)
    fouten = (
        Bevinding(naam, blad, cel, f"{wat} Dat is in de andere afrekeningen niet zo; geen versie maakt dat.", OPNIEUW)
        for blad, cel, wat in anders
        if (blad or cel) in alleen_hier
    )
    yield from islice(fouten, MEESTE)
    rest = (
        Bevinding(naam, blad, cel, wat, _MET_DIE_VERSIE, Ernst.WAARSCHUWING)
        for blad, cel, wat in anders
        if (blad or cel) not in alleen_hier
    )
    yield from islice(rest, MEESTE)
    raise NietVolledig(_waarom(versie))


_MET_DIE_VERSIE = "Verifieer de map ook met de versie van ViA-XL die zij noemt."


def _waarom(versie: Versie) -> str:
    """Why a folder that claims another version is never wholly in order here."""
    zegt = versie.manifest.get("programma")
    horen = [naam for naam in versie.werkboeken if naam in versie.vergelijkbaar().per_naam]
    gelijk = "" if any(versie.anders(naam) for naam in horen) else "; die maakt wel precies dezelfde werkmappen"
    return f"{MANIFEST} zegt dat {zegt} deze map maakte; dit is {PROGRAMMA}{gelijk}"


def _alleen_hier(versie: Versie, naam: str) -> set[str]:
    """The sheets and parts of a settlement workbook that differ, where in that of another gemeente they do not.

    A version of the program treats all gemeenten alike; who changes the workbook of one does not.
    """
    per_naam = versie.vergelijkbaar().per_naam
    if per_naam[naam][0] == REGIO:
        return set()
    andere = [n for n, (code, _) in per_naam.items() if code != REGIO and n != naam and n in versie.bestanden]
    uit: set[str] = set()
    for waar in {blad or cel for blad, cel, _ in versie.anders(naam)}:
        met = [n for n in andere if _heeft(versie, n, waar)]
        if any(waar not in {blad or cel for blad, cel, _ in versie.anders(n)} for n in met):
            uit.add(waar)
    return uit


def _heeft(versie: Versie, naam: str, waar: str) -> bool:
    """Whether the workbook of another gemeente can be read, and has this sheet; a part of the package may be in each."""
    if versie.pakketfout(naam) is not None:
        return False
    return "/" in waar or waar in {blad.naam for blad in versie.vergelijkbaar().per_naam[naam][1].bladen}
