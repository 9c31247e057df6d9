"""One cell of an hour sheet becomes hours, a whole number, a word or a date: as a person sees it, or an error."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct, field

from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import UUR, rond_half_op, uren_nl
from via_xl.basis.schaal import Schaal, schaalcode
from via_xl.lezen.getalopmaak import ALGEMEEN, Aard, Gezien, gezien, toont_tekst
from via_xl.urenstaat.gelezen import Melder
from via_xl.urenstaat.uitlezen import Celsoort, Staatboek, Staatcel

_TEKSTGETAL = re.compile(r"[+-]?[0-9]{1,6}(?:,[0-9]{1,2}|\.[0-9]{1,2})?\Z")
_HALF_HONDERDSTE = Decimal("0.005")
_STOF = Decimal("0.000001")
"""What a binary number adds: nobody sees it."""

_ONGEZIEN = Decimal("0.0001")
"""A larger difference between what is shown and what is held is worth a warning."""

_NEGATIEF = (
    "Vul 0 of meer in, of laat de cel leeg. Klopte een eerdere opgave niet, verbeter dan die urenstaat en lever haar opnieuw in: "
    "zij vervangt de eerdere."
)
_TYP = "Typ alleen het getal, bijvoorbeeld 7,5, in een cel met de opmaak 0,00."


class Opgevallen(Struct):
    """Gathers cells that count but deserve a look, by the reason for that.

    At the end each reason is told once, with the first such cell and how many there are. ``melder`` takes the findings.
    """

    melder: Melder
    _cellen: dict[str, list[Staatcel]] = field(default_factory=dict)
    _getoond: str = ""

    def noteer(self, reden: str, cel: Staatcel) -> None:
        """Remember a cell under a reason: one of the words of which this module knows the warning."""
        self._cellen.setdefault(reden, []).append(cel)

    def noteer_afgerond(self, cel: Staatcel, uren_h: int) -> None:
        """Remember a cell that holds another number than the hours it shows."""
        bevat = getal_nl(cel.waarde) if isinstance(cel.waarde, Decimal) else str(cel.waarde)
        self._getoond = self._getoond or f"{bevat}, getoond als {uren_nl(uren_h)}"
        self.noteer("afgerond", cel)

    def meld(self) -> None:
        """Add the warnings, one for each reason."""
        teksten = {
            "formule": ("een formule; de laatst berekende waarde telt.", "Kijk na of die waarde klopt."),
            "afgerond": (
                f"een fijner getal dan er te zien is ({self._getoond}); wat te zien is telt.",
                "Rond de uren af op honderdsten.",
            ),
            "tekst": ("een getal als tekst; het is als getal gelezen.", "Kijk na of de gelezen uren kloppen."),
            "injectie": ("tekst die met = + - of @ begint; het blijft tekst.", "Kijk na of dit zo bedoeld is."),
        }
        for reden, cellen in self._cellen.items():
            wat, doen = teksten[reden]
            meer = f" (en nog {len(cellen) - 1} cellen)" if len(cellen) > 1 else ""
            self.melder.meld_waarschuwing(cellen[0], f"bevat {wat[:-1]}{meer}.", doen)


class GelezenUren(Struct, frozen=True):
    """The hours that a cell shows, in hundredths.

    ``verschil`` is how much the cell holds besides what it shows; ``tekst`` whether the number was typed as text.
    """

    uren_h: int
    verschil: Decimal = Decimal(0)
    tekst: bool = False
    """Typed as text: the totals of the sheet leave it out."""


def getal_nl(getal: Decimal) -> str:
    """A number the Dutch way, with the decimals it has."""
    if abs(getal) >= 10**12:
        return f"{getal:.3e}".replace(".", ",")
    tekst = f"{getal:f}"
    if "." in tekst:
        tekst = tekst.rstrip("0").rstrip(".")
    return tekst.replace(".", ",").replace("-", "−")


def lees_uren(
    cel: Staatcel, boek: Staatboek, maximum_h: int, waarvan: str, opgevallen: Opgevallen, *, tekst_als_getal: bool
) -> GelezenUren | None:
    """The hours that a cell shows, for a cell that is not blank; None after an error, which goes to the findings.

    More than ``maximum_h`` (hundredths) is an error; ``waarvan`` names in Dutch what holds no more: "een volledige
    week". A number typed as text is an error too, unless ``tekst_als_getal``. What counts but deserves a look goes to
    ``opgevallen``.
    """
    melder = opgevallen.melder
    if cel.soort is Celsoort.TEKST:
        tekst = cel.tekst
        bedoeld = _bedoeld(tekst) if cel.soort is Celsoort.TEKST else None
        if bedoeld is None:
            melder.meld_fout(cel, f'"{kort(tekst)}" is tekst, geen getal.', _TYP)
            return None
        if not tekst_als_getal:
            wat = f'"{tekst}" is tekst, geen getal; als getal zou het {uren_nl(bedoeld)} uur zijn.'
            melder.meld_fout(
                cel, wat, "Typ het getal opnieuw in een cel met getalopmaak (of lees met --tekst-als-getal)."
            )
            return None
        if not toont_tekst(cel.formaat):
            _meld_verborgen_tekst(cel, melder)
            return None
        opgevallen.noteer("tekst", cel)
        lezing = GelezenUren(bedoeld, tekst=True)
    else:
        gelezen = _uit_getal(cel, boek, melder)
        if gelezen is None:
            return None
        lezing = gelezen
    if lezing.uren_h < 0:
        melder.meld_fout(cel, f"{uren_nl(lezing.uren_h)} uur is negatief.", _NEGATIEF)
        return None
    if lezing.uren_h > maximum_h:
        wat = f"{uren_nl(lezing.uren_h)} uur is meer dan {waarvan} ({uren_nl(maximum_h)} uur)."
        melder.meld_fout(cel, wat, "Vul de gewerkte uren in.")
        return None
    if cel.formule:
        opgevallen.noteer("formule", cel)
    if lezing.verschil > _ONGEZIEN:
        opgevallen.noteer_afgerond(cel, lezing.uren_h)
    return lezing


def _bedoeld(tekst: str) -> int | None:
    """The hundredths that a text surely means, or None."""
    if not _TEKSTGETAL.match(tekst):
        return None
    waarde = Fraction(tekst.replace(",", "."))
    return int(waarde * UUR)


def _uit_getal(cel: Staatcel, boek: Staatboek, melder: Melder) -> GelezenUren | None:
    if not isinstance(cel.waarde, Decimal) or cel.soort is not Celsoort.GETAL:
        meld_geen_getal(cel, melder)
        return None
    bevat = cel.waarde
    if abs(bevat) >= 10**9:
        melder.meld_fout(cel, f"{getal_nl(bevat)} is geen aantal uren.", _TYP)
        return None
    if bevat < 0:
        melder.meld_fout(cel, f"{getal_nl(bevat)} uur is negatief.", _NEGATIEF)
        return None
    zicht = gezien(bevat, cel.formaat)
    if zicht.aard is not Aard.GETAL or zicht.waarde is None:
        melder.meld_fout(cel, _anders_getoond(cel, zicht, boek), _TYP)
        return None
    uren_h = rond_half_op(*(zicht.waarde * UUR).as_integer_ratio())
    op_honderdsten = Decimal(uren_h).scaleb(-2)
    if abs(zicht.waarde - op_honderdsten) > _STOF:
        melder.meld_fout(
            cel, f"{getal_nl(zicht.waarde)} is fijner dan een honderdste uur.", "Rond de uren af op twee decimalen."
        )
        return None
    verschil = abs(bevat - op_honderdsten)
    if verschil > _HALF_HONDERDSTE:
        wat = f"toont {getal_nl(zicht.waarde)}, maar bevat {getal_nl(bevat)}."
        melder.meld_fout(cel, wat, "Geef de cel de opmaak 0,00 en kijk na welk getal bedoeld is.")
        return None
    return GelezenUren(uren_h, verschil)


def _anders_getoond(cel: Staatcel, zicht: Gezien, boek: Staatboek) -> str:
    """What a cell shows that is no plain number, and what it holds."""
    bevat = cel.waarde if isinstance(cel.waarde, Decimal) else Decimal(0)
    getal = getal_nl(bevat)
    match zicht.aard:
        case Aard.DATUM:
            return f"toont een datum of tijd ({_als_datum(bevat, boek)}), maar bevat het getal {getal}."
        case Aard.PROCENT:
            return f"toont een percentage ({getal_nl(bevat * 100)} %), maar bevat {getal}."
        case Aard.DUIZENDTALLEN:
            return f"toont duizendtallen, maar bevat {getal}."
        case Aard.VERBORGEN:
            return f"toont niets, maar bevat {getal}."
        case Aard.TEKST:
            return f"toont tekst (opmaak Tekst), maar bevat het getal {getal}."
        case _:
            return f'bevat {getal}, maar de getalopmaak "{kort(cel.formaat)}" toont iets anders.'


def _als_datum(getal: Decimal, boek: Staatboek) -> str:
    dag = boek.dag(getal)
    minuten = rond_half_op(*((getal % 1) * 1440).as_integer_ratio())
    tijd = f"{minuten // 60}:{minuten % 60:02d}"
    if dag is None:
        return tijd
    datum = datum_nl(dag)
    return f"{datum} {tijd}" if minuten else datum


def meld_geen_getal(cel: Staatcel, melder: Melder) -> None:
    """Add the error about a cell that should hold a number and holds none."""
    match cel.soort:
        case Celsoort.ONBEREKEND:
            wat, doen = (
                "bevat een formule zonder uitkomst.",
                "Open het bestand in Excel en sla het op, of typ het getal.",
            )
        case Celsoort.FOUTWAARDE:
            wat, doen = f"bevat de foutwaarde {kort(str(cel.waarde))}.", _TYP
        case Celsoort.LOGISCH:
            wat, doen = f"{'WAAR' if cel.waarde else 'ONWAAR'} is een logische waarde, geen getal.", _TYP
        case _:
            wat, doen = f'"{kort(str(cel.waarde))}" is tekst, geen getal.', _TYP
    melder.meld_fout(cel, wat, doen)


def _meld_verborgen_tekst(cel: Staatcel, melder: Melder) -> None:
    wat = f'bevat de tekst "{kort(cel.tekst)}", maar de getalopmaak "{kort(cel.formaat)}" toont iets anders.'
    melder.meld_fout(cel, wat, "Geef de cel de opmaak Standaard.")


def lees_woord(cel: Staatcel | None, opgevallen: Opgevallen) -> str:
    """The words in a cell; a whole number is taken as its digits. "" for a blank cell, and after an error."""
    melder = opgevallen.melder
    if cel is None or cel.leeg:
        return ""
    if cel.soort is Celsoort.TEKST:
        if not toont_tekst(cel.formaat):
            _meld_verborgen_tekst(cel, melder)
            return ""
        tekst = cel.tekst
        if tekst[:1] in "=+-@":
            opgevallen.noteer("injectie", cel)
        if cel.formule:
            opgevallen.noteer("formule", cel)
        return tekst
    getal = lees_geheel(cel, opgevallen)
    return "" if getal is None else str(getal)


def lees_geheel(cel: Staatcel, opgevallen: Opgevallen, *, tekst_als_getal: bool = True) -> int | None:
    """The whole number that a cell shows; None after an error, which goes to the findings."""
    melder = opgevallen.melder
    if cel.soort is Celsoort.TEKST and re.fullmatch(r"[0-9]{1,9}", cel.tekst):
        if tekst_als_getal:
            return int(cel.tekst)
        melder.meld_fout(cel, f'"{cel.tekst}" is tekst, geen getal.', "Kies of typ het getal opnieuw.")
        return None
    if not isinstance(cel.waarde, Decimal) or cel.soort is not Celsoort.GETAL:
        meld_geen_getal(cel, melder)
        return None
    opmaak = ALGEMEEN if cel.formaat == "@" else cel.formaat
    zicht = gezien(cel.waarde, opmaak)
    if zicht.waarde is None or zicht.waarde != cel.waarde or abs(cel.waarde) >= 10**9 or cel.waarde % 1:
        wat = f'{getal_nl(cel.waarde)} met opmaak "{kort(cel.formaat)}" toont geen geheel getal.'
        melder.meld_fout(cel, wat, "Typ het getal opnieuw in een cel met de opmaak Standaard.")
        return None
    if cel.formule:
        opgevallen.noteer("formule", cel)
    return int(cel.waarde)


def lees_schaal(cel: Staatcel, opgevallen: Opgevallen, *, tekst_als_getal: bool = True) -> Schaal | None:
    """The schaal that a cell shows, however it is spelled; None after an error, which goes to the findings.

    A number is read under the same rules as any other. Which schalen there are the caller knows.
    """
    if cel.soort is not Celsoort.TEKST or re.fullmatch(r"[0-9]{1,9}", cel.tekst):
        return lees_geheel(cel, opgevallen, tekst_als_getal=tekst_als_getal)
    woord = lees_woord(cel, opgevallen)
    if not woord:
        return None
    code = schaalcode(woord)
    if code is None or (isinstance(code, int) and not tekst_als_getal):
        meld_geen_getal(cel, opgevallen.melder)
        return None
    return code


def lees_datum(cel: Staatcel, boek: Staatboek) -> date | None:
    """The day that a cell shows as a date; None when it shows no date."""
    if cel.soort is not Celsoort.GETAL or not isinstance(cel.waarde, Decimal):
        return None
    if gezien(cel.waarde, cel.formaat).aard is not Aard.DATUM:
        return None
    dag = boek.dag(cel.waarde)
    return dag if dag is not None and date(1990, 1, 1) <= dag <= date(2200, 1, 1) - timedelta(1) else None


def kort(tekst: str, lengte: int = 60) -> str:
    """A text short enough for a message: cut after ``lengte`` characters."""
    schoon = "".join(teken if teken.isprintable() else " " for teken in tekst)
    return schoon if len(schoon) <= lengte else f"{schoon[:lengte]}…"
