"""A key that adds to zero shares nothing: the amount would be nobody's."""

from __future__ import annotations

from via_xl.bevinding import Bevinding
from via_xl.model import Regeling, Verdeelsleutel

DOEN = {
    Verdeelsleutel.INWONERS: "Vul op blad Inwoners in tblInwoners de kolom Inwoners van het peiljaar in",
    Verdeelsleutel.KOSTEN: "Kijk op blad Uren in tblUren de kolom Uren na (per gemeente is het minder dan € 0,50)",
    Verdeelsleutel.UREN: "Kijk op blad Uren in tblUren de kolom Uren na",
    Verdeelsleutel.CAPACITEIT: "Vul op blad Begroting in tblCapaciteit de kolom Uren per week in voor 31 december",
}


def lege_sleutel(regeling: Regeling, jaar: int) -> Bevinding:
    """The finding at the year that has something to share over nothing, with the column that fills its key."""
    parameters = regeling.jaar(jaar)
    sleutel = parameters.verdeelsleutel
    wat = f"in {jaar} is er een bedrag te verdelen naar {sleutel}, maar die tellen op tot 0."
    return Bevinding.op(parameters.plek, "verdeelsleutel", wat, f"{DOEN[sleutel]}, of kies een andere verdeelsleutel.")
