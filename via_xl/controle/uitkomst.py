"""What must hold of a calculated settlement: spreadsheets reproduce it to the cent, it closes, it gives nobody away.

That it closes is rule 13 of the design; that shares add to 100 % is its other half, which the sheet Controles checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from via_xl.basis.bevinding import Bevinding, Ernst, Plek
from via_xl.basis.geld import euro_nl
from via_xl.regeling.model import Regeling
from via_xl.rekenen.verdeling import EXACT_GRENS, PRODUCT_GRENS
from via_xl.rekenen.verrekening import Verrekening


def controleer_uitkomst(regeling: Regeling, verrekening: Verrekening) -> tuple[Bevinding, ...]:
    """Every finding about the outcome of a year.

    There is one for each amount that a spreadsheet can't share exactly, for a settlement that doesn't close, and for so
    few suppliers of hours that the regional total gives one of them away.
    """
    return (
        *_exact_in_spreadsheet(regeling, verrekening),
        *_sluit(regeling, verrekening),
        *_herleidbaar(verrekening),
    )


def _exact_in_spreadsheet(regeling: Regeling, verrekening: Verrekening) -> Iterator[Bevinding]:
    """A finding for each amount, or product of the largest remainder, that is beyond what every engine calculates exactly.

    What the whole rounds leave over is less than N, so a product can only be too large where the key itself is.
    """
    hoogste = max((rij.deel.sleutel for rij in verrekening.gemeenten), default=0)
    plek, veld = _grootste(regeling, verrekening)
    if max(verrekening.volgens_sleutel_ct, verrekening.rondes[1] * hoogste) >= EXACT_GRENS:
        bedrag = euro_nl(verrekening.volgens_sleutel_ct)
        yield Bevinding.op(
            plek,
            veld,
            f"{verrekening.jaar}: {bedrag} verdelen naar {verrekening.verdeelsleutel} is te groot om in een "
            "spreadsheet exact te rekenen.",
            "Kijk de uren en tarieven na, te beginnen met deze grootste regel.",
        )
    hoogste = max((rij.meerkosten.sleutel for rij in verrekening.gemeenten), default=0)
    if max(verrekening.meerkosten_ct, verrekening.meer_rondes[1] * hoogste) >= EXACT_GRENS:
        bedrag = euro_nl(verrekening.meerkosten_ct)
        yield Bevinding.op(
            plek,
            veld,
            f"{verrekening.jaar}: {bedrag} aan meerkosten verdelen is te groot om in een spreadsheet exact te rekenen.",
            "Kijk de uren en tarieven na, te beginnen met deze grootste regel.",
        )
    if verrekening.kosten_ct * verrekening.vergoeding_bp >= PRODUCT_GRENS:
        yield Bevinding.op(
            plek,
            veld,
            f"{verrekening.jaar}: de vergoeding over {euro_nl(verrekening.kosten_ct)} is te groot om in een "
            "spreadsheet exact te rekenen.",
            "Kijk de uren en tarieven na, te beginnen met deze grootste regel.",
        )


def _grootste(regeling: Regeling, verrekening: Verrekening) -> tuple[Plek, str]:
    """Where to start looking for what made an amount too large: the dearest hour line, or else the POK row."""
    if verrekening.regels:
        return max(verrekening.regels, key=lambda rij: rij.kosten_ct).regel.plek, "uren_h"
    return regeling.pok_van(verrekening.jaar).plek, "maximum_ct"


def _sluit(regeling: Regeling, verrekening: Verrekening) -> Iterator[Bevinding]:
    verschil = verrekening.sluitcontrole_ct
    if verschil:
        wat = f"{verrekening.jaar}: de verrekening sluit niet; er is een verschil van {euro_nl(verschil)}."
        doen = "Dit is een fout in het programma; gebruik deze uitkomst niet en meld hem."
        yield Bevinding.op(regeling.jaar(verrekening.jaar).plek, "jaar", wat, doen)


def _herleidbaar(verrekening: Verrekening) -> Iterator[Bevinding]:
    """A warning when only one or two supply hours: the regional total then gives away what one of them cost."""
    leveranciers = [rij for rij in verrekening.gemeenten if rij.kosten_ct > 0]
    if not leveranciers or len(leveranciers) > 2:
        return
    namen = " en ".join(rij.naam for rij in leveranciers)
    if len(leveranciers) == 1:
        wat = f"alleen {namen} leverde uren; het totaal is dus de kosten van die gemeente."
    else:
        wat = f"alleen {namen} leverden uren; elk kan uit het totaal de kosten van de ander afleiden."
    plek = next(rij.regel.plek for rij in verrekening.regels if rij.kosten_ct > 0)
    yield Bevinding(
        plek.bestand,
        plek.blad,
        "",
        f"{verrekening.jaar}: {wat}",
        "Overleg met deze gemeenten voordat de afrekeningen worden verzonden.",
        Ernst.WAARSCHUWING,
    )
