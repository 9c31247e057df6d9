"""The official name of a gemeente, however its name was spelled."""

from __future__ import annotations

from typing import Any

from udfs.cellen import Cellen, Uitkomst, lees, rooster
from udfs.fouten import Excelfout, Uitval
from udfs.register import Argument, udf
from udfs.tabel import Kop, lijnen, records
from via_xl.basis.gemeenten import is_code, normaliseer
from via_xl.lezen.rijen import Namenlijst
from via_xl.lezen.waarden import WaardeFout
from via_xl.regeling.model import Naam
from via_xl.regeling.tabellen import NAMEN

_KOLOMMEN = (NAMEN.kolom("naam"), NAMEN.kolom("code"))
_CODE = _KOLOMMEN[1]
_KOPPEN = ("Gemeente", "Naam", "Schrijfwijze", "Code", "CBS code")


@udf(
    "De officiële naam van een gemeente bij een schrijfwijze of CBS-code. Eén naam of een hele kolom. Onbekend: #N/B. "
    "Van meer dan één gemeente: #GETAL!",
    Argument("naam", "Een naam zoals die ergens staat, een CBS-code, of een kolom daarvan."),
    Argument(
        "namen",
        "tblNamen[#Alles], of twee kolommen met schrijfwijze en CBS-code. De eerste schrijfwijze van een code is de "
        "officiële. Weggelaten: tblNamen van deze werkmap.",
        standaard_tabel=NAMEN.naam,
        optioneel=True,
    ),
)
def VIA_GEMEENTE(naam: Cellen, namen: Cellen = "") -> Uitkomst:  # noqa: N802
    """The official name that belongs to a spelling or a CBS code, of one cell or of a range, cell by cell.

    Spellings are compared as in a CSV (without case, accents, quotes and dashes). ``namen`` is ``tblNamen``, a table with
    the headers ``Code`` and ``Schrijfwijze`` or ``Naam``, or two columns, spelling and code; the first spelling of a code in
    it is its official name. A blank gives ``""``, an unknown name #N/A, the name of two gemeenten #NUM!, a number or an error
    value #VALUE!. A column that begins with its header gives ``Gemeente`` first.
    """
    gevraagd = rooster(naam)
    _, regels = lijnen(namen, (_KOLOMMEN[0].kop, "Naam"), (_CODE.kop,))
    lijst: list[Naam] = records(NAMEN, _KOLOMMEN, regels)
    if not all(is_code(rij.code) for rij in lijst):
        raise Uitval(Excelfout.WAARDE)
    bekend = Namenlijst((), lijst)
    officieel = {rij.code: rij.naam for rij in reversed(lijst)}  # the first of each code stays

    def noem(cel: Any) -> str:
        if cel is None:
            return ""
        try:
            tekst = lees(cel, _CODE)
            return officieel[bekend.herken_ruim(tekst)]
        except KeyError:
            return Excelfout.NIET_GEVONDEN
        except WaardeFout:
            vorm = normaliseer(tekst)
            return Excelfout.GETAL if any(normaliseer(rij.naam) == vorm for rij in lijst) else Excelfout.NIET_GEVONDEN
        except Uitval as uitval:
            return uitval.fout

    rijen = [[noem(cel) for cel in rij] for rij in gevraagd]
    if len(rijen) == 1 and len(rijen[0]) == 1:
        return rijen[0][0]
    if len(rijen[0]) == 1 and Kop.van(gevraagd[0]).heeft(*_KOPPEN):
        rijen[0] = ["Gemeente"]
    return rijen
