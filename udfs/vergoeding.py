"""The POK reimbursement of a year's cost."""

from __future__ import annotations

from udfs.cellen import BEDRAG, Cellen, Uitkomst, enkel, lees
from udfs.fouten import Excelfout, Uitval
from udfs.register import Argument, udf
from udfs.tabel import lijnen, records
from via_xl.basis.geld import euro
from via_xl.regeling.tabellen import POK
from via_xl.rekenen.vergoeding import vergoeding_ct

_KOLOMMEN = tuple(POK.kolom(veld) for veld in ("jaar", "vergoeding_bp", "maximum_ct"))


@udf(
    "De POK-vergoeding in euro van de kosten van een jaar: het percentage van dat jaar, ten hoogste het maximum. "
    "Geen rij voor het jaar: #N/B. Meer dan één: #GETAL!",
    Argument("jaar", "Het jaar van de POK: dat waarin de uren zijn geleverd."),
    Argument(
        "kosten",
        "De kosten waarvan de POK van dat jaar een deel vergoedt, in euro. Voor late uren: de vergoeding met hen erbij, min die "
        "van wat eerder is verrekend.",
    ),
    Argument("pok", "tblPOK[#Alles], of een bereik zonder koppen met jaar, vergoeding (0,5 is 50 %) en maximum."),
)
def VIA_VERGOEDING(jaar: Cellen, kosten: Cellen, pok: Cellen) -> Uitkomst:  # noqa: N802
    """The POK reimbursement: the year's share of the cost, rounded to the cent, and at most the year's maximum.

    ``jaar`` and ``kosten`` are one cell each; a blank is #VALUE!, a cost below 0 #NUM!. A year without a row is #N/A,
    with two rows #NUM!. A row that can't be read makes the whole #VALUE!.
    """
    gevraagd = lees(enkel(jaar), _KOLOMMEN[0])
    kosten_ct = lees(enkel(kosten), BEDRAG)
    _, regels = lijnen(pok, *((kolom.kop,) for kolom in _KOLOMMEN))
    rijen = [rij for rij in records(POK, _KOLOMMEN, regels) if rij.jaar == gevraagd]
    if len(rijen) != 1:
        raise Uitval(Excelfout.GETAL if rijen else Excelfout.NIET_GEVONDEN)
    return euro(vergoeding_ct(kosten_ct, rijen[0].vergoeding_bp, rijen[0].maximum_ct))
