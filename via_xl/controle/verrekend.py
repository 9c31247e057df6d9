"""What is carried is of a herziening that was made, goes to one later year, and is below the threshold of its own year."""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.geld import euro_nl
from via_xl.regeling.model import Regeling, Verrekend, Versiestand


def controleer(regeling: Regeling) -> Iterator[Bevinding]:
    """A finding for what can't be carried so, and for what is of a herziening that nobody knows."""
    yield from _waarheen(regeling)
    yield from _waaruit(regeling)


def _waarheen(regeling: Regeling) -> Iterator[Bevinding]:
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


def _waaruit(regeling: Regeling) -> Iterator[Bevinding]:
    """An error for a year that is not here, a warning for a version that isn't registered as definitief; once for each.

    A version may wait to be registered: the run that made it could not write to a master that was open in Excel.
    """
    jaren = {rij.jaar for rij in regeling.jaren}
    definitief = {(rij.jaar, rij.versie) for rij in regeling.afrekeningen if rij.soort is Versiestand.DEFINITIEF}
    eerste: dict[tuple[int, int], Verrekend] = {}
    for rij in regeling.verrekend:
        if rij.bedrag_ct:
            eerste.setdefault((rij.uit_jaar, rij.herziet), rij)
    for (jaar, versie), rij in eerste.items():
        if jaar not in jaren:
            wat = f"dit bedrag komt uit een herziening van {jaar}, maar {jaar} heeft geen rij in tblJaren."
            yield Bevinding.op(rij.plek, "uit_jaar", wat, "Verbeter Uit jaar, of neem deze regel weg.")
        elif (jaar, versie) not in definitief:
            wat = f"versie {versie} van {jaar}, die zou zijn herzien, staat niet als definitief in tblAfrekeningen."
            doen = "Verbeter Uit jaar of Herziet versie, werk de master bij met via-xl master werk-bij, of neem deze regel weg."
            yield Bevinding.op(rij.plek, "herziet", wat, doen, Ernst.WAARSCHUWING)
