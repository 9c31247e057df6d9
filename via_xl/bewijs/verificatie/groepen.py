"""Three calculations that share nothing: the rekenkern, the formulas of the regional workbook, and groups of rows in pandas.

Each amount of each gemeente must be the same in all three. Where one is not, the other two say which one is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from typing import Any

from msgspec import Struct

from via_xl.basis.bevinding import Bevinding
from via_xl.basis.geld import euro_nl, uren_nl
from via_xl.bewijs.groepsrekening import Groepsrekening, groepsrekening
from via_xl.bewijs.verificatie.rooster import Roostercel, Sleutel, van_bestand
from via_xl.bewijs.verificatie.versie import MEESTE, OPNIEUW, NietMogelijk, Versie
from via_xl.regeling.model import Regeling
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.verrekening import Verrekening
from via_xl.schrijven.master.verrekening import BLAD, TABEL

_VAN_GEMEENTE = {
    "uren_h": g.UREN,
    "kosten_ct": g.INZET,
    "btw_ct": g.BTW,
    "bijdrage_ct": g.BIJDRAGE,
    "voorschot_ct": g.VOORSCHOT,
    "saldo_ct": g.SALDO,
    "verrekend_ct": g.VERREKEND,
    "te_betalen_ct": g.TE_BETALEN,
}
"""The figures of a gemeente by their name in the rekenkern and in the frame; the header of a column is that of the figure."""

_VAN_REGIO = {
    "kosten_ct": g.KOSTEN.kort_met_symbool,
    "vergoeding_ct": g.VERGOEDING.kort_met_symbool,
    "te_verdelen_ct": g.TE_VERDELEN.met_symbool,
}
"""The figures of the region, and what stands before them in the summary of the sheet."""

Formules = Mapping[Sleutel, Roostercel]


class Drietal(Struct, frozen=True):
    """A figure as the three calculations give it; the formula is None where a workbook of another version has none."""

    gemeente: str
    wat: str
    kern: int
    groepen: int
    formule: Roostercel | None
    in_uren: bool = False

    @property
    def volgens_formule(self) -> int | None:
        """What the formula gives in cents or hundredths; None for no number."""
        waarde = None if self.formule is None else self.formule.waarde
        if isinstance(waarde, bool) or not isinstance(waarde, int | float):
            return None
        return int((Decimal(repr(waarde)) * 100).quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def gelijk(self) -> bool:
        """Whether all three that there are agree."""
        formule_ook = self.formule is None or self.volgens_formule == self.kern
        return self.kern == self.groepen and formule_ook

    @property
    def zin(self) -> str:
        """What each of them gives, in Dutch."""
        toon = uren_nl if self.in_uren else euro_nl
        delen = [
            f"de rekenkern geeft {toon(self.kern)}",
            f"los daarvan, in groepen opgeteld, is het {toon(self.groepen)}",
        ]
        if self.formule is not None:
            gegeven = self.volgens_formule
            delen.insert(0, f"de formule geeft {'geen getal' if gegeven is None else toon(gegeven)}")
        return f"{self.gemeente}, {self.wat}: {', '.join(delen[:-1])}, en {delen[-1]}."


def controleer(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """A finding for each figure on which the three don't agree."""
    herleiding = versie.vergelijkbaar()
    derde = _derde(herleiding.stand.regeling, versie.jaar)
    naam = herleiding.boeken[""][0]
    formules = van_bestand(versie.gelezen(naam))
    verschillen = (
        Bevinding(naam, *_plek(een), een.zin, OPNIEUW)
        for een in _alle(herleiding.stand.uitkomst, derde, formules)
        if not een.gelijk
    )
    yield from islice(verschillen, MEESTE)


def _derde(regeling: Regeling, jaar: int) -> Groepsrekening:
    try:
        return groepsrekening(regeling, jaar)
    except OverflowError as fout:
        raise NietMogelijk(str(fout)) from fout


def _plek(een: Drietal) -> tuple[str, str]:
    return ("", "") if een.formule is None else (een.formule.blad, een.formule.cel)


def _alle(uit: Verrekening, derde: Groepsrekening, formules: Formules) -> Iterator[Drietal]:
    """Every figure of every gemeente, and then those of the region."""
    rijen: dict[Any, int] = {cel.waarde: plek[3] for plek, cel in formules.items() if plek[:2] == (TABEL, "Code")}
    per_code = derde.gemeenten.to_dict("index")
    for rij in uit.gemeenten:
        for veld, wat in _VAN_GEMEENTE.items():
            cel = formules.get((TABEL, wat.kop, "", rijen.get(rij.code, -1)))
            groepen = per_code[rij.code][veld]
            yield Drietal(rij.naam, wat.kort.lower(), getattr(rij, veld), groepen, cel, veld == "uren_h")
    for veld, label in _VAN_REGIO.items():
        cel = formules.get(("", BLAD, f"{label}#1", 1))
        yield Drietal("hele regio", label[0].lower() + label[1:], getattr(uit, veld), getattr(derde, veld), cel)
