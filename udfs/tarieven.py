"""The hourly rate of a schaal on a day, and the cost of hour lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from udfs.cellen import Cellen, Uitkomst, enkel, leeg, lees, rooster
from udfs.fouten import Excelfout, Uitval
from udfs.register import Argument, udf
from udfs.tabel import Kop, lijnen, records
from via_xl.basis.geld import euro
from via_xl.basis.schaal import Schaal
from via_xl.regeling.tabellen import TARIEVEN, UREN
from via_xl.rekenen.kosten import regelkosten_ct
from via_xl.rekenen.tarief import Tarieven, uurtarief_ct

_PERIODE = tuple(TARIEVEN.kolom(veld) for veld in ("schaal", "van", "tot"))
_DELEN = tuple(
    TARIEVEN.kolom(veld)
    for veld in ("maandsalaris_ct", "ikb_bp", "werkgeverslasten_bp", "productieve_uren_h", "uurtarief_ct")
)
_UURTARIEF = TARIEVEN.kolom("uurtarief_ct")
_UURTARIEF_KOP = "Uurtarief €"
_DATUM = TARIEVEN.kolom("van")
_REGEL = tuple(UREN.kolom(veld) for veld in ("schaal", "maand", "uren_h"))
_AFRONDING = UREN.kolom("afronding_ct")

_TARIEVEN_HULP = (
    "tblTarieven[#Alles], of een bereik zonder koppen met schaal, van, tot en uurtarief. "
    "Een rij die niet leesbaar is, geeft #WAARDE!"
)


@udf(
    "Het uurtarief in euro van een schaal in de maand van een datum: het tarief dat op de laatste dag van die maand "
    "geldt. Geen tarief: #N/B. Meer dan één: #GETAL!",
    Argument("schaal", "De functionele schaal, bijvoorbeeld 11 of 10A."),
    Argument("datum", "Een datum in de maand, zonder tijd."),
    Argument("tarieven", _TARIEVEN_HULP),
)
def VIA_UURTARIEF(schaal: Cellen, datum: Cellen, tarieven: Cellen) -> Uitkomst:  # noqa: N802 - a name of Excel
    """The hourly rate of a schaal in the month of a date: the one that holds on the last day of that month.

    ``schaal`` is a code in any spelling (11, "10 a") and ``datum`` a date without a time, one cell each; a blank is #VALUE!. No rate on
    that day, or a row with neither a rate nor all its parts, is #N/A; two rates or more are #NUM!.
    """
    gevraagd = lees(enkel(schaal), _PERIODE[0])
    dag = lees(enkel(datum), _DATUM)
    return euro(_tarief_ct(_tarieven(tarieven), gevraagd, dag))


@udf(
    "De kosten in euro van elke urenregel: uren × uurtarief van schaal en maand, afgerond op de cent. Een matrix van "
    "één kolom, naast de regels. Een lege regel blijft leeg.",
    Argument("uren", "tblUren[#Alles] (de matrix begint dan met een kop), of een bereik met schaal, maand en uren."),
    Argument("tarieven", _TARIEVEN_HULP),
)
def VIA_KOSTEN(uren: Cellen, tarieven: Cellen) -> Uitkomst:  # noqa: N802
    """The cost of each hour line: hours × the rate of its schaal and month, rounded to the cent.

    One column, as long as ``uren``; with headers its first row is ``Kosten €``. ``maand`` is the first of the month. Where there
    is a column ``Afronding €``, what was rounded of each line of a sum is in it.
    A line with a fault has the error in its own row: #N/A without a rate, #NUM! with more than one or with hours that
    can't be, #VALUE! for all else. Every line has its cost, whatever its year and also when it is ``vervallen``.
    """
    gelezen = (*_REGEL, _AFRONDING) if Kop.van(rooster(uren)[0]).heeft(_AFRONDING.kop) else _REGEL
    met_kop, regels = lijnen(uren, *((kolom.kop,) for kolom in gelezen))
    geldend = _tarieven(tarieven)
    eerder: dict[Any, Any] = {}

    def deel(kolom: int, cel: Any) -> Any:
        """A cell as the engine's value; hour lines repeat themselves."""
        sleutel = (kolom, type(cel), cel)
        if sleutel not in eerder:
            eerder[sleutel] = lees(cel, gelezen[kolom])
        return eerder[sleutel]

    def tarief(schaal: Schaal, maand: date) -> int:
        sleutel = (schaal, maand)
        if sleutel not in eerder:
            eerder[sleutel] = _tarief_ct(geldend, schaal, maand)
        gevonden: int = eerder[sleutel]
        return gevonden

    def kosten(regel: tuple[Any, ...]) -> float | str:
        if leeg(regel):
            return ""
        try:
            schaal, maand, uren_h, *afronding_ct = (deel(kolom, cel) for kolom, cel in enumerate(regel))
            return euro(regelkosten_ct(uren_h, tarief(schaal, maand)) + sum(afronding_ct))
        except Uitval as uitval:
            return uitval.fout

    return [["Kosten €"]] * met_kop + [[kosten(regel)] for regel in regels]


def _tarieven(cellen: Cellen) -> Tarieven:
    """The rates of a table: derived from its parts as the engine does, or else from a column of rates."""
    kop = Kop.van(rooster(cellen)[0])
    delen = tuple(kolom for kolom in _DELEN if kop.heeft(kolom.kop))
    laatste = tuple((kolom.kop,) for kolom in delen) or ((_UURTARIEF_KOP,),)
    _, regels = lijnen(cellen, *((kolom.kop,) for kolom in _PERIODE), *laatste)
    return Tarieven(records(TARIEVEN, (*_PERIODE, *(delen or (_UURTARIEF,))), regels))


def _tarief_ct(tarieven: Tarieven, schaal: Schaal, dag: date) -> int:
    rijen = tarieven.voor(schaal, dag)
    if len(rijen) > 1:
        raise Uitval(Excelfout.GETAL)
    try:
        return uurtarief_ct(rijen[0])
    except (IndexError, ValueError) as fout:  # none, or one from which no rate can be derived
        raise Uitval(Excelfout.NIET_GEVONDEN) from fout
