"""The hour sheet of one gemeente and year: blank, or with what was filled in.

Inputs stand on fixed places in unlocked cells; there are no tables, because the grid does not grow and the sheet
stays protected.
"""

from __future__ import annotations

from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import controleblad
from via_xl.schrijven.urenstaat import controles, lijsten, rooster, toelichting
from via_xl.schrijven.urenstaat.opdracht import Inhoud, Roosterrij, Urenstaatopdracht
from via_xl.urenstaat.sjabloon import BLAD, BLAD_LIJSTEN, BLAD_TOELICHTING, MEDEWERKERS, RIJEN

BLADEN = (BLAD, BLAD_TOELICHTING, BLAD_LIJSTEN, controleblad.BLAD)
"""The sheets in the order in which someone who fills it in meets them."""


def schrijf_urenstaat(o: Urenstaatopdracht) -> Boek:
    """The workbook.

    Raises:
        ValueError: more rows or medewerkers than the sheet has room for.
    """
    if len(o.inhoud.rijen) > RIJEN or len(o.inhoud.medewerkers) > MEDEWERKERS:
        raise ValueError(f"{o.naam}: meer dan {RIJEN} regels of {MEDEWERKERS} medewerkers")
    boek = Boek(o.kopregel, ingevuld=True)
    rijen = [*controles.controles(o)]
    vlag = controleblad.vlag(rijen)
    if any(regel.uitkomst == controleblad.FOUT for regel in rijen):
        raise ValueError(f"{o.naam}: wat is ingevuld klopt niet")
    for blad in (rooster, toelichting, lijsten):
        blad.zet(boek, o, vlag)
    controleblad.zet(boek, rijen, controles.UITLEG, o.kopregel)
    return boek.klaar()


__all__ = ["BLADEN", "Inhoud", "Roosterrij", "Urenstaatopdracht", "schrijf_urenstaat"]
