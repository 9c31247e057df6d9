"""Makes each workbook again from the kept inputs and compares the two files part by part.

The same version of the program makes exactly the same parts, so any change at all is found here, also one that no cell
shows. The findings say in words what differs, down to the cell.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

from via_xl import __version__
from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.verificatie.delen import verschillen
from via_xl.bewijs.verificatie.versie import MANIFEST, MEESTE, OPNIEUW, NietMogelijk, Versie


def controleer(versie: Versie, naam: str) -> Iterator[Bevinding]:
    """A finding for each difference between the workbook ``naam`` and the one made again."""
    if not versie.zelfde_programma:
        zegt = versie.manifest.get("programma")
        raise NietMogelijk(f"{MANIFEST} zegt dat {zegt} deze map maakte; dit is ViA-XL {__version__}")
    if not versie.herbouwen:
        raise NietMogelijk("er is niet om gevraagd")
    herleiding = versie.vergelijkbaar()
    if naam not in herleiding.per_naam:
        raise NietMogelijk(f"{naam} hoort niet bij de verrekening")
    nieuw = io.BytesIO()
    herleiding.per_naam[naam][1].bewaar(nieuw)
    gevonden = (
        Bevinding(naam, blad, cel, wat, OPNIEUW) for blad, cel, wat in verschillen(versie.open_mag(naam), nieuw)
    )
    yield from islice(gevonden, MEESTE)
