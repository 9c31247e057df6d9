"""What is carried of a herziening goes to one later year, and each part of it is below the threshold of its own year."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.geld import euro_nl
from via_xl.regeling.model import Regeling


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """An error for a row that doesn't go forward, or to another year than the rest; a warning for one that isn't small."""
    drempels = {rij.jaar: rij.drempel_herziening_ct for rij in regeling.jaren}
    naar: dict[tuple[int, int], int] = {}
    for rij in regeling.verrekend:
        eerste = naar.setdefault((rij.uit_jaar, rij.herziet), rij.jaar)
        if rij.jaar <= rij.uit_jaar:
            wat = f"de herziening van {rij.uit_jaar} kan niet met de afrekening van {rij.jaar} worden verrekend."
            yield Bevinding.op(rij.plek, "jaar", wat, f"Kies een later jaar dan {rij.uit_jaar}.")
        elif rij.jaar != eerste:
            wat = f"de herziening van {rij.uit_jaar} gaat al naar {eerste}, en niet ook naar {rij.jaar}."
            yield Bevinding.op(rij.plek, "jaar", wat, f"Zet alle rijen van die herziening op {eerste}.")
        drempel = drempels.get(rij.uit_jaar)
        if drempel is not None and abs(rij.bedrag_ct) >= drempel:
            wat = (
                f"{euro_nl(abs(rij.bedrag_ct))} is niet kleiner dan de drempel van {rij.uit_jaar} ({euro_nl(drempel)})."
            )
            doen = "Kijk de drempel op blad Jaren na, of verreken deze herziening met een betaallijst."
            yield Bevinding.op(rij.plek, "bedrag_ct", wat, doen, Ernst.WAARSCHUWING)
