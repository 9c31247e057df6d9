"""The calculated columns of the input tables as a report has them: more of them than a master needs."""

from __future__ import annotations

from datetime import date

from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.maat import Maat
from via_xl.regeling.model import POK, PokJaar, Urenregel
from via_xl.rekenen.kosten import regelkosten_ct
from via_xl.rekenen.pokjaren import Pokjaren
from via_xl.rekenen.vergoeding import Vergoedingsjaar
from via_xl.schrijven.formules import deel_van, regelkosten, samen, vergoeding
from via_xl.schrijven.master import berekend as master
from via_xl.schrijven.master.berekend import Berekend, Berekening, op_jaareinde
from via_xl.schrijven.master.stand import Stand

_OP_JAAREINDE = "SUMIFS(tblTarieven[Uurtarief €],tblTarieven[Schaal],[@Schaal],tblTarieven[Geldt op jaareinde],1)"

_UREN: tuple[Berekend[Urenregel], ...] = (
    Berekend(
        "Leverjaar",
        "IF([@Jaar van afrekening]=0,0,YEAR([@Maand]))",
        lambda _, rij: rij.maand.year if rij.geldig else 0,
        maat=Maat.JAAR,
        breedte=11,
    ),
    Berekend(
        "Kosten jaareinde €",
        regelkosten(_OP_JAAREINDE),
        lambda s, rij: regelkosten_ct(rij.uren_h, s.tarief_ct(rij, date(s.jaar, 12, 1))),
        maat=Maat.EURO,
        breedte=14,
    ),
    Berekend(
        "Rol bekend",
        'IF([@Rol]="",0,MIN(1,SUMPRODUCT((tblRollen[Rol]=[@Rol])*1)))',
        lambda s, rij: int(zelfde_in_formule(rij.rol) in s.rollen),
        breedte=9,
    ),
    Berekend(
        "Thema bekend",
        'IF([@Thema]="",0,MIN(1,SUMPRODUCT((tblThemas[Thema]=[@Thema])*1)))',
        lambda s, rij: int(zelfde_in_formule(rij.thema) in s.themas),
        breedte=9,
    ),
)

_GELEVERD = (
    "SUMIFS(tblUren[Kosten €],tblUren[Leverjaar],[@Jaar],tblUren[Jaar van afrekening],Jaar)",
    "SUMIFS(tblKosten[Kosten €],tblKosten[POK jaar],[@Jaar],tblKosten[Telt in jaar],1)",
)
_TOT_NU = vergoeding(deel_van("[@Vergoeding %]", samen("[@Kosten eerder €]", "[@Geleverd nu €]")), "[@Maximum €]")

_POK: tuple[Berekend[POK], ...] = (
    Berekend(
        "Geleverd nu €",
        f'IF([@Jaar]="",0,{samen(*_GELEVERD)})',
        lambda s, rij: _bij_leverjaar(s, rij).kosten_ct,
        maat=Maat.EURO,
        breedte=14,
    ),
    Berekend(
        "Vergoeding bij leverjaar €",
        f"ROUND({_TOT_NU}-[@Vergoed eerder €],2)",
        lambda s, rij: _bij_leverjaar(s, rij).vergoeding_ct,
        maat=Maat.EURO,
        breedte=14,
    ),
)


def _bij_leverjaar(stand: Stand, rij: POK) -> Vergoedingsjaar:
    return Pokjaren(stand.regeling, {stand.jaar: PokJaar.LEVERJAAR}).vergoeding(rij, stand.jaar, stand.tarieven)


BEREKEND: Berekening = {
    **master.BEREKEND,
    "tblTarieven": (*master.BEREKEND["tblTarieven"], op_jaareinde("Geldt op jaareinde")),
    "tblPOK": (*master.BEREKEND["tblPOK"], *_POK),
    "tblUren": (*master.BEREKEND["tblUren"], *_UREN),
}
"""By table: those of a master, and behind them what a report needs."""
