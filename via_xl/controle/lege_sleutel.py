"""A key that adds to zero shares nothing: the amount would be nobody's."""

from __future__ import annotations

from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding
from via_xl.regeling.model import MeerkostenDrager, Regeling, Verdeelsleutel
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import draagt_volgens_sleutel, verreken, wacht_op_uren

DOEN = {
    Verdeelsleutel.INWONERS: "Vul op blad Inwoners in tblInwoners de kolom Inwoners van het peiljaar in",
    Verdeelsleutel.KOSTEN: "Kijk op blad Uren in tblUren de kolom Uren na (per gemeente is het minder dan € 0,50)",
    Verdeelsleutel.UREN: "Kijk op blad Uren in tblUren de kolom Uren na",
    Verdeelsleutel.CAPACITEIT: "Vul op blad Begroting in tblCapaciteit de kolom Uren per week in voor 31 december",
}


def lege_sleutel(regeling: Regeling, jaar: int) -> Bevinding:
    """The finding about a year whose key adds to zero while there is something to share.

    It stands at the row of the year, and names the column that fills the key.
    """
    parameters = regeling.jaar(jaar)
    if _ligt_aan_drager(regeling, jaar):
        drager = parameters.meerkosten_drager
        sleutel = Verdeelsleutel.INWONERS if drager is MeerkostenDrager.INWONERS else Verdeelsleutel.KOSTEN
        wat = f"in {jaar} zijn er meerkosten voor {drager}, maar hun {sleutel} tellen op tot 0."
        doen = f"{DOEN[sleutel]}, of kies een andere drager."
        return Bevinding.op(parameters.plek, "meerkosten_drager", wat, doen)
    sleutel = parameters.verdeelsleutel
    wat = f"in {jaar} is er een bedrag te verdelen naar {sleutel}, maar die tellen op tot 0."
    if wacht_op_uren(regeling, jaar):
        doen = (
            f"Neem de uren over uit de map {regeling.regio.urenbron} naast de master, met via-xl urenstaat bron of de knop Uren naast de "
            "master."
        )
        return Bevinding.op(parameters.plek, "verdeelsleutel", wat, doen)
    return Bevinding.op(parameters.plek, "verdeelsleutel", wat, f"{DOEN[sleutel]}, of kies een andere verdeelsleutel.")


def _ligt_aan_drager(regeling: Regeling, jaar: int) -> bool:
    """Whether the year can be settled once the centrumgemeente bears the meerkosten."""
    jaren = tuple(
        replace(rij, meerkosten_drager=MeerkostenDrager.CENTRUMGEMEENTE) if rij.jaar == jaar else rij
        for rij in regeling.jaren
    )
    try:
        verreken(replace(regeling, jaren=jaren), jaar)
    except LegeSleutel:
        return False
    return not draagt_volgens_sleutel(regeling.jaar(jaar).verdeelsleutel, regeling.jaar(jaar).meerkosten_drager)
