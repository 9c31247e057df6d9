"""Parameters that the settlement doesn't calculate yet are refused: an ignored choice would be a wrong amount."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.bevinding import Bevinding
from via_xl.model import BijdrageKarakter, MeerkostenDrager, Regeling


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding on each choice that is not possible yet, with the one that is."""
    for jaar in regeling.jaren:
        if jaar.bijdrage_karakter is not BijdrageKarakter.WERKELIJK:
            wat = f"bijdrage karakter {jaar.bijdrage_karakter} kan nog niet worden verrekend."
            yield Bevinding.op(jaar.plek, "bijdrage_karakter", wat, f"Vul {BijdrageKarakter.WERKELIJK} in.")
        if jaar.meerkosten_drager is not MeerkostenDrager.INWONERS:
            wat = f"meerkosten drager {jaar.meerkosten_drager} kan nog niet worden verrekend."
            yield Bevinding.op(jaar.plek, "meerkosten_drager", wat, f"Vul {MeerkostenDrager.INWONERS} in.")
    for kosten in regeling.overige_kosten:
        if kosten.telt_mee:
            wat = f'overige kosten "{kosten.omschrijving}" kunnen nog niet meetellen in de verrekening.'
            yield Bevinding.op(kosten.plek, "telt_mee", wat, "Vul nee in.")
